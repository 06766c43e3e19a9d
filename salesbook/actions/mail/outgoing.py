"""From a written letter to a message, and from its draft to what is sent: who sends it, and the headers that it needs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Self
from urllib.parse import quote

from salesbook.actions.mail.draft_folders import by_stem, folder_of
from salesbook.books.base import Workbook
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import full_names
from salesbook.domain.mailings.optout import bulk_headers, optout_page, threading, token
from salesbook.domain.mailings.outbox import Draft
from salesbook.domain.mailings.recipients import Recipient
from salesbook.domain.world import World
from salesbook.letters import Letter, Template, Trace
from salesbook.mail.base import Parcel
from salesbook.mail.ledger.entries import QueuedLetter
from salesbook.mail.message.build import Address, Attached, Outgoing
from salesbook.mail.message.draft_folder import UNSENT, DraftFolder
from salesbook.mail.message.filenames import stem
from salesbook.mail.message.headers import ascii_domain
from salesbook.mail.message.stamp import BadLetter, Head, head, stamp
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.tables.rows import cell
from salesbook.util.addresses import address_key, address_mark, read_address

_OWNER = "owner"
_AGAIN = "Draft the mailing again."
# Bytes of drafts that are kept from the look at them until they leave; beyond that a file is read twice.
_ROOM = 64 << 20


class NoSender(Exception):
    """Nobody to send a letter as; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.why)
        self.problem = problem


@dataclass(frozen=True)
class Rendered:
    """A draft with the letter in full, and the sender. `trace`: the fields it used, where somebody wants to see them."""

    draft: Draft
    letter: Letter
    template: Template
    sender: Address
    trace: Trace | None = None

    @classmethod
    def of(
        cls,
        recipient: Recipient,
        letter: Letter,
        template: Template,
        sender: Address,
        trace: Trace | None = None,
    ) -> Self:
        """A letter that was rendered for a recipient; the draft's content marks what it says, and to whom."""
        said = f"{recipient.to}\x1f{letter.subject}\x1f{letter.html}\x1f{letter.text}"
        content = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        return cls(Draft(recipient, letter.subject, content), letter, template, sender, trace)

    @property
    def contact(self) -> int:
        """The position of its reader in Contacts."""
        return self.draft.contact

    @property
    def to(self) -> str:
        """The address of its reader."""
        return self.draft.recipient.to


@dataclass(frozen=True)
class Poster:
    """Makes messages of letters to contacts of one workbook."""

    world: World

    def sender(self, template: Template, contact: int) -> Address:
        """Whom the letter comes from. Raises NoSender."""
        who = template.sender.strip() or _OWNER
        if "@" in who:
            name, address = parseaddr(who)
            return Address(name, address)
        team = self.world.frames["Team"]
        rep = self.world.get(owners_of)[contact] if who.casefold() == _OWNER else who
        if rep not in team.index:
            ids = self.world.frames["Contacts"].index
            todo = (
                "Fill in Owner, or Default owner on the Settings sheet."
                if who.casefold() == _OWNER
                else f"Add {who} to Team, or correct Sender in {template.path.name}."
            )
            raise NoSender(
                Problem("Contacts", ids[contact], "Owner", rep, "Nobody is there to send a letter as", todo)
            )
        address, why = read_address(cell(team, rep, "Email"))
        if not address:
            raise NoSender(
                origin_of(team).problem(
                    rep,
                    "Email",
                    f"{rep} cannot send letters: the Email {why}",
                    f"Type the address that letters come from into {origin_of(team).grid.address(rep, 'Email')}.",
                )
            )
        return Address(str(cell(team, rep, "Name")) or rep, address)

    @cached_property
    def _names(self) -> list[str]:
        return full_names(self.world.frames["Contacts"]).tolist()

    @cached_property
    def _files(self) -> dict[Path, Attached]:
        return {}

    def _file(self, path: Path) -> Attached:
        """A file that goes with many letters, read once for all of them."""
        if path not in self._files:
            self._files[path] = Attached(path.name, path.read_bytes())
        return self._files[path]

    def opt_out(self, draft: str) -> str:
        """The link that stops mailings: a letter to the address in Settings; "" where there is none."""
        address = str(self.world.settings["Opt-out address"]).strip()
        return f"mailto:{quote(address, safe='@')}?subject={quote(f'unsubscribe {draft}')}" if address else ""

    def message(self, one: Rendered, *, bulk: bool) -> Outgoing:
        """The message, for a mail program to open as a draft. `bulk`: it is one of many, and says how to stop them."""
        letter, draft = one.letter, one.draft.key
        stop = self.opt_out(draft)
        extra = (UNSENT, *((("List-Unsubscribe", f"<{stop}>"),) if bulk and stop else ()))
        return Outgoing(
            sender=one.sender,
            to=Address(self._names[one.contact], one.to),
            subject=letter.subject, text=letter.text, html=letter.html,
            message_id=self.message_id(draft, one.sender.address), extra=extra,
            images=tuple((key, self._file(path)) for key, path in one.template.images),
            attachments=tuple(self._file(path) for path in one.template.attachments),
        )  # fmt: skip

    def message_id(self, draft: str, sender: str) -> str:
        """The same for the same draft of the same book from the same address, on every machine. Raises BadLetter."""
        text = f"{self.world.settings['Book ID']}\x1f{draft}"
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"<{digest}@{ascii_domain(sender.rpartition('@')[2])}>"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft in its file. `sender` and `to` are addresses as they travel, `contact_id` is its reader's."""

    recipient: Recipient
    contact_id: str
    message_id: str
    sender: str
    to: str
    path: Path

    def queued(self, book_id: str) -> QueuedLetter:
        """What the ledger keeps of it."""
        draft, mailing = self.recipient.draft, self.recipient.mailing
        who, domain = address_mark(self.to, book_id), self.to.rpartition("@")[2].lower()
        return QueuedLetter(self.message_id, draft, mailing, self.contact_id, who, domain)


@dataclass
class DraftFiles:
    """Finds the drafts of a workbook, and makes of each what is sent. Each file is read once, while they are not too large."""

    world: World
    book: Workbook
    _held: dict[Path, tuple[object, bytes]] = field(default_factory=dict)
    _weight: int = 0

    @cached_property
    def _poster(self) -> Poster:
        return Poster(self.world)

    def find(self, recipients: list[Recipient], problems: list[Problem]) -> Iterator[DraftFile]:
        """Their drafts, all of one mailing or none; what is not as it should be goes to `problems`."""
        folder = DraftFolder(folder_of(self.book, recipients[0].mailing if recipients else ""))
        there, ids = by_stem(folder), self.world.frames["Contacts"].index
        for one in recipients:
            contact = ids[one.contact] if one.contact >= 0 else ""
            name = there.get(stem(contact if one.mailing else one.draft))
            try:
                yield self._found(one, contact, folder.folder, name)
            except (BadLetter, OSError) as error:
                why = str(error) if isinstance(error, BadLetter) else f"Its file cannot be read ({error})."
                problems.append(Problem("Outbox", one.draft, "File", name or "", f"Not sent: {why}", _AGAIN))

    def _found(self, recipient: Recipient, contact_id: str, folder: Path, name: str | None) -> DraftFile:
        """Raises BadLetter where the file is gone, or is not the letter that Outbox says it is."""
        if name is None:
            raise BadLetter(f"Its file is not in {folder} any more.")
        path = folder / name
        found = self._sure_of(recipient, self._read(path), path)
        return DraftFile(recipient, contact_id, found.message_id, found.sender, found.to, path)

    def _sure_of(self, recipient: Recipient, data: bytes, path: Path) -> Head:
        """What the draft says of itself. Raises BadLetter where it is not the letter that Outbox says it is."""
        found = head(data)
        if address_key(found.to) != address_key(recipient.to):
            raise BadLetter(
                f"The file {path.name} is addressed to {found.to}, and Outbox says {recipient.to}."
            )
        if found.message_id != self._poster.message_id(recipient.draft, found.sender):
            raise BadLetter(f"The file {path.name} is another letter than the one in Outbox.")
        return found

    def _read(self, path: Path) -> bytes:
        """The file, kept until its turn comes if there is room. Raises OSError."""
        with path.open("rb") as file:
            mark, data = _mark(os.fstat(file.fileno())), file.read()
        if self._weight + len(data) <= _ROOM:
            self._weight += len(data)
            self._held[path] = mark, data
        return data

    def _again(self, one: DraftFile) -> bytes:
        """The file as it is when its turn has come: as it was read, where nobody has touched it since.

        Raises OSError where it is gone, BadLetter where it is another letter now.
        """
        mark, data = self._held.get(one.path, (None, b""))
        if mark == _mark(one.path.stat()):
            return data
        data = one.path.read_bytes()
        found = self._sure_of(one.recipient, data, one.path)
        if (found.sender, found.to) != (one.sender, one.to):
            raise BadLetter(f"The file {one.path.name} has another sender or reader than it had.")
        return data

    def parcel(
        self, one: DraftFile, extra: tuple[tuple[str, str], ...], now: Callable[[], float]
    ) -> Callable[[], Parcel]:
        """What reads the file and makes the message of it, when its turn has come."""

        def made() -> Parcel:
            date = datetime.fromtimestamp(int(now())).astimezone()
            return Parcel(one.message_id, one.sender, one.to, stamp(self._again(one), date=date, extra=extra))

        return made

    def headers(self, one: DraftFile, secret: bytes, before: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What a letter gets besides: how to stop, for one of many; the thread that it belongs to, for one of its own.

        `before`: Message-IDs of what it answers. Raises BadInput where the setting Opt-out page cannot be used.
        """
        draft, mailing = one.recipient.draft, one.recipient.mailing
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
        return optout_page(template, draft, token(secret, draft)) if template else ""


def _mark(found: os.stat_result) -> object:
    return found.st_mtime_ns, found.st_size, found.st_ino
