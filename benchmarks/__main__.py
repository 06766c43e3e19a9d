"""Times salesbook against the same job done with openpyxl and pandas: `python -m benchmarks [--quick]`.

Each job runs as a process of its own, the two in turn, so that the machine's mood hits both; what
counts is the ratio. Peak memory is the process's largest resident set.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TODAY = "2026-06-15"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """One finished process."""

    seconds: float
    megabytes: float


def timed(command: Sequence[str]) -> Run:
    """Run a command to its end and measure the whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} failed:\n{error.decode()}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - started, usage.ru_maxrss * scale / 1e6)


def salesbook(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "salesbook", *map(str, words)]


def rival(*words: str | Path) -> list[str]:
    return [sys.executable, str(HERE / "rival.py"), *map(str, words)]


def line(name: str, ours: Run, theirs: Run, bars: str) -> None:
    print(
        f"{name:<44} {ours.seconds:7.2f} s {ours.megabytes:7.0f} MB | {theirs.seconds:7.2f} s {theirs.megabytes:7.0f} MB"
        f" | {theirs.seconds / ours.seconds:6.1f} times faster, {ours.megabytes / theirs.megabytes:5.0%} of the memory   {bars}",
        flush=True,
    )


def middle(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(r.seconds for r in runs), statistics.median(r.megabytes for r in runs))


def large(folder: Path, contacts: int, activities: int, rounds: int) -> None:
    source = folder / "large.xlsx"
    subprocess.run(
        salesbook("new", source, "--sample", "--contacts", str(contacts), "--activities", str(activities), "--today", TODAY),
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    print(f"{contacts:,} contacts, {activities:,} activities, {source.stat().st_size / 1e6:.0f} MB")
    ours, theirs = [], []
    for _ in range(rounds):
        for command, runs in ((salesbook, ours), (rival, theirs)):
            book = folder / "work.xlsx"
            shutil.copy(source, book)
            shutil.rmtree(folder / "work.salesbook", ignore_errors=True)
            words = ("today", book, "--today", TODAY)
            runs.append(timed(command(*words)))
    line("today, end to end", middle(ours), middle(theirs), "(bars: 12 times, 25 %)")

    ours, theirs = [], []
    for _ in range(rounds):
        shutil.copy(source, folder / "work.xlsx")
        ours.append(Run(_write_seconds(folder / "work.xlsx"), 0.0))
        theirs.append(timed(rival("rewrite", folder / "work.xlsx")))
    a, b = middle(ours), middle(theirs)
    print(
        f"{'writing alone':<44} {a.seconds:7.2f} s            | {b.seconds:7.2f} s            | {b.seconds / a.seconds:6.1f} times faster   (bar: 25 times)"
    )


def _write_seconds(book: Path) -> float:
    """Writing what `today` changes, without reading or planning it: the writer's own time."""
    answer = subprocess.run(
        [sys.executable, str(HERE / "write_alone.py"), str(book), TODAY],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(answer.stdout)


def small(folder: Path, rounds: int) -> None:
    source = folder / "small.xlsx"
    subprocess.run(
        salesbook("new", source, "--sample", "--contacts", "10", "--today", TODAY),
        check=True,
        stderr=subprocess.DEVNULL,
    )
    ours, theirs = [], []
    for _ in range(rounds):
        book = folder / "work.xlsx"
        shutil.copy(source, book)
        ours.append(timed(salesbook("today", book, "--today", TODAY)))
        theirs.append(timed([sys.executable, "-c", "import pandas"]))
    a, b = middle(ours), middle(theirs)
    print(
        f"{'today on 10 contacts, whole command':<44} {a.seconds:7.2f} s            | {b.seconds:7.2f} s import pandas | {a.seconds / b.seconds:5.2f} times as long   (bar: 2.5)"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of the size, one round")
    quick = options.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        small(Path(folder), 3 if quick else 9)
        large(Path(folder), *((10_000, 50_000, 1) if quick else (100_000, 500_000, 1)))


if __name__ == "__main__":
    main()
