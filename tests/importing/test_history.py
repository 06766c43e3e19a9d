"""A last date or old notes in a list of people become one activity with outcome Imported."""

from __future__ import annotations

from datetime import date, datetime

from tests.importing.desk import TODAY, Desk

LIST = """\
Name,Email,Last contacted,Notes,Contact owner,Create date
Anna Lee,a@x.com,2026-01-20,Likes tea,Eva,2025-05-05
Bob Ray,b@x.com,2026-01-21,,,
Cem Ak,c@x.com,,"12.3.: wants an offer
in spring",Eva,2025-05-05
Dora Fox,d@x.com,,Old friend,,
Eve Orr,e@x.com,,,,
"""


def talks(desk):
    rows = desk.rows("Activities")
    assert all(row.pop("Outcome") == "Imported" and row.pop("Activity ID").startswith("T") for row in rows)
    return rows


def test_each_row_with_a_date_or_notes_becomes_one_activity(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(LIST, "Contacts")
    assert talks(desk) == [
        {"When": datetime(2026, 1, 20), "Contact ID": "C0001", "By": "Eva", "Notes": "Likes tea"},
        {"When": datetime(2026, 1, 21), "Contact ID": "C0002"},
        {
            "When": datetime(2025, 5, 5),
            "Contact ID": "C0003",
            "By": "Eva",
            "Channel": "Other",
            "Notes": "12.3.: wants an offer\nin spring",
        },
        {
            "When": datetime(TODAY.year, TODAY.month, TODAY.day),
            "Contact ID": "C0004",
            "Channel": "Other",
            "Notes": "Old friend",
        },
    ]
    assert result.counts["activities"] == 4


def test_on_another_day_the_same_list_brings_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(LIST, "Contacts")
    before = dict(desk.book.grids)
    assert desk.bring(LIST, "Contacts", today=date(2027, 7, 7)).plan.changes == ()
    assert desk.book.grids == before


def test_a_newer_date_is_a_new_activity(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(LIST, "Contacts")
    result = desk.bring(LIST.replace("2026-01-21", "2026-02-21"), "Contacts")
    assert result.counts["activities"] == 1
    assert talks(desk)[-1] == {"When": datetime(2026, 2, 21), "Contact ID": "C0002"}


def test_by_hand_notes_can_go_to_the_column_of_that_name(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Notes\nAnna Lee,Likes tea\n", "Contacts", mapping={"Notes": "Notes"})
    assert desk.column("Contacts", "Notes") == ["Likes tea"]
    assert desk.rows("Activities") == []


def test_notes_of_accounts_stay_with_them(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Account,Notes\nAcme,Pays late\n", "Accounts")
    assert desk.column("Accounts", "Notes") == ["Pays late"]


def test_several_columns_of_notes_come_one_below_the_other(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Notes,Comments\nAnna Lee,one,two\n", "Contacts")
    assert desk.column("Activities", "Notes") == ["one\ntwo"]
