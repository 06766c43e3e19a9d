"""Runs commands in processes of their own, which can be held, refused, hampered and killed.

A process with everything imported forks a copy of itself for each trial, so that a trial costs
what the action costs and not what Python's start costs.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path

from tests.books.kernel import Watch, watch_me
from tests.forking import forking

CRASHED = 99  # a traceback: no exit status of ours
_PATIENCE = 120


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, or minus the signal that killed it; and what it said."""

    status: int
    told: str

    @property
    def killed(self) -> bool:
        return self.status == -9


class Run:
    """A command at work in a folder.

    `hold`: "changes" holds it at each call that changes something in the folder, "all" at those
    that only look, too; `watch` then goes through them. `hamper` is called in the process before
    the command, to take something away from it.
    """

    watch: Watch

    def __init__(
        self, folder: Path, *command: str, hold: str = "", hamper: Callable[[], None] | None = None
    ) -> None:
        server = forking()
        ours, theirs = server.Pipe()
        self._told, tells = server.Pipe(duplex=False)
        self._process = server.Process(
            target=_work, args=(folder, command, tells, theirs, hold, hamper), daemon=True
        )
        self._process.start()
        theirs.close()
        tells.close()
        with ours:
            if hold:
                self.watch = Watch(self._process.pid or 0, recv_handle(ours), folder)
            else:
                ours.recv()
        self._started = time.perf_counter()

    def kill_after(self, seconds: float) -> Ended:
        """Let it work for so long, and no longer."""
        time.sleep(max(0.0, self._started + seconds - time.perf_counter()))
        self._process.kill()
        return self.end()

    def end(self) -> Ended:
        """Wait until the process has ended."""
        if hasattr(self, "watch"):
            self.watch.let_go()
        self._process.join(_PATIENCE)
        status = self._process.exitcode
        if status is None:
            self._process.kill()
            raise TimeoutError("the command hangs")
        self._process.close()
        with self._told, open(self._told.fileno(), encoding="utf-8", closefd=False) as told:
            return Ended(status, told.read())


def salesbook(folder: Path, *command: str, hamper: Callable[[], None] | None = None) -> Ended:
    """Run a command to its end."""
    return Run(folder, *command, hamper=hamper).end()


def _work(
    folder: Path,
    command: Sequence[str],
    tells: Connection,
    tests: Connection,
    hold: str,
    hamper: Callable[[], None] | None,
) -> None:
    """In the process of the trial."""
    status = CRASHED
    try:
        os.chdir(folder)
        with open(tells.fileno(), "w", encoding="utf-8", closefd=False) as sys.stderr:
            try:
                if hamper:
                    hamper()
                if hold:
                    listener = watch_me(looks=hold == "all")
                    send_handle(tests, listener, os.getppid())
                    os.close(listener)
                else:
                    tests.send("ready")
                from salesbook.cli.main import main

                status = main(command)
            except BaseException:
                traceback.print_exc()
                raise
    finally:
        os._exit(status)  # nothing of what Python does at its end
