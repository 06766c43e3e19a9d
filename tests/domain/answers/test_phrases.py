"""Some 900 ways to speak about getting mail, in 23 languages: no wish is missed, and nothing else is taken for one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import HERE, read

_ROWS = (HERE / "phrases.txt").read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()[1:]
PHRASES = [[cell.strip() for cell in row.split(" | ", 2)] for row in _ROWS]
ACTED_UPON = {"en", "de", "es", "fr", "it", "pt", "nl"}


def kind_of(words: str) -> Kind:
    text = words.replace("|", "\n")
    mail = f"From: jo@client.example\nTo: ana@norte.example\nSubject: Re: News\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    return read(mail.encode()).kind


@pytest.mark.parametrize(("language", "expected", "words"), PHRASES)
def test_each_is_read_as_it_is_meant(language, expected, words):
    kind = kind_of(words)
    assert kind in ({Kind.REPLY, Kind.DOUBTFUL} if expected == "No" else {Kind(expected)})
    assert language in ACTED_UPON or kind is not Kind.OPT_OUT


WISHES = [(language, words) for language, expected, words in PHRASES if expected == "Opt-out"]
ONE_SENTENCE = [words for _, words in WISHES if not re.search(r"\||[.?!] ", words)]


@pytest.mark.parametrize("words", ONE_SENTENCE)
def test_what_is_reported_denied_or_for_a_time_is_no_opt_out(words):
    words = words.rstrip(".!?")
    for text in (
        f'A customer wrote: "{words}" Then we did.', f"{words}. But only until September.", f"{words} but only until September.",
        f"I never said: {words}", f"I did not ask that. {words}", f"He told me: {words}",
    ):  # fmt: skip
        assert kind_of(text) is not Kind.OPT_OUT, text


@pytest.mark.parametrize(("_", "words"), WISHES)
def test_a_greeting_and_a_name_around_a_wish_change_nothing(_, words):
    assert kind_of(f"Hello Ana,||{words}||Thanks||Jo Park") is Kind.OPT_OUT


@pytest.mark.parametrize(
    "words",
    [
        "Remove|2 pallets|3 rolls",
        "Stop|gate 4, 10:00",
        "Remove|the second item from our order, please",
        "Baja|3 cajas",
    ],
)
def test_what_stands_in_a_list_or_under_an_advertisement_is_no_wish(words):
    assert kind_of(words) is not Kind.OPT_OUT


def test_a_person_reads_their_words_as_they_wrote_them():
    mail = (
        "From: jo@client.example\nContent-Type: text/plain; charset=utf-8\n\n더 이상 메일을 보내지 마세요\n"
    )
    assert "'더 이상 메일을 보내지 마세요'" in read(mail.encode()).why


def test_half_of_them_are_no_opt_outs():
    kinds = Counter(expected for _, expected, _ in PHRASES)
    assert sum(kinds.values()) >= 900
    assert kinds["No"] + kinds["Reply"] >= len(PHRASES) / 2
    assert {language for language, _ in WISHES} == ACTED_UPON
