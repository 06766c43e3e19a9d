"""All that the page of referrals shows: who came through whom, how far introductions are, what is owed, whom to ask, and whether it pays.

Needs the frames of the part referrals besides those of a world.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referrals.branches import TreeLine, largest_branches
from salesbook.domain.referrals.cohort import MeasuredEffect, measured_effect
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.tree import referral_tree
from salesbook.domain.referring.won import won_on
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.tables.arrays import Bools, Ints, dates, numbers, texts


@dataclass(frozen=True)
class ReferrerCounts:
    """Whom somebody introduced, met or not; each of the three counts rows of Referrals of its own day."""

    name: str
    introduced: int
    met: int
    won: int


@dataclass(frozen=True)
class OwedIncentive:
    """What somebody gets for an introduction, and is not paid yet; `due` None without a day."""

    name: str
    event: str
    kind: str
    amount: float
    due: date | None


@dataclass(frozen=True)
class AskLine:
    """A row of Who to ask."""

    rank: int
    name: str
    account: str
    rep: str
    group: str
    why: str


@dataclass(frozen=True)
class ReferralStory:
    """`names`: of the people of `lines`, by position in Contacts. `people`, `orders`, `value`: of the whole tree."""

    firm: str
    currency: str
    today: date
    lines: tuple[TreeLine, ...]
    names: dict[int, str]
    people: int
    orders: int
    value: float
    by_referrer: tuple[ReferrerCounts, ...]
    owed: tuple[OwedIncentive, ...]
    asks: tuple[AskLine, ...]
    effect: MeasuredEffect

    @property
    def introduced(self) -> int:
        """Introductions with a day or a person."""
        return sum(one.introduced for one in self.by_referrer)

    @property
    def met(self) -> int:
        """Those whom we have met."""
        return sum(one.met for one in self.by_referrer)

    @property
    def won(self) -> int:
        """Those who have ordered."""
        return sum(one.won for one in self.by_referrer)


def referral_story(world: World) -> ReferralStory:
    """All of it, from the tables as they stand."""
    tree = world.get(referral_tree)
    lines, roots = largest_branches(tree), tree.depth == 0
    names = world.get(names_of_contacts)
    return ReferralStory(
        firm=str(world.settings["Firm"]), currency=str(world.settings["Currency"]), today=world.today,
        lines=tuple(lines), names={one.contact: str(names[one.contact]) for one in lines if one.contact >= 0},
        people=len(tree.contact), orders=int(tree.orders[roots].sum()), value=float(tree.value[roots].sum()),
        by_referrer=tuple(_by_referrer(world)), owed=tuple(_owed(world)), asks=tuple(_asks(world)), effect=measured_effect(world),
    )  # fmt: skip


def _by_referrer(world: World) -> Iterator[ReferrerCounts]:
    """Who has introduced most first; rows whose From is nobody of Contacts stand together under ""."""
    table, rows = world.frames["Referrals"], world.get(referral_rows)
    counts = texts(table, "Status") != REFERRAL_VOID
    found = [
        _count(rows.referrer, counts & which)
        for which in (
            (rows.introduced >= 0) | ~np.isnat(dates(table, "Introduced on")),
            ~np.isnat(dates(table, "Met on")),
            ~np.isnat(world.get(won_on)),
        )
    ]
    names = world.get(names_of_contacts)
    people = sorted(
        {*found[0], *found[1], *found[2]},
        key=lambda one: (*(-of[one] for of in found), str(names[one]) if one >= 0 else ""),
    )
    for one in people:
        yield ReferrerCounts(str(names[one]) if one >= 0 else "", *(of[one] for of in found))


def _count(referrer: Ints, which: Bools) -> Counter[int]:
    return Counter(referrer[which].tolist())


def _owed(world: World) -> Iterator[OwedIncentive]:
    """What is due longest first."""
    table = world.frames.get("Incentives")
    if table is None:
        return
    due = dates(table, "Due on")
    rows = np.flatnonzero(
        (texts(table, "Void") == "")
        & np.isnat(dates(table, "Paid on"))
        & ~np.isnat(dates(table, "Earned on"))
    )
    rows = rows[np.argsort(due[rows], kind="stable")]
    name, event, kind = (texts(table, column) for column in ("Name", "Event", "Type"))
    amounts = np.nan_to_num(numbers(table, "Amount"))
    for row in rows.tolist():
        yield OwedIncentive(name[row], event[row], kind[row], float(amounts[row]), due[row].item())


def _asks(world: World) -> Iterator[AskLine]:
    table = world.frames.get("ReferralAsks")
    if table is None:
        return
    rank = numbers(table, "Rank")
    columns = [texts(table, column) for column in ("Name", "Account", "Rep", "Group", "Why")]
    for row in np.argsort(rank, kind="stable").tolist():
        if not np.isnan(rank[row]):
            yield AskLine(int(rank[row]), *(str(column[row]) for column in columns))
