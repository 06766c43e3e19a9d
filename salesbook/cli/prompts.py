"""A person at a terminal: how they are asked, and what they are shown."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.errors import BadInput, WrongUsage
from salesbook.util.wording import shortened

if TYPE_CHECKING:
    from salesbook.actions.session import Question
    from salesbook.cli.progress import Progress


class Terminal:
    """Whoever typed a command; or a program that reads its output (`json`) and cannot be asked."""

    patience = None

    def __init__(self, progress: Progress, *, json: bool) -> None:
        self._progress = progress
        self._json = json

    @property
    def watches(self) -> bool:
        """Whether somebody sits there who wants to see a page."""
        return sys.stderr.isatty() and not self._json

    @property
    def answers(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return sys.stdin.isatty() and not self._json

    def agrees(self, question: Question, given: str | None) -> bool:
        """Whether they type the name, or gave it beforehand. Raises WrongUsage for another one, and where nobody can be asked."""
        if given:
            if question.is_named(given):
                return True
            raise WrongUsage(
                f"--confirm {given} is not {question.name}, so nothing was done.",
                f"Write --confirm {question.name}",
            )
        if not self.answers:
            raise WrongUsage(
                question.unasked or f"Nobody is here to be asked: {question.text}?",
                f"If that is right, add --confirm {question.name}; --dry-run shows first what would happen.",
            )
        return self._typed(question)

    def _typed(self, question: Question) -> bool:
        if question.plain:
            return self._said_yes(question)
        with self._progress.paused():
            asked = question.warning or f"{question.text}?"
            print(f"{asked} Type {question.name} to go on: ", end="", file=sys.stderr, flush=True)
            typed = sys.stdin.readline().strip()
            agreed = question.is_named(typed)
            if not agreed:
                print(
                    f"That is not {question.name}: {shortened(typed) or 'nothing was typed'}.",
                    file=sys.stderr,
                )
            return agreed

    def _said_yes(self, question: Question) -> bool:
        with self._progress.paused():
            print(f"{question.text}? [y/N] ", end="", file=sys.stderr, flush=True)
            return sys.stdin.readline().strip().casefold() in {"y", "yes"}

    def selected(self, _table: str) -> str:
        """Nothing is selected at a terminal."""
        return ""

    def selected_row(self) -> tuple[str, Mapping[str, str]]:
        """Nor is a row."""
        return "", {}

    def rep_in_view(self) -> str:
        """Nobody looks at lines there."""
        return ""

    def go_to(self, cell: str) -> None:
        """There is no cursor to put anywhere."""

    def picks_file(self) -> None:
        """Files are named in the command."""

    def secret(self) -> Callable[[str], str] | None:
        """What asks for a password; None where nobody sits there."""
        if not sys.stdin.isatty():
            return None

        def ask(text: str) -> str:
            with self._progress.paused():
                return getpass.getpass(text)

        return ask

    def host(self, path: Path, also: Sequence[str]) -> None:
        """Open a workbook in LibreOffice, and answer its buttons until the window is closed. Raises BadInput."""
        from salesbook.actions.registry import BUTTONS
        from salesbook.actions.setup.install import command_for_buttons
        from salesbook.buttons import press
        from salesbook.office.libreoffice.errors import OfficeError
        from salesbook.office.libreoffice.host import host
        from salesbook.office.libreoffice.steps import say

        def answer(name: str, book: object) -> None:
            say(press(name, book))

        buttons = "the buttons and the menu Salesbook"
        if path.suffix.lower() != ".xlsm":
            buttons = "the menu Salesbook"
            say(
                f"{path} has no buttons, only the menu Salesbook. To make one that has them: {command_for_buttons(path)}"
            )
        with self._progress.paused():  # for hours: what clicks say is not to stand in a line that moves
            say(
                f"Opening {path} in LibreOffice. Leave this running: it answers {buttons} until you close the window."
            )
            for sentence in also:
                say(sentence)
            try:
                host(path, answer, BUTTONS)
            except OfficeError as error:
                raise BadInput(str(error)) from error
