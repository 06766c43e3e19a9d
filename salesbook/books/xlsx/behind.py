"""What is behind the values of cells: formulas, links and pictures, for undo to bring back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from salesbook.books.xlsx import parts
from salesbook.books.xlsx.formulas import filled_formula
from salesbook.books.xlsx.layout import Layout, TablePlace, external
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.recalculation.runs import formulas_of, row_and_column
from salesbook.books.xlsx.refs import area
from salesbook.tables.plan import Stood

_Cells = dict[tuple[int, int], Stood]  # by row and column of the sheet
_RICH = re.compile(rb"""<(?:[\w.-]+:)?c\s[^>]*?\svm\s*=\s*["'][^>]*>""")
_LONGEST = 300  # bytes of a cell's tag
_PICTURES = ("xl/metadata.xml", "xl/richdata/")


def behind_cells(
    package: Package, layout: Layout, names: Collection[str], *, pictures: bool
) -> dict[str, dict[tuple[str, int], Stood]]:
    """By table, and by header and body row, what is behind its cells. Without `pictures` they are lost."""
    by_part: dict[str, list[TablePlace]] = {}
    for name in names:
        by_part.setdefault(layout.tables[name].sheet_part, []).append(layout.tables[name])
    found: dict[str, dict[tuple[str, int], Stood]] = {name: {} for name in names}
    for part, places in by_part.items():
        for (row, column), stood in _of_sheet(package, part, pictures=pictures).items():
            for place in places:
                if place.top <= row < place.top + place.height and 0 <= column - place.left < len(
                    place.columns
                ):
                    found[place.name][place.columns[column - place.left], row - place.top] = stood
    return found


def same_pictures(package: Package, path: Path) -> bool:
    """Whether a file knows the pictures in its cells by the same numbers."""
    with Package.open(path) as other:
        return _pictures(package) == _pictures(other)


def _pictures(package: Package) -> set[tuple[str, int, int]]:
    return {
        (name, entry.size, entry.info.CRC) for name, entry in package.by_name.items() if name.startswith(_PICTURES)
    }  # fmt: skip


def _of_sheet(package: Package, part: str, *, pictures: bool) -> _Cells:
    cells: _Cells = {}
    tail: list[bytes] = []
    groups: dict[bytes, tuple[str, int, int]] = {}
    rich: dict[tuple[int, int], int] = {}
    for cell in formulas_of(_noting(parts.watched(package.stream(part), tail), rich)):
        text, group = unescape(cell.found[3] or b""), attribute(cell.tag, b"si")
        if group is not None and text:
            groups[group] = text, cell.row, cell.column
        elif group in groups:
            first = groups[group]
            text = filled_formula(first[0], cell.row - first[1], cell.column - first[2])
        if text and cell.kind != b"dataTable":
            cells[cell.row, cell.column] = Stood(formula=text)
    for place, number in rich.items():
        if place not in cells:
            cells[place] = Stood(picture=number, is_lost=not (pictures and number))
    for place, (link, tip) in _links(package, part, b"".join(tail)):
        known = cells.get(place, Stood())
        cells[place] = Stood(
            formula=known.formula, picture=known.picture, link=link, tip=tip, is_lost=known.is_lost
        )
    return cells


def _noting(blocks: Iterable[bytes], rich: dict[tuple[int, int], int]) -> Iterator[bytes]:
    """The same blocks; cells with a picture, or a data type, go into `rich` with its number."""
    rest = b""
    for block in blocks:
        data = rest + block
        for found in _RICH.finditer(data) if b" vm" in data else ():
            number = attribute(found[0], b"vm") or b""
            rich[row_and_column(found[0])] = int(number) if number.isdigit() else 0
        rest = data[-_LONGEST:]
        yield block


def _links(package: Package, part: str, tail: bytes) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Links of single cells: where they lead, and what they show when pointed at."""
    targets = external(package, part)
    for found in start_tag(b"hyperlink").finditer(hide(tail)):
        cell = area((attribute(found[0], b"ref") or b"").decode())
        number = next((value for name in (b"r:id", b"id") if (value := attribute(found[0], name))), b"")
        link = targets.get(number.decode(), "")
        if inside := unescape(attribute(found[0], b"location") or b""):
            link += f"#{inside}"
        if cell and (cell.left, cell.top) == (cell.right, cell.bottom) and link:
            yield (cell.top, cell.left), (link, unescape(attribute(found[0], b"tooltip") or b""))
