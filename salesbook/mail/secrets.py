"""Passwords and tokens of mail servers: from the environment, or from this computer's key store.

They never stand in a workbook, nor in any message of an error.
"""

from __future__ import annotations

import os
import re
import shlex
import warnings
from dataclasses import dataclass
from enum import Enum

from salesbook.mail.base import CannotSend

_PLAIN = re.compile(r"[\w.@+-]+")


@dataclass(frozen=True)
class Secret:
    """What opens a server: a password, or an OAuth token, which goes before it. Neither is ever shown."""

    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Secret(...)"


class SecretPurpose(Enum):
    """What a secret opens, and the environment variables that may hold it: the first that is set counts."""

    SERVER = ("SALESBOOK",)
    MAILBOX = ("SALESBOOK_MAILBOX", "SALESBOOK")


def secret_for(host: str, login: str, purpose: SecretPurpose = SecretPurpose.SERVER) -> Secret:
    """What opens `host` for `login`. Raises CannotSend where nothing is known; it says how to give it."""
    for start in purpose.value:
        secret = Secret(os.environ.get(f"{start}_PASSWORD", ""), os.environ.get(f"{start}_TOKEN", "").strip())
        if secret.password or secret.token:
            return secret
    secret = _kept(host, login)
    if secret.password or secret.token:
        return secret
    raise CannotSend(f"There is no password for {login} at {host}.", how_to_keep(host, login, purpose))


def how_to_keep(host: str, login: str, purpose: SecretPurpose = SecretPurpose.SERVER) -> str:
    """The two ways to give a password, as sentences."""
    variable = purpose.value[0]
    return (
        f"Keep it once in this computer's key store, which asks for it: {_command(host, login)} - or start "
        f"salesbook where the environment variable {variable}_PASSWORD holds it ({variable}_TOKEN for an OAuth token)."
    )


def keep_password(host: str, login: str, password: str) -> None:
    """Keep a password in this computer's key store. Raises CannotSend where that takes none."""
    import keyring

    try:
        with warnings.catch_warnings(action="ignore"):
            keyring.set_password(_service(host), login, password)
    except Exception:  # noqa: BLE001 - a key store raises what its system does; none of it may carry the password on
        raise CannotSend(
            "This computer has no key store, or it is locked.",
            "Unlock it and try again, or start salesbook where the environment variable SALESBOOK_PASSWORD holds the password.",
        ) from None


def holds_login(text: str) -> bool:
    """Whether what names a server may hold a login or a password too; then nothing of it may be shown."""
    return "@" in text


def xoauth2(login: str, token: str) -> str:
    """What a client says to log in by XOAUTH2, before base64 (Gmail, Microsoft 365)."""
    return f"user={login}\x01auth=Bearer {token}\x01\x01"


def _kept(host: str, login: str) -> Secret:
    """What the key store holds; nothing where there is none, or it stays locked."""
    import keyring

    try:
        with warnings.catch_warnings(action="ignore"):
            token = keyring.get_password(f"{_service(host)} token", login)
            return Secret(keyring.get_password(_service(host), login) or "", (token or "").strip())
    except Exception:  # noqa: BLE001 - no key store, a locked one, a desktop that does not answer: all the same here
        return Secret()


def _service(host: str) -> str:
    return f"salesbook {host}"


def _command(host: str, login: str) -> str:
    """The command that keeps a password, safe to copy whatever stands in the workbook."""
    service = _service(host)
    quoted = f'"{service}"' if _PLAIN.fullmatch(host) else shlex.quote(service)
    return f"python -m keyring set {quoted} {login if _PLAIN.fullmatch(login) else shlex.quote(login)}"
