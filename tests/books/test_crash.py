"""Killed at any moment, `today` leaves the old workbook or the new one, whole, and work goes on."""

from __future__ import annotations

import itertools
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
from tests.books.morning import BOOK, DONE, NEXT_DAY, TODAY, UNDO, Morning, copied, leftovers
from tests.books.trials import Ended, Run, salesbook

SHARES = 4  # of a series, so that several processors work on it
REPOSITORY = Path(__file__).parents[2]
HARMLESS = {"close", "lseek", "fstat", "fcntl", "readlink", "execve"}


def killed_at(number: int, folder: Path, *command: str, halfway: bool = False) -> Ended:
    """A command that is killed before its change of that number, or when half of it has happened."""
    trial = Run(folder, *command, hold="changes")
    changes = (call for call in trial.watch.calls() if call.changes)
    if next(itertools.islice(changes, number, None), None):
        trial.watch.kill_halfway() if halfway else trial.watch.kill()
    return trial.end()


def assert_work_goes_on(folder: Path) -> None:
    """The next day's run needs no cleaning up, and undo takes back that run, to the byte."""
    state = (folder / BOOK).read_bytes()
    ended = salesbook(folder, *NEXT_DAY)
    assert ended.status in DONE, ended.told
    assert (folder / BOOK).read_bytes() != state
    assert not leftovers(folder)
    assert_undo_brings_back(state, folder)


def assert_undo_brings_back(state: bytes, folder: Path) -> None:
    ended = salesbook(folder, *UNDO)
    assert ended.status == 0, ended.told
    assert (folder / BOOK).read_bytes() == state


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_before_any_write_flush_or_rename_it_leaves_the_old_or_the_new_book(morning, share):
    outcomes = Counter()
    for number in range(share, len(morning.changes), SHARES):
        with morning.folder() as folder:
            assert killed_at(number, folder, *TODAY).killed, morning.changes[number]
            outcomes[outcome := morning.outcome(folder)] += 1
            assert_work_goes_on(folder)
            assert_undo_brings_back(morning.until(outcome), folder)
    assert set(outcomes) == {"old", "new"}, outcomes


def test_killed_in_the_middle_of_any_write_it_leaves_the_old_or_the_new_book(morning):
    for number, call in enumerate(morning.changes):
        if call.startswith(("write", "sendfile")):
            with morning.folder() as folder:
                assert killed_at(number, folder, *TODAY, halfway=True).killed
                assert_undo_brings_back(morning.until(morning.outcome(folder)), folder)


@pytest.mark.parametrize("seed", range(SHARES))
def test_killed_at_random_moments_it_leaves_the_old_or_the_new_book(morning, seed):
    dice = random.Random(seed)
    outcomes = Counter()
    while outcomes.total() < 200 // SHARES:
        with morning.folder() as folder:
            length = duration(folder)  # anew each time: the computer has other things to do, too
        for _ in range(10):
            with morning.folder() as folder:
                if Run(folder, *TODAY).kill_after(dice.uniform(0, length)).killed:
                    outcomes[morning.outcome(folder)] += 1
                    if contents(folder) != contents(morning.start):
                        assert_work_goes_on(folder)
    assert set(outcomes) == {"old", "new"}, outcomes


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def duration(folder: Path) -> float:
    """How long TODAY takes, in seconds."""
    start = time.perf_counter()
    assert salesbook(folder, *TODAY).status in DONE
    return time.perf_counter() - start


def test_killed_anywhere_in_an_undo_it_leaves_the_book_before_or_after_it(morning):
    outcomes = set()
    with morning.folder("undone") as start:
        assert salesbook(start, *TODAY).status in DONE
        states = [(start / BOOK).read_bytes(), morning.old, morning.before]
        for number in itertools.count():
            with copied(start) as folder:
                if not killed_at(number, folder, *UNDO).killed:
                    break
                outcomes.add(found := states.index((folder / BOOK).read_bytes()))
                assert salesbook(folder, *UNDO).status == 0
                assert (folder / BOOK).read_bytes() == states[found + 1]
                assert not leftovers(folder)
    assert outcomes == {0, 1}


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_second_opinion_no_call_that_changes_a_file_escapes_the_watch(morning, tmp_path):
    with morning.folder() as folder:
        command = [sys.executable, "-m", "salesbook", *TODAY]
        command[command.index(BOOK)] = str(folder / BOOK)
        subprocess.run(["strace", "-f", "-y", "-qq", "-o", tmp_path / "trace", *command], check=False, cwd=REPOSITORY, capture_output=True)
        lines = (tmp_path / "trace").read_text(errors="replace").splitlines()
        traced = Counter(re.match(r"\d+ +(\w+)\(", line)[1] for line in lines if f"{folder}" in line and "resumed>" not in line)
    assert set(traced) <= CHANGES.keys() | LOOKS.keys() | HARMLESS
    seen = Counter(change.split()[0] for change in morning.changes)
    for name in CHANGES.keys() - {"openat", "ioctl", "write"}:  # those may only look; and the time is in the file
        assert traced[name] == seen[name], name
    assert abs(traced["write"] - seen["write"]) <= 1
