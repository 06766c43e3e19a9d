"""A workbook before an action, in as many folders as a series of trials needs, and what to hold it to."""

from __future__ import annotations

import re
import shutil
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from pathlib import Path

from salesbook.books.file import FileBook
from salesbook.tables.plan import Set
from salesbook.tables.resolve import resolve
from tests.books.kernel import Call
from tests.books.trials import Run, salesbook
from tests.helpers import STANDARD_TABLES

BOOK = "Büro & Söhne [№ 1].xlsx"  # a name as people give them
TODAY = ("today", BOOK, "--today", "2026-06-15")
NEXT_DAY = ("today", BOOK, "--today", "2026-06-16")
UNDO = ("undo", BOOK)
ADD = ("add", BOOK, "mail", "history", "report", "--today", "2026-06-15")
UPGRADE = ("upgrade", BOOK, "--today", "2026-06-15")
DONE, NOTHING_DONE = {0, 1}, 3
_OF_THE_CLOCK = {"Run ID", "When", "Seconds"}  # in Runs: two runs alike differ there
Tables = dict[str, dict[str, list[object]]]


@dataclass(frozen=True)
class Morning:
    """`start`: a folder with the book before `command`, which is TODAY unless the tests are about another one.

    `old`: its bytes; `new`: its tables after the command; `before`: its bytes before the last write so
    far. The command takes so many `seconds` and these `calls` on the folder, as the kernel saw them;
    `changes` are those that change a file.
    """

    command: tuple[str, ...]
    start: Path
    before: bytes
    old: bytes
    new: Tables
    seconds: float
    calls: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def swap(self) -> int:
        """The number of the change that puts the new book in the old one's place."""
        return next(
            n for n, change in enumerate(self.changes) if re.match(rf"rename.* {re.escape(BOOK)}$", change)
        )

    @contextmanager
    def folder(self, name: str = "trial") -> Iterator[Path]:
        """A copy of the folder, for one trial."""
        with copied(self.start, self.start.with_name(name)) as folder:
            yield folder

    def outcome(self, folder: Path) -> str:
        """Whether the book is as before or as after the command. It is one of the two, and whole; so are all copies."""
        assert all(whole(path) for path in folder.rglob("*.xlsx"))
        if (folder / BOOK).read_bytes() == self.old:
            return "old"
        assert tables(folder / BOOK) == self.new
        return "new"

    def until(self, outcome: str) -> bytes:
        """The book before the last write that came about."""
        return self.before if outcome == "old" else self.old


@contextmanager
def copied(start: Path, copy: Path) -> Iterator[Path]:
    """A copy of a folder, for as long as it is needed."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(start, copy)
    yield copy
    shutil.rmtree(copy, ignore_errors=True)


def make_morning(place: Path) -> Morning:
    """The morning before TODAY: calls of last week are in the book, with outcomes typed."""
    start = _folder(place)
    sample = ("new", BOOK, "--sample", "--contacts", "15", "--activities", "90", "--today", "2026-06-12")
    assert salesbook(start, *sample).status == 0
    assert salesbook(start, "today", BOOK, "--today", "2026-06-12").status in DONE
    book = FileBook(start / BOOK)
    before = (start / BOOK).read_bytes()
    seen = book.read(STANDARD_TABLES)
    called = [handle for handle in seen.grids["Calls"].handles if handle][:2]
    typed = Set("Calls", called, {"Outcome": ["Spoke"] * len(called), "Minutes": [12.0] * len(called)})
    book.write(resolve([typed], seen).edits, seen.seen)
    return _seen_at_work(TODAY, start, before)


def make_growing(place: Path, command: tuple[str, ...]) -> Morning:
    """A book of core alone before ADD, one of the first shape before UPGRADE; in each, a call list is older than it."""
    start = _folder(place)
    if command == UPGRADE:
        shutil.copy(Path(__file__).with_name("shapes") / "first.xlsx", start / BOOK)
    else:
        core = ("new", BOOK, "--with", "core", "--sample", "--contacts", "8", "--activities", "30")
        assert salesbook(start, *core, "--today", "2026-06-12").status == 0
    before = (start / BOOK).read_bytes()
    assert salesbook(start, "today", BOOK, "--today", "2026-06-12").status in DONE
    return _seen_at_work(command, start, before)


def _folder(place: Path) -> Path:
    start = place.resolve() / "Unsere Bücher" / "start"
    start.mkdir(parents=True)
    return start


def _seen_at_work(command: tuple[str, ...], start: Path, before: bytes) -> Morning:
    """What the command makes of the book when nobody interferes."""
    morning = Morning(command, start, before, (start / BOOK).read_bytes(), {}, 0.0, (), ())
    with morning.folder() as folder:
        trial = Run(folder, *command, hold="all")
        calls = [_read_by_others(call, folder) for call in trial.watch.calls()]
        assert trial.end().status in DONE
        new = tables(folder / BOOK)
    with morning.folder() as folder:
        started = time.perf_counter()
        assert salesbook(folder, *command).status in DONE
        seconds = time.perf_counter() - started
    changes = tuple(str(call) for call in calls if call.changes)
    return replace(morning, new=new, seconds=seconds, calls=tuple(map(str, calls)), changes=changes)


def _read_by_others(call: Call, folder: Path) -> Call:
    """While the process is held at a call that changes something, the book is whole to everybody."""
    assert not call.changes or whole(folder / BOOK), f"who reads the book before {call} sees half of it"
    return call


def whole(path: Path) -> bool:
    """Whether the file is a zip of which every part passes its check sum."""
    return _whole(path.read_bytes())


@lru_cache(maxsize=100)  # most of what lies in a folder after a trial is as it was before it
def _whole(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def tables(path: Path) -> Tables:
    """Every cell of every table, but for those of Runs that no two runs share."""
    grids = FileBook(path).read(STANDARD_TABLES).grids
    return {
        name: {header: list(cells) for header, cells in grid.columns.items()
               if name != "Runs" or header not in _OF_THE_CLOCK}
        for name, grid in grids.items()
    }  # fmt: skip


def leftovers(folder: Path) -> list[str]:
    """Files in and beside the book's folder that serve nobody any more."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    records = {name.removesuffix(".json") for name in names if name.endswith(".json")}
    return [
        name for name in names
        if name.endswith((".salesbook-tmp", ".part", ".tmp"))
        or ("/undo/" in name and name.rsplit(".", 1)[0] not in records)
    ]  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def kind_of(name: str) -> str:
    """A file's name, or a call that names files, but for times, counts and random letters."""
    return re.sub(r"(?<=\.)\w{8}(?=\.salesbook-tmp)| \(\d+\)|\d+", "", name)


def moments(calls: Sequence[str], step: int) -> list[int]:
    """The numbers of calls to try: the first of each kind in each phase, and of the many that repeat them one in `step`.

    A file that takes its place ends a phase: the same record of undo is written before and after the new book stands.
    """
    phases = accumulate((call.startswith("rename ") for call in calls), initial=0)
    kinds = [(phase, kind_of(call)) for phase, call in zip(phases, calls, strict=False)]
    return sorted({*map(kinds.index, kinds), *range(0, len(kinds), step)})


def is_new(folder: Path, seen: set[frozenset[str]]) -> bool:
    """Whether no folder with such files was `seen` before."""
    names = frozenset(map(kind_of, contents(folder)))
    return names not in seen and not seen.add(names)


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
