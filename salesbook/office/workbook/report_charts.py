"""The charts of the sheet Report, over ReportFigures: calls made against planned, outcomes by day, and touches around wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.office.workbook.report_figures import figure_cells
from salesbook.schema import OUTCOME_GROUPS, REPORT_BLOCKS

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE_TITLE = "All calls against planned, by week"
OUTCOMES_TITLE = "Outcomes by day"
AROUND_TITLE = "Touches and people by day around wins, at 100 customers"
_SHEET = "Report"
_FONT = {"name": "Calibri", "size": 8, "color": theme.MUTED}
_OUTCOME_COLOURS = ("#2B5A6E", "#4C9F78", "#7FB0BF", "#CBD6DC", "#E3B34C")


def write_report_charts(
    book: Workbook, sheet: Worksheet, row: int, right: int, width: int, height: int
) -> None:
    """Both into the same row, the second one from the column `right` on."""
    _place(sheet, _made(book), MADE_TITLE, (row, 0), (width, height))
    _place(sheet, _outcomes(book), OUTCOMES_TITLE, (row, right), (width, height))


def write_around_chart(book: Workbook, sheet: Worksheet, row: int, width: int, height: int) -> None:
    """Touches from 30 days before a win to 180 after, with the mean of a week, since no customer is called on Sundays."""
    around = REPORT_BLOCKS["Around"]
    chart, mean = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    chart.add_series({
        "name": "Touches a day", "categories": _cells("Around", "Text"), "values": _cells("Around", around.column("At 100")),
        "fill": {"color": theme.OURS_HEAD}, "border": {"none": True}, "gap": 20,
    })  # fmt: skip
    for what, colour in (("People", theme.GOOD[1]), ("Touches", theme.PEOPLE_HEAD)):
        mean.add_series({
            "name": f"{what}, mean of a week", "categories": _cells("Around", "Text"),
            "values": _cells("Around", around.column(f"{what} at 100, a week's mean")), "line": {"color": colour, "width": 2},
        })  # fmt: skip
    chart.combine(mean)
    _place(sheet, chart, AROUND_TITLE, (row, 0), (width, height), every=15)


def _made(book: Workbook) -> Chart:
    week = REPORT_BLOCKS["Week"]
    chart = book.add_chart({"type": "column"})
    # The figure has extra calls too, and is called as the column of the table that has both.
    for name, figure, colour in (
        ("Planned", "Planned", theme.OURS_HEAD),
        ("All calls", "Made", theme.PEOPLE_HEAD),
    ):
        chart.add_series({
            "name": name, "categories": _cells("Week", "Text"), "values": _cells("Week", week.column(figure)),
            "fill": {"color": colour}, "border": {"none": True}, "gap": 60, "overlap": 0,
        })  # fmt: skip
    return chart


def _outcomes(book: Workbook) -> Chart:
    day = REPORT_BLOCKS["Day"]
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for figure, colour in zip(OUTCOME_GROUPS, _OUTCOME_COLOURS, strict=True):
        chart.add_series({
            "name": figure, "categories": _cells("Day", "Text"), "values": _cells("Day", day.column(figure)),
            "fill": {"color": colour}, "border": {"none": True}, "gap": 45,
        })  # fmt: skip
    return chart


def _cells(block: str, column: str) -> list[str | int]:
    first, last, number = figure_cells(REPORT_BLOCKS[block], column)
    return [_SHEET, first, number, last, number]


def _place(
    sheet: Worksheet, chart: Chart, title: str, at: tuple[int, int], size: tuple[int, int], every: int = 1
) -> None:
    """`every`: which categories are named, each or every so many."""
    chart.set_title({"none": True})
    chart.set_x_axis(
        {
            "text_axis": True,
            "num_font": _FONT,
            "line": {"color": theme.LINE},
            "major_tick_mark": "none",
            "interval_unit": every,
            "interval_tick": every,
        }
    )
    chart.set_y_axis({"num_font": _FONT, "line": {"none": True}, "num_format": "#,##0", "min": 0,
                      "major_gridlines": {"visible": True, "line": {"color": theme.LINE, "width": 0.5}}})  # fmt: skip
    chart.set_legend({"position": "top", "font": _FONT})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.show_hidden_data()  # the figures are folded away
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.insert_chart(*at, chart, {"object_position": 2, "description": title})
