"""Parts come to a workbook that is open in LibreOffice as to a closed one, and go again with Undo."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run
from salesbook.books.backup import Beside
from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook, grow, growing, write
from salesbook.errors import NothingToUndo, SalesbookError, explain
from salesbook.office.libreoffice.bridge import properties, struct
from salesbook.schema import TABLES
from salesbook.tables.additions import Additions
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.actions.growing import newer_columns
from tests.books.graft.donors import new_book
from tests.sessions import session, undone

DAY = date(2026, 3, 2)
SHAPES = Path(__file__).parents[1] / "books" / "shapes"
WHO = Runner("Ann", "office", datetime(2026, 3, 2, 9))
MAIL = {"Mailings", "Outbox", "Do not mail"}
_EQUAL = 2  # of LibreOffice's FilterOperator2
_XLSX = "Calc MS Excel 2007 XML"


def do(action, book, **words):
    """`add` or `upgrade` on a book."""
    options = ACTIONS[action].defaults()
    for name, value in words.items():
        setattr(options, name, value)
    return run(ACTIONS[action], session(action, book, today=DAY, runner=WHO), options)


def write_into(book, change):
    """One change of one table, as an action makes it."""
    seen = book.read([change.table, "Runs"])
    book.write(resolve([change], seen).edits, seen.seen)


def refusal(call, *args):
    """What is said instead of doing it."""
    with pytest.raises(SalesbookError) as caught:
        call(*args)
    return explain(caught.value)


def cells(book):
    """What stands in all tables, by table and header."""
    parts = ("core", "mail") if set(book.labels()) >= MAIL else ("core",)
    grids = book.read([name for name, table in TABLES.items() if table.part in parts]).grids
    return {
        (name, header): list(values)
        for name, grid in grids.items()
        for header, values in grid.columns.items()
        if header != "Seconds" and header not in grid.formulas
    }


def everything(book):
    """All that stands in all cells, and where tables are."""
    return {
        sheet.name: (
            [row for row in sheet.used_range.formula if any(row)],
            {table.name: table.range.address for table in sheet.tables},
        )
        for sheet in book.sheets
    }


@contextmanager
def opened(office, path):
    """A workbook while it is open."""
    book = office.books.open(path)
    try:
        yield book
    finally:
        book.close()


@pytest.fixture(scope="module")
def story(office, tmp_path_factory):
    """Somebody adds mail in an open book of core, types here and there, saves it, opens it again, and takes it back."""
    folder = tmp_path_factory.mktemp("story")
    path = new_book(folder / "book.xlsx", "core")
    write_into(
        FileBook(path), Append("Contacts", [{"Contact ID": f"C{i}", "First name": "Ana"} for i in range(5)])
    )
    closed = FileBook(shutil.copy(path, folder / "closed.xlsx"))
    told = SimpleNamespace()
    with opened(office, path) as book:
        book.sheets["Scoring"].visible = False
        book.sheets["Contacts"].activate()
        book.sheets["Contacts"]["C3:D5"].select()
        told.before = everything(book)
        told.sentences = [do("add", each, part=["mail"]).messages for each in (LiveBook(book), closed)]
        told.selected = book.sheets.active.name, book.selection.address, book.sheets["Scoring"].visible
        told.labels = LiveBook(book).labels(), closed.labels()
        told.cells = cells(LiveBook(book)), cells(closed)
        book.save()
    told.closed = refusal(undone, FileBook(path))
    with opened(office, path) as book:
        book.sheets["Mailings"]["B3"].value = "Spring news"
        told.grown = everything(book)
        told.refused = refusal(undone, LiveBook(book))
        told.not_taken = everything(book)
        book.sheets["Mailings"]["B3"].value = None
        book.sheets["Accounts"]["B3"].value = "typed elsewhere"
        told.taken = undone(LiveBook(book)).message
        told.after = everything(book)
    return told


def test_an_open_workbook_gets_the_sheets_and_tables_that_a_closed_one_gets(story):
    assert story.sentences[0] == story.sentences[1]
    assert story.labels[0] == story.labels[1]
    assert story.cells[0] == story.cells[1]


def test_what_people_look_at_and_have_hidden_stays_so(story):
    assert story.selected == ("Contacts", "$C$3:$D$5", False)


def test_undo_leaves_it_all_where_somebody_has_typed_into_what_came(story):
    assert story.refused == (
        "book.xlsx: Mailings!B3 was changed since sheet Mailings came, so nothing was taken away. "
        "Put back what stood there, or leave it all as it is."
    )
    assert story.not_taken == story.grown


def test_undo_takes_it_away_after_saving_and_opening_and_keeps_what_was_typed_elsewhere(story):
    assert "what came to the workbook is taken away" in story.taken
    assert story.after.keys() == story.before.keys()
    changed = {name for name in story.before if story.after[name] != story.before[name]}
    assert changed - {"Home", "Figures"} == {
        "Accounts"
    }  # LibreOffice writes some of Home's formulas otherwise, once saved


def test_in_the_closed_workbook_undo_says_where_it_can_be_taken_back(story):
    assert story.closed.endswith(
        "changed more than cells, in the open workbook. Open it and click Undo there: that takes it away again."
    )


def hidden_rows(book):
    return [row for row in range(2, 8) if book.sheets["Contacts"][f"A{row}"].rows.hidden]


def test_an_older_workbook_with_a_filter_has_all_after_an_upgrade_and_undo_takes_it_back(office, tmp_path):
    with opened(office, shutil.copy(SHAPES / "first.xlsx", tmp_path / "older.xlsx")) as book:
        table = book.sheets["Contacts"].tables["Contacts"].api
        field = struct("sheet.TableFilterField2", Field=0, Operator=_EQUAL, StringValue="C0002")
        table.getFilterDescriptor().setFilterFields2((field,))
        table.refresh()
        before, hidden = everything(book), hidden_rows(book)
        [said] = do("upgrade", LiveBook(book)).messages
        assert said.startswith("Brought it up to date: ")
        assert newer_columns("Contacts") in said
        assert "Country" in LiveBook(book).read(["Contacts"]).grids["Contacts"].columns
        assert hidden_rows(book) == hidden
        undone(LiveBook(book))
        assert everything(book) == before
        assert hidden_rows(book) == hidden


@pytest.fixture(scope="module")
def killed(office, tmp_path_factory):
    """A folder with a workbook in the middle of whose growing the program was ended, not saved, and in `saved` saved so."""
    folder = tmp_path_factory.mktemp("killed")

    def end(*_):
        raise SystemExit

    with opened(office, new_book(folder / "book.xlsx", "core")) as book:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(growing.Growing, "_bring_names", end)
            patch.setattr(grow, "take_off", lambda *_: None)
            patch.setattr(write, "_done", lambda _: True)
            patch.setattr(Beside, "forget", lambda *_: None)
            with pytest.raises(SystemExit):
                do("add", LiveBook(book), part=["mail"])
        shutil.copytree(folder / "book.salesbook", folder / "saved" / "book.salesbook")
        book.api.storeToURL((folder / "saved" / "book.xlsx").as_uri(), properties(FilterName=_XLSX))
    return folder


def test_after_a_growing_that_was_killed_the_next_actions_say_so_and_undo_takes_away_what_came(
    killed, office
):
    with opened(office, killed / "saved" / "book.xlsx") as book:
        said = refusal(LiveBook(book).refuse_growing, Additions())
        assert said.endswith(
            " stopped in the middle, and Mailings, Outbox, Do not mail, MailRules came only in part. "
            "Click Undo until that is taken back, or close the workbook without saving."
        )
        live = LiveBook(book)
        write_into(live, Set("Settings", ["Firm"], {"Value": ["Cierzo"]}))
        assert live.remarks == [said]
        undone(live)
        assert MAIL.isdisjoint(live.labels())
        assert {table.name for table in book.sheets["Settings"].tables} == {"Settings", "Holidays"}
        LiveBook(book).refuse_growing(Additions())


def test_a_workbook_closed_without_saving_has_nothing_left_of_a_growing_that_was_killed(killed, office):
    with opened(office, killed / "book.xlsx") as book:
        LiveBook(book).refuse_growing(Additions())
        with pytest.raises(NothingToUndo):
            undone(LiveBook(book))


def test_what_came_to_the_closed_workbook_is_not_taken_back_in_the_open_one(office, tmp_path):
    path = new_book(tmp_path / "book.xlsx", "core")
    do("add", FileBook(path), part=["history"])
    with opened(office, path) as book:
        assert refusal(undone, LiveBook(book)).endswith(
            "in the closed workbook. Close it without saving, then run: salesbook undo and its name."
        )
