"""Files that are no .xlsx workbook, whatever their name says: what they are, and what to do."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from salesbook.errors import Damaged, NotAWorkbook, PasswordProtected

if TYPE_CHECKING:
    from salesbook.books.xlsx.package import Package

_SAVE_AS = "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."
_IMPORT = "To bring its rows into a book: salesbook import BOOK FILE --into TABLE."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OTHER_PARTS = {
    "xl/workbook.bin": ("a binary .xlsb workbook", _SAVE_AS),
    "word/document.xml": ("a Word document", "Give the name of a workbook."),
    "ppt/presentation.xml": ("a PowerPoint presentation", "Give the name of a workbook."),
    "index/document.iwa": ("a Numbers document", "In Numbers, export it to Excel (.xlsx)."),
}


def refuse_other_files(path: Path, file: BinaryIO) -> None:
    """Raise NotAWorkbook or PasswordProtected for a file that is no zip. The file is rewound."""
    head = file.read(4096)
    if head.startswith(_OLE):
        _refuse_ole(path, file)
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        file.seek(0)
        return
    raise NotAWorkbook(str(path), *_kind(head))


def refuse_other_zips(package: Package) -> None:
    """Raise NotAWorkbook for a zip that is something else than a workbook salesbook can read."""
    if package.find("mimetype"):
        kind = package.read("mimetype", 1 << 10)
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            raise NotAWorkbook(package.path, "an OpenDocument .ods workbook", _SAVE_AS)
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            raise NotAWorkbook(package.path, "an OpenDocument file without sheets", _SAVE_AS)
    for name, (what, todo) in _OTHER_PARTS.items():
        if package.find(name):
            raise NotAWorkbook(package.path, what, todo)
    if not package.find("[Content_Types].xml"):
        raise NotAWorkbook(package.path, "a zip archive without a workbook", "Unpack it first.")
    if not package.find("_rels/.rels"):
        raise Damaged(package.path, "its part _rels/.rels is missing")
    for relation in package.xml("_rels/.rels").iter(_RELATIONS):
        if relation.get("Type", "").startswith(_STRICT):
            todo = 'In Excel, save it as "Excel Workbook (.xlsx)", not as "Strict Open XML".'
            raise NotAWorkbook(package.path, 'a workbook in the "Strict Open XML" form', todo)


def _refuse_ole(path: Path, file: BinaryIO) -> None:
    """Old Office files, and new ones with a password, are small file systems; names tell them apart."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise PasswordProtected(str(path))
        for name, kind in (
            ("Workbook", "an old .xls workbook"),
            ("Book", "an old .xls workbook"),
            ("WordDocument", "an old Word document"),
            ("__properties_version1.0", "an Outlook message"),
        ):
            if data.find((name + "\0").encode("utf-16-le")) >= 0:
                raise NotAWorkbook(str(path), kind, _SAVE_AS if "workbook" in kind else _IMPORT)
    raise NotAWorkbook(str(path), "an old Office file", _SAVE_AS)


def _kind(head: bytes) -> tuple[str, str]:
    if not head:
        return "an empty file", "Make a new book with salesbook new, or take a copy from its backups folder."
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf"):
        return "a PDF", "Give the name of a workbook."
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "an XML spreadsheet of Excel 2003", _SAVE_AS
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")) or b"<html" in start:
        return "a web page with the name of a workbook", _SAVE_AS
    if b"opendocument.spreadsheet" in start:
        return "an OpenDocument workbook in one XML file", _SAVE_AS
    if start.startswith(b"{") and b"doc_id" in start:
        return "a link to a Google sheet", "In Google Sheets, download it as Microsoft Excel (.xlsx)."
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head:
        return "a text file, such as CSV", _IMPORT
    return "", ""
