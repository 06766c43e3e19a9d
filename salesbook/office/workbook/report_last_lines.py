"""The last lines of the sheet Report: what no number counts, and whether the totals are what the sheets had."""

from __future__ import annotations

from salesbook.office.workbook import theme
from salesbook.office.workbook.report_blocks import PAGE_LAST
from salesbook.office.workbook.report_figures import RIGHT, figure_at, figure_cells
from salesbook.office.workbook.report_page import NOTE_POINTS, ReportPage, page_note
from salesbook.office.workbook.sheets import letters
from salesbook.schema import OUTCOME_GROUPS, REPORT_BLOCKS, REPORT_SUMS

SUMS_LEFT = RIGHT + 2
FOLDED = {"level": 1, "hidden": True}


def lay_last_lines(page: ReportPage) -> None:
    """What no number counts, and whether the totals are what the sheets had."""
    page_note(page, "Note 1", (0, PAGE_LAST), 3 * NOTE_POINTS, text_wrap=True, valign="top")
    page.row += 1
    first, last = _sums(page)
    names, sheet, differ = (
        f"{letters(column)}{first + 1}:{letters(column)}{last + 1}"
        for column in range(SUMS_LEFT, SUMS_LEFT + 3)
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
        cell = f"{letters(SUMS_LEFT + 1)}{row + 1}"
        page.sheet.write_string(row, SUMS_LEFT, name)
        page.sheet.write_formula(row, SUMS_LEFT + 1, had, None, "")
        differs = f'=IF({cell}="",0,IF(ABS({cell}-N({shown[name]}))<0.005,0,1))' if name in shown else "=0"
        page.sheet.write_formula(row, SUMS_LEFT + 2, differs, None, 0)
    head = page.format(bold=True)
    for column, (text, width) in enumerate((("Sum", 28), ("The sheet has", 14), ("Differs", 8)), SUMS_LEFT):
        page.sheet.write_string(first - 1, column, text, head)
        page.sheet.set_column(column, column, width, None, FOLDED)
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
        "touches around wins": totals["Span", "Touches"],
        "people by band": totals["Band", "At the end"], "people by kind": totals["Kind", "People"],
    }  # fmt: skip
    if ("Mailing", "Sent") in totals:
        shown["letters by mailing"] = totals["Mailing", "Sent"]
    return shown
