"""The ways out: which transport a workbook's letters go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from salesbook.domain.world import World
from salesbook.draftfiles import HasPlace
from salesbook.errors import BadInput
from salesbook.mail.boxes import Source
from salesbook.mail.contract import Transport
from salesbook.mail.drafts import UNSENT

DOORS = ("smtp", "imap", "outlook", "eml")


@dataclass(frozen=True)
class Door:
    """A way out. `where` names it; `transport` gives one for a sender's address. `leaves`: the letters are sent, not put where people send them.

    `extra` are headers that letters get on this way.
    """

    where: str
    transport: Callable[[str], Transport]
    leaves: bool
    extra: tuple[tuple[str, str], ...] = ()


def door_of(to: str, world: World, book: HasPlace) -> Door:
    """The way out of this name. Raises BadInput where Settings lacks what it needs."""
    if to == "smtp":
        return _smtp(world)
    if to == "imap":
        return _drafts(world)
    if to == "outlook":
        from salesbook.mail.outlook import Outlook

        outlook = Outlook()
        return Door("Outlook", lambda _: outlook, leaves=False)
    from salesbook.mail.eml import Folder

    folder = Path(book.beside("outgoing", "x")).parent
    files = Folder(folder)
    return Door(str(folder), lambda _: files, leaves=False, extra=(UNSENT,))


def _smtp(world: World) -> Door:
    from salesbook.mail.mailserver import MailServer
    from salesbook.mail.secrets import Purpose, secret_for
    from salesbook.mail.smtp import Smtp

    server = _setting(world, "Mail server", "the server that takes your letters, such as smtp.example.com")
    login, read = str(world.settings["Mail login"]).strip(), MailServer.read(server)
    host = read.host

    def transport(sender: str) -> Transport:
        user = login or ("" if read.is_this_computer else sender)  # such as a relay that asks nobody
        return Smtp(server, user, lambda: secret_for(host, user, Purpose.SERVER))

    return Door(host, transport, leaves=True)


def _drafts(world: World) -> Door:
    from salesbook.mail.imap import Drafts
    from salesbook.mail.imapline import server_of
    from salesbook.mail.secrets import Purpose, secret_for

    server = _setting(world, "Mailbox", "your mailbox's server, such as imap.example.com")
    login, host = str(world.settings["Mailbox login"]).strip(), server_of(server).host

    def transport(sender: str) -> Transport:
        user = login or sender
        return Drafts(server, user, lambda: secret_for(host, user, Purpose.MAILBOX))

    return Door(f"Drafts at {host}", transport, leaves=False)


def mailbox(world: World, where: str) -> Source:
    """Where answers arrive: what is named, else Mailbox on Settings. Raises BadInput."""
    from salesbook.mail.boxes import source_of
    from salesbook.mail.imapline import server_of
    from salesbook.mail.secrets import Purpose, secret_for

    place = where or str(world.settings["Mailbox"]).strip()
    if not place:
        raise BadInput(
            "Settings has no Mailbox.",
            "Type the server on which answers arrive, such as imap.example.com, or name a Maildir, an mbox file or a folder of .eml files.",
        )
    login = str(world.settings["Mailbox login"]).strip() or str(world.settings["Mail login"]).strip()
    return source_of(place, login, lambda: secret_for(server_of(place).host, login, Purpose.MAILBOX))


def _setting(world: World, name: str, what: str) -> str:
    value = str(world.settings[name]).strip()
    if not value:
        raise BadInput(
            f"Settings has no {name}.",
            f"Type {what}. Without one, drafts can be opened and sent one by one from Outbox (File), or put into a folder with --to eml.",
        )
    return value
