"""Times add and upgrade beside today on the same large workbook of an older salesbook: `python -m benchmarks.growing`.

`--contacts 100000` makes that many contacts and activities. What counts is how long and how much memory the two take
as a share of today's, which reads as much and writes more.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.__main__ import TODAY, Run, middle, salesbook, timed
from salesbook.books.file import FileBook
from salesbook.domain.sample.plan import plan_sample
from salesbook.office.workbook import build
from salesbook.schema import TABLES
from salesbook.tables.plan import Extend
from salesbook.tables.resolve import resolve
from tests.books.graft.donors import older_schema

LACKING = {"Contacts": ["Country"], "Activities": ["Minutes"]}
CORE = [name for name, table in TABLES.items() if table.part == "core"]


def older(folder: Path, count: int) -> Path:
    """A workbook without newsletters that lacks a column of each of its two large tables."""
    new, path = folder / "new.xlsx", folder / "older.xlsx"
    day = date.fromisoformat(TODAY)
    build(str(new), book_id="B", today=day, parts=("core",))
    changes = plan_sample(FileBook(new).read(CORE), today=day, contacts=count, activities=count).changes
    with pytest.MonkeyPatch.context() as patch:
        older_schema(patch, LACKING)
        build(str(path), book_id="B", today=day, parts=("core",))
        book = FileBook(path)
        seen = book.read(CORE)
        known = [_without(change) for change in changes if change.table in seen.grids]
        book.write(resolve(known, seen).edits, seen.seen)
    return path


def _without(change):
    if not isinstance(change, Extend):
        return change
    gone = LACKING.get(change.table, ())
    return replace(
        change, columns={name: cells for name, cells in change.columns.items() if name not in gone}
    )


def line(name: str, run: Run, today: Run) -> None:
    print(
        f"{name:<8} {run.seconds:7.2f} s {run.megabytes:7.0f} MB | {run.seconds / today.seconds:5.2f} of today's time,"
        f" {run.megabytes / today.megabytes:5.2f} of its memory   (bars: 1, 1)",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contacts", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    words = {"today": ("--today", TODAY), "add": ("mail",), "upgrade": ()}
    runs: dict[str, list[Run]] = {name: [] for name in words}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = older(folder, given.contacts)
        print(f"{given.contacts:,} contacts and activities, {source.stat().st_size / 1e6:.0f} MB")
        for _ in range(given.rounds):
            for action, more in words.items():
                book = folder / "work.xlsx"
                shutil.copy(source, book)
                shutil.rmtree(folder / "work.salesbook", ignore_errors=True)
                runs[action].append(timed(salesbook(action, book, *more)))
    today = middle(runs["today"])
    for action, each in runs.items():
        line(action, middle(each), today)


if __name__ == "__main__":
    main()
