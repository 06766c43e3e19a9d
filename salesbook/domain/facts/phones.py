"""Telephone numbers as people type them: what to dial, and whether there is anything to dial."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from salesbook.tables.arrays import Bools, Objects
from salesbook.tables.plan import Link, Value

# Greenland, Andorra and others have whole numbers of six digits; what is shorter is an extension, or cut off.
_FEWEST_DIGITS = 6
# What follows is an extension or a second number, and would make another number of the first.
_NUMBER_ENDS = re.compile(r"[A-Za-z,;/#|\n].*", re.DOTALL)
_LABEL = re.compile(r"^[^\d+(]+")
_SIGNS_AND_DIGITS = re.compile(r"\+?[0-9 ().-]+")
_NO_DIGITS = re.compile(r"[^0-9]+")
_PLAIN = re.compile(rf"\+?(?:[ ().-]*[0-9]){{{_FEWEST_DIGITS}}}[ ().0-9-]*")


def dialled(phone: str) -> str:
    """What to dial, digits after perhaps a plus (RFC 3966 without separators); "" if it is no number."""
    number = phone
    if not _SIGNS_AND_DIGITS.fullmatch(phone):  # as nearly all are
        number = _NUMBER_ENDS.sub("", _LABEL.sub("", unicodedata.normalize("NFKC", phone)))
    plus = number.startswith("+")
    if plus:
        number = number.replace("(0)", "")  # +44 (0)20: the 0 is dialled at home only
    if number.isascii():
        digits = _NO_DIGITS.sub("", number)
    else:
        digits = "".join(str(unicodedata.decimal(c)) for c in number if c.isdecimal())
    if len(digits) < _FEWEST_DIGITS:
        return ""
    return f"+{digits[2:]}" if digits.startswith("00") else f"{'+' * plus}{digits}"


def has_number(phones: Objects) -> Bools:
    """Which of these can be dialled."""
    return np.array([_is_number(phone) for phone in phones.tolist()], dtype=bool)


def _is_number(phone: str) -> bool:
    # Nearly all are plain, and there can be a hundred thousand.
    return bool(phone) and (_PLAIN.fullmatch(phone) is not None or bool(dialled(phone)))


def phone_link(phone: str) -> Value:
    """A cell that dials when clicked; the text as it is where nobody could dial it."""
    number = dialled(phone)
    return Link(phone, f"tel:{number}") if number else phone or None
