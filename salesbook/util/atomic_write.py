"""A file replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

from salesbook.errors import CannotRead, CannotWrite, FileMissing, FileOpenElsewhere

_END = ".salesbook-tmp"
_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not write in its folder",
    errno.EPERM: "you may not write in its folder",
    errno.EEXIST: "there is a file of that name by now",
    errno.EFBIG: "the disk takes no file of that size",
}
_GONE = {errno.ESTALE, errno.EIO, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENODEV, errno.ENXIO,
         errno.ENOENT, errno.ETIMEDOUT, errno.ECONNRESET}  # fmt: skip
_WINDOWS_HELD = {32, 33}  # sharing and lock violations


@contextmanager
def written_beside(
    target: Path, fill: Callable[[BinaryIO], None], like: Path | None = None
) -> Iterator[Path]:
    """A new file in the target's folder, filled, on the disk, with the mode and owner of the target, or of `like`.

    It is gone afterwards, unless it was moved away.
    """
    for left in target.parent.glob(f".{escape(target.name)}.*{_END}"):  # by a salesbook that was stopped
        left.unlink(missing_ok=True)
    number, name = tempfile.mkstemp(suffix=_END, prefix=f".{target.name}.", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(number, "w+b") as out:
            fill(out)
            out.flush()
            os.fsync(out.fileno())
        _take_rights(path, like or target)
        yield path
    finally:
        with suppress(OSError):  # what cannot be removed now goes with the next write
            path.unlink(missing_ok=True)


def pour(source: Path, out: BinaryIO) -> None:
    """Copy a file's bytes into an open one."""
    with source.open("rb") as file:
        shutil.copyfileobj(file, out, 1 << 20)


def swap(new: Path, target: Path) -> None:
    """Put `new` in the target's place. Whatever happens, one of them stands there whole."""
    new.replace(target)
    _note_on_disk(target)


def put_new(new: Path, target: Path) -> None:
    """Put `new` where nothing stands. Raises FileExistsError where something does by now."""
    try:
        target.hardlink_to(new)  # unlike a renaming it never takes the place of another file
    except FileExistsError:
        raise
    except OSError:  # not every disk has links
        if target.exists():
            raise FileExistsError(str(target)) from None
        new.rename(target)
    _note_on_disk(target)


def _note_on_disk(target: Path) -> None:
    with suppress(OSError):  # the new file is in place; not every system can say so to its disk
        number = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def write_errors_explained(path: Path) -> Iterator[None]:
    """Raise what the system says against writing as CannotWrite or FileOpenElsewhere."""
    new = not os.path.lexists(path)  # asked first: when a drive is gone, nothing is there
    try:
        yield
    except OSError as error:
        if getattr(error, "winerror", None) in _WINDOWS_HELD:
            raise FileOpenElsewhere(str(path)) from error
        if error.errno in _GONE:
            raise CannotWrite(str(path), "its drive is no longer there", new) from error
        raise CannotWrite(str(path), _WHY.get(error.errno or 0, str(error.strerror or error)), new) from error
    except CannotRead as error:  # perhaps of a file that nobody knows but us
        raise CannotWrite(str(path), error.why, new) from error


def refuse_read_only(path: Path) -> None:
    """Raise CannotWrite for a file that is marked as not to be changed, FileMissing where it is gone."""
    if not path.exists() and path.parent.is_dir():
        raise FileMissing(str(path))
    writable = os.access(path, os.W_OK)  # no, too, when the drive is gone: then the next line says so
    if not path.stat().st_mode & 0o222 or not writable:
        raise CannotWrite(str(path), "the file is marked read-only")


def _take_rights(path: Path, target: Path) -> None:
    shutil.copymode(target, path)
    if os.name != "nt":
        was, now = target.stat(), path.stat()
        if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
            with suppress(PermissionError):
                os.chown(path, was.st_uid, was.st_gid)
                shutil.copymode(target, path)  # a change of owner takes bits away
