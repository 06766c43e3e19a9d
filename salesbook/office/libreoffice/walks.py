"""From a range to others around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.reading import content
from salesbook.office.libreoffice.sentences import in_sentences

if TYPE_CHECKING:
    from salesbook.office.libreoffice.sheets import Sheet

_FILLED = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas
# As xlwings takes them, and Excel's own numbers for them.
_DIRECTIONS: dict[str | int, tuple[int, int]] = {
    "d": (0, 1), "down": (0, 1), -4121: (0, 1), "u": (0, -1), "up": (0, -1), -4162: (0, -1),
    "r": (1, 1), "right": (1, 1), -4161: (1, 1), "l": (1, -1), "left": (1, -1), -4159: (1, -1),
}  # fmt: skip


@in_sentences
class Walks(base_classes.Range):
    """The part of a range that finds other ranges."""

    xl: Any
    sheet: Sheet

    @property
    def current_region(self) -> Any:
        """The cells around, up to blank rows and columns."""
        found = _filled(self.sheet.used_range)
        region = (*self.coords[:2], 1, 1)
        waiting = True
        while waiting:
            row, column, rows, columns = region
            wider = (row - 1, column - 1, rows + 2, columns + 2)
            near = [each for each in found if places.meet(each, wider)]
            found = [each for each in found if not places.meet(each, wider)]
            for each in near:
                region = places.spanning(region, each)
            waiting = bool(near)
        return self.sheet.range(region)

    def end(self, direction: str | int) -> Any:
        """Where Ctrl with an arrow key leads from the first cell; hidden rows and columns count as well."""
        axis, step = _direction(direction)
        start = self.coords[:2]
        edge = 1 if step < 0 else (places.SHEET_ROWS, places.SHEET_COLUMNS)[axis]
        last = (edge, start[1]) if axis == 0 else (start[0], edge)
        line = self.sheet.range(places.spanning((*start, 1, 1), (*last, 1, 1)))
        spans = [(each[axis], each[axis] + each[axis + 2] - 1) for each in _filled(line)]
        stop = stopping(spans, start[axis], edge)
        return self.sheet.range((stop, start[1], 1, 1) if axis == 0 else (start[0], stop, 1, 1))


def stopping(filled: Sequence[tuple[int, int]], at: int, edge: int) -> int:
    """Where a walk along a line from `at` stops; `filled` are its first and last filled cells, run by run.

    At the end of the run that it is in, else at the beginning of the next, else at the sheet's edge.
    """
    step = -1 if edge < at else 1
    runs = _joined(sorted((min(a * step, b * step), max(a * step, b * step)) for a, b in filled))
    here, to = at * step, edge * step
    for first, last in runs:
        if first <= here < last:
            return last * step
        if first > here:
            return first * step
    return to * step


def _joined(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs (rising) with those made one that follow each other without a gap."""
    found: list[tuple[int, int]] = []
    for first, last in runs:
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _direction(name: str | int) -> tuple[int, int]:
    """The axis (0 down the rows, 1 along the columns) and the step of a direction as xlwings takes them."""
    found = _DIRECTIONS.get(name.lower() if isinstance(name, str) else name)
    if found is None:
        raise ValueError(f"{name!r} is no direction: it is down, up, right or left.")
    return found


def _filled(range_: Any) -> list[places.Coords]:
    """Where anything stands in a range, if only a formula that gives an empty text."""
    row, column = range_.coords[:2]
    return [
        (row + top, column + left, bottom - top + 1, right - left + 1)
        for top, left, bottom, right in content(range_.xl, _FILLED)
    ]
