"""Names in a workbook that others refer to, and that therefore stay: of sheets, tables, columns, and defined ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from salesbook.books.xlsx.layout import Layout, related
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.occurrences import Asked
from salesbook.books.xlsx.personal.text_places import MAIN
from salesbook.books.xlsx.personal.whereabouts import CellPlace
from salesbook.books.xlsx.refs import area
from salesbook.schema import TABLES
from salesbook.util.wiping import Spans

_M = f"{{{MAIN}}}"
_ON_SHEETS = {"comments", "threadedComment", "drawing", "vmlDrawing"}
_CACHE = "pivotcachedefinition"
OUR_WORDS = frozenset(
    text
    for name, table in TABLES.items()
    for text in (
        name,
        table.sheet,
        table.meaning,
        *table.by_name,
        *(column.meaning for column in table.columns),
    )
)


def fixed_header_cells(package: Package, layout: Layout) -> dict[str, set[CellPlace]]:
    """By sheet part the cells that must say what a table or a pivot table says of its columns."""
    found: defaultdict[str, set[CellPlace]] = defaultdict(set)
    for place in layout.tables.values():
        if place.has_header:
            row = place.top - 1
            found[place.sheet_part] |= {(row, place.left + i) for i in range(len(place.columns))}
    for sheet, ref in _sources(package):
        cells = area(ref)
        if cells and sheet in layout.sheets:
            found[layout.sheets[sheet]] |= {(cells.top, column) for column in range(cells.left, cells.right + 1)}  # fmt: skip
    return dict(found)


def sheet_labels(package: Package, layout: Layout) -> dict[str, str]:
    """By part the sheet on which it shows: sheets, their comments, drawings and charts."""
    found: dict[str, str] = {}
    for label, sheet in layout.sheets.items():
        found[sheet] = label
        for kind, parts in related(package, sheet).items():
            found.update(dict.fromkeys(parts.values(), label) if kind in _ON_SHEETS else {})
            for part in parts.values() if kind == "drawing" else ():
                found.update(dict.fromkeys(related(package, part).get("chart", {}).values(), label))
    return found


def kept_names(package: Package, layout: Layout, find: Spans) -> frozenset[str]:
    """Those names, in small letters, that name somebody."""
    return frozenset(name.casefold() for _, name in _all(package, layout) if find(name))


def named_alone(package: Package, layout: Layout, asked: Asked) -> dict[str, list[str]]:
    """By kind how many of those that people gave have one of somebody's names alone."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind, name in _all(package, layout):
        if (
            name not in OUR_WORDS
            and not asked.spans(name)
            and asked.hinted(name.replace("_", " "), near=False)
        ):
            found[kind].append("")
    return dict(found)


def _all(package: Package, layout: Layout) -> Iterator[tuple[str, str]]:
    root = package.xml(layout.workbook)
    for sheet in root.iter(f"{_M}sheet"):
        yield "the name of a sheet", sheet.get("name", "")
    for defined in root.iter(f"{_M}definedName"):
        yield "a name in the Name Manager", defined.get("name", "")
    for place in layout.tables.values():
        yield "the name of a table", place.name
        for column in place.columns:
            yield "a column of a table", column


def _sources(package: Package) -> Iterator[tuple[str, str]]:
    """Sheets and ranges from which pivot tables take their fields."""
    for entry in package.entries:
        if _CACHE in entry.name.lower() and entry.name.lower().endswith(".xml"):
            for source in package.xml(entry.name).iter(f"{_M}worksheetSource"):
                if source.get("ref") and source.get("sheet"):
                    yield source.get("sheet", ""), source.get("ref", "")
