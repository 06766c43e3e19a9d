"""A mailbox on an IMAP server, looked into without a trace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from salesbook.errors import SalesbookError
from salesbook.mail.mailbox.found import INBOX_FOLDER, MOST_MAIL_BYTES, START_BYTES, Found, first_day
from salesbook.mail.mailbox.imap_connection import LineLost, Server, imap_session, server_words
from salesbook.mail.mailbox.imap_folders import folders_of, in_batches, with_ids
from salesbook.mail.secrets import Secret

if TYPE_CHECKING:
    from imapclient import IMAPClient

_SIZES_AT_ONCE = 500
_MAILS_AT_ONCE = 50
_BYTES_AT_ONCE = 4 * 1024 * 1024
_WHOLE, _START = "BODY.PEEK[]", f"BODY.PEEK[]<0.{START_BYTES}>"
_MARGIN = timedelta(days=1)  # a server's day begins elsewhere


@dataclass(frozen=True, slots=True)
class _Reached:
    """How far a folder was read: the last number under a validity, and the day on which that mail came."""

    validity: int
    uid: int
    day: str


class MailUnreadable(SalesbookError):
    """A mail that the server does not give out; the text says which and why."""


class ImapBox:
    """The INBOX of a mailbox and its folder for junk, where answers land too."""

    def __init__(self, server: Server, login: str, secret: Callable[[], Secret]) -> None:
        self.name = f"imap {login} at {server.host}:{server.port}"
        self.unread: list[SalesbookError] = []
        self._line = partial(imap_session, server, login, secret)
        self._reached: dict[str, _Reached] = {}

    def new(self, mark: Mapping[str, object], since: date | None) -> Iterator[Found]:
        """See `Mailbox.new`. A lost line is taken up again; lost once more before another mail came, it is told."""
        self.unread = []
        self._reached = _read(mark)
        was_lost = False
        while True:
            try:
                with self._line() as client:
                    for found in self._look(client, first_day(since)):
                        yield found
                        was_lost = False
            except LineLost:
                if was_lost:
                    raise
                was_lost = True
            else:
                return

    def mark(self) -> dict[str, object]:
        """See `Mailbox.mark`."""
        return {"folders": {name: asdict(reached) for name, reached in self._reached.items()}}

    def sent(self, ids: Collection[str]) -> set[str]:
        """Those of these message numbers (in angle brackets) that lie in the folder for what was sent. Raises CannotSend."""
        if not ids:
            return set()
        with self._line() as client:
            folder = folders_of(client).sent
            return with_ids(client, folder, ids) if folder else set()

    def _look(self, client: IMAPClient, first: date) -> Iterator[Found]:
        client.normalise_times = False
        junk = folders_of(client).junk
        for folder in (INBOX_FOLDER, junk) if junk else (INBOX_FOLDER,):
            yield from self._look_into(client, folder, first)

    def _look_into(self, client: IMAPClient, folder: str, first: date) -> Iterator[Found]:
        state = client.select_folder(folder, readonly=True)
        validity, following = state.get(b"UIDVALIDITY", 0), state.get(b"UIDNEXT", 0)
        before = self._reached.get(folder, _Reached(0, 0, ""))
        if validity == 0 or validity != before.validity:
            if before.day:  # the server numbers its mails anew: some may come again
                first = min(first, date.fromisoformat(before.day))
            before = replace(before, validity=validity, uid=0)
            uids = client.search(["SINCE", first - _MARGIN])
        elif following == before.uid + 1:
            uids = []
        else:
            uids = client.search(["UID", f"{before.uid + 1}:*"])  # gives the last one even if it is older
        last = before
        for uid, day, data in self._mails(client, folder, sorted(uid for uid in uids if uid > before.uid)):
            last = replace(last, uid=uid, day=max(last.day, day))
            self._reached[folder] = last
            yield Found(f"{folder} {validity} {uid}", data, folder)
        if following:  # what came before the first look is behind it too
            self._reached[folder] = replace(last, uid=max(last.uid, following - 1))

    def _mails(self, client: IMAPClient, folder: str, uids: list[int]) -> Iterator[tuple[int, str, bytes]]:
        """Mails with the day on which they came; those that are gone meanwhile are left out."""
        for some in in_batches(uids, _SIZES_AT_ONCE):
            facts = client.fetch(some, ["RFC822.SIZE", "INTERNALDATE"])
            for group in _groups([(uid, facts[uid].get(b"RFC822.SIZE", 0)) for uid in some if uid in facts]):
                for uid, data in self._bodies(client, folder, group):
                    came = facts[uid].get(b"INTERNALDATE")
                    yield uid, came.date().isoformat() if came else "", data

    def _bodies(
        self, client: IMAPClient, folder: str, group: list[tuple[int, int]]
    ) -> Iterator[tuple[int, bytes]]:
        from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

        what = _START if group[0][1] > MOST_MAIL_BYTES else _WHOLE
        try:
            answers = client.fetch([uid for uid, _ in group], [what])
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:  # of one mail that the server itself cannot read
            if len(group) == 1:
                uid = group[0][0]
                self.unread.append(
                    MailUnreadable(f"Mail {uid} in {folder} cannot be read: {server_words(error)}")
                )
                return
            for one in group:
                yield from self._bodies(client, folder, [one])
            return
        for uid in sorted(answers):
            for key, data in answers[uid].items():
                if key.startswith(b"BODY[") and data is not None:
                    yield uid, data


def _groups(sizes: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Mails that are fetched together, in their order: not too many nor too much, and each large one alone."""
    group: list[tuple[int, int]] = []
    weight = 0
    for uid, size in sizes:
        is_full = len(group) == _MAILS_AT_ONCE or weight + size > _BYTES_AT_ONCE
        if group and is_full:
            yield group
            group, weight = [], 0
        group.append((uid, size))
        weight += size
    if group:
        yield group


def _read(mark: Mapping[str, object]) -> dict[str, _Reached]:
    folders = cast("Mapping[str, Mapping[str, Any]]", mark.get("folders", {}))
    return {name: _Reached(**reached) for name, reached in folders.items()}
