"""The last pass of forgetting somebody over a workbook's zip: what no table shows, and still has their words.

Texts that no cell uses any more are blanked; texts, comments, caches of charts and pivot tables, properties and links
lose the words, at the places that `textplaces` lists; comments on rows that went are emptied. Names of sheets, tables
and the like, macros and embedded files stay and are told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from salesbook.books.xlsx.gonerows import formulas_in
from salesbook.books.xlsx.layout import Layout, read_layout, related
from salesbook.books.xlsx.markup import is_utf8
from salesbook.books.xlsx.package import Package, PartEntry
from salesbook.books.xlsx.personal import shared_strings
from salesbook.books.xlsx.personal.fixed_names import (
    OUR_WORDS,
    fixed_header_cells,
    kept_names,
    named_alone,
    sheet_labels,
)
from salesbook.books.xlsx.personal.occurrences import Asked, is_worth_a_walk, names, names_somebody, packs
from salesbook.books.xlsx.personal.part import PersonalPart, Retexted
from salesbook.books.xlsx.personal.retext import retext
from salesbook.books.xlsx.personal.whereabouts import CellPlace
from salesbook.books.xlsx.repack import PackageWriter
from salesbook.schema import TABLES
from salesbook.schema.home import FIGURES, HOME
from salesbook.tables.plan import CELL_LIMIT
from salesbook.util.wiping import wiped_text

_XML = (".xml", ".rels", ".vml")


@dataclass
class Scrubbed:
    """What came of it.

    By part what of it still names the person, by place how often one of their names stands there alone, and by sheet the
    cells with formulas that stayed in rows about them.
    """

    left: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    alone: dict[str, list[str]] = field(default_factory=dict)
    formulas: dict[str, list[str]] = field(default_factory=dict)


def scrub(package: Package, out: BinaryIO, asked: Asked, gone: Mapping[str, Collection[int]]) -> Scrubbed:
    """Write the workbook without a person into `out`.

    `gone`: by sheet the rows (from 1) that were about them. Raises Damaged.
    """
    return _Scrub(package, asked, gone).pour(out)


class _Scrub:
    def __init__(self, package: Package, asked: Asked, gone: Mapping[str, Collection[int]]) -> None:
        self.package, self.asked, self.gone = package, asked, gone
        self.layout: Layout = read_layout(package)
        self.headers = fixed_header_cells(package, self.layout)
        self.kept = kept_names(package, self.layout, asked.spans)
        self.columns = self.kept & {
            name.casefold() for place in self.layout.tables.values() for name in place.columns
        }
        self.silent = _comments(package, self.layout, gone)
        self.labels = sheet_labels(package, self.layout)
        self.done = Scrubbed(alone=named_alone(package, self.layout, asked))
        self.keeps: Collection[int] = ()
        self.moved: dict[int, int] = {}
        self.twins: list[str] = []
        self.strings = self._strings()

    def pour(self, out: BinaryIO) -> Scrubbed:
        """All parts, one after the other."""
        writer = PackageWriter(out, self.package)
        if names(self.package.comment, self.asked):
            self.done.left["the zip itself"] = {"comment": [""]}
        for entry in self.package.entries:
            if self.asked.spans(entry.name):
                self.done.left.setdefault(entry.name, {})["part"] = [""]
            new = self._part(entry)
            if new is None:
                writer.copy(entry)
            else:
                writer.write(entry.name, [new], entry)
        writer.finish()
        return self.done

    def _part(self, entry: PartEntry) -> bytes | None:
        """A part as it shall be; None for one that stays."""
        if entry.size > shared_strings.MOST_STRING_BYTES:
            self.done.left.setdefault(entry.name, {})["large"] = [""]
            return None
        old = self.package.read(entry.name, shared_strings.MOST_STRING_BYTES)
        is_xml = entry.name.lower().endswith(_XML) or old[:5] == b"<?xml"
        if not is_xml or not is_utf8(old[:200]):
            if names_somebody(old, entry.name, self.asked):
                kind = "embedded" if old.startswith(b"PK\3\4") else "binary"
                if is_xml:
                    kind = "packed" if packs(old, entry.name, self.asked) else "encoding"
                self.done.left.setdefault(entry.name, {})[kind] = [""]
            return None
        self._formulas_left(entry.name, old)
        new = self.strings if entry.name == self.layout.strings else old
        if entry.name in self.silent or self.moved or is_worth_a_walk(new, self.asked):
            new = self._walked(entry.name, new)
        if entry.name == self.layout.strings and self.moved:
            new = self._with_twins(new)
        if packs(old, entry.name, self.asked):
            self.done.left.setdefault(entry.name, {})["packed"] = [""]
        return None if new == old else new

    def _formulas_left(self, part: str, data: bytes) -> None:
        for place in self.layout.tables.values():
            rows = self.gone.get(place.sheet, ()) if place.sheet_part == part else ()
            if cells := [*formulas_in(data, place, rows)] if rows else []:
                self.done.formulas.setdefault(place.sheet, []).extend(cells)

    def _walked(self, name: str, data: bytes) -> bytes:
        gone = self.silent.get(name, ())
        found = retext(data, PersonalPart(
            find=self.asked.spans, hints=lambda text: text not in OUR_WORDS and self.asked.hinted(text, near=False), kept=self.kept, columns=self.columns,
            free=name.lower().startswith("customxml/item") and "props" not in name.lower(),
            headers=self.headers.get(name, ()), moved={} if name == self.layout.strings else self.moved,
            keeps=self.keeps if name == self.layout.strings else (), gone=lambda cell: cell[0] in gone,
        ))  # fmt: skip
        if found.left:
            self.done.left.setdefault(name, {}).update(found.left)
        self._alone(name, found)
        return found.data

    def _alone(self, name: str, found: Retexted) -> None:
        """Where one of their names stands alone, by sheet: shared texts stand in cells, and tables of ours are looked at elsewhere."""
        if name == self.layout.strings:
            numbers = {int(number) for number in found.alone.get("si", ()) if number}
            for label, part in self.layout.sheets.items():
                if numbers and not self._is_ours(part):
                    cells = [cell for cell, number in self._uses(part) if number in numbers]
                    self._told(label, [f"{_letters(cell)}" if cell else "" for cell in cells])
            return
        for what, places in found.alone.items():
            if what != "cell" or not self._is_ours(name):
                self._told(self.labels.get(name, name), places)

    def _told(self, place: str, refs: Collection[str]) -> None:
        if refs:
            safe = "" if self.asked.spans(place) or self.asked.hinted(place, near=False) else place
            self.done.alone.setdefault(safe or "a sheet with that name", []).extend(refs)

    def _is_ours(self, part: str) -> bool:
        return self.labels.get(part) in {HOME, FIGURES, *(table.sheet for table in TABLES.values())}

    def _uses(self, part: str) -> list[tuple[CellPlace | None, int]]:
        return list(shared_strings.uses(self.package.read(part, shared_strings.MOST_STRING_BYTES)))

    def _strings(self) -> bytes:
        """The shared texts without what nobody uses; those that a header shares with other cells get a twin."""
        if not self.layout.strings:
            return b""
        data = self.package.read(self.layout.strings, shared_strings.MOST_STRING_BYTES)
        numbers = shared_strings.used(self.package)
        if numbers is not None and is_utf8(data[:200]):
            data = shared_strings.used_only(data, numbers)
        by_sheet = {part: self._uses(part) for part in self.headers}
        self.keeps = {
            n for part, found in by_sheet.items() for cell, n in found if cell in self.headers[part]
        }
        if self.keeps:
            texts = shared_strings.texts_of(data, self.keeps)
            self.keeps = {n for n, text in texts.items() if any(map(self.asked.spans, _readings(text)))}
            everywhere = {part: self._uses(part) for part in self.layout.sheets.values()}
            twins = shared_strings.twins(self.keeps, everywhere, self.headers)
            start = shared_strings.length(data)
            self.moved = {number: start + i for i, number in enumerate(twins)}
            self.twins = [_readings(texts[number])[0] for number in twins]
        return data

    def _with_twins(self, data: bytes) -> bytes:
        return shared_strings.with_more(data, [wiped_text(text, self.asked.spans, CELL_LIMIT) for text in self.twins])  # fmt: skip


def _readings(item: bytes) -> list[str]:
    """What a shared text says."""
    from salesbook.books.xlsx.personal.occurrences import joined_texts
    from salesbook.books.xlsx.personal.xml_walk import meant

    return [meant(joined_texts(item)).strip("\n")]


def _letters(cell: CellPlace) -> str:
    from salesbook.tables.grid import column_letters

    return f"{column_letters(cell[1])}{cell[0]}"


def _comments(package: Package, layout: Layout, gone: Mapping[str, Collection[int]]) -> dict[str, Collection[int]]:  # fmt: skip
    """By part with comments the rows whose comments go."""
    found: dict[str, Collection[int]] = {}
    for sheet, rows in gone.items():
        relations = related(package, layout.sheets[sheet]) if sheet in layout.sheets else {}
        for kind in ("comments", "threadedComment"):
            found.update(dict.fromkeys(relations.get(kind, {}).values(), frozenset(rows)))
    return found
