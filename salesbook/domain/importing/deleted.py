"""Deals that were deleted in the program that they come from, or joined with another: left out, and told.

The file, its values and its flags in; the same without those out.
"""

from __future__ import annotations

from collections import Counter

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.deals import RESULT, FlagColumns
from salesbook.domain.importing.headers.joined import paths
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.orders.status import words_with_counts
from salesbook.domain.importing.rows import without_rows
from salesbook.domain.importing.wordlists import value_words
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

_DELETED = {"deleted", "isdeleted", "trashed", "intrash", "removed", "deletedtime", "deletedat", "deletedon", "deletetime", "dateremoved", "geloscht", "geloschtam", "papierkorb", "eliminado", "eliminada", "enlapapelera",
            "supprime", "supprimee", "corbeille", "verwijderd", "verwijderdop", "prullenbak", "eliminato", "cestinato", "excluido", "excluida", "apagado", "raderad", "borttagen", "slettet", "poistettu", "merged", "duplicate", "zusammengefuhrt", "dublette", "duplicado", "doublon"}  # fmt: skip
_STATES = {
    "status",
    "state",
    "dealstatus",
    "opportunitystatus",
    "estado",
    "statut",
    "stato",
    "situacao",
    "tila",
}


def deleted_deals(source: Source, mapped: Mapped) -> dict[int, str]:
    """By row the word that says that a deal was deleted in the program that it comes from, or joined with another one."""
    gone: dict[int, str] = {}
    results = mapped.columns.get(RESULT, ())
    for place, header in enumerate(source.headers):
        known = {letters_and_digits(header), *(path.field for path in paths(header))} if header else set()
        flagged = bool(known & _DELETED)
        if not flagged and place not in results and not known & _STATES:
            continue
        for row, cell in enumerate(source.columns[place]):
            word = str(cell).strip() if cell is not None else ""
            if letters_and_digits(word) in _DELETED or (flagged and _is_yes(cell)):
                gone.setdefault(row, header if flagged else word)
    return gone


def without_deleted(
    source: Source, mapped: Mapped, cleaned: Cleaned, flags: FlagColumns
) -> tuple[tuple[Source, Cleaned], FlagColumns, dict[str, str]]:
    """The file, its values and its flags without deals that were deleted; and by ID of those the word that says so."""
    gone = deleted_deals(source, mapped)
    if not gone:
        return (source, cleaned), flags, {}
    ids = cleaned.columns.get(Target("Opportunities", "Opportunity ID"), [None] * source.height)
    left = {str(ids[row]): word for row, word in gone.items() if ids[row] is not None}
    one = len(gone) == 1
    cleaned.notes.append(f"{count(len(gone), 'deal')} {'was' if one else 'were'} left out, as the file says {'it is' if one else 'they are'} none any more: {words_with_counts(Counter(gone.values()))}.")  # fmt: skip
    flags = {name: [flag for row, flag in enumerate(said) if row not in gone] for name, said in flags.items()}
    return without_rows(gone, source, cleaned), flags, left


def _is_yes(cell: object) -> bool:
    """Whether a cell says yes, or gives the day of it."""
    words = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()
    said = value_words("Yes or No").get(letters_and_digits(words) or words)
    return said == "Yes" or (said is None and any(map(str.isdigit, words)) and bool(words.strip("0/-. :")))
