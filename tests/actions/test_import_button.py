"""Import, clicked in a workbook that is open in LibreOffice; the file is chosen, and boxes are answered, by the test."""

from __future__ import annotations

import pytest

from salesbook import buttons
from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from salesbook.util import logfile

PEOPLE = "First name,Last name,Email,Company,Owner\nAnna,Lee,anna@acme.example,Acme Ltd,Maria\nBo,Fox,,Acme Ltd,Maria\n"
ORDERS = "Order No,Date,Customer,Total\n1,2026-01-02,anna@acme.example,5\n2,2026-01-03,Acme,6\n"


@pytest.fixture(scope="module")
def opened(office, tmp_path_factory):
    path = tmp_path_factory.mktemp("import") / "book.xlsm"
    assert main(["new", str(path)]) == 0
    book = office.books.open(path)
    yield book
    book.close()


@pytest.fixture
def click(opened, tmp_path, monkeypatch):
    """Clicks Import with a file of that content, None for Cancel, and answers the boxes in turn; what they ask is kept."""
    monkeypatch.setattr(logfile, "log_file", lambda: tmp_path / "salesbook.log")

    def clicked(content, *answers, name="export.csv"):
        file = tmp_path / name
        file.write_text(content or "")
        asked, left = [], list(answers)
        monkeypatch.setattr(buttons._Clicker, "picks_file", lambda _: None if content is None else file)
        monkeypatch.setattr(
            buttons._Clicker, "agrees", lambda _, question, __: asked.append(question.text) or left.pop(0)
        )
        return press("import", opened), asked

    return clicked


def rows(book, table, *names):
    grid = LiveBook(book).read([table]).grids[table]
    found = zip(*(grid.columns[name] for name in names), strict=True)
    return [row for row in found if any(row)]


def test_cancel_and_no_write_nothing(opened, click):
    assert click(None) == ("No file was chosen, so nothing was imported.", [])
    said, asked = click(PEOPLE, False)
    assert said.startswith(
        "Nothing was imported. Where the rows are something else, save and close the workbook"
    )
    assert asked[0].splitlines()[-2:] == ["Nothing is written yet.", "Import export.csv into Contacts"]
    assert rows(opened, "Contacts", "First name") == rows(opened, "Runs", "Action") == []


def test_yes_takes_the_file_in_and_undo_takes_it_back_in_one_step(opened, click):
    said, asked = click(PEOPLE, True, True)
    assert said.startswith("Contacts: 2 rows read; 2 new, 1 account made.")
    assert asked[1] == "Team does not know Maria (2 cells). Add this colleague to Team"
    said, asked = click(ORDERS, True, True)
    assert said.startswith("Orders: 2 rows read; 2 new.")
    assert "Customer, 2 rows: 1 by the email of a contact, 1 by the name of an account." in asked[0]
    assert [row[1:] for row in rows(opened, "Orders", "Order ID", "Name", "Account")] == [
        ("Anna Lee", "Acme Ltd"),
        (None, "Acme Ltd"),
    ]
    press("undo", opened)
    assert rows(opened, "Orders", "Order ID") == []
    press("undo", opened)
    assert rows(opened, "Contacts", "First name") == rows(opened, "Team", "Rep") == []


def test_what_a_click_cannot_answer_is_said_with_the_command_to_type(click):
    said, _ = click(
        "Order No,Date,Customer,Total,Worth,Item\n1,2026-01-02,Acme,5,7,a\n1,2026-01-02,Acme,5,7,b\n2,2026-01-02,Acme,6,9,a\n2,2026-01-02,Acme,6,9,b\n"
    )
    assert "--amount" in said
    assert said.endswith(
        "Save and close the workbook, and type in a terminal: salesbook import BOOK FILE --into TABLE"
    )


def test_orders_that_stand_there_twice_are_asked_about_in_the_box(click):
    said, asked = click(ORDERS + "2,2026-01-03,Acme,6\n", True, False)
    assert asked[0].startswith(
        "1 row of export.csv repeats another one in every cell (line 4: 2, 2026-01-03, Acme, 6)."
    )
    assert asked[1].splitlines()[0].startswith("Orders: 2 rows read; 2 new")
    assert said.startswith("Nothing was imported.")


def test_a_file_of_which_no_header_is_known_says_so(click):
    said, asked = click("Foo,Bar\n1,2\n")
    assert (asked, "export.csv" in said) == ([], True)
