"""What changed in the scores of people from the day before a period to its last day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from salesbook.domain.facts.network import active_contacts
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.score.table import score_bands, score_table
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.schema import BANDS
from salesbook.tables.arrays import Bools, Floats, Ints, dates, last_of_each, numbers, positions, texts

_MOST_NAMED, _A_WEEK = 5, 7
_FROM = 5.0  # points; less is the ordinary fading of days


@dataclass(frozen=True)
class BandCount:
    """How many people were in a band before the period, and at its end."""

    band: str
    before: int
    after: int


@dataclass(frozen=True)
class BandChange:
    """How many people went from a band to another one."""

    before: str
    after: str
    people: int


@dataclass(frozen=True)
class ScoreChange:
    """A person whose score rose or fell by 5 points or more."""

    contact_id: str
    name: str
    before: float
    after: float


@dataclass(frozen=True)
class ScoreFigures:
    """Active people by band, who went from one to another, and who rose and fell most; `rising`, `falling`: how many did.

    `before_known`: whether anybody had a score before the period; in a book that begins later there is nothing to compare with.
    `by_history`, `worked_out`: active people with a score whose scores are those of ScoreHistory, and the others.
    `other_bands`, `unscored`: active people whom Contacts still shows in another band than `bands` at the end, and in none.
    """

    bands: tuple[BandCount, ...]
    changes: tuple[BandChange, ...]
    risers: tuple[ScoreChange, ...]
    fallers: tuple[ScoreChange, ...]
    rising: int
    falling: int
    by_history: int
    worked_out: int
    before_known: bool
    other_bands: int
    unscored: int


def scores_of(world: World, period: ReportPeriod) -> ScoreFigures:
    """The scores that ScoreHistory has of both days; of whom it has none, those worked out from the log as of both days.

    These go by the cadences, people and weights of today.
    """
    before_first, at_end = (
        World(world.frames, world.settings, day).get(score_table)["score"].to_numpy()
        for day in (period.first - timedelta(days=1), period.last)
    )
    was, now, kept = _as_kept(world, period, before_first, at_end)
    active = np.flatnonzero(world.get(active_contacts))
    limits = float(world.settings["Strong from"]), float(world.settings["Fair from"])
    old, new = (score_bands(one, *limits)[active].tolist() for one in (was, now))
    written = texts(world.frames["Contacts"], "Band")[active]
    scored = active[~(np.isnan(was) & np.isnan(now))[active]]
    before, after = Counter(old), Counter(new)
    moved = Counter((one, other) for one, other in zip(old, new, strict=True) if one != other)
    change = np.round((now - was)[active], 1)
    risers, fallers = active[change >= _FROM], active[change <= -_FROM]
    return ScoreFigures(
        tuple(BandCount(band, before[band], after[band]) for band in BANDS),
        tuple(
            BandChange(one, other, moved[one, other]) for one in BANDS for other in BANDS if moved[one, other]
        ),
        _named(world, risers, was, now, sign=-1), _named(world, fallers, was, now, sign=1), len(risers), len(fallers),
        int(kept[scored].sum()), int((~kept[scored]).sum()),
        not np.isnan(was[active]).all(),
        int(((written != "") & (written != np.array(new, dtype=object))).sum()), int((written == "").sum()),
    )  # fmt: skip


def _as_kept(world: World, period: ReportPeriod, was: Floats, now: Floats) -> tuple[Floats, Floats, Bools]:
    """Both scores of each contact, those of ScoreHistory where it has them; and whether it has.

    A row is that of the first run in its week, mostly on Monday: the last one up to the first day tells how the period
    began, the last one up to the day after it how it ended. While the period lasts, scores of now stand at its end.
    """
    began = _last_kept(world, period.first - timedelta(days=_A_WEEK - 1), period.first)
    since = max(period.last - timedelta(days=_A_WEEK - 2), period.first + timedelta(days=1))
    ended = _last_kept(world, since, period.last + timedelta(days=1))
    if period.last == world.today:
        ended = now
    kept = ~(np.isnan(began) | np.isnan(ended))
    return np.where(kept, began, was), np.where(kept, ended, now), kept


def _last_kept(world: World, first: date, last: date) -> Floats:
    """Each contact's score by the last row that ScoreHistory has from `first` to `last`; NaN without one."""
    contacts, history = world.frames["Contacts"], world.frames.get("ScoreHistory")
    if history is None:
        return np.full(len(contacts), np.nan)
    day, score = dates(history, "Date"), numbers(history, "Score")
    here = positions(contacts, texts(history, "Contact ID"))
    rows = np.flatnonzero((day >= np.datetime64(first)) & (day <= np.datetime64(last)) & ~np.isnan(score) & (here >= 0))  # fmt: skip
    rows = rows[np.argsort(day[rows], kind="stable")]
    found = last_of_each(here[rows], len(contacts))
    return np.append(score[rows], np.nan)[found]


def _named(world: World, people: Ints, was: Floats, now: Floats, *, sign: int) -> tuple[ScoreChange, ...]:
    """The first of them, by how much their scores changed."""
    contacts = world.frames["Contacts"]
    names = world.get(names_of_contacts)
    order = people[np.argsort(sign * (now - was)[people], kind="stable")][:_MOST_NAMED]
    return tuple(
        ScoreChange(
            str(contacts.index[at]), names[at] or str(contacts.index[at]), float(was[at]), float(now[at])
        )
        for at in order.tolist()
    )
