"""Files that are no workbook, or not whole: each a typed error and a sentence, never a traceback."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.errors import (
    CannotChange,
    CannotRead,
    Damaged,
    FileMissing,
    NotASalesbook,
    NotAWorkbook,
    PasswordProtected,
    SalesbookError,
    TooLarge,
    explain,
)
from tests.books.make import MAIN, cell, raw_workbook, relations, row, salesbook, table_part, zipped

HEADERS = ("Order ID", "Account ID", "Contact ID", "Date", "Amount")
GOOD_ROWS = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", HEADERS, strict=True))) + row(
    2, cell("A2", "O1")
)
needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def refusal(path: Path) -> SalesbookError:
    """Reading fails, says so in one paragraph that names the file, and changes nothing."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(SalesbookError) as caught:
        FileBook(path).read(["Orders"])
    sentence = explain(caught.value)
    assert str(path) in sentence
    assert sentence.endswith((".", "?")) or "salesbook new" in sentence
    assert "\n" not in sentence
    assert before is None or path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir() if other.name.endswith(".salesbook")] == []
    return caught.value


def good(path: Path) -> Path:
    return raw_workbook(path, GOOD_ROWS, table=table_part("A1:E2", HEADERS))


def with_parts(path: Path, **changes: str | bytes | None) -> Path:
    """A good workbook with some parts changed, or left out where they are None."""
    good(path)
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, str | bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    parts.update(changes)
    return zipped(path, {name: content for name, content in parts.items() if content is not None})


def test_a_file_that_is_not_there(tmp_path):
    assert isinstance(refusal(tmp_path / "nothing.xlsx"), FileMissing)


def test_a_folder(tmp_path):
    (tmp_path / "b.xlsx").mkdir()
    assert refusal(tmp_path / "b.xlsx").kind == "a folder"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "an empty file"),
        ("Name;Amount\nZoë;12\n".encode("cp1252"), "a text file, such as CSV"),
        ("Name\tAmount\nZoë\t12\n".encode("utf-16"), "a text file, such as CSV"),
        (b"\xef\xbb\xbf<html><body><table><tr><td>1", "a web page with the name of a workbook"),
        (b"\n<table border=1><tr><td>1", "a web page with the name of a workbook"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "an XML spreadsheet of Excel 2003"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b'{"doc_id": "1a2b", "email": "x"}', "a link to a Google sheet"),
        (bytes(range(256)), ""),
    ],
)  # fmt: skip
def test_something_else_under_the_name_of_a_workbook(tmp_path, content, kind):
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    error = refusal(path)
    assert isinstance(error, NotAWorkbook)
    assert error.kind == kind


def ole(*names: str) -> bytes:
    """The beginning of an old Office file: a header, and a folder with these names."""
    folder = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2).ljust(64, b"\0")
        for name in names
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + folder.ljust(4096, b"\0")


def test_a_workbook_with_a_password(tmp_path):
    (tmp_path / "b.xlsx").write_bytes(ole("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    assert isinstance(refusal(tmp_path / "b.xlsx"), PasswordProtected)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Workbook", "an old .xls workbook"),
        ("Book", "an old .xls workbook"),
        ("WordDocument", "an old Word document"),
        ("Other", "an old Office file"),
    ],
)
def test_an_old_office_file(tmp_path, name, kind):
    (tmp_path / "b.xlsx").write_bytes(ole("Root Entry", name))
    assert refusal(tmp_path / "b.xlsx").kind == kind


@needs_libreoffice
@pytest.mark.parametrize(
    ("end", "kind"),
    [
        ("xls", "an old .xls workbook"),
        ("ods", "an OpenDocument .ods workbook"),
        ("html", "a web page with the name of a workbook"),
    ],
)
def test_what_libreoffice_saves_in_other_forms(tmp_path, end, kind):
    salesbook(tmp_path / "b.xlsx", {"Orders": [{"Order ID": "O1", "Date": date(2026, 1, 1)}]})
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", end, "--outdir", tmp_path, tmp_path / "b.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shutil.move(tmp_path / f"b.{end}", tmp_path / "b.xlsx")
    assert refusal(tmp_path / "b.xlsx").kind == kind


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (
            {"[Content_Types].xml": "<Types/>", "_rels/.rels": relations(), "xl/workbook.bin": b"\0"},
            "a binary .xlsb workbook",
        ),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}, "a Word document"),
        (
            {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<presentation/>"},
            "a PowerPoint presentation",
        ),
        ({"Index/Document.iwa": b"\0"}, "a Numbers document"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
            "an OpenDocument file without sheets",
        ),
        ({"photo.jpg": b"\xff"}, "a zip archive without a workbook"),
    ],
)
def test_other_zips(tmp_path, parts, kind):
    assert refusal(zipped(tmp_path / "b.xlsx", parts)).kind == kind


def test_the_strict_form(tmp_path):
    strict = relations(("officeDocument", "xl/workbook.xml")).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
    )
    assert "Strict" in refusal(with_parts(tmp_path / "b.xlsx", **{"_rels/.rels": strict})).kind


def test_a_zip_with_a_password(tmp_path):
    path = good(tmp_path / "b.xlsx")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert "password" in refusal(path).kind


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off(tmp_path, share):
    path = good(tmp_path / "b.xlsx")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert isinstance(refusal(path), Damaged)


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/tables/table1.xml", "xl/_rels/workbook.xml.rels"],
)
def test_a_part_with_flipped_bits(tmp_path, part):
    path = good(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    data = bytearray(path.read_bytes())
    middle = info.header_offset + 30 + len(part) + info.compress_size // 2
    data[middle] ^= 0xFF
    path.write_bytes(data)
    assert isinstance(refusal(path), Damaged)


@pytest.mark.parametrize(
    "part",
    [
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/tables/table1.xml",
    ],
)
def test_a_part_that_is_missing(tmp_path, part):
    assert isinstance(refusal(with_parts(tmp_path / "b.xlsx", **{part: None})), Damaged)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", "<workbook"),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{GOOD_ROWS}'.encode() + row(3, cell("A3", "é")).encode("latin-1") + b"</sheetData></worksheet>"),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{GOOD_ROWS}<row r="3"><c r="A3"><v>x</v></row></sheetData></worksheet>'),
        ("xl/tables/table1.xml", "not XML"),
        ("xl/tables/table1.xml", table_part("A1:", HEADERS)),
        ("xl/tables/table1.xml", table_part("A1:C2", HEADERS)),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}">'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{GOOD_ROWS}<row r="3"><c r="A3" t="s"><v>99</v></c></row></sheetData></worksheet>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{GOOD_ROWS}<row r="3"><c r="A3" t="unheard"><v>9</v></c></row></sheetData></worksheet>'),
    ],
)  # fmt: skip
def test_parts_that_make_no_sense(tmp_path, part, content):
    assert isinstance(refusal(with_parts(tmp_path / "b.xlsx", **{part: content})), Damaged)


def test_a_sheet_in_an_encoding_of_old_programs_is_not_called_damaged(tmp_path):
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{GOOD_ROWS}</sheetData></worksheet>'.encode("utf-16")
    refused = refusal(with_parts(tmp_path / "b.xlsx", **{"xl/worksheets/sheet1.xml": sheet}))
    assert isinstance(refused, CannotChange)
    assert "Save the workbook" in explain(refused)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/tables/table1.xml",
        "xl/sharedStrings.xml",
        "_rels/.rels",
    ],
)
def test_entities_in_any_part(tmp_path, part):
    path = raw_workbook(
        tmp_path / "b.xlsx",
        GOOD_ROWS + '<row r="3"><c r="A3" t="s"><v>0</v></c></row>',
        table=table_part("A1:E3", HEADERS),
        strings="<si><t>x</t></si>",
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts[part] = LAUGHS + parts[part]
    error = refusal(zipped(path, parts))
    assert isinstance(error, Damaged)
    assert "document type" in error.what or "no list of texts" in error.what


def test_a_zip_bomb_that_admits_its_size(tmp_path):
    bomb = GOOD_ROWS + "<row r='3'>" + " " * (100 << 20) + "</row>"
    assert isinstance(
        refusal(raw_workbook(tmp_path / "b.xlsx", bomb, table=table_part("A1:E2", HEADERS))), TooLarge
    )


def test_a_zip_bomb_that_lies_about_its_size(tmp_path):
    path = raw_workbook(tmp_path / "b.xlsx", GOOD_ROWS + " " * (30 << 20), table=table_part("A1:E2", HEADERS))
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\1\2", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[entry + 24 : entry + 28] = struct.pack("<L", 1000)
    path.write_bytes(data)
    error = refusal(path)
    assert isinstance(error, Damaged)
    assert "larger than it claims" in error.what


def test_parts_that_lie_over_each_other(tmp_path):
    path = good(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    fat = max(infos, key=lambda info: info.compress_size)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for info in infos:
            archive.writestr(info.filename, b"")
        for i in range(200):
            archive.writestr(f"xl/copy{i}.xml", b"")
        for info in archive.infolist():
            info.compress_size, info.header_offset = fat.compress_size, 0
    path.write_bytes(out.getvalue())
    assert isinstance(refusal(path), TooLarge)


def test_too_many_parts(tmp_path):
    parts = {f"xl/media/{i}.png": "" for i in range(20_001)}
    assert isinstance(refusal(with_parts(tmp_path / "b.xlsx", **parts)), TooLarge)


def test_two_parts_of_one_name(tmp_path):
    path = good(tmp_path / "b.xlsx")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert isinstance(refusal(path), Damaged)


def test_a_workbook_without_our_tables(tmp_path):
    error = refusal(raw_workbook(tmp_path / "b.xlsx", GOOD_ROWS, label="Mine"))
    assert isinstance(error, NotASalesbook)
    assert error.missing == ("Orders",)


def test_a_drive_that_goes_away_while_reading(tmp_path, monkeypatch):
    import errno

    from salesbook.books.xlsx import package

    opened = package._opened

    class Gone:
        def __init__(self, file):
            self.file, self.reads = file, 0

        def read(self, size=-1):
            self.reads += 1
            if self.reads > 8:
                raise OSError(errno.EIO, "Input/output error")
            return self.file.read(size)

        def __getattr__(self, name):
            return getattr(self.file, name)

    monkeypatch.setattr(package, "_opened", lambda path: Gone(opened(path)))
    assert isinstance(refusal(good(tmp_path / "b.xlsx")), CannotRead)
