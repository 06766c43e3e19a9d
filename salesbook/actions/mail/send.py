"""Sending: from approved rows of Outbox to a mail server, with the ledger in between, and what came of it back.

The ledger is told first, the workbook before anything leaves and again at the end. Whatever happens
between, the next `send` brings the workbook to what the ledger knows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.batch import OWN_LETTERS, Batch, Watch
from salesbook.actions.mail.ledger_rows import (
    claim,
    deliveries_of,
    for_good,
    ledger_of,
    refused_rows,
    still_refusing,
)
from salesbook.actions.mail.queue import believe_workbook, queue, strays, take_from_queue
from salesbook.actions.mail.send_report import (  # fmt: skip
    all_left,
    counts,
    lost,
    messages_of,
    nothing,
    question_of,
    queued,
    sending_figures,
    undecided,
    unwanted,
    would,
)
from salesbook.actions.mail.transports import Route, route_of
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Question, Result, Session
from salesbook.domain.answers.classify import Kind
from salesbook.domain.mailings.delivery import plan_deliveries
from salesbook.domain.mailings.mailing import find_mailing
from salesbook.domain.world import World
from salesbook.errors import SalesbookError, explain
from salesbook.mail.base import CannotSend, Limited, Parcel
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.queue.pace import Pace
from salesbook.mail.queue.sender import Tally, send_all
from salesbook.tables.plan import Message, Plan, Problem

_LIMITS = ("Messages a minute", "To one domain a minute", "Messages a day")
_THREAD_DAYS = 30


@dataclass(frozen=True)
class Clock:
    """Time for pace and quota, in seconds since 1970; tests have their own."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


def send_letters(
    session: Session, name: str, *, to: str | Callable[[Batch, Ledger], Route], ask: Callable[[Question], bool],
    clock: Clock | None = None,
) -> Outcome:  # fmt: skip
    """Send the approved letters of a mailing, or (`name` is "letters") those of their own that Decision sends.

    `to`: one of `transports.ROUTES`, or what gives a route. It stops where the patience of whoever asked ends. Raises BadInput,
    CannotSend and what reading and writing the book raises; then nothing has left.
    """
    clock = clock or Clock()
    world, book = session.read(OF_LETTERS), session.book
    mailing = None if _is_own(name, world) else find_mailing(world, name)
    with ledger_of(world, only_look=session.dry_run) as ledger, ledger.sending():
        believe_workbook(world, ledger)
        refusing = still_refusing(world, ledger.answers.refused())
        batch = Batch(world, book, mailing, ledger.letters.all(), refusing)
        found = batch.drafts  # where it is not approved, that is said first
        route = route_of(to, world, book) if isinstance(to, str) else to(batch, ledger)
        question = question_of(batch, route)
        if session.dry_run:
            return Outcome(session.action, 0, batch.problems, counts(batch), would(batch, question), dry=True)
        if found:
            if not ask(question):
                return Outcome(session.action, 0, batch.problems, {}, ["Nothing was sent."], unfinished=True)
            letters = _parcels(ledger, batch, route, clock)
            _try(route, batch, letters)
        changes = (*batch.going.changes(), *queue(ledger, batch, clock.now()))
        plan = Plan((*changes, *refused_rows(world, ledger.answers.refused())), tuple(batch.problems))
        known = ledger.letters.all()
        deliveries = [one for one in deliveries_of(known) if one.draft not in batch.going.staying]
        plan += plan_deliveries(world, [*deliveries, *strays(world, known)])
        plan += Plan(messages=tuple(map(Message, queued(batch) if found else nothing(batch))))
        if found or session.would_write(plan):
            plan += Plan(tuple(claim(world)))
        first = for_good(book, session.finish(plan))
        take_from_queue(ledger, batch)
        if not found:
            return replace(outcome_of(first), extra=undecided(batch), unfinished=not all_left(batch))
        sent = _send(session, ledger, letters, batch, route, clock)
        return _told(session, ledger, batch, route, sent, first)


def _is_own(name: str, world: World) -> bool:
    """Whether letters of their own are meant, and no mailing is called so."""
    return name.strip().casefold() == OWN_LETTERS and OWN_LETTERS not in map(
        str.casefold, world.frames["Mailings"].index
    )


def _try(route: Route, batch: Batch, letters: Mapping[str, Callable[[], Parcel]]) -> None:
    """Raise CannotSend where nothing would leave anyway, before anything is written down."""
    way = route.transport(next(iter(batch.senders.values())))
    try:
        way.open()
        if isinstance(way, Limited) and way.largest:
            _fits(way, batch, letters)
    finally:
        way.close()


def _fits(way: Limited, batch: Batch, letters: Mapping[str, Callable[[], Parcel]]) -> None:
    """Raise CannotSend where the server takes no letter as large as the smallest of these."""
    _, message_id = min((one.path.stat().st_size, message_id) for message_id, one in batch.drafts.items())
    size = len(letters[message_id]().data)
    if size > way.largest:
        raise CannotSend(
            f"{way.where} takes letters of {way.largest:,} bytes at most, and the smallest of these has {size:,}, so none was sent.",
            "Make pictures and attachments smaller, or ask whoever runs the server; then draft and approve it anew.",
        )


def _parcels(ledger: Ledger, batch: Batch, route: Route, clock: Clock) -> dict[str, Callable[[], Parcel]]:
    """What makes each letter's message when its turn has come. Raises BadInput where Settings lacks what headers need."""
    files, secret = batch.files, ledger.answers.secret()
    book_id, now = str(batch.world.settings["Book ID"]), clock.now()
    letters = {}
    for message_id, one in batch.drafts.items():
        before = () if one.recipient.mailing else _thread(ledger, one.queued(book_id).who, now)
        extra = (*files.headers(one, secret, before), *route.extra)
        letters[message_id] = files.parcel(one, extra, clock.now)
    return letters


def _send(
    session: Session, ledger: Ledger, letters: Mapping[str, Callable[[], Parcel]], batch: Batch, route: Route, clock: Clock
) -> Tally:  # fmt: skip
    """Hand the letters over, at the pace that Settings asks for."""
    patience = session.person.patience
    limits = (float(batch.world.settings[name]) for name in _LIMITS)
    return send_all(
        ledger, letters, route.transport, batch.senders, Pace(*limits) if route.leaves else Pace(),
        tell=session.book.tell, clock=clock.now, sleep=clock.sleep,
        until=None if patience is None else clock.now() + patience,
        may_go=Watch(session.book, batch, session.today).may_go,
    )  # fmt: skip


def _thread(ledger: Ledger, who: str, now: float) -> tuple[str, ...]:
    """The last mail that came from a reader, if it came lately: the letter belongs under it."""
    heard = ledger.answers.last_heard(who)
    if heard is None or heard.kind != Kind.REPLY or now - heard.at > _THREAD_DAYS * 86_400:
        return ()
    return (heard.their_id,)


def _told(
    session: Session, ledger: Ledger, batch: Batch, route: Route, sent: Tally, first: Result
) -> Outcome:
    """Write down in the workbook what became of the letters, and say it in a sentence or two."""
    messages = messages_of(batch, route, sent)
    problems = (*lost(batch, sent), *unwanted(batch, ledger.letters.by_message(batch.drafts)))
    plan = Plan(
        problems=problems, messages=tuple(map(Message, messages)), summary=sending_figures(batch, sent)
    )
    try:
        after = session.on(session.action, session.book)
        world = after.read(OF_LETTERS, "Writing down what was sent")
        result = for_good(
            session.book, after.finish(plan_deliveries(world, deliveries_of(ledger.letters.all())) + plan)
        )
    except SalesbookError as error:
        late = Problem("Outbox", "", "Status", "", f"What was sent is not written down here yet: {explain(error)}",
                       "Run send once more: it then writes down what is known, and sends nobody a letter twice.")  # fmt: skip
        return Outcome(
            first.action,
            first.changed,
            [*first.plan.problems, late],
            plan.summary,
            messages,
            unfinished=sent.unfinished,
        )
    whole = Plan((), first.plan.problems) + result.plan
    told = outcome_of(replace(result, plan=whole, changed=first.changed + result.changed))
    return replace(told, unfinished=sent.unfinished)
