"""The chart on History: how the scores of everybody, or of one person, went week by week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.office.workbook.sheets import TableRange, letters
from salesbook.util.weeks import monday_of

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

WEEKS = 52
_ASK = "Contact ID (blank: everybody)"
_TITLE = "Mean score, week by week"
_FONT = {"name": "Calibri", "size": 9, "color": theme.MUTED}
_EPOCH = date(1899, 12, 30)


def write_history_chart(book: Workbook, place: TableRange, today: date) -> None:
    """A cell for a Contact ID right of the table, below it the weeks with their mean score, and the chart.

    Weeks without a score are 0 and show neither a figure nor a column. Formulas carry the values of
    an empty book.
    """
    sheet, left, ask = place.sheet, place.right + 2, place.top
    first, last = ask + 2, ask + 1 + WEEKS
    head = book.add_format(
        {"font_size": 10, "bold": True, "bg_color": theme.OURS_HEAD, "font_color": theme.INK}
    )
    field = book.add_format({"num_format": "@", "border": 1, "border_color": theme.LINE, "valign": "vcenter"})
    days = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    number = book.add_format({"num_format": "0.0;;"})
    sheet.set_column(left, left, 28)
    sheet.set_column(left + 1, left + 1, 12)
    sheet.write_string(
        ask, left, _ASK, book.add_format({"bold": True, "align": "right", "valign": "vcenter"})
    )
    sheet.write_blank(ask, left + 1, None, field)
    sheet.write_string(first - 1, left, "Week from", head)
    sheet.write_string(first - 1, left + 1, "Mean score", head)
    who = f"${letters(left + 1)}${ask + 1}"
    monday = monday_of(today)
    for number_of, row in enumerate(range(last, first - 1, -1)):
        begin = f"{letters(left)}{row + 1}"
        value = (monday - timedelta(weeks=number_of) - _EPOCH).days
        newest = "IF(COUNT(ScoreHistory[Date])=0,TODAY(),MAX(ScoreHistory[Date]))"
        week = f"{newest}-WEEKDAY({newest},2)+1" if row == last else f"{letters(left)}{row + 2}-7"
        mean = (
            f'IFERROR(AVERAGEIFS(ScoreHistory[Score],ScoreHistory[Date],">="&{begin},ScoreHistory[Date],"<"&({begin}+7),'
            f'ScoreHistory[Contact ID],IF({who}="","<>",{who})),0)'
        )
        sheet.write_formula(row, left, "=" + week, days, value)
        sheet.write_formula(row, left + 1, "=" + mean, number, 0)
    _chart(book, place, left, first, last)


def _chart(book: Workbook, place: TableRange, left: int, first: int, last: int) -> None:
    chart = book.add_chart({"type": "column"})
    sheet = place.sheet.get_name()
    chart.add_series({
        "name": _TITLE, "categories": [sheet, first, left, last, left], "values": [sheet, first, left + 1, last, left + 1],
        "fill": {"color": theme.DUE_COLOUR}, "border": {"none": True}, "gap": 40,
    })  # fmt: skip
    chart.set_title(
        {"name": _TITLE, "name_font": {"name": "Calibri", "size": 12, "bold": True, "color": theme.INK}}
    )
    chart.set_x_axis({"text_axis": True, "num_format": "d mmm", "num_font": {**_FONT, "rotation": -45}, "interval_unit": 4,
                      "line": {"color": theme.LINE}, "major_tick_mark": "none"})  # fmt: skip
    chart.set_y_axis({"num_font": _FONT, "line": {"none": True}, "num_format": "0", "min": 0, "max": 100,
                      "major_gridlines": {"visible": True, "line": {"color": theme.LINE, "width": 0.5}}})  # fmt: skip
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 720, "height": 320})
    place.sheet.insert_chart(
        place.top, left + 3, chart, {"object_position": 3, "description": _TITLE, "y_offset": 4}
    )
