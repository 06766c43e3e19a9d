"""Cells that could not be read, and what counts instead: as their columns say it, in the columns and in the complaints."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from salesbook.schema import Column
from salesbook.tables.grid import Grid
from salesbook.tables.parse import Array, Complaint

Bad = list[tuple[Column, Complaint]]

_NO_RESULT = "holds a formula that no program has worked out"
_CALCULATE = "Open the workbook in Excel or LibreOffice and save it, or type the value."


def uncalculated_complaints(column: Column, grid: Grid, filled: Collection[int]) -> list[Complaint]:
    """Cells of the `filled` rows that only look blank: each is told, and what counts instead."""
    rows = grid.uncalculated.get(column.name, frozenset())
    if column.uncalculated:
        return [Complaint(row, f"{_NO_RESULT}; {column.uncalculated}", _CALCULATE) for row in sorted(rows)]
    if not rows:
        return []
    cells = grid.columns[column.name]
    there = sorted(row for row in rows.intersection(filled) if cells[row] is None)
    said = column.unreadable and column.unreadable.said
    why = _NO_RESULT if said else f"{_NO_RESULT}; it counts as blank"
    return [Complaint(row, why, _CALCULATE) for row in there]


def stand_in(columns: Mapping[str, Array], bad: Bad) -> tuple[Bad, set[int]]:
    """Put what counts instead into the columns. Gives the complaints, which say so, and rows to leave out."""
    told: Bad = []
    left_out = set()
    for column, complaint in bad:
        instead = column.unreadable
        if instead and instead.said and not complaint.counts:
            complaint = replace(complaint, why=f"{complaint.why}; {instead.said}")  # noqa: PLW2901
            if instead.same_as:
                columns[column.name][complaint.row] = columns[instead.same_as][complaint.row]
            elif instead.left_out:
                left_out.add(complaint.row)
            elif instead.value is not None:
                columns[instead.column or column.name][complaint.row] = instead.value
        told.append((column, complaint))
    return told, left_out
