"""They rang: by a command on a closed book, by a click on an open one; what is there afterwards, and Undo."""

from __future__ import annotations

import json
from datetime import date

import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.clicking import select
from tests.actions.person import add, read, salesbook
from tests.helpers import call_line, rows_of

TODAY = date.today()  # noqa: DTZ011  (clicks work for the day on the wall)
ROWS = {
    "Team": "Rep | Calls per day | Active\nAna | 8 | Yes\nBen | 8 | Yes",
    "Accounts": "Account ID | Account | Owner\nA1 | Nordbad | Ben\nA2 | Südbad | Ana",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Phone
        C1         | Anna       | Berg      | A1         | +49 40 123 45 67
        C2         | Anna       | Berg      | A2         |
        C3         | Tim        | Vogt      | A2         |
    """,
    "Orders": "Order ID | Account ID | Contact ID | Date | Amount\nO1 | A2 | C3 | 2026-01-05 | 10\nO2 | A1 | | 2026-01-05 | 20",
    "Activities": "Activity ID | When | Contact ID | By\nT1 | 2026-01-05 | C1 | Ana",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small firm; Tim is number 2 on Ana's list of today, and Ben has a line, too."""
    path = tmp_path_factory.mktemp("made") / "book.xlsm"
    assert main(["new", str(path)]) == 0
    store = FileBook(path)
    seen = store.read([*ROWS, "Calls"])
    lines = [
        call_line(TODAY, contact, rep, rank, name)
        for contact, rep, rank, name in (("C2", "Ben", 1, "Anna Berg"), ("C3", "Ana", 2, "Tim Vogt"))
    ]  # fmt: skip
    changes = [*(Append(name, rows_of(name, text)) for name, text in ROWS.items()), Append("Calls", lines)]
    store.write(resolve(changes, seen).edits, seen.seen)
    return path


@pytest.fixture
def path(made, tmp_path):
    path = tmp_path / "book.xlsm"
    path.write_bytes(made.read_bytes())
    return path


def rows(store, table, *headers):
    columns = store.read([table]).grids[table].columns
    return [row for row in zip(*(columns[header] for header in headers), strict=True) if not all(map(is_blank, row))]  # fmt: skip


LINE = ("Rep", "Contact ID", "Name", "Channel", "Direction", "Outcome")
LISTED = [
    ("Ben", "C2", "Anna Berg", "Call", "Out", None),
    ("Ana", "C3", "Tim Vogt", "Call", "Out", None),
]


def typed(book, row, **cells):
    """A person types into a line of Calls."""
    live = LiveBook(book)
    grid = live.read(["Calls"]).grids["Calls"]
    for header, text in cells.items():
        book.sheets["Calls"].range(f"{grid.letters[header]}{grid.top + row}").value = text


def cursor(book):
    """The sheet, and which column and row of Calls the cursor stands in."""
    chosen = book.app.selection
    grid = LiveBook(book).read(["Calls"]).grids["Calls"]
    header = next(name for name, letter in grid.letters.items() if chosen.address.startswith(f"${letter}$"))
    return chosen.sheet.name, header, chosen.row - grid.top


def into_row(book, table, row):
    """Click into a row of a table."""
    grid = LiveBook(book).read([table]).grids[table]
    select(book, grid.sheet, f"B{grid.top + row}")


def test_a_click_makes_a_last_line_for_the_rep_of_the_selected_one_and_what_is_typed_there_is_logged(book):
    into_row(book, "Calls", 1)
    said = press("rang", book)
    assert (
        said == "A line stands last on Calls, for Ana. Type who rang, choose an Outcome, and click Log calls."
    )
    assert rows(LiveBook(book), "Calls", *LINE) == [*LISTED, ("Ana", None, None, "Call", "In", None)]
    assert cursor(book) == ("Calls", "Name", 2)
    typed(book, 2, Name="Berg, Nordbad", Outcome="Spoke", Minutes=4)
    assert press("log", book).startswith(
        "1 filled line = 1 logged (that came in). 2 lines stay. Logged: 1 spoke. They rang: Anna Berg, Nordbad (C1)."
    )
    assert rows(LiveBook(book), "Activities", "Contact ID", "By", "Direction", "Minutes")[1:] == [
        ("C1", "Ana", "In", 4)
    ]
    assert rows(LiveBook(book), "Calls", *LINE) == LISTED
    press("undo", book)
    assert rows(LiveBook(book), "Calls", *LINE)[2] == ("Ana", None, "Berg, Nordbad", "Call", "In", "Spoke")
    press("undo", book)
    assert rows(LiveBook(book), "Calls", *LINE)[:2] == LISTED


def test_who_is_on_the_phone_is_told_of_the_line_and_not_of_what_is_wrong_elsewhere(book):
    live = LiveBook(book).read(["Contacts"]).grids["Contacts"]
    book.sheets["Contacts"].range(f"{live.letters['Next date']}{live.top}").value = "soon"
    into_row(book, "Contacts", 2)
    assert press("rang", book).endswith("Choose an Outcome, and click Log calls.")


def test_two_of_the_name_are_a_question_and_an_answer_in_the_name_settles_it(book):
    select(book, "Home", "A1")
    press("rang", book)
    typed(book, 2, Name="Anna Berg", Outcome="Spoke")
    assert press("log", book).startswith(
        "1 filled line = 1 with a problem (see Problems). 2 people are called Anna Berg. "
        "As the Name, type the ID of the one you mean: Anna Berg, Nordbad (C1); Anna Berg, Südbad (C2)."
    )
    typed(book, 2, Name="C2")
    assert "They rang: Anna Berg, Südbad (C2), who was number 1 on Ben's list." in press("log", book)
    assert rows(LiveBook(book), "Calls", *LINE) == LISTED[1:]


def test_a_second_click_on_the_line_of_theirs_takes_its_rep_along(book):
    into_row(book, "Calls", 0)
    press("rang", book)
    typed(book, 2, Name="somebody")
    press("rang", book)
    assert rows(LiveBook(book), "Calls", "Rep", "Name", "Direction")[2:] == [
        ("Ben", "somebody", "In"),
        ("Ben", None, "In"),
    ]


@pytest.mark.parametrize(("table", "row", "line", "at"), [
    ("Contacts", 0, ("Ben", "C1", "Anna Berg", "Call", "In", None), "Outcome"),
    ("Activities", 0, ("Ben", "C1", "Anna Berg", "Call", "In", None), "Outcome"),
    ("Accounts", 0, (None, None, None, "Call", "In", None), "Name"),
    ("Orders", 1, (None, None, None, "Call", "In", None), "Name"),
])  # fmt: skip
def test_on_another_sheet_whoever_is_selected_is_the_caller(book, table, row, line, at):
    into_row(book, table, row)
    press("rang", book)
    assert rows(LiveBook(book), "Calls", *LINE)[2:] == [line]
    assert cursor(book) == ("Calls", at, 2)
    firms = rows(LiveBook(book), "Calls", "Account")
    assert firms == [("Nordbad",)]


def test_whoever_looks_at_one_reps_lines_alone_gets_a_line_of_that_rep(book):
    book.sheets["Calls"].range("H1").value = "Ana"
    select(book, "Home", "A1")
    press("rang", book)
    into_row(book, "Contacts", 0)
    press("rang", book)
    assert rows(LiveBook(book), "Calls", "Rep", "Name")[2:] == [("Ana", None), ("Ana", "Anna Berg")]


@pytest.mark.parametrize(("table", "row"), [("Contacts", 2), ("Orders", 0)])
def test_a_caller_of_todays_list_has_direction_in_there(book, table, row):
    into_row(book, table, row)
    assert press("rang", book).startswith(
        "Tim Vogt, Südbad (C3) is number 2 on Ana's list: Direction In is set there."
    )
    assert rows(LiveBook(book), "Calls", *LINE) == [LISTED[0], ("Ana", "C3", "Tim Vogt", "Call", "In", None)]
    assert cursor(book) == ("Calls", "Outcome", 1)
    press("undo", book)
    assert rows(LiveBook(book), "Calls", *LINE) == LISTED


def closed(path, *words):
    return salesbook("rang", path, *words, today=TODAY)


def test_a_command_logs_at_once_what_a_click_and_log_calls_log(book, path, tmp_path):
    other = tmp_path / "closed.xlsm"
    other.write_bytes(path.read_bytes())
    assert closed(other, "Tim", "--outcome", "spoke", "--words", "Where is it?", "--minutes", "5") == 0
    into_row(book, "Contacts", 2)
    press("rang", book)
    typed(book, 1, Outcome="Spoke", Minutes=5)
    typed(book, 1, **{"Their words": "Where is it?"})
    press("log", book)
    for table in ("Activities", "Calls", "Contacts"):
        grid = FileBook(path).read([table]).grids[table]
        # Without formulas: a file has their values once an office has opened it.
        headers = [each for each in grid.columns if each not in grid.formulas]
        assert rows(FileBook(other), table, *headers) == rows(LiveBook(book), table, *headers)


def test_a_command_without_an_outcome_makes_the_line_and_undo_gives_the_file_back_to_the_byte(path, capsys):
    before = path.read_bytes()
    assert closed(path, "+49 40 1234567", "--rep", "ana", "--words", "Where is it?") == 0
    assert (
        "Anna Berg, Nordbad (C1) rang: their line is the last on Calls, for Ana." in capsys.readouterr().err
    )
    assert rows(FileBook(path), "Calls", *LINE, "Their words")[2:] == [
        ("Ana", "C1", "Anna Berg", "Call", "In", None, "Where is it?")
    ]
    assert [row["Action"] for row in read(path, "Runs")] == ["rang"]
    assert salesbook("undo", path) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(("words", "status", "says"), [
    (("Berg",), 2, "2 people fit Berg: Anna Berg, Nordbad (C1); Anna Berg, Südbad (C2). Nothing was written. Use the ID in brackets."),
    (("Tim Vogd", "--outcome", "Spoke"), 2, "Contacts has nobody called Tim Vogd. Did you mean Tim Vogt, Südbad (C3)?"),
    (("Tim", "--rep", "Cleo"), 3, "There is no active rep 'Cleo' on the Team sheet. Take one of these: Ana, Ben."),
])  # fmt: skip
def test_what_is_not_clear_is_asked_and_nothing_is_written(path, words, status, says, capsys):
    before = path.read_bytes()
    assert closed(path, *words) == status
    assert capsys.readouterr().err.startswith(says)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("--outcome", "Talked"), ("--minutes", "nan"), ("--minutes", "-1"), ("--next-date", "soon")]
)
def test_words_that_no_cell_could_hold_are_wrong_usage(path, words):
    with pytest.raises(SystemExit) as caught:
        closed(path, "Tim", *words)
    assert caught.value.code == 2


def test_a_dry_run_says_what_would_be_logged_and_json_what_was(path, capsys):
    before = path.read_bytes()
    assert closed(path, "Tim", "--outcome", "Spoke", "--dry-run") == 0
    assert "They rang: Tim Vogt, Südbad (C3), who was number 2 on Ana's list." in capsys.readouterr().err
    assert path.read_bytes() == before
    assert closed(path, "Tim", "--outcome", "Spoke", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["action"], told["summary"]["contact"], told["summary"]["logged"]) == ("rang", "C3", 1)


def test_a_day_that_cannot_be_agreed_on_keeps_the_line_with_what_was_said(path, capsys):
    assert closed(path, "Tim", "--outcome", "Spoke", "--words", "Later", "--next-date", "2020-01-01") == 1
    assert "is before the talk of" in capsys.readouterr().err
    assert rows(FileBook(path), "Calls", *LINE, "Their words")[2:] == [
        (None, "C3", "Tim Vogt", "Call", "In", "Spoke", "Later")
    ]


def test_forgotten_people_stay_forgotten(path, capsys):
    assert closed(path, "Tim", "--outcome", "Spoke") == 0
    assert salesbook("forget", path, "C3", "--confirm", "C3") in {0, 1}
    capsys.readouterr()
    assert closed(path, "Tim Vogt", "--outcome", "Spoke") == 2
    said = capsys.readouterr().err
    assert said.startswith("Contacts has nobody called Tim Vogt.")
    assert "C3" not in said
    assert not any("Vogt" in str(row["Message"]) for row in read(path, "Runs"))


def test_a_line_with_a_part_of_the_name_is_forgotten_with_the_person_and_one_that_may_mean_others_stays(path):
    add(
        path,
        "Calls",
        *({"Name": name, "Direction": "In", "Notes": "rang"} for name in ("Tim", "Anna", "Südbad")),
    )
    assert salesbook("forget", path, "C3", "--confirm", "C3") in {0, 1}
    assert rows(FileBook(path), "Calls", "Name") == [("Anna Berg",), ("Anna",), ("Südbad",)]


def test_a_talk_of_somebody_left_half_logged_is_no_change_of_others(path):
    store = FileBook(path)
    seen = store.read(["Calls"])
    store.write(resolve([Set("Calls", [f"{TODAY}-C2"], {"Outcome": ["No answer"]})], seen).edits, seen.seen)
    closed(path, "Tim", "--outcome", "Spoke")
    assert rows(FileBook(path), "Calls", *LINE) == [("Ben", "C2", "Anna Berg", "Call", "Out", "No answer")]
