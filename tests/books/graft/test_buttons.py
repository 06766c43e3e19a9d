"""Buttons among the notes of a sheet, and rows that make room for them: what is there keeps its numbers and its heights."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from salesbook.books.xlsx.graft.heights import heights, with_heights
from salesbook.books.xlsx.graft.shapes import buttons_in, only, with_buttons

VML, EXCEL = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
BUTTON = (
    b'<v:shape id="_x0000_s%d" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Anchor>1, 0, 5, 12, 2, 74, 5, 50</x:Anchor>'
    b"<x:FmlaMacro>[0]!%b</x:FmlaMacro></x:ClientData></v:shape>"
)
KIND = b'<v:shapetype id="_x0000_t201" o:spt="201"></v:shapetype>'
NOTE = b'<v:shape id="_x0000_s2050" type="#_x0000_t202"><x:ClientData ObjectType="Note"/></v:shape>'
GIVEN = (
    b"<xml>"
    + KIND
    + BUTTON % (1025, b"SalesbookToday")
    + BUTTON % (1026, b"Salesbook.SalesbookLog")
    + b"</xml>"
)


def test_buttons_are_known_by_the_name_of_their_macro_and_the_cells_below_them():
    assert [(each.macro, str(each.cells)) for each in buttons_in(GIVEN)] == [
        ("SalesbookToday", "B6:C6"),
        ("SalesbookLog", "B6:C6"),
    ]
    assert not list(buttons_in(b"<xml>" + NOTE + b"</xml>"))


def test_they_come_behind_the_notes_with_numbers_of_their_own_and_their_kind_once():
    made = with_buttons(b"<xml>" + NOTE + b"</xml>", GIVEN, list(buttons_in(GIVEN)))
    assert re.findall(rb"_x0000_s(\d+)", made) == [b"2050", b"2051", b"2052"]
    assert NOTE in made
    again = with_buttons(made, GIVEN, list(buttons_in(GIVEN))[:1])
    assert again.count(b"<v:shapetype") == 1
    assert re.findall(rb"_x0000_s(\d+)", again)[-1] == b"2053"


@pytest.mark.parametrize(
    "root",
    [
        b"<xml>",
        b'<xml xmlns:v="urn:mine" xmlns:o="urn:schemas-microsoft-com:office:office">',
        b"<a:xml xmlns:a='urn:a' xmlns:x='urn:schemas-microsoft-com:office:excel'>",
    ],
)
def test_their_prefixes_mean_the_same_in_the_drawing_of_any_program(root):
    end = b"</" + root.split(b" ")[0].strip(b"<>") + b">"
    made = etree.fromstring(with_buttons(root + end, GIVEN, list(buttons_in(GIVEN))))
    assert [each.tag for each in made] == [f"{VML}shapetype", f"{VML}shape", f"{VML}shape"]
    assert made[0].get("{urn:schemas-microsoft-com:office:office}spt") == "201"
    assert [each.text for each in made.iter(f"{EXCEL}FmlaMacro")] == [
        "[0]!SalesbookToday",
        "[0]!Salesbook.SalesbookLog",
    ]


def test_buttons_are_known_whatever_prefixes_a_program_gives_them():
    other = GIVEN.replace(b"v:shape", b"ns0:shape").replace(b"x:", b"ns2:")
    assert [each.macro for each in buttons_in(other)] == ["SalesbookToday", "SalesbookLog"]
    assert with_buttons(other, GIVEN, list(buttons_in(GIVEN))).count(b"shapetype id=") == 1


def test_a_drawing_can_be_left_with_some_of_them():
    kept = only(GIVEN, list(buttons_in(GIVEN))[1:])
    assert [each.macro for each in buttons_in(kept)] == ["SalesbookLog"]
    assert KIND in kept


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
