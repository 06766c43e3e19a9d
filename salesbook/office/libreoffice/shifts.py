"""What inserting and deleting cells does to a range that somebody holds, as Excel does it: arithmetic only.

LibreOffice's own ranges cannot be held over such a change: a range around the deleted cells comes back
cut in the wrong place, and a whole sheet begins one row too low.
"""

from __future__ import annotations

from typing import NamedTuple

from salesbook.office.libreoffice.places import SHEET_COLUMNS, SHEET_ROWS, Coords


class Torn(Exception):
    """A part of a range was deleted sideways; what is left of it is no matter of course."""


class Shift(NamedTuple):
    """Cells inserted at, or deleted from, an area; what stands behind it moved `down`, or sideways."""

    area: Coords
    inserted: bool
    down: bool

    @property
    def first(self) -> int:
        """The first row (column) that came or went."""
        return self.area[0] if self.down else self.area[1]

    @property
    def number(self) -> int:
        """How many."""
        return self.area[2] if self.down else self.area[3]


def follow(coords: Coords, shift: Shift) -> Coords | None:
    """Where a range is afterwards; None where all its cells are deleted. Raises Torn.

    A range moves where all its columns (rows) do; one that reaches beyond them stays, as a formula's
    reference to it would.
    """
    axis = 0 if shift.down else 1
    start, size = coords[axis], coords[axis + 2]
    if size >= (SHEET_ROWS, SHEET_COLUMNS)[axis]:
        return coords
    if not _inside(coords, shift):
        whole = start >= shift.first and start + size <= shift.first + shift.number
        if whole and not shift.inserted and _beside(coords, shift):
            raise Torn
        return coords
    start, size = (_after_insert if shift.inserted else _after_delete)(start, size, shift)
    size = min(size, (SHEET_ROWS, SHEET_COLUMNS)[axis] + 1 - start)
    if size < 1:
        return None
    return (start, coords[1], size, coords[3]) if shift.down else (coords[0], start, coords[2], size)


def cuts(coords: Coords, shift: Shift) -> bool:
    """Whether some of a block's cells move and others beside them do not."""
    axis = 0 if shift.down else 1
    behind = coords[axis] + coords[axis + 2] > shift.first
    return behind and _beside(coords, shift) and not _inside(coords, shift)


def band(shift: Shift) -> Coords:
    """All cells that move, or go: from the area on to the end of the sheet."""
    row, column, rows, columns = shift.area
    return (
        (row, column, SHEET_ROWS - row + 1, columns)
        if shift.down
        else (row, column, rows, SHEET_COLUMNS - column + 1)
    )


def _after_insert(start: int, size: int, shift: Shift) -> tuple[int, int]:
    if shift.first <= start:
        return start + shift.number, size
    return start, size + shift.number if shift.first < start + size else size


def _after_delete(start: int, size: int, shift: Shift) -> tuple[int, int]:
    first, behind = shift.first, shift.first + shift.number
    gone = max(0, min(start + size, behind) - max(start, first))
    return (start - shift.number if start >= behind else min(start, first)), size - gone


def _inside(coords: Coords, shift: Shift) -> bool:
    """Whether the shift takes a range over its whole breadth."""
    other = 1 if shift.down else 0
    begins, ends = shift.area[other], shift.area[other] + shift.area[other + 2]
    return begins <= coords[other] and coords[other] + coords[other + 2] <= ends


def _beside(coords: Coords, shift: Shift) -> bool:
    """Whether the shift takes any of its breadth."""
    other = 1 if shift.down else 0
    begins, ends = shift.area[other], shift.area[other] + shift.area[other + 2]
    return begins < coords[other] + coords[other + 2] and coords[other] < ends
