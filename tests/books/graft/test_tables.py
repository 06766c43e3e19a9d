"""A table of a new workbook put on a sheet that is there: right of what people have on it, in line with the others."""

from __future__ import annotations

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.errors import CannotChange, explain
from tests.books.graft.donors import contents, new_book, opened, theirs, with_tables
from tests.books.table_check import table_problems

pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]


@pytest.fixture(scope="module")
def older(folder):
    """A book without newsletters, whose Settings have no MailRules."""
    return new_book(folder / "older.xlsx", "core")


def cells_around(sheet, table):
    """What stands in a table's columns, from the row above its headers on."""
    place = sheet.tables[table].ref
    left, right = (part.rstrip("0123456789") for part in place.split(":"))
    rows = sheet[f"{left}1:{right}{sheet.max_row}"]
    return [
        (
            c.coordinate,
            str(c.value),
            repr(c.font),
            repr(c.fill),
            repr(c.border),
            c.number_format,
            c.comment and c.comment.text,
        )
        for row in rows
        for c in row
    ]


def test_it_stands_and_looks_as_in_a_new_book(folder, older, donor):
    grown = with_tables(older, donor, ["MailRules"], folder / "grown.xlsx")
    here, there = (opened(path)["Settings"] for path in (grown, donor))
    assert cells_around(here, "MailRules") == cells_around(there, "MailRules")
    for column in "ABCDEFGHIJKLMNOP":
        assert here.column_dimensions[column].width == there.column_dimensions[column].width
    rules = [{(str(v.sqref), v.formula1) for v in s.data_validations.dataValidation} for s in (here, there)]
    assert rules[0] == rules[1]
    assert table_problems(grown) == []
    assert FileBook(grown).read(["MailRules"]).grids == FileBook(donor).read(["MailRules"]).grids


def test_nothing_else_of_the_book_changes(folder, older, donor):
    grown = with_tables(older, donor, ["MailRules"], folder / "grown.xlsx")
    before, after = contents(older), contents(grown)
    changed = {name for name, data in before.items() if after[name] != data}
    assert {name.rpartition("/")[2].rstrip("0123456789.xmlvres") for name in changed} <= {
        "[Content_Types]", "workbook", "sty", "sheet",
    }  # fmt: skip
    assert len(set(after) - set(before)) == 1


def test_what_people_put_there_stays_on_its_left(folder, older, donor):
    book = openpyxl.load_workbook(older)
    book["Settings"].title = "Our rules"
    book["Our rules"]["T40"] = "mine"
    book.save(folder / "theirs.xlsx")
    grown = openpyxl.load_workbook(
        with_tables(folder / "theirs.xlsx", donor, ["MailRules"], folder / "grown.xlsx")
    )
    sheet = grown["Our rules"]
    assert sheet["T40"].value == "mine"
    assert sheet.tables["MailRules"].ref.startswith("V2:")
    assert sheet["V1"].value.startswith("MailRules")


def test_several_tables_stand_side_by_side_on_a_sheet_of_another_program(folder, donor):
    path = theirs(folder / "plain.xlsx", ["settings", "Mine"])
    first = with_tables(path, donor, ["Settings"], folder / "first.xlsx")
    grown = with_tables(first, donor, ["Holidays"], folder / "second.xlsx")
    book = openpyxl.load_workbook(grown)
    assert [table.ref.partition(":")[0] for table in book["settings"].tables.values()] == ["D2", "I2"]
    assert table_problems(grown) == []


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        (
            "MailRules",
            lambda book: book["Settings"].protection.enable(),
            "Settings!J2 is on a protected sheet. Take the protection off",
        ),
        ("Settings", lambda _: None, "it has a table or a name Settings already"),
        ("Mailings", lambda _: None, "it has no sheet Mailings, where table Mailings belongs"),
    ],
)
def test_what_stands_in_the_way_is_said(folder, older, donor, table, change, said):
    book = openpyxl.load_workbook(older)
    change(book)
    book.save(folder / "in the way.xlsx")
    with pytest.raises(CannotChange) as caught:
        with_tables(folder / "in the way.xlsx", donor, [table], folder / "nothing.xlsx")
    assert said in explain(caught.value)
