"""Call lists for real people's purchases: 2,357 customers of a music shop, 1997 and 1998."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.facts.due import rhythm_table
from salesbook.schema import CADENCE_ROWS, TABLES
from tests.domain.callbook import TOUCHPOINTS, plan, world
from tests.helpers import carry_out

DATA = Path(__file__).parents[4] / "shared" / "data" / "cdnow_sample.txt"
TODAY = date(1998, 7, 1)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the CDNOW sample is not there")


def the_book(**cells: str) -> MemoryBook:
    """Contacts and orders as the sample has them, the cadences of a new book, and three reps."""
    orders = [line.split() for line in DATA.read_text(encoding="ascii").splitlines()]
    contacts = [
        {"Contact ID": one, **cells, "Owner": ("ann", "ben", "cy")[n % 3]}
        for n, one in enumerate(sorted({order[0] for order in orders}))
    ]
    bought = [
        {
            "Order ID": str(n),
            "Contact ID": who,
            "Date": date.fromisoformat(day),
            "Amount": float(amount),
        }
        for n, (who, _, day, _, amount) in enumerate(orders)
    ]
    names = [column.name for column in TABLES["Cadences"].columns if not column.formula]
    team = [
        {"Rep": rep, "Calls per day": 30, "Time zone": "America/New_York"} for rep in ("ann", "ben", "cy")
    ]
    return MemoryBook({
        "Contacts": grid_of("Contacts", contacts), "Orders": grid_of("Orders", bought), "Team": grid_of("Team", team),
        "Cadences": grid_of("Cadences", [dict(zip(names, row, strict=True)) for row in CADENCE_ROWS]), "TouchPoints": TOUCHPOINTS,
    })  # fmt: skip


def due(store: MemoryBook) -> set[str]:
    rhythm = world(store, TODAY).get(rhythm_table)
    return set(rhythm.index[(rhythm["next_due"] <= str(TODAY)).to_numpy()])


@pytest.mark.parametrize("kind", ["", "Customer"])
def test_without_numbers_everybody_who_is_due_is_held_for_want_of_one(kind):
    store = the_book(Kind=kind)
    found = plan(store, TODAY)
    assert found.lines == []
    assert {one for one in due(store) if found.held(one) == "no usable number"} == due(store)
    assert len(due(store)) > 2000


@pytest.mark.parametrize("kind", ["", "Customer"])
def test_with_numbers_every_list_is_full_and_every_line_has_a_reason(kind):
    store = the_book(Kind=kind, Phone="+1 212 555 0100")
    found = plan(store, TODAY)
    assert {rep: len(found.of(rep)) for rep in ("ann", "ben", "cy")} == {"ann": 30, "ben": 30, "cy": 30}
    assert not [line for line in found.lines if str(line["Talk about"]).startswith("No business reason")]
    line = found.line("00050")
    assert line["Why"] == "They ordered, yet nobody has spoken to them."
    assert str(line["Talk about"]).endswith("Ask about the order of 1 January 1997.")
    carry_out(store, found.plan)
    assert carry_out(store, plan(store, TODAY).plan).edits == {}


def test_nobody_in_the_sample_is_without_a_topic():
    store = the_book(Kind="Customer", Phone="+1 212 555 0100", Email="a@b.example", Language="en")
    for row in range(3):
        store.grids["Team"].columns["Calls per day"][row] = 2000
    found = plan(store, TODAY)
    assert set(found.people) == due(store)
    assert not [line for line in found.lines if str(line["Talk about"]).startswith("No business reason")]
