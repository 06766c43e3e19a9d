"""What every place where answers arrive promises: an IMAP mailbox, a Maildir, an mbox, a folder of .eml files.

A source is only read. Nothing in it is ever marked, moved, locked or deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, runtime_checkable

from salesbook.errors import SalesbookError

INBOX_FOLDER = "INBOX"
MOST_MAIL_BYTES = 5 * 1024 * 1024  # of a mail that is read whole
START_BYTES = 1024 * 1024  # what is read of a larger one: its headers, and what people wrote
FIRST_LOOK = timedelta(days=30)  # back, where a place was never read


@dataclass(frozen=True, slots=True)
class Found:
    """One mail: its bytes (of a large one the first megabyte) and a `key` unlike any other's in its source.

    `folder` is INBOX, or the name of the folder where a server puts what it takes for junk.
    """

    key: str
    data: bytes
    folder: str = INBOX_FOLDER


class Mailbox(Protocol):
    """A place where answers arrive. `name` stays the same for the same place: marks are kept under it."""

    name: str
    unread: list[SalesbookError]
    """What could not be read in the last look, while the rest was. Files are tried again next time."""

    def new(self, mark: Mapping[str, object], since: date | None) -> Iterator[Found]:
        """The mails that came after `mark`, one after the other; {} for a first look.

        A first look goes back to `since`, or 30 days. Raises CannotSend, FileMissing or CannotRead where
        the place itself is closed, in the middle too: what was given until then counts.
        """
        ...

    def mark(self) -> dict[str, object]:
        """How far `new` came, as JSON: everything that it gave so far is behind it."""
        ...


@runtime_checkable
class KnowsSent(Mailbox, Protocol):
    """A place that also has what was sent from it."""

    def sent(self, ids: Collection[str]) -> set[str]:
        """Those of these message numbers (in angle brackets) that were sent from there. Raises CannotSend."""
        ...


def first_day(since: date | None) -> date:
    """The day to which a first look goes back."""
    return since or datetime.now(UTC).date() - FIRST_LOOK
