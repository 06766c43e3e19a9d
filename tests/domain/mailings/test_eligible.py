"""Which letters of Outbox may leave: approved, wanted by their audience still, and to nobody who said no since."""

from __future__ import annotations

import numpy as np
import pytest

from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.eligible import Going, going
from salesbook.util.addresses import address_key, hashed
from tests.domain.mailbook import world

PEOPLE = """
    Contact ID | Email           | Consent   | Status | Do not email
    C1         | ana@a.example   | Opted in  |        |
    C2         | bo@b.example    | Opted in  |        |
    C3         | cy@c.example    | Opted in  |        |
"""
HEAD = "Draft ID | Mailing ID | Contact ID | To | Status | Decision\n"
BOOK = "Setting | Value\nBook ID | one-book"


def sorted_out(
    outbox: str, *, people: str = PEOPLE, audience: str = "C1 C2 C3", waiting: str = "", refused: str = "", **tables: str
) -> Going:  # fmt: skip
    """Letters of the mailing spring; where none is named, letters of their own."""
    found = world(Contacts=people, Outbox=HEAD + outbox, Settings=BOOK, **tables)
    rows, ids = found.frames["Outbox"], found.frames["Contacts"].index
    fits = np.array([one in audience.split() for one in ids])
    marks = frozenset(hashed(address_key(one), "one-book") for one in refused.split())
    of_mailing = "spring" in outbox
    return going(found, MailGuards(found, marks), rows, fits if of_mailing else None, set(waiting.split()))


def drafts(found: Going) -> list[str]:
    return [one.draft for one in found.letters]


ONE = "s.C1 | spring | C1 | ana@a.example | {} | {}"


@pytest.mark.parametrize(
    ("status", "decision", "goes"),
    [
        ("Approved", "", True), ("Draft", "", False), ("Draft", "Send", False), ("Skipped", "", False),
        ("Left out", "", False), ("Sent", "", False), ("Sent", "Send", False), ("Bounced", "Send", False),
        ("Replied", "Send", False), ("Unsubscribed", "Send", False), ("Queued", "", False),
        ("In doubt", "", False), ("In doubt", "Send", True), ("Failed", "", False), ("Failed", "Send", True),
    ],
)  # fmt: skip
def test_of_a_mailing_only_approved_letters_go_and_those_that_a_person_sends_after_all(
    status, decision, goes
):
    assert drafts(sorted_out(ONE.format(status, decision))) == (["s.C1"] if goes else [])


def test_a_letter_that_was_queued_and_has_not_left_goes_whatever_its_row_says():
    assert drafts(sorted_out(ONE.format("Queued", ""), waiting="s.C1")) == ["s.C1"]


def test_skip_keeps_a_letter_here_also_one_that_waits():
    assert sorted_out(ONE.format("Approved", "Skip")).skipped == ["s.C1"]
    assert sorted_out(ONE.format("Queued", "Skip"), waiting="s.C1").skipped == ["s.C1"]


def test_skip_beside_a_letter_in_doubt_says_that_it_is_not_sent_again():
    found = sorted_out(ONE.format("In doubt", "Skip"))
    assert (found.closed, found.skipped, found.letters) == (["s.C1"], [], [])


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("C1 | ana@a.example | Opted out | |", "opted out"),
        ("C1 | ana@a.example | Opted in | Left |", "not active: Left"),
        ("C1 | ana@a.example | Opted in | | Yes", "do not email"),
        ("C1 | new@a.example | Opted in | |", "the address has changed since: have it drafted anew"),
        ("C9 | ana@a.example | Opted in | |", "not in Contacts any more"),
        ("C1 | | Opted in | |", "without address"),
    ],
)
def test_what_has_changed_since_the_approval_holds_the_letter(person, why):
    people = f"Contact ID | Email | Consent | Status | Do not email\n{person}"
    found = sorted_out(ONE.format("Approved", ""), people=people)
    assert (found.letters, found.held) == ([], {"s.C1": why})


def test_whoever_said_no_by_mail_gets_none_whatever_the_workbook_says():
    found = sorted_out(ONE.format("Approved", ""), refused="ANA@a.example")
    assert found.held == {"s.C1": "opted out: by mail"}


def test_whoever_is_on_do_not_mail_by_now_gets_none():
    found = sorted_out(ONE.format("Approved", ""), DoNotMail="Address\na.example")
    assert found.held == {"s.C1": "on Do not mail"}


def test_whoever_the_rule_does_not_choose_any_more_gets_none():
    assert sorted_out(ONE.format("Approved", ""), audience="C2").held == {
        "s.C1": "not in the audience any more"
    }


def test_two_with_one_address_do_not_both_get_it_though_one_has_left_already():
    people = PEOPLE.replace("bo@b.example ", "ana@a.example")
    outbox = "s.C1 | spring | C1 | ana@a.example | Sent |\ns.C2 | spring | C2 | ana@a.example | Approved |"
    assert sorted_out(outbox, people=people).held == {"s.C2": "duplicate address"}


def test_letters_that_wait_do_not_hold_themselves():
    outbox = "s.C1 | spring | C1 | ana@a.example | Queued |\ns.C2 | spring | C2 | bo@b.example | Approved |"
    assert drafts(sorted_out(outbox, waiting="s.C1")) == ["s.C1", "s.C2"]


def test_a_letter_of_its_own_goes_when_its_decision_says_send():
    outbox = "t.C1 | | C1 | ana@a.example | Draft | Send\nt.C2 | | C2 | bo@b.example | Draft |"
    assert drafts(sorted_out(outbox)) == ["t.C1"]


def test_a_letter_of_its_own_goes_to_nobody_who_said_no():
    outbox = "t.C1 | | C1 | ana@a.example | Draft | Send"
    assert sorted_out(outbox, refused="ana@a.example").letters == []


def test_what_stays_here_says_why():
    found = sorted_out(ONE.format("Approved", ""), audience="C2")
    [change] = found.changes()
    assert change.columns == {
        "Status": ["Left out"],
        "Reason": ["not in the audience any more"],
        "File": [None],
    }
