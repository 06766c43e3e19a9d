"""A book grows in whatever workbook its tables stand, whichever program wrote that; undo gives the same bytes back."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.schema import STANDARD, TABLES
from tests.books.graft.donors import contents, new_book, worked_in
from tests.books.make import RELATIONS
from tests.books.pack import Pack, T
from tests.books.planted import planted
from tests.books.programs import PROGRAMS
from tests.books.table_check import table_problems
from tests.helpers import STANDARD_TABLES
from tests.sessions import undone

MORE = [part for part in STANDARD if part != "core"]
CHANGED = {  # lists of what a workbook has, and the sheets on which something new stands or is worked out anew
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml",
}  # fmt: skip


@pytest.fixture(scope="module")
def core(folder):
    return new_book(folder / "core.xlsx", "core")


def faults(path: Path) -> set[str]:
    """What two checks of workbooks find; cells with texts of their own are no fault where no text is shared."""
    found = {str(error) for error in OpenXmlValidator().validate(str(path)).errors}
    return {one for one in found if "inline-string cell(s)" not in one} | {*table_problems(path)}


def values(path: Path, *leave: str) -> dict[str, dict[str, list[object]]]:
    grids = FileBook(path).read([name for name in STANDARD_TABLES if name not in leave]).grids
    return {name: dict(grid.columns) for name, grid in grids.items()}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_parts_come_and_go_to_the_byte_and_nothing_else_of_the_file_changes(folder, core, donor, program):
    path = planted(core, program(folder / "plain.xlsx"), folder / f"{program.__name__}.xlsx")
    before, wrong = path.read_bytes(), faults(path)
    parts = contents(path)
    assert main(["add", str(path), *MORE, "--today", "2026-03-02"]) == 0
    now = contents(path)
    own = {name for name in now if name not in parts or now[name] != parts[name]}
    assert {name for name in own if name in parts and "/sb" not in name} <= CHANGED
    assert faults(path) <= wrong
    of_part = [table.name for table in TABLES.values() if table.part in MORE]
    openpyxl.load_workbook(path)
    found = FileBook(path).read(of_part).grids
    assert found == FileBook(donor).read(of_part).grids
    assert undone(FileBook(path)).message.endswith("to the byte.")
    assert path.read_bytes() == before


def test_in_a_workbook_that_counts_days_from_1904_the_day_is_that_of_any_other(folder, core):
    grown = []
    for program in PROGRAMS[:2]:
        path = planted(core, program(folder / "plain.xlsx"), folder / f"day of {program.__name__}.xlsx")
        worked_in(path, "core")
        assert main(["add", str(path), *MORE, "--today", "2026-03-02"]) == 0
        assert main(["today", str(path), "--today", "2026-03-03"]) in {0, 1}
        grown.append(values(path, "Runs"))
    assert grown[0] == grown[1]


def test_what_a_program_left_of_parts_that_it_took_out_is_not_in_the_way(folder, core):
    """A list of relations whose part is gone, and a word in the list of types about one that is gone."""
    left = Pack(planted(core, PROGRAMS[0](folder / "plain.xlsx"), folder / "left.xlsx"))
    for name in ("drawings/drawing1.xml", "charts/chart1.xml", "tables/table1.xml", "worksheets/sheet2.xml"):
        where, _, last = f"xl/{name}".rpartition("/")
        left.parts[f"{where}/_rels/{last}.rels"] = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        declared = {"PartName": f"/{where}/{last.replace('1', '2')}", "ContentType": "application/xml"}
        etree.SubElement(left.tree("[Content_Types].xml"), f"{T}Override", declared)
    path = left.save(folder / "left.xlsx")
    assert main(["add", str(path), *MORE, "--today", "2026-03-02"]) == 0
    with zipfile.ZipFile(path) as archive:
        assert max(Counter(archive.namelist()).values()) == 1
    types = [one.get("PartName") for one in Pack(path).tree("[Content_Types].xml")]
    assert max(Counter(filter(None, types)).values()) == 1
    assert set(STANDARD) - {"core"} <= {
        TABLES[name].part for name in FileBook(path).read(STANDARD_TABLES).grids
    }
