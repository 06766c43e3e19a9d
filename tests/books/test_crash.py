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
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.books.kernel import CHANGES, LOOKS
from tests.books.mishaps import killed_at
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
    moments,
    tables,
)
from tests.books.trials import Ended, Run, salesbook

SHARES = 2  # of a series, so that several processors work on it
REPOSITORY = Path(__file__).parents[2]
HARMLESS = {"close", "lseek", "fstat", "fcntl", "readlink", "execve"}


def test_the_new_book_is_on_the_disk_before_it_takes_the_old_ones_place(morning):
    def last(kind: str) -> int:
        return max(n for n, change in enumerate(morning.changes) if change.startswith(f"{kind} .{BOOK}."))

    assert last("write") < last("fsync") < morning.swap
    assert "fsync trial" in morning.changes[morning.swap :], "then the folder's own entry"


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_before_any_write_flush_or_rename_it_leaves_the_old_or_the_new_book(morning, share):
    outcomes, seen = Counter(), set()
    # Two thirds of all write one piece more into a file that nobody reads yet.
    for number in moments(morning.changes, 3)[share::SHARES]:
        with morning.folder() as folder:
            assert killed_at(number, folder, *TODAY).killed, morning.changes[number]
            outcomes[outcome := morning.outcome(folder)] += 1
            if is_new(folder, seen):
                assert_work_goes_on(folder)
                assert_undo_brings_back(morning.until(outcome), folder)
    assert set(outcomes) == {"old", "new"}, outcomes


def test_killed_in_the_middle_of_a_write_it_leaves_the_old_or_the_new_book(morning):
    seen = set()
    for number in moments(morning.changes, 3):
        if morning.changes[number].startswith(("write", "sendfile")):
            with morning.folder() as folder:
                assert killed_at(number, folder, *TODAY, halfway=True).killed
                outcome = morning.outcome(folder)
                if is_new(folder, seen):
                    assert_undo_brings_back(morning.until(outcome), folder)
                    assert_work_goes_on(folder)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_it_leaves_the_old_or_the_new_book(morning, seed):
    dice = random.Random(seed)
    outcomes, seen = Counter(), set()
    while outcomes.total() < 50:
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
    if next(itertools.islice(trial.watch.calls(), dice.randrange(len(morning.calls)), None), None):
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


def test_killed_before_the_new_book_stands_and_saved_by_somebody_undo_takes_back_the_write_before(morning):
    with morning.folder() as folder:
        assert killed_at(morning.swap, folder, *TODAY).killed
        save_elsewhere(folder)
        assert any(tables(folder / BOOK)["Calls"]["Outcome"])
        assert salesbook(folder, *UNDO).status == 0
        assert not any(tables(folder / BOOK)["Calls"]["Outcome"])


def test_killed_after_the_new_book_stood_and_saved_by_somebody_undo_takes_it_back(morning):
    with morning.folder() as folder:
        assert killed_at(morning.swap + 1, folder, *TODAY).killed
        save_elsewhere(folder)
        assert salesbook(folder, *UNDO).status == 0
        assert tables(folder / BOOK) == tables(morning.start / BOOK)


def save_elsewhere(folder: Path) -> None:
    with zipfile.ZipFile(folder / BOOK, "a") as archive:
        archive.comment = b"saved by another program"


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


def test_killed_as_soon_as_the_new_book_stands_it_has_the_owner_and_the_rights_of_the_old(morning):
    owner = (1234, 5678) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    with morning.folder() as folder:
        os.chown(folder / BOOK, *owner)
        (folder / BOOK).chmod(0o640)
        trial = Run(folder, *TODAY, hold="changes")
        next(_ for _ in trial.watch.calls() if (folder / BOOK).read_bytes() != morning.old)
        trial.watch.kill()
        assert trial.end().killed
        found = (folder / BOOK).stat()
        assert (stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid) == (0o640, *owner)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_second_opinion_no_call_that_changes_a_file_escapes_the_watch(morning, tmp_path):
    with morning.folder() as folder:
        traced = strace(tmp_path / "trace", folder)
    assert set(traced) <= CHANGES.keys() | LOOKS.keys() | HARMLESS
    held = Counter(change.split()[0] for change in morning.changes)
    for name in CHANGES.keys() - {"openat", "ioctl"}:  # which may only look
        assert abs(traced[name] - held[name]) <= (name == "write"), name  # the time is in the file, too


def strace(trace: Path, folder: Path) -> Counter[str]:
    """How often which calls name a file there when TODAY runs, as another program sees it."""
    tracer = ["strace", "-f", "-y", "-qq", "-o", trace, sys.executable, "-m", "salesbook"]
    command = [str(folder / word) if word == BOOK else word for word in TODAY]
    run = subprocess.run([*tracer, *command], check=False, cwd=REPOSITORY, capture_output=True, text=True)
    if "ptrace" in run.stderr:
        pytest.skip("strace may not trace here")
    there = str(folder.parents[1])  # of what follows, strace writes some letters in its own way
    lines = [line for line in trace.read_text(errors="replace").splitlines() if there in line]
    return Counter(re.match(r"\d+ +(\w+)\(", line)[1] for line in lines)
