"""The sheet Report: two A4 pages of formulas and charts over ReportFigures, which stands folded away to their right.

A line of the page looks its cells up by the name of the line, so that nothing on the sheet moves, whatever the week
holds. Totals are formulas over what the page shows; the last line compares them with what the sheets had.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesbook.office.spots import button_spots
from salesbook.office.workbook import report_blocks, theme
from salesbook.office.workbook.button_bar import BAR_POINTS, Buttons, lay_bar
from salesbook.office.workbook.figures import FIRM_NAME
from salesbook.office.workbook.report_blocks import PAGE_LAST, SUMMED, PageBlock, PageColumn
from salesbook.office.workbook.report_charts import MADE_TITLE, OUTCOMES_TITLE, write_report_charts
from salesbook.office.workbook.report_figures import (
    RIGHT,
    figure_at,
    figure_cells,
    lay_report_figures,
    number_at,
    text_at,
)
from salesbook.office.workbook.sheets import A4, letters
from salesbook.schema import OUTCOME_GROUPS, REPORT_BLOCKS, REPORT_SUMS, REPORT_WEEK, TABLES
from salesbook.util.weeks import monday_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTH = 7.3
_LINK = "#1F6F82"
_HEADING, _HEAD, _LINE, _CHARTS, _SENTENCE, _NOTE, _GAP = 20, 13.5, 13.5, 144, 15, 11, 6
_TITLE_ROW, _WEEK_ROW, _TILES_ROW = 1, 2, 4
_SUMS_LEFT = RIGHT + 2
_FOLDED = {"level": 1, "hidden": True}
_THIN = {"bottom": 1, "bottom_color": theme.LINE}


@dataclass
class ReportPage:
    """The sheet while it is laid out: `row` is the next free one, `totals` the cells with the sum of each figure by block."""

    book: Workbook
    sheet: Worksheet
    parts: Collection[str]
    row: int = 0
    totals: dict[tuple[str, str], str] = field(default_factory=dict)

    def format(self, **shape: object) -> Format:
        """A cell format, in letters of 10 points."""
        return self.book.add_format(
            {"valign": "vcenter", "font_size": 10, "font_color": theme.TEXT_COLOUR, **shape}
        )

    def heading(self, left: int, right: int, text: str, source: str = "", sheet: str = "") -> None:
        """A heading in the present row with a line below it, and at its right end, small, a link to where it comes from."""
        line = {"bottom": 1, "bottom_color": theme.DUE_COLOUR, "valign": "bottom"}
        self.sheet.set_row(self.row, _HEADING)
        for column in range(left, right + 1):
            self.sheet.write_blank(self.row, column, None, self.format(**line))
        bold = self.format(**line, bold=True, font_size=12, font_color=theme.INK)
        self.sheet.write_string(self.row, left, text, bold)
        if sheet and _has(self.parts, sheet):
            small = self.format(**line, font_size=8, font_color=_LINK, align="right")
            self.sheet.write_url(
                self.row, right, f"internal:'{sheet}'!A1", small, f"{source} ›", f"Go to {sheet}"
            )


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
    sheet.set_column(RIGHT + 1, RIGHT + 1, 3, None, _FOLDED)
    sheet.set_column(_SUMS_LEFT + 3, _SUMS_LEFT + 3, 3, None, {"collapsed": True})
    sheet.set_row(0, BAR_POINTS)
    lay_bar(sheet, button_spots(REPORT_WEEK.sheet, buttons.laid), parts)
    _title(page)
    _tiles(page)
    _changed(page)
    break_at = _blocks(page)
    _last_lines(page)
    _paper(page, break_at)
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


def _blocks(page: ReportPage) -> int:
    """All blocks and the charts; returns the row with which the second page begins."""
    _side_by_side(page, report_blocks.CALLS_BY_REP)
    page.heading(0, 4, MADE_TITLE, "CallDays", "Runs")
    page.heading(6, PAGE_LAST, OUTCOMES_TITLE, "Activities", "Activities")
    page.sheet.set_row(page.row + 1, _CHARTS)
    write_report_charts(page.book, page.sheet, page.row + 1, 6, 330, 189)
    page.row += 2
    _side_by_side(page, report_blocks.OPEN_BY_STAGE, report_blocks.OPEN_BY_CLOSE)
    _side_by_side(page, report_blocks.LOST_BY_REASON, report_blocks.CLOSED_BY_REP)
    break_at = page.row
    _side_by_side(page, report_blocks.KEPT_BY_CADENCE)
    _side_by_side(page, report_blocks.LOAD_BY_WEEK, report_blocks.PEOPLE_BY_BAND)
    _side_by_side(page, report_blocks.SLIPPING_ACCOUNTS)
    _side_by_side(page, report_blocks.HANGING_ACCOUNTS)
    _side_by_side(page, report_blocks.PEOPLE_BY_KIND)
    if "mail" in page.parts:
        _side_by_side(page, report_blocks.LETTERS_BY_MAILING)
    _fill_tiles(page)
    return break_at


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
            _note(page, block.note, (block.left, block.right), block.note_lines * _NOTE, **several)
    page.row += any(block.note for block in blocks)
    page.sheet.set_row(page.row, _GAP)
    page.row += 1


def _note(page: ReportPage, line: str, columns: tuple[int, int], height: float, **shape: object) -> None:
    """In the present row, small, over these columns, the text of a line of ReportFigures."""
    look = page.format(font_size=8, font_color=theme.MUTED, **shape)
    page.sheet.set_row(page.row, height)
    page.sheet.merge_range(page.row, columns[0], page.row, columns[1], None, look)
    page.sheet.write_formula(page.row, columns[0], text_at(line), look, "")


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


def _last_lines(page: ReportPage) -> None:
    """What no number counts, and whether the totals are what the sheets had."""
    _note(page, "Note 1", (0, PAGE_LAST), 3 * _NOTE, text_wrap=True, valign="top")
    page.row += 1
    first, last = _sums(page)
    names, sheet, differ = (
        f"{letters(column)}{first + 1}:{letters(column)}{last + 1}"
        for column in range(_SUMS_LEFT, _SUMS_LEFT + 3)
    )
    wrong = f'"Does not agree with its sheet: "&INDEX({names},MATCH(1,{differ},0))&". Click Report again."'
    agree = f'"All "&COUNT({sheet})&" sums agree with their sheets."'
    told = f'=IF(COUNT({sheet})=0,"",IF(SUM({differ})=0,{agree},{wrong}))'
    page.sheet.write_formula(
        page.row, 0, told, page.format(bold=True, font_size=9, font_color=theme.GOOD[1]), ""
    )
    page.sheet.conditional_format(page.row, 0, page.row, 0, {
        "type": "text", "criteria": "begins with", "value": "Does not", "format": page.book.add_format({"font_color": theme.WEAK[1]}),
    })  # fmt: skip


def _sums(page: ReportPage) -> tuple[int, int]:
    """Right of the figures, folded away too: each sum, what the sheets had, and 1 where the page shows another one."""
    shown = _shown(page)
    first = 3
    for number, name in enumerate(REPORT_SUMS, 1):
        row = first + number - 1
        had = figure_at("Sum", number, "Sheet")
        cell = f"{letters(_SUMS_LEFT + 1)}{row + 1}"
        page.sheet.write_string(row, _SUMS_LEFT, name)
        page.sheet.write_formula(row, _SUMS_LEFT + 1, had, None, "")
        differs = f'=IF({cell}="",0,IF(ABS({cell}-N({shown[name]}))<0.005,0,1))' if name in shown else "=0"
        page.sheet.write_formula(row, _SUMS_LEFT + 2, differs, None, 0)
    head = page.format(bold=True)
    for column, (text, width) in enumerate((("Sum", 28), ("The sheet has", 14), ("Differs", 8)), _SUMS_LEFT):
        page.sheet.write_string(first - 1, column, text, head)
        page.sheet.set_column(column, column, width, None, _FOLDED)
    return first, first + len(REPORT_SUMS) - 1


def _shown(page: ReportPage) -> dict[str, str]:
    """By name of a sum the formula of what the page shows."""
    totals = page.totals
    top, bottom, left = figure_cells(REPORT_BLOCKS["Day"], REPORT_BLOCKS["Day"].column(OUTCOME_GROUPS[0]))
    right = left + len(OUTCOME_GROUPS) - 1
    shown = {
        "calls by rep": totals["Calls", "All calls"],
        "calls by day": f"SUM({letters(left)}{top + 1}:{letters(right)}{bottom + 1})",
        "calls planned": totals["Calls", "Planned"],
        "due dates by cadence": totals["Cadence", "Due"],
        "open deals by stage": totals["Stage", "Deals"], "open money by stage": totals["Stage", "Amount"],
        "open deals by expected close": totals["Close", "Deals"], "open money by expected close": totals["Close", "Amount"],
        "won deals by rep": totals["Closed", "Won"], "won money by rep": totals["Closed", "Worth"], "lost deals by rep": totals["Closed", "Lost"],
        "lost deals by reason": totals["Lost", "Deals"], "lost money by reason": totals["Lost", "Amount"],
        "people by band": totals["Band", "At the end"], "people by kind": totals["Kind", "People"],
    }  # fmt: skip
    if ("Mailing", "Sent") in totals:
        shown["letters by mailing"] = totals["Mailing", "Sent"]
    return shown


def _paper(page: ReportPage, break_at: int) -> None:
    sheet = page.sheet
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_print_scale(96)
    sheet.set_margins(left=0.6, right=0.5, top=0.4, bottom=0.55)
    sheet.center_horizontally()
    sheet.print_area(1, 0, page.row, PAGE_LAST)
    sheet.set_h_pagebreaks([break_at])
    sheet.set_footer(
        '&L&"Calibri,Regular"&8&F&C&"Calibri,Regular"&8&D&R&"Calibri,Regular"&8&P / &N', {"margin": 0.3}
    )


def _has(parts: Collection[str], sheet: str) -> bool:
    return any(table.part in parts for table in TABLES.values() if table.sheet == sheet)
