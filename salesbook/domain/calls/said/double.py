"""Whether somebody who is called as a stranger may stand in the book twice, as the table of situations has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.facts.likely_doubles import likely_one_person
from salesbook.domain.facts.matching import name_key
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.talks import spoken_ever
from salesbook.tables.arrays import texts
from salesbook.util.folding import caseless

if TYPE_CHECKING:
    from salesbook.domain.calls.said.line import PlannedCall
    from salesbook.domain.world import World

_TELLING = ("Contact ID", "Account ID", "Status", "Email", "Phone", "Notes")


@dataclass(frozen=True)
class DoubleFacts:
    """Another contact who may be the same person, by the rule with which checks find doubles."""

    line: PlannedCall

    @property
    def key(self) -> str:
        """Their Contact ID, of somebody to whom nobody has spoken; somebody to whom we did comes first."""
        world, contact = self.line.world, self.line.contact
        if world.get(spoken_ever)[contact]:
            return ""
        places = [contact, *self._who_may_be()]
        cells = {name: [self.line.people.of(at, name) for at in places] for name in _TELLING}
        names = [
            name_key(self.line.people.of(at, "First name"), self.line.people.of(at, "Last name"))
            for at in places
        ]
        pairs = likely_one_person(names, cells, asked=[0])
        found = [places[pair.second] for pair in pairs if pair.first == 0]
        known = sorted(found, key=lambda at: not world.get(spoken_ever)[at])
        return str(self.line.people.of(known[0], "Contact ID")) if known else ""

    def _who_may_be(self) -> Sequence[int]:
        """Positions of others at the same account; of somebody without one, of those with the same name, email or phone."""
        world, contact = self.line.world, self.line.contact
        account = world.get(accounts_of)[contact]
        if account >= 0:
            others = np.flatnonzero(world.get(accounts_of) == account).tolist()
        else:
            shared = world.get(_sharing)
            others = sorted({at for key in _keys(world, contact) for at in shared.get(key, ())})
        return [at for at in others if at != contact]


def _sharing(world: World) -> Mapping[tuple[str, str], Sequence[int]]:
    """By what tells people without an account the positions of those who have it."""
    found: dict[tuple[str, str], list[int]] = {}
    for at in np.flatnonzero(world.get(accounts_of) < 0).tolist():
        for key in _keys(world, at):
            found.setdefault(key, []).append(at)
    return found


def _keys(world: World, contact: int) -> list[tuple[str, str]]:
    """What tells somebody: the column, and what stands there."""
    names, emails, phones = (column[contact] for column in world.get(_told))
    return [(what, text) for what, text in (("Name", names), ("Email", emails), ("Phone", phones)) if text]


def _told(world: World) -> Sequence[Sequence[str]]:
    """Of all contacts names, addresses and numbers, without capitals."""
    first, last, emails, phones = (
        texts(world.frames["Contacts"], column).tolist()
        for column in ("First name", "Last name", "Email", "Phone")
    )
    names = [f"{one} {other}".strip() for one, other in zip(first, last, strict=True)]
    return [list(map(caseless, column)) for column in (names, emails, phones)]
