"""Where a range is: from A1 addresses, names and tables to rows and columns, and back."""

from __future__ import annotations

import re
from typing import Any

_A1 = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.IGNORECASE)
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_ROWS = re.compile(r"\$?(\d+):\$?(\d+)")
SHEET_ROWS, SHEET_COLUMNS = 1048576, 16384  # as in Excel; LibreOffice 7.4 can have as many

Coords = tuple[int, int, int, int]  # first row, first column, rows, columns; counted from 1


def column_from_letters(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def letters_of_column(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def from_address(address: str) -> Coords | None:
    """Where an address such as "B2:C5", "B:C" or "2:5" is; None for what is no address."""
    if match := _A1.fullmatch(address):
        row, column = int(match[2]), column_from_letters(match[1])
        last_row, last_column = (int(match[4]), column_from_letters(match[3])) if match[3] else (row, column)
        return spanning((row, column, 1, 1), (last_row, last_column, 1, 1))
    if match := _COLUMNS.fullmatch(address):
        return spanning(
            (1, column_from_letters(match[1]), SHEET_ROWS, 1),
            (1, column_from_letters(match[2]), SHEET_ROWS, 1),
        )
    if match := _ROWS.fullmatch(address):
        return spanning((int(match[1]), 1, 1, SHEET_COLUMNS), (int(match[2]), 1, 1, SHEET_COLUMNS))
    return None


def spanning(one: Coords, other: Coords) -> Coords:
    """The smallest range that holds both."""
    top, left = min(one[0], other[0]), min(one[1], other[1])
    bottom = max(one[0] + one[2], other[0] + other[2])
    right = max(one[1] + one[3], other[1] + other[3])
    return top, left, bottom - top, right - left


def meet(one: Coords, other: Coords) -> bool:
    """Whether two ranges have a cell in common."""
    return all(one[i] < other[i] + other[i + 2] and other[i] < one[i] + one[i + 2] for i in (0, 1))


def contains_range(one: Coords, other: Coords) -> bool:
    """Whether all cells of another range are cells of this one."""
    return all(one[i] <= other[i] and other[i] + other[i + 2] <= one[i] + one[i + 2] for i in (0, 1))


def from_uno(address: Any) -> Coords:
    """Where one of LibreOffice's own addresses is."""
    return (
        address.StartRow + 1,
        address.StartColumn + 1,
        address.EndRow - address.StartRow + 1,
        address.EndColumn - address.StartColumn + 1,
    )


def to_address(coords: Coords, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """The address as Excel writes it, such as "$B$2:$C$5"."""
    row, column, rows, columns = coords
    across, down = "$" * column_absolute, "$" * row_absolute
    if rows == SHEET_ROWS:
        return f"{across}{letters_of_column(column)}:{across}{letters_of_column(column + columns - 1)}"
    if columns == SHEET_COLUMNS:
        return f"{down}{row}:{down}{row + rows - 1}"
    first = f"{across}{letters_of_column(column)}{down}{row}"
    last = f"{across}{letters_of_column(column + columns - 1)}{down}{row + rows - 1}"
    return first if (rows, columns) == (1, 1) else f"{first}:{last}"
