"""The row above each table: its buttons, and beside them what the last click or command came to."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from salesbook import buttons
from salesbook.actions.registry import ACTIONS, BUTTONS
from salesbook.books.xlsx.package import Package
from salesbook.cli.main import main
from salesbook.office.spots import button_spots
from salesbook.schema import ALL_REPS, COMMAND_OF_SHEET, STANDARD, TABLES, sheets
from salesbook.tables.last_result import RESULT_KIND, RESULT_LINE, RESULT_MOMENT, RESULT_PLACE
from tests.books.older import older_book

pytestmark = pytest.mark.filterwarnings("ignore:.*")
DAY = ("--today", "2026-06-15")
SHEETS = [name for name in sheets(STANDARD) if name != "Report"]  # a page to print, with a heading of its own


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A small firm's book with buttons, as it is made."""
    path = tmp_path_factory.mktemp("made") / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "20", *DAY]) == 0
    return path


@pytest.fixture(scope="module")
def shown(made) -> openpyxl.Workbook:
    """The same as openpyxl reads it, for tests that only look."""
    return openpyxl.load_workbook(made)


@pytest.fixture(scope="module")
def values(made) -> openpyxl.Workbook:
    """The same with what its formulas come to."""
    return openpyxl.load_workbook(made, data_only=True)


@pytest.fixture
def path(made, tmp_path) -> Path:
    return Path(shutil.copy(made, tmp_path))


def held(path: Path) -> dict[str, object]:
    """What the named cells hold."""
    book = openpyxl.load_workbook(path)
    found = {}
    for name in (RESULT_LINE, RESULT_MOMENT, RESULT_KIND, RESULT_PLACE):
        sheet, cell = book.defined_names[name].attr_text.split("!")
        found[name] = book[sheet][cell].value
    return found


def shown_at(sheet) -> tuple[int, int]:
    """The columns over which a sheet shows the result where it is opened: the first cells of its first row that are one."""
    return all_shown_at(sheet)[0]


def all_shown_at(sheet) -> list[tuple[int, int]]:
    """The same of all places, from left to right."""
    spans = (range_boundaries(str(one)) for one in sheet.merged_cells.ranges if one.min_row == 1)
    return sorted((span[0], span[2]) for span in spans)


def pixels(sheet, first: int, last: int) -> float:
    """How wide columns are together in Excel."""
    wide = [sheet.column_dimensions[openpyxl.utils.get_column_letter(i)] for i in range(first, last + 1)]
    return sum(0 if one.hidden else one.width * 7 + 5 for one in wide)


@pytest.mark.parametrize("name", SHEETS)
def test_every_table_has_its_headers_in_row_2_and_in_row_1_the_result_right_of_the_buttons(shown, name):
    sheet = shown[name]
    assert {range_boundaries(table.ref)[1] for table in sheet.tables.values()} == {2}
    assert sheet.row_dimensions[1].height == 27
    first, last = shown_at(sheet)
    assert RESULT_LINE in sheet.cell(1, first).value
    assert sheet.cell(1, first).alignment.wrap_text
    ends = [spot.x + spot.width for spot in button_spots(name, BUTTONS)]
    assert pixels(sheet, 1, first - 1) >= max(ends, default=0) if first > 1 else not ends
    others = [cell for cell in sheet[1] if cell.value and cell.column != first]
    captions = [cell.column for cell in others if cell.value != ALL_REPS]
    assert all(column > last for column in captions)


@pytest.mark.parametrize("name", SHEETS)
def test_two_lines_of_the_longest_result_fit_in_where_nothing_stands_beside(shown, name):
    sheet = shown[name]
    first, last = shown_at(sheet)
    if len(sheet.tables) == 1:
        assert pixels(sheet, first, last) >= 420


@pytest.mark.parametrize("name", SHEETS)
def test_a_new_book_shows_what_the_sheet_is_for(values, name):
    sheet = values[name]
    assert sheet.cell(1, shown_at(sheet)[0]).value == sheets()[name][0].meaning


@pytest.mark.parametrize("name", ["Calls", "Contacts"])
def test_whoever_has_scrolled_to_the_right_sees_it_there_and_nobody_else_sees_it_twice(shown, values, name):
    sheet = shown[name]
    (_, before), *others = all_shown_at(sheet)
    assert pixels(sheet, 1, others[0][0] - 1) >= 1_300
    for first, last in others:
        assert RESULT_LINE in sheet.cell(1, first).value
        assert not values[name].cell(1, first).value
        assert pixels(sheet, first, last) >= 420
        assert pixels(sheet, before + 1, first - 1) < 800 or first == others[0][0]
        before = last
    assert pixels(sheet, before + 1, sheet.max_column) < 800


def test_buttons_of_a_sheet_stand_beside_one_another():
    for name in sheets():
        spots = button_spots(name, BUTTONS)
        assert all(one.x + one.width < next_.x for one, next_ in pairwise(spots))


def test_a_command_puts_time_sentence_and_kind_into_the_cells_and_the_sheets_are_no_others(path, made):
    before = datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0)  # noqa: DTZ006  (as on the wall)
    assert main(["scores", str(path), *DAY]) in {0, 1}
    now = held(path)
    assert now[RESULT_LINE].partition("  ")[2].startswith("Scored 20 contacts: ")
    assert before <= now[RESULT_MOMENT] <= datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006
    assert now[RESULT_KIND] == "problems"
    assert now[RESULT_PLACE] == "Problems!A1"
    with Package.open(made) as old, Package.open(path) as new:
        same = [each.name for each in old.entries if old.read(each.name) == new.read(each.name)]
    assert "xl/worksheets/sheet6.xml" in same  # Opportunities, whose first row shows it too


def test_home_shows_it_and_colours_it(path):
    main(["scores", str(path), *DAY])
    home = openpyxl.load_workbook(path)["Home"]
    cell = openpyxl.load_workbook(path).defined_names[RESULT_LINE].attr_text.split("!")[1].replace("$", "")
    rules = [
        rule.formula[0]
        for where in home.conditional_formatting
        if cell in where.sqref
        for rule in where.rules
    ]
    assert rules == [f'{RESULT_KIND}="ok"', f'{RESULT_KIND}="problems"', f'{RESULT_KIND}="refused"']


def test_a_dry_run_and_a_run_that_changes_nothing_leave_it(path):
    main(["scores", str(path), *DAY])
    before = path.read_bytes()
    main(["scores", str(path), *DAY])
    main(["today", str(path), *DAY, "--dry-run"])
    assert path.read_bytes() == before


def test_undo_takes_it_back_with_the_rest_or_says_what_it_took_back(path):
    before = path.read_bytes()
    main(["scores", str(path), *DAY])
    assert main(["undo", str(path), *DAY]) == 0
    assert path.read_bytes() == before
    main(["scores", str(path), *DAY])
    book = openpyxl.load_workbook(path, keep_vba=True)
    book["Contacts"]["B3"] = "Zoë"
    book.save(path)
    assert main(["undo", str(path), *DAY]) == 0
    assert "Took back “scores” of " in held(path)[RESULT_LINE]
    assert held(path)[RESULT_KIND] == "ok"


def test_a_protected_home_keeps_what_it_shows_and_the_command_is_done(path):
    book = openpyxl.load_workbook(path, keep_vba=True)
    book["Home"].protection.sheet = True
    book.save(path)
    assert main(["scores", str(path), *DAY]) in {0, 1}
    assert held(path)[RESULT_LINE] is None


def test_a_book_without_the_cells_works_as_it_did(tmp_path):
    book = older_book(tmp_path)
    assert main(["scores", str(book), *DAY]) in {0, 1}
    assert RESULT_LINE not in openpyxl.load_workbook(book).defined_names


def texts(book, name: str) -> str:
    """What a sheet's first row shows in LibreOffice."""
    row = book.sheets[name][0, :12].value
    return next(str(text) for text in row if text and text != ALL_REPS)


def test_a_click_shows_its_sentence_above_every_table_and_a_refused_one_why(path, office):
    book = office.books.open(path)
    try:
        assert texts(book, "Calls") == TABLES["Calls"].meaning
        said = buttons.press("scores", book)
        for name in ("Calls", "Contacts", "Problems", "Runs"):
            assert texts(book, name).endswith("See the sheet Problems.") or said[:40] in texts(book, name)
        assert book.names[RESULT_KIND].refers_to_range.value == "problems"
        book.sheets["Calls"].api.protect("")
        said = buttons.press("calls", book)
        assert "protected" in said
        assert said[:60] in texts(book, "Calls")
        assert book.names[RESULT_KIND].refers_to_range.value == "refused"
        book.sheets["Calls"].api.unprotect("")
        assert buttons.press("undo", book).startswith("Took back “Scores”")
        assert "Took back" in texts(book, "Contacts")
        assert book.names[RESULT_KIND].refers_to_range.value == "ok"
    finally:
        book.close()


def test_a_click_counts_where_the_cells_are_gone(path, office):
    book = office.books.open(path)
    try:
        book.sheets["Home"].delete()
        assert "Scored 20 contacts" in buttons.press("scores", book)
    finally:
        book.close()


def test_a_sheet_without_buttons_names_what_to_run_instead(tmp_path):
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path), *DAY]) == 0
    book = openpyxl.load_workbook(path)
    said = {
        sheet.title: str(sheet["A1"].value) for sheet in book.worksheets if sheet.title in COMMAND_OF_SHEET
    }
    assert said == {name: f"Run: salesbook {command}" for name, command in COMMAND_OF_SHEET.items()}
    assert {command.split()[0] for command in COMMAND_OF_SHEET.values()} <= set(ACTIONS)
    for name, words in said.items():
        first, _ = shown_at(book[name])
        assert pixels(book[name], 1, first - 1) >= len(words) * 6, "the result begins behind it"


def test_where_there_are_buttons_no_command_is_named(path):
    book = openpyxl.load_workbook(path)
    assert not [one.title for one in book.worksheets if str(one["A1"].value).startswith("Run: ")]
