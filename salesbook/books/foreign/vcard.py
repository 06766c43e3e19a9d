"""vCard files (.vcf; versions 2.1, 3.0 and 4.0): from the cards of phones and mail programs to rows under headers.

Bytes in, rows out. Photos and sounds are left out; addresses and numbers stand with those of the work first. The
library for this, vobject, gives up a whole file at the first photo that is cut short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from quopri import decodestring

from salesbook.tables.source import Raw, Row
from salesbook.util.decoding import decode

HEAD = 4096  # bytes in which a card begins, if the file is one of cards
_BEGIN = re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE)
_LINE = re.compile(r"\r\n|\r|\n")
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FIELDS = re.compile(r"(?<!\\);")
_LEFT_OUT = frozenset({"photo", "logo", "sound", "key", "version", "prodid", "rev", "uid", "begin", "end", "source", "clientpidmap", "xml", "sort-string", "mailer", "agent", "label", "tz", "geo", "class"})  # fmt: skip
_FIRST = {"pref": 0, "work": 1, "voice": 2, "cell": 3, "internet": 4, "main": 5, "home": 6, "other": 7}
_NO_VOICE = frozenset({"fax", "pager", "modem", "bbs", "textphone"})
_TEXTS = {
    "title": "Job title", "role": "Role", "note": "Notes", "bday": "Birthday", "url": "Web page", "nickname": "Nickname",
    "categories": "Categories", "impp": "Chat", "lang": "Language", "gender": "Gender", "related": "Related", "anniversary": "Anniversary",
}  # fmt: skip
_ADDRESS = ("Post box", "Address line", "Street", "City", "Region", "Postcode", "Country")


@dataclass(frozen=True)
class Property:
    """One line of a card: its name, the words of its parameters, and its value as it stands."""

    name: str
    types: frozenset[str]
    value: str

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()

    @property
    def fields(self) -> list[str]:
        """The parts of a value that has several, such as a name."""
        return [Property(self.name, self.types, part).text for part in _FIELDS.split(self.value)]


@dataclass
class Card:
    """The properties of a card, the line it begins on, and whether it ends."""

    line: int
    properties: list[Property] = field(default_factory=list)
    whole: bool = False


def is_vcard(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a card."""
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _BEGIN.match(plain.decode("latin-1")) is not None


def read_vcards(path: Path, data: bytes) -> Raw:
    """A row for each card, under headers that the import knows. Raises BadInput for bytes that are no text."""
    decoded = decode(data, str(path))
    cards = list(_cards(decoded.text))
    records = [_record(card) for card in cards]
    groups = [record.pop("is group", "") for record in records]
    headers = list(dict.fromkeys(header for record in records for header in record))
    kept = [(card, record) for card, record, group in zip(cards, records, groups, strict=True) if not group]
    rows: list[Row] = [headers, *([record.get(header) for header in headers] for _, record in kept)]
    faults = {
        card.line: "its card has no END:VCARD, so that what follows may be lost"
        for card, _ in kept
        if not card.whole
    }
    for line, why in decoded.strays.items():
        begun = [card.line for card, _ in kept if card.line <= line]
        faults |= {begun[-1]: why} if begun else {}
    notes = [f"Read {path.name} as vCard: {len(kept):,} card{'' if len(kept) == 1 else 's'}.", *decoded.notes]
    if left := len(cards) - len(kept):
        notes.append(
            f"{left:,} card{'' if left == 1 else 's'} of groups {'was' if left == 1 else 'were'} left out."
        )
    return Raw(path.name, rows, [0, *(card.line for card, _ in kept)], tuple(notes), faults)


def _cards(text: str) -> Iterator[Card]:
    card: Card | None = None
    for number, line in _unfolded(text):
        found = _PROPERTY.fullmatch(line)
        name = found[1].casefold() if found else ""
        if name == "begin":
            if card:
                yield card
            card = Card(number)
        elif name == "end" and card:
            card.whole = True
            yield card
            card = None
        elif found and card and name not in _LEFT_OUT:
            card.properties.append(_property(name, found[2], found[3]))
    if card:
        yield card


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with what was folded joined, and the number of each in the file."""
    number, held = 0, ""
    for i, line in enumerate(_LINE.split(text), 1):
        quoted = held.endswith("=") and "QUOTED-PRINTABLE" in held.partition(":")[0].upper()
        if held and line[:1] in {" ", "\t"}:
            held = (held[:-1] if quoted else held) + line[1:]
        elif quoted:
            held = held[:-1] + line
        else:
            if held:
                yield number, held
            number, held = i, line
    if held:
        yield number, held


def _property(name: str, parameters: str, value: str) -> Property:
    types: set[str] = set()
    charset = "utf-8"
    for parameter in _PARAMETER.findall(parameters):
        key, equals, words = parameter.rpartition("=")
        if key.casefold() == "charset":
            charset = words.strip('"')
        types |= (
            {word.strip().casefold() for word in words.strip('"').split(",")}
            if not equals or key.casefold() in {"type", "encoding", "pref"}
            else set()
        )
        types |= {"pref"} if key.casefold() == "pref" else set()
    if "quoted-printable" in types:
        value = _quoted(value, charset)
    return Property(name, frozenset(types), value)


def _quoted(value: str, charset: str) -> str:
    try:
        return decodestring(value.encode("latin-1", "replace")).decode(charset, "replace")
    except LookupError:
        return decodestring(value.encode("latin-1", "replace")).decode("utf-8", "replace")


def _record(card: Card) -> dict[str, str]:
    """The cells of a card by header."""
    by_name: dict[str, list[Property]] = {}
    for each in card.properties:
        by_name.setdefault(each.name, []).append(each)
    record: dict[str, str] = {}
    names = next((each.fields for each in by_name.get("n", ())), [])
    parts = dict(
        zip(("Last name", "First name", "Middle name", "Salutation", "Name suffix"), names, strict=False)
    )
    named = any(parts.get(part) for part in ("Last name", "First name"))
    full = next((each.text for each in by_name.get("fn", ()) if each.text), "")
    firm = next((each.fields for each in by_name.get("org", ())), [])
    if named:
        record |= parts
    elif full and full.casefold() != (firm[0].casefold() if firm else ""):
        record["Name"] = full
    if firm:
        record |= {"Company": firm[0], "Department": ", ".join(filter(None, firm[1:]))}
    record |= _numbered("Email", [each.text for each in _ordered(by_name.get("email", ()))])
    voices = [each for each in by_name.get("tel", ()) if not each.types & _NO_VOICE]
    record |= _numbered("Phone", [each.text.removeprefix("tel:") for each in _ordered(voices)])
    record |= _numbered(
        "Fax", [each.text.removeprefix("tel:") for each in by_name.get("tel", ()) if each not in voices]
    )
    if places := _ordered(by_name.get("adr", ())):
        record |= dict(zip(_ADDRESS, places[0].fields, strict=False))
    for name, header in _TEXTS.items():
        if texts := [each.text for each in by_name.get(name, ()) if each.text]:
            record[header] = "\n".join(texts)
    if "Job title" not in record and "Role" in record:
        record["Job title"] = record.pop("Role")
    if any(
        each.text.casefold() == "group"
        for name in ("kind", "x-addressbookserver-kind")
        for each in by_name.get(name, ())
    ):
        record["is group"] = "yes"
    return {header: text for header, text in record.items() if text}


def _ordered(properties: Sequence[Property]) -> list[Property]:
    """What is preferred first, then what is for the work; the card's own order else."""
    return sorted(properties, key=lambda each: min((_FIRST.get(word, 9) for word in each.types), default=4))


def _numbered(header: str, texts: Sequence[str]) -> dict[str, str]:
    """Several values under headers of their own: Email, Email 2."""
    return {
        header if i == 1 else f"{header} {i}": text
        for i, text in enumerate(dict.fromkeys(filter(None, texts)), 1)
    }
