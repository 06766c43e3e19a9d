"""Whoever noted something on the front line is told what came of it: which notes, to whom, and in which words, once a week at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.notes import note_progress
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.facts.note_letters import note_letter_key
from salesbook.domain.facts.notes import front_line_notes
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.world import World
from salesbook.schema.closed_lists import NOTE_DONE, NOTE_ROUTED
from salesbook.tables.arrays import Bools, Ints, dates, day_of_number, days_of, take, texts
from salesbook.tables.plan import Plan
from salesbook.util.addresses import read_address
from salesbook.util.wording import count, joined, on, shortened

NOTE_LETTERS = "letters about notes"  # of a summary
MOST_NOTES = 100  # of a letter: nobody reads more
_DAYS_BETWEEN = 7
_HEARD = 200  # characters


@dataclass(frozen=True)
class NoteLetter:
    """`key`: the Draft ID; `rows`: of FrontLine, the oldest note first. It goes to `who` at `address`, from `sender` at `sender_address`."""

    key: str
    who: str
    address: str
    sender: str
    sender_address: str
    rows: Ints


@dataclass(frozen=True)
class NoteLetters:
    """`letters` that are due; `told`: whom nobody can write to, and what to do."""

    letters: tuple[NoteLetter, ...]
    told: tuple[str, ...]


def plan_note_letters(world: World) -> Plan:
    """How many colleagues there are to tell, reached or not, for whoever drafts the letters."""
    due = note_letters(world)
    return Plan(summary={NOTE_LETTERS: len(due.letters) + len(due.told)})


def note_letters(world: World) -> NoteLetters:
    """What is to be told to whom today; nothing without the parts aftersale and mail. Whoever is not active gets no letter."""
    outbox = world.frames.get("Outbox")
    if outbox is None or "Outbox" in world.absent or not has_after_sale(world):
        return NoteLetters((), ())
    by, waits = texts(world.frames["FrontLine"], "By"), _to_tell(world)
    team = world.frames["Team"]
    here = texts(team, "Rep")[team["Active"].to_numpy(dtype=bool)].tolist()
    due = {rep: np.flatnonzero(waits & (by == rep)) for rep in set(by[waits].tolist()) & set(here)}
    addresses = _addresses(world)
    unreached = sorted(rep for rep in due if not addresses.get(rep))
    letters = [
        one
        for rep in sorted(set(due) - set(unreached))
        if (one := _letter(world, rep, due[rep], addresses)) and one.key not in outbox.index
    ]
    return NoteLetters(
        tuple(one for one in letters if one.sender_address), tuple(_told(due, unreached, letters))
    )


def note_letter_subject(letter: NoteLetter) -> str:
    """The subject of the letter."""
    return f"What came of {'what you noted' if len(letter.rows) == 1 else f'your {len(letter.rows):,} notes'}"


def note_letter_text(world: World, letter: NoteLetter) -> str:
    """The letter: each note, and what came of it."""
    notes = [_said(world, row) for row in letter.rows.tolist()]
    head = "thank you for what you noted about customers. This is what came of it:"
    return "\n\n".join((f"Hello {letter.who},", head, *notes, f"Thank you\n{letter.sender}")) + "\n"


def _to_tell(world: World) -> Bools:
    """Rows that came to something and were told to nobody, of colleagues who had no letter within a week."""
    table, told = world.frames["FrontLine"], dates(world.frames["FrontLine"], "Told on")
    by = texts(table, "By")
    lately = set(by[~np.isnat(told) & (world.day - days_of(told) < _DAYS_BETWEEN)].tolist())
    came = np.isin(texts(table, "State"), [NOTE_ROUTED, NOTE_DONE]) & (texts(table, "Became") != "")
    waits: Bools = (
        came & np.isnat(told) & ~np.isin(by, list(lately)) & world.get(note_progress).counts & (by != "")
    )
    return waits


def _addresses(world: World) -> dict[str, str]:
    team = world.frames["Team"]
    rows = zip(texts(team, "Rep").tolist(), texts(team, "Email").tolist(), strict=True)
    return {rep: read_address(email)[0] for rep, email in rows}


def _letter(world: World, rep: str, rows: Ints, addresses: dict[str, str]) -> NoteLetter:
    """From the manager, else the default owner; their own notes from the other of the two, where there is one."""
    team = world.frames["Team"]
    name = {
        one: called or one
        for one, called in zip(texts(team, "Rep").tolist(), texts(team, "Name").tolist(), strict=True)
    }
    senders = [
        one for one in (str(world.settings["Manager"]), str(world.settings["Default owner"])) if addresses.get(one)
    ]  # fmt: skip
    sender = next((one for one in senders if one != rep), senders[0] if senders else "")
    day = world.get(front_line_notes).day
    return NoteLetter(
        note_letter_key(rep, world.today), name[rep], addresses[rep], name.get(sender, ""),
        addresses.get(sender, ""), rows[np.argsort(day[rows], kind="stable")][:MOST_NOTES],
    )  # fmt: skip


def _told(due: dict[str, Ints], unreached: list[str], letters: list[NoteLetter]) -> Iterator[str]:
    if unreached:
        number = sum(len(due[rep]) for rep in unreached)
        yield (
            f"{count(len(unreached), 'colleague cannot', 'colleagues cannot')} be told what came of {count(number, 'note')}: "
            f"{joined(unreached)}. Type Email on Team."
        )
    left = (
        sum(map(len, due.values()))
        - sum(len(due[rep]) for rep in unreached)
        - sum(len(one.rows) for one in letters)
    )
    if left > 0 and letters:
        yield (
            f"A letter tells of {count(MOST_NOTES, 'note')}, the earliest first: "
            f"{count(left, 'more comes', 'more come')} with the next ones."
        )
    unsent = [one for one in letters if not one.sender_address]
    if unsent:
        yield (
            f"Nobody is there to tell {count(len(unsent), 'colleague')} what came of {count(sum(len(one.rows) for one in unsent), 'note')}: "
            f"fill in Manager on Settings, and their Email on Team."
        )


def _said(world: World, row: int) -> str:
    """A note with its day and customer, what it says, and what came of it."""
    table, notes = world.frames["FrontLine"], world.get(front_line_notes)
    account, contact = int(notes.account[row]), int(notes.contact[row])
    firm = texts(world.frames["Accounts"], "Account")[account] if account >= 0 else ""
    customer = str(firm or (world.get(names_of_contacts)[contact] if contact >= 0 else ""))
    heard, became, key = (
        take(texts(table, name), np.array([row]))[0] for name in ("Heard", "Became", "Note ID")
    )
    head = ", ".join(filter(None, (str(key), on(day_of_number(int(notes.day[row]))), customer)))
    return f"{head}: {shortened(' '.join(str(heard).split()), _HEARD)}\n{notes.type[row]}: {became}"
