"""What a name or a heading says of all the people under it: Unsubscribed, Abgemeldete 2025, People who opted out.

The words of a file's name, a sheet's name, a title or a line among the rows in; whether all of them said no out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from salesbook.domain.importing.consent.refusals import GONE_ELSEWHERE, header_words
from salesbook.tables.source import Cell, SourceBody, is_filled, text_of_cell
from salesbook.util.wording import joined

_MOST_WORDS = 9  # of a title or a heading; longer ones are sentences about something
_NOES = re.compile(
    r"\w*(unsubscri|\bunsubs?\b|\bopt ?outs?\b|opted ?out|suppress|\bbounces\b|\bbounced\b|\bcleaned (members|segment|email)|block ?list|black ?list|spam (reports?|complain\w*)|"
    r"abmeldung|abgemeldet|abbestell|\bbajas\b|desuscri|dad[oa]s? de baja|desabonn|desinscri|uitgeschreven|afmeld|afgemeld|disiscri|descadastr|"
    r"sperrliste|\w+sperre\b|werbewiderspr|widersprochen|robinson ?list|lista robinson|liste robinson|\bdnc\b|\b(do not|dont) (contact|e ?mail|mail|market|solicit)\w*|"
    r"\b(no( more)?|keine?|sin|sans|pas de|geen|senza|sem) (newsletters?|mailings?|e ?mails?|mails?|marketing|werbung|publicidad|pub|publicite|reclame|pubblicita|publicidade)\b|"
    r"\bno contactar|\bne pas contacter|\bniet (mailen|benaderen)|\bnon contattare|\bnao (contatar|contactar)|\bnicht (anschreiben|mailen|kontaktieren)|"
    rf"\b(said no|objected|withdrew consent|withdrawn consent|consent withdrawn)\b|{GONE_ELSEWHERE})\w*"
)
_AND = r"( (and|or|und|oder|y|e|o|et|ou|en|of|i|oraz|och|og) )"
_SEVERAL = re.compile(rf"\x00{_AND}(?=\x00)")
_NOT_ALL = re.compile(
    r"\b(non?|not|never|without|ohne|keine?|nicht|nie|sin|nunca|sans|pas|jamais|zonder|geen|niet|nooit|senza|mai|sem|nao|except|excl\w*|minus|"
    r"remov\w*|entfernt\w*|bereinigt\w*|filtered|before|how|if|click|to|before|vor|hors|menos|salvo|meno|ausser|bez|"
    r"and|und|y|et|en(?! (19|20)\d\d)|all|alle|subscribed)\b"
)
Says = Literal["", "all", "some"]


def refusal_of_name(name: str) -> Says:
    """Whether a name says that "all" the people under it said no, or only speaks of "some" that did."""
    words = header_words(name)
    rest = _NOES.sub("\x00", words)
    if "\x00" not in rest:
        return ""
    rest = _SEVERAL.sub("", rest)
    return "some" if _NOT_ALL.search(rest) or len(words.split()) > _MOST_WORDS else "all"


def under_headings(body: SourceBody) -> SourceBody:
    """The table without the lines among its rows that are headings, such as "Unsubscribed:"; `under` says what stands below one.

    A line with one text alone is one if it ends in a colon or speaks of people who said no. Below a heading that says no only
    another with a colon, or one that speaks of them otherwise, begins something else.
    """
    if len(body.headers) <= 1:
        return body
    keep: list[int] = []
    under: dict[int, str] = {}
    found: list[str] = []
    heading = ""
    for number, row in enumerate(body.rows):
        if words := _heading(row):
            found.append(words)
            heading = words
            continue
        keep.append(number)
        if heading:
            under[body.lines[number]] = heading
    if not found:
        return body
    noun = (
        "1 line among the rows is a heading"
        if len(found) == 1
        else f"{len(found):,} lines among the rows are headings"
    )
    note = (
        f"{noun}, and was left out: {found[0]}."
        if len(found) == 1
        else f"{noun}, and were left out: {joined(found)}."
    )
    rows = [body.rows[number] for number in keep]
    lines = [body.lines[number] for number in keep]
    return replace(body, rows=rows, lines=lines, under=under, notes=(*body.notes, note))


def _heading(row: Sequence[Cell]) -> str:
    filled = [cell for cell in row if is_filled(cell)]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return ""
    words = text_of_cell(filled[0])
    if "@" in words or len(words.split()) > _MOST_WORDS or not any(map(str.isalpha, words)):
        return ""
    return words if words.endswith(":") or refusal_of_name(words) else ""
