"""The chart on History: how the scores of everybody, or of the person whose name is chosen, went week by week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.office.workbook.figures import day_as_text
from salesbook.office.workbook.sheets import TableRange, letters
from salesbook.util.weeks import monday_of
from salesbook.util.wording import without_year

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

WEEKS = 52
_MOST_ROWS = 60_000  # in which the list of names looks for the newest day; History has at most 50,000
_ASK = "Whose scores"
_HINT = "Choose a name, or type a Contact ID, for the chart. Blank: everybody."
_ROWS = "The rows at the left are everybody's. For one person's, choose the name under the arrow of Name."
_TITLE = "Score, week by week"
_FONT = {"name": "Calibri", "size": 9, "color": theme.MUTED}
_EPOCH = date(1899, 12, 30)
# Columns behind the table's last: what stands in the row of the buttons, which stays in view, and, out of sight, the figures.
_LABEL, _WHO, _SAID, _FIGURES = 3, 4, 5, 20


def write_history_chart(book: Workbook, place: TableRange, today: date) -> None:
    """A cell with a list of names above the chart, and out of sight the weeks with their mean score.

    The list has the names of the newest day. Weeks without a score are 0 and show no column. Formulas carry the values
    of an empty book.
    """
    sheet, left = place.sheet, place.right + _FIGURES
    _ask(book, place)
    sheet.set_column(left, left + 2, 13, None, {"hidden": True})
    who = f"${letters(place.right + _WHO)}$1"
    first, last = place.first, place.top + WEEKS
    days = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    monday = monday_of(today)
    for number_of, row in enumerate(range(last, first - 1, -1)):
        day = monday - timedelta(weeks=number_of)
        newest = "IF(COUNT(ScoreHistory[Date])=0,TODAY(),MAX(ScoreHistory[Date]))"
        week = f"{newest}-WEEKDAY({newest},2)+1" if row == last else f"{letters(left)}{row + 2}-7"
        sheet.write_formula(row, left, "=" + week, days, (day - _EPOCH).days)
        sheet.write_formula(row, left + 1, "=" + _mean(f"{letters(left)}{row + 1}", who), None, 0)
        named = day_as_text(f"{letters(left)}{row + 1}")
        sheet.write_formula(row, left + 2, "=" + named, None, without_year(day))
    _chart(book, place, left, first, last)


def _mean(week: str, who: str) -> str:
    """The mean score of the week that begins in a cell: of everybody, or of those of that name or ID."""
    begins = f'ScoreHistory[Date],">="&{week},ScoreHistory[Date],"<"&({week}+7)'
    by_id, by_name = (
        f"AVERAGEIFS(ScoreHistory[Score],{begins},ScoreHistory[{column}],{wanted})"
        for column, wanted in (("Contact ID", f'IF({who}="","<>",{who})'), ("Name", who))
    )
    return f"IFERROR(IF(COUNTIF(ScoreHistory[Name],{who})>0,{by_name},{by_id}),0)"


def _ask(book: Workbook, place: TableRange) -> None:
    sheet, right, below = place.sheet, place.right, place.first + 1
    bare = {"bg_color": theme.PAPER, "valign": "vcenter", "font_size": 10}
    sheet.set_column(right + _LABEL, right + _LABEL, 12)
    sheet.set_column(right + _WHO, right + _WHO, 26)
    label = book.add_format({**bare, "bold": True, "align": "right", "font_color": theme.INK})
    sheet.write_string(0, right + _LABEL, _ASK, label)
    field = {**bare, "num_format": "@", "border": 1, "border_color": theme.BAND_LINE}
    sheet.write_blank(0, right + _WHO, None, book.add_format(field))
    hint = book.add_format({**bare, "font_color": theme.MUTED, "indent": 1})
    sheet.write_string(0, right + _SAID, _HINT, hint)
    sheet.write_string(place.top, right + _LABEL, _ROWS, book.add_format({**bare, "font_color": theme.MUTED}))
    day, name = letters(place.column("Date")), letters(place.column("Name"))
    every = f"${day}${below}:${day}${_MOST_ROWS}"
    names = f"OFFSET(${name}${place.top + 1},MATCH(MAX({every}),{every},0),0,MAX(1,COUNTIF({every},MAX({every}))),1)"
    sheet.data_validation(0, right + _WHO, 0, right + _WHO, {
        "validate": "list", "source": "=" + names, "error_type": "warning",
        "error_title": "Not on the list", "error_message": "Nobody of that name has a score. Keep it?",
    })  # fmt: skip


def _chart(book: Workbook, place: TableRange, left: int, first: int, last: int) -> None:
    chart = book.add_chart({"type": "column"})
    sheet = place.sheet.get_name()
    chart.add_series({
        "name": _TITLE, "categories": [sheet, first, left + 2, last, left + 2], "values": [sheet, first, left + 1, last, left + 1],
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
    chart.show_hidden_data()  # the figures are out of sight, and a filter hides their rows
    chart.set_size({"width": 720, "height": 380})
    place.sheet.insert_chart(
        place.first, place.right + _LABEL, chart, {"object_position": 3, "description": _TITLE, "y_offset": 6}
    )
