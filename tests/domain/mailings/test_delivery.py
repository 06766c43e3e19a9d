"""What became of letters stands in Outbox, in the log, and in the figures of the mailing; once, however often it is told."""

from __future__ import annotations

from datetime import datetime

from salesbook.domain.mailings.delivery import Delivery, plan_deliveries
from salesbook.tables.plan import Extend, Plan, Set
from tests.domain.mailbook import world

PEOPLE = "Contact ID | Email | Consent | Owner\nC1 | ana@a.example | Opted in | ben\nC2 | bo@b.example | Opted in |"
OUTBOX = """
    Draft ID | Mailing ID | Contact ID | To            | Subject | Status   | Sent on
    s.C1     | spring     | C1         | ana@a.example | News    | Approved |
    s.C2     | spring     | C2         | bo@b.example  | News    | Approved |
    t.C1     |            | C1         | ana@a.example | Thanks  | Draft    |
"""
MAILINGS = "Mailing ID | Template | Audience | Campaign ID | Status | Drafts\nspring | news | everyone | K1 | Approved | 2"
NOON = datetime(2026, 3, 4, 12, 0)


def told(*letters: Delivery, **tables: str) -> Plan:
    return plan_deliveries(
        world(
            **{"Contacts": PEOPLE, "Team": "Rep | Name\nben | Ben", "Outbox": OUTBOX, "Mailings": MAILINGS}
            | tables
        ),
        letters,
    )


def changes(plan: Plan, table: str) -> list[dict[str, list[object]]]:
    return [dict(one.columns) for one in plan.changes if one.table == table and isinstance(one, Set | Extend)]


def sent(draft: str = "s.C1", status: str = "Sent", said: str = "") -> Delivery:
    return Delivery(draft, status, f"<{draft}@x>", NOON, said)


def test_a_letter_that_left_says_when_and_under_which_number():
    [row] = changes(told(sent()), "Outbox")
    assert row == {"Status": ["Sent"], "Reason": [None], "Sent on": [NOON], "Message ID": ["<s.C1@x>"]}


def test_a_letter_of_a_mailing_is_a_touch_by_newsletter_of_whoever_keeps_the_contact():
    [row] = changes(told(sent()), "Activities")
    assert row == {
        "Activity ID": ["M-s.C1"], "When": [NOON], "Contact ID": ["C1"], "By": ["ben"], "Channel": ["Newsletter"],
        "Direction": ["Out"], "Outcome": [None], "Campaign ID": ["K1"], "Subject": ["News"],
    }  # fmt: skip


def test_a_letter_of_its_own_is_a_touch_by_email():
    [row] = changes(told(sent("t.C1")), "Activities")
    assert (row["Channel"], row["Campaign ID"]) == (["Email"], [None])


def test_the_mailing_is_sending_until_nothing_waits_any_more():
    [row] = changes(told(sent()), "Mailings")
    assert row == {"Status": ["Sending"], "Drafts": [1], "Sent": [1]}
    [row] = changes(told(sent(), sent("s.C2")), "Mailings")
    assert row == {"Status": ["Sent"], "Drafts": [0], "Sent": [2]}


def test_one_that_came_back_reached_nobody():
    [row] = changes(told(sent(status="Bounced", said="5.1.1 no such user")), "Activities")
    assert row["Outcome"] == ["No answer"]
    log = "Activity ID | When | Contact ID | Channel | Direction\nM-s.C1 | 2026-03-04 | C1 | Newsletter | Out"
    plan = told(sent(status="Bounced"), Activities=log)
    assert changes(plan, "Activities") == [{"Outcome": ["No answer"]}]


def test_what_waits_or_failed_is_no_touch():
    plan = told(
        Delivery("s.C1", "Queued", "<1@x>"),
        Delivery("s.C2", "Failed", "<2@x>", None, "550 no"),
        Delivery("t.C1", "In doubt", "<3@x>"),
    )
    assert changes(plan, "Activities") == []
    [row] = changes(plan, "Outbox")
    assert row["Status"] == ["Queued", "Failed", "In doubt"]
    assert row["Reason"] == [None, "550 no", None]


def test_what_stands_there_is_not_written_again():
    outbox = OUTBOX.replace("Approved |\n    s.C2", "Sent | 2026-03-04 12:00\n    s.C2")
    log = "Activity ID | When | Contact ID\nM-s.C1 | 2026-03-04 | C1"
    mailings = MAILINGS.replace("Drafts", "Drafts | Sent").replace("Approved | 2", "Sending | 1 | 1")
    plan = told(Delivery("s.C1", "Sent", "", NOON), Outbox=outbox, Activities=log, Mailings=mailings)
    assert plan.changes == ()


def test_letters_that_outbox_does_not_have_are_passed_over():
    assert told(sent("gone.C9")).changes == ()
