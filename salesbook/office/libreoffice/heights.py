"""Puts values into cells, and makes rows as high as their texts need.

LibreOffice measures every cell of all rows that a block touches, which takes many times as long as
the writing itself, and gives rows that were higher another height for nothing. Only what can take
more than one line decides a height; where nothing of that changes, rows are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from salesbook.office.libreoffice.reading import areas_of

_LAID = (
    "IsTextWrapped",
    "RotateAngle",
    "Orientation",
    "HoriJustify",
)  # what a height depends on, but for text
_TALL = "\u0590"  # from here on letters have heights of their own
_FEW = 100  # rows that are measured sooner than it is found out which columns decide
_Rows = Sequence[Sequence[float | str | None]]


def put(document: Any, cells: Any, before: _Rows, data: _Rows) -> None:
    """Write `data`, of the size of the cells; they hold `before`. Raises what LibreOffice raises."""
    rows = _to_measure(cells, before, data)
    if len(rows) == len(data) or not document.IsAdjustHeightEnabled:
        cells.setDataArray(data)
        return
    with _unmeasured(document):
        cells.setDataArray(data)
    for area in areas_of([(row, 0) for row in rows]):
        part = cells.getCellRangeByPosition(0, area.top, len(data[0]) - 1, area.bottom)
        part.setDataArray(data[area.top : area.bottom + 1])


@contextmanager
def _unmeasured(document: Any) -> Iterator[None]:
    document.IsAdjustHeightEnabled = False
    try:
        yield
    finally:
        document.IsAdjustHeightEnabled = True


def _to_measure(cells: Any, before: _Rows, data: _Rows) -> list[int]:
    """The rows in which something changes that may decide their height."""
    columns = {
        column
        for old, new in zip(before, data, strict=True)
        if old != new
        for column, pair in enumerate(zip(old, new, strict=True))
        if pair[0] != pair[1]
    }
    laid = _laid(cells, columns, len(data))
    tall = _has_tall(before) or _has_tall(data)
    if not laid and not tall:
        return []
    return [
        row
        for row, (old, new) in enumerate(zip(before, data, strict=True))
        if any(
            old[column] != new[column] and (column in laid or _has_tall([[old[column], new[column]]]))
            for column in columns
        )
    ]


def _has_tall(rows: _Rows) -> bool:
    """Whether a text may need more height than a line, however its cell is formatted."""
    text = "".join([value for row in rows for value in row if type(value) is str])
    return "\n" in text or (not text.isascii() and max(text) >= _TALL)


def _laid(cells: Any, columns: set[int], height: int) -> set[int]:
    """Those of the columns with cells whose texts may be wrapped or turned; all of them where rows are few."""
    if not columns or _is_plain(cells):
        return set()
    if height < _FEW:
        return columns
    return {
        column
        for column in columns
        if not _is_plain(cells.getCellRangeByPosition(column, 0, column, height - 1))
    }


def _is_plain(cells: Any) -> bool:
    """Whether all texts of some cells stand in one line that is not turned."""
    if any(state.value == "AMBIGUOUS_VALUE" for state in cells.getPropertyStates(_LAID)):
        return False
    wrapped, angle, orientation, across = cells.getPropertyValues(_LAID)
    return not (wrapped or angle or orientation.value != "STANDARD" or across.value in {"BLOCK", "REPEAT"})
