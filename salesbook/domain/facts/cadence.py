"""The calling cycle that applies to each contact, and how long its interval is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.owners import accounts_of, tiers_of
from salesbook.domain.world import World
from salesbook.schema import CHANNELS, INTERVAL_DAYS, KINDS, TICKETS, TIERS
from salesbook.tables.arrays import (  # fmt: skip
    Bools,
    Floats,
    Ints,
    Objects,
    codes,
    numbers,
    positions,
    take,
    texts,
)
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.tables.rows import is_unread

# A century: who is due later is never due, and dates would leave the calendar.
_LONGEST, _LONGEST_MONTHS = 36_525, 1_200


@dataclass(frozen=True)
class CadenceUsed:
    """For each contact: the position in Cadences (-1: none), the name (""), and the interval.

    `interval` is in days, fractions included. For due dates the interval is `months` whole
    calendar months or, where that is 0, `days` whole days. `names_channel[contact, channel]`
    tells whether the cadence lists the channel; no channel stands last and is never listed.
    """

    row: Ints
    name: Objects
    interval: Floats
    months: Ints
    days: Ints
    names_channel: Bools
    problems: tuple[Problem, ...]


def cadence_used(world: World) -> CadenceUsed:
    """The contact's own cadence if that row is active, else the most specific active row that matches."""
    cadences, contacts = world.frames["Cadences"], world.frames["Contacts"]
    usable = cadences["Active"].to_numpy(dtype=bool) & (texts(cadences, "Cadence") != "")
    own = positions(cadences, texts(contacts, "Cadence"))
    own[~np.append(usable, False)[own]] = -1
    ticket = take(texts(world.frames["Accounts"], "Ticket"), world.get(accounts_of))
    best = _most_specific(cadences, usable)
    matching = best[
        codes(texts(contacts, "Kind"), KINDS), codes(world.get(tiers_of), TIERS), codes(ticket, TICKETS)
    ]
    row = np.where(own >= 0, own, matching)
    every, unit_days, monthly, problems = _intervals(
        cadences, usable, float(world.settings["Default interval"])
    )
    interval = every * unit_days
    months, days = calendar_interval(every, unit_days, monthly)
    return CadenceUsed(
        row=row,
        name=take(texts(cadences, "Cadence"), row),
        interval=interval[row],
        months=months[row],
        days=days[row],
        names_channel=_lists_channel(cadences)[row],
        problems=problems,
    )


def calendar_interval(every: Floats, unit_days: Floats, monthly: Bools) -> tuple[Ints, Ints]:
    """Whole calendar months, 0 where the interval is none; and days."""
    months = np.where(monthly & (every % 1 == 0), every, 0.0)
    # A day has begun or not: half a day more does not move a date. Nobody is due twice a day.
    days = np.clip(np.floor(every * unit_days), 1, _LONGEST)
    return np.minimum(months, _LONGEST_MONTHS).astype(np.int64), days.astype(np.int64)


def _most_specific(cadences: pd.DataFrame, usable: Bools) -> Ints:
    """Winning row by codes of kind, tier and ticket: more criteria, then priority, then the upper one."""
    best = np.full((len(KINDS) + 1, len(TIERS) + 1, len(TICKETS) + 1), -1)
    criteria = (("Kind", KINDS), ("Tier", TIERS), ("Ticket", TICKETS))
    wanted = [[choices.index(value) if value in choices else slice(None) for value in texts(cadences, column)]
              for column, choices in criteria]  # fmt: skip
    named = [sum(isinstance(code, int) for code in row) for row in zip(*wanted, strict=True)]
    priority = np.nan_to_num(numbers(cadences, "Priority"))
    for row in sorted(np.flatnonzero(usable).tolist(), key=lambda row: (named[row], priority[row], -row)):
        best[tuple(codes_of[row] for codes_of in wanted)] = row
    return best


def _intervals(
    cadences: pd.DataFrame, usable: Bools, default: float
) -> tuple[Floats, Floats, Bools, tuple[Problem, ...]]:
    """Every, days of its unit and whether that is a month, by row; one more at the end for no cadence."""
    every = np.append(numbers(cadences, "Every"), default)
    units = [*texts(cadences, "Unit"), "day"]
    problems = []
    for row, unit in enumerate(units[:-1]):
        bad = "" if every[row] > 0 else "Every"
        if bad or unit not in INTERVAL_DAYS:
            handle = cadences.index[row]
            if usable[row] and not any(is_unread(cadences, handle, name) for name in ("Every", "Unit")):
                problems.append(_problem(cadences, row, bad or "Unit", default))
            every[row], units[row] = default, "day"
    unit_days = np.array([INTERVAL_DAYS[unit] for unit in units])
    return every, unit_days, np.array([unit == "month" for unit in units]), tuple(problems)


def _problem(cadences: pd.DataFrame, row: int, column: str, default: float) -> Problem:
    must = "must be above 0" if column == "Every" else "must be day, week or month"
    why = f"{column} {must}; {f'{default:g} days are' if default != 1 else '1 day is'} used"
    return origin_of(cadences).problem(cadences.index[row], column, why, f"Fill in {column}.")


def _lists_channel(cadences: pd.DataFrame) -> Bools:
    lists = np.zeros((len(cadences) + 1, len(CHANNELS) + 1), dtype=bool)
    for row, listed in enumerate(texts(cadences, "Channels")):
        for channel in listed.split(", "):
            if channel in CHANNELS:
                lists[row, CHANNELS.index(channel)] = True
    return lists
