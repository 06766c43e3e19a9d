"""Books: where tables are kept. All of them read the same snapshots and write the same changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from salesbook.tables.grid import Fingerprint, Snapshot
    from salesbook.tables.resolve import TableEdit


class Book(Protocol):
    """A store of tables. Writing is all or nothing."""

    def read(self, tables: Collection[str]) -> Snapshot:
        """The named tables as they stand. Never writes."""
        ...

    def write(self, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Make the edits (see `edit.resolve`) in a book that is still as it was `seen`, all or nothing."""
        ...

    def tell(self, text: str) -> None:
        """Show progress to the person."""
        ...
