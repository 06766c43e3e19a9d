"""The private profiles that our LibreOffices run on: which are in use, and removing those that are not."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_PREFIX = "libreoffice-buttons-"
_A_WHILE = 600.0  # seconds; by then an office that starts has its mark in the profile


def new() -> Path:
    """An empty one."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def is_our_profile(profile: Path) -> bool:
    """Whether a profile is one of those, and not a person's own."""
    return profile.name.startswith(_PREFIX)


def is_used(profile: Path) -> bool:
    """Whether a LibreOffice runs on it. In doubt, yes."""
    if not (profile / ".lock").exists():
        return False
    return sys.platform != "linux" or any(_runs_on(profile, each) for each in Path("/proc").iterdir())


def sweep_profiles() -> None:
    """Remove what LibreOffices left behind whose Python ended before them.

    Not those of somebody else, nor young ones, nor those with unsaved work to recover.
    """
    for profile in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_left_over(profile):
                shutil.rmtree(profile, ignore_errors=True)


def _is_left_over(profile: Path) -> bool:
    found = profile.lstat()
    if os.name == "posix" and found.st_uid != os.getuid():
        return False
    backups = profile / "user" / "backup"
    if time.time() - found.st_mtime < _A_WHILE or (backups.is_dir() and any(backups.iterdir())):
        return False
    return not (_is_of_another_machine(profile) or is_used(profile))


def _is_of_another_machine(profile: Path) -> bool:
    """Whether the mark in it says so: containers may share a temporary folder, and not see each other's programs."""
    mark = profile / ".lock"
    return mark.exists() and f"Host={socket.gethostname().partition('.')[0]}" not in mark.read_text("utf-8")


def _runs_on(profile: Path, process: Path) -> bool:
    with suppress(OSError):
        words = (process / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        if process.name.isdigit() and Path(words[0]).name.startswith(("soffice", "oosplash")):
            named = [word for word in words if word.startswith("-env:UserInstallation=")]
            return profile.as_uri() in named[0] if named else not is_our_profile(profile)
    return False
