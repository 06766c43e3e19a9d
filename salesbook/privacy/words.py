"""Finding a person in texts, and taking them out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from salesbook.domain.addresses import same
from salesbook.domain.people import folded
from salesbook.grid import Snapshot
from salesbook.privacy.person import Person, column
from salesbook.privacy.spelling import alone, begins_as_names_do, full_names, keys, letters_of, numbers, plain
from salesbook.schema import TABLES, Type

FORGOTTEN = "(forgotten)"
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:|'=?/\\@]+(?:@|%40)[\w.-]*\w")
_HANGING = re.compile(
    r"\S*[\w-][@._/-]\w\S*"
)  # addresses of mail and pages, names of users and files: no prose
_UNMISTAKABLE = 5  # letters that a last name must have to be known by itself
_LONG = 2000
_LISTED = 3  # letters that a part of a name must have to be worth a look
_LITERAL = re.compile(
    r"(?=.{6}).*(?:@|\d\D*\d\D*\d\D*\d)"
)  # a broken address or number worth looking for elsewhere


@dataclass(frozen=True)
class Words:
    """What a person is known by, as patterns.

    `kept`: the full name is somebody else's too, or a firm's, so texts keep it. `hints` are single names that are
    listed and not replaced; those in `vague` others bear too, so only rows of the same account are listed.
    """

    person: Person
    full: re.Pattern[str] | None
    strict: bool
    kept: str
    last: tuple[re.Pattern[str], ...]
    hints: tuple[re.Pattern[str], ...]
    vague: tuple[re.Pattern[str], ...]
    keys: frozenset[str]
    dialled: tuple[re.Pattern[str], re.Pattern[str]] | None
    emails: frozenset[str]
    typed: re.Pattern[str] | None
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def wipe(self, text: str) -> str:
        """The text without the person: what names them is `FORGOTTEN` instead."""
        if len(text) < _LISTED:
            return text
        if len(text) > _LONG:  # a whole file, which is not met again
            return self._wiped(text)
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._wiped(text)
        return known

    def names(self, text: str) -> bool:
        """Whether a text names the person."""
        return self.wipe(text) != text

    def hinted(self, text: str, *, near: bool) -> bool:
        """Whether a text has only the first or only the last name. `near`: it stands in a row of the same account."""
        return any(one.search(text) for one in (*self.hints, *(self.vague if near else ())))

    def called(self, text: str) -> bool:
        """Whether a text has the full name, whoever else bears it."""
        return bool(
            self.full
            and self._may_name(text)
            and any(self._meant(found) for found in self.full.finditer(text))
        )

    def _wiped(self, text: str) -> str:
        if "@" in text or "%40" in text:
            text = _ADDRESS.sub(self._address, text)
        if self.typed:
            text = self.typed.sub(FORGOTTEN, text)
        if not self.kept and self._may_name(text):
            if self.full:
                text = self.full.sub(lambda found: FORGOTTEN if self._meant(found) else found[0], text)
            for last in self.last:
                text = last.sub(FORGOTTEN, text)
        if self.dialled and self.dialled[0].search(text):
            text = self.dialled[1].sub(FORGOTTEN, text)
        return text

    def _may_name(self, text: str) -> bool:
        """Quickly told, as most texts do not."""
        small = plain(text)
        return any(key in small for key in self.keys)

    def _address(self, found: re.Match[str]) -> str:
        return FORGOTTEN if same(unquote(found[0])) in self.emails else found[0]

    def _meant(self, found: re.Match[str]) -> bool:
        return not self.strict or begins_as_names_do(found[0])


def words_of(person: Person, seen: Snapshot) -> Words:
    """The patterns of a person, held against what else stands in the book."""
    book = _Book(person, seen)
    parts = [
        [part for part in dict.fromkeys(name[i] for name in person.names) if letters_of(part) >= _LISTED]
        for i in (0, 1)
    ]
    firsts, lasts = parts
    sure = [
        last
        for last in lasts
        if letters_of(last) >= _UNMISTAKABLE and not book.bears(last) and not book.is_a_word(last)
    ]
    kept = book.full_name_of_others()
    if kept:
        sure = []
    others = [part for part in (*firsts, *lasts) if part not in sure]
    borne = [part for part in others if book.bears(part)]
    literal = [re.escape(text) for text in sorted(person.typed) if _LITERAL.match(text)]
    return Words(
        person=person,
        full=full_names(person.names, joined=bool(sure)),
        strict=not sure,
        kept=kept,
        last=_patterns(sure),
        hints=_patterns([part for part in others if part not in borne]),
        vague=_patterns(borne),
        keys=keys(person.names),
        dialled=numbers(sorted(person.numbers - person.shared.keys())),
        emails=frozenset(person.emails - person.shared.keys()),
        typed=re.compile("|".join(literal), re.IGNORECASE) if literal else None,
    )


class _Book:
    """What the rest of the workbook says of a name."""

    def __init__(self, person: Person, seen: Snapshot) -> None:
        self.person, self.seen = person, seen

    def bears(self, part: str) -> bool:
        """Whether a colleague, another contact or a firm bears it."""
        pattern = alone(part)
        return pattern is not None and any(pattern.search(name) for name in self._others())

    def is_a_word(self, part: str) -> bool:
        """Whether it stands somewhere in small letters: then it is a word like others, as in "may"."""
        pattern, full = alone(part), full_names(self.person.names, joined=False)
        if pattern is None:
            return False
        for text in self._texts():
            for found in pattern.finditer(_HANGING.sub("", full.sub("", text) if full else text)):
                if found[0] == found[0].lower() != found[0].upper():
                    return True
        return False

    def full_name_of_others(self) -> str:
        """Who else has the full name: the ID of a contact, a colleague or a firm; "" where nobody has."""
        names = {folded(" ".join(name)) for name in self.person.names}
        contacts = self.seen.grids["Contacts"]
        columns = (column(contacts, name) for name in ("First name", "Last name"))
        for handle, key, *name in zip(
            contacts.handles, column(contacts, "Contact ID"), *columns, strict=True
        ):
            if handle not in self.person.handles and folded(" ".join(name)) in names:
                return f"contact {key}"
        pattern = full_names(self.person.names, joined=False)
        for what, text in self._firms():
            if pattern and pattern.search(text):
                return what
        return ""

    def _firms(self) -> Iterator[tuple[str, str]]:
        for table, key, name in (("Team", "Rep", "Name"), ("Accounts", "Account ID", "Account")):
            if grid := self.seen.grids.get(table):
                for one, text in zip(column(grid, key), column(grid, name), strict=True):
                    yield f"{'colleague' if table == 'Team' else 'account'} {one}", text
        grid = self.seen.grids["Settings"]
        for setting, text in zip(column(grid, "Setting"), column(grid, "Value"), strict=True):
            if setting == "Firm":
                yield "your firm", text

    def _others(self) -> Iterator[str]:
        contacts = self.seen.grids["Contacts"]
        columns = (column(contacts, name) for name in ("First name", "Last name"))
        for handle, *name in zip(contacts.handles, *columns, strict=True):
            if handle not in self.person.handles:
                yield " ".join(name)
        yield from (text for _, text in self._firms())

    def _texts(self) -> Iterator[str]:
        for name, grid in self.seen.grids.items():
            for header, cells in grid.columns.items():
                kind = TABLES[name].by_name[header].type if header in TABLES[name].by_name else Type.TEXT
                if kind is Type.TEXT and header not in grid.formulas and header not in {"Email", "To"}:
                    yield from (cell for cell in set(_strings(cells)))


def _strings(cells: Iterable[object]) -> Iterator[str]:
    return (cell for cell in cells if isinstance(cell, str))


def _patterns(parts: Collection[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(filter(None, map(alone, parts)))
