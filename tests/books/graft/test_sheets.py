"""Sheets of a new workbook put into one that people use: they look as there, and nothing of theirs is touched."""

from __future__ import annotations

from itertools import permutations

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.differential import DifferentialStyle

from salesbook.books.file import FileBook
from salesbook.books.sheet_order import nearest_sheet, sheets_here
from salesbook.books.xlsx.graft.needs import first_lacking, names_it
from salesbook.books.xlsx.graft.place import sheet_position, spans
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.errors import CannotChange, explain
from tests.books.graft.donors import MAIL, contents, new_book, opened, theirs, with_sheets, worked_with
from tests.books.lived_in import lived_in_workbook

# openpyxl does not know print areas of whole columns, nor the data bars of Excel 2010.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
INDEXES = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
}
ALL = ("Calls", "Contacts", "Team", *MAIL, "Settings", "Report", "History")


@pytest.fixture(scope="module")
def grown(folder, donor):
    """A workbook of another program with sheets of salesbook's."""
    path = theirs(folder / "theirs.xlsx", ["My figures", "R&D", "Front"])
    every = openpyxl.load_workbook(donor, read_only=True).sheetnames
    return path, with_sheets(path, donor, every, folder / "grown.xlsx")


def look(cell):
    """All that a person sees of a cell."""
    shape = (cell.font, cell.fill, cell.border, cell.number_format, cell.alignment, cell.protection)
    return (
        cell.value,
        *map(repr, shape),
        cell.comment and cell.comment.text,
        cell.hyperlink and cell.hyperlink.location,
    )


@pytest.mark.parametrize("name", ALL)
def test_a_sheet_looks_as_in_a_new_book(grown, donor, name):
    here, there = (opened(path)[name] for path in (grown[1], donor))
    assert here.dimensions == there.dimensions
    unlike = [
        cell.coordinate for row in there.iter_rows() for cell in row
        if cell.has_style and look(cell) != look(here[cell.coordinate])
    ]  # fmt: skip
    assert not unlike
    for what in ("column_dimensions", "row_dimensions"):
        widths = [
            {
                key: (each.width if what[0] == "c" else each.height, each.hidden)
                for key, each in getattr(s, what).items()
            }
            for s in (here, there)
        ]
        assert widths[0] == widths[1]
    assert here.freeze_panes == there.freeze_panes
    assert here.print_title_rows == there.print_title_rows
    assert here.sheet_properties.tabColor == there.sheet_properties.tabColor
    rules = [
        [(str(v.sqref), v.type, v.formula1) for v in s.data_validations.dataValidation] for s in (here, there)
    ]
    assert rules[0] == rules[1]
    lights = [
        [
            (str(place.sqref), rule.type, rule.formula, rule.dxf or DifferentialStyle())
            for place in s.conditional_formatting
            for rule in place.rules
        ]
        for s in (here, there)
    ]
    assert lights[0] == lights[1]
    tables = [
        [(t.displayName, t.ref, [c.name for c in t.tableColumns]) for t in s.tables.values()]
        for s in (here, there)
    ]
    assert tables[0] == tables[1]


def test_every_other_part_stays_as_it_was(grown):
    before, after = map(contents, grown)
    assert {name for name, data in before.items() if after[name] != data} == INDEXES
    ours = opened(grown[1])
    for sheet in opened(grown[0]).worksheets:
        for row in sheet.iter_rows():
            assert [look(cell) for cell in row] == [look(ours[sheet.title][cell.coordinate]) for cell in row]


def test_what_counts_sheets_by_their_place_still_means_the_same_ones(grown):
    book = opened(grown[1])
    assert book.active.title == "Front"
    assert {
        name: sheet.print_title_rows for name in ("My figures", "R&D", "Front") for sheet in [book[name]]
    } == dict.fromkeys(("My figures", "R&D", "Front"), "$1:$1")
    assert book.defined_names["rate"].attr_text == "'My figures'!$B$2"


def test_a_sheet_stands_where_its_kind_stands(folder, donor):
    core = new_book(folder / "core.xlsx", "core")
    names = openpyxl.load_workbook(core, read_only=True).sheetnames
    assert not {*MAIL, "History"} & {*names}
    for i, order in enumerate(permutations(("Outbox", "History", "Mailings"))):
        grown = with_sheets(core, donor, order, folder / f"order{i}.xlsx")
        there = openpyxl.load_workbook(donor, read_only=True).sheetnames
        assert openpyxl.load_workbook(grown, read_only=True).sheetnames == [
            n for n in there if n not in {"Do not mail", "Report"}
        ]


def test_the_tables_of_a_new_sheet_are_read_and_written(grown):
    book = FileBook(grown[1])
    assert book.read(["Mailings", "MailRules", "Settings"]).grids["Settings"].columns["Setting"]


def test_a_sheet_can_be_put_into_a_workbook_in_which_people_have_built_all_that_there_is(folder, donor):
    rich = lived_in_workbook(folder / "rich.xlsm", worked_with(folder / "base.xlsx", "core"))
    grown = with_sheets(rich, donor, [*MAIL, "History"], folder / "rich grown.xlsm")
    before, after = contents(rich), contents(grown)
    with Package.open(rich) as package:
        home = read_layout(package).sheets["Home"]  # its list names them
    assert {name for name, data in before.items() if after[name] != data} == {*INDEXES, home}
    assert {table for sheet in opened(grown) for table in sheet.tables} >= {
        "Mailings",
        "ScoreHistory",
        "Contacts",
    }
    shapes = [number for name, data in after.items() if name.endswith(".vml") for number in maps(data)]
    assert len(shapes) == len(set(shapes))


def maps(vml):
    import re

    return [int(n) for found in re.findall(rb'idmap [^>]*?data="([\d,]+)"', vml) for n in found.split(b",")]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (["outbox"], "it has a sheet outbox already"),
        (["Mine"], "it has a name DoNotMail"),
    ],
)
def test_what_is_called_as_ours_stops_it_and_is_named(folder, donor, sheets, said):
    path = theirs(folder / "in the way.xlsx", sheets)
    if "name" in said:
        book = openpyxl.load_workbook(path)
        book.defined_names["DoNotMail"] = openpyxl.workbook.defined_name.DefinedName(
            "DoNotMail", attr_text="Mine!$A$1"
        )
        book.save(path)
    with pytest.raises(CannotChange) as caught:
        with_sheets(path, donor, MAIL, folder / "nothing.xlsx")
    assert said in explain(caught.value)


def test_a_workbook_with_protected_structure_takes_no_sheet(folder, donor):
    path = theirs(folder / "locked.xlsx", ["Mine"])
    book = openpyxl.load_workbook(path)
    book.security.lockStructure = True
    book.save(path)
    with pytest.raises(CannotChange) as caught:
        with_sheets(path, donor, MAIL, folder / "nothing.xlsx")
    assert "structure is protected" in explain(caught.value)


def test_a_sheet_never_comes_between_the_ends_of_a_sum_over_sheets(folder, donor):
    sheets = ["Home", "Jan", "Feb", "R&D 'x'", "Settings"]
    path = theirs(folder / "sum.xlsx", sheets, "=SUM('Jan:R&D ''x'''!B2)+SUM(Home:Jan!B2)")
    grown = with_sheets(path, donor, ["Scoring", "Outbox"], folder / "sum grown.xlsx")
    assert openpyxl.load_workbook(grown, read_only=True).sheetnames == [
        "Home",
        "Jan",
        "Feb",
        "R&D 'x'",
        "Scoring",
        "Outbox",
        "Settings",
    ]


def test_a_sheet_whose_formulas_would_find_nothing_stops_it_and_says_what_is_missing(folder, donor):
    path = theirs(folder / "alone.xlsx", ["Mine"])
    with pytest.raises(CannotChange) as caught:
        with_sheets(path, donor, ["Calls"], folder / "nothing.xlsx")
    assert (
        "it has no table Contacts, which is read by formulas of what is to come. Add that first"
        in explain(caught.value)
    )


@pytest.mark.parametrize(
    ("formula", "lacking"),
    [
        ("COUNTA(Team[rep])", ""),
        ("SUM(Team[[#Data],[Rep]:[Zone]])", "column Zone in table Team"),
        ("Team[[#This Row],[Rep]]&Orders[@Value]", "table Orders"),
        ('"Orders[Value]"&ROWS(Team[#All])', ""),
    ],
)
def test_what_a_formula_needs_is_looked_for_by_table_and_column(formula, lacking):
    assert first_lacking([formula], {"team": {"rep"}}) == lacking


def test_a_name_is_needed_where_a_formula_has_it_and_not_where_a_text_does():
    assert names_it(["COUNTA(Reps)+1"], "reps")
    assert not names_it(['"reps"&A1', "creps", "Team[Rep]"], "reps")


def test_a_reference_over_sheets_is_found_whatever_they_are_called():
    formulas = ["1+SUM('Jan & Co:R''s'!B2)", "SUM(Mar:Feb!A1)+Feb!A1:B2", "SUM(x:y!A1)", "Jan:Jan!A1"]
    assert [*spans(formulas, ["Jan & Co", "Feb", "R's", "MAR", "Jan"])] == [(0, 2), (1, 3)]


NAMES = st.sampled_from(["Home", "Calls", "Contacts", "Team", "Scoring"])


@given(
    st.permutations(["Home", "Calls", "Contacts", "Team", "Scoring", "x", "y"]),
    st.sets(NAMES, min_size=1),
    st.data(),
)
def test_a_sheet_stands_behind_its_neighbour_or_before_it_or_last(theirs, new, data):
    order = ["Home", "Calls", "Contacts", "Team", "Scoring"]
    name = data.draw(st.sampled_from(sorted(new)))
    there = [label for label in theirs if label not in new]
    here = {label: label for label in there if label in order}
    at = sheet_position(nearest_sheet(name, order, here), there, [])
    before = [label for label in order[: order.index(name)] if label in there]
    behind = [label for label in order[order.index(name) :] if label in there]
    if before:
        assert there[at - 1] == before[-1]
    elif behind:
        assert there[at] == behind[0]
    else:
        assert at == len(there)


@given(st.integers(0, 6), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4))
def test_a_sheet_never_stands_between_the_ends_of_a_span(at, ends):
    theirs, spans = list("abcdef"), [(min(pair), max(pair)) for pair in ends]
    near = (theirs[at - 1], True) if at else (theirs[0], False)
    place = sheet_position(near, theirs, spans)
    assert place >= at
    assert not any(first < place <= last for first, last in spans)


def test_a_sheet_is_known_by_its_tables_whatever_it_is_called_else_by_its_label():
    given = {"Home": [], "Calls": ["Calls"], "Settings": ["Settings", "Holidays"], "Runs": ["Runs"]}
    tables = {"Calls": "Anrufe", "Holidays": "Feiertage"}
    found = sheets_here(given, tables, ["HOME", "home", "Calls", "Anrufe", "Feiertage"])
    assert found == {"Home": "HOME", "Calls": "Anrufe", "Settings": "Feiertage"}
