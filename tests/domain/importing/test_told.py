"""What an import says of itself: in which line, of whom, and how many."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages

TEAM = "Rep | Name | Email\nEva | Eva Stein | eva@firm.com"
AUSTRIA = "Setting | Value\nDefault country | AT"


def told(result):
    return [(p.table, p.key, p.column, p.value, p.cell, p.why) for p in result.plan.problems]


def test_a_cell_that_a_check_finds_again_is_told_as_the_check_does(tmp_path):
    desk = Desk(tmp_path, Settings=AUSTRIA)
    result = desk.bring(
        "Name,Phone\nB Zehn,+43 1 5331122\nA Zehn,01 / 533 ask\n,,\n", "Contacts", "phones.csv"
    )
    assert told(result) == [
        ("Contacts", "C0002", "Phone", "01 / 533 ask", "",
         "Phone '01 / 533 ask' is not a phone number that can be dialled"),
    ]  # fmt: skip


def test_a_cell_of_a_row_that_the_book_has_is_left_to_be_found_there(tmp_path):
    desk = Desk(tmp_path, Settings=AUSTRIA)
    text = "Name,Phone\nA Zehn,01 / 533 ask\n"
    desk.bring(text, "Contacts")
    assert [(p.key, p.cell) for p in desk.bring(text, "Contacts").plan.problems] == [("C0001", "")]


def test_a_value_that_the_reason_names_already_is_not_told_twice(tmp_path):
    result = Desk(tmp_path).bring("Account,Country\nAcme,Ruritania\n", "Accounts", "firms.csv")
    assert told(result) == [
        ("Accounts", "A0001", "Country", "Ruritania", "",
         "Country 'Ruritania' is not a country that salesbook knows, so the strictest row of MailRules counts"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "owner", ["Eva", "eva", "EVA STEIN", "Stein, Eva", "Eva  Stein (Sales)", "Eva@Firm.com"]
)
def test_an_owner_is_found_by_any_name_that_team_has(tmp_path, owner):
    desk = Desk(tmp_path, Team=TEAM)
    desk.bring(f'Name,Owner\nBob Ray,"{owner}"\n', "Contacts")
    desk.bring(f'Date,Name,By\n2026-01-31,Bob Ray,"{owner}"\n', "Activities", mapping={"By": "By"})
    assert (desk.column("Contacts", "Owner"), desk.column("Activities", "By")) == (["Eva"], ["Eva"])


def test_an_owner_whom_team_lacks_stays_as_typed_and_is_no_difference_once_team_has_them(tmp_path):
    desk = Desk(tmp_path)
    text = "Contact ID,Name,Owner\n1,Bob Ray,Eva Stein\n2,Cem Ak,eva@firm.com\n3,Dora Fox,Max\n"
    desk.bring(text, "Contacts")
    assert desk.column("Contacts", "Owner") == ["Eva Stein", "eva@firm.com", "Max"]
    desk.bring("Rep,Name,Email\nEva,Eva Stein,eva@firm.com\n", "Team")
    again = desk.bring(text.replace("Max", "Eva Stein"), "Contacts")
    assert [(p.key, p.column) for p in again.plan.problems] == [("3", "Owner")]


def test_counts_of_one_are_told_as_one(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Order ID,Date,Name,Company,Amount\n1,2026-01-31,Anna Lee,Acme,5\n", "Orders")
    assert messages(result).endswith("Orders: 1 row read; 1 new, 1 contact made, 1 account made.")
    result = desk.bring("Name,Last contacted\nBob Ray,2026-01-31\nCem Ak,2026-01-31\n", "Contacts")
    assert messages(result).endswith("Contacts: 2 rows read; 2 new, 2 activities made from last contacts.")
    result = desk.bring("Name,Last contacted\nDora Fox,2026-01-31\n", "Contacts")
    assert messages(result).endswith("Contacts: 1 row read; 1 new, 1 activity made from a last contact.")


def test_a_file_without_rows_is_told_as_that(tmp_path):
    assert messages(Desk(tmp_path).bring("Name,Email\n", "Contacts")).endswith(
        "\nThe file holds headers but no rows."
    )


def test_amounts_are_told_as_money(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Order ID,Contact ID,Date,Amount\n1,k1,2026-01-31,965\n", "Orders")
    [problem] = desk.bring("Order ID,Contact ID,Date,Amount\n1,k1,2026-01-31,12.5\n", "Orders").plan.problems
    assert problem.why == "The imported file says '12.50' here; what stands here, '965.00', was kept"
    assert problem.value == "965.00"
