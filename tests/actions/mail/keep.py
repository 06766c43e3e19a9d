"""Folders that many tests begin with: made once a process, kept in memory, and laid out anew for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_kept: dict[Hashable, dict[Path, bytes | None]] = {}


def laid_out(folder: Path, key: Hashable, make: Callable[[Path], object]) -> None:
    """Put into a folder, and into the data folder of the test, what `make` puts there; `key` says what that is."""
    if key not in _kept:
        with TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
            (desk := Path(made, "desk")).mkdir()
            patch.setenv("SALESBOOK_DATA", str(Path(made, "data")))
            make(desk)
            _kept[key] = {
                path.relative_to(made): path.read_bytes() if path.is_file() else None
                for path in sorted(Path(made).rglob("*"))
            }
    there = {"desk": folder, "data": Path(os.environ["SALESBOOK_DATA"])}
    for path, data in _kept[key].items():
        target = there[path.parts[0]].joinpath(*path.parts[1:])
        if data is None:
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.write_bytes(data)
