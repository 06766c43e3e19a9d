"""Rows are as high as LibreOffice makes them by itself, and are measured only where something decides that."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from salesbook.office.libreoffice.bridge import enum
from salesbook.office.libreoffice.errors import NotDone

HIGH = 120  # rows: enough to be looked at column by column


def heights(sheet) -> list[float]:
    rows = sheet.api.Rows
    return [rows.getByIndex(i).Height for i in range(HIGH)]


def measured(sheet, address: str) -> list[float]:
    """What LibreOffice gives when it writes the same itself."""
    cells = sheet[address].api
    cells.setDataArray(cells.getDataArray())
    return heights(sheet)


def filled(texts: dict[int, str]) -> list[list[object]]:
    return [[texts.get(row, "plain"), float(row), "more"] for row in range(HIGH)]


WRAP = ("C", "IsTextWrapped", True)
TURNED = ("A", "RotateAngle", 9000)
LONG = "many words that go on and on in one cell " * 3


@pytest.mark.parametrize(
    ("look", "texts"),
    [
        (None, {}),
        (None, {4: "two\nlines"}),
        (None, {4: "two\nlines", 5: "three\nlines\nhere", 90: "two\nlines"}),
        (None, {7: "日本語ไทย", 8: "é and ß"}),
        (("A", "IsTextWrapped", True), {3: LONG, 110: LONG}),
        (("A", "HoriJustify", "BLOCK"), {3: LONG}),
        (("A", "Orientation", "STACKED"), {0: "stacked"}),
        (TURNED, {0: "a turned text"}),
        (WRAP, {3: LONG}),  # of the column with numbers and short texts
    ],
)
def test_rows_become_as_high_as_texts_need_and_low_again(sheet, look, texts):
    address = f"A1:C{HIGH}"
    sheet[address].value = filled({})
    if look:
        column, name, value = look
        kinds = {"HoriJustify": "table.CellHoriJustify", "Orientation": "table.CellOrientation"}
        value = enum(kinds[name], value) if name in kinds else value
        sheet[f"{column}1:{column}{HIGH}"].api.setPropertyValue(name, value)
    sheet[address].value = filled(texts)
    assert heights(sheet) == measured(sheet, address)
    sheet[address].value = filled({})
    assert heights(sheet) == measured(sheet, address)


def test_rows_stay_as_high_as_the_file_has_them_where_nothing_decides_it(opened, tmp_path):
    book = Workbook()
    book.active.sheet_format.defaultRowHeight = 30
    book.active.sheet_format.customHeight = True
    for row in range(HIGH):
        book.active.append([f"x{row}", row])
    path = tmp_path / "high.xlsx"
    book.save(path)
    sheet = opened(path).sheets[0]
    before = heights(sheet)
    assert len(set(before)) == 1
    sheet[f"A1:B{HIGH}"].value = [[f"other {row}", row + 1] for row in range(HIGH)]
    assert heights(sheet) == before
    sheet["A3"].value = "one\ntwo\nthree\nfour"
    after = heights(sheet)
    assert after[2] > before[2]
    assert after[:2] + after[3:] == before[:2] + before[3:]


def test_whoever_wrote_before_a_refusal_goes_on_measuring(sheet):
    sheet["A1:A3"].formula_array = "=ROW(B1:B3)"
    with pytest.raises(NotDone):
        sheet["A2:A4"].value = [["a"], ["b"], ["c"]]
    assert sheet.book.api.IsAdjustHeightEnabled


def test_a_person_who_wants_no_measuring_gets_none(sheet):
    sheet.book.api.IsAdjustHeightEnabled = False
    low = sheet["A1"].row_height
    sheet["A1:A2"].value = [["one\ntwo"], ["plain"]]
    assert not sheet.book.api.IsAdjustHeightEnabled
    assert sheet["A1"].row_height == low
