"""Cells through xlwings, in a real LibreOffice: what is written is what Excel would hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

DAY, MOMENT = dt.datetime(2026, 5, 6), dt.datetime(2026, 5, 6, 7, 8, 9)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (1.5, 1.5),
        (3, 3.0),
        (10**12, 1e12),
        (Decimal("2.5"), 2.5),
        (np.int64(4), 4.0),
        (np.float64("nan"), None),
        (float("nan"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (None, None),
        ("", None),
        ("text", "text"),
        ("007", "007"),
        ("1,5", "1,5"),
        ("2026-05-06", "2026-05-06"),
        ("TRUE", "TRUE"),
        ("+49 30", "+49 30"),
        ("=", "="),
        ("'=1+1", "=1+1"),
        ("'007", "007"),
        ("''quoted", "'quoted"),
        ("two\nlines", "two\nlines"),
        (" spaces ", " spaces "),
        ("Muñiz 漢字 😀", "Muñiz 漢字 😀"),
        (True, True),
        (np.bool_(False), False),
        (DAY, DAY),
        (MOMENT, MOMENT),
        (DAY.date(), DAY),
        (pd.Timestamp(MOMENT), MOMENT),
        (np.datetime64("2026-05-06T07:08:09"), MOMENT),
        ("=1+1", 2.0),
        ('="a"&"b"', "ab"),
        ("=1=1", True),
        ("=DATE(2026,5,6)", DAY),
        ("=1/0", None),
    ],
    ids=repr,
)
def test_a_value_comes_back_as_excel_would_hold_it(sheet, written, read):
    for cells in (sheet["B2"], sheet["A1:C3"]):
        cells.value = written
        found = sheet["B2"].value
        assert found == read
        assert type(found) is type(read)


def test_a_block_of_all_kinds_comes_back(sheet):
    rows = [["text", 1.0, True, DAY, None], ["007", 2.5, False, MOMENT, None], [None, None, None, None, "x"]]
    sheet["B2"].value = rows
    assert sheet["B2:F4"].value == rows
    assert sheet["B2"].expand("right").shape == (1, 4)


def test_infinity_is_refused_before_anything_is_written(sheet):
    sheet["A1:A2"].value = [[1], [2]]
    with pytest.raises(ValueError, match="infinite"):
        sheet["A1:A2"].value = [[3], [float("inf")]]
    assert sheet["A1:A2"].value == [1.0, 2.0]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=Nonsense(1)", "#NAME?"), ('="a"+1', "#VALUE!"),
        ("=10^308*10", "#NUM!"), ("=INDEX(A1:A2,5)", "#VALUE!"),  # Excel says #REF!; LibreOffice does not tell
    ],
)  # fmt: skip
def test_errors_are_named_on_request_and_blank_otherwise(sheet, formula, text):
    sheet["C1:C2"].value = [[formula], ["fine"]]
    assert sheet["C1:C2"].options(err_to_str=True).value == [text, "fine"]
    assert sheet["C1:C2"].value == [None, "fine"]


def test_a_number_in_a_cell_that_was_a_truth_value_is_a_number(sheet):
    sheet["A1:A3"].value = [[True], [False], [True]]
    sheet["A2"].value = 5
    sheet["A3"].value = "text"
    assert sheet["A1:A3"].value == [True, 5.0, "text"]
    assert sheet["A1"].number_format == "General"


def test_times_are_fractions_as_in_excel_and_dates_follow_their_format(sheet):
    sheet["A1:A4"].value = [[0.5], [46148.5], [46148], [46148]]
    for cell, code in (("A1", "hh:mm"), ("A2", "yyyy-mm-dd hh:mm"), ("A3", "mmm yyyy"), ("A4", '0 "days"')):
        sheet[cell].number_format = code
    assert sheet["A1:A4"].value == [0.5, dt.datetime(2026, 5, 6, 12), DAY, 46148.0]


def test_a_date_gives_a_cell_a_date_format_only_where_it_has_none(sheet):
    sheet["A1"].number_format = "dd.mm.yyyy"
    sheet["A3"].number_format = "0.00"
    sheet["A1:A4"].value = [[DAY], [DAY], [DAY], [MOMENT]]
    assert sheet["A1"].number_format == "dd.mm.yyyy"
    assert sheet["A1:A4"].value == [DAY, DAY, DAY, MOMENT]
    assert "h" in sheet["A4"].number_format


def test_dates_of_a_file_that_counts_from_1904(opened, tmp_path):
    path = tmp_path / "mac.xlsx"
    made = xlsxwriter.Workbook(str(path), {"date_1904": True})
    made.add_worksheet().write_datetime("A1", MOMENT, made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}))
    made.close()
    sheet = opened(path).sheets[0]
    assert sheet["A1"].value == MOMENT
    sheet["A2"].value = DAY
    assert sheet["A2"].value == DAY
    assert sheet["A2"].api.getCellByPosition(0, 0).getValue() < 46148 - 1000


def test_options_of_a_read(sheet):
    sheet["A1"].value = [[1, DAY, None], [2, DAY, "x"]]
    read = sheet["A1:C2"].options(numbers=int, dates=dt.date, empty="-").value
    assert read == [[1, DAY.date(), "-"], [2, DAY.date(), "x"]]
    assert type(read[0][0]) is int
    assert sheet["A1"].options(ndim=2).value == [[1.0]]
    assert sheet["A1:A2"].options(transpose=True).value == [1.0, 2.0]


def test_a_frame_goes_out_and_comes_back(sheet):
    frame = pd.DataFrame({"name": ["a", "b"], "score": [1.5, None], "due": [DAY, MOMENT]})
    sheet["A1"].options(index=False).value = frame
    found = sheet["A1"].options(pd.DataFrame, index=False, expand="table").value
    assert found["name"].tolist() == ["a", "b"]
    assert found["due"].tolist() == [DAY, MOMENT]
    assert found["score"].isna().tolist() == [False, True]


def test_notes_stay_where_values_are_written(sheet):
    cell = sheet["B2"].api.getCellByPosition(0, 0)
    sheet.api.getAnnotations().insertNew(cell.getCellAddress(), "ask her about May")
    sheet["A1:C3"].value = "x"
    sheet["B2"].clear_contents()
    assert cell.getAnnotation().getString() == "ask her about May"


def test_clearing(sheet):
    sheet["A1:B1"].value = [[1, "x"]]
    sheet["A1"].number_format = "0.00"
    sheet["A1:B1"].clear_contents()
    assert sheet["A1:B1"].value == [None, None]
    assert sheet["A1"].number_format == "0.00"
    sheet["A1"].value = 1
    sheet["A1"].clear_formats()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (1.0, "General")
    sheet["A1"].clear()
    assert sheet["A1"].value is None
    sheet["C5"].value = 1
    sheet.clear_contents()
    assert sheet["C5"].value is None


def test_what_does_not_fit_is_refused(sheet):
    with pytest.raises(ValueError, match="do not fit"):
        sheet["A1:B2"].raw_value = [[1, 2]]


def test_a_formula_put_into_a_cell_formatted_as_text_is_a_text(sheet):
    sheet["A2"].number_format = "@"
    sheet["A1:A2"].value = [["=1+1"], ["=1+1"]]
    assert sheet["A1:A2"].value == [2.0, "=1+1"]
