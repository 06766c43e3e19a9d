"""XlsxWriter's sheets: no line shows where a page of paper would end, and formulas that come again are known."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def sheet_class() -> type[Any]:
    """The class of the sheets of a new workbook."""
    from xlsxwriter.worksheet import Worksheet

    known: dict[tuple[bool, str], str] = {}

    def prepare(sheet: Any, formula: str, expand_future_functions: bool = False) -> str:
        """XlsxWriter looks for thirty functions in each formula, one by one: a quarter of a new workbook's time."""
        key = sheet.use_future_functions or expand_future_functions, formula
        if key not in known:
            known[key] = Worksheet._prepare_formula(sheet, formula, expand_future_functions)  # noqa: SLF001
        return known[key]

    own = {"_write_page_set_up_pr": _write_page_set_up, "_prepare_formula": prepare}
    return type("Sheet", (Worksheet,), own)


def _write_page_set_up(sheet: Any) -> None:
    """Excel is told not to draw the lines between pages."""
    fits = [("fitToPage", 1)] if sheet.fit_page else []
    sheet._xml_empty_tag("pageSetUpPr", [("autoPageBreaks", 0), *fits])  # noqa: SLF001  (as its own method does)
