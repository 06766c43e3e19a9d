"""Tables in a real LibreOffice: found, read, and resized with all that refers to them."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
import xlsxwriter

from salesbook.office.libreoffice.errors import CellsInTheWay, SheetProtected

ROWS = [["a", dt.datetime(2026, 1, 1), 1, "x"], ["b", dt.datetime(2026, 1, 2), 2, "y"], ["c", dt.datetime(2026, 1, 3), 3, "x"]]  # fmt: skip
MENTIONS = [  # a formula, and what it is with 3 rows, and with 5 after d 10 x and e 20 x came
    ('=COUNTIFS(Contacts[Cadence used],"x")', 2.0, 4.0),
    ("=SUM(Contacts[Score])", 6.0, 36.0),
    ("=SUM(scores)", 6.0, 36.0),
    ("=SUM(named)", 6.0, 36.0),
    ("=ROWS(Contacts[[#All],[Name]])", 4.0, 6.0),
    ("=ROWS(Contacts[])", 3.0, 5.0),
    ("=SUM(Contacts[Twice])", 12.0, 72.0),
    ("=ROWS(whole)", 3.0, 5.0),
    ("=ROWS(part)", 2.0, 2.0),
]


@pytest.fixture
def path(tmp_path):
    """A book with a table, and with everything that may refer to it."""
    where = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(where))
    date, fill, bold = (book.add_format(each) for each in ({"num_format": "yyyy-mm-dd"}, {"bg_color": "#ff0000"}, {"bold": True}))  # fmt: skip
    data, home = book.add_worksheet("Data"), book.add_worksheet("Home")
    columns = [
        {"header": "Name"}, {"header": "Due", "format": date}, {"header": "Score"}, {"header": "Cadence used"},
        {"header": "Twice", "formula": "=Contacts[[#This Row],[Score]]*2"},
    ]  # fmt: skip
    data.add_table("B2:F5", {"name": "Contacts", "columns": columns})
    for r, row in enumerate(ROWS, 2):
        data.write_string(r, 1, row[0])
        data.write_datetime(r, 2, row[1], date)
        data.write_row(r, 3, row[2:])
    data.data_validation("E3:E5", {"validate": "list", "source": ["x", "y"]})
    data.conditional_format("D3:D5", {"type": "cell", "criteria": ">", "value": 1, "format": fill})
    data.conditional_format("B3:F5", {"type": "formula", "criteria": "=$D3>2", "format": bold})
    data.add_table("H2:I3", {"name": "One", "columns": [{"header": "K"}, {"header": "V"}]})
    for i, (formula, value, _) in enumerate(MENTIONS):
        home.write_formula(i, 0, formula, None, value)
    book.define_name("scores", "=Data!$D$3:$D$5")
    book.define_name("whole", "=Data!$B$3:$F$5")
    book.define_name("part", "=Data!$D$3:$D$4")
    book.define_name("named", "=Contacts[Score]")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "=Data!$D$2", "categories": "=Data!$B$3:$B$5", "values": "=Data!$D$3:$D$5"})
    home.insert_chart("D5", chart)
    book.close()
    return where


@pytest.fixture
def book(opened, path):
    return opened(path)


def answers(book):
    return book.sheets["Home"]["A1"].resize(len(MENTIONS), 1).options(ndim=1).value


def test_tables_are_found_by_name_on_their_sheet(book):
    data = book.sheets["Data"]
    table = data.tables["contacts"]
    assert [each.name for each in data.tables] == ["Contacts", "One"]
    assert len(book.sheets["Home"].tables) == 0
    assert ("Contacts" in data.tables, "Contacts" in book.sheets["Home"].tables) == (True, False)
    assert (table.name, table.parent.name, table.range.address) == ("Contacts", "Data", "$B$2:$F$5")
    assert table.header_row_range.value == ["Name", "Due", "Score", "Cadence used", "Twice"]
    assert table.data_body_range.value == [[*row, row[2] * 2] for row in ROWS]
    assert (table.show_totals, table.totals_row_range, table.show_autofilter) == (False, None, True)
    assert data["C4"].table == table
    assert data["C9"].table is None
    assert data["Contacts"].address == "$B$3:$F$5"
    with pytest.raises(KeyError):
        data.tables["nothing"]


def test_an_empty_table_has_no_body(book):
    one = book.sheets["Data"].tables["One"]
    assert (one.range.address, one.data_body_range) == ("$H$2:$I$3", None)
    assert one.insert_row_range.address == "$H$3:$I$3"
    one.insert_row_range.value = ["k", None]
    assert one.data_body_range.value == ["k", None]


def test_everything_that_mentions_a_table_follows_when_it_grows(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    table.resize(table.range.resize(6))
    assert data["B6:E7"].value == [[None] * 4] * 2
    data["B6:E7"].value = [["d", dt.datetime(2026, 1, 4), 10, "x"], ["e", dt.datetime(2026, 1, 5), 20, "x"]]
    assert table.range.address == "$B$2:$F$7"
    assert answers(book) == [after for _, _, after in MENTIONS]
    assert data["F3:F7"].value == [2.0, 4.0, 6.0, 20.0, 40.0]
    assert data["C6:C7"].number_format == "yyyy-mm-dd"
    assert data["E7"].api.Validation.getFormula1() == '"x";"y"'
    assert ranges_of_formats(data) == ["Data.B3:F7", "Data.D3:D7"]
    assert ranges_of_charts(book) == ["$Data.$B$3:$B$7", "$Data.$D$3:$D$7"]
    assert book.names["scores"].refers_to == "=Data!$D$3:$D$7"
    assert book.names["part"].refers_to == "=Data!$D$3:$D$4"


def test_and_when_it_shrinks_but_the_cells_stay_as_in_excel(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    table.resize(table.range.resize(3))
    assert table.range.address == "$B$2:$F$4"
    assert answers(book)[:5] == [1.0, 3.0, 3.0, 3.0, 3.0]
    assert ranges_of_charts(book) == ["$Data.$B$3:$B$4", "$Data.$D$3:$D$4"]
    assert data["B5:E5"].value == ROWS[2]


def test_a_table_of_one_row_grows_too(book):
    data = book.sheets["Data"]
    one = data.tables["One"]
    book.sheets["Home"]["C1"].formula = "=SUM(One[V])"
    data["H3:I3"].value = ["k", 5]
    one.resize(one.range.resize(4))
    data["I4:I5"].value = [[6], [7]]
    assert book.sheets["Home"]["C1"].value == 18.0


def test_columns_can_be_added_to_a_table(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    data["G2"].value = "Extra"
    table.resize(data["B2:G5"])
    book.sheets["Home"]["C1"].formula = "=COUNTA(Contacts[Extra])"
    data["G3:G5"].value = "x"
    assert book.sheets["Home"]["C1"].value == 3.0
    assert answers(book) == [before if "whole" not in formula else 3.0 for formula, before, _ in MENTIONS]


def test_what_stands_in_the_new_rows_becomes_the_tables_as_it_is(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    data["B6"].value = "typed below"
    data["D8"].value = "mine"
    data["K6"].value = "beside"
    table.resize(table.range.resize(6))
    assert table.range.address == "$B$2:$F$7"
    assert (data["B6"].value, data["D8"].value, data["K6"].value) == ("typed below", "mine", "beside")
    assert data["B7"].value is None


def test_another_table_is_never_taken_in(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    data["D8"].value = [["K", "V"], ["k", 1]]
    data.tables.add(data["D8:E9"], name="Below")
    with pytest.raises(CellsInTheWay, match=r"Contacts must grow.*D8"):
        table.resize(table.range.resize(8))
    assert table.range.address == "$B$2:$F$5"
    table.resize(table.range.resize(6))
    assert data["D8:E9"].value == [["K", "V"], ["k", 1.0]]


@pytest.mark.parametrize("where", ["B3:F6", "C2:F5", "B2:F2"])
def test_a_range_that_cannot_be_the_tables_is_refused(book, where):
    table = book.sheets["Data"].tables["Contacts"]
    with pytest.raises(ValueError, match="must keep"):
        table.resize(book.sheets["Data"][where])
    assert table.range.address == "$B$2:$F$5"


def test_a_protected_sheet_is_refused_before_anything_changes(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    data.api.protect("")
    with pytest.raises(SheetProtected):
        table.resize(table.range.resize(6))
    assert table.range.address == "$B$2:$F$5"


def test_totals_move_down_with_the_end(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    data["B6"].value = ["Total", None, "=SUM(Contacts[Score])"]
    table.api.TotalsRow = True
    table.impl.set_area((2, 2, 5, 5))
    assert table.totals_row_range.value[:3] == ["Total", None, 6.0]
    assert table.data_body_range.address == "$B$3:$F$5"
    table.resize(data["B2:F8"])
    data["D6:D7"].value = [[10], [20]]
    assert table.totals_row_range.address == "$B$8:$F$8"
    assert table.totals_row_range.value[:3] == ["Total", None, 36.0]
    assert data["B6:B7"].value == [None, None]
    assert data["F3:F7"].value == [2.0, 4.0, 6.0, 20.0, 40.0]


def test_a_filtered_table_grows_and_stays_filtered(book):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    data["3:3"].rows.hidden = True
    data["5:5"].rows.hidden = True
    table.resize(table.range.resize(6))
    data["B3:D7"].value = [[name, None, i] for i, name in enumerate("vwxyz")]
    assert [data[f"{row}:{row}"].rows.hidden for row in range(3, 8)] == [True, False, True, False, False]
    assert data["F3:F7"].value == [0.0, 2.0, 4.0, 6.0, 8.0]
    assert table.show_autofilter


def test_deleted_rows_shorten_a_table_and_its_mentions(book):
    data = book.sheets["Data"]
    data["B4:F4"].delete("up")
    assert data.tables["Contacts"].range.address == "$B$2:$F$4"
    assert answers(book)[:5] == [2.0, 4.0, 4.0, 4.0, 3.0]


def test_a_grown_table_is_one_for_other_programs_too(book, tmp_path):
    data = book.sheets["Data"]
    table = data.tables["Contacts"]
    table.resize(table.range.resize(500))
    data["B6"].resize(496, 1).value = [[f"n{i}"] for i in range(496)]
    saved = tmp_path / "saved.xlsx"
    book.save(saved)
    found = openpyxl.load_workbook(saved)
    sheet = found["Data"]
    assert sheet.tables["Contacts"].ref == "B2:F501"
    assert sheet["F501"].value == "=Contacts[[#This Row],[Score]]*2"
    assert sheet["C501"].number_format == "yyyy\\-mm\\-dd"
    assert {str(rule.sqref) for rule in sheet.conditional_formatting} == {"D3:D501", "B3:F501"}
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["E3:E501"]
    assert found.defined_names["scores"].attr_text == "Data!$D$3:$D$501"
    assert found["Home"]["A1"].value == '=COUNTIFS(Contacts[Cadence used],"x")'


def test_tables_are_added(book):
    sheet = book.sheets.add("Blank")
    sheet["B2"].value = [["Key", "Value"], ["a", 1], ["b", 2]]
    table = sheet.tables.add(sheet["B2:C4"], name="Things")
    sheet["E1"].formula = "=SUM(Things[Value])"
    assert sheet["E1"].value == 3.0
    assert table.data_body_range.value == [["a", 1.0], ["b", 2.0]]
    assert sheet.tables.add(sheet["H2:I4"]).name == "Table1"
    with pytest.raises(ValueError, match="already"):
        sheet.tables.add(sheet["L2:M4"], name="things")


def ranges_of_formats(sheet):
    return sorted(
        each.Range.RangeAddressesAsString for each in sheet.api.ConditionalFormats.ConditionalFormats
    )


def ranges_of_charts(book):
    charts = book.sheets["Home"].api.getCharts()
    sequences = charts.getByIndex(0).getEmbeddedObject().getDataSequences()
    return [each.getValues().getSourceRangeRepresentation() for each in sequences]


def test_a_table_that_takes_the_name_of_another_one_is_itself(book):
    sheet = book.sheets.add("Names")
    sheet["A1:A2"].value = [["Left"], [1.0]]
    sheet["C1:C2"].value = [["Right"], [2.0]]
    sheet.tables.add(sheet["A1:A2"], name="First")
    assert [table.name for table in sheet.tables] == ["First"]
    sheet.tables.impl(1).name = "Second"
    sheet.tables.add(sheet["C1:C2"], name="First")
    assert {table.name: table.range.address for table in sheet.tables} == {
        "First": "$C$1:$C$2",
        "Second": "$A$1:$A$2",
    }


def test_tables_stay_on_their_sheets_when_sheets_come_or_change_places(office):
    book = office.books.add()
    calls = book.sheets[0]
    calls["A1"].value = [["Name"], ["Ana"]]
    calls.tables.add(source=calls["A1:A2"], name="Calls")

    def tables():
        return {sheet.name: [each.name for each in sheet.tables] for sheet in book.sheets}

    assert tables() == {calls.name: ["Calls"]}  # looked at a moment ago
    notes = book.sheets.add(name="Notes", before=calls)
    assert tables() == {"Notes": [], calls.name: ["Calls"]}
    notes.impl.move(before=None, after=calls.impl)
    assert tables() == {"Notes": [], calls.name: ["Calls"]}
    book.close()


def test_a_deleted_sheet_takes_no_table_of_another_one_with_it(office):
    book = office.books.add()
    first = book.sheets[0]
    first["A1"].value = [["Name"], ["Ana"]]
    first.tables.add(first["A1:A2"], name="People")
    gone = book.sheets.add(after=first)
    gone["A1"].value = [["Town"], ["Bilbao"]]
    gone.tables.add(gone["A1:A2"], name="Towns")
    last = book.sheets.add(after=gone)
    last["A1"].formula = "=COUNTA(People[Name])"
    try:
        gone.delete()
        assert [table.name for each in book.sheets for table in each.tables] == ["People"]
        assert (last["A1"].formula, last["A1"].value) == ("=COUNTA(People[Name])", 1)
    finally:
        book.close()


def test_a_table_that_is_none_any_more_is_not_met_again(sheet):
    there = [table.range.address for table in sheet.tables]
    sheet["M1"].value = [["a", "b"], [1, 2]]
    for name in ("Mine", "Ours"):
        sheet.tables.add(sheet["M1:N2"], name=name)
        assert len(sheet.tables) == len(there) + 1
        sheet.tables[name].impl.unlist()
        assert [table.range.address for table in sheet.tables] == there
    assert sheet["M1:N2"].value == [["a", "b"], [1, 2]]
