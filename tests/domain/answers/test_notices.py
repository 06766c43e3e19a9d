"""Notices of servers are never taken for what a person wrote, and what they say is read right."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import read
from tests.domain.answers.notices import LETTER, NOTICES, notice, report

KINDS = {"hard": Kind.HARD, "soft": Kind.SOFT, "delayed": Kind.DELAYED}


@pytest.mark.parametrize(("data", "kind"), [one[1:] for one in NOTICES], ids=[one[0] for one in NOTICES])
def test_a_notice_is_what_it_is(data, kind):
    answer = read(data)
    assert answer.kind is KINDS[kind], answer.why
    assert LETTER in answer.about
    assert "jo@client.example" in {one.address for one in answer.failures}


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "deliverable"])
def test_what_arrived_is_no_failure(action):
    answer = read(report(f"Final-Recipient: rfc822; jo@client.example\nAction: {action}\nStatus: 2.1.5"))
    assert (answer.kind, answer.failures) == (Kind.OTHER, ())


def test_each_of_two_recipients_has_its_own_reason():
    fields = "Action: failed\nFinal-Recipient: rfc822; al@client.example\nStatus: 4.2.2\n"
    fields += "Action: failed\nFinal-Recipient: rfc822; jo@client.example\nStatus: 5.1.1"
    found = {one.address: one.kind for one in read(report(fields)).failures}
    assert found == {"al@client.example": Kind.SOFT, "jo@client.example": Kind.HARD}


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("Jo <jo@client.example>", "Re: News", "Your mail to Kim could not be delivered, she told me. 550 pallets, please."),
        ("Jo <jo@client.example>", "Fwd: failure", "I sent this, and it came back: 550 5.1.1 user unknown.\n\nORIGINAL"),
        ("Jo <jo@client.example>", "Re: Delivery status", "The delivery failed, the lorry never came."),
        ("Mailer Jo <jo@client.example>", "Returned pallets", "We returned 12 pallets."),
    ],
)  # fmt: skip
def test_what_a_person_writes_about_deliveries_is_a_reply(sender, subject, text):
    assert read(notice(text, sender=sender, subject=subject)).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "I am away until Monday, and answer your message when I have returned.",
        "Ich bin bis 15. Juni nicht im Haus.",
    ],
)
def test_an_absence_without_a_sender_is_no_notice(text):
    mail = notice(f"{text}\n\nORIGINAL", sender="jo@client.example", more="Return-Path: <>\n")
    assert read(mail).kind is Kind.AUTOMATIC


@pytest.mark.parametrize("before", ["<TO>: ", "<TO> (expanded from <al@client.example>): ", ""])
def test_the_reason_of_a_plain_notice_is_what_the_server_said_and_no_piece_of_an_address(before):
    text = f"I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n{before}host mx.client.example[192.0.2.1] said: 550 5.1.1 <TO>: Recipient address rejected: User unknown\n\nORIGINAL"
    answer = read(
        notice(text, sender="MAILER-DAEMON@mx.norte.example", subject="Undelivered Mail Returned to Sender")
    )
    [said] = [one.said for one in answer.failures]
    assert not said.startswith(("jo@", "<", ">", ":"))
    assert "User unknown" in said
