"""What the name of a file says of consent: désabonnés.csv. A file and what was heard of it in, the same with a no for each row out."""

from __future__ import annotations

import re

from salesbook.importing.consentwords import BOTH
from salesbook.importing.refusals import plain
from salesbook.importing.said import Heard, Said
from salesbook.importing.source import Source
from salesbook.importing.words import counted

# The name of a file in which all said no, such as unsubscribed_members_export_1a2b.csv; and what makes it say nothing.
_ALL_SAID_NO = re.compile(
    r"\w*(unsubscri|\bopt ?outs?\b|opted ?out|suppress|\bbounces\b|\bcleaned (members|segment|email)|block ?list|black ?list|spam reports?|"
    r"abmeldung|abgemeldet|abbestell|\bbajas\b|desuscri|dad[oa]s? de baja|desabonn|desinscri|uitgeschreven|afmeld|afgemeld|disiscri|descadastr|"
    r"sperrliste|\w+sperre\b|werbewiderspr|robinson|\bdnc\b|\b(do not|dont) (contact|e ?mail|mail|market|solicit)\w*|"
    r"\b(no|keine?|sin|sans|pas de|geen|senza|sem) (newsletters?|mailings?|e ?mails?|mails?|marketing|werbung|publicidad|pub|publicite|reclame|pubblicita|publicidade)\b|"
    r"\bno contactar|\bne pas contacter|\bniet (mailen|benaderen)|\bnon contattare|\bnao (contatar|contactar)|\bnicht (anschreiben|mailen|kontaktieren))\w*"
)
_NOT_ALL = re.compile(
    r"\b(non?|not|never|without|ohne|keine?|nicht|nie|sin|nunca|sans|pas|jamais|zonder|geen|niet|nooit|senza|mai|sem|nao|except|excl\w*|minus|"
    r"and|und|y|et|en|all|alle|subscribed)\b"
)


def hear_the_name(heard: Heard, source: Source) -> list[str]:
    """A file or a sheet whose name says that all its people said no, and which says nothing else about it."""
    names = {"file": plain(source.name.rpartition(".")[0]), "sheet": plain(source.sheet)}
    what = next((what for what, name in names.items() if _ALL_SAID_NO.search(name)), "")
    if heard.rows or not what:
        return []
    if _NOT_ALL.search(_ALL_SAID_NO.sub(" ", names[what])):
        return [
            f"The name of the {what} speaks of people who said no, and nothing in it tells who they are: look before you write to them."
        ]
    word = source.name if what == "file" else source.sheet
    heard.rows |= {row: Said({BOTH}, f"the name of the {what}", word) for row in range(source.height)}
    return [
        (
            f"The name of the {what} says that its people said no, so all {counted(source.height, 'row')} count as Opted out. "
            f"If that is wrong, undo, give the {what} another name, and import it again."
        )
    ]
