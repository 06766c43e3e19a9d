"""Whatever the disk does: the old workbook and a clear sentence, or the new one and no complaint."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.books.mishaps import (
    MAY_NOT_WRITE,
    NEED_ROOM,
    as_nobody,
    assert_old_and_told_or_new,
    assert_one_sentence,
    no_file_larger,
    refused_from,
    shared_with_readers,
)
from tests.books.morning import (
    BOOK,
    TODAY,
    assert_work_goes_on,
    contents,
    copied,
    is_new,
    moments,
)
from tests.books.trials import Run, salesbook

SHARES = 2
GONE = (errno.ESTALE, errno.EIO, errno.EHOSTDOWN, errno.ENOTCONN)


def test_a_disk_that_fills_up_at_any_write(morning):
    outcomes, seen = Counter(), set()
    writes = [n for n in moments(morning.changes, 3) if morning.changes[n].split()[0] in NEED_ROOM]
    for number in writes:
        with morning.folder() as folder:
            ended = refused_from(number, morning, folder, errno.ENOSPC, only=NEED_ROOM)
            outcomes[outcome := assert_old_and_told_or_new(morning, folder, ended)] += 1
            assert outcome == ("old" if number < morning.swap else "new")
            assert outcome == "new" or "the disk is full" in ended.told
            assert not list(folder.glob(".*")), "nothing half written takes up the little room there is"
            if is_new(folder, seen):
                assert_work_goes_on(folder)
    assert set(outcomes) == {"old", "new"}


@pytest.mark.parametrize("share", range(SHARES))
def test_a_network_drive_that_is_lost_at_any_call(morning, share):
    outcomes, seen = Counter(), set()
    for number in moments(morning.calls, 60)[share::SHARES]:
        with morning.folder() as folder:
            ended = refused_from(number, morning, folder, GONE[number % len(GONE)], looks=True)
            outcomes[assert_old_and_told_or_new(morning, folder, ended)] += 1
            assert not re.search("damaged|read-only|no file", ended.told)
            if is_new(folder, seen):  # the drive is back
                assert_work_goes_on(folder)
    assert set(outcomes) == {"old", "new"}


def test_a_drive_that_can_only_be_read(morning):
    with morning.folder() as folder:
        ended = refused_from(0, morning, folder, errno.EROFS)
        assert morning.outcome(folder) == "old"
        assert_one_sentence(ended, "the disk can only be read")
        assert contents(folder) == contents(morning.start)


@pytest.mark.parametrize("call", ["openat", "fsync", "rename"])
def test_a_folder_that_vanishes_in_between(morning, call):
    with morning.folder() as folder:
        away = folder.with_name("away")
        trial = Run(folder, *TODAY, hold="changes")
        for held in trial.watch.calls():
            if str(held).startswith(f"{call} .{BOOK}"):
                folder.rename(away)
        ended = trial.end()
        away.rename(folder)
        assert morning.outcome(folder) == "old"
        assert_one_sentence(ended, "its drive is no longer there")
        assert_work_goes_on(folder)


@pytest.fixture
def drive(tmp_path) -> Iterator[Path | None]:
    """A drive of two megabytes, where one may be mounted."""
    place = tmp_path / "drive"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    yield place if mounted else None
    if mounted:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("room", [0, 10_000, 80_000])
def test_a_drive_that_is_really_full(morning, drive, room):
    with copied(morning.start, (drive or morning.start.parent) / "full") as folder:
        hamper = None
        if drive:
            ballast = drive / "ballast"
            free = os.statvfs(drive)
            ballast.write_bytes(bytes(free.f_bavail * free.f_bsize - room // 4096 * 4096))
        else:  # the nearest that everybody may do: the system refuses to let a file grow
            hamper = partial(no_file_larger, room)
        before = contents(folder)
        ended = salesbook(folder, *TODAY, hamper=hamper)
        assert_one_sentence(ended, "the disk is full" if drive else "the disk takes no file of that size")
        assert contents(folder) == before
        if drive:
            ballast.unlink()
        assert_work_goes_on(folder)


@pytest.mark.parametrize(("mode", "why"), MAY_NOT_WRITE)
def test_a_folder_or_a_file_in_which_one_may_not_write(morning, mode, why):
    with shared_with_readers(morning.start, mode) as folder:
        before = contents(folder)
        assert_one_sentence(salesbook(folder, *TODAY, hamper=as_nobody), why)
        assert contents(folder) == before
