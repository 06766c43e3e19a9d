"""Sheets and cells that come from one open workbook into another: what is there of macros and what is selected stays."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwings


@pytest.fixture
def other(office):
    """A workbook to copy from."""
    made = office.books.add()
    made.sheets[0].name = "New"
    made.sheets[0]["A1"].value = "new"
    yield made
    made.close()


@pytest.fixture
def with_macros(office, tmp_path):
    """A workbook with macros and two sheets, each with its module."""
    path = tmp_path / "macros.xlsm"
    with zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart_standalone.xlsm") as package:
        (tmp_path / "project.bin").write_bytes(package.read("xl/vbaProject.bin"))
    made = xlsxwriter.Workbook(str(path))
    made.add_vba_project(str(tmp_path / "project.bin"))
    for name, code in (("One", "Sheet1"), ("Two", "Sheet2")):
        made.add_worksheet(name).set_vba_name(code)
    made.close()
    book = office.books.open(path)
    yield book
    book.close()


def modules(book):
    libraries = book.api.BasicLibraries
    return set(libraries.getByName(libraries.ProjectName).ElementNames)


def test_a_sheet_comes_to_a_workbook_with_macros_and_takes_no_module_with_it_when_it_goes(with_macros, other):
    before = modules(with_macros)
    other.sheets["New"].copy(before=with_macros.sheets["Two"])
    assert [sheet.name for sheet in with_macros.sheets] == ["One", "New", "Two"]
    other.sheets["New"]["A1"].copy(with_macros.sheets["Two"]["B2"])
    with_macros.sheets["New"].delete()
    assert modules(with_macros) == before


def test_a_sheet_that_is_deleted_takes_its_own_module_with_it(with_macros):
    before = modules(with_macros)
    assert "Sheet1" in before
    with_macros.sheets["One"].delete()
    assert modules(with_macros) == before - {"Sheet1"}


def test_several_selected_cells_stay_selected_when_a_sheet_comes_and_goes(sheet, other):
    book = sheet.book
    sheet.activate()
    sheet["C3:D5"].select()
    other.sheets["New"].copy(after=sheet)
    assert book.selection.address == "$C$3:$D$5"
    book.sheets["New"].delete()
    assert book.selection.address == "$C$3:$D$5"
