"""The commands as a person types them, on real files: what is said, what is written, and the exit status."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from salesbook.actions.outcome import MOST_KINDS, Outcome, lines
from salesbook.actions.registry import ACTIONS
from salesbook.cli.main import main, parser
from salesbook.office import workbook
from salesbook.schema import STANDARD
from salesbook.tables.plan import Problem
from tests.actions.person import read
from tests.books.second_reader import table
from tests.sessions import PLANNED
from workbook.__main__ import TEXTS

TODAY = "2026-06-15"
COMMANDS_PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """A small made-up firm's book, made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("sample") / "book.xlsx"
    assert main(["new", str(path), "--sample", "--contacts", "40", "--today", TODAY]) == 0
    return path


@pytest.fixture
def firm(sample, tmp_path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "book.xlsx"))


def salesbook(*words: object) -> int:
    return main([*map(str, words), "--today", TODAY])


def type_in(path: Path, sheet: str, **cells: object) -> None:
    """Type into a sheet, as Excel would save it."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(path)


def column_letter(path: Path, sheet: str, header: str) -> str:
    cells = openpyxl.load_workbook(path)[sheet][2]
    return next(cell.column_letter for cell in cells if cell.value == header)


def test_demo_makes_a_scored_book_with_calls_and_says_what_to_open(tmp_path, capsys):
    assert salesbook("demo", tmp_path / "demo") == 0
    path = tmp_path / "demo" / "salesbook.xlsm"
    said = capsys.readouterr().err
    assert " due = " in said
    assert f"Open {path}" in said
    assert len({row["Date"] for row in table(path, "ScoreHistory")}) == 53  # each week of a year, and today
    lines = table(path, "Calls")
    assert len(lines) > 12
    assert all(line["Why"] and line["Talk about"] for line in lines)
    assert {"Strong", "Fair", "Weak", "No data"} == {row["Band"] for row in table(path, "Contacts")}


def test_demo_again_leaves_the_first_one_alone(tmp_path, capsys):
    salesbook("demo", tmp_path / "demo")
    before = (tmp_path / "demo" / "salesbook.xlsm").read_bytes()
    assert salesbook("demo", tmp_path / "demo") == 3
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "demo" / "salesbook.xlsm").read_bytes() == before


@pytest.mark.parametrize("action", PLANNED)
def test_a_second_run_on_the_same_day_leaves_the_file_as_it_is(firm, action):
    salesbook(action, firm)
    before = firm.read_bytes()
    salesbook(action, firm)
    assert firm.read_bytes() == before


@pytest.mark.parametrize("action", [one for one in PLANNED if ACTIONS[one].part in {"", *STANDARD}])
def test_a_dry_run_leaves_the_file_as_it_is_and_says_what_it_would_do(firm, action, capsys):
    before = firm.read_bytes()
    salesbook(action, firm, "--dry-run")
    assert firm.read_bytes() == before
    assert not firm.with_suffix(".salesbook").exists()
    assert "A dry run" in capsys.readouterr().err


def test_a_dry_run_tells_the_tables_of_one_sheet_apart(firm, capsys):
    salesbook("today", firm, "--dry-run")
    tables = [line.partition(":")[0] for line in capsys.readouterr().err.splitlines() if " cells in " in line]
    assert {"  Contacts", "  Runs (CallDays)", "  Runs (CadenceChanges)"} <= set(tables)
    assert len(tables) == len(set(tables))


def test_undo_takes_each_action_back_to_the_byte(firm):
    states = [firm.read_bytes()]
    for day in ("2026-06-15", "2026-06-16", "2026-06-17"):
        main(["today", str(firm), "--today", day])
        states.append(firm.read_bytes())
    for state in reversed(states[:-1]):
        assert salesbook("undo", firm) == 0
        assert firm.read_bytes() == state


def test_undo_with_nothing_to_take_back_says_so(sample, tmp_path, capsys):
    alone = Path(shutil.copy(sample, tmp_path / "moved.xlsx"))
    assert salesbook("undo", alone) == 3
    assert "nothing to take back" in capsys.readouterr().err


def test_undo_after_an_edit_keeps_the_edit_and_takes_the_rest_back(firm):
    salesbook("today", firm)
    letter = column_letter(firm, "Contacts", "Notes")
    type_in(firm, "Contacts", **{f"{letter}3": "asked for a catalogue"})
    assert salesbook("undo", firm) in {0, 1}
    contacts = table(firm, "Contacts")
    assert contacts[0]["Notes"] == "asked for a catalogue"
    assert {row["Score"] for row in contacts} == {""}
    assert not any(row["Call ID"] for row in table(firm, "Calls"))


def test_an_outcome_typed_into_calls_becomes_an_activity_once(firm):
    salesbook("today", firm)
    line = table(firm, "Calls")[0]
    typed = {"Outcome": "Spoke", "Minutes": 12, "Referral given": "Marta Ruiz, Acme"}
    letters = {header: column_letter(firm, "Calls", header) for header in typed}
    type_in(firm, "Calls", **{f"{letters[header]}3": value for header, value in typed.items()})
    before = len(table(firm, "Activities"))
    assert salesbook("log", firm) in {0, 1}
    activities = table(firm, "Activities")
    assert len(activities) == before + 1
    logged = activities[-1]
    assert (logged["Contact ID"], logged["Outcome"], logged["Minutes"]) == (line["Contact ID"], "Spoke", 12)
    assert any(
        row["First name"] == "Marta" and row["Referred by"] == line["Contact ID"]
        for row in table(firm, "Contacts")
    )
    assert line["Call ID"] not in {row["Call ID"] for row in table(firm, "Calls")}
    salesbook("log", firm)
    assert len(table(firm, "Activities")) == before + 1


def test_json_is_one_object_with_the_four_fields(firm, capsys):
    salesbook("today", firm, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert {"action", "changed", "problems", "summary"} <= set(answer)
    assert answer["action"] == "today"
    assert answer["changed"] > 0


def test_json_of_a_refusal_is_one_object_too(tmp_path, capsys):
    assert salesbook("today", tmp_path / "none.xlsx", "--json") == 3
    answer = json.loads(capsys.readouterr().out)
    assert answer["changed"] == 0
    assert "There is no file" in answer["error"]


def test_problems_in_rows_are_exit_status_1_with_the_cell(firm, capsys):
    letter = column_letter(firm, "Contacts", "Created")
    type_in(firm, "Contacts", **{f"{letter}4": "31/02/2026"})
    assert salesbook("today", firm) == 1
    assert f"Contacts!{letter}4" in capsys.readouterr().err
    assert f"Contacts!{letter}4" in {row["Cell"] for row in table(firm, "Problems")}


@pytest.mark.parametrize("words", [
    [], ["nonsense"], ["today"], ["today", "b.xlsx", "--today", "31.02.2026"], ["import", "b.xlsx", "f.csv"],
    ["new", "b.xlsx", "--sample", "--contacts", "none"],
])  # fmt: skip
def test_wrong_usage_is_exit_status_2(words):
    with pytest.raises(SystemExit) as error:
        main(words)
    assert error.value.code == 2


def test_a_book_from_new_is_empty_and_has_an_id_of_its_own(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        assert salesbook("new", tmp_path / name) == 0
    ids = {
        next(row["Value"] for row in table(tmp_path / name, "Settings") if row["Setting"] == "Book ID")
        for name in ("one.xlsx", "two.xlsx")
    }
    assert len(ids) == 2
    assert salesbook("today", tmp_path / "one.xlsx") == 0


def test_every_action_has_a_command_help_and_a_line_in_the_page_of_commands():
    actions = parser()._subparsers._group_actions[0]
    assert set(actions.choices) == {name for name, action in ACTIONS.items() if action.help}
    page = COMMANDS_PAGE.read_text(encoding="utf-8")
    for name, sub in actions.choices.items():
        assert sub.description
        assert f"| `{name} " in page


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_is_made_from_the_actions_is_as_they_are_now(path):
    assert path.read_text(encoding="utf-8") == TEXTS[path](), "run: python -m workbook"


def test_a_book_with_few_orders_does_not_wait_for_what_fits_models(firm):
    code = f"import sys; from salesbook.cli.main import main; main(['today', {str(firm)!r}, '--today', '{TODAY}']); print('scipy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_a_dry_run_of_scores_shows_who_would_come_into_another_band(firm, capsys):
    salesbook("scores", firm)
    before = firm.read_bytes()
    capsys.readouterr()
    main(["scores", str(firm), "--dry-run", "--today", "2027-06-15"])
    assert "  From Strong to Weak: " in capsys.readouterr().err
    assert firm.read_bytes() == before


def test_who_names_the_colleagues_whom_an_account_knows(firm, capsys):
    salesbook("scores", firm)
    account = next(row for row in table(firm, "Accounts") if row["Best tie"])
    before = firm.read_bytes()
    capsys.readouterr()
    assert salesbook("who", firm, account["Account ID"]) == 0
    assert capsys.readouterr().err.splitlines()[1].split()[0] == account["Best tie"].split()[0]
    assert salesbook("who", firm, account["Account ID"], "--json") == 0
    ties = json.loads(capsys.readouterr().out)["summary"]["ties"]
    assert ties[0]["colleague"] == account["Best tie"]
    assert firm.read_bytes() == before


def test_evaluate_writes_a_page_beside_the_book_and_leaves_the_book_as_it_is(firm, capsys):
    before = firm.read_bytes()
    words = ("evaluate", firm, "--split", "2026-03-15")
    assert salesbook(*words, "--dry-run") == 0
    assert not firm.with_suffix(".salesbook").exists()
    capsys.readouterr()
    assert salesbook(*words, "--json") == 0
    told = json.loads(capsys.readouterr().out)["summary"]
    assert told["figures"][0]["name"] == "Score"
    page = Path(told["page"])
    assert page == firm.with_suffix(".salesbook") / "reports" / "evaluation 2026-03-15.html"
    assert "Is the score worth anything here?" in page.read_text(encoding="utf-8")
    assert firm.read_bytes() == before
    assert salesbook("evaluate", firm, "--split", "2026-06-15") == 3


def test_about_writes_a_page_and_tells_the_card(firm, capsys):
    salesbook("today", firm)
    account = next(row for row in table(firm, "Accounts"))
    capsys.readouterr()
    assert salesbook("about", firm, account["Account"]) == 0
    assert account["Account"] in capsys.readouterr().err
    pages = list((firm.with_suffix(".salesbook") / "cards").glob("*.html"))
    assert len(pages) == 1
    assert account["Account"] in pages[0].read_text(encoding="utf-8").replace("&amp;", "&").replace(
        "&#39;", "'"
    )


def test_one_problem_is_one_and_what_undo_met_is_not_on_the_sheet():
    problem = Problem("Orders", "1", "Date", "x", "Date is not a date", "Type a date.", "Orders!D2")
    assert (
        next(lines(Outcome("check", problems=[problem]))) == "1 problem found; the sheet Problems lists it:"
    )
    assert next(lines(Outcome("check", problems=[problem] * 2))).startswith("2 problems found; the sheet")
    assert next(lines(Outcome("undo", problems=[problem], listed=False))) == "1 problem found:"


def test_what_keeps_lines_from_being_logged_and_who_said_no_stand_before_other_problems():
    others = [Problem("Accounts", "", f"Column {i}", "", "is odd") for i in range(MOST_KINDS)]
    vital = [
        Problem("Contacts", "C1", "Do not call", "?", "is unclear"),
        Problem("Calls", "", "Name", "", "is unknown"),
    ]
    told = list(lines(Outcome("check", problems=[*others, *vital])))
    assert [line.split(":")[0].strip() for line in told[1:4]] == ["Contacts", "Calls", "Accounts"]
    assert told[-1] == "  ... and problems of 2 other kinds"


@pytest.mark.parametrize("day", ["1899-01-01", "9999-12-31"])
def test_a_day_far_away_is_told_from_one_that_is_none(day, tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["today", str(tmp_path / "b.xlsx"), "--today", day])
    assert f"'{day}' is not between 1950-01-01 and 2150-12-31" in capsys.readouterr().err


def test_answers_that_were_looked_for_and_did_not_come_leave_undo_as_it_was(tmp_path, capsys):
    path, people, box = tmp_path / "book.xlsx", tmp_path / "people.csv", tmp_path / "mails"
    assert salesbook("new", path) == 0
    people.write_text("First name,Last name,Email\nAnna,Lee,a@x.example\n", encoding="utf-8")
    box.mkdir()
    assert salesbook("import", path, people, "--into", "Contacts") == 0
    assert salesbook("inbox", path, box) == 0
    assert "No new answers." in capsys.readouterr().err
    assert salesbook("undo", path) == 0
    assert read(path, "Contacts") == []


def test_what_an_import_kept_stands_in_problems_with_its_cell_for_a_week(tmp_path):
    path, people = tmp_path / "book.xlsx", tmp_path / "people.csv"
    assert salesbook("new", path) == 0
    for firm in ("Acme GmbH", "Bolt Inc"):
        people.write_text(
            f"First name,Last name,Email,Company\nAnna,Lee,a@x.example,{firm}\n", encoding="utf-8"
        )
        assert salesbook("import", path, people, "--into", "Contacts") in {0, 1}
    kept = "The imported file says 'A0002' (Bolt Inc) here for Anna Lee; what stands here, 'A0001' (Acme GmbH), was kept"
    for day, stays in (("2026-06-15", True), ("2026-06-21", True), ("2026-06-22", False)):
        main(["today", str(path), "--today", day])
        rows = [row["Cell"] for row in read(path, "Problems") if row["Problem"] == kept]
        assert len(rows) == stays
        assert all(str(cell).startswith("Contacts!") for cell in rows)


@pytest.mark.parametrize("words", [["new", "book.xlsx"], ["demo", "."]])
def test_a_folder_that_nobody_may_write_in_is_named(tmp_path, monkeypatch, capsys, words):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workbook, "build", refuse)
    assert salesbook(*words) == 3
    said = capsys.readouterr().err
    assert "you may not write in its folder" in said
    assert "It is as it was" not in said  # there was none


def test_a_demo_below_a_file_says_so(tmp_path, capsys):
    (tmp_path / "a.txt").touch()
    assert salesbook("demo", tmp_path / "a.txt" / "demo") == 3
    assert "could not be written: Not a directory" in capsys.readouterr().err


def test_undo_does_not_take_back_the_making_of_a_book(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    assert salesbook("new", path, "--sample", "--contacts", "10") == 0
    before = path.read_bytes()
    assert salesbook("undo", path) == 3
    assert "nothing to take back" in capsys.readouterr().err
    assert path.read_bytes() == before
