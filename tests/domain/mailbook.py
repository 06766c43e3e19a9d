"""Small books with a mailing, and who gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.books.memory import MemoryBook
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.mailings.recipients import Chosen, choose_recipients
from salesbook.domain.world import World
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.grid import Grid
from tests.domain.callbook import TOUCHPOINTS
from tests.helpers import book, snapshot

TODAY = date(2026, 3, 4)  # a Wednesday
CADENCES = """
    Cadence | Every | Unit | Channels         | Quiet days | Max touches 30 days
    All     | 30    | day  | Call, Newsletter | 7          | 3
"""
MAILINGS = """
    Mailing ID | Template | Audience
    spring     | news     | everyone
"""


@dataclass(frozen=True)
class Picked:
    """Who gets a mailing, and why the others do not."""

    world: World
    chosen: Chosen

    @property
    def readers(self) -> list[str]:
        return [self.world.frames["Contacts"].index[i] for i in self.chosen.readers]

    @property
    def left_out(self) -> dict[str, str]:
        """By Contact ID the reason, with its detail."""
        reasons = self.chosen.held.texts()
        return {self.world.frames["Contacts"].index[i]: str(reasons[i]) for i in self.chosen.left_out}


def world(**tables: str | Grid) -> World:
    """A world of small text tables; rules, cadences and one mailing are there unless given."""
    store = book(**{"Cadences": CADENCES, "Mailings": MAILINGS, **tables})
    store = MemoryBook({**snapshot(store).grids, "TouchPoints": TOUCHPOINTS})
    seen = snapshot(store)
    return World(frames(seen)[0], read_settings(seen)[0], TODAY)


def picked(*, variants: tuple[str, ...] = ("A",), mailing: str = "spring", **tables: str | Grid) -> Picked:
    """Who gets the mailing in a book of these tables."""
    found = world(**tables)
    return Picked(found, choose_recipients(found, Mailing(found, mailing), MailGuards(found), variants))


def letter_guards(contact: str, **tables: str) -> str:
    """What holds a letter from one person to another; "" where nothing does."""
    found = world(**tables)
    at = np.array([found.frames["Contacts"].index.get_loc(contact)])
    return str(MailGuards(found).of_letter(at).texts()[at[0]])
