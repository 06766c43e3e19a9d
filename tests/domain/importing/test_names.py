"""Full names are parted with care."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.importing.people.names import split_name
from tests.domain.importing.desk import Desk, messages


@pytest.mark.parametrize(
    ("full", "country", "first", "last"),
    [
        ("Anna Lee", "", "Anna", "Lee"),
        ("Lee, Anna", "", "Anna", "Lee"),
        ("Mary Ann Smith", "", "Mary Ann", "Smith"),
        ("Cher", "", "Cher", ""),
        ("Dr. Klaus Weber", "", "Klaus", "Weber"),
        ("Prof. Dr. Hans-Peter von der Heide", "", "Hans-Peter", "von der Heide"),
        ("Frau Müller", "", "", "Müller"),
        ("John Smith, PhD", "", "John", "Smith"),
        ("Martin Luther King Jr.", "", "Martin Luther", "King"),
        ("J. R. R. Tolkien", "", "J. R. R.", "Tolkien"),
        ("Don Johnson", "", "Don", "Johnson"),
        ('Anna "Annie" Lee (sales)', "", "Anna", "Lee"),
        ("(Reception)", "", "(Reception)", ""),
        ("Ludwig van Beethoven", "", "Ludwig", "van Beethoven"),
        ("van der Berg, Jan", "", "Jan", "van der Berg"),
        ("Leonardo da Vinci", "", "Leonardo", "da Vinci"),
        ("Abdul al Rahman", "", "Abdul", "al Rahman"),
        ("Ali bin Abu Talib", "", "Ali", "bin Abu Talib"),
        ("O'Brien, Conan", "", "Conan", "O'Brien"),
        ("Jean-Luc de La Fontaine", "", "Jean-Luc", "de La Fontaine"),
        ("DUPONT Jean", "FR", "Jean", "DUPONT"),
        ("Jean DUPONT", "FR", "Jean", "DUPONT"),
        ("JOHN SMITH", "", "JOHN", "SMITH"),
        ("García López, María José", "ES", "María José", "García López"),
        ("María García López", "ES", "María", "García López"),
        ("María José García López", "ES", "María José", "García López"),
        ("José Luis Pérez", "ES", "José Luis", "Pérez"),
        ("María del Carmen Ruiz Sánchez", "ES", "María del Carmen", "Ruiz Sánchez"),
        ("Juan de la Vega", "ES", "Juan", "de la Vega"),
        ("José Ortega y Gasset", "ES", "José", "Ortega y Gasset"),
        ("Иван Иванов", "", "Иван", "Иванов"),
        ("Иванов Иван Иванович", "", "Иван Иванович", "Иванов"),
        ("محمد بن سلمان", "", "محمد", "بن سلمان"),
        ("Nguyễn Văn An", "VN", "Văn An", "Nguyễn"),
        ("Nagy Anna", "HU", "Anna", "Nagy"),
        ("王小明", "", "小明", "王"),
        ("欧阳娜娜", "", "娜娜", "欧阳"),
        ("山田太郎", "JP", "太郎", "山田"),
        ("山田 太郎", "", "太郎", "山田"),
        ("山田花こ", "", "花こ", "山田"),
        ("マイケル・ジャクソン", "", "マイケル", "ジャクソン"),
        ("さくら", "", "", "さくら"),
        ("김민준", "", "민준", "김"),
        ("남궁민수", "", "민수", "남궁"),
    ],
)
def test_names_of_several_countries_and_scripts(full, country, first, last):
    assert split_name(full, country) == (first, last)


@given(st.text(min_size=1), st.sampled_from(["", "ES", "JP", "HU", "US"]))
def test_no_name_is_too_strange_to_be_kept(full, country):
    first, last = split_name(full, country)
    letters = {c for c in full if c.isalpha()}
    assert (first or last) or not letters
    assert {c for c in first + last if c.isalpha()} <= letters


@given(
    st.lists(
        st.sampled_from(
            [
                "Anna",
                "Maria",
                "José",
                "van",
                "der",
                "von",
                "Lee",
                "García",
                "López",
                "Dr.",
                "al",
                "王",
                "Müller",
            ]
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["", "ES", "US"]),
)
def test_words_of_a_name_are_kept_but_for_titles(words, country):
    first, last = split_name(" ".join(words), country)
    assert sorted(w for w in [*first.split(), *last.split()] if w != "Dr.") == sorted(
        w for w in words if w != "Dr."
    )


@pytest.mark.parametrize(
    ("first", "last", "names", "told"),
    [
        ("Dr. Karl", "Weber", ("Karl", "Weber"), "Dr. (1)"),
        ("Karl", "Dr. Weber", ("Karl", "Weber"), "Dr. (1)"),
        ("Prof. Dr. Eva", "Berg", ("Eva", "Berg"), "Prof. (1), Dr. (1)"),
        ("Don Carlos", "Ruiz", ("Don Carlos", "Ruiz"), ""),
        ("Dr.", "Weber", ("Dr.", "Weber"), ""),
    ],
)
def test_a_title_in_a_first_or_a_last_name_is_left_out_and_told(tmp_path, first, last, names, told):
    desk = Desk(tmp_path)
    result = desk.bring(f"First name,Last name,Email\n{first},{last},a@x.example\n", "Contacts")
    [row] = desk.rows("Contacts", "First name", "Last name")
    assert (row["First name"], row["Last name"]) == names
    assert (f"Left out of names: {told}." in messages(result)) == bool(told)
