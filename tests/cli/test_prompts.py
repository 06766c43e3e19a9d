"""How a person at a terminal is asked, and what stands there meanwhile."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from salesbook.actions.session import Question
from salesbook.cli.prompts import Terminal
from salesbook.errors import WrongUsage

MAILING = Question("Send 3 messages", "spring")
PERSON = Question("Forget Ana Lee (C1)", "C1", exact=True)


class Turning:
    """A line of progress; `paused` while it stands still."""

    still = False

    @contextmanager
    def paused(self):
        self.still = True
        yield
        self.still = False


@pytest.mark.parametrize(("question", "given"), [(MAILING, "spring"), (MAILING, " SPRING"), (PERSON, "C1 ")])
def test_a_name_that_was_given_beforehand_is_agreement(question, given):
    assert Terminal(Turning(), json=False).agrees(question, given)


@pytest.mark.parametrize(("question", "given"), [(MAILING, "summer"), (PERSON, "c1"), (PERSON, "C2")])
def test_another_name_is_none_and_for_whom_nothing_brings_back_capitals_count(question, given):
    with pytest.raises(WrongUsage, match=f"--confirm {given} is not {question.name}, so nothing was done"):
        Terminal(Turning(), json=False).agrees(question, given)


def test_no_line_turns_while_a_workbook_is_open_in_libreoffice(monkeypatch, tmp_path):
    progress, seen = Turning(), []
    monkeypatch.setattr("salesbook.office.libreoffice.host.host", lambda *_: seen.append(progress.still))
    Terminal(progress, json=False).host(tmp_path / "book.xlsm", [])
    assert seen == [True]
