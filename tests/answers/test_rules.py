"""Single rules: what codes mean, what a person wrote, what names a new address, what our opt-out link leaves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salesbook.answers import Kind, read_answer
from salesbook.answers.moved import new_address
from salesbook.answers.optout import draft_at, draft_in
from salesbook.answers.pages import as_text
from salesbook.answers.statuses import judged, status_of
from salesbook.answers.wording import own_words
from tests.answers.corpus import read

CODES = (
    ("5.1.1", "550 User unknown", Kind.HARD),
    ("5.1.1", "550 5.1.1 mailbox full", Kind.SOFT),
    ("5.1.2", "", Kind.HARD),
    ("5.1.8", "sender address rejected: domain not found", Kind.SOFT),
    ("5.1.10", "", Kind.HARD),
    ("5.2.1", "550 5.2.1 The email account that you tried to reach is inactive", Kind.HARD),
    ("5.2.2", "", Kind.SOFT),
    ("5.2.3", "", Kind.SOFT),
    ("5.3.4", "too big", Kind.SOFT),
    ("5.4.1", "Recipient address rejected: Access denied", Kind.HARD),
    ("5.4.4", "", Kind.HARD),
    ("5.4.6", "routing loop", Kind.SOFT),
    ("5.4.7", "", Kind.SOFT),
    ("5.4.310", "DNS domain does not exist", Kind.HARD),
    ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable", Kind.HARD),
    ("5.5.2", "syntax error", Kind.SOFT),
    ("5.6.0", "", Kind.SOFT),
    ("5.7.1", "554 5.7.1 spam", Kind.SOFT),
    ("5.7.1", "550 5.7.1 No such user", Kind.HARD),
    ("5.7.1", "550 5.7.1 <a@b.example>: Recipient address rejected: Greylisted, user unknown to us", Kind.SOFT),
    ("5.7.26", "unauthenticated, DMARC", Kind.SOFT),
    ("5.0.0", "550 no such user", Kind.HARD),
    ("5.0.0", "554 blocked by policy", Kind.SOFT),
    ("5.0.0", "", Kind.HARD),
    ("4.4.1", "Connection timed out", Kind.SOFT),
    ("", "550 Unknown user", Kind.HARD),
    ("", "450 Unknown user", Kind.SOFT),
    ("", "it did not work", Kind.SOFT),
)  # fmt: skip


@pytest.mark.parametrize(("status", "said", "kind"), CODES)
def test_a_no_is_for_good_or_not(status, said, kind):
    assert judged(status, said) is kind


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
    assert own_words(text) == words


def test_html_becomes_text_with_quotations_marked():
    page = "<p>a &amp; b<br>c</p><style>p{}</style><!-- no --><blockquote>q<div>r</div></blockquote><p>1 < 2"
    assert as_text(page).split() == ["a", "&", "b", "c", ">", "q", ">", "r", ">", "1", "<", "2"]


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
