"""The readers of a mailing: its audience, less those whom a guard holds, less those held out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from salesbook.domain.audience import RuleError, audience
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.guards.held import Held
from salesbook.domain.mailings.guards import MailGuard, MailGuards
from salesbook.domain.mailings.mailing import Run
from salesbook.domain.mailings.variants import is_held_out, shares, variant_of
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import Bools, Ints, texts


@dataclass(frozen=True)
class Chosen:
    """Positions in Contacts: `audience`, `readers` with the variant of each, and `held_out`; why others are left out."""

    audience: Ints
    readers: Ints
    variants: list[str]
    held_out: Ints
    held: Held

    @property
    def left_out(self) -> Ints:
        """Those of the audience whom a guard holds."""
        left: Ints = self.audience[self.held.guard[self.audience] != ""]
        return left

    def reasons(self) -> str:
        """Why people are left out, the guards in their order: "12 opted out, 4 duplicate address"."""
        found = Counter(self.held.guard[self.left_out].tolist())
        return ", ".join(f"{found[guard.value]:,} {guard}" for guard in MailGuard if found[guard.value])


def choose(world: World, run: Run, guards: MailGuards, variants: tuple[str, ...]) -> Chosen:
    """Who gets the mailing, and which of the `variants` of its text.

    Raises BadInput where the rule or the shares cannot be read.
    """
    at = np.flatnonzero(_audience(world, run) & _reads(world, run.language))
    held = guards.of_mailing(at, run.had)
    ids = world.frames["Contacts"].index
    free = held.free(at)
    out = np.array([is_held_out(run.key, ids[i], run.hold_out) for i in free.tolist()], dtype=bool)
    share = shares(run.shares, variants or ("A",))
    readers = free[~out]
    return Chosen(
        at, readers, [variant_of(run.key, ids[i], share) for i in readers.tolist()], free[out], held
    )


def _audience(world: World, run: Run) -> Bools:
    try:
        return audience(run.audience, world.frames, world.get(accounts_of), world.today)
    except RuleError as error:
        raise BadInput(f"Audience of {run.key} cannot be read: {error}") from error


def _reads(world: World, language: str) -> Bools:
    """Contacts who read the language; everybody where none is named."""
    spoken = np.array(
        [one.casefold()[:2] for one in texts(world.frames["Contacts"], "Language")], dtype=object
    )
    reads: Bools = (spoken == language.casefold()[:2]) | (not language)
    return reads
