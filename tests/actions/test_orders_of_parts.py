"""Parts make the same book in whatever order and company they come; what is there already does not come again."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.schema import PARTS, SETTING_ROWS, TABLES
from tests.books.graft.donors import new_book
from tests.books.looks import looks_of_columns
from tests.books.table_check import table_problems

DAY = ("--today", "2026-03-02")
MORE = [part for part in PARTS if part != "core"]
pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep


def pairs_and_random_orders(count: int = 20) -> list[tuple[str, ...]]:
    """Each step of an order is what one command adds: a part, or several."""
    dice = random.Random(14)
    orders = [*permutations(MORE, 2)]
    for _ in range(count):
        steps = dice.sample(MORE, len(MORE))
        while len(steps) > 1 and dice.random() < 0.4:
            at = dice.randrange(len(steps) - 1)
            steps[at : at + 2] = [f"{steps[at]},{steps[at + 1]}"]
        orders.append(tuple(steps))
    return list(dict.fromkeys(orders))


def added(path: Path, *parts: str) -> None:
    assert main(["add", str(path), *parts, *DAY]) == 0


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    return new_book(tmp_path_factory.mktemp("core") / "core.xlsx", "core")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return new_book(tmp_path_factory.mktemp("whole") / "whole.xlsx", *PARTS)


def what_people_see(path: Path) -> dict[str, object]:
    """The order of the sheets, all tables but the list of runs, the look of each column, and Home with its links."""
    book = FileBook(path)
    grids = book.read(list(TABLES)).grids
    settings = dict(
        zip(grids["Settings"].columns["Setting"], grids["Settings"].columns["Value"], strict=True)
    )
    assert set(settings) == {row.name for row in SETTING_ROWS}
    settings.pop("Parts since")
    cells = {name: dict(grid.columns) for name, grid in grids.items() if name not in {"Settings", "Runs"}}
    cells["Cadences"].pop(
        "Share of capacity"
    )  # of formulas: a new book has results, where a part came they wait to be worked out
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Home"]
    last_run = {
        name.attr_text.rpartition("!")[2].replace("$", "")
        for key, name in workbook.defined_names.items()
        if key.startswith("last_result")
    }
    assert last_run
    home = [
        (
            cell.coordinate,
            str(getattr(cell.value, "text", cell.value)),
            cell.hyperlink and cell.hyperlink.location,
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.coordinate not in last_run
    ]
    heights = {number: row.height for number, row in sheet.row_dimensions.items()}
    looks = looks_of_columns(path)
    return {
        "sheets": book.labels(),
        "settings": settings,
        "cells": cells,
        "looks": looks,
        "home": (home, heights),
    }


@pytest.fixture(scope="module")
def there(whole):
    return what_people_see(whole)


@pytest.mark.parametrize("order", pairs_and_random_orders(), ids=" then ".join)
def test_all_pairs_and_twenty_random_orders_make_the_book_that_new_makes(core, there, tmp_path, order):
    path = tmp_path / "book.xlsx"
    path.write_bytes(core.read_bytes())
    for step in order:
        added(path, step)
    added(path, "all")
    assert what_people_see(path) == there
    assert table_problems(path) == []


def test_of_all_parts_only_those_that_came_are_named(core, tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    path.write_bytes(core.read_bytes())
    assert main(["add", str(path), "all", "--dry-run"]) == 0
    new = [part for part in PARTS if part != "core"]
    assert f"Would add {', '.join(new)}: 13 sheets" in capsys.readouterr().err
    added(path, "mail")
    capsys.readouterr()
    added(path, "all")
    assert f"Added {', '.join(part for part in new if part != 'mail')}: 10 sheets" in capsys.readouterr().err


def test_adding_what_is_there_changes_nothing_and_says_so(core, tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    path.write_bytes(core.read_bytes())
    added(path, *MORE)
    before = path.read_bytes()
    for part in [*PARTS, ",".join(PARTS), "all"]:
        capsys.readouterr()
        added(path, part)
        assert "The book has all of" in capsys.readouterr().err
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sale"], "There is no part 'sale' of a book."),
        (["mail", "history,sale"], "There is no part 'sale' of a book."),
        ([","], "No part of a book is named."),
    ],
)
def test_a_part_that_there_is_not_is_named_with_those_that_there_are(core, capsys, words, said):
    before = core.read_bytes()
    assert main(["add", str(core), *words]) == 2
    assert f"{said} There are: {', '.join(PARTS)}, or all." in capsys.readouterr().err
    assert core.read_bytes() == before


def test_parts_may_be_written_as_at_new(core, tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    path.write_bytes(core.read_bytes())
    added(path, "History, MAIL")
    assert "Added mail, history: 4 sheets" in capsys.readouterr().err
