"""`doctor --mail`: the mail server and the mailbox that Settings names, tried out with one letter to yourself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.actions.mail.transports import mailbox, smtp_of
from salesbook.books import Book
from salesbook.errors import BadInput, SalesbookError, explain
from salesbook.mail.base import CannotSend
from salesbook.mail.secrets import Secret, SecretPurpose, keep_password, secret_for
from salesbook.tables.frames import Settings, read_settings
from salesbook.tables.plan import Finding
from salesbook.util.addresses import read_address

if TYPE_CHECKING:
    from salesbook.mail.mailbox import Mailbox

_WAIT = 60.0  # seconds for the letter to arrive


def try_mail(
    book: Book, you: str, *, ask: Callable[[str], str] | None, dry_run: bool = False
) -> list[Finding]:
    """What was found, in the order in which it was looked at. Raises BadInput, and what reading the workbook raises.

    `ask` asks a person for a password, None where nobody is there; one that was good is kept in the key store.
    """
    from salesbook.mail.authentication.dns import DnsLookups
    from salesbook.mail.authentication.self_test import SelfTest

    address, why = read_address(you)
    if not address:
        raise BadInput(f"{you!r} {why}.", "Give your own address, such as --mail ana@example.com")
    said, _ = read_settings(book.read(["Settings"]))
    mail_server = str(said["Mail server"]).strip()
    if not mail_server:
        raise BadInput(
            "Settings has no Mail server.",
            "Type the server that takes your letters, such as smtp.example.com.",
        )
    if dry_run:
        return [Finding("Test letter", f"would go from and to {address} through {mail_server}")]
    asked = TypedPasswords(ask)
    server = smtp_of(said, address, asked.secret)
    source, wrong = _source(said, address, asked)
    found = list(SelfTest(address, server, source, DnsLookups(), _WAIT, book.tell).look())
    found = [one for one in found if not (wrong and one.what == "Mailbox")]
    return [*wrong, *found, *asked.settle(found)]


@dataclass
class TypedPasswords:
    """Passwords that a person typed, until it is known whether they are good."""

    ask: Callable[[str], str] | None
    typed: dict[tuple[SecretPurpose, str, str], str] = field(default_factory=dict)

    def secret(self, host: str, login: str, purpose: SecretPurpose) -> Secret:
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
            if password and ("Mail server" if purpose is SecretPurpose.SERVER else "Mailbox") in opened
        ]


def _kept(host: str, login: str, password: str) -> Finding:
    what = f"Password of {login} at {host}"
    try:
        keep_password(host, login, password)
    except CannotSend as error:
        return Finding(what, "not kept", explain(error))
    return Finding(what, "kept in this computer's key store")


def _source(settings: Settings, you: str, asked: TypedPasswords) -> tuple[Mailbox | None, list[Finding]]:
    """Where the letter should arrive; or why nobody can look there."""
    if not str(settings["Mailbox"]).strip():
        return None, []
    try:
        return mailbox(settings, you=you, secret=asked.secret), []
    except SalesbookError as error:
        return None, [Finding("Mailbox", "cannot be read", explain(error))]
