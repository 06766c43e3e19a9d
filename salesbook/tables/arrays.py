"""Frames to plain arrays and back: the planners compute on whole columns."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesbook.tables.plan import Value

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
Dates = npt.NDArray[np.datetime64]

_EPOCH = date(1970, 1, 1)


def texts(frame: pd.DataFrame, column: str) -> Objects:
    """A text column as an array of str."""
    return frame[column].to_numpy(dtype=object)


def numbers(frame: pd.DataFrame, column: str) -> Floats:
    """A number column, NaN where blank."""
    return frame[column].to_numpy(dtype=np.float64)


def dates(frame: pd.DataFrame, column: str) -> Dates:
    """A date or moment column as whole days (datetime64[D]), NaT where blank."""
    return frame[column].to_numpy().astype("datetime64[D]")


def days_of(values: Dates) -> Ints:
    """Days since 1970-01-01; NaT becomes a number far below any date."""
    return values.astype("datetime64[D]").astype(np.int64)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of_number(number: int) -> date:
    """The day that is so many days after 1970-01-01."""
    return _EPOCH + timedelta(days=int(number))


def positions(table: pd.DataFrame, keys: Objects) -> Ints:
    """Which row of `table`, whose index holds its keys, each key names; -1: none.

    The frame's own index is asked, so that its keys are hashed once for all questions.
    """
    found = np.full(len(keys), -1, dtype=np.int64)
    filled = np.flatnonzero(keys != "")
    found[filled] = table.index.get_indexer(pd.Index(keys[filled], dtype=object))
    return found


def among(values: Objects, those: Container[object]) -> Bools:
    """Which of the values are among those, a set where they may be many: numpy's isin compares objects with each in turn."""
    return np.fromiter((value in those for value in values.tolist()), dtype=bool, count=len(values))


def codes(values: Objects, choices: Sequence[str]) -> Ints:
    """Place of each value in a closed list; what is blank or not in it comes after the last."""
    known = pd.Index(np.array(choices, dtype=object), dtype=object)
    found = known.get_indexer(pd.Index(values, dtype=object)).astype(np.int64)
    return np.where(found < 0, len(choices), found)


def texts_of_codes(of: Ints, choices: Sequence[str]) -> pd.Categorical[Any]:
    """The text of `codes`, without a string a row."""
    found: pd.Categorical[Any] = pd.Categorical.from_codes(of.astype(np.int8), [*choices, ""])  # type: ignore[call-overload]
    return found


def take(values: Objects, at: Ints, blank: str = "") -> Objects:
    """`values[at]`, with `blank` where `at` is -1."""
    padded = np.empty(len(values) + 1, dtype=object)
    padded[:-1], padded[-1] = values, blank
    return padded[at]


def take_numbers(values: Ints, at: Ints, blank: int = -1) -> Ints:
    """`values[at]`, with `blank` where `at` is -1."""
    return np.append(values, blank)[at]


def last_of_each(group: Ints, count: int) -> Ints:
    """The last place of each of `count` groups in a sorted array of group numbers; -1: none."""
    last = np.full(count, -1, dtype=np.int64)
    ends = np.flatnonzero(np.append(group[1:] != group[:-1], True)) if len(group) else group
    last[group[ends]] = ends
    return last


def number_cells(values: Floats) -> list[Value]:
    """Numbers as cells: None for NaN."""
    cells = values.astype(object)
    cells[np.isnan(values)] = None
    return list(cells)


def date_cells(values: Dates) -> list[Value]:
    """Days as cells: None for NaT."""
    return list(values.astype("datetime64[D]").astype(object))


def text_cells(values: Objects) -> list[Value]:
    """Text as cells: None for blank."""
    cells = values.copy()
    cells[values == ""] = None
    return list(cells)
