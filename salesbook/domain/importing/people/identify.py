"""Rows of a table found by the IDs and numbers that programs give them, and new IDs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from salesbook.domain.importing.staging import Store
from salesbook.schema import TABLES
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Value
from salesbook.util.invisible import for_comparing

if TYPE_CHECKING:
    import pandas as pd

NUMBER = "Customer number"
PersonValues = Mapping[str, Value]


class Registry:
    """Accounts or contacts, found by their ID or number, and given new IDs."""

    def __init__(self, frame: pd.DataFrame, prefix: str, columns: Collection[str]) -> None:
        self.id = TABLES[origin_of(frame).grid.name].key
        self.store = Store(frame, dict.fromkeys([self.id, NUMBER, *columns]))
        self._made = re.compile(rf"{prefix}(\d+)")
        self._prefix = prefix
        self._next = 0

    def begin(self) -> None:
        """Start a pass over all rows: what was found in an earlier one is looked up anew."""
        self.store.differences = []
        self.by_id: dict[str, int] = {}
        self.by_number: dict[str, int] = {}
        self.aliases: dict[str, int] = {}  # IDs of the file, of rows that the book knows under another one
        self.unsure = False  # something was found as there was no better, which later rows may change
        self.claims: dict[int, str] = {}  # the ID in the file of rows that were found by name
        for row in range(self.store.height):
            self._index(row)

    @property
    def has_numbers(self) -> bool:
        """Whether the table has a column for the customer numbers of another program."""
        return NUMBER in self.store.columns

    def by_ids(self, record: PersonValues) -> int | None:
        """The row with the ID or the customer number of a record."""
        if wanted := record.get(self.id):
            for found in (self.by_id, self.aliases, self.by_number):
                if (key := for_comparing(str(wanted))) in found:
                    return found[key]
        if wanted := record.get(NUMBER):
            for found in (self.by_number, self.by_id, self.aliases):
                if (key := for_comparing(str(wanted))) in found:
                    return found[key]
        return None

    def lay(self, row: int | None, record: PersonValues, defaults: PersonValues) -> int:
        """Merge a record into its row, or make a row for it."""
        wanted = str(record.get(self.id) or "")
        values = dict(record)
        values.pop(self.id, None)
        if not self.has_numbers and not wanted:
            wanted = str(values.pop(NUMBER, None) or "")
        if row is None:
            row = self.store.add(
                {
                    **defaults,
                    **{k: v for k, v in values.items() if v is not None},
                    self.id: wanted or self._free_id(),
                }
            )
            self._index(row)
            if wanted:
                self.claims[row] = wanted
            return row
        other = for_comparing(wanted) != for_comparing(str(self.store.columns[self.id][row]))
        if (wanted or values.get(NUMBER)) and other:
            self.unsure = True
        if wanted and other:
            self.aliases[for_comparing(wanted)] = row
            if self.has_numbers and not values.get(NUMBER):
                values[NUMBER] = wanted
        if wanted:
            self.claims.setdefault(row, wanted)
        if filled := self.store.merge(row, values):
            self._renewed(row, filled)
            self._index(row)
        return row

    def may_take(self, row: int, record: PersonValues) -> bool:
        """Whether a row found by its name can be meant: an ID that the file gives must not be another's.

        Only rows whose ID salesbook made up may come by another one that way.
        """
        wanted = str(record.get(self.id) or ("" if self.has_numbers else record.get(NUMBER)) or "")
        if not wanted:
            return True
        return (
            self.claims.get(row, wanted) == wanted
            and self._made.fullmatch(str(self.store.columns[self.id][row])) is not None
        )

    def fill(self, row: int, name: str, value: Value) -> None:
        """Write a cell if it is blank and the table has the column; what stands there otherwise is no difference."""
        if value is not None and name in self.store.columns and self.store.columns[name][row] is None:
            self.store.put(row, name, value)

    def value(self, row: int, name: str) -> Value:
        """A cell, None where the table has no such column."""
        cells = self.store.columns.get(name)
        return cells[row] if cells else None

    def _renewed(self, row: int, filled: Collection[str]) -> None:
        """Cells of a row were filled."""

    def _index(self, row: int) -> None:
        self.by_id.setdefault(for_comparing(str(self.store.columns[self.id][row])), row)
        if self.has_numbers and (number := self.store.columns[NUMBER][row]):
            self.by_number.setdefault(for_comparing(str(number)), row)

    def _free_id(self) -> str:
        if not self._next:
            taken = [
                int(found[1])
                for key in self.store.columns[self.id]
                if (found := self._made.fullmatch(str(key)))
            ]
            self._next = max(taken, default=0) + 1
        while (name := f"{self._prefix}{self._next:04d}") in self.by_id:
            self._next += 1
        self._next += 1
        return name
