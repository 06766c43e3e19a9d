"""Letters that nobody sees never make two of one, and are kept only where they mean something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.domain.facts.matching import firm_key, name_key
from salesbook.util.folding import name_words
from salesbook.util.invisible import for_comparing, without_invisible
from tests.domain.importing.desk import Desk

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2069\u061c\ufeff\u180e\u034f"


@pytest.mark.parametrize("letter", INVISIBLE)
def test_a_name_loses_what_nobody_sees(letter):
    assert without_invisible(f"{letter}An{letter}na Lee{letter}") == "Anna Lee"


@pytest.mark.parametrize(
    "text",
    [
        "علی\u200cرضا",  # Persian: the joiner shapes the letters
        "क्\u200dष",
        "ක්\u200dෂ",
        "👩\u200d💻 Lee",
        "👨\u200d👩\u200d👧",
        "❤️",
        "ภาษา\u200bไทย",  # parts words in a script without spaces
        "王小明",
        "Zoë",
        "José",
    ],
)
def test_what_shapes_letters_or_joins_pictures_stays(text):
    assert without_invisible(text) == text


def test_for_comparing_even_those_do_not_count():
    assert for_comparing("علی\u200cرضا") == for_comparing("علیرضا")
    assert for_comparing("❤️") == for_comparing("❤")


def _strewn(draw, text):
    return "".join(letter + draw(st.text(INVISIBLE, max_size=1)) for letter in text)


@given(
    st.data(), st.sampled_from(["Anna Lee", "José García", "Ødegård", "Иван Петров", "Müller & Söhne GmbH"])
)
def test_no_invisible_letter_changes_who_somebody_is(data, name):
    strewn = _strewn(data.draw, name)
    assert name_key(strewn) == name_key(name)
    assert firm_key(strewn) == firm_key(name)
    assert name_words(strewn) == name_words(name)
    assert without_invisible(strewn) == name


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_nor_does_one_in_any_cell_or_header_of_a_file(tmp_path_factory, data):
    desk = Desk(tmp_path_factory.mktemp("a"))
    rows = [["Contact ID", "First name", "Last name", "Email", "Company"],
            ["17", "Anna", "Lee", "anna@example.com", "Acme Ltd"],
            ["", "Bob", "Ray", "", "Beta"]]  # fmt: skip
    desk.bring("\n".join(map(",".join, rows)), "Contacts")
    before = desk.rows("Contacts"), desk.rows("Accounts")
    strewn = [[_strewn(data.draw, cell) for cell in row] for row in rows]
    result = desk.bring("\n".join(map(",".join, strewn)), "Contacts")
    assert (desk.rows("Contacts"), desk.rows("Accounts")) == before
    assert (result.plan.changes, result.plan.problems) == ((), ())


def test_a_book_with_such_letters_in_it_knows_its_people_too(tmp_path):
    desk = Desk(
        tmp_path,
        Contacts="Contact ID | First name | Last name | Email\n1\u200b7 | An\u00adna | Lee | anna@\u200bexample.com",
    )
    result = desk.bring("Contact ID,Name,Email\n17,Anna Lee,anna@example.com\n", "Contacts")
    assert (result.counts["new"], result.plan.problems) == (0, ())
