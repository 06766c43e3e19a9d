"""An mbox file, read from where the last look ended.

Python's `mailbox` opens the file for writing, and reads all of it to find where mails begin.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from email.utils import parsedate
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from salesbook.errors import FileMissing, SalesbookError
from salesbook.mail.mailbox.found import MOST_MAIL_BYTES, START_BYTES, Found, first_day
from salesbook.mail.mailbox.reading import digest, printable_name, unreadable

# A line that begins a mail; one in a text that only begins with From has no time and no year.
_BEGIN = re.compile(rb"From .*\d:\d\d.*\d{4}")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
# What mail programs write into a mail afterwards; its key must stay.
_OWN = re.compile(
    rb"^(X-Mozilla-[\w-]+|X-Status|Status|X-Keywords|X-UID|X-IMAP\w*|Content-Length|Lines):.*\n",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD = re.compile(rb"\r?\n\r?\n")
_EDGE = 1024  # bytes that must be as before at the start of the file, and before the place that was reached
_PIECE = 64 * 1024  # a line is read so much at a time
_MOMENT = 0.2  # seconds in which a program that is writing a mail would write more of it


@dataclass(frozen=True, slots=True)
class _Reached:
    """Where the next mail will begin, what stands before, and the day of the newest mail."""

    at: int = 0
    head: str = ""
    tail: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail, the day on which it came if its first line says so, and where it ends; `is_last`: with the file."""

    data: bytes
    day: str
    end: int
    is_last: bool


class Mbox:
    """One mbox file. Where it was shortened or written anew it is read from its start, and mails come again."""

    def __init__(self, path: Path) -> None:
        self.name = f"mbox {path}"
        self.unread: list[SalesbookError] = []
        self._path = path
        self._reached = _Reached()

    def new(self, mark: Mapping[str, object], since: date | None) -> Iterator[Found]:
        """See `Mailbox.new`. A mail's key is a digest: the same mail keeps it when the file is written anew."""
        self._reached = _Reached(**cast("Mapping[str, Any]", mark))
        try:
            with self._path.open("rb") as file:
                yield from self._read(file, first_day(since).isoformat())
        except FileNotFoundError:
            raise FileMissing(printable_name(str(self._path))) from None
        except OSError as error:
            raise unreadable(self._path, error) from error

    def mark(self) -> dict[str, object]:
        """See `Mailbox.mark`."""
        return asdict(self._reached)

    def _read(self, file: BinaryIO, first: str) -> Iterator[Found]:
        before = self._reached
        is_resumed = before.at > 0 and _edges(file, before.at) == (before.head, before.tail)
        first = min(first, before.day or first)
        day = before.day
        for mail in _mails(file, before.at if is_resumed else 0):
            if mail.is_last and not mail.data.endswith((b"\n\n", b"\r\n\r\n")) and _grows(file, mail.end):
                return
            place = file.tell()
            day = max(day, mail.day)
            self._reached = _Reached(mail.end, *_edges(file, mail.end), day)
            file.seek(place)
            if is_resumed or not mail.day or mail.day >= first:
                data = _ESCAPED.sub(rb"\1", mail.data)
                yield Found(digest(_lasting(data)), data)


def _mails(file: BinaryIO, at: int) -> Iterator[_Mail]:
    """The mails from a place on at which one may begin."""
    file.seek(at)
    day: str | None = None
    lines: list[bytes] = []
    size = 0
    may_begin = True
    for line in iter(partial(file.readline, _PIECE), b""):
        if may_begin and _BEGIN.match(line):
            if day is not None:
                yield _Mail(_joined(lines, size), day, at, is_last=False)
            day, lines, size = _day(line), [], 0
        elif size <= MOST_MAIL_BYTES:
            lines.append(line)
            size += len(line)
        may_begin = line in {b"\n", b"\r\n"}
        at += len(line)
    if day is not None:
        yield _Mail(_joined(lines, size), day, at, is_last=True)


def _joined(lines: list[bytes], size: int) -> bytes:
    data = b"".join(lines)
    return data[:START_BYTES] if size > MOST_MAIL_BYTES else data


def _day(line: bytes) -> str:
    """The day that a line such as `From ana@example.com Mon Nov 28 10:00:00 2026` names; "" where it names none."""
    when = parsedate(line.decode("ascii", "replace").split(" ", 2)[-1])
    try:
        return date(*when[:3]).isoformat() if when else ""
    except ValueError:
        return ""


def _lasting(data: bytes) -> bytes:
    """The mail without what mail programs note in it, and without the blank line that ends it in the file."""
    end = _HEAD.search(data)
    head = data[: end.end()] if end else data
    return _OWN.sub(b"", head) + data[len(head) :].rstrip(b"\r\n")


def _edges(file: BinaryIO, at: int) -> tuple[str, str]:
    """What stands at the start of the file, and before a place."""
    file.seek(0)
    head = file.read(min(_EDGE, at))
    file.seek(max(0, at - _EDGE))
    return digest(head), digest(file.read(min(_EDGE, at)))


def _grows(file: BinaryIO, size: int) -> bool:
    """Whether somebody is writing on."""
    time.sleep(_MOMENT)
    return os.fstat(file.fileno()).st_size > size
