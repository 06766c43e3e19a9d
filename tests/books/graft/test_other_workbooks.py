"""Sheets put into workbooks that count days, call sheets or share themselves otherwise than a new one does."""

from __future__ import annotations

import re
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openxml_audit import OpenXmlValidator

from salesbook.books.xlsx.graft.index import SheetIndex
from salesbook.errors import CannotChange, explain
from salesbook.schema.home import FIGURES, HOME
from tests.books.graft.donors import (
    MAIL,
    contents,
    names_of,
    opened,
    theirs,
    with_parts,
    with_sheets,
    with_tables,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]


@pytest.fixture(scope="module")
def every(donor):
    return openpyxl.load_workbook(donor, read_only=True).sheetnames


@pytest.fixture(scope="module")
def without_home(folder, donor, every):
    """All sheets of salesbook's but Home and its figures, in a workbook of another program."""
    path = theirs(folder / "plain.xlsx", ["Mine"])
    others = [name for name in every if name not in {HOME, FIGURES}]
    return with_sheets(path, donor, others, folder / "without home.xlsx")


def changed(path, out, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(out)
    return out


def results(path, name):
    """What a reader shows that works nothing out, of the cells with formulas."""
    written, shown = (opened(path, data_only=only)[name] for only in (False, True))
    return {
        cell.coordinate: shown[cell.coordinate].value
        for row in written.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_results_that_depend_on_nothing_but_what_came_are_those_of_a_new_book(folder, donor, every):
    path = theirs(folder / "mine.xlsx", ["Mine"])
    whole = with_sheets(path, donor, every, folder / "whole.xlsx")
    alone = with_sheets(path, donor, ["History"], folder / "history.xlsx")
    assert results(whole, "Home") == results(donor, "Home")
    assert results(alone, "History") == results(donor, "History")
    assert None not in results(alone, "History").values()


def test_results_that_depend_on_what_was_there_are_left_out_for_no_total_is_better_than_a_wrong_one(
    folder, donor, without_home
):
    grown = with_sheets(without_home, donor, [HOME, FIGURES], folder / "home.xlsx")
    home, figures = results(grown, HOME), results(grown, FIGURES)
    assert [home[cell] for cell in ("B3", "B4", "D18")] == [None] * 3
    assert [figures[cell] for cell in ("A4", "C4", "E4", "W3")] == [None] * 4
    assert figures["A3"] == results(donor, FIGURES)["A3"] == datetime(2026, 3, 1)
    chart = next(data for name, data in contents(grown).items() if b"Figures!$F$4:$F$23" in data)
    assert b"Figures!$F$4:$F$23</c:f></c:strRef>" in chart


def test_days_in_a_workbook_that_counts_them_from_1904_are_the_same_days(folder, donor, every):
    path = changed(
        theirs(folder / "plain.xlsx", ["Mine"]),
        folder / "1904.xlsx",
        lambda book: setattr(book, "epoch", CALENDAR_MAC_1904),
    )
    grown = with_sheets(path, donor, every, folder / "grown 1904.xlsx")
    assert opened(grown).epoch == CALENDAR_MAC_1904
    for name in (HOME, FIGURES, "History"):
        found = results(grown, name)
        assert found == results(donor, name)
        assert name == HOME or any(isinstance(value, (date, datetime)) for value in found.values())
    charts = [data for name, data in contents(grown).items() if "/charts/" in name and name.endswith(".xml")]
    assert charts
    assert all(b'<c:date1904 val="1"/>' in chart and b"Cache>" not in chart for chart in charts)
    assert not [error for error in OpenXmlValidator().validate(str(grown)).errors if "chart" in str(error)]


def test_a_sheet_that_people_renamed_is_still_the_one_that_links_lead_to_and_others_stand_beside(
    folder, donor, without_home
):
    def rename(book):
        book["Contacts"].title = "R&D's people"
        book["Mailings"].title = "A letter"
        del book["Outbox"]

    path = changed(without_home, folder / "renamed.xlsx", rename)
    grown = openpyxl.load_workbook(with_sheets(path, donor, ["Home", "Outbox"], folder / "grown.xlsx"))
    links = {cell.hyperlink.location for row in grown["Home"].iter_rows() for cell in row if cell.hyperlink}
    assert "'R&D''s people'!A1" in links
    assert "'Contacts'!A1" not in links
    names = grown.sheetnames
    assert names[names.index("A letter") + 1] == "Outbox"
    assert names[names.index("Home") + 1] == "Calls"


def test_a_name_whose_cell_people_moved_or_whose_sheet_they_renamed_is_still_that_name(folder, donor, every):
    whole = with_sheets(theirs(folder / "mine.xlsx", ["Mine"]), donor, every, folder / "whole.xlsx")

    def move(book):
        del book["Cadences"]
        book[FIGURES].title = "Start"
        book.defined_names["capacity_a_week"] = DefinedName("capacity_a_week", attr_text="Start!$T$33")

    path = changed(whole, folder / "moved.xlsx", move)
    grown = names_of(with_sheets(path, donor, ["Cadences"], folder / "again.xlsx"))
    assert grown["capacity_a_week"].attr_text == "Start!$T$33"


def test_a_name_whose_sheet_is_not_there_means_nothing_rather_than_a_sheet_that_is_lacking(
    folder, donor, every
):
    path = theirs(folder / "mine.xlsx", ["Mine"])
    others = [name for name in every if name != FIGURES]
    grown = with_sheets(path, donor, others, folder / "no figures.xlsx")
    assert names_of(grown)["capacity_a_week"].attr_text == "#REF!"


@pytest.mark.parametrize("kind", ["revisionHeaders", "usernames"])
def test_a_workbook_that_is_shared_in_the_old_way_gets_nothing_and_is_told_how_to(folder, donor, kind):
    path = theirs(folder / "mine.xlsx", ["Mine"])
    relations = contents(path)["xl/_rels/workbook.xml.rels"].decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    log = f'<Relationship Id="log" Type="{office}/{kind}" Target="revisions/log.xml"/></Relationships>'
    path = with_parts(
        path,
        folder / "shared.xlsx",
        {
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", log),
            "xl/revisions/log.xml": "<log/>",
        },
    )
    for put, what in ((with_sheets, MAIL), (with_tables, ["Settings"])):
        with pytest.raises(CannotChange) as caught:
            put(path, donor, what, folder / "nothing.xlsx")
        assert "stop sharing it (Review, Unshare Workbook)" in explain(caught.value)


def test_a_sheet_stands_right_among_sheets_with_charts(folder, donor):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Home"
    for name in ("Picture", "Last"):
        book.create_chartsheet(name).add_chart(BarChart())
    book.create_sheet("Mine")
    book.create_sheet("Settings")
    book.move_sheet("Last", 2)
    book.active = 2
    book.save(folder / "charts.xlsx")
    grown = openpyxl.load_workbook(
        with_sheets(folder / "charts.xlsx", donor, ["Do not mail"], folder / "grown.xlsx")
    )
    assert grown.sheetnames == ["Home", "Do not mail", "Picture", "Mine", "Settings", "Last"]
    assert grown.active.title == "Mine"
    assert [type(grown[name]).__name__ for name in ("Picture", "Last")] == ["Chartsheet"] * 2


LABELS = ["Home", "Chart", "Dialog", "Macro1", "R&D"]


@given(
    st.integers(0, len(LABELS)),
    st.lists(st.integers(0, len(LABELS) - 1), max_size=4),
    st.integers(0, len(LABELS) - 1),
    st.integers(0, len(LABELS) - 1),
    st.sampled_from(["", "x:"]),
)
def test_whatever_counts_sheets_by_their_place_means_the_same_ones_afterwards(
    at, scopes, active, first, prefix
):
    p = prefix
    tags = "".join(
        f'<{p}sheet name="{name.replace("&", "&amp;")}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(LABELS, 7)
    )
    names = "".join(
        f'<{p}definedName name="n{i}" localSheetId="{scope}">1</{p}definedName>'
        for i, scope in enumerate(scopes)
    )
    part = (
        f'<{p}workbook xmlns:r="urn:r"><{p}bookViews><{p}workbookView activeTab="{active}" firstSheet="{first}"/></{p}bookViews>'
        f"<{p}sheets>{tags}</{p}sheets><{p}externalReferences/><{p}definedNames>{names}</{p}definedNames><{p}customWorkbookViews>"
        f'<{p}customWorkbookView activeSheetId="8"/></{p}customWorkbookViews></{p}workbook>'
    )  # fmt: skip
    index = SheetIndex(part.encode(), "book.xlsx")
    index.insert(at, "New", "rId9")
    made = index.part.decode()
    assert index.sheets == [*LABELS[:at], "New", *LABELS[at:]]
    numbers = [int(scope) for scope in re.findall(r'localSheetId="(\d+)"', made)]
    assert [index.sheets[number] for number in numbers] == [LABELS[scope] for scope in scopes]
    for word, place in (("activeTab", active), ("firstSheet", first)):
        assert index.sheets[int(re.search(rf'{word}="(\d+)"', made)[1])] == LABELS[place]
    assert 'activeSheetId="8"' in made  # a number that a sheet keeps
    assert made.count('sheetId="12"') == 1
