"""The shapes of a book: which tables, columns and rows of Settings each version that was given out had.

Tables, columns and settings say `since` which shape they are there; without a word since the first, that of commit
ce47e2a. A book keeps, part by part, which shape it has; one that does not say so is of the first. What bears the name
of something that came later is people's own there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from salesbook.schema.parts import PARTS

FIRST = 1
SHAPE = 2  # what a new book has
MARK = "Book shape"  # the row of Settings
SINCE = "Parts since"
NOTES = (SINCE, MARK)  # what a book notes of its parts
_PART = re.compile(r"\s*([a-z]+)\s+(\d{1,4})\s*")


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
