"""Lists that a newer version made longer come to older books; those that people changed stay, and that is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.office.workbook import build
from salesbook.schema import CADENCES, CALLS, SHAPE, TABLES, Column, Table

NEW = {"Outcome": "Complaint", "Direction": "Both"}  # of Calls, what a newer version offers besides


def longer(table: Table, more: dict[str, str]) -> Table:
    """The table with another value in some lists."""

    def one(column: Column) -> Column:
        if column.name not in more:
            return column
        return replace(column, choices=(*column.choices, more[column.name]), formerly=(column.choices,))

    return replace(table, columns=tuple(map(one, table.columns)))


@pytest.fixture(autouse=True)
def newer(monkeypatch):
    """As if salesbook's lists had grown since."""
    monkeypatch.setitem(TABLES, "Calls", longer(CALLS, NEW))
    monkeypatch.setitem(TABLES, "Cadences", longer(CADENCES, {"Channels": "Fax"}))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "book.xlsx"
    build(str(path), book_id="BOOK-1", today=date(2026, 3, 2))
    return path


@pytest.fixture
def book(made, tmp_path):
    return Path(shutil.copy(made, tmp_path))


def rules(path: Path, sheet: str) -> dict[str, tuple[str, str, str]]:
    """By header what cells offer, the words beside them, and where."""
    page = openpyxl.load_workbook(path)[sheet]
    top = next(
        row for row in page.iter_rows(max_row=3) if any(cell.value in {"Outcome", "Cadence"} for cell in row)
    )
    heads = {cell.column_letter: str(cell.value) for cell in top if cell.value}
    return {
        heads[str(rule.sqref).rstrip("0123456789:").split(":")[0].rstrip("0123456789")]: (
            rule.formula1 or "",
            rule.prompt or "",
            str(rule.sqref),
        )
        for rule in page.data_validations.dataValidation
    }


def test_they_are_told_and_exchanged_and_nothing_else_of_their_rules_changes(book, capsys):
    before = rules(book, "Calls")
    said = "2 newer lists in Calls (Direction, Outcome), 1 newer list in Cadences (Channels)"
    main(["doctor", str(book)])
    assert said in capsys.readouterr().err
    assert main(["upgrade", str(book)]) == 0
    assert f"Brought it up to date: {said}. Nothing that was there has moved" in capsys.readouterr().err
    after = rules(book, "Calls")
    assert after["Outcome"][0] == before["Outcome"][0][:-1] + ',Complaint"'
    assert rules(book, "Cadences")["Channels"][1].endswith("Other, Fax. Put commas between.")
    assert {name: rule for name, rule in after.items() if name not in NEW} == {
        name: rule for name, rule in before.items() if name not in NEW
    }
    assert [after[name][1:] for name in NEW] == [before[name][1:] for name in NEW]
    again = book.read_bytes()
    assert main(["upgrade", str(book)]) == 0
    assert book.read_bytes() == again


@pytest.mark.parametrize("older", [True, False])
def test_a_list_that_people_changed_stays_and_that_is_told_while_the_book_is_older(
    book, capsys, monkeypatch, older
):
    monkeypatch.setattr("salesbook.domain.parts.lists.SHAPE", SHAPE + older)
    page = openpyxl.load_workbook(book)
    outcome = next(
        one for one in page["Calls"].data_validations.dataValidation if "Spoke" in (one.formula1 or "")
    )
    outcome.formula1 = '"Spoke,Rang off"'
    page.save(book)
    assert main(["upgrade", str(book)]) == 0
    said = capsys.readouterr().err
    assert ("1 list that you changed stays as it is: Calls.Outcome." in said) == older
    assert rules(book, "Calls")["Outcome"][0] == '"Spoke,Rang off"'
    assert rules(book, "Calls")["Direction"][0] == '"Out,In,Both"'


def test_a_row_that_a_newer_version_starts_with_comes_last_unless_people_have_one_like_it(
    book, monkeypatch, capsys
):
    new = [("Administration", "", "service"), ("quote", "", "")]
    duties = replace(
        TABLES["Duties"],
        starts_with=(*TABLES["Duties"].starts_with, *new),
        came_with=[(3, row) for row in new],
        known_by=("Task",),
    )
    monkeypatch.setitem(TABLES, "Duties", duties)
    page = openpyxl.load_workbook(book)
    cell = next(cell for row in page["Team"].iter_rows() for cell in row if cell.value == "Data check")
    cell.value = "Quote"
    page.save(book)
    before = FileBook(book).read(["Duties"]).grids["Duties"].columns
    assert main(["upgrade", str(book)]) == 0
    assert "1 row in Duties (Administration)" in capsys.readouterr().err
    after = FileBook(book).read(["Duties"]).grids["Duties"].columns
    assert list(after["Task"]) == [*before["Task"], "Administration"]
    assert after["Stand-in"][-1] == "service"
