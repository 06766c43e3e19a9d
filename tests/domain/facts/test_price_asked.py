"""Who asked for a price: in writing, in a call of theirs, or in a talk of ours that cannot give what is to be sent."""

from __future__ import annotations

import pytest

from salesbook.domain.facts.price_asked import price_asked
from tests.domain.callbook import a_book, world

HEADERS = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Their words | Answer | Subject"


def asks(how: str, words: str = "", more: str = " | ", *, later: str = "", when: str = "2026-03-02") -> bool:
    rows = [HEADERS, f"T1 | {when} | C1 | {how} | {words} | {more}"]
    book = a_book(Contacts="Contact ID\nC1", Activities="\n".join([*rows, *([later] if later else [])]))
    return bool(world(book).get(price_asked)[0] >= 0)


OURS, THEIRS = "Call | Out | Spoke", "Email | In |"
SENT = (
    "Please send us a quote for two pallets.", "Send me a price for the faster version", "Schicken Sie mir bitte einen Preis.", "Mándame precio.",
    "Envoyez-moi un prix pour deux.", "Il me faut un devis.", "Mi mandi un prezzo.", "Envie-me um preço.", "Proszę przesłać cenę.", "We need a quote",
)  # fmt: skip
QUESTIONS = ("What is the price?", "What would the bigger one cost?", "Was würde uns so eine Maschine kosten?", "¿Cuánto cuesta?", "Quanto ci costerebbe?")  # fmt: skip
OTHERS = ("The price is fine, we need it by Friday.", "How are you?", "Your price is too high.", "Please send the same as last time.", "")  # fmt: skip


@pytest.mark.parametrize("words", SENT)
def test_a_price_to_be_sent_is_asked_for_in_any_talk(words):
    assert asks(OURS, words)
    assert asks(THEIRS, words)


@pytest.mark.parametrize("words", QUESTIONS)
def test_what_they_ask_in_a_talk_of_ours_was_answered_there(words):
    assert asks(THEIRS, words)
    assert not asks(OURS, words)


@pytest.mark.parametrize("words", OTHERS)
def test_other_words_ask_for_none(words):
    assert not asks(THEIRS, words)


def test_an_answer_and_a_topic_tell_it_too_until_something_comes_from_us_or_it_is_long_ago():
    assert asks(OURS, more="Wants a quote | ")
    assert asks(THEIRS, more=" | Quote")
    assert not asks(OURS, more=" | Quote")
    assert not asks(THEIRS, SENT[0], later="T2 | 2026-03-03 | C1 | Email | Out | | | | ")
    assert asks(THEIRS, SENT[0], later="T2 | 2026-03-03 | C1 | Call | Out | No answer | | | ")
    assert asks(THEIRS, SENT[0], when="2026-01-04")
    assert not asks(THEIRS, SENT[0], when="2026-01-03")
