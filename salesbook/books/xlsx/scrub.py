"""The last pass of forgetting somebody over a workbook's zip: what no table shows, and still has their words.

Texts that no cell uses any more are blanked; texts, names, comments, caches of charts and pivot tables,
properties and links lose the words; comments on rows that went are emptied. Parts that cannot be mended
without harm, such as macros and embedded files, stay and are named.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from salesbook.books.xlsx.layout import read_layout, related
from salesbook.books.xlsx.markup import is_utf8
from salesbook.books.xlsx.package import Entry, Package
from salesbook.books.xlsx.refs import area
from salesbook.books.xlsx.repack import PackageWriter
from salesbook.books.xlsx.retext import Wipe, retext, without_comments
from salesbook.books.xlsx.strings import plain_text

_XML = (".xml", ".rels", ".vml")
_ITEM = re.compile(rb"<((?:[\w.-]+:)?)si\b(?:[^>]*/>|.*?</\1si>)", re.DOTALL)
_INDEX = re.compile(rb"""<(?:[\w.-]+:)?c\b[^>]*\bt\s*=\s*["']s["'][^>]*>\s*<(?:[\w.-]+:)?v\b[^>]*>\s*(\d+)""")
_ENDS = re.compile(
    rb"</(?:[\w.-]+:)?(?:si|is|text|p|div|v)\s*>"
)  # where a text ends that formats may cut into runs
_TAGS = re.compile(rb"<[^>]*>")
_NUMBERS = re.compile(rb"""(?<=>)[-+\d.eE]+(?=<)|(?<==")[-+\d.eE]+(?=")""")  # which are no texts
_LARGEST = 1 << 30  # bytes of a part


@dataclass
class Scrubbed:
    """What came of it: parts that still name the person, each with a clause on what it is."""

    left: dict[str, str] = field(default_factory=dict)


def scrub(package: Package, out: BinaryIO, wipe: Wipe, gone: Mapping[str, Collection[int]]) -> Scrubbed:
    """Write the workbook without a person into `out`.

    `wipe` gives a text without them; `gone`: by sheet the rows (from 1) that were about them. Raises Damaged.
    """
    done = Scrubbed()
    layout = read_layout(package)
    comments = _comments(
        package, {layout.sheets[name]: rows for name, rows in gone.items() if name in layout.sheets}
    )
    writer = PackageWriter(out, package)
    for entry in package.entries:
        if not entry.name.lower().endswith(_XML):
            if what := _binary(package, entry, wipe):
                done.left[entry.name] = what
            writer.copy(entry)
            continue
        old = package.read(entry.name, _LARGEST)
        if not is_utf8(old[:200]):
            if names(old, wipe):
                done.left[entry.name] = "it is stored in an unusual encoding"
            writer.copy(entry)
            continue
        new = old
        if entry.name == layout.strings:
            new = _used_only(new, _used(package, layout.sheets.values()))
        if entry.name in comments:
            new = without_comments(new, comments[entry.name])
        if _may_name(new, wipe):
            new = retext(new, wipe, is_sheet=entry.name in layout.sheets.values())
        if names(_NUMBERS.sub(b"", new), wipe):
            done.left[entry.name] = "it has a name that other parts of the workbook refer to"
        if new == old:
            writer.copy(entry)
        else:
            writer.write(entry.name, [new], entry)
    writer.finish()
    return done


def names(data: bytes, wipe: Wipe) -> bool:
    """Whether bytes hold somebody's words, in any form that programs write."""
    return any(wipe(text) != text for text in readings(data))


def readings(data: bytes) -> Iterator[str]:
    """Bytes as the texts that they may be: XML, plain, and in two bytes a letter."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield plain_text(data.decode("utf-16", "ignore"))
        return
    text = data.decode("utf-8", "replace")
    yield plain_text(text) if "&" in text else text
    if b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "ignore")
        yield data.decode("cp1252", "replace")


def _may_name(data: bytes, wipe: Wipe) -> bool:
    """Whether an XML part is worth going through tag by tag."""
    return names(data, wipe) or names(_TAGS.sub(b"", _ENDS.sub(b"\n", data)), wipe)


def package_names(file: BinaryIO, wipe: Wipe) -> bool:
    """Whether a zip, or one inside it, holds somebody's words. Raises zipfile.BadZipFile and what zlib does."""
    with zipfile.ZipFile(file) as archive:
        if names(archive.comment, wipe) or any(wipe(name) != name for name in archive.namelist()):
            return True
        return any(_holds(archive.read(info), info.filename, wipe) for info in archive.infolist())


def _holds(data: bytes, name: str, wipe: Wipe) -> bool:
    if data.startswith(b"PK\3\4"):
        try:
            return package_names(io.BytesIO(data), wipe)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return names(data, wipe)
    if name.lower().endswith(_XML):
        return _may_name(_NUMBERS.sub(b"", data), wipe)
    return names(data, wipe)


def _binary(package: Package, entry: Entry, wipe: Wipe) -> str:
    data = package.read(entry.name, _LARGEST)
    if not _holds(data, entry.name, wipe):
        return ""
    return "it is an embedded file" if data.startswith(b"PK\3\4") else "it is no text that can be changed"


def _used(package: Package, sheets: Collection[str]) -> set[int]:
    """Numbers of the shared texts that cells have."""
    found: set[int] = set()
    for part in sheets:
        found.update(int(number) for number in _INDEX.findall(package.read(part, _LARGEST)))
    return found


def _used_only(data: bytes, used: Collection[int]) -> bytes:
    """The list of texts with those blanked that no cell has; the others keep their numbers."""
    count = -1

    def kept(found: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        return found[0] if count in used else b"<%ssi><%st/></%ssi>" % (found[1], found[1], found[1])

    return _ITEM.sub(kept, data)


def _comments(package: Package, rows: Mapping[str, Collection[int]]) -> dict[str, Callable[[str], bool]]:
    """By part with comments, whether one on a cell goes."""
    found: dict[str, Callable[[str], bool]] = {}
    for part, gone in rows.items():
        relations = related(package, part)
        for kind in ("comments", "threadedComment"):
            for comments in relations.get(kind, {}).values():
                found[comments] = lambda ref, gone=frozenset(gone): _row(ref) in gone  # type: ignore[misc]
    return found


def _row(ref: str) -> int:
    cell = area(ref)
    return cell.top if cell else 0
