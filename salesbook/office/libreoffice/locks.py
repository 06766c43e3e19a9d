"""The mark that LibreOffice leaves beside a file it has open: .~lock.NAME#."""

from __future__ import annotations

import getpass
import socket
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from salesbook.office.libreoffice import profiles
from salesbook.office.libreoffice.errors import AlreadyOpen, OpenElsewhere


class _Holder(NamedTuple):
    who: str
    account: str
    machine: str
    profile: Path


def clear_way(path: Path) -> None:
    """Remove the mark of a LibreOffice that runs no more; raise AlreadyOpen or OpenElsewhere for any other.

    With a mark beside it, LibreOffice would ask what to do and wait for an answer.
    """
    mark = _mark(path)
    if mark.exists():
        holder = _holder(mark)
        if not (holder and _is_gone(holder)):
            if holder and profiles.is_our_profile(holder.profile) and _is_mine(holder):
                raise AlreadyOpen(str(path))
            raise OpenElsewhere(str(path), holder.who if holder else "", str(mark))
        mark.unlink(missing_ok=True)
    excel = path.with_name(f"~${path.name}")
    if excel.exists():
        raise OpenElsewhere(str(path), "Excel", str(excel))


def clean_up(path: Path, profile: Path) -> None:
    """Remove the mark that our own LibreOffice, of this profile, had no time to remove."""
    holder = _holder(_mark(path))
    if holder and holder.profile == profile:
        _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f".~lock.{path.name}#")


def _holder(mark: Path) -> _Holder | None:
    with suppress(OSError, UnicodeDecodeError):
        fields = [field.strip(" ;\n") for field in mark.read_text(encoding="utf-8").split(",")]
        if len(fields) > 4:
            profile = Path(unquote(urlsplit(fields[4]).path))
            return _Holder(fields[0] or fields[1], fields[1], fields[2], profile)
    return None


def _is_mine(holder: _Holder) -> bool:
    try:
        return holder.account == getpass.getuser() and holder.machine == socket.gethostname() != "localhost"
    except (OSError, KeyError):
        return False


def _is_gone(holder: _Holder) -> bool:
    """Whether it was this account on this machine, and no LibreOffice runs on that profile. In doubt, no."""
    return _is_mine(holder) and not profiles.is_used(holder.profile)
