"""A line to an IMAP server: encrypted, logged in, and clear about why it cannot be."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from salesbook.errors import BadInput
from salesbook.mail.base import CannotSend, Unreachable
from salesbook.mail.secrets import Secret, SecretPurpose, holds_login, how_to_keep, xoauth2

if TYPE_CHECKING:
    from imapclient import IMAPClient

_PATIENCE = 60  # seconds: a large mailbox takes its time to answer
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")
_FORMS = "Write it as imap.example.com, or as imaps://imap.example.com:993."


class LineLost(Unreachable):
    """The line broke in the middle."""


class Lock(StrEnum):
    """How a line is kept from others' eyes."""

    TLS = "from the start"
    STARTTLS = "before the login"
    NONE = "not at all"  # within this computer only


@dataclass(frozen=True, slots=True)
class Server:
    """Where an IMAP server answers."""

    host: str
    port: int
    lock: Lock


def server_of(text: str) -> Server:
    """What `imap.example.com`, `host:port`, `imaps://...` or `imap://...` names. Raises BadInput."""
    if holds_login(text):
        raise BadInput(
            "The address of the mail server must not hold a login or a password.",
            f"Write the login into its own setting; the password is kept outside the workbook. {_FORMS}",
        )
    scheme = re.match(r"imaps?://", text, re.IGNORECASE)
    try:
        parts = urlsplit(text if scheme else f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadInput(f"{text} is not the address of a mail server.", _FORMS) from None
    if not _HOST.fullmatch(host) or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadInput(f"{text} is not the address of a mail server.", _FORMS)
    is_clear_at_first = parts.scheme == "imap" or port == 143
    if not is_clear_at_first:
        return Server(host, port or 993, Lock.TLS)
    return Server(host, port or 143, Lock.NONE if _is_here(host) else Lock.STARTTLS)


def connected(server: Server, login: str, secret: Callable[[], Secret]) -> IMAPClient:
    """A line on which `login` is logged in. Raises CannotSend, and what `secret` raises."""
    from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

    known = secret()  # before the line: a question to a person may take long
    client = _called(server)
    try:
        _log_in(client, server, login, known)
    except (IMAPClientError, OSError) as error:
        is_lost = isinstance(error, (IMAPClientAbortError, OSError))
        hang_up(client, lost=is_lost)
        raise (_silent(server) if is_lost else _not_let_in(server, login, error)) from error
    except CannotSend:
        hang_up(client)
        raise
    return client


@contextmanager
def imap_session(server: Server, login: str, secret: Callable[[], Secret]) -> Iterator[IMAPClient]:
    """The same for a while, then a goodbye. Raises as `connected` and `answering`."""
    client = connected(server, login, secret)
    is_lost = False
    try:
        with answering(server):
            yield client
    except LineLost:
        is_lost = True
        raise
    finally:
        hang_up(client, lost=is_lost)


@contextmanager
def answering(server: Server) -> Iterator[None]:
    """While something is asked of a server. Raises LineLost where it breaks, CannotSend for what it refuses."""
    from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

    try:
        yield
    except (IMAPClientAbortError, OSError) as error:
        raise LineLost(
            f"The line to {server.host} was lost.", "What was done until then counts; try again for the rest."
        ) from error
    except IMAPClientError as error:
        raise CannotSend(
            f"{server.host} refuses: {server_words(error)}.",
            "Try again; ask who runs the server if it stays so.",
        ) from error


def hang_up(client: IMAPClient, *, lost: bool = False) -> None:
    """Close the line, whatever state it is in; with a goodbye unless it is lost."""
    from imapclient.exceptions import IMAPClientError

    with suppress(IMAPClientError, OSError):
        if not lost:
            client.logout()
    with suppress(OSError):
        client.shutdown()


def server_words(error: Exception) -> str:
    """What the server said, on one line."""
    text = str(error)
    said = re.fullmatch(r"(?:\w+ failed: )?(?:b(['\"]))?(.*?)\1?", text, re.DOTALL)
    return " ".join((said[2] if said else text).split())


def _called(server: Server) -> IMAPClient:
    """A line, encrypted as it must be, before the login."""
    from imapclient import IMAPClient
    from imapclient.exceptions import CapabilityError, IMAPClientError

    client = None
    try:
        client = IMAPClient(server.host, server.port, ssl=server.lock is Lock.TLS, timeout=_PATIENCE)
        # A command goes in pieces: without this each waits for the answer to the one before.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if server.lock is Lock.STARTTLS:
            client.starttls()
    except (IMAPClientError, OSError) as error:
        if client is not None:
            hang_up(client, lost=True)
        if isinstance(error, CapabilityError):
            raise CannotSend(
                f"{server.host} offers no encryption at port {server.port}, so no password was sent.",
                f"Write imaps://{server.host}, or ask who runs it.",
            ) from error
        raise _no_line(server, error) from error
    return client


def _no_line(server: Server, error: Exception) -> CannotSend:
    match error:
        case socket.gaierror():
            why = f"There is no mail server {server.host}, or this computer is not online."
            return Unreachable(why, "Check the name and the connection, then try again.")
        case ssl.SSLCertVerificationError():
            why = f"{server.host} cannot prove that it is {server.host} ({error.verify_message}), so no password was sent."
            return CannotSend(why, "Check the name, or ask who runs the server for a valid certificate.")
        case ssl.SSLError():
            why = f"{server.host} does not speak IMAP over TLS at port {server.port}."
            return CannotSend(why, f"Check the port. {_FORMS}")
        case _:
            return _silent(server)


def _silent(server: Server) -> Unreachable:
    return Unreachable(
        f"{server.host} does not answer at port {server.port}.",
        "Check the name, the port and the connection, then try again.",
    )


def _log_in(client: IMAPClient, server: Server, login: str, secret: Secret) -> None:
    if secret.token:
        client.sasl_login("XOAUTH2", lambda asked: b"" if asked else xoauth2(login, secret.token))
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(login, secret.password)
    elif f"{login}{secret.password}".isascii() and not client.has_capability("LOGINDISABLED"):
        client.login(login, secret.password)
    else:
        raise CannotSend(
            f"{server.host} does not take this login with a password.",
            "Ask who runs it how programs log in; a password of plain letters, or an OAuth token, may do.",
        )


def _not_let_in(server: Server, login: str, error: Exception) -> CannotSend:
    return CannotSend(
        f"{server.host} does not let {login} in: {server_words(error)}",
        "Check the login and the password; Gmail, Microsoft 365 and others want one made for programs, or an OAuth token. "
        + how_to_keep(server.host, login, SecretPurpose.MAILBOX),
    )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
