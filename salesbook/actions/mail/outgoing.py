"""From a written letter to a message: who sends it, and the headers that it needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import full_names
from salesbook.domain.world import World
from salesbook.letters import Letter, Template
from salesbook.mail.message.build import Address, Attached, Outgoing
from salesbook.mail.message.draft_folder import UNSENT
from salesbook.mail.message.headers import ascii_domain
from salesbook.tables.plan import Problem
from salesbook.tables.rows import cell
from salesbook.util.addresses import read_address

_OWNER = "owner"


class NoSender(Exception):
    """Nobody to send a letter as; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.why)
        self.problem = problem


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
                team.attrs["source"].problem(
                    rep,
                    "Email",
                    f"{rep} cannot send letters: {why or 'there is no address'}",
                    "Type the address that letters come from.",
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

    def message(
        self,
        letter: Letter,
        template: Template,
        sender: Address,
        contact: int,
        to: str,
        draft: str,
        *,
        bulk: bool,
    ) -> Outgoing:
        """The message, for a mail program to open as a draft. `bulk`: it is one of many, and says how to stop them."""
        stop = self.opt_out(draft)
        extra = (UNSENT, *((("List-Unsubscribe", f"<{stop}>"),) if bulk and stop else ()))
        return Outgoing(
            sender=sender,
            to=Address(self._names[contact], to),
            subject=letter.subject, text=letter.text, html=letter.html,
            message_id=self.message_id(draft, sender.address), extra=extra,
            images=tuple((key, self._file(path)) for key, path in template.images),
            attachments=tuple(self._file(path) for path in template.attachments),
        )  # fmt: skip

    def message_id(self, draft: str, sender: str) -> str:
        """The same for the same draft of the same book from the same address, on every machine. Raises BadLetter."""
        text = f"{self.world.settings['Book ID']}\x1f{draft}"
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"<{digest}@{ascii_domain(sender.rpartition('@')[2])}>"
