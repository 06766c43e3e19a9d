"""What every kind of book promises: tables are read as one snapshot, and written all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, runtime_checkable

if TYPE_CHECKING:
    from salesbook.books.backup import WriteRecord
    from salesbook.tables.additions import Additions
    from salesbook.tables.grid import Fingerprint, Snapshot
    from salesbook.tables.plan import Behind
    from salesbook.tables.resolve import TableEdit


class Book(Protocol):
    """A store of tables. Writing is all or nothing."""

    def read(
        self, tables: Collection[str], optional: Collection[str] = (), sought: Collection[str] = ()
    ) -> Snapshot:
        """The named tables as they stand, and those of the `optional` ones that are there. Never writes.

        `absent` of the snapshot names the `optional` and the `sought` ones that are not there; no cells are read of `sought` ones.
        """
        ...

    def write(self, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Make the edits (see `tables.resolve`) in a book that is still as it was `seen`, all or nothing."""
        ...

    def tell(self, text: str) -> None:
        """Show progress to the person."""
        ...


class Readable(Protocol):
    """Tables as they once were."""

    def read(self, tables: Collection[str]) -> Snapshot:
        """The named tables."""
        ...

    def behind(self, tables: Collection[str], now: object) -> Behind:
        """What is behind the values of the named tables, as far as the book `now` can hold it."""
        ...


class Workbook(Book, Protocol):
    """A book with a folder of its own beside it, which remembers what was written into it."""

    def beside(self, folder: str, name: str) -> Path:
        """Where a file of ours goes that belongs to this workbook."""
        ...

    def labels(self) -> tuple[str, ...]:
        """The names of its sheets, hidden ones and charts too."""
        ...

    def refuse_growing(self, additions: Additions) -> None:
        """Raise what `write_grown` raises of a book that cannot get these, as far as that is known beforehand."""
        ...

    def write_grown(
        self, edits: Mapping[str, TableEdit], seen: Fingerprint, additions: Additions, donor: BinaryIO
    ) -> None:
        """Make the edits, and put in what the book is to get, from `donor`, a new workbook; all or nothing."""
        ...

    def last_record(self) -> WriteRecord:
        """The last write that can be taken back. Raises NothingToUndo."""
        ...

    def forget(self, record: WriteRecord) -> None:
        """Let a write be no write to take back."""
        ...

    def before(self, record: WriteRecord) -> Readable:
        """The book as it was before a write."""
        ...

    def after(self, record: WriteRecord) -> Readable:
        """The book as a write left it."""
        ...

    def take_back(self, record: WriteRecord, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Take a write back by edits."""
        ...


@runtime_checkable
class Closed(Workbook, Protocol):
    """A workbook that lies closed on a disk: its file shows whether somebody saved it, and can be put back whole."""

    def file_mark(self) -> object:
        """Changes whenever somebody saves the file; None while it is not there. The file is not opened."""
        ...

    def is_as_left(self, record: WriteRecord) -> bool:
        """Whether nobody saved the file since that write."""
        ...

    def restore(self, record: WriteRecord) -> None:
        """Take back a write that nobody has edited since, to the byte."""
        ...
