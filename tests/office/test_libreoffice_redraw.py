"""Form buttons of a workbook that LibreOffice saved: all there, whole, beside one another, and in their rows."""

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
from salesbook.office.libreoffice.shapes import button_shapes
from salesbook.office.spots import button_spots
from tests.button_shapes import buttons_on
from tests.office.form_buttons import new_with_form_buttons

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
    return new_with_form_buttons(tmp_path / "book.xlsm")


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
    assert all(near(again[sheet], as_made[sheet], 6 * MILLIMETRE) for sheet in SHEETS)
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
    assert macros == [spot.button.macro.encode() for spot in button_spots("Calls", BUTTONS)]

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


@pytest.fixture
def core(tmp_path):
    """A workbook that got its buttons later."""
    assert main(["new", str(tmp_path / "core.xlsx"), "--with", "core"]) == 0
    assert main(["upgrade", str(tmp_path / "core.xlsx"), "--to", str(tmp_path / "core.xlsm")]) == 0
    return tmp_path / "core.xlsm"


def shapes(book, sheet):
    """What the shapes on a sheet that are buttons say, and the words in their middle."""
    found = button_shapes(book.sheets[sheet].api.DrawPage, [each.macro for each in BUTTONS])
    return {shape.Name: shape.String for shape in found}


def delete_shapes(book, sheet, count):
    page = book.sheets[sheet].api.DrawPage
    for shape in list(button_shapes(page, [each.macro for each in BUTTONS]))[:count]:
        page.remove(shape)


def test_shapes_that_people_deleted_stay_away_but_a_sheet_without_any_gets_all(office, tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path)]) == 0
    book = office.books.open(path)
    made = {sheet: shapes(book, sheet) for sheet in SHEETS}
    delete_shapes(book, "Home", 1)
    delete_shapes(book, "Calls", 9)
    book.api.setModified(False)
    to_undo = book.api.UndoManager.getAllUndoActionTitles()
    drawn_buttons(book.api, path, BUTTONS)
    found = {sheet: shapes(book, sheet) for sheet in SHEETS}
    assert not book.api.isModified()
    assert book.api.UndoManager.getAllUndoActionTitles() == to_undo
    book.save()
    book.close()
    assert list(found["Home"].items()) == list(made["Home"].items())[1:]
    assert {sheet: each for sheet, each in found.items() if sheet != "Home"} == {
        sheet: each for sheet, each in made.items() if sheet != "Home"
    }
    saved = {
        sheet: [(each.name, each.fill.upper(), each.ink.upper(), each.is_bold) for each in drawn]
        for sheet, drawn in buttons_on(path).items()
    }
    assert saved["Calls"][0] == ("SalesbookLog", "2B5A6E", "FFFFFF", True)
    assert {each[1:] for each in saved["Calls"][1:]} == {("FFFFFF", "2B5A6E", False)}


def test_a_sheet_gets_its_buttons_back_and_none_for_a_part_that_the_workbook_lacks(office, core):
    book = office.books.open(core)
    made = {sheet: shapes(book, sheet) for sheet in ("Home", "Calls", "Problems")}
    delete_shapes(book, "Home", 9)
    drawn_buttons(book.api, core, BUTTONS)
    found = {sheet: shapes(book, sheet) for sheet in made}
    menu = buttons_of_its_parts(BUTTONS, book.api)
    book.close()
    assert found == made
    assert {button.part for button in menu} == {"core"}
    assert set().union(*found.values()) <= {button.macro for button in menu}
