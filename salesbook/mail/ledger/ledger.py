"""The ledger of a workbook: which letters are queued, left, and were answered, and who said no.

It lies in the user's own folder under the workbook's Book ID, one file for all copies of the workbook on
this computer. No reader's address stands in it, only marks (`salesbook.util.addresses.hashed`),
not even among the words of servers and people.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from salesbook.mail.ledger.answers import Answered
from salesbook.mail.ledger.database import place
from salesbook.mail.ledger.entries import SOFT, STRENGTH, Done, Entry, Heard, Queued, Refusal, State
from salesbook.mail.ledger.forgetting import Forgetting

__all__ = ["SOFT", "STRENGTH", "Done", "Entry", "Heard", "Ledger", "Queued", "Refusal", "State"]


class Ledger(Forgetting, Answered):
    """A workbook's ledger, open. Close it, or use it with `with`."""

    @classmethod
    def of(cls, book_id: str) -> Ledger:
        """Open the ledger of a workbook, or make its first one. Raises CannotWrite, and CannotSend where it
        is damaged, gone, or of a newer salesbook.
        """  # noqa: D205
        return cls(place(book_id))

    @classmethod
    @contextmanager
    def copy_of(cls, book_id: str) -> Iterator[Ledger]:
        """A copy for the moment, empty where there is no ledger: what is written into it is gone with it. Raises as `of` does."""
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.sqlite"
            if cls.exists(book_id):
                with cls.of(book_id) as ledger:
                    ledger.copy_into(copy)
            with cls(copy) as ledger:
                yield ledger

    @classmethod
    def exists(cls, book_id: str) -> bool:
        """Whether the workbook has a ledger on this computer, or had one that is gone. Raises CannotSend without a Book ID."""
        path = place(book_id)
        return path.exists() or path.with_suffix(".count").exists()
