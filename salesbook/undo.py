"""Taking the last action back in a workbook that was edited since: a three-way merge of cells.

Pure. `before` and `after` are how the book was around the action, `now` is how it is. What the
action changed goes back to how it was; what somebody changed since is a conflict, kept and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.compare import same
from salesbook.errors import Conflict
from salesbook.grid import Grid, Snapshot
from salesbook.plan import Change, Handle, Replace, Set, Value


@dataclass(frozen=True)
class Undo:
    """The changes that take an action back, and the cells or rows it must leave alone."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def undo(before: Snapshot, after: Snapshot, now: Snapshot) -> Undo:
    """Changes to `now` that take back what happened between `before` and `after`."""
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for name in before.grids:
        merge = _Merge(before.grids[name], after.grids[name], now.grids[name])
        changes += merge.changes()
        conflicts += merge.conflicts
    return Undo(tuple(changes), tuple(conflicts))


class _Merge:
    """One table."""

    def __init__(self, before: Grid, after: Grid, now: Grid) -> None:
        self.before, self.after, self.now = before, after, now
        self.columns = [name for name in before.columns
                        if name in after.columns and name in now.columns and name not in now.formulas]  # fmt: skip
        self.conflicts: list[Conflict] = []

    def changes(self) -> Iterator[Change]:
        came = [h for h in self.after.handles if h not in self.before.rows and not self._blank(self.after, h)]
        went = [
            h for h in self.before.handles if h not in self.after.rows and not self._blank(self.before, h)
        ]
        leave = [handle for handle in came if self._untouched(handle)]
        back = [self._row(self.before, handle) for handle in went if handle not in self.now.rows]
        yield from self._cells_back()
        if leave or back:
            yield Replace(self.now.name, leave, back)

    def _untouched(self, handle: Handle) -> bool:
        """Whether a row that the action added is still as it was; if not, that is a conflict."""
        if handle not in self.now.rows:
            return False
        changed = [name for name in self.columns
                   if not same(self._cell(self.now, name, handle), self._cell(self.after, name, handle))]  # fmt: skip
        self._object(handle, changed)
        return not changed

    def _cells_back(self) -> Iterator[Set]:
        shared = [h for h in self.before.handles if h in self.after.rows and h in self.now.rows]
        for name in self.columns:
            back: dict[Handle, Value] = {}
            for handle in shared:
                was, became = self._cell(self.before, name, handle), self._cell(self.after, name, handle)
                if same(was, became):
                    continue
                is_now = self._cell(self.now, name, handle)
                if same(is_now, became):
                    back[handle] = was
                elif not same(is_now, was):
                    self._object(handle, [name])
            if back:
                yield Set(self.now.name, list(back), {name: list(back.values())})

    def _object(self, handle: Handle, columns: list[str]) -> None:
        for name in columns:
            cell = self.now.address(handle, name)
            self.conflicts.append(
                Conflict(self.now.name, handle, name, cell, str(self._cell(self.now, name, handle)))
            )

    def _row(self, grid: Grid, handle: Handle) -> dict[str, Value]:
        return {name: self._cell(grid, name, handle) for name in self.columns}

    def _cell(self, grid: Grid, name: str, handle: Handle) -> Value:
        return grid.columns[name][grid.rows[handle]]

    def _blank(self, grid: Grid, handle: Handle) -> bool:
        return all(same(self._cell(grid, name, handle), None) for name in self.columns)
