"""What counts as a touch, and what it is worth."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.facts.unusable import unusable_cells
from salesbook.domain.world import World
from salesbook.schema import TOUCHPOINT_ROWS
from tests.helpers import world_parts

TODAY = date(2024, 6, 3)
CONTACTS = "Contact ID | Cadence\nC1 | Letters\nC2 | "
CADENCES = "Cadence | Every | Unit | Channels | Kind\nLetters | 1 | month | Newsletter, Email | Partner"
USUAL = "Channel | Direction | Outcome | Points | Rhythm | Quiets\n" + "\n".join(
    " | ".join(map(str, row)) for row in TOUCHPOINT_ROWS
)
HEAD = "Activity ID | Contact ID | When | Channel | Direction | Outcome | Minutes\n"


def world(activities="", rules=USUAL, **tables):
    parts = {
        "Contacts": CONTACTS,
        "Cadences": CADENCES,
        "TouchPoints": rules,
        "Activities": HEAD + activities,
    }
    frames, settings = world_parts(**parts | tables)
    return World(frames, settings, TODAY)


def worth(kind, rules=USUAL, contact="C2"):
    """Points, rhythm and quiets of one activity, given as Channel | Direction | Outcome."""
    row = world(f"X1 | {contact} | 2024-06-01 | {kind} | ", rules).get(touch_table).iloc[0]
    return row["points"], bool(row["rhythm"]), row["quiets"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Call | Out | Spoke", (1, True, "All")),
        ("Call | Out | Meeting booked", (1, True, "All")),
        ("Call | | ", (1, True, "All")),  # blank: out
        ("Visit | Out | ", (2, True, "All")),
        ("Call | In | ", (1, True, "Nothing")),
        ("Call | Out | Message left", (0.3, False, "All")),
        ("Call | Out | Call back later", (0.3, False, "All")),
        ("Call | Out | Not interested", (0.3, False, "All")),
        ("Call | Out | No answer", (0, False, "Nothing")),
        ("Visit | Out | Wrong number", (0, False, "Nothing")),
        ("Newsletter | Out | ", (0.3, False, "Mailings")),
        ("Visit | Out | Chatted", (0, False, "All")),  # nobody can read it: no touch, but quiet like one
        ("Call | In | Chatted", (1, True, "Nothing")),  # whatever came of it, they reached us
        ("Other | Out | ", (1, True, "All")),  # no row fits
        (" | Out | ", (1, True, "All")),
    ],
)
def test_the_table_that_a_new_workbook_has(kind, expected):
    assert worth(kind) == expected


def test_a_newsletter_keeps_the_rhythm_where_the_cadence_names_it():
    assert worth("Newsletter | Out | ", contact="C1") == (0.3, True, "Mailings")
    assert worth("Gift | Out | ", contact="C1") == (0.5, False, "Nothing")


def test_the_row_with_most_criteria_counts_and_of_equals_the_upper_one():
    rules = """
        Channel | Direction | Outcome | Points | Rhythm | Quiets
                |           |         | 9      | Yes    | All
                | Out       |         | 2      | No     | Nothing
        Call    |           |         | 3      | Yes    | All
        Call    |           | Spoke   | 4      | Yes    | Mailings
    """
    assert worth("Call | Out | ", rules) == (2, False, "Nothing")
    assert worth("Call | In | ", rules) == (3, True, "All")
    assert worth("Call | Out | Spoke", rules) == (4, True, "Mailings")
    assert worth("Email | In | ", rules) == (9, True, "All")


@pytest.mark.parametrize(
    ("kind", "quiets"),
    [
        ("Call | Out", "All"),
        ("Email | Out", "All"),
        ("Newsletter | Out", "Mailings"),
        ("Order | Out", "Nothing"),
        ("Call | In", "Nothing"),
    ],
)
def test_a_row_without_rhythm_or_quiets_counts_as_usual(kind, quiets):
    assert worth(f"{kind} | ", "Channel | Points\n | 1.5") == (1.5, True, quiets)


@pytest.mark.parametrize("points", ["-1", ""])
def test_points_that_cannot_be_are_a_problem_and_count_as_one(points):
    found = world(
        "X1 | C1 | 2024-06-01 | Call | Out | | ", f"Channel | Points | Rhythm\nCall | {points} | No"
    )
    assert found.get(touch_table)["points"].tolist() == [1]
    (problem,) = found.get(unusable_cells)
    assert (problem.table, problem.column, problem.value) == ("TouchPoints", "Points", points)


def test_what_is_not_ours_to_count_is_left_out():
    rows = """
        X1 | C1     | 2024-06-03 18:00 | Call | Out | |
        X2 | C1     | 2024-06-04       | Call | Out | |
        X3 | nobody | 2024-06-01       | Call | Out | |
        X4 | C1     |                  | Call | Out | |
        X5 | C1     | soon             | Call | Out | |
    """
    touches = world(rows).get(touch_table)
    assert touches["activity"].tolist() == [0]
    assert touches["age"].tolist() == [0]


def test_minutes_below_zero_are_a_problem_and_count_as_none():
    found = world("X1 | C1 | 2024-06-01 | Call | Out | | -7\nX2 | C1 | 2024-06-02 | Call | Out | | 8")
    assert found.get(touch_table)["minutes"].tolist() == [0, 8]
    (problem,) = found.get(unusable_cells)
    assert (problem.table, problem.key, problem.column, problem.value) == (
        "Activities",
        "X1",
        "Minutes",
        "-7",
    )


def test_each_day_on_which_a_contact_is_named_in_an_order_is_a_touch_from_them():
    orders = """
        Order ID | Contact ID | Date       | Amount
        O1       | C1         | 2024-05-02 | 10
        O2       | C1         | 2024-05-02 | 20
        O3       | C1         | 2024-05-09 | 0
        O4       | C1         | 2024-05-10 | -5
        O5       | C1         | 2024-06-04 | 10
        O6       | C2         | 2024-05-02 |
        O7       | nobody     | 2024-05-02 | 10
    """
    touches = world("X1 | C1 | 2024-05-09 | Order | In | | 3", Orders=orders).get(touch_table)
    seen = [f"{row.contact} {row.age} {row.channel} {row.inbound} {row.minutes:g} {row.activity} {row.quiets}"
            for row in touches.itertuples()]  # fmt: skip
    assert seen == [
        "0 32 Order True 0 -1 Nothing",  # two orders of one day
        "0 25 Order True 3 0 Nothing",  # an activity that tells of an order,
        "0 25 Order True 0 -1 Nothing",  # and the order, which is worth nothing but is one
        "1 32 Order True 0 -1 Nothing",
    ]


@pytest.mark.parametrize(
    "kinds", [("Visit | Out | ", "Call | Out | "), ("Call | Out | Spoke", "Call | Out | Meeting booked")]
)
def test_of_touches_at_the_same_moment_the_last_does_not_depend_on_the_order_of_rows(kinds):
    one, other = (
        world("\n".join(f"X{n} | C1 | 2024-06-01 | {kind} | " for n, kind in enumerate(order)))
        .get(touch_table)
        .iloc[-1]
        for order in (kinds, kinds[::-1])
    )
    assert (one["channel"], one["outcome"]) == (other["channel"], other["outcome"])


def test_an_attempt_is_no_touch():
    rhythm = world(
        "X1 | C1 | 2024-05-01 | Call | Out | Spoke | \nX2 | C1 | 2024-06-01 | Call | Out | No answer | "
    ).get(rhythm_table)
    assert str(rhythm["last_touch"].iloc[0].date()) == "2024-05-01"
