"""The rows that tables start with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.schema import TABLES, XLWINGS

_Value = str | float | bool
RowToWrite = Mapping[str, _Value]
RowsToWrite = Mapping[str, Sequence[RowToWrite]]


def first_rows(settings: Mapping[str, str], xlwings: Mapping[str, str | bool]) -> RowsToWrite:
    """Rows by table; tables that start empty are left out. `settings` fills those of these names."""
    rows = {
        table.name: _by_header([column.name for column in table.columns], table.starts_with)
        for table in TABLES.values()
        if table.starts_with
    }
    rows["Settings"] = [
        {**row, "Value": value} if (value := settings.get(str(row["Setting"]))) else row
        for row in rows["Settings"]
    ]
    return {**rows, XLWINGS.name: _by_header(["Setting", "Value"], list(xlwings.items()))}


def _by_header(headers: Sequence[str], lines: Sequence[Sequence[_Value | None]]) -> list[RowToWrite]:
    return [
        {
            header: value
            for header, value in zip(headers, line, strict=False)
            if value is not None and value != ""
        }
        for line in lines
    ]
