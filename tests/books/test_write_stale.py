"""Which formulas lose the value that the file remembers, and that LibreOffice then shows the right one."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.books.patching import Book, edit, sheet_xml, write

SHEET = "xl/worksheets/sheet1.xml"
T = {"T": ("A1:D3", "A B C D")}


def formula(ref: str, text: str, value: object = 9, kind: str = "", attributes: str = "") -> str:
    form = f' t="{kind}"' if kind else ""
    return f'<c r="{ref}"{form}><f{attributes}>{text}</f><v>{value}</v></c>'


def stale(ref: str, text: str, attributes: str = "") -> str:
    return f'<c r="{ref}"><f{attributes}>{text}</f></c>'


@pytest.mark.parametrize(
    ("text", "is_stale"),
    [
        ("SUM(A2:A3)", True),
        ("A2+0", True),
        ("A3", False),  # the row below does not change
        ("SUM(A:A)", True),
        ("SUM(B:D)", False),  # nor itself, of course
        ("SUM(3:3)", False),
        ("T[[#This Row],[A]]*2", True),
        ("[@A]", True),
        ('T[[#This Row],[B]]&"x"', False),  # B does not change
        ("B2*2", False),
        ("1+2", False),
        ("TODAY()", False),
        ('HYPERLINK("tel:1","x")', False),
        ("[1]Data!A1+A2", False),  # nobody could work it out again
        ("rate", False),  # no such name: it shows an error whatever changes
        ('INDIRECT("A"&amp;2)', False),  # nobody can tell; both programs work it out on opening
        ('INDIRECT("B2")+A2', True),
        ("OFFSET(B2,0,-1)", False),
        ("OFFSET(A2,0,1)", True),
        ("A1:INDEX(A:A,2)", True),
        ("SUM(A1:INDEX(B:B,2))", True),  # to a cell of another column
        ("SUM(INDEX($D:$D,1):E3)", False),
        ("SUM(E1:INDEX(D:D,2))", False),
        ("NOW()&amp;RAND()", False),
        ("T[[A]:[B]]", True),
        ("SUM(T[B])", False),
        ('GETPIVOTDATA("x",$F$9)', False),
        ("_xlfn.LET(_xlpm.a,A2,_xlpm.a)", True),
        ("_xlfn.ANCHORARRAY(A2)", True),
        ("\"A2\"&amp;'A2'!A1", False),  # a text, and a sheet of that name
    ],
)
def test_formulas_beside_changed_cells(tmp_path: Path, text: str, is_stale: bool) -> None:
    data = f'<row r="2"><c r="A2"/><c r="B2"/>{formula("C2", text, "x", "str")}</row>'
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))[SHEET]
    assert (stale("C2", text) in after) is is_stale
    assert (formula("C2", text, "x", "str") in after) is not is_stale


@pytest.mark.parametrize(("text", "is_stale"), [
    ("SUM($2:$3)", True), ("SUM(3:9)", False), ("SUM($A:$D)", True), ("COUNTA(T)", True), ("ROWS(T[#All])", True),
    ("SUM(T[[B]:[D]])", False), ("T[[#Totals],[A]]", True), ("Data!$A$2 Data!A:A", True), ("(B2,A2)", True),
])  # fmt: skip
def test_formulas_elsewhere_on_the_sheet(tmp_path: Path, text: str, is_stale: bool) -> None:
    data = f'<row r="2"><c r="A2"/></row><row r="20">{formula("F20", text)}</row>'
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))[SHEET]
    assert (stale("F20", text) in after) is is_stale


def test_one_formula_that_looks_up_anything_empties_no_other(tmp_path: Path) -> None:
    """One INDIRECT on a sheet once took every result of it along."""
    data = "".join(f'<row r="{n}"><c r="A{n}"/>{formula(f"F{n}", f"G{n}*2")}</row>' for n in range(2, 60))
    data += f'<row r="60">{formula("F60", "INDIRECT(G1)")}{formula("G60", "F60+1")}{formula("H60", "OFFSET(Z1,A2,0)")}</row>'
    other = sheet_xml(
        f'<sheetData><row r="1">{formula("A1", "INDIRECT(B1)")}{formula("C1", "B1+1")}</row></sheetData>'
    )
    parts = write(Book(data, T, sheets={"Other": other}).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))
    assert parts["xl/worksheets/sheet2.xml"] == other
    assert parts[SHEET].count("<v>9</v>") == 60
    assert stale("H60", "OFFSET(Z1,A2,0)") in parts[SHEET]
    assert 'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]


CIRCLES = {
    "a time stamp": ('IF(A2="","",IF(F2="",NOW(),F2))', "A2", ""),
    "two of them": ("A2+G2", "F2+1", ""),
    "by a range": ("SUM(A2:H2)", "A2", "SUM(F2)"),
    "by way of another row": ("A2+H2", "A2", "F2"),
}


@pytest.mark.parametrize("kind", CIRCLES)
def test_what_stands_in_a_circle_keeps_the_last_thing_it_knows(tmp_path: Path, kind: str) -> None:
    first, second, third = CIRCLES[kind]
    data = f'<row r="2"><c r="A2"/>{formula("F2", first)}{formula("G2", second)}'
    data += (formula("H2", third) if third else "") + f'</row><row r="5">{formula("F5", "F2*2")}</row>'
    book = Book(data, T, workbook='<calcPr iterate="1"/>').save(tmp_path / "b.xlsx")
    after = write(book, edit("T", 2, A={0: 5}))[SHEET]
    assert formula("F2", first) in after
    assert (formula("G2", second) in after) is (kind == "two of them")
    assert stale("F5", "F2*2") in after  # which remembers nothing
    assert not third or formula("H2", third) in after


def test_running_totals_are_no_circles(tmp_path: Path) -> None:
    """They read the cell above; those from the changed row on are other sums."""
    data = "".join(
        f'<row r="{n}"><c r="A{n}"/>{formula(f"F{n}", f"F{n - 1}+A{n}")}</row>' for n in range(2, 40)
    )
    after = write(
        Book(data, {"T": ("A1:D39", "A B C D")}).save(tmp_path / "b.xlsx"), edit("T", 38, A={20: 5})
    )[SHEET]
    assert formula("F21", "F20+A21") in after
    assert all(stale(f"F{n}", f"F{n - 1}+A{n}") in after for n in range(22, 40))


def test_what_if_tables_keep_what_they_show(tmp_path: Path) -> None:
    table = ' t="dataTable" ref="G3:G4" dt2D="0" dtr="0" r1="A2"'
    data = (
        f'<row r="2"><c r="A2"/>{formula("G2", "A2*2")}</row>'
        f'<row r="3"><c r="F3"><v>1</v></c><c r="G3"><f{table}/><v>2</v></c></row><row r="4"><c r="G4"><v>4</v></c></row>'
    )
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))[SHEET]
    assert stale("G2", "A2*2") in after
    assert f'<c r="G3"><f{table}/><v>2</v></c></row><row r="4"><c r="G4"><v>4</v></c>' in after


def test_a_formula_that_cells_share_follows_where_it_means_the_same_in_each(tmp_path: Path) -> None:
    data = (
        '<row r="2"><c r="A2"/><c r="F2"><f t="shared" ref="F2:F3" si="0">SUM($A$2:$A$3)</f><v>1</v></c>'
        '<c r="G2"><f t="shared" ref="G2:G3" si="1">SUM(A2:A3)</f><v>1</v></c></row>'
        '<row r="3"><c r="F3"><f t="shared" si="0"/><v>1</v></c><c r="G3"><f t="shared" si="1"/><v>1</v></c></row>'
    )
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, 4, A={2: 5, 3: 6}))[SHEET]
    assert '<f t="shared" ref="F2:F3" si="0">SUM($A$2:$A$5)</f></c>' in after
    assert '<f t="shared" ref="G2:G3" si="1">SUM(A2:A3)</f></c>' in after
    assert '<c r="F3"><f t="shared" si="0"/></c>' in after


def test_one_stale_formula_makes_the_next_stale(tmp_path: Path) -> None:
    data = f'<row r="2"><c r="A2"/>{formula("B2", "D2")}{formula("C2", "B2")}{formula("D2", "A2")}</row>'
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))[SHEET]
    assert stale("B2", "D2") + stale("C2", "B2") + stale("D2", "A2") in after


def test_rows_that_did_not_change_keep_their_values(tmp_path: Path) -> None:
    data = "".join(f'<row r="{n}"><c r="A{n}"/>{formula(f"B{n}", "[@A]")}</row>' for n in (2, 3))
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={1: 5}))[SHEET]
    assert formula("B2", "[@A]") in after
    assert stale("B3", "[@A]") in after


def test_what_an_array_formula_fills_goes_with_it(tmp_path: Path) -> None:
    array = ' t="array" ref="F2:F3"'
    data = (
        f'<row r="2"><c r="A2"/>{formula("F2", "A2:A3*2", attributes=array)}</row>'
        '<row r="3"><c r="F3" t="str"><v>7</v></c><c r="G3"><v>8</v></c></row>'
    )
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))[SHEET]
    assert stale("F2", "A2:A3*2", array) in after
    assert '<c r="F3"></c><c r="G3"><v>8</v></c>' in after


def test_shared_formulas_are_read_as_what_they_mean(tmp_path: Path) -> None:
    data = (
        '<row r="2"><c r="A2"/><c r="C2"><f t="shared" ref="C2:D2" si="0">A2</f><v>1</v></c>'
        '<c r="D2"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    after = write(Book(data, T).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))[SHEET]
    assert (
        '<c r="C2"><f t="shared" ref="C2:D2" si="0">A2</f></c><c r="D2"><f t="shared" si="0"/><v>1</v></c>'
        in after
    )


OTHERS = {
    "By table": "SUM(T[A])",
    "By sheet": "Data!A2+1",
    "By its header": "Data!A1",
    "By name": "body*2",
    "By sheet in turn": "'By table'!A1",
    "Through sheets": "SUM(Data:Apart!A2)",
    "Through others": "SUM('Apart:Other file'!A2)",
    "Apart": "SUM(A2:A9)",
    "Other file": "[1]Data!A1",
}


def test_sheets_that_read_a_changed_one(tmp_path: Path) -> None:
    """And those that do not are not touched at all."""
    sheets = {
        name: sheet_xml(f'<sheetData><row r="1">{formula("A1", text)}</row></sheetData>')
        for name, text in OTHERS.items()
    }
    names = '<definedNames><definedName name="body">base+1</definedName><definedName name="base">Data!$A$2</definedName></definedNames>'
    parts = write(
        Book("", T, sheets=sheets, workbook=names).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5})
    )
    after = {name: parts[f"xl/worksheets/sheet{i}.xml"] for i, name in enumerate(sheets, 2)}
    kept = {name for name in sheets if after[name] == sheets[name]}
    assert kept == {"Apart", "Other file", "By its header", "Through others"}
    for name in set(sheets) - kept:
        assert after[name] == sheets[name].replace("<v>9</v>", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<calcPr calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0"/>', '<calcPr fullCalcOnLoad="1"/>'),
        ("<definedNames/><calcPr/>", '<definedNames/><calcPr fullCalcOnLoad="1"/>'),
        (
            "<definedNames></definedNames><oleSize/>",
            '<definedNames></definedNames><calcPr fullCalcOnLoad="1"/><oleSize/>',
        ),
        ("<customWorkbookViews/>", '<calcPr fullCalcOnLoad="1"/><customWorkbookViews/>'),
    ],
)
def test_the_workbook_is_worked_out_on_opening(tmp_path: Path, before: str, after: str) -> None:
    parts = write(Book("", T, workbook=before).save(tmp_path / "b.xlsx"), edit("T", 2, A={0: 5}))
    assert f"</sheets>{after}</workbook>" in parts["xl/workbook.xml"]


def test_the_list_of_formula_cells_goes_only_when_one_of_them_does(tmp_path: Path) -> None:
    chain = '<calcChain><c r="D2" i="1"/><c r="B3"/></calcChain>'
    data = f'<row r="2">{formula("D2", "1")}</row><row r="3">{formula("B3", "1")}</row>'
    book = Book(data, T, parts={"calcChain.xml": ("calcChain", chain)}).save(tmp_path / "b.xlsx")
    kept = write(book, edit("T", 2, A={0: 5, 1: 5}))
    assert kept["xl/calcChain.xml"] == chain
    gone = write(book, edit("T", 2, B={1: 5}))
    assert "xl/calcChain.xml" not in gone
    assert "calcChain" not in gone["[Content_Types].xml"] + gone["xl/_rels/workbook.xml.rels"]
    assert (
        kept["xl/_rels/workbook.xml.rels"].count("<Relationship ")
        == gone["xl/_rels/workbook.xml.rels"].count("<Relationship ") + 1
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_what_lost_its_value(tmp_path: Path) -> None:
    """Without any setting: it recalculates formulas without a value, and believes the others."""
    header = '<row r="1">' + "".join(f'<c r="{c}1" t="str"><v>{c}</v></c>' for c in "ABCD") + "</row>"
    data = header + '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
    home = sheet_xml(
        '<sheetData><row r="1">' + formula("A1", "SUM(T[A])", 3) + formula("B1", "SUM(Data!A2:A3)", 3)
        + formula("C1", 'A1&amp;" in all"', "3 in all", "str") + "</row></sheetData>"
    )  # fmt: skip
    book = Book(data, T, sheets={"Home": home}).save(tmp_path / "b.xlsx")
    write(book, edit("T", 2, 3, A={0: 40, 2: 500}))
    flags = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", flags,
         "--outdir", tmp_path / "csv", book.with_suffix(".after.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (found,) = (tmp_path / "csv").iterdir()
    assert list(csv.reader(found.read_text().splitlines())) == [["542", "542", "542 in all"]]
