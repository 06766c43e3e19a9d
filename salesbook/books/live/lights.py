"""Conditional formats of cells that were copied out of another workbook, where columns have other letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_COLUMN = re.compile(r"\$([A-Z]{1,3})(?=\$?\d)")
_FORMULA_IN_EXCEL = 2  # xlExpression
_FORMULA_IN_LIBREOFFICE = 0  # of com.sun.star.sheet.ConditionEntryType


def reletter(cells: Any, letters: Mapping[str, str]) -> int:
    """Name columns in the formats' formulas as they are named here; returns how many formats went.

    `letters` are those here by those there. A format that looks at a column that is not here cannot stay.
    """
    if hasattr(cells.api, "FormatConditions"):
        return _in_excel(cells.api.FormatConditions, letters)
    return _in_libreoffice(cells, letters)


def _in_excel(formats: Any, letters: Mapping[str, str]) -> int:
    gone = 0
    for number in range(formats.Count, 0, -1):
        one = formats.Item(number)
        if one.Type == _FORMULA_IN_EXCEL:
            old = str(one.Formula1)
            new = relettered(old, letters)
            if new is None:
                one.Delete()
                gone += 1
            elif new != old:
                one.Modify(Type=_FORMULA_IN_EXCEL, Formula1=new)
    return gone


def _in_libreoffice(cells: Any, letters: Mapping[str, str]) -> int:
    gone = 0
    whole = cells.api.getRangeAddress()
    every = cells.sheet.api.ConditionalFormats
    for one in every.getConditionalFormats():
        if all(_holds(whole, area) for area in one.Range.getRangeAddresses()):
            for number in range(one.getCount() - 1, -1, -1):
                entry = one.getByIndex(number)
                if entry.getType() == _FORMULA_IN_LIBREOFFICE:
                    new = relettered(str(entry.Formula1), letters)
                    if new is None:
                        one.removeByIndex(number)
                        gone += 1
                    else:
                        entry.Formula1 = new
            if not one.getCount():
                every.removeByID(one.ID)
    return gone


def _holds(whole: Any, area: Any) -> bool:
    return bool(
        whole.StartColumn <= area.StartColumn
        and area.EndColumn <= whole.EndColumn
        and whole.StartRow <= area.StartRow
        and area.EndRow <= whole.EndRow
    )


def relettered(formula: str, letters: Mapping[str, str]) -> str | None:
    """A formula with its columns ($F2) named by other letters; None where one of them has no other."""
    if any(found not in letters for found in _COLUMN.findall(formula)):
        return None
    return _COLUMN.sub(lambda found: f"${letters[found[1]]}", formula)
