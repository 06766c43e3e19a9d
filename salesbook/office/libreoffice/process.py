"""A LibreOffice of our own: started, connected to, watched and ended.

It runs on a private profile, a copy of the user's settings where asked for. With the user's own
profile it would join a LibreOffice that runs already: our end would be the end of other people's
documents, its crash ours, and its recovery dialog would stand in front of every load.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from salesbook.office.libreoffice import profiles
from salesbook.office.libreoffice.bridge import failure, uno
from salesbook.office.libreoffice.connection import Connection
from salesbook.office.libreoffice.errors import CannotStart, OfficeDied
from salesbook.office.libreoffice.finding import program, settings_folder

_START = 90.0  # seconds; a cold disk takes long, and waiting costs nothing
_END = 15.0
_A_MOMENT = 3.0
_RESTART = 81  # a new profile is made ready first, then it asks to be started again
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
)
# Nothing may ask or advertise; formulas are worked out on loading, because programs that write workbooks leave
# old results in them; no line across a table shows where a page of paper would end, and no name of a person or a firm
# is underlined as a misspelt word.
_QUIET = (
    ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("Office.Calc/Layout/Line", "PageBreak", "false"),
    ("Office.Linguistic/SpellChecking", "IsSpellAuto", "false"),
    ("Setup/Product", "LastTimeDonateShown", "99999999999"),
    ("Setup/Product", "LastTimeGetInvolvedShown", "99999999999"),
    ("Office.Common/Save/Document", "WarnAlienFormat", "false"),
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


class Office:
    """One running LibreOffice and the connection to it."""

    def __init__(self, *, visible: bool = False, own_settings: bool = False) -> None:
        """Start it; raises OfficeMissing, UnoMissing or CannotStart.

        `visible` gives it windows, `own_settings` the user's language, toolbars and name.
        """
        uno()
        self.visible = visible
        self.profile = profiles.new()
        self._kept: str | None = None
        self._ended = False
        self._pipe = f"xlwings{uuid.uuid4().hex}"
        try:
            _write_settings(self.profile / "user", own_settings=own_settings)
            self._process = self._spawn()
            self._connection = self._connect()
        except BaseException:
            self._kill()
            shutil.rmtree(self.profile, ignore_errors=True)
            raise
        self.context = self._connection.context
        self.desktop = self.create("frame.Desktop")
        atexit.register(self.end)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    @property
    def dies(self) -> bool:
        """Whether it has ended, or ends just now: the bridge notices that first."""
        if self.alive and not self._answers():
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_A_MOMENT)
        return not self.alive

    def _answers(self) -> bool:
        try:
            self.desktop.getName()
        except Exception:  # noqa: BLE001  # errors of many kinds mean that it is gone
            return False
        return True

    @property
    def crashed(self) -> bool:
        """Whether it ended other than by being closed."""
        return not self._ended and self._process.poll() not in {None, 0}

    def create(self, service: str) -> Any:
        """A new object of a service by its name without com.sun.star."""
        return self._connection.create(service)

    def end(self) -> None:
        """End it and remove what it left; unsaved documents are dropped. Safe to call twice."""
        self._ended = True
        atexit.unregister(self.end)
        self._ask_to_end()
        self._connection.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END)
        self._kill()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _ask_to_end(self) -> None:
        """In a thread of its own, which makes no other call.

        Its answer may come so late that the call has been given up because the connection was gone. UNO keeps it
        for the next call of the same thread, through whatever connection, and takes it for that one's answer:
        an error that says nothing, or the end of this Python.
        """

        def ask() -> None:
            with suppress(Exception):  # it may be gone, or go while it answers
                self.desktop.terminate()

        asking = Thread(target=ask, daemon=True)
        asking.start()
        asking.join(_END)

    def leave(self) -> None:
        """Let it run on when this Python ends."""
        atexit.unregister(self.end)

    def kill(self) -> None:
        """End it at once."""
        self._ended = True
        self._kill()
        self.end()

    def died(self) -> OfficeDied:
        """That it ended unexpectedly, as an error; what it saved for recovery is moved to safety."""
        if self._kept is None:
            self._kept = ""
            backups = self.profile / "user" / "backup"
            if backups.is_dir() and any(backups.iterdir()):
                self._kept = tempfile.mkdtemp(prefix="libreoffice-recovered-")
                shutil.copytree(backups, self._kept, dirs_exist_ok=True)
        return OfficeDied(self._kept)

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [
            str(program()), f"-env:UserInstallation={self.profile.as_uri()}",
            f"--accept=pipe,name={self._pipe};urp;", "--nologo", "--norestore", "--nofirststartwizard",
        ]  # fmt: skip
        command.append(
            "--invisible" if self.visible else "--headless"
        )  # no window before there is a document
        quiet = subprocess.DEVNULL
        return subprocess.Popen(  # noqa: S603
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=os.name == "posix"
        )  # a session of its own: Ctrl+C in the terminal is ours to answer

    def _connect(self) -> Connection:
        end, again = time.monotonic() + _START, True
        while time.monotonic() < end:
            with suppress(failure("connection.NoConnectException")):
                return Connection(self._pipe)
            code = self._process.poll()
            # A screen that was just left may end it once, without a fault.
            if code == _RESTART or (code == 0 and again):
                again = again and code != 0
                self._process = self._spawn()
            elif code is not None:
                raise CannotStart(f"it ended at once with status {code}")
            time.sleep(0.05)
        raise CannotStart(f"it did not answer within {_START:.0f} seconds")

    def _kill(self) -> None:
        process = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()


# What it wants to recover, whether it was starting anew, and where its windows stood: a run without
# windows, such as a conversion, leaves sizes there with which a click did not reach a button.
_OF_A_RUN = ("Office.Recovery", "Setup/Office", "Office.Views")


def _write_settings(user: Path, *, own_settings: bool) -> None:
    user.mkdir(parents=True)
    items = ""
    if own_settings:
        with suppress(OSError, UnicodeDecodeError):
            text = (settings_folder() / "registrymodifications.xcu").read_text(encoding="utf-8")
            items = "".join(
                f"{item}\n" for item in re.findall(r"<item .*?</item>", text, re.DOTALL) if _kept(item)
            )
    items += "".join(_ITEM.format(*setting) for setting in _QUIET)
    (user / "registrymodifications.xcu").write_text(f"{_HEAD}{items}</oor:items>\n", encoding="utf-8")


def _kept(item: str) -> bool:
    """Whether a setting of the user's goes along: not what it was in the middle of, nor what we set."""
    return not any(f'"/org.openoffice.{path}' in item for path in _OF_A_RUN) and not any(
        f'"/org.openoffice.{path}"' in item and f'oor:name="{name}"' in item for path, name, _ in _QUIET
    )
