"""What stands in the way of a part or of a newer version: each is said in a sentence with the next step, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.table import Table

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.office.workbook import build
from salesbook.schema import sheets


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """A new book of core alone."""
    path = tmp_path_factory.mktemp("core") / "core.xlsx"
    build(str(path), book_id="BOOK-1", today=date(2026, 3, 2), parts=("core",))
    return path


def a_sheet(state: str = "visible"):
    """A sheet of theirs with the label of a new one."""

    def change(page):
        page.create_sheet("Outbox")["A1"] = "crates"
        page["Outbox"].sheet_state = state

    return change


def a_table(name: str):
    """A table of theirs with the name of a new one."""

    def change(page):
        sheet = page.create_sheet("Mine")
        sheet.append(["Crate", "Weight"])
        sheet.append(["A", 2])
        sheet.add_table(Table(displayName=name, ref="A1:B2"))

    return change


def a_name(page):
    page.defined_names["Outbox"] = DefinedName("Outbox", attr_text="Team!$A$1")


def a_renamed_header(page):
    for cell in page["Calls"][2]:
        cell.value = "Worüber" if cell.value == "Topic" else cell.value


def a_locked_structure(page):
    page.security = WorkbookProtection(lockStructure=True)


def a_locked_sheet(page):
    page["Settings"].protection.sheet = True


LABEL = "It has a sheet Outbox of yours, and a new sheet is called Outbox too. Give yours another name, then run this again. You do not see it?"
TABLE = "The table Outbox on sheet Mine is yours, and salesbook now has one of that name, too. Give yours another name (in Excel: Table"


@pytest.mark.parametrize(
    ("change", "words", "sentence"),
    [
        (a_sheet(), "add mail", LABEL),
        (a_sheet("hidden"), "add mail", LABEL),
        (a_sheet("veryHidden"), "add mail", LABEL),
        (a_table("Outbox"), "add mail", TABLE),
        (a_table("OUTBOX"), "add mail", TABLE),
        (a_name, "add mail", "it has a name Outbox, and the sheet Outbox brings a table of that name. Give yours another name"),
        (a_renamed_header, "upgrade", "may be the column 'Topic' of table Calls under another name. If it is, name it 'Topic' again"),
        (a_locked_structure, "add mail", "its structure is protected, so no sheet can come to it. Take the protection off (Review"),
        (a_locked_sheet, "add mail", "is on a protected sheet. Take the protection off (Review, Unprotect Sheet), then run this again."),
    ],
    ids=["sheet", "hidden", "very hidden", "table", "capitals", "name", "header", "structure", "protected sheet"],
)  # fmt: skip
def test_it_is_said_and_nothing_is_written(
    core, tmp_path, capsys, change: Callable[..., None], words, sentence
):
    page = openpyxl.load_workbook(core)
    change(page)
    page.save(path := tmp_path / "book.xlsx")
    before = path.read_bytes()
    action, *parts = words.split()
    assert main([action, str(path), *parts]) == 3
    assert sentence in capsys.readouterr().err
    assert path.read_bytes() == before


def many_sheets(page):
    for number in range(200):
        page.create_sheet(f"Sheet of theirs {number:03} {'y' * 11}")


def long_labels(page):
    page.create_sheet("x" * 31)
    page["Calls"].title = "C" * 31


def our_sheets_hidden(page):
    for name in ("Settings", "Runs"):
        page[name].sheet_state = "veryHidden"


@pytest.mark.parametrize("change", [many_sheets, long_labels, our_sheets_hidden])
def test_nothing_else_stands_in_the_way(core, tmp_path, change: Callable[..., None]):
    page = openpyxl.load_workbook(core)
    change(page)
    had = page.sheetnames
    page.save(path := tmp_path / "book.xlsx")
    assert main(["add", str(path), "mail"]) == 0
    after = openpyxl.load_workbook(path)
    came = [name for name in sheets(["mail"]) if name != "Settings"]
    assert [name for name in after.sheetnames if name not in came] == had
    assert {sheet.title: sheet.sheet_state for sheet in page} == {
        name: after[name].sheet_state for name in had
    }
    assert set(FileBook(path).read(["Outbox", "MailRules"]).grids) == {"Outbox", "MailRules"}
