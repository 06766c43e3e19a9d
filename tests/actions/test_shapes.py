"""A column, table or setting of people's that bears the name of something newer stays theirs: nobody writes over it."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run as run_action
from salesbook.books.file import FileBook
from salesbook.books.xlsx.package import Package
from salesbook.cli.main import main
from salesbook.domain.audience import audience
from salesbook.domain.mailings.fields import Fields
from salesbook.office.workbook import build
from salesbook.schema import MARK, TABLES
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.tables.records import Runner
from tests.books.older import older_book, with_columns
from tests.sessions import run, session, undone

DAY = date(2026, 3, 2)
WHO = Runner("", "", datetime(2026, 3, 2))  # Runs has no zones
OWN = {"Calls": ["Topic"], "Contacts": ["Country"]}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A book of the first shape in which people have columns of their own with names of newer ones."""
    return with_columns(older_book(tmp_path_factory.mktemp("own")), OWN)


@pytest.fixture
def book(made, tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.read_bytes())
    return path


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A new book."""
    path = tmp_path_factory.mktemp("fresh") / "new.xlsx"
    build(str(path), book_id="BOOK-1", today=DAY)
    return path


@pytest.fixture
def new(fresh, tmp_path):
    return Path(shutil.copy(fresh, tmp_path))


@pytest.mark.parametrize(
    "reads", [*(ACTIONS[name].reads for name in ("today", "calls", "check")), OF_LETTERS],
    ids=["today", "calls", "check", "letters"],
)  # fmt: skip
def test_a_book_without_a_part_is_opened_once_and_the_part_is_known_to_be_absent(new, monkeypatch, reads):
    opened, really = [], Package.open
    monkeypatch.setattr(Package, "open", lambda path: opened.append(path) or really(path))
    seen = session("check", FileBook(new), today=DAY, runner=WHO).look(reads, sought=TABLES)
    assert len(opened) == 1
    assert {*OF_CAMPAIGNS, "Pitches"} <= set(seen.absent)
    assert set(seen.grids) == set(reads) - set(seen.absent)


def theirs(path):
    """What stands in their columns, but for blank rows."""
    grids = FileBook(path).read(list(OWN)).grids
    return {name: [cell for cell in grids[name].columns[header] if cell] for name, (header,) in OWN.items()}


def mark(path):
    grid = FileBook(path).read(["Settings"]).grids["Settings"]
    return dict(zip(grid.columns["Setting"], grid.columns["Value"], strict=True)).get(MARK)


@pytest.mark.parametrize("action", ["today", "check", "scores", "calls", "log"])
def test_an_action_leaves_a_column_of_theirs_as_it_is(book, action):
    before = theirs(book)
    assert before["Contacts"]
    run(action, FileBook(book), today=DAY, runner=WHO)
    assert theirs(book) == before


def test_check_names_each_with_its_cell_and_the_next_step(book, capsys):
    main(["check", str(book), "--today", "2026-03-02"])
    said = capsys.readouterr().err
    for name, cell in (("Topic", "Calls!AC1"), ("Country", "Contacts!BA1")):
        assert (
            f"{cell}: The column {name} is yours: salesbook has one of that name by now, but takes nothing from yours"
            in said
        )


def test_an_import_writes_into_none_of_them_and_says_so(book, tmp_path, capsys):
    file = tmp_path / "people.csv"
    file.write_text("Contact ID,First name,Last name,Country\nC0001,Ana,Gil,ES\nX1,Bo,Ek,SE\n")
    before = theirs(book)["Contacts"]
    main(["import", str(book), str(file), "--into", "Contacts", "--today", "2026-03-02"])
    assert theirs(book)["Contacts"] == before
    assert (
        "2 cells of Country had no place (lines 2, 3): the column 'Country' of Contacts is yours. Bring the workbook up to date"
        in (capsys.readouterr().err)
    )


def test_what_stands_in_their_column_goes_into_the_notes_of_a_call_under_its_own_header(book):
    page = openpyxl.load_workbook(book)
    sheet = page["Calls"]
    top = next(cell.row for row in sheet.iter_rows(max_row=3) for cell in row if cell.value == "Outcome")
    heads = {cell.value: cell.column for cell in sheet[top]}
    contact = FileBook(book).read(["Contacts"]).grids["Contacts"].columns["Contact ID"][0]
    for header, value in {
        "Contact ID": contact,
        "Outcome": "Spoke",
        "Topic": "their boat",
        "Date": DAY,
    }.items():
        sheet.cell(top + 1, heads[header], value)
    page.save(book)
    run("log", FileBook(book), today=DAY, runner=WHO)
    log = FileBook(book).read(["Activities"]).grids["Activities"].columns
    assert "Topic: their boat" in " ".join(map(str, log["Notes"]))


def test_upgrade_asks_about_all_of_them_and_writes_nothing(book, capsys):
    before = book.read_bytes()
    assert main(["upgrade", str(book)]) == 3
    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .endswith(
            "2 columns and rows of yours have names that salesbook now has, too: 'Topic' in Calls!AC1, 'Country' in Contacts!BA1. "
            "Give yours other names; or, for each that is the same as salesbook's, add one of "
            '--same "Calls.Topic" --same "Contacts.Country" (salesbook then writes into Topic).'
        )
    )
    assert book.read_bytes() == before


def test_what_people_say_is_the_same_is_ours_from_then_on_and_undo_gives_it_back(book):
    before, there = book.read_bytes(), theirs(book)
    options = ACTIONS["upgrade"].defaults()
    options.same = ["Calls.Topic", "contacts.country"]
    said = run_action(ACTIONS["upgrade"], session("upgrade", FileBook(book), today=DAY, runner=WHO), options)
    assert said.messages[0].endswith(
        " rows in Settings, 1 row in Duties (Handoff), 2 columns of yours as the new ones (Calls.Topic, Contacts.Country). "
        "Nothing that was there has moved; undo takes it back."
    )
    assert (theirs(book), mark(book)) == (there, "core 2, mail 2, history 2, report 2")
    run("today", FileBook(book), today=DAY, runner=WHO)
    assert theirs(book)["Calls"] != there["Calls"]
    undone(FileBook(book))
    undone(FileBook(book))
    assert book.read_bytes() == before


def test_a_part_that_is_added_to_an_older_book_leaves_the_others_of_their_shape(book):
    options = ACTIONS["add"].defaults()
    options.part = ["mail"]
    page = openpyxl.load_workbook(book)
    del page["Outbox"]
    page.save(book)
    run_action(ACTIONS["add"], session("add", FileBook(book), today=DAY, runner=WHO), options)
    before = theirs(book)
    assert mark(book) == "core 1, mail 2, history 1"
    run("today", FileBook(book), today=DAY, runner=WHO)
    assert theirs(book) == before


def test_rules_and_letters_mean_their_column_by_its_header_as_before(book):
    world = session("check", FileBook(book), today=DAY, runner=WHO).read(OF_LETTERS)
    contacts = world.frames["Contacts"]
    chosen = audience("Country = mine 3", world).chosen
    assert list(contacts.index[chosen]) == [contacts.index[1]]
    assert Fields(world).of(1)["contact"].get("Country") == "mine 3"


def checked(path, capsys):
    """What check says."""
    main(["check", str(path), "--today", "2026-03-02"])
    return capsys.readouterr().err


def test_check_and_today_name_what_is_lost_of_each_part_with_numbers_that_add_up(new, capsys):
    page = openpyxl.load_workbook(new)
    for name in ("Outbox", "Do not mail", "History"):
        del page[name]
    del page["Settings"].tables["MailRules"]
    for row in page["Settings"].iter_rows(min_row=2):  # below the buttons
        name = row[1]
        if name.value in {"Firm", "Mailbox"}:
            name.value = f"{name.value} (old)"
        for cell in row[9:]:
            cell.value = None
    page.save(new)
    for action in ("check", "today"):
        main([action, str(new), "--today", "2026-03-02"])
        said = capsys.readouterr().err
        for sentence in (
            (
                "Of the part mail 2 sheets (Outbox, Do not mail) and 1 table (MailRules on Settings) are gone: deleted, or a table has another name. "
                "Close it, then run: salesbook add, its name, mail."
            ),
            "Of the part history 1 sheet (History) is gone: deleted, or a table has another name. Close it, then run: salesbook add, its name, history.",
            "2 rows of Settings (Firm, Mailbox) are gone; their defaults count. Close it, then run: salesbook upgrade and its name.",
        ):
            assert sentence in said
    assert main(["add", str(new), "mail", "history"]) == 0
    assert main(["upgrade", str(new)]) == 0
    assert " gone" not in checked(new, capsys)


def test_a_book_of_core_alone_has_lost_nothing(tmp_path, capsys):
    main(["new", str(tmp_path / "core.xlsx"), "--with", "core", "--today", "2026-03-02"])
    assert " gone" not in checked(tmp_path / "core.xlsx", capsys)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "two",
            "Book shape says 'two', which salesbook did not write: the workbook counts as one of the first version",
        ),
        (
            "core 99, mail 2, history 2",
            "A newer salesbook made this workbook: it knows more of core than this one. Update salesbook",
        ),
    ],
)
def test_a_shape_that_cannot_be_is_told_and_nothing_is_lowered(new, capsys, said, told):
    page = openpyxl.load_workbook(new)
    next(row for row in page["Settings"].iter_rows() if row[1].value == MARK)[2].value = said
    page.save(new)
    assert told in checked(new, capsys)
    before = new.read_bytes()
    assert main(["upgrade", str(new)]) == 3
    assert new.read_bytes() == before


def test_a_lost_sheet_of_core_is_named_with_the_way_to_put_it_back(new, capsys):
    page = openpyxl.load_workbook(new)
    del page["Orders"]
    page.save(new)
    assert main(["check", str(new)]) == 3
    assert (
        f"lacks the table Orders. If its sheet was deleted, put it back: salesbook upgrade {new}. If the table has another name"
        in capsys.readouterr().err
    )
    assert main(["upgrade", str(new)]) == 0
    assert "1 sheet (Orders), 1 table" in capsys.readouterr().err
    assert "lacks" not in checked(new, capsys)


def test_of_a_book_of_core_alone_that_lost_a_sheet_only_that_is_named(tmp_path, capsys):
    path = tmp_path / "small.xlsx"
    build(str(path), book_id="", today=date(2026, 3, 2), parts=["core"])
    page = openpyxl.load_workbook(path)
    del page["Orders"]
    page.save(path)
    assert main(["today", str(path)]) == 3
    assert "lacks the table Orders." in capsys.readouterr().err


def test_a_table_that_some_program_saved_as_plain_cells_is_not_lost(new, capsys):
    page = openpyxl.load_workbook(new)
    del page["Settings"].tables["MailRules"], page["Outbox"].tables["Outbox"]
    page.save(new)
    assert not FileBook(new).read([], sought=["MailRules", "Outbox", "Contacts"]).absent
    assert " gone" not in checked(new, capsys)
