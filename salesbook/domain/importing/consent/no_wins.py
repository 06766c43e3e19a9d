"""A no wins: over a yes of another row of the file, and over what the book says of the person.

Filled cells of people stay as they are. Where the book says yes and the file says no, the address goes on Do not mail,
which every mailing looks at, and it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from salesbook.domain.guards.do_not_mail import not_mailed, read_entry
from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.consent.rows import (
    CONSENT,
    CONSENT_ON,
    EMAIL,
    NO_CALL,
    NO_EMAIL,
    ConsentByRow,
    Said,
)
from salesbook.domain.importing.consent.vocabulary import STOP_CALLS
from salesbook.domain.importing.report import Went
from salesbook.tables.plan import Change, Extend, Problem, Value
from salesbook.tables.source import Source
from salesbook.util.addresses import address_key, read_address
from salesbook.util.wording import count

if TYPE_CHECKING:
    import pandas as pd

    from salesbook.domain.guards.forgotten import Forgotten
    from salesbook.domain.importing.staging import Store

_IN, _OUT, _YES = "Opted in", "Opted out", "Yes"


@dataclass
class Heeded:
    """What must be written besides, and what there is to say."""

    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def heed(
    heard: ConsentByRow, cleaned: Cleaned, source: Source, went: Went | None,
    frames: Mapping[str, pd.DataFrame], forgotten: Forgotten, today: date,
) -> Heeded:  # fmt: skip
    """Make every no of the file count. `went`: what became of its rows in Contacts, whose store is changed in place."""
    emails = cleaned.columns.get(EMAIL, [None] * source.height)
    listed: dict[str, tuple[str, Said]] = {}
    stays, denied = set[int](), dict[Problem, None]()
    by_address = _by_address(went) if cleaned.rejected else {}  # a row that was left out says no, too
    for row, said in sorted(heard.rows.items(), key=lambda one: not one[1].no):  # every no before any yes
        if not said.no:
            if went is not None and went.rows[row] >= 0 and said.consent == _IN:
                stays |= {went.rows[row]} if _says_no(went.store, went.rows[row]) else set()
            continue
        theirs = _addresses(emails[row])
        for store, at in _places(row, theirs, went, by_address, cleaned):
            held = _in_the_book(store, at, said)
            denied |= _denied(store, at, said)
            known = _addresses(store.columns["Email"][at])
            keys = set(map(address_key, known))
            theirs = {one for one in theirs if address_key(one) not in keys} if held else known | theirs
        for address in theirs:
            if not forgotten.told(email=address):
                listed.setdefault(address_key(address), (address, said))
    for cell, said in heard.gone:
        for address in _addresses(cell) if said.no else ():
            if not forgotten.told(email=address):
                listed.setdefault(address_key(address), (address, said))
    done = _put_on_the_list(listed, frames.get("DoNotMail"), source, today)
    done.problems += denied
    if stays:
        done.notes.append(
            f"{count(len(stays), 'person', 'people')} whom a row of {source.name} calls subscribed said no in Contacts or in another row: the no stays."
        )
    return done


def _places(
    row: int,
    theirs: Iterable[str],
    went: Went | None,
    by_address: Mapping[str, Sequence[int]],
    cleaned: Cleaned,
) -> list[tuple[Store, int]]:
    """The rows of Contacts that a row is about: its own, or where it was left out those with its addresses."""
    if went is None:
        return []
    if row not in cleaned.rejected:
        return [(went.store, went.rows[row])] if went.rows[row] >= 0 else []
    return [(went.store, at) for one in theirs for at in by_address.get(address_key(one), ())]


def _by_address(went: Went | None) -> dict[str, list[int]]:
    """The rows of Contacts that have each address."""
    found: dict[str, list[int]] = {}
    for row, cell in enumerate(went.store.columns.get("Email", ()) if went is not None else ()):
        for address in _addresses(cell) if cell else ():
            found.setdefault(address_key(address), []).append(row)
    return found


def _denied(store: Store, at: int, said: Said) -> dict[Problem, None]:
    """A problem for each cell of people that says otherwise, and stays."""
    found: dict[Problem, None] = {}
    name = store.name(at)
    for says, column, no in ((said.out, CONSENT.column, _OUT), (said.stop, NO_EMAIL.column, _YES)):
        ours = store.columns.get(column, [None] * store.height)[at]
        if says and ours != no:
            why = f"The imported file says {no!r} here{f' for {name}' if name else ''} ({said.header}: {said.word}); what stands here, {str(ours or '')!r}, was kept"
            todo = f"Change it to {no}, unless they said yes again since then."
            found[Problem(store.table.name, store.key(at), column, str(ours or ""), why, todo)] = None
    return found


def _says_no(store: Store, at: int) -> bool:
    cells = {
        name: store.columns.get(name, [None] * store.height)[at] for name in (CONSENT.column, NO_EMAIL.column)
    }
    return cells[CONSENT.column] == _OUT or cells[NO_EMAIL.column] == _YES


def _addresses(cell: Value) -> set[str]:
    good, _ = read_address(str(cell or ""))
    return {good} if good else set(read_entry(str(cell or "")).addresses)


def _in_the_book(store: Store, at: int, said: Said) -> bool:
    """Whether the person's own cells say no by now. Cells that this import wrote may be written again, others not."""
    held = True
    if said.out and not _write(store, at, CONSENT.column, _OUT):
        held = _said_yes_since(store, at, said)
    elif said.out and said.on is None:
        _write(store, at, CONSENT_ON.column, None)
    elif said.out:
        _write(store, at, CONSENT_ON.column, said.on)
    if STOP_CALLS in said.means:
        _write(store, at, NO_CALL.column, _YES)
    if said.stop:
        held &= _write(store, at, NO_EMAIL.column, _YES)
    return held


def _write(store: Store, at: int, name: str, value: Value) -> bool:
    """Write a cell that this import made; whether the cell holds the value then."""
    cells = store.columns.get(name)
    if cells is None:
        return False
    if cells[at] != value:
        if at < store.known and at not in store.filled.get(name, {}):
            return False
        cells[at] = value
        if at < store.known:
            store.filled[name][at] = value
    return True


def _said_yes_since(store: Store, at: int, said: Said) -> bool:
    """Whether the book has a yes of a later day than the no of the file."""
    day = store.columns.get(CONSENT_ON.column, [None] * store.height)[at]
    consent = store.columns[CONSENT.column][at]
    return consent == "Opted in" and isinstance(day, date) and said.on is not None and day > said.on


def _put_on_the_list(
    listed: Mapping[str, tuple[str, Said]], table: pd.DataFrame | None, source: Source, today: date
) -> Heeded:
    done = Heeded()
    if table is not None:
        there = not_mailed(table)
        listed = {key: one for key, one in listed.items() if not there.covers(key, "")}
    if not listed:
        return done
    told = f"{count(len(listed), 'address', 'addresses')} of {source.name} said no to letters, and Contacts does not say so"
    if table is None:
        done.problems.append(
            Problem("Contacts", "", CONSENT.column, "", f"{told}: {', '.join(address for address, _ in listed.values())}",
                    "Set Consent of each to Opted out: this workbook has no table DoNotMail.")
        )  # fmt: skip
        return done
    said = list(listed.values())
    done.changes.append(
        Extend("DoNotMail", {
            "Address": [address for address, _ in said],
            "Since": [one.on or today for _, one in said],
            "Why": [f"{one.header}: {one.word} ({source.name})" for _, one in said],
            "Source": ["import"] * len(said),
        })
    )  # fmt: skip
    done.notes.append(
        f"{told}: {'it was' if len(listed) == 1 else 'they were'} put on Do not mail, and your cells stay as they are."
    )
    return done
