"""Whether a book has the part aftersale."""

from __future__ import annotations

from salesbook.domain.world import World
from salesbook.schema.after_sale import OF_AFTER_SALE


def has_after_sale(world: World) -> bool:
    """Whether the book has the part aftersale, and all of its tables were read."""
    return all(name in world.frames and name not in world.absent for name in OF_AFTER_SALE)
