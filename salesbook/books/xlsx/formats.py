"""Which cell formats show dates, and the dates that numbers in such cells mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import numpy.typing as npt

from salesbook.tables.plan import Value

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATES = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}  # formats every workbook has
_SPAN = 46  # [h]:mm:ss
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DAY = 86_400
_LAST_DAY = 2_958_466  # the day after 31 December 9999


@dataclass(frozen=True)
class CellFormats:
    """By the number of a cell format: whether it shows a date or time, and whether hours run on past 24."""

    dates: npt.NDArray[np.bool_]
    spans: npt.NDArray[np.bool_]
    date1904: bool

    def moments(self, numbers: npt.NDArray[np.float64], spans: npt.NDArray[np.bool_]) -> npt.NDArray[Any]:
        """What numbers in date cells mean: dates, moments to the second, times of day.

        Numbers that are no date stay numbers, and so do spans of a day or more.
        """
        found = np.empty(len(numbers), object)
        unique, places = np.unique(numbers, return_inverse=True)
        values = np.empty(len(unique), object)
        values[:] = self._unique(unique)
        found[:] = values[places]
        numbered = spans & (numbers >= 1)
        found[numbered] = numbers[numbered]
        return found

    def _unique(self, numbers: npt.NDArray[np.float64]) -> list[Value]:
        good = (numbers >= 0) & (numbers < _LAST_DAY - 1462 * self.date1904)
        seconds = np.floor(np.where(good, numbers, 0) * _DAY + 0.5).astype(np.int64)
        if self.date1904:
            start = np.full(len(numbers), np.datetime64("1904-01-01", "s"))
        else:  # Excel believes in 29 February 1900, so days before count from one day later
            start = np.where(numbers < 60, np.datetime64("1899-12-31", "s"), np.datetime64("1899-12-30", "s"))
        moments: list[datetime] = (start + seconds).tolist()
        return [
            float(number) if not fine
            else moment.time() if number < 1 and second < _DAY
            else moment.date() if second % _DAY == 0
            else moment
            for number, fine, moment, second in zip(numbers.tolist(), good.tolist(), moments, seconds.tolist(), strict=True)
        ]  # fmt: skip


def formats(styles: ET.Element | None, *, date1904: bool) -> CellFormats:
    """The formats of a workbook, from the root of its styles."""
    codes: dict[int, str] = {}
    numbers: list[int] = []
    if styles is not None:
        for found in styles.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt"):  # conditional formats have their own
            codes[_number(found.get("numFmtId"))] = found.get("formatCode", "")
        numbers = [_number(found.get("numFmtId")) for found in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    kinds = [_kind(number, codes) for number in numbers or [0]]
    dates, spans = ([kind[i] for kind in kinds] for i in (0, 1))
    return CellFormats(np.array(dates, np.bool_), np.array(spans, np.bool_), date1904)


def _kind(number: int, codes: dict[int, str]) -> tuple[bool, bool]:
    code = codes.get(number)
    if code is None:
        return number in _DATES or number == _SPAN, number == _SPAN
    if code.lower() in {"general", "standard"}:
        return False, False
    bare = _LITERAL.sub("", code)
    span = bool(_ELAPSED.search(bare))
    return span or bool(set(_BRACKETS.sub("", bare).lower()) & set("dmyhs")), span


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
