"""Times a click on Today in a warm LibreOffice, and the start of a cold one: `python -m benchmarks.clicks`.

The click's rival is what cannot be saved: the same plan on a book in memory, and bare UNO calls that
read and write the same blocks. All three run in turn on the same workbook. The cold start, from a
new interpreter to the first table read, is held against importing xlwings and pandas alone.
"""

from __future__ import annotations

import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

from benchmarks.__main__ import HERE, TODAY, salesbook, timed
from salesbook.actions.registry import ACTIONS
from salesbook.actions.session import read_known
from salesbook.books.live import LiveBook
from salesbook.books.live.blocks import rectangles_to_write
from salesbook.books.live.place import places
from salesbook.books.memory import MemoryBook
from salesbook.office import libreoffice
from salesbook.tables.records import Runner
from tests.sessions import run

ROUNDS = 7
PACKAGE = HERE.parent / "salesbook"
RUNNER = Runner("", "", datetime(2026, 1, 1))
DAY = date.fromisoformat(TODAY)


def click(book) -> float:
    """Everything that a click does."""
    started = time.perf_counter()
    run("today", LiveBook(book), today=DAY, runner=RUNNER)
    return time.perf_counter() - started


def in_memory(grids) -> tuple[float, object]:
    """The same plan, and the edits that came of it."""

    class Kept(MemoryBook):
        def write(self, edits, _seen):
            self.edits = edits

    book = Kept(grids)
    started = time.perf_counter()
    run("today", book, today=DAY, runner=RUNNER)
    return time.perf_counter() - started, book.edits


def bare(book, grids, edits) -> float:
    """The same blocks read and written with UNO alone."""
    found = places(book, grids)
    sheets = book.api.Sheets
    read = [(place.sheet.name, place.area) for name, place in found.items() if name in grids]
    written = [
        (found[name].sheet.name, block)
        for name, edit in edits.items()
        for block in rectangles_to_write(found[name], grids[name], edit)
    ]
    data = [
        tuple(tuple(0.0 if isinstance(v, float) else "x" * len(str(v or "")) for v in row) for row in zip(*b.columns, strict=True))
        for _, b in written
    ]  # fmt: skip
    started = time.perf_counter()
    for name, area in read:
        sheets.getByName(name).getCellRangeByPosition(
            area.left - 1, area.top - 1, area.right - 1, area.bottom - 1
        ).getDataArray()
    for (name, block), values in zip(written, data, strict=True):
        sheets.getByName(name).getCellRangeByPosition(
            block.column - 1, block.row - 1, block.last_column - 1, block.last_row - 1
        ).setDataArray(values)
    return time.perf_counter() - started


def clicks(folder: Path) -> None:
    """A click against the plan and bare calls, on 2,000 contacts and 10,000 activities."""
    source = folder / "source.xlsx"
    subprocess.run(
        salesbook("new", source, "--sample", "--contacts", "2000", "--activities", "10000", "--today", TODAY),
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    app = libreoffice.start_libreoffice()
    try:
        rows = []
        for number in range(ROUNDS + 1):  # the first is for warming up
            path = folder / f"book{number}.xlsx"
            shutil.copy(source, path)
            book = app.books.open(path)
            grids = read_known(LiveBook(book), ACTIONS["today"].reads).grids
            plan, edits = in_memory(grids)
            ours = click(book)
            book.close()
            book = app.books.open(source)
            rows.append((ours, plan, bare(book, grids, edits)))
            book.close()
        ours, plan, uno = map(statistics.median, zip(*rows[1:], strict=True))
        print(
            f"click on Today, 2,000 contacts   {ours:6.2f} s | plan {plan:.2f} s + bare calls {uno:.2f} s"
            f" | {statistics.median(a / (b + c) for a, b, c in rows[1:]):5.2f} times as long   (bar: 2.5)",
            flush=True,
        )
        cold(app, folder / "book1.xlsx")
    finally:
        app.quit()


def cold(app, path: Path) -> None:
    """A new interpreter up to the first table read, against imports alone.

    Both find their modules compiled, as pip leaves what it installs.
    """
    compileall.compile_dir(PACKAGE, quiet=1)
    app.books.open(path)
    ours, theirs = [], []
    for _ in range(2 * ROUNDS):
        ours.append(timed([sys.executable, str(HERE / "cold.py"), app.impl.office._pipe, path.name]).seconds)
        theirs.append(timed([sys.executable, "-c", "import xlwings, pandas"]).seconds)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"cold start to the first table    {statistics.median(ours):6.2f} s | {statistics.median(theirs):.2f} s import xlwings, pandas"
        f" | {ratio:5.2f} times as long   (bar: 1.5)"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        clicks(Path(name))
