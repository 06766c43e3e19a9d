"""Small books with the part aftersale, and what salesbook makes of them."""

from __future__ import annotations

from datetime import date

from salesbook.books.memory import MemoryBook
from salesbook.domain.world import World
from salesbook.schema.shapes import SINCE
from tests.domain.callbook import TODAY, a_book, world

FROM_THE_FIRST = f"Setting | Value\n{SINCE} | aftersale 2000-01-01"


def after_sale_book(**tables: str) -> MemoryBook:
    """A book in which everything counts that ever happened, unless its Settings say otherwise."""
    return a_book(**{"Settings": FROM_THE_FIRST} | tables)


def after_sale_world(today: date = TODAY, **tables: str) -> World:
    return world(after_sale_book(**tables), today)
