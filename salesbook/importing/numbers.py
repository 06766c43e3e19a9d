"""Numbers and amounts as people write them. Which sign is the decimal one is decided for whole columns."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite

from salesbook.choices import shown
from salesbook.importing.readers import Read, Reader, Unread, is_nothing, read_cells, text

_MONEY = re.compile(r"(?:fr|kr)\.|[A-Z]{0,3}[$€£¥₹₽₺₩]|[A-Z]{2,3}|zł|Kč", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d.,]*|[.,]\d+")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
_EASY = re.compile(r"-?(\d+)(?:([.,])(\d+))?")
_PLAIN = set("0123456789.-")
_PROVES_A_POINT = re.compile(r"\.\d{0,2}$|\.\d{4}|\d{4}\.|^-?0?\.", re.MULTILINE)
_THOUSAND = 3  # digits between two signs that group


@dataclass(frozen=True)
class Evidence:
    """Which sign the cells of a column prove to be the decimal one. `example`: one that proves nothing."""

    point: bool = False
    comma: bool = False
    example: str = ""

    @property
    def decimal(self) -> str:
        """The sign that the column proves, else ""."""
        return {(True, False): ".", (False, True): ","}.get((self.point, self.comma), "")


def evidence(cells: Sequence[Hashable]) -> Evidence:
    """Look for cells that can be read in one way only."""
    words = _plain(cells)
    if words is not None and _PROVES_A_POINT.search("\n".join(words)):
        return Evidence(point=True)
    point = comma = False
    example = ""
    for cell in set(cells):
        if not isinstance(cell, str):
            continue
        easy = _EASY.fullmatch(cell)
        sign = _sign(easy[1], easy[2] or "", easy[3] or "") if easy else _decimal_of(_bare(cell)[0])
        point |= sign == "."
        comma |= sign == ","
        if sign == "?":
            example = min(example or cell, cell)
    return Evidence(point, comma, example)


def read_numbers(cells: Sequence[Hashable], decimal: str) -> list[Read]:
    """A column of numbers. Most have nothing but digits and a point, and are read at once."""
    words = _plain(cells)
    if decimal == "." and words is not None:
        with suppress(ValueError):
            return [float(word) if word else None for word in words]
    return read_cells(number_reader(decimal), cells)


def _plain(cells: Sequence[Hashable]) -> list[str] | None:
    """The cells, if all are text with digits, points and hyphens only."""
    words = [cell for cell in cells if isinstance(cell, str)]
    return words if len(words) == len(cells) and set("".join(words)) <= _PLAIN else None


def number_reader(decimal: str) -> Reader:
    """Reads numbers with currency signs, grouped digits, a minus behind or brackets around them."""

    def read(cell: object) -> Read:
        if isinstance(cell, str) and (easy := _EASY.fullmatch(cell)) and easy[2] in {None, decimal}:
            return float(cell.replace(",", "."))
        if isinstance(cell, bool):
            return Unread(f"is not a number: {shown(cell)}")
        if isinstance(cell, int | float):
            return float(cell)
        if is_nothing(cell) or text(cell) == "-":
            return None
        number = _number(str(cell), decimal)
        return Unread(f"is not a number: {shown(cell)}") if number is None else number

    return read


def minutes_reader(decimal: str) -> Reader:
    """Reads durations: minutes, or hours, minutes and seconds such as 0:12:30 (two parts: minutes and seconds)."""
    plain = number_reader(decimal)

    def read(cell: object) -> Read:
        found = _CLOCK.fullmatch(text(cell))
        if found:
            return int(found[1] or 0) * 60 + int(found[2]) + int(found[3]) / 60
        return plain(
            text(cell).removesuffix(".").removesuffix("min").removesuffix("minutes")
            if isinstance(cell, str)
            else cell
        )

    return read


def _number(cell: str, decimal: str) -> float | None:
    bare, sign = _bare(cell)
    if _SCIENTIFIC.fullmatch(bare):
        number = float(bare.replace(",", "."))
        return sign * number if isfinite(number) else None
    if not _DIGITS.fullmatch(bare):
        return None
    mark = _decimal_of(bare)
    if mark == "?":
        mark = decimal
    whole, _, part = bare.rpartition(mark) if mark and mark in bare else (bare, "", "")
    groups = re.split(r"[.,]", whole)
    if (mark and mark in whole) or any(len(group) != _THOUSAND for group in groups[1:]):
        return None
    return sign * float(f"{''.join(groups) or 0}.{part or 0}")


def _bare(cell: str) -> tuple[str, int]:
    """The digits and signs of a number, and 1 or -1."""
    words = "".join(cell.split()).replace("'", "").replace("’", "").replace("−", "-").replace("\u00a0", "")
    if not _SCIENTIFIC.fullmatch(words):
        words = _MONEY.sub("", words, count=1)
    negative = words.startswith("-") or words.endswith("-") or (words.startswith("(") and words.endswith(")"))
    return words.strip("()+-"), -1 if negative else 1


def _decimal_of(bare: str) -> str:
    """The decimal sign that a number shows; "" if it has none, "?" if its one sign could be either."""
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        return "." if bare.rfind(".") > bare.rfind(",") else ","
    if points + commas != 1:
        return ""
    sign = "." if points else ","
    whole, _, part = bare.partition(sign)
    return _sign(whole, sign, part)


def _sign(whole: str, sign: str, part: str) -> str:
    return "?" if sign and len(part) == _THOUSAND and 0 < len(whole) <= _THOUSAND and whole != "0" else sign
