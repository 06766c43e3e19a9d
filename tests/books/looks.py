"""How the columns of a workbook's tables look and what their cells accept, wherever the columns stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.schema import TABLES

_ROW = re.compile(r"(?<=[A-Z])\d+")
Look = dict[str, object]


def looks_of_columns(path: Path) -> dict[tuple[str, str], Look]:
    """By table and header: header and first row as they look, what is said of it, formula, what is accepted and how it lights up."""
    book = openpyxl.load_workbook(path)
    return {
        (table.name, str(header.value)): _look(sheet, header, below)
        for sheet in book
        for table in sheet.tables.values()
        if table.name in TABLES
        for header, below in zip(*list(sheet[table.ref])[:2], strict=True)
    }


def _look(sheet: Worksheet, header: Cell, below: Cell) -> Look:
    return {
        "header": _seen(header),
        "cells": _seen(below),
        "said": _said(sheet, header),
        "formula": below.value if str(below.value).startswith("=") and "HYPERLINK" not in below.value else "",
        "accepts": [
            (rule.type, rule.operator, rule.formula1, rule.formula2, rule.errorStyle, rule.error)
            for rule in sheet.data_validations.dataValidation
            if below.coordinate in rule.sqref
        ],
        "lights": list(_lights(sheet, header, below)),
    }


def _said(sheet: Worksheet, header: Cell) -> str:
    """What the header means: in a message while it is selected, in books of before in a note, which had the words of lists too."""
    rules = [rule for rule in sheet.data_validations.dataValidation if header.coordinate in rule.sqref]
    text = header.comment.text if header.comment else "".join(rule.prompt or "" for rule in rules)
    return "\n".join(line for line in text.split("\n") if not line.startswith("Any of: "))


def _seen(cell: Cell) -> tuple[str, ...]:
    return (cell.number_format, *map(repr, (cell.font, cell.fill, cell.border, cell.alignment)))


def _lights(sheet: Worksheet, header: Cell, cell: Cell) -> Iterator[object]:
    """Formulas with the headers instead of the letters: the columns may stand in another order."""
    headers = {one.column_letter: str(one.value) for one in sheet[header.row]}
    for place in sheet.conditional_formatting:
        if cell.coordinate in place.sqref:
            for rule in place.rules:
                formulas = [
                    re.sub(r"\$?\b([A-Z]{1,3})\$?\d+", lambda found: headers.get(found[1], found[1]), one)
                    for one in rule.formula
                ]
                yield rule.type, formulas, repr(rule.dxf)
