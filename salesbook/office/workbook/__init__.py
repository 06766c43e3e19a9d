"""Makes the workbook from the schema: a new one with its starting rows, and nobody's data."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from salesbook import schema
from salesbook.office.excel.conf import MADE_FOR
from salesbook.office.excel.ribbon import add_ribbon
from salesbook.office.excel.sources import xlwings_version
from salesbook.office.workbook import (
    button_shapes,
    charts,
    figures_sheet,
    history_chart,
    home,
    macros,
    paper,
    report_sheet,
    rows,
    rules,
    sheets,
)
from salesbook.office.workbook.button_bar import Buttons

__all__ = ["NO_BUTTONS", "Buttons", "build"]

NO_BUTTONS = Buttons()


def build(
    target: str | BinaryIO,
    *,
    book_id: str,
    firm: str = "",
    today: date,
    buttons: Buttons = NO_BUTTONS,
    parts: Collection[str] = schema.STANDARD,
) -> None:
    """Write a new, empty salesbook with these parts: the same bytes for the same arguments.

    Each table has its starting rows, or one blank row that carries the formats of its columns. With `buttons` that have
    settings it is a workbook with macros (.xlsm). Raises OSError where the file cannot be written.
    """
    from xlsxwriter.workbook import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.worksheet_class = paper.sheet_class()
    created = datetime(today.year, today.month, today.day, tzinfo=UTC)
    book.set_properties({"title": firm or "Salesbook", "author": "salesbook", "created": created})
    book.set_size(1600, 1000)
    page = home.Page(book, buttons=buttons.laid, parts=parts)
    xlwings = {} if buttons.settings is None else {**buttons.settings, MADE_FOR: xlwings_version()}
    mark = schema.mark_of(schema.new_shapes(parts))
    since = schema.since_note(parts, today)
    starts = rows.first_rows(
        {"Book ID": book_id, "Firm": firm, schema.MARK: mark, schema.SINCE: since}, xlwings
    )
    for tables in schema.sheets(parts).values():
        if schema.REPORT_WEEK in tables:
            report_sheet.lay_report(book, buttons=buttons, parts=parts, today=today)
            continue
        for place in sheets.lay_out_sheet(book, tables, starts, buttons=buttons, parts=parts):
            rules.validate(place)
            rules.light(book, place)
            if place.table.name == "ScoreHistory":
                history_chart.write_history_chart(book, place, today)
    rules.name_lists(book, parts)
    charts.write_charts(page)
    home.write_home(page, firm)
    figures_sheet.write_figures(book, today, firm, buttons=bool(buttons.laid), parts=parts)
    if xlwings:
        sheets.lay_hidden(book, schema.XLWINGS, starts)
        macros.embed(book)
    book.close()
    data = add_ribbon(made.getvalue(), button_shapes.with_macros) if xlwings else made.getvalue()
    if isinstance(target, str):
        Path(target).write_bytes(data)
    else:
        target.write(data)
