"""Sheets that are written as no common program writes them and are valid all the same; and sheets that are really damaged."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from salesbook.books.file import FileBook
from salesbook.errors import Damaged
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.books.make import MAIN, OFFICE, raw_workbook, table_part

HEADERS = ("Order ID", "Account ID", "Contact ID", "Date", "Amount")
SHEET = "xl/worksheets/sheet1.xml"


def text(ref: str, words: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{words}</t></is></c>'


HEAD = '<row r="1">' + "".join(text(f"{'ABCDE'[i]}1", header) for i, header in enumerate(HEADERS)) + "</row>"
ACME = '<row r="2">' + text("A2", "O1") + text("B2", "Acme") + '<c r="E2"><v>5</v></c></row>'
BETA = '<row r="3">' + text("A3", "O2") + text("B3", "Beta") + '<c r="E3"><v>6</v></c></row>'
GOOD = HEAD + ACME + BETA


def sheet(rows: str = GOOD, head: str = "", tail: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:y="urn:y" xmlns:r="{OFFICE}" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{head}<sheetData>{rows}</sheetData>{tail}'
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )


def acme(old: str, new: str) -> str:
    """A sheet whose second row is written otherwise."""
    assert old in ACME
    return sheet(HEAD + ACME.replace(old, new, 1) + BETA)


def saved(path: Path, content: str) -> Path:
    data = content.encode("utf-8", "surrogateescape")
    return raw_workbook(path, "", table=table_part("A1:E3", HEADERS), **{SHEET: data})


def read(path: Path) -> list[list[object]]:
    grid = FileBook(path).read(["Orders"]).grids["Orders"]
    return [list(grid.columns[name]) for name in ("Order ID", "Account ID", "Amount")]


VALID = {
    "row markup in a comment before the rows": sheet(head='<!-- <sheetData><row r="5"><c r="A5"/></row></sheetData> -->'),
    "row markup in a comment between rows": sheet(HEAD + '<!-- <row r="5"><c r="A5"><v>1</v></c> -->' + ACME + BETA),
    "cell markup in a comment in a row": acme('<c r="E2">', '<!-- <c r="C2"><v>9</v></c> --><c r="E2">'),
    "a value in a comment in a cell": acme("<v>5", "<!-- <v>7</v> --><v>5"),
    "a comment in a value": acme("<v>5", "<v><!-- five -->5"),
    "the end of everything in a comment": sheet(HEAD + ACME + "<!-- </row></sheetData></worksheet> -->" + BETA),
    "row markup in a comment after the rows": sheet(tail='<!-- <row r="9"><c r="A9"/></row> -->'),
    "a comment before the root": sheet().replace("?>\n", "?>\n<!-- <worksheet><sheetData> --><?mso <sheetData> ?>", 1),
    "a comment behind the root": sheet() + "\n<!-- the end -->\n",
    "an instruction between rows": sheet(HEAD + '<?app <row r="7"> ?>' + ACME + BETA),
    "an instruction in a row": acme('<c r="E2">', '<?app <c r="D2"> ?><c r="E2">'),
    "an instruction before the rows": sheet(head="<?app <sheetData> ?>"),
    "marked text": acme("<t>Acme", "<t><![CDATA[Acme]]>"),
    "a marked value": acme("<v>5</v>", "<v><![CDATA[5]]></v>"),
    "a marked formula": acme("<v>5</v>", "<f><![CDATA[IF(1<2,5,0)]]></f><v>5</v>"),
    "an extension in a cell": acme("<v>5</v>", '<v>5</v><extLst><ext uri="{x}"><y:v>9</y:v></ext></extLst>'),
    "an extension in a cell with text": acme("</t></is>", '</t></is><extLst><ext uri="{x}"/></extLst>'),
    "an extension in a row": acme("</row>", '<extLst><ext uri="{x}"><y:row r="77"/></ext></extLst></row>'),
    "rows of another vocabulary": sheet(HEAD + ACME + '<y:row r="99"><y:c/></y:row>' + BETA),
    "another vocabulary's list of rows": sheet(
        head='<mc:AlternateContent><mc:Choice Requires="y"><y:sheetData/></mc:Choice></mc:AlternateContent>'
    ),
    "single quotes": sheet(GOOD.replace('"', "'")),
    "lines inside tags": sheet(GOOD.replace("<c r=", "<c\n  r=").replace("<row r=", "<row\n\tr=")),
    "space before the end of tags": sheet(GOOD.replace("</c>", "</c >").replace("</row>", "</row\n>").replace("</v>", "</v >")),
    "indented": sheet(GOOD.replace("<row", "\n <row").replace("<c ", "\n  <c ").replace("</row>", "\n </row>")),
    "no references": sheet(
        HEAD.replace(' r="1"', "")
        + "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in words) + f"<c><v>{n}</v></c></row>"
            for words, n in ((("O1", "Acme", "", ""), 5), (("O2", "Beta", "", ""), 6))
        )
    ),
    "a sign of tags in attributes": acme('<c r="E2">', '<c r="E2" y:note="a > b">'),
    "attributes in any order": acme('<c r="E2">', '<c s="0" y:z="1" r="E2">'),
    "a byte order mark": "\ufeff" + sheet(),
    "letters as numbers": acme("Acme", "&#65;cme"),
    "cells in any order": sheet(HEAD + '<row r="2"><c r="E2"><v>5</v></c>' + text("B2", "Acme") + text("A2", "O1") + "</row>" + BETA),
}  # fmt: skip


@pytest.mark.parametrize("kind", VALID)
def test_a_valid_sheet_is_read_and_written_whatever_it_looks_like(tmp_path, kind):
    ET.fromstring(VALID[kind].encode())  # noqa: S314  (our own)
    path = saved(tmp_path / "b.xlsx", VALID[kind])
    assert read(path) == [["O1", "O2"], ["Acme", "Beta"], [5, 6]]
    store = FileBook(path)
    seen = store.read(["Orders"])
    changes = [
        Set("Orders", ["O1"], {"Account ID": ["New"]}),
        Append("Orders", [{"Order ID": "O3", "Amount": 7.5}]),
    ]
    store.write(resolve(changes, seen).edits, seen.seen)
    assert read(path) == [["O1", "O2", "O3"], ["New", "Beta", None], [5, 6, 7.5]]
    with zipfile.ZipFile(path) as archive:
        ET.fromstring(archive.read(SHEET))  # noqa: S314


def test_markup_in_marked_text_is_text(tmp_path):
    assert (
        read(saved(tmp_path / "b.xlsx", acme("Acme", '<![CDATA[<row r="5">A&B</c>]]>')))[1][0]
        == '<row r="5">A&B</c>'
    )


def test_a_comment_may_be_cut_by_blocks_of_reading():
    """Blocks end anywhere, in the middle of a comment's first signs as well."""
    for length in range(60):
        noise = "<!--" + "x" * length + '<row r="9"><c r="A9"><v>1</v></c>-->'
        content = sheet(HEAD + noise * 30 + ACME + noise * 3 + BETA)
        assert list(plain_in_blocks(content, 61)) == [content.replace(noise, "").partition("?>")[2]]


def plain_in_blocks(content: str, size: int):
    from salesbook.books.xlsx.markup import plain_markup

    data = content.encode()
    yield b"".join(plain_markup(data[i : i + size] for i in range(0, len(data), size))).decode()


DAMAGED = {
    "cut off in a row": sheet()[: sheet().index("Beta")],
    "cut off behind the rows": sheet()[: sheet().index("</sheetData>")],
    "a comment that never ends": sheet(HEAD + ACME + "<!-- " + BETA),
    "marked text that never ends": acme("Acme", "<![CDATA[Acme"),
    "letters that are none": acme("Acme", "Ac\udc80me"),
    "a bare sign": acme("Acme", "A & B < C"),
    "a shared text that is not there": acme('<c r="E2"><v>5', '<c r="E2" t="s"><v>99'),
    "a row without a number": acme('<row r="2">', '<row r="two">'),
    "a cell that is nowhere": acme('r="E2"', 'r="2E"'),
    "a row beyond the last": sheet(HEAD + ACME + BETA.replace('3"', '99999999"')),
    "another document": "<html><body/></html>",
    "nothing": "",
    "bytes": "\x00\x01PK",
    "a document type": sheet().replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "b">]>', 1),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_sheet_is_called_so(tmp_path, kind):
    with pytest.raises(Damaged):
        read(saved(tmp_path / "b.xlsx", DAMAGED[kind]))
