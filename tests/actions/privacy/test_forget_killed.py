"""Killed at any moment, forget leaves the person whom it was about to forget, or nothing of them: run again, it finishes."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest

from tests.actions.privacy.desk import BOOK, EMAIL, FULL, ID, read
from tests.actions.privacy.traces import leaks
from tests.books.kernel import available
from tests.books.trials import Run

FORGET = ("forget", BOOK, ID, "--confirm", ID, "--today", "2026-06-15")
SHARES, EVERY = 2, 30


def at_home() -> None:
    """In the process of the trial: ledger and log lie in its folder."""
    os.environ["SALESBOOK_DATA"] = str(Path.cwd() / "data")
    os.environ["XDG_STATE_HOME"] = str(Path.cwd() / "state")


def killed_at(number: int, folder: Path) -> bool:
    trial = Run(folder, *FORGET, hold="changes", hamper=at_home)
    changes = (call for call in trial.watch.calls() if call.changes)
    if next(itertools.islice(changes, number, None), None):
        trial.watch.kill()
    return trial.end().killed


def again(folder: Path) -> int:
    return Run(folder, *FORGET, hamper=at_home).end().status


@pytest.mark.skipif(not available(), reason="this kernel lets nobody watch another process")
@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_many_moments_the_next_run_finishes(made_once, tmp_path, share):
    seen = set()
    for number in itertools.count(share * EVERY, SHARES * EVERY):
        folder = tmp_path / "trial"
        shutil.copytree(made_once, folder)
        if not killed_at(number, folder):
            break
        is_there = ID in {row["Contact ID"] for row in read(folder / BOOK, "Contacts")}
        if not is_there:
            left = [leak for leak in leaks(folder, FULL) if "salesbook-tmp" not in leak]
            assert left == [], "once the workbook has forgotten, so has everything else"
        seen.add(is_there)
        assert again(folder) in ({0, 1} if is_there else {3})
        assert leaks(folder, FULL, EMAIL) == []
        shutil.rmtree(folder)
    assert True in seen
