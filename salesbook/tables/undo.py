"""Taking the last action back in a workbook that was edited since: a three-way merge of cells.

Pure. `before` and `after` are how the book was around the action, `now` is how it is. What the
action changed goes back to how it was; what somebody changed since is a conflict, kept and named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from salesbook.errors import Conflict
from salesbook.schema import TABLES
from salesbook.tables.activity_ids import activity_id, may_come_from
from salesbook.tables.compare import alike, comparable, same_value
from salesbook.tables.grid import Grid, Snapshot, is_blank, is_untouched, key_text
from salesbook.tables.plan import Behind, Change, Handle, Replace, Set, Stood, Value


@dataclass(frozen=True)
class Undo:
    """The changes that take an action back, and the cells or rows it must leave alone."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    lost: tuple[Conflict, ...] = ()


def plan_undo(before: Snapshot, after: Snapshot, now: Snapshot, behind: Behind | None = None) -> Undo:
    """Changes to `now` that take back what happened between `before` and `after`.

    `behind` is what was behind the values of `before`. `lost` are cells that held what cannot be brought back: they stay as they are.
    """
    stood = behind or {}
    merges = {
        name: _Merge(before.grids[name], after.grids[name], now.grids[name], stood.get(name, {}))
        for name in before.grids
    }
    if {"Activities", "Calls", "Contacts"} <= merges.keys():
        _keep_talks(merges)
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    lost: list[Conflict] = []
    for merge in merges.values():
        changes += merge.changes()
        conflicts += merge.conflicts
        lost += merge.lost
    return Undo(tuple(changes), tuple(conflicts), tuple(lost))


@dataclass(frozen=True)
class _Line:
    """One row: its key, and where it stands in each of the three; None where it is not."""

    key: str
    before: int | None
    after: int | None
    now: int | None


class _Merge:
    """One table. What the action did to the lines in `keep` stays done."""

    def __init__(self, before: Grid, after: Grid, now: Grid, behind: Mapping[tuple[str, int], Stood]) -> None:
        self.before, self.after, self.now, self.behind = before, after, now, behind
        self.columns = [name for name in before.columns
                        if name in after.columns and name in now.columns and name not in now.formulas]  # fmt: skip
        self.lines = list(self._matched())
        self.keep: set[_Line] = set()
        self.conflicts: list[Conflict] = []
        self.lost: list[Conflict] = []

    @property
    def came(self) -> list[_Line]:
        """Rows that the action added."""
        return [line for line in self.lines if line.before is None]

    @property
    def went(self) -> list[_Line]:
        """Rows that the action removed."""
        return [line for line in self.lines if line.after is None]

    def edited(self, line: _Line) -> list[str]:
        """Columns in which a row that the action added is no longer as it was."""
        if line.now is None or line.after is None:
            return [self.now.key] if line.key and self.unsure(line) else []
        row = line.now
        news = self._typed_in_new_columns(row)
        if row in self.now.notes and line.after not in self.after.notes:
            news.append(self.now.key)
        return news + [
            name
            for name in self.columns
            if not alike(is_now := self.now.columns[name][row], self.after.columns[name][line.after])
            and not (is_blank(is_now) and _ours(self.now.name, name))  # nothing to lose there
        ]

    def _typed_in_new_columns(self, row: int) -> list[str]:
        """Columns that came since, in which something stands in a row."""
        return [
            name
            for name, cells in self.now.columns.items()
            if name not in self.after.columns
            and name not in self.now.formulas
            and not is_untouched(cells[row])
        ]

    def unsure(self, line: _Line) -> bool:
        """Whether other rows have the same key, or it has none."""
        return line.key in self._twice

    def changes(self) -> Iterator[Change]:
        leave: list[Handle] = []
        for line in self.came:
            if edited := self.edited(line):
                self._object(line, edited)
            elif line.now is not None and line not in self.keep:
                leave.append(self.now.handles[line.now])
        back = {
            line.before: {
                name: self._stood(line, name) for name in self.columns if not self._is_lost(line, name)
            }
            for line in self.went
            if line.before is not None and line.now is None and line not in self.keep
        }
        moved = self._moved() if back else {}
        leave += [self.now.handles[line.now] for line in moved.values() if line.now is not None]
        back |= {row: self._as_it_is(line) for row, line in moved.items()}
        yield from self._cells_back(set(moved.values()))
        if leave or back:
            yield Replace(self.now.name, leave, [back[row] for row in sorted(back)])

    def _moved(self) -> dict[int, _Line]:
        """Lines to which the action gave another row, where they still stand, by their row before: they make room again."""
        return {
            line.before: line
            for line in self.lines
            if line.before is not None and line.after is not None and line.now is not None
            and line.before != line.after == line.now and line.now not in self.now.notes
            and not self._typed_in_new_columns(line.now)
        }  # fmt: skip

    def _as_it_is(self, line: _Line) -> dict[str, Value]:
        """A line that makes room: as it was before the action where nobody has changed it since."""
        return {
            name: self._stood(line, name)
            if self._is_as_left(line, name)
            else self.now.columns[name][line.now or 0]
            for name in self.columns
        }

    def _is_as_left(self, line: _Line, name: str) -> bool:
        return alike(self.now.columns[name][line.now or 0], self.after.columns[name][line.after or 0])

    def _cells_back(self, moved: Collection[_Line]) -> Iterator[Set]:
        for name in self.columns:
            was, became, is_now = (grid.columns[name] for grid in (self.before, self.after, self.now))
            back: dict[Handle, Value] = {}
            for line in self.lines:
                if (
                    line.before is None
                    or line.after is None
                    or line in moved
                    or same_value(was[line.before], became[line.after])
                ):
                    continue
                if line in self.keep and not _ours(self.now.name, name):
                    continue
                if line.now is None:
                    if self.unsure(line):
                        self._object(line, [name])
                elif alike(is_now[line.now], became[line.after]):
                    if not self._is_lost(line, name):
                        back[self.now.handles[line.now]] = self._stood(line, name)
                elif not alike(is_now[line.now], was[line.before]):
                    self._object(line, [name])
            if back:
                yield Set(self.now.name, list(back), {name: list(back.values())})

    def _stood(self, line: _Line, name: str) -> Value:
        """What stood in a cell before the action, with what was behind it."""
        row = line.before or 0
        value, behind = self.before.columns[name][row], self.behind.get((name, row))
        return replace(behind, value=value) if behind else value

    def _is_lost(self, line: _Line, name: str) -> bool:
        """Whether that cannot be brought back; then it is noted."""
        behind = self.behind.get((name, line.before or 0))
        if behind is None or not behind.is_lost:
            return False
        self.lost.append(self._conflict(line, name))
        return True

    def _object(self, line: _Line, columns: list[str]) -> None:
        self.conflicts += [self._conflict(line, name) for name in columns]

    def _conflict(self, line: _Line, name: str) -> Conflict:
        cell, value = "", ""
        if line.now is not None:
            cell = self.now.address(self.now.handles[line.now], name)
            value = str(self.now.columns[name][line.now])
        return Conflict(self.now.name, line.key, name, cell, value)

    # Matching --------------------------------------------------------------------------------

    def _matched(self) -> Iterator[_Line]:
        """Rows by their key where it stands once; others by what stands in them.

        The action itself moves no row without a key: between before and after such a row is in the same place.
        """
        keys = [_keys(grid) for grid in (self.before, self.after, self.now)]
        twice = {key for some in keys for key, times in Counter(some).items() if times > 1}
        self._twice = twice | {""}
        before, after, now = (
            {key: row for row, key in enumerate(some) if key not in self._twice} for some in keys
        )
        named = {
            row for key, row in after.items() if key not in before and self._was_given_its_key(keys[0], row)
        }
        for key in before | after:
            stood = row if (row := after.get(key)) in named else before.get(key)
            yield _Line(key, stood, row, now.get(key))
        yield from self._by_content(keys[0], keys[1], keys[2], named)

    def _was_given_its_key(self, before: list[str], row: int) -> bool:
        """Whether a row stood here without a key and has one now: what people had typed there is all there still."""
        if row >= len(before) or before[row] or not self.before.key:
            return False
        typed = [
            name
            for name in self.columns
            if not _ours(self.before.name, name) and not is_blank(self.before.columns[name][row])
        ]
        return bool(typed) and all(
            alike(self.before.columns[name][row], self.after.columns[name][row]) for name in typed
        )

    def _by_content(
        self, before: list[str], after: list[str], now: list[str], named: Collection[int]
    ) -> Iterator[_Line]:
        places: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for row in reversed(self._unsure_rows(self.now, now)):
            places[self._content(self.now, now, row)].append(row)

        def found(grid: Grid, keys: list[str], row: int) -> int | None:
            same_there = places[self._content(grid, keys, row)]
            return same_there.pop() if same_there else None

        was = set(self._unsure_rows(self.before, before)) - set(named)
        for row in self._unsure_rows(self.after, after):
            stood = row in was and before[row] == after[row]
            was -= {row} if stood else set()
            yield _Line(after[row], row if stood else None, row, found(self.after, after, row))
        for row in sorted(was):
            yield _Line(before[row], row, None, found(self.before, before, row))

    def _unsure_rows(self, grid: Grid, keys: list[str]) -> list[int]:
        """Rows with something in them that their key does not tell from others."""
        return [row for row, key in enumerate(keys)
                if key in self._twice and (key or not all(is_blank(grid.columns[name][row]) for name in self.columns))]  # fmt: skip

    def _content(self, grid: Grid, keys: list[str], row: int) -> tuple[object, ...]:
        return (keys[row], *(comparable(grid.columns[name][row]) for name in self.columns))


def _keep_talks(merges: Mapping[str, _Merge]) -> None:
    """A talk that was logged and corrected since stays logged: its row does not come back to Calls.

    It would be logged a second time. What the talk changed about the person stays as well.
    """
    calls, activities, contacts = merges["Calls"], merges["Activities"], merges["Contacts"]
    rows = {line: activity_id(calls.before, line.before) for line in calls.went if line.before is not None}
    kept: set[_Line] = set()
    more = {line for line in activities.came if activities.edited(line) or activities.unsure(line)}
    while more > kept:
        kept = more
        calls.keep = {
            row for row, base in rows.items() if any(may_come_from(line.key, base) for line in kept)
        }
        bases = {rows[row] for row in calls.keep}
        more = kept | {
            line for line in activities.came if any(may_come_from(line.key, base) for base in bases)
        }
    activities.keep = kept
    people = _keys_at(activities.after, "Contact ID", kept)
    contacts.keep = {line for line in contacts.lines if line.key in people}


def _keys_at(grid: Grid, column: str, lines: set[_Line]) -> set[str]:
    cells = grid.columns.get(column)
    return {key_text(cells[line.after]) for line in lines if cells and line.after is not None} - {""}


def _keys(grid: Grid) -> list[str]:
    keys = grid.columns.get(grid.key)
    return [""] * grid.height if keys is None else [key_text(key) for key in keys]


def _ours(table: str, column: str) -> bool:
    if table not in TABLES:  # what is written there is all ours, such as the settings of xlwings
        return True
    known = TABLES[table].by_name.get(column)
    return known is not None and known.ours
