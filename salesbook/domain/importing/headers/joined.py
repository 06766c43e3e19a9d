"""Headers that put an object of a program before the field: "Person - Email - Work", contact[email], BillingFirstName.

A header in, the words that it is joined of out, and what it may mean without the object in front or a label behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from salesbook.util.folding import letters_and_digits
from salesbook.util.invisible import without_invisible

_BOUNDARY = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ])")
_WORD = re.compile(r"[^\W_]+")
_FIELD_OF = re.compile(r"\w+(?:\[\w+\])+")  # contact[email], as web forms name their fields


class Thing(Enum):
    """What the object in front of a header is."""

    PERSON = auto()
    FIRM = auto()
    CUSTOMER = auto()  # a person or a firm
    OPPORTUNITY = auto()
    ORDER = auto()
    ACTIVITY = auto()


THING_OF_TABLE = {"Opportunities": Thing.OPPORTUNITY, "Orders": Thing.ORDER, "Activities": Thing.ACTIVITY}
_THINGS = {
    Thing.PERSON: ("person", "people", "contact", "contacts", "primarycontact", "contactperson", "ansprechpartner", "ansprechperson", "kontaktperson", "interlocuteur", "kontakt", "contacto", "persona", "personne"),
    Thing.FIRM: ("organization", "organisation", "company", "account", "firma", "unternehmen", "organización", "empresa", "société", "entreprise"),
    Thing.CUSTOMER: ("customer", "client", "lead", "buyer", "billing", "billto", "kunde", "cliente", "rechnung"),
    Thing.OPPORTUNITY: ("deal", "opportunity"),
    Thing.ORDER: ("order", "invoice"),
    Thing.ACTIVITY: ("activity", "engagement", "call"),
}  # fmt: skip
_BY_WORD = {letters_and_digits(word): thing for thing, words in _THINGS.items() for word in words}
_LABELS = frozenset(
    ["work", "home", "other", "mobile", "main", "private", "personal", "business", "primary", "office", "direct", "cell", "value"]
)  # fmt: skip


class Path(NamedTuple):
    """A header without its object: the field, folded, whether a label stood behind it, and whether that was left out."""

    thing: Thing | None
    field: str
    labelled: bool
    lost: bool = False


def is_field_of(header: str) -> bool:
    """Whether brackets at the end of a header hold its field, and no unit."""
    return _FIELD_OF.fullmatch(header.strip()) is not None


def words_of_header(header: str) -> list[str]:
    """The words that a header is joined of, folded: closeValue, sales_agent and DEAL STAGE have two each."""
    parted = _BOUNDARY.sub(" ", without_invisible(header))
    return [word for part in _WORD.findall(parted) if (word := letters_and_digits(part))]


def paths(header: str) -> Iterator[Path]:
    """What a header may mean by its parts, the best guess first."""
    words = words_of_header(header)
    if len(words) < 2:
        return
    starts: list[tuple[Thing | None, list[str]]] = [(None, words)]
    for size in (2, 1):
        thing = _BY_WORD.get("".join(words[:size])) if len(words) > size else None
        if thing and words != ["lead", "title"]:  # that of a deal to be
            rest = words[size:]
            again = _BY_WORD.get(rest[0]) if len(rest) > 1 else None  # Contact Person Email
            starts += [(thing, rest), *([(again, rest[1:])] if again else [])]
            break
    for thing, rest in starts:
        if thing:
            yield Path(thing, "".join(rest), labelled=False)
        if len(rest) > 1 and (rest[-1] in _LABELS or rest[-1].isdecimal()):
            yield Path(thing, rest[-1] + "".join(rest[:-1]), labelled=True)
            yield Path(thing, "".join(rest[:-1]), labelled=True, lost=True)
        if len(rest) > 2 and rest[-2] in _LABELS and rest[-1].isdecimal():
            yield Path(thing, "".join(rest[:-2]), labelled=True, lost=True)
