"""What a ledger holds about one person, and how it forgets them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from salesbook.mail.ledger.database import LedgerFile
from salesbook.mail.ledger.letters import Letters

_NO_LETTER = "UPDATE letters SET draft = '', contact = '', domain = '', said = ''"
_NO_ANSWER = "UPDATE heard SET kind = '', message_id = '', who = '', at = 0, their_id = ''"
FORGOTTEN_REASON = "Forgotten at their own wish."  # why an address is among those who said no


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a ledger holds about a person. `sending` is `Ledger.sending`: nobody is forgotten while letters leave.

    `whos` are marks of all the addresses of a person, `contact` their number; `shared` marks of
    addresses that somebody else has too, of which only what went to this person counts.
    """

    file: LedgerFile
    letters: Letters
    sending: Callable[[], AbstractContextManager[None]]

    def about(
        self, whos: Collection[str], contact: str, shared: Collection[str] = ()
    ) -> list[dict[str, str]]:
        """Everything that is held about a person, in words. Raises CannotWrite and CannotSend."""
        own = self._whos(whos, contact, shared)
        rows = [
            {
                "What": "A letter", "Message-ID": entry.message_id, "Draft": entry.draft, "Mailing": entry.mailing,
                "State": entry.state, "When": _moment(entry.at), "Through": entry.via, "Said": entry.said,
            }
            for entry in self.letters.all()
            if entry.who in own or entry.contact == contact != ""
        ]  # fmt: skip
        ours = {row["Message-ID"] for row in rows}
        question = "SELECT kind, message_id, who, at, their_id FROM heard ORDER BY at"
        rows += [
            {"What": "An answer", "Kind": kind, "To letter": to, "When": _moment(at), "Message-ID": their_id}
            for kind, to, who, at, their_id in self.file.read(question)
            if who in own or to in ours
        ]
        question = "SELECT who, since, why FROM refused WHERE who IN (?)"
        rows += [
            {"What": "A no, for good", "When": _moment(since), "Why": why, "Mark": who}
            for who, since, why in self.file.read_each(question, own)
        ]
        return rows

    def forget(self, whos: Collection[str], contact: str, shared: Collection[str] = ()) -> int:
        """Forget a person; the answer is how many records told of them.

        What stays tells nobody who they are: marks of their addresses among those who said no, and beside
        each mailing that they had, so that nobody writes to them again. Raises CannotWrite, and CannotSend
        where letters leave just now or another program reads the ledger.
        """
        with self.sending():
            count = self._blank(self._whos(whos, contact, shared), contact)
            self.file.forget_deleted()
        return count

    def _whos(self, whos: Collection[str], contact: str, shared: Collection[str]) -> set[str]:
        """Also the marks of addresses that the person had when earlier letters went to them."""
        return {*whos, *self.letters.of_contact(contact)} - {"", *shared}

    def _blank(self, whos: Collection[str], contact: str) -> int:
        count, now = 0, time.time()
        with self.file.writing() as db:
            count += _blank_own(db, contact)
            for who in sorted(whos):
                count += _blank_answers(db, who) + _blank_letters(db, who)
                db.execute(
                    "INSERT INTO refused VALUES (?, ?, ?)"
                    " ON CONFLICT (who) DO UPDATE SET since = excluded.since, why = excluded.why",
                    (who, now, FORGOTTEN_REASON),
                )
        return count


def _blank_own(db: sqlite3.Connection, contact: str) -> int:
    """What went to the person, whoever has the address too, and the answers to it."""
    if not contact:
        return 0
    mine = "SELECT message_id FROM letters WHERE contact = ?"
    heard = db.execute(f"{_NO_ANSWER} WHERE message_id IN ({mine})", (contact,)).rowcount
    return heard + db.execute(f"{_NO_LETTER} WHERE contact = ?", (contact,)).rowcount


def _blank_letters(db: sqlite3.Connection, who: str) -> int:
    db.execute("UPDATE letters SET state = 'Failed' WHERE who = ? AND state = 'Queued'", (who,))
    return db.execute(
        f"{_NO_LETTER} WHERE who = ? AND draft || contact || domain || said <> ''", (who,)
    ).rowcount


def _blank_answers(db: sqlite3.Connection, who: str) -> int:
    """What was read stays known as read, so that it is not read again."""
    return db.execute(
        f"{_NO_ANSWER} WHERE who = ? OR message_id IN (SELECT message_id FROM letters WHERE who = ?)",  # noqa: S608
        (who, who),
    ).rowcount


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")
