"""The same 30 random sequences of actions on a closed workbook and on one open in LibreOffice give identical tables."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.cli.main import main
from salesbook.errors import NothingToUndo
from salesbook.schema import OUTCOMES
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.actions.alike import NO_RECORD, differences, tables
from tests.sessions import run, undone

FIRST = date(2026, 6, 15)
SEQUENCES, STEPS = 30, 4


@pytest.fixture(scope="session")
def firm(tmp_path_factory) -> Path:
    """A made-up firm's workbook with a call list."""
    path = tmp_path_factory.mktemp("firm") / "book.xlsm"
    options = ["new", str(path), "--sample", "--contacts", "25", "--activities", "150"]
    main([*options, "--today", FIRST.isoformat()])
    run("today", FileBook(path), today=FIRST, runner=Runner("Ann", "office", datetime(2026, 6, 15, 8)))
    shutil.rmtree(path.with_suffix(".salesbook"))
    return path


def steps(seed: int):
    """What people do: (what, day, a number that decides the rest)."""
    dice = random.Random(seed)
    day = FIRST
    for _ in range(STEPS):
        day += timedelta(days=dice.choice([0, 1, 3]))
        kind = dice.choice(["today", "calls", "log", "scores", "check", "undo", "talk", "talk", "own line"])
        yield kind, day, dice.randrange(1 << 30)


def do(book, kind: str, day: date, number: int) -> object:
    """One step on any book; what it says."""
    if kind == "undo":
        with suppress(NothingToUndo):
            return [problem.why for problem in undone(book).problems]
        return "nothing"
    if kind in {"talk", "own line"}:
        return type_in(book, kind, number)
    runner = Runner("Ann", "office", datetime(day.year, day.month, day.day, 9, 0, number % 60))
    result = run(kind, book, today=day, runner=runner)
    return result.changed, result.plan.messages, [p.why for p in result.plan.problems]


def type_in(book, kind: str, number: int) -> None:
    """Somebody fills in lines of Calls, in the program or in the file."""
    dice = random.Random(number)
    seen = book.read(["Calls"])
    grid = seen.grids["Calls"]
    lines = [handle for handle, key in zip(grid.handles, grid.columns["Call ID"], strict=True) if key]
    if kind == "own line":
        people = ["C0003", "C0007"]
        change = Append("Calls", [{"Contact ID": dice.choice(people), "Direction": "In", "Channel": "Call",
                                   "Outcome": "Spoke", "Minutes": 5.0, "Their words": "=it rang\n007"}])  # fmt: skip
    elif not lines:
        return
    else:
        some = dice.sample(lines, min(3, len(lines)))
        change = Set("Calls", some, {
            "Outcome": [dice.choice([*OUTCOMES, None]) for _ in some], "Minutes": [12.5 for _ in some],
            "Notes": [dice.choice(["0012", "naïve 王", None]) for _ in some],
            "Next date": [dice.choice([date(2026, 7, 1), None]) for _ in some],
        })  # fmt: skip
    edits = resolve([change], seen).edits
    book.take_back(NO_RECORD, edits, seen.seen)  # a write that leaves no record, as a person's does


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_closed_workbook_and_an_open_one_come_out_alike(firm, tmp_path, office, seed):
    closed, opened = tmp_path / "closed.xlsm", tmp_path / "opened.xlsm"
    shutil.copy(firm, closed)
    shutil.copy(firm, opened)
    window = office.books.open(opened)
    try:
        file, live = FileBook(closed), LiveBook(window, tell=lambda _: None)
        for step in steps(seed):
            assert do(live, *step) == do(file, *step), step
        assert differences(tables(live), tables(file)) == []
        window.save()
    finally:
        window.close()
    # LibreOffice saves fifteen digits of a number.
    assert differences(tables(FileBook(opened)), tables(file), digits=1e-13) == []
