"""Whoever said no to another program is not written to: its exports, its words, and a no against any yes."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.importing.wordlists import data
from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.mailings.recipients import choose_recipients
from salesbook.domain.world import World
from salesbook.errors import BadInput, explain
from salesbook.tables.frames import frames
from salesbook.tables.frames import read_settings as values
from tests.domain.importing.desk import TODAY, Desk, bring, messages
from tests.helpers import snapshot

PROGRAMS: dict[str, dict[str, dict[str, Any]]] = data("consent.toml")["programs"]
# What a word that consent.toml gives a meaning looks like in Contacts: Consent, Do not email, Do not call.
STANDS = {
    "in": ("Opted in", None, None), "legitimate": ("Legitimate interest", None, None), "unknown": ("Unknown", None, None),
    "out": ("Opted out", None, None), "stop": (None, "Yes", None), "both": ("Opted out", "Yes", None), "calls": (None, None, "Yes"),
    "nothing": (None, None, None),
}  # fmt: skip
USUAL = {  # a word for each way in which a column is read, where the table gives none
    "no": "Yes", "yes": "No", "may": "No", "proof": "Yes", "when": "2025-02-03 11:12:13", "why": "Some words", "calls": "Yes",
}  # fmt: skip


def of_program(program: str) -> list[tuple[str, str, str]]:
    """Header, word and meaning of everything that a program writes."""
    found = []
    for header, told in PROGRAMS[program].items():
        words = dict(told.get("words", {}))
        if not words and told["is"] in USUAL:
            means = {"proof": "in", "calls": "calls"}.get(told["is"], told.get("means", "out"))
            words = {USUAL[told["is"]]: means}
        found += [(header, word, means) for word, means in words.items()]
    return found


def file_of(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_the_table_has_enough_programs():
    assert len(PROGRAMS) >= 60


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_word_of_a_program_means_what_the_table_says(tmp_path, program):
    """Each header with all of its words in one file, as a status tells itself by its words."""
    by_header: dict[str, list[tuple[str, str]]] = {}
    for header, word, means in of_program(program):
        by_header.setdefault(header, []).append((word, means))
    for header, words in by_header.items():
        desk = Desk(tmp_path)
        desk.bring(
            file_of(
                *(
                    {"Last name": f"Lee {n}", "Email": f"p{n}@example.com", header: word}
                    for n, (word, _) in enumerate(words)
                )
            ),
            "Contacts",
        )
        people = [
            (row.get("Consent"), row.get("Do not email"), row.get("Do not call"))
            for row in desk.rows("Contacts")
        ]
        for stands, (word, means) in zip(people, words, strict=True):
            said = (
                stands[0],
                stands[1] if stands[1] != "No" else None,
                stands[2] if stands[2] != "No" else None,
            )
            assert said == STANDS[means], (header, word)


@pytest.mark.parametrize(
    "header", [header for told in PROGRAMS.values() for header, how in told.items() if how["is"] == "other"]
)
def test_columns_about_something_else_stop_nothing_and_are_named(tmp_path, header):
    desk = Desk(tmp_path)
    result = desk.bring(file_of({"Email": "a@example.com", header: "qwert"}), "Contacts")
    assert desk.rows("Contacts", "Consent", "Do not email") == []
    assert header.partition("(")[0].strip() in messages(result)


# Rows as the programs write them, by hand: the headers, the rows, and for each row Consent, Do not email, Consent on.
GOLDEN = {
    "Klaviyo": """
        Email | First Name | Email Marketing Consent | Email Suppressions | Country
        anna@example.com | Anna | UNSUBSCRIBED | USER_SUPPRESSED | US | Opted out / Yes /
        bob@example.com | Bob | SUBSCRIBED | | US | Opted in / /
        cem@example.com | Cem | NEVER_SUBSCRIBED | | US | Unknown / /
        dan@example.com | Dan | SUBSCRIBED | HARD_BOUNCE | US | Opted in / Yes /
    """,
    "Mailchimp, unsubscribed": """
        Email Address | First Name | MEMBER_RATING | OPTIN_TIME | CONFIRM_TIME | UNSUB_TIME | UNSUB_CAMPAIGN_TITLE | UNSUB_REASON | NOTES | TAGS
        anna@example.com | Anna | 2 | 2024-01-05 10:00:00 | 2024-01-05 10:00:00 | 2025-02-03 11:12:13 | Spring | NORMAL (1) | | vip | Opted out / / 2025-02-03
    """,
    "Mailchimp, cleaned": """
        Email Address | First Name | OPTIN_TIME | CLEAN_TIME | CLEAN_CAMPAIGN_TITLE | LEID
        anna@example.com | Anna | 2024-01-05 10:00:00 | 2025-02-03 11:12:13 | Spring | 9 | / Yes /
    """,
    "Mailchimp, subscribed": """
        Email Address | First Name | MEMBER_RATING | OPTIN_TIME | OPTIN_IP | CONFIRM_TIME | CONFIRM_IP | LAST_CHANGED | LEID | EUID
        anna@example.com | Anna | 2 | 2024-01-05 10:00:00 | | 2024-01-05 10:00:00 | 1.2.3.4 | 2024-01-05 10:00:00 | 7 | ab | / /
    """,
    "Brevo": """
        CONTACT ID | EMAIL | FIRSTNAME | LASTNAME | SMS | DOUBLE_OPT-IN | EMAIL_BLACKLISTED | SMS_BLACKLISTED | ADDED_TIME
        1 | anna@example.com | Anna | Lee | 447911123456 | Yes | No | No | 2024-01-05 | Opted in / /
        2 | bob@example.com | Bob | Ray | | Yes | Yes | No | 2024-01-05 | Opted out / Yes /
        3 | cem@example.com | Cem | Ak | | No | No | Yes | 2024-01-05 | / /
    """,
    "Shopify": """
        Customer ID | First Name | Last Name | Email | Accepts Email Marketing | Default Address Country Code | Accepts SMS Marketing | Total Spent
        1 | Anna | Lee | anna@example.com | yes | DE | no | 5.00 | Opted in / /
        2 | Bob | Ray | bob@example.com | no | DE | yes | 5.00 | Opted out / /
    """,
    "HubSpot": """
        Record ID | First Name | Last Name | Email | Unsubscribed from all email | Opted out of email: Marketing Information | Email hard bounce reason | Email Address Quarantined
        1 | Anna | Lee | anna@example.com | false | true | | | Opted out / No /
        2 | Bob | Ray | bob@example.com | false | | UNKNOWN_USER | | / Yes /
        3 | Cem | Ak | cem@example.com | false | | | true | / Yes /
        4 | Dan | Orr | dan@example.com | | | | | / /
        5 | Eva | Fox | eva@example.com | true | false | | false | / Yes /
    """,
    "HubSpot, legal basis": """
        First Name | Last Name | Email | Legal basis for processing contact's data
        Anna | Lee | anna@example.com | Legitimate interest – prospect/lead;Freely given consent from contact | Opted in / /
        Bob | Ray | bob@example.com | Not applicable | Unknown / /
    """,
    "ActiveCampaign": """
        Email | First Name | Status | Score
        anna@example.com | Anna | 1 | 7 | / /
        bob@example.com | Bob | 2 | 7 | Opted out / /
        cem@example.com | Cem | 3 | 7 | / Yes /
    """,
    "Salesforce": """
        First Name | Last Name | Email | Email Opt Out | Do Not Call | Fax Opt Out | Email Bounced Reason
        Anna | Lee | anna@example.com | 1 | 0 | 1 | | / Yes /
        Bob | Ray | bob@example.com | 0 | 0 | 1 | | / No /
        Cem | Ak | cem@example.com | 0 | 1 | 0 | 550 mailbox unavailable | / Yes /
    """,
    "listmonk": """
        uuid | email | name | attributes | status | subscription_status | created_at
        a1 | anna@example.com | Anna Lee | {} | enabled | confirmed | 2024-01-05 | Opted in / /
        a2 | bob@example.com | Bob Ray | {} | blocklisted | confirmed | 2024-01-05 | Opted out / Yes /
        a3 | cem@example.com | Cem Ak | {} | enabled | unsubscribed | 2024-01-05 | Opted out / /
        a4 | dan@example.com | Dan Orr | {} | disabled | unconfirmed | 2024-01-05 | Unknown / Yes /
    """,
    "Dynamics 365": """
        First Name | Last Name | Email | Do not allow Bulk Emails | Do not allow Phone Calls | Do not allow Faxes
        Anna | Lee | anna@example.com | Do Not Allow | Allow | Do Not Allow | Opted out / Yes /
        Bob | Ray | bob@example.com | Allow | Allow | Allow | / /
    """,
    "CleverReach": """
        email | firstname | activated | deactivated | bounced
        anna@example.com | Anna | 2024-01-05 08:00:00 | 2025-05-06 07:08:09 | | Opted out / / 2025-05-06
        bob@example.com | Bob | 2024-01-05 08:00:00 | 0 | 2025-05-06 07:08:09 | / Yes /
        cem@example.com | Cem | 2024-01-05 08:00:00 | 0 | | / /
    """,
    "Sendy": """
        Name | Email | Status
        Anna Lee | anna@example.com | Subscribed | Opted in / /
        Bob Ray | bob@example.com | Marked as spam | Opted out / Yes /
        Cem Ak | cem@example.com | Soft bounced | / /
        Dan Orr | dan@example.com | Unsubscribed | Opted out / /
    """,
    "Ghost": """
        id | email | name | note | subscribed_to_emails | complimentary_plan | labels
        1 | anna@example.com | Anna Lee | | false | false | | Opted out / /
        2 | bob@example.com | Bob Ray | | true | false | | Opted in / /
    """,
    "German": """
        Vorname | Nachname | E-Mail | Newsletter | Abmeldedatum
        Anna | Lee | anna@example.com | nein | | Opted out / /
        Bob | Ray | bob@example.com | ja | 03.02.2025 | Opted out / / 2025-02-03
        Cem | Ak | cem@example.com | ja | | Opted in / /
    """,
    "French": """
        Prénom | Nom | E-mail | Consentement | Désinscrit le
        Anna | Lee | anna@example.com | Oui | | Opted in / /
        Bob | Ray | bob@example.com | Oui | 13/02/2025 | Opted out / / 2025-02-13
    """,
    "Spanish": """
        Nombre | Apellidos | Email | Acepta publicidad | Fecha de baja
        Anna | Lee | anna@example.com | No | | Opted out / /
        Bob | Ray | bob@example.com | Sí | 13/02/2025 | Opted out / / 2025-02-13
    """,
    "Dutch": """
        Voornaam | Achternaam | Email | Nieuwsbrief | Uitgeschreven op
        Anna | Lee | anna@example.com | nee | | Opted out / /
        Bob | Ray | bob@example.com | ja | 2025-02-13 | Opted out / / 2025-02-13
    """,
    "Italian": """
        Name | Email | Consenso marketing | Disiscritto
        Anna Lee | anna@example.com | no | | Opted out / /
        Bob Ray | bob@example.com | sì | sì | Opted out / /
        Cem Ak | cem@example.com | sì | no | Opted in / /
    """,
    "Portuguese": """
        Name | Email | Aceita receber emails | Descadastrado em
        Anna Lee | anna@example.com | Não | | Opted out / /
        Bob Ray | bob@example.com | Sim | 2025-02-13 | Opted out / / 2025-02-13
    """,
    "a list of tags": """
        Name | Email | Tags
        Anna Lee | anna@example.com | vip, Unsubscribed | Opted out / /
        Bob Ray | bob@example.com | vip, gold | / /
    """,
    "a status of two minds": """
        Name | Email | Status
        Anna Lee | anna@example.com | Left | / /
        Bob Ray | bob@example.com | Unsubscribed | Opted out / /
    """,
}


@pytest.mark.parametrize("program", GOLDEN)
def test_rows_as_programs_write_them(tmp_path, program):
    head, *lines = [line.strip() for line in GOLDEN[program].strip().splitlines()]
    width = head.count("|") + 1
    headers = [cell.strip() for cell in head.split("|")]
    rows, expected = [], []
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        rows.append(dict(zip(headers, cells[:width], strict=True)))
        expected.append(tuple(part.strip() for part in cells[width].split("/")))
    desk = Desk(tmp_path)
    desk.bring(file_of(*rows), "Contacts")
    assert [
        (str(row.get("Consent", "")), str(row.get("Do not email", "")), str(row.get("Consent on", "")))
        for row in desk.rows("Contacts")
    ] == expected


def test_a_status_of_two_minds_keeps_what_is_one(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Name,Email,Status\nAnna Lee,a@example.com,Left\nBo Ray,b@example.com,Unsubscribed\n", "Contacts"
    )
    assert desk.column("Contacts", "Status") == ["Left", None]


def test_do_not_call_of_other_programs(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Name,Email,Do not allow Phone Calls\nAnna Lee,a@example.com,Do Not Allow\nBo Ray,b@example.com,Allow\n",
        "Contacts",
    )
    assert desk.column("Contacts", "Do not call") == ["Yes", None]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Newsletter", ("Weekly", "Monthly")),
        ("Consent answer", ("A", "B")),
        ("GDPR", ("blue", "green")),
        ("Opt-in answer", ("7", "9")),
        ("Einwilligung Werbung", ("evtl.", "mal sehen")),
        ("Consentement marketing", ("peut-être", "oui")),
        ("Toestemming", ("x7", "x8")),
        ("Unsubscribed lists", ("Spring", "Autumn")),
        ("Email permission", ("green", "red")),
        ("Marketing contact status", ("Marketing contact", "Non-marketing contact")),
    ],
)
def test_what_looks_like_consent_and_is_not_understood_is_asked_about(tmp_path, header, cells):
    desk = Desk(tmp_path)
    content = f"Name,Email,{header}\nAnna Lee,a@example.com,{cells[0]}\nBo Ray,b@example.com,{cells[1]}\nCy Orr,c@example.com,{cells[1]}\n"
    with pytest.raises(BadInput) as caught:
        desk.bring(content, "Contacts")
    told = explain(caught.value)
    assert repr(header) in told
    assert f"{cells[1]} (2)" in told
    assert f'--map "{header}=Consent"' in told
    assert desk.rows("Contacts") == []


def test_contacts_that_hubspot_must_not_market_to_are_asked_about_and_each_answer_holds(tmp_path):
    """The firm does not pay for mailing them there; why, HubSpot does not say."""
    header = "Marketing contact status"
    content = f"Name,Email,{header}\nAnna Lee,a@example.com,Non-marketing contact\nBo Ray,b@example.com,Marketing contact\n"
    for answer, consent in {"Consent": "Opted out", "Do not email": "Opted out", "": None}.items():
        desk = Desk(tmp_path)
        desk.bring(content, "Contacts", mapping={header: answer})
        assert desk.column("Contacts", "Consent") == [consent, None]
    desk = Desk(tmp_path)
    desk.bring(f"Name,Email,{header}\nBo Ray,b@example.com,Marketing contact\n", "Contacts")
    assert desk.column("Contacts", "Consent") == [None]


def test_the_question_is_answered_by_map(tmp_path):
    content = "Name,Email,Newsletter\nAnna Lee,a@example.com,Weekly\nBo Ray,b@example.com,no\n"
    desk = Desk(tmp_path)
    desk.bring(content, "Contacts", mapping={"Newsletter": ""})
    assert desk.column("Contacts", "Consent") == [None, None]
    desk = Desk(tmp_path)
    result = desk.bring(content, "Contacts", mapping={"Newsletter": "Consent"})
    assert desk.column("Contacts", "Consent") == ["Weekly", "Opted out"]  # what nobody knows counts as a no
    assert any("Weekly" in one.why for one in result.plan.problems)
    desk = Desk(tmp_path)
    desk.bring("Name,Email,Stop\nAnna Lee,a@example.com,Yes\n", "Contacts", mapping={"Stop": "Do not email"})
    assert desk.column("Contacts", "Do not email") == ["Yes"]
    desk = Desk(tmp_path)
    desk.bring(
        "Name,Email,Date,Mail?\nAnna Lee,a@example.com,2026-01-02,No\n",
        "Orders",
        mapping={"Mail?": "Consent"},
    )
    assert desk.column("Contacts", "Consent") == ["Opted out"]


# Headers of ordinary files, with cells that say nothing about consent: no stop, and nobody opted out.
ORDINARY = [
    ("Subscription plan", "Gold"), ("Subscription", "Premium yearly"), ("Subscription status", "past_due"), ("Subscribed on", "2024-01-05"),
    ("Last email opened", "2024-01-05"), ("Last marketing email open date", "2024-01-05"), ("Emails sent", "7"), ("Marketing emails clicked", "3"),
    ("Lead Status", "New"), ("Status", "Gone fishing"), ("Deal status", "Cancelled"), ("Consent to track", "Yes"), ("Opt-in IP", "1.2.3.4"),
    ("Email status", "Verified"), ("Email Status", "Extrapolated"), ("Sequence", "Reply"),
    ("Block", "B4"), ("Building block", "7"), ("Bounce house", "red"), ("List price", "7.50"), ("Mailing list price", "8"), ("Postal code", "28001"),
    ("SMS Marketing Consent", "SUBSCRIBED"), ("Accepts SMS Marketing", "no"), ("Stop", "Bus 7"), ("Cookie consent", "all"), ("Photo consent", "no"),
    ("Newsletter source", "Fair"), ("Email count", "12"), ("Baja California", "yes"), ("Land", "Spanien"), ("Nota", "baja"), ("Permit number", "7"),
    ("Sperrfrist", "7 Tage"), ("Marketing budget", "7000"), ("Email domain", "example.com"), ("List", "Customers 2024"), ("Contact type", "Lead"),
    ("Last Activity", "2024-01-05"), ("Average bounce rate", "3%"), ("Soft bounces", "2"), ("Consent date", "2024-01-05"), ("Rejected offers", "2"),
    ("First marketing email reply date", "2024-01-05"), ("Last marketing email name", "Spring"), ("Marketing emails bounced", "2"), ("Permission set", "Admin"),
    ("Accepted terms", "2024-01-05"), ("Zustimmung Chef", "Meier"), ("Seat preference", "window"), ("AVG", "7.5"), ("DOI", "10.1000/182"), ("Complaints", "2"),
    ("Bounced check", "yes"), ("Exclude from forecast", "yes"), ("No contact since", "2024-01-05"), ("Gesperrt", "ja"), ("Medical consent", "yes"),
    ("Newsletter title", "Spring"), ("Subscription ID", "sub_7"), ("Preferred contact method", "Phone"), ("Contact preference", "Phone"),
    ("Email preference", "HTML"), ("Robinson", "Jr"), ("Stop date", "2024-01-05"), ("Email Validity", "97"), ("Delivery block", "01"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "cell"), ORDINARY)
def test_ordinary_columns_are_no_false_alarm(tmp_path, header, cell):
    desk = Desk(tmp_path)
    desk.bring(f"Last name,Email,{header}\nLee,a@example.com,{cell}\nRay,b@example.com,\n", "Contacts")
    assert desk.column("Contacts", "Consent") == [None, None]
    assert desk.column("Contacts", "Do not email") == [None, None]


YES = "Contact ID | First name | Email | Consent | Consent on | Do not email\nC1 | Anna | anna@example.com | Opted in | 2024-05-01 |\nC2 | Bo | bo@example.com | | | No"


def test_a_no_of_a_file_reaches_people_whom_the_book_says_yes_of(tmp_path):
    desk = Desk(tmp_path, Contacts=YES)
    content = "Email,Unsub time,Bounced\nanna@example.com,2025-02-03 11:12:13,\nbo@example.com,,Yes\n"
    result = desk.bring(content, "Contacts")
    assert desk.rows("Contacts", "Consent", "Consent on", "Do not email") == [
        {"Consent": "Opted in", "Consent on": date(2024, 5, 1)}, {"Do not email": "No"},
    ]  # fmt: skip
    assert desk.rows("DoNotMail") == [
        {"Address": "anna@example.com", "Since": date(2025, 2, 3), "Why": "Unsub time: 2025-02-03 11:12:13 (export.csv)", "Source": "import"},
        {"Address": "bo@example.com", "Since": date(2026, 3, 2), "Why": "Bounced: Yes (export.csv)", "Source": "import"},
    ]  # fmt: skip
    assert "2 addresses of export.csv said no" in messages(result)
    assert desk.bring(content, "Contacts").plan.changes == ()


def test_a_later_yes_of_the_book_counts_against_an_earlier_no(tmp_path):
    desk = Desk(tmp_path, Contacts=YES)
    desk.bring("Email,Unsub time\nanna@example.com,2023-02-03 11:12:13\n", "Contacts")
    assert desk.rows("DoNotMail") == []


def test_a_blank_of_the_book_is_filled_with_the_no(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Email\nC1 | Anna | anna@example.com")
    desk.bring("Email,Unsub time\nanna@example.com,2025-02-03\n", "Contacts")
    assert desk.rows("Contacts", "Consent", "Consent on") == [
        {"Consent": "Opted out", "Consent on": date(2025, 2, 3)}
    ]
    assert desk.rows("DoNotMail") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("known", ["", "Contact ID | First name | Email\nC1 | Anna | anna@example.com"])
def test_a_no_wins_over_the_yes_of_another_row_whichever_comes_first(tmp_path, order, known):
    desk = Desk(tmp_path, **({"Contacts": known} if known else {}))
    rows = ("Anna,anna@example.com,yes", "Anna,anna@example.com,no")
    desk.bring("First name,Email,Accepts Marketing\n" + "\n".join(rows[i] for i in order) + "\n", "Contacts")
    assert desk.column("Contacts", "Consent") == ["Opted out"]


def test_the_no_of_a_row_that_cannot_be_read_is_heard(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "First name,Email,Contact ID,Email Suppressions\nAnna,anna@example.com,1.23457E+12,USER_SUPPRESSED\n",
        "Contacts",
    )
    assert len(result.rejects) == 1
    assert desk.column("DoNotMail", "Address") == ["anna@example.com"]


def test_a_no_at_another_address_than_the_books_is_kept_for_that_address(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Email\nC1 | Anna | new@example.com")
    desk.bring("Contact ID,First name,Email,Unsub time\nC1,Anna,old@example.com,2025-02-03\n", "Contacts")
    assert desk.column("Contacts", "Consent") == ["Opted out"]
    assert desk.column("DoNotMail", "Address") == ["old@example.com"]


def test_orders_tell_who_may_be_written_to_as_well(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Email,Billing Name,Created at,Total,Accepts Marketing\n#1,anna@example.com,Anna Lee,2026-01-02,5,no\n", "Orders",
               mapping={"Name": "Order ID", "Billing Name": "Name"})  # fmt: skip
    assert desk.rows("Contacts", "Email", "Consent") == [
        {"Email": "anna@example.com", "Consent": "Opted out"}
    ]


@pytest.mark.parametrize(
    ("name", "consent"),
    [
        ("unsubscribed_members_export_8a7b.csv", "Opted out"), ("suppression_unsubscribes.csv", "Opted out"), ("cleaned_segment_export_1.csv", "Opted out"),
        ("Abmeldungen 2024.csv", "Opted out"), ("without_unsubscribed.csv", None), ("contacts_cleaned.csv", None), ("nonsubscribed_export.csv", None),
    ],
)  # fmt: skip
def test_a_file_whose_name_says_that_all_said_no(tmp_path, name, consent):
    desk = Desk(tmp_path)
    path = desk.file("email,created\nanna@example.com,2025-02-03\n", name)
    result = bring(desk.book, path, "Contacts")
    assert desk.column("Contacts", "Consent") == [consent]
    assert consent is None or "The name of the file says" in messages(result)


MAILING = {
    "Mailings": "Mailing ID | Template | Audience\nn1 | news | everyone",
    "MailRules": "Country | Consent needed\n* | No",
    "Cadences": "Cadence | Every | Unit | Channels\nAll | 30 | day | Call",
}


def readers(desk: Desk) -> set[str]:
    """The addresses of those who would get a mailing to everyone, where no consent is needed."""
    seen = snapshot(desk.book)
    world = World(frames(seen)[0], values(seen)[0], TODAY)
    chosen = choose_recipients(world, Mailing(world, "n1"), MailGuards(world), ("A",))
    return {str(world.frames["Contacts"]["Email"].iloc[at]).casefold() for at in chosen.readers}


def test_no_letter_goes_to_whom_the_export_calls_unsubscribed(tmp_path):
    desk = Desk(tmp_path, **MAILING)
    desk.bring(
        "Email,First Name,Last Name,Company,Country,Email Marketing Consent,Email Suppressions\n"
        "anna@example.com,Anna,Lee,Lee Inc,US,UNSUBSCRIBED,USER_SUPPRESSED\n"
        "bob@example.com,Bob,Ray,Ray Inc,US,SUBSCRIBED,\n",
        "Contacts",
    )
    assert readers(desk) == {"bob@example.com"}


PEOPLE = ["anna@example.com", "Anna@Example.com", "bob@example.com", "cem@example.com"]
WAYS = {  # headers, with the cells that say no under them and those that do not
    "Accepts Marketing": (["no", "No"], ["yes", ""]),
    "Unsubscribed": (["yes", "true", "2025-01-02"], ["no", ""]),
    "UNSUB_TIME": (["2025-01-02 10:00:00"], [""]),
    "Email Suppressions": (["HARD_BOUNCE", "who knows"], ["", "NULL"]),
    "Status": (["Unsubscribed", "Blocklisted"], ["Active", "Subscribed", ""]),
}
BOOKS = ["", "Opted in", "Legitimate interest", "Unknown", "Opted out"]


@given(st.data())
@settings(max_examples=60)
def test_nobody_who_said_no_in_any_row_of_any_file_gets_a_letter(tmp_path_factory, data):
    known = [
        (email, data.draw(st.sampled_from(BOOKS))) for email in data.draw(st.sets(st.sampled_from(PEOPLE)))
    ]
    text = "Contact ID | First name | Email | Consent\n" + "\n".join(
        f"C{n} | P{n} | {email} | {consent}" for n, (email, consent) in enumerate(known)
    )
    desk = Desk(tmp_path_factory.mktemp("desk"), **MAILING, **({"Contacts": text} if known else {}))
    refused = {email.casefold() for email, consent in known if consent == "Opted out"}
    for _ in range(data.draw(st.integers(1, 2))):
        header = data.draw(st.sampled_from(list(WAYS)))
        rows = data.draw(st.lists(st.tuples(st.sampled_from(PEOPLE), st.booleans()), min_size=1, max_size=5))
        cells = [(email, no, data.draw(st.sampled_from(WAYS[header][not no]))) for email, no in rows]
        desk.bring(file_of(*({"Email": email, header: cell} for email, _, cell in cells)), "Contacts")
        refused |= {email.casefold() for email, no, _ in cells if no}
    assert not readers(desk) & refused


@pytest.mark.parametrize(
    ("header", "cell", "consent", "stop"),
    [
        ("Opted out of email: Newsletter", "true", "Opted out", None),
        ("Cancellato dalla newsletter", "sì", "Opted out", None),
        ("Kündigung Newsletter", "ja", "Opted out", None),
        ("Newsletterabmeldung", "ja", "Opted out", None),
        ("Newsletteranmeldung", "nein", "Opted out", None),
        ("Consent withdrawn", "Yes", "Opted out", None),
        ("Consent withdrawn on", "2025-02-03", "Opted out", None),
        ("Newsletter refusée", "oui", "Opted out", None),
        ("Opposition marketing", "oui", "Opted out", None),
        ("Contact: Email Opt Out", "1", None, "Yes"),
        ("contact.email_opt_out", "true", None, "Yes"),
        ("Person - Unsubscribed", "Yes", None, "Yes"),
        ("Is suppressed?", "TRUE", "Opted out", "Yes"),
        ("Email Validity", "invalid", None, "Yes"),
        ("Werbesperre", "x", "Opted out", "Yes"),
        ("May we email you?", "No", "Opted out", None),
        ("No desea recibir publicidad", "Sí", "Opted out", None),
        ("Ne pas contacter", "Oui", "Opted out", None),
        ("Exclude from newsletters", "Yes", "Opted out", None),
        ("hard_bounced_at", "2025-02-03T10:00:00Z", None, "Yes"),
        ("Newsletter subscription status", "unsubscribed", "Opted out", None),
        ("Consent given", "No", "Opted out", None),
        ("LOPD", "No", "Opted out", None),
        ("Events by email", "no", "Opted out", None),
        ("Events by email", "yes", None, None),
        ("Email: Events", "No", "Opted out", None),
        ("Einladungen per E-Mail", "nein", "Opted out", None),
        ("Eventos por email", "no", "Opted out", None),
        ("Receive survey emails", "FALSE", "Opted out", None),
        ("News by email", "no", "Opted out", None),
        ("Special offers by e-mail", "yes", "Opted in", None),
        ("Aanbiedingen per e-mail", "nee", "Opted out", None),
        ("Email - Product updates", "0", "Opted out", None),
        ("Kontakt per E-Mail", "nein", "Opted out", None),
        ("Contact me by email", "no", "Opted out", None),
        ("Events by email", "the whole team", None, None),
        ("Events by phone", "no", None, None),
        ("Invoice by email", "no", None, None),
        ("Last contact by email", "no", None, None),
    ],
)
def test_headers_of_nobodys_list_are_understood_by_their_words(tmp_path, header, cell, consent, stop):
    desk = Desk(tmp_path)
    desk.bring(file_of({"Email": "a@example.com", header: cell}), "Contacts")
    [row] = desk.rows("Contacts", "Email", "Consent", "Do not email")
    assert (row.get("Consent"), row.get("Do not email")) == (consent, stop)


def test_mailerlites_column_of_subscribers_is_their_address(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Subscriber,Name,Status\nanna@example.com,Anna Lee,Bounced\n", "Contacts")
    assert desk.rows("Contacts", "Email", "Do not email") == [
        {"Email": "anna@example.com", "Do not email": "Yes"}
    ]


def test_moosends_removed_members_get_no_mail(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Email,SubscribeType\nanna@example.com,Removed\nbob@example.com,Subscribed\n", "Contacts")
    assert desk.rows("Contacts", "Email", "Do not email") == [
        {"Email": "anna@example.com", "Do not email": "Yes"},
        {"Email": "bob@example.com"},
    ]


def test_addresses_under_an_unknown_header_are_told_and_not_taken(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Mother\nAnna Lee,eva@example.com\nBob Ray,ina@example.com\n", "Contacts")
    assert desk.column("Contacts", "Email") == [None, None]
    assert '--map "Mother=Email"' in messages(result)
    named = desk.bring("Name,Email,Mother\nCem Ak,c@example.com,ina@example.com\n", "Contacts")
    assert "Mother=Email" not in messages(named)
