"""The answers in a ledger: what was heard, who said no, how far each mailbox was read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from salesbook.mail.ledger.database import LedgerFile
from salesbook.mail.ledger.entries import SOFT, ReadMail, without_addresses

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back. All methods raise CannotWrite and CannotSend, and have done nothing then."""

    file: LedgerFile

    def refuse(self, who: str, since: float, why: str) -> None:
        """Never send this address anything again. Of two noes the later one counts: there may be a yes between them."""
        with self.file.writing() as db:
            db.execute(
                "INSERT INTO refused VALUES (?, ?, ?) ON CONFLICT (who) DO UPDATE"
                " SET since = excluded.since, why = excluded.why WHERE excluded.since > since",
                (who, since, without_addresses(why)),
            )

    def readmit(self, whos: Iterable[str]) -> None:
        """Write to these addresses again: they have said yes since."""
        with self.file.writing() as db:
            db.executemany("DELETE FROM refused WHERE who = ?", [(who,) for who in whos])

    def refused(self) -> dict[str, tuple[float, str]]:
        """Who said no: since when (seconds since 1970) and why."""
        return {
            who: (since, why) for who, since, why in self.file.read("SELECT who, since, why FROM refused")
        }

    def seen(self, keys: Iterable[str]) -> set[str]:
        """Those of these mails that were noted already."""
        known = {_short(key): key for key in keys}
        return {
            known[short] for (short,) in self.file.read_each("SELECT key FROM heard WHERE key IN (?)", known)
        }

    def note(self, answers: Iterable[ReadMail]) -> None:
        """Remember mails that were read. One that is known already stays as it is."""
        with self.file.writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO heard VALUES (?, ?, ?, ?, ?, ?)",
                [(_short(it.key), it.kind, it.message_id, it.who, it.at, it.their_id) for it in answers],
            )

    def soft_bounces(self, whos: Iterable[str]) -> dict[str, int]:
        """How many of the last mails about each of these addresses in a row were soft bounces."""
        question = "SELECT who, kind FROM heard WHERE who IN (?) ORDER BY at DESC, rowid DESC"
        count = dict.fromkeys(whos, 0)
        ended = set()
        for who, kind in self.file.read_each(question, count):
            if kind != SOFT:
                ended.add(who)
            elif who not in ended:
                count[who] += 1
        return count

    def last_heard(self, who: str) -> ReadMail | None:
        """The newest mail from an address, or about it; its `key` is not the one that was given."""
        question = "SELECT key, kind, message_id, who, at, their_id FROM heard WHERE who = ? ORDER BY at DESC, rowid DESC LIMIT 1"
        rows = self.file.read(question, (who,))
        return ReadMail(*rows[0]) if rows else None

    def mark(self, source: str) -> dict[str, Any]:
        """How far a mailbox was read; empty where it never was."""
        rows = self.file.read("SELECT mark FROM marks WHERE source = ?", (source,))
        return dict(json.loads(rows[0][0])) if rows else {}

    def set_mark(self, source: str, mark: dict[str, Any]) -> None:
        """Remember how far a mailbox was read, in values that JSON has."""
        with self.file.writing() as db:
            db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (source, json.dumps(mark)))

    def secret(self) -> bytes:
        """32 bytes that only this ledger knows, the same each time."""
        with self.file.writing() as db:
            made = secrets.token_bytes(_SECRET_BYTES)
            db.execute("INSERT OR IGNORE INTO facts VALUES ('secret', ?)", (made,))
        return self.known_secret()

    def known_secret(self) -> bytes:
        """The same, or b"" where none was made yet, and so no token is good; nothing is written."""
        rows = self.file.read("SELECT value FROM facts WHERE name = 'secret'")
        return bytes(rows[0][0]) if rows else b""


def _short(key: str) -> str:
    """A key that tells nothing: a mail's own number may hold the name of its writer's domain."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
