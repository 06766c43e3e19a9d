"""Two commands on closed books in turn, each a process of its own on a fresh copy: what counts is the ratio."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.__main__ import TODAY, salesbook, timed

Commands = tuple[Path, Sequence[str]]  # a book, and what is run on it one after the other


def size_and_rounds(description: str | None) -> tuple[tuple[int, int], int]:
    """Contacts and activities, and how often each is timed, by the words of the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, one round")
    return ((10_000, 50_000), 1) if parser.parse_args().quick else ((100_000, 500_000), 3)


def sample_book(folder: Path, contacts: int, activities: int, *parts: str) -> Path:
    """A sample book to which those parts are added empty."""
    book = folder / "without.xlsx"
    size = ("--contacts", str(contacts), "--activities", str(activities), "--today", TODAY)
    folder.mkdir(exist_ok=True)
    subprocess.run(salesbook("new", book, "--sample", *size), check=True, capture_output=True)
    if parts:
        subprocess.run(salesbook("add", book, *parts, "--today", TODAY), check=True, capture_output=True)
    return book


def ratio(name: str, ours: Commands, rival: Commands, rounds: int, bar: float) -> None:
    """Print how long `ours` takes against the rival."""
    runs: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for (book, commands), kept in zip((ours, rival), runs, strict=True):
            work = book.with_name("work.xlsx")
            shutil.copy(book, work)
            shutil.rmtree(book.with_name("work.salesbook"), ignore_errors=True)
            kept.append(
                sum(timed(salesbook(command, work, "--today", TODAY)).seconds for command in commands)
            )
    a, b = map(median, runs)
    print(f"{name:<40} {a:7.2f} s | {b:7.2f} s | {a / b:5.2f} times as long   (bar: {bar})")
