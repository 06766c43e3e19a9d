"""The encoding and the delimiter of text files are found, not asked."""

from __future__ import annotations

import pytest

from salesbook.actions.import_file import read_import_file
from salesbook.books.foreign import text
from salesbook.errors import BadInput, TooLarge, explain

ROWS = "First name,Last name,Email\nJürgen,Müller,j@example.com\nZoë,Peña,z@example.com\n"


def columns(path, table="Contacts", **more):
    source = read_import_file(path, table, **more)
    return dict(zip(source.headers, map(list, source.columns), strict=True))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_western_letters_arrive_whatever_the_encoding(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(ROWS.encode(encoding))
    found = columns(path)
    assert found["First name"] == ["Jürgen", "Zoë"]
    assert found["Last name"] == ["Müller", "Peña"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        (
            "cp1250",
            [
                "Łukasz Wiśniewski",
                "Małgorzata Dąbrowska",
                "Jiří Dvořák",
                "Kateřina Novotná",
                "Ştefan Ionescu",
            ],
        ),
        ("cp1251", ["Иван Петров", "Ольга Смирнова", "Дмитрий Кузнецов", "Екатерина Соколова"]),
        ("cp1253", ["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Δημήτρης Ιωάννου", "Ελένη Βασιλείου"]),
        ("cp932", ["山田太郎", "佐藤花子", "鈴木一郎さん", "株式会社サンプル"]),
        ("gb18030", ["王小明", "李娜", "张伟", "上海贸易有限公司", "北京科技发展"]),
    ],
)
def test_other_alphabets_are_told_by_their_letters(tmp_path, encoding, names):
    path = tmp_path / "a.csv"
    path.write_bytes(("Name,Email\n" + "".join(f"{name},a@example.com\n" for name in names)).encode(encoding))
    assert columns(path)["Name"] == names


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_even_where_cells_hold_the_others(tmp_path, sign):
    path = tmp_path / "a.csv"
    lines = [
        ["Order ID", "Date", "Amount", "Company"],
        ["1", "2026-01-02", "1.5", '"Lee; Ray, and | Sons\t"'],
        ["2", "2026-01-03", "2", "Acme"],
    ]
    path.write_text("\n".join(sign.join(line) for line in lines), encoding="utf-8")
    found = columns(path, "Orders")
    assert found["Company"] == ["Lee; Ray, and | Sons\t", "Acme"]


def test_decimal_commas_do_not_make_the_comma_a_delimiter(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Auftrag;Datum;Betrag\n1;01.02.2026;1,50\n2;02.02.2026;2,75\n", encoding="utf-8")
    assert columns(path, "Orders")["Betrag"] == ["1,50", "2,75"]


def test_one_column_of_addresses_is_a_table_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Email\na@example.com\nb@example.com\n", encoding="utf-8")
    assert columns(path) == {"Email": ["a@example.com", "b@example.com"]}


def test_the_hint_that_excel_writes_is_obeyed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nName;Email\nAnna, Lee;a@example.com\n", encoding="utf-8")
    source = read_import_file(path, "Contacts")
    assert source.columns[0] == ["Anna, Lee"]
    assert list(source.lines) == [3]


def test_cells_may_hold_line_breaks_and_quotes_and_lines_are_still_counted_right(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'Name,Notes\r\nAnna,"one\r\ntwo ""three"""\r\n\r\nBob,x\r\n', encoding="utf-8", newline=""
    )
    source = read_import_file(path, "Contacts")
    assert source.columns[1] == ['one\r\ntwo "three"', "x"]
    assert list(source.lines) == [2, 5]


def test_white_space_parts_the_columns_of_a_file_without_headers(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        " 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n", encoding="utf-8", newline=""
    )
    source = read_import_file(path, "Orders", columns=", Contact ID, Date, , Amount")
    assert source.headers == ("", "Contact ID", "Date", "", "Amount")
    assert [column[0] for column in source.columns] == ["00004", "0001", "19970101", "2", "29.33"]


def test_a_file_without_headers_says_how_to_name_its_columns(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("00004 0001 19970101 2 29.33\n", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        read_import_file(path, "Orders")
    assert "line 1 looks like data" in explain(error.value)
    assert "--columns" in explain(error.value)


def test_naming_more_columns_than_there_are_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("1 2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="3 columns"):
        read_import_file(path, "Orders", columns="Order ID, Date, Amount")


def test_a_row_with_too_many_cells_is_a_fault_and_blanks_beyond_are_not(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Email\nLee, Anna,a@example.com\nBob,b@example.com,,\nEve\n", encoding="utf-8")
    source = read_import_file(path, "Contacts")
    assert list(source.faults) == [0]
    assert "3 cells under 2 headers" in source.faults[0].why
    assert source.cells(0) == ["Lee", " Anna", "a@example.com"]
    assert source.cells(2) == ["Eve", None]


def test_a_quotation_mark_that_never_closes_is_named_with_its_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'Name,Email\nAnna,a@example.com\n"Bob,b@example.com\nEve,e@example.com\n', encoding="utf-8"
    )
    with pytest.raises(BadInput, match="line 3: a quotation mark opens here and never closes"):
        read_import_file(path, "Contacts")


def test_lines_swallowed_between_two_stray_quotation_marks_are_not_lost(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'Name,Email,Company\nAnna,a@x.com,A\n"Bob,b@x.com,B\nEve,e@x.com,C\nMax",m@x.com,D\nZoe,z@x.com,E\n',
        encoding="utf-8",
    )
    source = read_import_file(path, "Contacts")
    assert list(source.faults) == [1]
    assert "a quotation mark opens here" in source.faults[1].why
    assert "Eve,e@x.com,C" in source.cells(1)[0]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" \n\t\n"])
def test_an_empty_file_is_told(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="is empty"):
        read_import_file(path, "Contacts")


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Email\n", encoding="utf-8")
    source = read_import_file(path, "Contacts")
    assert (source.headers, source.height) == (("Name", "Email"), 0)


def test_pictures_and_programs_are_no_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(BadInput, match="is not a text file"):
        read_import_file(path, "Contacts")


def test_a_pdf_is_named_as_one(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"%PDF-1.7\n...")
    with pytest.raises(BadInput) as error:
        read_import_file(path, "Contacts")
    assert explain(error.value) == f"{path} is a PDF. Import a .csv, .tsv or .xlsx file."


def test_missing_and_absurdly_large_files_are_told(tmp_path, monkeypatch):
    with pytest.raises(BadInput) as error:
        read_import_file(tmp_path / "none.csv", "Contacts")
    assert explain(error.value) == f"There is no file {tmp_path / 'none.csv'}. Check the name."
    path = tmp_path / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(text, "_MOST_BYTES", 10)
    with pytest.raises(TooLarge):
        read_import_file(path, "Contacts")


def test_more_rows_than_a_sheet_holds_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("salesbook.books.foreign.source.MOST_ROWS", 1)
    path = tmp_path / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    with pytest.raises(TooLarge, match="2 rows"):
        read_import_file(path, "Contacts")


def test_what_was_found_is_said(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes("Name;Email\nMüller;a@example.com\n".encode("cp1252"))
    assert read_import_file(path, "Contacts").notes == (
        "Read liste.csv as Western European text, with semicolons between the cells.",
    )
