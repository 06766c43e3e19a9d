"""Cells become typed values; what cannot be read is a Problem with its cell, and the rest counts."""

from __future__ import annotations

from datetime import date, datetime, time

import pandas as pd
import pytest

from salesbook.actions.outcome import Outcome, lost_headers
from salesbook.books.memory import MemoryBook, grid_of
from salesbook.errors import MissingColumn, explain
from salesbook.schema import SETTING_ROWS, TABLES
from salesbook.tables.frames import frame, frames, read_settings
from salesbook.tables.grid import Grid, Snapshot
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import CellError
from tests.helpers import book, snapshot


def read(table: str, *rows: dict):
    return frame(TABLES[table], grid_of(table, list(rows)))


def said(problems):
    return [(p.cell, p.why) for p in problems]


def test_every_column_has_its_type():
    contacts, problems = read("Contacts", {
        "Contact ID": 1001.0, "First name": " Ana ", "Decision maker": "yes", "Reachable from": time(9, 30),
        "Created": datetime(2026, 3, 1, 14, 0), "Preferred days": "Tue;thursday", "Score": 61, "Kind": "customer",
    })  # fmt: skip
    assert not problems
    assert contacts.index.tolist() == ["1001"]
    row = contacts.iloc[0]
    assert (row["First name"], row["Decision maker"], row["Reachable from"]) == ("Ana", True, 570)
    assert (row["Created"], row["Preferred days"]) == (pd.Timestamp(2026, 3, 1), "Tue, Thu")
    assert (row["Score"], row["Kind"], row["Last name"]) == (61, "Customer", "")
    assert pd.isna(row["Next date"])


def test_an_empty_table_gives_an_empty_frame():
    everything, problems = frames(snapshot(MemoryBook()))
    assert not problems
    assert {name: len(table) for name, table in everything.items()} == dict.fromkeys(TABLES, 0) | {
        "Settings": len(SETTING_ROWS)
    }


@pytest.mark.parametrize(("header", "cell", "why"), [
    ("Created", "45000", "Created is not a date: '45000'"),
    ("Created", "soon", "Created is not a date: 'soon'"),
    ("Created", "31/02/2026", "Created is a day that does not exist: '31/02/2026'"),
    ("Created", "5 March 99999999999", "Created is not a date: '5 March 99999999999'"),
    ("Created", "² March 2026", "Created is not a date: '² March 2026'"),
    ("Next date", "03/04/2026", "Next date could be 3 April 2026 or 4 March 2026: '03/04/2026'"),
    ("Next date", "12.12.2026", "Next date is text, read as 12 December 2026: '12.12.2026'"),
    ("Created", 45000.0, "Created is not a date: '45000'"),
    ("Next date", True, "Next date is not a date: 'True'"),
    ("Reachable from", "25:00", "Reachable from is not a time of day: '25:00'; nobody calls this person until it can be read"),
    ("Do not call", "perhaps", "Do not call is neither Yes nor No: 'perhaps'; it counts as Yes"),
    ("Kind", "Friend", "Kind is not on the list: 'Friend'"),
    ("Preferred days", "Mon, Someday", "Preferred days has 'Someday', which is not on the list; no day counts as one of theirs"),
    ("Notes", CellError("#REF!"), "Notes shows the error #REF!"),
])  # fmt: skip
def test_a_bad_cell_is_named_and_the_row_still_counts(header, cell, why):
    contacts, problems = read(
        "Contacts", {"Contact ID": "C0"}, {"Contact ID": "C1", header: cell, "First name": "Ana"}
    )
    letter = grid_of("Contacts", [{}]).letters[header]
    assert said(problems) == [(f"Contacts!{letter}3", why)]
    assert problems[0].todo
    assert contacts.loc["C1", "First name"] == "Ana"


@pytest.mark.parametrize(("word", "means"), [
    ("Ja", True), ("Sí", True), ("si\u0301", True), ("Oui", True), ("wahr", True), ("✓", True), ("☑", True), ("✔\ufe0f", True), (True, True),
    (1.0, True), ("Nein", False), ("Non", False), ("Não", False), ("falsch", False), ("☐", False), (False, False), (0, False),
])  # fmt: skip
def test_yes_and_no_are_understood_in_several_languages(word, means):
    contacts, problems = read("Contacts", {"Contact ID": "C1", "Do not call": word})
    assert not problems
    assert contacts["Do not call"].tolist() == [means]


def test_what_cannot_be_read_in_a_column_of_ours_is_no_problem_for_people():
    contacts, problems = read("Contacts", {"Contact ID": "C1", "Score": "n/a", "Why": CellError("#REF!"), "Next due": 46000.0})  # fmt: skip
    assert not problems
    assert pd.isna(contacts.loc["C1", "Score"])


def test_numbers_and_dates_typed_as_text_are_read():
    orders, problems = read("Orders", {"Order ID": "1", "Date": "2026-02-28", "Amount": " 12.50 "})
    assert not problems
    assert (orders.loc["1", "Date"], orders.loc["1", "Amount"]) == (pd.Timestamp(2026, 2, 28), 12.5)


@pytest.mark.parametrize(
    "text", ["12.10.2026", "12 Oct 2026", "12. Oktober 2026", "Oct 12, 2026", "2026/10/12"]
)
def test_a_date_in_words_counts_where_there_is_no_doubt(text):
    contacts, problems = read("Contacts", {"Contact ID": "C1", "Next date": text})
    assert contacts.loc["C1", "Next date"] == pd.Timestamp(2026, 10, 12)
    assert [problem.cell for problem in problems] == ["Contacts!AD2"]


def test_an_absence_in_words_counts_from_its_first_to_its_last_day():
    absences, problems = read("Absences", {"Rep": "ann", "From": "2.3.2026", "To": "9 March 2026"})
    assert absences[["From", "To"]].iloc[0].tolist() == [pd.Timestamp(2026, 3, 2), pd.Timestamp(2026, 3, 9)]
    assert not any("count" in problem.why for problem in problems)


@pytest.mark.parametrize(("text", "minutes"), [("9:30", 570), ("9.30", 570), ("9h30", 570), ("9 am", 540), ("5pm", 1020), ("17 Uhr", 1020), ("9", 540)])  # fmt: skip
def test_times_of_day_are_read_as_people_write_them(text, minutes):
    contacts, problems = read("Contacts", {"Contact ID": "C1", "Reachable from": text})
    assert (contacts["Reachable from"].tolist(), problems) == ([minutes], [])


def test_the_first_of_two_rows_with_one_key_counts():
    accounts, problems = read(
        "Accounts", {"Account ID": "A1", "Account": "First"}, {"Account ID": "A1", "Account": "Second"}
    )
    assert accounts["Account"].tolist() == ["First"]
    assert said(problems) == [("Accounts!A3", "A1 stands in row 2 already; this row is left out")]


def test_blank_rows_are_skipped_and_rows_without_a_key_are_named():
    contacts, problems = read("Contacts", {"Contact ID": "C1"}, {}, {"First name": "Nobody"})
    assert len(contacts) == 1
    assert said(problems) == [("Contacts!A4", "This row has no Contact ID, so it is left out")]


def test_a_row_with_nothing_but_spaces_is_blank():
    contacts, problems = read("Contacts", {"Contact ID": "C1"}, {"Contact ID": " "}, {"Contact ID": "\u00a0", "Notes": " "})  # fmt: skip
    assert not problems
    assert contacts.index.tolist() == ["C1"]


def test_an_activity_without_a_number_counts_and_one_without_a_date_is_named():
    activities, problems = read(
        "Activities", {"Contact ID": "C1", "When": date(2026, 1, 1)}, {"Activity ID": "X", "Contact ID": "C1"}
    )
    assert len(activities) == 2
    assert said(problems) == [("Activities!B3", "This row of Activities has no When, so it does not count")]


def test_calls_keeps_every_row_and_what_stands_in_the_users_own_columns():
    calls, _ = read(
        "Calls", {"Call ID": "1", "Minutes": "ten"}, {"Call ID": "1"}, {"Name": "Bo", "My remark": "late"}
    )
    assert len(calls) == 3
    assert origin_of(calls).unread == {"1"}
    assert list(origin_of(calls).extra.values()) == [{"My remark": "late"}]


def without(table: str, *headers: str, renamed: dict[str, str] | None = None) -> Grid:
    whole = grid_of(table, [{}])
    names = {h: (renamed or {}).get(h, h) for h in whole.columns if h not in headers}
    return Grid(
        table,
        {names[h]: [None] for h in names},
        whole.key,
        whole.sheet,
        letters={names[h]: whole.letters[h] for h in names},
    )


def test_a_renamed_header_is_found_by_its_place():
    _, problems = frame(TABLES["Contacts"], without("Contacts", renamed={"Language": "Sprache"}))
    assert [p.why for p in problems] == ["The column 'Language' of table Contacts is missing"]
    assert problems[0].todo == "'Sprache' in Contacts!T1 stands where it was: name it 'Language' again."


def test_a_header_that_was_deleted_is_told_with_its_cell_before_all_else():
    letters = grid_of("Contacts", [{}]).letters["Language"]  # what a column without a header is called
    _, problems = frame(TABLES["Contacts"], without("Contacts", renamed={"Language": letters}))
    assert lost_headers(Outcome("today", problems=problems)) == (
        f"The column 'Language' of table Contacts is missing. The header in Contacts!{letters}1 is gone: type Language into it again."
    )
    assert lost_headers(Outcome("today")) == ""


def test_neighbours_that_were_renamed_are_each_found_by_their_own_place():
    names = {"Time zone": "Zone", "Language": "Tongue"}
    grid = without("Contacts", renamed=names)
    _, problems = frame(TABLES["Contacts"], grid)
    assert [p.todo for p in problems] == [
        f"{new!r} in Contacts!{grid.letters[new]}1 stands where it was: name it {old!r} again."
        for old, new in names.items()
    ]


def test_one_header_is_not_named_for_two_columns():
    _, problems = frame(TABLES["Contacts"], without("Contacts", "Language", renamed={"Time zone": "Zone"}))
    assert ["'Zone'" in p.todo for p in problems] == [True, False]
    assert problems[1].todo.startswith("It stood after ")


def called(*headers: str) -> dict[str, dict[str, str]]:
    """`extra` of one line of Calls whose columns have these names in place of Why and Talk about."""
    names = list(TABLES["Calls"].by_name)
    place = names.index("Why")
    names[place : place + 2] = headers
    grid = Grid("Calls", {name: [f"in {name}"] for name in names}, "Call ID", "Calls")
    return origin_of(frame(TABLES["Calls"], grid)[0]).extra


def test_what_salesbook_wrote_under_a_header_since_renamed_was_not_typed_by_a_person():
    assert called("Why", "Topic") == {}
    assert called("Reason", "Topic") == {}


def test_a_column_of_the_users_beside_a_renamed_one_is_still_theirs():
    assert called("My note", "Why", "Talk about") == {"in Call ID": {"My note": "in My note"}}
    assert called("Why", "My note", "Theme") == {"in Call ID": {"My note": "in My note", "Theme": "in Theme"}}


def test_a_deleted_column_is_placed_by_its_neighbour():
    _, problems = frame(TABLES["Contacts"], without("Contacts", "Language"))
    assert problems[0].todo == "It stood after 'Time zone': insert a column there and name it 'Language'."


def test_a_workbook_made_before_a_column_existed_has_no_problem_with_it():
    later = [(table, column.name) for table in TABLES.values() for column in table.columns if column.later]
    assert "Best tie" in [header for _, header in later]
    for table, header in later:
        assert frame(table, without(table.name, header))[1] == []


def test_nothing_works_without_the_key():
    with pytest.raises(MissingColumn) as error:
        frame(TABLES["Activities"], without("Activities", "When"))
    assert "has no column 'When'" in explain(error.value)


def test_settings_have_the_type_of_their_default_and_bad_ones_are_said():
    values, problems = read_settings(
        snapshot(
            book(
                Settings="""
        Setting          | Value
        Firm             | 4711
        Default interval | 60
        Strong from      | high
        Fair from        | -3
        My own           | x
    """
            )
        )
    )
    assert (values["Firm"], values["Default interval"], values["Strong from"]) == ("4711", 60.0, 60.0)
    assert len(values) == len(SETTING_ROWS)
    assert [p.cell for p in problems] == ["Settings!B4", "Settings!B5"]


def test_settings_are_found_however_they_are_spelt():
    values, problems = read_settings(snapshot(book(Team="Rep\nAnn Lee", Settings="""
        Setting        | Value
        default OWNER  | ann  lee
        strong  from   | 70
    """)))  # fmt: skip
    assert not problems
    assert (values["Default owner"], values["Strong from"]) == ("Ann Lee", 70.0)


def test_of_two_rows_for_one_setting_the_first_counts_and_the_other_is_named():
    values, problems = read_settings(snapshot(book(Settings="Setting | Value\nFirm | Ours\nFIRM | Theirs")))
    assert values["Firm"] == "Ours"
    assert said(problems) == [("Settings!A3", "Firm stands in row 2 already; this row is left out")]


def test_reps_are_spelt_as_in_team_wherever_they_are_named():
    tables, problems = frames(snapshot(book(
        Team="Rep\nAnn\nBen Lee\nben lee\nann k", Contacts="Contact ID | Owner\nC1 | ANN\nC2 | Ben  LEE\nC3 | ben lee\nC4 | Zoe",
        Calls="Call ID | Rep\n1 | ann", Activities="Activity ID | When | Contact ID | By\n1 | 2026-01-01 | C1 | ANN",
    )))  # fmt: skip
    assert not problems
    assert tables["Contacts"]["Owner"].tolist() == ["Ann", "Ben Lee", "ben lee", "Zoe"]
    assert (tables["Calls"]["Rep"].tolist(), tables["Activities"]["By"].tolist()) == (["Ann"], ["Ann"])
    assert tables["Contacts"]["Owner"].dtype == object


def test_a_snapshot_may_hold_any_tables():
    whole = snapshot(MemoryBook())
    assert list(frames(Snapshot({"Orders": whole.grids["Orders"]}, whole.seen))[0]) == ["Orders"]


@pytest.mark.parametrize("header", ["Do not call", "Do not email", "Status", "Consent", "Next date"])
def test_nobody_is_called_from_a_book_that_cannot_say_who_said_no(header):
    with pytest.raises(MissingColumn) as error:
        frame(TABLES["Contacts"], without("Contacts", renamed={header: "Renamed"}))
    assert f"name it '{header}' again" in explain(error.value)
