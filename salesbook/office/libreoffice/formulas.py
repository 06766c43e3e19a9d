"""Formulas as Excel spells them, and as LibreOffice's cells take and give them.

LibreOffice's cells speak a grammar of their own, in English: SUM($Data.A1;2) is Excel's
SUM(Data!A1,2). Its own parser cannot be used for the translation: it does not know the document's
tables. Only what differs is touched; what a function is called is the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_STRING = r'"(?:[^"]|"")*"'
_ERROR = r"\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)"
_QUOTED = r"'(?:[^']|'')*'"
_EXCEL = re.compile(
    rf"(?P<keep>{_STRING}|{_ERROR})|(?P<sheet>{_QUOTED}|[^\W\d][\w.]*)!|(?P<future>_xlfn\.(?:_xlws\.)?)"
    r"|(?P<name>[^\W\d][\w.]*)|(?P<mark>[\[(){},;])"
)
_CALC = re.compile(
    rf"(?P<keep>{_STRING}|{_ERROR})"
    rf"|\$?(?P<sheet>{_QUOTED}|[^\W\d]\w*)\.(?=\$?[A-Z]{{1,3}}(?:\$?\d|:)|\$?\d+:)"
    r"|(?P<name>[^\W\d][\w.]*)|(?P<mark>[\[(){};|~!])"
)
_DIFFERS = re.compile(r"[;.!~{\[']")
_REF = re.compile(
    r"(?<![\w.$])(?:(\$?)([A-Z]{1,3})(\$?)(\d+)|(\$?)([A-Z]{1,3})(?=:\$?[A-Z])|(?<=:)(\$?)([A-Z]{1,3}))(?![\w(.])"
)
_ITEMS = {f"#{item.lower()}": f"#{item}" for item in ("All", "Data", "Headers", "Totals", "This Row")}
_LAST_COLUMN, _LAST_ROW = 16384, 1048576


def to_calc(formula: str, tables: Collection[str] = (), here: str = "") -> str:
    """Excel's spelling into that of LibreOffice's cells.

    `tables` are the names of tables in lower case: a bare one is its body. `here` is the table around
    the cell, for [@Column].
    """
    out: list[str] = []
    opened: list[str] = []
    at = 0
    while at < len(formula):
        found = _EXCEL.match(formula, at)
        if found is None:
            out.append(formula[at])
            at += 1
            continue
        at = found.end()
        kind, text = found.lastgroup, found[0]
        if kind == "sheet":
            out.append(f"${text[:-1]}.")
        elif kind == "name":
            bare = text.lower() in tables and formula[at : at + 1] not in {"[", "(", "!"}
            out.append(f"{text}[]" if bare else text)
        elif text == "[":
            at = _closing(formula, at)
            named = out and re.fullmatch(r"[^\W\d][\w.]*", out[-1])
            out.append(("" if named else here) + _structured_to_calc(formula[found.end() : at - 1]))
        elif kind == "mark":
            out.append(_mark_to_calc(text, opened, is_call=bool(out and re.search(r"[\w.]$", out[-1]))))
        elif kind == "keep":
            out.append(text)
    return "".join(out)


def to_excel(formula: str) -> str:
    """The spelling of LibreOffice's cells into Excel's."""
    if not _DIFFERS.search(formula):
        return formula
    out: list[str] = []
    in_array = False
    at = 0
    while at < len(formula):
        found = _CALC.match(formula, at)
        if found is None:
            out.append(formula[at])
            at += 1
            continue
        at = found.end()
        text = found[0]
        if found["sheet"]:
            out.append(f"{found['sheet']}!")
        elif text == "[":
            at = _closing(formula, at)
            inside = formula[found.end() : at - 1]
            out.append(f"[{_structured_to_excel(inside)}]" if inside else "")
        elif found["mark"]:
            in_array = text == "{" or (in_array and text != "}")
            marks = {";": ",", "|": ";"} if in_array else {";": ",", "~": ",", "!": " "}
            out.append(marks.get(text, text))
        else:
            out.append(text)
    return "".join(out)


def copied_formula(formula: str, down: int, right: int) -> str:
    """A formula of Excel's as it reads when it is copied so many rows down and columns to the right."""

    def moved(match: re.Match[str]) -> str:
        if match[2]:
            column = match[2] if match[1] else _column(match[2], right)
            row = match[4] if match[3] else str(int(match[4]) + down)
            return f"{match[1]}{column}{match[3]}{row}" if 0 < int(row) <= _LAST_ROW else "#REF!"
        fixed, letters = (match[5], match[6]) if match[6] else (match[7], match[8])
        return fixed + (letters if fixed else _column(letters, right))

    return "".join(part if kept else _REF.sub(moved, part) for part, kept in _parts(formula))


def is_whole(formula: str) -> bool:
    """Whether quotation marks and brackets match; LibreOffice would close open ones by itself, and Excel refuses them."""
    depth = 0
    for part, kept in _parts(formula):
        for mark in "" if kept else part:
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(mark, 0)
            if depth < 0 or mark in '"[]':
                return False
    return depth == 0


def _parts(formula: str) -> Iterator[tuple[str, bool]]:
    """A formula in pieces, with whether a piece is a text, a sheet's name or in brackets."""
    for i, part in enumerate(
        re.split(rf"({_STRING}|{_QUOTED}!|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])", formula)
    ):
        yield part, i % 2 == 1


def _column(letters: str, right: int) -> str:
    number = right
    for i, letter in enumerate(reversed(letters)):
        number += (ord(letter) - 64) * 26**i
    if not 0 < number <= _LAST_COLUMN:
        return "#REF!"
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def _closing(formula: str, at: int) -> int:
    """Where the brackets end that opened just before `at`."""
    depth = 1
    while at < len(formula) and depth:
        if formula[at] == "'":
            at += 1
        else:
            depth += {"[": 1, "]": -1}.get(formula[at], 0)
        at += 1
    return at


def _mark_to_calc(mark: str, opened: list[str], *, is_call: bool) -> str:
    """A comma separates arguments, or cells of an array, or in plain parentheses areas."""
    if mark in "({":
        opened.append("call" if mark == "(" and is_call else mark)
    elif mark in ")}":
        del opened[-1:]
    elif opened and opened[-1] == "{":
        return {",": ";", ";": "|"}[mark]
    elif mark == ",":
        return "~" if opened and opened[-1] == "(" else ";"
    return mark


def _structured_to_calc(inside: str) -> str:
    """What stands in a table's brackets. [#All] alone is not understood on recalculation: doubled it is."""
    if inside.startswith("#"):
        return f"[[{inside}]]"
    if inside.startswith("@"):
        column = inside[1:].strip()
        if not column:
            return "[[#This Row]]"
        return f"[[#This Row];{column if column.startswith('[') else f'[{column}]'}]"
    return "[" + re.sub(r"(?<=\])\s*,\s*(?=\[)", ";", inside) + "]"


def _structured_to_excel(inside: str) -> str:
    if inside.lower() in _ITEMS:
        return _ITEMS[inside.lower()]
    if inside.startswith("[") and inside[1:-1].lower() in _ITEMS:
        return _ITEMS[inside[1:-1].lower()]
    return re.sub(r"(?<=\]);(?=\[)", ",", inside)
