"""Reading answers: from what came in to touches, due dates, and people who are not written to any more.

What somebody's no means is written into the ledger before anything else, then the workbook, and last
that the mails were read: after a crash they are read again, and what stands there already is not entered twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.draft_folders import sweep
from salesbook.actions.mail.fetch import Look, Looker, whos
from salesbook.actions.mail.ledger_rows import (
    claim,
    for_good,
    ledger_of,
    on_the_wall,
    refused_rows,
    said_yes_since,
    went_of,
)
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Session
from salesbook.books.base import Workbook
from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.plan import Inbox
from salesbook.domain.mailings.delivery import Went, plan_went
from salesbook.domain.mailings.withdrawn import stopped, without_files
from salesbook.domain.world import World
from salesbook.mail.ledger.entries import SOFT, Heard, State
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.transport.eml_folder import Folder
from salesbook.tables.plan import Message, Plan
from salesbook.util.addresses import hashed, mark_of, same
from salesbook.util.wording import count


def inbox(
    session: Session, look: Looker, *, again: bool = False, clock: Callable[[], float] = time.time
) -> Outcome:
    """Enter what a look finds; nothing changes in the mailbox. `again`: also what was read before.

    Raises BadInput, CannotSend, CannotRead and what reading and writing the book raises; whatever was
    entered before that stays, and is not entered twice by the next look.
    """
    now = clock()
    world, book = session.read(OF_LETTERS), session.book
    with ledger_of(world, only_look=session.dry_run) as ledger:
        found = look(world, ledger, book.tell)
        if not again:
            found.only_new(ledger)
        mails = Inbox(world, found.mails, _soft(world, ledger, found), on_the_wall(now))
        _believe(world, ledger, mails, found, now)
        adding = [no.address for no in mails.refusing()]
        refused, known = _saying_no(world, ledger, adding), ledger.entries()
        out = stopped(world, refused, {entry.draft for entry in known})
        plan = mails.plan() + plan_went(world, [*went_of(known), *out])
        plan += Plan(
            (*without_files(out), *claim(world), *refused_rows(world, ledger, adding)),
            tuple(found.problems), tuple(_told(out)),
        )  # fmt: skip
        result = session.finish(plan)
        if not session.dry_run:
            for_good(book, result)
            _sweep(book, [entry.message_id for entry in known if entry.who in refused], out)
            ledger.note(_heard(world, found, now))
            found.keep()
    return outcome_of(result, dry_run=session.dry_run)


def _soft(world: World, ledger: Ledger, found: Look) -> dict[str, int]:
    book_id = str(world.settings["Book ID"])
    soft = (mail for mail in found.mails if mail.answer.kind is Kind.SOFT and mail.address)
    return {key: ledger.soft_bounces(hashed(key, book_id)) for key in {same(mail.address) for mail in soft}}


def _believe(world: World, ledger: Ledger, mails: Inbox, found: Look, now: float) -> None:
    """What was found out about letters and people, into the ledger: it knows before the workbook does."""
    book_id = str(world.settings["Book ID"])
    again = ledger.seen(mail.key for mail in found.mails)  # such a no is as old as its mail
    for no in mails.refusing():
        since = _at(no.mail.answer, now) if no.mail.key in again else now
        ledger.refuse(mark_of(no.address, book_id), since, no.why)
    for message_id in found.sent:
        ledger.record(message_id, State.SENT, "", now)
    for fate in mails.fates():
        at = min(fate.at.timestamp(), now) if fate.at else now
        ledger.record(fate.message_id, State(fate.status), fate.said, at)
    ledger.stop(_saying_no(world, ledger, ()), now)  # after what is known to have been sent


def _saying_no(world: World, ledger: Ledger, adding: Iterable[str]) -> frozenset[str]:
    """Marks of all who have said no and not yes since, with those who say it now."""
    book_id = str(world.settings["Book ID"])
    now = frozenset(mark_of(address, book_id) for address in adding)
    return (frozenset(ledger.refused()) - said_yes_since(world, ledger)) | now


def _told(out: Sequence[Went]) -> Iterator[Message]:
    if out:
        yield Message(
            f"{count(len(out), 'letter that waited for them is', 'letters that waited for them are')} left out."
        )


def _sweep(book: Workbook, theirs: Sequence[str], out: Sequence[Went]) -> None:
    """Delete what somebody might still send by hand: `theirs` are the letters to those who said no."""
    Folder(book.beside("outgoing", "x").parent).remove(theirs)
    if out:
        sweep(book, book.read(["Outbox"]).grids["Outbox"])


def _heard(world: World, found: Look, now: float) -> list[Heard]:
    who = whos(world, found.mails)
    return [
        Heard(
            mail.key, SOFT if mail.answer.kind is Kind.SOFT else str(mail.answer.kind),
            mail.letter.message_id if mail.letter else "", who[mail.key], _at(mail.answer, now), mail.answer.their_id,
        )
        for mail in found.mails
    ]  # fmt: skip


def _at(answer: Answer, now: float) -> float:
    return min(answer.when.timestamp(), now) if answer.when else now
