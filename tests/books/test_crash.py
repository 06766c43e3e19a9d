"""Killed at any moment, `today` leaves the old workbook or the new one, whole, and work goes on."""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.books.kernel import CHANGES, LOOKS
from tests.books.morning import (
    BOOK,
    DONE,
    TODAY,
    UNDO,
    Morning,
    assert_undo_brings_back,
    assert_work_goes_on,
    copied,
    is_new,
)
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


def test_the_new_book_is_on_the_disk_before_it_takes_the_old_ones_place(morning):
    kinds = [change.split()[0] for change in morning.changes]
    temporary = [kind for kind, change in zip(kinds, morning.changes, strict=True) if f" .{BOOK}." in change]
    assert [kind for kind, _ in itertools.groupby(temporary)] == [
        "openat",
        "write",
        "fsync",
        "chmod",
        "rename",
        "unlink",
    ]
    assert morning.changes[morning.swap + 1] == "fsync trial"  # and the folder knows it


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
    seen = set()
    for number, call in enumerate(morning.changes):
        if call.startswith(("write", "sendfile")):
            with morning.folder() as folder:
                assert killed_at(number, folder, *TODAY, halfway=True).killed
                outcome = morning.outcome(folder)
                if is_new(folder, seen):
                    assert_undo_brings_back(morning.until(outcome), folder)
                    assert_work_goes_on(folder)


@pytest.mark.parametrize("seed", range(SHARES))
def test_killed_at_random_moments_it_leaves_the_old_or_the_new_book(morning, seed):
    dice = random.Random(seed)
    outcomes, seen = Counter(), set()
    while outcomes.total() < 200 // SHARES:
        with morning.folder() as folder:
            if killed_by_chance(dice, morning, folder).killed:
                outcomes[outcome := morning.outcome(folder)] += 1
                if is_new(folder, seen):
                    assert_work_goes_on(folder)
                    assert_undo_brings_back(morning.until(outcome), folder)
    assert set(outcomes) == {"old", "new"}, outcomes


def killed_by_chance(dice: random.Random, morning: Morning, folder: Path) -> Ended:
    """TODAY, killed at any time: every other time by the clock, else during or after any call.

    By the clock alone, what takes longest would be hit most, and of a busy computer too little.
    """
    if dice.random() < 0.5:
        return Run(folder, *TODAY).kill_after(dice.uniform(0, morning.seconds))
    trial = Run(folder, *TODAY, hold="all")
    if next(itertools.islice(trial.watch.calls(), dice.randrange(morning.calls), None), None):
        trial.watch.go_on()
        time.sleep(dice.expovariate(2000))
        trial.watch.kill()
    return trial.end()


def test_killed_anywhere_in_an_undo_it_leaves_the_book_before_or_after_it(morning):
    outcomes = set()
    with morning.folder("undone") as start:
        assert salesbook(start, *TODAY).status in DONE
        states = [(start / BOOK).read_bytes(), morning.old, morning.before]
        for number in itertools.count():
            with copied(start, start.with_name("trial")) as folder:
                if not killed_at(number, folder, *UNDO).killed:
                    break
                outcomes.add(found := states.index((folder / BOOK).read_bytes()))
                assert_undo_brings_back(states[found + 1], folder)
                assert_work_goes_on(folder)
    assert outcomes == {0, 1}


def test_killed_at_work_through_a_link_it_leaves_the_link_and_what_other_names_mean(morning):
    for number in {*range(0, len(morning.changes), 8), morning.swap, morning.swap + 1}:
        with morning.folder() as folder, copied(morning.start, folder.with_name("links")) as links:
            link, other = links / "link.xlsx", links / "other.xlsx"
            link.symlink_to(folder / BOOK)
            other.hardlink_to(folder / BOOK)
            assert killed_at(number, folder, "today", str(link), *TODAY[2:]).killed
            assert link.readlink() == folder / BOOK
            assert other.read_bytes() == morning.old
            assert morning.outcome(folder) == ("new" if number > morning.swap else "old")


def test_killed_right_before_and_after_the_new_book_stands_its_owner_and_rights_are_those_of_the_old(morning):
    for number in (morning.swap, morning.swap + 1):
        with morning.folder() as folder:
            owner = (1234, 5678) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
            os.chown(folder / BOOK, *owner)
            (folder / BOOK).chmod(0o640)
            assert killed_at(number, folder, *TODAY).killed
            found = (folder / BOOK).stat()
            assert (stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid) == (0o640, *owner)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_second_opinion_no_call_that_changes_a_file_escapes_the_watch(morning, tmp_path):
    with morning.folder() as folder:
        command = [sys.executable, "-m", "salesbook", *TODAY]
        command[command.index(BOOK)] = str(folder / BOOK)
        subprocess.run(
            ["strace", "-f", "-y", "-qq", "-o", tmp_path / "trace", *command],
            check=False,
            cwd=REPOSITORY,
            capture_output=True,
        )
        lines = (tmp_path / "trace").read_text(errors="replace").splitlines()
        there = str(folder.parents[1])  # of what follows, strace writes some letters in its own way
        traced = Counter(re.match(r"\d+ +(\w+)\(", line)[1] for line in lines if there in line)
    assert set(traced) <= CHANGES.keys() | LOOKS.keys() | HARMLESS
    seen = Counter(change.split()[0] for change in morning.changes)
    for name in CHANGES.keys() - {
        "openat",
        "ioctl",
        "write",
    }:  # those may only look; and the time is in the file
        assert traced[name] == seen[name], name
    assert abs(traced["write"] - seen["write"]) <= 1
