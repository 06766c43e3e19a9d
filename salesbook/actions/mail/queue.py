"""Workbook and ledger brought to one before anything leaves: each may be older than the other, or a copy."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.actions.mail.batch import Batch
from salesbook.actions.mail.ledger_rows import said_yes_since
from salesbook.domain.facts.letter_status import BOUNCED, DOUBT, QUEUED, REPLIED, SENT, UNSUBSCRIBED
from salesbook.domain.mailings.delivery import Delivery
from salesbook.domain.mailings.outbox import leave_out
from salesbook.domain.world import World
from salesbook.mail.ledger.entries import LetterState, QueuedLetter
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.ledger.letters import OLDER
from salesbook.tables.plan import Change

_LEFT = (SENT, REPLIED, BOUNCED, UNSUBSCRIBED)
_UNKNOWN = (
    "The ledger of this computer does not know it, so nobody can tell whether it has left. Look for it where you send "
    "from; then type Send in Decision to send it, or Skip."
)


def believe_workbook(world: World, ledger: Ledger) -> None:
    """Letters that left by what Outbox says have left, though a ledger from a backup has them queued."""
    outbox = world.frames["Outbox"]
    said = dict(zip(outbox.index, outbox["Status"], strict=True))
    for entry in ledger.letters.waiting():
        if said.get(entry.draft) in _LEFT:
            ledger.letters.record(entry.message_id, LetterState(said[entry.draft]), "", entry.at)


def strays(world: World, entries: Sequence[QueuedLetter]) -> list[Delivery]:
    """Rows of Outbox that wait, by what they say, and of which the ledger knows nothing."""
    outbox, known = world.frames["Outbox"], {entry.draft for entry in entries}
    return [
        Delivery(draft, DOUBT, number, None, _UNKNOWN)
        for draft, status, number in zip(outbox.index, outbox["Status"], outbox["Message ID"], strict=True)
        if status == QUEUED and draft not in known
    ]


def queue(ledger: Ledger, batch: Batch, now: float) -> list[Change]:
    """Queue what may leave; what the ledger refuses is left out in the workbook."""
    book_id = str(batch.world.settings["Book ID"])
    ledger.answers.readmit(said_yes_since(batch.world, ledger.answers.refused()))
    ledger.letters.requeue(one.message_id for one in batch.drafts.values() if one.recipient.again)
    known = ledger.letters.by_message(batch.drafts)
    refusals = ledger.letters.queue((one.queued(book_id) for one in batch.drafts.values()), now)
    if ledger.is_older:
        new = (one for one in batch.drafts.values() if one.recipient.mailing and not one.recipient.again)
        ledger.letters.doubt((one.message_id for one in new if one.message_id not in known), OLDER)
    return [leave_out({refusal.letter.draft: refusal.why for refusal in refusals})] if refusals else []


def take_from_queue(ledger: Ledger, batch: Batch) -> None:
    """Letters that must not leave any more leave the queue, once the workbook says so."""
    stay = batch.going.staying
    ledger.letters.withdraw(entry.message_id for entry in ledger.letters.waiting() if entry.draft in stay)
    ledger.letters.skip_doubt(
        entry.message_id for entry in ledger.letters.by_draft(batch.going.closed).values()
    )
