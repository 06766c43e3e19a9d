"""Workbooks of earlier shapes, with what people may have added to them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

SHAPES = Path(__file__).parent / "shapes"
SHAPE_BOOKS = {1: SHAPES / "first.xlsx"}  # by the shape


def older_book(folder: Path, name: str = "first.xlsx") -> Path:
    """A book of an earlier shape in a folder."""
    return Path(shutil.copy(SHAPES / name, folder))


def with_columns(path: Path, columns: Mapping[str, Sequence[str]], text: str = "mine {}") -> Path:
    """The workbook with columns of people's at the right end of tables, a text in each row."""
    book = openpyxl.load_workbook(path)
    for name, headers in columns.items():
        sheet = next(one for one in book.worksheets if name in one.tables)
        table = sheet.tables[name]
        left, top, right, bottom = range_boundaries(table.ref)
        for header in headers:
            right += 1
            sheet.cell(top, right, header)
            for row in range(top + 1, bottom + 1):
                sheet.cell(row, right, text.format(row))
            table.tableColumns.append(
                openpyxl.worksheet.table.TableColumn(len(table.tableColumns) + 1, name=header)
            )
        table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        if table.autoFilter:
            table.autoFilter.ref = table.ref
    book.save(path)
    return path
