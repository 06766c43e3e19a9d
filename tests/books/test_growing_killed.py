"""Whatever happens while a book grows, by `add` or by `upgrade`: it is the old one or the new one, and work goes on."""

from __future__ import annotations

import errno
from collections import Counter
from functools import partial

import pytest

from tests.books.kernel import available
from tests.books.mishaps import (
    MAY_NOT_WRITE,
    NEED_ROOM,
    as_nobody,
    assert_old_and_told_or_new,
    assert_one_sentence,
    killed_at,
    no_file_larger,
    refused_from,
    shared_with_readers,
)
from tests.books.morning import (
    ADD,
    BOOK,
    NOTHING_DONE,
    UPGRADE,
    assert_undo_brings_back,
    assert_work_goes_on,
    contents,
    is_new,
    make_growing,
    moments,
)
from tests.books.trials import salesbook


@pytest.fixture(scope="module", params=[ADD, UPGRADE], ids=["add", "upgrade"])
def growing(request, tmp_path_factory):
    """A book that lacks something, and what the command makes of it: see `Morning`."""
    if not available():
        pytest.skip("nobody may hold processes at their system calls here: a kernel before 5.5, or a sandbox")
    return make_growing(tmp_path_factory.mktemp(request.param[0]), request.param)


def test_killed_before_each_kind_of_change_it_leaves_the_old_or_the_new_book(growing):
    outcomes, seen = Counter(), set()
    for number in moments(
        growing.changes, 12
    ):  # most of them write one piece more into a file that nobody reads yet
        change = growing.changes[number]
        with growing.folder() as folder:
            assert killed_at(number, folder, *growing.command).killed, change
            outcomes[outcome := growing.outcome(folder)] += 1
            assert outcome == ("old" if number <= growing.swap else "new"), change
            if is_new(folder, seen):
                if outcome == "old":
                    assert_work_goes_on(folder)
                else:
                    assert_undo_brings_back(growing.old, folder)
    assert set(outcomes) == {"old", "new"}


def test_killed_in_the_middle_of_a_write_it_can_be_done_again(growing):
    seen = set()
    for number in moments(growing.changes, 60):
        if growing.changes[number].startswith(("write", "sendfile")):
            with growing.folder() as folder:
                assert killed_at(number, folder, *growing.command, halfway=True).killed
                if growing.outcome(folder) == "old" and is_new(folder, seen):
                    ended = salesbook(folder, *growing.command)
                    assert growing.outcome(folder) == "new", ended.told
                    assert_undo_brings_back(growing.old, folder)


def test_a_disk_that_fills_up_at_any_write(growing):
    outcomes = Counter()
    writes = [n for n in moments(growing.changes, 60) if growing.changes[n].split()[0] in NEED_ROOM]
    for number in writes:
        with growing.folder() as folder:
            ended = refused_from(number, growing, folder, errno.ENOSPC, only=NEED_ROOM)
            outcomes[outcome := assert_old_and_told_or_new(growing, folder, ended)] += 1
            assert outcome == ("old" if number < growing.swap else "new")
            assert outcome == "new" or "the disk is full" in ended.told
            assert not list(folder.glob(".*")), "nothing half written takes up the little room there is"
    assert set(outcomes) == {"old", "new"}


@pytest.mark.parametrize("room", [0, 10_000])
def test_where_no_file_may_grow_one_sentence_says_so_and_the_book_is_as_it_was(growing, room):
    with growing.folder() as folder:
        before = contents(folder)
        ended = salesbook(folder, *growing.command, hamper=partial(no_file_larger, room))
        assert_one_sentence(ended, "the disk takes no file of that size")
        assert contents(folder) == before


@pytest.mark.parametrize(("mode", "why"), MAY_NOT_WRITE)
def test_a_folder_or_a_file_in_which_one_may_not_write(growing, mode, why):
    with shared_with_readers(growing.start, mode) as folder:
        before = contents(folder)
        assert_one_sentence(salesbook(folder, *growing.command, hamper=as_nobody), why)
        assert contents(folder) == before


@pytest.mark.parametrize("lock", [f"~${BOOK}", f".~lock.{BOOK}#"])
def test_a_book_that_somebody_has_open_is_left_alone(growing, lock):
    with growing.folder() as folder:
        (folder / lock).write_bytes(
            b"\x03Ana" + b" " * 51 + b"\x03\x00A\0n\0a\0" if "$" in lock else b"Ana,ana,other-machine,,;"
        )
        before = contents(folder)
        ended = salesbook(folder, *growing.command)
        assert ended.status == NOTHING_DONE
        assert f"{BOOK} is open by Ana" in ended.told, ended.told
        assert len(ended.told.splitlines()) == 1
        assert contents(folder) == before
