"""Tables are found wherever they stand, whoever saved the file."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from salesbook.books.file import FileBook
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.read import read_tables
from salesbook.errors import NotASalesbook
from tests.books.by_calamine import refuse
from tests.books.make import add_table, cell, raw_workbook, row, salesbook, table_part

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "workbooks"
HEADERS = ("Order ID", "Account ID", "Contact ID", "Date", "Amount")
ORDERS = [
    {"Order ID": "O1", "Contact ID": "C1", "Date": date(2026, 1, 5), "Amount": 10.0},
    {"Order ID": "O2", "Contact ID": "C2", "Date": date(2026, 2, 5), "Amount": 20.0},
]
needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def orders(path: Path):
    return FileBook(path).read(["Orders"]).grids["Orders"]


def sheet_row(number, *texts, first="A"):
    """Texts side by side; "" leaves a cell out."""
    return row(
        number, *(cell(f"{chr(ord(first) + i)}{number}", text) for i, text in enumerate(texts) if text)
    )


def test_a_table_reads_by_column_with_what_its_cells_need(tmp_path):
    grid = orders(salesbook(tmp_path / "b.xlsx", {"Orders": ORDERS}))
    assert grid.columns["Order ID"] == ["O1", "O2"]
    assert grid.columns["Date"] == [date(2026, 1, 5), date(2026, 2, 5)]
    assert grid.columns["Account ID"] == [None, None]
    assert (grid.key, grid.sheet, grid.top) == ("Order ID", "Orders", 2)
    assert grid.address("O2", "Amount") == "Orders!E3"


def test_a_table_may_stand_anywhere_and_have_totals(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet("My orders")
        sheet.write("A1", "Orders of this year")
        add_table(book, sheet, "Orders", ORDERS, top=4, left=2, total_row=True)
        sheet.write("C8", "Total")
        sheet.write("C9", "typed below the totals")
    grid = orders(tmp_path / "b.xlsx")
    assert grid.columns["Order ID"] == ["O1", "O2"]
    assert grid.address("O1", "Order ID") == "'My orders'!C6"


def test_tables_side_by_side_and_one_above_the_other_keep_to_themselves(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet("All")
        add_table(book, sheet, "Orders", ORDERS)
        add_table(book, sheet, "Holidays", [{"Country": "ES", "Name": "Reyes"}], top=0, left=8)
        add_table(book, sheet, "Absences", [{"Rep": "Ana"}], top=3, left=0)
    grids = FileBook(tmp_path / "b.xlsx").read(["Orders", "Holidays", "Absences"]).grids
    assert grids["Orders"].columns["Order ID"] == ["O1", "O2"]
    assert grids["Holidays"].columns["Country"] == ["ES"]
    assert grids["Absences"].columns["Rep"] == ["Ana"]


def test_rows_typed_directly_below_a_table_belong_to_it(tmp_path):
    rows = sheet_row(1, *HEADERS) + sheet_row(2, "O1") + sheet_row(3, "O2") + sheet_row(4, "", "A7")
    raw_workbook(tmp_path / "b.xlsx", rows + sheet_row(6, "a note"), table=table_part("A1:E2", HEADERS))
    assert orders(tmp_path / "b.xlsx").columns["Order ID"] == ["O1", "O2", None]


def test_blank_rows_that_the_sheet_leaves_out_are_there(tmp_path):
    rows = sheet_row(1, *HEADERS) + sheet_row(3, "O2") + sheet_row(5, "O4")
    raw_workbook(tmp_path / "b.xlsx", rows, table=table_part("A1:E6", HEADERS))
    grid = orders(tmp_path / "b.xlsx")
    assert grid.columns["Order ID"] == [None, "O2", None, "O4", None]
    assert grid.address("O4", "Order ID") == "Orders!A5"


def test_a_table_with_headers_only_has_one_blank_row(tmp_path):
    raw_workbook(tmp_path / "b.xlsx", sheet_row(1, *HEADERS), table=table_part("A1:E1", HEADERS))
    assert orders(tmp_path / "b.xlsx").columns["Order ID"] == [None]


def test_an_empty_sheet_reads_as_a_blank_table(tmp_path):
    raw_workbook(tmp_path / "b.xlsx", "", table=table_part("A1:E3", HEADERS))
    assert orders(tmp_path / "b.xlsx").columns["Amount"] == [None, None]


def test_columns_of_the_users_own_and_their_order_are_kept(tmp_path):
    headers = ("Shoe size", "Amount", "Order ID")
    raw_workbook(
        tmp_path / "b.xlsx",
        sheet_row(1, *headers) + sheet_row(2, "43", "", "O1"),
        table=table_part("A1:C2", headers),
    )
    assert orders(tmp_path / "b.xlsx").columns == {"Shoe size": ["43"], "Amount": [None], "Order ID": ["O1"]}


def test_a_header_counts_as_it_stands_in_its_cell(tmp_path):
    """Some programs change the cell and leave the table's own list of columns as it was."""
    rows = sheet_row(1, "order  id", "Customer", "Contact_x000a_ID", "Date", "Date") + sheet_row(2, "O1")
    raw_workbook(tmp_path / "b.xlsx", rows, table=table_part("A1:E2", HEADERS))
    assert list(orders(tmp_path / "b.xlsx").columns) == [
        "Order ID",
        "Customer",
        "Contact ID",
        "Date",
        "Date (2)",
    ]


def test_a_table_without_a_header_row_has_the_headers_of_its_part(tmp_path):
    part = table_part("A1:E2", HEADERS, attributes='headerRowCount="0"')
    raw_workbook(tmp_path / "b.xlsx", sheet_row(1, "O1") + sheet_row(2, "O2"), table=part)
    assert orders(tmp_path / "b.xlsx").columns["Order ID"] == ["O1", "O2"]


def test_table_names_know_no_case(tmp_path):
    raw_workbook(
        tmp_path / "b.xlsx",
        sheet_row(1, *HEADERS) + sheet_row(2, "O1"),
        table=table_part("A1:E2", HEADERS, name="ORDERS"),
    )
    assert orders(tmp_path / "b.xlsx").columns["Order ID"] == ["O1"]


def test_calculated_columns_are_told_apart(tmp_path):
    headers = (*HEADERS, "With tax", "Typed over")
    formulas = "".join(
        f'<c r="G{i}"><f>1</f><v>1</v></c>' if i < 4 else "" for i in range(2, 5)
    )  # in two of three rows
    rows = sheet_row(1, *headers) + "".join(
        row(i, cell(f"A{i}", f"O{i}"), f'<c r="G{i}"><f>1</f><v>1</v></c>' if i < 4 else cell("G4", "mine"))
        for i in (2, 3, 4)
    )
    assert formulas
    raw_workbook(
        tmp_path / "b.xlsx", rows, table=table_part("A1:G4", headers, formulas={"With tax": "[@Amount]*1.2"})
    )
    assert orders(tmp_path / "b.xlsx").formulas == {"With tax", "Typed over"}


@pytest.mark.parametrize(("formulas", "is_calculated"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_column_is_calculated_when_more_than_half_of_its_rows_have_a_formula(
    tmp_path, formulas, is_calculated
):
    """Exactly half of four leaves it writable."""
    rows = sheet_row(1, *HEADERS) + "".join(
        row(i, cell(f"A{i}", f"O{i}"), f'<c r="E{i}">{"<f>1</f>" if i < 2 + formulas else ""}<v>5</v></c>')
        for i in range(2, 6)
    )
    raw_workbook(tmp_path / "b.xlsx", rows, table=table_part("A1:E5", HEADERS))
    assert orders(tmp_path / "b.xlsx").formulas == ({HEADERS[4]} if is_calculated else set())


def test_a_table_that_became_plain_cells_is_found_by_its_headers(tmp_path):
    rows = sheet_row(1, "Our orders") + sheet_row(3, "x", "", "Order ID", "Date", "Amount", "Colour")
    rows += sheet_row(4, "", "", "O1") + sheet_row(6, "", "", "O3", "", "7")
    raw_workbook(tmp_path / "b.xlsx", rows)
    grid = orders(tmp_path / "b.xlsx")
    assert grid.columns == {
        "Order ID": ["O1", None, "O3"],
        "Date": [None] * 3,
        "Amount": [None, None, "7"],
        "Colour": [None] * 3,
    }
    assert grid.address("O3", "Amount") == "Orders!E6"


def test_plain_cells_without_the_key_are_no_table(tmp_path):
    raw_workbook(tmp_path / "b.xlsx", sheet_row(1, "Number", "Account ID", "Contact ID", "Date", "Amount"))
    with pytest.raises(NotASalesbook) as error:
        orders(tmp_path / "b.xlsx")
    assert error.value.missing == ("Orders",)


def test_only_missing_tables_that_were_asked_for_are_missed(tmp_path):
    book = FileBook(salesbook(tmp_path / "b.xlsx", {"Orders": ORDERS}))
    assert list(book.read(["Orders"]).grids) == ["Orders"]
    with pytest.raises(NotASalesbook) as error:
        book.read(["Orders", "Contacts", "Team"])
    assert error.value.missing == ("Contacts", "Team")


def test_a_long_table_reads_whole_and_in_order(tmp_path):
    rows = [{"Order ID": f"O{i}", "Amount": float(i), "Contact ID": f"Żółć {i % 7}"} for i in range(30_000)]
    grid = orders(salesbook(tmp_path / "b.xlsx", {"Orders": rows}))
    assert grid.columns["Order ID"] == [row["Order ID"] for row in rows]
    assert grid.columns["Amount"] == [row["Amount"] for row in rows]
    assert grid.columns["Contact ID"] == [row["Contact ID"] for row in rows]


@needs_libreoffice
def test_a_book_saved_by_libreoffice_reads_the_same(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        add_table(
            book,
            book.add_worksheet("Orders"),
            "Orders",
            [{**row, "Note": "á_x000a_b"} for row in ORDERS],
            top=2,
            left=1,
            total_row=True,
        )
        team = book.add_worksheet("Team")
        add_table(book, team, "Team", [{"Rep": "Ana", "From": 0.375}])
        add_table(book, team, "Absences", [{"Rep": "Ana", "From": date(2026, 8, 1)}], left=14)
    (tmp_path / "out").mkdir()
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / "b.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    names = ["Orders", "Team", "Absences"]
    before, after = (
        FileBook(path).read(names).grids for path in (tmp_path / "b.xlsx", tmp_path / "out" / "b.xlsx")
    )
    assert {name: grid.columns for name, grid in after.items()} == {
        name: grid.columns for name, grid in before.items()
    }


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample files from other programs are not here")
@pytest.mark.parametrize(
    ("file", "table", "height", "column", "first"),
    [
        ("poi_budget.xlsx", "tblIncome", 3, "Item", "Income 1"),
        ("poi_budget.xlsx", "tblExpenses", 13, "Amount", 800.0),
        ("poi_cities.xlsx", "SmallCity", 12, "City", "Pyongyang, North Korea"),
        ("cx_TemplatePivots.xlsx", "StressedHedges", 1, "StressType", "T"),
    ],
)
def test_tables_of_other_peoples_files(file, table, height, column, first):
    with Package.open(SAMPLES / file) as package:
        grid = read_tables(package, read_layout(package), [table]).grids[table]
    assert grid.height == height
    assert grid.columns[column][0] == first


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample files from other programs are not here")
@pytest.mark.parametrize("file", sorted(path.name for path in SAMPLES.glob("*")))
def test_both_ways_of_reading_agree_on_other_peoples_files(file, monkeypatch):
    from salesbook.books.xlsx import blocks

    def cells():
        with Package.open(SAMPLES / file) as package:
            layout = read_layout(package)
            return {
                (block.part, block.top + i, column): round(value, 6) if isinstance(value, float) else value
                for block in blocks.read_blocks(package, layout, layout.sheets.values())
                for column, values in block.columns.items()
                for i, value in enumerate(values)
                if value is not None
            }

    fast = cells()
    monkeypatch.setattr(blocks.Scanner, "block", refuse)
    assert fast == cells()
    assert fast
