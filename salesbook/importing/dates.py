"""Dates as people and programs write them. The order of day and month is decided for whole columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from salesbook.importing.readers import Read, Reader, Unread, is_nothing, shown, text
from salesbook.importing.words import fold

ORDERS = ("dmy", "mdy", "ymd")
_TIME = re.compile(
    r"(?:[T\s]|,\s*)\s*(?:(?:at|um|a las|à)\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:uhr|h)?"
    r"\s*(?:Z|UTC|GMT|[A-Z]{3,4}|(?:GMT|UTC)?\s?[+-]\d{2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\.?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?$")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001  (workbooks know no time zones)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_YEARS = range(1900, 2200)
_NO_DATE = "is not a date"
_PIVOT = 69  # two-digit years from here on are of the last century, as POSIX has it
_MONTHS = (
    "january jan januar jaenner janner enero ene janvier janv", "february feb februar febrero fevrier fev fevr",
    "march mar marz maerz mrz marzo mars", "april apr abril abr avril avr", "may mai mayo", "june jun juni junio juin",
    "july jul juli julio juillet juil", "august aug agosto ago aout", "september sep sept septiembre setiembre septembre",
    "october oct oktober okt octubre octobre", "november nov noviembre novembre", "december dec dezember dez diciembre dic decembre",
)  # fmt: skip


@dataclass(frozen=True)
class Evidence:
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


def evidence(cells: Iterable[object]) -> Evidence:
    """Look for cells that can be read in one order only."""
    day_first = month_first = False
    example = ""
    for cell in cells:
        if not isinstance(cell, str):
            continue
        found = _NUMERIC.match(_without_time(text(cell)))
        if not found or found[2] == ".":  # nobody writes the month first with dots
            continue
        first, second = int(found[1]), int(found[3])
        day_first |= first > 12 >= second
        month_first |= second > 12 >= first
        if max(first, second) <= 12 and first != second:
            example = min(example or cell, cell)
    return Evidence(day_first, month_first, example)


def has_dates(cells: Iterable[object]) -> bool:
    """Whether any cell is a date, even one that does not exist, or all are blank."""
    blank = True
    for cell in cells:
        if cell is None or not text(cell):
            continue
        blank = False
        found = _moment(cell, "dmy")
        if not isinstance(found, Unread) or not found.why.startswith(_NO_DATE):
            return True
    return blank


def has_points(cells: Iterable[object]) -> bool:
    """Whether any cell is a date such as 31.12.2026."""
    return any((found := _NUMERIC.match(text(cell))) and found[2] == "." for cell in cells if cell)


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
    found = _TIME.search(words)
    day = _day(words[: found.start()] if found else words, order)
    if not isinstance(day, datetime) or not found:
        return day
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + 12 * (found[4] in "pP")
    try:
        return day.replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return Unread(f"has a time of day that does not exist: {shown(cell)}")


def _without_time(words: str) -> str:
    found = _TIME.search(words)
    return words[: found.start()] if found else words


def _day(words: str, order: str) -> datetime | Unread:
    words = words.strip().rstrip(",")
    if found := _YEAR_FIRST.match(words) or _COMPACT.match(words):
        return _made(int(found[1]), int(found[2]), int(found[3]), words)
    if found := _NUMERIC.match(words):
        return _numeric(found, order, words)
    if (found := _SERIAL.match(words)) and int(found[1]) in _SERIALS:
        moment = _EXCEL_DAY_0 + timedelta(days=float(f"{found[1]}.{found[2] or 0}"))
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return _written_out(words)


def _numeric(found: re.Match[str], order: str, words: str) -> datetime | Unread:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if order == "ymd" and len(found[4]) == 2:
        return _made(_year(first), second, third, words)
    if found[2] == ".":
        order = "dmy"
    if not order:
        if max(first, second) <= 12 and first != second:
            return Unread(
                f"could be {first}/{second} or {second}/{first}: {shown(words)}; the column has dates of both orders"
            )
        order = "mdy" if second > 12 else "dmy"
    day, month = (second, first) if order == "mdy" else (first, second)
    return _made(_year(third) if len(found[4]) == 2 else third, month, day, words)


def _written_out(words: str) -> datetime | Unread:
    """12 March 2024, Mar 12, 2024, 12. März 2024, 12 de marzo de 2024, 7-Feb-22; a weekday may stand before."""
    numbers: list[str] = []
    month, before = 0, 0
    for word in _WORDS.findall(words):
        if word.isdigit():
            numbers.append(word)
        elif named := _month_names().get(
            fold(word)
        ):  # the last one counts: "mar." is a Tuesday in "mar. 12 juin"
            month, before = named, len(numbers)
    if not month or len(numbers) != 2:
        return Unread(f"{_NO_DATE}: {shown(words)}")
    first, second = numbers
    if len(first) == 4:
        first, second = second, first
    if before > 1:
        return Unread(f"{_NO_DATE}: {shown(words)}")
    return _made(_year(int(second)) if len(second) <= 2 else int(second), month, int(first), words)


def _year(number: int) -> int:
    return number + (1900 if number >= _PIVOT else 2000)


def _made(year: int, month: int, day: int, words: str) -> datetime | Unread:
    try:
        moment = datetime(year, month, day)  # noqa: DTZ001
    except ValueError:
        return Unread(f"is a day that does not exist: {shown(words)}")
    return moment if year in _YEARS else Unread(f"is in the year {year}: {shown(words)}")


@cache
def _month_names() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
