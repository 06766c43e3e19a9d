"""Names that are words, colleagues' names, firms' names; addresses and numbers that others have too."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.privacy.person import find_person
from salesbook.domain.privacy.plan import Forgetting, plan_forget
from salesbook.domain.privacy.search import patterns_of_person
from salesbook.schema import TABLES
from salesbook.tables.plan import Plan
from tests.helpers import book, carry_out, column, snapshot

SETTINGS = """
    Setting | Value
    Book ID | b1
    Firm    | Levante
"""


def forgotten(contact: str, **tables: str) -> tuple[Forgetting, object]:
    store = book(**{"Settings": SETTINGS, **tables})
    seen = snapshot(store)
    done = plan_forget(
        seen, patterns_of_person(find_person(seen, contact, "ES"), seen), "b1", date(2026, 3, 3)
    )
    carry_out(store, Plan(tuple(done.changes)))
    return done, store


def contacts(first: str, last: str, notes: str, *, email: str = "", others: str = "") -> str:
    return f"""
        Contact ID | First name | Last name | Email | Phone | Notes
        C1 | {first} | {last} | {email} | |
        C2 | Bea | Roth | | | {notes}
        {others}
    """


@pytest.mark.parametrize(("first", "last", "notes", "left"), [
    ("Will", "May", "Will May rang; he will may be come in May.", "(forgotten) rang; he will may be come in May."),
    ("A", "B", "A B testing, vitamin B", "A B testing, vitamin B"),
    ("Jo", "Li", "Jo Li and jo li", "(forgotten) and jo li"),
    (".*", "(x", "Anything (x .* at all", "Anything (x .* at all"),
    ("Ana+", "Mar[tí]n", "With Ana Mar tín.", "With (forgotten)."),
    ("Sean", "O'Brian", "O’BRIAN, Séan said", "(forgotten) said"),
    ("Zoë", "Größler", "Zoe Groessler and GROESSLER", "(forgotten) and (forgotten)"),
    ("伟", "李", "今天李伟来了", "今天(forgotten)来了"),
    ("Ivan", "Kuznetsov", "Kuznetsov's note", "(forgotten)'s note"),
    ("", "Madonna", "Madonna sang", "(forgotten) sang"),
    ("Ann", "", "Ann and Joanna", "Ann and Joanna"),
])  # fmt: skip
def test_what_a_name_is_taken_for(first, last, notes, left):
    _, store = forgotten("C1", Contacts=contacts(first, last, notes))
    assert column(store, "Contacts", "Notes")[1] == left


def test_a_last_name_that_is_a_word_is_listed_and_stays():
    done, store = forgotten("C1", Contacts=contacts("Ruth", "Baker", "Baker rang about the baker"))
    assert column(store, "Contacts", "Notes")[1] == "Baker rang about the baker"
    assert [(p.table, p.column) for p in done.problems] == [("Contacts", "Notes")]
    assert "aker" not in "".join(f"{p.key}{p.value}{p.why}{p.todo}" for p in done.problems)


@pytest.mark.parametrize(
    "last",
    ["White", "Round", "Power", "Accounts", "Home", "Roman", "Vogel", "Blanco", "Do not mail", "Two-way"],
)
def test_a_last_name_that_is_a_word_or_ours_stays_where_it_stands_alone(last):
    done, store = forgotten("C1", Contacts=contacts("Ruth", last, f"{last}, please, and Ruth {last}"))
    assert column(store, "Contacts", "Notes")[1] == f"{last}, please, and (forgotten)"
    assert len(done.problems) == 1


@pytest.mark.parametrize(("last", "goes"), [
    ("Quandt", True), ("Green-Wood", True), ("Müller-Lay", True), ("de la Cruz-Roja", True), ("Kuznetsova", True),
    ("White", False), ("Light Blue", False), ("Lee", False),
])  # fmt: skip
def test_a_last_name_alone_goes_where_it_can_only_be_a_name(last, goes):
    _, store = forgotten("C1", Contacts=contacts("Ruth", last, f"Ask {last}"))
    assert column(store, "Contacts", "Notes")[1] == ("Ask (forgotten)" if goes else f"Ask {last}")


def test_a_word_that_stands_in_many_cells_does_not_fill_the_sheet():
    others = "\n".join(f"        D{i} | Bea | Roth{i} | | | White, please" for i in range(25))
    done, _ = forgotten("C1", Contacts=contacts("Ruth", "White", "x", others=others.lstrip()))
    assert len(done.problems) == 11
    assert "15 more cells" in done.problems[-1].why


def test_in_a_row_that_is_theirs_a_single_name_with_a_capital_means_them():
    _, store = forgotten("C1", Contacts=contacts("Ruth", "White", "x"), Opportunities="""
        Opportunity ID | Contact ID | Result | Plan
        P1             | C1         | Open   | White wants white paint
        P2             | C2         | Open   | White wants white paint
    """)  # fmt: skip
    assert column(store, "Opportunities", "Plan") == [
        "(forgotten) wants white paint",
        "White wants white paint",
    ]


@pytest.mark.parametrize(("notes", "left"), [
    ("https://crm.example/?q=Zo%C3%AB%20M%C3%BCller-Lay&l=1", "https://crm.example/?q=(forgotten)&l=1"),
    ("x.example/?q=Zo%c3%ab+M%c3%bcller-Lay#top", "x.example/?q=(forgotten)#top"),
    ("x.example/?q=Zo%25C3%25AB%2520M%25C3%25BCller-Lay", "x.example/?q=(forgotten)"),
    ("x.example/zoe-mueller-lay/x", "x.example/(forgotten)/x"),
    ("x.example/?last=M%C3%BCller-Lay&first=Z", "x.example/?last=(forgotten)&first=Z"),
    ("x.example/M%FCller-Lay", "x.example/(forgotten)"),
    ("Zo&euml; M&#252;ller-Lay &amp; Roth", "(forgotten) &amp; Roth"),
    ('{"n": "Zo\\u00eb M\\u00fcller-Lay"}', '{"n": "(forgotten)"}'),
    ("Zo%u00EB%20M%u00FCller-Lay", "(forgotten)"),
    ("mailto:zoe%2Eml%40example.com?subject=50%25", "mailto:(forgotten)?subject=50%25"),
    ("https://www.xn--mller-lay-q9a.example/", "https://www.(forgotten).example/"),
    ("M\u00fcl\u00adler-Lay", "(forgotten)"),
    ("100 %25 of A+B, 5%C3", "100 %25 of A+B, 5%C3"),
])  # fmt: skip
def test_a_name_in_a_web_address_goes_however_it_is_coded(notes, left):
    people = contacts("Zoë", "Müller-Lay", notes, email="zoe.ml@example.com")
    _, store = forgotten("C1", Contacts=people)
    assert column(store, "Contacts", "Notes")[1] == left


def test_a_colleague_with_the_same_last_name_keeps_it():
    _, store = forgotten(
        "C1", Contacts=contacts("Ruth", "Zanellà", "x", others="C3 | Davide | Zanellà | | | Zanellà")
    )
    assert column(store, "Contacts", "Last name")[2] == "Zanellà"
    assert column(store, "Contacts", "Notes")[2] == "Zanellà"


def test_a_switchboard_number_stays_with_the_colleague_and_is_not_marked():
    done, store = forgotten(
        "C1",
        Contacts="""
        Contact ID | First name | Last name | Email       | Phone            | Notes
        C1         | Ruth       | Baker     | r@x.example | +34 911 84 53 27 |
        C2         | Bea        | Roth      | b@x.example | 911845327        | Or 911 84 53 27
    """,
    )
    assert column(store, "Contacts", "Phone")[1] == "911845327"
    assert column(store, "Contacts", "Notes")[1] == "Or 911 84 53 27"
    assert done.marks == 1
    assert ["C2, who keeps it" in p.why for p in done.problems] == [True]


def test_an_address_that_a_colleague_has_too_is_said_and_stays():
    done, store = forgotten(
        "C1",
        Contacts="""
        Contact ID | First name | Last name | Email          | Status
        C1         | Ruth       | Baker     | info@x.example | Active
        C2         | Ruth       | Baker     | INFO@x.example | Merged
    """,
    )
    assert column(store, "Contacts", "Email")[1] == "INFO@x.example"
    assert done.marks == 0
    assert any("run forget for that ID too" in p.todo for p in done.problems)


def test_a_firm_keeps_the_name_that_is_a_persons_too():
    done, store = forgotten(
        "C1",
        Accounts="Account ID | Account\nA1 | Hugo Boss",
        Contacts=contacts("Hugo", "Boss", "Hugo Boss ordered"),
    )
    assert column(store, "Accounts", "Account") == ["Hugo Boss"]
    assert column(store, "Contacts", "Notes")[1] == "Hugo Boss ordered"
    assert any("also that of account A1" in p.why for p in done.problems)


def test_somebody_without_an_address_is_forgotten_too():
    done, store = forgotten("C1", Contacts=contacts("Ruth", "Quandt", "Ruth Quandt"))
    assert column(store, "Contacts", "Notes")[1] == "(forgotten)"
    assert done.marks == 0


def test_two_different_people_with_one_id_are_refused():
    from salesbook.errors import BadInput

    with pytest.raises(BadInput, match="different names"):
        forgotten("C1", Contacts="Contact ID | First name | Last name\nC1 | Ada | X\nC1 | Bea | Y")


def test_orders_of_the_same_amount_as_a_number_stay():
    _, store = forgotten("C1", Contacts="""
        Contact ID | First name | Last name | Email | Phone
        C1         | Ruth       | Baker     |       | 911845327
    """, Orders="Order ID | Contact ID | Date | Amount\nO1 | C9 | 2026-01-01 | 911845327")  # fmt: skip
    assert column(store, "Orders", "Amount") == [911845327.0]


def test_the_row_of_do_not_mail_with_the_address_becomes_a_mark():
    _, store = forgotten(
        "C1",
        Contacts=contacts("Ruth", "Quandt", "", email="r@x.example"),
        DoNotMail="Address\nR@x.example\ny.example",
    )
    rows = column(store, "DoNotMail", "Address")
    assert "y.example" in rows
    assert len([row for row in rows if str(row).startswith("hash:")]) == 1
    assert not any("r@x" in str(row).lower() for row in rows)


def test_without_the_part_mail_the_next_step_is_to_add_it():
    store = book(Settings=SETTINGS, Contacts=contacts("Ruth", "Quandt", "", email="r@x.example"))
    seen = store.read([name for name, table in TABLES.items() if table.part != "mail"])
    who = patterns_of_person(find_person(seen, "C1", "ES"), seen)
    done = plan_forget(seen, who, "b1", date(2026, 3, 3))
    assert [(p.why, p.todo) for p in done.problems if p.table == "DoNotMail"] == [(
        "No mark could be left, so an import can bring this person back: the workbook has no table DoNotMail",
        "Add the part mail (salesbook add), and forget again whom an import brings back.",
    )]  # fmt: skip


NAMED = {
    "Contacts": contacts("Ruth", "White", "x"),
    "Accounts": "Account ID | Account\nA1 | Owl",
    "Activities": """
        Activity ID | When       | Contact ID | Name       | Account
        T1          | 2026-03-02 | C1         | Ruth White | Owl
        T2          | 2026-03-02 | C2         | Bea Roth   | Owl
        T3          | 2026-03-02 |            | Ruth White | Owl
    """,
    "Orders": """
        Order ID | Account ID | Contact ID | Date       | Name     | Account
        O1       | A1         | C1         | 2026-03-02 | Ruth     | Owl
        O2       | A1         | C2         | 2026-03-02 | Bea Roth | Owl
        O3       | A1         |            | 2026-03-02 | Ruth White | Owl
    """,
    "Outbox": "Draft ID | Contact ID | Name | Account\nN.C1 | C1 | Ruth White | Owl\nN.C2 | C2 | Bea Roth | Owl",
    "Problems": """
        Table      | Key | Column | Problem  | Name     | Account
        Activities | T1  | When   | too late | Ruth     | Owl
        Orders     | O1  | Date   | too late | Ruth     | Owl
        Orders     | O2  | Date   | too late | Bea Roth | Owl
        Contacts   | C2  | Phone  | no phone | Bea Roth |
    """,
}  # fmt: skip


def left(store, table: str, header: str) -> list:
    """The filled cells; rows that went may have left a blank one in their place."""
    return [cell for cell in column(store, table, header) if cell is not None]


def test_the_name_beside_an_id_goes_with_the_id():
    _, store = forgotten("C1", **NAMED)
    assert left(store, "Activities", "Name") == ["Bea Roth"]  # a row that has the name alone goes, too
    assert column(store, "Orders", "Name") == [None, "Bea Roth", "(forgotten)"]
    assert column(store, "Orders", "Account") == ["Owl"] * 3
    assert left(store, "Outbox", "Name") == ["Bea Roth"]


def test_a_problem_of_a_row_that_stays_no_longer_says_whose_it_was():
    _, store = forgotten("C1", **NAMED)
    assert left(store, "Problems", "Key") == ["O1", "O2", "C2"]
    assert left(store, "Problems", "Name") == ["Bea Roth", "Bea Roth"]


def test_the_name_of_somebody_who_was_referred_by_them_stays_beside_a_problem():
    tables = NAMED | {
        "Contacts": "Contact ID | First name | Last name | Referred by\nC1 | Ruth | White |\nC2 | Bea | Roth | C1"
    }
    _, store = forgotten("C1", **tables)
    assert column(store, "Problems", "Name")[-1] == "Bea Roth"
