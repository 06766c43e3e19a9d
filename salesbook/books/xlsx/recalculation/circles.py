"""Formulas that depend on themselves: with iterative calculation their last result is all they remember."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from salesbook.books.xlsx.recalculation.dependents import Dirty, FormulaRun, RowNumbers

SheetCell = tuple[str, int, int]  # sheet in lower case, row, column
_MOST = 2_000_000  # readings followed cell by cell; beyond that a run counts as a circle whole


def circles(runs: Sequence[FormulaRun], dirty: Dirty) -> frozenset[SheetCell]:
    """The dirty formula cells that stand in a circle."""
    touched = [run for run in runs if len(dirty.among(run))]
    by_column: dict[tuple[str, int], list[int]] = {}
    for i, run in enumerate(touched):
        by_column.setdefault((run.sheet, run.column), []).append(i)
    read = [sorted(set(_runs_read(run, touched, by_column))) for run in touched]
    found: set[SheetCell] = set()
    for group in _components(read):
        if len(group) > 1 or group[0] in read[group[0]]:
            found |= _cells_in_circles([touched[i] for i in group], dirty)
    return frozenset(found)


def _runs_read(
    run: FormulaRun, runs: Sequence[FormulaRun], by_column: Mapping[tuple[str, int], list[int]]
) -> Iterator[int]:
    for span in run.spans:
        first, last = span.between(run.rows)
        lo, hi = int(first.min()), int(last.max())
        if span.right - span.left < len(by_column):
            columns = [(span.sheet, column) for column in range(span.left, span.right + 1)]
        else:
            columns = [
                each for each in by_column if each[0] == span.sheet and span.left <= each[1] <= span.right
            ]
        for key in columns:
            for i in by_column.get(key, ()):
                if runs[i].rows[0] <= hi and runs[i].rows[-1] >= lo:
                    yield i


def _cells_in_circles(runs: Sequence[FormulaRun], dirty: Dirty) -> set[SheetCell]:
    """Cell by cell, among runs that read each other or themselves."""
    if len(runs) == 1 and _looks_one_way(runs[0]):
        return set()
    rows_of: dict[tuple[str, int], RowNumbers] = {}
    owners: dict[SheetCell, FormulaRun] = {}
    for run in runs:
        key, rows = (run.sheet, run.column), dirty.among(run)
        rows_of[key] = np.union1d(rows_of[key], rows) if key in rows_of else rows
        owners |= {(run.sheet, row, run.column): run for row in rows.tolist()}
    cells = list(owners)
    places = {cell: i for i, cell in enumerate(cells)}
    steps = 0
    read: list[list[int]] = []
    for cell, run in owners.items():
        mine: list[int] = []
        for span in run.spans:
            first, last = span.between(np.array([cell[1]]))
            for (sheet, column), rows in rows_of.items():
                if sheet == span.sheet and span.left <= column <= span.right:
                    inside = rows[np.searchsorted(rows, first[0]) : np.searchsorted(rows, last[0], "right")]
                    mine += [places[sheet, row, column] for row in inside.tolist()]
        steps += len(mine)
        if steps > _MOST:
            return set(cells)
        read.append(mine)
    return {
        cells[i] for group in _components(read) if len(group) > 1 or group[0] in read[group[0]] for i in group
    }


def _looks_one_way(run: FormulaRun) -> bool:
    """Whether a run reads its own column only above each cell, or only below, as a running total does."""
    own = [span for span in run.spans if span.sheet == run.sheet and span.left <= run.column <= span.right]
    first, last = int(run.rows[0]), int(run.rows[-1])
    above = all(
        span.bottom < (0 if span.bottom_moves else first) and span.top < (0 if span.top_moves else first)
        for span in own
    )
    below = all(
        span.top > (0 if span.top_moves else last) and span.bottom > (0 if span.bottom_moves else last)
        for span in own
    )
    return above or below


def _components(read: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Groups of nodes that reach each other (Tarjan), without recursion: chains of formulas are long."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    inside: set[int] = set()
    for root in range(len(read)):
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            node, at = work.pop()
            if at == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                inside.add(node)
            for i in range(at, len(read[node])):
                other = read[node][i]
                if other not in index:
                    work += [(node, i + 1), (other, 0)]
                    break
                if other in inside:
                    low[node] = min(low[node], index[other])
            else:
                if low[node] == index[node]:
                    group = []
                    while True:
                        member = stack.pop()
                        inside.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    yield group
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
