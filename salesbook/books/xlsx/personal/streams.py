"""XML parts parsed piece by piece, so that a sheet of any size takes little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import cast
from xml.etree import ElementTree as ET

from salesbook.books.xlsx.package import Package, PartEntry

_LONG = {"worksheet", "macrosheet", "dialogsheet", "sst", "pivotCacheRecords", "revisions"}
_LARGEST = 1 << 30  # bytes of a part
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_CELLS = ("c", "nc", "oc")


def part_elements(package: Package, entry: PartEntry) -> Iterator[ET.Element]:
    """A part's root; of sheets and long lists what stands right below it, and rows, one by one, and the root last, without them.

    Raises ET.ParseError.
    """
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(
        ("start", "end")
    )  # read before by what refuses document types
    path: list[ET.Element] = []
    for block in package.stream(entry):
        parser.feed(block)
        for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
            if event == "start":
                path.append(element)
                continue
            path.pop()
            is_long = not path or local_name(path[0]) in _LONG
            if not path or (
                is_long and (len(path) == 1 or (len(path) == 2 and local_name(path[1]) == "sheetData"))
            ):
                yield element
                if path:
                    del path[-1][:]
    parser.close()


def local_name(element: ET.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def shared_in_use(package: Package) -> set[int]:
    """Numbers of the shared texts that cells have, in sheets of whatever kind."""
    found: set[int] = set()
    for entry in package.entries:
        data = package.read(entry.name, _LARGEST) if entry.size <= _LARGEST else b""
        if _SHARED.search(data):
            try:
                for chunk in part_elements(package, entry):
                    for cell in chunk.iter():
                        if cell.get("t") == "s" and local_name(cell) in _CELLS:
                            text = cell.findtext("{*}v", "").strip()
                            found.update({int(text)} if text.isdigit() else ())
            except ET.ParseError:
                continue
    return found


class Tags(HTMLParser):
    """The tags of a drawing of old programs, some of which nothing closes, with their attributes, and its text."""

    def __init__(self, data: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data
