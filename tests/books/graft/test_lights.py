"""Columns light up as in a new book, in whatever order people have theirs, and so does what looks at them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from salesbook.books.file import FileBook
from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.lights import with_lights
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.tables.additions import Additions
from salesbook.tables.grid import column_letters
from salesbook.tables.plan import Set
from salesbook.tables.resolve import resolve
from tests.books.graft.donors import contents, new_book, older_schema, opened, with_columns

pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
STYLES = b'<styleSheet><cellXfs count="1"><xf/></cellXfs></styleSheet>'
NAMES = "abcdef"  # the donor's columns, from A on
LOOKING = {"Calls": ("Outcome", "Minutes"), "Contacts": ("Score", "Status"), "Team": ("Active",)}


def letter(names, name):
    return column_letters(names.index(name) + 1)


@st.composite
def moves(draw):
    """Columns of the donor that are here, those that come, and those of people's own, in any order."""
    kept = draw(st.sets(st.sampled_from(NAMES), min_size=1))
    here = draw(st.permutations([*kept, *draw(st.sampled_from(["", "x", "xy"]))]))
    new = draw(st.permutations(sorted(set(NAMES) - kept)))
    return list(here), new[: draw(st.integers(0, len(new)))]


rules = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sets(st.sampled_from(NAMES), max_size=2)), max_size=4
)


@given(moves(), rules)
def test_a_rule_comes_for_new_columns_and_for_all_where_it_looks_at_a_new_one(move, rules):
    new, all_here = move[1], [*move[0], *move[1]]
    donor, expected, left_out = "", [], 0
    for *ends, looks in rules:
        first, last = sorted(ends)
        formula = "+".join(f"${letter(NAMES, name)}3" for name in sorted(looks)) or "TRUE"
        cells = f"{column_letters(first + 1)}3:{column_letters(last + 1)}7"
        donor += f'<conditionalFormatting sqref="{cells}"><cfRule type="expression" priority="1"><formula>{formula}</formula></cfRule></conditionalFormatting>'
        covered = set(NAMES[first : last + 1])
        if looks & set(new):
            covered &= set(all_here)
        elif len(covered) == len(NAMES) and not covered <= set(new):
            covered = set()
        else:
            covered &= set(new)
        if covered and looks <= set(all_here):
            expected.append((covered, looks))
        elif covered:
            left_out += 1
    places = {i + 1: all_here.index(name) + 1 for i, name in enumerate(NAMES) if name in all_here}
    came = frozenset(NAMES.index(name) + 1 for name in new)
    made = with_lights(
        b"<worksheet><sheetData></sheetData></worksheet>",
        donor.encode(),
        CellMove(places, came, (1, len(NAMES)), header=2, to_header=11, body=(3, 7), to_body=(12, 99)),
        DonorFormats(STYLES, STYLES, "book.xlsx"),
    )
    assert made.left_out == left_out
    found = []
    pattern = r'sqref="([^"]*)"><cfRule[^>]*priority="(\d+)"><formula>([^<]*)'
    for sqref, priority, formula in re.findall(pattern, made.sheet.decode()):
        assert int(priority) > 0
        assert set(re.findall(r"\d+", sqref)) == {"12", "99"}
        covered = set()
        for part in sqref.split():
            ends = [column_letters(i) for i in range(1, 12)]
            left, right = (ends.index(re.match("[A-Z]+", end)[0]) for end in part.split(":"))
            covered |= set(all_here[left : right + 1])
        found.append(
            (covered, {all_here[ord(one) - ord("A")] for one in re.findall(r"\$([A-Z])12", formula)})
        )
    assert found == expected


@pytest.fixture(scope="module")
def older(folder):
    with pytest.MonkeyPatch.context() as patch:
        older_schema(patch, LOOKING)
        patch.setattr("salesbook.office.workbook.rules.light", lambda *_: None)
        return new_book(folder / "older.xlsx", "core")


def rules_of(path, table):
    """What lights up by the headers of the columns for which it does, and by those at which it looks."""
    sheet = opened(path)[table]
    found = sheet.tables[table]
    headers = {cell.column_letter: cell.value for cell in sheet[found.ref][0]}
    top = sheet[found.ref][1][0].row
    return sorted(
        (rule.type, sorted(headers[row[0]] for row in covered(place)), re.sub(
            r"\$?([A-Z]+)(\d+)", lambda cell: f"{headers[cell[1]]}{int(cell[2]) - top}", " ".join(rule.formula)))
        for place in sheet.conditional_formatting
        for rule in place.rules
        if any(cell in headers and row >= top for cell, row in covered(place))
    )  # fmt: skip


def covered(place):
    return {
        (column_letters(column), row)
        for part in place.sqref
        for row, column in (part.top[0],)
        for column in range(part.min_col, part.max_col + 1)
    }


@pytest.fixture(scope="module")
def lit(folder, older, donor):
    return with_columns(older, donor, LOOKING, folder / "lit.xlsx")


@pytest.mark.parametrize("table", LOOKING)
def test_rules_that_look_at_a_new_column_come_with_it(lit, donor, table):
    found = rules_of(lit, table)
    assert found == [
        rule for rule in rules_of(donor, table) if any(name in str(rule[1:]) for name in LOOKING[table])
    ]
    assert found


def test_bars_in_cells_come_whole_with_what_excel_since_2010_knows_of_them(older, lit):
    before, after = (contents(path)["xl/worksheets/sheet3.xml"] for path in (older, lit))
    newer = re.compile(rb"<x14:conditionalFormattings>.*?</x14:conditionalFormattings>")
    (bars,) = newer.findall(after)
    assert not newer.search(before)
    assert b'<x14:dataBar minLength="0" maxLength="100" border="1" gradient="0"' in bars
    (number,) = re.findall(rb'<x14:cfRule type="dataBar" id="([^"]*)"', bars)
    assert after.count(number) == 2
    assert not OpenXmlValidator().validate(str(lit)).errors


def test_a_rule_that_cannot_come_is_told_with_its_number(folder, older, donor):
    path = folder / "some.xlsx"
    path.write_bytes(older.read_bytes())
    book = FileBook(path)
    seen = book.read(["Settings"])
    edits = resolve([Set("Settings", ["Firm"], {"Value": ["Nordwind"]})], seen).edits
    book.write_grown(
        edits, seen.seen, Additions(columns={"Calls": ("Outcome",)}), BytesIO(donor.read_bytes())
    )
    assert book.remarks == [
        "2 colours of Calls would look at columns that it does not have, and did not come."
    ]
