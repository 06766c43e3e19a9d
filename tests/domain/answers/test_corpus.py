"""Mails as servers, programs and people write them are told apart as the index says."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import HERE, index, of, ours, read

MAILS = index("corpus.txt")
FURTHER = index("further.txt")
ALL = pytest.mark.parametrize("mail", [*MAILS, *FURTHER], ids=lambda mail: mail.file)


@ALL
def test_each_mail_is_what_the_index_says(mail):
    answer = read(mail.data)
    assert answer.kind is mail.kind, answer.why
    assert tuple(of(failure) for failure in answer.failures) == mail.failures
    assert (answer.new_address, answer.draft) == (mail.new_address, mail.draft)
    assert any(ours(one) for one in answer.about) is mail.about_ours
    assert answer.words.startswith(mail.words)


@ALL
def test_nothing_is_acted_upon_that_is_doubtful(mail):
    answer = read(mail.data)
    assert answer.why
    if answer.kind is Kind.DOUBTFUL:
        assert (answer.failures, answer.draft, answer.new_address) == ((), "", "")
    acts = answer.kind in {Kind.HARD, Kind.SOFT, Kind.DELAYED}
    assert bool(answer.failures) is acts or answer.kind in {Kind.COMPLAINT, Kind.OPT_OUT}


def test_the_corpus_is_whole():
    files = sorted(path.stem for path in (HERE / "corpus").glob("*.eml"))
    assert files == sorted(mail.file for mail in [*MAILS, *FURTHER])
    assert len(MAILS) >= 75
    assert {mail.kind for mail in MAILS} == set(Kind) - {
        Kind.DECISION,  # that takes a letter of ours which asks
        Kind.NOTE,  # that takes an address of Settings
    }
