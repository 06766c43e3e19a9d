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


def account_beside(width: int, *, typed: str = "") -> Column:
    """The name of the organisation; `typed` as for the person."""
    return ours(
        ACCOUNT, Type.TEXT, f"The organisation's name.{typed and _TYPED.format(typed)}",
        width=width, names=Names.FIRM, later=True, since=2,
    )  # fmt: skip


def has_names(table: Table) -> bool:
    """Whether salesbook writes the names of the person and the organisation of a row into these columns.

    Tables whose rows planners make anew each day write their own.
    """
    return bool(table.of_person and {NAME, ACCOUNT} <= table.by_name.keys() and not table.shared)
