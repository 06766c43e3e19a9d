"""`cycle` in a real file: what it writes, and from when on."""

from __future__ import annotations

import json

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.helpers import rows_of

MADE = "2026-03-02"
ROWS = {
    "Team": "Rep | Calls per day\nana | 10",
    "Accounts": "Account ID | Account\nA1 | Acme\nA2 | Bolt",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Phone           | Kind
        C1         | Ada        | Ames      | A1         | +34 976 000 001 | Customer
    """,
    "Orders": "Order ID | Account ID | Contact ID | Date | Amount\nO1 | A1 | C1 | 2026-02-02 | 100",
}


def write(path, rows, *changes):
    store = FileBook(path)
    changes = [*(Append(name, rows_of(name, text)) for name, text in rows.items()), *changes]
    seen = store.read([one.table for one in changes])
    store.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    assert main(["new", str(path), "--with", "core,aftersale", "--today", MADE]) == 0
    write(path, ROWS)
    return path


@pytest.fixture
def path(made, tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.read_bytes())
    return path


def column(path, table, key, header):
    columns = FileBook(path).read([table]).grids[table].columns
    return dict(zip(columns[key], columns[header], strict=True))


def since(path):
    return column(path, "Settings", "Setting", "Value")["Parts since"]


def cycle(path, *options):
    return main(["cycle", str(path), "--today", "2026-03-20", *options])


def test_a_new_book_counts_from_the_day_on_which_it_was_made(path):
    assert since(path) == f"aftersale {MADE}"


def test_since_is_kept_for_today_noted_in_runs_and_undone(path, capsys):
    assert cycle(path, "--since", "2026-01-01") == 0
    assert since(path) == f"aftersale {MADE} from 2026-01-01"
    assert "What happened from 1 Jan 2026 on counts" in capsys.readouterr().err
    assert "cycle" in column(path, "Runs", "Run ID", "Action").values()
    assert main(["undo", str(path)]) == 0
    assert since(path) == f"aftersale {MADE}"


def test_a_dry_run_says_it_and_writes_nothing(path, capsys):
    before = path.read_bytes()
    assert cycle(path, "--since", "2026-01-01", "--dry-run") == 0
    assert "What happened from 1 Jan 2026 on counts" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_day_to_come_is_refused(path, capsys):
    assert cycle(path, "--since", "2026-03-21") == 2
    assert "is still to come" in capsys.readouterr().err


def test_without_the_part_it_says_how_to_add_it(tmp_path, capsys):
    path = tmp_path / "core.xlsx"
    assert main(["new", str(path), "--with", "core"]) == 0
    assert cycle(path) == 3
    assert f"Add the part: salesbook add {path} aftersale" in capsys.readouterr().err


BAD = {
    "Team": "Rep | Cost per hour\nana | lots\nben | -5",
    "Activities": "Activity ID | When | Contact ID | Channel | Minutes\nT1 | | C1 | Call | 10",
    "Orders": "Order ID | Account ID | Date\nO9 | A9 | 2026-03-05\nO8 | A2 |\nO7 | A2 | 2027-01-01",
}


def test_costs_and_days_that_cannot_be_are_told_and_count_for_nothing(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path), "--with", "core,aftersale", "--today", MADE]) == 0
    channels = ["Visit", "Call"]
    costs = Set("ChannelCosts", channels, {"Cost each": ["dear", -2]}, {"Cost each": [None, None]})
    write(path, {**ROWS, **BAD}, costs)
    capsys.readouterr()
    assert cycle(path, "--json") == 1  # with problems
    told = json.loads(capsys.readouterr().out)
    found = {(one["table"], one["column"]): one["problem"] for one in told["problems"]}
    assert found["Team", "Cost per hour"]
    assert found["ChannelCosts", "Cost each"]
    below = [one["problem"] for one in told["problems"] if "below 0" in one["problem"]]
    assert len(below) == 2
    assert set(column(path, "Accounts", "Account ID", "Cost by stage").values()) == {None}
    assert column(path, "Accounts", "Account ID", "Stage seen")["A2"] == "Attract"


def test_the_part_added_to_a_book_with_a_history_makes_no_line_of_it_and_since_does(tmp_path):
    path = tmp_path / "old.xlsx"
    assert main(["new", str(path), "--with", "core", "--today", "2021-03-01"]) == 0
    write(path, ROWS)
    today = "2026-03-20"
    assert main(["today", str(path), "--today", today]) == 0
    before = lines(path)
    assert main(["add", str(path), "aftersale", "--today", today]) == 0
    assert main(["today", str(path), "--today", today]) == 0
    assert lines(path) == before
    assert column(path, "Accounts", "Account ID", "Pace")["A1"] == "Stalling"
    assert main(["cycle", str(path), "--since", "2026-01-01", "--today", today]) == 0
    assert column(path, "Accounts", "Account ID", "Pace")["A1"] == "Left alone"
    assert main(["today", str(path), "--today", today]) == 0
    assert lines(path) != before


def lines(path):
    columns = FileBook(path).read(["Calls"]).grids["Calls"].columns
    return list(zip(columns["Contact ID"], columns["Why"], columns["Talk about"], strict=True))
