"""Lists to choose from that a defined name stands for: validations lose them on their way into another workbook.

xlwings has no validations; each program is told in its own way.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

_NAME = re.compile(r"=?([A-Za-z_]\w*)")
_LIST = 3  # of Excel's XlDVType
_KEPT = (
    "IgnoreBlank", "InCellDropdown", "ShowError", "ShowInput", "ErrorTitle", "ErrorMessage", "InputTitle", "InputMessage",
)  # fmt: skip


@dataclass(frozen=True)
class NamedList:
    """A list by its name, and in Excel how it asks."""

    name: str
    alert: int = 0
    shown: tuple[object, ...] = ()


def list_of(cell: Any) -> NamedList | None:
    """The named list that a cell chooses from."""
    with suppress(Exception):  # a cell without a validation raises, and so does another program's way
        rule = cell.api.Validation
        if not hasattr(rule, "getFormula1"):
            found = _NAME.fullmatch(str(rule.Formula1)) if rule.Type == _LIST else None
            kept = tuple(getattr(rule, each) for each in _KEPT)
            return NamedList(found[1], int(rule.AlertStyle), kept) if found else None
        found = _NAME.fullmatch(str(rule.getFormula1())) if rule.Type.value == "LIST" else None
        return NamedList(found[1]) if found else None
    return None


def give_list(cells: Any, wanted: NamedList) -> None:
    """Let cells choose from a list; in LibreOffice they have the rest of the validation already."""
    rule = cells.api.Validation
    if hasattr(rule, "setFormula1"):
        rule.setFormula1(wanted.name)
        cells.api.Validation = rule
        return
    rule.Delete()
    rule.Add(Type=_LIST, AlertStyle=wanted.alert, Operator=1, Formula1=f"={wanted.name}")
    for each, value in zip(_KEPT, wanted.shown, strict=True):
        setattr(rule, each, value)
