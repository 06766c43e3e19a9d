"""The date of a last contact in a list of people becomes one activity with outcome Imported; notes become notes."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.domain.importing.desk import Desk, messages

LIST = """\
Name,Email,Last contacted,Notes,Call notes,Contact owner,Create date
Anna Lee,a@x.com,2026-01-20,Likes tea,Wants an offer,Eva,2025-05-05
Bob Ray,b@x.com,2026-01-21,Old friend,,,
Cem Ak,c@x.com,,Rings back,"12.3.: wants an offer
in spring",Eva,2025-05-05
Dora Fox,d@x.com,,Old friend,,,
Eve Orr,e@x.com,,,,,
"""


def talks(desk):
    rows = desk.rows("Activities")
    assert all(row.pop("Outcome") == "Imported" and row.pop("Activity ID").startswith("T") for row in rows)
    return rows


def test_only_rows_with_the_date_of_a_last_contact_become_an_activity(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(LIST, "Contacts")
    assert talks(desk) == [
        {"When": datetime(2026, 1, 20), "Contact ID": "C0001", "By": "Eva", "Notes": "Wants an offer"},
        {"When": datetime(2026, 1, 21), "Contact ID": "C0002"},
    ]
    assert result.counts["activities"] == 2


def test_notes_go_to_notes_and_so_do_those_of_talks_without_a_date(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(LIST, "Contacts")
    assert desk.column("Contacts", "Notes") == [
        "Likes tea",
        "Old friend",
        "Rings back\n12.3.: wants an offer\nin spring",
        "Old friend",
        None,
    ]


@pytest.mark.parametrize("header", ["Notes", "Comments", "Call notes", "Letztes Gespräch", "History"])
def test_a_note_without_a_date_is_no_talk(tmp_path, header):
    desk = Desk(tmp_path)
    desk.bring(f"Name,{header}\nAnna Lee,Likes tea\n", "Contacts")
    assert desk.column("Contacts", "Notes") == ["Likes tea"]
    assert desk.rows("Activities") == []


def test_a_last_activity_that_is_a_text_tells_of_the_last_contact(tmp_path):
    desk = Desk(tmp_path)
    text = "Name,Last activity,Last contacted\nAnna Lee,Showed the oven,2026-01-20\nBob Ray,Sent a letter,\n"
    result = desk.bring(text, "Contacts")
    assert talks(desk) == [{"When": datetime(2026, 1, 20), "Contact ID": "C0001", "Notes": "Showed the oven"}]
    assert desk.column("Contacts", "Notes") == [None, "Sent a letter"]
    assert "Not imported" not in messages(result)


def test_a_last_activity_with_dates_is_a_date(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Last activity\nAnna Lee,20.01.2026 15:04\nBob Ray,\n", "Contacts")
    assert talks(desk) == [{"When": datetime(2026, 1, 20), "Contact ID": "C0001"}]


def test_on_another_day_the_same_list_brings_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(LIST, "Contacts")
    before = dict(desk.book.grids)
    again = desk.bring(LIST, "Contacts", today=date(2027, 7, 7))
    assert (again.plan.changes, again.plan.problems) == ((), ())
    assert desk.book.grids == before


def test_a_newer_date_is_a_new_activity(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(LIST, "Contacts")
    result = desk.bring(LIST.replace("2026-01-21", "2026-02-21"), "Contacts")
    assert result.counts["activities"] == 1
    assert talks(desk)[-1] == {"When": datetime(2026, 2, 21), "Contact ID": "C0002"}


def test_by_hand_notes_can_be_those_of_the_last_contact(tmp_path):
    desk = Desk(tmp_path)
    text = "Name,Last contacted,Notes\nAnna Lee,2026-01-20,Likes tea\n"
    desk.bring(text, "Contacts", mapping={"Notes": "Old notes"})
    assert [row["Notes"] for row in talks(desk)] == ["Likes tea"]
    assert desk.column("Contacts", "Notes") == [None]


def test_notes_of_accounts_stay_with_them(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Account,Notes\nAcme,Pays late\n", "Accounts")
    assert desk.column("Accounts", "Notes") == ["Pays late"]


def test_several_columns_of_notes_come_one_below_the_other(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Notes,Comments\nAnna Lee,one,two\n", "Contacts")
    assert desk.column("Contacts", "Notes") == ["one\ntwo"]
