"""Reading answers: from what came in to touches, due dates, and people who are not written to any more.

What somebody's no means is written into the ledger before anything else, then the workbook, and last
that the mails were read: after a crash they are read again, and what stands there already is not entered twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.draft_folders import sweep_drafts
from salesbook.actions.mail.fetch import Fetch, Fetched, whos
from salesbook.actions.mail.ledger_rows import (
    claim,
    deliveries_of,
    for_good,
    ledger_of,
    on_the_wall,
    refused_rows,
    still_refusing,
)
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Result, Session
from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.plan import Inbox
from salesbook.domain.mailings.delivery import Delivery, plan_deliveries
from salesbook.domain.mailings.withdrawn import stopped, without_files
from salesbook.domain.world import World
from salesbook.mail.ledger.entries import SOFT, LetterState, ReadMail
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.transport.eml_folder import Folder
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.tables.plan import Message, Plan
from salesbook.util.addresses import address_key, address_mark, hashed
from salesbook.util.wording import count


def read_inbox(
    session: Session, look: Fetch, *, again: bool = False, clock: Callable[[], float] = time.time
) -> Outcome:
    """Enter what a look finds; nothing changes in the mailbox. `again`: also what was read before.

    Raises BadInput, CannotSend, CannotRead and what reading and writing the book raises; whatever was
    entered before that stays, and is not entered twice by the next look.
    """
    now = clock()
    world, book = session.read(OF_LETTERS), session.book
    with ledger_of(world, only_look=session.dry_run) as ledger:
        found = look(world, ledger, book.tell)
        seen = ledger.answers.seen(mail.key for mail in found.mails)
        if not again:
            found.leave_out(seen)
        asked = OF_CAMPAIGNS if any(mail.asks_a_colleague for mail in found.mails) else ()
        noted = ("FrontLine",) if any(mail.answer.kind is Kind.NOTE for mail in found.mails) else ()
        if asked or noted:
            world = session.read((*OF_LETTERS, *asked, *noted))
        mails = Inbox(world, found.mails, _soft(world, ledger, found), on_the_wall(now))
        _believe(world, ledger, mails, found, seen, now)
        refused, adding = ledger.answers.refused(), [no.address for no in mails.refusing()]
        no = still_refusing(world, refused)
        ledger.letters.stop(no, now)  # after what is known to have been sent
        no |= _marks(world, adding)
        known = ledger.letters.all()
        out = stopped(world, no, {entry.draft for entry in known})
        plan = mails.plan() + plan_deliveries(world, [*deliveries_of(known), *out])
        plan += Plan(
            (*without_files(out), *refused_rows(world, refused, adding)),
            tuple(found.problems), tuple(_told(out)),
        )  # fmt: skip
        if session.would_write(
            plan
        ):  # where nothing came, nothing is written, and what was done before can be taken back
            plan += Plan(tuple(claim(world)))
        result = session.finish(plan)
        if not session.dry_run:
            for_good(book, result)
            _sweep(session, result, [entry.message_id for entry in known if entry.who in no], out)
            ledger.answers.note(_heard(world, found, now))
            found.keep()
    return outcome_of(result, dry_run=session.dry_run)


def _soft(world: World, ledger: Ledger, found: Fetched) -> dict[str, int]:
    book_id = str(world.settings["Book ID"])
    soft = (mail for mail in found.mails if mail.answer.kind is Kind.SOFT and mail.address)
    marks = {key: hashed(key, book_id) for key in {address_key(mail.address) for mail in soft}}
    count = ledger.answers.soft_bounces(marks.values())
    return {key: count[mark] for key, mark in marks.items()}


def _believe(
    world: World, ledger: Ledger, mails: Inbox, found: Fetched, seen: Collection[str], now: float
) -> None:
    """What was found out about letters and people, into the ledger: it knows before the workbook does.

    `seen`: keys of mails that were read before; such a no is as old as its mail.
    """
    book_id = str(world.settings["Book ID"])
    for no in mails.refusing():
        since = _at(no.mail.answer, now) if no.mail.key in seen else now
        ledger.answers.refuse(address_mark(no.address, book_id), since, no.why)
    for message_id in found.sent:
        ledger.letters.record(message_id, LetterState.SENT, "", now)
    for reaction in mails.reactions():
        at = min(reaction.at.timestamp(), now) if reaction.at else now
        ledger.letters.record(reaction.message_id, LetterState(reaction.status), reaction.said, at)


def _marks(world: World, addresses: Iterable[str]) -> frozenset[str]:
    book_id = str(world.settings["Book ID"])
    return frozenset(address_mark(address, book_id) for address in addresses)


def _told(out: Sequence[Delivery]) -> Iterator[Message]:
    if out:
        yield Message(
            f"{count(len(out), 'letter that waited for them is', 'letters that waited for them are')} left out."
        )


def _sweep(session: Session, result: Result, theirs: Sequence[str], out: Sequence[Delivery]) -> None:
    """Delete what somebody might still send by hand: `theirs` are the letters to those who said no."""
    Folder(session.book.beside("outgoing", "x").parent).remove(theirs)
    if out:
        sweep_drafts(session.book, (result.after or session.seen).grids["Outbox"])


def _heard(world: World, found: Fetched, now: float) -> list[ReadMail]:
    who = whos(world, found.mails)
    return [
        ReadMail(
            mail.key, SOFT if mail.answer.kind is Kind.SOFT else str(mail.answer.kind),
            mail.letter.message_id if mail.letter else "", who[mail.key], _at(mail.answer, now), mail.answer.their_id,
        )
        for mail in found.mails
    ]  # fmt: skip


def _at(answer: Answer, now: float) -> float:
    return min(answer.when.timestamp(), now) if answer.when else now
