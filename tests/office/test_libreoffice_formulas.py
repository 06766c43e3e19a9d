"""Formulas in Excel's spelling, into LibreOffice's and back."""

from __future__ import annotations

import datetime as dt

import pytest

from salesbook.office.libreoffice.formulas import copied_formula, to_calc, to_excel

BOTH = [
    ("=SUM(A1,2.5)", "=SUM(A1;2.5)"),
    ('=IF(A1="a,b;c",1,2)', '=IF(A1="a,b;c";1;2)'),
    ("=SUM(Data!$D$3:$D$5)", "=SUM($Data.$D$3:$D$5)"),
    ("='My Sheet'!A1&\"it's!\"", "=$'My Sheet'.A1&\"it's!\""),
    ("='It''s'!A1", "=$'It''s'.A1"),
    ("=Data!A:F", "=$Data.A:F"),
    ("=Data!1:3", "=$Data.1:3"),
    ("=SUM({1,2;3,4})", "=SUM({1;2|3;4})"),
    ("=SUM((A1:A2,A4))", "=SUM((A1:A2~A4))"),
    ("=STDEV.S(A1:A4)*1.5", "=STDEV.S(A1:A4)*1.5"),
    ("=SUM(Contacts[Score])", "=SUM(Contacts[Score])"),
    ('=COUNTIFS(Contacts[Cadence used],"x",Contacts[Held, because],1)', '=COUNTIFS(Contacts[Cadence used];"x";Contacts[Held, because];1)'),
    ("=Contacts[[#This Row],[Score]]*2", "=Contacts[[#This Row];[Score]]*2"),
    ("=COUNTA(Contacts[[Name]:[Score]])", "=COUNTA(Contacts[[Name]:[Score]])"),
    ("=ROWS(Contacts[[#All],[Name]])", "=ROWS(Contacts[[#All];[Name]])"),
    ("=ROWS(Contacts[#All])", "=ROWS(Contacts[[#All]])"),
    ("=IFERROR(A1,#N/A)", "=IFERROR(A1;#N/A)"),
    ("=-5%+2^3", "=-5%+2^3"),
    ("=ROWS(Contacts)", "=ROWS(Contacts[])"),
    ("=SUM(Umsätze!A1,1)", "=SUM($Umsätze.A1;1)"),
]  # fmt: skip


@pytest.mark.parametrize(("excel", "calc"), BOTH)
def test_both_ways(excel, calc):
    assert to_calc(excel, {"contacts"}) == calc
    assert to_excel(calc) == excel


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ("=[@Score]*2", "=Contacts[[#This Row];[Score]]*2"),
        ("=[@[Cadence used]]", "=Contacts[[#This Row];[Cadence used]]"),
        ("=Contacts[@Score]", "=Contacts[[#This Row];[Score]]"),
        ("=_xlfn.IFS(A1>1,2)", "=IFS(A1>1;2)"),
        ("=_xlfn._xlws.SORT(A1:A2)", "=SORT(A1:A2)"),
        ("=contacts(1)", "=contacts(1)"),
    ],
)
def test_into_libreoffice(excel, calc):
    assert to_calc(excel, {"contacts"}, "Contacts") == calc


@pytest.mark.parametrize(
    ("calc", "excel"),
    [("=ROWS(Contacts[#all])", "=ROWS(Contacts[#All])"), ("=A1:A3!A2:B2", "=A1:A3 A2:B2"), ("=$Data.A1:$Data.B2", "=Data!A1:Data!B2")],
)  # fmt: skip
def test_out_of_libreoffice(calc, excel):
    assert to_excel(calc) == excel


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A1+$B$2+C$3+$D4", "=B3+$B$2+D$3+$D6"),
        ('=A1&"A1"&Data!A1', '=B3&"A1"&Data!B3'),
        ("=SUM(A:B)+LOG10(A1)", "=SUM(B:C)+LOG10(B3)"),
        ("='A1'!A1+Contacts[A1]", "='A1'!B3+Contacts[A1]"),
        ("=Z9+AZ9", "=AA11+BA11"),
    ],
)
def test_a_formula_moves_along_when_it_fills_a_range(formula, moved):
    assert copied_formula(formula, 2, 1) == moved


def test_formulas_and_constants_read_as_excel_gives_them(sheet):
    sheet["A1"].value = [["=B1*2", 1.5, "text", True, dt.date(2026, 5, 6), None, "'=x", "=1>2", 12345678]]
    assert sheet["A1:I1"].formula == (
        ("=B1*2", "1.5", "text", "TRUE", "46148", "", "=x", "=1>2", "12345678"),
    )
    assert sheet["A1"].formula == "=B1*2"


def test_formulas_written_back_change_nothing(sheet):
    rows = [
        ["=B1*2", 1.5, "text", True, None, "007", "=NA()", -1e-7, 1e21, "1,5", "it's", "nan"],
        ["=1"] * 12,
    ]
    sheet["A1"].value = rows
    before = sheet["A1:L2"].options(err_to_str=True).value
    sheet["A1:L2"].formula = sheet["A1:L2"].formula
    assert sheet["A1:L2"].options(err_to_str=True).value == before
    sheet["A5"].number_format = "@"
    sheet["A5:B5"].value = [["1001", 1001]]
    sheet["A5:B5"].formula = sheet["A5:B5"].formula
    assert sheet["A5:B5"].value == ["1001", 1001.0]


def test_one_formula_fills_a_range(sheet):
    sheet["B1:B3"].value = [[1], [2], [3]]
    sheet["A1:A3"].formula = "=B1*$B$3"
    assert sheet["A1:A3"].value == [3.0, 6.0, 9.0]
    assert sheet["A1:A3"].formula == (("=B1*$B$3",), ("=B2*$B$3",), ("=B3*$B$3",))


def test_blocks_of_formulas_and_values_mix(sheet):
    sheet["A1"].value = [[1, "=A1+1", "x"], ["=SUM(A1:B1)", 5, '=C1&"!"']]
    assert sheet["A1:C2"].value == [[1.0, 2.0, "x"], [3.0, 5.0, "x!"]]


@pytest.mark.parametrize("unlike", [False, True])
def test_long_columns_of_formulas_are_quick_and_right(sheet, unlike):
    rows = 3000
    sheet["B1"].resize(rows, 1).value = [[float(i)] for i in range(rows)]
    formulas = [[f"=B{i + 1}*2"] for i in range(rows)]
    if unlike:
        formulas[1234] = ["=1"]
    sheet["A1"].resize(rows, 1).formula = formulas
    found = sheet["A1"].resize(rows, 1)
    assert [[row[0]] for row in found.formula] == formulas
    assert found.value[-1] == 2.0 * (rows - 1)
    assert (found.value[1234] == 1.0) == unlike
