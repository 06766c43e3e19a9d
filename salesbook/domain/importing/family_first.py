"""Full names under a header that says that the family name comes first: ФИО, Nachname Vorname, Příjmení a jméno.

A file with its columns mapped in, the same with a comma behind the family name of names of two words out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from salesbook.domain.importing.consent.refusals import header_words
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.tables.source import Cell, Source

_TWO = 2
_NAME = Target("Contacts", "Name")
_FAMILY_FIRST = re.compile(
    r"фио|ф и о|піб|п і б|пиб|name vorname|"
    r"(nachname|familienname|last ?name|surname|family name|apellidos?|nom|nom de famille|cognome|sobrenome|achternaam|nazwisko|prijmeni|priezvisko|efternamn|efternavn|etternavn|sukunimi|nume|фамилия|прізвище|prezime|priimek|cognoms)"
    r"( (and|und|y|et|e|en|i|a|och|og|si|in|та|и))? "
    r"(vorname|first ?name|given name|nombres?|prenom|nome|voornaam|imie|jmeno|meno|fornamn|fornavn|etunimi|prenume|имя|ім я|имя отчество|ime|nom)"
)


def with_family_apart(source: Source, mapped: Mapped) -> Source:
    """Names of more or fewer words are left: what of them is the family name, the header does not say."""
    columns = list(source.columns)
    for place in mapped.columns.get(_NAME, ()):
        if _FAMILY_FIRST.fullmatch(header_words(source.headers[place])):
            columns[place] = [_parted(cell) for cell in columns[place]]
    return replace(source, columns=tuple(columns))


def _parted(cell: Cell) -> Cell:
    words = cell.split() if isinstance(cell, str) else []
    whole = len(words) == _TWO and not any(sign in str(cell) for sign in ",.@&+/")
    return f"{words[0]}, {words[1]}" if whole else cell
