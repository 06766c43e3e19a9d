"""A spreadsheet in a browser, as xlwings' remote engine sees it: a workbook as JSON goes in, actions come out.

The engine is xlwings' own; it belongs to xlwings PRO and is used here, and only here, under its
licence for non-commercial use. What the actions do to the cells is played by `Spreadsheet`, with
the rules by which Excel reads what is put into a cell.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")

import xlwings
from xlwings.pro import _xlremote

from salesbook.books.live import LiveBook
from salesbook.books.xlsx.refs import area
from salesbook.schema import TABLES
from salesbook.tables.plan import Value

_LINK = re.compile(r'=HYPERLINK\("(?:[^"]|"")*","((?:[^"]|"")*)"\)')
_DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")


class Spreadsheet:
    """Sheets of cells with one table each, from A1."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, Value]]]) -> None:
        self.sheets: dict[str, list[list[object]]] = {}
        self.heights: dict[str, int] = {}
        for name, rows in tables.items():
            headers = [column.name for column in TABLES[name].columns]
            headers += [h for h in dict.fromkeys(h for row in rows for h in row) if h not in headers]
            self.sheets[name] = [headers, *([_sent(row.get(h)) for h in headers] for row in rows)]
            self.heights[name] = 1 + max(1, len(rows))

    def opened(self) -> xlwings.Book:
        """What the browser sends with a click."""
        content = {
            "client": "Office.js", "version": xlwings.__version__, "names": [],
            "book": {"name": "book.xlsx", "active_sheet_index": 0, "selection": "A1"},
            "sheets": [self._sheet(name) for name in self.sheets],
        }  # fmt: skip
        return xlwings.Book(impl=_xlremote.engine.apps[0].books.open(content))

    def _sheet(self, name: str) -> dict[str, object]:
        rows = self.sheets[name]
        width, height = len(rows[0]), self.heights[name]
        last = xlwings.utils.col_name(width)
        return {
            "name": name, "values": rows, "pictures": [], "tables": [{
                "name": name, "range_address": f"A1:{last}{height}", "header_row_range_address": f"A1:{last}1",
                "data_body_range_address": f"A2:{last}{height}", "total_row_range_address": None,
                "show_headers": True, "show_totals": False, "show_autofilter": True, "table_style": "",
            }],
        }  # fmt: skip

    def act(self, actions: Sequence[Mapping[str, object]]) -> None:
        """What the browser does with the answer."""
        for action in actions:
            getattr(self, f"_{action['func']}")(action)

    def _setScreenUpdating(self, action):  # noqa: N802
        pass

    def _rangeAutofill(self, action):  # noqa: N802
        assert action["args"][1] == "FillFormats"

    def _setValues(self, action):  # noqa: N802
        for i, row in enumerate(action["values"]):
            for j, value in enumerate(row):
                self._put(action, i, j, _entered(value))

    def _rangeClearContents(self, action):  # noqa: N802
        for i in range(action["row_count"]):
            for j in range(action["column_count"]):
                self._put(action, i, j, None)

    def _rangeClearFormats(self, action):  # noqa: N802
        """Rows that a table gave up look like all below it."""
        assert action["start_row"] >= self.heights[self._name(action)]

    def _resizeTable(self, action):  # noqa: N802
        self.heights[self._name(action)] = area(action["args"][1]).bottom

    def _put(self, action, i: int, j: int, value: object) -> None:
        rows, row = self.sheets[self._name(action)], action["start_row"] + i
        while len(rows) <= row:
            rows.append([None] * len(rows[0]))
        rows[row][action["start_column"] + j] = value

    def _name(self, action) -> str:
        return list(self.sheets)[action["sheet_position"]]


class RemoteBook(LiveBook):
    """Each reading is a click of its own, with the workbook as it is then."""

    def __init__(self, spreadsheet: Spreadsheet) -> None:
        self.spreadsheet = spreadsheet
        super().__init__(spreadsheet.opened())

    def read(self, tables, optional=(), sought=()):
        self.book = self.spreadsheet.opened()
        return super().read(tables, optional, sought)

    def write(self, edits, seen):
        self.book = self.spreadsheet.opened()
        self._found = self._places(self._found)
        try:
            super().write(edits, seen)
        finally:
            self.spreadsheet.act(self.book.json()["actions"])


def _sent(value: Value) -> object:
    """A cell as the browser sends it."""
    if isinstance(value, date):
        return f"{datetime(value.year, value.month, value.day).isoformat()}.000Z"
    return value


def _entered(value: object) -> object:
    """What stands in a cell after a value was put into it."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if link := _LINK.fullmatch(value):
        return link[1].replace('""', '"')
    assert not value.startswith("=")
    if _DAY.fullmatch(value):
        return f"{datetime.fromisoformat(value).isoformat()}.000Z"
    if value.upper() in {"TRUE", "FALSE"}:
        return value.upper() == "TRUE"
    try:
        return float(value)
    except ValueError:
        return value or None
