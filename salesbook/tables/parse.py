"""Cells of one column, as they stand, to typed values; what cannot be read is said, not guessed.

Every parser takes the cells of a column and returns the typed column and the complaints, as
(row, why) pairs. Columns that hold only what they should, which is nearly all of them, are
converted in one step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from salesbook.schema import Column, Type
from salesbook.tables.choices import Unreadable, cell_text, choice, flag, several, shown_cell
from salesbook.tables.plan import CellError, Value
from salesbook.util.dates import NOT_A_DATE, NoDay, long_day, minutes_of, moment_of

ColumnCells = Sequence[Value]
Array = npt.NDArray[np.generic]
_NONE = type(None)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_TYPE_A_DATE = "Type a date, such as 2026-03-31, and format the cell as a date."


@dataclass(frozen=True, slots=True)
class Complaint:
    """A cell that cannot be read: the row (from 0), why, and what to do about it.

    `counts`: it is not as it should be, but there is no doubt what it means, and that counts.
    """

    row: int
    why: str
    todo: str
    counts: bool = False


ParsedColumn = tuple[Array, list[Complaint]]


def parse_column(column: Column, cells: ColumnCells, *, blank_flag: bool = False) -> ParsedColumn:
    """The column as an array: object (text), float64, bool or datetime64[s]."""
    match column.type:
        case Type.SHARE:
            return _numbers([_share(cell) for cell in cells])
        case Type.NUMBER | Type.WHOLE | Type.MONEY:
            return _numbers(cells)
        case Type.DATE:
            return _dates(cells, with_time=False)
        case Type.MOMENT:
            return _dates(cells, with_time=True)
        case Type.TIME:
            return _times(cells)
        case Type.FLAG:
            return _mapped(cells, lambda cell: flag(cell, blank=blank_flag), blank_flag, "bool")
        case Type.CHOICE:
            return _mapped(cells, lambda cell: choice(cell, column.choices), "", "object")
        case Type.LIST:
            return _mapped(cells, lambda cell: several(cell, column.choices), "", "object")
        case _:
            return _texts(cells)


def _objects(values: Sequence[object]) -> Array:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _texts(cells: ColumnCells) -> ParsedColumn:
    kinds = set(map(type, cells))
    if kinds <= {_NONE}:
        return np.full(len(cells), "", dtype=object), []
    if kinds <= {str, _NONE}:
        return _objects([cell.strip() if cell else "" for cell in cells]), []  # type: ignore[union-attr]
    bad = [
        Complaint(row, f"shows the error {cell}", "Mend the formula, or type the value.")
        for row, cell in enumerate(cells)
        if type(cell) is CellError
    ]
    return _objects([cell_text(cell) for cell in cells]), bad


def _numbers(cells: ColumnCells) -> ParsedColumn:
    if set(map(type, cells)) <= {int, float, _NONE}:
        return np.array(cells, dtype="float64"), []
    return _one_by_one(cells, _number, np.nan, "float64")


def _share(cell: Value) -> Value:
    """Percent typed as text, such as "10 %", as the share that it means."""
    found = _PERCENT.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return float(found[1].replace(",", ".")) / 100 if found else cell


def _number(cell: Value) -> float:
    if isinstance(cell, str):
        plain = cell.strip().replace("\u00a0", "")
        if not plain:
            return np.nan
        try:
            number = float(plain)
        except ValueError:
            number = np.nan
        if np.isfinite(number):
            return number
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    raise Unreadable(f"is not a number: {shown_cell(cell)}", "Type a number.")


def _dates(cells: ColumnCells, *, with_time: bool) -> ParsedColumn:
    bad: list[Complaint] = []
    if set(map(type, cells)) <= {date, datetime, _NONE}:
        # Days repeat, and numpy is slow on Python's dates: each distinct one is converted once.
        distinct = list(set(cells))
        known = dict(
            zip(distinct, np.array(distinct, dtype="datetime64[s]").view("int64").tolist(), strict=True)
        )
        array = np.array([known[cell] for cell in cells], dtype="int64").view("datetime64[s]")
    else:
        array, bad = _one_by_one(cells, _date, np.datetime64("NaT"), "datetime64[s]")
        bad += _texts_read(cells, array)
    return (array if with_time else array.astype("datetime64[D]").astype("datetime64[s]")), bad


def _date(cell: Value) -> np.datetime64:
    if isinstance(cell, date):
        return np.datetime64(cell, "s")
    if not isinstance(cell, str):
        raise Unreadable(f"{NOT_A_DATE}: {shown_cell(cell)}", _TYPE_A_DATE)
    words = " ".join(cell.split())
    if not words:
        return np.datetime64("NaT")
    try:
        return np.datetime64(datetime.fromisoformat(words).replace(tzinfo=None), "s")
    except ValueError:
        pass
    try:
        if words.isdecimal():  # the number of a day, or of something else
            raise NoDay(f"{NOT_A_DATE}: {shown_cell(cell)}")  # noqa: TRY301
        return np.datetime64(moment_of(words), "s")
    except NoDay as error:
        raise Unreadable(error.why, _TYPE_A_DATE) from error


def _texts_read(cells: ColumnCells, days: Array) -> list[Complaint]:
    """Days in words or figures of other orders: no doubt about them, but Excel neither sorts nor compares them."""
    return [
        Complaint(row, f"is text, read as {long_day(days[row].item())}: {shown_cell(cell)}", _TYPE_A_DATE, counts=True)
        for row, cell in enumerate(cells)
        if isinstance(cell, str) and not np.isnat(days[row]) and not _ISO.match(cell.strip())
    ]  # fmt: skip


def _times(cells: ColumnCells) -> ParsedColumn:
    return _one_by_one(cells, _minutes, np.nan, "float64")


def _minutes(cell: Value | timedelta) -> float:
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute + cell.second / 60
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 60
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 0 <= cell < 1:
        return float(cell) * 24 * 60
    if isinstance(cell, str):
        if not cell.strip():
            return np.nan
        minutes = minutes_of(cell.strip())
        if minutes is not None and minutes < 24 * 60:
            return minutes
    raise Unreadable(f"is not a time of day: {shown_cell(cell)}", "Type a time, such as 09:30.")


def _one_by_one(
    cells: ColumnCells, read: Callable[[Value], object], blank: object, kind: str
) -> ParsedColumn:
    array = np.full(len(cells), blank, dtype=kind)
    bad = []
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        try:
            array[row] = read(cell)
        except Unreadable as error:
            bad.append(Complaint(row, error.why, error.todo))
    return array, bad


def _mapped(cells: ColumnCells, read: Callable[[Value], object], blank: object, kind: str) -> ParsedColumn:
    """Reads each distinct cell once: such columns hold few different ones."""
    kinds = set(map(type, cells))
    if kinds <= {_NONE}:
        return np.full(len(cells), blank, dtype=kind), []
    # 1 and True are equal, and mean different things in a cell.
    keys: Sequence[object] = (
        cells if kinds <= {str, _NONE} else list(zip(map(type, cells), cells, strict=True))
    )
    known: dict[object, object] = {}
    wrong: dict[object, Unreadable] = {}
    for key in set(keys):
        try:
            known[key] = read(key[1] if isinstance(key, tuple) else key)  # type: ignore[arg-type]
        except Unreadable as error:
            known[key], wrong[key] = blank, error
    values = [known[key] for key in keys]
    bad = (
        [Complaint(row, wrong[key].why, wrong[key].todo) for row, key in enumerate(keys) if key in wrong]
        if wrong
        else []
    )
    return (_objects(values) if kind == "object" else np.array(values, dtype=kind)), bad
