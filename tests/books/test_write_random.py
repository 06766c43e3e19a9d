"""Any edit of any small workbook: two other readers find what was asked for, and nothing else changed."""

from __future__ import annotations

import io
import re
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.write import write_edits
from salesbook.tables.plan import Link, Value
from salesbook.tables.resolve import ChangedCells, TableEdit
from tests.books.fidelity import parts
from tests.books.table_check import table_problems

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), min_size=1, max_size=12)
DAYS = st.dates(date(1900, 3, 1), date(2100, 1, 1))
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.sampled_from(["=1+1", "_x0041_", " ", "a\r\nb", '<c r="A1">', "]]>", "&amp;"]),
    st.integers(16_000, 32_000_000).map(lambda n: n / 16),  # readers take numbers in a date's cell for dates
    st.integers(1000, 2_000_000),
    st.booleans(),
    DAYS,
    st.datetimes(datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("2100-01-01")).map(lambda t: t.replace(microsecond=0)),
    st.times().map(lambda t: t.replace(microsecond=0)),
    TEXTS.map(lambda text: Link(text, "tel:" + text)),
)  # fmt: skip


@st.composite
def books(draw):
    """Where the two tables stand, and what stands in them before: side by side, they share rows."""
    left, top = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    widths = draw(st.integers(1, 5)), draw(st.integers(1, 2))
    heights = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    plain = st.one_of(
        st.none(), st.none(), st.integers(0, 99), st.sampled_from(["x", "Zoë", "two\nlines"]), DAYS
    )
    cells = [
        [[draw(plain) for _ in range(width)] for _ in range(height)]
        for width, height in zip(widths, heights, strict=True)
    ]
    return left, top, widths, cells, draw(st.booleans())


@st.composite
def edits(draw, width: int, height: int):
    new = draw(st.integers(1, height + 8))
    columns = {}
    for i in range(width):
        if draw(st.booleans()):
            rows = sorted(draw(st.sets(st.integers(0, new - 1), max_size=12)))
            columns[f"c{i}"] = dict(
                zip(rows, draw(st.lists(VALUES, min_size=len(rows), max_size=len(rows))), strict=True)
            )
    for i in range(width) if new < height else ():
        columns.setdefault(f"c{i}", {}).update(dict.fromkeys(range(new, height)))
    each = {
        name: ChangedCells(sorted(cells), [cells[row] for row in sorted(cells)])
        for name, cells in columns.items()
        if cells
    }
    return TableEdit("T", height, new, each)


@given(st.data())
@settings(max_examples=30)
def test_edits_arrive_and_nothing_else_changes(data: st.DataObject) -> None:
    left, top, widths, cells, _ = book = data.draw(books())
    edit = data.draw(edits(widths[0], len(cells[0])))
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.xlsx", Path(folder) / "after.xlsx"
        build(before, *book)
        with Package.open(before) as package, after.open("wb") as out:
            write_edits(package, read_layout(package), {"T": edit}, out)
        expected = {
            (top + 1 + row, left + column): value
            for table, at in zip(cells, (left, left + widths[0]), strict=True)
            for row, line in enumerate(table)
            for column, value in enumerate(line, at - left)
        }
        for name, changed in edit.columns.items():
            for row, value in zip(changed.rows, changed.values, strict=True):
                expected[top + 1 + row, left + int(name[1:])] = value
        expected = {at: seen(value) for at, value in expected.items() if value is not None}
        assert seen_by_openpyxl(after, top) == expected
        assert seen_by_calamine(after, top) == expected
        assert table_problems(after) == []
        old, new = parts(before), parts(after)
        changed_parts = {name for name in old if old[name] != new[name]}
        may = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"}
        assert changed_parts <= (may | {"xl/tables/table1.xml"} if edit.height != len(cells[0]) else may)
        assert list(old) == list(new) or set(old) == set(new)
        assert styles_only_added(old["xl/styles.xml"], new["xl/styles.xml"])


def build(path, left, top, widths, cells, styled) -> None:
    """Two tables side by side, a sheet that reads the first one, and one that does not."""
    book = xlsxwriter.Workbook(path)
    sheet, home, apart = (book.add_worksheet(name) for name in ("Data", "Home", "Apart"))
    day = book.add_format({"num_format": "dd/mm/yyyy", "bold": True})
    at = left - 1
    for name, width, rows in zip(("T", "N"), widths, cells, strict=True):
        headers = [{"header": f"{'c' if name == 'T' else 'n'}{i}"} for i in range(width)]
        sheet.add_table(top - 1, at, top - 1 + len(rows), at + width - 1, {"name": name, "columns": headers})
        for i, line in enumerate(rows):
            for j, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(top + i, at + j, datetime.fromisoformat(value.isoformat()), day)
                elif value is not None:
                    sheet.write(top + i, at + j, value)
                elif styled:
                    sheet.write_blank(top + i, at + j, None, day)
        at += width
    home.write_formula("A1", "=COUNTA(T[c0])", None, 999)
    apart.write_formula("A1", "=SUM(B1:B9)", None, 999)
    book.close()


def seen(value: Value) -> Value:
    """A value as other readers show it; dates and times as numbers of days, since a format alone tells them apart."""
    if isinstance(value, Link):
        return value.text
    if isinstance(value, time):
        return round((value.hour * 3600 + value.minute * 60 + value.second) / 86_400, 6)
    if isinstance(value, date):
        moment = datetime.fromisoformat(value.isoformat())
        return round((moment - datetime.fromisoformat("1899-12-30")) / timedelta(days=1), 6)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def seen_by_openpyxl(path: Path, top: int) -> dict[tuple[int, int], Value]:
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)[
        "Data"
    ]  # it closes no files
    found = {}
    for row in sheet.iter_rows(min_row=top + 1):
        for cell in row:
            value = cell.value
            if isinstance(value, str):  # it does not decode these in inline strings
                value = re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value)
            if value is not None:
                found[cell.row, cell.column] = seen(value)
    return found


def seen_by_calamine(path: Path, top: int) -> dict[tuple[int, int], Value]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Data").to_python(skip_empty_area=False)
    found = {}
    for i, row in enumerate(rows[top:], top + 1):
        for j, value in enumerate(row, 1):
            if value != "":
                found[i, j] = seen(value)
    return found


def styles_only_added(old: bytes, new: bytes) -> bool:
    """Cell formats were added at the end of their list, and nothing else."""
    before, after = (
        re.search(rb"(.*<cellXfs count=\")(\d+)(\">.*)(</cellXfs>.*)", part, re.DOTALL).groups()
        for part in (old, new)
    )
    added = int(after[1]) - int(before[1])
    return (
        before[0] == after[0]
        and before[3] == after[3]
        and after[2].startswith(before[2])
        and after[2][len(before[2]) :].count(b"<xf ") == added
    )
