"""A source of call lines is one module and its place in the order: guards, capacity and rows are the same for all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords
from salesbook.domain.calls.sources import CALL_SOURCES
from salesbook.domain.calls.sources.base import Wanted
from salesbook.domain.world import World
from salesbook.tables.arrays import positions
from tests.domain.callbook import TODAY, Calls, a_book, calls, world

# ann's: a promise, three who are due (C2 and C3 at one account), and C5, who was talked to and is not due.
PEOPLE = """
    Contact ID | First name | Kind     | Phone           | Account ID | Next date  | Do not call | Created
    C1         | Ada        | Customer | +34 976 000 001 |            | 2026-03-02 |             | 2026-01-05
    C2         | Ben        | Customer | +34 976 000 002 | A1         |            |             | 2026-01-05
    C3         | Cy         | Customer | +34 976 000 003 | A1         |            |             | 2026-01-05
    C4         | Di         | Customer | +34 976 000 004 |            |            |             | 2026-01-05
    C5         | Eva        | Customer | +34 976 000 005 |            |            |             | 2026-01-05
    C6         | Flo        | Customer | +34 976 000 006 |            |            | Yes         | 2026-01-05
"""
TALKS = "Activity ID | When | Contact ID | Channel | Outcome\nT1 | 2026-02-20 | C5 | Call | Spoke"
ACCOUNTS = "Account ID | Account\nA1 | Acme"


@dataclass(frozen=True)
class Broken:
    """What somebody would write for complaints: two contacts, with a reason, a talk point and a letter."""

    ids: tuple[str, ...]
    promised: bool = False
    block: str = "Care"
    share: float = 1.0

    def whom(self, here: World) -> Wanted:
        at = positions(here.frames["Contacts"], np.array(self.ids, dtype=object))
        return Wanted(contact=at, due=np.full(len(at), here.day - 1))

    def said(self, line: PlannedCall) -> LineWords:
        name = line.of("First name")
        return LineWords(
            f"{name} has a broken machine.",
            f"Say sorry to {name} first.",
            "Complaint",
            letter="sorry",
            campaign="P1",
        )


def listed(*ids: str, first: bool = True, promised: bool = False, **tables: str) -> Calls:
    """The list of a book with the made-up source before or after all others."""
    extra = ((Broken(ids, promised),),)
    order = (*extra, *CALL_SOURCES) if first else (*CALL_SOURCES, *extra)
    store = a_book(**{"Contacts": PEOPLE, "Activities": TALKS, "Accounts": ACCOUNTS} | tables)
    return Calls(plan_calls(world(store, TODAY), sources=order))


def test_its_lines_stand_in_its_place_with_what_it_says():
    without = calls(Contacts=PEOPLE, Activities=TALKS, Accounts=ACCOUNTS)
    assert sorted(without.people[1:]) == ["C2", "C4"]
    assert without.people[0] == "C1"
    found = listed("C4", "C5", promised=True)
    assert found.people == ["C4", "C5", "C1", "C2"]
    line = found.line("C5")
    assert line["Why"] == "Eva has a broken machine."
    assert [line[name] for name in ("Talk about", "Topic", "Letter", "Campaign ID", "Block", "Rank")] == [
        "Say sorry to Eva first.", "Complaint", "sorry", "P1", "Care", 2,
    ]  # fmt: skip
    assert [found.line("C2")[name] for name in without.line("C2") if name != "Rank"] == [
        without.line("C2")[name] for name in without.line("C2") if name != "Rank"
    ]


def test_after_all_others_only_those_whom_nobody_else_wants_are_its():
    found = listed("C4", "C5", first=False, promised=True)
    assert found.people[0] == "C1"
    assert found.people[-1] == "C5"
    assert "broken" not in str(found.line("C4")["Why"])


def test_the_guards_hold_for_it():
    found = listed("C5", "C6", promised=True)
    assert "C6" not in found.people
    assert found.held("C6") == "do not call"
    quiet = "Activity ID | When | Contact ID | Channel | Outcome\nT1 | 2026-03-02 | C5 | Call | Spoke"
    assert listed("C5", Activities=quiet).held("C5") == "quiet period: until 9 Mar 2026"
    assert "C5" in listed("C5", promised=True, Activities=quiet).people  # what is promised is kept


@pytest.mark.parametrize("places", [0, 1, 2, 3])
def test_capacity_is_kept_and_its_lines_come_first(places):
    found = listed("C4", "C5", promised=True, Team=f"Rep | Calls per day\nann | {places}")
    assert found.people == ["C4", "C5", "C1"][:places]
    assert places == 0 or found.held("C2") is not None
    if places == 1:
        assert found.held("C5") == "list full: waiting 1 day"


def test_nobody_is_called_twice_nor_is_a_colleague():
    found = listed("C3", "C1", promised=True)
    assert sorted(found.people) == ["C1", "C3", "C4"]
    assert found.held("C2") == "colleague on the list: Cy"
    assert found.line("C3")["Also due"] == "Ben"


def test_a_source_that_wants_nobody_changes_nothing():
    plain = calls(Contacts=PEOPLE, Activities=TALKS, Accounts=ACCOUNTS)
    assert listed().lines == plain.lines


def test_letters_of_theirs_stand_before_promises_and_these_by_the_day_that_was_agreed():
    """Saturday and Sunday have both become Monday, and the letter came last."""
    people = """
        Contact ID | Kind     | Phone           | Next date
        C1         | Customer | +34 976 000 001 | 2026-03-03
        C2         | Customer | +34 976 000 002 | 2026-03-01
        C3         | Customer | +34 976 000 003 | 2026-02-28
        C4         | Customer | +34 976 000 004 | 2026-03-02
    """
    wrote = (
        "Activity ID | When | Contact ID | Channel | Direction | Outcome\nT1 | 2026-02-27 | C4 | Email | In |"
    )
    found = calls(Contacts=people, Activities=wrote)
    assert found.people == ["C4", "C3", "C2", "C1"]
    assert [found.line(one)["Topic"] for one in found.people] == ["Reply", "Promise", "Promise", "Promise"]


def test_who_said_on_the_day_of_a_talk_not_to_be_called_again_is_not_called():
    said = (
        "Activity ID | When | Contact ID | Channel | Outcome\n"
        "T1 | 2026-01-07 10:00 | C4 | Call | Spoke\nT2 | 2026-01-07 11:00 | C4 | Call | Do not call again"
    )
    found = calls(Contacts=PEOPLE, Activities=said, Accounts=ACCOUNTS)
    assert found.held("C4") == "do not call: said on 7 Jan 2026"


def test_the_list_of_one_rep_counts_nobody_whom_nobody_calls():
    """Both have complained and are due by that, not by their date; only one of them is somebody's."""
    book = {
        "Team": "Rep | Calls per day\nann | 5\nben | 5",
        "Contacts": """
            Contact ID | Kind     | Phone           | Owner
            C1         | Customer | +34 976 000 001 | ann
            C2         | Customer | +34 976 000 002 |
        """,
        "Activities": """
            Activity ID | When       | Contact ID | Channel | Direction | Outcome | Subject
            T1          | 2026-03-01 | C1         | Call    | Out       | Spoke   |
            T2          | 2026-03-01 | C2         | Call    | Out       | Spoke   |
            T3          | 2026-03-03 | C1         | Email   | In        |         | Complaint: lids arrived cracked
            T4          | 2026-03-03 | C2         | Email   | In        |         | Complaint: lids arrived cracked
        """,
    }
    assert "2 of them by what happened" in calls(**book).said
    assert "1 of them by what happened" in calls(rep="ann", **book).said


def test_sources_with_a_share_take_at_most_a_fifth_of_a_days_places_all_together():
    people = "Contact ID | Kind | Phone | Created | Next date\n" + "\n".join(
        f"C{n:02} | Customer | +34 976 000 0{n:02} | 2026-01-05 | 2026-06-01" for n in range(20)
    )  # agreed for later: no other source wants them
    for places, listed_ in ((10, 2), (14, 2), (15, 3), (5, 1), (4, 0)):
        team = f"Rep | Calls per day\nann | {places}"
        store = a_book(Contacts=people, Team=team)
        few = Broken(tuple(f"C{n:02}" for n in range(10)), share=0.2)
        more = Broken(tuple(f"C{n:02}" for n in range(8, 20)), share=0.2)
        found = Calls(plan_calls(world(store, TODAY), sources=((few,), (more,), *CALL_SOURCES)))
        assert len(found.people) == listed_
        assert found.held(f"C{19}") == "list full: waiting 1 day"
        whole = Broken(tuple(f"C{n:02}" for n in range(20)))
        assert len(Calls(plan_calls(world(store, TODAY), sources=((whole,), *CALL_SOURCES))).people) == places


def test_whoever_finds_no_place_in_the_share_is_called_for_what_else_they_are_wanted_for():
    team = "Rep | Calls per day\nann | 5"
    store = a_book(Contacts=PEOPLE, Activities=TALKS, Accounts=ACCOUNTS, Team=team)
    order = ((Broken(("C2", "C4"), share=0.2),), *CALL_SOURCES)
    found = Calls(plan_calls(world(store, TODAY), sources=order))
    whys = {who: str(found.line(str(who))["Why"]) for who in found.people}
    assert sorted(whys) == ["C1", "C2", "C4"]
    assert sum("broken" in why for why in whys.values()) == 1
    assert not any(found.held(str(who)) for who in found.people)


def test_lines_of_a_share_that_somebody_began_count_in_it():
    people = "Contact ID | Kind | Phone | Next date\n" + "\n".join(
        f"C{n} | Customer | +34 976 000 00{n} | 2026-06-01" for n in range(6)
    )
    store = a_book(Contacts=people, Team="Rep | Calls per day\nann | 10")
    order = ((Broken(tuple(f"C{n}" for n in range(6)), share=0.2),), *CALL_SOURCES)
    first = Calls(plan_calls(world(store, TODAY), sources=order)).people
    begun = f"Call ID | Date | Rep | Contact ID | Channel | Notes\nX1 | {TODAY} | ann | {first[0]} | Call | rang twice"
    store = a_book(Contacts=people, Team="Rep | Calls per day\nann | 10", Calls=begun)
    again = Calls(plan_calls(world(store, TODAY), sources=order)).people
    assert len(first) == 2
    assert len(again) == 1
