"""The ways out and in: which transport a workbook's letters go by, and where answers arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from salesbook.books.base import Workbook
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.mail.base import Transport
from salesbook.mail.mailbox import Mailbox
from salesbook.mail.message.draft_folder import UNSENT
from salesbook.mail.secrets import Secret, SecretPurpose, secret_for
from salesbook.tables.frames import Settings

SecretOf = Callable[[str, str, SecretPurpose], Secret]  # of a user at a host

ROUTES = ("smtp", "imap", "outlook", "eml")


@dataclass(frozen=True)
class Route:
    """A way out. `where` names it; `transport` gives one for a sender's address. `leaves`: the letters are sent, not put where people send them.

    `extra` are headers that letters get on this way.
    """

    where: str
    transport: Callable[[str], Transport]
    leaves: bool
    extra: tuple[tuple[str, str], ...] = ()


def route_of(to: str, world: World, book: Workbook) -> Route:
    """The way out of this name. Raises BadInput where Settings lacks what it needs."""
    if to == "smtp":
        return _smtp(world.settings)
    if to == "imap":
        return _drafts(world.settings)
    if to == "outlook":
        from salesbook.mail.transport.outlook import Outlook

        outlook = Outlook()
        return Route("Outlook", lambda _: outlook, leaves=False)
    from salesbook.mail.transport.eml_folder import Folder

    folder = Path(book.beside("outgoing", "x")).parent
    files = Folder(folder)
    return Route(str(folder), lambda _: files, leaves=False, extra=(UNSENT,))


def smtp_of(settings: Settings, sender: str, secret: SecretOf = secret_for) -> Transport:
    """The mail server of Settings, for letters from an address. Raises CannotSend for what is no server's name."""
    from salesbook.mail.transport.mailserver import MailServer
    from salesbook.mail.transport.smtp import Smtp

    named = _text(settings, "Mail server")
    server = MailServer.read(named)
    # The server on this computer may be a relay that asks nobody who they are.
    user = _text(settings, "Mail login") or ("" if server.is_this_computer else sender)
    return Smtp(named, user, lambda: secret(server.host, user, SecretPurpose.SERVER))


def mailbox(settings: Settings, where: str = "", you: str = "", secret: SecretOf = secret_for) -> Mailbox:
    """Where answers arrive: what is named, else Mailbox of Settings; `you`: its user where Settings names none. Raises BadInput."""
    from salesbook.mail.mailbox import mailbox_of
    from salesbook.mail.mailbox.imap_connection import server_of

    place = where or _text(settings, "Mailbox")
    if not place:
        raise BadInput(
            "Settings has no Mailbox.",
            "Type the server on which answers arrive, such as imap.example.com, or name a Maildir, an mbox file or a folder of .eml files.",
        )
    login = _text(settings, "Mailbox login") or _text(settings, "Mail login") or you
    return mailbox_of(place, login, lambda: secret(server_of(place).host, login, SecretPurpose.MAILBOX))


def _smtp(settings: Settings) -> Route:
    from salesbook.mail.transport.mailserver import MailServer

    server = _needed(settings, "Mail server", "the server that takes your letters, such as smtp.example.com")
    return Route(MailServer.read(server).host, partial(smtp_of, settings), leaves=True)


def _drafts(settings: Settings) -> Route:
    from salesbook.mail.mailbox.imap_connection import server_of
    from salesbook.mail.transport.imap_drafts import Drafts

    server = _needed(settings, "Mailbox", "your mailbox's server, such as imap.example.com")
    login, host = _text(settings, "Mailbox login"), server_of(server).host

    def transport(sender: str) -> Transport:
        user = login or sender
        return Drafts(server, user, lambda: secret_for(host, user, SecretPurpose.MAILBOX))

    return Route(f"Drafts at {host}", transport, leaves=False)


def _text(settings: Settings, name: str) -> str:
    return str(settings[name]).strip()


def _needed(settings: Settings, name: str, what: str) -> str:
    value = _text(settings, name)
    if not value:
        raise BadInput(
            f"Settings has no {name}.",
            f"Type {what}. Without one, drafts can be opened and sent one by one from Outbox (File), or put into a folder with --to eml.",
        )
    return value
