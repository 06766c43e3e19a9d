"""What an import says before anything is written, what it offers besides, and what is next."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime

import pytest

from salesbook.actions.import_talk import as_question
from salesbook.actions.outcome import in_a_sentence, lines
from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run
from salesbook.actions.session import Session
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.domain.importing.plan import ImportResult
from salesbook.domain.importing.report import import_sentence
from salesbook.errors import BadInput
from salesbook.tables.last_result import in_the_row
from salesbook.tables.plan import Message, Plan
from salesbook.tables.records import Runner
from tests.sessions import Someone

PEOPLE = "Vorname,E-Mail,Firma,Betreuer\nAna,a@b.example,Berg,Jonas\nBo,b@c.example,Carl,Marek\nDi,d@c.example,Carl,jonas\n"
ORDERS = "Order,Customer email,Date\nO1,a@b.example,2026-01-02\nO2,b@c.example,2026-02-03\nO3,new@y.example,2026-02-04\n"


class Customer(Someone):
    """Somebody who can be asked, and answers in turn; `asked` are the questions."""

    answers = True

    def __init__(self, *said: bool) -> None:
        super().__init__()
        self.said, self.asked = list(said), []

    def agrees(self, question, _given) -> bool:
        self.asked.append(question.text)
        return self.said.pop(0)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path)]) == 0
    return path


def bring(path, content, table, person, **options):
    file = path.parent / f"{table.lower()}.csv"
    file.write_text(content)
    return bring_file(path, file, table, person, **options)


def bring_file(path, file, table, person, **options):
    action = ACTIONS["import"]
    session = Session(
        "import",
        FileBook(path),
        date(2026, 3, 2),
        Runner("ana", "desk", datetime(2026, 3, 2, 9)),
        person,
        ACTIONS,
    )
    return run(
        action, session, Namespace(**{**vars(action.defaults()), "file": file, "into": table, **options})
    )


def column(path, table, *names):
    grid = FileBook(path).read([table]).grids[table]
    rows = zip(*(grid.columns[name] for name in names), strict=True)
    return [row for row in rows if any(row)]


def test_what_was_found_is_told_before_anything_is_written_and_no_leaves_the_book_as_it_was(book):
    before, person = book.read_bytes(), Customer(False)
    outcome = bring(book, PEOPLE, "Contacts", person)
    assert person.asked[0].splitlines() == [
        "Contacts: 3 rows read; 3 new, 2 accounts made.",
        "Columns read: First name (Vorname), Email (E-Mail), Account (Firma), Owner (Betreuer).",
        "No contact has a Kind.",
        "No contact has a phone number.",
        "Read contacts.csv as UTF-8, with commas between the cells.",
        "Nothing is written yet.",
        "Import contacts.csv into Contacts",
    ]
    assert outcome.messages == ["Nothing was imported."]
    assert outcome.unfinished
    assert book.read_bytes() == before


def test_two_lines_of_one_person_are_one_contact_who_has_what_either_line_says(book):
    person = Customer(False)
    bring(
        book,
        PEOPLE.replace("Jonas", "", 1)
        + "Ana,a@b.example,Berg,Marek\nBo,b@c.example,Carl,\nEd,e@c.example,Carl,\n",
        "Contacts",
        person,
    )
    told = person.asked[0].splitlines()
    assert "1 of 4 contacts has no Owner." in told
    assert "Contacts: 6 rows read; 4 new, 2 there already, 2 accounts made." in told


def test_owners_whom_team_does_not_know_are_added_if_the_person_wants_it_and_what_is_next_is_said(book):
    person = Customer(True, True)
    outcome = bring(book, PEOPLE, "Contacts", person)
    assert person.asked[1:] == [
        "Team does not know Jonas (2 cells), Marek (1 cell). Add these colleagues to Team"
    ]
    assert outcome.messages == [
        "Contacts: 3 rows read; 3 new, 2 accounts made.",
        "Added to Team: Jonas, Marek. Fill in how many calls a day each can make.",
        "Next to set up: Firm (sheet Settings). Your firm's name, as customers know it: the row Firm.",
    ]
    assert column(book, "Team", "Rep", "Name") == [("Jonas", "Jonas"), ("Marek", "Marek")]


def test_nobody_is_added_to_team_unasked_and_that_is_said(book, capsys):
    (book.parent / "people.csv").write_text(PEOPLE)
    said = ["import", str(book), str(book.parent / "people.csv"), "--into", "Contacts"]
    assert main(said) == 0
    told = capsys.readouterr().err
    assert "Team does not know Jonas (2 cells), Marek (1 cell): add them there" in told
    assert "Nobody was there to be asked, so it was done: salesbook undo takes it back." in told
    assert main([*said, "--yes"]) == 0
    assert "Nobody was there" not in capsys.readouterr().err
    assert column(book, "Team", "Rep") == []


@pytest.mark.parametrize("wanted", [True, False])
def test_buyers_without_a_kind_are_counted_and_become_customers_if_the_person_wants_it(book, wanted):
    bring(book, PEOPLE, "Contacts", Someone())
    person = Customer(True, wanted)
    outcome = bring(book, ORDERS, "Orders", person)
    who = "2 buyers who were in Contacts already have no Kind, so no cadence for customers fits"
    assert "No order has an amount." in person.asked[0]
    assert person.asked[1:] == [f"{who}. Fill in Customer"]
    assert outcome.messages[1] == (
        "Kind of 2 buyers: Customer." if wanted else f"{who}: fill in Kind in Contacts."
    )
    found = [kind for _, kind in column(book, "Contacts", "Contact ID", "Kind")]
    theirs = "Customer" if wanted else None
    assert found == [theirs, theirs, None, "Customer"]


DECIDING = "First name,Email,Firm,Job title\nAna,a@b.example,Berg,Owner\nBo,b@c.example,Carl,Clerk\n"
ONE = "1 person looks as if they decide (Owner 1)"


@pytest.mark.parametrize("wanted", [True, False])
def test_who_looks_as_if_they_decide_is_asked_about_and_never_set_silently(book, wanted):
    person = Customer(True, wanted)
    outcome = bring(book, DECIDING, "Contacts", person)
    assert person.asked[1:] == [f"{ONE}, by their job titles. Set Decision maker to Yes"]
    assert outcome.messages[1] == (
        "Decision maker of 1 person: Yes."
        if wanted
        else f"{ONE}; their Decision maker stays blank: set it in Contacts, or import the file again and say yes."
    )
    decides = [yes for _, yes in column(book, "Contacts", "Contact ID", "Decision maker")]
    assert decides == ["Yes" if wanted else None, None]


def test_unasked_nobody_is_made_a_decision_maker_but_by_the_option_which_also_says_where_it_did_nothing(book):
    first = bring(book, DECIDING, "Contacts", Someone())
    assert any(
        said.startswith(ONE) and said.endswith("--decision-makers says so beforehand.")
        for said in first.messages
    )
    bring(book, DECIDING, "Contacts", Someone(), decision_makers=True)
    assert [yes for (yes,) in column(book, "Contacts", "Decision maker")] == ["Yes"]
    again = bring(book, DECIDING, "Contacts", Someone(), decision_makers=True)
    assert "The file shows nothing for --decision-makers to do." in again.messages


def test_yes_said_beforehand_asks_nothing(book):
    person = Customer()
    outcome = bring(book, PEOPLE, "Contacts", person, yes=True)
    assert outcome.changed
    assert person.asked == []


def test_rows_left_out_and_cells_to_look_at_are_in_the_question(book):
    person = Customer(False)
    bring(book, PEOPLE + ",,Berg,Jonas\n", "Contacts", person)
    assert (
        "1 row cannot be taken and goes to a file of rejected rows:\n  line 5: It names no person: no name, email, phone or ID."
        in person.asked[0]
    )


DIRTY = "First name,Last name,Email,Phone,Last spoke,Tier\nAna,Ruiz,a@x.example; b@x.example,12,soon,Gold\n,,,,,A\nAnna,Ruiz,c@x.example,,2026-01-05,\n"


def problems(path):
    return [said for (said,) in column(path, "Problems", "Problem")]


def test_a_field_that_cannot_be_read_leaves_nobody_out_and_all_that_was_found_stays_until_it_is_mended(book):
    outcome = bring(book, DIRTY, "Contacts", Someone())
    assert column(book, "Contacts", "First name", "Phone", "Tier") == [("Ana", "12", None), ("Anna", None, None)]  # fmt: skip
    found = [
        "1 row of contacts.csv was left out: it stands in contacts.rejected.csv beside it",
        "In contacts.csv, line 2: Email 'a@x.example; b@x.example' has 2 addresses; the first was taken, a@x.example",
        "Phone '12' is not a phone number that can be dialled",
        "In contacts.csv, line 2: Last spoke is not a date: 'soon'; left out",
        "In contacts.csv, line 2: Tier is not on the list: 'Gold'; left out",
    ]
    assert problems(book) == [one.why for one in outcome.problems]
    assert set(found) <= set(problems(book))
    assert main(["check", str(book), "--today", "2026-12-01"]) == 1
    assert set(found) <= set(problems(book))


def test_every_problem_of_an_import_leads_to_its_cell(book):
    bring(book, DIRTY, "Contacts", Someone())
    cells = dict(column(book, "Problems", "Problem", "Cell"))
    assert cells.pop(
        "1 row of contacts.csv was left out: it stands in contacts.rejected.csv beside it"
    ) == str(book.parent / "contacts.rejected.csv")
    assert all(cell.startswith("Contacts!") for cell in cells.values())


def test_the_numbers_of_an_import_add_up_and_the_sentence_names_the_file_with_the_rows_left_out(book):
    outcome = bring(book, DIRTY, "Contacts", Someone())
    assert (
        "Contacts: 3 rows read; 2 new, 1 not taken, see contacts.rejected.csv beside it, 1 activity made from a last contact."
        in outcome.messages
    )
    assert in_a_sentence(outcome).endswith(f"{len(problems(book))} problems: see the sheet Problems.")
    shown = list(lines(outcome))
    assert shown[
        shown.index("  contacts.csv, line 3: It names no person: no name, email, phone or ID.") - 1
    ] == (
        f"The rows left out are in {book.parent / 'contacts.rejected.csv'}: correct them there and import that file."
    )
    told = outcome.as_json()["problems"]
    assert len(told) == len(outcome.problems) + 1


def test_the_rows_left_out_leave_problems_once_their_file_was_imported(book):
    bring(book, DIRTY, "Contacts", Someone())
    left = book.parent / "contacts.rejected.csv"
    left.write_text(left.read_text(encoding="utf-8-sig").replace("\n,,", "\nBo,Fox,"))
    bring_file(book, left, "Contacts", Someone())
    assert not any("left out:" in said for said in problems(book))
    assert len(column(book, "Contacts", "First name")) == 3


class Clicker(Customer):
    """Somebody who clicks, with the sheet Contacts in view."""

    def selected_row(self):
        return "Contacts", {}


@pytest.mark.parametrize(("content", "said"), [
    ("Order No,Date,Customer,Foo\n1,2026-01-02,Acme,5.50\n2,2026-01-03,Acme,6.50\n",
     'If one of these does: rename the header "Foo" to "Amount" in the file; if none does: delete the column "Foo" from the file and so on. Then click Import again.'),
    ("First name,Email,Permission\nAna,a@x.example,perhaps\n",
     'rename the header "Permission" to "Consent" in the file where Yes means yes to letters'),
    ("Order No,Date,Customer,Total,Worth,Item\n1,2026-01-02,Acme,5,7,a\n1,2026-01-02,Acme,5,7,b\n2,2026-01-02,Acme,6,9,a\n2,2026-01-02,Acme,6,9,b\n",
     "type in a terminal: salesbook import BOOK FILE --into TABLE"),
])  # fmt: skip
def test_whoever_clicked_is_told_what_to_do_in_the_file_and_of_a_terminal_only_where_nothing_else_helps(
    book, content, said
):
    with pytest.raises(BadInput) as refused:
        bring(book, content, "file", Clicker(), into=None)
    told = f"{refused.value.what} {refused.value.todo}"
    assert said in told
    assert "--map" not in told
    assert ("--" in told) is ("terminal" in told)


def test_what_a_click_is_told_after_it_names_no_option(book):
    person = Clicker(True)
    outcome = bring(book, "First name,Email,Shoe\nAna,a@x.example,red\n", "people", person, into=None)
    told = " ".join([*person.asked, *outcome.messages])
    assert "or map it: give its header the name of our column" in told
    assert "--" not in told


def test_renaming_a_header_does_what_the_option_does(book):
    content = "Order No,Date,Customer,Foo\n1,2026-01-02,Acme,5.50\n2,2026-01-03,Acme,6.50\n"
    bring(book, content.replace("Foo", "Amount"), "Orders", Someone())
    assert column(book, "Orders", "Amount") == [(5.5,), (6.5,)]


@pytest.mark.parametrize(("are_people", "where"), [(True, "Contacts"), (False, "Accounts")])
def test_whether_new_customers_are_people_is_asked_where_the_column_is_mixed(book, are_people, where):
    bring(book, PEOPLE, "Contacts", Someone())
    before = len(column(book, where, "Created" if where == "Contacts" else "Account"))
    person = Customer(are_people, True, True)
    bring(
        book,
        "Order,Customer,Date,Amount\nO1,a@b.example,2026-01-02,5\nO2,Carl,2026-01-02,5\nO3,Eva Stein,2026-01-02,5\n",
        "Orders",
        person,
    )
    assert person.asked[0] == (
        "Customer names 1 person and 1 firm, and 1 of whom neither the book nor the name tells: Eva Stein. Is this a person (No: a firm)"
    )
    assert "1 by the email of a contact, 1 by the name of an account, 1 new" in person.asked[1]
    assert (
        person.asked[1]
        .splitlines()[1]
        .startswith("Columns read: Order ID (Order), Account (Customer), Date, Amount.")
    )
    assert len(column(book, where, "Created" if where == "Contacts" else "Account")) == before + 1


TWICE = "Order,Customer,Date,Amount\nO1,Acme,2026-01-02,5\nO1,Acme,2026-01-02,5\nO2,Berg,2026-01-03,7\n"


def test_an_order_that_stands_there_twice_is_asked_about_and_taken_once_if_the_person_wants_it(book):
    person = Customer(True, True)
    bring(book, TWICE, "Orders", person)
    assert person.asked[0].endswith("(line 3: O1, Acme, 2026-01-02, 5). Take it once (No: each row counts)")
    assert "Orders: 2 rows read; 2 new, 2 accounts made." in person.asked[1]
    assert column(book, "Orders", "Order ID", "Amount") == [("O1", 5), ("O2", 7)]


def test_where_nobody_is_asked_each_row_counts_and_that_is_told(book):
    outcome = bring(book, TWICE.replace("O1,", ",").replace("O2,", ","), "Orders", Someone())
    assert len(column(book, "Orders", "Amount")) == 3
    assert any(said.endswith("2026-01-02, 5); each row counts.") for said in outcome.messages)


def test_the_question_counts_problems_by_kind_as_the_sheet_will(book):
    rows = "".join(f"Ana,Lee{n},bad{n}@,1{n},A\n" for n in range(4))
    person = Customer(True)
    bring(book, f"First name,Last name,Email,Phone,Tier\n{rows},,,,A\n", "Contacts", person)
    asked = person.asked[0].splitlines()
    start = asked.index("9 problems, which the sheet Problems will list, with that of the rejected rows:")
    assert asked[start + 1 : start + 3] == [
        "  Email 'bad0@' is not an email address: There must be something after the @-sign. And 3 like it.",
        "  Phone '10' is not a phone number that can be dialled. And 3 like it.",
    ]
    assert len(problems(book)) == 9


def test_a_box_holds_no_more_lines_than_a_screen_and_counts_the_remarks_that_it_leaves_out():
    remarks = [
        f"Remark {n}, which takes more than one line of the box, as it goes on and on about what was found."
        for n in range(30)
    ]
    said = [Message(remark) for remark in [*remarks, "Contacts: 3 rows read; 3 new."]]
    found = ImportResult(Plan(messages=tuple(said)), ("Name",))
    whole, box = (
        as_question(found, "a.csv", "Contacts", in_box=in_box).splitlines() for in_box in (False, True)
    )
    assert len(whole) == 33
    assert sum(1 + len(line) // 78 for line in box) <= 34
    left = 30 - sum(line.startswith("Remark") for line in box)
    assert f"... and {left} more remarks, which the sheet Runs will keep." in box
    assert (box[0], box[-1]) == ("Contacts: 3 rows read; 3 new.", "Import a.csv into Contacts")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("people", "see people.rejected.csv beside it"),
        ("customers-export-2026-11-30", "see customers-exp…-30.rejected.csv"),
    ],
)
def test_the_row_above_the_tables_names_the_file_with_the_rows_not_taken(name, named):
    counts = {"rows": 412, "new": 388, "known": 11, "rejected": 13, "accounts": 258, "activities": 386}
    said = (
        f"{import_sentence('Contacts', counts, f'{name}.rejected.csv')} 13 problems: see the sheet Problems."
    )
    assert named in in_the_row(said)
    assert in_the_row(said).startswith("Contacts: 412 rows read; 388 new, 11 there already, 13 not taken,")
