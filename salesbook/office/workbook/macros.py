"""The macros behind the buttons, put into a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from salesbook.office.excel.project import vba_project
from salesbook.office.excel.sources import THIS_WORKBOOK, code_name, modules

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


def embed(book: Workbook) -> None:
    """Add the VBA project, when all sheets are there: each has a module of its own, and is tied to it by name."""
    names = {sheet: code_name(sheet.get_name()) for sheet in book.worksheets()}
    book.set_vba_name(THIS_WORKBOOK)
    for sheet, name in names.items():
        sheet.set_vba_name(name)
    book.add_vba_project(BytesIO(vba_project(modules(names.values()))), is_stream=True)
