"""Whether two workbooks hold the same, table by table, however they were written."""

from __future__ import annotations

from math import isclose

from tests.helpers import OF_EVERY_BOOK

NOT_COMPARED = {"Seconds"}  # how long it took


class _NoRecord:
    """Stands for no record: nothing is forgotten with it."""

    name = "~"  # after every record's
    grown = action = when = ""


NO_RECORD = _NoRecord()


def tables(book) -> dict[str, dict[str, list[object]]]:
    grids = book.read(OF_EVERY_BOOK).grids
    return {
        name: {
            header: list(cells)
            for header, cells in grid.columns.items()
            if header not in NOT_COMPARED and header not in grid.formulas
        }
        for name, grid in grids.items()
    }


def differences(one, other, digits: float = 0.0) -> list[tuple[object, ...]]:
    """Cells that are not alike: (table, header, row, one, other); numbers may differ by a share of `digits`."""
    found: list[tuple[object, ...]] = []
    for name, columns in one.items():
        for header, cells in columns.items():
            others = other[name][header]
            if len(cells) != len(others):
                found.append((name, header, "rows", len(cells), len(others)))
            found += [
                (name, header, row, a, b)
                for row, (a, b) in enumerate(zip(cells, others, strict=False))
                if a != b
                and not (isinstance(a, float) and isinstance(b, float) and isclose(a, b, rel_tol=digits))
            ]
    return found
