"""What people look at first fits a laptop's screen: nobody scrolls sideways to work."""

from __future__ import annotations

import pytest

from salesbook.schema import STANDARD, TABLES
from salesbook.schema.types import MOST_LINKS

WIDEST = 1_140  # pixels of Excel: LibreOffice draws columns a ninth wider, and shows 1,275 of 1,366
# The last column of each sheet that has to be seen at once.
IN_VIEW = {
    "Contacts": "Held because",
    "Accounts": "Notes",
    "Activities": "Notes",
    "Opportunities": "Result",
    "Orders": "Contact ID",
    "Cadences": "Share of capacity",
    "Mailings": "Why left out",
    "Outbox": "Reason",
    "Problems": "Cell",
    "ScoreHistory": "Contact ID",
}


LINKS = {
    "Contacts": "Account ID", "Accounts": "Account ID", "Opportunities": "Contact ID", "Problems": "Cell",
}  # fmt: skip


def pixels(name: str, last: str, parts: tuple[str, ...] = STANDARD) -> int:
    shown = [column for column in TABLES[name].shown if not column.folds(parts)]
    names = [column.name for column in shown]
    return sum(7 * column.width + 5 for column in shown[: names.index(last) + 1])


@pytest.mark.parametrize(("name", "last"), IN_VIEW.items())
def test_the_first_columns_of_a_sheet_fit_the_screen(name, last):
    assert pixels(name, last) <= WIDEST


def test_what_a_part_fills_on_a_sheet_of_core_fits_the_screen_too():
    assert pixels("Accounts", "Best tie", ("core", "aftersale")) <= WIDEST


@pytest.mark.parametrize("name", IN_VIEW)
def test_nothing_is_folded_away_before_what_is_to_be_seen_and_nothing_frozen_is(name):
    table = TABLES[name]
    names = [column.name for column in table.shown]
    before = table.shown[: names.index(IN_VIEW[name])]
    assert not any(column.folded for column in before if not column.shows_with)
    assert not any(column.folded for column in table.shown[: table.freeze])


@pytest.mark.parametrize(("name", "by"), LINKS.items())
def test_the_sheets_that_people_go_on_from_have_a_narrow_column_of_links_by_the_id_beside_it(name, by):
    go = TABLES[name].by_name["Go"]
    assert (go.width, go.is_link) == (3, True)
    assert f"[@{by}]" in go.formula.replace("[[", "[").replace("[@[", "[@").replace("]]", "]")
    assert name not in {"Contacts", "Accounts", "Opportunities"} or f">{MOST_LINKS}" in go.formula
