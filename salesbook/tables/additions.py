"""What a book is to get, as a value: sheets, tables and columns of a new book, and rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Additions:
    """`sheets` come whole, with their tables; `tables` on sheets that are there already; `columns` by table.

    `settings`: names of rows of Settings; `rows`: by table those that a new book starts with. `taken`: columns and rows of Settings of theirs that are to be ours from now
    on, such as "Calls.Topic"; nothing of them changes. `lists`: by table columns whose cells still offer the list of an
    earlier shape; `kept`: columns such as "Calls.Outcome" whose list changed meanwhile, and people's stays. `buttons`: by label of a sheet that is there, macros of those that
    it lacks. `macros`, `ribbon`: "new" where there are none, "newer" in the place of older ones.
    """

    sheets: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    rows: Mapping[str, tuple[Mapping[str, str | float | None], ...]] = field(default_factory=dict)
    taken: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    buttons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    macros: Literal["", "new", "newer"] = ""
    ribbon: Literal["", "new", "newer"] = ""

    def __bool__(self) -> bool:
        return self.needs_donor or bool(self.settings or self.rows or self.taken)

    @property
    def needs_donor(self) -> bool:
        """Whether anything comes from a new workbook, besides what cells hold."""
        return any(
            (self.sheets, self.tables, self.columns, self.lists, self.buttons, self.macros, self.ribbon)
        )
