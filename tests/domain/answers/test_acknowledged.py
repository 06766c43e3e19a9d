"""No program is taken for a person, and no person for a program: tickets, confirmations, filters that ask, absences."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import HERE, read
from tests.domain.answers.notices import REFERS

_ROWS = (HERE / "acknowledged.txt").read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()[1:]
MAILS = [[cell.strip() for cell in row.split(" | ", 3)] for row in _ROWS]
KINDS = {"Automatic": Kind.AUTOMATIC}


@pytest.mark.parametrize(("expected", "sender", "subject", "words"), MAILS)
def test_each_is_read_as_it_is_meant(expected, sender, subject, words):
    text = words.replace("//", "\n\n").replace("http:\n\n", "http://")
    mail = f"From: {sender}\nTo: ana@norte.example\nSubject: {subject}\n{REFERS}Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    found = read(mail.encode())
    assert found.kind is (KINDS.get(expected) or Kind(expected)), found.why
