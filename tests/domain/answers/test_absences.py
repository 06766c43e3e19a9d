"""Automatic replies that no header tells are known by their subjects and first lines, in 20 languages; what people write too is asked about."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import HERE, read

_ROWS = (HERE / "absences.txt").read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()[1:]
ABSENCES = [[cell.strip() for cell in row.split(" | ", 2)] for row in _ROWS]
LETTER = "<0123456789abcdef0123456789abcdef@norte.example>"


@pytest.mark.parametrize(("expected", "subject", "words"), ABSENCES)
def test_each_is_what_it_is(expected, subject, words):
    text = words.replace("/", "\n")
    mail = f"From: jo@client.example\nTo: ana@norte.example\nIn-Reply-To: {LETTER}\nSubject: {subject}\n"
    mail += f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\nJo Park\n"
    answer = read(mail.encode())
    assert answer.kind is (Kind.AUTOMATIC if expected == "Automatic" else Kind(expected)), answer.why
