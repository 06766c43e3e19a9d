"""A click: what is done, what is said, and what a person is never shown."""

from __future__ import annotations

import ast
import inspect
from datetime import date
from pathlib import Path

import pytest

from salesbook import buttons, scripts
from salesbook.actions.calls import calls_in_a_sentence
from salesbook.actions.outcome import Outcome
from salesbook.actions.registry import BUTTONS
from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.books.memory import empty_grid
from salesbook.cli.main import main
from salesbook.schema import TABLES
from salesbook.tables.plan import Problem
from salesbook.util import logfile
from tests.books.remote import Spreadsheet


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "20"]) == 0
    return path


@pytest.fixture
def book(path, office):
    opened = office.books.open(path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _log(tmp_path, monkeypatch):
    monkeypatch.setattr(logfile, "log_file", lambda: tmp_path / "salesbook.log")


def test_every_control_has_a_function_without_arguments_and_a_script_but_for_what_needs_files():
    for control in BUTTONS:
        assert not inspect.signature(getattr(buttons, control.function)).parameters
        assert getattr(buttons, control.function).__doc__
    assert {c.name for c in BUTTONS if c.in_browser} == {
        node.name for node in ast.parse(inspect.getsource(scripts)).body if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("control", BUTTONS, ids=lambda control: control.name)
def test_a_function_presses_its_own_button_on_the_workbook_that_called(control, monkeypatch):
    pressed = []
    monkeypatch.setattr(buttons, "_caller", lambda: "the workbook")
    monkeypatch.setattr(buttons, "press", lambda *what: pressed.append(what))
    getattr(buttons, control.function)()
    assert pressed == [(control.name, "the workbook")]


def test_where_even_the_workbook_cannot_be_reached_there_is_a_sentence_and_no_traceback(monkeypatch):
    def lost():
        raise RuntimeError("no Excel")

    monkeypatch.setattr(buttons, "_caller", lost)
    with pytest.raises(SystemExit) as caught:
        buttons.today()
    assert "Nothing was written." in str(caught.value.code)


def test_a_click_ends_with_one_sentence_in_the_status_bar(book, path):
    said = buttons.press("today", book)
    assert " due = " in said
    assert "\n" not in said
    assert book.app.status_bar == said
    assert FileBook(path).read(["Calls"]).grids["Calls"].columns["Rep"] == [None]  # saving stays the person's
    assert buttons.press("undo", book).startswith("Took back “Today” of")
    assert "nothing to take back" in buttons.press("undo", book)


@pytest.mark.parametrize(
    ("calls", "told", "problems", "said"),
    [
        ({"Ana": 5}, "Ana: 6 due = 5 listed + 1 held back (1 quiet period).", 0,
         "Ana: 6 due = 5 listed + 1 held back (1 quiet period)."),
        ({"Ana": 1, "Ben": 0}, "1 due = 1 listed (Ana 1).", 1, "1 due = 1 listed (Ana 1). 1 problem: see the sheet Problems."),
        ({}, "", 0, "Nobody on Team makes calls yet."),
        ({}, "", 1, "Nobody on Team makes calls yet. 1 problem: see the sheet Problems."),
        ({"Ana": 0}, "3 due = 3 held back (3 no owner).", 0, "3 due = 3 held back (3 no owner)."),
    ],
)  # fmt: skip
def test_what_a_click_says(calls, told, problems, said):
    wrong = [Problem("Contacts", "C1", "Phone", "", "is odd")] * problems
    outcome = Outcome("today", 5, wrong, {"calls": calls, "sum": told}, ["Nobody on Team makes calls yet."])
    assert calls_in_a_sentence(outcome) == said


def test_an_error_is_a_sentence_with_the_next_step(book):
    book.sheets["Orders"].tables["Orders"].api.setName("Sold")
    assert buttons.press("today", book).startswith("book.xlsm lacks the table Orders.")


def test_a_fault_of_our_own_names_the_log_file_where_its_details_are(book, monkeypatch):
    monkeypatch.setattr("salesbook.actions.run.run", lambda *_, **__: 1 / 0)
    said = buttons.press("today", book)
    assert said.endswith(f"Please send us {logfile.log_file()}.")
    assert "Traceback" not in said
    assert "ZeroDivisionError" in logfile.log_file().read_text(encoding="utf-8")


def test_two_workbooks_open_are_kept_apart(book, path, office, tmp_path):
    other_path = tmp_path / "other.xlsm"
    assert main(["new", str(other_path), "--sample", "--contacts", "5", "--seed", "2"]) == 0
    other = office.books.open(other_path)
    try:
        buttons.press("today", other)
        assert _listed(book) == []
        assert _listed(other) != []
        assert [folder.name for folder in tmp_path.glob("*.salesbook/undo/*.tables")] != []
        assert list(Path(path).with_suffix(".salesbook").glob("undo/*.tables")) == []
    finally:
        other.close()


def test_a_script_answers_a_browser_with_actions_and_a_box():
    spreadsheet = Spreadsheet({name: _rows(name) for name in TABLES})
    book = spreadsheet.opened()
    scripts.today(book)
    actions = book.json()["actions"]
    assert {"setValues", "alert"} <= {action["func"] for action in actions}
    assert actions[-1]["args"][0].startswith("Ana: 1 due = 1 listed")


def test_in_a_browser_too_the_cursor_waits_in_the_line_of_whoever_rings():
    spreadsheet = Spreadsheet({name: _rows(name) for name in TABLES})
    book = spreadsheet.opened()
    scripts.rang(book)
    done = [action["func"] for action in book.json()["actions"]]
    assert done.index("setValues") < done.index("activateSheet") < done.index("alert")


def _listed(book):
    return [rep for rep in LiveBook(book).read(["Calls"]).grids["Calls"].columns["Rep"] if rep]


def _rows(name):
    rows = {
        "Team": [{"Rep": "Ana", "Calls per day": 5.0, "Working days": "Mon-Sun", "Active": "Yes"}],
        "Contacts": [{"Contact ID": "C1", "First name": "Zoë", "Owner": "Ana", "Phone": "+34 976 123 451", "Created": date(2026, 1, 1)}],
        "Cadences": [{"Cadence": "All", "Every": 2.0, "Unit": "day", "Channels": "Call"}],
    }  # fmt: skip
    return rows.get(name, [dict.fromkeys(empty_grid(name).columns)])
