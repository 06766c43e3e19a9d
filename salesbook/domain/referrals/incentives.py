"""What is owed for introductions: each once, as the rule says on the day when the row is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import customers_of_orders
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.earned import PAID_ORDER, EarnedEvent, earned_events, first_paid_orders
from salesbook.domain.referring.incentive_rules import IncentiveRule, incentive_rules, rule_for
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.tables.arrays import (
    dates,
    day_number,
    day_of_number,
    numbers,
    positions,
    take,
    take_numbers,
    text_cells,
    texts,
)
from salesbook.tables.plan import Append, Change, Set, Value
from salesbook.util.wording import amount, count

CAP_REACHED = "Nothing is left of the cap of the year."
_Once = tuple[int, str]  # a person who was introduced, by position in Contacts, and an event
_Capped = tuple[
    str, str, int, int
]  # a rule by Who and event, who introduces by position in Contacts, and the year


@dataclass(frozen=True)
class IncentivePlan:
    """Rows of Incentives that come, and what changes in those that are there; `said` tells of what is owed after it."""

    new: list[dict[str, Value]]
    changes: tuple[Change, ...]
    said: str


def plan_incentives(world: World) -> IncentivePlan:
    """New rows for what happened and has none yet, up to the cap of the year; Void of the others by what stands in the tables now.

    Kind, Type and Amount of a row stay as they were made. Where IncentiveRules or Incentives are not there, nothing.
    """
    if "Incentives" not in world.frames or "Incentives" in world.absent:
        return IncentivePlan([], (), "")
    listed = _Listed(world)
    new = list(_new_rows(world, listed))
    changes: tuple[Change, ...] = tuple(listed.changes())
    return IncentivePlan(
        new, (*changes, Append("Incentives", new)) if new else changes, _said(world, listed, new)
    )


class _Listed:
    """The rows of Incentives as they are: why each is void now, for whom and what they were given, and how much of each cap is used."""

    def __init__(self, world: World) -> None:
        self._world, self._table = world, world.frames["Incentives"]
        table = self._table
        self.ids = set(texts(table, "Incentive ID").tolist())
        self._event = texts(table, "Event").tolist()
        self._own = texts(table, "Incentive ID").tolist()
        self._status = texts(world.frames["Referrals"], "Status").tolist()
        self._row = self._rows_of_referrals()
        self.referrer = take_numbers(
            world.get(became), positions(world.frames["Contacts"], texts(table, "Contact ID"))
        )
        self._introduced = take_numbers(world.get(referral_rows).introduced, self._row).tolist()
        self._worth = np.nan_to_num(numbers(table, "Amount")).tolist()
        self.paid = ~np.isnat(dates(table, "Paid on"))
        self.given: dict[_Once, str] = {}
        self.void = [self._why_void(at) for at in range(len(table))]

    def _rows_of_referrals(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        by_id = {
            key: row
            for row, key in reversed(
                list(enumerate(texts(self._world.frames["Referrals"], "Referral ID").tolist()))
            )
        }
        return np.array(
            [by_id.get(key, -1) for key in texts(self._table, "Referral ID").tolist()], dtype=np.int64
        )

    def _why_void(self, at: int) -> str:
        """Of a row whose referral is gone what stood there; the first of two that were given for one person and event stays."""
        row, once = int(self._row[at]), (self._introduced[at], self._event[at])
        if row < 0:
            return str(texts(self._table, "Void")[at])
        if self._status[row] == REFERRAL_VOID:
            return "The referral is void."
        if self._event[at] == PAID_ORDER and self._introduced[at] >= 0:
            customer = self._world.get(customers_of_orders)[0][self._introduced[at]]
            if self._world.get(first_paid_orders).net[customer] <= 0:
                return "That order and those since come to nothing."
        if self._introduced[at] >= 0:
            first = self.given.setdefault(once, self._own[at])
            if first != self._own[at]:
                return f"{first} was given for it already."
        return CAP_REACHED if self._worth[at] == 0 else ""

    def used(self) -> defaultdict[_Capped, float]:
        """What counts towards each cap: rows that are owed, and those that were paid."""
        found: defaultdict[_Capped, float] = defaultdict(float)
        earned = dates(self._table, "Earned on")
        for at, who in enumerate(texts(self._table, "Rule").tolist()):
            if not np.isnat(earned[at]) and (not self.void[at] or self.paid[at]):
                found[who, self._event[at], int(self.referrer[at]), earned[at].item().year] += self._worth[at]
        return found

    def changes(self) -> Iterator[Change]:
        """Void, and the name as it is now; who is not in Contacts any more keeps the one that stands there."""
        if len(self._table):
            names = take(self._world.get(names_of_contacts), self.referrer)
            names = np.where(self.referrer >= 0, names, texts(self._table, "Name"))
            void: list[Value] = [one or None for one in self.void]
            yield Set("Incentives", self._table.index.tolist(), {"Void": void, "Name": text_cells(names)})

    def owed(self) -> Iterator[tuple[float, int]]:
        """Amount and day of what is neither paid nor void."""
        due = dates(self._table, "Due on")
        for at, why in enumerate(self.void):
            if not why and not self.paid[at]:
                yield self._worth[at], 0 if np.isnat(due[at]) else day_number(due[at].item())


def _new_rows(world: World, listed: _Listed) -> Iterator[dict[str, Value]]:
    rules, used = world.get(incentive_rules), listed.used()
    contacts, names = world.frames["Contacts"], world.get(names_of_contacts)
    kinds, ids = texts(contacts, "Kind"), texts(contacts, "Contact ID")
    keys = texts(world.frames["Referrals"], "Referral ID")
    for one in world.get(earned_events) if rules else ():
        rule = rule_for(rules, kinds[one.referrer], one.event)
        key = f"{keys[one.row]} {one.event}"
        if (
            rule is None
            or not keys[one.row]
            or key in listed.ids
            or (one.introduced, one.event) in listed.given
        ):
            continue
        listed.given[one.introduced, one.event] = key
        capped = rule.who, one.event, one.referrer, day_of_number(one.day).year
        worth = round(max(min(rule.amount, rule.cap - used[capped]), 0.0), 2)
        used[capped] += worth
        yield {
            "Incentive ID": key, "Referral ID": keys[one.row], "Contact ID": ids[one.referrer], "Name": names[one.referrer],
            **_promised(one, rule), "Amount": worth, "Void": None if worth else CAP_REACHED,
        }  # fmt: skip


def _promised(one: EarnedEvent, rule: IncentiveRule) -> dict[str, Value]:
    """What the rule gives for the event, and when."""
    return {
        "Event": one.event, "Type": rule.type or None, "Earned on": day_of_number(one.day),
        "Due on": day_of_number(one.day + rule.days), "Rule": rule.who,
    }  # fmt: skip


def _said(world: World, listed: _Listed, new: list[dict[str, Value]]) -> str:
    """Such as "3 incentives are owed: 150, of that 100 due by today; 2 of them are new."; "" where there is none."""
    coming = [(float(str(row["Amount"])), day_number(row["Due on"])) for row in new]  # type: ignore[arg-type]
    owed = [one for one in (*listed.owed(), *coming) if one[0] > 0]
    capped = sum(worth == 0 for worth, _ in coming)
    more = f" {count(capped, 'new row')} of 0: the cap of the year is reached." if capped else ""
    if not owed:
        return more.strip()
    due = sum(worth for worth, day in owed if day <= world.day)
    new_ones = sum(worth > 0 for worth, _ in coming)
    fresh = f"; {new_ones:,} of them new" if new_ones else ""
    return f"{count(len(owed), 'incentive')} owed: {amount(sum(worth for worth, _ in owed))}, of that {amount(due)} due by today{fresh}.{more}"
