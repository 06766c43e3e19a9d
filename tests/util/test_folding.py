"""What counts as the same name, by everybody who asks: import, log, forget, and the rest that looks people up."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from salesbook.domain.facts.matching import firm_key, name_key, names_agree, says_the_same
from salesbook.domain.facts.people import People, full_names
from salesbook.util.folding import (
    caseless,
    identifier,
    letters_and_digits,
    name_words,
    ways_to_write,
    without_marks,
    written_name,
)

SAME = [
    ("Zoë Müller", "ZOE MULLER"),
    ("José  García", "Jose Garcia"),
    ("Ángel Núñez", "A\u0301ngel Nu\u0301n\u0303ez"),
    ("Nguyễn Văn", "Nguyen Van"),
    ("Ελένη Παππά", "ΕΛΕΝΗ ΠΑΠΠΑ"),
    ("Семён Йорданов", "Семен Иорданов"),
    ("أحمد علي", "احمد علي"),  # the hamza, which many leave out
    ("مُحَمَّد علي", "محمد علي"),  # vowel signs, which hardly anybody writes
    ("שָׁלוֹם כהן", "שלום כהן"),
    ("Anna\u200b Lee", "Anna Lee"),
    ("ｶﾞｽ 太郎", "ガス 太郎"),  # of half width
    ("김 민준", unicodedata.normalize("NFD", "김 민준")),
    ("Straße Weg", "STRASSE WEG"),
]
OTHERS = [
    ("किरण वर्मा", "करण वर्मा"),  # Kiran and Karan: marks are vowels
    ("มาลี ใจดี", "มาลา ใจดี"),
    ("ハナ 田中", "バナ 田中"),  # another consonant
    ("김 민준", "김 민수"),
    ("Anna Lee", "Hanna Lee"),
    ("Søren Bak", "Soren Bak"),  # letters of their own, with a stroke
    ("Łucja Nowak", "Lucja Nowak"),
]


def _named(name: str) -> People:
    """People with one contact of that name, whose account bears it too."""
    first, _, last = name.partition(" ")
    columns = {"First name": [first], "Last name": [last.strip()], "Status": ["Active"], "Account ID": ["A1"]}
    contacts = pd.DataFrame(columns, index=["C1"], dtype=object)
    return People(contacts, pd.DataFrame({"Account": [name]}, index=["A1"], dtype=object))


def _looked_up(one: str, other: str) -> dict[str, bool]:
    """Whether each of those who ask takes the two names for one."""
    people = _named(one)
    return {
        "import": name_key(one) == name_key(other),
        "import of firms": firm_key(one) == firm_key(other),
        "check of a cell": says_the_same("Last name", one, other),
        "log and about": people.named(other) == ["C1"],
        "organisation of a call": people.accounts_named(other) == ["A1"],
        "forget": name_words(other) in ways_to_write(*one.split()),
    }


@pytest.mark.parametrize(("one", "other"), SAME)
def test_all_who_ask_take_two_spellings_of_a_name_for_one(one, other):
    assert set(_looked_up(one, other).values()) == {True}


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_all_who_ask_take_two_names_for_two(one, other):
    assert set(_looked_up(one, other).values()) == {False}


def test_words_with_marks_of_india_are_whole():
    assert name_key("किरण", "वर्मा").split() == sorted(["किरण", "वर्मा"])
    assert not names_agree(name_key("किरण"), name_key("गौरव"))


@pytest.mark.parametrize(
    "text", ["Größe_in cm", "E-Mail\u00a0Adresse", " Favourite  team ", "Año (2026)", "ガ"]
)
def test_each_folding_keeps_what_its_name_says(text):
    assert set(letters_and_digits(text)) <= {c for c in without_marks(text.casefold()) if c.isalnum()}
    assert identifier(text) == identifier(identifier(text))
    assert caseless(text) == caseless(text.upper().lower())
    assert name_words(name_words(text)) == name_words(text)
    assert not any(unicodedata.combining(c) for c in without_marks(text))


def test_accents_count_in_what_is_chosen_from_a_list():
    assert caseless(" JOSÉ  garcía") == caseless("Jose\u0301 García") != caseless("Jose Garcia")


def test_fields_of_templates_keep_accents():
    assert identifier("Länge (cm)") == "länge_cm"
    assert letters_and_digits("Länge (cm)") == "langecm"


@pytest.mark.parametrize(("first", "last", "written"), [
    ("伟", "张", "张 伟"),
    ("太郎", "山田", "山田 太郎"),
    ("さくら", "佐々木", "佐々木 さくら"),
    ("エリカ", "佐藤", "佐藤 エリカ"),
    ("민수", "김", "김 민수"),
    ("ジョン", "スミス", "ジョン スミス"),  # a foreign name, in the order of its own
    ("Wei", "Zhang", "Wei Zhang"),
    ("Wei", "张", "Wei 张"),
    ("Văn An", "Nguyễn", "Nguyễn Văn An"),
    ("Anna", "Mai", "Anna Mai"),  # a family name elsewhere, too
    ("István", "Nagy", "István Nagy"),  # in Latin letters, as abroad
    ("Min-jun", "Kim", "Min-jun Kim"),
    ("张伟", "", "张伟"),
    ("", "Berg", "Berg"),
    ("Анна", "Берг", "Анна Берг"),
])  # fmt: skip
def test_a_name_is_written_in_the_order_of_its_script(first, last, written):
    assert written_name(first, last) == written
    contacts = pd.DataFrame({"First name": [first], "Last name": [last], "Status": [""]}, index=["C1"])
    people = People(contacts, pd.DataFrame({"Account": []}))
    assert people.name("C1") == written
    assert full_names(contacts).tolist() == [written]
    assert people.named(written) == ["C1"]


def test_a_name_of_east_asia_is_found_without_the_space_too():
    contacts = pd.DataFrame({"First name": ["伟"], "Last name": ["张"], "Status": [""]}, index=["C1"])
    people = People(contacts, pd.DataFrame({"Account": []}))
    assert people.named("张伟") == people.named("张 伟") == people.named("伟 张") == ["C1"]
