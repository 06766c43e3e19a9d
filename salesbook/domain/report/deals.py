"""The pipeline as it stands, and the deals of a period that were won and lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import numpy as np
import pandas as pd

from salesbook.domain.facts.capacity import calls_a_day
from salesbook.domain.facts.occasions import open_deals
from salesbook.domain.report.period import ReportPeriod, earliest_day
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Floats, Objects, dates, numbers, texts
from salesbook.util.folding import caseless

EXPECTED_CLOSE = "Expected close"
PAST, THIS_MONTH, NEXT_MONTH, LATER, NO_DATE = "past", "this month", "next month", "later", "no date"
WHEN_EXPECTED = (PAST, THIS_MONTH, NEXT_MONTH, LATER, NO_DATE)


@dataclass(frozen=True)
class DealSum:
    """Some deals: how many, what they are worth together, and how many of them say no amount."""

    deals: int
    amount: float
    without_amount: int


@dataclass(frozen=True)
class StageDeals:
    """Open deals of a stage ("" where none is typed); `age`: the median of days since Created, None where none says it."""

    stage: str
    sum: DealSum
    age: float | None


@dataclass(frozen=True)
class ExpectedDeals:
    """Open deals by when they are expected to close: one of WHEN_EXPECTED."""

    when: str
    sum: DealSum


@dataclass(frozen=True)
class PipelineFigures:
    """Open deals by stage, the most money first, and by expected close; `undated`: deals whose age nobody knows."""

    stages: tuple[StageDeals, ...]
    expected: tuple[ExpectedDeals, ...]
    total: DealSum
    undated: int


@dataclass(frozen=True)
class OwnerDeals:
    """What a rep won and lost."""

    rep: str
    on_team: bool
    won: DealSum
    lost: DealSum


@dataclass(frozen=True)
class LostDeals:
    """Deals lost for a reason, as it is typed; "" where none is."""

    reason: str
    sum: DealSum


@dataclass(frozen=True)
class ClosedFigures:
    """Deals closed in a period, by rep and by reason.

    `days_to_win`: the median from Created to Closed, None without. `undated`: won or lost without a day. `since`: the first
    day that any deal of the book names.
    """

    owners: tuple[OwnerDeals, ...]
    won: DealSum
    lost: DealSum
    reasons: tuple[LostDeals, ...]
    days_to_win: float | None
    undated: int
    since: date | None


def pipeline_of(world: World) -> PipelineFigures:
    """The opportunities that are open today."""
    table, is_open = world.frames["Opportunities"], world.get(open_deals)
    created = dates(table, "Created")
    stage, age = _alike(texts(table, "Stage")), (np.datetime64(world.today) - created).astype(np.float64)
    age[np.isnat(created)] = np.nan
    stages = [
        StageDeals(one, _sum(table, is_open & (stage == one)), _median(age[is_open & (stage == one)]))
        for one in dict.fromkeys(stage[is_open].tolist())
    ]
    return PipelineFigures(
        tuple(sorted(stages, key=lambda one: (-one.sum.amount, -one.sum.deals, one.stage))),
        tuple(
            ExpectedDeals(when, _sum(table, is_open & (_expected(world) == when))) for when in WHEN_EXPECTED
        ),
        _sum(table, is_open),
        int((is_open & np.isnat(created)).sum()),
    )


def _expected(world: World) -> Objects:
    """By opportunity one of WHEN_EXPECTED; a day before today has passed, whichever month it was in."""
    table = world.frames["Opportunities"]
    if EXPECTED_CLOSE not in table:
        return np.full(len(table), NO_DATE, dtype=object)
    day, month = dates(table, EXPECTED_CLOSE), np.datetime64(world.today, "M")
    cases: list[Bools] = [
        np.isnat(day), day < np.datetime64(world.today), day.astype("datetime64[M]") == month,
        day.astype("datetime64[M]") == month + 1,
    ]  # fmt: skip
    return np.select(cases, [NO_DATE, PAST, THIS_MONTH, NEXT_MONTH], LATER).astype(object)


def closed_of(world: World, period: ReportPeriod) -> ClosedFigures:
    """Opportunities with Result Won or Lost that were closed in the period."""
    table = world.frames["Opportunities"]
    result, closed, owner = texts(table, "Result"), dates(table, "Closed"), texts(table, "Owner")
    here = period.holds(closed)
    won, lost = here & (result == "Won"), here & (result == "Lost")
    took = (closed - dates(table, "Created")).astype(np.float64)
    took[np.isnat(closed) | np.isnat(dates(table, "Created"))] = np.nan
    known, why = set(texts(world.frames["Team"], "Rep").tolist()), _alike(texts(table, "Lost reason"))
    owners = tuple(
        OwnerDeals(rep, rep in known, _sum(table, won & (owner == rep)), _sum(table, lost & (owner == rep)))
        for rep in _in_order(owner[won | lost].tolist(), list(world.get(calls_a_day)))
    )
    reasons = [LostDeals(one, _sum(table, lost & (why == one))) for one in dict.fromkeys(why[lost].tolist())]
    return ClosedFigures(
        owners, _sum(table, won), _sum(table, lost),
        tuple(sorted(reasons, key=lambda one: (-one.sum.deals, -one.sum.amount, one.reason))),
        _median(took[won]),
        int((np.isin(result, ["Won", "Lost"]) & np.isnat(closed)).sum()),
        earliest_day(np.concatenate([closed, dates(table, "Created")])),
    )  # fmt: skip


def _alike(typed: Objects) -> Objects:
    """The same words in the spelling that stands first: capitals make no other stage or reason, as in Excel's own sums."""
    first: dict[str, str] = {}
    return np.array([first.setdefault(caseless(text), text) for text in typed.tolist()], dtype=object)


def _in_order(reps: Iterable[str], team: Sequence[str]) -> list[str]:
    """Reps of the team in its order, others behind by name, nobody last."""
    place = {rep: number for number, rep in enumerate(team)}
    return sorted(set(reps), key=lambda rep: (place.get(rep, len(place)), rep == "", rep))


def _sum(table: pd.DataFrame, which: Bools) -> DealSum:
    amounts = numbers(table, "Amount")[which]
    return DealSum(int(which.sum()), round(float(np.nansum(amounts)), 2), int(np.isnan(amounts).sum()))


def _median(values: Floats) -> float | None:
    known = values[~np.isnan(values)].tolist()
    return median(known) if known else None
