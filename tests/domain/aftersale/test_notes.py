"""What the front line hears: each note goes somewhere once, and says what came of it."""

from __future__ import annotations

import pytest

from salesbook.domain.call_log.plan import plan_log
from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.cycle.notes import plan_notes
from salesbook.domain.guards.contact import GUARDS, Purpose
from salesbook.tables.plan import Append, Set
from tests.domain.aftersalebook import after_sale_world
from tests.domain.callbook import Calls

TEAM = "Rep | Role | Calls per day\nann | Sales | 10\npilar | Service | 0"
PEOPLE = """
    Contact ID | First name | Kind     | Phone           | Account ID | Decision maker
    C1         | Ada        | Customer | +34 976 000 001 | A1         |
    C2         | Ben        | Customer | +34 976 000 002 | A1         | Yes
    C3         | Cleo       | Customer | +34 976 000 003 | A2         |
"""
ACCOUNTS = "Account ID | Account | Owner\nA1 | Acme | ann\nA2 | Beta | ann"
NOTES = "Note ID | When | By | Account ID | Contact ID | Heard | Type | Closed on"
LOG = "Activity ID | When | Contact ID | By | Channel | Direction | Outcome | Subject"
BEFORE = [f"B{n} | 2026-02-20 | C{n} | ann | Call | Out | Spoke |" for n in (1, 2, 3)]


def world_with(*notes: str, talks: tuple[str, ...] = (), **tables: str):
    return after_sale_world(
        **{
            "Team": TEAM,
            "Contacts": PEOPLE,
            "Accounts": ACCOUNTS,
            "FrontLine": "\n".join([NOTES, *notes]),
            "Activities": "\n".join([LOG, *BEFORE, *talks]),
        }
        | tables
    )


def note(
    kind: str, *, key: str = "N1", who: str = "C1", firm: str = "", closed: str = "", when: str = "2026-03-02"
) -> str:
    return f"{key} | {when} | pilar | {firm} | {who} | they test other film | {kind} | {closed}"


def outcome(world, column: str = "State") -> object:
    """What comes to stand in a column of the first note."""
    found = [
        c.columns[column][0] for c in plan_notes(world).changes if isinstance(c, Set) and column in c.columns
    ]
    return found[0] if found else None


def opened(world) -> list[dict[str, object]]:
    return [dict(row) for c in plan_notes(world).changes if isinstance(c, Append) for row in c.rows]


def lines(world) -> Calls:
    return Calls(plan_calls(world))


@pytest.mark.parametrize(
    ("kind", "became", "topic"),
    [
        ("Lead", "A call to Ada, for ann.", "Open opportunity"),
        ("Need", "A call to Ada, for ann.", "Open opportunity"),
        ("Risk", "A call to Ada, for ann today.", "Risk"),
        ("Complaint", "A call to Ada, for ann today.", "Complaint"),
        ("Change of people", "A question to Ada, for ann.", "Data"),
    ],
)
def test_a_note_becomes_a_call_by_the_owner_that_stands_first(kind, became, topic):
    world = world_with(note(kind))
    assert (outcome(world), outcome(world, "Became")) == ("Routed", became)
    first = lines(world).lines[0]
    assert (first["Contact ID"], first["Rep"], first["Topic"]) == ("C1", "ann", topic)


def test_a_compliment_becomes_a_referral_ask_and_a_competitor_something_to_talk_about():
    assert outcome(world_with(note("Compliment")), "Became") == "A referral ask to Ada, for ann."
    assert outcome(world_with(note("Competitor seen"))) == "Done"


def test_a_note_without_a_type_is_new_and_nobody_is_called_for_it():
    world = world_with(note(""))
    assert outcome(world) == "New"
    assert lines(world).people == []


def test_a_note_on_an_account_goes_to_whoever_decides_there():
    assert lines(world_with(note("Risk", who="", firm="A1"))).people == ["C2"]


def test_the_line_says_who_heard_what_and_when():
    line = lines(world_with(note("Lead"))).line("C1")
    assert line["Why"] == "pilar heard a chance on Monday: they test other film."
    assert line["Talk about"] == "Ask what they need, how much, by when. Agree a meeting."


def test_what_is_too_long_for_why_stands_before_what_to_do():
    long = "They take over a second brand in spring and asked who labels its trays."
    line = lines(world_with(f"N1 | 2026-03-02 | pilar | | C1 | {long} | Lead |")).line("C1")
    assert (line["Why"], line["Talk about"]) == (
        "pilar heard a chance on Monday.",
        f"pilar noted: {long} Agree a meeting.",
    )


@pytest.mark.parametrize("kind", ["Lead", "Risk", "Change of people"])
def test_a_later_talk_at_the_account_ends_it_and_one_before_does_not(kind):
    talked = world_with(note(kind), talks=("T2 | 2026-03-03 | C2 | ann | Call | Out | Spoke |",))
    assert outcome(talked) == "Done"
    assert outcome(talked, "Became") == "ann talked with them on 3 Mar 2026: Spoke."
    assert outcome(talked, "Reference") == "T2"
    for other in (
        "T2 | 2026-03-02 | C1 | ann | Call | Out | Spoke |",
        "T2 | 2026-03-03 | C3 | ann | Call | Out | Spoke |",
        "T2 | 2026-03-03 | C1 | ann | Call | Out | No answer |",
    ):
        assert outcome(world_with(note(kind), talks=(other,))) == "Routed"


def test_a_call_about_the_note_on_the_same_day_ends_it():
    about = "T2 | 2026-03-02 | C1 | ann | Call | Out | Spoke | Risk"
    assert outcome(world_with(note("Risk"), talks=(about,))) == "Done"


def test_a_meeting_booked_makes_a_lead_an_opportunity_once():
    met = "T2 | 2026-03-03 | C2 | ann | Call | Out | Meeting booked |"
    [deal] = opened(world_with(note("Lead"), note("Need", key="N2"), talks=(met,)))
    assert deal == {
        "Opportunity ID": "O-N1", "Account ID": "A1", "Contact ID": "C2", "Owner": "ann", "Title": "they test other film",
        "Created": deal["Created"], "Result": "Open", "Source": "Front line", "Source ID": "N1",
    }  # fmt: skip
    there = "Opportunity ID | Account ID | Contact ID | Result | Source | Source ID\nO-N1 | A1 | C2 | Won | Front line | N1"
    again = world_with(note("Lead"), talks=(met,), Opportunities=there)
    assert opened(again) == []
    assert (outcome(again), outcome(again, "Became")) == ("Done", "Opportunity O-N1, won.")


def test_an_opportunity_typed_with_the_note_as_its_source_counts():
    typed = "Opportunity ID | Account ID | Result | Source | Source ID\nMine | A1 | Open | Front line | N1"
    world = world_with(note("Lead"), Opportunities=typed)
    assert (outcome(world), outcome(world, "Reference")) == ("Done", "Mine")
    assert lines(world).people == []


def test_blank_numbers_follow_the_highest_and_a_blank_day_is_today():
    world = world_with(note("Lead", key="N-0007"), note("Risk", key="", when=""))
    numbers = [c for c in plan_notes(world).changes if isinstance(c, Set) and "Note ID" in c.columns]
    assert list(numbers[0].columns["Note ID"]) == ["N-0008"]
    days = [c for c in plan_notes(world).changes if isinstance(c, Set) and "When" in c.columns]
    assert list(days[0].columns["When"]) == [world.today]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("N1 | 2026-03-02 |  | A1 | | x | Lead |", "By"),
        ("N1 | 2026-03-02 | zoe | A1 | | x | Lead |", "By"),
        ("N1 | 2026-03-02 | pilar | A1 | |  | Lead |", "Heard"),
        ("N1 | 2026-03-02 | pilar |  | | x | Lead |", "Account"),
    ],
)
def test_what_a_note_lacks_is_a_problem_with_a_next_step_and_it_goes_nowhere(row, column):
    world = world_with(row)
    [problem] = plan_notes(world).problems
    assert problem.column == column
    assert problem.todo
    assert outcome(world) == "New"
    assert lines(world).people == []


def test_what_was_heard_before_the_part_counts_makes_nothing():
    world = world_with(note("Lead"), Settings="Setting | Value\nParts since | aftersale 2026-03-03")
    assert outcome(world) == "Done"
    assert lines(world).people == []


def guarded(world, purpose: Purpose) -> list[bool]:
    masks = [one.holds(world) for one in GUARDS if one.name == "complaint open" and purpose in one.purposes]
    return [any(mask[at] for mask in masks) for at in range(3)]


def test_a_noted_complaint_holds_mailings_pitches_and_asks_until_it_is_closed():
    noted = world_with(note("Complaint"))
    assert guarded(noted, Purpose.MAILING) == [True, True, False]
    assert guarded(noted, Purpose.ASK) == guarded(noted, Purpose.PITCH) == [True, True, False]
    spoken = world_with(note("Complaint"), talks=("T2 | 2026-03-03 | C1 | ann | Call | Out | Spoke |",))
    assert guarded(spoken, Purpose.ASK) == [True, True, False]
    closed = world_with(note("Complaint", closed="2026-03-03"))
    assert guarded(closed, Purpose.ASK) == [False] * 3


CALLS = "Call ID | Date | Rep | Contact ID | Channel | Direction | Outcome | Heard"


def test_heard_on_calls_makes_a_note_once():
    line = f"{CALLS}\nK1 | 2026-03-04 | ann | C1 | Call | Out | Spoke | a second line in spring"
    plan = plan_log(world_with(Calls=line))
    [made] = [row for c in plan.changes if isinstance(c, Append) and c.table == "FrontLine" for row in c.rows]
    assert {name: made[name] for name in ("By", "Account ID", "Contact ID", "Heard")} == {
        "By": "ann", "Account ID": "A1", "Contact ID": "C1", "Heard": "a second line in spring",
    }  # fmt: skip
    [activity] = [
        row for c in plan.changes if isinstance(c, Append) and c.table == "Activities" for row in c.rows
    ]
    assert made["Note ID"] == f"N-{activity['Activity ID']}"
    again = plan_log(world_with(f"{made['Note ID']} | 2026-03-04 | ann | A1 | C1 | x | |", Calls=line))
    assert not [c for c in again.changes if c.table == "FrontLine"]


def test_complaint_solved_fills_closed_on_of_the_accounts_complaints():
    line = f"{CALLS}\nK1 | 2026-03-04 | ann | C2 | Call | Out | Complaint solved |"
    world = world_with(
        note("Complaint"), note("Complaint", key="N2", who="C3"), note("Risk", key="N3"), Calls=line
    )
    [change] = [c for c in plan_log(world).changes if c.table == "FrontLine"]
    assert (list(change.handles), list(change.columns["Closed on"])) == (["N1"], [world.today])
