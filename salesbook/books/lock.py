"""Whether somebody has a workbook open, and a lock against two salesbooks writing at once."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from salesbook.errors import FileOpenElsewhere

_WAIT = 10.0  # seconds; another salesbook writes for two or three
_ANSI_NAME = 1  # where Excel's owner file has the name: first a length, then the letters
_UNICODE_LENGTH = 55


def refuse_if_open(path: Path) -> None:
    """Raise FileOpenElsewhere if a spreadsheet program has the workbook open, or may have.

    Excel leaves `~$NAME` beside it, LibreOffice `.~lock.NAME#`; and Windows refuses to open a file
    for writing that Excel holds.
    """
    libre, excel = path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name}")
    if libre.exists() and not _is_stale(libre):
        raise FileOpenElsewhere(str(path), _libreoffice_fields(libre)[0], str(libre))
    if excel.exists():
        raise FileOpenElsewhere(str(path), _excel_user(excel), str(excel))
    if os.name == "nt" and path.stat().st_mode & 0o200:
        try:
            path.open("r+b").close()
        except PermissionError as error:
            raise FileOpenElsewhere(str(path)) from error


@contextmanager
def only_salesbook(path: Path, lock: Path) -> Iterator[None]:
    """Keep other salesbooks from writing the workbook meanwhile.

    Raises FileOpenElsewhere when another one is at it for long.
    """
    from filelock import FileLock, Timeout

    held = FileLock(lock, timeout=_WAIT)
    try:
        held.acquire()
    except Timeout as error:
        raise FileOpenElsewhere(str(path), "another salesbook") from error
    except NotImplementedError:  # a drive without locks; the fingerprint still guards the file
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):  # on a drive that is gone, nobody holds it any more
            held.release()


def _libreoffice_fields(lock: Path) -> tuple[str, str, str]:
    """Who has the file open: the name to show, the account and the machine; "" where not known."""
    with suppress(OSError, UnicodeDecodeError):
        fields = [field.strip() for field in lock.read_text(encoding="utf-8").split(",")]
        if len(fields) > 2:
            return fields[0] or fields[1], fields[1], fields[2]
    return "", "", ""


def _is_stale(lock: Path) -> bool:
    """Whether LibreOffice died and left the lock: it was this account on this machine, and runs no more.

    In doubt the lock counts.
    """
    _, account, machine = _libreoffice_fields(lock)
    try:
        mine = account == getpass.getuser() and machine == socket.gethostname() != "localhost"
        processes = [process for process in Path("/proc").iterdir() if process.name.isdigit()]
    except (OSError, KeyError):
        return False
    return mine and bool(processes) and not any(map(_is_libreoffice, processes))


def _is_libreoffice(process: Path) -> bool:
    with suppress(OSError):
        return (process / "comm").read_text().startswith(("soffice", "oosplash"))
    return False


def _excel_user(lock: Path) -> str:
    """The name in Excel's owner file: first in the machine's old code page, then in UTF-16."""
    with suppress(OSError):
        data = lock.read_bytes()
        if len(data) > _UNICODE_LENGTH:
            start = _UNICODE_LENGTH + 2
            name = data[start : start + 2 * data[_UNICODE_LENGTH]].decode("utf-16-le", "ignore")
            if name.strip("\0 "):
                return name.strip("\0 ")
        if data:
            return data[_ANSI_NAME : _ANSI_NAME + data[0]].decode("cp1252", "ignore").strip("\0 ")
    return ""
