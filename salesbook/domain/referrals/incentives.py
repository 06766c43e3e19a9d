"""What is owed for introductions: each once, as the rule says on the day when the row is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referrals.listed_incentives import CAP_REACHED, ListedIncentives
from salesbook.domain.referring.earned import EarnedEvent, earned_events
from salesbook.domain.referring.incentive_rules import IncentiveRule, incentive_rules, rule_for
from salesbook.domain.world import World
from salesbook.tables.arrays import day_number, day_of_number, texts
from salesbook.tables.plan import Append, Change, Value
from salesbook.util.wording import amount, count


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
    listed = ListedIncentives(world)
    new = list(_new_rows(world, listed))
    changes: tuple[Change, ...] = tuple(listed.changes())
    return IncentivePlan(
        new, (*changes, Append("Incentives", new)) if new else changes, _said(world, listed, new)
    )


def _new_rows(world: World, listed: ListedIncentives) -> Iterator[dict[str, Value]]:
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
            "Introduced": ids[one.introduced], **_promised(one, rule), "Amount": worth, "Void": None if worth else CAP_REACHED,
        }  # fmt: skip


def _promised(one: EarnedEvent, rule: IncentiveRule) -> dict[str, Value]:
    """What the rule gives for the event, and when."""
    return {
        "Event": one.event, "Type": rule.type or None, "Earned on": day_of_number(one.day),
        "Due on": day_of_number(one.day + rule.days), "Rule": rule.who,
    }  # fmt: skip


def _said(world: World, listed: ListedIncentives, new: list[dict[str, Value]]) -> str:
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
