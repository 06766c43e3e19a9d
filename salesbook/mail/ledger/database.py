"""The file of a ledger: where it lies, how it is opened, and what is said when that fails.

It is never replaced silently: it alone knows who has had which letter. A small file beside it counts the
times of sending, so that a ledger that is gone, or was brought back from an older copy, is noticed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from salesbook.errors import CannotWrite
from salesbook.mail.base import CannotSend

_VERSION: Final = 1
_PATIENCE = 20.0  # seconds that another program may hold the file
_AT_ONCE = 500  # values in one question; SQLite takes 999 in old builds
_SCHEMA = """
CREATE TABLE letters (
    place INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, draft TEXT NOT NULL, mailing TEXT NOT NULL,
    contact TEXT NOT NULL, who TEXT NOT NULL, domain TEXT NOT NULL, state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL DEFAULT 0, at REAL NOT NULL,
    via TEXT NOT NULL DEFAULT '', said TEXT NOT NULL DEFAULT '', gone_at REAL
);
CREATE UNIQUE INDEX one_letter_each ON letters (mailing, who) WHERE mailing <> '';
CREATE INDEX by_draft ON letters (draft);
CREATE TABLE refused (who TEXT PRIMARY KEY, since REAL NOT NULL, why TEXT NOT NULL);
CREATE TABLE heard (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, message_id TEXT NOT NULL, who TEXT NOT NULL, at REAL NOT NULL,
    their_id TEXT NOT NULL
);
CREATE INDEX by_who ON heard (who);
CREATE TABLE marks (source TEXT PRIMARY KEY, mark TEXT NOT NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL);
INSERT INTO facts VALUES ('sendings', 0);
"""
_KEEP_IT = "Bring that file back from a backup of this computer; do not delete it, for it alone knows who has had which letter."


def folder() -> Path:
    """Where ledgers lie: in the user's own data, which no program syncs. SALESBOOK_DATA stands for that folder."""
    from platformdirs import user_data_path

    chosen = os.environ.get("SALESBOOK_DATA", "")
    return (Path(chosen) if chosen else user_data_path("salesbook", appauthor=False)) / "ledgers"


def ledger_path(book_id: str) -> Path:
    """The file of a workbook's ledger. Raises CannotSend for a workbook without its number."""
    if not book_id.strip():
        raise CannotSend(
            "The workbook has no Book ID, so nobody could know what it has sent.",
            "Take its value on the Settings sheet from a backup; salesbook new writes one into each new book.",
        )
    return folder() / f"{quote(book_id.strip(), safe='')}.sqlite"


class LedgerFile:
    """The file, open: questions and transactions, for all who keep something in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._count = path.with_suffix(".count")
        if not (path.is_file() and path.stat().st_size) and self._count.exists():
            raise CannotSend(f"The ledger of this book, {path}, was here and is gone.", _KEEP_IT)
        with ledger_errors_explained(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            # A sender writes in a thread of its own while the server takes in the letter; never two at once.
            self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        for pragma in ("synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
            self._db.execute(f"PRAGMA {pragma}")
        version = self._version()
        if not version:
            self._create()
        elif version > _VERSION:
            raise CannotSend(
                f"The ledger of this book, {self.path}, was written by a newer salesbook.",
                "Install the newest salesbook on this computer, then try again.",
            )
        self._db.execute("PRAGMA journal_mode=WAL")

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _create(self) -> None:
        self._db.execute("BEGIN EXCLUSIVE")
        with self._ended():
            if self._version():  # by another salesbook, a moment ago
                return
            if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("it is a file of some other program")
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version={_VERSION}")
        self._write_count(0)

    def copy_into(self, path: Path) -> None:
        """Copy the whole file, and the count beside it. Raises CannotWrite and CannotSend."""
        with ledger_errors_explained(path):
            self._db.execute("VACUUM INTO ?", (str(path),))
            if self._count.exists():
                path.with_suffix(".count").write_bytes(self._count.read_bytes())

    def close(self) -> None:
        """Close the file; it can be opened again."""
        with suppress(sqlite3.Error):
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on the disk when it ends, or not there at all. Raises CannotWrite and CannotSend."""
        with ledger_errors_explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            with self._ended():
                yield self._db

    def forget_deleted(self) -> None:
        """Leave nothing in the file of what was deleted. Raises CannotWrite, and CannotSend where another program reads it."""
        with ledger_errors_explained(self.path):
            self._db.execute("VACUUM")
            is_busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if is_busy:
            raise CannotSend(
                "Another program reads the ledger, so what was forgotten may still stand in its file.",
                "Close other salesbooks, then do this once more.",
            )

    @contextmanager
    def _ended(self) -> Iterator[None]:
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk ends it by itself
                self._db.execute("ROLLBACK")
            raise

    def read(self, question: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        with ledger_errors_explained(self.path):
            return self._db.execute(question, tuple(values)).fetchall()

    def read_each(self, question: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """The answers to a question with `IN (?)` in it, for any number of values."""
        each = list(dict.fromkeys(values))
        for start in range(0, len(each), _AT_ONCE):
            some = each[start : start + _AT_ONCE]
            yield from self.read(question.replace("(?)", f"({', '.join('?' * len(some))})"), some)

    def version(self) -> tuple[int, int]:
        """Changes whenever anybody writes into the file, this program or another one."""
        with ledger_errors_explained(self.path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0]), self._db.total_changes

    def check(self) -> None:
        """Raise CannotSend where the file is damaged."""
        found = self.read("PRAGMA quick_check(1)")[0][0]
        if found != "ok":
            raise _damaged(self.path, str(found))

    @property
    def is_older(self) -> bool:
        """Whether it is older than it was when letters left last: it was brought back from a copy."""
        return self._read_count() > self._sendings()

    def count_sending(self) -> None:
        """One time of sending more, in the file and beside it."""
        number = max(self._sendings(), self._read_count()) + 1
        with self.writing() as db:
            db.execute("UPDATE facts SET value = ? WHERE name = 'sendings'", (number,))
        self._write_count(number)

    def _sendings(self) -> int:
        return int(self.read("SELECT value FROM facts WHERE name = 'sendings'")[0][0])

    def _read_count(self) -> int:
        with suppress(OSError, ValueError):
            return int(self._count.read_text(encoding="ascii"))
        return 0

    def _write_count(self, number: int) -> None:
        new = self._count.with_suffix(".count-new")
        with ledger_errors_explained(self._count):
            with new.open("w", encoding="ascii") as out:
                out.write(f"{number}\n")
                out.flush()
                os.fsync(out.fileno())
            new.replace(self._count)


@contextmanager
def ledger_errors_explained(path: Path) -> Iterator[None]:
    """Raise what SQLite and the system say as CannotWrite, or as CannotSend where it is another matter."""
    from salesbook.util.atomic_write import write_errors_explained as explained_by_system

    try:
        with explained_by_system(path):
            yield
    except sqlite3.Error as error:
        raise _meaning(path, error) from error


def _meaning(path: Path, error: sqlite3.Error) -> CannotWrite | CannotSend:
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match kind:
        case sqlite3.SQLITE_FULL:
            return CannotWrite(str(path), "the disk is full")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return CannotWrite(str(path), "the file is marked read-only, or its folder is")
        case sqlite3.SQLITE_CANTOPEN:
            return CannotWrite(str(path), "it cannot be opened, or you may not write in its folder")
        case sqlite3.SQLITE_IOERR:
            return CannotWrite(str(path), f"its disk does not answer as it should ({error})")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CannotSend(
                f"Another program holds the ledger of this book, {path}.",
                "Close other salesbooks and whatever copies that folder, then try again.",
            )
        case _:
            return _damaged(path, str(error))


def _damaged(path: Path, what: str) -> CannotSend:
    return CannotSend(f"The ledger of this book, {path}, cannot be read: {what}.", _KEEP_IT)
