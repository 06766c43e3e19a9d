"""`doctor --mail`: the mail server and the mailbox that Settings names, tried out with one letter to yourself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.books import Book
from salesbook.domain.addresses import read_address
from salesbook.errors import BadInput, SalesbookError, explain
from salesbook.mail.contract import CannotSend
from salesbook.mail.secrets import Purpose, Secret, keep, secret_for
from salesbook.plan import Finding
from salesbook.tables import settings

if TYPE_CHECKING:
    from salesbook.mail.boxes import Source
    from salesbook.mail.contract import Transport

_WAIT = 60.0  # seconds for the letter to arrive


def try_mail(
    book: Book, you: str, *, ask: Callable[[str], str] | None, dry_run: bool = False
) -> list[Finding]:
    """What was found, in the order in which it was looked at. Raises BadInput, and what reading the workbook raises.

    `ask` asks a person for a password, None where nobody is there; one that was good is kept in the key store.
    """
    from salesbook.mail.names import Names
    from salesbook.mail.selftest import SelfTest

    address, why = read_address(you)
    if not address:
        raise BadInput(f"{you!r} {why}.", "Give your own address, such as --mail ana@example.com")
    said, _ = settings(book.read(["Settings"]))
    texts = {
        name: str(said[name]).strip() for name in ("Mail server", "Mail login", "Mailbox", "Mailbox login")
    }
    if not texts["Mail server"]:
        raise BadInput(
            "Settings has no Mail server.",
            "Type the server that takes your letters, such as smtp.example.com.",
        )
    if dry_run:
        return [Finding("Test letter", f"would go from and to {address} through {texts['Mail server']}")]
    asked = Asked(ask)
    server = _server(texts, address, asked)
    source, wrong = _source(texts, address, asked)
    found = list(SelfTest(address, server, source, Names(), _WAIT, book.tell).look())
    found = [one for one in found if not (wrong and one.what == "Mailbox")]
    return [*wrong, *found, *asked.settle(found)]


@dataclass
class Asked:
    """Passwords that a person typed, until it is known whether they are good."""

    ask: Callable[[str], str] | None
    typed: dict[tuple[Purpose, str, str], str] = field(default_factory=dict)

    def secret(self, host: str, login: str, purpose: Purpose) -> Secret:
        """A secret that is known, or else what a person types, once. Raises CannotSend."""
        try:
            return secret_for(host, login, purpose)
        except CannotSend:
            if self.ask is None:
                raise
        which = (purpose, host, login)
        if which not in self.typed:
            self.typed[which] = self.ask(f"Password of {login} at {host}: ")
        return Secret(self.typed[which])

    def settle(self, found: list[Finding]) -> list[Finding]:
        """Keep the passwords that opened something, and say so."""
        opened = {one.what for one in found if not one.todo}
        return [
            _kept(host, login, password)
            for (purpose, host, login), password in self.typed.items()
            if password and ("Mail server" if purpose is Purpose.SERVER else "Mailbox") in opened
        ]


def _kept(host: str, login: str, password: str) -> Finding:
    what = f"Password of {login} at {host}"
    try:
        keep(host, login, password)
    except CannotSend as error:
        return Finding(what, "not kept", explain(error))
    return Finding(what, "kept in this computer's key store")


def _server(texts: dict[str, str], you: str, asked: Asked) -> Transport:
    from salesbook.mail.mailserver import MailServer
    from salesbook.mail.smtp import Smtp

    server = MailServer.read(texts["Mail server"])
    login = texts["Mail login"] or ("" if server.is_this_computer else you)
    return Smtp(texts["Mail server"], login, lambda: asked.secret(server.host, login, Purpose.SERVER))


def _source(texts: dict[str, str], you: str, asked: Asked) -> tuple[Source | None, list[Finding]]:
    """Where the letter should arrive; or why nobody can look there."""
    from salesbook.mail.boxes import source_of
    from salesbook.mail.imapline import server_of

    place = texts["Mailbox"]
    if not place:
        return None, []
    login = texts["Mailbox login"] or texts["Mail login"] or you
    try:
        return source_of(
            place, login, lambda: asked.secret(server_of(place).host, login, Purpose.MAILBOX)
        ), []
    except SalesbookError as error:
        return None, [Finding("Mailbox", "cannot be read", explain(error))]
