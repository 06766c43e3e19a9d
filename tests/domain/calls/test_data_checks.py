"""Where Duties names who checks data, calls ask who decides at organisations of a cohort: few a day, and never beside another call there."""

from __future__ import annotations

import pytest

from salesbook.domain.calls.plan import plan_calls
from tests.domain.callbook import Calls
from tests.domain.campaigns.campaignbook import LOG, PROPOSITION, campaign_world, planned

TEAM = "Rep | Calls per day | Role\nann | 10 | Sales\ncy | 5 | Office"
DUTIES = "Task | Role\nData check | Office"
ACCOUNTS = "Account ID | Account\nA1 | Acme\nA2 | Bolt\nA3 | Core"
PEOPLE = """
    Contact ID | First name | Account ID | Decision maker | Phone           | Owner | Next date
    C1         | Ada        | A1         | Yes            | +34 976 000 001 | ann   | 2027-01-01
    C2         | Ben        | A1         |                | +34 976 000 002 | ann   | 2027-01-01
    C3         | Cleo       | A2         |                | +34 976 000 003 | ann   | 2027-01-01
    C4         | Dan        | A3         |                |                 | ann   | 2027-01-01
    C5         | Eve        | A3         |                | +34 976 000 005 | ann   | 2027-01-01
"""
BOOK = {
    "Team": TEAM,
    "Duties": DUTIES,
    "Accounts": ACCOUNTS,
    "Contacts": PEOPLE,
    "Activities": LOG,
    "Campaigns": "Campaign ID",
}


def research(**tables: str) -> list[tuple[object, ...]]:
    lines = Calls(plan_calls(campaign_world(**{**BOOK, **tables}))).lines
    return [(line["Contact ID"], line["Rep"]) for line in lines if line["Topic"] == "Data"]


def test_the_duty_asks_one_of_each_organisation_as_far_as_a_fifth_of_the_day_goes():
    assert research() == [("C3", "cy")]
    assert sorted(research(Team=TEAM.replace("cy | 5", "cy | 0"))) == [
        ("C3", "cy"),
        ("C5", "cy"),
    ]  # only a duty brings them lines


def test_the_line_says_what_to_ask_and_what_to_do_with_the_answer():
    (line,) = [line for line in Calls(plan_calls(campaign_world(**BOOK))).lines if line["Topic"] == "Data"]
    assert (line["Why"], line["Talk about"], line["Channel"], line["Block"]) == (
        "We know nobody there who decides.", "Ask who decides on Stock; on Contacts, set Decision maker of that person to Yes.", "Call", "Care",
    )  # fmt: skip


def test_the_sentence_counts_them():
    assert "1 call asks who decides." in " ".join(
        one.text for one in plan_calls(campaign_world(**BOOK)).messages
    )


@pytest.mark.parametrize(
    "tables",
    [
        {"Duties": "Task | Role"},
        {"Propositions": PROPOSITION.replace("Live", "Idea")},
        {"Propositions": PROPOSITION.replace("Live", "Killed")},
        {"Contacts": PEOPLE.replace("A2         |    ", "A2         | Yes").replace("A3         |    ", "A3         | Yes")},
        {"Activities": f"{LOG}\nT1 | 2026-03-03 | C3 | Call | Out | Spoke | |\nT2 | 2026-03-03 | C5 | Call | Out | Spoke | |"},
    ],
    ids=["no duty", "an idea", "killed", "somebody decides now", "just called"],
)  # fmt: skip
def test_nobody_is_asked(tables):
    assert research(**tables) == []


def test_whoever_is_due_is_called_for_that_and_nobody_else_there_is():
    due = PEOPLE.replace("C3         | Cleo       | A2         |                | +34 976 000 003 | ann   | 2027-01-01",
                         "C3         | Cleo       | A2         |                | +34 976 000 003 | ann   | 2026-03-04")  # fmt: skip
    assert research(Contacts=due) == [("C5", "cy")]


@pytest.mark.parametrize(
    ("duties", "told"),
    [
        (DUTIES, "2 organisations of the cohorts in use have nobody who is known to decide: Calls has some a day for Office."),
        ("Task | Role", "2 organisations of the cohorts in use have nobody who is known to decide: name a Role for Data check in Duties on Team, and calls ask there."),
    ],
)  # fmt: skip
def test_campaigns_says_how_many_are_to_be_asked_and_who_asks(duties, told):
    assert told in [one.text for one in planned(**{**BOOK, "Duties": duties}).messages]
