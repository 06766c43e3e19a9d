"""Accounts that slip or hang on one person, and relationships won and lost by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from salesbook.domain.facts.network import Standing, active_contacts, lost_on, standing_of
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.score.accounts import hangs_on, momentum
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.schema import KINDS
from salesbook.tables.arrays import Dates, dates, numbers, texts
from salesbook.util.wording import count, without_year

MOST_NAMED = 10
_NEW_DAYS = 90


@dataclass(frozen=True)
class SlippingAccount:
    """An account whose Momentum fell by 5 or more in 30 days, and why."""

    account_id: str
    account: str
    owner: str
    before: float
    now: float
    why: str


@dataclass(frozen=True)
class HangingAccount:
    """An account that only one of us, or one of them, keeps in touch."""

    account_id: str
    account: str
    owner: str
    value: float | None
    hangs_on: str


@dataclass(frozen=True)
class AccountFigures:
    """Those to look at first, at most MOST_NAMED of each, and how many there are in all."""

    slipping: tuple[SlippingAccount, ...]
    slipping_in_all: int
    hanging: tuple[HangingAccount, ...]
    hanging_in_all: int


def accounts_to_look_at(world: World) -> AccountFigures:
    """The largest falls first; of accounts that hang on one person the most valuable first."""
    table, found = world.frames["Accounts"], world.get(momentum)
    name, owner = texts(table, "Account"), texts(table, "Owner")
    falling = np.flatnonzero(found.trend == "Declining")
    falling = falling[np.argsort((found.now - found.before)[falling], kind="stable")]
    last = _last_touch(world)
    slipping = tuple(
        SlippingAccount(
            str(table.index[at]), name[at] or str(table.index[at]), owner[at], round(float(found.before[at]), 1),
            round(float(found.now[at]), 1), _why(last[at].item(), world.today),
        )
        for at in falling[:MOST_NAMED].tolist()
    )  # fmt: skip
    told, value = world.get(hangs_on), numbers(table, "Annual value")
    hanging = np.flatnonzero(told != "")
    hanging = hanging[np.argsort(-np.nan_to_num(value[hanging], nan=-np.inf), kind="stable")]
    return AccountFigures(
        slipping, len(falling),
        tuple(
            HangingAccount(
                str(table.index[at]), name[at] or str(table.index[at]), owner[at],
                None if np.isnan(value[at]) else float(value[at]), told[at],
            )
            for at in hanging[:MOST_NAMED].tolist()
        ),
        len(hanging),
    )  # fmt: skip


def _last_touch(world: World) -> Dates:
    """By account the last day on which somebody there was reached; NaT without one."""
    touches, account = world.get(touch_table), world.get(accounts_of)
    last = np.full(len(world.frames["Accounts"]) + 1, -1, dtype=np.int64)
    reached = touches["points"].to_numpy() > 0
    np.maximum.at(last, account[touches["contact"].to_numpy()[reached]], touches["day"].to_numpy()[reached])
    return np.where(last >= 0, last.astype("datetime64[D]"), np.datetime64("NaT"))[:-1]


def _why(last: date | None, today: date) -> str:
    if last is None:
        return "Nobody there was ever reached."
    return f"Last touch {without_year(last)}, {count((today - last).days, 'day')} ago."


@dataclass(frozen=True)
class KindOfRelationship:
    """People of a kind ("" where none is typed): how they stand today, who is new, and who was lost.

    In rhythm, overdue, never touched and without a cadence add up to `people`.
    """

    kind: str
    people: int
    in_rhythm: int
    overdue: int
    never_touched: int
    no_cadence: int
    new: int
    lost: int
    new_90_days: int
    lost_90_days: int


@dataclass(frozen=True)
class NetworkFigures:
    """Relationships by kind; `undated`: people whose Created is blank, so that nobody knows when they were new."""

    kinds: tuple[KindOfRelationship, ...]
    undated: int


def network_of(world: World, period: ReportPeriod) -> NetworkFigures:
    """Active people by kind; new by Created, lost by the day of the outcome. New and lost are of the period, and of 90 days."""
    contacts, active = world.frames["Contacts"], world.get(active_contacts)
    kind, standing = texts(contacts, "Kind"), world.get(standing_of)
    lately = ReportPeriod(world.today - timedelta(days=_NEW_DAYS - 1), world.today)
    created, lost = dates(contacts, "Created"), world.get(lost_on)
    counted = {
        "new": active & period.holds(created), "lost": period.holds(lost),
        "new_90_days": active & lately.holds(created), "lost_90_days": lately.holds(lost),
    }  # fmt: skip
    by_kind = {name: Counter(kind[which].tolist()) for name, which in counted.items()}
    stands = Counter(zip(kind[active].tolist(), standing[active].tolist(), strict=True))
    kinds = [
        one for one in (*KINDS, "") if any(found[one] for found in by_kind.values()) or one in kind[active]
    ]
    return NetworkFigures(
        tuple(
            KindOfRelationship(
                one, sum(stands[one, how] for how in Standing),
                stands[one, Standing.IN_RHYTHM], stands[one, Standing.OVERDUE], stands[one, Standing.NEVER_TOUCHED], stands[one, Standing.NO_CADENCE],
                **{name: found[one] for name, found in by_kind.items()},
            )
            for one in kinds
        ),
        int((active & np.isnat(created)).sum()),
    )  # fmt: skip
