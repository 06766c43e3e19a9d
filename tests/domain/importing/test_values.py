"""Phones, addresses, lists, flags, times and texts of other programs."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.actions.import_file import read_import_file
from salesbook.domain.facts.contact_faults import MORE_THAN_A_NUMBER, NOT_DIALLED, WITHOUT_COUNTRY
from salesbook.domain.importing.headers.lists import header_lists
from salesbook.domain.importing.values.phones_emails import phone_reader, read_email
from salesbook.domain.importing.values.readers import (
    Doubt,
    Unread,
    choice_reader,
    flag_reader,
    list_reader,
    read_text,
    read_texts,
    read_time,
)
from salesbook.domain.importing.wordlists import value_words
from salesbook.schema import TABLES
from salesbook.util.countries import country_code
from tests.domain.importing.desk import Desk, messages, reasons


@pytest.mark.parametrize(
    ("cell", "country", "number"),
    [
        ("91 123 45 67", "ES", "+34 911 23 45 67"),
        ("+49 (0)30 1234567", "ES", "+49 30 1234567"),
        ("0034911234567", "DE", "+34 911 23 45 67"),
        ("(202) 555-0143", "US", "+1 202-555-0143"),
        ("202.555.0143 ext. 12", "US", "+1 202-555-0143 ext. 12"),
        ("030/1234567", "DE", "+49 30 1234567"),
        ("0711 / 55 01-101", "DE", "+49 711 5501101"),
        ("+49 (0) 711 / 550 11 01", "", "+49 711 5501101"),
        ("089 / 1234", "DE", "+49 89 1234"),
        ("+49.711.5501101 DW 12", "", "+49 711 5501101 ext. 12"),
        ("0711 5501101 Durchwahl: 12", "DE", "+49 711 5501101 ext. 12"),
        ("0711 5501101, App. 12", "DE", "+49 711 5501101 ext. 12"),
        ("0711 5501101x12", "DE", "+49 711 5501101 ext. 12"),
        ("Tel.: 01 / 533 11 22", "AT", "+43 1 5331122"),
        ("0043 1 5331122", "", "+43 1 5331122"),
        ("+39 (0)6 12345678", "", "+39 06 1234 5678"),
        ("1-800-FLOWERS", "US", "+1 800-356-9377"),
        ("030 1234567 / +49 30 1234567", "DE", "+49 30 1234567"),
        (911234567.0, "ES", "+34 911 23 45 67"),
        ("0171 1234567", "Germany", "+49 171 1234567"),
    ],
)
def test_phone_numbers_become_international(cell, country, number):
    assert phone_reader("")(cell, country) == number


@pytest.mark.parametrize(
    ("cell", "country", "first"),
    [
        ("030 1234567; 0171 1234567", "DE", "+49 30 1234567"),
        ("030 123456 / 040 555544", "DE", "+49 30 123456"),
        ("+48 601 234 567 ::: +48 22 555 01 02", "", "+48 601 234 567"),
        ("+34 911 23 45 67 or +34 911 23 45 68", "", "+34 911 23 45 67"),
        ("202-555-0143\n202-555-0144", "US", "+1 202-555-0143"),
    ],
)
def test_of_two_whole_numbers_the_first_is_taken_and_it_is_told(cell, country, first):
    found = phone_reader("")(cell, country)
    assert (found.value, found.why) == (first, f"has 2 numbers; the first was taken, {first}")


@pytest.mark.parametrize(
    ("cell", "country"),
    [
        ("0711 550111 Anna", "DE"),
        ("0711 / 55 01-101 (Büro)", "DE"),
        ("0711/550 11 01/02", "DE"),
        ("202-555-0143 / 0144", "US"),
        ("030 1234567; ask", "DE"),
        ("05533 / 1", "AT"),
        ("Fax 030 1234567", "DE"),
    ],
)
def test_a_phone_cell_of_which_something_would_be_lost_stays_as_it_is_and_is_told(cell, country):
    found = phone_reader("")(cell, country)
    assert (found.value, found.why) in [(cell, fault.why) for fault in (NOT_DIALLED, MORE_THAN_A_NUMBER)]


@given(
    st.integers(10**5, 10**9),
    st.sampled_from(["0711 / {}", "+49 (0) 711 / {}", "+49.711.{}", "0711 {} DW 7"]),
)
def test_no_digit_of_a_phone_number_is_ever_lost(number, form):
    cell = form.format(number)
    found = phone_reader("DE")(cell, None)
    read = found.value if isinstance(found, Doubt) else found
    assert str(number) in "".join(filter(str.isdigit, read)), read


def test_the_country_of_the_book_counts_where_the_row_names_none():
    assert phone_reader("ES")("911234567", None) == "+34 911 23 45 67"


def test_a_number_that_cannot_be_dialled_is_kept_and_told():
    assert phone_reader("")("911234567", None) == Doubt("911234567", *WITHOUT_COUNTRY)
    assert phone_reader("ES")("ask Anna", None) == Doubt("ask Anna", *NOT_DIALLED)
    assert phone_reader("ES")("12", None).value == "12"


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Anna.Lee@EXAMPLE.com", "Anna.Lee@example.com"),
        ("Anna Lee <anna@example.com>", "anna@example.com"),
        ("mailto:anna@example.com", "anna@example.com"),
        ("a@example.com; A@Example.com", "a@example.com"),
        ("josé@example.com", "josé@example.com"),
        ("anna@müller.de", "anna@müller.de"),
        ("o'brien+x@example.co.uk", "o'brien+x@example.co.uk"),
    ],
)
def test_addresses_are_put_into_one_form(cell, address):
    assert read_email(cell) == address


@pytest.mark.parametrize(
    "cell",
    [
        "Fay@example.com; f2@example.com",
        "Fay@example.com, f2@example.com",
        "Fay@example.com f2@example.com",
        "Fay@example.com / f2@example.com",
        "Fay@example.com\nf2@example.com",
        "Fay@example.com ::: f2@example.com",
        "Fay <Fay@example.com>, Gus <f2@example.com>",
        "Fay@example.com; not.one@",
    ],
)
def test_of_two_addresses_the_first_is_taken_and_it_is_told(cell):
    found = read_email(cell)
    assert (found.value, found.why) == (
        "Fay@example.com",
        "has 2 addresses; the first was taken, Fay@example.com",
    )


@pytest.mark.parametrize(
    "cell",
    [
        "anna@",
        "anna.example.com",
        "an na@example.com",
        "anna@exa mple.com",
        "a..b@example.com",
        "anna@example",
    ],
)
def test_an_address_that_cannot_be_is_kept_and_told(cell):
    found = read_email(cell)
    assert isinstance(found, Doubt)
    assert found.value == cell
    assert "is not an email address" in found.why


@pytest.mark.parametrize(
    ("word", "flag"),
    [
        ("Ja", "Yes"),
        ("sí", "Yes"),
        ("OUI", "Yes"),
        ("1", "Yes"),
        (1.0, "Yes"),
        (True, "Yes"),
        ("x", "Yes"),
        ("Nein", "No"),
        ("false", "No"),
        (0.0, "No"),
        ("✓", "Yes"),
    ],
)
def test_yes_and_no_in_several_languages(word, flag):
    assert flag_reader(TABLES["Contacts"].by_name["Decision maker"])(word) == flag


@pytest.mark.parametrize(
    ("column", "word", "choice"),
    [("Kind", "Marketing Qualified Lead", "Prospect"), ("Kind", "kunde", "Customer"), ("Status", "ACTIVE", "Active"), ("Source", "Trade Show", "Promotion"),
     ("Preferred channel", "email", "Email"), ("Tier", "a", "A"), ("Consent", "Legitimate interest", "Legitimate interest")],
)  # fmt: skip
def test_words_of_closed_lists(column, word, choice):
    assert choice_reader(TABLES["Contacts"].by_name[column])(word) == choice


def test_a_word_that_is_not_on_the_list_is_left_out_and_told():
    found = choice_reader(TABLES["Contacts"].by_name["Tier"])("Gold")
    assert found == Doubt(None, "is not on the list: 'Gold'", "Choose one of: A, B, C, D.")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mon, Tue", "Mon, Tue"),
        ("Monday-Friday", "Mon, Tue, Wed, Thu, Fri"),
        ("Lunes; Jueves", "Mon, Thu"),
        ("Mo–Mi", "Mon, Tue, Wed"),
        ("Fri-Mon", "Fri, Sat, Sun, Mon"),
    ],
)
def test_days_of_the_week(words, days):
    assert list_reader(TABLES["Team"].by_name["Working days"])(words) == days


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("9 am", time(9)),
        ("1:15 PM", time(13, 15)),
        ("17", time(17)),
        (0.5, time(12)),
        ("12 am", time(0)),
        ("9:30 Uhr", time(9, 30)),
    ],
)
def test_times_of_day(cell, clock):
    assert read_time(cell) == clock


@pytest.mark.parametrize("cell", ["noon", "25:00", "9:75", "9:3x", "-1:00"])
def test_what_is_no_time_is_said(cell):
    assert isinstance(read_time(cell), Unread)


def test_texts_lose_control_characters_and_needless_space():
    assert read_texts(["Anna  Lee ", "Anna\u00a0Lee", "An\x00na\x07", None, " ", "two\nlines"]) == [
        "Anna Lee",
        "Anna Lee",
        "Anna",
        None,
        None,
        "two lines",
    ]
    assert read_text("one\r\ntwo ", lines=True) == "one\ntwo"
    assert isinstance(read_text("x" * 32_768, lines=True), Unread)


def test_ids_stay_text_whatever_they_look_like():
    assert read_texts(["0012", "1e5", 1001.0, 12345678901234.0, True]) == [
        "0012",
        "1e5",
        "1001",
        "12345678901234",
        "True",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("deutschland", "DE"),
        ("ESPAÑA", "ES"),
        ("es", "ES"),
        ("USA", "US"),
        ("United Kingdom", "GB"),
        ("日本", "JP"),
        ("DEU", "DE"),
        ("Nowhere", ""),
    ],
)
def test_countries_by_name_and_code(name, code):
    assert country_code(name) == code


def test_no_header_means_two_columns_of_one_table():
    for table, columns in header_lists().items():
        words = [word for names in columns.values() for word in dict.fromkeys(names)]
        assert sorted({word for word in words if words.count(word) > 1}) == [], table


def test_every_column_of_the_lists_is_one_of_the_book_or_leads_there():
    leading = {"Name", "Middle name", "Customer number", "Last contacted", "Old notes"}
    for table, columns in header_lists().items():
        assert set(columns) - set(TABLES[table].by_name) <= (leading if table == "Contacts" else set())


@pytest.mark.parametrize(
    "name",
    ["Kind", "Status", "Consent", "Source", "Channel", "Direction", "Outcome", "Result", "Ticket", "Unit"],
)
def test_every_word_of_a_list_means_a_value_of_it(name):
    columns = [
        column
        for table in TABLES.values()
        for column in table.columns
        if column.name == name and column.choices
    ]
    assert set(value_words(name).values()) <= set(columns[0].choices)


def test_cells_that_look_like_formulas_arrive_as_text(tmp_path):
    desk = Desk(tmp_path)
    words = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")']
    rows = "".join(
        f'{number},A B{number},a{number}@x.com,"{word.replace(chr(34), chr(34) * 2)}"\n'
        for number, word in enumerate(words)
    )
    desk.bring(f"Contact ID,Name,Email,Job title\n{rows}", "Contacts")
    assert desk.column("Contacts", "Job title") == words


def test_a_doubtful_cell_is_a_problem_of_the_row_it_went_to(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Contact ID,Name,Email,Phone,Tier\n7,Anna Lee,anna@,12,Gold\n", "Contacts")
    assert [(p.table, p.key, p.column, p.value, p.why) for p in result.plan.problems] == [
        (
            "Contacts",
            "7",
            "Email",
            "anna@",
            "Email 'anna@' is not an email address: There must be something after the @-sign",
        ),
        ("Contacts", "7", "Phone", "12", "Phone '12' is not a phone number that can be dialled"),
        ("Contacts", "7", "Tier", "Gold", "In export.csv, line 2: Tier is not on the list: 'Gold'; left out"),
    ]
    assert desk.rows("Contacts", "Email", "Phone", "Tier") == [{"Email": "anna@", "Phone": "12"}]


def test_a_cell_too_long_for_excel_is_left_out_and_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(f"Name,Email,Notes\nAnna Lee,a@x.com,{'x' * 40_000}\n", "Contacts")
    assert (reasons(result), desk.rows("Contacts", "Notes")) == ([], [])
    why = result.plan.problems[0].why
    assert why.startswith("In export.csv, line 2: Notes 'xxx")
    assert why.endswith("has 40,000 letters, and a cell of Excel holds 32,767; left out")


def test_an_unknown_country_is_kept_and_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Account,Country\nAcme,Ruritania\n", "Accounts")
    assert desk.column("Accounts", "Country") == ["Ruritania"]
    assert "Country 'Ruritania' is not a country that salesbook knows" in result.plan.problems[0].why


def test_unmapped_headers_are_named_and_blank_columns_are_not(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Email,Shoe size,Nothing\nAnna Lee,a@x.com,38,\n", "Contacts")
    assert "Not imported, as Contacts has no such columns: Shoe size." in messages(result)


def test_mark_of_rejected_files_is_taken_off(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Email\n'=1+1,a@x.com\n'tis,b@x.com\n", encoding="utf-8")
    assert read_texts(read_import_file(path, "Contacts").columns[0]) == ["=1+1", "'tis"]


@pytest.mark.parametrize(
    ("column", "words"), [("Do not call", "never ever"), ("Status", "Gone fishing"), ("Consent", "who knows")]
)
def test_words_that_may_mean_no_are_kept_where_a_blank_would_mean_yes(tmp_path, column, words):
    desk = Desk(tmp_path)
    result = desk.bring(f"Name,Email,{column}\nAnn Bee,ann@bee.example,{words}\n", "Contacts")
    assert desk.column("Contacts", column) == [words]
    assert any(words in problem.why for problem in result.plan.problems)


def test_an_outcome_that_nobody_knows_is_kept(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("When,Contact ID,Outcome,Channel\n2026-03-01,C1,Chatted,Call\n", "Activities")
    assert desk.column("Activities", "Outcome") == ["Chatted"]
