"""The file of rejected rows can be mended and imported, and harms nobody who opens it."""

from __future__ import annotations

import csv

import pytest

from salesbook.books.foreign.rejects import write_rejects
from salesbook.errors import CannotWrite
from tests.domain.importing.desk import Desk, messages

ROWS = """\
Order ID,Contact ID,Date,Amount,Remark
1,k1,2026-01-31,5,fine
2,k1,soon,5,=HYPERLINK("http://x")
3,k1,2026-01-31,-5.50,"+34 911
two lines"
4,k1,2026-02-31,-5.50,@home
5,k1,2026-01-31,5,x,y
"""


@pytest.fixture
def rejected(tmp_path):
    desk = Desk(tmp_path)
    path = desk.file(ROWS, "orders.csv")
    return desk, path, desk.bring(path, "Orders")


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_cells_lines_and_reasons_stand_in_it(rejected):
    _, path, result = rejected
    target = write_rejects(path, result)
    assert target == path.with_name("orders.rejected.csv")
    assert rows_of(target) == [
        ["Order ID", "Contact ID", "Date", "Amount", "Remark", "", "Line", "Reason"],
        ["2", "k1", "soon", "5", '\'=HYPERLINK("http://x")', "", "3", "Date is not a date: 'soon'."],
        [
            "4",
            "k1",
            "2026-02-31",
            "-5.50",
            "'@home",
            "",
            "6",
            "Date is a day that does not exist: '2026-02-31'.",
        ],
        [
            "5",
            "k1",
            "2026-01-31",
            "5",
            "x",
            "y",
            "7",
            "It has 6 cells under 5 headers: perhaps a cell holds the sign that parts the cells.",
        ],
    ]


def test_mended_it_can_be_imported(rejected):
    desk, path, result = rejected
    target = write_rejects(path, result)
    target.write_text(
        target.read_text(encoding="utf-8-sig")
        .replace("soon", "2026-01-01")
        .replace("2026-02-31", "2026-02-28"),
        encoding="utf-8",
    )
    result = desk.bring(target, "Orders", mapping={"Remark": "Account"})
    assert [reject.line for reject in result.rejects] == []
    assert desk.column("Orders", "Order ID") == ["1", "3", "2", "4", "5"]
    assert desk.column("Accounts", "Account") == ['=HYPERLINK("http://x")', "@home", "x"]


def test_without_rejects_there_is_no_file(tmp_path):
    desk = Desk(tmp_path)
    path = desk.file("Name\nAnna Lee\n")
    assert write_rejects(path, desk.bring(path, "Contacts")) is None
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_rejects_are_written_once_and_somebodys_corrections_stay(rejected):
    _, path, result = rejected
    first = write_rejects(path, result)
    assert write_rejects(path, result) == first
    first.write_text("mended", encoding="utf-8")
    assert write_rejects(path, result).name == "orders.rejected-2.csv"
    assert first.read_text(encoding="utf-8") == "mended"


def test_a_folder_that_cannot_be_written_to_is_told(rejected):
    _, path, result = rejected
    with pytest.raises(CannotWrite):
        write_rejects(path.parent / "gone" / "orders.csv", result)


def test_it_has_the_delimiter_of_the_file_so_that_excel_shows_columns(tmp_path):
    desk = Desk(tmp_path)
    path = desk.file("Order ID;Contact ID;Date;Amount\n1;k1;soon;1,5\n", "orders.csv")
    target = write_rejects(path, desk.bring(path, "Orders"))
    first, second = target.read_bytes().decode("utf-8").splitlines()
    assert first == "\ufeffOrder ID;Contact ID;Date;Amount;Line;Reason"
    assert second.startswith("1;k1;soon;1,5;2;")


def test_its_own_columns_are_left_out_without_a_word_when_it_is_imported(rejected):
    desk, path, result = rejected
    again = desk.bring(write_rejects(path, result), "Orders")
    assert "Line" not in messages(again)
    assert "Reason" not in messages(again)
    assert again.headers == ("Order ID", "Contact ID", "Date", "Amount", "Remark", "column 6")


def test_what_is_rejected_again_goes_to_the_next_file(rejected):
    desk, path, result = rejected
    target = write_rejects(path, result)
    second = write_rejects(target, desk.bring(target, "Orders"))
    assert second.name == "orders.rejected-2.csv"
    assert rows_of(second)[0] == [
        "Order ID",
        "Contact ID",
        "Date",
        "Amount",
        "Remark",
        "column 6",
        "Line",
        "Reason",
    ]
    assert write_rejects(second, desk.bring(second, "Orders")).name == "orders.rejected-3.csv"
    assert rows_of(target)[1][-1] == "Date is not a date: 'soon'."
