"""What IncentiveRules promise: the rule that counts for somebody of a Kind and an event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ANYBODY, INCENTIVE_EVENTS
from salesbook.tables.arrays import Bools, numbers, texts
from salesbook.tables.plan import Handle
from salesbook.util.wording import amount


@dataclass(frozen=True)
class IncentiveRule:
    """A row of IncentiveRules that counts: `cap` is infinite and `days` 0 where they are blank."""

    handle: Handle
    who: str
    event: str
    type: str
    amount: float
    cap: float
    days: int


def incentive_rules(world: World) -> dict[tuple[str, str], IncentiveRule]:
    """By Kind (or Any) and event the rule that counts: of equals the upper. Rows that give nothing are none."""
    if "IncentiveRules" not in world.frames or "IncentiveRules" in world.absent:
        return {}
    table = world.frames["IncentiveRules"]
    named = zip(*(texts(table, name).tolist() for name in ("Who", "Event", "Type")), strict=True)
    money = zip(
        *(numbers(table, name).tolist() for name in ("Amount", "Cap a year", "Pays after")), strict=True
    )
    found: dict[tuple[str, str], IncentiveRule] = {}
    for handle, active, (who, event, kind), (worth, cap, days) in zip(
        table.index.tolist(), table["Active"].tolist(), named, money, strict=True
    ):
        if active and who and event in INCENTIVE_EVENTS and worth > 0:
            rule = IncentiveRule(
                handle, who, event, kind, worth, np.inf if np.isnan(cap) else max(cap, 0.0), max(int(np.nan_to_num(days)), 0)
            )  # fmt: skip
            found.setdefault((who, event), rule)
    return found


def rule_for(rules: dict[tuple[str, str], IncentiveRule], kind: str, event: str) -> IncentiveRule | None:
    """The most specific rule: that of their own Kind, else that for Any."""
    return rules.get((kind, event)) or rules.get((ANYBODY, event))


def gets_none(world: World) -> Bools:
    """By contact whether their account is marked No incentives."""
    marked = np.append(world.frames["Accounts"]["No incentives"].to_numpy(dtype=bool), False)
    none: Bools = marked[world.get(accounts_of)]
    return none


def promised_for(world: World) -> dict[int, str]:
    """By position in Contacts what to say of an incentive, for everybody who would get one; the first event that gives something."""
    rules = world.get(incentive_rules)
    if not rules:
        return {}
    said = {kind: _said(rules, kind) for kind in set(texts(world.frames["Contacts"], "Kind").tolist())}
    kinds, none = texts(world.frames["Contacts"], "Kind").tolist(), world.get(gets_none).tolist()
    return {
        at: text
        for at, (kind, nothing) in enumerate(zip(kinds, none, strict=True))
        if not nothing and (text := said[kind])
    }


def _said(rules: dict[tuple[str, str], IncentiveRule], kind: str) -> str:
    rule = next(filter(None, (rule_for(rules, kind, event) for event in INCENTIVE_EVENTS)), None)
    if rule is None:
        return ""
    what = " of ".join(filter(None, [rule.type, amount(rule.amount)]))
    return f"Say what they get: {what} ({_WHEN[rule.event]})."


_WHEN = dict(
    zip(
        INCENTIVE_EVENTS,
        ("for the introduction", "once we have met", "with the first paid order"),
        strict=True,
    )
)
