"""Tables as a library reads them that salesbook does not read its tables with."""

from __future__ import annotations

from pathlib import Path

import python_calamine


def table(path: Path, name: str) -> list[dict[str, object]]:
    """A table as a reader of its own sees it."""
    book = python_calamine.load_workbook(str(path), load_tables=True)
    found = book.get_table_by_name(name)
    return [dict(zip(found.columns, row, strict=True)) for row in found.to_python()]
