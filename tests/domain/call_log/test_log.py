"""Finished rows of Calls become activities, once; what cannot be logged stays and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.domain.call_log.plan import plan_log
from salesbook.domain.world import World
from salesbook.schema import TABLES
from salesbook.tables.frames import frames, read_settings
from tests.helpers import book, carry_out, column, grid, snapshot

TODAY = date(2026, 3, 4)  # a Wednesday
TEAM = "Rep | Country | Active\nann | ES | Yes\nben | ES | Yes"
ACCOUNTS = "Account ID | Account | Owner\nA1 | Acme | ben\nA2 | Beta Labs | "
CONTACTS = """
    Contact ID | First name | Last name | Account ID | Owner | Status | Next date  | Do not call | Phone
    C1         | Ada        | Lovelace  | A1         | ann   | Active |            |             |
    C2         | Ana        | García    | A1         |       |        | 2026-03-20 |             |
    C3         | Ana        | García    | A2         | ann   |        |            |             |
    C4         | 太郎        | 山田       |            |       |        |            |             |
"""


def a_book(calls: str, **tables: str):
    return book(**{"Team": TEAM, "Accounts": ACCOUNTS, "Contacts": CONTACTS, "Calls": calls} | tables)


def plan(store, before=None):
    seen = snapshot(store)
    return plan_log(World(frames(seen)[0], read_settings(seen)[0], TODAY), before)


def log(store, before=None):
    """Plan and write; gives the plan."""
    planned = plan(store, before)
    assert not carry_out(store, planned).conflicts
    return planned


def logged(store, *headers):
    rows = zip(*(column(store, "Activities", header) for header in headers), strict=True)
    return [row for row in rows if any(cell is not None for cell in row)]


def contact(store, key, header):
    return column(store, "Contacts", header)[column(store, "Contacts", "Contact ID").index(key)]


def left(store):
    """Call IDs and names of what stays in Calls."""
    rows = zip(column(store, "Calls", "Call ID"), column(store, "Calls", "Name"), strict=True)
    return [" ".join(filter(None, row)) for row in rows if any(row)]


def said(planned):
    return " ".join(message.text for message in planned.messages)


ONE = """
    Call ID | Date       | Rep | Contact ID | Name         | Channel | Talk about   | Topic  | Outcome | Answer | Minutes | Their words | Heard     | Notes
    K1      | 2026-03-03 | ben | C1         | Ada Lovelace | Visit   | The new line | Status | Spoke   | maybe  | 12      | Looks good  | They move | Call Bob
"""


def test_a_finished_row_becomes_an_activity_and_leaves():
    store = a_book(ONE)
    planned = log(store)
    wanted = ("Activity ID", "When", "Contact ID", "By", "Channel", "Direction", "Outcome", "Answer", "Minutes", "Subject",
              "Their words", "Notes")  # fmt: skip
    assert logged(store, *wanted) == [
        ("T-K1", date(2026, 3, 3), "C1", "ben", "Visit", "Out", "Spoke", "maybe", 12, "Status", "Looks good",
         "Call Bob\nHeard: They move")
    ]  # fmt: skip
    assert left(store) == []
    assert (
        said(planned)
        == "1 filled line = 1 logged (of another day). No line stays. Logged: 1 spoke. 1 line of Heard became 1 note on Front line: type what it is into Type there."
    )
    assert planned.summary["logged"] == 1


@pytest.mark.parametrize("text", ["12.12.2026", "12 Dec 2026", "2026-12-12 ", "Dec 12, 2026"])
def test_a_next_date_in_words_becomes_a_real_one(text):
    store = a_book("Call ID | Date | Rep | Contact ID | Outcome\nK1 | 2026-03-03 | ann | C2 | Spoke")
    store.grids["Calls"] = replace(
        store.grids["Calls"], columns={**store.grids["Calls"].columns, "Next date": [text]}
    )
    assert frames(snapshot(store))[1] == []
    log(store)
    assert contact(store, "C2", "Next date") == date(2026, 12, 12)
    assert logged(store, "Notes") == [("Next date: 2026-12-12",)]


def test_a_next_date_that_could_be_two_days_is_not_logged():
    store = a_book("Call ID | Contact ID | Outcome | Next date\nK1 | C2 | Spoke | 03/04/2026")
    [problem] = frames(snapshot(store))[1]
    assert problem.why == "Next date could be 3 April 2026 or 4 March 2026: '03/04/2026'"
    log(store)
    assert left(store) == ["K1"]
    assert contact(store, "C2", "Next date") == date(2026, 3, 20)


def test_a_next_date_in_words_in_contacts_gives_way_like_a_real_one():
    store = a_book("Call ID | Contact ID | Outcome | Next date\nK1 | C1 | Spoke | 2026-05-01")
    store.grids["Contacts"].columns["Next date"][0] = "20.3.2026"
    log(store)
    assert contact(store, "C1", "Next date") == date(2026, 5, 1)


def test_running_again_changes_nothing():
    store = a_book(ONE)
    log(store)
    again = log(store)
    assert again.changes == ()
    assert said(again) == ""


def test_a_row_that_was_logged_already_only_leaves():
    store = a_book(ONE)
    log(store)
    store.grids["Calls"] = grid("Calls", ONE)
    log(store)
    assert logged(store, "Activity ID") == [("T-K1",)]
    assert left(store) == []


def test_the_same_call_with_other_content_stays_with_a_problem():
    store = a_book(ONE)
    log(store)
    store.grids["Calls"] = grid("Calls", ONE.replace("Looks good", "Too dear"))
    [problem] = log(store).problems
    assert (problem.cell, problem.value) == ("Calls!A2", "K1")
    assert "T-K1" in problem.why
    assert left(store) == ["K1 Ada Lovelace"]
    assert logged(store, "Their words") == [("Looks good",)]


def test_a_row_half_filled_in_is_never_touched():
    calls = """
        Call ID | Contact ID | Name | Outcome | Minutes | Notes
        K1      | C1         | Ada  | Spoke   |         |
        K2      | C2         | Ana  |         | 5       |
        K3      | C3         | Ana  |         |         | ring Tuesday
        K4      | C4         | 太郎  |         |         |
                |            | Ada Lovelace |  |        |
    """
    store = a_book(calls)
    planned = log(store)
    assert left(store) == ["K4 太郎", "K2 Ana", "K3 Ana", "Ada Lovelace"]
    assert said(planned) == "4 filled lines = 1 logged + 3 half filled. 4 lines stay. Logged: 1 spoke."


def test_only_earlier_days_are_logged_where_the_day_is_given():
    calls = """
        Call ID | Date       | Contact ID | Outcome
        K1      | 2026-03-03 | C1         | Spoke
        K2      | 2026-03-04 | C2         | Spoke
                |            | C3         | Spoke
    """
    store = a_book(calls)
    log(store, before=TODAY)
    assert logged(store, "Activity ID") == [("T-K1",)]


@pytest.mark.parametrize(("outcome", "header", "becomes"), [
    ("Do not call again", "Do not call", "Yes"),
    ("Wrong number", "Status", "Wrong number"),
    ("Left the company", "Status", "Left"),
    ("Call back later", "Next date", date(2026, 3, 5)),
    ("Spoke", "Next date", None),
])  # fmt: skip
def test_the_outcome_says_something_about_the_person(outcome, header, becomes):
    store = a_book(f"Call ID | Contact ID | Outcome\nK1 | C1 | {outcome}")
    log(store)
    assert contact(store, "C1", header) == becomes


def test_a_callback_falls_on_a_working_day():
    store = a_book("Call ID | Date | Rep | Contact ID | Outcome\nK1 | 2026-02-27 | ann | C1 | Call back later",
                   Holidays="Country | Date\nES | 2026-03-02")  # fmt: skip
    log(store)
    assert contact(store, "C1", "Next date") == date(2026, 3, 3)


def test_a_date_agreed_for_later_outlives_a_callback_and_yields_to_a_new_one():
    store = a_book("Call ID | Contact ID | Outcome\nK1 | C2 | Call back later")
    log(store)
    assert contact(store, "C2", "Next date") == date(2026, 3, 20)
    store = a_book("Call ID | Contact ID | Outcome | Next date\nK1 | C2 | Spoke | 2026-03-10")
    log(store)
    assert contact(store, "C2", "Next date") == date(2026, 3, 10)
    assert logged(store, "Notes") == [("Next date: 2026-03-10",)]


def test_of_two_talks_with_one_person_the_later_one_decides():
    calls = """
        Call ID | Date       | Contact ID | Outcome          | Next date
        K2      | 2026-03-03 | C1         | Spoke            | 2026-03-12
        K1      | 2026-03-02 | C1         | Left the company | 2026-03-30
        K3      | 2026-03-03 | C1         | Wrong number     |
    """
    store = a_book(calls)
    log(store)
    assert contact(store, "C1", "Next date") == date(2026, 3, 12)
    assert contact(store, "C1", "Status") == "Left"


def test_a_cell_changed_meanwhile_is_a_conflict_and_the_typed_date_stands_in_the_notes():
    store = a_book("Call ID | Contact ID | Outcome | Next date\nK1 | C1 | Spoke | 2026-03-10")
    planned = plan(store)
    store.grids["Contacts"] = grid(
        "Contacts", CONTACTS.replace("Active |            |", "Active | 2026-05-01 |")
    )
    assert [conflict.cell for conflict in carry_out(store, planned).conflicts] == [
        f"Contacts!{letter('Contacts', 'Next date')}2"
    ]
    assert contact(store, "C1", "Next date") == date(2026, 5, 1)
    assert logged(store, "Notes") == [("Next date: 2026-03-10",)]


def letter(table, header):
    return grid(table, header + "\nx").letters[header]


def test_an_unreadable_next_date_is_not_overwritten():
    store = a_book("Call ID | Contact ID | Outcome | Next date\nK1 | C1 | Spoke | 2026-03-10",
                   Contacts=CONTACTS.replace("Active |            |", "Active | soon |"))  # fmt: skip
    assert carry_out(store, plan(store)).conflicts
    assert contact(store, "C1", "Next date") == "soon"


def test_do_not_call_is_set_whatever_stood_there():
    store = a_book("Call ID | Contact ID | Outcome\nK1 | C1 | Do not call again",
                   Contacts="Contact ID | Do not call\nC1 | perhaps")  # fmt: skip
    log(store)
    assert contact(store, "C1", "Do not call") == "Yes"


def test_rows_that_people_add_need_a_contact_id_or_a_name():
    calls = """
        Contact ID | Name            | Account   | Channel | Direction | Outcome | Their words
        C1         |                 |           | Call    | In        | Spoke   | by ID
                   | lovelace, ada   |           | Email   | In        | Spoke   | by name
                   | Ana Garcia      | Beta labs |         |           | Spoke   | by name and firm
                   | 山田 太郎        |           |         |           | Spoke   | どうも
    """
    store = a_book(calls)
    log(store)
    assert logged(store, "When", "Contact ID", "By", "Channel", "Direction", "Their words") == [
        (TODAY, "C1", "ann", "Call", "In", "by ID"),
        (TODAY, "C1", "ann", "Email", "In", "by name"),
        (TODAY, "C3", "ann", "Call", "Out", "by name and firm"),
        (TODAY, "C4", None, "Call", "Out", "どうも"),
    ]
    assert left(store) == []


def test_a_contact_id_typed_as_the_name_is_understood():
    store = a_book("Name | Account | Outcome\nC3 |  | Spoke\nC1 | Acme | Spoke")
    log(store)
    assert logged(store, "Contact ID") == [("C3",), ("C1",)]
    assert left(store) == []


@pytest.mark.parametrize(("name", "phone", "account"), [
    ("Lovelace", "", ""), ("Ms Lovelace", "", ""), ("ada, acme", "", ""), ("c1", "", ""), ("0034976123451", "", ""),
    ("", "976 123 451", ""), ("Ada", "", "Acme"), ("García", "", "Beta Labs"), ("Beta", "", ""), ("", "", "Beta Labs"),
])  # fmt: skip
def test_a_part_of_a_name_a_number_or_a_firm_with_one_person_will_do(name, phone, account):
    people = CONTACTS.replace("Do not call | Phone", "Do not call | Phone          ").replace(
        "Active |            |             |", "Active |            |             | +34 976 123 451"
    )
    row = f"Name | Phone | Account | Direction | Outcome\n{name} | {phone} | {account} | In | Spoke"
    store = a_book(row, Contacts=people)
    log(store)
    assert logged(store, "Contact ID") == [("C3" if "Beta" in name + account else "C1",)]
    assert left(store) == []


def test_a_typed_line_whose_name_is_not_that_of_its_id_is_asked_back():
    [problem] = log(a_book("Contact ID | Name | Direction | Outcome\nC1 | Carl Newman | In | Spoke")).problems
    assert (problem.why, problem.todo) == (
        "The Contact ID is that of Ada Lovelace, Acme (C1), but the Name is Carl Newman",
        "Correct the one that is wrong, or empty the Contact ID to go by the name.",
    )


def test_a_name_that_looks_like_an_id_is_a_name():
    people = "Contact ID | First name\nBo | Ada\nC2 | Bo"
    store = a_book("Name | Outcome\nBo | Spoke", Contacts=people)
    log(store)
    assert logged(store, "Contact ID") == [("C2",)]


def test_two_ids_of_different_people_in_one_row_are_a_problem():
    [problem] = log(a_book("Contact ID | Name | Outcome\nC1 | C4 | Spoke")).problems
    assert "the Contact ID is C4" in problem.todo


def test_a_talk_that_came_from_them_waits_for_its_outcome():
    store = a_book("Contact ID | Channel | Direction | Their words\nC1 | Call | In | half typed")
    assert " 1 half filled." in said(log(store))
    assert column(store, "Calls", "Their words") == ["half typed"]
    assert logged(store, "Activity ID") == []


def test_the_same_talk_noted_twice_counts_twice_and_again_on_another_day():
    calls = "Contact ID | Channel | Direction | Outcome\nC1 | Call | In | Spoke\nC1 | Call | In | Spoke"
    store = a_book(calls)
    log(store)
    store.grids["Calls"] = grid("Calls", calls)
    log(store)
    ids = [activity for (activity,) in logged(store, "Activity ID")]
    assert len(set(ids)) == 4


@pytest.mark.parametrize(("row", "cell", "why", "todo"), [
    ("C9 |  |  | Spoke | |", "F", "Contacts has no C9", "Correct the Contact ID"),
    (" |  |  | Spoke | |", "G", "names nobody", "Type a Contact ID, or a full name"),
    (" | García |  | Spoke | |", "G", "2 people fit García", "As the Name, type the ID of the one you mean: Ana García, Acme (C2); Ana García, Beta Labs (C3)."),
    (" | Lovelac |  | Spoke | |", "G", "nobody called Lovelac", "Did you mean Ada Lovelace, Acme (C1)? Then type that ID as the Name, or add this person to Contacts."),
    (" | Zzyzx |  | Spoke | |", "G", "nobody called Zzyzx", "Type the Contact ID as the Name, or add this person to Contacts."),
    (" | Ana García |  | Spoke | |", "G", "2 people are called Ana García", "C2); Ana García, Beta Labs (C3)"),
    (" | Ada Lovelac |  | Spoke | |", "G", "nobody called Ada Lovelac", "Did you mean Ada Lovelace, Acme (C1)?"),
    (" | Ada Lovelace | Beta Labs | Spoke | |", "G", "nobody called Ada Lovelace at Beta Labs", "Ada Lovelace, Acme (C1)"),
    ("C1 | Ana García | Beta Labs | Spoke | |", "F", "that of Ada Lovelace, Acme (C1), but the Name is Ana García", "C3"),
    ("C1 |  |  | Spoke | -5 |", "V", "less than no time", "how many minutes"),
    ("C1 |  |  | Spoke | | 2026-03-05", "B", "2026-03-05 is still to come", "empty it to mean today"),
])  # fmt: skip
def test_what_cannot_be_logged_stays_and_says_why(row, cell, why, todo):
    store = a_book("Contact ID | Name | Account | Outcome | Minutes | Date\n" + row)
    planned = log(store)
    [problem] = planned.problems
    assert (problem.cell, why in problem.why, todo in problem.todo) == (f"Calls!{cell}2", True, True), problem
    assert planned.changes == ()
    assert " 1 with a problem (see Problems)" in said(planned)


@pytest.mark.parametrize("row", ["C1 | Spoke | soon | ", "C1 | Spoke | | ten", "C1 | Talked | | "])
def test_a_row_with_an_unreadable_cell_stays(row):
    store = a_book("Contact ID | Outcome | Next date | Minutes\n" + row)
    planned = log(store)
    assert planned.changes == ()
    assert said(planned) == "1 filled line = 1 with a problem (see Problems). 1 line stays."


def test_a_name_that_was_corrected_in_contacts_does_not_matter():
    store = a_book("Call ID | Contact ID | Name | Outcome\nK1 | C1 | Ada Lovelase | Spoke")
    log(store)
    assert logged(store, "Contact ID") == [("C1",)]


def test_copies_of_a_row_count_once_and_differing_ones_each():
    calls = """
        Call ID | Contact ID | Outcome   | Notes
        K1      | C1         | Spoke     | one
        K1      | C1         | Spoke     | one
        K1      | C1         | Spoke     | two
        K1      | C2         | No answer |
    """
    store = a_book(calls)
    log(store)
    assert logged(store, "Activity ID", "Contact ID", "Notes") == [
        ("T-K1", "C1", "one"), ("T-K1-2", "C1", "two"), ("T-K1-3", "C2", None),
    ]  # fmt: skip
    assert left(store) == []


def test_what_stands_in_columns_of_your_own_goes_into_the_notes():
    store = a_book(
        "Call ID | Contact ID | Outcome | Notes | Mood | Budget\nK1 | C1 | Spoke | Good talk | sunny |\nK2 | C2 | Spoke | | | 5000"
    )
    log(store)
    assert logged(store, "Notes") == [("Good talk\nMood: sunny",), ("Budget: 5000",)]


def test_texts_too_long_for_one_cell_are_not_cut():
    store = a_book("Call ID | Contact ID | Outcome\nK1 | C1 | Spoke")
    cells = store.grids["Calls"].columns
    cells["Notes"], cells["Heard"] = ["n" * 30_000], ["h" * 3_000]
    [problem] = log(store).problems
    assert "32,767" in problem.why
    assert left(store) == ["K1"]
    cells["Heard"] = ["h" * 2_000]
    log(store)
    assert len(logged(store, "Notes")[0][0]) == 32_008


def test_text_is_kept_as_it_was_typed():
    store = a_book("Call ID | Contact ID | Outcome\nK1 | C1 | Spoke")
    store.grids["Calls"].columns["Their words"] = ['=1+1\r\n"نعم" \U0001f600']
    log(store)
    assert logged(store, "Their words") == [('=1+1\r\n"نعم" \U0001f600',)]


def test_a_referral_becomes_a_contact():
    store = a_book("Call ID | Date | Rep | Contact ID | Outcome | Referral given\n"
                   "K1 | 2026-03-03 | ben | C1 | Spoke | Luis Pérez, Beta Labs, +34 600 111 222, luis@beta.example")  # fmt: skip
    planned = log(store)
    row = {name: column(store, "Contacts", name)[-1] for name in TABLES["Contacts"].by_name}
    assert {name: value for name, value in row.items() if value is not None} == {
        "Contact ID": row["Contact ID"], "First name": "Luis", "Last name": "Pérez", "Account ID": "A2", "Kind": "Prospect",
        "Status": "Active", "Email": "luis@beta.example", "Phone": "+34 600 111 222", "Owner": "ben", "Source": "Referral",
        "Referred by": "C1", "Created": date(2026, 3, 3),
        "Notes": "Referral given by Ada Lovelace: Luis Pérez, Beta Labs, +34 600 111 222, luis@beta.example",
    }  # fmt: skip
    assert row["Contact ID"].startswith("R-")
    assert logged(store, "Notes") == [
        ("Referral given: Luis Pérez, Beta Labs, +34 600 111 222, luis@beta.example",)
    ]
    assert f"New contact from a referral by Ada Lovelace: Luis Pérez ({row['Contact ID']})." in said(planned)


def test_the_same_referral_given_twice_is_one_contact():
    calls = "Call ID | Contact ID | Outcome | Referral given\nK1 | C1 | Spoke | Luis Pérez\nK2 | C1 | Spoke | luis@b.example\nK3 | C1 | Spoke | Luis Perez (the tall one)"
    store = a_book(calls)
    assert log(store).summary["referrals"] == 1
    store.grids["Calls"] = grid("Calls", calls.replace("K", "L"))
    assert log(store).summary["referrals"] == 0
    assert len(logged(store, "Notes")) == 6


def test_an_agreed_date_before_the_talk_is_a_slip_of_the_year_and_the_line_stays():
    store = a_book("""
        Call ID | Date       | Contact ID | Outcome         | Next date
        1       | 2026-03-04 | C1         | Call back later | 2025-03-11
    """)
    problems = log(store).problems
    assert [problem.why for problem in problems] == [
        "The date agreed on, 2025-03-11, is before the talk of 2026-03-04"
    ]
    assert column(store, "Calls", "Call ID") == ["1"]
    assert contact(store, "C1", "Next date") is None


PROMPT = "Status update: what is new at Acme since 2 Mar 2026? Noted on 2 Mar 2026: “Bob is on leave”"


@pytest.mark.parametrize(("topic", "prompt", "subject"), [
    ("Status", PROMPT, "Status"),
    ("Quote", PROMPT, "Quote"),  # what a rep typed wins
    ("solution  DESIGN", PROMPT, "Solution design"),
    ("Fair in Lyon", PROMPT, "Fair in Lyon"),
    ("", PROMPT, "Status"),  # a line of an earlier version
    ("", "2 orders so far, the last on 1 Feb 2026: thank them, and ask for a referral.", "Referral ask"),
    ("", "The new line", None),
    ("None", "", "None"),
])  # fmt: skip
def test_the_topic_becomes_the_subject_and_the_prompt_never_does(topic, prompt, subject):
    store = a_book(
        f"Call ID | Contact ID | Topic | Talk about | Outcome\nK1 | C1 | {topic} | {prompt} | Spoke"
    )
    log(store)
    assert logged(store, "Contact ID", "Subject", "Notes") == [("C1", subject, None)]


def test_a_workbook_older_than_topic_logs_what_the_prompt_tells():
    store = a_book(f"Call ID | Contact ID | Talk about | Outcome\nK1 | C1 | {PROMPT} | Spoke")
    del store.grids["Calls"].columns["Topic"]
    assert frames(snapshot(store))[1] == []
    log(store)
    assert logged(store, "Subject") == [("Status",)]


def test_what_a_person_wrote_into_talk_about_of_a_line_of_their_own_is_kept_as_a_note():
    store = a_book("Name | Topic | Talk about | Outcome\nAda Lovelace | Quote | The new line | Spoke")
    log(store)
    assert logged(store, "Subject", "Notes") == [("Quote", "Talk about: The new line")]


def test_a_complaint_and_its_end_are_told_with_what_follows():
    lines = """
        Call ID | Contact ID | Rep | Date       | Outcome
        T1      | C1         | ann | 2026-03-04 | Complaint
        T2      | C3         | ann | 2026-03-04 | Complaint solved
        T3      | C4         | ann | 2026-03-04 | Complaint
    """
    told = said(log(a_book(lines)))
    assert "Complaint at Acme, 山田 太郎: calls there begin with it" in told
    assert "Complaint solved at Beta Labs." in told


class TestReferrals:
    """A name under Referral given is an introduction: a row of Referrals beside the contact that it makes."""

    def rows(
        self,
        calls: str,
        referrals: str = "",
        header: str = "Call ID | Date | Rep | Contact ID | Outcome | Direction | Referral given",
    ):
        store = a_book(f"{header}\n{calls}")
        if referrals:
            store.grids["Referrals"] = grid("Referrals", referrals)
        self.plan = log(store)
        columns = [column(store, "Referrals", name) for name in TABLES["Referrals"].by_name]
        found = [
            dict(zip(TABLES["Referrals"].by_name, cells, strict=True)) for cells in zip(*columns, strict=True)
        ]
        return [
            {name: cell for name, cell in row.items() if cell is not None} for row in found if row["From"]
        ]

    def test_whoever_was_named_was_introduced_on_that_day(self):
        (row,) = self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | | Luis Pérez, Beta Labs")
        assert row == {
            "From": "C1", "Asked on": date(2026, 3, 3), "Asked by": "ben", "How": "call", "Status": "Introduced", "Introduced": row["Introduced"],
            "Introduced name": "Luis Pérez", "Introduced on": date(2026, 3, 3), "Notes": "Luis Pérez, Beta Labs",
        }  # fmt: skip
        assert row["Introduced"].startswith("R-")

    def test_who_rings_to_name_somebody_was_not_asked(self):
        (row,) = self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | In | Luis Pérez")
        assert (row["How"], "Asked on" in row, "Notes" in row) == ("unasked", False, False)

    def test_somebody_known_already_is_no_new_contact_and_named_in_the_row(self):
        (row,) = self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | | Ana García, Beta Labs")
        assert row["Introduced"] == "C3"
        assert self.plan.summary["referrals"] == 0
        assert "Ada Lovelace named Ana García, Beta Labs (C3), who is known already: see Referrals." in said(
            self.plan
        )

    def test_a_namesake_of_somebody_known_is_new_and_both_are_told(self):
        (row,) = self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | | Ana García")
        new = row["Introduced"]
        assert (
            f"Ana García, Beta Labs (C3), too: if that is the same person, "
            f"set Status of {new} to Merged, and type the other Contact ID into Merged into"
        ) in said(self.plan)

    def test_namesakes_of_two_givers_are_told(self):
        first, second = self.rows(
            "K1 | 2026-03-03 | ben | C1 | Spoke | | Luis Pérez\nK2 | 2026-03-03 | ben | C3 | Spoke | | Luis Pérez"
        )
        assert f"Contacts has Luis Pérez ({first['Introduced']}), too" in said(self.plan)
        assert first["Introduced"] != second["Introduced"]

    @pytest.mark.parametrize("text", ["Ada Lovelace", "their boss, on Monday"])
    def test_nobody_introduces_themselves_and_what_adds_nobody_is_told(self, text):
        assert self.rows(f"K1 | 2026-03-03 | ben | C1 | Spoke | | {text}") == []
        assert self.plan.summary["referrals"] == 0
        assert (
            f"1 cell of Referral given adds nobody, and stands in Notes of Activities: “{text}” of Ada Lovelace."
            in said(self.plan)
        )

    def test_a_no_is_an_answer(self):
        assert self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | | No") == []
        assert "adds nobody" not in said(self.plan)

    def test_two_lines_that_name_the_same_person_make_one_row(self):
        assert (
            len(
                self.rows(
                    "K1 | 2026-03-03 | ben | C1 | Spoke | | Luis Pérez\nK2 | 2026-03-03 | ben | C1 | Spoke | | Luis Perez (again)"
                )
            )
            == 1
        )

    @pytest.mark.parametrize("text", ["no", "his brother", ""])
    def test_where_nobody_is_named_nobody_was_introduced(self, text):
        assert self.rows(f"K1 | 2026-03-03 | ben | C1 | Spoke | | {text}") == []

    @pytest.mark.parametrize(("status", "rows"), [("Introduced", 1), ("Void", 2)])
    def test_a_pair_of_people_has_one_row_unless_it_is_void(self, status, rows):
        (first,) = self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | | Luis Pérez")
        there = f"Referral ID | From | Introduced | Status\nREF-1 | C1 | {first['Introduced']} | {status}"
        assert len(self.rows("K1 | 2026-03-03 | ben | C1 | Spoke | | Luis Pérez", there)) == rows
