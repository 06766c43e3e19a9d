"""What people wrote on cells: old comments and threaded ones. They stand beside the sheet, not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from salesbook.books.xlsx.layout import TablePlace, related
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import area


def notes_on(package: Package, place: TablePlace) -> dict[int, str]:
    """The comments on a table's body rows (from 0), and on the rows below. Raises Damaged."""
    columns = range(place.left, place.left + len(place.columns))
    found: defaultdict[int, list[str]] = defaultdict(list)
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


def _parts(package: Package, place: TablePlace, kind: str) -> list[str]:
    parts = related(package, place.sheet_part).get(kind, {}).values()
    return [part for part in parts if package.find(part)]
