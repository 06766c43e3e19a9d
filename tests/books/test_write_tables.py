"""Tables that grow and shrink, with what stands beside, below and inside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salesbook.errors import CannotChange, InTheWay
from tests.books.patching import Book, edit, place, rows, write

SHEET = "xl/worksheets/sheet1.xml"


def cell(ref: str, value: object = None, style: int | None = None, formula: str = "") -> str:
    form = "" if style is None else f' s="{style}"'
    inside = (f"<f>{formula}</f>" if formula else "") + ("" if value is None else f"<v>{value}</v>")
    return f'<c r="{ref}"{form}>{inside}</c>' if inside else f'<c r="{ref}"{form}/>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


HEADER = row(1, '<c r="A1" t="str"><v>A</v></c>', '<c r="B1" t="str"><v>B</v></c>')
BODY = row(2, cell("A2", 1, 1), cell("B2", 2, 2)) + row(3, cell("A3", 3, 1), cell("B3", 4))
T = {"T": ("A1:B3", "A B")}


def test_new_rows_take_the_formats_of_the_row_above(tmp_path: Path) -> None:
    hidden = BODY.replace(
        '<row r="3">', '<row r="3" ht="50" customHeight="1" hidden="1" s="2" customFormat="1">'
    )
    parts = write(
        Book(HEADER + hidden, T, head='<dimension ref="A1:B3"/>').save(tmp_path / "b.xlsx"),
        edit("T", 2, 4, A={2: 5, 3: 6}, B={3: 7}),
    )
    assert rows(parts[SHEET]) == HEADER + hidden + row(4, cell("A4", 5, 1), cell("B4")) + row(
        5, cell("A5", 6, 1), cell("B5", 7)
    )
    assert 'ref="A1:B5"' in parts["xl/tables/table1.xml"]
    assert '<autoFilter ref="A1:B5"' in parts["xl/tables/table1.xml"]
    assert '<dimension ref="A1:B5"/>' in parts[SHEET]


def test_a_row_that_comes_back_to_the_table_is_shown(tmp_path: Path) -> None:
    """It stands there, blank and hidden, since a filter was on while the table was longer."""
    below = row(4, cell("A4"), cell("B4"), attributes=' hidden="1" ht="20"')
    parts = write(
        Book(HEADER + BODY + below, T).save(tmp_path / "b.xlsx"), edit("T", 2, 3, A={2: 5}, B={2: 6})
    )
    assert rows(parts[SHEET]) == HEADER + BODY + row(
        4, cell("A4", 5, 1), cell("B4", 6), attributes=' ht="20"'
    )


def test_new_rows_go_into_rows_that_stand_there_for_the_neighbour(tmp_path: Path) -> None:
    """Tables side by side share rows."""
    neighbour = row(4, cell("C4", 9), attributes=' ht="20" customHeight="1"')
    tables = {"T": ("A1:B3", "A B"), "N": ("C1:C4", "N")}
    header = HEADER.replace("</row>", '<c r="C1" t="str"><v>N</v></c></row>')
    parts = write(
        Book(header + BODY + neighbour, tables).save(tmp_path / "b.xlsx"), edit("T", 2, 4, A={2: 5, 3: 6})
    )
    assert rows(parts[SHEET]) == header + BODY + row(
        4, cell("A4", 5, 1), cell("B4"), cell("C4", 9), attributes=' ht="20" customHeight="1"'
    ) + row(5, cell("A5", 6, 1), cell("B5"))
    assert 'ref="C1:C4"' in parts["xl/tables/table2.xml"]


def test_both_of_two_tables_side_by_side_grow(tmp_path: Path) -> None:
    tables = {"T": ("A1:B3", "A B"), "N": ("D1:D2", "N")}
    header = HEADER.replace("</row>", '<c r="D1" t="str"><v>N</v></c></row>')
    body = BODY.replace("</row>", cell("D2", 8, 2) + "</row>", 1)
    parts = write(
        Book(header + body, tables).save(tmp_path / "b.xlsx"),
        edit("T", 2, 3, A={2: 5}, B={2: 6}),
        edit("N", 1, 4, N={1: 1, 2: 2, 3: 3}),
    )
    assert rows(parts[SHEET]) == header + body.replace(cell("B3", 4), cell("B3", 4) + cell("D3", 1, 2)) + row(
        4, cell("A4", 5, 1), cell("B4", 6), cell("D4", 2, 2)
    ) + row(5, cell("D5", 3, 2))


def test_rows_that_leave_have_neither_values_nor_the_look_of_the_table(tmp_path: Path) -> None:
    body = BODY + row(4, cell("A4", 5, 1), cell("B4", 9, 2, "A4*2"), cell("D4", "mine"))
    parts = write(
        Book(HEADER + body, {"T": ("A1:B4", "A B")}).save(tmp_path / "b.xlsx"),
        edit("T", 3, 1, A={1: None, 2: None}, B={1: None}),
    )
    assert rows(parts[SHEET]) == HEADER + row(2, cell("A2", 1, 1), cell("B2", 2, 2)) + row(3) + row(
        4, cell("D4", "mine")
    )
    assert 'ref="A1:B2"' in parts["xl/tables/table1.xml"]


def totals(number: int, formula: str) -> str:
    return row(number, cell(f"A{number}", None, 2), cell(f"B{number}", 6, 2, formula))


def test_a_totals_row_moves_down(tmp_path: Path) -> None:
    sums = "SUM(B2:B3)+SUBTOTAL(109,T[B])+B4*0"
    book = Book(HEADER + BODY + totals(4, sums), {"T": ("A1:B4", "A B")}, table_attributes='totalsRowCount="1"',
                table_inside={"T": '<autoFilter ref="A1:B3"/>'})  # fmt: skip
    parts = write(book.save(tmp_path / "b.xlsx"), edit("T", 2, 4, A={2: 5, 3: 6}, B={2: 7, 3: 8}))
    assert rows(parts[SHEET]) == HEADER + BODY + row(4, cell("A4", 5, 1), cell("B4", 7)) + row(
        5, cell("A5", 6, 1), cell("B5", 8)
    ) + row(6, cell("A6", None, 2), cell("B6", None, 2, "SUM(B2:B5)+SUBTOTAL(109,T[B])+B6*0"))
    assert 'ref="A1:B6"' in parts["xl/tables/table1.xml"]
    assert '<autoFilter ref="A1:B5"' in parts["xl/tables/table1.xml"]


def test_a_totals_row_moves_up(tmp_path: Path) -> None:
    neighbour = cell("D4", "mine")
    last = totals(4, "SUM(B2:B3)").replace("</row>", neighbour + "</row>")
    book = Book(HEADER + BODY + last, {"T": ("A1:B4", "A B")}, table_attributes='totalsRowCount="1"',
                table_inside={"T": '<autoFilter ref="A1:B3"/>'})  # fmt: skip
    parts = write(book.save(tmp_path / "b.xlsx"), edit("T", 2, 1, A={1: None}, B={1: None}))
    assert rows(parts[SHEET]) == HEADER + row(2, cell("A2", 1, 1), cell("B2", 2, 2)) + row(
        3, cell("A3", None, 2), cell("B3", None, 2, "SUM(B2:B2)")
    ) + row(4, neighbour)
    assert 'ref="A1:B3"' in parts["xl/tables/table1.xml"]
    assert '<autoFilter ref="A1:B2"' in parts["xl/tables/table1.xml"]


def calculated(formula: str) -> dict[str, str]:
    return {
        "T": '<autoFilter ref="A1:B3"/><tableColumns count="2"><tableColumn id="1" name="A"/><tableColumn id="2" name="B">'
        f"<calculatedColumnFormula>{formula}</calculatedColumnFormula></tableColumn></tableColumns>"
    }


def test_calculated_columns_fill_down(tmp_path: Path) -> None:
    formula = "T[[#This Row],[A]]*2"
    body = row(2, cell("A2", 1), cell("B2", 2, 2, formula)) + row(3, cell("A3", 3), cell("B3", 6, 2, formula))
    book = Book(HEADER + body, T, table_inside=calculated(formula)).save(tmp_path / "b.xlsx")
    after = rows(write(book, edit("T", 2, 4, A={2: 5, 3: 6}, B={2: None}))[SHEET])
    assert after == HEADER + body + row(4, cell("A4", 5), cell("B4", None, 2, formula)) + row(
        5, cell("A5", 6), cell("B5", None, 2, formula)
    )


@pytest.mark.parametrize(
    ("second", "third", "filled"),
    [
        (
            "A2*$A$2+Data!A1",
            "A3*$A$2+Data!A2",
            "A4*$A$2+Data!A3",
        ),  # what LibreOffice leaves of a calculated column
        ("A2*2", "A3*3", ""),  # two formulas that somebody typed
        ("", "A3*3", ""),
        ('HYPERLINK("a","b")', 'HYPERLINK("a","b")', ""),  # links are values
    ],
)
def test_undeclared_columns_fill_down_where_the_last_rows_agree(
    tmp_path: Path, second: str, third: str, filled: str
) -> None:
    body = row(2, cell("A2", 1), cell("B2", 2, None, second)) + row(
        3, cell("A3", 3), cell("B3", 6, None, third)
    )
    after = rows(write(Book(HEADER + body, T).save(tmp_path / "b.xlsx"), edit("T", 2, 3, A={2: 5}))[SHEET])
    assert after.endswith(row(4, cell("A4", 5), cell("B4", None, None, filled)))


def test_a_shared_formula_fills_down_as_its_own(tmp_path: Path) -> None:
    body = (
        '<row r="2"><c r="A2"/><c r="B2"><f t="shared" ref="B2:B3" si="4">A2+1</f><v>1</v></c></row>'
        '<row r="3"><c r="A3"/><c r="B3"><f t="shared" si="4"/><v>1</v></c></row>'
    )
    book = Book(HEADER + body, T, table_inside=calculated("A2+1")).save(tmp_path / "b.xlsx")
    assert rows(write(book, edit("T", 2, 3, A={2: 5}))[SHEET]).endswith(
        row(4, cell("A4", 5), cell("B4", None, None, "A4+1"))
    )


def test_rows_typed_below_the_table_join_it_whenever_it_is_written(tmp_path: Path) -> None:
    formula = "T[[#This Row],[A]]*2"
    typed = row(4, cell("A4", 5)) + row(5, cell("A5", 6), cell("B5", 99))
    book = Book(HEADER + BODY + typed, T, table_inside=calculated(formula)).save(tmp_path / "b.xlsx")
    parts = write(book, edit("T", 4, A={0: 8}))
    assert 'ref="A1:B5"' in parts["xl/tables/table1.xml"]
    assert rows(parts[SHEET]).endswith(
        row(4, cell("A4", 5), cell("B4", None, None, formula)) + row(5, cell("A5", 6), cell("B5", 99))
    )


@pytest.mark.parametrize(
    ("below", "tail", "where"),
    [
        (row(5, cell("B5", 1)), "", "Data!B5"),
        (row(5, cell("B5", None, None, "1+1")), "", "Data!B5"),
        (row(5, '<c r="A5" t="inlineStr"><is><t>note</t></is></c>'), "", "Data!A5"),
        ("", '<mergeCells count="1"><mergeCell ref="B5:D6"/></mergeCells>', "Data!B5"),
    ],
)
def test_something_below_is_never_overwritten(tmp_path: Path, below: str, tail: str, where: str) -> None:
    book = Book(HEADER + BODY + below, T, tail=tail).save(tmp_path / "b.xlsx")
    write(book, edit("T", 2, 3, A={2: 5}))
    with pytest.raises(InTheWay) as caught:
        write(book, edit("T", 2, 4, A={3: 5}))
    assert (caught.value.table, caught.value.cell) == ("T", where)


def test_another_table_below_is_in_the_way(tmp_path: Path) -> None:
    book = Book(HEADER + BODY, {**T, "Low": ("B6:C7", "X Y")}).save(tmp_path / "b.xlsx")
    write(book, edit("T", 2, 4, A={3: 5}))
    with pytest.raises(InTheWay) as caught:
        write(book, edit("T", 2, 5, A={3: 5}))
    assert caught.value.cell == "Data!B6"


def test_stacked_tables_are_edited_together(tmp_path: Path) -> None:
    low = row(6, '<c r="A6" t="str"><v>X</v></c>') + row(7, cell("A7", 1, 2))
    book = Book(HEADER + BODY + low, {**T, "Low": ("A6:A7", "X")}).save(tmp_path / "b.xlsx")
    after = rows(write(book, edit("T", 2, 3, A={0: 9, 2: 5}), edit("Low", 1, 2, X={0: 3, 1: 4}))[SHEET])
    assert after == HEADER + BODY.replace(cell("A2", 1, 1), cell("A2", 9, 1)) + row(
        4, cell("A4", 5, 1), cell("B4")
    ) + low.replace(cell("A7", 1, 2), cell("A7", 3, 2)) + row(8, cell("A8", 4, 2))


def test_styled_blanks_below_are_not_in_the_way(tmp_path: Path) -> None:
    below = row(4, cell("A4", None, 2), '<c r="B4"><v></v></c>')
    after = rows(
        write(Book(HEADER + BODY + below, T).save(tmp_path / "b.xlsx"), edit("T", 2, 3, A={2: 5}))[SHEET]
    )
    assert after == HEADER + BODY + row(4, cell("A4", 5, 1), cell("B4"))


def test_a_table_at_the_end_of_the_sheet_cannot_grow(tmp_path: Path) -> None:
    book = Book(HEADER, {"T": ("A1048570:B1048576", "A B")}).save(tmp_path / "b.xlsx")
    with pytest.raises(CannotChange, match="1,048,576"):
        write(book, edit("T", 6, 7, A={6: 1}))


def test_a_table_that_a_query_fills_is_left_alone(tmp_path: Path) -> None:
    book = Book(HEADER + BODY, T, table_attributes='tableType="queryTable"').save(tmp_path / "b.xlsx")
    with pytest.raises(CannotChange, match="query"):
        write(book, edit("T", 2, A={0: 1}))


def test_cells_without_an_excel_table_are_written_the_same_way(tmp_path: Path) -> None:
    book = Book(HEADER + BODY, tail='<autoFilter ref="A1:B3"/>').save(tmp_path / "b.xlsx")
    parts = write(book, edit("T", 2, 3, A={0: 9, 2: 5}), places={"T": place("T", (1, 2), 2, "A B")})
    assert rows(parts[SHEET]) == HEADER + BODY.replace(cell("A2", 1, 1), cell("A2", 9, 1)) + row(
        4, cell("A4", 5, 1), cell("B4")
    )
    assert '<autoFilter ref="A1:B4"/>' in parts[SHEET]


def test_many_new_rows_are_the_same_as_few(tmp_path: Path) -> None:
    """Long runs of new rows are made by templates, single ones cell by cell."""
    count = 5000
    book = Book(HEADER + BODY, T).save(tmp_path / "b.xlsx")
    values = {i: None if i % 7 == 0 else i / 3 for i in range(2, count)}
    after = rows(write(book, edit("T", 2, count, A=values, B={i: f"t{i % 11}" for i in values}))[SHEET])
    expected = "".join(
        row(
            i + 2, cell(f"A{i + 2}", value, 1), f'<c r="B{i + 2}" t="inlineStr"><is><t>t{i % 11}</t></is></c>'
        )
        for i, value in values.items()
    )
    assert after == HEADER + BODY + expected


def test_dates_among_other_new_values_do_not_make_numbers_look_like_dates(tmp_path: Path) -> None:
    from datetime import date

    book = Book(HEADER + BODY, T).save(tmp_path / "b.xlsx")
    after = rows(write(book, edit("T", 2, 5, B={2: 5, 3: date(2024, 1, 1), 4: 6}))[SHEET])
    assert re.findall(r'<c r="B[456]"( s="\d")?>', after) == ["", ' s="3"', ' s="3"']
