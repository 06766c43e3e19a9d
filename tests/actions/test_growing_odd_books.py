"""Books as people leave them: what stands in the way is named and nothing is done; what does not is left as it is."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.table import Table

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.schema import TABLES
from tests.books.make import MAIN
from tests.books.pack import M, Pack, letter
from tests.books.table_check import area, table_problems
from tests.helpers import STANDARD_TABLES

FIRST = Path(__file__).parents[1] / "books" / "shapes" / "first.xlsx"
DAY = ("--today", "2026-03-02")
LAST_COLUMN = 16_384
SCRIPTS = {"Calls": "今日の電話", "Contacts": "Контакты", "Settings": "الإعدادات", "Runs": "Läufe & 'x'"}


@pytest.fixture
def book() -> Pack:
    return Pack(FIRST)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "Büro & Söhne 1.xlsx"


def renamed(book: Pack, table: str, name: str) -> None:
    for word in ("name", "displayName"):
        book.table(table).set(word, name)


def labelled(book: Pack, labels: dict[str, str], state: str = "visible") -> None:
    for sheet in book.workbook.iter(f"{M}sheet"):
        if sheet.get("name") in labels:
            sheet.attrib.update({"name": labels[sheet.get("name")], "state": state})


def merged(book: Pack, sheet: str, cells: str) -> None:
    book.put(sheet, f'<mergeCells xmlns="{MAIN}" count="1"><mergeCell ref="{cells}"/></mergeCells>')


def assert_undo_gives_back(path: Path, before: bytes) -> None:
    assert main(["undo", str(path)]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(("command", "parts"), [("upgrade", ()), ("add", ("history",))])
def test_a_list_of_runs_that_somebody_deleted_comes_back_with_whatever_comes(
    book, path, capsys, command, parts
):
    book.delete_sheet("Runs")
    book.delete_sheet("History")
    before = book.save(path).read_bytes()
    assert main(["check", str(path)]) == 3
    assert "If its sheet was deleted, put it back: salesbook upgrade" in capsys.readouterr().err
    assert main([command, str(path), *parts, *DAY]) == 0
    assert "Runs" in capsys.readouterr().err
    assert FileBook(path).read(["Runs"]).grids["Runs"].columns["Run ID"] == [None]
    assert table_problems(path) == []
    assert_undo_gives_back(path, before)


def test_without_settings_nothing_comes(book, path, capsys):
    book.delete_sheet("Settings")
    before = book.save(path).read_bytes()
    assert main(["upgrade", str(path)]) == 3
    assert "lacks the table Settings. Make a new book with salesbook new" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("Contacts", "it takes no new column"),
        ("Settings", "it cannot get longer"),
        ("Runs", "it cannot get longer"),
    ],
)
def test_a_table_of_ours_under_another_name_is_named_with_both(book, path, capsys, table, why):
    renamed(book, table, "Tabelle1")
    before = book.save(path).read_bytes()
    assert main(["upgrade", str(path), *DAY]) == 3
    assert (
        f"table {table} is called Tabelle1 on sheet {table}, so {why}. "
        f"Call it {table} again (in Excel: Table Design, Table Name), then run this again."
    ) in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_sheet_of_theirs_in_the_way_is_named_whether_it_is_seen_or_not(book, path, capsys, state):
    book.delete_sheet("Outbox")
    book.add_sheet("OUTBOX")
    labelled(book, {"OUTBOX": "OUTBOX"}, state)
    before = book.save(path).read_bytes()
    assert main(["add", str(path), "mail", *DAY]) == 3
    assert "It has a sheet OUTBOX of yours, and a new sheet is called Outbox too." in (
        said := capsys.readouterr().err
    )
    assert "You do not see it?" in said
    assert path.read_bytes() == before


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_sheets_that_are_hidden_or_have_names_in_other_scripts_grow_like_others(book, path, state):
    labelled(book, SCRIPTS, state)
    before = book.save(path).read_bytes()
    assert main(["upgrade", str(path), *DAY]) == 0
    grids = FileBook(path).read(STANDARD_TABLES).grids
    assert [grids[name].sheet for name in SCRIPTS] == [*SCRIPTS.values()]
    assert all({*TABLES[name].by_name} <= {*grids[name].columns} for name in SCRIPTS)
    assert [sheet.get("state") for sheet in Pack(path).workbook.iter(f"{M}sheet")].count(state) >= len(
        SCRIPTS
    )
    assert_undo_gives_back(path, before)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: merged(book, "Calls", "AC1:AD1"), "something stands there in Calls!AC1"),
        (lambda book: merged(book, "Contacts", "AZ40:BB40"), ""),
        (
            lambda book: merged(book, "Runs", "A3:C4"),
            "table Runs must grow, but something stands below it in Runs!A3",
        ),
        (
            lambda book: book.type("Contacts", "BA1", "", formula='"Coun"&"try"'),
            "something stands there in Contacts!BA1",
        ),
        (lambda book: book.type("Contacts", "BA40", "a remark"), ""),
    ],
)
def test_what_stands_beside_or_below_a_table_stays_or_is_named_with_its_cell(
    book, path, capsys, change, said
):
    change(book)
    before = book.save(path).read_bytes()
    assert main(["upgrade", str(path), *DAY]) == (3 if said else 0)
    assert said in capsys.readouterr().err
    if said:
        assert path.read_bytes() == before
    else:
        assert table_problems(path) == []
        assert_undo_gives_back(path, before)


def test_totals_stay_in_their_row_and_a_new_column_has_none(book, path):
    table = book.table("Calls")
    left, top, right, bottom = area(table.get("ref"))
    table.attrib.update({"ref": f"A{top}:{letter(right)}{bottom + 1}", "totalsRowCount": "1"})
    table.find(f"{M}tableColumns")[0].set("totalsRowLabel", "Total")
    book.type("Calls", f"A{bottom + 1}", "Total")
    before = book.save(path).read_bytes()
    assert main(["upgrade", str(path), *DAY]) == 0
    sheet = openpyxl.load_workbook(path)["Calls"]
    last = [cell.value for cell in list(sheet[sheet.tables["Calls"].ref])[-1]]
    assert last == ["Total", *[None] * (right - left + 2)]  # Topic and Go have none
    assert table_problems(path) == []
    assert_undo_gives_back(path, before)


@pytest.mark.parametrize(("gap", "said"), [(1, "something stands there in Calls!AC1"), (3, "")])
def test_a_table_of_theirs_beside_ours_is_never_run_into(path, capsys, gap, said):
    book = openpyxl.load_workbook(FIRST)
    sheet = book["Calls"]
    at = sheet.max_column + gap
    sheet.cell(1, at, "Mine")
    sheet.add_table(Table(displayName="Mine", ref=f"{letter(at)}1:{letter(at)}2"))
    book.save(path)
    assert main(["upgrade", str(path), *DAY]) == (3 if said else 0)
    assert said in capsys.readouterr().err
    assert table_problems(path) == []


def test_a_table_at_the_last_column_of_its_sheet_says_so(path, capsys):
    book = openpyxl.load_workbook(FIRST)
    sheet = book["Calls"]
    table = sheet.tables["Calls"]
    left, top, right, bottom = area(table.ref)
    by = LAST_COLUMN - right
    sheet.move_range(table.ref, cols=by)
    table.ref = table.autoFilter.ref = f"{letter(left + by)}{top}:{letter(right + by)}{bottom}"
    book.save(path)
    before = path.read_bytes()
    assert main(["upgrade", str(path), *DAY]) == 3
    assert (
        "table Calls reaches to the last column of its sheet. Delete columns that nobody needs"
        in capsys.readouterr().err
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "said"),
    [(["upgrade"], ""), (["add", "history"], "its structure is protected, so no sheet can come to it")],
)
def test_a_protected_structure_keeps_sheets_out_and_nothing_else(book, path, capsys, command, said):
    book.delete_sheet("History")
    views = book.workbook.find(f"{M}bookViews")
    views.addprevious(etree.Element(f"{M}workbookProtection", lockStructure="1"))
    before = book.save(path).read_bytes()
    assert main([command[0], str(path), *command[1:], *DAY]) == (3 if said else 0)
    assert said in capsys.readouterr().err
    assert (path.read_bytes() == before) is bool(said)
