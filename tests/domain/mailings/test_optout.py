"""Headers that stop mailings: nobody can stop another one's, and no header names a person."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.mailings.optout import bulk_headers, optout_page, threading, token, verify
from salesbook.errors import BadInput

SECRET, OTHER = b"s" * 32, b"t" * 32
PAGE = "https://firm.example/stop?d={draft}&t={token}"
LINK = "mailto:stop@firm.example?subject=unsubscribe%20news.C1"


@given(st.text(), st.text())
def test_a_token_is_good_for_its_own_letter_and_book_alone(draft, other):
    mine = token(SECRET, draft)
    assert re.fullmatch(r"[A-Za-z0-9_-]{20,}", mine)
    assert verify(SECRET, draft, mine)
    assert not verify(OTHER, draft, mine)
    assert verify(SECRET, other, mine) == (other == draft)
    assert not verify(SECRET, draft, mine[:-1])
    assert not verify(SECRET, draft, other)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_page_gets_draft_and_token_back_as_they_were(draft):
    mine = token(SECRET, draft)
    address = optout_page(PAGE, draft, mine)
    assert re.fullmatch(r"[!-~]+", address)
    asked = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert asked == {"d": [draft], "t": [mine]}


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("http://firm.example/?d={draft}&t={token}", "begins with https://"),
        ("firm.example/?d={draft}&t={token}", "begins with https://"),
        ("https:///?d={draft}&t={token}", "begins with https://"),
        ("https://[::1/?d={draft}&t={token}", "begins with https://"),
        ("https://firm.example/a b?d={draft}&t={token}", "begins with https://"),
        ("https://firm.example/stop?d={draft}", "has no {token}"),
        ("https://firm.example/stop?t={token}", "has no {draft}"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_said_with_the_next_step(setting, sentence):
    with pytest.raises(BadInput, match=re.escape(sentence)) as error:
        optout_page(setting, "news.C1", "x")
    assert "Type an address such as https://example.com/stop?d={draft}&t={token}" in error.value.todo


def headers(**changes: str) -> dict[str, str]:
    given_ones = {"link": LINK, "page_of_letter": "", "mailing": "news", "campaign": "", "sender": "ana@firm.example"}  # fmt: skip
    return dict(bulk_headers(**{**given_ones, **changes}))


def test_without_a_page_a_letter_is_stopped_by_mail_and_promises_no_click():
    assert headers()["List-Unsubscribe"] == f"<{LINK}>"
    assert "List-Unsubscribe-Post" not in headers()


def test_with_a_page_one_click_is_enough_and_mail_still_works():
    found = headers(page_of_letter="https://firm.example/stop?d=1&t=2")
    assert found["List-Unsubscribe"] == f"<https://firm.example/stop?d=1&t=2>, <{LINK}>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_feedback_has_four_fields_that_name_a_mailing_and_no_person():
    first, second, third = (
        headers(sender=one)["Feedback-ID"].split(":")
        for one in ("ana@firm.example", "Ben@FIRM.example", "a@other.example")
    )
    assert first[:3] == ["news", "none", "mailing"]
    assert first == second != third
    assert 5 <= len(first[3]) <= 15


@given(st.text(), st.text())
def test_feedback_keeps_mailings_apart_whatever_they_are_called(one, other):
    found = [headers(mailing=name)["Feedback-ID"] for name in (one, other)]
    assert (found[0] == found[1]) == (one == other)
    assert all(re.fullmatch(r"[!-9;-~]+(:[!-9;-~]+){3}", text) for text in found)


def test_nothing_is_said_that_is_not_so():
    assert set(headers(page_of_letter="https://x.example/")) == {
        "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID",
    }  # fmt: skip


def test_a_follow_up_stands_under_the_letters_before_it():
    assert threading(["<1@f.example>", "<2@f.example>"]) == (
        ("In-Reply-To", "<2@f.example>"),
        ("References", "<1@f.example> <2@f.example>"),
    )
    assert threading([]) == ()
