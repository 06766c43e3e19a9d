"""Single rules: what codes mean, what a person wrote, what names a new address, what our opt-out link leaves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salesbook.domain.answers.classify import Kind, read_answer
from salesbook.domain.answers.classify.html_text import html_as_text
from salesbook.domain.answers.classify.new_address import new_address
from salesbook.domain.answers.classify.optout import draft_at, draft_in
from salesbook.domain.answers.classify.reply_text import reply_words
from salesbook.domain.answers.classify.status_codes import status_of
from tests.domain.answers.corpus import read


@pytest.mark.parametrize(
    ("told", "said", "status"),
    [
        ("5.0.0", "550 5.1.1 unknown", "5.1.1"),
        ("5.1.1 (bad destination)", "5.7.1", "5.1.1"),
        ("", "452 4.2.2 full", "4.2.2"),
        ("", "host 192.0.2.5 said 550", ""),
        ("5.0.0", "451 4.7.1 later", "5.0.0"),
    ],
)
def test_the_most_exact_code_counts(told, said, status):
    assert status_of(told, said) == status


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Yes.\n\nPS: not on Friday", "Yes.\n\nPS: not on Friday"),
        ("Yes.\n\nBest regards\nJo\n\nPS: not on Friday", "Yes.\n\nPS: not on Friday"),
        (
            "On Monday we have 3 people here:\nJo, Al and Bo",
            "On Monday we have 3 people here:\nJo, Al and Bo",
        ),
        ("From: the heart\nthank you", "From: the heart\nthank you"),
        ("Yes\n\nAna Ruiz <ana@norte.example> schrieb am Mo., 1. Juni 2026, 09:12:\n\n> x", "Yes"),
        ("Ja\n\n-----Ursprüngliche Nachricht-----\nVon: Ana", "Ja"),
        ("Oui\n\nDe : Ana Ruiz\nEnvoyé : lundi 1 juin\nÀ : Marie\nObjet : Nouvelles\n\nabc", "Oui"),
        ("> only what you wrote", ""),
        ("", ""),
    ],
)
def test_only_what_a_person_wrote_is_kept(text, words):
    assert reply_words(text) == words


def test_html_becomes_text_with_quotations_marked():
    page = "<p>a &amp; b<br>c</p><style>p{}</style><!-- no --><blockquote>q<div>r</div></blockquote><p>1 < 2"
    assert html_as_text(page).split() == ["a", "&", "b", "c", ">", "q", ">", "r", ">", "1", "<", "2"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("My new address is jo@new.example.", "jo@new.example"),
        ("jo@new.example is my new address", "jo@new.example"),
        ("Mi nueva dirección de correo es jo@new.example", "jo@new.example"),
        ("My new address is jo@new.example or jo2@new.example.", ""),
        ("In urgent cases write to bob@firm.example.", ""),
        ("My new address is still jo@old.example", ""),
    ],
)
def test_a_new_address_is_taken_where_exactly_one_is_named(text, address):
    assert new_address(text, {"jo@old.example"}) == address


def test_the_opt_out_link_names_the_draft():
    assert draft_in("unsubscribe June.C1") == "June.C1"
    assert draft_in("Unsubscribe Summer letter.C1") == "Summer letter.C1"
    assert (
        draft_in("unsubscribe me please")
        == draft_in("unsubscribe jo@client.example")
        == draft_in("Re: unsubscribe June.C1")
        == ""
    )
    assert draft_at("stop@norte.example", ("ana@norte.example", "Stop+June.C1@Norte.example")) == "June.C1"
    assert (
        draft_at("", ("stop+June.C1@norte.example",))
        == draft_at("stop@norte.example", ("stop@norte.example",))
        == ""
    )


BUTTONS = (
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated",
    "Precedence: bulk",
    "Precedence: auto_reply",
    "X-Auto-Response-Suppress: All",
    "X-Autoreply: yes\nPrecedence: junk\nReturn-Path: <>",
    "List-Id: <x.example>",
    "In-Reply-To: <0123456789abcdef0123456789abcdef@norte.example>",
)


def _pressed(headers: str, subject: str = "unsubscribe June.C1", to: str = "stop@norte.example") -> Kind:
    head = f"From: Jo <jo@private.example>\nTo: {to}\nSubject: {subject}\n{headers}\n"
    return read(f"{head}\nThis message was sent by a mail program.\n".encode()).kind


@pytest.mark.parametrize("headers", BUTTONS)
def test_the_button_of_a_mail_program_counts_whatever_its_headers_say(headers):
    assert _pressed(headers) is Kind.OPT_OUT
    assert _pressed(headers, to="Stop <STOP@Norte.example>") is Kind.OPT_OUT
    assert _pressed(headers, subject="=?utf-8?q?unsubscribe_June=2EC1?=") is Kind.OPT_OUT
    assert _pressed(headers, subject="unsubscribe%20June.C1") is Kind.OPT_OUT


@pytest.mark.parametrize(
    "subject", ["Out of office", "Automatic reply: June news", "Re: unsubscribe June.C1", "Abwesend: unsubscribe June.C1"]
)  # fmt: skip
def test_an_automatic_reply_at_the_opt_out_address_is_no_opt_out(subject):
    assert _pressed("Auto-Submitted: auto-replied", subject) is not Kind.OPT_OUT


def test_elsewhere_an_automatic_reply_with_that_subject_is_no_opt_out():
    assert _pressed("Auto-Submitted: auto-replied", to="ana@norte.example") is not Kind.OPT_OUT


def test_an_address_for_opt_outs_that_is_somebodys_own_takes_letters_too():
    mail = b"From: jo@client.example\nTo: ana@norte.example\nSubject: Order 7\n\nWhen does it come?\n"
    answer = read_answer(
        mail,
        ours=lambda _: False,
        opt_out="ana@norte.example",
        known=lambda _: True,
        own="ana@norte.example".__eq__,
    )
    assert answer.kind is Kind.REPLY


def test_who_when_and_under_which_number():
    answer = read(
        b"From: =?utf-8?q?J=C3=B6?= Park <jo@client.example>\nDate: Tue, 2 Jun 2026 10:01:00 -0000\n\nx"
    )
    assert (answer.sender, answer.sender_name) == ("jo@client.example", "Jö Park")
    assert answer.when == datetime(2026, 6, 2, 10, 1, tzinfo=UTC)
    assert answer.their_id.endswith("@none>")
    assert read(b"From: a@b.example\nDate: Tue, 2 Jun 1026 10:01:00 +0000\n\nx").when is None
