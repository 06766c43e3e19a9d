"""Workbooks that Excel, LibreOffice, Google Sheets and WPS saved, edited: nothing lost, nothing newly wrong."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from salesbook.books.xlsx.layout import Layout, TablePlace, read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.write import write_edits
from salesbook.errors import CannotChange, InTheWay, explain
from salesbook.tables.resolve import ChangedCells, TableEdit
from tests.books.fidelity import parts
from tests.books.table_check import table_problems

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "workbooks"
SAMPLES = sorted(FOLDER.glob("*.xls?")) if FOLDER.is_dir() else []
SOFFICE = ("soffice", "--headless", "--convert-to", "csv")
pytestmark = pytest.mark.skipif(not SAMPLES, reason="the sample workbooks are not part of the project")


def layout_of(package: Package) -> Layout:
    """The tables of a sample; where it has none, a made-up one below everything on its first sheet."""
    layout = read_layout(package)
    if layout.tables:
        return layout
    sheet, part = next(iter(layout.sheets.items()))
    return replace(
        layout, tables={"T": TablePlace("T", sheet, part, "", 1, 500, 2, 2, ("A", "B"), False, {})}
    )


def cell_of(place: TablePlace, row: int, value: str | float) -> dict[str, ChangedCells]:
    """A value for the first column that no formula fills."""
    column = next((header for header in place.columns if header not in place.calculated), place.columns[0])
    return {column: ChangedCells([row], [value])}


@cache
def edited() -> dict[str, tuple[Path, bytes | str]]:
    """Each table of each sample with a cell changed, with rows appended, or why the writer refused it.

    And each sample with rows appended to all tables that allow it.
    """
    found: dict[str, tuple[Path, bytes | str]] = {}
    for sample in SAMPLES:
        with Package.open(sample) as package:
            layout = layout_of(package)
            every = {}
            for name, place in layout.tables.items():
                cell = TableEdit(name, place.height, place.height, cell_of(place, 0, "Zoë & co"))
                more = TableEdit(name, place.height, place.height + 2, cell_of(place, place.height, 12.5))
                found[f"{sample.stem}-{name}-cell"] = sample, attempt(package, layout, {name: cell})
                found[f"{sample.stem}-{name}-rows"] = sample, attempt(package, layout, {name: more})
                if isinstance(found[f"{sample.stem}-{name}-rows"][1], bytes):
                    every[name] = more
            found[f"{sample.stem}-all"] = sample, attempt(package, layout, every)
    return found


def attempt(package: Package, layout: Layout, edits: dict[str, TableEdit]) -> bytes | str:
    out = io.BytesIO()
    try:
        write_edits(package, layout, edits, out)
    except (CannotChange, InTheWay) as error:
        return explain(error)
    return out.getvalue()


def test_only_what_would_do_harm_is_refused() -> None:
    refusals = {what.partition("xlsx: ")[2] for _, what in edited().values() if isinstance(what, str)}
    (other,) = {what for what in refusals if "filled by a query" not in what}
    assert other.startswith(
        "table tblIncome must grow, but something stands below it in 'Simple Monthly Budget'!B9."
    )
    assert sum(isinstance(what, bytes) for _, what in edited().values()) > 20


def test_no_part_is_lost_and_few_change() -> None:
    for name, (sample, data) in edited().items():
        if isinstance(data, bytes):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None
                after = {part: archive.read(part) for part in archive.namelist()}
            before = parts(sample)
            lost = set(before) - set(after)
            changed = {part for part in after if after[part] != before.get(part)}
            assert lost <= {"xl/calcChain.xml"}, name
            kinds = {part.removeprefix("xl/").partition("/")[0] for part in changed}
            besides = {"_rels", "[Content_Types].xml"} if lost else set()
            assert kinds <= {"worksheets", "tables", "workbook.xml", "charts", "pivotCache", *besides}, name


@pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep
def test_nothing_is_newly_wrong(tmp_path: Path) -> None:
    for name, (sample, data) in edited().items():
        if isinstance(data, bytes) and name.endswith("-all"):
            path = tmp_path / f"{name}{sample.suffix}"
            path.write_bytes(data)
            assert set(table_problems(path)) <= set(table_problems(sample)), name
            found = complaints(path)
            assert not found or found <= complaints(sample), name
            openpyxl.load_workbook(io.BytesIO(data))


def complaints(path: Path) -> set[str]:
    result = OpenXmlValidator(max_errors=1000).validate(str(path))
    return {str(getattr(error, "description", error)) for error in result.errors}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_them_all(tmp_path: Path) -> None:
    for name, (sample, data) in edited().items():
        if isinstance(data, bytes) and name.endswith("-all"):
            (tmp_path / f"{name}{sample.suffix}").write_bytes(data)
    files = [str(path) for path in tmp_path.glob("*.xls?")]
    subprocess.run(
        [*SOFFICE, f"-env:UserInstallation=file://{tmp_path}/office", "--outdir", str(tmp_path / "csv"), *files],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    assert len(list((tmp_path / "csv").glob("*.csv"))) == len(files) == len(SAMPLES)
