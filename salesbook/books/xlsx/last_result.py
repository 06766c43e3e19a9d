"""The named cells of a closed workbook that hold what the last click or command came to: found, and as edits of one cell each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from salesbook.books.xlsx.layout import NAMED_CELL, Layout, TablePlace
from salesbook.books.xlsx.markup import attribute, hide, start_tag
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.parts import WorkbookPart
from salesbook.books.xlsx.refs import Area, area
from salesbook.tables.last_result import LastResult
from salesbook.tables.resolve import ChangedCells, TableEdit

_CELL = re.compile(r"=?('(?:[^']|'')+'|[^'!]+)!(\$?[A-Za-z]+\$?\d+)")


def with_last_result(
    package: Package, layout: Layout, result: LastResult | None
) -> tuple[Layout, Mapping[str, TableEdit]]:
    """The layout with the named cells as tables of one cell each, and what goes into them; nothing of a workbook without them.

    Where their sheet is protected they stay as they are: no command fails for what it says.
    """
    if result is None:
        return layout, {}
    values = result.cells(layout.sheets.keys())
    tables, edits = {}, {}
    for name, place in named_cells(package, layout):
        if name in values and not _is_protected(package, place.sheet_part):
            tables[place.name] = place
            cells = ChangedCells([0], [values[name]])
            edits[place.name] = TableEdit(place.name, 1, 1, {place.name: cells})
    return replace(layout, tables={**layout.tables, **tables}), edits


def named_cells(package: Package, layout: Layout) -> Iterator[tuple[str, TablePlace]]:
    """The defined names that mean one cell of a sheet, with its place."""
    for name, formula in WorkbookPart(package.read(layout.workbook)).names.items():
        found = _CELL.fullmatch(formula.strip())
        sheet = found[1].strip("'").replace("''", "'") if found else ""
        cell: Area | None = area(found[2]) if found and sheet in layout.sheets else None
        if cell:
            label = NAMED_CELL + name
            yield name, TablePlace(
                label, sheet, layout.sheets[sheet], "", cell.left, cell.top, 1, 1, (label,),
                has_totals=False, calculated={}, has_header=False,
            )  # fmt: skip


def _is_protected(package: Package, part: str) -> bool:
    found = start_tag(b"sheetProtection").search(hide(package.read(part)))
    return found is not None and attribute(found[0], b"sheet") in {b"1", b"true", b"on"}
