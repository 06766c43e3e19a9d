"""Nobody gets a letter who must not: each guard, their order, and any two of them together."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from salesbook.books.memory import grid_of
from salesbook.domain.checks.do_not_mail import protects_nobody
from salesbook.domain.mailings.fields import Fields
from tests.domain.mailbook import TODAY, letter_guards, picked, world
from tests.helpers import rows_of

GOOD = "C{n} | c{n}@a.example | Opted in | | Active |"
HEAD = "Contact ID | Email | Consent | Do not email | Status | Account ID"


def contacts(*rows: str) -> str:
    return "\n".join([HEAD, *rows])


def test_whoever_agreed_and_was_left_in_peace_gets_it():
    found = picked(
        Contacts=contacts(
            "C1 | ana@a.example | Opted in | | | ", "C2 | bo@a.example | Legitimate interest | | Active | "
        )
    )
    assert found.readers == ["C1", "C2"]
    assert found.left_out == {}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("C1 | ana@a.example | Opted out | | | ", "opted out"),
        ("C1 | ana@a.example | Unknown | | | ", "consent unknown"),
        ("C1 | ana@a.example | | | | ", "consent unknown"),
        ("C1 | ana@a.example | yes I think | | | ", "opted out"),  # unreadable: it counts as no
        ("C1 | ana@a.example | Opted in | Yes | | ", "do not email"),
        ("C1 | ana@a.example | Opted in | never! | | ", "do not email"),
        ("C1 | ana@a.example | Opted in | | Left | ", "not active: Left"),
        ("C1 | | Opted in | | | ", "without address"),
        ("C1 | ana at a.example | Opted in | | | ", "address not valid"),
    ],
)  # fmt: skip
def test_what_stands_in_the_contacts_row_holds(row, why):
    found = picked(Contacts=contacts(row))
    assert found.readers == []
    assert found.left_out["C1"].startswith(why)


@pytest.mark.parametrize(
    "entry", ["ana@a.example", "ANA@A.example", "a.example", "@a.example", "*.a.example", "A.EXAMPLE "]
)
def test_an_address_or_domain_on_do_not_mail_holds(entry):
    people = contacts("C1 | Ana@a.example | Opted in | | | ", "C2 | bo@sub.a.example | Opted in | | | ")
    found = picked(Contacts=people, DoNotMail=f"Address\n{entry}")
    assert found.left_out["C1"] == "on Do not mail"
    assert ("C2" in found.left_out) == ("ana" not in entry.lower())


def test_an_address_that_said_no_says_no_for_everybody_who_has_it():
    people = contacts(
        "C1 | shared@a.example | Opted out | | Left | ",
        "C2 | Shared@A.example | Opted in | | | ",
        "C3 | desk@a.example | Opted in | Yes | | ",
        "C4 | desk@a.example | Opted in | | | ",
    )
    found = picked(Contacts=people)
    assert found.readers == []
    assert found.left_out["C2"] == "opted out: the same address did"
    assert found.left_out["C4"] == "do not email: says the same address"


def test_a_no_in_a_row_that_does_not_count_is_heard_all_the_same():
    people = contacts(
        "C1 | one@a.example | Opted in | | | ",
        "C1 | two@a.example | Opted out | | | ",  # a copy
        "C2 | two@a.example | Opted in | | | ",
        "| three@a.example | Opted out | | | ",
        "C3 | three@a.example | Opted in | | | ",
        "C4 | four@a.example; five@a.example | Opted out | | | ",
        "C5 | five@a.example | Opted in | | | ",
        "C6 | six@a.example | Opted in | | | ",
    )
    found = picked(Contacts=people)
    assert found.readers == ["C6"]
    assert found.left_out["C1"] == "opted out: another row with this ID did"


@pytest.mark.parametrize("entry", [
    "c1@a.example, x@b.example", "b.example; a.example", "c1@a.example (asked)", "'c1@a.example'", "https://www.a.example/shop",
    "www.a.example", "http://a.example", "a.example/", "a.example (all)", "\uff431@a.example",
    "*@a.example", "%@a.example", "**@A.example", ".*@a.example", "*\uff20a.example", "All <*@a.example>", "mailto:*@a.example",
    "*@b.example, *@a.example", "@a.example", "c1(at)a.example", "c1 [at] a [dot] example", "c*@a.example", "c1@a.*", "C1@a.example?",
    "http://c1@a.example/shop", "Cy One <c1@a.example>",
])  # fmt: skip
def test_whatever_somebody_typed_on_do_not_mail_protects_whom_it_names(entry):
    found = picked(Contacts=contacts("C1 | c1@a.example | Opted in | | | "), DoNotMail=f"Address\n{entry}")
    assert found.left_out == {"C1": "on Do not mail"}


def test_a_pattern_on_do_not_mail_holds_nobody_else():
    people = contacts("C1 | desk1@a.example | Opted in | | | ", "C2 | bo@a.example | Opted in | | | ")
    assert picked(Contacts=people, DoNotMail="Address\ndesk*@a.example").left_out == {"C1": "on Do not mail"}


@pytest.mark.parametrize("entry", [
    "anything at some firm", "@firm", "firm", "*@firm", "Anna Lee", "anna.lee", "Dr.Meier", "St.Gallen", "*", "*@*", "@", "info@",
    "+44 20 7946 0018", "192.168.1.1", "hash:", "50% off", "notes.txt", "com", "firm,example", "http://", "mailto:",
])  # fmt: skip
def test_what_names_nobody_there_is_a_problem_with_its_cell(entry):
    found = world(DoNotMail=f"Address\n{entry}\na.example")
    assert [(one.cell, one.value) for one in protects_nobody(found.frames, {}, TODAY)] == [
        ("'Do not mail'!A2", entry)
    ]


def test_a_domain_with_an_ending_of_its_own_is_one_where_somebody_has_an_address_there():
    said = "Address\nacme.gmbh"
    assert list(protects_nobody(world(DoNotMail=said).frames, {}, TODAY))
    people = contacts("C1 | ana@mail.acme.gmbh | Opted in | | | ")
    assert not list(protects_nobody(world(Contacts=people, DoNotMail=said).frames, {}, TODAY))


def test_of_two_with_one_address_the_first_by_id_gets_it():
    people = contacts("C2 | desk@a.example | Opted in | | | ", "C1 | Desk@a.example | Opted in | | | ")
    found = picked(Contacts=people)
    assert found.readers == ["C1"]
    assert found.left_out == {"C2": "duplicate address"}


def test_the_second_gets_it_where_the_first_is_held_for_a_reason_of_their_own():
    people = contacts("C1 | desk@a.example | Unknown | | | ", "C2 | desk@a.example | Opted in | | | ")
    assert picked(Contacts=people).readers == ["C2"]


@pytest.mark.parametrize(
    ("activity", "why"),
    [
        ("2026-03-01 | Call | Out | Spoke |", "touched lately: until 8 Mar 2026"),
        ("2026-03-01 | Newsletter | Out | |", "touched lately: until 8 Mar 2026"),
        ("2026-03-01 | Email | Out | |", "touched lately: until 8 Mar 2026"),
        ("2026-03-01 | Call | Out | No answer |", ""),  # nobody was reached
        ("2026-03-01 | Email | In | |", ""),  # they wrote
        ("2026-02-20 | Call | Out | Spoke |", ""),
        ("2026-02-20 | Service | In | | Complaint: the jaw is loose", "complaint open"),
        ("2026-02-20 | Service | Out | | Complaint: the jaw is loose", ""),
    ],
)  # fmt: skip
def test_quiet_days_and_complaints_hold_whoever_of_us_it_was(activity, why):
    rows = f"Activity ID | Contact ID | By | When | Channel | Direction | Outcome | Subject\n1 | C1 | bob | {activity}{'' if activity.count('|') > 3 and not activity.endswith('|') else ' '}"
    found = picked(Contacts=contacts("C1 | ana@a.example | Opted in | | | "), Activities=rows)
    assert found.left_out.get("C1", "") == why


def test_a_complaint_is_closed_by_a_talk_after_it():
    rows = """
        Activity ID | Contact ID | When       | Channel | Direction | Outcome | Subject
        1           | C1         | 2026-02-18 | Service | In        |         | Complaint: the jaw is loose
        2           | C1         | 2026-02-19 | Call    | Out       | Spoke   | Jaw mended
    """
    assert picked(Contacts=contacts("C1 | ana@a.example | Opted in | | | "), Activities=rows).readers == [
        "C1"
    ]


def test_nobody_is_touched_more_often_than_the_cadence_allows():
    days = ["2026-02-05", "2026-02-12", "2026-02-24"]
    rows = "Activity ID | Contact ID | When | Channel | Direction\n" + "\n".join(
        f"{i} | C1 | {day} | Newsletter | Out" for i, day in enumerate(days)
    )
    found = picked(Contacts=contacts("C1 | ana@a.example | Opted in | | | "), Activities=rows)
    assert found.left_out == {"C1": "touch cap: 3 touches in 30 days"}


@pytest.mark.parametrize(
    "status", ["Queued", "Sent", "Failed", "Bounced", "Replied", "Unsubscribed", "In doubt"]
)
def test_a_letter_that_may_have_gone_is_not_written_again(status):
    outbox = f"Draft ID | Mailing ID | Contact ID | Status\nspring.C1 | spring | C1 | {status}\nautumn.C2 | autumn | C2 | Sent"
    people = contacts("C1 | ana@a.example | Opted in | | | ", "C2 | bo@a.example | Opted in | | | ")
    found = picked(Contacts=people, Outbox=outbox)
    assert found.readers == ["C2"]
    assert found.left_out == {"C1": "had this mailing"}


# For each guard, in its order: what to plant on a contact called C1 beside a healthy C2.
PLANTS = {
    "opted out": {"Consent": "Opted out"},
    "consent unknown": {"Consent": "Unknown"},
    "do not email": {"Do not email": "Yes"},
    "on Do not mail": {"DoNotMail": "Address\nc1@a.example"},
    "without address": {"Email": ""},
    "address not valid": {"Email": "c1@@a"},
    "touched lately": {"activity": ["2026-03-02"]},
    "touch cap": {"activity": ["2026-02-05", "2026-02-12", "2026-02-24"]},
    "had this mailing": {
        "Outbox": "Draft ID | Mailing ID | Contact ID | Status\nspring.C1 | spring | C1 | Sent"
    },
    "complaint open": {"complaint": True},
}


def book_with(*plants: str) -> dict[str, str]:
    """A book in which C1 has all of these plants, and C2 none."""
    row = {"Email": "c1@a.example", "Consent": "Opted in", "Do not email": ""}
    tables, log = {}, []
    for plant in plants:
        for key, value in PLANTS[plant].items():
            if key in row:
                row[key] = value
            elif key == "activity":
                log += [f"{day} | Newsletter | Out |" for day in value]
            elif key == "complaint":
                log = ["2026-02-01 | Service | In | Complaint", *log]
            else:
                tables[key] = value
    # A complaint that came after everything is an open one, whatever was planted besides.
    if "complaint open" in plants:
        log.append("2026-03-03 | Service | In | Complaint")
    people = contacts(
        f"C1 | {row['Email']} | {row['Consent']} | {row['Do not email']} | | ",
        "C2 | c2@b.example | Opted in | | | ",
    )
    lines = "\n".join(f"{i} | C1 | {entry}" for i, entry in enumerate(log))
    head = "Activity ID | Contact ID | When | Channel | Direction | Subject\n"
    return {"Contacts": people, **({"Activities": head + lines} if log else {}), **tables}


@pytest.mark.parametrize("plant", PLANTS)
def test_each_guard_holds_alone(plant):
    found = picked(**book_with(plant))
    assert found.readers == ["C2"]
    assert found.left_out["C1"].partition(":")[0] == plant


@pytest.mark.parametrize("two", list(itertools.combinations(PLANTS, 2)), ids=" and ".join)
def test_of_two_guards_the_first_is_named_and_nobody_slips_through(two):
    found = picked(**book_with(*two))
    assert found.readers == ["C2"]
    first = found.left_out["C1"].partition(":")[0]
    assert first in two
    both_addresses = {"without address", "address not valid"} <= set(two)
    listed_without_address = two[0] == "on Do not mail" and "address" in two[1]
    both_consents = two == ("opted out", "consent unknown")  # one cell holds one of them
    if not (both_addresses or listed_without_address or both_consents):
        assert first == two[0]


@pytest.mark.parametrize("three", list(itertools.combinations(PLANTS, 3)), ids=" and ".join)
def test_no_three_guards_together_let_anybody_through(three):
    assert picked(**book_with(*three)).readers == ["C2"]


def test_a_letter_from_one_person_to_another_minds_only_who_said_no():
    assert letter_guards("C1", **book_with("opted out")) == "opted out"
    assert letter_guards("C1", **book_with("on Do not mail")) == "on Do not mail"
    assert letter_guards("C1", **book_with("do not email")) == "do not email"
    for passes in ("consent unknown", "touched lately", "touch cap", "had this mailing", "complaint open"):
        assert letter_guards("C1", **book_with(passes)) == ""


def test_countries_may_do_without_consent():
    tables = {
        "Contacts": contacts(
            "C1 | a@a.example | Unknown | | | A1",
            "C2 | b@a.example | Unknown | | | A2",
            "C3 | c@a.example | Unknown | | | ",
        ),
        "Accounts": "Account ID | Country\nA1 | us\nA2 | DE",
    }
    assert picked(**tables).readers == []
    assert picked(**tables, MailRules="Country | Consent needed\n* | Yes\nUS | No").readers == ["C1"]
    assert picked(**tables, MailRules="Country | Consent needed\n* | No\nDE | Yes").readers == ["C1", "C3"]
    assert picked(**tables, MailRules="Country | Consent needed\nUS | perhaps").readers == []


def test_what_a_row_of_the_rules_leaves_blank_is_needed():
    people = contacts("C1 | a@a.example | Unknown | | | A1")
    for said, readers in ((" ", []), ("No", ["C1"])):
        rules = f"Country | Consent needed\n* | No\nGB | {said}"
        assert (
            picked(Contacts=people, Accounts="Account ID | Country\nA1 | GB", MailRules=rules).readers
            == readers
        )


@pytest.mark.parametrize(
    ("table", "header", "why"),
    [
        ("Contacts", "Consent", "opted out"),
        ("Contacts", "Do not email", "do not email"),
        ("Contacts", "Status", "not active: Status cannot be read"),
        ("DoNotMail", "Address", "on Do not mail: an address there cannot be read"),
        ("MailRules", "Consent needed", "consent unknown"),
        ("MailRules", "Country", "consent unknown"),
    ],
)
def test_who_may_have_said_no_in_a_formula_that_no_program_worked_out_gets_no_letter(table, header, why):
    tables = {
        "Contacts": contacts("C1 | a@a.example | Unknown | | | "),
        "DoNotMail": "Address\nzoe@z.example",
        "MailRules": "Country | Consent needed\n* | No",
    }
    assert picked(**tables).readers == ["C1"]
    [cells] = rows_of(table, tables[table])
    kept = header in {"Address", "Country"}
    grid = grid_of(table, [cells if kept else cells | {header: None}])
    grid = replace(grid, uncalculated={header: frozenset({0})})
    found = picked(**tables | {table: grid})
    assert found.readers == []
    assert found.left_out == {"C1": why}


def test_a_formula_in_a_row_that_does_not_count_says_no_all_the_same():
    grid = grid_of(
        "Contacts",
        rows_of(
            "Contacts",
            "Contact ID | Email | Consent\nC1 | a@a.example | Opted in\nC1 | b@b.example |\nC2 | b@b.example | Opted in",
        ),
    )
    found = picked(Contacts=replace(grid, uncalculated={"Consent": frozenset({1})}))
    assert found.readers == []
    assert found.left_out["C2"] == "opted out: the same address did"


@pytest.mark.parametrize(
    ("own", "firms", "needed"),
    [
        ("DE", "US", True), ("US", "DE", False), ("", "DE", True), ("", "US", False), ("", "", False),
        ("Germany", "", True), ("deutschland", "US", True), ("FR", "DE", False), ("Atlantis", "US", True), ("", "Atlantis", True),
    ],
)  # fmt: skip
def test_the_country_that_counts_is_the_contacts_own_else_the_accounts(own, firms, needed):
    """What is no country may be any: the strictest rule counts."""
    found = picked(
        Contacts=f"Contact ID | Email | Consent | Account ID | Country\nC1 | c1@a.example | Unknown | A1 | {own}",
        Accounts=f"Account ID | Country\nA1 | {firms}",
        MailRules="Country | Consent needed\n* | No\nGermany | Yes\nUS | No",
    )
    assert found.readers == ([] if needed else ["C1"])


def test_a_letter_names_the_country_that_counts():
    found = world(
        Contacts="Contact ID | Account ID | Country\nC1 | A1 | FR\nC2 | A1 |\nC3 | | ES",
        Accounts="Account ID | Country\nA1 | DE",
    )
    fields = Fields(found)
    assert [str(fields.of(at)["contact"].get("Country")) for at in range(3)] == ["FR", "DE", "ES"]
