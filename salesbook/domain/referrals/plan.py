"""The action `referrals`: what became of introductions, whom to ask next, who came through whom, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referrals.ask_rows import ask_changes
from salesbook.domain.referrals.incentives import plan_incentives
from salesbook.domain.referrals.tree_rows import tree_changes
from salesbook.domain.referring.asks import ask_list
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.links import referral_links
from salesbook.domain.referring.thanks import thanks_briefly, thanks_told
from salesbook.domain.referring.tree import referral_tree
from salesbook.domain.referring.won import won_on
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ASK_GROUPS, REFERRAL_STATUSES, REFERRAL_VOID
from salesbook.tables.arrays import date_cells, dates, texts
from salesbook.tables.plan import Change, Message, Plan, Set
from salesbook.util.wording import amount, count, joined, sum_of


def plan_referrals(world: World) -> Plan:
    """Write Won on, what is owed, and all of ReferralAsks and ReferralTree. Nothing without the part.

    Its rows have IDs already, and names: see `rows`.
    """
    if not has_referrals(world):
        return Plan()
    incentives = plan_incentives(world)
    changes = (*_won(world), *incentives.changes, *ask_changes(world), *tree_changes(world))
    told = [
        *_states(world),
        *_asks_told(world),
        *_tree_told(world),
        *filter(None, [incentives.said, thanks_told(world)]),
    ]
    summary = {"to do": _to_do(world, incentives.said), "to ask": len(world.get(ask_list).contact)}
    return Plan(changes, messages=tuple(map(Message, told)), summary=summary)


def _to_do(world: World, owed: str) -> str:
    """Such as "46 people to ask; thanks due to Ana Ruiz (Referrals!I5) and 5 more; 3 incentives owed: 150, of that 50 due by today."."""
    asks, thanks = len(world.get(ask_list).contact), thanks_briefly(world)
    to_ask = f"{count(asks, 'person', 'people')} to ask: see Who to ask" if asks else "nobody to ask now"
    said = "; ".join(filter(None, [to_ask, thanks, owed.partition("; ")[0].rstrip(".")]))
    return f"{said[:1].upper()}{said[1:]}."


def _won(world: World) -> Iterator[Change]:
    table = world.frames["Referrals"]
    if len(table):
        yield Set("Referrals", table.index.tolist(), {"Won on": date_cells(world.get(won_on))})


def _states(world: World) -> Iterator[str]:
    """How many rows are how far; introduced, met and won are facts of their own, whatever Status says."""
    table, rows = world.frames["Referrals"], world.get(referral_rows)
    if not len(table):
        yield "Referrals is empty: type there whom you asked, or who was named into Referral given on Calls."
        return
    counts = texts(table, "Status") != REFERRAL_VOID
    introduced = counts & ((rows.introduced >= 0) | ~np.isnat(dates(table, "Introduced on")))
    met = counts & ~np.isnat(dates(table, "Met on"))
    won = counts & ~np.isnat(world.get(won_on))
    facts = f"{int(introduced.sum()):,} introduced, {int(met.sum()):,} met, {int(won.sum()):,} won"
    status = texts(table, "Status")
    parts = [(int((status == one).sum()), one) for one in (*REFERRAL_STATUSES, "")]
    named = [(number, one.lower() or "without a status") for number, one in parts]
    yield f"{sum_of((len(table), 'referrals' if len(table) != 1 else 'referral'), *named)}; by their days and orders {facts}."


def _asks_told(world: World) -> Iterator[str]:
    """How many may be asked, of whom some group thinks that they know somebody, and why the others are left out."""
    asks = world.get(ask_list)
    if not len(asks.fit):
        yield "Nobody to ask for an introduction yet: no customer, friend, or lost deal that tells so."
        return
    of_group = np.bincount(asks.group, minlength=len(ASK_GROUPS)).tolist()
    named = [f"{group} {number:,}" for group, number in zip(ASK_GROUPS, of_group, strict=True) if number]
    listed = f"to ask ({', '.join(named)})" if named else "to ask"
    reasons = [(number, reason) for reason, number in asks.left_out.items()]
    fit = count(len(asks.fit), "person", "people").split(" ", 1)[1]
    yield f"{sum_of((len(asks.fit), f'{fit} who may know somebody'), (len(asks.contact), listed), *reasons)}."


def _tree_told(world: World) -> Iterator[str]:
    tree = world.get(referral_tree)
    if len(tree.contact):
        roots = tree.depth == 0
        came, orders = int((~roots).sum()), int(tree.orders[roots].sum())
        brought = f"with {count(orders, 'order')} over {amount(float(tree.value[roots].sum()))}"
        yield (
            f"{count(came, 'person', 'people')} came through {count(int((tree.brought > 0).sum()), 'other')}, "
            f"{brought if orders else 'without an order so far'}."
        )
    cut = world.get(names_of_contacts)[world.get(referral_links).cut >= 0].tolist()
    if cut:
        rounds = "in a circle" if len(cut) == 1 else f"in {len(cut):,} circles"
        yield (
            f"Who came through whom goes round {rounds}: the link of {joined(cut, 3)}, in the book first, is left out. "
            f"Correct Referred by on Contacts, or set the row of Referrals to Void."
        )
