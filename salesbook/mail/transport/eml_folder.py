"""Letters as files that a mail program opens as drafts: for a person to look through and send."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from salesbook.errors import CannotWrite, FileOpenElsewhere
from salesbook.mail.base import CannotSend, Fate, Parcel, Receipt
from salesbook.mail.message.filenames import draft_name, stem, stem_of
from salesbook.util.atomic_write import write_errors_explained

_PART = ".part"


class Folder:
    """A folder of .eml files. A letter that was put there is not put there again, nor is any file overwritten."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self._path = path

    def open(self) -> None:
        """Make the folder where there is none. Raises CannotSend."""
        with _told(self._path):
            self._path.mkdir(parents=True, exist_ok=True)

    def hand(self, parcel: Parcel) -> Receipt:
        """See `Transport.hand`: a letter that was handed is on the disk."""
        path = self._path / draft_name(_number(parcel.message_id), parcel.to)
        part = path.with_name(f".{path.name}{_PART}")
        with _told(self._path):
            if path.exists():
                return Receipt(Fate.HANDED, f"{path.name} is there already.")
            try:
                _write(part, parcel.data)
                _put_in_place(part, path)
            finally:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        return Receipt(Fate.HANDED, path.name)

    def remove(self, message_ids: Iterable[str]) -> None:
        """Delete the files of these letters, as far as they are there and can be deleted: nobody is to send them."""
        stems = {stem(_number(message_id)) for message_id in message_ids}
        with suppress(OSError):
            for path in list(self._path.iterdir()) if stems else ():
                if stem_of(path.name) in stems:
                    path.unlink()

    def close(self) -> None:
        """Nothing is open."""


def _number(message_id: str) -> str:
    """What the name of a letter's file begins with."""
    return blake2b(message_id.encode(), digest_size=8).hexdigest().upper()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What stands against one file stands against all: raise it as CannotSend."""
    try:
        with write_errors_explained(path):
            yield
    except CannotWrite as error:
        raise CannotSend(
            f"No letter can be written into {path}: {error.why}.", "Put that right, then try again."
        ) from error
    except FileOpenElsewhere as error:
        raise CannotSend(f"{path} is held by another program.", "Close it there, then try again.") from error


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _put_in_place(part: Path, path: Path) -> None:
    """Give the file its name, unless one of that name came meanwhile: that one stays."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return
    except OSError:  # a disk without links
        if not path.exists():
            part.rename(path)
    with suppress(OSError):  # not every system can say so to its disk
        number = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
