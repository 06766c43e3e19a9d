"""The sample is a whole book that reads without complaint, but for the two blemishes put there on purpose."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import phonenumbers
import pytest
from email_validator import validate_email

from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.sample.names import COUNTRIES
from salesbook.domain.sample.pitch_words import NOTES_OF_PITCHES, words_to_a_pitch
from salesbook.domain.sample.plan import UNKNOWN_ACCOUNT, WORDS_FOR_A_DATE, plan_sample, sample
from salesbook.domain.sample.words import sentences_said
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.schema import (
    CADENCE_ROWS,
    CONSENTS,
    KINDS,
    PARTS,
    STAGES,
    TABLES,
    TICKETS,
    TIERS,
    Type,
)
from salesbook.tables.frames import frames, read_settings
from tests.domain.samplebook import filled_book, new_book
from tests.helpers import carry_out, snapshot

WEDNESDAY = date(2026, 3, 11)
DAYS = [
    WEDNESDAY,
    date(2024, 2, 29),
    date(2026, 1, 1),
    date(2025, 11, 15),
]  # a leap day, a holiday, a Saturday


@cache
def made(today: date = WEDNESDAY):
    return sample(today=today, parts=PARTS)


def rows(table: str, today: date = WEDNESDAY) -> list[dict]:
    columns = made(today)[table]
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def digest_elsewhere(hash_seed: str) -> str:
    code = (
        "import hashlib, datetime; from salesbook.domain.sample.plan import sample;"
        "print(hashlib.sha256(repr(sample(60, seed=7, today=datetime.date(2026, 3, 11))).encode()).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                         env={**os.environ, "PYTHONHASHSEED": hash_seed})  # fmt: skip
    return run.stdout.strip()


def test_the_same_seed_makes_the_same_book_in_every_process():
    here = hashlib.sha256(repr(sample(60, seed=7, today=WEDNESDAY)).encode()).hexdigest()
    assert digest_elsewhere("1") == digest_elsewhere("2") == here


def test_another_seed_makes_other_people():
    assert sample(20, seed=1, today=WEDNESDAY)["Contacts"] != sample(20, seed=2, today=WEDNESDAY)["Contacts"]


def test_asking_for_more_activities_leaves_the_people_as_they_are():
    few, many = sample(50, 100, today=WEDNESDAY), sample(50, 2000, today=WEDNESDAY)
    assert few["Accounts"] == many["Accounts"]
    for column in ("Contact ID", "Email", "Phone", "Kind", "Next date", "Referred by"):
        assert few["Contacts"][column] == many["Contacts"][column]


@pytest.mark.parametrize("today", DAYS)
def test_reading_it_back_finds_the_typed_date_and_nothing_else(today):
    seen = snapshot(filled_book(today))
    _, problems = frames(seen)
    assert [(p.table, p.column, p.value) for p in problems] == [("Contacts", "Next date", WORDS_FOR_A_DATE)]
    values, wrong = read_settings(seen)
    assert (values["Firm"], values["Default owner"], values["Default country"], wrong) == (
        "Cierzo Packaging Machines",
        "Ana",
        "ES",
        [],
    )


@pytest.mark.parametrize("today", DAYS)
def test_every_reference_leads_somewhere_but_the_one_to_an_account_of_old(today):
    tables = made(today)
    keys = {name: set(columns[TABLES[name].key]) for name, columns in tables.items() if TABLES[name].key}
    keys["Cadences"] = {row[0] for row in CADENCE_ROWS}
    lost = [
        (name, column.name, value)
        for name, columns in tables.items()
        for column in TABLES[name].columns
        for value in columns.get(column.name, ())
        if column.refers and value is not None and value not in keys[column.refers]
    ]
    assert lost == [("Contacts", "Account ID", UNKNOWN_ACCOUNT)]


@pytest.mark.parametrize("today", DAYS)
def test_keys_are_there_and_unique(today):
    for name, columns in made(today).items():
        if key := TABLES[name].key:
            assert None not in columns[key], name
            assert len(set(columns[key])) == len(columns[key]), name


@pytest.mark.parametrize("today", DAYS)
def test_nothing_happens_after_today_but_what_is_planned(today):
    open_ended = {("Contacts", "Next date"), ("Absences", "From"), ("Absences", "To"), ("Holidays", "Date"),
                  ("Mailings", "Planned date"), ("Opportunities", "Expected close"), ("Approvals", "Due")}  # fmt: skip
    for name, columns in made(today).items():
        for column in TABLES[name].columns:
            if column.type in {Type.DATE, Type.MOMENT} and (name, column.name) not in open_ended:
                days = [
                    v.date() if isinstance(v, datetime) else v
                    for v in columns.get(column.name, ())
                    if v is not None
                ]
                assert all(today - timedelta(days=1500) < day <= today for day in days), (name, column.name)


def test_reps_act_on_their_working_days_and_not_when_they_are_away():
    works = {row["Rep"]: row["Working days"] for row in rows("Team")}
    away = [(row["Rep"], row["From"], row["To"]) for row in rows("Absences")]
    for row in rows("Activities"):
        day = row["When"].date()
        if row["Channel"] != "Newsletter":
            assert f"{day:%a}" in works[row["By"]], row
        assert not any(row["By"] == rep and first <= day <= last for rep, first, last in away), row


def test_what_touches_a_person_comes_after_their_entry_into_the_book():
    created = {row["Contact ID"]: row["Created"] for row in rows("Contacts")}
    for row in rows("Activities"):
        assert created[row["Contact ID"]] <= row["When"].date(), row
    for row in rows("Orders"):
        assert created[row["Contact ID"]] <= row["Date"], row
    for row in rows("Contacts"):
        assert row["Referred by"] is None or created[row["Referred by"]] <= row["Created"], row


def test_phone_numbers_are_valid_and_of_the_contacts_country():
    country = {row["Account ID"]: row["Country"] for row in rows("Accounts")}
    numbers = [(row["Phone"], country.get(row["Account ID"])) for row in rows("Contacts")]
    assert 1 <= sum(phone is None for phone, _ in numbers) <= 10
    for phone, code in numbers:
        if phone:
            number = phonenumbers.parse(phone)
            assert phonenumbers.is_valid_number(number), phone
            assert code in (None, phonenumbers.region_code_for_number(number)), phone


@pytest.mark.parametrize("land", COUNTRIES, ids=lambda land: land.code)
def test_every_number_that_a_country_can_get_is_valid(land):
    for pattern in land.phones:
        for digit in "0123456789":
            number = phonenumbers.parse(pattern.replace("#", digit))
            assert phonenumbers.is_valid_number(number), pattern
            assert phonenumbers.region_code_for_number(number) == land.code, pattern


def test_the_team_can_be_rung_as_well():
    for row in rows("Team"):
        assert phonenumbers.is_valid_number(phonenumbers.parse(row["Phone"])), row["Rep"]


def test_emails_are_good_unique_and_nobodys():
    emails = [row["Email"] for row in rows("Contacts") if row["Email"]]
    assert len(set(emails)) == len(emails) > 100
    for email in emails:
        assert validate_email(email, check_deliverability=False).domain.endswith(".example")


def test_all_sorts_of_people_are_there():
    contacts, accounts = rows("Contacts"), rows("Accounts")

    def values(column, found=contacts):
        return {row[column] for row in found} - {None}

    assert values("Kind") == set(KINDS)
    assert values("Tier", accounts) == set(TIERS)
    assert values("Ticket", accounts) == set(TICKETS)
    assert values("Stage", accounts) == set(STAGES)
    assert values("Consent") == set(CONSENTS)
    assert {"Active", "Left", "Wrong number"} <= values("Status")
    assert values("Language") == {land.language for land in COUNTRIES}
    assert values("Country", accounts) == {land.code for land in COUNTRIES}
    for column in ("Decision maker", "Do not call", "Do not email", "Preferred channel", "Preferred days", "Reachable from",
                   "Referred by", "Promotion ID", "Cadence", "Next date", "Notes"):  # fmt: skip
        assert 1 <= len([row for row in contacts if row[column]]) < 120, column
    per_account = Counter(row["Account ID"] for row in contacts)
    assert max(per_account.values()) >= 4


def test_all_scripts_are_there():
    letters = {unicodedata.name(letter).split()[0] for row in rows("Contacts") for letter in f"{row['First name']}{row['Last name']}"
               if letter.isalpha()}  # fmt: skip
    assert letters >= {
        "LATIN",
        "GREEK",
        "CYRILLIC",
        "ARABIC",
        "HEBREW",
        "CJK",
        "HIRAGANA",
        "HANGUL",
        "DEVANAGARI",
    }


def test_people_speak_their_language():
    language = {row["Contact ID"]: row["Language"] for row in rows("Contacts")}
    moods = ("good", "busy", "price", "quote", "fault", "order", "refer", "no", "later", "thanks", "stop")
    said = [(row["Contact ID"], row["Their words"]) for row in rows("Activities") if row["Their words"]]
    assert len({text for _, text in said}) > 100
    for contact, text in said:
        everyday = {sentence for mood in moods for sentence in sentences_said(language[contact], mood)}
        assert text in everyday or text in said_to_a_pitch(language[contact])


def said_to_a_pitch(language: str) -> set[str]:
    return {sentence for answer in NOTES_OF_PITCHES for sentence in words_to_a_pitch(language, answer)}


def test_no_placeholder_is_left_in_a_sentence():
    for name, columns in made().items():
        for header, cells in columns.items():
            assert not [cell for cell in cells if isinstance(cell, str) and ("{" in cell or " | " in cell)], (
                name,
                header,
            )


def test_orders_tell_stories():
    orders = rows("Orders")
    kinds = {row["Account ID"]: row["Kind"] for row in rows("Contacts")}
    last = {row["Account ID"]: row["Date"] for row in orders}
    count = Counter(row["Account ID"] for row in orders)
    assert any(row["Amount"] < 0 for row in orders), "a return"
    assert any(count[account] == 1 and last[account] < WEDNESDAY - timedelta(days=150) for account in last), (
        "a lapsed first order"
    )
    assert any(last[account] > WEDNESDAY - timedelta(days=40) for account in last)
    assert {kinds[account] for account in last} == {"Customer", "Past customer"}
    assert all(
        last[account] <= WEDNESDAY - timedelta(days=300)
        for account in last
        if kinds[account] == "Past customer"
    )
    results = Counter(row["Result"] for row in rows("Opportunities"))
    assert set(results) == {"Open", "Won", "Lost"}
    assert all((row["Lost reason"] is None) == (row["Result"] != "Lost") for row in rows("Opportunities"))
    assert all((row["Closed"] is None) == (row["Result"] == "Open") for row in rows("Opportunities"))


def test_nobody_gets_a_newsletter_twice_or_against_their_will():
    willing = {row["Contact ID"] for row in rows("Contacts")
               if row["Consent"] in ("Opted in", "Legitimate interest") and not row["Do not email"] and row["Email"]}  # fmt: skip
    sent = [(row["Contact ID"], row["When"]) for row in rows("Activities") if row["Channel"] == "Newsletter"]
    assert {contact for contact, _ in sent} <= willing
    assert len(set(sent)) == len(sent) > 50


@pytest.mark.parametrize("seed", [1, 2])
def test_the_first_call_list_shows_what_the_product_does(seed):
    book = new_book()
    carry_out(book, plan_sample(snapshot(book), today=WEDNESDAY, seed=seed))
    seen = snapshot(book)
    carry_out(
        book, plan_calls(World(frames=frames(seen)[0], settings=read_settings(seen)[0], today=WEDNESDAY))
    )
    held = " ".join(text for text in book.grids["Contacts"].columns["Held because"] if text)
    for guard in ("not active", "do not call", "no usable number", "quiet period", "touch cap", "attempt pause", "not reached",
                  "not interested", "outside hours", "colleague", "list full"):  # fmt: skip
        assert guard in held, guard
    why, topics = (" ".join(book.grids["Calls"].columns[name]) for name in ("Why", "Talk about"))
    for reason in ("You agreed to talk", " last ", "to be called"):
        assert reason in why, reason
    for topic in ("Have it done before you dial", "Introduce ", "Ask what "):
        assert topic in topics, topic
    assert "No business reason yet" not in topics
    assert {row["Rep"] for row in rows("Team") if row["Role"] == "Sales" and row["Active"] == "Yes"} <= set(
        book.grids["Calls"].columns["Rep"]
    )


@pytest.mark.parametrize(
    ("contacts", "activities"), [(1, 0), (1, 7), (3, 400), (10, 3), (40, 5000), (2000, None), (2000, 999)]
)
def test_there_are_as_many_as_were_asked_for(contacts, activities):
    tables = sample(contacts, activities, seed=3, today=WEDNESDAY)
    assert len(set(tables["Contacts"]["Contact ID"])) == contacts
    wanted = activities if activities is not None else contacts * 12.5
    assert len(set(tables["Activities"]["Activity ID"])) == wanted
    assert set(tables["Activities"]["Contact ID"]) <= set(tables["Contacts"]["Contact ID"])
    assert all(when.date() < WEDNESDAY for when in tables["Activities"]["When"])
    cells = [
        tables["Contacts"]["Next date"].count(WORDS_FOR_A_DATE),
        tables["Contacts"]["Account ID"].count(UNKNOWN_ACCOUNT),
    ]
    assert cells == [1, 1]


@pytest.mark.parametrize(("contacts", "activities"), [(0, None), (-1, 5), (5, -1)])
def test_impossible_numbers_are_refused(contacts, activities):
    with pytest.raises(BadInput):
        sample(contacts, activities, today=WEDNESDAY)
