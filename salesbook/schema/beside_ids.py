"""The columns Name and Account, which salesbook writes beside the IDs of a row for people to read."""

from __future__ import annotations

from salesbook.schema.forgetting import Names
from salesbook.schema.types import Column, Table, Type, ours

NAME, ACCOUNT = "Name", "Account"
_TYPED = " Where there is no {}, type it here: the next run fills the ID in."


def name_beside(width: int, *, typed: str = "") -> Column:
    """The name of the person; `typed`: the ID that the next run finds by it, where people may type it."""
    return ours(
        NAME, Type.TEXT, f"The person's name.{typed and _TYPED.format(typed)}",
        width=width, names=Names.PERSON, later=True, since=2,
    )  # fmt: skip


def account_beside(width: int, *, typed: str = "", inherits: bool = False) -> Column:
    """The name of the organisation; `typed` as for the person, `inherits` as in `Column`."""
    return ours(
        ACCOUNT, Type.TEXT, f"The organisation's name.{typed and _TYPED.format(typed)}",
        width=width, names=Names.FIRM, later=True, since=2, inherits=inherits,
    )  # fmt: skip


def has_names(table: Table) -> bool:
    """Whether salesbook writes the names of the person and the organisation of a row beside their IDs.

    Tables whose rows planners make anew each day write their own.
    """
    return bool(table.of_person and ACCOUNT in table.by_name and not table.shared and not table.ours)
