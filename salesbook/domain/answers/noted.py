"""Mails to Notes address become notes of the front line: of whom of the team, about which customer, and of which type."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.classify.parsed_mail import addresses_in_text
from salesbook.domain.answers.matched import MatchedMail
from salesbook.domain.facts.notes import has_notes
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.world import World
from salesbook.schema.closed_lists import NOTE_TYPES
from salesbook.tables.arrays import texts
from salesbook.tables.plan import Append, Message, Plan, Value
from salesbook.util.addresses import address_key, read_address
from salesbook.util.folding import name_words
from salesbook.util.wording import count, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPED = re.compile(rf"^\s*({'|'.join(map(re.escape, NOTE_TYPES))})\s*:\s*", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w\s&'’-]|(?<=\w)['’]s\b")
_LONGEST = 2_000
_AGAIN = "and read them again with `salesbook inbox BOOK --since DATE`"


def plan_mailed_notes(
    world: World, mails: Sequence[MatchedMail], moment: Callable[[Answer], datetime]
) -> Plan:
    """A row of FrontLine for each mail to Notes address from an address on Team; the same mail has the same Note ID, so it is entered once."""
    asked = [one for one in mails if one.answer.kind is Kind.NOTE]
    if not asked:
        return Plan()
    if not has_notes(world):
        why = f"{count(len(asked), 'mail')} to Notes address left out: the workbook has no sheet Front line. Add the part aftersale, {_AGAIN}."
        return Plan(messages=(Message(why),))
    team, there = _senders(world), set(world.frames["FrontLine"].index)
    strangers = sorted({one.answer.sender or "nobody" for one in asked if not team.get(_from(one))})
    left = sum(not team.get(_from(one)) for one in asked)
    rows = [
        _row(world, one, team[_from(one)], moment(one.answer))
        for one in asked
        if team.get(_from(one)) and note_id_of(one) not in there
    ]
    told = []
    if rows:
        told.append(f"{count(len(rows), 'mail')} became {count(len(rows), 'note')} on Front line.")
    if left:
        told.append(
            f"{count(left, 'mail')} to Notes address left out, from no address of one colleague on Team: {joined(strangers)}. "
            f"Type Email on Team if it is a colleague, {_AGAIN}."
        )
    return Plan((Append("FrontLine", rows),) if rows else (), (), tuple(map(Message, told)))


def note_id_of(mail: MatchedMail) -> str:
    """The Note ID of a mail: the same however often it is read."""
    return f"N-mail-{mail.key[:12]}"


def _from(mail: MatchedMail) -> str:
    return "" if mail.junk else address_key(mail.answer.sender)


def _senders(world: World) -> dict[str, str]:
    """Who of the team writes from which address; "" where several have it."""
    team, found = world.frames["Team"], dict[str, str]()
    for rep, email in zip(texts(team, "Rep").tolist(), texts(team, "Email").tolist(), strict=True):
        if rep and (address := read_address(email)[0]):
            key = address_key(address)
            found[key] = "" if key in found else rep
    return found


def _row(world: World, mail: MatchedMail, by: str, when: datetime) -> dict[str, Value]:
    subject, text = mail.answer.subject.strip(), mail.answer.words.strip()
    found = _TYPED.match(subject) or _TYPED.match(text)
    kind = next((one for one in NOTE_TYPES if found and one.lower() == found[1].lower()), "")
    heard = "\n".join(filter(None, (_TYPED.sub("", subject), _TYPED.sub("", text))))
    account, contact = _customer(world, subject, text)
    cells: dict[str, Value] = {
        "Note ID": note_id_of(mail), "When": when, "By": by, "Account ID": account, "Contact ID": contact,
        "Heard": heard[:_LONGEST], "Type": kind,
    }  # fmt: skip
    return {name: value for name, value in cells.items() if value != ""}


def _customer(world: World, subject: str, text: str) -> tuple[str, str]:
    """Account ID and Contact ID whom the mail names, by address or name; "" where it names none, or several."""
    contacts, accounts = world.frames["Contacts"], world.frames["Accounts"]
    ids, here = texts(contacts, "Contact ID"), texts(contacts, "Status") != "Merged"
    written = {address_key(one) for one in addresses_in_text(f"{subject} {text}")}
    emails = (address_key(one) if one else "" for one in texts(contacts, "Email").tolist())
    known = np.array([one in written if one else False for one in emails], dtype=bool) if written else ~here
    people = set(ids[known & here].tolist())
    said = f" {name_words(_SIGNS.sub(' ', f'{subject} . {text}'))} "
    people = people or _named(said, zip(ids[here], world.get(names_of_contacts)[here], strict=True), words=2)
    named = zip(texts(accounts, "Account ID").tolist(), texts(accounts, "Account").tolist(), strict=True)
    firms = _named(said, named, words=1)
    account = next(iter(firms)) if len(firms) == 1 else ""
    of = dict(zip(ids.tolist(), texts(contacts, "Account ID").tolist(), strict=True))
    if account:
        people = {one for one in people if of[one] in ("", account)}
    return account, next(iter(people)) if len(people) == 1 else ""


def _named(said: str, rows: Iterable[tuple[str, str]], words: int) -> set[str]:
    """Whose name stands in it, of at least so many words; of names within each other the longest."""
    hits = {
        str(key): name
        for key, full in rows
        if full and (name := name_words(_SIGNS.sub(" ", str(full)))) and f" {name} " in said and name.count(" ") >= words - 1
    }  # fmt: skip
    return {
        key for key, name in hits.items()
        if not any(name != other and f" {name} " in f" {other} " for other in hits.values())
    }  # fmt: skip
