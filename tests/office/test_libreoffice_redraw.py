"""Buttons of a workbook that LibreOffice saved: all there, whole, beside one another, and in their rows."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from typing import NamedTuple

import pytest

from salesbook.actions.registry import BUTTONS
from salesbook.cli.main import main
from salesbook.office.libreoffice.anchors import anchors
from salesbook.office.libreoffice.host import buttons_of_its_parts, drawn_buttons

SHEETS = ("Home", "Calls", "Problems", "Mailings", "Outbox")
WANTED = {name: sorted(each.label for each in BUTTONS if name in each.sheets) for name in SHEETS}
MILLIMETRE = 100


class Place(NamedTuple):
    x: int
    y: int
    width: int
    height: int


class Drawn:
    """The buttons of an open workbook, found once."""

    def __init__(self, book):
        self._shapes = {sheet: dict(_buttons(book.sheets[sheet].api.DrawPage)) for sheet in SHEETS}

    def __getitem__(self, sheet):
        found = {}
        for label, shape in self._shapes[sheet].items():
            place, size = shape.Position, shape.Size
            found[label] = Place(place.X, place.Y, size.Width, size.Height)
        return found

    def everywhere(self):
        return {sheet: self[sheet] for sheet in SHEETS}


def _buttons(page):
    if page.Forms.getCount():
        for i in range(page.getCount()):
            shape = page.getByIndex(i)
            if shape.supportsService("com.sun.star.drawing.ControlShape"):
                yield shape.getControl().Label, shape


def stand_apart(found):
    ordered = sorted(found.values())
    return all(left.x + left.width < right.x for left, right in pairwise(ordered))


def near(found, other, within):
    return found.keys() == other.keys() and all(
        abs(found[label][i] - other[label][i]) <= within for label in found for i in range(4)
    )


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "book.xlsm"
    assert main(["new", str(where)]) == 0
    return where


def saved(book):
    book.save()
    book.close()


def test_buttons_are_as_they_were_after_each_save_and_go_with_their_rows(office, path):
    book = office.books.open(path)
    drawn = Drawn(book)
    as_made = drawn.everywhere()
    assert {sheet: sorted(found) for sheet, found in as_made.items()} == WANTED
    drawn_buttons(book.api, path, BUTTONS)
    assert drawn.everywhere() == as_made
    assert not book.api.isModified()
    saved(book)

    book = office.books.open(path)
    assert Drawn(book).everywhere() == {sheet: {} for sheet in SHEETS}  # LibreOffice 7.4 lost them
    keeper = drawn_buttons(book.api, path, BUTTONS)
    drawn = Drawn(book)
    again = drawn.everywhere()
    assert all(near(again[sheet], as_made[sheet], 4 * MILLIMETRE) for sheet in SHEETS)
    assert all(map(stand_apart, again.values()))
    assert not book.api.isModified()

    for sheet in ("Home", "Calls"):
        cells = book.sheets[sheet].api
        cells.Rows.insertByIndex(0, 2)
        cells.Rows.getByIndex(1).IsVisible = False
        down = cells.Rows.getByIndex(0).Height
        keeper.look(sheet)
        moved = {label: place.y - again[sheet][label].y for label, place in drawn[sheet].items()}
        assert moved.keys() == {*WANTED[sheet]}
        assert all(abs(each - down) <= 1 for each in moved.values())  # hundredths of a millimetre, rounded
    for sheet in SHEETS:
        columns = book.sheets[sheet].api.Columns
        columns.getByIndex(1).Width, columns.getByIndex(0).Width = 500, 9000
        keeper.look(sheet)
        assert stand_apart(drawn[sheet])
        assert [each[2:] for each in drawn[sheet].values()] == [each[2:] for each in again[sheet].values()]
    before = drawn.everywhere()
    saved(book)
    with zipfile.ZipFile(path) as package:  # Excel's buttons still do something
        macros = re.findall(rb'macro="SalesbookButtons\.(\w+)"', package.read("xl/worksheets/sheet2.xml"))
    assert macros == [each.macro.encode() for each in BUTTONS if "Calls" in each.sheets]

    book = office.books.open(path)
    drawn_buttons(book.api, path, BUTTONS)
    after = Drawn(book).everywhere()
    book.close()
    assert all(near(after[sheet], before[sheet], MILLIMETRE) for sheet in SHEETS)


def test_where_buttons_stand_is_read_from_the_sheets_own_part(tmp_path):
    path = tmp_path / "book.xlsm"
    control = (
        '<control shapeId="1" r:id="rId3" name="Button 1"><controlPr macro="{}"><anchor moveWithCells="1"><from><xdr:col>{}</xdr:col>'
        "<xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row></from><to><xdr:col>9</xdr:col><xdr:row>99</xdr:row></to></anchor></controlPr></control>"
    )
    controls = "".join(
        control.format(*each) for each in (("[0]!SalesbookToday", 0, 3), ("Any.Module.SalesbookUndo", 7, 12))
    )
    parts = {
        "xl/workbook.xml": '<workbook xmlns="m" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Calls" r:id="rId1"/><sheet name="Home" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/one.xml"/>'
        '<Relationship Id="rId2" Target="/xl/worksheets/two.xml"/></Relationships>',
        "xl/worksheets/one.xml": f"<worksheet><sheetData/><controls>{controls}</controls></worksheet>",
        "xl/worksheets/two.xml": "<worksheet><sheetData/></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    assert anchors(path, ["Calls", "Home"]) == {
        "Calls": {"SalesbookToday": (3, 0), "SalesbookUndo": (12, 7)},
        "Home": {},
    }
    assert anchors(path, ["Home"]) == {"Home": {}}


@pytest.mark.parametrize("content", [None, b"", b"PK\3\4 cut off", b"text"])
def test_of_a_file_that_is_no_workbook_nothing_is_read(tmp_path, content):
    path = tmp_path / "book.xlsm"
    if content is not None:
        path.write_bytes(content)
    assert anchors(path, ["Home"]) == {}


def test_no_button_is_drawn_onto_a_table_nor_for_a_part_that_the_workbook_lacks(office, tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(tmp_path / "book.xlsx"), "--with", "core"]) == 0
    assert main(["upgrade", str(tmp_path / "book.xlsx"), "--to", str(path)]) == 0
    book = office.books.open(path)
    for sheet in ("Home", "Calls"):  # as if LibreOffice had lost them
        page = book.sheets[sheet].api.DrawPage
        for shape in [page.getByIndex(i) for i in range(page.getCount())]:
            if shape.supportsService("com.sun.star.drawing.ControlShape"):
                page.remove(shape)
        if page.Forms.getCount():
            page.Forms.removeByIndex(0)
    drawn_buttons(book.api, path, BUTTONS)
    found = {
        sheet: sorted(dict(_buttons(book.sheets[sheet].api.DrawPage)))
        for sheet in ("Home", "Calls", "Problems")
    }
    menu = buttons_of_its_parts(BUTTONS, book.api)
    book.close()
    assert found == {"Home": WANTED["Home"], "Calls": [], "Problems": []}
    assert {button.part for button in menu} == {"core"}
