"""Dates, counts and lists as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOST_QUOTED = 160


def on(day: date) -> str:
    """A date without doubt about its order: 12 May 1998."""
    return f"{without_year(day)} {day.year}"


def without_year(day: date) -> str:
    """A date of these months: 12 May."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 day", "1,200 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sum_of(whole: tuple[int, str], *parts: tuple[int, str]) -> str:
    """What a number is made of: "9 filled lines = 7 logged + 2 half filled". Parts of nothing are left out."""
    told = " + ".join(f"{number:,} {what}" for number, what in parts if number)
    return f"{whole[0]:,} {whole[1]} = {told}" if told else f"{whole[0]:,} {whole[1]}"


def amount(value: float) -> str:
    """An amount without its currency: "12,500", "-3.20"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def joined(items: Sequence[str], most: int = 5) -> str:
    """Items with commas; beyond `most` only how many more there are."""
    more = len(items) - most
    return ", ".join(items[:most]) + (f" and {more} more" if more > 0 else "")


def quoted(text: str) -> str:
    """What somebody wrote, on one line, cut where it is long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _MOST_QUOTED else line[: _MOST_QUOTED - 1].rstrip() + '…'}”"


def shortened(text: str, most: int = 60) -> str:
    """Text that somebody typed, short enough to stand in a sentence: a cell can hold 32,767 letters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def cited(text: str) -> str:
    """Text that somebody typed, in quotation marks and cut where it is long."""
    return repr(shortened(text))
