"""Which letters of Outbox may leave now: approved, still wanted, and to nobody who said no since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.facts.letter_status import (  # fmt: skip
    APPROVED,
    DECIDED_SEND,
    DECIDED_SKIP,
    DOUBT,
    DRAFT,
    FAILED,
    GONE,
    SKIPPED,
)
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.outbox import NOT_IN_AUDIENCE, leave_out
from salesbook.domain.mailings.recipients import Recipient
from salesbook.domain.pitching.to_colleagues import goes_to_colleague
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, positions, texts
from salesbook.tables.plan import Change, Handle, Set, Value
from salesbook.util.addresses import address_key

if TYPE_CHECKING:
    import pandas as pd

_MOVED = "the address has changed since: have it drafted anew"
_STRANGER = "not in Contacts any more"
_COPY = "another row has the letter to this contact"
_STUCK = {DOUBT, FAILED}  # a person decides on these


@dataclass
class Going:
    """Letters that may leave; by handle those that must not any more, with the reason; those that somebody skips.

    `closed` are letters in doubt, or put where people send them, of which somebody said that they are not to be
    sent again; `kept` are such letters that must not be sent again, and stay what they are. `decided`: rows whose
    Decision has been taken, and is not taken once more.
    """

    letters: list[Recipient] = field(default_factory=list)
    held: dict[Handle, str] = field(default_factory=dict)
    skipped: list[Handle] = field(default_factory=list)
    closed: list[Handle] = field(default_factory=list)
    kept: dict[Handle, str] = field(default_factory=dict)
    decided: list[Handle] = field(default_factory=list)

    @property
    def staying(self) -> set[Handle]:
        """Rows of letters that must not leave, or are not to."""
        return {*self.held, *self.skipped}

    def changes(self) -> list[Change]:
        """What the rows of letters that stay here say from now on."""
        changes: list[Change] = [leave_out(self.held)] if self.held else []
        if self.skipped:
            said: dict[str, list[Value]] = {
                "Status": [SKIPPED] * len(self.skipped),
                "Reason": [None] * len(self.skipped),
            }
            changes.append(Set("Outbox", self.skipped, said))
        if self.decided:
            nothing = [None] * len(self.decided)
            changes.append(
                Set(
                    "Outbox", self.decided, {"Decision": nothing}, {"Decision": [DECIDED_SEND] * len(nothing)}
                )
            )
        return changes


@dataclass(frozen=True, slots=True)
class _Row:
    """A recipient, and what the row of Outbox says of their letter."""

    recipient: Recipient
    status: str
    decision: str
    to_nobody: bool = False

    @property
    def handle(self) -> Handle:
        return self.recipient.draft

    @property
    def contact(self) -> int:
        return self.recipient.contact

    @property
    def is_to_colleague(self) -> bool:
        """Whether it goes to a colleague: the guards of marketing do not hold it."""
        return self.to_nobody and goes_to_colleague(self.handle, "", self.recipient.mailing)


def going(
    world: World,
    guards: MailGuards,
    letters: pd.DataFrame,
    audience: Bools | None,
    waiting: Collection[str],
    handed: Collection[str] = (),
) -> Going:
    """Of these rows of Outbox: those of one mailing, or letters of their own.

    `audience`: by position in Contacts whom the mailing's rule chooses now; None for letters of
    their own, which a person approves one by one (Decision). `waiting`: drafts that were queued
    and have not left, whatever their row says; `handed`: those put where people send them.
    """
    found, asked = Going(), list[_Row]()
    for row in _rows(world, letters):
        stuck = row.handle not in waiting and (row.status in _STUCK or row.handle in handed)
        if row.decision == DECIDED_SKIP:
            if stuck and row.status != FAILED:
                found.closed.append(row.handle)
            elif row.handle in waiting or row.status in {APPROVED, DRAFT}:
                found.skipped.append(row.handle)
        elif _is_asked(row, waiting, own=audience is None) or (stuck and row.decision == DECIDED_SEND):
            asked.append(replace(row, recipient=replace(row.recipient, again=stuck)))
    _sort(found, asked, guards, letters, waiting, audience)
    return found


def _is_asked(row: _Row, waiting: Collection[str], *, own: bool) -> bool:
    """Whether a letter is to leave, by what its row says."""
    if own and row.status == DRAFT:
        return row.decision == DECIDED_SEND
    return row.handle in waiting or row.status == APPROVED


def _sort(
    found: Going, asked: list[_Row], guards: MailGuards, letters: pd.DataFrame,
    waiting: Collection[str], audience: Bools | None,
) -> None:  # fmt: skip
    """Tell those that may leave from those that must not."""
    first: dict[int, _Row] = {}
    for row in asked:
        if row.contact < 0 and not row.is_to_colleague:
            _hold(found, row, _STRANGER)
        elif audience is not None and first.setdefault(row.contact, row) is not row:
            _hold(found, row, _COPY)
    rows = [row for row in asked if row.handle not in found.held and row.handle not in found.kept]
    for row, reason in zip(rows, _reasons(guards, letters, rows, waiting, audience), strict=True):
        if reason:
            _hold(found, row, reason)
            continue
        if row.decision == DECIDED_SEND:
            found.decided.append(row.handle)
        found.letters.append(row.recipient)


def _hold(found: Going, row: _Row, reason: str) -> None:
    (found.kept if row.recipient.again else found.held)[row.handle] = reason


def _rows(world: World, letters: pd.DataFrame) -> list[_Row]:
    contact = positions(world.frames["Contacts"], texts(letters, "Contact ID")).tolist()
    cells = (letters[name] for name in ("Mailing ID", "To", "Status", "Decision", "Contact ID"))
    return [
        _Row(Recipient(at, draft, to, mailing), status, decision, not reader)
        for draft, at, mailing, to, status, decision, reader in zip(
            letters.index, contact, *cells, strict=True
        )
    ]


def _reasons(
    guards: MailGuards, letters: pd.DataFrame, rows: list[_Row],
    waiting: Collection[str], audience: Bools | None,
) -> list[str]:  # fmt: skip
    """Why each of the rows must not leave; "" where it may."""
    at = np.array([row.contact for row in rows if not row.is_to_colleague], dtype=np.int64)
    if audience is None:
        templates = (
            letters["Template"].reindex([row.handle for row in rows if not row.is_to_colleague]).tolist()
        )
        told = guards.of_singles(at, templates)
    else:
        mine = {row.handle for row in rows} | set(waiting)
        gone = zip(letters.index, letters["Contact ID"], letters["Status"], strict=True)
        held = guards.of_mailing(
            at, {contact for handle, contact, status in gone if status in GONE and handle not in mine}
        )
        told = held.texts()[at].tolist()
    reasons = iter(told)
    return [
        ""
        if row.is_to_colleague
        else str(next(reasons))
        or ("" if audience is None or audience[row.contact] else NOT_IN_AUDIENCE)
        or ("" if address_key(row.recipient.to) == address_key(guards.address(row.contact)) else _MOVED)
        for row in rows
    ]
