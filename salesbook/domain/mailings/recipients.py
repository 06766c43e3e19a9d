"""The readers of a mailing: its audience, less those whom a guard holds, less those held out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from salesbook.domain.audience import RuleError, audience
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.mailings.guards import MailGuard, MailGuards
from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.mailings.variants import is_held_out, variant_of, variant_shares
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import Bools, Ints, texts


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to get a letter: `contact` is a position in Contacts, `draft` the letter's key in Outbox.

    `to` is the address as the workbook has it, `mailing` "" for a letter of its own, `variant` "" where the text has one
    alone; `again`: a person asked for it once more.
    """

    contact: int
    draft: str
    to: str
    mailing: str = ""
    variant: str = ""
    again: bool = False


@dataclass(frozen=True)
class Chosen:
    """Positions in Contacts: `audience`, `readers` with the variant of each, and `held_out`; why others are left out."""

    audience: Ints
    readers: Ints
    variants: list[str]
    held_out: Ints
    held: HeldContacts

    @property
    def left_out(self) -> Ints:
        """Those of the audience whom a guard holds."""
        left: Ints = self.audience[self.held.guard[self.audience] != ""]
        return left

    def reasons(self) -> str:
        """Why people are left out, the guards in their order: "12 opted out, 4 duplicate address"."""
        found = Counter(self.held.guard[self.left_out].tolist())
        return ", ".join(f"{found[guard.value]:,} {guard}" for guard in MailGuard if found[guard.value])


def choose_recipients(
    world: World, mailing: Mailing, guards: MailGuards, variants: tuple[str, ...]
) -> Chosen:
    """Who gets the mailing, and which of the `variants` of its text.

    Raises BadInput where the rule or the shares cannot be read.
    """
    at = np.flatnonzero(fits(world, mailing))
    held = guards.of_mailing(at, mailing.had)
    ids = world.frames["Contacts"].index
    free = held.free(at)
    out = np.array([is_held_out(mailing.key, ids[i], mailing.hold_out) for i in free.tolist()], dtype=bool)
    share = variant_shares(mailing.shares, variants or ("A",))
    readers = free[~out]
    return Chosen(
        at, readers, [variant_of(mailing.key, ids[i], share) for i in readers.tolist()], free[out], held
    )


def fits(world: World, mailing: Mailing) -> Bools:
    """Whom the rule chooses, by position in Contacts. Raises BadInput where it cannot be read."""
    return _audience(world, mailing) & _reads(world, mailing.language)


def _audience(world: World, mailing: Mailing) -> Bools:
    try:
        return audience(mailing.audience, world.frames, world.get(accounts_of), world.today)
    except RuleError as error:
        raise BadInput(f"Audience of {mailing.key} cannot be read: {error}") from error


def _reads(world: World, language: str) -> Bools:
    """Contacts who read the language; everybody where none is named."""
    spoken = np.array(
        [one.casefold()[:2] for one in texts(world.frames["Contacts"], "Language")], dtype=object
    )
    reads: Bools = (spoken == language.casefold()[:2]) | (not language)
    return reads
