"""Who is active."""

from __future__ import annotations

import numpy as np

from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, texts


def is_active(world: World) -> Bools:
    """Contacts whose Status is Active, or blank."""
    active: Bools = np.isin(texts(world.frames["Contacts"], "Status"), ["", "Active"])
    return active
