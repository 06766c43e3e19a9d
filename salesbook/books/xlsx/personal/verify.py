"""Whether a rewritten workbook differs from the one before in somebody's words only: the second look before anything is lost.

In go both packages, and what tells where a text names somebody; `faults` gives what differs besides. It shares nothing
with what rewrites: it parses both, knows its own places of text, and takes formulas apart in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from xml.etree import ElementTree as ET

from salesbook.books.xlsx.layout import read_layout, related
from salesbook.books.xlsx.package import Package, PartEntry
from salesbook.books.xlsx.personal.streams import Tags, local_name, part_elements, shared_in_use
from salesbook.books.xlsx.personal.text_parts import (
    APART,
    ATTRIBUTES,
    FORMULAS,
    PAGE_HEADERS,
    TEXTS,
    codes_apart,
    format_apart,
    formula_apart,
)
from salesbook.books.xlsx.personal.whereabouts import cell_of
from salesbook.books.xlsx.strings import shared_texts
from salesbook.util.wiping import FORGOTTEN, Spans

_GROUPS = {"si", "is", "text", "rPh", "p", "textbox"}
_NUMBER = re.compile(r"\s*[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\s*")
_TELEPHONE = 9  # digits
_AGAIN = re.compile(r" \d+$")  # what tells two alike items of a pivot table apart


@dataclass(frozen=True)
class _Known:
    """What must be known to tell: shared texts of both, numbers in use, and cells that head a column, by sheet part."""

    find: Spans
    old: list[str]
    new: list[str]
    used: Collection[int]
    headers: Mapping[str, Collection[tuple[int, int]]]
    silent: Mapping[str, Collection[int]]


def faults(
    before: Package, after: Package, find: Spans, gone: Mapping[str, Collection[int]]
) -> Iterator[str]:
    """What differs and should not, as clauses. `gone`: by sheet the rows whose comments say nothing any more. Raises Damaged."""
    names = [[entry.name for entry in package.entries] for package in (before, after)]
    if names[0] != names[1]:
        yield f"{len(set(names[0]) ^ set(names[1])) or 1} of its parts are gone, new, or elsewhere"
        return
    layout, now = read_layout(before), read_layout(after)
    if (layout.sheets, layout.tables) != (now.sheets, now.tables):
        yield "its sheets or tables are others"
        return
    texts = [shared_texts(package, layout.strings) if layout.strings else [] for package in (before, after)]
    headers: dict[str, set[tuple[int, int]]] = {}
    for place in layout.tables.values():
        row = (
            {(place.top - 1, place.left + i) for i in range(len(place.columns))}
            if place.has_header
            else set()
        )
        headers.setdefault(place.sheet_part, set()).update(row)
    silent = {
        part: rows
        for sheet, rows in gone.items() if sheet in layout.sheets
        for kind in ("comments", "threadedComment")
        for part in related(before, layout.sheets[sheet]).get(kind, {}).values()
    }  # fmt: skip
    known = _Known(find, texts[0], texts[1], shared_in_use(before), headers, silent)
    for entry, other in zip(before.entries, after.entries, strict=True):
        if (entry.size, entry.info.CRC) != (other.size, other.info.CRC):
            found = _Comparison(known, entry.name, is_list=entry.name == layout.strings)
            yield from (f"{entry.name}: {what}" for what in found.faults(before, entry, after, other))


class _Comparison:
    """One part before and after."""

    def __init__(self, known: _Known, part: str, *, is_list: bool) -> None:
        self.known, self.part, self.is_list = known, part, is_list
        self.free = part.lower().startswith("customxml/item") and "props" not in part.lower()

    def faults(self, before: Package, entry: PartEntry, after: Package, other: PartEntry) -> Iterator[str]:
        if next(iter(before.stream(entry)), b"").removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<":
            yield "it is no XML, and another"
            return
        try:
            pairs = zip_longest(part_elements(before, entry), self._without_new(part_elements(after, other)))
            for i, (one, two) in enumerate(pairs):
                if one is None or two is None:
                    yield "it has more or fewer elements"
                    return
                if self.is_list and i not in self.known.used and not "".join(two.itertext()):
                    continue  # nothing uses it any more
                yield from self._tree(one, two)
        except ET.ParseError:
            yield from self._loose(before, entry, after, other)

    def _without_new(self, found: Iterator[ET.Element]) -> Iterator[ET.Element]:
        """Without texts that were added at the end of the list, for cells that shared theirs with a header."""
        for i, element in enumerate(found):
            if not (self.is_list and i >= len(self.known.old) and local_name(element) == "si"):
                yield element

    def _tree(self, one: ET.Element, two: ET.Element) -> Iterator[str]:
        name = local_name(one)
        if one.tag != two.tag or list(one.attrib) != list(two.attrib):
            yield f"an element {name} is another"
            return
        if name == "c":
            yield from self._cell(one, two)
            return
        for attribute, value in one.attrib.items():
            if value != two.attrib[attribute] and not self._may_differ(name, attribute, value, two.attrib[attribute]):  # fmt: skip
                yield f"{name}, {attribute.rpartition('}')[2]}"
        if name in _GROUPS:
            yield from self._group(one, two)
        elif (one.text or "") != (two.text or "") and not self._text_may_differ(
            name, one.text or "", two.text or ""
        ):
            yield f"the text of {name}"
        elif len(one) != len(two):
            yield f"{name} holds more or fewer elements"
        else:
            for inner, other in zip(one, two, strict=True):
                if self._is_silent(inner):
                    yield from self._emptied(inner, other)
                    continue
                yield from self._tree(inner, other)
                if (inner.tail or "") != (other.tail or "") and not self.theirs(
                    inner.tail or "", other.tail or ""
                ):
                    yield f"the text after {local_name(inner)}"

    def _is_silent(self, one: ET.Element) -> bool:
        cell = cell_of(one.get("ref")) if self.part in self.known.silent else None
        return cell is not None and cell[0] in self.known.silent[self.part]

    def _emptied(self, one: ET.Element, two: ET.Element) -> Iterator[str]:
        if [(each.tag, each.attrib) for each in one.iter()] != [
            (each.tag, each.attrib) for each in two.iter()
        ]:
            yield "a comment has other elements"

    def _group(self, one: ET.Element, two: ET.Element) -> Iterator[str]:
        """A text in pieces: the same pieces, and together the same text but for the words."""
        readings = [each for each in one.iter() if local_name(each) == "rPh" and each is not one]
        if [each.tag for each in one.iter()] != [each.tag for each in two.iter()]:
            yield f"{local_name(one)} holds other elements"
            return
        for inner, other in zip(one.iter(), two.iter(), strict=True):
            for attribute, value in inner.attrib.items():
                now = other.attrib.get(attribute, "")
                if value != now and not self._may_differ(local_name(inner), attribute, value, now):
                    yield f"{local_name(inner)}, {attribute}"
        texts = ["".join(each.itertext()) for each in (one, two)]
        if texts[0] != texts[1] and not readings and not self.theirs(*texts):
            yield f"the text of {local_name(one)}"
        if readings and texts[0] != texts[1] and not self.known.find(texts[0]):
            yield f"the text of {local_name(one)}"

    def _cell(self, one: ET.Element, two: ET.Element) -> Iterator[str]:
        if one.attrib != two.attrib:
            yield f"cell {one.get('r')} has another format or type"
            return
        children, others = ([local_name(each) for each in cell] for cell in (one, two))
        value, now = one.find("{*}v"), two.find("{*}v")
        if children != others:
            if not (now is None and value is not None and self._is_telephone(value.text or "") and [*others, "v"] == children):  # fmt: skip
                yield f"cell {one.get('r')} holds something else"
            return
        is_header = cell_of(one.get("r")) in self.known.headers.get(self.part, ())
        for inner, other in zip(one, two, strict=True):
            old, new = inner.text or "", other.text or ""
            if one.get("t") == "s" and local_name(inner) == "v":
                old, new = self._shared(old, self.known.old), self._shared(new, self.known.new)
                if old != new and (is_header or not self.theirs(old, new)):
                    yield f"the text of cell {one.get('r')}"
            elif is_header and ET.tostring(inner) != ET.tostring(other):
                yield f"the header in cell {one.get('r')}"
            elif local_name(inner) == "v" and one.get("t") != "str" and old != new:
                yield f"the value of cell {one.get('r')}"
            else:
                yield from (f"cell {one.get('r')}: {what}" for what in self._tree(inner, other))

    @staticmethod
    def _shared(number: str, texts: list[str]) -> str:
        return texts[int(number)] if number.strip().isdigit() and int(number) < len(texts) else number

    def _may_differ(self, name: str, attribute: str, old: str, new: str) -> bool:
        plain = attribute.rpartition("}")[2]
        if plain == "formatCode":
            return self._apart(format_apart(old), format_apart(new))
        if plain == "formula" or (name, plain) == ("cfvo", "val"):
            return self._apart(formula_apart(old), formula_apart(new))
        if self.is_list:
            return plain in {"count", "uniqueCount"}
        if name == "Relationship":
            return plain == "Target" and self._words(old.replace(FORGOTTEN, "forgotten"), new, "forgotten")
        if plain not in ATTRIBUTES.get(name, ()) and plain not in ATTRIBUTES[""]:
            return False
        if name in {"s", "item"} and self.theirs(old, _AGAIN.sub("", new)):
            return True
        return self.theirs(old, new) or (new == "0" and self._is_telephone(old))

    def _text_may_differ(self, name: str, old: str, new: str) -> bool:
        if name in FORMULAS:
            return self._apart(formula_apart(old), formula_apart(new))
        if name in PAGE_HEADERS:
            return self._apart(codes_apart(old), codes_apart(new))
        if name == "formatCode":
            return self._apart(format_apart(old), format_apart(new))
        if name in {"v", "pt"} and new == "0":
            return self._is_telephone(old)
        return (name in TEXTS or self.free) and self.theirs(old, new)

    def _apart(self, old: tuple[str, str], new: tuple[str, str]) -> bool:
        """Whether what surrounds the texts is the same, and the texts are but for the words."""
        pairs = list(zip_longest(old[1].split(APART), new[1].split(APART), fillvalue=""))
        return old[0] == new[0] and all(one == two or self.theirs(one, two) for one, two in pairs)

    def theirs(self, old: str, new: str) -> bool:
        """Whether a text that named them is the same without their words."""
        return self._words(old, new.rstrip() if new.rstrip().endswith(")") else new, FORGOTTEN)

    def _words(self, old: str, new: str, word: str) -> bool:
        spans = self.known.find(old)
        ends, starts = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(old)]
        rest = "".join(old[end:start] for end, start in zip(ends, starts, strict=True))
        return bool(spans) and rest.replace(word, "").rstrip() == new.replace(word, "").rstrip()

    def _is_telephone(self, text: str) -> bool:
        return bool(_NUMBER.fullmatch(text)) and sum(map(str.isdigit, text)) >= _TELEPHONE and bool(self.known.find(text.strip()))  # fmt: skip

    def _loose(self, before: Package, entry: PartEntry, after: Package, other: PartEntry) -> Iterator[str]:
        """A drawing of old programs, with tags that nothing closes."""
        old, new = (Tags(package.read(each.name).decode("utf-8", "replace")) for package, each in ((before, entry), (after, other)))  # fmt: skip
        if [name for name, _ in old.tags] != [name for name, _ in new.tags]:
            yield "it has other elements"
            return
        for (name, values), (_, now) in zip(old.tags, new.tags, strict=True):
            if values != now and not all(
                value == now.get(key) or self._may_differ(name.rpartition(":")[2], key.rpartition(":")[2], value, now.get(key, ""))
                for key, value in values.items()
            ):  # fmt: skip
                yield f"an element {name} is another"
        if old.text != new.text and not self.theirs(old.text, new.text):
            yield "its text"
