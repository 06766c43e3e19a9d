"""Whom people name when they type a referral, and when it is nobody."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.call_log.referral import Given, new_contact, read_referral
from salesbook.domain.facts.people import People
from tests.helpers import world_parts


@pytest.mark.parametrize(("text", "first", "last"), [
    ("Luis Pérez, Beta Labs", "Luis", "Pérez"),
    ("Luis Pérez - purchasing", "Luis", "Pérez"),
    ("Luis Pérez (their buyer)", "Luis", "Pérez"),
    ("Luis Pérez\n+34 600 111 222", "Luis", "Pérez"),
    ("Luis Pérez luis@beta.example", "Luis", "Pérez"),
    ("Luis Pérez +34 600 111 222", "Luis", "Pérez"),
    ("Luis Pérez at Beta Labs", "Luis", "Pérez"),
    ("Luis", "Luis", ""),
    ("Mr Smith", "", "Smith"),
    ("Dr. Anna-Lena O'Brien", "Anna-Lena", "O'Brien"),
    ("Ludwig van der Rohe", "Ludwig", "van der Rohe"),
    ("山田 太郎、ベータ", "太郎", "山田"),
    ("山田太郎", "山田太郎", ""),
    ("محمد علي، بيتا", "محمد", "علي"),
    ("Иван Петров", "Иван", "Петров"),
    ("हिन्दी शर्मा", "हिन्दी", "शर्मा"),
])  # fmt: skip
def test_a_name_at_the_start_is_a_person(text, first, last):
    named = read_referral(text)
    assert (named.first, named.last) == (first, last)


@pytest.mark.parametrize("text", [
    "", "-", "no", "None", "Nein", "n/a", "his brother", "Ask Peter", "The boss", "luis pérez", "+34 600 111 222",
    "Their head of purchasing", "Luis and Marta", "Luis & Marta", "One Two Three Four Five", "???", "luis@beta.example",
])  # fmt: skip
def test_other_texts_name_nobody(text):
    assert read_referral(text) is None


@pytest.mark.parametrize(("text", "phone", "email"), [
    ("Luis, +34 600 111 222", "+34 600 111 222", ""),
    ("Luis, (020) 7946-0018, l.p@beta.example.", "(020) 7946-0018", "l.p@beta.example"),
    ("Luis, meet 2026-03-04, order 123456", "", ""),
    ("Luis, from 01.02.2026, tel. 600111222", "600111222", ""),
])  # fmt: skip
def test_numbers_and_addresses_are_found(text, phone, email):
    named = read_referral(text)
    assert (named.phone, named.email) == (phone, email)


@pytest.mark.parametrize(("text", "is_new"), [
    ("Ana García, +34 600 111 222", False),  # her number
    ("Ana García, Acme", False),  # her firm
    ("Ana García, Beta Labs", True),
    ("Anna G., ANA@acme.example", False),  # her address
    ("Luis Pérez, +34 600 111 222", True),  # a colleague at the same number
])  # fmt: skip
def test_somebody_known_is_not_made_again(text, is_new):
    frames, _ = world_parts(
        Accounts="Account ID | Account\nA1 | Acme\nA2 | Beta Labs",
        Contacts="Contact ID | First name | Last name | Account ID | Phone | Email\n"
                 "C1 | Ada | Lovelace | | |\nC2 | Ana | García | A1 | 600 111 222 | ana@acme.example",
    )  # fmt: skip
    people = People(frames["Contacts"], frames["Accounts"])
    given = Given(text, "C1", "ann", date(2026, 3, 4))
    assert (new_contact(given, people, lambda _: False) is not None) == is_new
