"""What a book is to get, as a value: sheets, tables and columns of a new book, and rows of Settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Additions:
    """`sheets` come whole, with their tables; `tables` on sheets that are there already; `columns` by table.

    `settings`: names of rows of Settings. `taken`: columns and rows of Settings of theirs that are to be ours from now
    on, such as "Calls.Topic"; nothing of them changes.
    """

    sheets: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sheets or self.tables or self.columns or self.settings or self.taken)
