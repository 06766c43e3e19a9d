"""The values of a rule, as numbers, days, times, Yes or No, and words of a list."""

from __future__ import annotations

import calendar
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite

from salesbook.domain.audience.errors import RuleError
from salesbook.domain.audience.grammar import Piece
from salesbook.schema import Column, Type
from salesbook.tables.arrays import day_number
from salesbook.tables.choices import Unreadable, choice, flag, several
from salesbook.util.dates import NOT_A_DATE, NoDay, minutes_of, moment_of
from salesbook.util.folding import caseless
from salesbook.util.likeness import nearest

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s?(%?)")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_SPAN = re.compile(r"(\d{1,4})\s*(day|week|month)s?", re.IGNORECASE)
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
_TYPE_A_DATE = "Type a date, such as 2026-03-31, or: today"


def number_of(text: str) -> float | None:
    """The number that a text writes, such as 1,500 or 10%; None where it is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("−", "-"))
    if not found:
        return None
    number = float(found[1] + found[2].replace(",", "")) / (100 if found[3] else 1)
    return number if isfinite(number) else None


def day_named(text: str) -> int:
    """The day that a text names, in days since 1970-01-01. Raises NoDay."""
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    with suppress(ValueError):
        return day_number(datetime.fromisoformat(words).date())
    if number_of(words) is not None:
        raise NoDay(NOT_A_DATE)
    return day_number(moment_of(words).date())


@dataclass(frozen=True)
class WantedValue:
    """A value that is compared with cells of no certain type: all that it can be read as."""

    text: str
    number: float | None = None
    day: int | None = None
    flag: bool | None = None


class ValueReader:
    """Reads the values of one rule; every method raises RuleError where it cannot."""

    def __init__(self, text: str, today: date) -> None:
        self._text = text
        self._today = today

    def wrong(self, piece: Piece, why: str, todo: str) -> RuleError:
        """The error for a piece of the rule."""
        return RuleError(self._text, piece.at, why, todo, piece.text)

    def text(self, piece: Piece) -> str:
        """Text as it compares."""
        found = caseless(piece.text)
        if not found:
            raise self.wrong(piece, "Nothing stands between these quotes", "For blank cells type: is blank")
        return found

    def number(self, piece: Piece, kind: Type) -> float:
        """A number; where the column holds shares, 50% is 0.5."""
        number = self._one_number(piece)
        if number is None:
            raise self.wrong(piece, "This is not a number", "Type one, such as 1,500 or 10%")
        if kind is Type.SHARE and abs(number) > 1 and "%" not in piece.text:
            raise self.wrong(piece, "The column holds shares, from 0% to 100%", f"Type {piece.text}%")
        return number

    def day(self, piece: Piece) -> float:
        """A day, in days since 1970-01-01."""
        if caseless(piece.text) == "today":
            return day_number(self._today)
        try:
            return day_named(piece.text)
        except NoDay as error:
            if _SPAN.match(piece.text):
                raise self.wrong(
                    piece, "This is a span of time, not a date", "Use: in the last, or: not in the last"
                ) from None
            raise self.wrong(piece, f"This {error.why.partition(':')[0]}", _TYPE_A_DATE) from None

    def minutes(self, piece: Piece) -> float:
        """A time of day, in minutes after midnight."""
        minutes = minutes_of(unicodedata.normalize("NFKC", piece.text).strip())
        if minutes is None or minutes >= 24 * 60:
            raise self.wrong(piece, "This is not a time of day", "Type one, such as 09:30")
        return minutes

    def flag(self, piece: Piece) -> bool:
        """Yes or No."""
        with suppress(Unreadable):
            return flag(self.text(piece), blank=False)
        raise self.wrong(piece, "The column holds Yes or No", "Type one of the two.")

    def _one_number(self, piece: Piece) -> float | None:
        """A number, None where the value is none; 1.500 is a thousand and more in half of the world."""
        if _EITHER.fullmatch(piece.text) and not piece.quoted:
            grouped = piece.text.replace(".", ",")
            raise self.wrong(
                piece,
                "The point could mark decimals or thousands",
                f"Type {grouped} or {piece.text}0",
            )
        return number_of(piece.text)

    def choice(self, piece: Piece, column: Column) -> str:
        """One word of the column's list, as it compares."""
        with suppress(Unreadable):
            return caseless(choice(self.text(piece), column.choices))
        raise self._no_choice(piece, column)

    def choices(self, piece: Piece, column: Column) -> frozenset[str]:
        """Words of the column's list, as they compare."""
        with suppress(Unreadable):
            return frozenset(caseless(several(self.text(piece), column.choices)).split(", "))
        raise self._no_choice(piece, column)

    def _no_choice(self, piece: Piece, column: Column) -> RuleError:
        near = nearest(piece.text, column.choices)
        todo = f"Did you mean {near}?" if near else f"Use one of: {', '.join(column.choices)}"
        return self.wrong(piece, f"{column.name} has no such value", todo)

    def window(self, piece: Piece, *, ahead: bool) -> tuple[float, float]:
        """The first and the last day of, say, the last 60 days. Today and the day 60 days ago belong to it."""
        found = _SPAN.fullmatch(piece.text.strip())
        if not found or not int(found[1]):
            raise self.wrong(piece, "This is no span of time", "Type a whole number and days, weeks or months, such as: in the last 60 days")  # fmt: skip
        count = int(found[1]) * (1 if ahead else -1)
        other = day_number(_moved(self._today, count, found[2].lower()))
        day = day_number(self._today)
        return min(day, other), max(day, other)

    def wanted(self, piece: Piece) -> WantedValue:
        """A value by all its readings. What could be two days is none."""
        text = self.text(piece)
        number, day = self._one_number(piece), None
        if number is None:
            with suppress(NoDay):
                day = day_number(self._today) if text == "today" else day_named(text)
        return WantedValue(text, number, day, _FLAGS.get(text))


def _moved(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks or calendar months later; 31 January + 1 month is the last of February."""
    if unit != "month":
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
