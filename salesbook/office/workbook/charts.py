"""The two charts of Home: contacts by band, and the calls of the next working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.office.workbook import figures, texts, theme
from salesbook.office.workbook import figures_sheet as behind
from salesbook.office.workbook.home import (
    BANDS_ROW,
    COLUMN,
    HALF,
    LEFT_HALF,
    LINE_HEIGHT,
    LIST_ROW,
    RIGHT_HALF,
    Page,
)

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_FONT = {"name": "Calibri", "size": 9, "color": theme.MUTED}
_GAP = 4
_TALL = behind.LINES * LINE_HEIGHT - _GAP


def write_charts(page: Page) -> None:
    """The calls of the next working days beside the list, contacts by band below it."""
    page.heading(LIST_ROW, RIGHT_HALF, texts.DAYS_TITLE)
    page.heading(BANDS_ROW, LEFT_HALF, texts.BANDS_TITLE)
    for row in range(BANDS_ROW + 1, BANDS_ROW + 1 + behind.LINES):
        page.sheet.set_row_pixels(row, LINE_HEIGHT)
    _bands(page)
    _place(page, _days_chart(page), (LIST_ROW, RIGHT_HALF), HALF * COLUMN, texts.DAYS_TITLE)


def _bands(page: Page) -> None:
    """A table with a swatch for each band, and the ring in the same colours."""
    sheet, first = page.sheet, BANDS_ROW + 2
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
    _place(page, ring, (BANDS_ROW, LEFT_HALF + 3), 3 * COLUMN, texts.BANDS_TITLE)


def _days_chart(page: Page) -> Chart:
    """Columns for what is due, a line for what the team can do."""
    days, head = behind.cells(behind.FIRST_DAY_ROW, behind.LAST_DAY_ROW, behind.DAY_NAME), behind.HEADS_ROW
    columns = page.book.add_chart({"type": "column", "subtype": "stacked"})
    for column, colour in ((behind.OVERDUE, theme.OVERDUE_COLOUR), (behind.DUE, theme.DUE_COLOUR)):
        columns.add_series({
            "name": behind.cells(head, head, column), "categories": days,
            "values": behind.cells(behind.FIRST_DAY_ROW, behind.LAST_DAY_ROW, column),
            "fill": {"color": colour}, "border": {"none": True}, "gap": 45,
        })  # fmt: skip
    line = page.book.add_chart({"type": "line"})
    line.add_series({
        "name": behind.cells(head, head, behind.CAPACITY), "categories": days,
        "values": behind.cells(behind.FIRST_DAY_ROW, behind.LAST_DAY_ROW, behind.CAPACITY),
        "line": {"color": theme.CAPACITY_COLOUR, "width": 1.75, "dash_type": "dash"},
    })  # fmt: skip
    columns.combine(line)
    columns.set_x_axis({"text_axis": True, "num_format": "d mmm", "num_font": {**_FONT, "rotation": -45},
                        "line": {"color": theme.LINE}, "major_tick_mark": "none"})  # fmt: skip
    columns.set_y_axis({"num_font": _FONT, "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": theme.LINE, "width": 0.5}},
                        "num_format": "#,##0", "min": 0})  # fmt: skip
    columns.set_legend({"position": "top", "font": _FONT})
    return columns


def _place(page: Page, chart: Chart, below: tuple[int, int], width: int, description: str) -> None:
    """A chart under the heading in this cell."""
    row, column = below
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_size({"width": width, "height": _TALL})
    chart.show_hidden_data()
    page.sheet.insert_chart(
        row + 1, column, chart, {"object_position": 2, "description": description, "y_offset": _GAP // 2}
    )


def _range(first: int, column: int, last: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    return f"=Home!{xl_range_abs(first, column, last, column)}"
