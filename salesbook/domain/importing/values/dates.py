"""Dates of files to import. The order of day and month is decided for whole columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from salesbook.domain.importing.values.readers import Read, Reader, Unread, is_nothing, text
from salesbook.util.dates import NOT_A_DATE, NoDay, TwoDays, moment_of, numeric_parts

_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")  # seconds, or thousandths, since 1970: from 2001 to 2033
DAY_ORDERS = ("dmy", "mdy", "ymd")
_TWO_DIGITS = re.compile(r"(\d{2})([-/.])(\d{2})\2(\d{2})(?=$|[T\s,])")
_NEAR = 5  # years back, of which most files are
_SAMPLE = 20


@dataclass(frozen=True)
class DayOrder:
    """What the cells of a column say about the order of day and month. `example`: one that could be both."""

    day_first: bool = False
    month_first: bool = False
    example: str = ""

    @property
    def order(self) -> str:
        """The order that the column proves, "dmy" or "mdy", else ""."""
        return {(True, False): "dmy", (False, True): "mdy"}.get((self.day_first, self.month_first), "")

    @property
    def contradicts(self) -> bool:
        """Whether it proves both."""
        return self.day_first and self.month_first


def day_order_evidence(cells: Iterable[object]) -> DayOrder:
    """Look for cells that can be read in one order only."""
    day_first = month_first = False
    example = ""
    for cell in cells:
        if not isinstance(cell, str):
            continue
        found = numeric_parts(text(cell))
        if not found or found[1] == ".":  # nobody writes the month first with dots
            continue
        first, _, second = found
        day_first |= first > 12 >= second
        month_first |= second > 12 >= first
        if max(first, second) <= 12 and first != second:
            example = min(example or cell, cell)
    return DayOrder(day_first, month_first, example)


def year_first(cells: Iterable[object], today: date) -> str:
    """Whether dates with years of two digits begin with the year: "ymd" if so, "" if not, "?" where nothing tells.

    What tells is which reading gives days that exist, in years near `today`. How often a figure changes tells nothing:
    who bills each month on the 25th has one day and several years.
    """
    found = [_TWO_DIGITS.match(text(cell)) for cell in cells if cell is not None and text(cell)]
    if not found or not all(found):
        return ""
    triples = [(int(m[1]), int(m[3]), int(m[4])) for m in found if m]
    first = [d for a, b, c in triples if (d := _day(a, b, c))]
    last = max(
        (
            [d for a, b, c in triples if (d := _day(c, b, a))],
            [d for a, b, c in triples if (d := _day(c, a, b))],
        ),
        key=len,
    )
    if len(first) < len(triples) or len(last) < len(triples):
        return "ymd" if len(first) == len(triples) else ""
    near = [all(today.year - _NEAR <= day.year <= today.year + 1 for day in days) for days in (first, last)]
    if near[0] != near[1]:
        return "ymd" if near[0] else ""
    return "?" if found[0] and found[0][2] == "-" else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + (1900 if year >= 69 else 2000), month, day)
    except ValueError:
        return None


def has_dates(cells: Iterable[object]) -> bool:
    """Whether any cell is a date, even one that does not exist, or all are blank."""
    blank = True
    for cell in cells:
        if cell is None or not text(cell):
            continue
        blank = False
        found = _moment(cell, "dmy")
        if not isinstance(found, Unread) or not found.why.startswith(NOT_A_DATE):
            return True
    return blank


def looks_like_dates(cells: Iterable[object]) -> bool:
    """Whether the first filled cells of a column are days in figures."""
    first = list(islice((cell for cell in cells if isinstance(cell, str) and cell.strip()), _SAMPLE))
    return bool(first) and all(numeric_parts(text(cell)) for cell in first)


def has_points(cells: Iterable[object]) -> bool:
    """Whether any cell is a date such as 31.12.2026."""
    return any((found := numeric_parts(text(cell))) and found[1] == "." for cell in cells if cell)


def date_reader(order: str, *, with_time: bool) -> Reader:
    """Reads dates, with their times of day if wanted. `order` "": what could be read in two ways is refused.

    A time of day is taken as it is written, whatever its time zone.
    """

    def read(cell: object) -> Read:
        moment = _moment(cell, order)
        if isinstance(moment, Unread) or moment is None:
            return moment
        return moment if with_time else moment.date()

    return read


def _moment(cell: object, order: str) -> datetime | Unread | None:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0, tzinfo=None)
    if isinstance(cell, date):
        return datetime.combine(cell, datetime.min.time())
    words = text(cell)
    if is_nothing(cell) or not words.strip("0/-. :"):  # 00/00/0000 and the like
        return None
    if _EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(words[:10]), UTC).replace(tzinfo=None)
    try:
        return moment_of(words, order)
    except TwoDays as error:
        return Unread(f"{error.why}; the column has dates of both orders")
    except NoDay as error:
        return Unread(error.why)
