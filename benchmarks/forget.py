"""Forgets somebody of each of 2,000 names that Excel knows as something else, in a workbook that has everything.

`python -m benchmarks.forget [--names 2000] [--from 0] [--office 20]` counts the workbooks in which anything but their
words differs, that openpyxl (and LibreOffice, for some of them) does not open, or that still name them.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.actions.privacy.everywhere import zipped
from tests.actions.privacy.excelnames import FIXED, excel_names
from tests.actions.privacy.trial import base, complaints

SEED = 12


def chosen(names: Sequence[str], count: int) -> list[str]:
    """Those that are always tried, and others by chance, the same ones each time."""
    others = [name for name in names if name not in FIXED]
    return [*FIXED, *random.Random(SEED).sample(others, min(count - len(FIXED), len(others)))]


def opens_in_office(folder: Path, names: Sequence[str], books: Sequence[Path]) -> int:
    """How many of the workbooks LibreOffice reads."""
    out = folder / "out"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/office",
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
    ]
    subprocess.run([*command, str(out), *map(str, books)], check=False, capture_output=True, timeout=900)
    found = [name for name, book in zip(names, books, strict=True) if (out / f"{book.stem}.ods").exists()]
    return len(found)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--names", type=int, default=2000)
    options.add_argument("--from", type=int, default=0, dest="start")
    options.add_argument("--to", type=int, default=1 << 20, dest="end")
    options.add_argument("--office", type=int, default=20, help="how many of them LibreOffice opens as well")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SALESBOOK_DATA"] = os.environ["XDG_STATE_HOME"] = str(folder)
        rich = base(folder)
        names = chosen(excel_names(rich.parts), given.names)[given.start : given.end]
        harmed: dict[str, list[str]] = {}
        books: list[Path] = []
        started = time.perf_counter()
        every = max(1, len(names) // max(1, given.office))
        for i, last in enumerate(names):
            try:
                after, found = complaints(rich, last)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is counted
                after, found = {}, [f"{type(error).__name__}: {error}"]
            if found:
                harmed[last] = found
                print(f"{last!r}: {found[:3]}", flush=True)
            if (i + 1) % 100 == 0:
                print(f"{i + 1} names, {len(harmed)} with a complaint", flush=True)
            if after and i % every == 0 and len(books) < given.office:
                books.append(folder / f"book{i}.xlsm")
                books[-1].write_bytes(zipped(after).getvalue())
        seconds = time.perf_counter() - started
        opened = opens_in_office(folder, [book.stem for book in books], books) if books else 0
    print(
        f"{len(names)} names, {len(rich.parts)} parts each: {len(harmed)} with a complaint; {seconds / max(1, len(names)):.2f} s each"
    )
    print(f"LibreOffice opened {opened} of {len(books)}")


if __name__ == "__main__":
    main()
