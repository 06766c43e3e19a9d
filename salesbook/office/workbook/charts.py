"""The two charts of Home and the figures behind them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesbook.office.workbook import figures, texts, theme
from salesbook.office.workbook.home import ASIDE, CHARTS_ROW, COLUMN, HALF, LEFT_HALF, RIGHT_HALF, Page

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_DAYS = 20
SATURDAY = 5
_FONT = {"name": "Calibri", "size": 9, "color": theme.MUTED}
_HEAD = {"font_size": 10, "bold": True, "bg_color": theme.OURS_HEAD, "font_color": theme.INK}
_TALL = 250


def write_charts(page: Page, today: date) -> None:
    """Contacts by band on the left, the calls of the next working days on the right."""
    page.heading(CHARTS_ROW, LEFT_HALF, texts.BANDS_TITLE)
    page.heading(CHARTS_ROW, RIGHT_HALF, texts.DAYS_TITLE)
    for row in range(CHARTS_ROW + 1, CHARTS_ROW + 12):
        page.sheet.set_row_pixels(row, 23)
    _bands(page)
    _days(page, today)


def _bands(page: Page) -> None:
    """A table with a swatch for each band, and the ring in the same colours."""
    sheet, first = page.sheet, CHARTS_ROW + 4
    bands = zip(figures.BAND_COUNTS.items(), theme.BAND_COLOURS, strict=True)
    for row, ((band, formula), colour) in enumerate(bands, first):
        line = {"bottom": 1, "bottom_color": theme.LINE}
        sheet.write_string(row, LEFT_HALF, band, page.format(**line, left=5, left_color=colour, indent=1))
        sheet.write_blank(row, LEFT_HALF + 1, None, page.format(**line))
        number = page.format(**line, num_format="#,##0", bold=True)
        sheet.write_formula(row, LEFT_HALF + 2, "=" + formula, number, 0)
    last = first + len(theme.BAND_COLOURS) - 1
    names, counts = _range(first, LEFT_HALF, last), _range(first, LEFT_HALF + 2, last)
    ring = page.book.add_chart({"type": "doughnut"})
    ring.add_series({
        "name": texts.BANDS_TITLE, "categories": names, "values": counts,
        "points": [{"fill": {"color": colour}, "border": {"color": theme.PAPER, "width": 1.5}} for colour in theme.BAND_COLOURS],
    })  # fmt: skip
    ring.set_hole_size(62)
    ring.set_legend({"none": True})
    ring.set_plotarea({"layout": {"x": 0.12, "y": 0.1, "width": 0.8, "height": 0.8}})
    _place(page, ring, LEFT_HALF + 3, 3 * COLUMN, texts.BANDS_TITLE)


def _days(page: Page, today: date) -> None:
    """What falls due on each of the next working days, below what is overdue, and the chart of it."""
    sheet, overdue = page.sheet, CHARTS_ROW + 2
    first, last = overdue + 1, overdue + _DAYS
    quiet = page.format(font_size=10, font_color=theme.MUTED, italic=True)
    sheet.write_string(CHARTS_ROW, ASIDE, texts.DAYS_NOTE, quiet)
    for i, text in enumerate(("Day", "Due", "Overdue", "Capacity")):
        sheet.write_string(overdue - 1, ASIDE + i, text, page.format(**_HEAD, align="right" if i else "left"))
    line = {"bottom": 1, "bottom_color": theme.LINE}
    dates = page.format(**line, num_format="ddd d mmm", align="left")
    before = page.format(**line, num_format='"until" ddd d mmm', align="left")
    number = page.format(**line, num_format="#,##0")
    for row, day in enumerate([today - timedelta(days=1), *_workdays(today)], overdue):
        formula = figures.next_workday(_cell(row - 1, ASIDE)) if row > overdue else "TODAY()-1"
        sheet.write_formula(row, ASIDE, "=" + formula, dates if row > overdue else before, _serial(day))
        sheet.write_blank(row, ASIDE + 2, None, number)
        sheet.write_blank(row, ASIDE + 3, None, number)
        if row > overdue:
            sheet.write_formula(row, ASIDE + 3, f"={figures.WEEKLY_CAPACITY}/5", number, 0)
    calls = figures.calls_due(_range(overdue, ASIDE, last).removeprefix("=Home!"))
    sheet.write_array_formula(overdue, ASIDE + 1, last, ASIDE + 1, "{=" + calls + "}", number, 0)
    for row in range(first, last + 1):
        # Only the first cell of the array holds the formula; a value in the others would go stale unseen.
        sheet.write_blank(row, ASIDE + 1, None, number)
    sheet.write_formula(first, ASIDE + 2, "=" + _cell(overdue, ASIDE + 1), number, 0)
    _capacity(page, last + 2)
    _place(page, _days_chart(page, first, last), RIGHT_HALF, HALF * COLUMN, texts.DAYS_TITLE)


def _capacity(page: Page, row: int) -> None:
    """The calls that the team can make in a week, which Cadences refers to by name."""
    label = page.format(**_HEAD)
    for column in range(ASIDE, ASIDE + 4):
        page.sheet.write_blank(row, column, None, label)
    page.sheet.write_string(row, ASIDE, texts.CAPACITY_LABEL, label)
    number = page.format(**_HEAD, num_format="#,##0")
    page.sheet.write_array_formula(
        row, ASIDE + 3, row, ASIDE + 3, "{=" + figures.capacity_a_week() + "}", number, 0
    )
    page.book.define_name(figures.WEEKLY_CAPACITY, "=Home!" + _cell(row, ASIDE + 3, absolute=True))


def _days_chart(page: Page, first: int, last: int) -> Chart:
    """Columns for what is due, a line for what the team can do."""
    days = _range(first, ASIDE, last)
    columns = page.book.add_chart({"type": "column", "subtype": "stacked"})
    for offset, colour in ((2, theme.OVERDUE_COLOUR), (1, theme.DUE_COLOUR)):
        columns.add_series({
            "name": _range(first - 2, ASIDE + offset), "categories": days, "values": _range(first, ASIDE + offset, last),
            "fill": {"color": colour}, "border": {"none": True}, "gap": 45,
        })  # fmt: skip
    line = page.book.add_chart({"type": "line"})
    line.add_series({
        "name": _range(first - 2, ASIDE + 3), "categories": days, "values": _range(first, ASIDE + 3, last),
        "line": {"color": theme.CAPACITY_COLOUR, "width": 1.75, "dash_type": "dash"},
    })  # fmt: skip
    columns.combine(line)
    columns.set_x_axis({"text_axis": True, "num_format": "d mmm", "num_font": {**_FONT, "rotation": -45},
                        "line": {"color": theme.LINE}, "major_tick_mark": "none"})  # fmt: skip
    columns.set_y_axis({"num_font": _FONT, "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": theme.LINE, "width": 0.5}},
                        "num_format": "#,##0", "min": 0})  # fmt: skip
    columns.set_legend({"position": "top", "font": _FONT})
    return columns


def _place(page: Page, chart: Chart, column: int, width: int, description: str) -> None:
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_size({"width": width, "height": _TALL})
    page.sheet.insert_chart(
        CHARTS_ROW + 1, column, chart, {"object_position": 2, "description": description, "y_offset": 4}
    )


def _workdays(today: date) -> list[date]:
    """What the formulas give in a book without holidays."""
    days: list[date] = []
    day = today
    while len(days) < _DAYS:
        if day.weekday() < SATURDAY:
            days.append(day)
        day += timedelta(days=1)
    return days


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _cell(row: int, column: int, *, absolute: bool = False) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=absolute, col_abs=absolute))


def _range(first: int, column: int, last: int | None = None) -> str:
    cells = _cell(first, column, absolute=True)
    return f"=Home!{cells}" + (f":{_cell(last, column, absolute=True)}" if last is not None else "")
