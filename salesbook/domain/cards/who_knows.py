"""Who of us knows an account or a person best: for warm introductions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from salesbook.domain.cards.find import Subject
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.people import People
from salesbook.domain.facts.score.ties import ties_of
from salesbook.domain.world import World
from salesbook.tables.arrays import texts
from salesbook.tables.rows import place_of_handle


@dataclass(frozen=True)
class Acquaintance:
    """One colleague: `strength` in per cent of what the cadence asks for, and the people known, best first."""

    colleague: str
    strength: float
    last: date
    touches: int
    people: tuple[str, ...]


def who_knows(world: World, subject: Subject) -> list[Acquaintance]:
    """Colleagues by the strength of their tie, the strongest first; people who left do not count for an account."""
    contacts = world.frames["Contacts"]
    if subject.contact:
        mine = np.zeros(len(contacts), dtype=bool)
        mine[place_of_handle(contacts, subject.contact)] = True
    else:
        at = place_of_handle(world.frames["Accounts"], subject.account)
        mine = (world.get(accounts_of) == at) & (texts(contacts, "Status") != "Left")
    people = People(contacts, world.frames["Accounts"])
    single = world.get(ties_of)
    together = single.by(np.where(mine, 0, -1))
    known: dict[int, list[tuple[float, str]]] = {}
    for row in np.flatnonzero(mine[single.group]).tolist():
        name = people.name(contacts.index[single.group[row]])
        known.setdefault(int(single.colleague[row]), []).append((-float(single.strength[row]), name))
    return [
        Acquaintance(
            colleague=str(together.names[together.colleague[row]]),
            strength=100 * float(together.strength[row]),
            last=world.today - timedelta(days=int(together.last[row])),
            touches=int(together.touches[row]),
            people=tuple(name for _, name in sorted(known[int(together.colleague[row])])),
        )
        for row in together.strongest_first().tolist()
    ]
