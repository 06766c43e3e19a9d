"""The drafts of Outbox as they lie in their folder: each is made sure of, and made into what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from salesbook.actions.mail.draft_folders import by_stem, folder_of
from salesbook.actions.mail.outgoing import Poster
from salesbook.books.base import Workbook
from salesbook.domain.mailings.eligible import Leaving
from salesbook.domain.mailings.optout import bulk_headers, page, threading, token
from salesbook.domain.world import World
from salesbook.mail.base import Parcel
from salesbook.mail.ledger.entries import Queued
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.mail.message.filenames import stem
from salesbook.mail.message.stamp import BadLetter, head, stamp
from salesbook.tables.plan import Problem
from salesbook.util.addresses import mark_of, same

_AGAIN = "Draft the mailing again."


@dataclass(frozen=True, slots=True)
class Envelope:
    """A draft and where it lies. `sender` and `to` are addresses as they travel."""

    letter: Leaving
    contact: str
    message_id: str
    sender: str
    to: str
    path: Path

    def queued(self, book_id: str) -> Queued:
        """What the ledger keeps of it."""
        who = mark_of(self.to, book_id)
        domain = self.to.rpartition("@")[2].lower()
        return Queued(self.message_id, self.letter.draft, self.letter.mailing, self.contact, who, domain)


@dataclass(frozen=True)
class Envelopes:
    """Finds the drafts of a workbook, and makes of each what is sent."""

    world: World
    book: Workbook

    @cached_property
    def _poster(self) -> Poster:
        return Poster(self.world)

    def find(self, letters: list[Leaving], problems: list[Problem]) -> Iterator[Envelope]:
        """The drafts of these letters, all of one mailing or none; what is not as it should be goes to `problems`."""
        folder = DraftFolder(folder_of(self.book, letters[0].mailing if letters else ""))
        there, ids = by_stem(folder), self.world.frames["Contacts"].index
        for letter in letters:
            contact = ids[letter.contact]
            name = there.get(stem(contact if letter.mailing else letter.draft))
            try:
                yield self._envelope(letter, contact, folder.folder, name)
            except (BadLetter, OSError) as error:
                why = str(error) if isinstance(error, BadLetter) else f"Its file cannot be read ({error})."
                problems.append(
                    Problem("Outbox", letter.draft, "File", name or "", f"Not sent: {why}", _AGAIN)
                )

    def _envelope(self, letter: Leaving, contact: str, folder: Path, name: str | None) -> Envelope:
        """Raises BadLetter where the file is gone, or is not the letter that Outbox says it is."""
        if name is None:
            raise BadLetter(f"Its file is not in {folder} any more.")
        path = folder / name
        found = head(path.read_bytes())
        if same(found.to) != same(letter.to):
            raise BadLetter(f"The file {path.name} is addressed to {found.to}, and Outbox says {letter.to}.")
        expected = self._poster.message_id(letter.draft, found.sender)
        if found.message_id != expected:
            raise BadLetter(f"The file {path.name} is another letter than the one in Outbox.")
        return Envelope(letter, contact, found.message_id, found.sender, found.to, path)

    def parcel(
        self, one: Envelope, extra: tuple[tuple[str, str], ...], now: Callable[[], float]
    ) -> Callable[[], Parcel]:
        """What reads the file and makes the message of it, when its turn has come."""

        def made() -> Parcel:
            date = datetime.fromtimestamp(int(now())).astimezone()
            return Parcel(
                one.message_id, one.sender, one.to, stamp(one.path.read_bytes(), date=date, extra=extra)
            )

        return made

    def headers(self, one: Envelope, secret: bytes, before: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What a letter gets besides: how to stop, for one of many; the thread that it belongs to, for one of its own.

        `before`: Message-IDs of what it answers. Raises BadInput where the setting Opt-out page cannot be used.
        """
        draft, mailing = one.letter.draft, one.letter.mailing
        if not mailing:
            return threading(before)
        campaign = self.world.frames["Mailings"]["Campaign ID"].get(mailing, "")
        return bulk_headers(
            link=self._poster.opt_out(draft), page_of_letter=self._page(draft, secret),
            mailing=mailing, campaign=str(campaign), sender=one.sender,
        )  # fmt: skip

    def way_out(self, draft: str, secret: bytes) -> str:
        """The link that stops mailings: the page where Settings has one, else a mail. Raises BadInput as `headers` does."""
        return self._page(draft, secret) or self._poster.opt_out(draft)

    def _page(self, draft: str, secret: bytes) -> str:
        template = str(self.world.settings["Opt-out page"]).strip()
        return page(template, draft, token(secret, draft)) if template else ""
