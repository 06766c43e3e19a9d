"""Copying sheets, columns and tables from a donor that is open into an open workbook, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from salesbook.books.left_out import colours_left_out
from salesbook.books.live.ask import is_protected
from salesbook.books.live.donor import OpenDonor
from salesbook.books.live.folds import fold_columns
from salesbook.books.live.grown import Addition, Grown, cells_at, set_table_columns, texts_of_cells
from salesbook.books.live.lights import reletter
from salesbook.books.live.lists import give_list
from salesbook.books.live.place import LiveTable, formulas, header_names, read_live_table, runs_of_rows
from salesbook.books.live.room import CLOSE
from salesbook.books.protected import locked_cell
from salesbook.books.sheet_order import nearest_sheet, sheets_here
from salesbook.books.xlsx.refs import LAST_COLUMN, LAST_ROW, Area, cell_name
from salesbook.errors import CannotChange
from salesbook.schema import TABLES, Column
from salesbook.tables.grid import column_letters

_GAP = 2  # from the last column with something in it to a new table
_STYLE = "TableStyleLight1"


class Growing:
    """What has come so far is in `pieces` and `names`, so that it can be taken off when a step fails.

    `there` are the tables that the workbook had before; `note` is told of each piece before it comes.
    """

    def __init__(
        self, book: Any, donor: OpenDonor, there: Mapping[str, LiveTable], note: Callable[[Grown], None]
    ) -> None:
        self.book, self.donor, self._there, self._note = book, donor, there, note
        self.pieces: list[Addition] = []
        self.names: list[str] = []
        self.remarks: list[str] = []
        self._lists: set[str] = set()
        self._later: list[Callable[[], None]] = []  # when everything is there that formulas and lists name

    def grow(
        self, sheets: Collection[str], columns: Mapping[str, Sequence[str]], tables: Sequence[str]
    ) -> None:
        """Copy all that is named."""
        for name in self.donor.sheets():
            if name in sheets:
                self._sheet(name)
        for name in tables:
            self._table(name)
        for name, headers in columns.items():
            self._columns(name, headers)
        new = [*tables, *(place.name for name in sheets for place in self.donor.tables_on(name))]
        self._bring_names(new, sheets)
        for step in self._later:
            step()
        self.pieces = [_filled(self.book, piece) for piece in self.pieces]

    def _comes(self, piece: Addition) -> None:
        self._note(replace(self.so_far(), pieces=(*self.pieces, piece)))

    def so_far(self, *, whole: bool = False) -> Grown:
        """What has come; `whole`: that is all."""
        return Grown(tuple(self.pieces), tuple(self.names), tuple(self.remarks), whole)

    def _sheet(self, name: str) -> None:
        source = self.donor.book.sheets[name]
        before, after = self._neighbours(name)
        used = source.used_range
        piece = Addition("sheet", name, name, used.row, used.column, texts_of_cells(used))
        self._comes(piece)
        made = source.copy(before=before, after=after)
        self.pieces.append(replace(piece, sheet=str(made.name)))
        if made.name != name:
            made.name = name
            self.pieces[-1] = piece
        self._here[name] = name
        came = {str(table.name) for table in made.tables}
        for place in self.donor.tables_on(name):
            if place.name not in came:
                what = f"table {place.name} did not come with its sheet {name}"
                raise CannotChange(str(self.book.name), what, CLOSE)
            self._lists |= {one.name for one in self.donor.lists[place.name].values()}
            self._later.append(partial(self._give_lists, made, place, place.top, place.left))
        self._later.append(partial(self._give_formulas, made, name, Area(1, 1, LAST_COLUMN, LAST_ROW)))

    def _neighbours(self, name: str) -> tuple[Any, Any]:
        """The sheet to come before, or the one to come after."""
        last = str(self.book.sheets[len(self.book.sheets) - 1].name)
        label, behind = nearest_sheet(name, self.donor.sheets(), self._here) or (last, True)
        return (None, self.book.sheets[label]) if behind else (self.book.sheets[label], None)

    @cached_property
    def _here(self) -> dict[str, str]:
        """By sheet of the donor the label of the one that stands for it; sheets that came are added."""
        given: dict[str, list[str]] = {label: [] for label in self.donor.sheets()}
        for place in self.donor.tables.values():
            given[str(place.sheet.name)].append(place.name)
        tables = {name: str(place.sheet.name) for name, place in self._there.items()}
        return sheets_here(given, tables, [str(sheet.name) for sheet in self.book.sheets])

    def _table(self, name: str) -> None:
        there = self.donor.tables[name]
        beside = next(
            (self._there[one.name] for one in self.donor.tables_on(str(there.sheet.name)) if one.name in self._there),
            None,
        )  # fmt: skip
        if beside is None:
            what = f"nothing of the sheet {there.sheet.name} is there for table {name} to stand beside"
            raise CannotChange(str(self.book.name), what, "Add the sheet's own part first.")
        sheet, header = beside.sheet, beside.top - 1
        used = sheet.used_range
        left, captions = used.column + used.shape[1] - 1 + _GAP, int(header > 1 and there.top > 2)
        right = left + there.right - there.left
        if right > LAST_COLUMN:
            what = f"the sheet {sheet.name} has no room to the right for table {name}"
            raise CannotChange(
                str(self.book.name), what, "Move what stands at its right end, then try again."
            )
        if is_protected(sheet):
            raise locked_cell(str(self.book.name), cell_name(str(sheet.name), header, left))
        area = Area(left, header - captions, right, header + there.height)
        source = there.rows(there.top - 1 - captions, there.last)
        piece = Addition("table", name, str(sheet.name), area.top, left, texts_of_cells(source))
        self._comes(piece)
        self.pieces.append(piece)
        source.copy(cells_at(sheet, area))
        self._declare(sheet, name, area._replace(top=header))
        for i in range(right - left + 1):
            column = TABLES[name].shown[i]
            _give_room(sheet.range((header, left + i)), column)
        named = {column_letters(there.left + i): column_letters(left + i) for i in range(right - left + 1)}
        self._light(name, cells_at(sheet, area._replace(top=header + 1)), named)
        self._lists |= {one.name for one in self.donor.lists[name].values()}
        self._later.append(partial(self._give_lists, sheet, there, header + 1, left))
        whole = Area(there.left, there.top, there.right, there.last)
        self._later.append(
            partial(self._give_formulas, sheet, str(there.sheet.name), whole, header + 1 - there.top, left - there.left)
        )  # fmt: skip

    def _declare(self, sheet: Any, name: str, area: Area) -> None:
        """Make cells the table that they are in the donor: Excel brings it with them, LibreOffice does not."""
        for table in sheet.tables:
            if (table.range.row, table.range.column) == (area.top, area.left):
                if table.name != name:
                    table.name = name
                return
        sheet.tables.add(source=cells_at(sheet, area), name=name, table_style_name=_STYLE)

    def _columns(self, name: str, headers: Sequence[str]) -> None:
        place, there = self._there[name], self.donor.tables[name]
        order = self.donor.headers(name)
        named = self._letters(name, order, headers)
        for number, header in enumerate(headers, place.right + 1):
            column = there.left + order.index(header)
            self._column(place, header, number, there.rows(there.top - 1, there.top, column, column))
            body = place.rows(place.top, place.last, number, number)
            self._light(name, body, named)
            if text := self.donor.formulas[str(there.sheet.name)].get(column, {}).get(there.top):
                self._later.append(partial(_fill, body, text))
            if found := self.donor.lists[name].get(column - there.left):
                self._lists.add(found.name)
                self._later.append(partial(give_list, body, found))

    def _column(self, place: LiveTable, header: str, number: int, source: Any) -> None:
        """One column with its header and its first body cell, which the others look like."""
        sheet, top = place.sheet, place.top - 1
        area = Area(number, top, number, place.area.bottom)
        free = _is_free(sheet, number)
        width = sheet.range((top, number)).column_width if free else None
        piece = Addition("column", place.name, str(sheet.name), top, number, ((header,),), header, width)
        self._comes(piece)
        self.pieces.append(piece)
        source.copy(sheet.range((top, number), (top + 1, number)))
        first = sheet.range((top + 1, number))
        first.clear_contents()
        if place.height > 1:
            first.copy(place.rows(place.top + 1, place.last, number, number))
        if free:
            _give_room(sheet.range((top, number)), TABLES[place.name].by_name[header])
        set_table_columns(place.table, top, place.left, area.bottom, number)

    def _letters(self, name: str, order: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
        """The letters of columns here by the letters that they have in the donor."""
        place, there = self._there[name], self.donor.tables[name]
        here = [*header_names(place, read_live_table(place)), *headers]
        return {
            column_letters(there.left + i): column_letters(place.left + here.index(header))
            for i, header in enumerate(order)
            if header in here
        }

    def _light(self, name: str, cells: Any, named: Mapping[str, str]) -> None:
        if gone := reletter(cells, named):
            self.remarks.append(colours_left_out(gone, name))

    def _bring_names(self, tables: Sequence[str], sheets: Collection[str]) -> None:
        here = {str(name.name).casefold() for name in self.book.names}
        about = self.donor.names_about(tables, sheets)
        about |= {name: cells for name, cells in self.donor.names.items() if name in self._lists}
        self.names += [name for name in about if name.casefold() not in here]
        self._note(self.so_far())
        for name in self.names:
            self.book.names.add(name, about[name])

    def _give_lists(self, sheet: Any, there: LiveTable, top: int, left: int) -> None:
        """To a table's copy that has its first body cell there."""
        for number, found in self.donor.lists[there.name].items():
            column = left + number
            give_list(sheet.range((top, column), (top + there.height - 1, column)), found)

    def _give_formulas(self, sheet: Any, source: str, area: Area, down: int = 0, right: int = 0) -> None:
        """To the copy of an area of the donor's sheet `source` that stands so many cells further."""
        for column, rows in self.donor.formulas[source].items():
            wanted = sorted(row for row in rows if area.holds(row, column))
            for first, last in runs_of_rows(wanted):
                cells = sheet.range((first + down, column + right), (last + down, column + right))
                self._give(cells, [rows[row] for row in range(first, last + 1)])

    def _give(self, cells: Any, wanted: Sequence[str]) -> None:
        cells.formula = [[text] for text in wanted]
        for i, (now,) in enumerate(formulas(cells)):
            if not now.startswith("=") or "#REF!" in now:
                cell = cell_name(str(cells.sheet.name), cells.row + i, cells.column)
                raise CannotChange(str(self.book.name), f"the formula of {cell} did not come", CLOSE)


def _give_room(cell: Any, column: Column) -> None:
    """Make a new column as wide as a new workbook's, and fold it away where that does: folded ones have no width there."""
    cell.column_width = column.width
    if column.folded:
        fold_columns(cell)


def _fill(body: Any, text: str) -> None:
    body.formula = text


def _is_free(sheet: Any, column: int) -> bool:
    """Whether nothing stands in a whole column."""
    used = sheet.used_range
    rows = sheet.range((1, column), (used.row + used.shape[0] - 1, column))
    return not any(text for row in formulas(rows) for text in row)


def _filled(book: Any, piece: Addition) -> Addition:
    """A piece with what stands in its cells now that all is there."""
    sheet = book.sheets[piece.sheet]
    if piece.kind == "sheet":
        used = sheet.used_range
        return replace(piece, top=used.row, left=used.column, cells=texts_of_cells(used))
    table = next(table for table in sheet.tables if table.name == piece.name)
    whole = table.range
    bottom, right = whole.row + whole.shape[0] - 1, whole.column + whole.shape[1] - 1
    area = Area(piece.left, piece.top, right if piece.kind == "table" else piece.left, bottom)
    return replace(piece, cells=texts_of_cells(cells_at(sheet, area)))
