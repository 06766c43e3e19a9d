"""Finding a person in texts, and taking them out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from salesbook.domain.privacy.common_words import is_common
from salesbook.domain.privacy.encoded_text import coded_pieces, decodings, is_coded, roughly_decoded
from salesbook.domain.privacy.name_patterns import (
    begins_as_names_do,
    full_name_pattern,
    keys,
    letters_of,
    lone_name_pattern,
    phone_patterns,
    sought,
    unbound,
)
from salesbook.domain.privacy.others import Others
from salesbook.domain.privacy.person import FirstAndLast, Person
from salesbook.tables.grid import Snapshot
from salesbook.util.addresses import address_key
from salesbook.util.wiping import TextSpan, wiped

_AT = re.compile("@|%40")
_BEFORE_AT = re.compile(r"[^\s<>()\[\]\",;:|'=?/\\@]+$")
_AFTER_AT = re.compile(r"[\w.-]*\w")
_LONGEST_BEFORE = 200  # letters before the at sign, coded ones too
_UNMISTAKABLE = 5  # letters that a last name must have to be known by itself
_LONG = 2000
_LISTED = 3  # letters that a part of a name must have to be worth a look
_LITERAL = re.compile(
    r"(?=.{6}).*(?:@|\d\D*\d\D*\d\D*\d)"
)  # a broken address or number worth looking for elsewhere


@dataclass(frozen=True)
class PersonPatterns:
    """What a person is known by, as patterns.

    `kept`: the full name is somebody else's too, or a firm's, so texts keep it. `hints` are single names that are
    listed and not replaced; of those in `common` only ones with a capital, since they are words too, and those in
    `vague` others bear as well, so only rows of the same account are listed. `bare` is `full` beside any other letter.
    """

    person: Person
    full: re.Pattern[str] | None
    strict: bool
    kept: str
    last: tuple[re.Pattern[str], ...]
    hints: tuple[re.Pattern[str], ...]
    common: tuple[re.Pattern[str], ...]
    vague: tuple[re.Pattern[str], ...]
    keys: frozenset[str]
    dialled: tuple[re.Pattern[str], re.Pattern[str]] | None
    emails: frozenset[str]
    typed: re.Pattern[str] | None
    bare: re.Pattern[str] | None
    _known: dict[str, list[TextSpan]] = field(default_factory=dict, repr=False, compare=False)

    def spans(self, text: str) -> list[TextSpan]:
        """Where a text names the person, in order and apart from each other; also where it is coded, as in web addresses."""
        if len(text) < _LISTED:
            return []
        if len(text) > _LONG:  # a whole file, which is not met again
            return self._all(text)
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._all(text)
        return known

    def wipe(self, text: str) -> str:
        """The text without the person: what names them is `FORGOTTEN` instead."""
        return wiped([text], self.spans(text))[0]

    def wipe_near(self, text: str) -> str:
        """The same for a row that is about the person: there a single name with a capital means them."""
        found = self.spans(text)
        for pattern in () if self.kept else (*self.hints, *self.common, *self.vague):
            found = _joined(
                [*found, *(one.span() for one in pattern.finditer(text) if not one[0][0].islower())]
            )
        return wiped([text], found)[0]

    def names(self, text: str) -> bool:
        """Whether a text names the person."""
        return bool(self.spans(text))

    def hinted(self, text: str, *, near: bool) -> bool:
        """Whether a text has only the first or only the last name. `near`: it stands in a row of the same account."""
        texts = [text, *(one.text for one in decodings(text))] if is_coded(text) else [text]
        return any(
            any(one.search(text) for one in (*self.hints, *(self.vague if near else ())))
            or any(not found[0][0].islower() for one in self.common for found in one.finditer(text))
            for text in texts
        )

    def within(self, text: str) -> bool:
        """Whether the full name stands in what is no text, where the next byte may look like one more letter."""
        found = self.bare.finditer(text) if self.bare and not self.kept and self._may_name(text) else ()
        return any(map(self._meant, found))

    def may_name(self, text: str) -> bool:
        """Quickly told of a whole file: False where nothing of the person, nor one of their names, is in it."""
        singles = (*self.hints, *self.common)
        return any(
            self._may_name(form) or self._found_otherwise(form) or any(one.search(form) for one in singles)
            for form in roughly_decoded(text)
        )

    def called(self, text: str) -> bool:
        """Whether a text has the full name, whoever else bears it."""
        return bool(
            self.full
            and self._may_name(text)
            and any(self._meant(found) for found in self.full.finditer(text))
        )

    def _all(self, text: str) -> list[TextSpan]:
        found = self._found(text)
        for at, piece in coded_pieces(text):
            quickly = islice(roughly_decoded(piece), 1, None)  # exactly is slow, and seldom worth it
            for one in decodings(piece) if any(map(self._found, quickly)) else ():
                spans = [one.span(*span) for span in self._found(one.text)]
                found += [(at + start, at + end) for start, end in spans]
        return _joined(found)

    def _found(self, text: str) -> list[TextSpan]:
        found = self._found_otherwise(text)
        if not self.kept and self._may_name(text):
            if self.full:
                found += [one.span() for one in self.full.finditer(text) if self._meant(one)]
            found += [one.span() for last in self.last for one in last.finditer(text)]
        return found

    def _found_otherwise(self, text: str) -> list[TextSpan]:
        """Where addresses and numbers stand, and what is no word."""
        found: list[TextSpan] = []
        if self.emails:
            found += [
                span for span in _addresses(text) if address_key(unquote(text[slice(*span)])) in self.emails
            ]
        if self.typed:
            found += [one.span() for one in self.typed.finditer(text)]
        if self.dialled and self.dialled[0].search(text):
            found += [one.span() for one in self.dialled[1].finditer(text)]
        return found

    def _may_name(self, text: str) -> bool:
        """Quickly told, as most texts do not."""
        small = sought(text)
        return any(key in small for key in self.keys)

    def _meant(self, found: re.Match[str]) -> bool:
        return not self.strict or begins_as_names_do(found[0]) or self._as_typed(found[0])

    def _as_typed(self, text: str) -> bool:
        """Whether it has the capitals of Contacts: d'Été, k.d. lang; names typed without any tell nothing."""
        names = (name for name in self.person.names if "".join(name) != "".join(name).lower())
        return any(all(part in text for part in name) for name in names)


def _addresses(text: str) -> Iterator[TextSpan]:
    """Where addresses stand."""
    for at in _AT.finditer(text):
        start = max(0, at.start() - _LONGEST_BEFORE)
        before, after = _BEFORE_AT.search(text[start : at.start()]), _AFTER_AT.match(text, at.end())
        if before and after:
            yield start + before.start(), after.end()


def _joined(spans: Iterable[TextSpan]) -> list[TextSpan]:
    """Spans in order, those that overlap as one."""
    found: list[TextSpan] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif end > start:
            found.append((start, end))
    return found


def patterns_of_person(person: Person, seen: Snapshot) -> PersonPatterns:
    """The patterns of a person, held against what else stands in the book."""
    book = Others(person, seen)
    parts = [
        [part for part in dict.fromkeys(name[i] for name in person.names) if letters_of(part) >= _LISTED]
        for i in (0, 1)
    ]
    firsts, lasts = parts
    words = {part for part in (*firsts, *lasts) if is_common(part) or book.is_a_word(part)}
    sure = [
        last
        for last in lasts
        if letters_of(last) >= _UNMISTAKABLE and last not in words and not book.bears(last)
    ]
    kept = book.full_name_of_others()
    if kept:
        sure = []
    others = [part for part in (*firsts, *lasts) if part not in sure]
    borne = [part for part in others if book.bears(part)]
    literal = [re.escape(text) for text in sorted(person.typed) if _LITERAL.match(text)]
    full = full_name_pattern(
        [name for name in person.names if not _is_one_of(name, words)], joined=bool(sure)
    )
    return PersonPatterns(
        person=person,
        full=full,
        strict=not sure,
        kept=kept,
        last=_patterns(sure),
        hints=_patterns([part for part in others if part not in borne and part not in words]),
        common=_patterns([part for part in others if part not in borne and part in words]),
        vague=_patterns(borne),
        keys=keys(person.names),
        dialled=phone_patterns(sorted(person.numbers - person.shared.keys())),
        emails=frozenset(person.emails - person.shared.keys()),
        typed=re.compile("|".join(literal), re.IGNORECASE) if literal else None,
        bare=unbound(full) if full else None,
    )


def _is_one_of(name: FirstAndLast, words: Collection[str]) -> bool:
    """Whether a name is a single one, and a word: then nothing tells the person from the word."""
    return not all(name) and any(part in words for part in name)


def _patterns(parts: Collection[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(filter(None, map(lone_name_pattern, parts)))
