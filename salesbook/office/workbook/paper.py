"""Sheets on which no line shows where a page of paper would end."""

from __future__ import annotations

from typing import Any


def sheet_class() -> type[Any]:
    """XlsxWriter's sheets, but Excel is told not to draw those lines."""
    from xlsxwriter.worksheet import Worksheet

    return type("Sheet", (Worksheet,), {"_write_page_set_up_pr": _write_page_set_up})


def _write_page_set_up(sheet: Any) -> None:
    fits = [("fitToPage", 1)] if sheet.fit_page else []
    sheet._xml_empty_tag("pageSetUpPr", [("autoPageBreaks", 0), *fits])  # noqa: SLF001  (as its own method does)
