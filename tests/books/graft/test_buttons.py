"""Buttons among pictures, charts and notes of a sheet, and rows that make room for them: what is there stays as it is."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from salesbook.books.xlsx.graft.drawings import anchored_in, drawing_of, with_drawn
from salesbook.books.xlsx.graft.heights import heights, with_heights
from salesbook.books.xlsx.graft.shapes import form_buttons_in

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
INK = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FORM_BUTTON = (
    b'<v:shape id="_x0000_s%d" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Anchor>1, 0, 5, 12, 2, 74, 5, 50</x:Anchor>'
    b"<x:FmlaMacro>[0]!%b</x:FmlaMacro></x:ClientData></v:shape>"
)
NOTE = b'<v:shape id="_x0000_s2050" type="#_x0000_t202"><x:ClientData ObjectType="Note"/></v:shape>'
NOTES = (
    b"<xml>"
    + NOTE
    + FORM_BUTTON % (1025, b"SalesbookToday")
    + FORM_BUTTON % (1026, b"Salesbook.SalesbookLog")
    + b"</xml>"
)
MEANINGS = b' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def button(name: bytes, number: int, *, macro: bytes | None = None, first: int = 1, last: int = 2) -> bytes:
    """One as XlsxWriter writes it."""
    return (
        b'<xdr:twoCellAnchor editAs="absolute"><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row>'
        b"<xdr:rowOff>7</xdr:rowOff></xdr:from><xdr:to><xdr:col>%d</xdr:col><xdr:colOff>8</xdr:colOff><xdr:row>5</xdr:row>"
        b'<xdr:rowOff>9</xdr:rowOff></xdr:to><xdr:sp macro="%b" textlink=""><xdr:nvSpPr><xdr:cNvPr id="%d" name="%b"/>'
        b"<xdr:cNvSpPr/></xdr:nvSpPr><a:t>Words</a:t></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
    ) % (first, last, b"[0]!" + name if macro is None else macro, number, name)


PICTURE = (
    b"<xdr:oneCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    b'</xdr:from><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="7" name="Mine"/></xdr:nvPicPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
)
GIVEN = (
    b"<xdr:wsDr"
    + MEANINGS
    + b">"
    + PICTURE
    + button(b"SalesbookToday", 2)
    + button(b"SalesbookLog", 3)
    + b"</xdr:wsDr>"
)


def test_form_buttons_are_known_by_the_name_of_their_macro_and_the_cells_below_them():
    found = [("SalesbookToday", "B6:C6"), ("SalesbookLog", "B6:C6")]
    assert [(each.macro, str(each.cells)) for each in form_buttons_in(NOTES)] == found
    other = NOTES.replace(b"v:shape", b"ns0:shape").replace(b"x:", b"ns2:")
    assert [(each.macro, str(each.cells)) for each in form_buttons_in(other)] == found
    assert not list(form_buttons_in(b"<xml>" + NOTE + b"</xml>"))


def test_what_is_drawn_is_known_by_its_macro_or_by_its_name_and_the_cells_below_it():
    assert [(each.macro, str(each.cells)) for each in anchored_in(GIVEN)] == [
        ("", "D10"),
        ("SalesbookToday", "B6:C6"),
        ("SalesbookLog", "B6:C6"),
    ]
    of_libreoffice = button(b"SalesbookToday", 2, macro=b"").replace(b'macro="" textlink=""', b"")
    other = b"<wsDr>" + of_libreoffice.replace(b"xdr:", b"") + b"</wsDr>"
    assert [each.macro for each in anchored_in(other)] == ["SalesbookToday"]
    everywhere = b"<xdr:wsDr><xdr:absoluteAnchor><xdr:pos/></xdr:absoluteAnchor></xdr:wsDr>"
    assert [each.cells for each in anchored_in(everywhere)] == [None]


def test_they_come_last_with_numbers_of_their_own_and_the_rest_stays_to_the_byte():
    there = b"<xdr:wsDr" + MEANINGS + b">" + PICTURE + b"</xdr:wsDr>"
    made = with_drawn(there, [*anchored_in(GIVEN)][1:])
    assert made.startswith(there.removesuffix(b"</xdr:wsDr>"))
    assert re.findall(rb'cNvPr id="(\d+)"', made) == [b"7", b"8", b"9"]


@pytest.mark.parametrize(
    "root",
    [
        b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">',
        b'<wsDr xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="urn:mine">',
        b"<ns0:wsDr xmlns:ns0='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' xmlns:xdr='urn:mine'>",
    ],
)
@pytest.mark.parametrize("is_empty", [False, True])
def test_their_prefixes_mean_the_same_in_the_drawing_of_any_program(root, is_empty):
    end = b"</" + root.split(b" ")[0].strip(b"<>") + b">"
    there = root[:-1] + b"/>" if is_empty else root + end
    made = etree.fromstring(with_drawn(there, [*anchored_in(GIVEN)][1:]))
    assert [each.tag for each in made] == [f"{DRAWN}twoCellAnchor"] * 2
    assert [each.get("macro") for each in made.iter(f"{DRAWN}sp")] == [
        "[0]!SalesbookToday",
        "[0]!SalesbookLog",
    ]
    assert [each.text for each in made.iter(f"{INK}t")] == ["Words", "Words"]


def test_a_drawing_can_be_made_of_some_of_them():
    kept = drawing_of(GIVEN, [*anchored_in(GIVEN)][2:])
    assert [each.macro for each in anchored_in(kept)] == ["SalesbookLog"]
    assert etree.fromstring(kept).tag == f"{DRAWN}wsDr"


@pytest.mark.parametrize(
    ("rows", "made"),
    [
        ([b'<row r="5"/><row r="7"/>'], b'<row r="5"/><row r="6" ht="54" customHeight="1"/><row r="7"/>'),
        (
            [b'<row r="6" ht="16.5"><c r="A6"/></row>'],
            b'<row r="6" ht="54" customHeight="1"><c r="A6"/></row>',
        ),
        ([b'<row r="6" ht="60"/>'], b'<row r="6" ht="60"/>'),
        (
            [b'<row r="1"/>', b'<row r="2"/>'],
            b'<row r="1"/><row r="2"/><row r="6" ht="54" customHeight="1"/>',
        ),
        (
            [b"<row/><row/><row/><row/><row/><row/>"],
            b'<row/><row/><row/><row/><row/><row ht="54" customHeight="1"/>',
        ),
        ([], b'<row r="6" ht="54" customHeight="1"/>'),
    ],
)
def test_a_row_is_as_high_as_its_buttons_need_and_never_lower_than_it_was(rows, made):
    assert b"".join(with_heights(rows, b"", {6: 54})) == made


def test_the_tags_of_another_program_keep_their_prefix():
    assert (
        b"".join(with_heights([b'<x:row r="9"/>'], b"x:", {6: 54}))
        == b'<x:row r="6" ht="54" customHeight="1"/><x:row r="9"/>'
    )


def test_heights_are_those_that_rows_have_of_their_own():
    assert heights(b'<row r="6" ht="54"/><row r="7"/><row r="8" ht="9.5"/>', {6, 7}) == {6: 54}
