"""Cells that hold Yes or No, or words of a closed list; and cells as they are quoted to people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from salesbook.schema import WEEKDAYS
from salesbook.tables.grid import key_text
from salesbook.tables.plan import CellError, Link, Value
from salesbook.util.wording import cited

# People write as they speak. "Yes" and "No" is what salesbook itself writes.
_YES = {"yes", "y", "true", "x", "1", "ja", "sí", "si", "sì", "sim", "oui", "wahr", "vrai", "verdadero", "✓", "✔", "☑"}  # fmt: skip
_NO = {"no", "n", "false", "0", "nein", "nee", "não", "non", "falsch", "faux", "falso", "☐"}
_EMOJI = "\ufe0f"  # follows a tick that was chosen from an emoji keyboard


class Unreadable(ValueError):
    """A cell that holds something else than its column should: why, and what to do about it."""

    def __init__(self, why: str, todo: str) -> None:
        super().__init__(why)
        self.why = why
        self.todo = todo


def cell_text(cell: Value) -> str:
    """A cell as text, "" for blanks and errors."""
    if isinstance(cell, CellError):
        return ""
    return cell.text if isinstance(cell, Link) else key_text(cell)


def flag(cell: Value, *, blank: bool) -> bool:
    """Whether the cell says Yes; `blank` where nothing stands there. Raises Unreadable."""
    if isinstance(cell, bool):
        return cell
    word = unicodedata.normalize("NFC", cell_text(cell)).casefold().removesuffix(_EMOJI)
    if not word and not isinstance(cell, CellError):
        return blank
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable(f"is neither Yes nor No: {shown_cell(cell)}", "Type Yes or No.")


def choice(cell: Value, choices: Sequence[str]) -> str:
    """The one of the choices that the cell names, however it is spelt; "" if blank. Raises Unreadable."""
    word = cell_text(cell)
    if not word and not isinstance(cell, CellError):
        return ""
    found = next((one for one in choices if one.casefold() == word.casefold()), None)
    if found is None:
        raise Unreadable(f"is not on the list: {shown_cell(cell)}", f"Choose one of: {', '.join(choices)}.")
    return found


def several(cell: Value, choices: Sequence[str]) -> str:
    """Those of the choices that the cell names, with commas between; "" if blank. Raises Unreadable."""
    if isinstance(cell, CellError):
        raise Unreadable(f"shows the error {cell}", "Mend the formula, or type the values.")
    found: list[str] = []
    for part in re.split(r"[,;/\n]+", cell_text(cell)):
        word = part.strip()
        if not word:
            continue
        picked = _range_of_days(word, choices) or [c for c in choices if _means(word, c, choices)]
        if not picked:
            raise Unreadable(
                f"has {shown_cell(word)}, which is not on the list",
                f"Use: {', '.join(choices)}, with commas between.",
            )
        found += [one for one in picked if one not in found]
    return ", ".join(found)


def _means(word: str, choice: str, choices: Sequence[str]) -> bool:
    if word.casefold() == choice.casefold():
        return True
    return choices is WEEKDAYS and len(word) > 3 and word.casefold().startswith(choice.casefold())


def _range_of_days(word: str, choices: Sequence[str]) -> list[str]:
    ends = re.split(r"\s*(?:-|–|\bto\b)\s*", word)
    if choices is not WEEKDAYS or len(ends) != 2:
        return []
    places = [i for end in ends for i, day in enumerate(WEEKDAYS) if _means(end, day, WEEKDAYS)]
    if len(places) != 2:
        return []
    first, last = places
    return [WEEKDAYS[(first + i) % 7] for i in range((last - first) % 7 + 1)]


def shown_cell(cell: object) -> str:
    """A cell as a person would quote it, cut where it is long; a whole number without ".0"."""
    return cited(key_text(cell) if isinstance(cell, float) else str(cell))
