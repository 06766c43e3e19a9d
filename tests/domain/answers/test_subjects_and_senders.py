"""Wishes that stand in a subject, or come from an address that is no contact's; receipts and new addresses in plain mails."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import read

CONTACT, STRANGER = "una@client.example", "una@other.example"


def a_mail(words: str, subject: str = "Re: News", sender: str = CONTACT, heads: str = "") -> bytes:
    return (
        f"From: {sender}\nTo: ana@norte.example\nSubject: {subject}\n{heads}Content-Type: text/plain; charset=utf-8\n\n{words}\n"
    ).encode()


@pytest.mark.parametrize(
    ("subject", "words", "kind"),
    [
        ("退订", "", Kind.DOUBTFUL),
        ("Re: 退订", "", Kind.DOUBTFUL),
        ("回复：退订", "", Kind.DOUBTFUL),
        ("Re: 配信停止", "Sent from my iPhone", Kind.DOUBTFUL),
        ("답장: 수신거부", "", Kind.DOUBTFUL),
        ("Ответ: отписаться от рассылки", "С уважением", Kind.DOUBTFUL),
        ("Odp: wypisz mnie z listy", "", Kind.DOUBTFUL),
        ("RE: AW: unsubscribe", "", Kind.DOUBTFUL),
        ("WG: Abmelden", "> Hallo", Kind.DOUBTFUL),
        ("退订", "谢谢", Kind.DOUBTFUL),
        ("수신거부", "감사합니다\n김철수", Kind.DOUBTFUL),
        ("配信停止", "よろしくお願いします\n田中", Kind.DOUBTFUL),
        ("Wypisz mnie", "Dzień dobry\n\nDziękuję", Kind.DOUBTFUL),
        ("Re: News", "", Kind.REPLY),
        ("Re: unsubscribe", "Wir nehmen zwölf Rollen.", Kind.REPLY),
        ("Please unsubscribe me from your list", "", Kind.OPT_OUT),
        ("Bitte nehmen Sie mich aus dem Verteiler", "Danke\nJo Park", Kind.OPT_OUT),
        ("Wie melde ich mich ab?", "", Kind.DOUBTFUL),
        ("unsubscribe", "Hello Ana,\n\nthanks\n\nJo Park", Kind.OPT_OUT),
        ("unsubscribe", "Please remove me from the list.", Kind.OPT_OUT),
        ("STOP", "Sent from my iPhone", Kind.OPT_OUT),
        ("unsubscribe", "Sorry, wrong subject: please send the price list.", Kind.DOUBTFUL),
        ("Abmelden", "Entschuldigung, falscher Betreff: bitte senden Sie die Preisliste.", Kind.DOUBTFUL),
        ("Baja", "¿Me mandan la lista de precios?", Kind.DOUBTFUL),
        ("Désinscription", "Erreur de ma part, envoyez-moi les tarifs.", Kind.DOUBTFUL),
        ("Please take me off your list", "Could you send the price list first?", Kind.DOUBTFUL),
        ("Price list", "Could you send it?", Kind.REPLY),
    ],
)
def test_a_subject_counts_alone_and_is_asked_about_beside_other_words(subject, words, kind):
    assert read(a_mail(words, subject)).kind is kind


@pytest.mark.parametrize(
    ("words", "subject", "sender", "heads"),
    [
        (f"Please unsubscribe {CONTACT}", "Re: News", STRANGER, ""),
        (f"Bitte {CONTACT} aus dem Verteiler nehmen", "Hallo", STRANGER, ""),
        ("", f"Unsubscribe {CONTACT}", STRANGER, ""),
        ("Please unsubscribe me", "News", "noreply@lists.example", f"Reply-To: {CONTACT}\n"),
        ("Please unsubscribe me", "News", "noreply@lists.example", f"Reply-To: {CONTACT}\nPrecedence: bulk\n"),
        ("Por favor, denme de baja", "Hola", "list@lists.example", f"X-Original-From: Una <{CONTACT}>\nList-Id: <x.lists.example>\n"),
    ],
)  # fmt: skip
def test_a_wish_from_elsewhere_that_names_a_contact_is_for_a_person(words, subject, sender, heads):
    found = read(a_mail(words, subject, sender, heads))
    assert (found.kind, found.named) == (Kind.DOUBTFUL, CONTACT)
    assert CONTACT in found.why


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (f"Please unsubscribe {CONTACT} from your list.", Kind.OPT_OUT),
        (f"Bitte {CONTACT} aus dem Verteiler nehmen.", Kind.OPT_OUT),
        (f"Por favor, eliminen <{CONTACT}> de su lista.", Kind.OPT_OUT),
        (f"Merci de supprimer {CONTACT} de votre liste.", Kind.OPT_OUT),
        ("Please unsubscribe bob@client.example from your list.", Kind.DOUBTFUL),
        ("Bitte bob@client.example aus dem Verteiler nehmen.", Kind.DOUBTFUL),
        (f"I write from una@new.example now, please remove {CONTACT} from your list.", Kind.DOUBTFUL),
        (f"Please do not unsubscribe {CONTACT}.", Kind.DOUBTFUL),
        (f"Please send it to {CONTACT} and to bob@client.example.", Kind.REPLY),
    ],
)
def test_who_names_their_own_address_says_it_for_themselves_and_another_one_is_for_a_person(words, kind):
    assert read(a_mail(words)).kind is kind


def test_a_clear_wish_of_a_stranger_is_for_a_person_and_what_else_they_write_is_not():
    assert read(a_mail("Please unsubscribe me", "News", STRANGER)).kind is Kind.DOUBTFUL
    assert read(a_mail("Please unsubscribe Una Ulm", "Re: News", STRANGER)).kind is Kind.DOUBTFUL
    for words in (
        "Please send me the price list",
        "Buy our pills! To unsubscribe click here: http://x.example",
    ):
        assert read(a_mail(words, "Offer", STRANGER)).kind is Kind.OTHER, words


@pytest.mark.parametrize(
    ("subject", "words", "kind"),
    [
        ("Read: News", "Your message\n\n  To: Jo\n  Subject: News\n\nwas read on Monday 1 June 2026.", Kind.OTHER),
        ("Gelesen: News", "", Kind.OTHER),
        ("Gelesen: News", "Ihre Nachricht\n\n An: Jo\n Betreff: News\n\nwurde am Montag gelesen.", Kind.OTHER),
        ("Leído: News", "Su mensaje\n\n Para: Jo\n\nfue leído el lunes.", Kind.OTHER),
        ("Lu : News", "Votre message\n\n À : Jo\n\na été lu le lundi 1 juin.", Kind.OTHER),
        ("Return Receipt (displayed) - News", "This is a Return Receipt for the mail that you sent to Jo.", Kind.OTHER),
        ("Przeczytano: News", "Wiadomość\n\nDo: Jo\n\nzostała przeczytana we wtorek", Kind.OTHER),
        ("Läst: News", "Meddelandet\n\nTill: Jo\n\nlästes den tisdag", Kind.OTHER),
        ("Læst: News", "Din meddelelse\n\nblev læst tirsdag", Kind.OTHER),
        ("Lest: News", "Meldingen\n\nble lest tirsdag", Kind.OTHER),
        ("Přečteno: News", "Vaše zpráva byla přečtena v úterý", Kind.OTHER),
        ("Luettu: News", "Viestisi\n\non luettu tiistaina", Kind.OTHER),
        ("Okundu: News", "İletiniz okundu", Kind.OTHER),
        ("Citit: News", "Mesajul dvs. a fost citit", Kind.OTHER),
        ("Elolvasva: News", "Az üzenet elolvasva", Kind.OTHER),
        ("Διαβάστηκε: News", "Το μήνυμά σας διαβάστηκε", Kind.OTHER),
        ("Прочитано: News", "Ваше сообщение было прочитано во вторник", Kind.OTHER),
        ("開封済み: News", "次のメッセージが開封されました", Kind.OTHER),
        ("已读: News", "您的邮件已读", Kind.OTHER),
        ("읽음: News", "메시지를 읽었습니다", Kind.OTHER),
        ("Llegit: News", "El vostre missatge s'ha llegit", Kind.OTHER),
        ("Läst: News", "Det var bra, ring mig.", Kind.REPLY),
        ("Прочитано", "Пришлите прайс.", Kind.REPLY),
        ("Read: News", "It was great, please call me.", Kind.REPLY),
        ("Read: News", "Please unsubscribe me", Kind.OPT_OUT),
        ("Re: Read: News", "Your message was read by all of us, please call.", Kind.REPLY),
    ],
)  # fmt: skip
def test_a_plain_read_receipt_is_no_reply(subject, words, kind):
    assert read(a_mail(words, subject)).kind is kind


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Please write to new@firm.test instead", "new@firm.test"),
        ("Write to hal@new.test now", "hal@new.test"),
        ("Bitte schreiben Sie ab sofort an neu@firm.test.", "neu@firm.test"),
        ("Escriba a partir de ahora a nuevo@firm.test", "nuevo@firm.test"),
        ("Merci d'écrire désormais à nouveau@firm.test.", "nouveau@firm.test"),
        ("D'ora in poi scrivete a nuovo@firm.test.", "nuovo@firm.test"),
        ("Stuur uw mails voortaan naar nieuw@firm.test.", "nieuw@firm.test"),
        ("In urgent cases please write to office@firm.test instead.", ""),
        ("Until 5 June contact my colleague bo@firm.test instead.", ""),
        ("Bis Montag schreiben Sie jetzt bitte an buero@firm.test.", ""),
    ],
)
@pytest.mark.parametrize("heads", ["Auto-Submitted: auto-replied\n", "Precedence: bulk\nX-Autoreply: yes\n"])
def test_an_automatic_reply_that_says_where_to_write_from_now_on_names_a_new_address(words, named, heads):
    found = read(a_mail(words, "News", heads=heads))
    assert (found.kind, found.new_address) == (Kind.AUTOMATIC, named)
