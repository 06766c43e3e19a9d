"""What lies ready to be sent: the letters of a mailing, or letters of their own, each looked at once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from salesbook.actions.mail.drafts import Desk, library_of
from salesbook.actions.mail.envelopes import Envelope, Envelopes
from salesbook.actions.mail.ledger_rows import went_of
from salesbook.books.base import Workbook
from salesbook.domain.facts.letter_status import DOUBT, QUEUED
from salesbook.domain.mailings.eligible import Going, going
from salesbook.domain.mailings.guards import MailGuards
from salesbook.domain.mailings.mailing import Run
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.mail.ledger.entries import Entry, State
from salesbook.tables.plan import Problem
from salesbook.util.addresses import mark_of

if TYPE_CHECKING:
    import pandas as pd

OWN = "letters"  # what letters of their own are called where a mailing has its name


@dataclass
class Tray:
    """Letters of the mailing `run`, or of their own (None), as a workbook and its ledger have them.

    `entries` are all that the ledger knows, `refused` marks of those who said no by mail.
    Raises BadInput where the mailing is not approved as it is.
    """

    world: World
    book: Workbook
    run: Run | None
    entries: Sequence[Entry]
    refused: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a person types to have it sent."""
        return self.run.key if self.run else OWN

    @property
    def mine(self) -> list[Entry]:
        """What the ledger knows of these letters."""
        mailing = self.run.key if self.run else ""
        return [entry for entry in self.entries if entry.mailing == mailing and entry.draft]

    @cached_property
    def going(self) -> Going:
        """Which letters may leave."""
        waiting, handed = (
            {entry.draft for entry in self.entries if entry.state is state}
            for state in (State.QUEUED, State.HANDED)
        )
        outbox, guards = self.world.frames["Outbox"], MailGuards(self.world, self.refused)
        if self.run is None:
            own = self._as_known(outbox[outbox["Mailing ID"] == ""])
            return going(self.world, guards, own, None, waiting, handed)
        desk = Desk(self.world, self.run, library_of(self.book), self.refused)
        approval = desk.run.approval(desk.version)
        if not approval.given:
            raise BadInput(
                approval.told or f"{self.name} is not approved, so nothing of it is sent.",
                "Have somebody read the drafts, and fill in Approved by in Mailings; then draft it once more.",
            )
        audience = np.zeros(len(self.world.frames["Contacts"]), dtype=bool)
        audience[desk.chosen.audience] = True
        return going(self.world, guards, self._as_known(self.run.letters), audience, waiting, handed)

    def _as_known(self, letters: pd.DataFrame) -> pd.DataFrame:
        """Rows of Outbox with the status that the ledger knows: the workbook may be older, or a copy."""
        known = {one.draft: one.status for one in went_of(self.entries)}
        status = [
            known.get(draft, DOUBT if status == QUEUED else status)
            for draft, status in zip(letters.index, letters["Status"], strict=True)
        ]
        return letters.assign(Status=status)

    @cached_property
    def envelopes(self) -> dict[str, Envelope]:
        """Their drafts, by Message-ID, in the order of Outbox."""
        found = Envelopes(self.world, self.book).find(self.going.letters, self.problems)
        return {one.message_id: one for one in found}

    @cached_property
    def senders(self) -> dict[str, str]:
        """The address that each comes from, by Message-ID."""
        return {message_id: one.sender for message_id, one in self.envelopes.items()}

    def say_no(self, world: World) -> frozenset[str]:
        """Marks of readers of these letters who must not get them, as the workbook is by now."""
        outbox, book_id = world.frames["Outbox"], str(world.settings["Book ID"])
        drafts = [one.letter.draft for one in self.envelopes.values()]
        mine = outbox[outbox.index.isin(drafts)]
        late = going(world, MailGuards(world, self.refused), mine, None, drafts)
        no = late.staying | (set(drafts) - set(mine.index))
        return frozenset(
            mark_of(one.to, book_id) for one in self.envelopes.values() if one.letter.draft in no
        )
