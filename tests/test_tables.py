"""Cells become typed values; what cannot be read is a Problem with its cell, and the rest counts."""

from __future__ import annotations

from datetime import date, datetime, time

import pandas as pd
import pytest

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.errors import MissingColumn, explain
from salesbook.grid import Grid, Snapshot
from salesbook.plan import CellError
from salesbook.schema import SETTING_ROWS, TABLES
from salesbook.tables import frame, frames, settings
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
    assert {name: len(table) for name, table in everything.items()} == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize(("header", "cell", "why"), [
    ("Created", "31/02/2026", "Created is not a date: '31/02/2026'"),
    ("Created", 45000.0, "Created is not a date: '45000.0'"),
    ("Next date", True, "Next date is not a date: 'True'"),
    ("Reachable from", "25:00", "Reachable from is not a time of day: '25:00'"),
    ("Do not call", "perhaps", "Do not call is neither Yes nor No: 'perhaps'; it counts as Yes"),
    ("Kind", "Friend", "Kind is not on the list: 'Friend'"),
    ("Preferred days", "Mon, Someday", "Preferred days has 'Someday', which is not on the list"),
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


def test_numbers_and_dates_typed_as_text_are_read():
    orders, problems = read("Orders", {"Order ID": "1", "Date": "2026-02-28", "Amount": " 12.50 "})
    assert not problems
    assert (orders.loc["1", "Date"], orders.loc["1", "Amount"]) == (pd.Timestamp(2026, 2, 28), 12.5)


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
    assert calls.attrs["bad"] == {"1"}
    assert list(calls.attrs["extra"].values()) == [{"My remark": "late"}]


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
    assert problems[0].todo == "'Sprache' in Contacts!S1 stands where it was: name it 'Language' again."


def test_a_deleted_column_is_placed_by_its_neighbour():
    _, problems = frame(TABLES["Contacts"], without("Contacts", "Language"))
    assert problems[0].todo == "It stood after 'Time zone': insert a column there and name it 'Language'."


def test_nothing_works_without_the_key():
    with pytest.raises(MissingColumn) as error:
        frame(TABLES["Activities"], without("Activities", "When"))
    assert "has no column 'When'" in explain(error.value)


def test_settings_have_the_type_of_their_default_and_bad_ones_are_said():
    values, problems = settings(
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


def test_a_snapshot_may_hold_any_tables():
    whole = snapshot(MemoryBook())
    assert list(frames(Snapshot({"Orders": whole.grids["Orders"]}, whole.seen))[0]) == ["Orders"]


@pytest.mark.parametrize("header", ["Do not call", "Do not email", "Status", "Consent", "Next date"])
def test_nobody_is_called_from_a_book_that_cannot_say_who_said_no(header):
    with pytest.raises(MissingColumn) as error:
        frame(TABLES["Contacts"], without("Contacts", renamed={header: "Renamed"}))
    assert f"name it '{header}' again" in explain(error.value)
