"""What people wrote on cells: old comments and threaded ones. They stand beside the sheet, not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from salesbook.books.protected import PICTURE
from salesbook.books.xlsx.layout import TablePlace, related
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import area


def notes_on(package: Package, place: TablePlace) -> dict[int, str]:
    """The comments on a table's body rows (from 0), and on the rows below. Raises Damaged.

    A picture that lies on a single row belongs to its line like a comment.
    """
    columns = range(place.left, place.left + len(place.columns))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in _pictures(package, place):
        if row >= place.top:
            found[row - place.top].append(PICTURE)
    for ref, text in {**dict(_old(package, place)), **dict(_threaded(package, place))}.items():
        cell = area(ref)
        if cell is not None and cell.top >= place.top and cell.left in columns:
            found[cell.top - place.top].append(text.strip())
    return {row: "\n".join(texts) for row, texts in found.items()}


def _old(package: Package, place: TablePlace) -> Iterator[tuple[str, str]]:
    """Comments by cell; of a threaded one this has a copy, with a remark for old programs."""
    for part in _parts(package, place, "comments"):
        for comment in package.xml(part).iterfind(".//{*}comment"):
            yield comment.get("ref", ""), "".join(text.text or "" for text in comment.iterfind(".//{*}t"))


def _threaded(package: Package, place: TablePlace) -> Iterator[tuple[str, str]]:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for part in _parts(package, place, "threadedComment"):
        for comment in package.xml(part).iterfind(".//{*}threadedComment"):
            said[comment.get("ref", "")].append(comment.findtext("{*}text", ""))
    for ref, texts in said.items():
        yield ref, "\n".join(texts)


def _pictures(package: Package, place: TablePlace) -> Iterator[int]:
    """Sheet rows with a picture of their own: one that lies on the table and reaches no further row."""
    columns = range(place.left - 1, place.left - 1 + len(place.columns))
    for part in _parts(package, place, "drawing"):
        for anchor in package.xml(part):
            ends = [
                (
                    int(end.findtext("{*}row", "-1")),
                    int(end.findtext("{*}col", "-1")),
                    float(end.findtext("{*}rowOff", "0")),
                )
                for name in ("from", "to")
                if (end := anchor.find(f"{{*}}{name}")) is not None
            ]
            if anchor.find("{*}pic") is not None and ends and ends[0][1] in columns:
                first, last = ends[0][0], ends[-1][0] - (ends[-1][2] <= 0 and ends[-1][0] > ends[0][0])
                if first == last:
                    yield first + 1


def _parts(package: Package, place: TablePlace, kind: str) -> list[str]:
    parts = related(package, place.sheet_part).get(kind, {}).values()
    return [part for part in parts if package.find(part)]
