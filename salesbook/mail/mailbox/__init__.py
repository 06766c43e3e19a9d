"""Places where answers arrive, read without a trace."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from salesbook.errors import BadInput, FileMissing
from salesbook.mail.mailbox.files import EmlFolder, Maildir, in_outlooks_own_format
from salesbook.mail.mailbox.found import Found, KnowsSent, Mailbox
from salesbook.mail.mailbox.imap import ImapBox
from salesbook.mail.mailbox.imap_connection import server_of
from salesbook.mail.mailbox.mbox import Mbox
from salesbook.mail.mailbox.reading import unreadable
from salesbook.mail.secrets import Secret

__all__ = ["Found", "ImapBox", "KnowsSent", "Mailbox", "mailbox_of"]

# A server with a password before it is one too, so that it is not shown as the name of a missing file.
_SERVER = re.compile(
    r"imaps?://.*|localhost|[\w-]+:\d{2,5}|\[?[\w.:-]+\.[\w.:-]+\]?|(?![a-z]:\\|[/\\.~])[^:]+:.*@.*",
    re.IGNORECASE,
)


def mailbox_of(text: str, login: str, secret: Callable[[], Secret]) -> Mailbox:
    """What the setting Mailbox, or a person, names.

    `imap.example.com`, `imaps://host:993`, `imap://host:143` (encrypted before the login, save within
    this computer); a folder that is a Maildir; an mbox file; a folder of .eml files, or one of them.
    Raises BadInput for what is none of these, FileMissing and CannotRead.
    """
    text = text.strip()
    path = Path(text).expanduser()
    try:
        if text and path.exists():
            return _folder(path.resolve()) if path.is_dir() else _file(path.resolve())
    except OSError as error:
        raise unreadable(path, error) from error
    if not _SERVER.fullmatch(text) or path.suffix.lower() in {".eml", ".mbox", ".msg"}:
        raise (
            FileMissing(text)
            if text
            else BadInput(
                "There is no mailbox to read.",
                "Name one as Mailbox on the Settings sheet, such as imap.example.com.",
            )
        )
    server = server_of(text)
    if not login:
        raise BadInput(
            f"There is no user name for {server.host}.", "Type it as Mailbox login on the Settings sheet."
        )
    return ImapBox(server, login, secret)


def _folder(path: Path) -> Mailbox:
    return Maildir(path) if all((path / part).is_dir() for part in ("cur", "new")) else EmlFolder(path)


def _file(path: Path) -> Mailbox:
    if path.suffix.lower() == ".msg":
        raise in_outlooks_own_format(path.name)
    if path.suffix.lower() == ".eml":
        return EmlFolder(path)
    with path.open("rb") as file:
        start = file.read(5)
    if start in {b"", b"From "}:
        return Mbox(path)
    raise BadInput(
        f"{path.name} holds no mails: it is neither an mbox nor an .eml file.",
        "Name a mailbox, a Maildir, an mbox or .eml files.",
    )
