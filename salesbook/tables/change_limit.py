"""The safety valve: an action that would overwrite or empty much of what people typed stops and asks."""

from __future__ import annotations

from collections.abc import Iterable

from salesbook.errors import TooMuch
from salesbook.schema import TABLES
from salesbook.tables.frames import read_settings
from salesbook.tables.grid import Grid, Snapshot, is_blank
from salesbook.tables.plan import Change, Set
from salesbook.tables.resolve import Resolved

_FEW = 20  # rows that an action may always change: a share of a small table says little
HOW_TO_GO_ON = "If that is right, set 'Change limit' on the Settings sheet to 1 and run it again."


def refuse_too_much(changes: Iterable[Change], resolved: Resolved, seen: Snapshot) -> None:
    """Raise TooMuch where the changes would empty a table of people's, or overwrite too much of it.

    Cells that were set with the value they replace do not count: they were looked at one by one.
    Nor does Calls, whose planners keep what is typed.
    """
    limit = float(read_settings(seen)[0]["Change limit"])
    if limit >= 1:
        return
    checked = {(c.table, name) for c in changes if isinstance(c, Set) for name in c.expected}
    for name, edit in resolved.edits.items():
        table, grid = TABLES[name], seen.grids[name]
        if table.ours or table.shared:
            continue
        rows: set[int] = set()
        for column, cells in edit.columns.items():
            if (name, column) in checked or (column in table.by_name and table.by_name[column].ours):
                continue
            old = grid.columns[column]
            rows.update(row for row in cells.rows if row < len(old) and not is_blank(old[row]))
        if not rows:
            continue
        filled = _filled(grid)
        emptied = filled and not _filled(resolved.after.grids[name])
        if emptied or (len(rows) > _FEW and len(rows) > limit * filled):
            raise TooMuch(name, len(rows), filled, HOW_TO_GO_ON)


def _filled(grid: Grid) -> int:
    """Rows in which something stands."""
    columns = [cells for name, cells in grid.columns.items() if name not in grid.formulas]
    return sum(not all(map(is_blank, row)) for row in zip(*columns, strict=True))
