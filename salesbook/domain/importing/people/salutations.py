"""Forms of address in columns that other programs name otherwise: Anrede, Titel, Civilité, Name Prefix.

Headers and cells in; headers that mean Salutation, and the cells without what is no form of address, out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from salesbook.domain.importing.headers.lists import fold_header
from salesbook.domain.importing.people.names import is_title
from salesbook.tables.plan import Value
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

_EITHER = frozenset(
    map(letters_and_digits, ("Titel", "Title", "Titre", "Título", "Titolo", "Prefix"))
)  # of a person or of a job
# An export for accountants tells firms and people apart in brackets alone.
_OF_LEDGERS = {
    "Name (Adressattyp natürl. Person)": "Last name",
    "Vorname (Adressattyp natürl. Person)": "First name",
    "Name (Adressattyp Unternehmen)": "Account",
    "Name (Adressattyp keine Angabe)": "Name",
}
_TITLE = "Academic title"  # stands last among the headers of Salutation: Herr, then Dr.
_WORDS = re.compile(r"[^\W\d_]+")
_ALSO = frozenset({
    "hr", "hrn", "herrn", "fr", "frl", "fräulein", "sr", "ra", "ing", "don", "messrs", "doctor", "professor", "professorin", "doktor", "med", "rer", "nat", "phil", "jur",
    "hc", "h", "c", "habil", "vet", "dent", "oec", "pol", "theol", "dipl", "inf", "kfm", "dhr", "mevr", "mevrouw", "heer", "pan", "pani", "ssa", "dottssa", "dottoressa",
    "signor", "signora", "signore", "sigra", "senhor", "senhora", "drs", "mag", "univ", "priv", "doz", "pd", "family", "familie",
})  # fmt: skip
_DUTCH = re.compile(r"^de\s+(?=heer\b)", re.IGNORECASE)
_OF_MONSIEUR = frozenset({"mme", "mlle", "madame", "mademoiselle"})
_ENGLISH = frozenset({"mr", "mrs", "ms", "miss", "mx"})
_CONJUGATED = {
    "herrn": "Herr",
    "hrn": "Herr",
    "hr": "Herr",
    "fr": "Frau",
}  # as on an envelope, or short: letters greet by the whole word
_MOST = 4


def headers_of_people(
    source: Source, mapping: Mapping[str, str], own: Collection[str], notes: list[str]
) -> tuple[str, ...]:
    """The headers with those that may be a person's title or a job renamed where all their cells are forms of address.

    Those that are mapped by hand, or are a column of the book, stay as they are.
    """
    headers = [_OF_LEDGERS.get(header, header) for header in source.headers]
    by_hand = set(map(fold_header, (*mapping, *own)))
    for place, header in enumerate(source.headers):
        if fold_header(header) not in _EITHER or fold_header(header) in by_hand:
            continue
        words = {str(cell).strip() for cell in source.columns[place] if cell not in (None, "")} - {""}
        if words and all(is_address(word) for word in words):
            headers[place] = _TITLE
            notes.append(f"{header!r} holds forms of address, so it went to Salutation.")
    return tuple(headers)


def is_address(text: str) -> bool:
    """Whether a text is nothing but a form of address or a title: Frau, Dr. med., Prof. Dr., Mme."""
    words = [word for word in _DUTCH.sub("", text.replace("-", " ")).split() if _bare(word)]
    return (
        all(is_title(word) or _bare(word) in _ALSO for word in words)
        and any(is_title(word) or len(_bare(word)) > 1 for word in words)
        and not re.search(r"[\d&/+]", text)
    )


def _bare(word: str) -> str:
    return "".join(_WORDS.findall(word.casefold()))


def only_addresses(cells: Sequence[Value], header: str, notes: list[str]) -> list[Value]:
    """The cells with what is no form of address blank (Firma, a whole greeting), which is told in one sentence."""
    french = any(_bare(str(cell)) in _OF_MONSIEUR for cell in set(cells) if cell)
    left: Counter[str] = Counter()
    kept: list[Value] = []
    for cell in cells:
        if cell is None:
            kept.append(None)
        elif is_address(str(cell)) or (french and str(cell) == "M"):
            kept.append(_CONJUGATED.get(_bare(str(cell)), cell))
        else:
            left[str(cell)] += 1
            kept.append(None)
    if left:
        named = ", ".join(f"“{word}” ({times:,})" for word, times in left.most_common(_MOST))
        more = ", ..." if len(left) > _MOST else ""
        cells_left = f"{count(left.total(), 'cell')} of {header!r}"
        notes.append(
            f"{cells_left} {'was' if left.total() == 1 else 'were'} left out of Salutation, as letters cannot greet by it: {named}{more}."
        )
    return kept


def joined_addresses(columns: Sequence[Sequence[Value]], notes: list[str]) -> list[Value]:
    """Herr and Dr. are one form of address; in English the title stands alone, which is told."""
    joined: list[Value] = []
    alone = 0
    for row in zip(*columns, strict=True):
        words: list[str] = []
        for part in row:
            words += [word for word in str(part or "").split() if word not in words]
        if len(words) > 1 and _bare(words[0]) in _ENGLISH:
            words, alone = words[1:], alone + 1
        joined.append(" ".join(words) or None)
    if alone:
        notes.append(
            f"{count(alone, 'title')} {'stands' if alone == 1 else 'stand'} in Salutation without the Mr or Ms before it, as in Dear Dr Lee."
        )
    return joined
