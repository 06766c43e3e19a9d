"""The same job with openpyxl: load the workbook, plan with the same planners, set cells, save.

The planners and the pandas frames are salesbook's own, so the comparison is one of reading and
writing workbooks, which is where the time goes. `rewrite` only loads and saves.
"""

from __future__ import annotations

import sys
from datetime import date, datetime

import openpyxl
from openpyxl.utils import range_boundaries

from salesbook.schema import TABLES
from salesbook.tables.grid import Fingerprint, Grid, Snapshot
from salesbook.tables.plan import Link
from salesbook.tables.records import Runner
from tests.sessions import run


class OpenpyxlBook:
    """The least that it takes to read and write the tables with openpyxl."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.places = {table.name: (sheet, table) for sheet in self.book for table in sheet.tables.values()}

    def read(self, tables, optional=(), sought=()):
        grids = {}
        for name in (*tables, *(name for name in optional if name in self.places)):
            sheet, table = self.places[name]
            left, first, right, last = range_boundaries(table.ref)
            rows = list(sheet.iter_rows(first + 1, last, left, right, values_only=True))
            headers = [column.name for column in table.tableColumns]
            columns = {
                header: [_day(cell) for cell in cells]
                for header, cells in zip(headers, zip(*rows, strict=True), strict=True)
            }
            formulas = frozenset(c.name for c in TABLES[name].columns if c.formula)
            grids[name] = Grid(
                name, columns, TABLES[name].key, sheet.title, first + 1, dict.fromkeys(headers, "A"), formulas
            )
        absent = [name for name in (*optional, *sought) if name not in self.places]
        return Snapshot(grids, Fingerprint(""), absent)

    def write(self, edits, _seen):
        for name, edit in edits.items():
            sheet, table = self.places[name]
            left, first, _, _ = range_boundaries(table.ref)
            headers = [column.name for column in table.tableColumns]
            for header, cells in edit.columns.items():
                column = left + headers.index(header)
                for row, value in zip(cells.rows, cells.values, strict=True):
                    sheet.cell(first + 1 + row, column).value = (
                        value.text if isinstance(value, Link) else value
                    )
        self.book.save(self.path)

    def tell(self, text):
        pass


def _day(cell):
    return (
        cell.date() if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second) else cell
    )


def main() -> None:
    action, path, *rest = sys.argv[1:]
    if action == "rewrite":
        openpyxl.load_workbook(path).save(path)
        return
    today = date.fromisoformat(rest[1])
    book = OpenpyxlBook(path)
    run(action, book, today=today, runner=Runner("", "", datetime(2026, 1, 1)))


if __name__ == "__main__":
    main()
