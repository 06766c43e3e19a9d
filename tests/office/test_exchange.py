"""Macros of ours put into VBA projects of people: theirs stay, letter by letter, and what Office compiled goes."""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

import olefile
import pytest

from salesbook.office.excel.cfb import compound
from salesbook.office.excel.exchange import with_modules
from salesbook.office.excel.found_project import read_project
from salesbook.office.excel.project import Module, ModuleKind, vba_project
from salesbook.office.excel.released import compare, is_released
from salesbook.office.excel.ribbon import tab
from salesbook.office.excel.sources import code_name, modules, own_modules, sheet_module
from tests.office.olevba import VBA_Parser

XLWINGS = Path(str(find_spec("xlwings").origin)).parent
SHAPES = Path(__file__).parents[1] / "books" / "shapes"
OURS = (
    "SalesbookAbout", "SalesbookButtons", "SalesbookOpening", "SalesbookRibbon", "SalesbookView", "xlwings", "Dictionary",
)  # fmt: skip


def project_of(book: Path) -> bytes:
    with zipfile.ZipFile(book) as package:
        return package.read("xl/vbaProject.bin")


@pytest.fixture(scope="module")
def theirs():
    """A project that Excel wrote, with compiled code and a module of its people's."""
    return project_of(XLWINGS / "quickstart.xlsm")


def sources(project: bytes) -> dict[str, str]:
    """As olevba reads them."""
    parser = VBA_Parser("project.bin", data=project)
    return {stream.rpartition("/")[2]: text for _, stream, _, text in parser.extract_macros()}


def test_a_project_that_excel_wrote_keeps_its_modules_and_gets_ours_behind_them(theirs):
    made = with_modules(read_project(theirs), own_modules())
    assert sources(made) == sources(theirs) | {module.name: module.source for module in own_modules()}
    names = [module.name for module in read_project(made).modules]
    assert names == [*(module.name for module in read_project(theirs).modules), *OURS]


def test_nothing_that_was_compiled_stays_and_the_project_keeps_its_name_and_its_windows(theirs):
    made = olefile.OleFileIO(io.BytesIO(with_modules(read_project(theirs), own_modules())))
    assert made.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000100")
    assert not [path for path in made.listdir() if path[-1].startswith("__SRP_")]
    lines = made.openstream("PROJECT").read().decode().splitlines()
    before = olefile.OleFileIO(io.BytesIO(theirs)).openstream("PROJECT").read().decode().splitlines()
    assert [line for line in lines if line in before] == before
    assert sorted(set(lines) - set(before)) == sorted(
        [f"Module={name}" for name in OURS[:-1]]
        + ["Class=Dictionary"]
        + [f"{name}=0, 0, 0, 0, C" for name in OURS]
    )
    assert lines.index("Class=Dictionary") < lines.index('Name="VBAProject"')


def test_putting_in_what_is_there_changes_no_byte_of_a_project_of_ours():
    project = vba_project(modules(["SheetHome", "SheetCalls"]))
    assert with_modules(read_project(project), own_modules()) == project


def test_older_modules_are_exchanged_where_they_stand():
    older = [Module(m.name, m.kind, m.source + "' older\r\n") for m in own_modules()]
    project = vba_project([sheet_module("SheetHome"), *older])
    assert with_modules(read_project(project), own_modules()) == vba_project(
        [sheet_module("SheetHome"), *own_modules()]
    )


def test_folders_of_forms_keep_what_is_in_them_and_their_class():
    source = vba_project([sheet_module("SheetHome")])
    streams = {path[-1]: olefile.OleFileIO(io.BytesIO(source)).openstream(path).read()
               for path in olefile.OleFileIO(io.BytesIO(source)).listdir()}  # fmt: skip
    form = {"f": b"form", "o": b"objects"}
    rest = {name: streams.pop(name) for name in ("PROJECT", "PROJECTwm")}
    kind = bytes(range(16))
    project = compound({"VBA": streams, "UserForm1": form, **rest}, {"UserForm1": kind})
    made = olefile.OleFileIO(io.BytesIO(with_modules(read_project(project), own_modules())))
    assert made.openstream("UserForm1/f").read() == b"form"
    assert made.getclsid("UserForm1") == olefile.olefile._clsid(kind)


def test_a_library_that_the_ribbon_needs_is_referred_to_once():
    project = read_project(vba_project([sheet_module("SheetHome")]))
    office = b"Office"
    bare = [(number, data) for number, data in project.head if office not in data]
    made = with_modules(
        type(project)(
            tuple(bare),
            *[getattr(project, name) for name in ("modules", "rest", "classes", "lines", "is_locked")],
        ),
        [],
    )
    assert [data for number, data in read_project(made).head if number == 0x16] == [b"stdole", office]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"PK",
        vba_project([])[:600],
        compound({"PROJECT": b"ID", "VBA": {"dir": b"\x01"}}),
        compound({"VBA": b""}),
    ],
)
def test_what_is_no_project_is_said_to_be_none(broken):
    with pytest.raises(ValueError, match=r"project|container|dir stream"):
        read_project(broken)


def test_a_project_with_a_password_is_known():
    assert read_project(project_of(XLWINGS / "addin" / "xlwings.xlam")).is_locked
    assert not read_project(project_of(XLWINGS / "quickstart.xlsm")).is_locked


def test_modules_are_ours_as_any_salesbook_wrote_them_whatever_the_editor_makes_of_case_and_blanks():
    first = read_project(project_of(SHAPES / "first.xlsm")).sources
    found = compare(first, own_modules())
    assert (found.older, found.lacking, found.foreign) == (
        ("SalesbookButtons", "SalesbookRibbon"),
        ("SalesbookOpening", "SalesbookView"),
        (),
    )
    edited = {
        name: text.upper().replace("    ", "  ") + "\r\nAttribute VB_Description = 1"
        for name, text in first.items()
    }
    assert compare(edited, own_modules()) == found


def test_a_module_that_somebody_changed_or_that_only_bears_the_name_is_foreign():
    first = read_project(project_of(SHAPES / "first.xlsm")).sources
    changed = {**first, "SalesbookButtons": first["SalesbookButtons"] + "Sub Mine()\r\nEnd Sub\r\n"}
    assert compare(changed, own_modules()).foreign == ("SalesbookButtons",)
    standalone = read_project(project_of(XLWINGS / "quickstart_standalone.xlsm")).sources
    assert compare(standalone, own_modules()).foreign == ("xlwings", "Dictionary")


def test_all_that_goes_into_workbooks_now_is_in_the_list_of_what_salesbook_wrote():
    assert all(is_released(module.name, module.source) for module in own_modules())
    assert is_released("customUI14.xml", tab())


@pytest.mark.parametrize(
    ("label", "taken", "name"),
    [
        ("xlwings.conf", (), "SheetXlwingsConf"),
        ("Calls", ("sheetcalls",), "SheetCalls1"),
        ("Продажи", (), "Sheet1"),
        ("Продажи", ("sheet1", "sheet2"), "Sheet3"),
        ("My very long list of all the people", (), "SheetMyVeryLongListOfAllThePeop"),
    ],
)
def test_a_sheet_gets_a_code_name_that_is_free(label, taken, name):
    assert code_name(label, taken) == name
    assert len(name) <= 31


def test_a_new_sheet_gets_a_module_of_its_own(theirs):
    made = read_project(with_modules(read_project(theirs), [sheet_module("SheetMailings")]))
    assert made.modules[-1].name == "SheetMailings"
    assert b"Document=SheetMailings/&H00000000\r\n" in made.lines
    assert [module.kind for module in [sheet_module("SheetMailings")]] == [ModuleKind.DOCUMENT]
