"""Mails as files: a Maildir, a folder of .eml files, and one such file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import cast

from salesbook.errors import BadInput, SalesbookError
from salesbook.mail.boxes.found import Found, first_day
from salesbook.mail.boxes.reading import digest, listed, mail_in, shown, unreadable

_RECENT = timedelta(days=2).total_seconds()  # mails arrive out of order, and servers' clocks differ
_END, _OUTLOOK = ".eml", ".msg"


class Maildir:
    """A Maildir: what lies in `new` and `cur`, whatever its flags say. Its subfolders are not read."""

    def __init__(self, path: Path) -> None:
        self.name = f"maildir {path}"
        self.unread: list[SalesbookError] = []
        self._path = path
        self._latest = 0.0
        self._recent: dict[str, float] = {}

    def new(self, mark: Mapping[str, object], since: date | None) -> Iterator[Found]:
        """See `Source.new`. When a mail came is what its file says."""
        self.unread = []
        start = datetime.combine(first_day(since), time(), UTC).timestamp()
        self._latest = cast("float", mark.get("latest", start))
        self._recent = dict(cast("Mapping[str, float]", mark.get("recent", {})))
        for key, (came, path) in sorted(self._delivered().items(), key=lambda mail: mail[1]):
            try:
                data = self._read(path, key)
            except OSError as error:
                self.unread.append(unreadable(path, error))
                continue
            if data is None:
                continue
            self._latest = max(self._latest, came)
            self._recent[key] = came
            yield Found(key, data)

    def mark(self) -> dict[str, object]:
        """See `Source.mark`."""
        recent = {key: came for key, came in self._recent.items() if came >= self._latest - _RECENT}
        return {"latest": self._latest, "recent": recent}

    def _delivered(self) -> dict[str, tuple[float, Path]]:
        """What is not known yet: its key, when it came, and its file.

        `new` goes first: a mail that another program moves to `cur` meanwhile is seen twice rather than never.
        """
        found = {}
        for entry in (*listed(self._path / "new"), *listed(self._path / "cur")):
            key = _key(entry.name)
            with suppress(FileNotFoundError):
                came = entry.stat().st_mtime
                if came >= self._latest - _RECENT and key not in self._recent and entry.name[0] != ".":
                    found[key] = (came, Path(entry.path))
        return found

    def _read(self, path: Path, key: str) -> bytes | None:
        """The mail, wherever it was moved meanwhile; None where it was deleted. Raises OSError."""
        try:
            return mail_in(path)
        except FileNotFoundError:
            for entry in listed(self._path / "cur"):
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
        """See `Source.new`."""
        self.unread = []
        self._read = {}
        before = cast("Mapping[str, list[int]]", mark.get("files", {}))
        for path in self._files():
            name = shown(path.name)
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
        """See `Source.mark`."""
        return {"files": self._read}

    def _files(self) -> list[Path]:
        if not self._path.is_dir():
            return [self._path]
        entries = listed(self._path)
        foreign = [entry.name for entry in entries if entry.name.lower().endswith(_OUTLOOK)]
        if foreign:
            self.unread.append(in_outlooks_own_format(f"{self._path.name}/{shown(foreign[0])}", len(foreign)))
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
    return shown(name.partition(":2,")[0].partition("!2,")[0])
