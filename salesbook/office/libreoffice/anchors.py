"""In which cells the buttons of a saved workbook stand, by their macros: read from its parts, not from LibreOffice.

LibreOffice does not read the buttons that it saved; where they stood it has written all the same. Rows
and columns that people have inserted since are in that.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from salesbook.office.libreoffice.redraw import DrawnButton

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CONTROL = re.compile(
    rb"<controlPr\b[^>]*\bmacro=\"(?P<macro>[^\"]+)\".*?<from>\s*<(?:\w+:)?col>(?P<column>\d+)<.*?<(?:\w+:)?row>(?P<row>\d+)<",
    re.DOTALL,
)

_Cell = tuple[int, int]  # row and column, from 0


def in_saved_cells(wanted: Mapping[str, Sequence[DrawnButton]], path: Path) -> dict[str, list[DrawnButton]]:
    """Buttons by sheet, in the rows where they were saved, and as many columns to the right as the first one went.

    One of them alone may stand in another column only because a neighbour needed its room.
    """
    saved = anchors(path, wanted)
    return {sheet: _moved(buttons, saved.get(sheet, {})) for sheet, buttons in wanted.items()}


def _moved(buttons: Sequence[DrawnButton], saved: Mapping[str, _Cell]) -> list[DrawnButton]:
    first = buttons[0]
    right = saved.get(first.macro, (first.row, first.column))[1] - first.column if first.column else 0
    return [
        each._replace(row=saved.get(each.macro, (each.row,))[0], column=each.column + right)
        for each in buttons
    ]


def anchors(path: Path, sheets: Collection[str]) -> dict[str, dict[str, _Cell]]:
    """By sheet (of those named) and by macro (its name alone) the cell of each button; nothing where that cannot be read."""
    with (
        suppress(OSError, KeyError, ValueError, zipfile.BadZipFile, ET.ParseError),
        zipfile.ZipFile(path) as package,
    ):
        return {name: _of_sheet(package.read(part)) for name, part in _sheets(package) if name in sheets}
    return {}


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names of sheets and their parts."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # no entities there
    }
    book = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314
    found = [
        (each.get("name", ""), targets.get(each.get(f"{_R}id"), ""))
        for each in book.iter()
        if each.tag.endswith("}sheet")
    ]
    return [
        (name, target.lstrip("/") if target.startswith("/") else f"xl/{target}") for name, target in found
    ]


def _of_sheet(sheet: bytes) -> dict[str, _Cell]:
    start = sheet.rfind(b"<controls")
    if start < 0:
        return {}
    return {
        found["macro"].decode("utf-8").rpartition("!")[2].rpartition(".")[2]: (
            int(found["row"]),
            int(found["column"]),
        )
        for found in _CONTROL.finditer(sheet, start)
    }
