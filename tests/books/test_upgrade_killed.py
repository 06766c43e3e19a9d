"""Killed or refused while a workbook with buttons is made of another: that one is untouched, the new one whole or not there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from tests.books.kernel import available
from tests.books.mishaps import NEED_ROOM, killed_at
from tests.books.morning import BOOK, DONE, copied, is_new, moments, whole
from tests.books.trials import Run, salesbook

NEW = BOOK.replace(".xlsx", ".xlsm")
TO = ("upgrade", BOOK, "--to", NEW, "--today", "2026-06-15")


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> Path:
    """A folder with a book without buttons."""
    if not available():
        pytest.skip("nobody may hold processes at their system calls here: a kernel before 5.5, or a sandbox")
    folder = tmp_path_factory.mktemp("start") / "Unsere Bücher"
    folder.mkdir()
    assert salesbook(folder, "new", BOOK, "--with", "core", "--today", "2026-06-12").status in DONE
    return folder


@pytest.fixture(scope="module")
def changes(start) -> list[str]:
    """What the command changes in the folder, in its order."""
    with copied(start, start.with_name("watched")) as folder:
        trial = Run(folder, *TO, hold="changes")
        found = [str(call) for call in trial.watch.calls() if call.changes]
        assert trial.end().status == 0
    return found


def outcome(folder: Path, start: Path) -> str:
    """Whether the new book is not there, "old", or there and whole, "new". The old book is as it was in both."""
    assert (folder / BOOK).read_bytes() == (start / BOOK).read_bytes()
    if not (folder / NEW).exists():
        return "old"
    assert whole(folder / NEW)
    return "new"


def test_killed_before_each_kind_of_change_it_can_be_done_again_or_is_done(start, changes):
    found, seen = [], set()
    for number in moments(changes, 40):
        with copied(start, start.with_name("trial")) as folder:
            assert killed_at(number, folder, *TO).killed
            found.append(outcome(folder, start))
            if not is_new(folder, seen):
                continue
            ended = salesbook(folder, *TO) if found[-1] == "old" else salesbook(folder, "upgrade", NEW)
            assert ended.status == 0, ended.told
            assert not list(folder.glob(f".{BOOK}*")), "nothing half written is left"
            assert FileBook(folder / NEW).macros().project
    assert found == sorted(found, reverse=True)  # once it stands there it stays
    assert set(found) == {"old", "new"}


def test_a_disk_that_fills_up_leaves_no_half_of_it(start, changes):
    writes = [number for number in moments(changes, 40) if changes[number].split()[0] in NEED_ROOM]
    for number in writes:
        with copied(start, start.with_name("full")) as folder:
            trial = Run(folder, *TO, hold="changes")
            for place, call in enumerate(call for call in trial.watch.calls() if call.changes):
                if place >= number and call.name in NEED_ROOM:
                    trial.watch.refuse(errno.ENOSPC)
            ended = trial.end()
            if outcome(folder, start) == "old":
                assert "the disk is full" in ended.told
                assert not list(folder.glob(".*"))
