"""Workbooks with buttons as `salesbook new` makes them, and what running salesbook leaves of them."""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from itertools import pairwise

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from salesbook.actions.registry import BUTTONS
from salesbook.cli.main import main
from salesbook.office.excel import conf
from salesbook.schema import STANDARD, sheets
from tests.button_shapes import buttons_on
from tests.office import olevba

# openpyxl does not know print areas of whole columns, nor the data bars of Excel 2010.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
TODAY = ("--today", "2026-06-15")


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    path = tmp_path_factory.mktemp("firm") / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "30", *TODAY]) == 0
    return path


def test_a_new_book_has_buttons_unless_its_name_says_otherwise(tmp_path, capsys):
    for name in ("one", "two.xlsm", "three.xlsx"):
        assert main(["new", str(tmp_path / name), *TODAY]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xlsm", "three.xlsx", "two.xlsm"]
    with_macros = {path.name for path in tmp_path.iterdir() if "xl/vbaProject.bin" in parts(path)}
    assert with_macros == {"one.xlsm", "two.xlsm"}
    assert "one.xlsm" in capsys.readouterr().err


def test_other_names_than_those_of_workbooks_are_refused(tmp_path, capsys):
    assert main(["new", str(tmp_path / "book.xls")]) == 3
    assert "book.xlsm" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def settings(path):
    """What xlwings reads: from A1 down to the first blank cell, the settings' names in capital letters."""
    sheet = openpyxl.load_workbook(path)["xlwings.conf"]
    found = {}
    for name, value in sheet.iter_rows(max_col=2, values_only=True):
        if name is None:
            break
        assert name.upper() not in found
        found[name.upper()] = value
    return found


@pytest.mark.parametrize(
    ("platform", "setting", "warm"),
    [("win32", "INTERPRETER_WIN", True), ("darwin", "INTERPRETER_MAC", False)],
)
def test_excel_is_told_which_python_made_the_book(tmp_path, monkeypatch, platform, setting, warm):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "executable", "/somewhere/python")
    path = tmp_path / "book.xlsm"
    main(["new", str(path), *TODAY])
    found = settings(path)
    assert found[setting] == "/somewhere/python"
    assert {found["INTERPRETER_WIN"], found["INTERPRETER_MAC"]} == {"/somewhere/python", None}
    assert (found["USE UDF SERVER"], found["SHOW CONSOLE"]) == (warm, False)


def test_xlwings_makes_no_yes_or_no_of_a_blank_and_looks_for_no_python_beside_the_book(firm):
    found = settings(firm)
    switches = {name.upper() for name, value in conf.BLANK_CONF.items() if isinstance(value, bool)}
    assert {type(found[name]) for name in switches} == {bool}
    assert found["ADD_WORKBOOK_TO_PYTHONPATH"] is False


def test_nobody_sees_the_settings_of_xlwings(firm):
    assert openpyxl.load_workbook(firm)["xlwings.conf"].sheet_state == "hidden"


def test_running_salesbook_leaves_macros_ribbon_and_buttons_as_they_are(firm):
    before, modules = parts(firm), olevba.sources(firm)
    assert main(["today", str(firm), *TODAY]) in {0, 1}
    after = parts(firm)
    keep = [name for name in before if re.search(r"vbaProject|customUI|rawing|^_rels/|\.rels$", name)]
    assert len(keep) > 10
    assert [name for name in keep if after[name] != before[name]] == []
    assert after["xl/worksheets/sheet2.xml"] != before["xl/worksheets/sheet2.xml"]
    assert olevba.sources(firm) == modules
    assert [str(error) for error in OpenXmlValidator().validate(str(firm)).errors] == []


def test_the_buttons_stand_above_the_headers_and_side_by_side(firm):
    drawn = buttons_on(firm)
    with_buttons = Counter(
        sheet for control in BUTTONS for sheet in control.sheets if sheet in {"Home", *sheets(STANDARD)}
    )
    assert {sheet: len(buttons) for sheet, buttons in drawn.items()} == with_buttons
    for buttons in drawn.values():
        assert len({(first[2:], last[2:]) for first, last in (each.corners for each in buttons)}) == 1
        assert all(first[2] == last[2] for first, last in (each.corners for each in buttons))
        assert all(a.corners[1][:2] <= b.corners[0][:2] for a, b in pairwise(buttons))
