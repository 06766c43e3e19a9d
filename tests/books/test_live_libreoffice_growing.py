"""A workbook that is open in a real LibreOffice gets sheets, tables and columns, and is saved with them."""

from __future__ import annotations

import json

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from salesbook.books.live import growing
from salesbook.books.live.grow import grow_open_workbook
from salesbook.books.live.grown import Grown, refuse_taking, take_away
from salesbook.errors import CannotChange, CannotWrite, NotASalesbook, explain
from tests.books.graft.donors import new_book
from tests.books.make import salesbook

SHEETS = ("Mailings", "History")
COLUMNS = {"Contacts": ("Trend", "Cadence", "Do not email"), "Cadences": ("Calls a week",)}
TREND = {"columns": {"Contacts": ("Trend",)}}


@pytest.fixture(scope="module")
def donor(tmp_path_factory):
    return new_book(tmp_path_factory.mktemp("growing") / "donor.xlsx")


@pytest.fixture
def older(office, tmp_path):
    """An older workbook, open: some columns are missing, and somebody has a sheet of notes."""
    opened = office.books.open(new_book(tmp_path / "book.xlsx", "core"))
    for name, headers in COLUMNS.items():
        for header in headers:
            _cells(opened.sheets[name].tables[name], header).delete("left")
    sheet = opened.sheets["Contacts"]
    table = sheet.tables["Contacts"]
    table.resize(sheet.range((2, 1), (5, table.range.shape[1])))
    sheet["A3"].value = [["C1", "Ana"], ["C2", "Bo"], ["C3", "Cy"]]
    home = opened.sheets["Home"].used_range
    for i, row in enumerate(home.formula):
        for j, text in enumerate(row):
            if "#" in text:  # a book that never had scores by week shows none
                home[i, j].clear_contents()
    opened.sheets.add(name="Notes", after=opened.sheets["Orders"])["B2"].value = "mine"
    yield opened
    opened.close()


@pytest.fixture
def book(office, tmp_path):
    """A small one: people and orders, and a sheet of notes."""
    path = salesbook(
        tmp_path / "small.xlsx", {"Contacts": [{"Contact ID": "C1"}, {"Contact ID": "C2"}], "Orders": [{}]}
    )
    opened = office.books.open(path)
    opened.sheets.add(name="Notes")["B2"].value = "mine"
    sheet = opened.sheets["Contacts"]
    _cells(sheet.tables["Contacts"], "Trend").delete("left")
    yield opened
    opened.close()


def _cells(table, header):
    whole = table.range
    number = whole.rows[0].value.index(header)
    return whole[:, number]


def everything(book):
    """All that stands in all cells, and where tables are."""
    return {
        sheet.name: (sheet.used_range.address, sheet.used_range.formula, {t.name: t.range.address for t in sheet.tables})
        for sheet in book.sheets
    }  # fmt: skip


def names(book):
    return [sheet.name for sheet in book.sheets]


def test_all_that_is_missing_comes_stays_when_it_is_saved_and_can_be_taken_away_again(older, donor, tmp_path):
    book = older
    before = everything(book)
    grown = grow_open_workbook(book, donor, sheets=SHEETS, columns=COLUMNS, tables=["MailRules"])

    assert names(book) == [
        "Home", "Calls", "Contacts", "Accounts", "Activities", "Opportunities", "Orders", "Notes", "Team",
        "Cadences", "Scoring", "Mailings", "Settings", "History", "Problems", "Runs", "Figures",
    ]  # fmt: skip
    after = everything(book)
    for name, (_, formulas, tables) in before.items():
        if name not in {"Contacts", "Cadences", "Settings"}:
            assert after[name] == before[name]
        for row, now in zip(formulas, after[name][1], strict=False):
            assert [new for new, old in zip(now, row, strict=False) if old] == [old for old in row if old]
        assert tables.keys() <= after[name][2].keys()
    assert any("Undo (Ctrl+Z)" in remark for remark in grown.remarks)

    saved = tmp_path / "saved.xlsx"
    book.save(saved)
    _holds(saved, donor)

    kept = Grown.from_plain(json.loads(json.dumps(grown.as_plain())))
    take_away(book, kept)
    assert everything(book) == before
    assert [name for name in grown.names if name in [each.name for each in book.names]] == []


def test_a_column_that_is_folded_in_a_new_workbook_comes_folded_and_leaves_nothing_folded(
    older, donor, tmp_path
):
    calls = older.sheets["Calls"].tables["Calls"]
    _cells(calls, "Topic").delete("left")
    behind = older.sheets["Calls"].range((2, calls.range.shape[1] + 1))
    behind.impl.unfold_columns()
    before = behind.column_width
    grown = grow_open_workbook(older, donor, columns={"Calls": ["Topic"]})
    saved = tmp_path / "folded.xlsx"
    older.save(saved)
    letter = behind.get_address(row_absolute=False, column_absolute=False)[:-1]
    look = openpyxl.load_workbook(saved)["Calls"].column_dimensions[letter]
    assert (look.hidden, look.outlineLevel, look.width) == (True, 1, pytest.approx(16, abs=0.5))
    take_away(older, grown)
    older.save(saved)
    look = openpyxl.load_workbook(saved)["Calls"].column_dimensions[letter]
    assert (look.hidden, look.outlineLevel, behind.column_width) == (False, 0, before)


def _holds(saved, donor):
    now, new = openpyxl.load_workbook(saved), openpyxl.load_workbook(donor)
    assert not now._external_links
    for name in SHEETS:
        mine, other = now[name], new[name]
        assert {table.name: table.ref for table in mine.tables.values()} == {
            table.name: table.ref for table in other.tables.values()
        }
        for row in other.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell):  # nobody sees what is behind the others
                    continue
                same = mine[cell.coordinate]
                assert _plain(same.value) == _plain(cell.value), (name, cell.coordinate)
                assert (same.font.b, _colour(mine, same)) == (cell.font.b, _colour(other, cell))
        assert _lists(mine) == _lists(other)
        assert _messages(mine) == _messages(other)
        assert (mine.print_title_rows, mine.page_setup.orientation) == (other.print_title_rows, "landscape")
        assert len(mine._charts) == len(other._charts)
        assert mine.sheet_properties.tabColor.rgb[-6:] == other.sheet_properties.tabColor.rgb[-6:]
    contacts = now["Contacts"]
    headers = [cell.value for cell in contacts[2]]
    assert headers[-3:] == list(COLUMNS["Contacts"])
    assert contacts.tables["Contacts"].ref.endswith(f"{contacts.cell(2, len(headers)).column_letter}5")
    trend, cadence, email = (contacts.cell(2, len(headers) - i).column_letter for i in (2, 1, 0))
    rules = {
        (str(where.sqref), *rule.formula) for where in contacts.conditional_formatting for rule in where.rules
    }
    assert (f"{trend}3:{trend}5", f'${trend}3="Improving"') in rules
    assert (f"{email}3:{email}5", f'${email}3="Yes"') in rules
    lists = dict(_lists(contacts))
    assert lists[f"{cadence}3:{cadence}5"] == "cadence_names"
    its_header = next(cell.coordinate for cell in new["Contacts"][2] if cell.value == "Trend")
    assert _messages(contacts)[f"{trend}2"] == _messages(new["Contacts"])[its_header]
    rules_table = now["Settings"].tables["MailRules"]
    assert rules_table.ref.split("2:")[0] > now["Settings"].tables["Holidays"].ref.split(":")[1][0]
    cadences = now["Cadences"]
    calls = next(cell for cell in cadences[2] if cell.value == "Calls a week")
    assert str(cadences.cell(3, calls.column).value).startswith("=IF(AND(N(")


def _colour(sheet, cell):
    """A cell's, or its row's: LibreOffice gives to each cell what a row has."""
    look = cell if cell.has_style else sheet.row_dimensions[cell.row]
    return look.fill.fgColor.rgb[-6:]


def _plain(value):
    return str(value or "").replace("[#This Row],", "@").replace(" ", "").replace("_xlfn.", "")


def _lists(sheet):
    return sorted(
        (str(each.sqref), each.formula1)
        for each in sheet.data_validations.dataValidation
        if each.type == "list"
    )


def _messages(sheet):
    """What is said of headers while they are selected, by cell."""
    return {
        str(each.sqref): (each.promptTitle, each.prompt)
        for each in sheet.data_validations.dataValidation
        if each.prompt
    }


def test_nothing_is_left_where_a_step_fails(book, donor, monkeypatch):
    before = everything(book)

    def refuse(*_):
        raise RuntimeError("no")

    monkeypatch.setattr(growing.Growing, "_give_formulas", refuse)
    with pytest.raises(CannotWrite):
        grow_open_workbook(book, donor, sheets=["History"], columns={"Contacts": ["Trend"]})
    assert everything(book) == before


def _notes_are_called_mailings(book):
    book.sheets["Notes"].name = "mailings"


def _notes_hold_a_table(book):
    book.sheets["Notes"].tables.add(book.sheets["Notes"]["B2:C3"], name="Outbox")


def _a_name_is_taken(book):
    book.names.add("ScoreHistory", "=Notes!$B$2")


def _something_stands_beside(book):
    _beside(book).value = "x"


def _beside(book):
    """The cell to the right of the second person's row."""
    sheet = book.sheets["Contacts"]
    return sheet.range((3, sheet.tables["Contacts"].range.shape[1] + 1))


def _a_column_has_the_header(book):
    book.sheets["Contacts"]["B1"].value = "trend"


def _the_sheet_is_protected(book):
    book.sheets["Contacts"].api.protect("")


def _the_structure_is_protected(book):
    book.api.protect("")


@pytest.mark.parametrize(
    ("prepare", "wanted", "said"),
    [
        (_notes_are_called_mailings, {"sheets": ["Mailings"]}, "a sheet mailings of its own"),
        (_notes_hold_a_table, {"tables": ["Outbox"]}, "a table Outbox of its own"),
        (_a_name_is_taken, {"sheets": ["History"]}, "a defined name ScoreHistory of its own"),
        (_something_stands_beside, TREND, "something stands in Contacts!{beside}"),
        (_a_column_has_the_header, TREND, "has a column trend already"),
        (_the_sheet_is_protected, TREND, "on a protected sheet (Contacts)"),
        (_the_structure_is_protected, {"sheets": ["History"]}, "its structure is protected"),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_named_and_nothing_is_done(book, donor, prepare, wanted, said):
    prepare(book)
    before = everything(book)
    with pytest.raises(CannotChange) as caught:
        grow_open_workbook(book, donor, **wanted)
    assert said.format(beside=_beside(book).get_address(False, False)) in explain(caught.value)
    assert everything(book) == before


def test_a_table_that_is_not_there_gets_no_columns(book, donor):
    with pytest.raises(NotASalesbook):
        grow_open_workbook(book, donor, columns={"Mailings": ["Status"]})


def test_a_column_in_which_people_have_typed_since_is_not_taken_away(book, donor):
    grown = grow_open_workbook(book, donor, columns=TREND["columns"])
    cell = _cells(book.sheets["Contacts"].tables["Contacts"], "Trend")[2]
    assert book.api.getUndoManager().getAllUndoActionTitles() == ()  # Ctrl+Z must not take half of it back
    cell.value = "mine"
    with pytest.raises(CannotChange) as caught:
        refuse_taking(book, grown)
    said = f"Contacts!{cell.get_address(False, False)} was changed since column Trend of Contacts came"
    assert said in explain(caught.value)
    cell.value = None
    refuse_taking(book, grown)


def test_what_a_click_does_besides_is_one_step_again(book, donor):
    manager = book.api.getUndoManager()
    manager.enterUndoContext("Salesbook: Today")
    grow_open_workbook(book, donor, columns=TREND["columns"])
    book.sheets["Notes"]["B3:B4"].value = "more"
    book.sheets["Notes"]["B5"].value = "more"
    manager.leaveUndoContext()
    assert manager.getAllUndoActionTitles() == ("Salesbook",)
