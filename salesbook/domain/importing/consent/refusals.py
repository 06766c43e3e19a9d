"""Words of a no in seven languages, and days with words around them. A header or a cell in, what can be found in it out."""

from __future__ import annotations

import re

from salesbook.tables.source import Cell
from salesbook.util.folding import without_marks

LONGEST_REFUSAL = 60  # letters of a word that is looked at as one
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[\W_]+")
_DAY = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}\.? [^\W\d_]{3,} \d{2,4}\b|\b[^\W\d_]{3,} \d{1,2},? \d{4}\b"
)
# Words that turn a header into its contrary: "Cancellato dalla newsletter" is no newsletter.
_AGAINST = re.compile(
    r"\b(no|not|non|none|never|kein\w*|nicht|ohne|sin|sans|pas|ne|niet|geen|nao|sem|anti|stop\w*|cancel\w*|kundig\w*|gekundigt|abgemeldet|"
    r"\w*abmeld\w*|abbestell\w*|abgelehnt|ablehn\w*|widerspr\w*|widerruf\w*|opt(ed)? ?out|optout|unsub\w*|disiscri\w*|desinscri\w*|"
    r"desabonn\w*|descadastr\w*|desuscri\w*|uitgeschreven|uitschrijv\w*|afgemeld|afmeld\w*|opgezegd|block\w*|\w*sperr\w*|verbot\w*|exclu\w*|"
    r"refus\w*|reject\w*|rechaz\w*|declin\w*|denied|withdr\w*|revok\w*|revoc\w*|against|contra|gegen|removed?|left|baja|oppos\w*|"
    r"retrait|retir\w*|ritir\w*|ruckzug|ruckgangig|ruckruf|zuruckgezogen|zurucknahme|entzug|entzogen|beend\w*|geloscht|loschung|gestrichen|"
    r"austrag\w*|ausgetragen|annul\w*|anulad\w*|anulac\w*|desist\w*|resili\w*|supprim\w*|intrek\w*|ingetrokken|opzeg\w*|bezwaar|"
    r"senza|disdett\w*|disdir\w*|rifiut\w*|rimoss\w*|negat[oa]|desativ\w*|removid[oa]|removal|revog\w*|recus\w*|remocao|stopp?\w*|"
    r"ended|dropped|quit|nein|nee|nie|nunca|jamais|nooit|mai|nessun\w*|niente|ningun\w*|nenhum\w*|aucun\w*)\b"
)
# The same in other languages, by the roots of words of a state: unsubscribed, mail refused.
_ROOTS_ELSEWHERE = (
    r"wypisa[nlł]\w*", r"zrezygnowa\w*", r"rezygnacj\w*", r"odsubskryb\w*", r"odhlas\w*", r"avregistrer\w*", r"avprenumer\w*", r"avanmal\w*", r"afmeldt\w*",
    r"frameldt\w*", r"avmeldt\w*", r"avbestilt\w*", r"markkinointikiel\w*", r"suoramarkkinointikiel\w*", r"peruuttanu\w*", r"poistun\w* listal\w*",
    r"abone(lik|liğ|liki|likten)\w* (iptal|cık|cik|ayrıl|sonlan)\w*", r"leiratkoz\w*", r"dezabon\w*", r"odjavlj\w*", r"odjavil\w*", r"απεγγ\w*", r"διαγραφ\w*",
    r"διεγραφ\w*", r"отписа\w*", r"отписк\w*", r"отказал\w* от рассыл\w*", r"відписа\w*", r"відмовил\w* від розсил\w*", r"baixa (de|del)\w*",
    r"\w*配信(停止|不可|拒否|解除|不要)\w*", r"\w*(購読|登録|メルマガ|メール)(解除|停止)\w*", r"\w*退会\w*", r"\w*オプトアウト\w*", r"\w*(退订|退訂|取消订阅|取消訂閱|拒收|拒绝接收)\w*",
    r"\w*(수신 ?거부|구독 ?취소|구독 ?해지|구독 ?해제)\w*",
)  # fmt: skip
_POLITE = re.compile(
    r"^((please|pls|bitte|por favor|merci de|svp|alstublieft|per favore|kindly|said|says|sagt) )+|( (please|bitte|svp|thanks|danke))+$"
)
GONE_ELSEWHERE = without_marks("|".join(_ROOTS_ELSEWHERE))  # as `header_words` has them
# What stands around a day and says nothing: on, Monday, 10:11, UTC.
_AROUND = re.compile(
    r"\b(on|at|since|from|am|um|vom|seit|el|desde|le|depuis|du|il|dal|op|sinds|vanaf|em|utc|gmt|ces?t|z|h|uhr|pm|t?\d+[tz]?|"
    r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?|mo|di|mi|do|fr|sa|so|(mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b"
)
# Words that can mean nothing else than a no, wherever they stand alone: no newsletter, unsubscribed-2024.
_MAIL = (
    r"(e ?)?mails|mailings?|news|newsletters?|marketing|advertising|ads|promotions?|promos?|spam|werbung|werbemails?|rundbriefe?|"
    r"publicidad|boletin(es)?|correos?( electronicos?)?|pub|publicites?|infolettres?|courriels?|prospection|demarchage|"
    r"nieuwsbrie(f|ven)|reclame|pubblicita|publicidade|comunicaciones|comunicacoes|comunicazioni|communications?|kontaktaufnahme"
)
_GONE = (
    r"(un|de)subscri(bed|be|bes|ber|bers|ption)|opt(ed)? ?outs?|optouts?|abgemeldet|abbestellt|abmeldung|ausgetragen|dad[oa] de baja|"
    r"desuscrit[oa]s?|desabonnee?s?|desinscrite?s?|uitgeschreven|afgemeld|disiscritt[oaie]|descadastrad[oa]s?|"
    rf"{GONE_ELSEWHERE}"
)
_ONLY_NO = re.compile(
    rf"(bitte |please |want[se]? |wishes |wunscht |mochte |will |quiere |veut |wil |vuole |quer )?"
    rf"(no( more)?|not?( for)?|never|without|stop|kein(e|en)?( weiteren?)?|ohne|nicht fur|sin|pas de|plus de|sans|aucune?s?|geen|zonder|"
    rf"niente|nessuna?|senza|non|sem|nao|nada de|nenhuma?) ({_MAIL})( please| bitte| mehr| erlaubt| gewunscht)?|"
    rf"((newsletter|mailings?|e ?mails?|marketing|werbung|nl) )?({_GONE})( (from|von|vom|de|du|della|dal|da) .*)?( (newsletters?|mailings?|e ?mails?|marketing))?"
    rf"( (on|in|am|el|le|il|op|em))?( \d+)*|"
    r"(do not|dont|dnt) (e ?mail|mail|contact|market|solicit|spam)|(newsletter|mailings?|e ?mails?|werbung|marketing) (no|nein|nee|abbestellt|gesperrt|stop)|"
    r"(nicht|bitte nicht) (mehr )?(anschreiben|kontaktieren|mailen|bewerben|anmailen)|werbesperre|mailsperre|newslettersperre|kontaktsperre|werbewiderspruch|werbeverbot|"
    r"no (contactar|enviar|molestar)|ne pas (contacter|solliciter|demarcher|envoyer)|niet (mailen|benaderen|contacteren)|"
    r"non (contattare|inviare|disturbare)|nao (contatar|contactar|enviar|perturbar|perturbe)"
)

_ELSEWHERE = re.compile(rf"\b({GONE_ELSEWHERE})")


def says_no(words: str) -> bool:
    """Whether plain words have one that turns them into their contrary."""
    return bool(_AGAINST.search(words) or _ELSEWHERE.search(words))


def is_gone_elsewhere(words: str) -> bool:
    """Whether plain words say in one of the other languages that somebody is off a list."""
    return bool(_ELSEWHERE.search(words))


def has_day(word: str) -> bool:
    """Whether a day stands anywhere in a cell."""
    return bool(_DAY.search(word))


def without_day(word: str) -> str:
    """The plain words around a day, without those that say nothing."""
    return " ".join(_AROUND.sub(" ", header_words(_DAY.sub(" ", word))).split())


def day_in(cell: Cell) -> Cell:
    """The day in a cell that has words besides: unsubscribed on 3 April 2025. The cell itself if there is none."""
    found = _DAY.search(cell) if isinstance(cell, str) else None
    return found[0] if found else cell


def is_only_no(part: str) -> bool:
    """Whether words can mean nothing else than a no, wherever they stand."""
    return len(part) <= LONGEST_REFUSAL and bool(_ONLY_NO.fullmatch(_POLITE.sub("", header_words(part))))


def header_words(header: str) -> str:
    """The words of a header, without accents and signs: EMAIL_OptOut is "email opt out"."""
    header = without_marks(_CAMEL.sub(" ", header))
    return " ".join(_NOT_LETTERS.sub(" ", header.casefold().replace("ß", "ss").replace("'", "")).split())
