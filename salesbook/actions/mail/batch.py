"""What lies ready to be sent: the letters of a mailing, or letters of their own, each looked at once more.

Also while they leave: somebody may say no, or skip a letter, in the middle (`Watch`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.drafts import Drafting, library_of, text_of
from salesbook.actions.mail.ledger_rows import deliveries_of
from salesbook.actions.mail.letter_warnings import is_example
from salesbook.actions.mail.outgoing import DraftFile, DraftFiles
from salesbook.actions.session import read_known, world_of
from salesbook.books.base import Closed, Workbook
from salesbook.domain.facts.letter_status import DECIDED_SEND, DECIDED_SKIP, DOUBT, QUEUED
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.eligible import Going, going
from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.mailings.recipients import fits
from salesbook.domain.pitching.letters import behind_shut_gates
from salesbook.domain.world import World
from salesbook.errors import BadInput, SalesbookError, explain
from salesbook.mail.ledger.entries import LetterState, QueuedLetter
from salesbook.tables.arrays import texts
from salesbook.tables.plan import Handle, Problem
from salesbook.util.addresses import address_mark

if TYPE_CHECKING:
    import pandas as pd

OWN_LETTERS = "letters"  # what letters of their own are called where a mailing has its name


@dataclass
class Batch:
    """Letters of `mailing`, or of their own (None), as a workbook and its ledger have them.

    `entries` are all that the ledger knows, `refused` marks of those who said no by mail.
    Raises BadInput where the mailing is not approved as it is.
    """

    world: World
    book: Workbook
    mailing: Mailing | None
    entries: Sequence[QueuedLetter]
    refused: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a person types to have it sent."""
        return self.mailing.key if self.mailing else OWN_LETTERS

    @property
    def mine(self) -> list[QueuedLetter]:
        """What the ledger knows of these letters."""
        mailing = self.mailing.key if self.mailing else ""
        return [entry for entry in self.entries if entry.mailing == mailing and entry.draft]

    @cached_property
    def going(self) -> Going:
        """Which letters may leave."""
        waiting, handed = (
            {entry.draft for entry in self.entries if entry.state is state}
            for state in (LetterState.QUEUED, LetterState.HANDED)
        )
        outbox, guards = self.world.frames["Outbox"], MailGuards(self.world, self.refused)
        if self.mailing is None:
            own = self._as_known(outbox[outbox["Mailing ID"] == ""])
            found = going(self.world, guards, own[~own.index.isin(self.shut)], None, waiting, handed)
            found.held |= {draft: explain(why) for draft, why in self.shut.items() if draft in waiting}
            return found
        drafting = Drafting(self.world, self.mailing, library_of(self.book), self.refused)
        approval = drafting.approval
        if not approval.given:
            raise BadInput(
                approval.told or f"{self.name} is not approved, so nothing of it is sent.",
                "Have somebody read the drafts, and fill in Approved by in Mailings; then draft it once more.",
            )
        audience = fits(self.world, self.mailing).chosen
        return going(self.world, guards, self._as_known(self.mailing.letters), audience, waiting, handed)

    @cached_property
    def shut(self) -> dict[Handle, BadInput]:
        """Letters of their own that were to leave, and stay: why their campaign may not be pitched now."""
        if self.mailing is not None:
            return {}
        outbox = self.world.frames["Outbox"]
        waiting = {entry.draft for entry in self.entries if entry.state is LetterState.QUEUED}
        decision = outbox["Decision"]
        asked = outbox.index.isin(waiting) & (decision != DECIDED_SKIP) | (decision == DECIDED_SEND)
        return behind_shut_gates(self.world, outbox[asked & (outbox["Mailing ID"] == "")])

    def _as_known(self, letters: pd.DataFrame) -> pd.DataFrame:
        """Rows of Outbox with the status that the ledger knows: the workbook may be older, or a copy."""
        known = {one.draft: one.status for one in deliveries_of(self.entries)}
        status = [
            known.get(draft, DOUBT if status == QUEUED else status)
            for draft, status in zip(letters.index, letters["Status"], strict=True)
        ]
        return letters.assign(Status=status)

    @cached_property
    def files(self) -> DraftFiles:
        """Where their drafts lie."""
        return DraftFiles(self.world, self.book)

    @cached_property
    def drafts(self) -> dict[str, DraftFile]:
        """Their drafts, by Message-ID, in the order of Outbox."""
        found = self.files.find(self.going.letters, self.problems)
        return {one.message_id: one for one in found}

    @cached_property
    def examples(self) -> int:
        """How many of them have a text as it came with salesbook, which tells of another firm."""
        if self.mailing is None:
            return 0
        library, spoken = library_of(self.book), texts(self.world.frames["Contacts"], "Language")
        name, language = text_of(self.mailing, library), self.mailing.language
        read = Counter(language or str(spoken[one.recipient.contact]) for one in self.drafts.values())
        return sum(
            number for of, number in read.items() if is_example(library.find(name, of).path, self.world)
        )

    @cached_property
    def senders(self) -> dict[str, str]:
        """The address that each comes from, by Message-ID."""
        return {message_id: one.sender for message_id, one in self.drafts.items()}

    def say_no(self, world: World) -> frozenset[str]:
        """Marks of readers of these letters who must not get them, as the workbook is by now."""
        outbox, book_id = world.frames["Outbox"], str(world.settings["Book ID"])
        drafts = [one.recipient.draft for one in self.drafts.values()]
        mine = outbox[outbox.index.isin(drafts)]
        late = going(world, MailGuards(world, self.refused), mine, None, drafts)
        no = late.staying | (set(drafts) - set(mine.index)) | set(behind_shut_gates(world, mine))
        return frozenset(
            address_mark(one.to, book_id) for one in self.drafts.values() if one.recipient.draft in no
        )


class Watch:
    """Whether a letter may still go, by the workbook's file as it is now. An open workbook is looked at once, before."""

    def __init__(self, book: Workbook, batch: Batch, today: date) -> None:
        self._book, self._batch, self._today = book, batch, today
        self._seen = self._mark()
        self._no: frozenset[str] = frozenset()

    def may_go(self, letter: QueuedLetter) -> bool:
        """Whether nobody has said meanwhile that this letter must not go."""
        mark = self._mark()
        if mark != self._seen:
            with suppress(SalesbookError):  # half saved, or just being saved: the next letter looks again
                world, _ = world_of(read_known(self._book, OF_LETTERS), self._today)
                self._no = self._batch.say_no(world)
                self._seen = mark
        return letter.who not in self._no

    def _mark(self) -> object:
        return self._book.file_mark() if isinstance(self._book, Closed) else None
