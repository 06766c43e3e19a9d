"""What must be known of formulas without working them out: which cells they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from salesbook.books.xlsx.refs import LAST_ROW, Area, area, number
from salesbook.grid import letters

_TEXT = r'"(?:[^"]|"")*"'
_QUOTED = r"'(?:[^']|'')*'"
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_PIECE = re.compile(
    rf"(?P<text>{_TEXT})|(?P<quoted>{_QUOTED}!?)|(?P<brackets>{_BRACKETS})"
    r"|(?P<rows>\$?\d+:\$?\d+(?![\w.(]))|(?P<word>[$\w.\\?]+)(?P<call>\s*\()?|(?P<other>[^\s])",
    re.DOTALL,
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_RANGE = re.compile(
    rf"{_TEXT}|{_BRACKETS}"
    rf"|(?<![\w.$\]:'!])((?:{_QUOTED}|[\w.]+)!)?(\$?[A-Za-z]{{1,3}}\$?\d+)(?::(\$?[A-Za-z]{{1,3}}\$?\d+))?(?![\w(!.:])"
)
_WORDS = re.compile(rf"{_QUOTED}|[\w.\\]+")
_LITERAL_LINK = re.compile(rf"\s*HYPERLINK\(\s*{_TEXT}\s*,\s*{_TEXT}\s*\)\s*", re.IGNORECASE)
_THIS_ROW = re.compile(r"\[(?:@|\[#This Row\],\s*)\[?((?:[^\[\]'@#:,]|'.)+)\]?\]", re.IGNORECASE)
_EXTERNAL = re.compile(r"(?<![\w\],\[])\[\d+\](?=[\w'!.])|\[[^\[\]]*\.xl\w+\]", re.IGNORECASE)
_ELSEWHERE = re.compile(r":\s*[\w.]+!|'[^']*:[^']*'!|\bINDIRECT\s*\(", re.IGNORECASE)
_HARMLESS = frozenset("+-*/^&=<>(),;%{}@")
_FAR_READING = frozenset({"INDIRECT", "OFFSET", "CELL", "INFO", "GETPIVOTDATA"})


@dataclass(frozen=True)
class Needs:
    """The cells a formula reads, all of one row: `columns` as (table, header), in lower case, and `cells` as A1."""

    columns: frozenset[tuple[str, str]] = frozenset()
    cells: frozenset[tuple[int, int]] = frozenset()


def is_literal_link(text: str) -> bool:
    """Whether a formula is a link with nothing but texts in it: a value rather than a calculation."""
    return _LITERAL_LINK.fullmatch(text) is not None


def is_external(text: str) -> bool:
    """Whether a formula reads another file, so that nobody can work it out again without that file."""
    return _EXTERNAL.search(text) is not None


def shifted(text: str, rows: int, columns: int = 0) -> str:
    """A formula as Excel fills it into another cell: relative references move along."""

    def move(found: re.Match[str]) -> str:
        word = found["word"]
        if found["rows"]:
            return ":".join(_moved_row(part, rows) for part in found["rows"].split(":"))
        if word and not found["call"] and not text[found.end() :].startswith(("!", "[")):
            cell = _CELL.fullmatch(word)
            return _moved_cell(cell, rows, columns) if cell else word
        return found[0]

    return _PIECE.sub(move, text) if rows or columns else text


def _moved_cell(cell: re.Match[str], rows: int, columns: int) -> str:
    fixed_column, column, fixed_row, row = cell.groups()
    right = number(column) + (0 if fixed_column else columns)
    down = int(row) + (0 if fixed_row else rows)
    if not 1 <= down <= LAST_ROW or right < 1:
        return "#REF!"
    return f"{fixed_column}{letters(right)}{fixed_row}{down}"


def _moved_row(part: str, rows: int) -> str:
    return part if part.startswith("$") else str(int(part) + rows)


def with_areas(text: str, home: str, follow: Callable[[str, Area], Area]) -> str:
    """A formula with each of its areas replaced by what `follow(sheet, area)` says.

    `home` is the sheet that areas without a sheet's name mean. A single cell may move; it never
    becomes an area.
    """

    def replace(found: re.Match[str]) -> str:
        sheet, first, last = found.groups()
        old = area(f"{first}:{last or first}") if first else None
        if old is None:
            return found[0]
        new = follow(sheet_name(sheet[:-1]) if sheet else home, old)
        if new == old or (not last and new.top != new.bottom):
            return found[0]
        end = f":{_with_row(last, new.bottom)}" if last else ""
        return f"{sheet or ''}{_with_row(first, new.top)}{end}"

    return _RANGE.sub(replace, text)


def _with_row(cell: str, row: int) -> str:
    return re.sub(r"\d+", str(row), cell)


def sheet_name(quoted: str) -> str:
    """A sheet's name without the quotes that a formula may need."""
    return quoted[1:-1].replace("''", "'") if quoted.startswith("'") else quoted


def words(text: str) -> set[str] | None:
    """Every name in a formula, sheets and tables among them, in lower case. None: it may read anything."""
    if _ELSEWHERE.search(text):
        return None
    return {sheet_name(word).lower() for word in _WORDS.findall(text)}


@lru_cache(maxsize=4096)
def needs(text: str) -> Needs | None:
    """The cells of its own row that a formula reads; None when it reads, or may read, anything else."""
    columns: set[tuple[str, str]] = set()
    cells: set[tuple[int, int]] = set()
    table = ""
    for found in _PIECE.finditer(text):
        if found["brackets"]:
            column = _THIS_ROW.fullmatch(found["brackets"])
            if column is None:
                return None
            columns.add((table, re.sub(r"'(.)", r"\1", column[1]).strip().lower()))
            table = ""
        elif found["word"]:
            if text[found.end() :].startswith("["):
                table = found["word"].lower()
            elif not _understood(found, text, cells):
                return None
        elif found["quoted"] or found["rows"] or (found["other"] and found["other"] not in _HARMLESS):
            return None
    return Needs(frozenset(columns), frozenset(cells))


def _understood(found: re.Match[str], text: str, cells: set[tuple[int, int]]) -> bool:
    """Whether a word is a function, a number or a cell, which goes into `cells`, and no name or sheet."""
    word = found["word"]
    if found["call"]:
        name = word.removeprefix("_xlfn.").removeprefix("_xlws.")
        return name.isupper() and name not in _FAR_READING and not name.startswith("_")
    if text[found.end() :].startswith("!"):
        return False
    cell = _CELL.fullmatch(word)
    if cell:
        cells.add((int(cell[4]), number(cell[2])))
        return True
    return word[0].isdigit() or word[0] == "." or word.upper() in {"TRUE", "FALSE"}
