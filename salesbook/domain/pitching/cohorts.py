"""Whom a proposition is for: the people a cohort's rule fits, and who of them decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesbook.domain.audience import RuleError, audience
from salesbook.domain.facts.network import active_contacts
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.pitching.gate import gates, versions_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import IN_REVIEW, PITCHED_STAGES
from salesbook.tables.arrays import Bools, Ints, texts
from salesbook.tables.plan import Handle

DATA_CHECK = "Data check"  # the task of Duties
RESEARCHED = (IN_REVIEW, *PITCHED_STAGES)  # stages of propositions whose cohorts are looked into


@dataclass(frozen=True)
class Cohort:
    """Bools by contact: `members`, active people whom the rule fits; `deciders`, those of them who decide. `error`: what is wrong with the rule."""

    key: Handle
    rule: str
    members: Bools
    deciders: Bools
    account_of: Ints
    error: RuleError | None = None

    @cached_property
    def accounts(self) -> Ints:
        """Positions of the members' organisations."""
        return _known(self.account_of[self.members])

    @cached_property
    def accounts_without_one(self) -> Ints:
        """Of these, those where nobody of the members decides."""
        return np.setdiff1d(self.accounts, _known(self.account_of[self.deciders]))


def cohorts_of(world: World) -> dict[Handle, Cohort]:
    """All cohorts by name, in the order of the sheet. A rule that cannot be followed chooses nobody."""
    table = world.frames["Cohorts"]
    return {
        str(key): _cohort(world, str(key), rule)
        for key, rule in zip(table.index, texts(table, "Rule").tolist(), strict=True)
    }


def accounts_to_research(world: World) -> dict[int, str]:
    """Positions of organisations where nobody is known to decide, with what is to be offered to them: of cohorts whose proposition is in review or further."""
    table, known = world.frames["Propositions"], world.get(gates)
    titles = dict(zip(map(str, table.index), texts(table, "Title").tolist(), strict=True))
    found: dict[int, str] = {}
    for (proposition, version), cohort in zip(
        world.get(versions_of).items(), texts(table, "Cohort").tolist(), strict=True
    ):
        if known[proposition, version].stage_used in RESEARCHED and cohort in world.get(cohorts_of):
            for account in world.get(cohorts_of)[cohort].accounts_without_one.tolist():
                found.setdefault(account, titles[proposition] or proposition)
    return found


def decides(world: World) -> Bools:
    """Contacts who can say yes to a purchase."""
    flags: Bools = world.frames["Contacts"]["Decision maker"].to_numpy(dtype=bool)
    return flags


def _cohort(world: World, key: str, rule: str) -> Cohort:
    error, account_of = None, world.get(accounts_of)
    fits = np.zeros(len(account_of), dtype=bool)
    try:
        fits = audience(rule, world).chosen
    except RuleError as wrong:
        error = wrong
    members = fits & world.get(active_contacts)
    return Cohort(key, rule, members, members & world.get(decides), account_of, error)


def _known(accounts: Ints) -> Ints:
    return np.unique(accounts[accounts >= 0])
