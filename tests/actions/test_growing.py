"""Older books get what new ones have, and parts that they lack: nothing of theirs moves, and undo gives their bytes back."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.write import write_edits
from salesbook.cli.main import main
from salesbook.errors import BadInput, NotASalesbook
from salesbook.office.workbook import build
from salesbook.schema import FIRST, PARTS, SETTING_ROWS, STANDARD, TABLES, sheets
from salesbook.schema.home import FIGURES, HOME
from salesbook.tables.plan import Set
from salesbook.tables.resolve import resolve
from tests.actions.growing import DAY, WHO, grown, newer_columns
from tests.books.graft.donors import contents, theirs
from tests.helpers import STANDARD_TABLES
from tests.sessions import run, undone

SHAPES = Path(__file__).parents[1] / "books" / "shapes"


def a_book(path: Path, *parts: str) -> Path:
    """A new book with these parts."""
    build(str(path), book_id="BOOK-1", today=DAY, parts=parts or STANDARD)
    return path


@pytest.fixture
def older(tmp_path) -> Path:
    """A book of an earlier shape."""
    return Path(shutil.copy(SHAPES / "first.xlsx", tmp_path))


@pytest.mark.parametrize("name", ["first.xlsx", "first.xlsm"])
def test_an_older_book_has_all_after_an_upgrade_and_what_was_there_has_not_moved(tmp_path, name):
    older = Path(shutil.copy(SHAPES / name, tmp_path))
    first = [table.name for table in TABLES.values() if table.since == FIRST]
    before, parts = FileBook(older).read(first).grids, contents(older)
    said = grown("upgrade", older)
    came, settings = re.split(r", \d+ rows in Settings, 1 row in Duties \(Handoff\)", said.messages[0])
    assert came.startswith("Brought it up to date: ")
    assert newer_columns("Calls") in came
    assert "columns in Contacts (Country, " in came
    assert settings.endswith(
        ("the tab (in LibreOffice the menu) Salesbook has them. " if older.suffix == ".xlsm" else ". ")
        + "Nothing that was there has moved; undo takes it back."
    )
    after = FileBook(older).read(STANDARD_TABLES).grids
    for each in STANDARD_TABLES:
        assert {column.name for column in TABLES[each].shown} <= set(after[each].columns)
        for header, values in before[each].columns.items() if each in before else ():
            assert list(after[each].columns[header])[: len(values)] == list(values) or each == "Runs", header
            assert after[each].letters[header] == before[each].letters[header]
    assert [s.name for s in SETTING_ROWS if s.name not in after["Settings"].columns["Setting"]] == []
    now = contents(older)
    kept = [name for name, content in parts.items() if now[name] == content]
    assert len(kept) > 0.4 * len(parts)
    assert {name for name in parts if "chart" in name or "media" in name} <= set(kept)


def test_an_upgraded_book_passes_every_check_and_a_second_upgrade_changes_nothing(older):
    grown("upgrade", older)
    found = run("check", FileBook(older), today=DAY, runner=WHO).plan.problems
    assert [(problem.table, problem.column) for problem in found] == [
        ("Contacts", "Next date"),
        ("Contacts", "Account ID"),
    ]
    before = older.read_bytes()
    assert grown("upgrade", older).messages == ["The book is up to date: nothing was changed."]
    assert older.read_bytes() == before


def test_undo_of_an_upgrade_and_of_a_part_gives_the_same_bytes_back(older, tmp_path):
    for path, words in (
        (older, ("upgrade",)),
        (a_book(tmp_path / "core.xlsx", "core"), ("add", "mail", "history")),
    ):
        before = path.read_bytes()
        grown(words[0], path, part=list(words[1:]))
        assert path.read_bytes() != before
        assert undone(FileBook(path)).message.endswith("to the byte.")
        assert path.read_bytes() == before


def test_after_somebody_saved_the_book_undo_says_where_the_copy_from_before_is(older):
    grown("upgrade", older)
    book = FileBook(older)
    seen = book.read(["Contacts"])
    edits = resolve([Set("Contacts", [seen.grids["Contacts"].handles[0]], {"Country": ["ES"]})], seen).edits
    with Package.open(older) as package:  # as a person saves it: no record is kept
        layout, saved = read_layout(package), BytesIO()
        write_edits(package, layout, edits, saved)
    older.write_bytes(saved.getvalue())
    with pytest.raises(BadInput, match="changed more than cells"):
        undone(FileBook(older))


def test_adding_a_part_notes_the_day_it_came_and_twice_changes_nothing(tmp_path):
    path = a_book(tmp_path / "core.xlsx", "core")
    said = grown("add", path, part=["history", "history"])
    assert said.messages[0].startswith("Added history: 1 sheet (History), 1 table.")
    settings = FileBook(path).read(["Settings", "Runs"]).grids
    values = dict(
        zip(settings["Settings"].columns["Setting"], settings["Settings"].columns["Value"], strict=True)
    )
    assert values["Parts since"] == "history 2026-03-02"
    assert list(settings["Runs"].columns["Action"]) == ["add"]
    before = path.read_bytes()
    assert grown("add", path, part=["history"]).messages == [
        "The book has all of history already: nothing was changed."
    ]
    assert path.read_bytes() == before


def test_what_could_not_come_is_in_the_last_sentence_and_in_json(tmp_path, capsys):
    path = a_book(tmp_path / "core.xlsx", "core")
    book = openpyxl.load_workbook(path)
    next(cell for cell in book["Home"]["I"] if cell.value == "Scoring").value = "Our scores"
    book.save(path)
    other = Path(shutil.copy(path, tmp_path / "other.xlsx"))
    remark = "undo takes it back. Home does not list Mailings, Outbox, Do not mail, since"
    assert main(["add", str(path), "mail"]) == 0
    assert remark in capsys.readouterr().err.splitlines()[-1]
    assert main(["add", str(other), "mail", "--json"]) == 0
    (message,) = json.loads(capsys.readouterr().out)["summary"]["messages"]
    assert remark in message


@pytest.mark.parametrize("command", [("upgrade",), ("add", "mail")])
@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        (
            "--same",
            "Calls.Topc",
            "'Calls.Topc' in a workbook of salesbook's, as --same says. Did you mean Calls.Topic?",
        ),
        (
            "--same",
            "settings.frm",
            "row of Settings 'settings.frm' in a workbook of salesbook's, as --same says. Did you mean Settings.Firm?",
        ),
        (
            "--new-column",
            "Foo",
            "no column 'Foo' in a workbook of salesbook's, as --new-column says. Write the table, a dot and the name",
        ),
        ("--new-column", "Calls.Xyzzyq", "There are: Calls."),
    ],
)
def test_an_option_for_a_column_that_there_is_not_is_refused_with_what_is_near(
    older, capsys, command, option, name, said
):
    before = older.read_bytes()
    assert main([command[0], str(older), *command[1:], option, name]) == 2
    assert said in capsys.readouterr().err
    assert older.read_bytes() == before


def test_a_dry_run_tells_what_would_come_and_writes_nothing(older, capsys):
    before = older.read_bytes()
    assert main(["upgrade", str(older), "--dry-run"]) == 0
    columns = ", ".join(newer_columns(name) for name in ("Calls", "Contacts"))
    assert f"Would bring it up to date: 1 sheet (Report), 4 tables, {columns}" in capsys.readouterr().err
    assert older.read_bytes() == before


def test_a_workbook_that_is_no_salesbook_is_not_made_one(tmp_path):
    with pytest.raises(NotASalesbook):
        grown("upgrade", theirs(tmp_path / "mine.xlsx", ["One"]))


def test_a_deleted_table_and_its_sheet_come_back_and_doctor_names_what_is_lost(tmp_path, capsys):
    path = a_book(tmp_path / "book.xlsx", "core")
    grown("add", path, part=["mail"])
    book = openpyxl.load_workbook(path)
    del book["Outbox"], book["Settings"].tables["MailRules"]
    for row in book["Settings"].iter_rows():
        for cell in row:
            if cell.column >= 10:
                cell.value = None
    book.save(path)
    main(["doctor", str(path)])
    assert (
        "book.xlsx: has lost 1 sheet (Outbox) and 1 table (MailRules on Settings) of its part mail. Add what is lost: salesbook add"
        in capsys.readouterr().err
    )
    assert main(["drafts", str(path)]) == 3
    assert f"Add the part: salesbook add {path} mail" in capsys.readouterr().err
    assert grown("add", path, part=["mail"]).messages[0].startswith("Added mail: 1 sheet (Outbox), 2 tables.")


def test_an_older_book_is_told_by_check_and_doctor_until_it_is_upgraded(older, capsys):
    for upgraded in (False, True):
        told = ""
        for action in ("check", "doctor"):
            main([action, str(older)])
            told += capsys.readouterr().err
        said = told.split("An older salesbook made this workbook: it lacks ")
        assert (len(said) == 2) is not upgraded
        assert upgraded or newer_columns("Contacts") in said[1]
        newer = [table.name for table in TABLES.values() if table.since > FIRST and table.part == "core"]
        assert upgraded or said[1].startswith(f"{len(newer)} table") or not newer
        said = told.split("was made by an older salesbook: it lacks ")
        assert (len(said) == 2) is not upgraded
        assert upgraded or newer_columns("Calls") in said[1]
        if not upgraded:
            grown("upgrade", older)


@pytest.mark.parametrize(
    ("said", "parts"), [("core", ["core"]), ("mail", ["core", "mail"]), ("all", list(PARTS))]
)
def test_new_makes_a_book_with_the_parts_that_are_named_and_its_home_shows_no_others(tmp_path, said, parts):
    path = tmp_path / "book.xlsx"
    assert (
        main(["new", str(path), "--with", said, "--sample", "--contacts", "5", "--today", "2026-03-02"]) == 0
    )
    book = FileBook(path)
    assert book.labels() == (HOME, *sheets(parts), FIGURES)
    home = {str(cell.value) for cells in ("B", "I") for cell in openpyxl.load_workbook(path)[HOME][cells]}
    assert ("Outbox" in home, "History" in home) == ("mail" in parts, "history" in parts)


def test_a_part_that_there_is_not_is_named_with_those_that_there_are(tmp_path, capsys):
    assert main(["new", str(tmp_path / "book.xlsx"), "--with", "core,sale"]) == 2
    assert (
        f"There is no part 'sale' of a book. There are: {', '.join(PARTS)}, or all."
        in capsys.readouterr().err
    )
