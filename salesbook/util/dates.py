"""Days and times as people and programs write them in text: 31.12.2026, 31 Dec 2026, 12/31/26; 9 am."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import MONTHS, cited

NOT_A_DATE = "is not a date"
_TIME = re.compile(
    r"(?:[T\s]|,\s*)\s*(?:(?:at|um|a las|à)\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:uhr|h)?"
    r"\s*(?:Z|UTC|GMT|[A-Z]{3,4}|(?:GMT|UTC)?\s?[+-]\d{2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?\s*(?:h|uhr)?\s*(?:([ap])\.?m?\.?)?", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\.?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?$")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001  (workbooks know no time zones)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_YEARS = range(1900, 2200)
_LONGEST_NUMBER = 8  # digits; Python's dates take no years without end
_PIVOT = 69  # two-digit years from here on are of the last century, as POSIX has it
_MONTHS_READ = (  # in six languages, without accents
    "january jan januar jaenner janner enero ene janvier janv", "february feb februar febrero fevrier fev fevr",
    "march mar marz maerz mrz marzo mars", "april apr abril abr avril avr", "may mai mayo", "june jun juni junio juin",
    "july jul juli julio juillet juil", "august aug agosto ago aout", "september sep sept septiembre setiembre septembre",
    "october oct oktober okt octubre octobre", "november nov noviembre novembre", "december dec dezember dez diciembre dic decembre",
)  # fmt: skip


class NoDay(ValueError):
    """A text that names no day, or not surely one: `why` goes on after the column's name."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TwoDays(NoDay):
    """A text that could be either of two days."""


def moment_of(words: str, order: str = "") -> datetime:
    """The day that a line of text names, with its time of day.

    `order`, "dmy", "mdy" or "ymd", settles what could be read in two ways. A time of day is taken
    as it is written, whatever its time zone. Raises NoDay.
    """
    found = _TIME.search(words)
    day = _day(words[: found.start()] if found else words, order)
    if not found:
        return day
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + 12 * (found[4] in "pP")
    try:
        return day.replace(hour=hour, minute=minute, second=second)
    except ValueError:
        raise NoDay(f"has a time of day that does not exist: {cited(words)}") from None


def minutes_of(words: str) -> int | None:
    """Minutes after midnight of a time of day, such as 9:30, 9.30 Uhr or 9 am; None where it is none."""
    found = _CLOCK.fullmatch(words)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return hour * 60 + minute if minute < 60 else None


def numeric_parts(words: str) -> tuple[int, str, int] | None:
    """Of a day in figures that does not begin with the year: the first figure, the sign after it, the second."""
    found = _TIME.search(words)
    parts = _NUMERIC.match(words[: found.start()] if found else words)
    return (int(parts[1]), parts[2], int(parts[3])) if parts else None


def long_day(day: datetime) -> str:
    """A day whose order nobody can doubt: 3 April 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _day(words: str, order: str) -> datetime:
    words = words.strip().rstrip(",")
    if found := _YEAR_FIRST.match(words) or _COMPACT.match(words):
        return _made(int(found[1]), int(found[2]), int(found[3]), words)
    if found := _NUMERIC.match(words):
        return _numeric(found, order, words)
    if (found := _SERIAL.match(words)) and int(found[1]) in _SERIALS:
        moment = _EXCEL_DAY_0 + timedelta(days=float(f"{found[1]}.{found[2] or 0}"))
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return _written_out(words)


def _numeric(found: re.Match[str], order: str, words: str) -> datetime:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if order == "ymd" and len(found[4]) == 2:
        return _made(_year(first), second, third, words)
    year = _year(third) if len(found[4]) == 2 else third
    if found[2] == ".":  # nobody writes the month first with dots
        order = "dmy"
    if not order and max(first, second) <= 12 and first != second:
        one, other = _made(year, second, first, words), _made(year, first, second, words)
        raise TwoDays(f"could be {long_day(one)} or {long_day(other)}: {cited(words)}")
    if not order:
        order = "mdy" if second > 12 else "dmy"
    day, month = (second, first) if order == "mdy" else (first, second)
    return _made(year, month, day, words)


def _written_out(words: str) -> datetime:
    """12 March 2024, Mar 12, 2024, 12. März 2024, 12 de marzo de 2024, 7-Feb-22; a weekday may stand before."""
    numbers: list[str] = []
    month, before = 0, 0
    for word in _WORDS.findall(words):
        if word.isdecimal():
            numbers.append(word)
        elif named := _month_names().get(letters_and_digits(word)):
            # The last one counts: "mar." is a Tuesday in "mar. 12 juin".
            month, before = named, len(numbers)
    if not month or len(numbers) != 2 or before > 1 or max(map(len, numbers)) > _LONGEST_NUMBER:
        raise NoDay(f"{NOT_A_DATE}: {cited(words)}")
    first, second = numbers
    if len(first) == 4:
        first, second = second, first
    return _made(_year(int(second)) if len(second) <= 2 else int(second), month, int(first), words)


def _year(number: int) -> int:
    return number + (1900 if number >= _PIVOT else 2000)


def _made(year: int, month: int, day: int, words: str) -> datetime:
    try:
        moment = datetime(year, month, day)  # noqa: DTZ001
    except ValueError:
        raise NoDay(f"is a day that does not exist: {cited(words)}") from None
    if year not in _YEARS:
        raise NoDay(f"is in the year {year}: {cited(words)}")
    return moment


@cache
def _month_names() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS_READ, 1) for name in names.split()}
