"""The ledger of a workbook: which letters are queued, left, and were answered, and who said no.

It lies in the user's own folder under the workbook's Book ID, one file for all copies of the workbook on
this computer. No reader's address stands in it, only marks (`salesbook.util.addresses.hashed`),
not even among the words of servers and people.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from salesbook.errors import SalesbookError
from salesbook.mail.base import CannotSend
from salesbook.mail.ledger.answers import Answers
from salesbook.mail.ledger.database import LedgerFile, ledger_path
from salesbook.mail.ledger.letters import Letters
from salesbook.mail.ledger.privacy import Privacy


class Ledger:
    """A workbook's ledger, open: its `letters`, the `answers` to them, and what it holds about a person (`privacy`).

    Close it, or use it with `with`. `is_older`: than it was when letters left last; known once it is `sending`.
    """

    def __init__(self, path: Path) -> None:
        """Open the ledger at a path, or make it. Raises CannotWrite, and CannotSend where it is damaged, gone,
        or of a newer salesbook.
        """  # noqa: D205
        self.path = path
        self.is_older = False
        self.file = LedgerFile(path)
        self._is_sending = False
        self.letters, self.answers = Letters(self.file), Answers(self.file)
        self.privacy = Privacy(self.file, self.letters, self.sending)

    @classmethod
    def of(cls, book_id: str) -> Ledger:
        """Open the ledger of a workbook, or make its first one. Raises as the class does, and CannotSend without a Book ID."""
        return cls(ledger_path(book_id))

    @classmethod
    @contextmanager
    def copy_of(cls, book_id: str) -> Iterator[Ledger]:
        """A copy for the moment, empty where there is no ledger: what is written into it is gone with it. Raises as `of` does."""
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.sqlite"
            if cls.exists(book_id):
                with cls.of(book_id) as ledger:
                    ledger.file.copy_into(copy)
            with cls(copy) as ledger:
                yield ledger

    @classmethod
    def exists(cls, book_id: str) -> bool:
        """Whether the workbook has a ledger on this computer, or had one that is gone. Raises CannotSend without a Book ID."""
        path = ledger_path(book_id)
        return path.exists() or path.with_suffix(".count").exists()

    def close(self) -> None:
        """Close the file; it can be opened again."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Be the one sender of this book on this machine. Raises CannotSend where there is one already.

        Letters that a sender died over are In doubt from here on; in a ledger that was brought back from
        an older copy (`is_older`) also those that were queued then. Who is the one already stays it.
        """
        if self._is_sending:
            yield
            return
        with self._alone():
            try:
                self._begin()
                self._is_sending = True
                yield
            finally:
                self._is_sending = False
                with suppress(SalesbookError):  # what the sender met matters more
                    self.file.count_sending()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise CannotSend(
                "Another salesbook is sending from this book.", "Wait until it is done, then try again."
            ) from error
        except NotImplementedError as error:
            raise CannotSend(
                f"The drive of {self.path} cannot keep a second salesbook from sending the same letters.",
                "Set SALESBOOK_DATA to a folder on a drive of this computer.",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _begin(self) -> None:
        self.file.check()
        self.is_older = self.file.is_older
        self.letters.doubt_leaving(also_waiting=self.is_older)
        self.file.count_sending()
