"""Tables: LibreOffice keeps Excel's as named database ranges."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places, spelling
from salesbook.office.libreoffice.bridge import struct
from salesbook.office.libreoffice.errors import CellsGone
from salesbook.office.libreoffice.reading import formula_areas
from salesbook.office.libreoffice.sentences import in_sentences

if TYPE_CHECKING:
    from salesbook.office.libreoffice.ranges import Range
    from salesbook.office.libreoffice.sheets import Sheet

_NAME = re.compile(r"[^\W\d][\w.]*")


@in_sentences
class Tables(base_classes.Collection, base_classes.Tables):
    """The tables of one sheet."""

    parent: Sheet = None  # type: ignore[assignment]  # else it is a property of the base

    def __init__(self, sheet: Sheet) -> None:
        self.parent = sheet
        self.xl = sheet.book.known_tables.ranges

    @property
    def api(self) -> Any:
        """LibreOffice's database ranges of the whole document."""
        return self.xl

    def __iter__(self) -> Iterator[Table]:
        here = self.parent.index - 1
        return (
            Table(self.parent, found) for found, sheet in self.parent.book.known_tables.all() if sheet == here
        )

    def __call__(self, key: int | str) -> Table:
        if isinstance(key, str):
            for name in (name for name in self.xl.getElementNames() if name.lower() == key.lower()):
                found = self.xl.getByName(name)
                if found.getDataArea().Sheet == self.parent.index - 1:
                    return Table(self.parent, found)
            raise KeyError(key)
        for number, table in enumerate(self, 1):
            if key == number:
                return table
        raise KeyError(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: int | str) -> bool:
        try:
            self(key)
        except KeyError:
            return False
        return True

    def around(self, row: int, column: int) -> Table | None:
        """The table that a cell belongs to."""
        for table in self:
            top, left, rows, columns = table.coords
            if top <= row < top + rows and left <= column < left + columns:
                return table
        return None

    def add(
        self,
        source_type: str | None = None,
        source: Any = None,
        link_source: bool | None = None,
        has_headers: bool = True,
        destination: Any = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of a range whose first row has the headers."""
        if not has_headers:
            raise NotImplementedError("Tables without a header row are not covered.")
        taken = {each.lower() for each in self.xl.getElementNames()}
        if name is None:
            name = next(f"Table{i}" for i in range(1, len(taken) + 2) if f"table{i}" not in taken)
        _check_name(name, taken)
        for other in self:
            if places.meet(other.coords, source.impl.coords):
                raise ValueError(
                    f"{source.impl.address} meets the table {other.name} in {other.range.address}."
                )
        self.parent.book.known_tables.forget()
        self.xl.addNewByName(name, source.impl.xl.RangeAddress)
        made = self.xl.getByName(name)
        made.ContainsHeader = True
        made.AutoFilter = True
        return Table(self.parent, made)


@in_sentences
class Table(base_classes.Table):
    """One table. An empty one has a blank row, as in Excel."""

    parent: Sheet = None  # type: ignore[assignment]  # else it is a property of the base

    def __init__(self, sheet: Sheet, xl: Any) -> None:
        self.parent = sheet
        self.xl = xl

    @property
    def api(self) -> Any:
        """LibreOffice's database range."""
        return self.xl

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return str(self.xl.getName())

    @name.setter
    def name(self, value: str) -> None:
        names = {each.lower() for each in self.parent.book.known_tables.ranges.getElementNames()}
        _check_name(value, names - {self.name.lower()})
        self.xl.setName(value)

    display_name = name

    @property
    def coords(self) -> places.Coords:
        """Where it is, with headers and totals."""
        if not self.parent.book.known_tables.ranges.hasByName(self.name):
            raise CellsGone(f"The table {self.name} is not there any more")
        return places.from_uno(self.xl.getDataArea())

    @property
    def range(self) -> Range:
        """All of it, with headers and totals."""
        return self.parent.range(self.coords)

    @property  # type: ignore[misc]  # turning headers off and on is not covered
    def show_headers(self) -> bool:
        """Whether it has a header row."""
        return bool(self.xl.ContainsHeader)

    @property
    def show_totals(self) -> bool:
        """Whether it has a total row."""
        return bool(self.xl.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        """Without it the row goes; what stood in it comes back with it, below the body as it is then."""
        if value == self.show_totals:
            return
        kept = self.parent.book.totals
        row, column, rows, columns = self.coords
        if value:
            self.set_area((row, column, rows + 1, columns))
            self.xl.TotalsRow = True
            cells = self.totals_row_range
            if cells is not None and self.name in kept:
                cells.raw_value = [kept.pop(self.name)]
            return
        cells = self.totals_row_range
        if cells is not None:
            values, texts = (
                cells.xl.getDataArray()[0],
                spelling.read_spelling(cells.xl, self.parent.book.formats)[0],
            )
            kept[self.name] = [
                text
                if text.startswith("=") and text != value
                else f"'{value}"
                if isinstance(value, str)
                else value
                for text, value in zip(texts, values, strict=True)
            ]
            cells.clear_contents()
        self.xl.TotalsRow = False
        self.set_area((row, column, rows - 1, columns))

    @property
    def show_autofilter(self) -> bool:
        """Whether its headers have filter buttons."""
        return bool(self.xl.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.xl.AutoFilter = value

    def filter_again(self) -> bool:
        """Apply a filter that is on to the rows as they are now; False where that would also sort them again."""
        if any(each.Name == "SortFields" and each.Value for each in self.xl.getSortDescriptor()):
            return False
        self.xl.refresh()
        return True

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is on."""
        return bool(self.xl.getFilterDescriptor().getFilterFields())

    @property
    def header_row_range(self) -> Range | None:
        """The headers."""
        top, left, _, columns = self.coords
        return self.parent.range((top, left, 1, columns)) if self.show_headers else None

    @property
    def totals_row_range(self) -> Range | None:
        """The totals."""
        top, left, rows, columns = self.coords
        return self.parent.range((top + rows - 1, left, 1, columns)) if self.show_totals else None

    @property
    def body(self) -> places.Coords:
        """Where its rows are, if only the blank one of an empty table."""
        top, left, rows, columns = self.coords
        headers, totals = int(self.show_headers), int(self.show_totals)
        return top + headers, left, rows - headers - totals, columns

    @property
    def data_body_range(self) -> Range | None:
        """The rows; None for an empty table."""
        body = self.parent.range(self.body)
        if body.coords[2] == 1 and not any(value != "" for value in body.xl.getDataArray()[0]):
            return body if formula_areas(body.xl) else None
        return body

    @property
    def insert_row_range(self) -> Range | None:
        """The blank row of an empty table."""
        return None if self.data_body_range else self.parent.range(self.body)

    def unlist(self) -> None:
        """Let its cells be cells and no table: xlwings has no word for what Excel calls so."""
        known = self.parent.book.known_tables
        known.ranges.removeByName(self.name)
        known.forget()

    def resize(self, range: Any) -> None:  # noqa: A002  # xlwings' name
        """Give it another size, see `resize`."""
        from salesbook.office.libreoffice.resize import resize

        resize(self, range.impl.coords)

    def set_area(self, coords: places.Coords) -> None:
        """Only say where it is."""
        row, column, rows, columns = coords
        area = self.xl.getDataArea()
        self.xl.setDataArea(
            struct(
                "table.CellRangeAddress", Sheet=area.Sheet, StartRow=row - 1, StartColumn=column - 1,
                EndRow=row + rows - 2, EndColumn=column + columns - 2,
            )
        )  # fmt: skip


def _check_name(name: str, taken: Collection[str]) -> None:
    """Raise ValueError for what cannot be the name of a table; `taken` are those in use, in lower case."""
    if name.lower() in taken:
        raise ValueError(f"There is a table {name} already.")
    if not _NAME.fullmatch(name) or places.from_address(name):
        raise ValueError(f"{name!r} is no name for a table: it takes letters, digits and _, and no spaces.")
