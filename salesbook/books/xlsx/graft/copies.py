"""The parts of a donor's sheet under names that are free in another workbook: tables, drawings, charts, pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, MutableSet
from itertools import count
from xml.sax.saxutils import quoteattr

from salesbook.books.xlsx.layout import related, relations_of
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape, with_attribute
from salesbook.books.xlsx.package import Package

TYPES = "[Content_Types].xml"
_NUMBERED = re.compile(r"(.*?)\d*(\.\w+)")


class Copies:
    """What is copied: `contents` by new name, as the donor has it until it is `changed`; `named` maps old names to new."""

    def __init__(self, package: Package, donor: Package) -> None:
        self.package, self.donor = package, donor
        self.contents: dict[str, bytes] = {}
        self.named: dict[str, str] = {}
        self._added: dict[str, str] = {}
        self._taken: MutableSet[str] = {*package.by_name, *_declared(package)}

    def take(self, part: str) -> str:
        """Copy a part and all that it refers to; its new name. A part that several refer to is copied once."""
        if part in self.named:
            return self.named[part]
        new = self.named[part] = self._free(part)
        self.contents[new] = self.donor.read(part)
        targets = {
            number: self.take(target)
            for kind in related(self.donor, part).values()
            for number, target in kind.items()
        }
        if self.donor.find(relations_of(part)):
            self.contents[relations_of(new)] = _retargeted(self.donor.read(relations_of(part)), new, targets)
        return new

    def add(self, like: str, content: bytes) -> str:
        """Make a part of the kind of the donor's part `like`, that refers to none; its name."""
        new = self._free(like)
        self._added[new], self.contents[new] = like, content
        return new

    def change(self, part: str, made: Callable[[bytes], bytes]) -> None:
        """Give a copied part another content."""
        self.contents[part] = made(self.contents[part])

    def of_kind(self, kind: str) -> Iterator[str]:
        """The new names of the copied parts whose content type ends with `kind`."""
        for old, new in self.named.items():
            if type_of_part(self.donor, old).endswith(kind):
                yield new

    def types(self, part: bytes) -> bytes:
        """The workbook's list of content types with those of the copied parts."""
        made = "".join(
            f"<Override PartName={quoteattr('/' + new)} ContentType={quoteattr(type_of_part(self.donor, old))}/>"
            for new, old in [*((new, old) for old, new in self.named.items()), *self._added.items()]
        )
        return before_end(part, b"Types", made.encode())

    def _free(self, part: str) -> str:
        """A name that is free, and whose list of relations is: programs leave those of parts that they took out."""
        stem, ending = _NUMBERED.fullmatch(part).groups()  # type: ignore[union-attr]  # any part has an ending
        numbered = (f"{stem}{number}{ending}" for number in count(1))
        new = next(
            one for one in numbered if self._taken.isdisjoint({one.lower(), relations_of(one).lower()})
        )
        self._taken.add(new.lower())
        return new


def _declared(package: Package) -> Iterator[str]:
    """The parts, in small letters, of which the workbook's list of types tells, whether they are there or not."""
    for tag in start_tag(b"Override").finditer(hide(package.read(TYPES))):
        yield unescape(attribute(tag[0], b"PartName") or b"").lstrip("/").lower()


def type_of_part(package: Package, part: str) -> str:
    """What the workbook says that a part is."""
    types = hide(package.read(TYPES))
    for tag in start_tag(b"Override").finditer(types):
        if unescape(attribute(tag[0], b"PartName") or b"").lstrip("/").lower() == part.lower():
            return unescape(attribute(tag[0], b"ContentType") or b"")
    ending = part.rpartition(".")[2].lower().encode()
    for tag in start_tag(b"Default").finditer(types):
        if (attribute(tag[0], b"Extension") or b"").lower() == ending:
            return unescape(attribute(tag[0], b"ContentType") or b"")
    return "application/octet-stream"


def before_end(part: bytes, name: bytes, made: bytes) -> bytes:
    """A part with elements written without a prefix added at the end of its element `name`, as that is written."""
    seen = hide(part)
    opening = start_tag(name).search(seen)
    prefix = (opening[1] or b"") if opening else b""
    added = re.sub(rb"<(?=[A-Za-z])", b"<" + prefix, made)
    if opening and opening[0].endswith(b"/>"):
        whole = opening[0][:-2].rstrip() + b">" + added + b"</" + prefix + name + b">"
        return part[: opening.start()] + whole + part[opening.end() :]
    end = seen.rfind(b"</" + prefix + name)
    return part[:end] + added + part[end:]


def target(of: str, part: str) -> str:
    """How a part's relations write another part."""
    return posixpath.relpath("/" + part, posixpath.dirname("/" + of))


def _retargeted(relations: bytes, of: str, targets: dict[str, str]) -> bytes:
    def changed(found: re.Match[bytes]) -> bytes:
        part = targets.get(unescape(attribute(found[0], b"Id") or b""))
        return found[0] if part is None else with_attribute(found[0], b"Target", target(of, part).encode())

    return start_tag(b"Relationship").sub(changed, relations)
