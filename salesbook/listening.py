"""Reading answers: from a mailbox to touches, due dates, and people who are not written to any more.

What somebody's no means is written into the ledger before anything else, then the workbook, and last
that the mails were read: after a crash they are read again, and what stands there already is not entered twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from time import perf_counter

from salesbook.actions import finish, world_of
from salesbook.answers import Answer, Kind, read_answer
from salesbook.domain.addresses import hashed, same
from salesbook.domain.inbox.mails import Finder, Mail, Sent
from salesbook.domain.inbox.plan import Inbox
from salesbook.domain.mailing.went import plan_went
from salesbook.domain.world import World
from salesbook.drafting import READS
from salesbook.errors import SalesbookError, explain
from salesbook.ledgerbook import Keeping, claim, for_good, ledger_of, on_the_wall, refused_rows, went_of
from salesbook.ledgers import MAILBOX, Runner
from salesbook.mail.boxes import Found, ImapBox, Source
from salesbook.mail.entries import SOFT, Entry, Heard, State
from salesbook.mail.ledger import Ledger
from salesbook.outcome import Outcome, outcome_of
from salesbook.plan import Plan, Problem

_SOME = 50  # mails between two words on progress
_FIRST_LOOK = 30  # days back, where a mailbox was never read


def inbox(
    book: Keeping, source: Callable[[World], Source], *, today: date, runner: Runner, since: date | None = None,
    dry_run: bool = False, clock: Callable[[], float] = time.time,
) -> Outcome:  # fmt: skip
    """Read what came in since the last look, or since a day, and enter it. Nothing in the mailbox changes.

    Raises BadInput, CannotSend, CannotRead and what reading and writing the book raises; whatever was
    entered before that stays, and is not entered twice by the next look.
    """
    started, now = perf_counter(), clock()
    book.tell("Reading")
    seen = book.read(READS)
    world, _ = world_of(seen, today)
    with ledger_of(world, only_look=dry_run) as ledger:
        box = source(world)
        broken: list[SalesbookError] = []
        mails = _read(box, world, ledger, since, today, broken, book.tell)
        if since is None:
            known = ledger.seen(mail.key for mail in mails)
            mails = [mail for mail in mails if mail.key not in known]
        found = Inbox(world, mails, _soft(world, ledger, mails), on_the_wall(now))
        if not dry_run:
            _believe(world, ledger, found, box, now)
        plan = found.plan() + plan_went(world, went_of(ledger.entries()))
        adding = [address for address, _, _ in found.refusing()]
        unread = [_unread(box, error) for error in (*box.unread, *broken)]
        plan += Plan((*claim(world), *refused_rows(world, ledger, adding)), tuple(unread))
        result = finish(
            book, "inbox", plan, seen, today=today, runner=runner, started=started, dry_run=dry_run
        )
        if not dry_run:
            for_good(book, result)
            ledger.note(_heard(world, mails, now))
            ledger.set_mark(box.name, box.mark())
    return outcome_of(result, dry_run=dry_run)


def _read(
    box: Source, world: World, ledger: Ledger, since: date | None, today: date,
    broken: list[SalesbookError], tell: Callable[[str], None],
) -> list[Mail]:  # fmt: skip
    """The mails of a mailbox, each with what it is about."""
    finder = Finder(world, _letter(ledger), lambda draft: _sent(ledger.by_draft([draft]).get(draft)))
    own = {same(str(email)) for email in world.frames["Team"]["Email"] if email}
    stop = str(world.settings["Opt-out address"]).strip()
    mails: dict[str, Mail] = {}
    for number, found in enumerate(_given(box, ledger, since, today, broken), 1):
        if number % _SOME == 0:
            tell(f"Reading mails: {number:,}")
        answer = read_answer(
            found.data, ours=lambda one: one in ledger.by_message([one]), opt_out=stop,
            known=finder.is_known, own=lambda address: same(address) in own,
        )  # fmt: skip
        mails.setdefault(answer.their_id, finder.find(answer, junk=found.folder != "INBOX"))
    return list(mails.values())


def _given(
    box: Source, ledger: Ledger, since: date | None, today: date, broken: list[SalesbookError]
) -> Iterator[Found]:
    """What the mailbox gives; where it breaks off after that, the error goes to `broken`. Raises it where nothing came."""
    came = False
    try:
        for found in box.new({} if since else ledger.mark(box.name), since or _days_back(today)):
            came = True
            yield found
    except SalesbookError as error:
        if not came:
            raise
        broken.append(error)


def _days_back(today: date) -> date:
    return date.fromordinal(today.toordinal() - _FIRST_LOOK)


def _unread(box: Source, error: SalesbookError) -> Problem:
    return Problem(
        MAILBOX,
        "",
        "",
        box.name,
        f"Not read: {explain(error).rstrip('.')}",
        "Read answers again later; what was read is entered.",
    )


def _letter(ledger: Ledger) -> Callable[[Sequence[str]], Sent | None]:
    def first(message_ids: Sequence[str]) -> Sent | None:
        known = ledger.by_message(message_ids)
        return next((_sent(known[one]) for one in message_ids if one in known), None)

    return first


def _sent(entry: Entry | None) -> Sent | None:
    return Sent(entry.message_id, entry.draft, entry.mailing, entry.contact) if entry else None


def _soft(world: World, ledger: Ledger, mails: Iterable[Mail]) -> dict[str, int]:
    book_id = str(world.settings["Book ID"])
    keys = {same(mail.address) for mail in mails if mail.answer.kind is Kind.SOFT and mail.address}
    return {key: ledger.soft_bounces(hashed(key, book_id)) for key in keys}


def _believe(world: World, ledger: Ledger, found: Inbox, box: Source, now: float) -> None:
    """What mails say of letters and of people, into the ledger: it knows before the workbook does."""
    book_id = str(world.settings["Book ID"])
    for address, why, _ in found.refusing():
        ledger.refuse(hashed(same(address), book_id), now, why)
    for fate in found.fates():
        at = min(fate.at.timestamp(), now) if fate.at else now
        ledger.record(fate.message_id, State(fate.status), fate.said, at)
    handed = [entry.message_id for entry in ledger.entries() if entry.state is State.HANDED]
    if handed and isinstance(box, ImapBox):
        for message_id in box.sent(handed):
            ledger.record(message_id, State.SENT, "", now)


def _heard(world: World, mails: Iterable[Mail], now: float) -> list[Heard]:
    book_id = str(world.settings["Book ID"])
    return [
        Heard(
            mail.key, SOFT if mail.answer.kind is Kind.SOFT else str(mail.answer.kind),
            mail.letter.message_id if mail.letter else "",
            hashed(same(address), book_id) if (address := mail.address or mail.answer.sender) else "",
            _at(mail.answer, now), mail.answer.their_id,
        )
        for mail in mails
    ]  # fmt: skip


def _at(answer: Answer, now: float) -> float:
    return min(answer.when.timestamp(), now) if answer.when else now
