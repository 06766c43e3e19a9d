"""Real people's purchases: 2,357 customers of a music shop who came in January to March 1997.

Published by Fader and Hardie; the project does not contain the file.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from salesbook.books.memory import MemoryBook
from tests.domain.callbook import world
from tests.domain.importing.desk import bring
from tests.helpers import book

DATA = Path(__file__).parents[3] / "shared" / "data" / "cdnow_sample.txt"
SPLIT = date(1997, 9, 30)  # the last day of week 39
END = date(1998, 6, 30)  # the last day of week 78

needed = pytest.mark.skipif(not DATA.exists(), reason=f"the CDNOW orders are not at {DATA}")


@cache
def shop() -> MemoryBook:
    """An empty book into which the file of orders was imported."""
    store = book()
    bring(store, DATA, "Orders", columns=", Contact ID, Date, , Amount", today=END)
    return store


@cache
def as_of(day: date):
    return world(shop(), day)
