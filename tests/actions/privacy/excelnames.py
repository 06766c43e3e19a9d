"""Last names that Excel, its files and salesbook know as something else: functions, colours, enumerations, styles, fonts, tables."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.formulas import FORMULAE

from salesbook.schema import TABLES

FIXED = (
    "Round", "Small", "Power", "White", "Black", "Center", "Solid", "Minor", "Theme", "Chart", "Light", "Roman", "Words", "List", "Home",
    "Service", "Accounts", "Contacts", "Calls", "Everything", "Lists", "Pivots", "Macro1", "Table", "General", "Relationship", "Worksheet",
    "Types", "Override", "Default", "Calibri", "Arial", "Normal", "Accent1", "TableStyleMedium2", "Hyperlink", "rId1", "Sheet1", "Font",
    "True", "False", "Sum", "If", "Average", "Lambda", "Let", "North", "Quistgård", "Müller-Lay", "O'Brien", "Nguyễn", "李", "d'Été",
    "Null", "Amp", "Quot", "xml", "Forgotten", "Ref!", "A1", "$B$2", "Area51", "Van der Berg", "Smith & Sons", "Less<Than",
)  # fmt: skip


def excel_names(parts: Mapping[str, bytes]) -> list[str]:
    """All of them in a fixed order: those above first; then what openpyxl and the parts of a workbook know, without doubles."""
    found = dict.fromkeys(FIXED)
    found |= dict.fromkeys(name.capitalize() for name in sorted(FORMULAE) if len(name) > 2)
    found |= dict.fromkeys(word for name, table in TABLES.items() for word in (name, table.sheet))
    found |= dict.fromkeys(column.name for table in TABLES.values() for column in table.columns)
    found |= dict.fromkeys(sorted(_enumerations()))
    found |= dict.fromkeys(
        word for code in BUILTIN_FORMATS.values() for word in re.findall(r"[A-Za-z]{3,}", code)
    )
    found |= dict.fromkeys(sorted(_words(parts)))
    return list(found)


def _enumerations() -> Iterator[str]:
    """Values that attributes take: kinds of lines, fills, charts, colours."""
    for module in pkgutil.walk_packages(openpyxl.__path__, "openpyxl."):
        try:
            loaded = importlib.import_module(module.name)
        except ImportError:  # what needs a library that is not there
            continue
        for _, each in inspect.getmembers(loaded, inspect.isclass):
            for value in vars(each).values():
                values = getattr(value, "values", ())
                yield from (one for one in _texts(values) if one.isalnum() and len(one) > 2)


def _texts(values: object) -> Iterable[str]:
    return (
        (one for one in values if isinstance(one, str))
        if isinstance(values, set | frozenset | tuple | list)
        else ()
    )


def _words(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Names of elements, attributes, prefixes, and words in attributes."""
    for part in parts.values():
        if part.lstrip()[:1] == b"<":
            for tag in re.findall(rb"<[^>]*>", part)[:3000]:
                yield from (word.decode() for word in re.findall(rb"[A-Za-z][A-Za-z]{2,24}", tag))
