"""Mails as files: a Maildir, a folder of .eml files, and one such file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from hashlib import blake2b
from pathlib import Path
from typing import cast

from salesbook.errors import BadInput, SalesbookError
from salesbook.mail.mailbox.found import Found, first_day
from salesbook.mail.mailbox.reading import digest, files_by_name, mail_in, printable_name, unreadable

_END, _OUTLOOK = ".eml", ".msg"


class Maildir:
    """A Maildir: what lies in `new` and `cur`, whatever its flags say. Its subfolders are not read.

    New is what was not there at the last look: when a mail came says nothing, since one that is moved back
    from spam, or that another program brings along, keeps its day.
    """

    def __init__(self, path: Path) -> None:
        self.name = f"maildir {path}"
        self.unread: list[SalesbookError] = []
        self._path = path
        self._known: set[str] = set()

    def new(self, mark: Mapping[str, object], since: date | None) -> Iterator[Found]:
        """See `Mailbox.new`. For the first look, when a mail came is what its file says."""
        self.unread = []
        there = self._there()
        known = mark.get("known")
        if known is None:
            start = datetime.combine(first_day(since), time(), UTC).timestamp()
            self._known = {_short(key) for key, (came, _) in there.items() if came < start}
        else:
            self._known = set(cast("list[str]", known)) & set(map(_short, there))
        fresh = {key: mail for key, mail in there.items() if _short(key) not in self._known}
        for key, (_, path) in sorted(fresh.items(), key=lambda mail: mail[1]):
            try:
                data = self._read(path, key)
            except OSError as error:
                self.unread.append(unreadable(path, error))
                continue
            if data is None:
                continue
            self._known.add(_short(key))
            yield Found(key, data)

    def mark(self) -> dict[str, object]:
        """See `Mailbox.mark`."""
        return {"known": sorted(self._known)}

    def _there(self) -> dict[str, tuple[float, Path]]:
        """All mails: the key of each, when it came, and its file.

        `new` goes first: a mail that another program moves to `cur` meanwhile is seen twice rather than never.
        """
        found = {}
        for entry in (*files_by_name(self._path / "new"), *files_by_name(self._path / "cur")):
            if entry.name[0] != ".":
                with suppress(FileNotFoundError):
                    found[_key(entry.name)] = (entry.stat().st_mtime, Path(entry.path))
        return found

    def _read(self, path: Path, key: str) -> bytes | None:
        """The mail, wherever it was moved meanwhile; None where it was deleted. Raises OSError."""
        try:
            return mail_in(path)
        except FileNotFoundError:
            for entry in files_by_name(self._path / "cur"):
                if _key(entry.name) == key:
                    return mail_in(Path(entry.path))
        return None


class EmlFolder:
    """The .eml files in a folder, or one of them alone; new is one that has not been read as it is now.

    All of them are read at the first look: somebody put them there to be read.
    """

    def __init__(self, path: Path) -> None:
        self.name = f"eml {path}"
        self.unread: list[SalesbookError] = []
        self._path = path
        self._read: dict[str, list[int]] = {}

    def new(self, mark: Mapping[str, object], since: date | None) -> Iterator[Found]:  # noqa: ARG002 - see the class
        """See `Mailbox.new`."""
        self.unread = []
        self._read = {}
        before = cast("Mapping[str, list[int]]", mark.get("files", {}))
        for path in self._files():
            name = printable_name(path.name)
            try:
                facts = path.stat()
                state = [facts.st_mtime_ns, facts.st_size]
                data = mail_in(path) if before.get(name) != state else None
            except FileNotFoundError:
                continue
            except OSError as error:
                self.unread.append(unreadable(path, error))
                continue
            self._read[name] = state
            if data is not None:
                yield Found(digest(data), data)

    def mark(self) -> dict[str, object]:
        """See `Mailbox.mark`."""
        return {"files": self._read}

    def _files(self) -> list[Path]:
        if not self._path.is_dir():
            return [self._path]
        entries = files_by_name(self._path)
        foreign = [entry.name for entry in entries if entry.name.lower().endswith(_OUTLOOK)]
        if foreign:
            self.unread.append(
                in_outlooks_own_format(f"{self._path.name}/{printable_name(foreign[0])}", len(foreign))
            )
        return [Path(entry.path) for entry in entries if entry.name.lower().endswith(_END)]


def in_outlooks_own_format(name: str, count: int = 1) -> BadInput:
    """What to tell about .msg files."""
    more = f" and {count - 1} more like it hold" if count > 1 else " holds"
    return BadInput(
        f"{name}{more} mail in Outlook's own format, which salesbook does not read.",
        "Save it as .eml, as new Outlook, Outlook on the web and Thunderbird do. Classic Outlook cannot: "
        "there, name the mail server itself as Mailbox on the Settings sheet.",
    )


def _key(name: str) -> str:
    """The part of a file's name that stays when its flags change; Windows has no colons."""
    return printable_name(name.partition(":2,")[0].partition("!2,")[0])


def _short(key: str) -> str:
    """A key as the mark holds it, which may hold a hundred thousand."""
    return b64encode(blake2b(key.encode(), digest_size=9).digest()).decode("ascii")
