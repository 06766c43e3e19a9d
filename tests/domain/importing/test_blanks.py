"""Words that other programs and people write for nothing are blanks everywhere but in notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.domain.importing.values.blank_words import is_placeholder, is_technical
from tests.domain.importing.desk import Desk, messages, reasons

TECHNICAL = [
    "NULL", "null", "\\N", "nan", "NaN", "None", "#N/A", "N/A", "n/a", "n.a.", "undefined", "(null)", "<null>", "(blank)", "[blank]", "{null}", "-none-",
    "--None--", "(n/a)", "-", "--", ".", "\N{EN DASH}", "NaT", "(empty)", "[no value]",
]  # fmt: skip
WORDS = [
    *TECHNICAL, "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NV", "#BEZUG!", "#¡REF!", "#¿NOMBRE?", "#VALEUR!", "####", "k.A.", "k. A.", "keine Angabe", "unbekannt",
    "s/o", "non renseigné", "n.v.t.", "onbekend", "N.N.", "n. n.", "unknown", "Unknown?", "(unknown)", "not provided", "Not available", "sin datos", "desconocido",
    "tbd", "?", "??", "...", "_", "/", "не указано", "なし", "无",
]  # fmt: skip
NAMES = ["Null Ltd", "None & Sons", "Nan Goldin Studio", "A-1", "O", "#1050", "#1 Pizza!", "N", "(Reception)", "Unknown Pleasures", "x", "K.A. Meyer", "-5", "0"]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_firm_is_never_called_by_a_word_for_nothing(tmp_path, word):
    desk = Desk(tmp_path)
    result = desk.bring(f'Name;Email;Phone;Company\nAnna Lee;a@example.com;"{word}";"{word}"\n', "Contacts")
    assert desk.rows("Accounts") == []
    assert desk.rows("Contacts", "First name", "Last name", "Phone", "Account ID") == [
        {"First name": "Anna", "Last name": "Lee"}
    ]
    assert f"2 cells with {word} were read as blank." in messages(result)
    assert result.plan.problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_firm_whose_name_only_looks_like_one_is_a_firm(tmp_path, name):
    desk = Desk(tmp_path)
    desk.bring(f"Name;Email;Company\nAnna Lee;a@example.com;{name}\n", "Contacts")
    assert desk.column("Accounts", "Account") == [name]


def test_notes_keep_every_word(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Email,Notes\nAnna Lee,a@example.com,NULL\nBob Ray,b@example.com,-\n", "Contacts")
    assert desk.column("Contacts", "Notes") == ["NULL", "-"]


def test_how_many_cells_were_blank_is_said_with_the_words_the_commonest_first(tmp_path):
    result = Desk(tmp_path).bring(
        "Name,Email,Company\nAnna Lee,-,NULL\nBob Ray,b@example.com,NULL\nCem Ak,,(null)\n", "Contacts"
    )
    assert "\n4 cells with NULL, -, (null) were read as blank.\n" in messages(result)


@pytest.mark.parametrize(
    ("rows", "names", "said"),
    [
        # The same word in another column: it stands for a blank there, and so it does here.
        ("Dee,None,None", ["Dee", None], ""),
        ("Anna,Null,Acme\nBob,Ray,Null", ["Anna", None], ""),
        # Written otherwise than a name beside it is.
        ("Anna,NULL,Acme", ["Anna", None], ""),
        ("Anna,nan,Acme", ["Anna", None], ""),
        ("Anna,NaN,Acme", ["Anna", None], ""),
        # Nobody's name.
        ("Anna,\\N,Acme", ["Anna", None], ""),
        ("Anna,Unknown,Acme", ["Anna", None], ""),
        ("Anna,N.N.,Acme", ["Anna", None], ""),
        (",Null,Acme\nBob,Ray,Beta", [None, None], ""),
        # Surnames, and given names.
        ("Jon,Null,Null Ltd", ["Jon", "Null"], "'Null' was kept as a name in 1 row"),
        ("JON,NULL,ACME", ["JON", "NULL"], "'NULL' was kept as a name in 1 row"),
        ("jon,null,acme", ["jon", "null"], "'null' was kept as a name in 1 row"),
        ("Bo,None,Acme", ["Bo", "None"], "'None' was kept as a name in 1 row"),
        ("Nan,Lee,Acme", ["Nan", "Lee"], "'Nan' was kept as a name in 1 row"),
        ("Wes,Blank,Acme", ["Wes", "Blank"], "'Blank' was kept as a name in 1 row"),
        ("Wolf,Leer,Acme", ["Wolf", "Leer"], "'Leer' was kept as a name in 1 row"),
        # As often beside different names it is no family.
        ("Anna,None,A\nBob,None,B\nCem,None,C", ["Anna", None], ""),
    ],
)  # fmt: skip
def test_whether_somebody_is_called_null_is_told_by_the_rest_of_the_file(tmp_path, rows, names, said):
    desk = Desk(tmp_path)
    lines = "".join(f"{i},{row}\n" for i, row in enumerate(rows.split("\n")))
    result = desk.bring(f"Contact ID,First name,Last name,Company\n{lines}", "Contacts")
    columns = desk.book.grids["Contacts"].columns
    assert [columns["First name"][0], columns["Last name"][0]] == names
    assert said in messages(result)
    assert ("was kept as a name" in messages(result)) == bool(said)


@pytest.mark.parametrize(
    ("full", "names"),
    [
        ("Anna null", {"First name": "Anna"}),
        ("Anna \\N", {"First name": "Anna"}),
        ("null null", {}),
        ("undefined Lee", {"First name": "Lee"}),
        ("NULL", {}),
        ("None None", {}),
        ("Anna Null", {"First name": "Anna", "Last name": "Null"}),
        ("Nan Lee", {"First name": "Nan", "Last name": "Lee"}),
        ("Anna - Lee", {"First name": "Anna -", "Last name": "Lee"}),
    ],
)
def test_full_names_lose_the_words_for_nothing_that_programs_put_into_them(tmp_path, full, names):
    desk = Desk(tmp_path)
    desk.bring(f"Contact ID,Name,Email\n1,{full},a@example.com\n", "Contacts")
    [row] = desk.rows("Contacts", "Contact ID", "First name", "Last name")
    assert row == {"Contact ID": "1", **names}


@pytest.mark.parametrize(("times", "rows", "kept"), [(2, 40, True), (3, 60, False), (3, 61, True)])
def test_a_word_is_a_surname_up_to_three_people_and_one_in_twenty(tmp_path, times, rows, kept):
    desk = Desk(tmp_path)
    lines = "".join(
        f"Ann{'abcdefghijklmnopqrstuvwxyz'[i % 26] * (1 + i // 26)},{'Null' if i < times else 'Lee'},{i}@example.com\n"
        for i in range(rows)
    )
    desk.bring(f"First name,Last name,Email\n{lines}", "Contacts")
    assert desk.column("Contacts", "Last name").count("Null") == (times if kept else 0)


def test_na_is_namibia_where_a_country_stands_and_a_blank_where_an_address_does(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Account,Country\nAcme,NA\nBeta,N/A\nGamma,n.a.\nDelta,#N/A\nEta,DE\n", "Accounts")
    assert desk.column("Accounts", "Country") == ["NA", None, None, None, "DE"]
    desk.bring("Name,Email,Phone\nAnna Lee,NA,na\n", "Contacts")
    assert desk.rows("Contacts", "Email", "Phone") == []


def test_a_consent_called_none_is_unknown_and_a_dash_before_do_not_call_is_no_permission(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Contact ID,Name,Consent,Do not call\n1,Anna Lee,None,NULL\n2,Bob Ray,Ja,\\N\n3,Cem Ak,NULL,unknown\n",
        "Contacts",
    )
    assert desk.column("Contacts", "Consent") == ["Unknown", "Opted in", None]
    assert desk.column("Contacts", "Do not call") == [None, None, "unknown"]


def test_short_signs_are_ids_and_words_of_peoples_own_columns(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | State\nZ | Zoe | ")
    desk.bring("Contact ID,Name,State\nKA,Anna Lee,NC\nND,Bob Ray,NA\nX,Cem Ak,NULL\n", "Contacts")
    assert desk.column("Contacts", "Contact ID") == ["Z", "KA", "ND", "X"]
    assert desk.column("Contacts", "State") == [None, "NC", "NA", None]


def test_an_amount_that_shows_an_error_is_no_blank_amount(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Order ID,Name,Date,Amount\n1,Anna Lee,2026-01-02,#REF!\n", "Orders")
    assert [line for line, _ in reasons(result)] == [2]


CELLS = st.sampled_from(["", "", "Lee", "Acme", "a@example.com", "7"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=4),
    st.sampled_from(TECHNICAL),
    st.randoms(),
)
def test_a_word_for_nothing_anywhere_is_a_blank(tmp_path_factory, rows, word, dice):
    folder = tmp_path_factory.mktemp("a")

    def brought(fill):
        desk = Desk(folder)
        lines = ["\t".join(cell or fill() for cell in row) for row in rows]
        desk.bring("First name\tCompany\tEmail\tJob title\n" + "\n".join(lines), "Contacts", "a.tsv")
        return desk.rows("Contacts"), desk.rows("Accounts")

    assert brought(lambda: "") == brought(lambda: dice.choice(["", word]))


@given(st.text(min_size=1, max_size=30))
def test_what_programs_write_for_a_blank_is_a_word_for_nothing_too(text):
    assert is_placeholder(text) or not is_technical(text)


@pytest.mark.parametrize(
    "word",
    [
        "privat",
        "Privatkunde",
        "(privat)",
        "PRIVATE",
        "Particulier",
        "particular",
        "self-employed",
        "Freelancer",
    ],
)
def test_people_who_buy_for_themselves_have_no_firm_in_common(tmp_path, word):
    desk = Desk(tmp_path)
    result = desk.bring(
        f"Name,Email,Company\nAnna Lee,a@example.com,{word}\nBob Ray,b@example.com,{word}\nCem Ak,c@example.com,Privat Wein GmbH\n",
        "Contacts",
    )
    assert desk.column("Accounts", "Account") == ["Privat Wein GmbH"]
    assert f"2 cells with {word} were read as blank" in messages(result)
