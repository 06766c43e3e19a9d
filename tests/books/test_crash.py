"""Killed at any moment, `today` leaves the old workbook or the new one, whole, and work goes on."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.books.kernel import CHANGES, LOOKS, Call
from tests.books.morning import BOOK, DONE, NEXT_DAY, TODAY, UNDO, Morning, leftovers, tables, whole
from tests.books.trials import Ended, Run, salesbook

SHARES = 4  # of a series, so that several processors work on it
HARMLESS = {"close", "lseek", "fstat", "fcntl", "dup", "readlink", "readlinkat", "getcwd", "chdir", "execve", "fadvise64"}


def killed_at(folder: Path, number: int, *, halfway: bool = False) -> Ended:
    """TODAY, killed before its change of that number, or when half of it has happened."""
    trial = Run(folder, *TODAY, watched=True)
    changes = 0
    for call in trial.watch.calls():
        if call.changes and (changes := changes + 1) > number:
            trial.watch.kill_halfway() if halfway else trial.watch.kill()
    return trial.end()


def assert_work_goes_on(morning: Morning, folder: Path) -> None:
    """The next day's run needs no cleaning up, and each undo takes back one whole run, to the byte."""
    states = [(folder / BOOK).read_bytes(), morning.before if morning.outcome(folder) == "old" else morning.old]
    ended = salesbook(folder, *NEXT_DAY)
    assert ended.status in DONE, ended.told
    assert (folder / BOOK).read_bytes() != states[0]
    assert not leftovers(folder)
    for state in states:
        ended = salesbook(folder, *UNDO)
        assert ended.status == 0, ended.told
        assert (folder / BOOK).read_bytes() == state


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_before_any_write_flush_or_rename_it_leaves_the_old_or_the_new_book(morning, share):
    outcomes = Counter()
    for number in range(share, len(morning.changes), SHARES):
        with morning.folder() as folder:
            assert killed_at(folder, number).killed, morning.changes[number]
            outcomes[morning.outcome(folder)] += 1
            assert_work_goes_on(morning, folder)
    assert set(outcomes) == {"old", "new"}, outcomes
