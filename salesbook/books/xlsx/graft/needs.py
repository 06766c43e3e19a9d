"""What formulas need to find in a workbook: parts with formulas and the tables that are there in, what is not there out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from salesbook.books.xlsx.formulas import BRACKETS, QUOTED_TEXT
from salesbook.books.xlsx.markup import element, unescape

_FORMULAS = (b"f", b"formula", b"formula1", b"formula2", b"calculatedColumnFormula")
_TABLE = re.compile(rf"{QUOTED_TEXT}|(?P<table>[\w.\\]+)(?P<of>{BRACKETS})", re.DOTALL)
_INNER = re.compile(r"\[((?:[^\[\]']|'.)+)\]")
_ESCAPED = re.compile(r"'(.)")


def formulas_of_part(part: bytes) -> Iterator[str]:
    """The formulas of a sheet, a table or a chart."""
    for found in element(*_FORMULAS).finditer(part):
        yield unescape(found[3])


def names_it(formulas: Iterable[str], name: str) -> bool:
    """Whether a defined name stands in one of the formulas."""
    word = re.compile(rf"{QUOTED_TEXT}|\b(?P<name>{re.escape(name)})\b", re.IGNORECASE)
    return any(found["name"] for formula in formulas for found in word.finditer(formula))


def _columns_named(formula: str) -> Iterator[tuple[str, str]]:
    """Each table that a formula names with each of its columns named there; "" for none."""
    for found in _TABLE.finditer(formula):
        for name in (_INNER.findall(found["of"][1:-1]) or [found["of"][1:-1]]) if found["table"] else ():
            yield found["table"], "" if name.startswith("#") else _ESCAPED.sub(r"\1", name.removeprefix("@"))


def first_lacking(formulas: Iterable[str], there: Mapping[str, Collection[str]]) -> str:
    """A table, or a column of one, that formulas name and that is not there: Excel would take the workbook for damaged.

    `there` has the columns by table, both in small letters. "" where everything is there.
    """
    for table, column in (each for formula in formulas for each in _columns_named(formula)):
        columns = there.get(table.casefold())
        if columns is None:
            return f"table {table}"
        if column and column.casefold() not in columns:
            return f"column {column} in table {table}"
    return ""
