"""People and firms that may stand twice: what an import found of them stays a problem until it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from salesbook.domain.checks.found import MOST_FOUND
from salesbook.domain.facts.likely_doubles import Pair, likely_one_firm, likely_one_person, said_of_double
from salesbook.domain.facts.matching import firm_key, name_key
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.grid import key_of
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.folding import written_name
from salesbook.util.wording import count

if TYPE_CHECKING:
    import pandas as pd


def likely_doubles(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Rows of Contacts and of Accounts that may be the same."""
    contacts, accounts = frames["Contacts"], frames["Accounts"]
    first, last = contacts["First name"].tolist(), contacts["Last name"].tolist()
    pairs = likely_one_person(list(map(name_key, first, last)), _columns(contacts, "Contact ID"))
    yield from _problems(contacts, "First name", pairs, list(map(written_name, first, last)))
    firms = accounts["Account"].tolist()
    pairs = likely_one_firm([firm_key(name) for name in firms], _columns(accounts, "Account ID"))
    yield from _problems(accounts, "Account", pairs, firms)


def _columns(table: pd.DataFrame, key: str) -> dict[str, list[object]]:
    names = ("Account ID", "Status", "Email", "Phone", "Notes")
    return {**{name: table[name].tolist() for name in names if name in table}, key: table.index.tolist()}


def _problems(table: pd.DataFrame, column: str, pairs: list[Pair], names: list[str]) -> Iterator[Problem]:
    source, handles = origin_of(table), table.index
    for pair in pairs[:MOST_FOUND]:
        key, other = key_of(handles[pair.second]), key_of(handles[pair.first])
        why, todo = said_of_double(key, other, names[pair.first], person=column == "First name")
        yield source.problem(handles[pair.second], column, why, todo)
    if len(pairs) > MOST_FOUND:
        why = f"{count(len(pairs) - MOST_FOUND, 'more row')} like the ones above"
        yield Problem(source.grid.name, "", column, "", why, "See the ones above.")
