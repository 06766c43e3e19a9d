"""How alive the relationship with each account is, and whether it hangs on one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.score.factors import KNOWN_FROM
from salesbook.domain.facts.score.table import score_table, trends
from salesbook.domain.facts.score.ties import ties_of
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Floats, Ints, Objects, number_cells, text_cells, texts
from salesbook.tables.plan import Value


@dataclass(frozen=True)
class Momentum:
    """By account: Momentum now and 30 days ago (0 to 100, NaN where nobody has a score), and where it is heading."""

    now: Floats
    before: Floats
    trend: Objects


def momentum(world: World) -> Momentum:
    """The best of the scores of its people; of those who do not decide they count less (Settings).

    People who left do not count. Where nobody at an account is known to decide, all count in full.
    """
    contacts = world.frames["Contacts"]
    count = len(world.frames["Accounts"])
    account = _members(world)
    decides = contacts["Decision maker"].to_numpy(dtype=bool)
    has_decider = np.zeros(count + 1, dtype=bool)
    has_decider[account[decides]] = True
    has_decider[-1] = False
    share = min(float(world.settings["Momentum of others"]), 1.0)
    weight = np.where(decides | ~has_decider[account], 1.0, share)
    now, before = (
        _best(account, world.get(score_table)[name].to_numpy() * weight, count)
        for name in ("raw", "raw_before")
    )
    return Momentum(now, before, trends(now - before))


def account_cells(world: World) -> dict[str, Sequence[Value]]:
    """The columns of Accounts that scoring fills."""
    found, ties = world.get(momentum), world.get(_close_ties)
    return {
        "Momentum": [None if value is None else round(value, 1) for value in number_cells(found.now)],  # type: ignore[arg-type]
        "Momentum trend": text_cells(found.trend),
        "Our people": ties.ours.tolist(),
        "Best tie": text_cells(ties.best),
        "Hangs on": text_cells(world.get(hangs_on)),
    }


@dataclass(frozen=True)
class _CloseTies:
    """By account how many of us are close to somebody there, one of them, and who knows them best."""

    ours: Ints
    colleague: Objects
    best: Objects


def _close_ties(world: World) -> _CloseTies:
    count = len(world.frames["Accounts"])
    ties = world.get(ties_of).by(_members(world))
    near = np.flatnonzero(ties.recency >= KNOWN_FROM)
    return _CloseTies(
        np.bincount(ties.group[near], minlength=count),
        _one_of(ties.names, ties.group[near], ties.colleague[near], count),
        ties.best(count),
    )


def hangs_on(world: World) -> Objects:
    """Whom each account hangs on, on our side and on theirs; "" where it is several, or nobody."""
    ours, colleague = world.get(_close_ties).ours, world.get(_close_ties).colleague
    count = len(ours)
    account = _members(world)
    near = np.flatnonzero((world.get(score_table)["value_Recency"].to_numpy() >= KNOWN_FROM) & (account >= 0))
    theirs = np.bincount(account[near], minlength=count)
    names = world.get(names_of_contacts)
    names = np.where(names == "", world.frames["Contacts"].index.to_numpy(dtype=object), names)
    person = _one_of(names, account[near], near, count)
    told = np.full(count, "", dtype=object)
    for at in np.flatnonzero((ours == 1) | (theirs == 1)).tolist():
        if ours[at] == 1 and theirs[at] == 1:
            told[at] = f"Only {colleague[at]}, and only with {person[at]}"
        elif ours[at] == 1:
            told[at] = f"Only {colleague[at]} is in touch with them"
        else:
            told[at] = f"Only {person[at]} is in touch with us"
    return told


def _members(world: World) -> Ints:
    """For each contact the position of its account; -1 without one, and for those who left."""
    left: Bools = texts(world.frames["Contacts"], "Status") == "Left"
    return np.where(left, -1, world.get(accounts_of))


def _best(account: Ints, score: Floats, count: int) -> Floats:
    best = np.full(count, -np.inf)
    some = np.flatnonzero((account >= 0) & ~np.isnan(score))
    np.maximum.at(best, account[some], score[some])
    return np.where(np.isinf(best), np.nan, best)


def _one_of(names: Objects, group: Ints, which: Ints, count: int) -> Objects:
    """For each group the name of one of its members: of the only one, where it is asked for."""
    one = np.full(count, "", dtype=object)
    one[group] = names[which]
    return one
