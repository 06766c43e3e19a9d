"""What stands in a cell for each kind of value."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from pathlib import Path

import pytest

from salesbook.books.xlsx.cells import EMPTIED, Day, Encoder, Moment, TimeOfDay
from salesbook.errors import CannotChange
from salesbook.tables.plan import CellError, Link, Value
from tests.books.patching import STYLES, Book, edit, rows, write


def body(value: Value, *, date1904: bool = False) -> str:
    return Encoder(b"", date1904=date1904).body(value).decode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "><v>1</v></c>"),
        (12345678901234567890, "><v>12345678901234567890</v></c>"),
        (0.1 + 0.2, "><v>0.30000000000000004</v></c>"),
        (-1e300, "><v>-1e+300</v></c>"),
        (True, ' t="b"><v>1</v></c>'),
        ("plain", ' t="inlineStr"><is><t>plain</t></is></c>'),
        ("=1+1", ' t="inlineStr"><is><t>=1+1</t></is></c>'),
        ("<a & b>", ' t="inlineStr"><is><t>&lt;a &amp; b&gt;</t></is></c>'),
        (" two\nlines ", ' t="inlineStr"><is><t xml:space="preserve"> two\nlines </t></is></c>'),
        ("a\rb\x07", ' t="inlineStr"><is><t>a_x000D_b_x0007_</t></is></c>'),
        ("_x0041_", ' t="inlineStr"><is><t>_x005F_x0041_</t></is></c>'),
        ("何\ud800", ' t="inlineStr"><is><t>何_xD800_</t></is></c>'),
        (CellError("#N/A"), ' t="e"><v>#N/A</v></c>'),
        (Link('say "hi"', "tel:+1"), ' t="str"><f>HYPERLINK("tel:+1","say ""hi""")</f><v>say "hi"</v></c>'),
        (Link("far", "https://" + "x" * 250), ' t="inlineStr"><is><t>far</t></is></c>'),
        (date(2024, 2, 29), "><v>45351</v></c>"),
        (date(1900, 1, 1), "><v>1</v></c>"),
        (date(1900, 2, 28), "><v>59</v></c>"),
        (date(1900, 3, 1), "><v>61</v></c>"),
        (date(1899, 12, 31), ' t="inlineStr"><is><t>1899-12-31</t></is></c>'),
        (datetime.fromisoformat("2024-01-01 06:00"), "><v>45292.25</v></c>"),
        (datetime.fromisoformat("2024-01-01"), "><v>45292</v></c>"),
        (time(18, 0), "><v>0.75</v></c>"),
        (None, "/>"),
        ("", "/>"),
        (math.nan, "/>"),
        (math.inf, "/>"),
    ],
)
def test_body_of_a_value(value: Value, expected: str) -> None:
    assert body(value) == expected


def test_dates_of_a_book_that_counts_from_1904() -> None:
    assert body(date(1904, 1, 1), date1904=True) == "><v>0</v></c>"
    assert body(date(2024, 2, 29), date1904=True) == "><v>43889</v></c>"
    assert body(date(1903, 12, 31), date1904=True) == ' t="inlineStr"><is><t>1903-12-31</t></is></c>'


def test_a_column_is_its_values_one_by_one() -> None:
    encoder = Encoder(b"", date1904=False)
    columns: list[list[Value]] = [
        [1.5, 2.0, 1e-9],
        [1.5, None, math.nan],
        [1, 1.0, True],
        ["a", None, "a", date(2024, 1, 1), datetime.fromisoformat("2024-01-01"), time(1)],
    ]
    for values in columns:
        bodies = encoder.column(values)
        assert bodies == [encoder.body(value) for value in values]
        assert [type(each) for each in bodies] == [type(encoder.body(value)) for value in values]


def test_bodies_of_dates_ask_for_a_format() -> None:
    bodies = Encoder(b"", date1904=False).column(
        [date(2024, 1, 1), datetime.fromisoformat("2024-01-01 01:00"), time(1), None, "x"]
    )
    assert [type(each) for each in bodies] == [Day, Moment, TimeOfDay, type(EMPTIED), bytes]


def sheet_of(tmp_path: Path, body: str, **columns: dict[int, Value]) -> tuple[str, str]:
    """Rows and formats of a small book after an edit."""
    header = '<row r="1"><c r="A1" t="str"><v>A</v></c></row>'
    book = Book(header + body, {"T": ("A1:A3", "A")}).save(tmp_path / "b.xlsx")
    parts = write(book, edit("T", 2, **columns))
    return rows(parts["xl/worksheets/sheet1.xml"]).removeprefix(header), parts["xl/styles.xml"]


def test_a_date_keeps_a_date_format(tmp_path: Path) -> None:
    after, styles = sheet_of(tmp_path, '<row r="2"><c r="A2" s="1"/></row>', A={0: date(2024, 1, 1)})
    assert after == '<row r="2"><c r="A2" s="1"><v>45292</v></c></row>'
    assert styles == STYLES


def test_a_date_gets_a_date_format_and_no_other_format_changes(tmp_path: Path) -> None:
    body = '<row r="2"><c r="A2" s="2"/></row><row r="3"><c r="A3" s="2"/></row>'
    after, styles = sheet_of(
        tmp_path, body, A={0: date(2024, 1, 1), 1: datetime.fromisoformat("2024-01-01 12:00")}
    )
    assert (
        after
        == '<row r="2"><c r="A2" s="3"><v>45292</v></c></row><row r="3"><c r="A3" s="4"><v>45292.5</v></c></row>'
    )
    clone = '<xf numFmtId="{}" fontId="0" xfId="0" applyNumberFormat="1"><alignment wrapText="1"/></xf>'
    assert styles == STYLES.replace('<cellXfs count="3"', '<cellXfs count="5"').replace(
        "</cellXfs>", clone.format(14) + clone.format(22) + "</cellXfs>"
    )


def test_a_blank_keeps_the_format_it_finds(tmp_path: Path) -> None:
    body = '<row r="2"><c r="A2" s="2"><v>1</v></c></row><row r="3"><c r="A3" s="2"><v>1</v></c></row>'
    after, _ = sheet_of(tmp_path, body, A={0: date(2024, 1, 1), 1: None})
    assert after == '<row r="2"><c r="A2" s="3"><v>45292</v></c></row><row r="3"><c r="A3" s="2"/></row>'


def test_a_blank_clears_a_link_but_never_a_formula(tmp_path: Path) -> None:
    body = (
        '<row r="2"><c r="A2" t="str"><f>HYPERLINK("tel:1","one")</f><v>one</v></c></row>'
        '<row r="3"><c r="A3"><f>TODAY()</f><v>1</v></c></row>'
    )
    after, _ = sheet_of(tmp_path, body, A={0: None, 1: None})
    assert after == '<row r="2"><c r="A2"/></row><row r="3"><c r="A3"><f>TODAY()</f><v>1</v></c></row>'


def test_a_text_that_no_cell_can_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotChange, match="Data!A3"):
        sheet_of(tmp_path, "", A={0: "x" * 32_767, 1: "x" * 32_768})
    with pytest.raises(CannotChange, match="Data!A2"):
        sheet_of(tmp_path, "", A={0: "\U0001f600" * 16_384})


@pytest.mark.parametrize(
    "formula",
    [
        '<f t="shared" ref="A2:A3" si="0">B2</f>',
        '<f t="array" ref="A2:A3">B2:B3</f>',
        '<f t="array" ref="A2:B2">B2:C2</f>',
        '<f t="dataTable" ref="A2:A3"/>',
    ],
)
def test_a_formula_that_fills_several_cells_is_not_overwritten(tmp_path: Path, formula: str) -> None:
    with pytest.raises(CannotChange, match="Data!A2 holds a formula"):
        sheet_of(tmp_path, f'<row r="2"><c r="A2">{formula}<v>1</v></c></row>', A={0: 5})


@pytest.mark.parametrize(
    "cell",
    ['s="1"><f>B2</f>', 's="1" cm="1"><f t="array" ref="A2">SUM(B2:B3)</f>', 's="1"><f t="shared" si="0"/>'],
)
def test_a_formula_of_one_cell_is_overwritten(tmp_path: Path, cell: str) -> None:
    after, _ = sheet_of(tmp_path, f'<row r="2"><c r="A2" {cell}<v>1</v></c></row>', A={0: 5})
    assert after == '<row r="2"><c r="A2" s="1"><v>5</v></c></row>'


def test_dates_need_formats(tmp_path: Path) -> None:
    header = '<row r="1"><c r="A1" t="str"><v>A</v></c></row>'
    book = Book(header, {"T": ("A1:A2", "A")}, styles=STYLES.partition("<cellXfs")[0] + "</styleSheet>")
    with pytest.raises(CannotChange, match="formats"):
        write(book.save(tmp_path / "b.xlsx"), edit("T", 1, A={0: date(2024, 1, 1)}))
