"""Between the ledger and the workbook: how far letters are, in the words of Outbox, and who said no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np

from salesbook.actions.session import Result
from salesbook.books.base import Workbook
from salesbook.domain.facts.letter_status import DOUBT, QUEUED
from salesbook.domain.guards.do_not_mail import not_mailed
from salesbook.domain.guards.forgotten import NOT_FORGOTTEN, SOURCE, WHY
from salesbook.domain.mailings.delivery import Delivery
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.mail.ledger.entries import LetterState, QueuedLetter
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.ledger.machine import this_machine
from salesbook.mail.ledger.privacy import FORGOTTEN_REASON
from salesbook.tables.arrays import dates, texts
from salesbook.tables.plan import Change, Extend, Set
from salesbook.util.addresses import address_key, address_mark, hashed


def for_good(book: Workbook, result: Result) -> Result:
    """What has been written cannot be undone: letters have left, or answers were read, whatever the workbook says."""
    if result.edits:
        book.forget(book.last_record())
    return result


Refused = Mapping[str, tuple[float, str]]  # by mark of the address since when, in seconds since 1970, and why
MACHINE = "Sending machine"
_LEFT = {LetterState.SENT, LetterState.BOUNCED, LetterState.REPLIED, LetterState.UNSUBSCRIBED}


@contextmanager
def ledger_of(world: World, *, only_look: bool = False) -> Iterator[Ledger]:
    """The workbook's ledger on this computer. Raises BadInput where another one sends, CannotSend and CannotWrite.

    `only_look`: a copy of it for the moment.
    """
    book_id, named = str(world.settings["Book ID"]), str(world.settings[MACHINE]).strip()
    if named and named != this_machine():
        raise BadInput(
            f"{named} sends the letters of this workbook, and this computer is {this_machine()}: two that send would write to people twice.",
            f"Send from there. To move for good, empty {MACHINE} on Settings once nothing is Queued any more; "
            "what the other computer knows of letters sent then stands in Outbox alone.",
        )
    with Ledger.copy_of(book_id) if only_look else Ledger.of(book_id) as ledger:
        yield ledger


def claim(world: World) -> list[Change]:
    """What makes this computer the one that sends, where none is."""
    if str(world.settings[MACHINE]).strip():
        return []
    return [Set("Settings", [MACHINE], {"Value": [this_machine()]}, {"Value": [None]})]


def refused_of(world: World) -> frozenset[str]:
    """Marks of addresses that said no by mail, as this computer's ledger knows them; without one, nobody."""
    book_id = str(world.settings["Book ID"])
    if not book_id or not Ledger.exists(book_id):
        return frozenset()
    with Ledger.of(book_id) as ledger:
        return still_refusing(world, ledger.answers.refused())


def still_refusing(world: World, refused: Refused) -> frozenset[str]:
    """Marks of addresses that said no by mail and not yes since."""
    return frozenset(refused) - said_yes_since(world, refused)


def said_yes_since(world: World, refused: Refused) -> frozenset[str]:
    """Marks of addresses that said no by mail and whose contact has opted in on a later day (Consent on)."""
    contacts, book_id = world.frames["Contacts"], str(world.settings["Book ID"])
    if not refused:
        return frozenset()
    yes = np.flatnonzero(texts(contacts, "Consent") == "Opted in")
    emails, on = texts(contacts, "Email")[yes], dates(contacts, "Consent on")[yes]
    since = {address_mark(email, book_id): day.item() for email, day in zip(emails, on, strict=True) if email}
    return frozenset(
        who
        for who, (at, _) in refused.items()
        if since.get(who) and on_the_wall(at).date() < since[who] <= world.today
    )


def refused_rows(world: World, refused: Refused, adding: Iterable[str] = ()) -> list[Change]:
    """Rows of Do not mail for those who said no and are not listed there, as marks: a backup may have been restored.

    `adding`: addresses that get a row anyway.
    """
    said, book_id = not_mailed(world.frames["DoNotMail"]), str(world.settings["Book ID"])
    listed = {hashed(key, book_id) for key in (*said.addresses, *map(address_key, adding))}
    listed |= {key.casefold() for key in world.frames["DoNotMail"].index} | said_yes_since(world, refused)
    new = [(who, since, why) for who, (since, why) in refused.items() if who not in listed]
    if not new:
        return []
    return [
        Extend("DoNotMail", {
            "Address": [who for who, _, _ in new], "Since": [on_the_wall(at).date() for _, at, _ in new],
            "Why": [WHY if why == FORGOTTEN_REASON else why for _, _, why in new],
            "Source": [SOURCE if why == FORGOTTEN_REASON else NOT_FORGOTTEN for _, _, why in new],
        })
    ]  # fmt: skip


def deliveries_of(entries: Iterable[QueuedLetter]) -> list[Delivery]:
    """How far letters are, as Outbox says it."""
    return [_delivery(entry) for entry in entries if entry.draft]


def on_the_wall(at: float) -> datetime:
    """A moment (seconds since 1970) as this computer's clock shows it, to the second."""
    return datetime.fromtimestamp(int(at), UTC).astimezone().replace(tzinfo=None)


def _delivery(entry: QueuedLetter) -> Delivery:
    status, said = str(entry.state), entry.said
    if entry.state is LetterState.HANDED:
        status, said = (
            QUEUED,
            f"In {entry.via}: read it and send it there. Should it be gone from there, type Send in Decision.",
        )
    elif entry.state is LetterState.LEAVING:
        status, said = DOUBT, "It is leaving just now, or its sender died over it."
    elif entry.state is LetterState.SENT:
        said = ""
    elif entry.state is LetterState.DOUBT:
        said = (
            f"{said} Look for it where you send from; then type Send in Decision to send it again, or Skip."
        )
    at = on_the_wall(entry.gone) if entry.state in _LEFT and entry.gone else None
    return Delivery(entry.draft, status, entry.message_id, at, said)
