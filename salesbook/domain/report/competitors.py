"""Competitors that the front line saw: how many notes of the period, and the latest of half a year.

Needs Accounts and Contacts; FrontLine where the book has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.aftersale.notes import competitors_seen
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.tables.arrays import dates, positions, take, texts

_LATELY = 182


@dataclass(frozen=True)
class CompetitorNote:
    """At which organisation ("" where the note names none), when, who of us noted it, and what was heard."""

    account_id: str
    account: str
    day: date | None
    by: str
    heard: str


@dataclass(frozen=True)
class CompetitorFigures:
    """`in_period`: notes of these days; `lately`: those of half a year up to today, the latest first, undated ones last."""

    in_period: int
    lately: tuple[CompetitorNote, ...]


def competitors_of(world: World, period: ReportPeriod) -> CompetitorFigures | None:
    """Notes of Type Competitor seen; None where the book has no front line."""
    notes = world.frames.get("FrontLine")
    if notes is None or "FrontLine" in world.absent:
        return None
    day, today = dates(notes, "When"), np.datetime64(world.today)
    seen = world.get(competitors_seen)
    lately = seen & ~((day <= today - np.timedelta64(_LATELY, "D")) | (day > today))
    rows = np.flatnonzero(lately)
    order = np.where(np.isnat(day[rows]), np.timedelta64(_LATELY + 1, "D"), today - day[rows])
    rows = rows[np.argsort(order.astype(np.int64), kind="stable")]
    accounts, contacts = world.frames["Accounts"], world.frames["Contacts"]
    at = positions(accounts, texts(notes, "Account ID"))
    theirs = np.append(world.get(accounts_of), -1)[positions(contacts, texts(notes, "Contact ID"))]
    at = np.where(at >= 0, at, theirs)
    ids, names = texts(accounts, "Account ID"), texts(accounts, "Account")
    firm = take(np.where(names == "", ids, names), at)
    key, by, heard = take(ids, at), texts(notes, "By"), texts(notes, "Heard")
    return CompetitorFigures(
        int((seen & period.holds(day)).sum()),
        tuple(
            CompetitorNote(key[row], firm[row], day[row].item(), by[row], heard[row]) for row in rows.tolist()
        ),
    )
