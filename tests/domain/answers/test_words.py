"""What people write about getting mail: what asks for an end of it, what may, and what does not."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from tests.domain.answers.corpus import read

ASKED = (
    "Please take my name off your list.",
    "I would like to unsubscribe from this newsletter.",
    "Kindly stop sending us these mails.",
    "Hi Ana, can you unsubscribe me please? Thanks",
    "We no longer wish to receive your emails.",
    "Don't email me again.",
    "Delete my address from your database",
    "No more emails please",
    "Please opt me out",
    "Solicito la baja de su boletín.",
    "Les ruego que me den de baja.",
    "No deseo recibir publicidad.",
    "Por favor, dejen de enviarme correos.",
    "No queremos seguir recibiendo información comercial.",
    "Bitte streichen Sie uns von Ihrer Liste.",
    "Ich möchte keine Newsletter mehr bekommen.",
    "Bitte melden Sie mich ab.",
    "Könnten Sie mich bitte aus dem Verteiler nehmen?",
    "Merci de ne plus m'envoyer de mails.",
    "Veuillez me retirer de votre liste de diffusion.",
    "Cancellatemi dalla mailing list.",
    "Não quero mais receber estes e-mails.",
    "Gelieve ons uit te schrijven, geen mails meer aub.",
)
PERHAPS = (
    "Quiero la baja del precio, si es posible.",
    "No quiero recibir el pedido antes de agosto.",
    "Wir nehmen Sie gerne in unseren Verteiler auf.",
    "Please do not send me the invoice again, I have paid it.",
    "Non voglio più ricevere pallet rotti.",
    "Remove me from the waiting list for March, we can wait until May.",
    "Nous ne voulons plus recevoir de palettes abîmées.",
    "Stop sending me samples in blue, we only use clear film.",
    "Stop sending me blue samples.",
    "Don't send me any more samples.",
    "No me envíen más rollos azules, gracias.",
    "Dejen de enviarme muestras.",
    "I want to opt out of the extra guarantee.",
    "Please take us off the list of exhibitors.",
    "Why did you unsubscribe me?",
    "Please remove John from your list.",
    "Unsubscribe info@firm.example and keep the rest",
    "I have unsubscribed three times already!",
    "We have a supplier, no interest.",
    "This is harassment, my lawyer will write to you.",
    "Please remove me from the cc.",
    "Do not contact me by mail, call me.",
    "Ya les dije que no me interesa.",
    "Wir haben keinen Bedarf, kein Interesse.",
    "Bitte teilen Sie mir nach DSGVO mit, welche Daten Sie haben.",
    "Si no es para León, quítenme de la lista.",
    "Falls es teurer wird, nehmen Sie mich aus dem Verteiler.",
    "Remove me from your list, but only for July.",
)
NOT = (
    "Bitte keine weiteren Angebote für Folie mehr, wir haben uns für Sie entschieden.",
    "Please do not remove me from your list.",
    "Bitte nehmen Sie mich nicht aus dem Verteiler.",
    "No me den de baja, por favor.",
    "Please put us on your mailing list.",
    "Could you stop by on Friday?",
    "I never got your email, please send it again.",
    "Nehmen Sie mich bitte in den Newsletter auf.",
    "Quiero recibir más información.",
    "We do not need film this year, but strapping.",
    "Please remove the second item from the order.",
    "The price list you sent is out of date.",
    "Bitte senden Sie uns keine weiteren Rechnungen per Post, sondern per Mail.",
    "Never mind, do not remove us from the newsletter.",
    "We stop sending pallets on Fridays.",
    "Can you take the film off our pallets?",
    "Ich möchte keine Zeit verlieren, bitte rufen Sie an.",
    "Der Newsletter war gut, nehmen Sie mich nicht raus.",
    "Please don't stop sending us your news!",
    "Give us a baja in price and we order.",
)  # fmt: skip


def kind_of(words: str) -> Kind:
    mail = f"From: jo@client.example\nSubject: Re: News\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
    return read(mail.encode()).kind


@pytest.mark.parametrize("words", ASKED)
def test_who_asks_for_no_more_mail_gets_none(words):
    assert kind_of(words) is Kind.OPT_OUT


@pytest.mark.parametrize("words", PERHAPS)
def test_what_may_ask_for_it_is_left_to_a_person(words):
    assert kind_of(words) is Kind.DOUBTFUL


@pytest.mark.parametrize("words", NOT)
def test_what_does_not_ask_for_it_is_a_reply(words):
    assert kind_of(words) is Kind.REPLY
