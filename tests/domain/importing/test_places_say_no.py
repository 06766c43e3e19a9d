"""Places that say no for the people under them: titles, headings among the rows, other sheets; and what sheets hide is told."""

from __future__ import annotations

import openpyxl
import pytest

from salesbook.domain.importing.consent.places import refusal_of_name
from salesbook.errors import BadInput
from tests.domain.importing.desk import Desk, bring, messages, workbook

HEAD = ["Last name", "Email"]
ANNA, BOB, CEM = ["Lee", "a@example.com"], ["Ray", "b@example.com"], ["Orr", "c@example.com"]

ALL = [
    "Unsubscribed", "People who unsubscribed in 2025", "Unsubscribed:", "Opt-outs", "Bajas en 2025", "Désabonnés en 2025", "Abmeldungen 2025", "Unsubscribed and bounced",
    "Do not contact!", "Sperrliste Newsletter", "Wypisani", "Odhlášení kontakty", "Avregistrerade 2024", "Afmeldte kunder", "Leiratkozottak", "Dezabonați", "Отписавшиеся", "Відписалися",
    "配信停止リスト", "メルマガ解除", "退订名单", "수신거부 목록", "Abonelikten çıkanlar", "Διαγραφές", "Odjavljeni", "Robinson list", "said no",
]  # fmt: skip
SOME = [
    "Not unsubscribed", "Contacts without unsubscribed", "Unsubscribed removed", "bereinigt um Abmeldungen", "All contacts and unsubscribed", "Customers and opt-outs",
    "To unsubscribe people from this list click on the link below", "never opted out", "nie abgemeldet",
]  # fmt: skip
NOTHING = [
    "Contacts 2025",
    "Robinson",
    "Customers",
    "Subscribers",
    "Left",
    "Active:",
    "Acme Ltd",
    "Klienci",
    "顧客名簿",
]


@pytest.mark.parametrize(
    ("words", "says"), [(w, "all") for w in ALL] + [(w, "some") for w in SOME] + [(w, "") for w in NOTHING]
)
def test_what_a_name_says_of_all_under_it(words, says):
    assert refusal_of_name(words) == says


@pytest.mark.parametrize(
    ("title", "consent"),
    [
        ("People who unsubscribed in 2025", "Opted out"),
        ("Abmeldungen", "Opted out"),
        ("Contacts 2025", None),
        ("Unsubscribed removed", None),
    ],
)
def test_a_title_above_the_header_says_no(tmp_path, title, consent):
    for path in (
        workbook(tmp_path / "people.xlsx", List=[[title], [], HEAD, ANNA]),
        Desk(tmp_path).file(f"{title},\n,\nLast name,Email\nLee,a@example.com\n"),
    ):
        desk = Desk(tmp_path)
        result = bring(desk.book, path, "Contacts")
        assert desk.column("Contacts", "Consent") == [consent]
        assert (f"“{title}”" in messages(result)) == (title != "Contacts 2025")


def test_a_heading_among_the_rows_says_no_until_the_next_one(tmp_path):
    desk = Desk(tmp_path)
    path = workbook(tmp_path / "people.xlsx", List=[HEAD, ANNA, ["Unsubscribed:"], BOB, ["Subscribed:"], CEM])
    result = bring(desk.book, path, "Contacts")
    assert desk.rows("Contacts", "Last name", "Consent") == [
        {"Last name": "Lee"},
        {"Last name": "Ray", "Consent": "Opted out"},
        {"Last name": "Orr"},
    ]
    assert "2 lines among the rows are headings, and were left out: Unsubscribed:, Subscribed:." in messages(
        result
    )
    assert "1 row under “Unsubscribed:” (1) counts as Opted out" in messages(result)


def test_a_person_with_a_name_alone_ends_no_list_of_noes(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Last name,Email\nLee,a@example.com\nabgemeldet,\nOrr,\nRay,b@example.com\n", "Contacts")
    assert desk.column("Contacts", "Last name") == ["Lee", "Orr", "Ray"]
    assert desk.column("Contacts", "Consent") == [None, "Opted out", "Opted out"]


@pytest.mark.parametrize(
    ("name", "headers", "row"),
    [
        ("Unsubscribed", HEAD, ANNA),
        ("List 2", ["Email", "Unsubscribed"], ["a@example.com", "Yes"]),
        ("Abgemeldet", ["x"], ["a@example.com"]),
        ("Sperrliste", ["a@example.com"], ["z@example.com"]),
    ],
)
def test_a_sheet_of_noes_that_is_not_read_counts(tmp_path, name, headers, row):
    path = workbook(tmp_path / "people.xlsx", People=[[*HEAD, "Phone"], ANNA, BOB], **{name: [headers, row]})
    desk = Desk(tmp_path)
    result = bring(desk.book, path, "Contacts")
    assert "a@example.com" in desk.column("DoNotMail", "Address")
    assert "b@example.com" not in desk.column("DoNotMail", "Address")
    assert f"Sheet {name} was not read, but" in messages(result)
    assert bring(desk.book, path, "Contacts").plan.changes == ()


def test_a_sheet_that_only_speaks_of_noes_is_told_and_others_are_named_with_their_rows(tmp_path):
    path = workbook(
        tmp_path / "people.xlsx",
        People=[[*HEAD, "Phone"], ANNA],
        Cleaned=[HEAD, BOB, CEM],
        **{"Not unsubscribed": [HEAD, BOB]},
    )
    desk = Desk(tmp_path)
    told = messages(bring(desk.book, path, "Contacts"))
    assert (
        "Not read: sheet Cleaned (3 rows, with addresses), sheet Not unsubscribed (2 rows, with addresses)."
        in told
    )
    assert "Sheet Not unsubscribed was not read, and speaks of people who said no" in told
    assert desk.column("DoNotMail", "Address") == []


def test_what_a_sheet_hides_is_read_and_told(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([*HEAD, "Phone"], ANNA, BOB, CEM):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    secret = book.create_sheet("Old")
    secret.append(HEAD)
    secret.sheet_state = "hidden"
    book.save(tmp_path / "people.xlsx")
    desk = Desk(tmp_path)
    told = messages(bring(desk.book, tmp_path / "people.xlsx", "Contacts"))
    assert "2 rows that the sheet hides, by a filter or by hand, were read like the others." in told
    assert "1 column that the sheet hides was read like the others: Email." in told
    assert "Not read: hidden sheet Old (1 row)." in told
    assert len(desk.rows("Contacts")) == 3


@pytest.mark.parametrize("name", ["unsubscribed.csv", "opt-outs.csv"])
def test_a_yes_in_a_file_of_noes_is_no_yes_and_a_column_that_tells_is_believed(tmp_path, name):
    for cells, consents in {
        "Opt-in\nLee,a@example.com,yes\nRay,b@example.com,": ["Opted out", "Opted out"],
        "Bounced\nLee,a@example.com,Yes\nRay,b@example.com,No": ["Opted out", "Opted out"],
        "Opted out\nLee,a@example.com,Yes\nRay,b@example.com,No": ["Opted out", None],
    }.items():
        desk = Desk(tmp_path)
        bring(desk.book, desk.file(f"Last name,Email,{cells}\n", name), "Contacts")
        assert desk.column("Contacts", "Consent") == consents


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Wypisany", "tak"), ("Odhlášen", "ano"), ("Avregistrerad", "ja"), ("Отписан", "да"), ("退订", "是"), ("配信停止", "はい"), ("수신거부", "예"), ("Leiratkozott", "igen"),
     ("Dezabonat", "da"), ("Newsletter", "nie"), ("Newsletter", "нет"), ("Newsletter", "hayır"), ("Newsletter", "ne"), ("Newsletter", "退订"), ("Newsletter", "отписался"),
     ("Tags", "VIP; wypisany"), ("Štítky", "odhlášen"), ("Метки", "отписан")],
)  # fmt: skip
def test_a_no_in_languages_that_have_no_words_of_their_own_here(tmp_path, header, cell):
    desk = Desk(tmp_path)
    desk.bring(f"Last name,Email,{header}\nLee,a@example.com,{cell}\nRay,b@example.com,\n", "Contacts")
    assert desk.column("Contacts", "Consent") == ["Opted out", None]


def test_every_address_of_a_list_goes_on_do_not_mail(tmp_path):
    for content, expected in {
        "a@example.com\tb@example.com\nc@example.com\td@example.com\n": "abcd", "Name,Email,Email 2\nLee,a@example.com,b@example.com\n": "ab",
        "Name;Mail privat;Mail Büro\nLee;a@example.com;b@example.com\nRay;;c@example.com\n": "abc", "email,from\na@example.com,me@example.com\n": "a",
        "a@example.com;Anna;b@example.com\n": "ab",
    }.items():  # fmt: skip
        desk = Desk(tmp_path)
        desk.bring(content, "DoNotMail")
        assert sorted(str(cell)[0] for cell in desk.column("DoNotMail", "Address")) == list(expected), content
        assert desk.bring(content, "DoNotMail").plan.changes == ()


def test_a_second_sheet_of_addresses_that_does_not_say_no_is_asked_about_for_do_not_mail(tmp_path):
    desk = Desk(tmp_path)
    path = workbook(
        tmp_path / "no.xlsx", List=[["Email"], ["a@example.com"]], Customers=[["Mail"], ["b@example.com"]]
    )
    with pytest.raises(BadInput, match="on sheet List and on sheet Customers"):
        bring(desk.book, path, "DoNotMail")
    path = workbook(
        tmp_path / "no.xlsx",
        Domains=[["Domain"], ["firm.example"]],
        Sperrliste=[
            ["Sperrliste"],
            ["Name", "Mail privat", "Mail Büro"],
            ["Lee", "a@example.com", "b@example.com"],
        ],
    )
    bring(desk.book, path, "DoNotMail")
    assert sorted(map(str, desk.column("DoNotMail", "Address"))) == [
        "a@example.com",
        "b@example.com",
        "firm.example",
    ]
