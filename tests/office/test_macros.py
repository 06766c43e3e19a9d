"""The macros in the committed workbook, and what calls them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import olefile
import pytest
from lxml import etree

from salesbook import __version__
from salesbook.actions.registry import BUTTONS
from salesbook.office.excel import xlmodule
from salesbook.office.excel.sources import modules, xlwings_source
from salesbook.schema import ALL_REPS, CALLS, SHOW_REP, STANDARD, TABLES, sheets
from salesbook.schema.buttons import GROUPS
from tests.button_shapes import buttons_on
from tests.office import olevba

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BOOK = ROOT / "workbook" / "salesbook.xlsm"
UNO = Path("/usr/lib/python3/dist-packages/uno.py")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
UI = "{http://schemas.microsoft.com/office/2009/07/customui}"


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(BOOK) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def project(parts):
    return olefile.OleFileIO(io.BytesIO(parts["xl/vbaProject.bin"]))


@pytest.fixture(scope="module")
def code():
    """The modules as olevba reads them from the workbook."""
    return olevba.sources(BOOK)


def code_names(parts):
    """The code name of each sheet."""
    sheets = [name for name in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return {etree.fromstring(parts[name]).find(f"{MAIN}sheetPr").get("codeName") for name in sheets}


def test_olevba_reads_back_exactly_the_sources(code, parts):
    sources = {module.name: module.source for module in modules(sorted(code_names(parts)))}
    assert code == sources


def test_the_modules_are_the_files_beside_the_workbook_and_xlwings_own(code, parts):
    ours = {path.stem: path.read_text("ascii") for path in (ROOT / "workbook" / "vba").iterdir()}
    sheet = ours.pop("Sheet")
    sheets = {name: sheet.replace('"Sheet"', f'"{name}"') for name in code_names(parts)}
    found = {name: text.replace("\r\n", "\n") for name, text in code.items() if name != "xlwings"}
    assert found == ours | sheets


def test_every_sheet_and_the_workbook_have_their_module_by_code_name(project, parts):
    lines = project.openstream("PROJECT").read().decode("cp1252").splitlines()
    documents = {
        line.removeprefix("Document=").split("/")[0] for line in lines if line.startswith("Document=")
    }
    book = etree.fromstring(parts["xl/workbook.xml"]).find(f"{MAIN}workbookPr").get("codeName")
    assert book == "ThisWorkbook"
    assert documents == code_names(parts) | {book}


def test_the_project_is_neither_locked_nor_hidden(project):
    text = project.openstream("PROJECT").read().decode("cp1252")
    plain = {key: unveiled(bytes.fromhex(value)) for key, value in re.findall(r'(CMG|DPB|GC)="(.+)"', text)}
    key = sum(re.search(r'^ID="(.+)"', text)[1].encode()) & 0xFF
    assert plain == {"CMG": (key, bytes(4)), "DPB": (key, b"\0"), "GC": (key, b"\xff")}


def unveiled(data: bytes) -> tuple[int, bytes]:
    """The project's key and the data, decrypted as MS-OVBA 2.4.3.3 says."""
    seed, version_, key = data[0], data[1] ^ data[0], data[2] ^ data[0]
    assert version_ == 2
    plain, last = [], key
    for older, newer in zip(data[1:], data[3:], strict=False):
        last = newer ^ (older + last & 0xFF)
        plain.append(last)
    body = bytes(plain[(seed & 6) // 2 :])
    assert int.from_bytes(body[:4], "little") == len(body) - 4
    return key, body[4:]


def test_a_project_of_office_itself_decrypts_the_same_way():
    # From the VBA project that xlwings ships: not locked, no password, visible.
    samples = ("8D8FA61394EA98EA98EA98EA98", "8D8FA61394EF95EF95EF", "8D8FA61394EF95EF9510")
    assert [unveiled(bytes.fromhex(text))[1] for text in samples] == [bytes(4), b"\0", b"\xff"]


def subs(text):
    """The public macros of a module and the lines in each."""
    return dict(
        re.findall(
            r"^Public Sub (\w+)\(.*?\)\n(.*?)^End Sub", text.replace("\r\n", "\n"), re.MULTILINE | re.DOTALL
        )
    )


def test_every_button_has_its_macro_and_all_go_through_one_line(code):
    macros = subs(code["SalesbookButtons"])
    expected = {control.macro: f'    RunSalesbook "{control.function}"\n' for control in BUTTONS}
    assert {name: lines for name, lines in macros.items() if name != "RunSalesbook"} == expected
    assert '"import salesbook.buttons; salesbook.buttons." & action & "()"' in macros["RunSalesbook"]
    assert sum(text.count("RunPython") for name, text in code.items() if name.startswith("Salesbook")) == 1


def test_opening_the_workbook_gives_buttons_that_libreoffice_saved_their_macros_again(code):
    opening = code["ThisWorkbook"].replace("\r\n", "\n")
    assert (
        "Private Sub Workbook_Open()\n    RestoreSalesbookButtons\n    ShowSalesbookRepAgain\nEnd Sub"
        in opening
    )
    restored = code["SalesbookOpening"]
    assert 'If shape.Name Like "Salesbook*" Then RestoreButton shape' in restored
    assert 'If shape.OnAction = "" Then' in restored


def test_the_cell_that_says_whose_lines_are_in_view_filters_calls_in_excel(code, parts):
    opening = code["ThisWorkbook"].replace("\r\n", "\n")
    assert (
        "Workbook_SheetChange(ByVal Sh As Object, ByVal Target As Range)\n    SalesbookCellChanged Sh, Target\n"
        in opening
    )
    view = code["SalesbookView"]
    assert f'ThisWorkbook.Names("{SHOW_REP}").RefersToRange' in view
    assert f'If LCase(ChosenRep) = "{ALL_REPS.lower()}" Then' in view
    assert f'ListObjects("{CALLS.name}")' in view
    assert f'ListColumns("{CALLS.pages_by}")' in view
    assert f"name=\"{SHOW_REP}\">'Calls'!$H$1<" in parts["xl/workbook.xml"].decode()


def test_the_buttons_on_the_sheets_are_those_of_the_table_each_with_its_macro_and_under_its_name():
    drawn = buttons_on(BOOK)
    expected = {name: {each.macro: each.label for each in BUTTONS if name in each.sheets} for name in drawn}
    assert set(drawn) == {name for each in BUTTONS for name in each.sheets} & {"Home", *sheets(STANDARD)}
    assert {
        sheet: {each.name: each.label for each in buttons} for sheet, buttons in drawn.items()
    } == expected
    every = [each for buttons in drawn.values() for each in buttons]
    assert all(each.macro == f"[0]!{each.name}" for each in every)
    tips = {each.macro: each.tip for each in BUTTONS}
    assert [each.tip for each in every] == [tips[each.name] for each in every]


def test_the_first_button_of_a_sheet_is_filled_and_bold_and_the_others_are_not():
    dark, light = "2B5A6E", "FFFFFF"
    for sheet, (first, *others) in buttons_on(BOOK).items():
        primary = next(each for each in BUTTONS if sheet in each.primary)
        assert (first.name, first.fill, first.ink, first.is_bold) == (primary.macro, dark, light, True)
        assert {(each.fill, each.ink, each.is_bold) for each in others} <= {(light, dark, False)}


def test_no_button_is_printed_and_none_moves_or_grows_with_cells():
    every = [each for buttons in buttons_on(BOOK).values() for each in buttons]
    assert {(each.is_printed, each.stays) for each in every} == {(False, True)}


def test_the_tab_shows_every_button_and_calls_a_macro_that_exists(code, parts):
    tab = etree.fromstring(parts["customUI/customUI14.xml"]).find(f".//{UI}tab")
    shown = [
        (group.get("label"), *map(button.get, ("tag", "label", "screentip", "supertip", "imageMso")))
        for group in tab
        for button in group
    ]
    ordered = sorted(BUTTONS, key=lambda each: GROUPS.index(each.group))
    assert shown == [(c.group, c.function, c.label, c.label, c.tip, c.image) for c in ordered]
    callbacks = {button.get("onAction") for button in tab.iter(f"{UI}button")}
    macros = subs(code["SalesbookRibbon"])
    assert callbacks | {"SalesbookRibbon_Visible"} == set(macros)
    assert "Public Sub SalesbookRibbon_Click(control As IRibbonControl)" in code["SalesbookRibbon"]
    assert macros["SalesbookRibbon_Click"] == "    RunSalesbook control.Tag\n"


def test_the_tab_hides_buttons_of_parts_and_groups_that_have_no_other(code, parts):
    tab = etree.fromstring(parts["customUI/customUI14.xml"]).find(f".//{UI}tab")
    asked = {each.get("id") for each in tab.iter() if each.get("getVisible") == "SalesbookRibbon_Visible"}
    of_parts = {f"salesbook.{button.name}" for button in BUTTONS if button.part != "core"}
    assert asked == of_parts | {"salesbook.marketing"}
    cases = re.findall(r'Case (".*")\r\n +visible = HasTable\("(.*)"\)', code["SalesbookRibbon"])
    needed = {name: set(tables.split()) for named, tables in cases for name in re.findall(r'"(.*?)"', named)}
    assert needed == {each: set(tables_of(each)) for each in asked}


def tables_of(control: str) -> list[str]:
    """The tables of which a workbook needs one to show a button, or the group of the marketers."""
    parts = {
        button.part
        for button in BUTTONS
        if control in {f"salesbook.{button.name}", f"salesbook.{button.group.lower()}"}
    }
    return [table.name for table in TABLES.values() if table.part in parts]


def test_office_finds_the_tab(parts):
    relations = etree.fromstring(parts["_rels/.rels"])
    types = {relation.get("Type"): relation.get("Target") for relation in relations}
    assert (
        types["http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"]
        == "customUI/customUI14.xml"
    )
    assert len({relation.get("Id") for relation in relations}) == len(relations)


def test_xlwings_module_is_the_installed_ones_without_the_branches_for_other_programs(code):
    ours = code["xlwings"].split("\r\n")
    theirs = iter(xlwings_source().split("\n"))
    moved = [next(i for i, line in enumerate(ours) if line == "    Dim d As Object")]
    missing = [
        line for i, line in enumerate(ours) if i not in moved and not any(line == other for other in theirs)
    ]
    assert missing == []
    assert not re.search(r"#(If|ElseIf) App", code["xlwings"])
    assert "Public Function RunPython(" in code["xlwings"]


def test_another_xlwings_than_expected_stops_the_build():
    with pytest.raises(ValueError, match="not the one"):
        xlmodule.for_this_workbook(xlwings_source().replace("Dim d As Dictionary", "Dim d As Object"))


def test_versions_agree_wherever_they_are_written(code):
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert xlmodule.version(code["xlwings"]) == version("xlwings")
    assert f"xlwings=={version('xlwings')}" in needed
    assert f'SALESBOOK_VERSION As String = "{__version__}"' in code["SalesbookAbout"]


def test_modules_for_excel_hold_pairs_of_if_and_end_if(code):
    for text in code.values():
        words = [line.strip() for line in text.split("\r\n") if line.strip().startswith("#")]
        opened = sum(word.startswith("#If ") for word in words)
        assert opened == words.count("#End If")


@pytest.mark.skipif(
    not (shutil.which("soffice") and UNO.exists()), reason="LibreOffice with Python-UNO is not installed"
)
def test_libreoffice_runs_a_macro_of_it_that_needs_no_python():
    call = [sys.executable, HERE / "macro.py", BOOK, "SalesbookAbout.SalesbookVersion"]
    answer = subprocess.run(call, capture_output=True, text=True, check=True, timeout=120)
    assert answer.stdout.strip() == f"salesbook {__version__}, xlwings {version('xlwings')}"
