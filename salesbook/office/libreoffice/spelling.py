"""Formulas and constants as texts, as Excel gives and takes them for the formula of a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from salesbook.office.libreoffice import reading
from salesbook.office.libreoffice.formats import TEXT, NumberFormats

# What a file's constants become in LibreOffice: formulas without a reference.
_FROM_FILES = {
    "=TRUE()": "TRUE",
    "=FALSE()": "FALSE",
    **{f"={text}": text for text in ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")},
}
_WORDS = {"TRUE": True, "FALSE": False} | {text: made for made, text in _FROM_FILES.items() if text[0] == "#"}
_FORMULAS = {"=", "{"}
_FEW = 5_000  # cells
_NUMBER = re.compile(r"-?[\d.]+(?:e[+-]\d+)?")


def read_spelling(cells: Any, formats: NumberFormats) -> list[list[str]]:
    """The formula or the constant of each cell of a block."""
    data = cells.getDataArray()
    rows = [[_spelled(value) for value in row] for row in data]
    for area in reading.truths(cells, formats, data):
        for row in rows[area.top : area.bottom + 1]:
            row[area.left] = {"1": "TRUE", "0": "FALSE"}.get(row[area.left], row[area.left])
    texts = cells.getFormulaArray() if len(rows) * len(rows[0]) < _FEW else None
    if texts is not None and not any(text[:1] in _FORMULAS for row in texts for text in row):
        return rows  # sooner known than where formulas stand
    written = reading.formula_areas(cells)
    if not written:
        return rows
    from salesbook.office.libreoffice.formulas import to_excel

    texts = texts or cells.getFormulaArray()
    for area in written:
        for number in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                text = _bare(texts[number][column])
                rows[number][column] = _FROM_FILES.get(text) or to_excel(text)
    return rows


def constants(rows: Sequence[Sequence[Any]], cells: Any, formats: NumberFormats) -> Sequence[Sequence[Any]]:
    """What `read_spelling` gave for constants as those constants again; not in cells that are formatted as text."""
    made = [[_meant(value) for value in row] for row in rows]
    for kind, area in reading.formatted(cells, formats):
        if kind == TEXT:
            for row in range(area.top, area.bottom + 1):
                made[row][area.left : area.right + 1] = rows[row][area.left : area.right + 1]
    return made


def _bare(text: str) -> str:
    """An array formula without its braces."""
    return text[1:-1] if text.startswith("{=") else text


def _spelled(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else (value or "")


def _meant(text: Any) -> Any:
    """The constant that a text spells: "2.5", "TRUE", "#N/A"; what no number is spelled like stays text ("007")."""
    if not isinstance(text, str):
        return text
    try:
        is_number = bool(_NUMBER.fullmatch(text)) and _spelled(float(text)) == text
    except ValueError:
        is_number = False
    return float(text) if is_number else _WORDS.get(text, text)
