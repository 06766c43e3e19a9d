"""Files with mails, read so that one that cannot be read does not keep the others back."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from salesbook.errors import CannotRead, FileMissing, SalesbookError
from salesbook.mail.mailbox.found import MOST_MAIL_BYTES, START_BYTES


def files_by_name(folder: Path) -> list[os.DirEntry[str]]:
    """The files in a folder, in the order of their names. Raises FileMissing or CannotRead."""
    try:
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if entry.is_file()), key=lambda entry: entry.name)
    except FileNotFoundError:
        raise FileMissing(printable_name(str(folder))) from None
    except OSError as error:
        raise unreadable(folder, error) from error


def mail_in(path: Path) -> bytes:
    """The mail in a file; of a large one the start. Raises OSError."""
    with path.open("rb") as file:
        is_large = os.fstat(file.fileno()).st_size > MOST_MAIL_BYTES
        return file.read(START_BYTES if is_large else MOST_MAIL_BYTES)


def unreadable(path: Path, error: OSError) -> SalesbookError:
    """What to tell about a file that cannot be read."""
    return CannotRead(
        printable_name(str(path)),
        "you may not read it"
        if isinstance(error, PermissionError)
        else (error.strerror or str(error)).lower(),
    )


def printable_name(name: str) -> str:
    """A file name that can be printed and kept, whatever bytes the disk has for it."""
    return name.encode("utf-8", "backslashreplace").decode()


def digest(data: bytes) -> str:
    """A key for these bytes."""
    return blake2b(data, digest_size=16).hexdigest()
