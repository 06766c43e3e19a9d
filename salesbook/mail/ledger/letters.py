"""The letters of a ledger: queued, leaving, gone."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from salesbook.errors import SalesbookError
from salesbook.mail.base import CannotSend
from salesbook.mail.ledger.database import LedgerFile
from salesbook.mail.ledger.entries import Done, Entry, Queued, Refusal, State
from salesbook.mail.ledger.scrub import without_addresses

LONGEST_WAIT = 86_400.0  # seconds between two tries of a letter; a longer one is a clock that was put back
_ENTRY = "SELECT message_id, draft, mailing, contact, who, domain, state, tries, next_at, at, via, said, coalesce(gone_at, 0) FROM letters"
_COUNT_GONE = "SELECT count(*) FROM letters WHERE gone_at > ? AND state IN ('Leaving', 'Sent', 'In doubt', 'Bounced', 'Replied', 'Unsubscribed')"
_LONGEST_WORDS = 500
_DIED = "The program ended while this letter was leaving."
_OLDER = "The ledger was brought back from an older copy, so nobody knows whether this letter has left since."
SAID_NO = "They said no before it left."
_DROPPED = "A person decided not to send it again."


class Queueing(LedgerFile):
    """What a sender needs of a ledger. All methods raise CannotWrite and CannotSend, and have done nothing then."""

    is_older = False  # than it was when letters left last: it was brought back from a copy
    _is_sending = False

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Be the one sender of this book on this machine. Raises CannotSend where there is one already.

        Letters that a sender died over are In doubt from here on; in a ledger that was brought back from
        an older copy (`is_older`) also those that were queued then. Who is the one already stays it.
        """
        if self._is_sending:
            yield
            return
        from filelock import FileLock, Timeout

        lock = FileLock(self.path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise CannotSend(
                "Another salesbook is sending from this book.", "Wait until it is done, then try again."
            ) from error
        except NotImplementedError as error:
            raise CannotSend(
                f"The drive of {self.path} cannot keep a second salesbook from sending the same letters.",
                "Set SALESBOOK_DATA to a folder on a drive of this computer.",
            ) from error
        try:
            self._begin()
            self._is_sending = True
            yield
        finally:
            self._is_sending = False
            with suppress(SalesbookError):  # what the sender met matters more
                self._count_sending()
            lock.release()

    def _begin(self) -> None:
        self._check()
        self.is_older = self._read_count() > self._sendings()
        with self._writing() as db:
            doubt = "UPDATE letters SET state = 'In doubt', said = ? WHERE state = ?"
            db.execute(doubt, (_DIED, State.LEAVING))
            if self.is_older:
                db.execute(doubt, (_OLDER, State.QUEUED))
        self._count_sending()

    def _sendings(self) -> int:
        return int(self._read("SELECT value FROM facts WHERE name = 'sendings'")[0][0])

    def _count_sending(self) -> None:
        number = max(self._sendings(), self._read_count()) + 1
        with self._writing() as db:
            db.execute("UPDATE facts SET value = ? WHERE name = 'sendings'", (number,))
        self._write_count(number)

    def queue(self, letters: Iterable[Queued], now: float | None = None) -> list[Refusal]:
        """Queue letters, all in one transaction; what comes back was not queued.

        A letter that is known already stays as it is. Nobody gets two of one mailing, and nobody a letter
        who said no.
        """
        now, refusals = time.time() if now is None else now, []
        with self._writing() as db:
            no = {who for (who,) in db.execute("SELECT who FROM refused")}
            for letter in letters:
                mark = (letter.message_id,)
                if db.execute("SELECT 1 FROM letters WHERE message_id = ?", mark).fetchone():
                    continue
                if letter.who in no:
                    refusals.append(Refusal(letter, "They said no."))
                    continue
                db.execute(
                    "INSERT OR IGNORE INTO letters (message_id, draft, mailing, contact, who, domain, state, at)"
                    " VALUES (?, ?, ?, ?, ?, ?, 'Queued', ?)",
                    (
                        *mark, letter.draft, letter.mailing, letter.contact, letter.who, letter.domain, now,
                    ),
                )  # fmt: skip
                if not db.execute("SELECT changes()").fetchone()[0]:
                    refusals.append(
                        Refusal(letter, f"This address has a letter of {letter.mailing} already.")
                    )
        return refusals

    def withdraw(self, message_ids: Iterable[str]) -> None:
        """Take letters back that still are queued; the ledger knows them no longer."""
        self._each("DELETE FROM letters WHERE message_id = ? AND state = 'Queued'", message_ids)

    def requeue(self, message_ids: Iterable[str]) -> None:
        """Send letters after all that are in doubt, failed, or were put where people send them: a person decided so."""
        self._each(
            "UPDATE letters SET state = 'Queued', tries = 0, next_at = 0, gone_at = NULL"
            " WHERE message_id = ? AND state IN ('In doubt', 'Failed', 'Handed')",
            message_ids,
        )

    def doubt(self, message_ids: Iterable[str], why: str) -> None:
        """Let a person decide on letters that are queued."""
        with self._writing() as db:
            change = (
                "UPDATE letters SET state = 'In doubt', said = ? WHERE message_id = ? AND state = 'Queued'"
            )
            db.executemany(change, [(why, message_id) for message_id in message_ids])

    def skip_doubt(self, message_ids: Iterable[str]) -> None:
        """Do not send letters again that are in doubt, or were handed: a person decided so."""
        self._each(
            f"UPDATE letters SET state = 'Failed', said = '{_DROPPED}' WHERE message_id = ? AND state IN ('In doubt', 'Handed')",  # noqa: S608
            message_ids,
        )

    def _each(self, change: str, message_ids: Iterable[str]) -> None:
        with self._writing() as db:
            db.executemany(change, [(message_id,) for message_id in message_ids])

    def waiting(self) -> list[Entry]:
        """All letters that are queued, in the order of queueing."""
        return self._entries("WHERE state = 'Queued'")

    def step(self, done: Done | None, leaving: str | None, now: float, via: str) -> bool:
        """Write down what became of one letter, and that the next one leaves, on the disk together.

        So one letter at most can be in doubt. `via` is the server for the next one. The answer is whether the next one may go: it must be
        queued still, and its reader must not have said no.
        """
        with self._writing() as db:
            if done:
                gone = "gone_at" if done.state not in {State.QUEUED, State.FAILED, State.HANDED} else "NULL"
                db.execute(
                    f"UPDATE letters SET state = ?, said = ?, next_at = ?, tries = tries + ?, at = ?, gone_at = {gone}"  # noqa: S608
                    " WHERE message_id = ? AND state = 'Leaving'",
                    (done.state, without_addresses(done.said)[:_LONGEST_WORDS], done.next_at, done.counts, now, done.message_id),
                )  # fmt: skip
            if not leaving:
                return False
            go = db.execute(
                "UPDATE letters SET state = 'Leaving', at = ?, via = ?, gone_at = ? WHERE message_id = ?"
                " AND state = 'Queued' AND who NOT IN (SELECT who FROM refused)",
                (now, via, now, leaving),
            ).rowcount
            if not go:  # unless somebody else has taken it back or sent it
                db.execute(
                    "UPDATE letters SET state = 'Failed', said = ?, at = ? WHERE message_id = ? AND state = 'Queued'",
                    (SAID_NO, now, leaving),
                )
            return bool(go)

    def entries(self) -> list[Entry]:
        """All letters, in the order of queueing."""
        return self._entries()

    def by_message(self, message_ids: Iterable[str]) -> dict[str, Entry]:
        """The letters of these numbers that are known."""
        rows = self._read_each(f"{_ENTRY} WHERE message_id IN (?)", message_ids)
        return {entry.message_id: entry for entry in map(_entry, rows)}

    def by_draft(self, drafts: Iterable[str]) -> dict[str, Entry]:
        """The letters of these drafts that are known."""
        rows = self._read_each(f"{_ENTRY} WHERE draft IN (?)", (draft for draft in drafts if draft))
        return {entry.draft: entry for entry in map(_entry, rows)}

    def sent_since(self, moment: float) -> int:
        """How many letters have left, or may have, after a moment (seconds since 1970).

        Those that left in the future count too: a clock that is set back gives no second quota.
        """
        return int(self._read(_COUNT_GONE, (moment,))[0][0])

    def _entries(self, where: str = "") -> list[Entry]:
        return [_entry(row) for row in self._read(f"{_ENTRY} {where} ORDER BY place")]


def is_due(entry: Entry, now: float) -> bool:
    """Whether a queued letter may be tried at a moment."""
    return entry.next_at <= now or entry.next_at > now + LONGEST_WAIT


def _entry(row: tuple[object, ...]) -> Entry:
    return Entry(*row[:6], State(str(row[6])), *row[7:])  # type: ignore[arg-type, call-arg]
