"""The sheet Report: three A4 pages of formulas and charts over ReportFigures, which stands folded away to their right.

A line of the page looks its cells up by the name of the line, so that nothing on the sheet moves, whatever the week
holds. Totals are formulas over what the page shows; the last line compares them with what the sheets had.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesbook.office.spots import button_spots
from salesbook.office.workbook import report_blocks, theme
from salesbook.office.workbook.button_bar import BAR_POINTS, Buttons, lay_bar
from salesbook.office.workbook.figures import FIRM_NAME
from salesbook.office.workbook.report_blocks import PAGE_LAST, SUMMED, PageBlock, PageColumn
from salesbook.office.workbook.report_charts import (
    AROUND_TITLE,
    MADE_TITLE,
    OUTCOMES_TITLE,
    write_around_chart,
    write_report_charts,
)
from salesbook.office.workbook.report_figures import (
    RIGHT,
    figure_at,
    lay_report_figures,
    number_at,
    text_at,
)
from salesbook.office.workbook.report_last_lines import FOLDED, SUMS_LEFT, lay_last_lines
from salesbook.office.workbook.report_page import NOTE_POINTS, ReportPage, page_note
from salesbook.office.workbook.sheets import A4, letters
from salesbook.schema import REPORT_BLOCKS, REPORT_WEEK
from salesbook.util.weeks import monday_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_WIDTH = 7.3
_HEAD, _LINE, _CHARTS, _WIDE_CHART, _SENTENCE, _GAP = 13.5, 13.5, 144, 186, 15, 6
_TITLE_ROW, _WEEK_ROW, _TILES_ROW = 1, 2, 4
_THIN = {"bottom": 1, "bottom_color": theme.LINE}


def lay_report(book: Workbook, *, buttons: Buttons, parts: Collection[str], today: date) -> None:
    """Make the sheet. Formulas carry no values but that of the week: nothing is there yet."""
    sheet = book.add_worksheet(REPORT_WEEK.sheet)
    page = ReportPage(book, sheet, parts)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(theme.TAB_COLOURS[REPORT_WEEK.users])
    sheet.set_default_row(_LINE)
    sheet.set_column(0, PAGE_LAST, _WIDTH)
    sheet.set_column(PAGE_LAST + 1, PAGE_LAST + 1, 2)
    _week(page, today)
    lay_report_figures(book, sheet)
    sheet.set_column(RIGHT + 1, RIGHT + 1, 3, None, FOLDED)
    sheet.set_column(SUMS_LEFT + 3, SUMS_LEFT + 3, 3, None, {"collapsed": True})
    sheet.set_row(0, BAR_POINTS)
    lay_bar(sheet, button_spots(REPORT_WEEK.sheet, buttons.laid), parts)
    _title(page)
    _tiles(page)
    _changed(page)
    breaks = _blocks(page)
    lay_last_lines(page)
    _paper(page, breaks)
    sheet.freeze_panes(1, 0)
    sheet.set_selection(1, 0, 1, 0)  # beside the cell of the week its words would lie over the figures


def _title(page: ReportPage) -> None:
    sheet = page.sheet
    period = text_at("Period 1").removeprefix("=")
    title = f'=IF({period}="","Report",IF({FIRM_NAME}="","",{FIRM_NAME}&", ")&{period})'
    big = page.format(bold=True, font_size=20, font_color=theme.INK)
    sheet.set_row(_TITLE_ROW, 30)
    sheet.write_formula(_TITLE_ROW, 0, title, big, "Report")
    shown = number_at("Period 1", "Day").removeprefix("=")
    week = f"{letters(PAGE_LAST)}{_WEEK_ROW + 1}"
    asked = f'IF({week}="",TODAY()-WEEKDAY(TODAY(),2)-6,{week}-WEEKDAY({week},2)+1)'
    other = "The week at the right is another one: click Report to show it."
    stand = text_at("Period 1", "More").removeprefix("=")
    told = f'=IF({shown}="","Not filled yet: click Report.",IF(IFERROR({asked}={shown},FALSE),{stand},"{other}"))'
    sheet.set_row(_WEEK_ROW, 18)
    sheet.write_formula(
        _WEEK_ROW, 0, told, page.format(italic=True, font_color=theme.MUTED), "Not filled yet: click Report."
    )
    sheet.conditional_format(_WEEK_ROW, 0, _WEEK_ROW, 0, {
        "type": "text", "criteria": "containing", "value": "click Report", "format": page.book.add_format({"font_color": theme.FAIR[1], "bold": True}),
    })  # fmt: skip
    sheet.set_row(_WEEK_ROW + 1, _GAP)


def _week(page: ReportPage, today: date) -> None:
    """The cell with the Monday, a formula until somebody types over it: its table must not say that it is one.

    It has no input message, which would lie over the last figure below while the cell is selected.
    """
    column = REPORT_WEEK.columns[0]
    head = page.format(font_size=9, font_color=theme.MUTED, align="right", valign="bottom")
    cell = page.format(
        num_format="d mmm yy", font_size=8.5, border=1, border_color=theme.DUE_COLOUR, align="center"
    )
    page.sheet.add_table(_WEEK_ROW - 1, PAGE_LAST, _WEEK_ROW, PAGE_LAST, {
        "name": REPORT_WEEK.name, "style": None, "autofilter": False, "columns": [{"header": column.name, "header_format": head}],
    })  # fmt: skip
    monday = monday_of(today) - timedelta(days=7)
    page.sheet.write_formula(
        _WEEK_ROW, PAGE_LAST, "=TODAY()-WEEKDAY(TODAY(),2)-6", cell, (monday - date(1899, 12, 30)).days
    )
    page.sheet.data_validation(_WEEK_ROW, PAGE_LAST, _WEEK_ROW, PAGE_LAST, {
        "validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_type": "warning", "error_title": "Not a date",
        "error_message": "This should be a date, such as 2026-03-30. Keep it?",
    })  # fmt: skip


def _tiles(page: ReportPage) -> None:
    """Four figures; their formulas come when it is known where the totals stand."""
    page.row = _TILES_ROW + 2
    page.sheet.set_row(_TILES_ROW, 30)
    page.sheet.set_row(_TILES_ROW + 1, 16)


def _deals(number: str) -> str:
    return f'TEXT({number},"#,##0")&IF({number}=1," deal"," deals")'


def _fill_tiles(page: ReportPage) -> None:
    filled = text_at("Period 1").removeprefix("=")
    total = {names: f"N({cell})" for names, cell in page.totals.items()}
    planned, calls = total["Calls", "Planned"], total["Calls", "All calls"]
    due, kept = total["Cadence", "Due"], total["Cadence", "On time"]
    tiles = (
        (
            calls,
            "#,##0",
            f'IF({calls}=1,"call","calls")&IF({planned}=0,"",", "&TEXT({planned},"#,##0")&" planned")',
        ),
        (
            f'IF({due}=0,"–",{kept}/{due})',
            "0%",
            f'"of "&TEXT({due},"#,##0")&IF({due}=1," due date"," due dates")&" kept in time"',
        ),
        (total["Closed", "Worth"], "#,##0", f'"won, "&{_deals(total["Closed", "Won"])}'),
        (total["Stage", "Amount"], "#,##0", f'"open, "&{_deals(total["Stage", "Deals"])}'),
    )
    shape = {"bg_color": theme.OURS_FILL, "align": "center", "right": 5, "right_color": theme.PAPER}
    for column, (number, looks, label) in zip((0, 3, 6, 9), tiles, strict=True):
        big = page.format(
            bold=True, font_size=18, font_color=theme.INK, num_format=looks, top=5, top_color=theme.DUE_COLOUR, **shape
        )  # fmt: skip
        small = page.format(font_size=9, font_color=theme.MUTED, **{**shape, "valign": "top"})
        for row, formula, look in ((_TILES_ROW, number, big), (_TILES_ROW + 1, label, small)):
            page.sheet.merge_range(row, column, row, column + 2, None, look)
            page.sheet.write_formula(row, column, f'=IF({filled}="","",{formula})', look, "")


def _changed(page: ReportPage) -> None:
    page.heading(0, PAGE_LAST, "What changed")
    block = REPORT_BLOCKS["Changed"]
    text = page.format(shrink=True)
    for number in range(1, block.lines + 1):
        page.row += 1
        page.sheet.set_row(page.row, _SENTENCE)
        page.sheet.merge_range(page.row, 0, page.row, PAGE_LAST, None, text)
        page.sheet.write_formula(page.row, 0, text_at(block.line(number)), text, "")
    page.row += 1


def _blocks(page: ReportPage) -> list[int]:
    """All blocks and the charts; returns the rows with which the second page and the third begin."""
    _side_by_side(page, report_blocks.CALLS_BY_REP)
    page.heading(0, 4, MADE_TITLE, "CallDays", "Runs")
    page.heading(6, PAGE_LAST, OUTCOMES_TITLE, "Activities", "Activities")
    page.sheet.set_row(page.row + 1, _CHARTS)
    write_report_charts(page.book, page.sheet, page.row + 1, 6, 330, 189)
    page.row += 2
    _side_by_side(page, report_blocks.OPEN_BY_STAGE, report_blocks.OPEN_BY_CLOSE)
    _side_by_side(page, report_blocks.LOST_BY_REASON, report_blocks.CLOSED_BY_REP)
    second = page.row
    _side_by_side(page, report_blocks.KEPT_BY_CADENCE)
    _side_by_side(page, report_blocks.LOAD_BY_WEEK, report_blocks.PEOPLE_BY_BAND)
    _side_by_side(page, report_blocks.SLIPPING_ACCOUNTS)
    _side_by_side(page, report_blocks.HANGING_ACCOUNTS)
    _side_by_side(page, report_blocks.PEOPLE_BY_KIND)
    if "mail" in page.parts:
        _side_by_side(page, report_blocks.LETTERS_BY_MAILING)
    third = page.row
    page.heading(0, PAGE_LAST, AROUND_TITLE, "Opportunities, Activities", "Opportunities")
    page.sheet.set_row(page.row + 1, _WIDE_CHART)
    write_around_chart(page.book, page.sheet, page.row + 1, 690, 245)
    page.row += 2
    _side_by_side(page, report_blocks.TOUCHES_BY_SPAN)
    if "aftersale" in page.parts:
        _side_by_side(page, report_blocks.COMPETITORS_SEEN)
    _fill_tiles(page)
    return [second, third]


def _side_by_side(page: ReportPage, *blocks: PageBlock) -> None:
    """Blocks beside one another, with headings, headers, lines and totals; a gap below them."""
    height = max(REPORT_BLOCKS[block.name].lines for block in blocks)
    for block in blocks:
        page.heading(block.left, block.right, block.heading, block.source, block.sheet)
        _block(page, block, height)
    two = any(column.two_lines for block in blocks for column in block.columns)
    page.sheet.set_row(page.row + 1, 2 * _HEAD - 2 if two else _HEAD)
    page.row += height + 2 + any(block.total for block in blocks)
    for block in blocks:
        if block.note:
            several = {"text_wrap": True, "valign": "top"} if block.note_lines > 1 else {"shrink": True}
            page_note(page, block.note, (block.left, block.right), block.note_lines * NOTE_POINTS, **several)
    page.row += any(block.note for block in blocks)
    page.sheet.set_row(page.row, _GAP)
    page.row += 1


def _block(page: ReportPage, block: PageBlock, height: int) -> None:
    first = page.row + 2
    page.sheet.conditional_format(first, block.left, first + height - 1, block.columns[-1].right, {
        "type": "formula", "criteria": f'=${letters(block.left)}{first + 1}<>""', "format": page.book.add_format(_THIN),
    })  # fmt: skip
    for column in block.columns:
        head = page.format(bold=True, font_size=9, font_color=theme.MUTED, text_wrap=not column.text, valign="bottom",
                           align="left" if column.text else "right", indent=_indent(block, column), **_THIN)  # fmt: skip
        _write(page, page.row + 1, column, column.header, head)
        line = _look(page, block, column)
        for number in range(1, REPORT_BLOCKS[block.name].lines + 1):
            _write(page, first + number - 1, column, _line(block, column, number, first + number - 1), line)
        if block.total:
            total = _look(page, block, column, bold=True, top=1, top_color=theme.DUE_COLOUR)
            rows = first, first + height - 1
            _write(page, first + height, column, _total(column, *rows), total)
            if column.total == SUMMED:
                page.totals[block.name, column.figure or column.header] = (
                    f"${letters(column.left)}${first + height + 1}"
                )


def _indent(block: PageBlock, column: PageColumn) -> int:
    """Words behind figures stand a little apart."""
    return int(bool(column.text) and column is not block.columns[0])


def _look(page: ReportPage, block: PageBlock, column: PageColumn, **shape: object) -> Format:
    """Without a line below it: only what holds something gets one, by its condition."""
    if column.text:
        return page.format(indent=_indent(block, column), **shape)
    return page.format(num_format=column.number, align="right", **shape)


def _line(block: PageBlock, column: PageColumn, number: int, row: int) -> str:
    if column.formula:
        return _in_row(column.formula, row)
    if not column.text:
        return figure_at(block.name, number, column.figure)
    found = text_at(REPORT_BLOCKS[block.name].line(number), column.text)
    if number == 1 and column is block.columns[0] and block.none:
        filled, text = text_at("Period 1").removeprefix("="), found.removeprefix("=")
        return f'=IF(AND({text}="",{filled}<>""),"{block.none}",{text})'
    return found


def _total(column: PageColumn, first: int, last: int) -> str:
    cells = f"{letters(column.left)}{first + 1}:{letters(column.left)}{last + 1}"
    if column.total == SUMMED:
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    return _in_row(column.total, last + 1) if column.total.startswith("=") else column.total


def _in_row(formula: str, row: int) -> str:
    """A formula with the cells of a row for {A} to {L}."""
    return formula.format(
        **{letters(column): f"{letters(column)}{row + 1}" for column in range(PAGE_LAST + 1)}
    )


def _write(page: ReportPage, row: int, column: PageColumn, what: str, look: Format) -> None:
    """A cell, and those to its right that it takes: an amount needs two, text runs over."""
    if column.right > column.left and not column.text:
        page.sheet.merge_range(row, column.left, row, column.right, None, look)
    else:
        for other in range(column.left + 1, column.right + 1):
            page.sheet.write_blank(row, other, None, look)
    if what.startswith("="):
        page.sheet.write_formula(row, column.left, what, look, "")
    else:
        page.sheet.write_string(row, column.left, what, look)


def _paper(page: ReportPage, breaks: list[int]) -> None:
    sheet = page.sheet
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_print_scale(96)
    sheet.set_margins(left=0.6, right=0.5, top=0.4, bottom=0.55)
    sheet.center_horizontally()
    sheet.print_area(1, 0, page.row, PAGE_LAST)
    sheet.set_h_pagebreaks(breaks)
    sheet.set_footer(
        '&L&"Calibri,Regular"&8&F&C&"Calibri,Regular"&8&D&R&"Calibri,Regular"&8&P / &N', {"margin": 0.3}
    )
