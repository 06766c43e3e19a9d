"""What the last click or command came to: the cells of Home that hold it, and the one above each table that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.schema import Type
from salesbook.tables.last_result import RESULT_KIND, RESULT_LINE, RESULT_MOMENT, RESULT_PLACE, ResultKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_COLOURS = {ResultKind.DONE: theme.GOOD, ResultKind.PROBLEMS: theme.FAIR, ResultKind.REFUSED: theme.WEAK}


def write_held_result(
    book: Workbook,
    home: Worksheet,
    row: int,
    columns: tuple[int, int],
    aside: int,
    shape: Mapping[str, object],
) -> None:
    """The named cells on Home: the line over these columns of a row, where people see it, the rest in white from the column `aside` on.

    `shape`: the line's format while there is none.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    shown = book.add_format({"text_wrap": True, "valign": "vcenter", "font_size": 10, **shape})
    home.merge_range(row, columns[0], row, columns[1], None, shown)
    _light(book, home, row, *columns)
    hidden = {"font_color": theme.PAPER}
    unseen = book.add_format({"num_format": ";;;"})  # nor a sign that a text goes on
    moment = book.add_format({**hidden, "num_format": theme.NUMBER_FORMATS[Type.MOMENT]})
    for column, name in enumerate((RESULT_MOMENT, RESULT_KIND, RESULT_PLACE), aside):
        home.write_blank(row, column, None, moment if name == RESULT_MOMENT else unseen)
    for column, name in zip(
        (columns[0], aside, aside + 1, aside + 2),
        (RESULT_LINE, RESULT_MOMENT, RESULT_KIND, RESULT_PLACE),
        strict=True,
    ):
        book.define_name(
            name, f"={home.get_name()}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
        )


def write_shown_result(book: Workbook, sheet: Worksheet, columns: tuple[int, int], caption: str) -> None:
    """Over these columns of the first row the last result, a link to where it leads; the caption while there is none.

    It may stand there twice: whoever has scrolled to the right sees the other one.
    """
    own = f"#'{sheet.get_name()}'!A1"
    leads = f'IF(LEFT({RESULT_PLACE},5)="file:","","#")&{RESULT_PLACE}'
    place = f'IFERROR(IF(OR({RESULT_LINE}="",{RESULT_PLACE}=""),"{own}",{leads}),"{own}")'
    text = caption.replace('"', '""')
    line = f'IFERROR(IF({RESULT_LINE}="","{text}",{RESULT_LINE}&T(NOW())),"{text}")'
    shape = _format(book)
    if columns[0] < columns[1]:
        sheet.merge_range(0, columns[0], 0, columns[1], None, shape)
    sheet.write_formula(0, columns[0], f"=HYPERLINK({place},{line})", shape, caption)
    _light(book, sheet, 0, *columns)


def _format(book: Workbook) -> Format:
    return book.add_format(
        {
            "text_wrap": True,
            "valign": "vcenter",
            "font_size": 10,
            "font_color": theme.MUTED,
            "bg_color": theme.PAPER,
        }
    )


def _light(book: Workbook, sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Green where it is done, amber with problems, red where it was refused."""
    for kind, colours in _COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'={RESULT_KIND}="{kind}"',
            "format": theme.paint(book, colours),
        }
        sheet.conditional_format(row, first, row, last, rule)
