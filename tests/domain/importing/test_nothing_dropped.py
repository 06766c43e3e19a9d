"""Whatever a file says of a mapped column stands in the book afterwards, or is told."""

from __future__ import annotations

import csv
import io

import pytest

from salesbook.domain.importing.headers.known import targets_of
from salesbook.domain.importing.plan import importable
from salesbook.schema import TABLES, Column, Type
from tests.domain.importing.desk import Desk, messages, without

COUNTRIES = """
First name,Last name,Email,Country,Company
Anna,Lee,anna@example.com,Germany,
Bob,Ray,bob@example.com,Atlantis,
Cem,Ak,cem@example.com,Germany,Ak GmbH
Dana,Orr,dana@example.com,France,Ak GmbH
"""


def test_the_country_of_a_person_is_kept_with_and_without_a_firm(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(COUNTRIES, "Contacts")
    assert desk.column("Contacts", "Country") == ["DE", "Atlantis", "DE", "FR"]
    assert desk.rows("Accounts", "Account", "Country") == [{"Account": "Ak GmbH", "Country": "DE"}]
    assert [(one.table, one.column, one.value) for one in result.plan.problems] == [
        ("Contacts", "Country", "Atlantis")
    ]


def test_a_firm_of_the_book_keeps_its_country_and_its_people_have_their_own(tmp_path):
    desk = Desk(tmp_path, Accounts="Account ID | Account | Country\nA1 | Ak GmbH | AT")
    result = desk.bring(COUNTRIES, "Contacts")
    assert desk.column("Accounts", "Country") == ["AT"]
    assert desk.column("Contacts", "Country") == ["DE", "Atlantis", "DE", "FR"]
    assert len(result.plan.problems) == 1


def test_an_unknown_country_of_a_firm_without_a_person_is_told_at_the_firm(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Company,Country,Date,Amount\nAcme,Atlantis,2026-01-02,5\n", "Orders")
    assert [(one.table, one.column, one.value) for one in result.plan.problems] == [
        ("Accounts", "Country", "Atlantis")
    ]


def test_the_country_of_a_private_customer_of_an_order_is_kept(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Email,Country,Date,Amount\nAnna Lee,anna@example.com,Germany,2026-01-02,5\n", "Orders")
    assert desk.rows("Contacts", "First name", "Country") == [{"First name": "Anna", "Country": "DE"}]


def test_a_workbook_without_the_column_says_so_where_no_firm_takes_the_country(tmp_path):
    desk = Desk(tmp_path)
    desk.book.grids["Contacts"] = without("Contacts", "Country")
    result = desk.bring(COUNTRIES, "Contacts")
    assert "3 cells of Country had no place (lines 3, 4, 6)" in messages(result)
    assert "has no column 'Country'" in messages(result)


def test_what_a_row_says_of_a_firm_that_it_does_not_name_is_told_with_its_number(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Name,Email,Industry,Company\nAnna Lee,a@x.com,Wine,\nBo Ray,b@x.com,Oil,Acme\n", "Contacts"
    )
    assert "1 cell of Industry had no place (line 2): there the file names no firm." in messages(result)
    assert desk.column("Accounts", "Industry") == ["Oil"]


def test_what_records_say_otherwise_of_people_is_told_with_its_number(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Email | Job title\nC1 | Anna | a@x.com | Buyer")
    result = desk.bring("Contact ID,Date,Amount,Job title,Email\nC1,2026-01-02,5,Owner,new@x.com\n", "Orders")
    assert "2 cells of Contacts stayed, as the file has them otherwise: Job title 1, Email 1." in messages(
        result
    )


def sample(column: Column) -> str:
    """A cell that the column takes."""
    if column.choices:
        return column.choices[0]
    match column.type:
        case Type.DATE | Type.MOMENT:
            return "2026-01-31"
        case Type.NUMBER | Type.WHOLE | Type.MONEY:
            return "17"
        case Type.SHARE:
            return "0.5"
        case Type.TIME:
            return "09:30"
        case Type.FLAG:
            return "Yes"
        case _:
            return {
                "Country": "FR",
                "Email": "zoe@example.com",
                "Phone": "+34 911 23 45 67",
                "Language": "fr",
            }.get(column.name, "Quark")


IMPORTABLE = [
    name for name, table in TABLES.items() if not table.ours and table.imported and name != "Outbox"
]
KNOWN_BY = {
    "First name",
    "Last name",
    "Email",
    "Phone",
    "Account ID",
    "Contact ID",
    "Account",
    "Created",
}  # no book is without them
ENOUGH = {  # what a row needs at least, for each way in which it can be about somebody
    "Contacts": ({"Last name": "Lee"}, {"Last name": "Lee", "Account": "Acme"}),
    "Accounts": ({"Account": "Acme"},),
    "Orders": ({"Date": "2026-01-02", "Last name": "Lee"}, {"Date": "2026-01-02", "Account": "Acme"}),
    "Activities": ({"When": "2026-01-02", "Last name": "Lee"},),
    "Opportunities": ({"Title": "Deal", "Last name": "Lee"}, {"Title": "Deal", "Account": "Acme"}),
}


def targets(table: str) -> list[str]:
    """Every column that a header can mean in a table."""
    return [target.column for _, target in targets_of(table)]


@pytest.mark.parametrize("older", [False, True], ids=["new", "older"])
@pytest.mark.parametrize("table", IMPORTABLE)
def test_every_mapped_cell_stands_in_the_book_or_is_told(tmp_path, table, older):
    """For every column of every table, with and without a firm, in a new workbook and in one that lacks the column."""
    assert importable(table) == table
    for name in targets(table):
        home = next((t for t in (table, "Contacts", "Accounts") if name in TABLES[t].by_name), table)
        column = TABLES[home].by_name.get(
            name, Column(name, Type.DATE if "contacted" in name else Type.TEXT, "")
        )
        if older and (column.needed or column.vital or name == TABLES[home].key or name in KNOWN_BY):
            continue
        for rest in ENOUGH.get(
            table, ({one.name: sample(one) for one in TABLES[table].columns if one.needed},)
        ):
            row = {**rest, name: sample(column)}
            desk = Desk(tmp_path)
            if older and name in TABLES[home].by_name:
                desk.book.grids[home] = without(home, name)
            text = io.StringIO()
            csv.writer(text).writerows([list(row), list(row.values())])
            result = desk.bring(text.getvalue(), table)
            cells = [
                cell
                for grid in desk.book.grids.values()
                for column in grid.columns.values()
                for cell in column
            ]
            stands = {
                form
                for cell in cells
                for form in (str(cell), str(cell)[:10], str(cell)[:5], f"{cell}".removesuffix(".0"))
            }
            told = [messages(result), *(one.column for one in result.plan.problems)]
            assert row[name] in stands or any(name in one for one in told) or result.rejects, (
                table,
                row,
                told,
            )
            assert "It has no ." not in {one.reason for one in result.rejects}
