"""A rep leaves: what they keep becomes a colleague's, what was done stays theirs, and what still names them is told."""

from __future__ import annotations

import pytest

from salesbook.domain.checks.references import left_behind
from salesbook.domain.staff.reassign import plan_new_owners, plan_reassign
from salesbook.errors import BadInput
from tests.domain.callbook import TODAY, world
from tests.helpers import book, carry_out, column, sums_of

FIRM = {
    "Team": "Rep | Name | Active\nAna | Ana Ruiz |\nJonas | Jonas Kern |\nOld | | No",
    "Accounts": "Account ID | Owner | New owner\nA1 | jonas |\nA2 | Ana |\nA3 | Jonas | Old",
    "Contacts": """
        Contact ID | Account ID | Owner      | New owner
        C1         | A1         |            |
        C2         | A2         | Jonas Kern |
        C3         | A2         | Ana        | Jonas
        C4         | A2         |            |
    """,
    "Opportunities": "Opportunity ID | Owner | Result\nO1 | Jonas | Open\nO2 | Jonas | Won\nO3 | Jonas |",
    "Absences": "Rep | From | To | Stand-in\nOld | 2026-03-01 | 2026-03-31 | Jonas\nAna | 2026-03-01 | | Jonas\nAna | 2026-01-01 | 2026-01-02 | Jonas",
    "Duties": "Task | Role | Stand-in\nQuote | Desk | Jonas",
    "Settings": "Setting | Value\nDefault owner | Jonas",
    "Calls": """
        Call ID       | Date       | Rep   | Contact ID | Channel | Direction | Outcome
        2026-03-04-C1 | 2026-03-04 | Jonas | C1         | Call    | Out       |
        2026-03-04-C2 | 2026-03-04 | Jonas | C2         | Call    | Out       | Spoke
        2026-03-04-C3 | 2026-03-04 | Ana   | C3         | Call    | Out       |
    """,
    "Mailings": "Mailing ID | Author | Status\nnews | Jonas | Draft\nold | Jonas | Sent",
    "Activities": "Activity ID | Contact ID | By\nT1 | C1 | Jonas",
}  # fmt: skip


def firm(**tables: str):
    return book(**FIRM | tables)


def reassigned(store, leaver="jonas", taker="ana"):
    plan = plan_reassign(world(store, TODAY), leaver, taker)
    carry_out(store, plan)
    return plan


def said(plan) -> str:
    return " ".join(message.text for message in plan.messages)


def test_a_manager_who_leaves_has_an_heir_too():
    store = firm(Settings="Setting | Value\nManager | Jonas")
    assert "+ 1 manager." in said(reassigned(store))
    assert column(store, "Settings", "Value")[0] == "Ana"


def test_what_is_still_to_be_done_goes_on_and_what_was_done_stays():
    store = firm()
    reassigned(store)
    assert column(store, "Contacts", "Owner") == [None, "Ana", "Ana", None]
    assert column(store, "Accounts", "Owner") == ["Ana", "Ana", "Jonas"]
    assert column(store, "Opportunities", "Owner") == ["Ana", "Jonas", "Ana"]
    assert column(store, "Duties", "Stand-in") == ["Ana"]
    assert column(store, "Settings", "Value")[0] == "Ana"
    assert column(store, "Team", "Active") == [None, "No", "No"]
    assert column(store, "Activities", "By") == ["Jonas"]


def test_nobody_stands_in_for_themselves_and_absences_that_are_over_stay():
    store = firm()
    plan = reassigned(store)
    assert column(store, "Absences", "Stand-in") == ["Ana", None, "Jonas"]
    assert "Ana cannot stand in for themselves, and Jonas left" in [one.why for one in plan.problems]


def test_the_answer_counts_all_of_it_and_adds_up():
    told = said(reassigned(firm()))
    assert told.startswith(
        "8 of Jonas handed to Ana = 1 account + 1 person + 2 open deals + 3 stand-ins + 1 default owner."
    )
    assert sums_of(told) == [(8, 8)]
    assert "1 person goes with their accounts." in told
    assert "1 mailing is not sent yet and Jonas's: change Author of news." in told


def test_untouched_lines_leave_calls_and_those_that_are_begun_stay():
    store = firm()
    told = said(reassigned(store))
    assert column(store, "Calls", "Contact ID") == ["C3", "C2"]  # the one below moves up; what is begun stays
    assert "1 untouched line leaves Calls" in told
    assert "1 line that is begun stays Jonas's on Calls" in told


def test_a_line_of_which_somebody_chose_another_channel_is_begun():
    store = firm(
        Calls="Call ID | Date | Rep | Contact ID | Channel | Direction\n2026-03-04-C1 | 2026-03-04 | Jonas | C1 | Visit | Out"
    )
    assert "1 line that is begun stays Jonas's on Calls" in said(reassigned(store))
    assert column(store, "Calls", "Contact ID") == ["C1"]


def test_a_new_owner_wins_over_who_takes_the_rest_and_one_who_makes_no_calls_is_a_question():
    store = firm(Contacts="Contact ID | Owner | New owner\nC1 | Jonas | Old\nC2 | Jonas | Ben\nC3 | Jonas |",
                 Team="Rep | Active\nAna |\nBen |\nJonas |\nOld | No", Accounts="Account ID", Absences="Rep")  # fmt: skip
    plan = reassigned(store)
    assert column(store, "Contacts", "Owner") == ["Jonas", "Ben", "Ana"]
    assert column(store, "Contacts", "New owner") == ["Old", None, None]
    assert [(one.column, one.why) for one in plan.problems] == [("New owner", "Old is no active rep of Team")]
    assert "handed to Ana, Ben" in said(plan)


def test_without_names_each_row_goes_to_its_new_owner():
    store = firm()
    plan = plan_new_owners(world(store, TODAY))
    carry_out(store, plan)
    assert column(store, "Contacts", "Owner") == [None, "Jonas Kern", "Jonas", None]
    assert column(store, "Contacts", "New owner") == [None] * 4
    assert said(plan) == "1 handed over = 1 person."
    assert [one.key for one in plan.problems] == ["A3"]


def test_a_book_without_the_column_new_owner_does_without():
    store = firm(Contacts="Contact ID | Owner\nC1 | Jonas", Accounts="Account ID | Owner\nA1 | Jonas")
    reassigned(store)
    assert column(store, "Contacts", "Owner") == ["Ana"]
    assert said(plan_new_owners(world(store, TODAY))).startswith("Nobody has a New owner")


def test_check_names_what_still_points_to_somebody_who_left():
    store = firm(Team="Rep | Active\nAna |\nJonas | No")
    here = world(store, TODAY)
    found = list(left_behind(here.frames, here.settings, TODAY))
    assert [(one.table, one.key, one.why) for one in found] == [
        ("Opportunities", "O1", "Jonas is not active, and the deal is open; 1 more row says so"),
        ("Duties", "Quote", "Jonas is not active, so nobody stands in"),
    ]


@pytest.mark.parametrize(("leaver", "taker", "why"), [
    ("nobody", "ana", "Nobody on Team is called 'nobody'"),
    ("jonas", "old", "There is no active rep 'old'"),
    ("Jonas Kern", "jonas", "keeps that already"),
])  # fmt: skip
def test_who_cannot_be_meant_is_refused_with_the_names_there_are(leaver, taker, why):
    with pytest.raises(BadInput, match=why):
        plan_reassign(world(firm(), TODAY), leaver, taker)
