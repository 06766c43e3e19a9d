"""What `forget` does with a table, and what it must know of a column."""

from __future__ import annotations

from enum import Enum


class Forget(Enum):
    """What becomes of a table when a person is forgotten. In all of them, what names the person in full is wiped."""

    ROWS = "rows about the person go"
    REFERENCE = "rows about the person stay, without the person"
    WORDS = "no row is about a person"
    FOLLOWS = "rows go that are about a row that goes"
    ADDRESSES = "rows with an address of the person go, and a mark of it comes"
    LOG = "no row is about a person, and nobody looks for single names: salesbook wrote it"


class Names(Enum):
    """Whom a column names, one a cell. Other cells with one of the person's names alone are listed, to be looked at."""

    PERSON = "one person, who is another where the name is not in full"
    FIRM = "a firm, which is not renamed because the person bears its name"
