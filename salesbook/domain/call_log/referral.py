"""From "Referral given", as people type it, to a new contact.

What was typed is always kept in the activity's Notes. A contact is made only where the text starts
with a person's name: one to four words up to the first comma, dash, bracket or line break, each with
a capital where its script has capitals (particles such as "de" or "van" may be small), and none of
the words people use to say that there was no referral. One cell gives one contact, the first named.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from salesbook.domain.facts.finding import TITLES
from salesbook.domain.facts.people import People
from salesbook.schema.closed_lists import INTRODUCED
from salesbook.tables.plan import CELL_LIMIT, Value
from salesbook.tables.rows import row_of
from salesbook.util.folding import name_words, written_name

UNASKED = "unasked"


def _words(text: str) -> list[str]:
    return text.split()


_CUT = re.compile(r"[,;:()\[\]<>|/\n，、；：（）「」،؛]|\s[-–—]+\s|[–—]|\s@\s|\s(?:at|from)\s")
_EMAIL = re.compile(r"[^\s,;:<>()\[\]|]+@[^\s,;:<>()\[\]|]+\.[^\s,;:<>()\[\]|.]+")
_PHONE = re.compile(r"(?<![\w+])\+?\(?\d[\d ()./-]{5,}\d")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}")
_FEWEST_DIGITS, _TELLING_DIGITS, _MOST_WORDS = 7, 9, 4
_IN_NAMES = "'’ʼ`.-‐·・"
_PARTICLES = frozenset(_words(
    "de del della dei di da do dos das du la le las los van von der den het ter ten zu zur af av bin ben ibn el al"
))  # fmt: skip
_NOBODY = frozenset(_words(
    "no none nobody nothing nein keine keiner niemand non aucun aucune personne nada nadie ninguno ninguna nao nenhum "
    "nessuno nessuna geen yes si ja oui maybe later unknown tbd na"
))  # fmt: skip
_NO_FIRST_WORD = frozenset(_words(
    "ask call try see the a an his her my our their your someone somebody anyone not will"
))  # fmt: skip
# Family name first, and spaces rare: Han, kana, Hangul.
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class ReferredPerson:
    """A person as a text names them; `parts` are the pieces of the text, among them perhaps a firm."""

    first: str
    last: str
    email: str
    phone: str
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return written_name(self.first, self.last)


@dataclass(frozen=True)
class Given:
    """A referral as it came: the text, who gave it (a Contact ID), who took it down, when, and how ("unasked" where they rang)."""

    text: str
    giver: str
    by: str
    day: date
    how: str = ""


def read_referral(text: str) -> ReferredPerson | None:
    """The person whom a text names first, or None where it does not start with a person's name."""
    first_part = _CUT.split(text.strip(), maxsplit=1)[0]
    words: list[str] = []
    for word in first_part.split():
        if "@" in word or any(c.isdigit() for c in word):
            break
        words.append(word)
    titled = bool(words) and name_words(words[0]).rstrip(".") in TITLES
    words = words[titled:]
    if not _is_name(words):
        return None
    first, last = _split(words, titled=titled)
    email = _EMAIL.search(text)
    parts = tuple(part.strip() for part in _CUT.split(text) if part.strip())
    return ReferredPerson(first, last, email[0] if email else "", _phone(text), parts)


def says_nobody(text: str) -> bool:
    """Whether a text says that nobody was named, as "no" does."""
    return not text.strip() or " ".join(name_words(word).strip(".") for word in text.split()) in _NOBODY


def names_another(given: Given, people: People) -> bool:
    """Whether a text names a person, other than whoever gave it."""
    named = read_referral(given.text)
    return named is not None and not _is_giver(named, given.giver, people)


def new_contact(given: Given, people: People, taken: Callable[[str], bool]) -> dict[str, Value] | None:
    """The row to append to Contacts; None where the text names nobody, the giver, or somebody known already.

    The ID comes from the name and the giver, so the same referral is the same contact, whenever.
    """
    named = read_referral(given.text)
    if named is None:
        return None
    contact, accounts = _contact_id(named, given.giver), _accounts(named, people)
    if (
        taken(contact)
        or _is_giver(named, given.giver, people)
        or _known(named, given.giver, accounts, people)
    ):
        return None
    row: dict[str, Value] = {
        "Contact ID": contact,
        "First name": named.first,
        "Last name": named.last,
        "Account ID": accounts[0] if len(set(accounts)) == 1 else "",
        "Kind": "Prospect",
        "Status": "Active",
        "Email": named.email,
        "Phone": named.phone,
        "Owner": given.by,
        "Source": "Referral",
        "Referred by": given.giver,
        "Created": given.day,
        "Notes": f"Referral given by {people.name(given.giver)}: {given.text}"[:CELL_LIMIT],
    }
    return {name: value for name, value in row.items() if value != ""}


def introduced_contact(given: Given, people: People) -> str:
    """The Contact ID of the person whom a text names: of somebody known already, else that of the contact it makes; "" for nobody."""
    named = read_referral(given.text)
    if named is None or _is_giver(named, given.giver, people):
        return ""
    contact = _contact_id(named, given.giver)
    known = (
        ""
        if contact in people.contacts.index
        else _known(named, given.giver, _accounts(named, people), people)
    )
    return known or contact


def referral_row(given: Given, contact: str) -> dict[str, Value]:
    """The row to append to Referrals: whoever gave the name has introduced that contact."""
    named = read_referral(given.text)
    name = named.name if named else ""
    asked = given.how != UNASKED
    row: dict[str, Value] = {
        "From": given.giver,
        "Asked on": given.day if asked else "",
        "Asked by": given.by if asked else "",
        "How": given.how,
        "Status": INTRODUCED,
        "Introduced": contact,
        "Introduced name": name,
        "Introduced on": given.day,
        "Notes": "" if given.text.strip() == name else given.text[:CELL_LIMIT],
    }
    return {header: value for header, value in row.items() if value != ""}


def _is_giver(named: ReferredPerson, giver: str, people: People) -> bool:
    """Nobody introduces themselves: a rep who typed the name of whoever they talked to meant no other person."""
    return giver in people.named(named.name)


def _contact_id(named: ReferredPerson, giver: str) -> str:
    key = hashlib.blake2b(f"{name_words(named.name)}\0{giver}".encode(), digest_size=4).hexdigest()
    return f"R-{key}"


def _accounts(named: ReferredPerson, people: People) -> list[str]:
    return [one for part in named.parts for one in people.accounts_named(part)]


def _known(named: ReferredPerson, giver: str, accounts: list[str], people: People) -> str:
    """The Contact ID of somebody who is known already; "" for nobody."""
    contacts = people.contacts
    same = contacts.index[(contacts["Email"].str.casefold() == named.email.casefold()).to_numpy(dtype=bool)]
    if named.email and len(same):
        return str(same[0])
    digits = _digits(named.phone)
    for contact in people.named(named.name):
        row = row_of(contacts, contact, ("Referred by", "Account ID", "Phone"))
        if (
            row["Referred by"] == giver
            or row["Account ID"] in accounts
            or (digits and _digits(row["Phone"]) == digits)
        ):
            return contact
    return ""


def _is_name(words: list[str]) -> bool:
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    plain = [name_words(word).strip(".") for word in words]
    if plain[0] in _NO_FIRST_WORD or " ".join(plain) in _NOBODY or words[0][0].islower():
        return False
    return all(_is_word(word) and (not word[0].islower() or word in _PARTICLES or "'" in word[:3] or "’" in word[:3])
               for word in words)  # fmt: skip


def _is_word(word: str) -> bool:
    kinds = [unicodedata.category(c)[0] for c in word]
    return "L" in kinds and all(kind in "LM" or c in _IN_NAMES for kind, c in zip(kinds, word, strict=True))


def _split(words: list[str], *, titled: bool) -> tuple[str, str]:
    if len(words) == 1:
        return ("", words[0]) if titled else (words[0], "")
    if all(_FAMILY_FIRST.search(word) for word in words):
        return " ".join(words[1:]), words[0]
    return words[0], " ".join(words[1:])


def _phone(text: str) -> str:
    for found in _PHONE.finditer(text):
        number = found[0].strip(" ./-")
        if sum(c.isdigit() for c in number) >= _FEWEST_DIGITS and not _DATE.fullmatch(number):
            return number
    return ""


def _digits(phone: str) -> str:
    """What two ways of writing one number share: its last digits."""
    return "".join(c for c in phone if c.isdigit())[-_TELLING_DIGITS:]
