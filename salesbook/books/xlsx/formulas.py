"""What must be known of formulas without working them out: which cells they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from salesbook.books.xlsx.refs import LAST_COLUMN, LAST_ROW, Area, area
from salesbook.tables.grid import column_letters, column_number

QUOTED_TEXT = r'"(?:[^"]|"")*"'
QUOTED = r"'(?:[^']|'')*'"
BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_PIECE = re.compile(
    rf"(?P<text>{QUOTED_TEXT})|(?P<quoted>{QUOTED}!?)|(?P<brackets>{BRACKETS})"
    r"|(?P<rows>\$?\d+:\$?\d+(?![\w.(]))|(?P<word>[$\w.\\?]+)(?P<call>\s*\()?|(?P<other>[^\s])",
    re.DOTALL,
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_RANGE = re.compile(
    rf"{QUOTED_TEXT}|{BRACKETS}"
    rf"|(?<![\w.$\]:'!])(?P<sheet>(?:{QUOTED}|[\w.]+)!)?(?P<top>\$?[1-9]\d{{0,6}}):(?P<bottom>\$?[1-9]\d{{0,6}})(?![\w(!.:])"
    rf"|(?<![\w.$\]:'!])((?:{QUOTED}|[\w.]+)!)?(\$?[A-Za-z]{{1,3}}\$?\d+)"
    rf"(?::((?:{QUOTED}|[\w.]+)!)?(\$?[A-Za-z]{{1,3}}\$?\d+))?(?![\w(!.:])"
)
_WORDS = re.compile(rf"{QUOTED}|[\w.\\]+")
_LITERAL_LINK = re.compile(
    rf"\s*HYPERLINK\(\s*({QUOTED_TEXT})\s*(?:,\s*({QUOTED_TEXT})\s*)?\)\s*", re.IGNORECASE
)
_ONLY_TEXTS = re.compile(rf"\s*{QUOTED_TEXT}\s*(?:&\s*{QUOTED_TEXT}\s*)*")
_EXTERNAL = re.compile(r"(?<![\w\],\[])\[\d+\](?=[\w'!.])|\[[^\[\]]*\.xl\w+\]", re.IGNORECASE)
_THROUGH_SHEETS = re.compile(r":\s*[\w.]+!|'[^']*:[^']*'!")


def is_literal_link(text: str) -> bool:
    """Whether a formula is a link with nothing but texts in it: a value rather than a calculation."""
    return _LITERAL_LINK.fullmatch(text) is not None


def link_text(text: str) -> str:
    """What a link with nothing but texts in it shows; "" for any other formula."""
    found = _LITERAL_LINK.fullmatch(text)
    return (found[2] or found[1])[1:-1].replace('""', '"') if found else ""


def is_typed(text: str) -> bool:
    """Whether a formula holds nothing but texts, such as ="00123": somebody typed it, and no calculation is lost with it."""
    return is_literal_link(text) or _ONLY_TEXTS.fullmatch(text) is not None


@lru_cache(maxsize=20_000)
def is_external(text: str) -> bool:
    """Whether a formula reads another file, so that nobody can work it out again without that file."""
    return _EXTERNAL.search(text) is not None


def filled_formula(text: str, rows: int, columns: int = 0) -> str:
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
    right = column_number(column) + (0 if fixed_column else columns)
    down = int(row) + (0 if fixed_row else rows)
    if not 1 <= down <= LAST_ROW or right < 1:
        return "#REF!"
    return f"{fixed_column}{column_letters(right)}{fixed_row}{down}"


def _moved_row(part: str, rows: int) -> str:
    return part if part.startswith("$") else str(int(part) + rows)


def with_areas(text: str, home: str, follow: Callable[[str, Area], Area]) -> str:
    """A formula with each of its areas replaced by what `follow(sheet, area)` says.

    `home` is the sheet that areas without a sheet's name mean. A single cell may move; it never
    becomes an area.
    """

    def replace(found: re.Match[str]) -> str:
        if found["top"]:
            return _rows(found)
        sheet, first, again, last = found.groups()[3:]
        old = area(f"{first}:{last or first}") if first else None
        if old is None or (again and again.lower() != (sheet or "").lower()):
            return found[0]
        new = follow(sheet_name(sheet[:-1]) if sheet else home, old)
        if new == old or (not last and new.top != new.bottom):
            return found[0]
        end = f":{again or ''}{_with_row(last, new.bottom)}" if last else ""
        return f"{sheet or ''}{_with_row(first, new.top)}{end}"

    def _rows(found: re.Match[str]) -> str:
        old = Area(1, int(found["top"].lstrip("$")), LAST_COLUMN, int(found["bottom"].lstrip("$")))
        new = follow(sheet_name(found["sheet"][:-1]) if found["sheet"] else home, old)
        ends = (_with_row(found["top"], new.top), _with_row(found["bottom"], new.bottom))
        return found[0] if new == old else f"{found['sheet'] or ''}{':'.join(ends)}"

    return _RANGE.sub(replace, text)


def _with_row(cell: str, row: int) -> str:
    return re.sub(r"\d+", str(row), cell)


def sheet_name(quoted: str) -> str:
    """A sheet's name without the quotes that a formula may need."""
    return quoted[1:-1].replace("''", "'") if quoted.startswith("'") else quoted


@lru_cache(maxsize=20_000)
def names_in_formula(text: str) -> frozenset[str] | None:
    """Every name in a formula, sheets and tables among them, in lower case. None: it reads through several sheets."""
    if _THROUGH_SHEETS.search(text):
        return None
    return frozenset(sheet_name(word).lower() for word in _WORDS.findall(text))
