"""Those who asked to be forgotten: marks in Do not mail by which an address or a number is known again, and not told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from salesbook.tables.rows import day_of_cell
from salesbook.util.addresses import HASH_MARK, address_key, hashed, read_address
from salesbook.util.wording import on

if TYPE_CHECKING:
    import pandas as pd

SOURCE, WHY = "forget", "asked to be forgotten"
NOT_FORGOTTEN = "ledger"  # the source of marks of those who only want no more mail
_MARK = re.compile(re.escape(HASH_MARK) + r"[0-9a-f]{32}", re.IGNORECASE)
_INTERNATIONAL = re.compile(r"\+[\d\s.-]+")  # nothing in it that is not dialled


def is_mark(text: str) -> bool:
    """Whether a row of Do not mail holds a mark."""
    return _MARK.fullmatch(text.strip()) is not None


def number_key(text: str, country: str) -> str:
    """A telephone number in one form (E.164, such as +34911234567); "" for what is none. An extension does not count.

    `country`: code for numbers without one of their own, or "".
    """
    text = text.strip()
    if _INTERNATIONAL.fullmatch(text):
        return "+" + re.sub(r"\D", "", text)
    if not any(map(str.isdigit, text)):
        return ""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_possible_number, parse

    try:
        number = parse(text.removeprefix("tel:"), country or None)
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.E164) if is_possible_number(number) else ""


@dataclass(frozen=True)
class Forgotten:
    """The marks of a book, with the day since when; None where none stands there."""

    book_id: str
    since: Mapping[str, date | None]

    @classmethod
    def of(cls, table: pd.DataFrame | None, settings: Mapping[str, str | float]) -> Forgotten:
        """From the frame of DoNotMail; a book made before there were mailings has none."""
        marks: dict[str, date | None] = {}
        if table is not None:
            for key, day, source in zip(table.index, table["Since"], table["Source"], strict=True):
                if is_mark(str(key)) and source != NOT_FORGOTTEN:
                    marks[str(key).strip().lower()] = day_of_cell(day)
        return cls(str(settings["Book ID"]), marks)

    def told(self, email: str = "", phone: str = "", country: str = "") -> str:
        """A clause that says since when, such as "asked to be forgotten on 3 Mar 2026"; "" for everybody else."""
        if not self.since:
            return ""
        address = address_key(email) if read_address(email)[0] else ""
        for key in filter(None, (address, number_key(phone, country))):
            mark = hashed(key, self.book_id)
            if mark in self.since:
                day = self.since[mark]
                return f"{WHY}{f' on {on(day)}' if day else ''}"
        return ""
