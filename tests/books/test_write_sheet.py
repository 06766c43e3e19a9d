"""Every form that a sheet's XML takes in the wild, patched: the touched cells change, nothing else."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.books.xlsx.markup import ahead
from salesbook.books.xlsx.package import Package
from salesbook.errors import CannotChange, Damaged
from salesbook.office.workbook import build
from tests.books.fidelity import parts
from tests.books.patching import Book, edit, place, rows, sheet_xml, write

T = {"T": ("A1:C3", "A B C")}
HEADERS = '<row r="1"><c r="A1" t="str"><v>A</v></c><c r="B1" t="str"><v>B</v></c><c r="C1" t="str"><v>C</v></c></row>'
RICH = '<c r="A2" t="inlineStr"><is><r><rPr><color rgb="FF0000"/></rPr><t>&lt;c r="B2"&gt;</t></r></is></c>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # as Excel writes it; spans may be wrong afterwards, so they go
            '<row r="2" spans="1:3" ht="30" customHeight="1"><c r="A2" s="1"><v>1</v></c><c r="B2" s="2" t="s"><v>0</v></c></row>',
            '<row r="2" ht="30" customHeight="1"><c r="A2" s="1"><v>1</v></c><c r="B2" s="2"><v>7</v></c></row>',
        ),
        (  # no such cell: the row's other cells stay around it
            '<row r="2"><c r="A2"/><c r="C2"/></row>',
            '<row r="2"><c r="A2"/><c r="B2"><v>7</v></c><c r="C2"/></row>',
        ),
        (  # any order of attributes, quotes of either kind, and others kept
            "<row ht='9' r='2'><c s='2' t=\"s\" r='B2' cm='1'><v>0</v></c></row>",
            "<row ht='9' r='2'><c r=\"B2\" s=\"2\"><v>7</v></c></row>",
        ),
        (  # cells that do not say where they are
            '<row r="2"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>',
            '<row r="2"><c><v>1</v></c><c r="B2"><v>7</v></c><c><v>3</v></c></row>',
        ),
        ("<row><c/></row>", '<row><c/><c r="B2"><v>7</v></c></row>'),
        ('<row r="2"/>', '<row r="2"><c r="B2"><v>7</v></c></row>'),
        ('<row r="2"></row>', '<row r="2"><c r="B2"><v>7</v></c></row>'),
        ("", '<row r="2"><c r="B2"><v>7</v></c></row>'),
        (  # white space and comments between everything
            '\r\n <!-- <row r="2"> -->\r\n<row r="2">\r\n <c r="A2"/>\r\n <!--<c r="B2"/>-->\r\n <c r="C2"/>\r\n</row>\r\n',
            '\r\n <!-- <row r="2"> -->\r\n<row r="2">\r\n <c r="A2"/>\r\n <!--<c r="B2"/>-->\r\n <c r="B2"><v>7</v></c><c r="C2"/>\r\n</row>\r\n',
        ),
        (  # rich text, and text that looks like a cell
            f'<row r="2">{RICH}<c r="B2" t="inlineStr"><is><t><![CDATA[<c r="B2"></c>]]></t></is></c></row>',
            f'<row r="2">{RICH}<c r="B2"><v>7</v></c></row>',
        ),
        (  # the row's own format shows where there is no cell
            '<row r="2" s="2" customFormat="1"><c r="A2"/></row>',
            '<row r="2" s="2" customFormat="1"><c r="A2"/><c r="B2" s="2"><v>7</v></c></row>',
        ),
        (  # unless it has none
            '<row r="2" s="2"><c r="A2"/></row>',
            '<row r="2" s="2"><c r="A2"/><c r="B2"><v>7</v></c></row>',
        ),
        (  # extensions stay last
            '<row r="2"><c r="A2"/><extLst><ext/></extLst></row>',
            '<row r="2"><c r="A2"/><c r="B2"><v>7</v></c><extLst><ext/></extLst></row>',
        ),
    ],
)
def test_one_cell_changes_and_nothing_else(tmp_path: Path, before: str, after: str) -> None:
    rest = '<row r="3" spans="1:3"><c r="B3"><v>1</v></c></row>'
    book = Book(HEADERS + before + rest, T).save(tmp_path / "b.xlsx")
    after_all = write(book, edit("T", 2, B={0: 7}))
    assert rows(after_all["xl/worksheets/sheet1.xml"]) == HEADERS + after + rest


def test_prefixed_tags_stay_prefixed(tmp_path: Path) -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="str"><x:v>A</x:v></x:c></x:row><x:row r="2"><x:c r="A2" s="2"><x:v>1</x:v></x:c></x:row>'
        '</x:sheetData><x:tableParts count="1"><x:tablePart r:id="r1" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"/></x:tableParts></x:worksheet>'
    )
    book = Book("", {"T": ("A1:A2", "A")}, sheets={"Data": sheet}).save(tmp_path / "b.xlsx")
    after = write(book, edit("T", 1, 2, A={0: "é", 1: 2.5}))["xl/worksheets/sheet1.xml"]
    assert after == sheet.replace(
        '<x:c r="A2" s="2"><x:v>1</x:v></x:c></x:row>',
        '<x:c r="A2" s="2" t="inlineStr"><x:is><x:t>é</x:t></x:is></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" s="2"><x:v>2.5</x:v></x:c></x:row>',
    )


def test_a_sheet_without_rows_gets_them(tmp_path: Path) -> None:
    sheet = sheet_xml('<dimension ref="A1"/><sheetData/>')
    book = Book("", sheets={"Data": sheet}).save(tmp_path / "b.xlsx")
    after = write(book, edit("T", 1, A={0: 1}), places={"T": place("T", (1, 2), 1, "A")})[
        "xl/worksheets/sheet1.xml"
    ]
    assert after == sheet.replace(
        "<sheetData/>", '<sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    ).replace('ref="A1"', 'ref="A1:A2"')


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    sheet = "\ufeff" + sheet_xml(f"<sheetData>{HEADERS}</sheetData>")
    book = Book("", sheets={"Data": sheet}).save(tmp_path / "b.xlsx")
    after = write(book, edit("T", 1, A={0: 1}), places={"T": place("T", (1, 2), 1, "A")})[
        "xl/worksheets/sheet1.xml"
    ]
    assert after == sheet.replace(HEADERS, HEADERS + '<row r="2"><c r="A2"><v>1</v></c></row>')


def test_a_column_of_a_long_sheet_changes_in_every_row(tmp_path: Path) -> None:
    """Blocks of the stream end anywhere: no row is lost or doubled."""
    body = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="str"><v>{"x" * 300}</v></c></row>'
        for n in range(2, 9002)
    )
    book = Book(HEADERS + body, {"T": ("A1:C9001", "A B C")}).save(tmp_path / "b.xlsx")
    values = {i: i / 7 for i in range(0, 9000, 3)}
    after = rows(write(book, edit("T", 9000, A=values))["xl/worksheets/sheet1.xml"])
    expected = HEADERS + "".join(
        f'<row r="{n}"><c r="A{n}"><v>{values.get(n - 2, n)!r}</v></c><c r="B{n}" t="str"><v>{"x" * 300}</v></c></row>'
        for n in range(2, 9002)
    )
    assert after == expected


def test_rows_that_the_file_leaves_out_are_put_in_order(tmp_path: Path) -> None:
    book = Book(
        HEADERS + '<row r="5"><c r="A5"/></row><row r="9"><c r="A9"/></row>', {"T": ("A1:C9", "A B C")}
    ).save(tmp_path / "b.xlsx")
    after = rows(write(book, edit("T", 8, C={0: 1, 1: 2, 3: 4, 4: 5, 7: 8}))["xl/worksheets/sheet1.xml"])
    assert after == HEADERS + (
        '<row r="2"><c r="C2"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
        '<row r="5"><c r="A5"/><c r="C5"><v>4</v></c></row><row r="6"><c r="C6"><v>5</v></c></row>'
        '<row r="9"><c r="A9"/><c r="C9"><v>8</v></c></row>'
    )


def test_a_missing_cell_takes_the_format_it_shows(tmp_path: Path) -> None:
    body = '<row r="2"><c r="A2" s="1"/></row><row r="3"/>'
    head = '<cols><col min="2" max="2" style="2" width="9"/></cols>'
    book = Book(HEADERS + body, T, head=head).save(tmp_path / "b.xlsx")
    after = rows(write(book, edit("T", 2, A={1: 1}, B={1: 2}, C={1: 3}))["xl/worksheets/sheet1.xml"])
    assert after.endswith(
        '<row r="3"><c r="A3" s="1"><v>1</v></c><c r="B3" s="2"><v>2</v></c><c r="C3"><v>3</v></c></row>'
    )


def test_the_header_above_is_no_example_for_formats(tmp_path: Path) -> None:
    header = '<row r="1"><c r="A1" s="2" t="str"><v>A</v></c></row>'
    book = Book(header, {"T": ("A1:A2", "A")}).save(tmp_path / "b.xlsx")
    after = rows(write(book, edit("T", 1, A={0: 1}))["xl/worksheets/sheet1.xml"])
    assert after == header + '<row r="2"><c r="A2"><v>1</v></c></row>'


def test_old_encodings_are_refused(tmp_path: Path) -> None:
    sheet = sheet_xml(f"<sheetData>{HEADERS}</sheetData>").replace("UTF-8", "ISO-8859-1")
    book = Book("", sheets={"Data": sheet}).save(tmp_path / "b.xlsx")
    with pytest.raises(CannotChange, match="encoding"):
        write(book, edit("T", 1, A={0: 1}), places={"T": place("T", (1, 2), 1, "A")})


def test_a_sheet_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    sheet = sheet_xml(f"<sheetData>{HEADERS}</sheetData>")[:-60]
    book = Book("", sheets={"Data": sheet}).save(tmp_path / "b.xlsx")
    with pytest.raises(Damaged, match="breaks off"):
        write(book, edit("T", 1, A={0: 1}), places={"T": place("T", (1, 2), 1, "A")})


def test_other_parts_are_not_even_packed_anew(tmp_path: Path) -> None:
    book = Book(HEADERS, T, sheets={"Other": "<sheetData/>" + "<!-- a comment -->" * 500}).save(
        tmp_path / "b.xlsx"
    )
    write(book, edit("T", 2, A={0: 1}))
    with Package.open(book) as before, Package.open(book.with_suffix(".after.xlsx")) as after:
        for name in (
            "xl/styles.xml",
            "xl/worksheets/sheet2.xml",
            "[Content_Types].xml",
            "xl/tables/table1.xml",
        ):
            assert b"".join(before.raw(before.entry(name))) == b"".join(after.raw(after.entry(name)))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/tables/table1.xml"])
def test_other_parts_in_old_encodings_are_refused(tmp_path: Path, part: str) -> None:
    book = Book(HEADERS, T).save(tmp_path / "b.xlsx")
    content = parts(book)
    with zipfile.ZipFile(book, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data.decode().encode("utf-16") if name == part else data)
    with pytest.raises(CannotChange, match="encoding"):
        write(book, edit("T", 2, 3, A={2: 1}))


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("worksheets/", "utf-16"),
        ("sharedStrings", "utf-16"),
        ("styles", "utf-16"),
        ("sharedStrings", "latin-1"),
    ],
)
def test_a_workbook_in_an_old_encoding_is_not_called_damaged(
    tmp_path: Path, kind: str, encoding: str
) -> None:
    path = tmp_path / "b.xlsx"
    build(str(path), book_id="B", today=date(2026, 3, 2))
    content = {name: data.decode() if kind in name else data for name, data in parts(path).items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            said = (
                re.sub("(?i)utf-8", encoding, data, count=1).encode(encoding, "replace")
                if isinstance(data, str)
                else data
            )
            archive.writestr(name, said)
    store = FileBook(path)
    with pytest.raises(CannotChange, match="encoding"):
        store.write({"Orders": edit("Orders", 1, Date={0: date(2026, 1, 1)})}, store.read(["Orders"]).seen)


def test_work_ahead_arrives_in_order_and_errors_with_it() -> None:
    def failing() -> Iterator[bytes]:
        yield from (b"%d" % i for i in range(50))
        raise Damaged("book", "cut off")

    chunks = ahead(failing())
    assert [next(chunks) for _ in range(50)] == [b"%d" % i for i in range(50)]
    with pytest.raises(Damaged, match="cut off"):
        next(chunks)
    assert list(ahead(b"%d" % i for i in range(50))) == [b"%d" % i for i in range(50)]


def test_work_ahead_stops_when_nobody_wants_it() -> None:
    made = []
    chunks = ahead(made.append(i) or b"" for i in range(10_000))
    next(chunks)
    chunks.close()
    assert len(made) < 100
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]
