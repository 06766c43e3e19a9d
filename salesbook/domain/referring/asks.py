"""Whom to ask for an introduction: one of each customer, those first who may know somebody best, and who is left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.guards.contact import Purpose, Stage, hold_contacts, may_not_be_called
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.guards.reach import barrier
from salesbook.domain.referring.groups import ask_groups
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, Objects, texts

NOBODY_MAY, COLLEAGUE_ASKED = "nobody may reach them", "a colleague is asked"


@dataclass(frozen=True)
class ReferralAskList:
    """`contact`: positions in Contacts, in the order in which to ask, each of the `group` (place in ASK_GROUPS).

    `fit`: all whom some group fits, and `why` each of them is left out, "" for whoever is asked.
    """

    contact: Ints
    group: Ints
    fit: Ints
    why: Objects

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many each reason leaves out, the commonest first."""
        return dict(Counter(self.why[self.why != ""].tolist()).most_common())


def ask_list(world: World) -> ReferralAskList:
    """By group, then by score, then by Contact ID; nobody whom a guard holds. Needs the frames DoNotMail and MailRules besides."""
    groups = world.get(ask_groups)
    own = np.arange(len(groups))
    fit = np.flatnonzero((groups >= 0) & (world.get(became) == own))
    held = HeldContacts(len(groups))
    _hold(world, held, fit)
    free = held.free(fit)
    free = free[_order(world, groups, free)]
    customer = world.get(order_days).of_contact[free]
    first = np.zeros(len(free), dtype=bool)
    first[np.unique(customer, return_index=True)[1]] = True
    held.hold(free, ~first, COLLEAGUE_ASKED)
    return ReferralAskList(free[first], groups[free[first]], fit, held.guard[fit])


def _hold(world: World, held: HeldContacts, at: Ints) -> None:
    hold_contacts(held, world, at, Purpose.ASK, Stage.ALLOWED)
    silent = world.get(may_not_be_called)[at]
    if silent.any():
        held.hold(at, silent & (barrier(world, "Email")[at] != ""), NOBODY_MAY)
    hold_contacts(held, world, at, Purpose.ASK, Stage.PEACE)
    hold_contacts(held, world, at, Purpose.ASK, Stage.TROUBLE)


def _order(world: World, groups: Ints, at: Ints) -> Ints:
    ids = texts(world.frames["Contacts"], "Contact ID")[at].tolist()
    by_id = np.empty(len(ids), dtype=np.int64)
    by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    score = np.nan_to_num(world.get(score_table)["score"].to_numpy()[at], nan=-1.0)
    return np.lexsort((by_id, -score, groups[at]))
