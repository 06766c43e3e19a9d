"""The shapes of a book: which tables, columns and rows of Settings each version that was given out had.

Tables, columns and settings say `since` which shape they are there; without a word since the first, that of commit
ce47e2a. A book keeps, part by part, which shape it has; one that does not say so is of the first. What bears the name
of something that came later is people's own there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from salesbook.schema.parts import PARTS

FIRST = 1
SHAPE = 2  # what a new book has
MARK = "Book shape"  # the row of Settings
SINCE = "Parts since"
NOTES = (SINCE, MARK)  # what a book notes of its parts
_PART = re.compile(r"\s*([a-z]+)\s+(\d{1,4})\s*")
_DAY = r"\d{4}-\d\d-\d\d"
_CAME = re.compile(rf"\s*([a-z]+)\s+({_DAY})(?:\s+from\s+({_DAY}))?\s*")


def mark_of(shapes: Mapping[str, int]) -> str:
    """What Settings says of the shape of each part that a book has: "core 2, mail 2"."""
    return ", ".join(f"{part} {shapes[part]}" for part in PARTS if part in shapes)


def new_shapes(parts: Collection[str]) -> dict[str, int]:
    """Parts as they are today."""
    return dict.fromkeys(parts, SHAPE)


def read_mark(text: str) -> dict[str, int] | None:
    """The shape of each part by what Settings says; None where it says nothing that salesbook wrote."""
    found = [_PART.fullmatch(piece) for piece in text.split(",")]
    shapes = {one[1]: int(one[2]) for one in found if one}
    return shapes if len(shapes) == len(found) and shapes.get("core", 0) >= FIRST else None


def since_note(parts: Collection[str], today: date) -> str:
    """What Settings says of a new book: the day of those of its parts that count what happens from the day on which they came."""
    return ", ".join(
        f"{name} {today}" for name, part in PARTS.items() if part.counts_events and name in parts
    )


def read_since(text: str) -> dict[str, date]:
    """By part the first day of which events count, by what Settings says: "mail 2026-03-02, aftersale 2026-03-02 from 2025-01-01"."""
    return {part: date.fromisoformat(first or came) for part, came, first in _pieces(text)}


def counting_from(text: str, part: str, day: date, today: date) -> str:
    """The same note, where the events of a part count from another day on; the day on which it came stays."""
    came = {name: first for name, first, _ in _pieces(text)}.get(part) or f"{today}"
    others = [piece.strip() for piece in text.split(",") if piece.split()[:1] not in ([], [part])]
    return ", ".join([*others, f"{part} {came} from {day}"])


def _pieces(text: str) -> list[tuple[str, str, str]]:
    """Part, the day on which it came, and from when it counts or ""; of a part that came twice the last stands last."""
    found = [_CAME.fullmatch(piece) for piece in text.split(",")]
    pieces = [(one[1], one[2], one[3] or "") for one in found if one]
    return [one for one in pieces if all(map(_is_day, filter(None, one[1:])))]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
