"""The sheets with tables: where each table stands, its headers and what they mean, first rows and print setup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from salesbook.office.spots import button_spots
from salesbook.office.workbook import theme
from salesbook.office.workbook.button_bar import BAR_POINTS, Buttons, bar_width, lay_bar, name_command
from salesbook.office.workbook.last_result import write_shown_result
from salesbook.office.workbook.one_rep import lay_view
from salesbook.office.workbook.rows import RowsToWrite, RowToWrite
from salesbook.schema import Column, Table, Type

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LAST_ROW = 1_048_575
_SCALE = 72  # percent of what a screen shows; LibreOffice draws columns 11 % wider than Excel
A4 = 9
# Pixels of a result and of a column beside the tables; and a column that no result reaches.
_RESULT, _USUAL, _FAR = 430, 64, 100
# Pixels of a laptop's 1,366 that show cells, in Excel; and so many between two results that one is in view wherever somebody scrolls.
_SCREEN, _BETWEEN = 1_300, 350
_TOP = 1  # the row of headers, below the one with the buttons

_LINE_HEIGHT, _ROW_HEIGHT = 14, 18
_TALL_ROWS = 200


@dataclass(frozen=True)
class TableRange:
    """Where a table stands in a book with these parts: its header row, first column (both from 0) and body rows."""

    table: Table
    sheet: Worksheet
    top: int
    left: int
    rows: Sequence[RowToWrite]
    parts: Collection[str]

    @cached_property
    def columns(self) -> list[Column]:
        """In the order of the sheet."""
        return self.table.shown

    @property
    def first(self) -> int:
        """The first body row."""
        return self.top + 1

    @property
    def last(self) -> int:
        """The last body row."""
        return self.top + len(self.rows)

    @property
    def right(self) -> int:
        """The last column."""
        return self.left + len(self.columns) - 1

    def column(self, name: str) -> int:
        """The column of a header in the sheet."""
        return self.left + self.columns.index(self.table.by_name[name])

    def cell(self, name: str) -> str:
        """The first body cell of a column, for rules that slide down: "$F2"."""
        return f"${letters(self.column(name))}{self.first + 1}"


def lay_out_sheet(
    book: Workbook,
    tables: Sequence[Table],
    first_rows: RowsToWrite,
    *,
    buttons: Buttons,
    parts: Collection[str],
) -> list[TableRange]:
    """Make the sheet of these tables, and above them a row with those `buttons` that stand on it: those of `parts` are there.

    In a workbook without macros all else stands where it would stand beside them.
    """
    main = tables[0]
    sheet = book.add_worksheet(main.sheet)
    sheet.set_tab_color(theme.TAB_COLOURS[main.users])
    # LibreOffice does not make rows fit by itself.
    sheet.set_default_row(main.lines * _LINE_HEIGHT if main.lines > 1 else _ROW_HEIGHT)
    spots, taken = button_spots(main.sheet, buttons.shown), 0
    left, places = 0, []
    for table in tables:
        place = TableRange(table, sheet, _TOP, left, first_rows.get(table.name) or [{}], parts)
        _write(book, place)
        if table is not main:
            _caption(book, place, place.left)
        left = place.right + 2
        sheet.set_column(left - 1, left - 1, 3, None, _outline(place, left - 1))
        places.append(place)
    if buttons.laid:
        lay_bar(sheet, spots, parts)
    else:
        taken = name_command(book, sheet)
    first = _column_after(places[0], max(taken, bar_width(spots)))
    shown_over = _span(places, first)
    if main.pages_by:
        shown_over = lay_view(book, sheet, shown_over, choice=bool(buttons.laid))
    write_shown_result(book, sheet, shown_over, main.meaning)
    for again in _seen_scrolled(places):
        write_shown_result(book, sheet, again, "")
    sheet.set_row(0, BAR_POINTS, book.add_format({"bg_color": theme.PAPER}))
    sheet.set_selection(_TOP + 1, 0, _TOP + 1, 0)
    sheet.freeze_panes(_TOP + 1, main.freeze)
    sheet.hide_gridlines(2)  # cells of tables have hairlines of their own
    _ignore_numbers_as_text(places)
    _paper(places[0], first=_TOP if len(tables) == 1 else 0)
    return places


def lay_hidden(book: Workbook, table: Table, first_rows: RowsToWrite) -> None:
    """A table on a sheet that nobody needs to see."""
    sheet = book.add_worksheet(table.sheet)
    _write(book, TableRange(table, sheet, 0, 0, first_rows[table.name], ()))
    sheet.hide()


def _ignore_numbers_as_text(places: Sequence[TableRange]) -> None:
    """Numbers kept as text are meant so here: no green corners."""
    text = [
        letters(place.column(c.name))
        for place in places
        for c in place.columns
        if theme.number_format(c) == "@"
    ]
    places[0].sheet.ignore_errors(
        {"number_stored_as_text": " ".join(f"{letter}1:{letter}{_LAST_ROW + 1}" for letter in text)}
    )


def _span(places: Sequence[TableRange], first: int) -> tuple[int, int]:
    """The columns from the `first` one on that are wide enough for two lines of the longest result, as far as there is room."""
    widths = dict(enumerate(_pixels(places[0])))
    end = places[1].left - 2 if len(places) > 1 else _FAR
    last, pixels = first, widths.get(first, _USUAL)
    while pixels < _RESULT and last < end:
        last += 1
        pixels += widths.get(last, _USUAL)
    return first, last


def _seen_scrolled(places: Sequence[TableRange]) -> Iterator[tuple[int, int]]:
    """The columns for the result of whoever has scrolled to the right, again and again; none where another table stands beside."""
    if len(places) > 1:
        return
    edges = list(accumulate(_pixels(places[0]), initial=0))
    begin = _SCREEN
    while begin + _RESULT <= edges[-1]:
        first, last = _span(places, _column_after(places[0], begin))
        yield first, last
        begin = edges[min(last + 1, len(edges) - 1)] + _BETWEEN


def _pixels(place: TableRange) -> list[int]:
    """How wide its columns are; those that are folded away take no room."""
    return [0 if column.folds(place.parts) else column.width * 7 + 5 for column in place.columns]


def _column_after(place: TableRange, pixels: int) -> int:
    """The first column that begins so far right."""
    edges = accumulate(_pixels(place), initial=0)
    return place.left + next(i for i, edge in enumerate(edges) if edge >= pixels)


def _write(book: Workbook, place: TableRange) -> None:
    sheet, wrap = place.sheet, place.table.lines > 1
    headers = [{"header": column.name, "header_format": theme.header_format(book, column),
                **({"formula": in_file(place.table, column.formula)} if column.formula else {})}
               for column in place.columns]  # fmt: skip
    sheet.add_table(place.top, place.left, place.last, place.right, {
        "name": place.table.name, "columns": headers, "style": "Table Style Light 1", "banded_rows": False,
    })  # fmt: skip
    sheet.set_row(place.top, 33)
    if wrap:  # as they are, whatever is written there: else programs fit each row that they write to its text
        for row in range(place.first, place.first + _TALL_ROWS):
            sheet.set_row(row, place.table.lines * _LINE_HEIGHT)
    for number, column in enumerate(place.columns, place.left):
        body = theme.body_format(book, column, wrap=wrap)
        # The bare number format for the whole column: what is pasted below the table is text or a date too.
        bare = book.add_format({"num_format": theme.number_format(column)})
        sheet.set_column(number, number, column.width, bare, _outline(place, number))
        sheet.data_validation(place.top, number, place.top, number, _shown_beside(column))
        for row, cells in enumerate(place.rows, place.first):
            value = cells.get(column.name)
            if column.formula:
                blank = "" if column.type is Type.TEXT else 0
                sheet.write_formula(row, number, "=" + in_file(place.table, column.formula), body, blank)
            elif isinstance(value, bool):
                sheet.write_boolean(row, number, value, body)
            elif isinstance(value, str):
                sheet.write_string(row, number, value, body)
            elif value is None:
                sheet.write_blank(row, number, None, body)
            else:
                sheet.write_number(row, number, value, body)


def _outline(place: TableRange, number: int) -> dict[str, object]:
    """Where a column of the sheet stands in the outline: folded away, or behind folded ones, with the sign that opens them."""
    folded = [
        place.left <= one <= place.right and place.columns[one - place.left].folds(place.parts)
        for one in (number - 1, number)
    ]
    return {"level": 1, "hidden": True} if folded[1] else {"collapsed": folded[0]}


def _caption(book: Workbook, place: TableRange, column: int) -> None:
    """What a table is, above its headers."""
    name = book.add_format({"bold": True, "font_size": 13, "font_color": theme.INK})
    meaning = book.add_format({"font_size": 10, "font_color": theme.MUTED})
    middle = book.add_format({"valign": "vcenter", "bg_color": theme.PAPER})
    place.sheet.write_rich_string(
        0, column, name, place.table.name, meaning, "   " + place.table.meaning, middle
    )


def letters(number: int) -> str:
    """A column (from 0) as the sheet names it: "F"."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))


def header_message(column: Column) -> str:
    """What stands beside a header while it is selected."""
    text = column.meaning
    if column.formula:
        return text + "\nA formula works this out."
    if column.ours:
        return text + "\nSalesbook fills this in."
    return text + ("\nNeeded." if column.needed else "")


def _shown_beside(column: Column) -> dict[str, object]:
    """The message of a header: unlike a note it marks no corner red, and people who steer by keys meet it too."""
    return {"validate": "any", "input_title": column.name, "input_message": header_message(column)}


def in_file(table: Table, formula: str) -> str:
    """A formula as files spell it: [@Every] is Cadences[[#This Row],[Every]]."""
    return re.sub(r"\[@\[?([^\[\]]+)\]?\]", rf"{table.name}[[#This Row],[\1]]", formula)


def _paper(place: TableRange, first: int) -> None:
    """A4 landscape, one page wide or at a fixed size, and on each page the rows from the `first` one to the headers."""
    sheet = place.sheet
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.6)
    sheet.repeat_rows(first, place.top)
    if place.table.pages_by:
        sheet.set_print_scale(_SCALE)  # fitted to a width, Excel would forget where pages begin
    else:
        sheet.fit_to_pages(1, 0)
    if place.table.prints_to:
        # Whole columns: rows that come later are printed too.
        sheet.print_area(0, 0, _LAST_ROW, place.column(place.table.prints_to))
    sheet.set_header('&L&"Calibri,Bold"&14&A', {"margin": 0.3})
    sheet.set_footer(
        '&L&"Calibri,Regular"&9&F&C&"Calibri,Regular"&9&D&R&"Calibri,Regular"&9&P / &N', {"margin": 0.3}
    )
