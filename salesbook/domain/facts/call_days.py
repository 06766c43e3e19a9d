"""CallDays: what was listed, made, left waiting and held back on each day, by rep and cadence; old days summed by week.

Untouched lines vanish from Calls, so that nobody could tell afterwards what was planned: each run of `calls` and `log`
keeps it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, Ints, Objects, dates, numbers, positions, take, texts
from salesbook.tables.plan import Append, Change, Handle, Replace, Set, Value
from salesbook.util.weeks import monday_of

Key = tuple[str, str]  # rep and cadence
_DayKey = tuple[date, str, str]
_FIGURES = ("Listed", "Made", "Extra", "Waiting")
_YEAR = timedelta(days=365)
_FROM_A_LINE = re.compile(r"T-(\d{4}-\d\d-\d\d)-")  # what `activity_id` makes of the Call ID of a listed line
_HELD = re.compile(r"(.+?) (\d+)(?:, |$)")


@dataclass(frozen=True)
class ListedToday:
    """What a run of call lists did: `lines` that stand on Calls now, who waits, and why people are held back, by rep and cadence.

    `rep`: the only rep whose lists were made; "" for all.
    """

    lines: Counter[Key]
    waiting: Counter[Key]
    held: Mapping[Key, Counter[str]]
    rep: str = ""


def own_calls(log: pd.DataFrame) -> Bools:
    """Activities that are calls, visits and meetings of ours: Direction Out, or blank."""
    ours: Bools = np.isin(texts(log, "Channel"), PERSONAL_CHANNELS) & (texts(log, "Direction") != "In")
    return ours


def calls_made_today(world: World) -> Counter[str]:
    """Calls, visits and meetings of ours that Activities has of today, by who made them."""
    log = world.frames["Activities"]
    today = dates(log, "When") == np.datetime64(world.today)
    return Counter(texts(log, "By")[own_calls(log) & today].tolist())


def day_of_line(activity: str) -> str:
    """The day of the list that an activity was logged from, as its ID has it; "" where it came from none."""
    found = _FROM_A_LINE.match(activity)
    return found[1] if found else ""


def kept_call_days(world: World, listed: ListedToday | None = None) -> list[Change]:
    """What CallDays must say: today's row of each rep and cadence, and Made and Extra of the days it has, counted anew.

    Without `listed`, lines are those that stand on Calls, and who waits or is held stays as it was. Nothing changes where
    the workbook has no such table, or has rows of later days: then it is looked at as of a past one.
    """
    kept = world.frames.get("CallDays")
    if kept is None:
        return []
    days = dates(kept, "Date").tolist()
    if any(day is not None and day > world.today for day in days):
        return []
    sums, stale, weekly = _weeks(world, kept, days)
    recent = {
        (day, rep, cadence): handle
        for day, rep, cadence, handle in zip(days, texts(kept, "Rep"), texts(kept, "Cadence"), kept.index, strict=True)
        if day is not None and handle not in weekly
    }  # fmt: skip
    wanted = _rows(world, recent, listed)
    changes: list[Change] = [Replace("CallDays", stale, sums)] if stale else []
    changes += _different(kept, {recent[key]: row for key, row in wanted.items() if key in recent})
    new = [
        dict.fromkeys(_FIGURES, 0) | row
        for key, row in sorted(wanted.items())
        if key not in recent and _says_something(row)
    ]
    return [*changes, Append("CallDays", new)] if new else changes


def _rows(
    world: World, recent: Mapping[_DayKey, Handle], listed: ListedToday | None
) -> dict[_DayKey, dict[str, Value]]:
    """By day, rep and cadence what the row must say; days that are kept, and today."""
    first = min((key[0] for key in recent), default=world.today)
    log = world.frames["Activities"]
    name = take(world.get(cadence_used).name, positions(world.frames["Contacts"], texts(log, "Contact ID")))
    day = dates(log, "When")
    rows = np.flatnonzero((day >= np.datetime64(first)) & (day <= np.datetime64(world.today)))
    lines = [day_of_line(activity) for activity in texts(log, "Activity ID")[rows].tolist()]
    ours, by = own_calls(log)[rows], texts(log, "By")[rows]
    made, extra, logged = Counter[_DayKey](), Counter[_DayKey](), Counter[Key]()
    for when, rep, cadence, counts, line in zip(day[rows].tolist(), by, name[rows], ours, lines, strict=True):
        if counts:
            (made if line else extra)[when, rep, cadence] += 1
        if line == str(world.today):
            logged[rep, cadence] += 1
    found: dict[_DayKey, dict[str, Value]] = {
        key: _row(key, Made=made[key], Extra=extra[key]) for key in {*recent, *made, *extra}
    }
    for pair, figures in _of_today(world, recent, listed, logged).items():
        key = (world.today, *pair)
        found[key] = _row(key, Made=made[key], Extra=extra[key]) | figures
    return found


def _of_today(
    world: World,
    recent: Mapping[_DayKey, Handle],
    listed: ListedToday | None,
    logged: Counter[Key],
) -> dict[Key, dict[str, Value]]:
    """Listed of today, and who waits or is held where lists were made."""
    lines = (listed.lines if listed else lines_of_today(world)) + logged
    mine = {(rep, cadence) for day, rep, cadence in recent if day == world.today}
    found: dict[Key, dict[str, Value]] = {pair: {"Listed": lines[pair]} for pair in {*mine, *lines}}
    if listed:
        for pair in {*found, *listed.waiting, *listed.held}:
            if listed.rep in {"", pair[0]}:
                figures: dict[str, Value] = {
                    "Waiting": listed.waiting[pair],
                    "Held by guard": _told(listed.held.get(pair, {})),
                }
                found[pair] = {"Listed": lines[pair]} | figures
    return found


def lines_of_today(world: World, without: Iterable[Handle] = ()) -> Counter[Key]:
    """The lines of today's lists that stand on Calls, by rep and cadence; lines that people added are none."""
    calls = world.frames["Calls"]
    contact = positions(world.frames["Contacts"], texts(calls, "Contact ID"))
    today = (dates(calls, "Date") == np.datetime64(world.today)) & (texts(calls, "Call ID") != "")
    rows = np.flatnonzero(today & ~calls.index.isin(list(without)))
    return cadence_counts(world, texts(calls, "Rep")[rows], contact[rows])


def cadence_counts(world: World, reps: Objects, contact: Ints) -> Counter[Key]:
    """How many there are by rep and by the cadence of the contact (position in Contacts; -1: none known)."""
    cadence = take(world.get(cadence_used).name, contact)
    return Counter(zip(reps.tolist(), cadence.tolist(), strict=True))


def _row(key: _DayKey, **figures: int) -> dict[str, Value]:
    return {"Date": key[0], "Rep": key[1] or None, "Cadence": key[2] or None, **figures}


def _different(kept: pd.DataFrame, rows: Mapping[Handle, Mapping[str, Value]]) -> list[Change]:
    """A change a figure, of the rows where it is another one than stands there."""
    changes: list[Change] = []
    for name in (*_FIGURES, "Held by guard"):
        given = [(handle, row[name]) for handle, row in rows.items() if name in row]
        stands = dict(
            zip(
                kept.index,
                texts(kept, name) if name == "Held by guard" else np.nan_to_num(numbers(kept, name)),
                strict=True,
            )
        )
        other = [
            (handle, value) for handle, value in given if stands[handle] != ("" if value is None else value)
        ]
        if other:
            changes.append(
                Set("CallDays", [handle for handle, _ in other], {name: [value for _, value in other]})
            )
    return changes


def _says_something(row: Mapping[str, Value]) -> bool:
    return any(row.get(name) for name in (*_FIGURES, "Held by guard"))


def _told(held: Mapping[str, int]) -> str | None:
    """Such as "quiet period 4, no number 2", the most frequent first."""
    order = sorted(held.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{guard} {number}" for guard, number in order if number) or None


def _weeks(
    world: World, kept: pd.DataFrame, days: Sequence[date | None]
) -> tuple[list[dict[str, Value]], list[Handle], set[Handle]]:
    """Rows of whole weeks that ended more than a year ago: the sums that replace them, the rows that leave, and all of these weeks."""
    groups: defaultdict[_DayKey, list[int]] = defaultdict(list)
    reps, cadences = texts(kept, "Rep"), texts(kept, "Cadence")
    for at, day in enumerate(days):
        if day is not None and monday_of(day) + timedelta(days=6) < world.today - _YEAR:
            groups[monday_of(day), reps[at], cadences[at]].append(at)
    old = {str(kept.index[at]) for rows in groups.values() for at in rows}
    several = {key: rows for key, rows in groups.items() if len(rows) > 1 or days[rows[0]] != key[0]}
    sums = [_summed(kept, key, rows) for key, rows in sorted(several.items())]
    return sums, [str(kept.index[at]) for rows in several.values() for at in rows], old


def _summed(kept: pd.DataFrame, key: _DayKey, rows: Sequence[int]) -> dict[str, Value]:
    held: Counter[str] = Counter()
    for text in texts(kept, "Held by guard")[rows].tolist():
        held.update({guard: int(number) for guard, number in _HELD.findall(text)})
    figures = {name: int(np.nansum(numbers(kept, name)[rows])) for name in _FIGURES}
    return _row(key, **figures) | {"Held by guard": _told(held)}
