"""One XML part without somebody's words: only at the places that `textplaces` lists, everything else to the byte.

In goes a part and what is asked of its texts; out come the part, and what of it still names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from salesbook.books.xlsx.personal.part import PersonalPart, Retexted
from salesbook.books.xlsx.personal.text_places import (
    EXCEL,
    TextKind,
    TextPlace,
    attribute_place,
    is_container,
    is_setting,
    place_of,
)
from salesbook.books.xlsx.personal.whereabouts import COMMENT_TAGS, Whereabouts
from salesbook.books.xlsx.personal.xml_walk import Element, as_value, meant, walk, xml_escaped
from salesbook.util.wiping import (
    FORGOTTEN,
    header_text,
    wiped,
    wiped_format,
    wiped_formula,
    wiped_header,
    wiped_text,
)

_NUMBER = re.compile(r"\s*[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\s*")
_LONG = 9  # digits of a number, which is no text, that is taken for a telephone
_IN_ADDRESS = "forgotten"  # brackets are nothing for the name of a computer
_UNIQUE = {"s": "v", "item": "n"}  # of which Excel takes no two alike in one list


@dataclass
class _Group:
    """Pieces of one text: where they stand, and whether as CDATA."""

    owner: Element
    place: TextPlace
    pieces: list[tuple[int, int, bool]] = field(default_factory=list)
    readings: list[_Group] = field(default_factory=list)


def retext(data: bytes, part: PersonalPart) -> Retexted:
    """Take somebody out of a part."""
    return _Rewriter(data, part).run()


class _Rewriter:
    def __init__(self, data: bytes, part: PersonalPart) -> None:
        self.data, self.part = data, part
        self.edits: list[tuple[int, int, bytes]] = []
        self.done = Retexted(data)
        self.groups: list[_Group] = []
        self.places: list[TextPlace | None] = []  # of the open elements
        self.at = Whereabouts()
        self.macros = self.silent = False
        self.seen: set[str] = set()

    def run(self) -> Retexted:
        for event, element, start, end in walk(self.data):
            if event == "open" and element is not None:
                self._open(element)
            elif event == "close" and element is not None:
                self._close(element)
            elif event == "comment":
                self._comment(start, end)
            elif self.places:
                self._text(element, start, end, event == "cdata")
        self.done.data = self._edited()
        return self.done

    def _edited(self) -> bytes:
        parts, at = [], 0
        for start, end, new in sorted(self.edits):
            parts += [self.data[at:start], new]
            at = end
        return b"".join([*parts, self.data[at:]])

    def _open(self, element: Element) -> None:
        local = element.local
        self.at.enter(element)
        if local in COMMENT_TAGS:
            self.silent = self.part.gone(self.at.cell)
        self.macros = self.macros or (element.namespace, local) == (EXCEL, "macrosheet")
        place = place_of(element)
        if self.macros and local == "f":
            place = None  # it is a program
        self.places.append(place)
        if is_container(element):
            self.groups.append(_Group(element, TextPlace(TextKind.TEXT)))
        elif place and (not self.groups or place.kind is not TextKind.TEXT):
            self.groups.append(_Group(element, place))
        if local in {"sharedItems", "items"}:
            self.seen = set()
        for space, name, value, start, end in element.attributes():
            self._attribute(element, space, name, value, (start, end))

    def _close(self, element: Element) -> None:
        self.places.pop()
        self.at.leave(element)
        if self.groups and self.groups[-1].owner is element:
            group = self.groups.pop()
            if element.local == "rPh" and self.groups:
                self.groups[-1].readings.append(group)
            else:
                self._finish(group)
        if element.local in COMMENT_TAGS:
            self.silent = False

    def _text(self, element: Element | None, start: int, end: int, is_cdata: bool) -> None:
        if self.part.free and element is not None and not is_setting(element):
            # each text for itself: nobody knows what its elements mean
            self._finish(_Group(element, TextPlace(TextKind.TEXT), [(start, end, is_cdata)]))
            return
        if self.places[-1] and self.groups:
            self.groups[-1].pieces.append((start, end, is_cdata))
            return
        text = self._said(start, end, is_cdata)
        if element is not None and not text.isspace():
            self._note(self.done.left, text, element.local)

    def _said(self, start: int, end: int, is_cdata: bool) -> str:
        token = self.data[start:end]
        return token[9:-3].decode("utf-8", "replace") if is_cdata else meant(token)

    def _comment(self, start: int, end: int) -> None:
        text = self.data[start + 4 : end - 3].decode("utf-8", "replace")
        if self.part.find(text):
            self.edits.append((start + 4, end - 3, wiped_text(text, self.part.find, end).encode()))

    def _finish(self, group: _Group) -> None:
        pieces = [self._said(*piece) for piece in group.pieces]
        if not pieces:
            return
        if self.silent:
            self._write(group, pieces, [""] * len(pieces))
            return
        new = self._without(group, pieces)
        self._write(group, pieces, new)
        for reading in group.readings:
            said = [self._said(*piece) for piece in reading.pieces]
            self._write(reading, said, [""] * len(said) if new != pieces else wiped(said, self.part.find("".join(said))))  # fmt: skip

    def _without(self, group: _Group, pieces: list[str]) -> list[str]:
        """The pieces of one text as they shall be."""
        text = "".join(pieces)
        kind, local = group.place.kind, group.owner.local
        where = self._where(group.owner)
        if kind is TextKind.CELL:
            return self._cell(group, pieces)
        if (local == "si" and self.at.item in self.part.keeps) or (local == "is" and self._is_header()):
            self._note(self.done.left, text, "header")
            return pieces
        if kind is TextKind.VALUE and _NUMBER.fullmatch(text):
            return ["0", *[""] * (len(pieces) - 1)] if self._is_telephone(text) else pieces
        if kind is TextKind.TEXT or kind is TextKind.VALUE:
            new = wiped(pieces, self.part.find(text))
            self._note(self.done.alone, "".join(new), where, self.part.hints)
            if (
                local == "text"
                and group.owner.parent is not None
                and group.owner.parent.local == "threadedComment"
            ):
                new[-1:] = [new[-1] + " " * (len(text) - sum(map(len, new)))] if new else []  # what is marked in it stays inside  # fmt: skip
            return new
        return [self._one(text, group.place, where)] + [""] * (len(pieces) - 1)

    def _one(self, text: str, place: TextPlace, where: str) -> str:
        """A text of one piece, by its kind."""
        find, most = self.part.find, place.most
        if place.kind is TextKind.FORMULA:
            new = wiped_formula(text, find, self.part.kept, self.part.columns)
        elif place.kind is TextKind.HEADER:
            new = wiped_header(text, find, most)
        elif place.kind is TextKind.FORMAT:
            new = wiped_format(text, find, most)
        elif place.kind is TextKind.ADDRESS:
            new = wiped_text(text, find, most, _IN_ADDRESS)
        elif place.kind is TextKind.VALUE and _NUMBER.fullmatch(text):
            return "0" if self._is_telephone(text) else text
        else:
            new = wiped_text(text, find, most)
        self._note(self.done.left, new, where)
        if place.kind not in {TextKind.FORMULA, TextKind.FORMAT}:
            said = header_text(new) if place.kind is TextKind.HEADER else new
            self._note(self.done.alone, said, where, self.part.hints)
        return new

    def _cell(self, group: _Group, pieces: list[str]) -> list[str]:
        text, cell = "".join(pieces), group.owner.parent
        kind = cell.get(b"t") if cell else None
        if kind == "s":
            new = self.part.moved.get(int(text)) if self.part.moved and text.strip().isdigit() else None
            return pieces if new is None or self._is_header() else [str(new)]
        if kind in {None, "n"} and self._is_telephone(text):  # no text can stand there: the cell is blank
            element = group.owner
            self.edits.append((element.start, self.data.index(b">", group.pieces[-1][1]) + 1, b""))
            return pieces
        if kind == "str":
            if self._is_header():
                self._note(self.done.left, text, "header")
                return pieces
            new_text = wiped_text(text, self.part.find, group.place.most)
            self._note(self.done.alone, new_text, self._where(group.owner), self.part.hints)
            return [new_text, *[""] * (len(pieces) - 1)]
        return pieces

    def _write(self, group: _Group, old: list[str], new: list[str]) -> None:
        for (start, end, is_cdata), before, after in zip(group.pieces, old, new, strict=True):
            if before != after:
                inside = after.replace("]]>", "]] >").encode("utf-8", "replace")
                self.edits.append(
                    (start, end, b"<![CDATA[" + inside + b"]]>" if is_cdata else xml_escaped(after))
                )

    def _attribute(self, element: Element, space: str, name: str, value: str, at: tuple[int, int]) -> None:
        if len(value) < 2:
            return
        place = attribute_place(element, space, name)
        if place is None:
            self._note(self.done.left, value, f"{element.local}/{name}")
            return
        new = self._one(value, place, f"{element.local}/{name}")
        if _UNIQUE.get(element.local) == name:
            if new != value:
                new = next(each for each in _numbered(new) if each.casefold() not in self.seen)
            self.seen.add(new.casefold())
        if new != value:
            self.edits.append((*at, as_value(new)))

    def _note(self, into: dict[str, list[str]], text: str, what: str, test: Callable[[str], object] | None = None) -> None:  # fmt: skip
        if text and (test or self.part.find)(text.replace(FORGOTTEN, "")):
            into.setdefault(what, []).append(str(self.at))

    def _where(self, element: Element) -> str:
        return "cell" if self.at.row and element.local in {"v", "is"} else element.local

    def _is_header(self) -> bool:
        return bool(self.part.headers) and self.at.cell in self.part.headers

    def _is_telephone(self, text: str) -> bool:
        return sum(map(str.isdigit, text)) >= _LONG and bool(self.part.find(text.strip()))


def _numbered(text: str) -> Iterator[str]:
    yield text
    for i in range(2, 1 << 20):
        yield f"{text} {i}"
