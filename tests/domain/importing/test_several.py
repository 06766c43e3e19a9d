"""Several people, firms or addresses in one cell are told apart, or told."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages, reasons

CALLS = """\
Engagement ID,Activity type,Activity date,Associated Contact,Associated Contact IDs,Associated Contact email,Call notes
11,Call,2026-03-31 10:00,Anna Lee;Bob Ray,51;52,anna@example.com;bob@example.com,<p>Hello</p>
12,Email,2026-04-01 10:00,Anna Lee,51,anna@example.com,
"""


def people_of(desk):
    return [
        (row["Activity ID"], row["Contact ID"])
        for row in desk.rows("Activities", "Activity ID", "Contact ID")
    ]


def test_a_call_with_two_people_belongs_to_both(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(CALLS, "Activities", "calls.csv")
    assert people_of(desk) == [("11", "51"), ("11-52", "52"), ("12", "51")]
    assert desk.rows("Contacts", "Contact ID", "First name", "Last name", "Email") == [
        {"Contact ID": "51", "First name": "Anna", "Last name": "Lee", "Email": "anna@example.com"},
        {"Contact ID": "52", "First name": "Bob", "Last name": "Ray", "Email": "bob@example.com"},
    ]
    assert "1 row of calls.csv names several people; each of them got an activity." in messages(result)
    assert messages(result).endswith("Activities: 2 rows read; 3 new, 2 contacts made.")


@pytest.mark.parametrize(
    "again",
    [
        CALLS,
        CALLS.replace("Anna Lee;Bob Ray,51;52,anna@example.com;bob@example.com", "Bob Ray;Anna Lee,52;51,bob@example.com;anna@example.com"),
    ],
)  # fmt: skip
def test_the_same_file_once_more_changes_nothing_whatever_the_order_of_its_people(tmp_path, again):
    desk = Desk(tmp_path)
    desk.bring(CALLS, "Activities")
    result = desk.bring(again, "Activities")
    assert (result.plan.changes, result.plan.problems) == ((), ())


def test_people_without_ids_are_told_apart_by_their_names(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Activity ID,Date,Name\n7,2026-01-02,Anna Lee; Bob Ray | Cem Ak\n", "Activities")
    assert people_of(desk) == [("7", "C0001"), ("7-anna-lee", "C0002"), ("7-bob-ray", "C0003")]
    desk = Desk(tmp_path)
    desk.bring("Date,Name\n2026-01-02,Anna Lee;Bob Ray\n", "Activities")
    assert len(set(desk.column("Activities", "Activity ID"))) == 2


def test_lists_that_do_not_fit_each_other_are_for_somebody_to_part_once(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(CALLS.replace("51;52", "51;52;53"), "Activities")
    assert reasons(result) == [
        (2, "It names 2 Names and 3 Contact IDs and 2 Emails: give each person a row of their own.")
    ]
    assert result.rejects[0].cells[3:5] == ["Anna Lee;Bob Ray", "51;52;53"]
    assert people_of(desk) == [("12", "51")]


def test_a_row_of_two_that_cannot_be_read_is_rejected_once_and_as_it_stands(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(CALLS.replace("2026-03-31 10:00", "one day"), "Activities")
    [reject] = result.rejects
    assert (reject.line, reject.cells[3]) == (2, "Anna Lee;Bob Ray")
    assert result.counts["rejected"] == 1


def test_a_person_of_two_firms_belongs_to_the_first_and_it_is_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Record ID,First Name,Last Name,Associated Company,Associated Company IDs\n51,Anna,Lee,Acme;Beta GmbH,901;902\n52,Bob,Ray,Acme,901\n",
        "Contacts", "people.csv",
    )  # fmt: skip
    assert desk.rows("Accounts") == [{"Account ID": "901", "Account": "Acme"}]
    assert desk.column("Contacts", "Account ID") == ["901", "901"]
    assert "Line 2 of people.csv names several firms; the first was taken." in messages(result)


def test_firms_and_ids_that_do_not_fit_are_rejected(tmp_path):
    result = Desk(tmp_path).bring("Name,Company,Company ID\nAnna Lee,Acme;Beta,901\n", "Contacts")
    assert reasons(result) == [(2, "It names 2 Accounts and 1 Account ID: leave one of each.")]


def test_a_deal_with_several_people_is_that_of_the_first_and_its_firm(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Record ID,Deal Name,Amount,Associated Contact,Associated Contact IDs,Associated Company\n7,Ovens,100,Anna Lee;Bob Ray,51;52,Acme\n",
        "Opportunities", "deals.csv",
    )  # fmt: skip
    [deal] = desk.rows("Opportunities", "Opportunity ID", "Contact ID", "Amount")
    assert deal == {"Opportunity ID": "7", "Contact ID": "51", "Amount": 100.0}
    assert "Line 2 of deals.csv names several people; the first was taken." in messages(result)


def test_an_order_of_two_people_and_no_firm_is_asked_about(tmp_path):
    result = Desk(tmp_path).bring("Order ID,Date,Amount,Name\n1,2026-01-02,5,Anna Lee;Bob Ray\n", "Orders")
    assert reasons(result) == [(2, "It names several people: leave the one who ordered.")]
