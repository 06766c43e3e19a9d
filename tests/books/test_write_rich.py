"""Edits of a workbook with everything that Excel can put into one: part by part, nothing else changes."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import letters
from salesbook.books.xlsx.write import write_edits
from salesbook.build import build
from salesbook.edit import Cells, TableEdit
from salesbook.plan import Link, Value
from tests.books.fidelity import assert_untouched, parts
from tests.books.rich import rich_workbook
from tests.books.table_check import table_problems

PEOPLE = 12
OURS = {
    "Score": [float(i) for i in range(PEOPLE)],
    "Band": ["Weak"] * PEOPLE,
    "Next due": [date(2026, 1, 5)] * PEOPLE,
    "Why": [f"Last spoken {i} days ago" for i in range(PEOPLE)],
}


def edit(path: Path, after: Path, *edits: TableEdit) -> Path:
    with Package.open(path) as package, after.open("wb") as out:
        write_edits(package, read_layout(package), {each.table: each for each in edits}, out)
    return after


def whole(table: str, old: int, rows: int, columns: dict[str, list[Value]]) -> TableEdit:
    """Columns from the first row on."""
    return TableEdit(
        table, old, rows, {name: Cells(range(len(values)), values) for name, values in columns.items()}
    )


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rich")
    build(str(folder / "new.xlsx"), book_id="book", today=date(2026, 1, 5))
    ids = {"Contact ID": [f"C{i}" for i in range(PEOPLE)], "First name": ["Ana"] * PEOPLE}
    filled = edit(folder / "new.xlsx", folder / "filled.xlsx", whole("Contacts", 1, PEOPLE, ids))
    return rich_workbook(folder / "rich.xlsm", filled)


@pytest.fixture(scope="module")
def after(rich: Path) -> Path:
    """What `today` and `log` do: a few columns of Contacts, new lines of Calls, Activities and Runs."""
    calls = {
        "Call ID": ["a", "b", "c"],
        "Phone": [Link("1", "tel:1"), Link("2", "tel:2"), None],
        "Rank": [1, 2, 3],
    }
    return edit(
        rich,
        rich.with_name("after.xlsm"),
        whole("Contacts", PEOPLE, PEOPLE, OURS),
        whole("Calls", 1, 3, calls),
        whole("Activities", 1, 2, {"Activity ID": ["x", "y"], "When": [date(2026, 1, 2), date(2026, 1, 3)]}),
    )


def sheet_of(path: Path, name: str) -> str:
    with Package.open(path) as package:
        return read_layout(package).sheets[name]


def columns_of(path: Path, table: str, *headers: str) -> set[str]:
    with Package.open(path) as package:
        place = read_layout(package).tables[table]
    return {letters(place.left + place.columns.index(header)) for header in headers}


def test_the_fixture_has_it_all(rich: Path) -> None:
    names = " ".join(parts(rich))
    for kind in (
        "charts/", "pivotTables/", "pivotCache/", "media/", "ctrlProps/", "vbaProject.bin", "customUI/", "slicers/",
        "slicerCaches/", "threadedComments/", "persons/", "comments", "customXml/", "drawings/vml",
    ):  # fmt: skip
        assert kind in names
    everything = b" ".join(parts(rich).values())
    for piece in (
        b"sparklineGroup",
        b"x14:dataBar",
        b"sheetProtection",
        b'macro="[0]!Today"',
        b"my_rate",
        b"protectedRange",
    ):
        assert piece in everything
    assert table_problems(rich) == []


def test_part_by_part_nothing_else_changes(rich: Path, after: Path) -> None:
    changed_tables = {
        name for name, data in parts(rich).items() if re.search(rb'displayName="(Calls|Activities)"', data)
    }
    allowed: dict[str, set[str] | None] = dict.fromkeys(changed_tables)
    allowed["xl/workbook.xml"] = None
    allowed["xl/styles.xml"] = None
    allowed[sheet_of(rich, "Contacts")] = columns_of(rich, "Contacts", *OURS)
    allowed[sheet_of(rich, "Calls")] = columns_of(rich, "Calls", "Call ID", "Phone", "Rank")
    allowed[sheet_of(rich, "Activities")] = columns_of(rich, "Activities", "Activity ID", "When")
    for reading in ("Home", "Cadences"):  # their formulas read Contacts: only remembered results go
        allowed[sheet_of(rich, reading)] = set()
    grown = {sheet_of(rich, "Calls"): (2, 4), sheet_of(rich, "Activities"): (2, 3)}
    assert_untouched(rich, after, allowed, grown)
    assert parts(rich)["xl/styles.xml"] == parts(after)["xl/styles.xml"]


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_other_programs_read_what_was_written(after: Path) -> None:
    assert table_problems(after) == []
    result = OpenXmlValidator(max_errors=100).validate(str(after))
    assert [str(error) for error in result.errors] == []
    sheet = openpyxl.load_workbook(io.BytesIO(after.read_bytes()))["Contacts"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    assert [sheet.cell(row, headers["Score"]).value for row in range(2, 2 + PEOPLE)] == OURS["Score"]
    assert sheet.cell(2, headers["Next due"]).value.date() == date(2026, 1, 5)
    rows = CalamineWorkbook.from_path(after).get_sheet_by_name("Calls").to_python()
    assert [row[rows[0].index("Phone")] for row in rows[1:4]] == ["1", "2", ""]


def test_an_edit_of_one_cell_changes_only_its_sheet_and_its_readers(rich: Path, tmp_path: Path) -> None:
    once = edit(rich, tmp_path / "once.xlsm", TableEdit("Orders", 1, 1, {"Amount": Cells([0], [12.5])}))
    allowed = {"xl/workbook.xml": None, sheet_of(rich, "Orders"): columns_of(rich, "Orders", "Amount")}
    assert_untouched(rich, once, allowed)
