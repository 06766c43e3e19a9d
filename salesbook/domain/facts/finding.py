"""Whom a text means: a name or part of one, an ID, a firm, a telephone number or an address; never a guess.

Who fits as it stands is found, be it several; who has nearly that name is only proposed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from salesbook.domain.facts.people import People
from salesbook.domain.facts.phones import dialled
from salesbook.errors import WrongUsage
from salesbook.tables.rows import cell
from salesbook.util.folding import name_words
from salesbook.util.wording import shortened

# What people put before a name: a caller is "Frau Berg".
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "herr",
        "frau",
        "sr",
        "sra",
        "srta",
        "mme",
        "mlle",
        "dott",
        "ing",
        "sir",
    ]
)
_BETWEEN = frozenset({"at", "from", "of", "bei", "von", "de"})  # Anna Berg from Nordbad
_SIGNS = re.compile(r"[\s,;:()/]+")
# A caller's display and the book differ in front: country code, a zero, an area. What is shorter must be equal.
_TELLING_DIGITS = 7
_FEWEST_DIGITS = 6  # fewer are an extension, as `dialled` has it
_MOST_NEAR, _MOST_TOLD, _MOST_ASKED = 3, 5, 30


@dataclass(frozen=True)
class Meant:
    """Contact IDs: those `found`, and what they do ("are called"); where there are none, those who are `near`."""

    found: Sequence[str]
    how: str = ""
    near: Sequence[str] = ()


def people_meant(people: People, text: str, account: str = "") -> Meant:
    """Whom the text means; an organisation's name or ID narrows them down. The first way that finds somebody decides."""
    if found := people.meant(text, account) or people.meant(text.upper(), account):
        return Meant(found, "are called")
    if (meant := meant_by_part(people, text, account)).found:
        return meant
    if found := _reachable(people, _at(people, _by_firm(people, text), account)):
        return Meant(found, "are at")
    near = people.named(text) or people.like(text) or _at_firms(people, people.likeness(text)[0])
    return Meant((), near=near[:_MOST_NEAR])


def one_meant(people: People, text: str, undone: str, new: str) -> str:
    """The Contact ID of the one person whom the text means.

    Raises WrongUsage where several fit, or nobody: nobody is guessed. `undone` says what did not happen, `new` what to
    do where it is somebody new.
    """
    meant, named = people_meant(people, text), shortened(text)
    if len(meant.found) == 1:
        return meant.found[0]
    if meant.found:
        which = told_apart(people, meant.found, _MOST_ASKED)
        raise WrongUsage(
            f"{len(meant.found)} people {meant.how} {named}: {which}.", f"{undone} Use the ID in brackets."
        )
    near = (
        f"Did you mean {told_apart(people, meant.near)}? Then use the ID in brackets. " if meant.near else ""
    )
    raise WrongUsage(f"Contacts has nobody called {named}.", f"{near}{undone} {new}")


def meant_by_part(people: People, text: str, account: str = "") -> Meant:
    """Whom a number, an address or a part of a name means."""
    for way, how in _WAYS:
        if found := _reachable(people, _at(people, way(people, text), account)):
            return Meant(found, how)
    return Meant(())


def _by_number(people: People, text: str) -> list[str]:
    """Who has the telephone number, with or without what stands in front of it."""
    wanted = _digits(text)
    if not wanted or any(letter.isalpha() for letter in text):
        return []
    phones = people.contacts["Phone"].items()
    return [str(contact) for contact, phone in phones if phone and _same_number(wanted, phone)]


def _by_address(people: People, text: str) -> list[str]:
    """Who has the email address."""
    wanted = text.strip().casefold()
    emails = people.contacts["Email"].items() if "@" in text else ()
    return [str(contact) for contact, email in emails if email.strip().casefold() == wanted]


def _by_words(people: People, text: str) -> list[str]:
    """Who is called by some words of the text, the rest being of their firm: Berg; A. Berg; Frau Berg; Anna, Nordbad.

    Where a firm's name has all the words, that firm is meant, and nobody who has one of them at another firm.
    """
    words = _words(text)
    rows = sorted({row for word in words for row in people.rows_by_word.get(word, ())})
    contacts = [str(people.contacts.index[row]) for row in rows]
    a_firm = bool(firms_with_words(people, text))
    return [contact for contact in contacts if _fits(people, contact, words, alone=a_firm)]


def _by_firm(people: People, text: str) -> list[str]:
    """The people of the organisation of that name or ID, or of those whose names have these words."""
    named = [text] if text in people.accounts.index else people.accounts_named(text)
    return _at_firms(people, named or firms_with_words(people, text))


def firms_with_words(people: People, text: str) -> list[str]:
    """Account IDs of the organisations whose names have all words of the text."""
    words, names = _words(text), people.accounts["Account"]
    return [str(one) for one, name in names.items() if words <= _words(name)] if words else []


_WAYS: tuple[tuple[Callable[[People, str], list[str]], str], ...] = (
    (_by_number, "have the number"),
    (_by_address, "have the address"),
    (_by_words, "fit"),
)


def told_apart(people: People, contacts: Sequence[str], most: int = _MOST_TOLD) -> str:
    """The people so that one is told from another: name, organisation, ID; job and number too where two are alike."""
    alike = Counter(map(people.named_with_firm, contacts))
    told = [_told(people, one, alike=alike[people.named_with_firm(one)] > 1) for one in contacts[:most]]
    more = len(contacts) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


def _told(people: People, contact: str, *, alike: bool) -> str:
    more = [str(cell(people.contacts, contact, name)) for name in ("Job title", "Phone", "Email") if alike]
    return f"{', '.join(filter(None, [people.named_with_firm(contact), *more]))} ({contact})"


def _at(people: People, found: list[str], account: str) -> list[str]:
    wanted = {account, *people.accounts_named(account)}
    return [one for one in found if not account or cell(people.contacts, one, "Account ID") in wanted]


def _reachable(people: People, found: list[str]) -> list[str]:
    """Without records merged into others; those who can be reached beat those who left."""
    status = {one: cell(people.contacts, one, "Status") for one in found}
    here = [one for one in found if status[one] != "Merged"]
    return [one for one in here if status[one] in {"", "Active"}] or here


def _at_firms(people: People, accounts: Collection[str]) -> list[str]:
    theirs = people.contacts["Account ID"].items()
    return _reachable(people, [str(contact) for contact, account in theirs if account in accounts])


def _words(text: str) -> set[str]:
    """Its words without titles and what stands between a person and a firm, unless that is all there is."""
    words = {word.rstrip(".") for word in _SIGNS.split(name_words(text))} - {""}
    return words - TITLES - _BETWEEN or words


def _fits(people: People, contact: str, words: set[str], *, alone: bool) -> bool:
    """Whether every word is one of the person's, the first letter of one, or one of their firm's, unless they must be the person's `alone`."""
    own = set(name_words(people.name(contact)).split())
    firm = (
        _words(people.account_name(str(cell(people.contacts, contact, "Account ID")))) if not alone else set()
    )
    return words <= own | firm | {word[0] for word in own}


def _digits(phone: str) -> str:
    """The number without country sign and leading zeros, also where it is written in a way that is not dialled: 040/765432."""
    digits = dialled(phone) or "".join(letter for letter in phone if letter in "0123456789")
    return digits.lstrip("+0") if len(digits) >= _FEWEST_DIGITS else ""


def _same_number(wanted: str, phone: str) -> bool:
    short, long = sorted((wanted, _digits(phone)), key=len)
    return short == long or (len(short) >= _TELLING_DIGITS and long.endswith(short))
