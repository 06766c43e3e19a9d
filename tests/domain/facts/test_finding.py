"""Whom a text means: found where it fits, asked where it fits several, only proposed where it nearly fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.facts.finding import one_meant, people_meant, told_apart
from salesbook.domain.facts.people import People
from salesbook.errors import WrongUsage, explain
from salesbook.util.folding import name_words
from tests.helpers import world_parts

ACCOUNTS = "Account ID | Account\nA1 | Nordbad GmbH\nA2 | Südbad\nA3 | Beta Labs\nA4 | Nordlicht Labs"
CONTACTS = """
    Contact ID | First name | Last name   | Account ID | Status | Job title | Phone            | Email
    C1         | Anna       | Berg        | A1         | Active | Buyer     | +49 40 123 45 67 | anna@nordbad.example
    C2         | Anna       | Berg        | A2         |        |           | 040/7654321      |
    C3         | José       | Müller      | A3         |        |           |                  | jose@beta.example
    C4         | Jose       | Miller      | A3         | Left   |           | 030 99 88 77     |
    C5         | Tim        | O'Hara-Vogt | A3         |        | Welder    | +34 976 123 451  |
    C6         | Tim        | O'Hara-Vogt | A3         |        |           | +34 976 123 452  |
    C7         | 太郎        | 山田         |            |        |           |                  |
    C8         | Ida        | Merged      | A2         | Merged |           | +49 40 555 55 55 | anna@nordbad.example
    C9         | Otto       | Ohm         | A4         | Left   |           | 123456           |
"""


def the_people(contacts=CONTACTS, accounts=ACCOUNTS):
    frames = world_parts(Contacts=contacts, Accounts=accounts)[0]
    return People(frames["Contacts"], frames["Accounts"])


PEOPLE = the_people()


@pytest.mark.parametrize(("text", "account", "found", "how"), [
    ("Anna Berg", "", "C1 C2", "are called"),
    ("Anna Berg", "Südbad", "C2", "are called"),
    ("anna berg", "A1", "C1", "are called"),
    ("Berg, Anna", "A1", "C1", "are called"),
    ("C3", "", "C3", "are called"),
    ("c3", "", "C3", "are called"),
    ("Jose Muller", "", "C3", "are called"),
    ("山田 太郎", "", "C7", "are called"),
    ("Müller", "", "C3", "fit"),
    ("Herr Müller", "", "C3", "fit"),
    ("Frau Berg", "", "C1 C2", "fit"),
    ("A. Berg", "Nordbad GmbH", "C1", "fit"),
    ("Anna Berg Nordbad", "", "C1", "fit"),
    ("Anna, Südbad", "", "C2", "fit"),
    ("Berg from Nordbad", "", "C1", "fit"),
    ("Jose", "", "C3", "fit"),  # the other one left
    ("Miller", "", "C4", "fit"),  # who left may still ring
    ("O'Hara-Vogt", "", "C5 C6", "fit"),
    ("+49401234567", "", "C1", "have the number"),
    ("0401234567", "", "C1", "have the number"),
    ("0049 (40) 765-4321", "", "C2", "have the number"),
    ("7654321", "", "C2", "have the number"),
    ("123456", "", "C9", "have the number"),
    ("ANNA@nordbad.example", "", "C1", "have the address"),
    ("Nordbad GmbH", "", "C1", "are at"),
    ("nordbad", "", "C1", "are at"),
    ("Labs", "", "C3 C5 C6", "are at"),  # who left both of the firms stands back
    ("Nordlicht", "", "C9", "are at"),
    ("A2", "", "C2", "are at"),
])  # fmt: skip
def test_a_text_means_whom_it_fits(text, account, found, how):
    meant = people_meant(PEOPLE, text, account)
    assert (" ".join(meant.found), meant.how, meant.near) == (found, how, ())


@pytest.mark.parametrize(("text", "account", "near"), [
    ("Ana Berg", "", "C1 C2"),
    ("Mueller", "", "C3"),
    ("José Müler", "", "C3 C4"),
    ("Nordbat", "", "C1"),
    ("Anna Berg", "Beta Labs", "C1 C2"),
    ("Ann", "", "C1 C2"),  # a beginning is not yet a name
    ("345 67", "", ""),  # too short to be a number
    ("234567", "", ""),  # whole only where it is theirs to the last digit
    ("Zzyzx", "", ""),
    ("Ida Merged", "", ""),
    ("(forgotten)", "", ""),
    ("?", "", ""),
])  # fmt: skip
def test_what_nearly_fits_is_proposed_and_never_found(text, account, near):
    meant = people_meant(PEOPLE, text, account)
    assert (list(meant.found), " ".join(meant.near)) == ([], near)


def test_two_who_are_alike_in_name_and_firm_are_told_apart_by_job_and_number():
    assert told_apart(PEOPLE, ["C1", "C5", "C6"]) == (
        "Anna Berg, Nordbad GmbH (C1); Tim O'Hara-Vogt, Beta Labs, Welder, +34 976 123 451 (C5); "
        "Tim O'Hara-Vogt, Beta Labs, +34 976 123 452 (C6)"
    )


def test_of_many_some_are_named_and_the_others_counted():
    people = the_people(
        "Contact ID | First name | Account ID\n" + "\n".join(f"C{n} | Name{n} | A1" for n in range(8))
    )
    assert told_apart(people, people_meant(people, "Nordbad").found).endswith("(C4); and 3 more")


@pytest.mark.parametrize(
    ("text", "contact"), [("C3", "C3"), ("Müller", "C3"), ("Anna, Südbad", "C2"), ("030 99 88 77", "C4")]
)
def test_the_one_person_meant_is_taken(text, contact):
    assert one_meant(PEOPLE, text, "No letter was written.", "Add them.") == contact


@pytest.mark.parametrize(("text", "says"), [
    ("anna berg", "2 people are called anna berg: Anna Berg, Nordbad GmbH (C1); Anna Berg, Südbad (C2). No letter was written. Use the ID in brackets."),
    ("Ana Berk", "Contacts has nobody called Ana Berk. Did you mean Anna Berg, Nordbad GmbH (C1); Anna Berg, Südbad (C2)? Then use the ID in brackets. No letter was written. Add them."),
    ("Zzyzx", "Contacts has nobody called Zzyzx. No letter was written. Add them."),
])  # fmt: skip
def test_whoever_may_be_meant_is_named_and_nobody_is_guessed(text, says):
    with pytest.raises(WrongUsage) as caught:
        one_meant(PEOPLE, text, "No letter was written.", "Add them.")
    assert explain(caught.value) == says


WORD = st.text("abcAB äÄé'-.Ωя", max_size=6)
FOLK = st.lists(st.tuples(WORD, WORD), min_size=1, max_size=6)


@given(FOLK, st.data())
def test_whoever_is_found_has_every_word_of_the_text_and_a_full_name_finds_nobody_who_is_called_otherwise(
    folk, data
):
    rows = [f"C{i} | {first} | {last}" for i, (first, last) in enumerate(folk)]
    frames = world_parts(Contacts="\n".join(["Contact ID | First name | Last name", *rows]))[0]
    people = People(frames["Contacts"], frames["Accounts"])
    full = {str(one): name_words(people.name(str(one))) for one in people.contacts.index}
    text = data.draw(
        st.sampled_from([*full.values(), *map(" ".join, folk), *(word for pair in folk for word in pair)])
    )
    found = people_meant(people, text).found
    for one in found:
        own = {word.rstrip(".") for word in full[one].split()} | {word[0] for word in full[one].split()}
        assert {word.rstrip(".") for word in name_words(text).split()} <= own | {""}
    if name_words(text) in full.values():
        assert {one for one, name in full.items() if name == name_words(text)} & {*found}
        assert all(sorted(full[one].split()) == sorted(name_words(text).split()) for one in found)
