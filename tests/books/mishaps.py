"""What befalls a command at its work: it is killed, the disk fills up or is lost, nobody may write."""

from __future__ import annotations

import itertools
import os
import re
import resource
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.books.morning import BOOK, DONE, NOTHING_DONE, Morning, copied, kind_of
from tests.books.trials import Ended, Run

NEED_ROOM = {
    "write", "pwrite64", "writev", "sendfile", "copy_file_range", "fallocate", "mkdir", "mkdirat", "fsync",
}  # fmt: skip
NOBODY = 65534


def killed_at(number: int, folder: Path, *command: str, halfway: bool = False) -> Ended:
    """A command that is killed before its change of that number, or when half of it has happened."""
    trial = Run(folder, *command, hold="changes")
    changes = (call for call in trial.watch.calls() if call.changes)
    if next(itertools.islice(changes, number, None), None):
        trial.watch.kill_halfway() if halfway else trial.watch.kill()
    return trial.end()


def refused_from(
    number: int,
    morning: Morning,
    folder: Path,
    error: int,
    *,
    only: Collection[str] = (),
    looks: bool = False,
) -> Ended:
    """The morning's command on a disk that from its change of that number on refuses all, or `only` some calls.

    With `looks` calls that only look are counted and refused too. The call is known by its kind: threads read the
    book, so their calls come now in more pieces, now in fewer.
    """
    kinds = list(map(kind_of, morning.calls if looks else morning.changes))
    still = kinds[: number + 1].count(kinds[number])
    trial = Run(folder, *morning.command, hold="all" if looks else "changes")
    for call in trial.watch.calls():
        if looks or call.changes:
            still -= kind_of(str(call)) == kinds[number]
            if still <= 0 and (not only or call.name in only):
                trial.watch.refuse(error)
    return trial.end()


def assert_old_and_told_or_new(morning: Morning, folder: Path, ended: Ended) -> str:
    outcome = morning.outcome(folder)
    assert (outcome, ended.status) in {("old", NOTHING_DONE), *(("new", status) for status in DONE)}, (
        ended.told
    )
    if outcome == "old":
        assert_one_sentence(ended)
    return outcome


def assert_one_sentence(ended: Ended, saying: str = "") -> None:
    assert ended.status == NOTHING_DONE, ended.told
    assert len(ended.told.splitlines()) == 1
    assert re.search(
        rf"{re.escape(BOOK)} (cannot be read|could not be written): .*{saying}.*\. ", ended.told
    ), ended.told


def as_nobody() -> None:
    """Called in a process: from then on it may do what anybody may."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


# Of the folder, and what is said to somebody who may not write there.
MAY_NOT_WRITE = [(0o555, "you may not write in its folder"), (0o777, "the file is marked read-only")]


@contextmanager
def shared_with_readers(start: Path, mode: int) -> Iterator[Path]:
    """A copy of a folder that anybody may find, in which nobody may write: into the folder by its mode, or into the book."""
    with tempfile.TemporaryDirectory() as place, copied(start, Path(place) / "shared") as folder:
        Path(place).chmod(0o755)
        (folder / BOOK).chmod(0o666 if mode == 0o555 else 0o444)
        folder.chmod(mode)
        yield folder
        folder.chmod(0o777)


def no_file_larger(size: int) -> None:
    """Called in a process: from then on it may write no file of more bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
