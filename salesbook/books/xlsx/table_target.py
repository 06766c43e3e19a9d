"""One table's edit in terms of its sheet: which rows come, leave and move."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from salesbook.books.xlsx.grow import Growth
from salesbook.books.xlsx.layout import TablePlace
from salesbook.books.xlsx.refs import Area
from salesbook.tables.resolve import TableEdit


@dataclass(frozen=True)
class TableTarget:
    """One table's edit, in sheet rows and columns.

    `old_last` is the last body row that the table part knows, `typed_last` includes the rows that
    somebody typed below, and `last` is where the body ends afterwards.
    """

    place: TablePlace
    edit: TableEdit

    @property
    def old_last(self) -> int:
        return self.place.top + self.place.ref_height - 1

    @property
    def typed_last(self) -> int:
        return self.place.top + self.edit.old_height - 1

    @property
    def last(self) -> int:
        return self.place.top + self.edit.height - 1

    @property
    def right(self) -> int:
        return self.place.left + len(self.place.columns) - 1

    @property
    def totals(self) -> int:
        """The row of the totals, 0 without."""
        return self.old_last + 1 if self.place.has_totals else 0

    @property
    def moves(self) -> bool:
        return self.last != self.old_last

    @property
    def growth(self) -> Growth:
        place = self.place
        return Growth(
            place.sheet, place.left, self.right, place.top, self.old_last, self.last, place.has_totals
        )

    @property
    def all_columns(self) -> range:
        return range(self.place.left, self.right + 1)

    @property
    def area(self) -> Area:
        """Everything the table may touch, its headers and totals included."""
        bottom = max(self.old_last, self.typed_last, self.last) + self.place.has_totals
        return Area(self.place.left, self.place.top - self.place.has_header, self.right, bottom)

    @cached_property
    def columns(self) -> dict[int, tuple[Sequence[int], Sequence[object]]]:
        """Body rows and values by sheet column."""
        return {self._at[name]: (cells.rows, cells.values) for name, cells in self.edit.columns.items()}

    @cached_property
    def vacated(self) -> dict[int, Collection[int]]:
        """Body rows by sheet column whose formula leaves with its line."""
        return {self._at[name]: rows for name, rows in self.edit.vacated.items()}

    @cached_property
    def _at(self) -> dict[str, int]:
        """The sheet's column of each header."""
        return {name: self.place.left + i for i, name in enumerate(self.place.columns)}

    def touches(self, row: int, column: int) -> bool:
        """Whether a cell may hold something else afterwards."""
        if self.moves and min(self.old_last, self.last) < row <= self.area.bottom:
            return column in self.all_columns
        rows: Sequence[int] = self.columns[column][0] if column in self.columns else ()
        i = bisect_left(rows, row - self.place.top)
        return i < len(rows) and rows[i] == row - self.place.top

    def touched(self) -> Iterator[tuple[int, Iterable[int]]]:
        """Sheet columns, and in each the sheet rows of cells that may hold something else afterwards."""
        for column, (rows, _) in self.columns.items():
            yield column, [row + self.place.top for row in rows]
        for column in self.all_columns if self.moves else ():
            yield column, range(min(self.old_last, self.last) + 1, self.area.bottom + 1)

    def is_fresh(self, row: int) -> bool:
        """Whether a row is new to the table."""
        return self.typed_last < row <= self.last

    def lays(self, row: int) -> bool:
        """Whether a row holds a line that did not stand there before."""
        return row - self.place.top in self._laid or self.is_fresh(row)

    @cached_property
    def _laid(self) -> frozenset[int]:
        return frozenset(self.edit.laid)

    def leaves(self, row: int) -> bool:
        return self.last < row <= max(self.typed_last, self.old_last)
