"""The table ReportFigures, folded away to the right of the page, and how the page looks its cells up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.schema import REPORT_BLOCKS, REPORT_FIGURES, ReportBlock

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LEFT, _TOP = 13, 2  # its first column and the row of its headers, from 0
FIRST_ROW = _TOP + 1
RIGHT = LEFT + len(REPORT_FIGURES.columns) - 1
_LINES = [str(row[0]) for row in REPORT_FIGURES.starts_with]


def lay_report_figures(book: Workbook, sheet: Worksheet) -> None:
    """The table with the names of all lines, nothing beside them."""
    columns = REPORT_FIGURES.columns
    sheet.add_table(_TOP, LEFT, _TOP + len(_LINES), RIGHT, {
        "name": REPORT_FIGURES.name, "style": "Table Style Light 1", "banded_rows": False, "autofilter": False,
        "columns": [{"header": column.name, "header_format": theme.header_format(book, column)} for column in columns],
    })  # fmt: skip
    for number, column in enumerate(columns, LEFT):
        look = theme.body_format(book, column, wrap=False)
        # The bare number format for the whole column: what is pasted below the table is text or a date too.
        bare = book.add_format({"num_format": theme.number_format(column)})
        sheet.set_column(number, number, column.width, bare, {"level": 1, "hidden": True})
        for row, line in enumerate(_LINES, FIRST_ROW):
            if number == LEFT:
                sheet.write_string(row, number, line, look)
            else:
                sheet.write_blank(row, number, None, look)


def figure_cells(block: ReportBlock, column: str) -> tuple[int, int, int]:
    """Where all lines of a block have a column: the first and the last row, and the column, from 0."""
    first = FIRST_ROW + _LINES.index(block.line(1))
    names = [one.name for one in REPORT_FIGURES.columns]
    return first, first + block.lines - 1, LEFT + names.index(column)


def text_at(line: str, column: str = "Text") -> str:
    """The formula of a line's text; "" where it has none."""
    return f'=IFERROR({_found(line, column)}&"","")'


def number_at(line: str, column: str) -> str:
    """The formula of a line's figure; "" where it has none."""
    found = _found(line, column)
    return f'=IFERROR(IF({found}="","",{found}),"")'


def _found(line: str, column: str) -> str:
    return f'INDEX(ReportFigures[{column}],MATCH("{line}",ReportFigures[Line],0))'


def figure_at(block: str, number: int, figure: str) -> str:
    """The formula of a figure of a block's line of that number, from 1."""
    found = REPORT_BLOCKS[block]
    return number_at(found.line(number), found.column(figure))
