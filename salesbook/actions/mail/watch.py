"""A workbook that is looked at again while letters leave: somebody may say no, or skip a letter, in the middle."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.batch import Tray
from salesbook.actions.session import world_of
from salesbook.books.base import Workbook
from salesbook.errors import SalesbookError
from salesbook.mail.ledger.entries import Entry


class Watch:
    """Whether a letter may still go, by the workbook's file as it is now. An open workbook is looked at once, before."""

    def __init__(self, book: Workbook, tray: Tray, today: date) -> None:
        self._book, self._tray, self._today = book, tray, today
        self._file = getattr(book, "path", None)
        self._seen = self._mark()
        self._no: frozenset[str] = frozenset()

    def may_go(self, entry: Entry) -> bool:
        """Whether nobody has said meanwhile that this letter must not go."""
        mark = self._mark()
        if mark != self._seen:
            with suppress(SalesbookError):  # half saved, or just being saved: the next letter looks again
                world, _ = world_of(self._book.read(OF_LETTERS), self._today)
                self._no = self._tray.say_no(world)
                self._seen = mark
        return entry.who not in self._no

    def _mark(self) -> tuple[int, int] | None:
        if self._file is None:
            return None
        try:
            found = Path(self._file).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
