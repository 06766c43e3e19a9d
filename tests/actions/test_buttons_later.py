"""Workbooks that get buttons later, or newer ones: as a new workbook has them, beside all that people made of theirs."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from salesbook.actions.registry import BUTTONS
from salesbook.books.file import FileBook
from salesbook.books.xlsx.layout import read_layout, related
from salesbook.books.xlsx.package import Package
from salesbook.cli.main import main
from salesbook.errors import BadInput, NothingToUndo
from salesbook.office.excel.exchange import with_modules
from salesbook.office.excel.found_project import read_project
from salesbook.office.excel.project import Module, ModuleKind
from salesbook.office.excel.ribbon import tab
from salesbook.office.excel.sources import own_modules
from salesbook.schema import ALL_REPS, COMMAND_OF_SHEET, SHOW_REP
from salesbook.schema.buttons import words_without_buttons
from salesbook.schema.home import FIGURES, HOME
from salesbook.tables.last_result import SHOWN
from salesbook.util.wording import count
from tests.actions.growing import DAY, WHO, grown
from tests.books.graft.donors import contents
from tests.button_shapes import buttons_on
from tests.office.form_buttons import new_with_form_buttons
from tests.sessions import run, undone

# openpyxl does not know print areas of whole columns, nor the data bars of Excel 2010.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
XLWINGS = Path(str(find_spec("xlwings").origin)).parent
SHAPES = Path(__file__).parents[1] / "books" / "shapes"
PROJECT, RIBBON = "xl/vbaProject.bin", "customUI/customUI14.xml"
_CODE_NAME = re.compile(rb' codeName="\w+"')
_IN_FIRST_ROW = re.compile("[A-Z]+1(:[A-Z]+1)?")
MINE = 'Attribute VB_Name = "Mine"\r\nSub Mine()\r\nEnd Sub\r\n'


def project_in(path: Path) -> bytes:
    """The part with the macros of a workbook."""
    with zipfile.ZipFile(path) as package:
        return package.read(PROJECT)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workbook without buttons, the one that was made of it, and a new one; all with a made-up firm."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("old.xlsx", "like.xlsm"):
        assert main(["new", str(folder / name), "--sample", "--contacts", "8", "--activities", "30"]) == 0
    said = grown("upgrade", folder / "old.xlsx", to=folder / "old.xlsm").messages[0]
    return folder / "old.xlsx", folder / "old.xlsm", folder / "like.xlsm", said


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """A workbook with buttons of core alone."""
    path = tmp_path_factory.mktemp("core") / "core.xlsm"
    assert main(["new", str(path), "--with", "core"]) == 0
    return path


@pytest.fixture
def trial(core, tmp_path):
    return Path(shutil.copy(core, tmp_path))


def buttons(path: Path) -> dict[str, list[str]]:
    """The macros of the buttons on each sheet."""
    return {
        label: [each.macro.removeprefix("[0]!") for each in found]
        for label, found in buttons_on(path).items()
    }


def with_parts(path: Path, **changed: bytes | None) -> Path:
    """The workbook with parts that have another content; "vba" and "ribbon" name two of them, None takes one away."""
    names = {"vba": PROJECT, "ribbon": RIBBON, "vba_rels": "xl/_rels/vbaProject.bin.rels"}
    parts = {**contents(path), **{names[word]: data for word, data in changed.items()}}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            if data is not None:
                package.writestr(name, data)
    return path


def project(path: Path):
    return read_project(contents(path)[PROJECT])


def test_it_has_the_buttons_the_macros_and_the_tab_of_a_new_one(made):
    old, new, like, said = made
    places = ", ".join(f"{count(len(each), 'button')} on {sheet}" for sheet, each in buttons(like).items())
    assert said == (
        f"Made {new}, with what old.xlsx lacks: {places}, the hidden sheet xlwings.conf, macros, the tab Salesbook. "
        f"{old} is still there, as it was: use the new one from now on."
    )
    assert buttons_on(new) == buttons_on(like)
    assert project(new).sources == project(like).sources
    assert contents(new)[RIBBON] == contents(like)[RIBBON]
    settings = [
        list(openpyxl.load_workbook(path)["xlwings.conf"].iter_rows(values_only=True)) for path in (new, like)
    ]
    assert settings[0] == settings[1]
    assert openpyxl.load_workbook(new)["xlwings.conf"].sheet_state == "hidden"


def home(path: Path) -> dict[str, object]:
    """What stands in the cells of Home, but for what the last command came to."""
    book = openpyxl.load_workbook(path)
    shown = {book.defined_names[name].attr_text.split("!")[1].replace("$", "") for name in SHOWN}
    cells = {
        cell.coordinate: cell.value
        for row in book["Home"].iter_rows()
        for cell in row
        if cell.value is not None
    }
    cells = {place: value for place, value in cells.items() if place not in shown}
    return {place: getattr(value, "text", value) for place, value in cells.items()}


def test_home_speaks_of_the_buttons_and_leaves_what_people_wrote_there(made, tmp_path):
    like = home(made[2])
    assert home(made[1]) == like
    parts = contents(made[0])
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(
        b"close the book and run", b"ask Ana to run"
    )
    old = tmp_path / "old.xlsx"
    with zipfile.ZipFile(old, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    grown("upgrade", old, to=tmp_path / "new.xlsm")
    unlike = [value for cell, value in home(tmp_path / "new.xlsm").items() if value != like[cell]]
    assert unlike == ["Each morning ask Ana to run: salesbook today book.xlsx"]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A workbook of a salesbook that kept no place free for buttons: the last result begins right behind the words."""
    path = tmp_path_factory.mktemp("crowded") / "old.xlsx"
    with patch("salesbook.office.workbook.sheets.bar_width", return_value=0):
        assert main(["new", str(path), "--with", "core,mail,history,report"]) == 0
    return path


class Bar(NamedTuple):
    """What stands above the table of a sheet, by cell; over which cells it is merged, what colours it and what is accepted."""

    cells: dict[str, object]
    merged: set[str]
    colours: dict[str, list[str]]
    accepted: dict[str, str]


def bars(path: Path) -> dict[str, Bar]:
    """The first row of each sheet with buttons but Home."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: Bar(
            {cell.coordinate: cell.value for cell in sheet[1] if cell.value},
            {str(each) for each in sheet.merged_cells.ranges if each.min_row == 1},
            {
                str(each.sqref): [rule.formula[0] for rule in each.rules]
                for each in sheet.conditional_formatting
                if _IN_FIRST_ROW.fullmatch(str(each.sqref))
            },
            {
                str(rule.sqref): rule.formula1
                for rule in sheet.data_validations.dataValidation
                if _IN_FIRST_ROW.fullmatch(str(rule.sqref))
            },
        )
        for sheet in book
        if sheet.title in COMMAND_OF_SHEET
    }


def test_without_buttons_all_else_stands_where_it_stands_beside_them(made):
    without, beside = bars(made[0]), bars(made[2])
    view = named_cell(made[2], SHOW_REP).partition("!")[2].replace("$", "")
    assert beside["Calls"].cells.pop(view) == ALL_REPS
    del beside["Calls"].accepted[view]
    for label, bar in without.items():
        assert bar.cells.pop("A1") == words_without_buttons(label)
    assert without == beside


def test_words_that_name_a_command_make_room_for_buttons(made):
    assert bars(made[1]) == bars(made[2])


def test_a_result_that_stands_where_buttons_go_moves_to_where_it_stands_beside_them(made, crowded, tmp_path):
    assert bars(crowded)["Calls"].merged != bars(made[2])["Calls"].merged
    said = grown("upgrade", crowded, to=tmp_path / "new.xlsm").messages[0]
    assert "no room" not in said
    assert buttons_on(tmp_path / "new.xlsm") == buttons_on(made[2])
    assert bars(tmp_path / "new.xlsm") == bars(made[2])
    assert list(OpenXmlValidator().validate(str(tmp_path / "new.xlsm")).errors) == []


@pytest.mark.parametrize(("cell", "sheet"), [("B1", "Contacts"), ("C1", "Calls"), ("K1", "Calls")])
def test_words_of_theirs_keep_their_place_and_the_buttons_that_lack_it_are_counted(
    crowded, tmp_path, cell, sheet
):
    def noted(parts, part):
        words = f'<c r="{cell}" t="inlineStr"><is><t>Ask Ana</t></is></c>'.encode()
        old = re.compile(rb'<c r="%b"[^>]*(?:/>|(?<!/)>.*?</c>)' % cell.encode())
        row, end = parts[part].index(b'<row r="1"'), parts[part].index(b"</row>")
        first = old.sub(b"", parts[part][row:end])
        later = re.search(rb'<c r="[%b-Z]1"' % cell[:1].encode(), first)
        at = later.start() if later else len(first)
        parts[part] = parts[part][:row] + first[:at] + words + first[at:] + parts[part][end:]

    old = edited(Path(shutil.copy(crowded, tmp_path)), sheet, noted)
    before = bars(old)[sheet]
    said = grown("upgrade", old, to=tmp_path / "new.xlsm").messages[0]
    number = sum(sheet in each.sheets for each in BUTTONS)
    assert f" {number} buttons have no room on {sheet}: the tab " in said
    assert bars(tmp_path / "new.xlsm")[sheet] == before
    assert before.cells[cell] == "Ask Ana"


def named_cell(path: Path, name: str) -> str:
    """What a name of the workbook means."""
    return openpyxl.load_workbook(path).defined_names[name].attr_text


def test_whose_lines_are_in_view_can_be_chosen_and_counts_go_by_it(made, crowded, tmp_path):
    grown("upgrade", crowded, to=tmp_path / "new.xlsm")
    counts = [
        {cell.coordinate: cell.value for row in openpyxl.load_workbook(path)[FIGURES] for cell in row if SHOW_REP in str(cell.value)}
        for path in (made[1], tmp_path / "new.xlsm", made[2])
    ]  # fmt: skip
    assert counts[0] == counts[1] == counts[2]
    assert len(counts[2]) == 2
    for path in (made[1], tmp_path / "new.xlsm"):
        assert named_cell(path, SHOW_REP) == named_cell(made[2], SHOW_REP)


def test_where_the_choice_has_no_place_counts_are_of_all(crowded, tmp_path):
    def noted(parts, part):
        parts[part] = parts[part].replace(b">Run: salesbook log BOOK<", b">Mine<")
        strings = parts["xl/sharedStrings.xml"]
        parts["xl/sharedStrings.xml"] = strings.replace(b">Run: salesbook log BOOK<", b">Mine<")

    old = edited(Path(shutil.copy(crowded, tmp_path)), "Calls", noted)
    grown("upgrade", old, to=tmp_path / "new.xlsm")
    assert "Calls" not in buttons(tmp_path / "new.xlsm")
    book = openpyxl.load_workbook(tmp_path / "new.xlsm")
    assert SHOW_REP not in book.defined_names
    assert not [cell for row in book[FIGURES] for cell in row if SHOW_REP in str(cell.value)]


def test_macros_know_the_workbook_and_each_sheet(made):
    parts = FileBook(made[1]).macros()
    documents = {name for name in project(made[1]).sources if name.startswith(("Sheet", "This"))}
    assert documents == {"ThisWorkbook", *parts.code_names.values()}
    assert re.search(rb'<workbookPr [^>]*codeName="ThisWorkbook"', contents(made[1])["xl/workbook.xml"])


def test_programs_find_no_fault_with_it_nor_with_a_part_that_came_after(made, tmp_path):
    assert main(["new", str(tmp_path / "core.xlsx"), "--with", "core"]) == 0
    grown("upgrade", tmp_path / "core.xlsx", to=tmp_path / "core.xlsm")
    grown("add", tmp_path / "core.xlsm", part=["mail"])
    assert list(OpenXmlValidator().validate(str(tmp_path / "core.xlsm")).errors) == []
    assert openpyxl.load_workbook(made[1], keep_vba=True).sheetnames == [
        *openpyxl.load_workbook(made[0]).sheetnames,
        "xlwings.conf",
    ]


def test_everything_else_is_as_it_was_to_the_byte_and_no_row_has_moved(made):
    before, after = contents(made[0]), contents(made[1])
    changed = {name for name, data in before.items() if _CODE_NAME.sub(b"", after[name]) != data}
    with Package.open(made[0]) as package:
        sheets = read_layout(package).sheets
        drawn = related(package, sheets["Report"])["drawing"].values()
    tables = {name for name in changed if "/tables/" in name}  # Runs has a row more
    assert len(tables) == 1
    with_bar = {sheets[label] for label in buttons(made[2]).keys() - {HOME, "Report"}}
    assert changed - tables == {
        "[Content_Types].xml", "docProps/app.xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",  # the cell that says whose lines are in view
        sheets[HOME], sheets[FIGURES], "xl/drawings/drawing1.xml", sheets["Runs"], *drawn,
        *with_bar, *(part.replace("worksheets/", "worksheets/_rels/") + ".rels" for part in with_bar),
    }  # fmt: skip


def test_the_old_workbook_is_untouched_and_the_new_one_has_nothing_to_take_back_but_what_comes_later(
    made, tmp_path
):
    shutil.copy(made[1], tmp_path / "old.xlsm")
    book = FileBook(tmp_path / "old.xlsm")
    with pytest.raises(NothingToUndo):
        undone(book)
    before = book.path.read_bytes()
    run("today", book, today=DAY, runner=WHO)
    assert undone(book).message.endswith("to the byte.")
    assert book.path.read_bytes() == before
    assert "xl/vbaProject.bin" not in contents(made[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("there.xlsm", "there.xlsm is there already, and was left as it is. Choose another name."),
        (
            "new.xlsx",
            "new.xlsx does not end in .xlsm, as workbooks with buttons do. Give it a name such as book.xlsm.",
        ),
        ("none/new.xlsm", "none. Make it first, or choose another one."),
    ],
)
def test_a_name_that_does_not_do_is_refused_with_what_to_do(made, tmp_path, capsys, name, said):
    (tmp_path / "there.xlsm").write_text("mine")
    assert main(["upgrade", str(made[0]), "--to", str(tmp_path / name)]) == 3
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["there.xlsm"]
    assert (tmp_path / "there.xlsm").read_text() == "mine"


def test_a_dry_run_says_what_would_come_and_makes_nothing(made, tmp_path, capsys):
    assert main(["upgrade", str(made[0]), "--to", str(tmp_path / "new.xlsm"), "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert f"Would make {tmp_path / 'new.xlsm'}, with what old.xlsx lacks: 6 buttons on Home" in said
    assert f"{made[0]} would stay as it is." in said
    assert not list(tmp_path.iterdir())


def test_one_that_has_buttons_needs_no_other_workbook(made, tmp_path):
    with pytest.raises(BadInput, match="has buttons already"):
        grown("upgrade", made[1], to=tmp_path / "new.xlsm")


def test_an_older_workbook_gets_what_it_lacks_on_the_way(tmp_path):
    old = Path(shutil.copy(SHAPES / "first.xlsx", tmp_path))
    said = grown("upgrade", old, to=tmp_path / "new.xlsm").messages[0]
    assert "2 columns in Calls (Topic, Go)" in said
    assert "macros, the tab Salesbook." in said
    assert grown("upgrade", tmp_path / "new.xlsm").messages == [
        "The book is up to date: nothing was changed."
    ]


def test_macros_and_a_ribbon_of_its_people_come_along(made, tmp_path):
    theirs = project_in(XLWINGS / "quickstart.xlsm")
    own = b'<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
    old = with_parts(Path(shutil.copy(made[1], tmp_path / "old.xlsm")), vba=theirs, ribbon=own)
    said = grown("upgrade", old, to=tmp_path / "new.xlsm").messages[0]
    assert "It has a ribbon of its own, which stays as it is: the tab Salesbook is not put in." in said
    assert contents(tmp_path / "new.xlsm")[RIBBON] == own
    found, before = project(tmp_path / "new.xlsm").sources, read_project(theirs).sources
    assert "RestoreSalesbookButtons" in found["ThisWorkbook"]  # where theirs says nothing
    del before["ThisWorkbook"]
    assert {name: text for name, text in found.items() if name in before} == before
    assert {module.name for module in own_modules()} < set(found)


SIGNATURE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature" Target="x.bin"/></Relationships>'
)
HINDERED = [
    ("vba_rels", SIGNATURE, "its macros are signed, and any change breaks the signature. Remove the signature"),
    ("vba", project_in(XLWINGS / "addin" / "xlwings.xlam"), "its macros are locked with a password. Take the password off"),
    ("vba", project_in(XLWINGS / "quickstart_standalone.xlsm"),
     "its macro modules xlwings, Dictionary are not as salesbook wrote them. Move what is yours into a module of another name"),
    ("vba", b"no project", "its macros cannot be read. Save it once in Excel, then run this again."),
]  # fmt: skip


@pytest.mark.parametrize(("part", "data", "said"), HINDERED)
def test_what_cannot_be_changed_safely_is_named_with_what_to_do_and_nothing_is_made(
    made, tmp_path, capsys, part, data, said
):
    old = with_parts(Path(shutil.copy(made[1], tmp_path)), **{part: data})
    assert main(["upgrade", str(old), "--to", str(tmp_path / "new.xlsm")]) == 3
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new.xlsm").exists()


def older(path: Path, *more: Module, kept: str = "") -> Path:
    """The workbook with macros and a tab of an earlier salesbook, and modules of its people's."""
    first = project(SHAPES / "first.xlsm").sources
    own = [Module(m.name, m.kind, first[m.name]) for m in own_modules() if m.name in first.keys() - {kept}]
    made = with_modules(project(path), [*own, *more])
    return with_parts(path, vba=made, ribbon=contents(SHAPES / "first.xlsm")[RIBBON])


def test_older_macros_are_exchanged_and_those_of_its_people_stay(trial, capsys):
    before = older(trial, Module("Mine", ModuleKind.MODULE, MINE)).read_bytes()
    main(["doctor", str(trial)])
    told = capsys.readouterr().err
    assert f"has the macros of an older salesbook. Run: salesbook upgrade {trial}" in told
    assert f"has the tab Salesbook of an older salesbook. Run: salesbook upgrade {trial}" in told
    assert (
        grown("upgrade", trial)
        .messages[0]
        .startswith("Brought it up to date: newer macros, a newer tab Salesbook.")
    )
    found = project(trial).sources
    assert found["Mine"] == MINE
    assert {m.name: found[m.name] for m in own_modules()} == {m.name: m.source for m in own_modules()}
    assert contents(trial)[RIBBON] == tab().encode()
    main(["doctor", str(trial)])
    assert "older" not in capsys.readouterr().err
    assert undone(FileBook(trial)).message.endswith("to the byte.")
    assert trial.read_bytes() == before


def test_a_module_of_ours_that_somebody_changed_keeps_all_macros_as_they_are_and_the_sentence_says_so(
    trial, capsys
):
    changed = Module(
        "SalesbookButtons",
        ModuleKind.MODULE,
        project(SHAPES / "first.xlsm").sources["SalesbookButtons"] + MINE,
    )
    before = older(trial, changed, kept="SalesbookButtons").read_bytes()
    said = "its macro module SalesbookButtons is not as salesbook wrote it. Move what is yours into a module of another name (in Excel, Alt+F11) and remove SalesbookButtons, then run this again."
    assert grown("upgrade", trial).messages == [
        f"The book is up to date: nothing was changed. Its macros stay as they are: {said}"
    ]
    assert trial.read_bytes() == before
    main(["doctor", str(trial)])
    assert said in capsys.readouterr().err


def test_a_part_brings_its_buttons_to_new_sheets_and_to_those_that_are_there_and_undo_takes_them(trial, made):
    before = trial.read_bytes()
    there = sorted(BUTTONS, key=lambda each: "Calls" not in each.primary)
    core = [each.macro for each in there if "Calls" in each.sheets and each.part == "core"]
    assert buttons(trial)["Calls"] == core
    said = grown("add", trial, part=["mail", "history", "report"]).messages[0]
    assert "5 sheets" in said
    assert "1 button on Calls. Nothing that was there has moved" in said
    assert buttons(trial) == buttons(made[2])
    documents = {name for name in project(trial).sources if name.startswith("Sheet")}
    assert documents == set(FileBook(trial).macros().code_names.values())
    assert undone(FileBook(trial)).message.endswith("to the byte.")
    assert trial.read_bytes() == before


def test_signed_macros_stay_as_they_are_and_new_sheets_have_the_buttons_that_they_know(trial):
    signed = with_parts(trial, vba_rels=SIGNATURE)
    before = contents(signed)[PROJECT]
    grown("add", signed, part=["mail"])
    assert contents(signed)[PROJECT] == before
    assert buttons(signed)["Mailings"] == [
        "SalesbookDrafts",
        "SalesbookPreview",
        "SalesbookSend",
        "SalesbookInbox",
    ]
    names = FileBook(signed).macros().code_names
    assert (names["Mailings"], names["Home"]) == ("", "SheetHome")


def test_on_a_sheet_with_form_buttons_of_ours_no_other_kind_comes_and_it_is_told(tmp_path):
    old = new_with_form_buttons(tmp_path / "old.xlsm", "--with", "core")
    with Package.open(old) as package:
        home = next(iter(related(package, read_layout(package).sheets["Home"])["vmlDrawing"].values()))
    before = contents(old)
    said = grown("add", old, part=["mail"]).messages[0]
    assert "1 button has no room on Calls: the tab (in LibreOffice the menu) Salesbook has it." in said
    assert set(buttons(old)) == {"Mailings", "Outbox"}
    assert contents(old)[home] == before[home]


def edited(path: Path, sheet: str, parts_of_it: Callable[[dict[str, bytes], str], None]) -> Path:
    """The workbook with something else in the parts of a sheet."""
    with Package.open(path) as package:
        part = read_layout(package).sheets[sheet]
    parts = contents(path)
    parts_of_it(parts, part)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_where_something_of_theirs_is_drawn_no_button_is_laid_over_it_and_it_is_told(made, tmp_path):
    def chart_higher(parts, _):
        drawing = parts["xl/drawings/drawing1.xml"]
        parts["xl/drawings/drawing1.xml"] = re.sub(rb"<xdr:row>\d+<", b"<xdr:row>5<", drawing, count=1)

    old = edited(Path(shutil.copy(made[0], tmp_path)), "Home", chart_higher)
    before = contents(old)["xl/drawings/drawing1.xml"]
    said = grown("upgrade", old, to=tmp_path / "new.xlsm").messages[0]
    assert "6 buttons on Calls" in said
    assert "6 buttons have no room on Home: the tab (in LibreOffice the menu) Salesbook has them." in said
    assert contents(tmp_path / "new.xlsm")["xl/drawings/drawing1.xml"] == before


def test_a_sheet_on_which_nothing_is_drawn_gets_a_drawing_for_its_buttons(made, tmp_path):
    def without_charts(parts, sheet):
        relations = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
        parts[sheet] = re.sub(rb"<drawing [^>]*/>", b"", parts[sheet])
        parts[relations] = re.sub(rb"<Relationship [^>]*/drawing1.xml[^>]*/>", b"", parts[relations])

    old = edited(Path(shutil.copy(made[0], tmp_path)), "Home", without_charts)
    grown("upgrade", old, to=tmp_path / "new.xlsm")
    assert buttons(tmp_path / "new.xlsm") == buttons(made[2])
    faults = [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "new.xlsm")).errors]
    assert faults == [str(error) for error in OpenXmlValidator().validate(str(old)).errors]


def test_a_new_book_shows_no_button_of_a_part_that_it_lacks(core):
    shown = {macro for macros in buttons(core).values() for macro in macros}
    assert shown == {button.macro for button in BUTTONS if button.part == "core" and button.sheets}


def test_buttons_that_lost_their_macros_are_named_and_work_again_in_the_workbook_that_is_made_of_it(
    trial, tmp_path, capsys
):
    """As when somebody saves it as .xlsx."""
    parts = contents(trial)
    bare = {
        name: re.sub(rb' macro="[^"]*"', b' macro=""', data) if "drawings/drawing" in name else data
        for name, data in parts.items()
    }
    bare["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*vbaProject[^>]*>", b"", bare["xl/_rels/workbook.xml.rels"]
    )
    saved = tmp_path / "saved.xlsx"
    with zipfile.ZipFile(saved, "w") as package:
        for name in bare.keys() - {PROJECT}:
            package.writestr(name, bare[name])
    main(["doctor", str(saved)])
    told = capsys.readouterr().err
    assert "in Excel its buttons are pictures that do nothing. Make a workbook with macros of it: " in told
    assert f"{saved.name}: has buttons" not in told
    assert "macros" in grown("upgrade", saved, to=tmp_path / "new.xlsm").messages[0]
    names = [
        {sheet: [each.name for each in found] for sheet, found in buttons_on(path).items()}
        for path in (trial, tmp_path / "new.xlsm")
    ]
    assert names[0] == names[1], "by which the macro that opens the book finds them"


def test_a_tab_that_was_lost_comes_back(trial, capsys):
    parts = contents(trial)
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*customUI14[^>]*>", b"", parts["_rels/.rels"])
    del parts[RIBBON]
    with zipfile.ZipFile(trial, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    main(["doctor", str(trial)])
    assert "has lost the tab Salesbook" in capsys.readouterr().err
    assert grown("upgrade", trial).messages[0].startswith("Brought it up to date: the tab Salesbook.")
    assert contents(trial)[RIBBON] == tab().encode()
