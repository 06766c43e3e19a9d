"""A no that stands in other words, in seven languages: withdrawn, with a date, as a tag, or in the name of the file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.importing.desk import Desk, bring, messages, workbook

# Headers and cells of two columns, and the day of the no; no day where none is told.
WITHDRAWN = [
    ("Consent;Consent withdrawn on", "Yes;13/05/2026", 13), ("Retrait du consentement", "oui", 0), ("Retrait du consentement", "13/05/2026", 13),
    ("Consentement;Retrait du consentement", "Oui;13/05/2026", 13), ("Consentement;Date de retrait du consentement", "Oui;13/05/2026", 13),
    ("Consentement;Consentement retiré le", "Oui;13/05/2026", 13), ("Newsletter;Date de résiliation", "oui;13/05/2026", 13),
    ("Consenso marketing;Data revoca", "Si;13/05/2026", 13), ("Consenso;Consenso revocato il", "Sì;13/05/2026", 13), ("Consenso;Revoca consenso", "Sì;sì", 0),
    ("Newsletter;Data disdetta", "sì;13/05/2026", 13), ("Consenso;Ritiro del consenso", "Sì;13/05/2026", 13),
    ("Aceita marketing;Data de cancelamento", "Sim;13/05/2026", 13), ("Consentimento;Data de revogação", "Sim;13/05/2026", 13),
    ("Consentimento;Revogação do consentimento", "Sim;sim", 0), ("Aceita newsletter;Consentimento retirado em", "Sim;13/05/2026", 13),
    ("Consentimiento;Fecha de revocación", "Sí;13/05/2026", 13), ("Consentimiento;Retirada del consentimiento", "Sí;13/05/2026", 13),
    ("Consentimiento;Consentimiento revocado el", "Sí;13/05/2026", 13), ("Newsletter;Fecha de cancelación", "sí;13/05/2026", 13),
    ("Toestemming;Toestemming ingetrokken", "ja;13/05/2026", 13), ("Toestemming;Datum intrekking", "ja;13/05/2026", 13), ("Nieuwsbrief;Opzegdatum", "ja;13/05/2026", 13),
    ("Einwilligung;Einwilligung widerrufen am", "ja;13.05.2026", 13), ("Newsletter;Widerrufsdatum", "ja;13.05.2026", 13), ("Newsletter;Kündigungsdatum", "ja;13.05.2026", 13),
    ("Einwilligung;Einwilligung zurückgezogen", "ja;ja", 0), ("Newsletter;Newsletter gekündigt am", "ja;13.05.2026", 13),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "cells", "day"), WITHDRAWN)
def test_what_was_withdrawn_is_no_yes(tmp_path, headers, cells, day):
    desk = Desk(tmp_path)
    desk.bring(f"Email;{headers}\na@example.com;{cells}\n", "Contacts")
    expected = {"Consent": "Opted out", "Consent on": date(2026, 5, day)} if day else {"Consent": "Opted out"}
    assert desk.rows("Contacts", "Consent", "Consent on") == [expected]


def test_a_day_on_which_a_contract_ended_is_no_word_on_letters(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Last name;Email;Kündigungsdatum\nLee;a@example.com;13.05.2026\n", "Contacts")
    assert desk.column("Contacts", "Consent") == [None]


# Cells under a header of yes or no, and the day of the no.
DATED = [
    ("unsubscribed on 3 April 2025", "2025-04-03"), ("opted out 2025-04-03", "2025-04-03"), ("abgemeldet am 3.4.2025", "2025-04-03"),
    ("NEIN (tel. 3.4.25)", "2025-04-03"), ("baja 03/04/2025", "2025-04-03"), ("désabonné le 3 mars 2025", "2025-03-03"),
    ("yes - then unsubscribed 3 April 2025", "2025-04-03"), ("revocato il 3/4/25", "2025-04-03"), ("nee, 3-4-2025", "2025-04-03"),
    ("cancelado em 03/04/2025", "2025-04-03"), ("não (03/04/2025)", "2025-04-03"), ("afgemeld op 3 april 2025", "2025-04-03"),
    ("retiré le 13/04/2025", "2025-04-13"), ("no, 2025-04-03 by phone", "2025-04-03"), ("gekündigt 3.4.2025", "2025-04-03"),
    ("no thanks", None), ("lieber nicht", None), ("stopped", None),
]  # fmt: skip


@pytest.mark.parametrize("header", ["Newsletter", "Email opt-in", "Consenso marketing"])
@pytest.mark.parametrize(("cell", "day"), DATED)
def test_a_no_with_words_and_a_day_is_a_no(tmp_path, header, cell, day):
    desk = Desk(tmp_path)
    desk.bring(f'Email,{header}\na@example.com,"{cell}"\nb@example.com,yes\n', "Contacts")
    expected = {"Consent": "Opted out"} | ({"Consent on": date.fromisoformat(day)} if day else {})
    assert desk.rows("Contacts", "Consent", "Consent on") == [expected, {"Consent": "Opted in"}]


@pytest.mark.parametrize(
    ("cell", "consent"),
    [("2025-04-03", None), ("2025-04-03 10:11", None), ("yes, 2025-04-03", "Opted in"), ("ja (3.4.2025)", "Opted in"),
     ("qwert 3.4.2025", "qwert 3.4.2025"), ("qwert 3 April 2025", "qwert 3 April 2025"), ("Mon, 03 Feb 2025 10:11:12 UTC", None)],
)  # fmt: skip
def test_a_day_alone_is_that_of_a_yes_and_words_that_nobody_knows_count_as_a_no(tmp_path, cell, consent):
    desk = Desk(tmp_path)
    desk.bring(
        f'Last name,Email,Email opt-in\nLee,a@example.com,"{cell}"\nRay,b@example.com,yes\n', "Contacts"
    )
    assert desk.column("Contacts", "Consent") == [consent, "Opted in"]


NAMED_NO = [
    ("Tags", "no newsletter"), ("Tags", "kein Newsletter; VIP"), ("Tags", "newsletter, unsubscribed-2024"), ("Groups", "No mailings"),
    ("Marketing", "no"), ("Mailing", "no"), ("Newsletter Status", "Kündigung"), ("Do not solicit", "Yes"), ("Kontaktsperre", "ja"),
    ("Kategorien", "kein Newsletter"), ("Labels", "* myContacts ::: No newsletter"), ("Status", "keine Werbung"), ("Etiquetas", "sin publicidad"),
    ("Étiquettes", "client, pas de newsletter"), ("Labels", "geen reclame"), ("Etichette", "niente newsletter"), ("Marcadores", "sem publicidade"),
    ("Segments", "Do not email"), ("Publicidad", "no"), ("Pubblicità", "no"), ("Werbung", "nein"), ("Reclame", "nee"), ("Kontaktverbot", "x"),
    ("Ne pas démarcher", "oui"), ("No molestar", "sí"), ("Non disturbare", "sì"), ("Não perturbar", "sim"), ("Niet benaderen", "ja"), ("Pas de pub", "oui"),
    ("Kind", "no newsletter"), ("Groupes", "désabonné 2024"), ("Statut newsletter", "résilié"), ("Stato newsletter", "disdetta"), ("Nieuwsbriefstatus", "opgezegd"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "cell"), NAMED_NO)
def test_a_no_in_a_tag_a_group_or_a_status_is_heard(tmp_path, header, cell):
    desk = Desk(tmp_path)
    desk.bring(f'Last name,Email,{header}\nLee,a@example.com,"{cell}"\nRay,b@example.com,\n', "Contacts")
    rows = desk.rows("Contacts", "Consent", "Do not email", "Status", "Kind")
    assert (rows[0].get("Consent"), rows[0].get("Status"), rows[0].get("Kind")) == ("Opted out", None, None)
    assert "Opted out" not in [row.get("Consent") for row in rows[1:]]


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Tags", "newsletter"), ("Tags", "No. 7"), ("Groups", "Marketing"), ("Marketing", "Google Ads"), ("Mailing", "Spring 2024"), ("Advertising", "Poster"),
     ("Tags", "non-profit"), ("Labels", "* myContacts"), ("Department", "Marketing"), ("Kategorien", "Nachrichten"), ("Comment", "Has no email yet, call"),
     ("Cancelled on", "2025-01-05"), ("Data de cancelamento", "05/01/2025"), ("Offers", "7"), ("Email 2", "no email"), ("Mail Büro", "kein Mail"), ("Fecha de retiro", "05/01/2025"), ("Data ritiro", "05/01/2025"), ("Withdrawal date", "2025-01-05")],
)  # fmt: skip
def test_ordinary_tags_are_no_word_on_letters(tmp_path, header, cell):
    desk = Desk(tmp_path)
    desk.bring(f'Last name,Email,{header}\nLee,a@example.com,"{cell}"\nRay,b@example.com,\n', "Contacts")
    assert desk.column("Contacts", "Consent") == [None, None]


@pytest.mark.parametrize(
    ("name", "consent"),
    [
        ("désabonnés.csv", "Opted out"), ("de\u0301sabonne\u0301s.csv", "Opted out"), ("do_not_contact.csv", "Opted out"), ("Do-Not-Email list.csv", "Opted out"),
        ("keine Werbung.csv", "Opted out"), ("DNC.csv", "Opted out"), ("ne_pas_contacter.csv", "Opted out"), ("Kontaktsperre.csv", "Opted out"),
        ("sin publicidad.csv", "Opted out"), ("never_unsubscribed.csv", None), ("nie abgemeldet.csv", None), ("jamais_désabonnés.csv", None),
        ("nunca_bajas.csv", None), ("contacts.csv", None), ("no_sales_2024.csv", None),
    ],
)  # fmt: skip
def test_a_name_of_a_file_says_no_in_every_language(tmp_path, name, consent):
    desk = Desk(tmp_path)
    result = bring(desk.book, desk.file("email,created\nanna@example.com,2025-02-03\n", name), "Contacts")
    assert desk.column("Contacts", "Consent") == [consent]
    assert consent is None or "The name of the file says" in messages(result)


@pytest.mark.parametrize(
    ("sheet", "consent"),
    [("Unsubscribed", "Opted out"), ("Abgemeldet", "Opted out"), ("Désabonnés", "Opted out"), ("People", None), ("Not unsubscribed", None)],
)  # fmt: skip
def test_a_name_of_a_sheet_says_no_as_well(tmp_path, sheet, consent):
    desk = Desk(tmp_path)
    path = workbook(tmp_path / "people.xlsx", **{sheet: [["Last name", "Email"], ["Lee", "a@example.com"]]})
    result = bring(desk.book, path, "Contacts")
    assert desk.column("Contacts", "Consent") == [consent]
    assert consent is None or "The name of the sheet says" in messages(result)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Newsletter", "no"),
        ("Opted out", "yes"),
        ("Unsubscribed", "2025-02-03"),
        ("Keine Werbung", "ja"),
        ("Email opt-in", "false"),
        ("Désabonné", "oui"),
    ],
)
@pytest.mark.parametrize(
    "headers",
    [
        "Custom Field 1 - Label,Custom Field 1 - Value",
        "Custom Field 2 - Type,Custom Field 2 - Value",
        "Feld 1 Bezeichnung,Feld 1 Wert",
    ],
)
def test_a_no_in_a_field_that_names_itself_is_heard(tmp_path, headers, label, value):
    desk = Desk(tmp_path)
    desk.bring(
        f"First Name,E-mail 1 - Value,{headers}\nAnna,a@example.com,{label},{value}\nBo,b@example.com,Shoe size,43\n",
        "Contacts",
    )
    assert desk.column("Contacts", "Consent") == ["Opted out", None]


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Notes", "Unsubscribed 2024"), ("Comments", "no newsletter please"), ("Notizen", "ruft nie an; bitte keine Werbung"), ("Notes", "Please do not email. Call."), ("Remarques", "pas de newsletter"),
     ("Name", "Anna Lee (unsubscribed)"), ("Name", "Lee, Anna - DO NOT MAIL"), ("Last name", "Lee (abgemeldet)"), ("Name", "Anna Lee [keine Werbung]"),
     ("Block Marketing Content", "Y"), ("Marketing blocked", "yes"), ("Newsletter paused", "true"), ("Stop all emails", "x")],
)  # fmt: skip
def test_a_no_in_a_note_or_beside_a_name_is_heard(tmp_path, header, cell):
    desk = Desk(tmp_path)
    desk.bring(f'Email,{header}\na@example.com,"{cell}"\nb@example.com,\n', "Contacts")
    assert desk.column("Contacts", "Consent") == ["Opted out", None]


@pytest.mark.parametrize(
    "cell",
    [
        "Has no email yet, call",
        "likes tea",
        "sent the newsletter",
        "no answer",
        "asked why we unsubscribed him from the beta",
        "declined our offer",
        "left in 2024",
        "rejected",
    ],
)
def test_other_notes_are_no_word_on_letters(tmp_path, cell):
    desk = Desk(tmp_path)
    desk.bring(f'Email,Notes\na@example.com,"{cell}"\nb@example.com,\n', "Contacts")
    assert desk.column("Contacts", "Consent") == [None, None]


def test_a_row_that_ends_early_says_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Last name,Email,Newsletter\nLee,a@example.com\nRay,b@example.com,yes\n", "Contacts")
    assert desk.column("Contacts", "Consent") == [None, "Opted in"]


def test_a_no_under_the_same_address_in_other_letters_is_said_once(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Email,Last name,Unsubscribed\na@example.com,Lee,no\nA@Example.com,Lee,yes\n", "Contacts")
    assert desk.column("Contacts", "Do not email") == ["Yes"]
    assert desk.rows("DoNotMail") == []


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Mailing OK?", "N"), ("Newsletter erwünscht", "nein"), ("Werbung ja/nein", "nein"), ("Newsletter (yes/no)", "no"), ("Newsletter ja oder nein", "nein"), ("Email opt-in (Y/N)", "N"),
     ("Consenso marketing (sì/no)", "no"), ("Newsletter [oui/non]", "non"), ("Opted out (yes/no)", "yes"), ("Keine Werbung (ja/nein)", "ja"), ("OK to email", "no"), ("Send newsletter", "no"), ("Möchte Newsletter", "nein"), ("Quiere publicidad", "no"),
     ("Veut la newsletter", "non"), ("Newsletter", "❌"), ("Newsletter", "👎"), ("Status", "nicht mehr anschreiben")],
)  # fmt: skip
def test_a_question_in_a_header_is_answered_by_its_cells(tmp_path, header, cell):
    desk = Desk(tmp_path)
    desk.bring(f"Last name,Email,{header}\nLee,a@example.com,{cell}\nRay,b@example.com,\n", "Contacts")
    assert desk.column("Contacts", "Consent") == ["Opted out", None]


def test_a_no_in_the_notes_of_a_call_is_the_persons(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Contact,Email,Date,Notes\nAnna Lee,a@example.com,2026-01-02,Please do not email.\n", "Activities"
    )
    assert desk.column("Contacts", "Consent") == ["Opted out"]
