"""The buttons of a workbook as its drawings have them, read with lxml."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from salesbook.books.xlsx.layout import read_layout, related
from salesbook.books.xlsx.package import Package

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
INK = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Drawn(NamedTuple):
    """One button; `corners` are column, its offset, row and its offset, of the upper left and the lower right corner."""

    macro: str
    name: str
    label: str
    tip: str
    fill: str
    ink: str
    is_bold: bool
    is_printed: bool
    corners: tuple[tuple[int, ...], tuple[int, ...]]
    stays: bool


def buttons_on(path: Path) -> dict[str, list[Drawn]]:
    """By sheet, in the order in which they are drawn; sheets without any are left out."""
    with Package.open(path) as package:
        sheets = read_layout(package).sheets
        found = {
            label: [
                _button(anchor)
                for drawing in related(package, part).get("drawing", {}).values()
                for anchor in package.xml(drawing)
                if (named := anchor.find(f"{DRAWN}sp//{DRAWN}cNvPr")) is not None
                and named.get("name", "").startswith("Salesbook")
            ]
            for label, part in sheets.items()
        }
    return {label: buttons for label, buttons in found.items() if buttons}


def _button(anchor) -> Drawn:
    shape, named = anchor.find(f"{DRAWN}sp"), anchor.find(f".//{DRAWN}cNvPr")
    run = shape.find(f".//{INK}rPr")
    corners = tuple(
        tuple(
            int(anchor.findtext(f"{DRAWN}{end}/{DRAWN}{what}")) for what in ("col", "colOff", "row", "rowOff")
        )
        for end in ("from", "to")
    )
    return Drawn(
        macro=shape.get("macro", ""),
        name=named.get("name"),
        label=shape.findtext(f".//{INK}t"),
        tip=named.get("descr", ""),
        fill=shape.find(f"{DRAWN}spPr/{INK}solidFill/{INK}srgbClr").get("val"),
        ink=run.find(f".//{INK}srgbClr").get("val"),
        is_bold=run.get("b") == "1",
        is_printed=anchor.find(f"{DRAWN}clientData").get("fPrintsWithSheet", "1") != "0",
        corners=corners,
        stays=anchor.get("editAs") == "absolute",
    )
