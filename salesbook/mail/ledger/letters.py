"""The letters of a ledger: queued, leaving, gone."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from salesbook.mail.ledger.database import LedgerFile
from salesbook.mail.ledger.entries import (
    STRENGTH,
    Done,
    LetterState,
    QueuedLetter,
    Refusal,
    without_addresses,
)

LONGEST_WAIT = 86_400.0  # seconds between two tries of a letter; a longer one is a clock that was put back
_ENTRY = "SELECT message_id, draft, mailing, contact, who, domain, state, tries, next_at, at, via, said, coalesce(gone_at, 0) FROM letters"
_COUNT_GONE = "SELECT count(*) FROM letters WHERE gone_at > ? AND state IN ('Leaving', 'Sent', 'In doubt', 'Bounced', 'Replied', 'Unsubscribed')"
_LONGEST_WORDS = 500
_DIED = "The program ended while this letter was leaving."
OLDER = "The ledger was brought back from an older copy, so nobody knows whether this letter has left since."
SAID_NO = "They said no before it left."
DO_NOT_SEND = "They said no: do not send it, and delete it there."
_DROPPED = "A person decided not to send it again."


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a ledger. All methods raise CannotWrite and CannotSend, and have done nothing then."""

    file: LedgerFile

    def doubt_leaving(self, *, also_waiting: bool) -> None:
        """Let a person decide on letters that a sender died over; in a ledger that is an older copy, also on those that wait."""
        doubt = "UPDATE letters SET state = 'In doubt', said = ? WHERE state = ?"
        with self.file.writing() as db:
            db.execute(doubt, (_DIED, LetterState.LEAVING))
            if also_waiting:
                db.execute(doubt, (OLDER, LetterState.QUEUED))

    def queue(self, letters: Iterable[QueuedLetter], now: float | None = None) -> list[Refusal]:
        """Queue letters, all in one transaction; what comes back was not queued.

        A letter that is known already stays as it is. Nobody gets two of one mailing, and nobody a letter
        who said no.
        """
        now, refusals = time.time() if now is None else now, []
        with self.file.writing() as db:
            no = {who for (who,) in db.execute("SELECT who FROM refused")}
            for letter in letters:
                mark = (letter.message_id,)
                if db.execute("SELECT 1 FROM letters WHERE message_id = ?", mark).fetchone():
                    continue
                if letter.who in no:
                    refusals.append(Refusal(letter, "They said no."))
                    continue
                is_new = db.execute(
                    "INSERT OR IGNORE INTO letters (message_id, draft, mailing, contact, who, domain, state, at)"
                    " VALUES (?, ?, ?, ?, ?, ?, 'Queued', ?)",
                    (*mark, letter.draft, letter.mailing, letter.contact, letter.who, letter.domain, now),
                ).rowcount
                if not is_new:
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
        with self.file.writing() as db:
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
        with self.file.writing() as db:
            db.executemany(change, [(message_id,) for message_id in message_ids])

    def waiting(self) -> list[QueuedLetter]:
        """All letters that are queued, in the order of queueing."""
        return self._in_order("WHERE state = 'Queued'")

    def step(self, done: Done | None, leaving: str | None, now: float, via: str) -> bool:
        """Write down what became of one letter, and that the next one leaves, on the disk together.

        So one letter at most can be in doubt. `via` is the server for the next one. The answer is whether the next one may go: it must be
        queued still, and its reader must not have said no.
        """
        with self.file.writing() as db:
            if done:
                gone = (
                    "gone_at"
                    if done.state not in {LetterState.QUEUED, LetterState.FAILED, LetterState.HANDED}
                    else "NULL"
                )
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

    def all(self) -> list[QueuedLetter]:
        """All letters, in the order of queueing."""
        return self._in_order()

    def by_message(self, message_ids: Iterable[str]) -> dict[str, QueuedLetter]:
        """The letters of these numbers that are known."""
        rows = self.file.read_each(f"{_ENTRY} WHERE message_id IN (?)", message_ids)
        return {entry.message_id: entry for entry in map(_entry, rows)}

    def by_draft(self, drafts: Iterable[str]) -> dict[str, QueuedLetter]:
        """The letters of these drafts that are known."""
        rows = self.file.read_each(f"{_ENTRY} WHERE draft IN (?)", (draft for draft in drafts if draft))
        return {entry.draft: entry for entry in map(_entry, rows)}

    def of_contact(self, contact: str) -> list[str]:
        """Marks of the addresses to which letters of a contact went."""
        rows = self.file.read("SELECT who FROM letters WHERE contact = ? AND contact <> ''", (contact,))
        return [who for (who,) in rows]

    def record(self, message_id: str, state: LetterState, said: str, at: float) -> None:
        """Write down what an answer says of a letter: one of STRENGTH; a stronger one that is there stays.

        An answer proves that the letter was sent, whatever the ledger knew of it before. Of somebody who was
        forgotten (their letter has no draft) no words are kept.
        """
        stronger = STRENGTH[STRENGTH.index(state) :]
        with self.file.writing() as db:
            db.execute(
                "UPDATE letters SET state = ?, said = CASE draft WHEN '' THEN '' ELSE ? END, at = ?, gone_at = coalesce(gone_at, ?)"  # noqa: S608
                f" WHERE message_id = ? AND state NOT IN ({', '.join('?' * len(stronger))})",
                (state, without_addresses(said), at, at, message_id, *stronger),
            )

    def stop(self, whos: Iterable[str], now: float) -> None:
        """Letters to these addresses that lie where a person sends them are not to be sent any more."""
        with self.file.writing() as db:
            db.executemany(
                "UPDATE letters SET state = ?, said = ?, at = ? WHERE who = ? AND state = ?",
                [(LetterState.FAILED, DO_NOT_SEND, now, who, LetterState.HANDED) for who in whos],
            )

    def sent_since(self, moment: float) -> int:
        """How many letters have left, or may have, after a moment (seconds since 1970).

        Those that left in the future count too: a clock that is set back gives no second quota.
        """
        return int(self.file.read(_COUNT_GONE, (moment,))[0][0])

    def _in_order(self, where: str = "") -> list[QueuedLetter]:
        return [_entry(row) for row in self.file.read(f"{_ENTRY} {where} ORDER BY place")]


@dataclass
class KnownLetters:
    """The letters of a ledger, read once, to find many one after the other.

    What is not among them is asked for again only where somebody has written into the ledger since: a letter
    may leave while answers are read.
    """

    letters: Letters
    _version: tuple[int, int] | None = None
    _by_message: dict[str, QueuedLetter] = field(default_factory=dict)
    _by_draft: dict[str, QueuedLetter] = field(default_factory=dict)

    def by_message(self, message_ids: Sequence[str]) -> dict[str, QueuedLetter]:
        """As `Letters.by_message`; of a letter's state what it was when they were read."""
        self._read()
        found = {one: self._by_message[one] for one in message_ids if one in self._by_message}
        others = [one for one in message_ids if one not in found]
        return {**found, **self.letters.by_message(others)} if others and self._is_older() else found

    def by_draft(self, draft: str) -> QueuedLetter | None:
        """The letter of a draft, if it is known."""
        self._read()
        found = self._by_draft.get(draft)
        return self.letters.by_draft([draft]).get(draft) if found is None and self._is_older() else found

    def _read(self) -> None:
        if self._version is None:
            self._version = self.letters.file.version()
            every = self.letters.all()
            self._by_message = {one.message_id: one for one in every}
            self._by_draft = {one.draft: one for one in every if one.draft}

    def _is_older(self) -> bool:
        return self.letters.file.version() != self._version


def is_due(entry: QueuedLetter, now: float) -> bool:
    """Whether a queued letter may be tried at a moment."""
    return entry.next_at <= now or entry.next_at > now + LONGEST_WAIT


def _entry(row: tuple[object, ...]) -> QueuedLetter:
    return QueuedLetter(*row[:6], LetterState(str(row[6])), *row[7:])  # type: ignore[arg-type, call-arg]
