"""Columns and rows of Settings as people name them in options, such as Calls.Topic: one that there is not is a slip. Pure."""

from __future__ import annotations

from collections.abc import Collection

from salesbook.errors import WrongUsage
from salesbook.schema import SETTING_ROWS, TABLES
from salesbook.util.folding import caseless
from salesbook.util.likeness import nearest
from salesbook.util.wording import cited, joined

_COLUMNS = tuple(f"{table.name}.{column.name}" for table in TABLES.values() for column in table.columns)
_ROWS = tuple(f"Settings.{setting.name}" for setting in SETTING_ROWS)


def refuse_unknown_names(sure: Collection[str], same: Collection[str]) -> None:
    """Raise WrongUsage for what --new-column (`sure`) or --same names and no workbook of salesbook's has."""
    _refuse_unknown("--new-column", "column", sure, _COLUMNS)
    _refuse_unknown("--same", "column or row of Settings", same, (*_COLUMNS, *_ROWS))


def names_one(names: Collection[str], name: str) -> bool:
    """Whether an option that was given with these names means this one."""
    return caseless(name) in map(caseless, names)


def _refuse_unknown(option: str, what: str, names: Collection[str], known: Collection[str]) -> None:
    for name in names:
        if not names_one(known, name):
            raise WrongUsage(
                f"There is no {what} {cited(name)} in a workbook of salesbook's, as {option} says.",
                _likely(name, known),
            )


def _likely(name: str, known: Collection[str]) -> str:
    if near := nearest(name, known):
        return f"Did you mean {near}?"
    table = caseless(name.partition(".")[0])
    if its := [one for one in known if caseless(one.partition(".")[0]) == table]:
        return f"There are: {joined(its, 12)}."
    return "Write the table, a dot and the name, such as Calls.Topic."
