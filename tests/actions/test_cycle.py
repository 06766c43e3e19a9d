"""`cycle` in a real file: what it writes, and from when on."""

from __future__ import annotations

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append
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


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    assert main(["new", str(path), "--with", "core,aftersale", "--today", MADE]) == 0
    store = FileBook(path)
    seen = store.read(list(ROWS))
    store.write(
        resolve([Append(name, rows_of(name, text)) for name, text in ROWS.items()], seen).edits, seen.seen
    )
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
