"""Colours and cell formats: one place, so that all sheets look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.schema import Column, Type

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK = "#20394A"
TEXT_COLOUR = "#33454F"
MUTED = "#667883"
LINE = "#DCE4E9"
BAND_LINE = "#7FB0BF"  # where a group begins
PAPER = "#FFFFFF"
PEOPLE_HEAD = "#2B5A6E"
OURS_HEAD = "#D3DFE6"
OURS_FILL = "#F3F7F9"

# Fill and text of cells that say how something stands.
GOOD = ("#DDF0E4", "#1E6B43")
FAIR = ("#FCF0D3", "#855D00")
WEAK = ("#F9DFD7", "#9C3518")
QUIET = ("#E9EDF0", "#5A6973")
DONE_COLOURS = ("#E8F3EC", "#56705F")
FAINT = "#98A5AD"
BAR = "#BCD7E0"

BAND_COLOURS = ("#4C9F78", "#E3B34C", "#D4745A", "#AFBCC4", "#DCE3E7")
OVERDUE_COLOUR, DUE_COLOUR, CAPACITY_COLOUR = "#D4745A", "#7FB0BF", INK

TAB_COLOURS = {
    "home": INK,
    "reps": "#3E8E9E",
    "managers": "#D9A441",
    "marketers": "#B65C7A",
    "everyone": "#9AA7AF",
}

# "_)" keeps a little room at the right, where text may follow in the next column. (LibreOffice
# forgets the indent of cells that stand beside one of the same format.)
NUMBER_FORMATS = {
    Type.ID: "@",
    Type.CHOICE: "@",
    Type.LIST: "@",
    Type.FLAG: "@",
    Type.WHOLE: "#,##0_)",
    Type.MONEY: "#,##0.00_)",
    Type.SHARE: "0%_)",
    Type.DATE: "d mmm yyyy_)",
    Type.MOMENT: "d mmm yyyy hh:mm_)",
    Type.TIME: "hh:mm_)",
}
LONG_TEXT = 30
_RIGHT = {Type.NUMBER, Type.WHOLE, Type.MONEY, Type.SHARE, Type.DATE, Type.MOMENT, Type.TIME}


def number_format(column: Column) -> str:
    """How Excel shows a cell of the column, and what it makes of what people type there.

    Short text is kept as text: a segment "10-20" is not a date, a phone number keeps its plus.
    """
    if column.formula and column.type is Type.TEXT:
        return "General"  # in cells of text a formula would be one
    if column.near:
        return "ddd d mmm_)"
    if column.type is Type.TEXT:
        return "@" if column.width < LONG_TEXT and not column.long else "General"
    if column.type is Type.NUMBER:
        return "0.0_)" if _is_ours(column) else "General_)"
    return NUMBER_FORMATS[column.type]


def header_format(book: Workbook, column: Column) -> Format:
    """A dark header over what people fill in, a pale one over what salesbook does."""
    ours = _is_ours(column)
    return book.add_format({
        "bold": True, "font_size": 10, "text_wrap": True, "align": "left", "valign": "vcenter",
        "font_color": INK if ours else PAPER, "bg_color": OURS_HEAD if ours else PEOPLE_HEAD,
        "right": 1, "right_color": PAPER,
    })  # fmt: skip


def body_format(book: Workbook, column: Column, *, wrap: bool) -> Format:
    """A cell of the table's body: hairlines below, a light fill where salesbook writes."""
    shape = {
        "num_format": number_format(column), "bottom": 1, "bottom_color": LINE, "right": 1, "right_color": LINE,
        "align": "right" if column.type in _RIGHT else "left", "valign": "top" if wrap else "vcenter",
    }  # fmt: skip
    if wrap:  # a row holds `Table.lines` lines of this size
        shape |= {
            "font_size": 10,
            "text_wrap": column.type in {Type.TEXT, Type.CHOICE} and not column.is_link,
        }
    if _is_ours(column):
        shape |= {"bg_color": OURS_FILL, "font_color": INK}
    if column.is_link:
        shape |= {"align": "center", "bold": True, "font_color": PEOPLE_HEAD}
    return book.add_format(shape)


def paint(book: Workbook, colours: tuple[str, str]) -> Format:
    """A conditional format with these (fill, text) colours."""
    fill, text = colours
    return book.add_format({"bg_color": fill, "font_color": text})


def _is_ours(column: Column) -> bool:
    """Whether people leave the column alone: salesbook or a formula fills it."""
    return column.ours or bool(column.formula)
