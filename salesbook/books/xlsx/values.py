"""What calamine finds in cells, as the values that salesbook works with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy.typing as npt

from salesbook.books.xlsx.pieces import ERROR, TEXT_MARK
from salesbook.tables.plan import CellError, Value

_DAY = timedelta(days=1)
_HALF_SECOND = timedelta(milliseconds=500)
_MOST = 100_000  # values remembered; more are rarely repeated


class Values:
    """Turns cells into values; equal ones become one object, to spare memory."""

    def __init__(self, texts: Callable[[], npt.NDArray[Any]]) -> None:
        self._texts = texts
        self._known = _Known(self._value)

    def of(self, cells: Iterable[object]) -> list[Value]:
        """One value a cell. Raises IndexError where a shared text is missing."""
        known = self._known
        if len(known) > _MOST:
            known.clear()
        return [cell if cell.__class__ is float else known[cell] for cell in cells]

    def _value(self, cell: object) -> Value:
        """A cell that is no number."""
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, datetime):
            cell = (cell + _HALF_SECOND).replace(microsecond=0)  # days as fractions are not exact
            return cell if cell.time() != time() else cell.date()
        if isinstance(cell, time):
            moment = datetime.combine(date.min, cell) + _HALF_SECOND
            return moment.time().replace(microsecond=0) if moment.date() == date.min else time(23, 59, 59)
        if isinstance(cell, timedelta):
            inside = timedelta(0) <= cell < _DAY
            return self._value((datetime.combine(date.min, time()) + cell).time()) if inside else cell / _DAY
        return cell  # type: ignore[return-value]  # a date or a truth value

    def _text(self, cell: str) -> Value:
        if cell.startswith(TEXT_MARK) and cell[1:].isdecimal():
            text: str | None = self._texts()[int(cell[1:])]
            return text
        if cell.startswith(ERROR):
            return CellError(cell[1:])
        return cell or None


class _Known(dict[object, Value]):
    def __init__(self, make: Callable[[object], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, cell: object) -> Value:
        value = self[cell] = self._make(cell)
        return value
