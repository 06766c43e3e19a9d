"""Cells as xlwings hands them over, as the values that salesbook works with, and back.

A spreadsheet reads what is put into a cell as if somebody had typed it: "007" becomes 7, "1-2" a
date, "=x" a formula. An apostrophe in front says that it is text, and is not part of it. Cells
formatted as text (`TEXT_FORMAT`) need none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from salesbook.tables.plan import CellError, Link, Stood, Value

TEXT_FORMAT = "@"
ERRORS = {
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!",
    "#CALC!", "#CONNECT!", "#BLOCKED!", "#FIELD!", "#UNKNOWN!",
}  # fmt: skip
_LONGEST_IN_FORMULA = 255
_LAST_BARE_TIME = date(1900, 1, 1)
_HALF_SECOND = timedelta(milliseconds=500)
# A long text without figures is nothing but text, whatever the language of the program.
_SENTENCE = re.compile(r"[^\W\d_]{2,}[ ,]\D{24,}", re.DOTALL)
# Errors that xlwings does not know come from Excel for Windows as its numbers for them; a cell's number is never whole there.
_ERROR_NUMBERS = range(-2_146_826_300, -2_146_826_200)


def cleaned(cells: Sequence[object], *, times: bool = False) -> list[Value]:
    """The values of a column's cells. A time of day comes as a share of the day: `times` says that it is one."""
    if times:
        return [
            _time(cell) if isinstance(cell, float) and 0 <= cell < 1 else _cleaned(cell) for cell in cells
        ]
    if set(map(type, cells)) <= {float, type(None)}:
        return list(cells)  # type: ignore[arg-type]
    return [_cleaned(cell) for cell in cells]


def _time(share: float) -> time:
    minutes, seconds = divmod(min(round(share * 86_400), 86_399), 60)
    return time(minutes // 60, minutes % 60, seconds)


def _cleaned(cell: object) -> Value:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return CellError("#ERROR!") if cell in _ERROR_NUMBERS else float(cell)
    if isinstance(cell, Decimal):
        return float(cell)
    return cell  # type: ignore[return-value]


def _moment(cell: datetime) -> Value:
    """Days as fractions are not exact; a day before the calendar's first one is a time of day."""
    cell = (cell.replace(tzinfo=None) + _HALF_SECOND).replace(microsecond=0)
    if cell.date() < _LAST_BARE_TIME:
        return cell.time()
    return cell if cell.time() != time() else cell.date()


def xlwings_value(value: Value, number_format: str | None) -> object:
    """What to hand to xlwings so that a cell with this number format holds the value."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n")  # cells have no other line ends
        return f"'{text}" if _needs_mark(text, number_format) else text
    if isinstance(value, Stood):
        return f"={value.formula}" if value.formula else xlwings_value(value.value, number_format)
    if isinstance(value, Link):
        return link_formula(value) or xlwings_value(value.text, number_format)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, CellError):
        return value.code
    return value


def link_formula(link: Link) -> str:
    """The formula of a link; "" where it is too long for one."""
    if max(len(link.url), len(link.text)) > _LONGEST_IN_FORMULA:
        return ""
    url, text = (part.replace('"', '""') for part in (link.url, link.text))
    return f'=HYPERLINK("{url}","{text}")'


def _needs_mark(text: str, number_format: str | None) -> bool:
    if text.startswith("'"):
        return True
    return number_format != TEXT_FORMAT and not _SENTENCE.match(text)
