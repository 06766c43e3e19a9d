"""The readers of a mailing: its audience, less those whom a guard holds, less those held out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from salesbook.domain.audience import BlankColumn, RuleAnswer, RuleError, audience
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.people import full_names
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.guards.letters import MailGuard, MailGuards
from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.mailings.variants import is_held_out, variant_of, variant_shares
from salesbook.domain.pitching.letters import refuse_unless_live
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import Ints, texts
from salesbook.util.wording import joined

_FEW = 5  # people of an audience who are named


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
    """Positions in Contacts: `audience`, `readers` with the variant of each, and `held_out`; why others are left out.

    `asked`: what the rule answers.
    """

    asked: RuleAnswer
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
    asked = fits(world, mailing)
    at = np.flatnonzero(asked.chosen)
    held = guards.of_mailing(at, mailing.had, pitch=bool(mailing.campaign))
    ids = world.frames["Contacts"].index
    free = held.free(at)
    out = np.array([is_held_out(mailing.key, ids[i], mailing.hold_out) for i in free.tolist()], dtype=bool)
    share = variant_shares(mailing.shares, variants or ("A",))
    readers = free[~out]
    variants_of_readers = [variant_of(mailing.key, ids[i], share) for i in readers.tolist()]
    return Chosen(asked, at, readers, variants_of_readers, free[out], held)


def fits(world: World, mailing: Mailing) -> RuleAnswer:
    """Whom the rule chooses, of those who read the mailing's language. Raises BadInput where it cannot be read, or the campaign that it pitches is not live."""
    refuse_unless_live(world, mailing.key, mailing.campaign)
    try:
        found = audience(mailing.audience, world)
    except RuleError as error:
        raise BadInput(f"Audience of {mailing.key} cannot be read: {error}") from error
    if not mailing.language:
        return found
    spoken = texts(world.frames["Contacts"], "Language")
    codes = np.array([one.casefold()[:2] for one in spoken.tolist()], dtype=object)
    return found.also(codes == mailing.language.casefold()[:2], BlankColumn("Language", spoken == ""))


def told_of_audience(world: World, chosen: Chosen) -> list[str]:
    """Some of those whom the rule chooses, and how many are left aside since cells are blank that it asks for."""
    told = []
    if len(chosen.audience):
        contacts = world.frames["Contacts"]
        names = full_names(contacts).to_numpy()[chosen.audience]
        ids = contacts.index.to_numpy(dtype=object)[chosen.audience]
        told.append(f"In the audience: {joined(np.where(names == '', ids, names).tolist(), _FEW)}.")
    if left := int(chosen.asked.unknown.sum()):
        told.append(f"{left:,} left aside: {chosen.asked.left_aside(world.get(accounts_of))}.")
    return told
