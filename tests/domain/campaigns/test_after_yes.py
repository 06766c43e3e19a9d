"""After a yes the proposition's cadence is offered on Pitches, and given only to whom somebody accepted it for."""

from __future__ import annotations

import pytest

from salesbook.books.memory import MemoryBook
from salesbook.domain.campaigns.after_yes import plan_accepted
from salesbook.domain.campaigns.plan import plan_campaigns
from salesbook.tables.plan import Plan, Set
from tests.domain.callbook import world
from tests.domain.campaigns.campaignbook import PROPOSITION, campaign_book
from tests.helpers import carry_out

OFFERS = PROPOSITION.replace("| Stage", "| Stage | Cadence after yes").replace(
    "| Live", "| Live  | Quarterly"
)
CADENCES = """
    Cadence   | Kind     | Every | Unit  | Active
    Customer  | Customer | 30    | day   | Yes
    Quarterly |          | 3     | month | Yes
    Old       |          | 6     | month | No
"""
PEOPLE = """
    Contact ID | First name | Decision maker | Phone           | Kind     | Cadence
    C1         | Ada        | Yes            | +34 976 000 001 | Customer |
    C2         | Ben        | Yes            | +34 976 000 002 | Customer |
    C3         | Cleo       | Yes            | +34 976 000 003 | Customer | Quarterly
"""
TALKS = (
    "C1 | 2026-02-01 | Call | Out | Spoke | Yes",
    "C2 | 2026-02-02 | Call | Out | Spoke | Yes",
    "C3 | 2026-02-03 | Call | Out | Spoke | Yes",
)


def a_book(*talks: str, **tables: str) -> MemoryBook:
    return campaign_book(
        *(talks or TALKS), **{"Propositions": OFFERS, "Cadences": CADENCES, "Contacts": PEOPLE, **tables}
    )


def click(book: MemoryBook) -> list[str]:
    """What the action says: what was accepted is given first."""
    taken = plan_accepted(world(book))
    carry_out(book, taken)
    counted = plan_campaigns(world(book))
    carry_out(book, counted)
    return [one.text for one in (taken + counted).messages]


def type_accept(book: MemoryBook, **accept: str) -> None:
    columns = book.grids["Pitches"].columns
    rows = [
        (handle, accept[who])
        for handle, who in zip(book.grids["Pitches"].handles, columns["Contact ID"], strict=True)
        if who in accept
    ]
    carry_out(
        book, Plan((Set("Pitches", [handle for handle, _ in rows], {"Accept": [word for _, word in rows]}),))
    )


def offered(book: MemoryBook) -> dict[object, tuple[object, ...]]:
    columns = book.grids["Pitches"].columns
    cells = (
        columns.get(name, [None] * book.grids["Pitches"].height)
        for name in ("Cadence offered", "Calls saved", "Accept")
    )
    return dict(zip(columns["Contact ID"], zip(*cells, strict=True), strict=True))


def cadences(book: MemoryBook) -> list[object]:
    return list(book.grids["Contacts"].columns["Cadence"])


def test_a_yes_is_offered_the_cadence_with_what_it_saves_and_nothing_is_given():
    book = a_book()
    assert (
        "2 people who said yes may go to Quarterly, 16 calls a year fewer: type Yes in Accept ("
        in " ".join(click(book))
    )
    assert offered(book) == {
        "C1": ("Quarterly", 8.2, None),
        "C2": ("Quarterly", 8.2, None),
        "C3": (None, None, None),
    }
    assert cadences(book) == [None, None, "Quarterly"]
    click(book)
    assert cadences(book) == [None, None, "Quarterly"]


def test_what_was_accepted_is_given_with_the_next_click_and_counted():
    book = a_book()
    click(book)
    type_accept(book, C1="Yes")
    told = click(book)
    assert told[0] == "1 person who said yes is touched by Quarterly from now on: 8 calls a year fewer."
    assert "K1: 1 person who said yes took the cadence offered, 8 calls a year fewer." in told
    assert cadences(book) == ["Quarterly", None, "Quarterly"]
    assert offered(book)["C1"] == ("Quarterly, taken", 8.2, None)
    assert "K1: 1 person who said yes took the cadence offered, 8 calls a year fewer." in click(book)


def test_a_cadence_that_people_change_afterwards_is_not_changed_back():
    book = a_book()
    click(book)
    type_accept(book, C1="Yes")
    click(book)
    carry_out(book, Plan((Set("Contacts", ["C1"], {"Cadence": ["Customer"]}),)))
    click(book)
    assert (cadences(book)[0], offered(book)["C1"]) == ("Customer", ("Quarterly", 8.2, None))


def test_a_no_stays_and_is_told_no_more():
    book = a_book()
    click(book)
    type_accept(book, C1="No", C2="No")
    assert not [one for one in click(book) if "Quarterly" in one]
    assert offered(book)["C1"] == ("Quarterly", 8.2, "No")
    assert cadences(book)[0] is None


def test_an_answer_that_is_neither_yes_nor_no_stays_where_it_was_typed():
    book = a_book()
    click(book)
    type_accept(book, C1="maybe")
    click(book)
    assert offered(book)["C1"] == ("Quarterly", 8.2, "maybe")


@pytest.mark.parametrize(
    ("tables", "talk"),
    [
        ({}, "C1 | 2026-02-01 | Call | Out | Spoke | Price"),
        ({}, "C1 | 2026-02-01 | Call | Out | Spoke |"),
        ({"Propositions": OFFERS.replace("Quarterly", "Old")}, TALKS[0]),
        ({"Propositions": PROPOSITION}, TALKS[0]),
    ],
    ids=["an objection", "no answer", "a cadence out of use", "no cadence after yes"],
)  # fmt: skip
def test_nothing_is_offered(tables, talk):
    book = a_book(talk, **tables)
    click(book)
    assert set(offered(book).values()) == {(None, None, None)}


def test_an_accept_that_came_to_nothing_is_told():
    book = a_book()
    click(book)
    type_accept(book, C1="Yes", C3="Yes")
    carry_out(book, Plan((Set("Propositions", ["VMI"], {"Cadence after yes": [None]}),)))
    assert click(book)[0].startswith("2 Yes in Accept on Pitches came to nothing: ")
    assert cadences(book) == [None, None, "Quarterly"]


def test_a_cadence_that_asks_for_more_calls_says_so():
    weekly = CADENCES.replace("3     | month", "7     | day  ")
    assert "2 people who said yes may go to Quarterly, 80 calls a year more" in " ".join(
        click(a_book(Cadences=weekly))
    )


def test_a_cadence_that_is_as_often_says_so():
    alike = CADENCES.replace("3     | month", "30    | day  ")
    assert "2 people who said yes may go to Quarterly, as many calls a year as now" in " ".join(
        click(a_book(Cadences=alike))
    )
