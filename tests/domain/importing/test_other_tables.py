"""Every table that people own can be imported into."""

from __future__ import annotations

from datetime import date, time

import pytest

from salesbook.domain.importing.plan import importable
from salesbook.errors import BadInput, explain
from salesbook.schema import TABLES
from tests.domain.importing.desk import Desk, messages, reasons


def test_the_team_by_name_with_its_hours(tmp_path):
    desk = Desk(tmp_path, Team="Rep | Name | Role\nEva | Eva Stein |")
    text = "Mitarbeiter;E-Mail;Rolle;Anrufe pro Tag;Arbeitstage;Von;Bis;Land;Aktiv\nEva Stein;eva@firm.com;Sales;12;Mo-Fr;9:00;17.30;Spanien;ja\nMax Ott;max@firm.com;;8;;;;;nein\n"
    result = desk.bring(text, "Team")
    assert desk.rows("Team") == [
        {"Rep": "Eva", "Name": "Eva Stein", "Email": "eva@firm.com", "Role": "Sales", "Calls per day": 12.0, "Working days": "Mon, Tue, Wed, Thu, Fri",
         "From": time(9), "To": time(17, 30), "Country": "ES", "Active": "Yes"},
        {"Rep": "Max", "Name": "Max Ott", "Email": "max@firm.com", "Calls per day": 8.0, "Active": "No"},
    ]  # fmt: skip
    assert result.counts == {"rows": 2, "new": 1, "filled": 1, "known": 0, "rejected": 0}
    assert desk.bring(text, "Team").plan.changes == ()


def test_colleagues_who_share_a_first_name_go_by_the_full_one(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Email\nEva Stein,e@x.com\nEva Orr,o@x.com\n", "Team")
    assert desk.column("Team", "Rep") == ["Eva Stein", "Eva Orr"]


def test_holidays_and_absences_come_once(tmp_path):
    desk = Desk(tmp_path, Holidays="Country | Date | Name\nES | 2026-01-06 | Reyes")
    text = "País;Fecha;Festivo\nES;06/01/2026;Reyes\nES;15/08/2026;Asunción\n;;\n"
    assert desk.bring(text, "Holidays").counts["new"] == 1
    assert desk.column("Holidays", "Date") == [date(2026, 1, 6), date(2026, 8, 15)]
    assert desk.bring(text, "Holidays").plan.changes == ()
    desk.bring("Rep,Start date,End date,Substitute\nEva,2026-08-01,2026-08-15,Max\n", "Absences")
    assert desk.rows("Absences") == [
        {"Rep": "Eva", "From": date(2026, 8, 1), "To": date(2026, 8, 15), "Stand-in": "Max"}
    ]


def test_cadences_by_their_names(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Cadence,Kind,Every,Unit,Channels,Active\nGold,customer,2,weeks,phone; visit,yes\n", "Cadences"
    )
    assert desk.rows("Cadences") == [
        {
            "Cadence": "Gold",
            "Kind": "Customer",
            "Every": 2.0,
            "Unit": "week",
            "Channels": "Call, Visit",
            "Active": "Yes",
        }
    ]


def test_a_row_without_a_key_is_rejected(tmp_path):
    assert reasons(Desk(tmp_path).bring("Cadence,Every\n,2\n", "Cadences")) == [(2, "It has no Cadence.")]


@pytest.mark.parametrize(
    "table", [name for name, table in TABLES.items() if not table.ours and name not in {"Calls", "Outbox"}]
)
def test_every_table_of_people_takes_rows_under_its_own_headers_twice_without_a_change(tmp_path, table):
    desk = Desk(tmp_path)
    columns = [one for one in TABLES[table].columns if not (one.ours or one.formula or one.optional)]
    cells = {
        "ID": "x1",
        "TEXT": "word",
        "FLAG": "Yes",
        "DATE": "2026-01-31",
        "MOMENT": "2026-01-31 10:00",
        "TIME": "10:00",
    }
    row = [column.choices[0] if column.choices else cells.get(column.type.name, "5") for column in columns]
    row = [
        {"Email": "a@example.com", "Country": "ES", "Phone": "+34 911 23 45 67"}.get(c.name, cell)
        for c, cell in zip(columns, row, strict=True)
    ]
    text = ",".join(column.name for column in columns) + "\n" + ",".join(row) + "\n"
    result = desk.bring(text, table)
    assert (result.counts["new"], result.rejects, result.plan.problems) == (1, (), ())
    kept = set(desk.rows(table)[-1])
    if table == "Contacts":
        kept |= set(desk.rows("Accounts")[0])  # where the number of a customer with an account goes
    assert {column.name for column in columns} <= kept
    assert desk.bring(text, table).plan.changes == ()


def test_tables_are_named_in_any_case():
    assert importable("contacts") == "Contacts"


@pytest.mark.parametrize("name", ["Calls", "Problems", "Runs", "Sheet1"])
def test_nothing_can_be_imported_into_salesbooks_own_tables(name):
    with pytest.raises(BadInput) as error:
        importable(name)
    assert "Choose one of: Contacts, Accounts" in explain(error.value)


def test_a_column_that_no_new_book_has_is_named_with_what_to_do(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Kind\nC1 | Ana | Customer")
    said = messages(
        desk.bring("Order ID,Contact ID,Date,Amount,Paid on\nO1,C1,2026-01-05,100,2026-02-01\n", "Orders")
    )
    assert (
        "1 cell of Paid on had no place (line 2): Orders of this workbook has no column 'Paid on'. Add one with that header, and import again."
        in said
    )
