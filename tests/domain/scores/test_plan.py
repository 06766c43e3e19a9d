"""What the action `scores` writes, and how it says why."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from salesbook.actions.scores import between_bands
from salesbook.domain.scores.plan import plan_scores
from salesbook.domain.world import World
from salesbook.schema import TABLES
from salesbook.tables.frames import frames, read_settings
from tests.helpers import book, carry_out, column, snapshot

TODAY = date(2024, 6, 3)
CADENCES = "Cadence | Every | Unit | Channels\nMonthly | 1 | month | Call"
CONTACTS = """
    Contact ID | Status | Created
    C1         | Active | 2024-01-01
    C2         |        | 2024-05-20
    C3         | Left   | 2024-05-20
    C4         |        | 2024-07-01
"""
ACTIVITIES = """
    Activity ID | Contact ID | When             | By  | Channel | Direction | Outcome | Minutes
    X1          | C1         | 2024-04-23 10:00 | ann | Call    | Out       | Spoke   | 12
    X2          | C1         | 2024-05-30       | ben | Email   | Out       |         |
"""
RULES = "Channel | Outcome | Points | Rhythm\nEmail | | 0.5 | No\n | No answer | 0 | No"


def a_book(**tables):
    parts = {"Contacts": CONTACTS, "Activities": ACTIVITIES, "Cadences": CADENCES, "TouchPoints": RULES}
    return book(**parts | tables)


def plan(store, today=TODAY):
    seen = snapshot(store)
    return plan_scores(World(frames(seen)[0], read_settings(seen)[0], today))


def written(store, today=TODAY):
    carry_out(store, plan(store, today))
    return {header: column(store, "Contacts", header) for header in TABLES["Contacts"].by_name}


def why(activities, today="2024-06-03", **tables):
    """The first contact's sentence. Activities: Contact ID | When | Channel | Direction | Outcome | Minutes."""
    lines = [line.strip() for line in activities.strip().splitlines() if line.strip()]
    text = "Activity ID | Contact ID | When | Channel | Direction | Outcome | Minutes\n" + "\n".join(
        f"X{n} | {line}" for n, line in enumerate(lines)
    )
    parts = {"Contacts": "Contact ID | Account ID\nC1 |", "Activities": text} | tables
    return written(a_book(**parts), date.fromisoformat(today))["Why"][0]


def test_every_column_of_salesbook_is_written_but_held_because():
    change = plan(a_book()).changes[0]
    ours = {name for name, shape in TABLES["Contacts"].by_name.items() if shape.ours and not shape.formula}
    assert set(change.columns) == ours - {"Held because", "Account"}  # which other steps write
    assert change.table == "Contacts"
    assert not change.expected


def test_the_columns_of_one_contact():
    row = {header: cells[0] for header, cells in written(a_book()).items()}
    assert row["Cadence used"] == "Monthly"
    assert row["Last touch"] == date(2024, 5, 30)
    assert (row["Last channel"], row["Last by"]) == ("Email", "ben")
    assert row["Next due"] == date(2024, 5, 23)  # a month after the call
    assert row["Days overdue"] == 11
    assert row["Band"] == "Fair"
    assert row["Trend"] == "Declining"
    assert row["Still buying"] is None
    assert row["People known"] is None
    parts = [row[name] for name in ("Recency", "Frequency", "Two-way", "Talk time")]
    assert round(sum(parts), 1) == row["Score"]


def test_days_overdue_is_blank_until_the_date_comes():
    store = a_book(
        Contacts="Contact ID | Created\nC1 | 2024-06-03\nC2 | 2024-06-04\nC3 | 2024-05-31",
        Activities="Activity ID | When\n",
    )
    assert written(store)["Days overdue"] == [0, None, 3]


def test_nobody_is_due_who_is_not_active():
    cells = written(a_book())
    assert cells["Next due"][2] is None
    assert cells["Days overdue"][2] is None
    assert cells["Next due"][1] == date(2024, 5, 20)  # blank means active


def test_no_data():
    cells = written(a_book())
    assert (cells["Score"][1], cells["Band"][1], cells["Trend"][1], cells["Recency"][1]) == (
        None,
        "No data",
        None,
        None,
    )


def test_values_are_plain_and_repeating_changes_nothing():
    store = a_book()
    change = plan(store).changes[0]
    kinds = {type(value) for cells in change.columns.values() for value in cells}
    assert kinds <= {str, int, float, date, type(None)}
    assert not any(isinstance(value, datetime) for cells in change.columns.values() for value in cells)
    carry_out(store, plan(store))
    assert carry_out(store, plan(store)).edits == {}


def test_a_book_without_contacts():
    found = plan(book())
    assert found.changes == ()
    assert "no contacts yet" in found.messages[0].text


def test_the_message_counts_bands_and_who_is_due():
    found = plan(a_book())
    assert found.messages[0].text == "Scored 4 contacts: 1 Fair, 3 No data. Due today or earlier: 2."
    assert found.summary == {
        "contacts": 4,
        "bands": {"Strong": 0, "Fair": 1, "Weak": 0, "No data": 3},
        "due": 2,
        "model": None,
        "moves": [],
    }


def test_who_comes_into_another_band_is_told_the_largest_change_first():
    contacts = """
        Contact ID | First name | Status | Band    | Score
        C1         | Eva        | Active | Strong  | 71.5
        C2         | Max        |        |         |
        C3         | Ida        |        | Weak    | 12.5
        C4         | Ole        |        | No data |
    """
    found = plan(a_book(Contacts=contacts))
    moved = [(move["name"], move["band_before"], move["band"]) for move in found.summary["moves"]]
    assert moved == [("Ida", "Weak", "No data"), ("Eva", "Strong", "Fair")]
    assert (found.summary["moves"][1]["score_before"], found.summary["moves"][0]["score"]) == (71.5, None)
    assert found.messages[-1].text == "2 people come into another band."


def test_scoring_again_moves_nobody():
    store = a_book()
    carry_out(store, plan(store))
    assert plan(store).summary["moves"] == []


def test_the_lines_of_a_dry_run_count_every_way_and_name_those_who_move_furthest():
    ways = [("Strong", "Fair", 70.0, 55.5)] * 4 + [
        ("Weak", "No data", 3.0, None),
        ("Fair", "Strong", 59.9, 61.0),
    ]
    moves = [
        {"name": f"P{n}", "band_before": old, "band": new, "score_before": was, "score": now}
        for n, (old, new, was, now) in enumerate(ways)
    ]
    assert between_bands({"moves": moves}) == [
        "  From Strong to Fair: 4: P0 (70.0, now 55.5), P1 (70.0, now 55.5), P2 (70.0, now 55.5) and 1 more",
        "  From Fair to Strong: 1: P5 (59.9, now 61.0)",
        "  From Weak to No data: 1: P4 (3.0, now none)",
    ]


def test_problems_of_the_tables_it_used_are_told():
    found = plan(a_book(Cadences="Cadence | Every | Unit\nMonthly | 0 | month"))
    assert [problem.table for problem in found.problems] == ["Cadences"]


COLLEAGUE = {
    "Accounts": "Account ID | Account\nA1 | Acme",
    "Contacts": "Contact ID | Account ID\nC1 | A1\nC2 | A1",
}
ORDERED = {
    "Contacts": "Contact ID | Account ID\nC1 | A1",
    "Orders": "Order ID | Account ID | Date\nO1 | A1 | 2023-10-05",
}


@pytest.mark.parametrize(
    ("activities", "tables", "sentence"),
    [
        ("", {}, "Never in touch: no score yet."),
        ("C1 | 2024-06-01 | Call | Out | No answer | ", {}, "1 try, never reached: no score yet."),
        ("C1 | 2024-06-01 | Call | Out | No answer | \nC1 | 2024-06-02 | Call | Out | No answer |", {},
         "2 tries, never reached: no score yet."),
        ("C1 | 2024-06-02 | Newsletter | Out | | ", {}, "Only newsletters so far."),
        ("C1 | 2024-06-02 | Newsletter | Out | | \nC1 | 2024-05-02 | Email | Out | | ", {}, "Only mails and newsletters so far."),
        ("C1 | 2024-06-02 | Call | Out | Message left | ", {}, "Only messages so far."),
        ("C1 | 2024-06-02 | Email | Out | | ", ORDERED, "Ordered in October; nobody talks to them."),
        ("C2 | 2024-05-13 | Call | Out | Spoke | ", ORDERED | COLLEAGUE, "Ordered in October; we talk to colleagues only."),
        ("C1 | 2024-05-13 | Call | Out | | \nC1 | 2024-05-10 | Call | In | | ", {}, "Talked 3 weeks ago, as planned; they ring us too."),
        ("C1 | 2024-05-13 | Call | Out | | \nC1 | 2024-05-10 | Email | In | | ", {}, "Talked 3 weeks ago, as planned; they write to us too."),
        ("C1 | 2024-04-22 | Call | Out | | \nC1 | 2023-07-10 | Call | In | | ", {},
         "Talked 6 weeks ago, 12 days late; no word from them since July."),
        ("C1 | 2024-06-03 | Visit | Out | | ", {}, "Talked today, as planned; no word from them yet."),
        ("C1 | 2024-02-05 | Call | Out | | ", {}, "Last talk in February, plan every month."),
        ("C1 | 2024-02-05 | Call | Out | | \nC1 | 2024-05-20 | Gift | Out | | ", {}, "Last talk in February; gifts since, as planned."),
    ],
)  # fmt: skip
def test_why_says_when_they_were_last_talked_to_and_whether_they_come_to_us(activities, tables, sentence):
    assert why(activities, **tables) == sentence


def test_sentences_are_short_and_end_once():
    channels = ("Newsletter", "Email", "Gift", "Letter", "Order", "Install", "Service")
    touches = "\n".join(f"C1 | 1990-06-03 | {channel} | Out | Message left | " for channel in channels)
    long = why(touches, TouchPoints="Rhythm | Points\nNo | 1")
    assert long == "Only mails, newsletters, gifts, letters, service visits, installations and orders so far."


def test_tier_and_owner_used_are_the_contacts_own_else_the_accounts_and_nobody_keeps_who_left_the_team():
    cells = written(
        a_book(
            Contacts="Contact ID | Account ID | Tier | Owner\nC1 | A1 | D | ben\nC2 | A1 | | gone\nC3 | | |\nC4 | A9 | B | gone",
            Accounts="Account ID | Tier | Owner\nA1 | A | ann",
            Team="Rep | Active\nann |\nben |\ngone | No",
        )
    )
    assert cells["Tier used"] == ["D", "A", None, "B"]
    assert cells["Owner used"] == ["ben", "ann", None, None]
