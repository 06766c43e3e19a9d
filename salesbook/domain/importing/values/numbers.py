"""Numbers and amounts as people write them. Which sign is the decimal one is decided for whole columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from salesbook.domain.importing.values.currencies import find_currency
from salesbook.domain.importing.values.multipliers import scale_of
from salesbook.domain.importing.values.readers import Read, Reader, Unread, is_nothing, read_cells, text
from salesbook.tables.choices import shown_cell

_DIGITS = re.compile(r"\d[\d.,]*|[.,]\d+")
_SPACED = re.compile(r"\d{1,3}(?:[ '’_]\d{3})+(?:[.,]\d+)?")  # 1 234,50 and 1'234.50
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")  # 1,23,456.78
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=\d)\s?[.,:]\s?[-–—=]{1,2}$")  # 1.250,-  500.-  500:-
_MINUS = re.compile(r"^[-−–]\s*|\s*[-−–]$")
_EASY = re.compile(r"-?(\d+)(?:([.,])(\d+))?")
_PLAIN = set("0123456789.-")
_PROVES_A_POINT = re.compile(r"\.\d{0,2}$|\.\d{4}|\d{4}\.|^-?0?\.", re.MULTILINE)
_EITHER = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}(?![\d.,])"
)  # 1.250, which is 1250 or one and a quarter
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")  # 1.234.567
_THOUSAND = 3  # digits between two signs that group
_CENTS = 2  # digits
_WITHOUT_CENTS = {"JPY", "KRW", "VND", "CLP", "PYG", "UGX", "XAF", "XOF", "ISK"}
_ARABIC_DECIMAL, _ARABIC_GROUP = "٫", "٬"


@dataclass(frozen=True)
class DecimalSign:
    """Which sign the cells of a column prove to be the decimal one. `example`: one that proves nothing."""

    point: bool = False
    comma: bool = False
    example: str = ""

    @property
    def decimal(self) -> str:
        """The sign that the column proves, else ""."""
        return {(True, False): ".", (False, True): ","}.get((self.point, self.comma), "")


@dataclass(frozen=True)
class _Written:
    """A number as written: its digits with the signs between them, 1 or -1, and what it is multiplied by.

    `sure`: its one sign is the decimal one, whatever the column says.
    """

    bare: str
    sign: int
    scale: Decimal
    sure: bool = False


def decimal_sign_evidence(cells: Sequence[Hashable]) -> DecimalSign:
    """Look for cells that can be read in one way only."""
    words = _plain(cells)
    if words is not None and _PROVES_A_POINT.search("\n".join(words)):
        return DecimalSign(point=True)
    point = comma = False
    example = ""
    for cell in set(cells):
        if not isinstance(cell, str):
            continue
        sign = _sign_of(cell)
        point |= sign == "."
        comma |= sign == ","
        if sign == "?":
            example = min(example or cell, cell)
    return DecimalSign(point, comma, example)


def _sign_of(cell: str) -> str:
    if easy := _EASY.fullmatch(cell):
        return _sign(easy[1], easy[2] or "", easy[3] or "")
    written = _written(cell)
    if written is None or written.sure:
        return ""
    if _GROUPED.fullmatch(written.bare):
        return "," if "." in written.bare else "."
    return "." if _LAKHS.fullmatch(written.bare) else _decimal_of(written.bare)


def is_mixed(cells: Sequence[Hashable]) -> bool:
    """Whether a column writes its numbers in more than one way, so that its 1.250 may be either number.

    Its cells prove both signs; or both signs stand before three digits; or 1.250 would be the only kind of cell
    with three decimals, in a column that gives its cents two digits, or groups digits, or never ends in a zero.
    """
    words = {cell for cell in cells if isinstance(cell, str)}
    if not _EITHER.search("\n".join(words)):
        return False
    either, proven, parts, grouped = set[str](), set[str](), set[str](), False
    for cell in words:
        sign = _sign_of(cell)
        written = _written(cell)
        if not sign or written is None:
            continue
        if sign == "?":
            either.add(written.bare)
            continue
        proven.add(sign)
        parts.add(written.bare.rpartition(sign)[2] if sign in written.bare else "")
        grouped |= bool(({".", ","} - {sign}) & set(written.bare))
    if len(proven) > 1:
        return bool(either)
    if any(len(part) >= _THOUSAND for part in parts):
        return False
    if len({"." if "." in bare else "," for bare in either}) > 1:
        return True
    odd = [bare for bare in either if bare.rpartition(next(iter(proven), "?"))[1]]
    cents = any(len(part) == _CENTS and part.endswith("0") for part in parts)
    return bool(odd) and (grouped or cents or any(bare.endswith("0") for bare in odd))


def both_readings(cell: str) -> tuple[str, str]:
    """How a number such as 1.250 is written so that it has thousands for sure, and so that it has decimals."""
    found = _EITHER.search(_western(cell) or cell)
    bare = found[0] if found else cell
    return (f"{bare},00" if "." in bare else f"{bare}.00"), f"{bare}0"


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
    """Reads numbers with currencies, grouped digits, words such as Mio, a minus behind or brackets around them.

    `decimal` "" refuses what could have decimals or thousands, in a column that writes in both ways.
    Words that are neither a currency nor a scale, such as kg, are never dropped: the cell is refused.
    """

    def read(cell: object) -> Read:
        if isinstance(cell, str) and (easy := _EASY.fullmatch(cell)) and easy[2] in {None, decimal}:
            return float(cell.replace(",", "."))
        if isinstance(cell, bool):
            return Unread(f"is not a number: {shown_cell(cell)}")
        if isinstance(cell, int | float):
            return float(cell)
        if is_nothing(cell) or text(cell) == "-":
            return None
        if not decimal and _sign_of(str(cell)) == "?":
            return Unread(
                f"could have decimals or thousands, as its column writes numbers in both ways: {shown_cell(cell)}"
            )
        number = _number(str(cell), decimal)
        return Unread(f"is not a number: {shown_cell(cell)}") if number is None else number

    return read


def _number(cell: str, decimal: str) -> float | None:
    written = _written(cell)
    if written is None:
        return None
    bare, sign, scale = written.bare, written.sign, written.scale
    if _SCIENTIFIC.fullmatch(bare):
        number = float(bare.replace(",", "."))
        return sign * number if isfinite(number) and scale == 1 else None
    if _LAKHS.fullmatch(bare):
        return float(sign * scale * Decimal(bare.replace(",", "")))
    if not _DIGITS.fullmatch(bare):
        return None
    mark = _decimal_of(bare)
    if mark == "?":
        mark = "." if written.sure else decimal
    whole, _, part = bare.rpartition(mark) if mark and mark in bare else (bare, "", "")
    groups = re.split(r"[.,]", whole)
    if (mark and mark in whole) or any(len(group) != _THOUSAND for group in groups[1:]):
        return None
    return float(sign * scale * Decimal(f"{''.join(groups) or 0}.{part or 0}"))


def _written(cell: str) -> _Written | None:
    """What a cell says of a number; None where it says anything else."""
    words = _western(cell)
    if words is None:
        return None
    sure = _ARABIC_DECIMAL in words
    words = words.replace(_ARABIC_DECIMAL, ".").replace(_ARABIC_GROUP, "'")
    words, scale, currency = scale_of(" ".join(words.split()))
    if not currency:
        words, currency = find_currency(words)
    words = words.strip()
    negative = words.startswith("(") and words.endswith(")")
    words = words[1:-1].strip() if negative else words
    words, cents = _NO_CENTS.subn("", words)
    found = _MINUS.search(words)
    if found and not _SCIENTIFIC.fullmatch(words):
        words, negative = words[: found.start()] + words[found.end() :], True
    words = words.removeprefix("+").strip()
    if scale == 1:
        words, scale, _ = scale_of(words, money=bool(currency))
    if " " in words or "'" in words or "’" in words:
        if not _SPACED.fullmatch(words):
            return None
        words = re.sub(r"[ '’_]", "", words)
        sure = sure or ("." in words)
    if not words or (cents and not words[-1:].isdigit()):
        return None
    whole = bool(cents) or currency in _WITHOUT_CENTS
    return _Written(_grouped_only(words) if whole else words, -1 if negative else 1, scale, sure)


def _grouped_only(words: str) -> str:
    """The digits of a whole number: what parts them can only group."""
    return re.sub(r"[.,](?=\d{3}(?:[.,]|$))", "", words)


def _western(cell: str) -> str | None:
    """A cell with digits and signs as they are in the West; None for digits that are raised or in circles."""
    if cell.isascii():
        return cell
    if any(unicodedata.category(sign) in {"No", "Nl"} for sign in cell):
        return None
    words = unicodedata.normalize("NFKC", cell).replace("−", "-").replace("،", ",")
    words = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in words)
    return "".join(sign for sign in words if unicodedata.category(sign) != "Cf")  # marks of direction


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
