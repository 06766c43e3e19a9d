"""CadenceChanges: how often each cadence asked for a touch in days gone by, as `today` has seen it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.facts.cadence import cadence_used, calendar_interval
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.world import World
from salesbook.schema import INTERVAL_DAYS
from salesbook.tables.arrays import Bools, Dates, Ints, dates, numbers, texts
from salesbook.tables.plan import Append, Change, Handle, Replace, Set, Value

_PARTS = ("Every", "Unit", "Grace days")
_LONGEST_GRACE = 36_525
_Rule = tuple[Value, ...]  # what stands in these columns of a row of Cadences; None where nothing does


@dataclass(frozen=True)
class _Kept:
    """A row of CadenceChanges. Without anything `before` it is the one that says how a cadence was when it was first seen."""

    handle: Handle
    since: date
    before: _Rule
    after: _Rule


def kept_cadence_changes(world: World) -> list[Change]:
    """What CadenceChanges must say of today: how a cadence is that it does not know, and what is another than it has.

    A second change of a day takes the place of the first. Nothing changes where the workbook has no such table, or has rows
    of later days: then it is looked at as of a past one.
    """
    kept = world.get(_kept_changes)
    later = any(row.since > world.today for rows in kept.values() for row in rows)
    if "CadenceChanges" not in world.frames or later:
        return []
    new: list[dict[str, Value]] = []
    undone: list[Handle] = []
    changes: list[Change] = []
    for name, rule in _rules(world).items():
        last = kept[name][-1] if name in kept else None
        if last is None or (last.after != rule and last.since < world.today):
            before = last.after if last else (None,) * len(_PARTS)
            new.append(_row(name, world.today, before, rule))
        elif last.after != rule and last.before == rule:
            undone.append(last.handle)
        elif last.after != rule:
            cells = {f"{part} after": [value] for part, value in zip(_PARTS, rule, strict=True)}
            changes.append(Set("CadenceChanges", [last.handle], cells))
    changes += [Replace("CadenceChanges", undone, [])] if undone else []
    return [*changes, Append("CadenceChanges", new)] if new else changes


@dataclass(frozen=True)
class IntervalsInForce:
    """An interval by row: `months` calendar months or, where that is 0, `days`; the grace days; and whether it is `known` to have been so."""

    months: Ints
    days: Ints
    grace: Ints
    known: Bools


def intervals_in_force(world: World, contact: Ints, day: Dates) -> IntervalsInForce:
    """By contact (position in Contacts) and day the interval of today's cadence of the contact as it was on that day.

    Today it is what Cadences says. Before the first row that CadenceChanges has of a cadence, it is taken to have been as
    that one knows it first.
    """
    used = world.get(cadence_used)
    given = np.nan_to_num(numbers(world.frames["Cadences"], "Grace days"))
    grace = np.append(np.clip(given, 0, _LONGEST_GRACE), 0)[used.row].astype(np.int64)
    months, days, graces = used.months[contact], used.days[contact], grace[contact]
    default, past = float(world.settings["Default interval"]), day < np.datetime64(world.today, "D")
    known = ~past
    for name, rows in world.get(_kept_changes).items():
        mine = np.flatnonzero((used.name[contact] == name) & past)
        starts = [row.since for row in rows]
        at = np.array([bisect_right(starts, one) for one in day[mine].tolist()], dtype=np.int64)
        told = any(part is not None for part in rows[0].before)
        first = rows[0].before if told else rows[0].after
        known[mine] = told | (at > 0)
        found = np.array([_interval(rule, default) for rule in (first, *(row.after for row in rows))])
        months[mine], days[mine], graces[mine] = found[at].T
    return IntervalsInForce(months, days, graces, known)


def cadence_shortened(world: World) -> Bools:
    """Contacts whose cadence asks for a touch more often than on the day of their last rhythm touch, as far as that is known."""
    last = world.get(rhythm_table)["last_rhythm"].to_numpy()
    shortened = np.zeros(len(last), dtype=bool)
    at, used = np.flatnonzero(~np.isnat(last)), world.get(cadence_used)
    was = intervals_in_force(world, at, last[at].astype("datetime64[D]"))
    before, now = (
        np.where(months > 0, months * INTERVAL_DAYS["month"], days)
        for months, days in ((was.months, was.days), (used.months[at], used.days[at]))
    )
    shortened[at] = was.known & (now < before)
    return shortened


def _kept_changes(world: World) -> Mapping[str, Sequence[_Kept]]:
    """The rows of CadenceChanges by cadence, the oldest first. A row without a day says nothing."""
    table = world.frames.get("CadenceChanges")
    found: defaultdict[str, list[_Kept]] = defaultdict(list)
    if table is not None:
        columns = {
            when: zip(
                map(_number, numbers(table, f"Every {when}").tolist()),
                map(_text, texts(table, f"Unit {when}").tolist()),
                map(_number, numbers(table, f"Grace days {when}").tolist()),
                strict=True,
            )
            for when in ("before", "after")
        }
        rows = zip(texts(table, "Cadence"), table.index, dates(table, "Since").tolist(), *columns.values(), strict=True)  # fmt: skip
        for name, *row in rows:
            if name and row[1] is not None:
                found[name].append(_Kept(*row))
    return {name: sorted(kept, key=lambda row: row.since) for name, kept in found.items()}


def _rules(world: World) -> dict[str, _Rule]:
    """What Cadences says now, by cadence; of two of a name the upper one."""
    table = world.frames["Cadences"]
    found: dict[str, _Rule] = {}
    for name, every, unit, grace in zip(
        texts(table, "Cadence").tolist(),
        numbers(table, "Every").tolist(),
        texts(table, "Unit").tolist(),
        numbers(table, "Grace days").tolist(),
        strict=True,
    ):
        if name:
            found.setdefault(name, (_number(every), _text(unit), _number(grace)))
    return found


def _row(name: str, day: date, before: _Rule, after: _Rule) -> dict[str, Value]:
    cells: dict[str, Value] = {"Cadence": name, "Since": day}
    for part, old, new in zip(_PARTS, before, after, strict=True):
        cells |= {f"{part} before": old, f"{part} after": new}
    return cells


def _interval(rule: _Rule, default: float) -> tuple[int, int, int]:
    """Months, days and grace days; the default interval where there is none that can be used."""
    every, unit, grace = rule
    if not (isinstance(every, int | float) and every > 0 and unit in INTERVAL_DAYS):
        every, unit = default, "day"
    months, days = calendar_interval(np.array([every]), np.array([INTERVAL_DAYS[str(unit)]]), np.array([unit == "month"]))  # fmt: skip
    left = min(max(int(grace), 0), _LONGEST_GRACE) if isinstance(grace, int | float) else 0
    return int(months[0]), int(days[0]), left


def _number(value: float) -> Value:
    if value != value:  # noqa: PLR0124  (NaN)
        return None
    return int(value) if value.is_integer() else value


def _text(value: str) -> Value:
    return value or None
