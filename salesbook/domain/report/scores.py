"""What changed in the scores of people from the day before a period to its last day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from salesbook.domain.facts.network import active_contacts
from salesbook.domain.facts.people import full_names
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.schema import BANDS
from salesbook.tables.arrays import Floats, Ints, texts

_MOST_NAMED = 5
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
    """Active people by band, who went from one to another, and who rose and fell most; `rising`, `falling`: how many did."""

    bands: tuple[BandCount, ...]
    changes: tuple[BandChange, ...]
    risers: tuple[ScoreChange, ...]
    fallers: tuple[ScoreChange, ...]
    rising: int
    falling: int


def scores_of(world: World, period: ReportPeriod) -> ScoreFigures:
    """Scores worked out from the log as of both days, with the cadences, people and weights of today."""
    was, now = (
        World(world.frames, world.settings, day).get(score_table)
        for day in (period.first - timedelta(days=1), period.last)
    )
    active = np.flatnonzero(world.get(active_contacts))
    old, new = texts(was, "band")[active].tolist(), texts(now, "band")[active].tolist()
    before, after = Counter(old), Counter(new)
    moved = Counter((one, other) for one, other in zip(old, new, strict=True) if one != other)
    change = np.round((now["score"].to_numpy() - was["score"].to_numpy())[active], 1)
    risers, fallers = active[change >= _FROM], active[change <= -_FROM]
    scores = was["score"].to_numpy(), now["score"].to_numpy()
    return ScoreFigures(
        tuple(BandCount(band, before[band], after[band]) for band in BANDS),
        tuple(
            BandChange(one, other, moved[one, other]) for one in BANDS for other in BANDS if moved[one, other]
        ),
        _named(world, risers, *scores, sign=-1), _named(world, fallers, *scores, sign=1), len(risers), len(fallers),
    )  # fmt: skip


def _named(world: World, people: Ints, was: Floats, now: Floats, *, sign: int) -> tuple[ScoreChange, ...]:
    """The first of them, by how much their scores changed."""
    contacts = world.frames["Contacts"]
    names = full_names(contacts).to_numpy(dtype=object)
    order = people[np.argsort(sign * (now - was)[people], kind="stable")][:_MOST_NAMED]
    return tuple(
        ScoreChange(
            str(contacts.index[at]), names[at] or str(contacts.index[at]), float(was[at]), float(now[at])
        )
        for at in order.tolist()
    )
