"""`evaluate` writes the weights that it suggests beside those in use, and undo takes them back."""

from __future__ import annotations

import csv
from argparse import Namespace
from datetime import datetime
from pathlib import Path

import pytest

from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.schema import FACTORS
from salesbook.tables.records import Runner
from tests.domain.evaluated import SPLIT, UNTIL, firm
from tests.sessions import session

RUNNER = Runner("ann", "desk", datetime(2026, 6, 30, 9))


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    """A workbook with the firm's people and what happened between us."""
    folder = tmp_path_factory.mktemp("evaluate")
    path, tables = folder / "book.xlsx", firm(90).grids
    assert salesbook("new", path) == 0
    for name in ("Contacts", "Activities"):
        rows = zip(*tables[name].columns.values(), strict=True)
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([tables[name].columns, *rows])
        assert salesbook("import", path, folder / f"{name}.csv", "--into", name) == 0
    return path


def salesbook(*words: object) -> int:
    return main([*map(str, words), "--today", str(UNTIL)])


def scoring(path: Path) -> dict[str, list[object]]:
    return dict(FileBook(path).read(["Scoring"]).grids["Scoring"].columns)


def said(store) -> list[str]:
    words = Namespace(**{**vars(ACTIONS["evaluate"].defaults()), "split": SPLIT})
    return list(
        run(
            ACTIONS["evaluate"], session("evaluate", store, today=UNTIL, runner=RUNNER, dry_run=True), words
        ).extra
    )


def test_suggested_weights_stand_beside_those_in_use_until_undo_takes_them_back(book, capsys):
    before, bytes_before = scoring(book), book.read_bytes()
    assert set(before["Suggested"]) == {None}
    assert salesbook("evaluate", book, "--split", SPLIT, "--dry-run") == 0
    assert "They would stand on the sheet Scoring under Suggested" in capsys.readouterr().err
    assert book.read_bytes() == bytes_before
    assert salesbook("evaluate", book, "--split", SPLIT) == 0
    told, after = capsys.readouterr().err, scoring(book)
    assert "They stand on the sheet Scoring under Suggested; to use them, type them under Weight." in told
    assert sum(after["Suggested"]) == 100
    assert f"Recency {after['Suggested'][0]:.0f}, Frequency {after['Suggested'][1]:.0f}, " in told
    assert {**after, "Suggested": before["Suggested"]} == before
    assert salesbook("undo", book) == 0
    assert scoring(book) == before


def test_runs_tells_on_how_many_people_suggested_weights_rest(book):
    assert salesbook("evaluate", book, "--split", SPLIT) == 0
    runs = FileBook(book).read(["Runs"]).grids["Runs"].columns
    told = next(
        text for text, action in zip(runs["Message"], runs["Action"], strict=True) if action == "evaluate"
    )
    assert told.startswith("Other weights would have ranked people better: Recency ")
    assert (
        "fitted to 90 people in the days from 3 Sep 2025 to 31 Jan 2026, judged by 90 in the days after"
        in told
    )


def test_a_workbook_that_is_too_old_for_the_column_has_the_weights_in_the_answer():
    store = firm(90)
    del store.grids["Scoring"].columns["Suggested"]
    assert (
        said(store)[-1]
        == "The sheet Scoring has no column Suggested, so the weights stand only here: upgrade adds it."
    )


def test_a_factor_without_a_row_is_named():
    rows = "\n".join(f"{name} | 20 |" for name in FACTORS[:5])
    assert (
        said(firm(90, scoring=f"Factor | Weight | Suggested\n{rows}"))[-1]
        == "Scoring has no row for Loyalty."
    )
