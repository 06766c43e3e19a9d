"""Read receipts that programs send as plain mails: from subject and text to whether it is one."""

from __future__ import annotations

import re

_SUBJECT = re.compile(
    r"\s*(?:read|not read|opened|read receipt|return receipt(?: \(displayed\))?|gelesen|ungelesen|lesebest[aä]tigung|empfangsbest[aä]tigung|le[ií]do|no le[ií]do|confirmaci[oó]n de lectura|acuse de recibo|"
    r"lu|non lu|accus[eé] de (?:lecture|r[eé]ception)|confirmation de lecture|letto|non letto|conferma di lettura|ricevuta di ritorno|lid[ao]|n[aã]o lid[ao]|confirma[cç][aã]o de leitura|gelezen|niet gelezen|leesbevestiging|ontvangstbevestiging|"
    r"(?:nie )?przeczytan[oae]|potwierdzenie (?:odczytu|przeczytania)|(?:ne)?přečten[oa]|potvrzení o přečtení|(?:ne)?prečítané|l[äæ]st|ol[äæ]st|ul[æe]st|lest|l[äæe]se?kvittering|läskvitto|lesebekreftelse|kvittering for l[æe]st|luettu|lukukuittaus|okun(?:du|madı)|okundu bilgisi|"
    r"(?:ne)?citit|confirmare de citire|elolvasva|olvasási visszaigazolás|διαβάστηκε|(?:не )?прочитано|уведомление о прочтении|сповіщення про прочитання|開封済み|開封(?:確認|通知)|(?:未|已)[读讀]|(?:阅读|已读|已讀|讀取)回[执條条]|읽(?:음|지 않음)|수신 ?확인|(?:no )?llegit|confirmació de lectura)"
    r"\s*(?:[:：-]|$)",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"\byour (?:message|e-?mail|mail)\b.{0,400}\b(?:was|has been|is) (?:read|opened|displayed|deleted without being read)\b|\breturn receipt for\b|\bthis is a (?:read|return) receipt\b|"
    r"\b(?:ihre|deine|die) (?:nachricht|e-?mail|mail)\b.{0,400}\b(?:gelesen|ge[oö]ffnet|angezeigt|gel[oö]scht)\b|\bdies ist eine (?:lese|empfangs)best[aä]tigung|"
    r"\b(?:su|tu|el) (?:mensaje|correo)\b.{0,400}\b(?:le[ií]do|ley[oó]|abierto|mostrado|eliminado)\b|\b(?:votre|le|ce) (?:message|courriel|mail)\b.{0,400}\b(?:lu|ouvert|affich[eé]|supprim[eé])\b|"
    r"\bil (?:suo |tuo )?messaggio\b.{0,400}\b(?:letto|aperto|visualizzato|eliminato)\b|\b(?:sua|a) mensagem\b.{0,400}\b(?:lida|aberta|exibida|exclu[ií]da|eliminada)\b|"
    r"\b(?:uw|je|het) (?:bericht|e-?mail|mail)\b.{0,400}\b(?:gelezen|geopend|weergegeven|verwijderd)\b|"
    r"\bzostał\w* (?:przeczytan|otwart|usunięt)\w+|\b(?:byl\w* |bola |bol )?(?:přečten|prečítan|otevřen|smazán)\w*|\b(?:lästes|läst|læst|lest|öppnad\w*|åpnet|åbnet)\b|\b(?:on )?(?:luettu|avattu)\b|\b(?:okundu|açıldı)\b|\ba fost (?:citit|deschis)|\b(?:elolvas|megnyit)\w+|διαβάστηκε|"
    r"\b(?:было|была|було|була) (?:прочитан|открыт|відкрит|видален|удален)\w+|開封|表示されました|已[读讀]|(?:被|已)?阅读|읽었|읽음|\bs'ha (?:llegit|obert)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = 1_000  # characters; whoever writes more writes themselves


def is_one(subject: str, text: str) -> bool:
    """Whether a subject and a text are a receipt's: both say so, or the subject does and nothing follows."""
    if not _SUBJECT.match(subject):
        return False
    words = text.strip()
    return not words or (len(words) < _FIRST and bool(_TEXT.search(words)))
