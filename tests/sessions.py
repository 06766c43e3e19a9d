"""Actions on books, without a terminal and without a click."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import carry_out
from salesbook.actions.session import Question, Result, Session
from salesbook.actions.take_back import Taken, take_back
from salesbook.books.base import Book
from salesbook.tables.records import Runner

PLANNED = [action.name for action in ACTIONS.values() if action.steps]


class Someone:
    """Who agrees to everything, selects nothing and watches no page."""

    watches = answers = False

    def __init__(self, patience: float | None = None) -> None:
        self.patience = patience

    def agrees(self, _question: Question, _given: str | None) -> bool:
        return True

    def selected(self, _table: str) -> str:
        return ""

    def selected_row(self) -> tuple[str, dict[str, str]]:
        return "", {}

    def rep_in_view(self) -> str:
        return ""

    def go_to(self, _cell: str) -> None:
        """There is no cursor."""

    def picks_file(self) -> None:
        """There is no box."""

    def secret(self) -> None:
        return None


def session(
    action: str,
    store: Book,
    *,
    today: date,
    runner: Runner,
    dry_run: bool = False,
    patience: float | None = None,
) -> Session:
    """An action about to be done on a book."""
    return Session(action, store, today, runner, Someone(patience), ACTIONS, dry_run)


def run(
    action: str, store: Book, *, today: date, runner: Runner, dry_run: bool = False, **options: object
) -> Result:
    """One of PLANNED on a book."""
    words = Namespace(**{**vars(ACTIONS[action].defaults()), **options})
    return carry_out(
        ACTIONS[action], session(action, store, today=today, runner=runner, dry_run=dry_run), words
    )


def undone(store: Book, *, dry_run: bool = False) -> Taken:
    """The last action on a book taken back."""
    return take_back(store, ACTIONS, dry_run=dry_run)
