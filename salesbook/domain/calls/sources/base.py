"""What a source of call lines is: whom it wants called, and what the line says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints

CARE, CAMPAIGN_BLOCK = "Care", "Campaign"  # the blocks of a day's lines
PITCH_DUTY = "Pitch"  # of Duties
WHOLE_DAY, AFTER_SALE_SHARE = 1.0, 0.2  # of a rep's places


@dataclass(frozen=True)
class Wanted:
    """Whom a source wants called today: positions in Contacts, each once, and arrays of one length with them.

    Days count from 1970-01-01. `due`: the day on which each is to be called first; those who wait are told how
    long. `since`: the day that was agreed, where that is another; by it promised lines stand. `reason`: whether
    there is one to call; blank: for all. `after`: who stands behind the others of that day. `task`: the task of Duties that each call is, "" for none; blank: for nobody.
    """

    contact: Ints
    due: Ints
    since: Ints | None = None
    reason: Bools | None = None
    after: Bools | None = None
    task: Sequence[str] | None = None


class CallSource(Protocol):
    """Facts of one kind for which people are called; what it says follows from the world alone.

    `block`: the Block of its lines. `promised`: they were told that somebody calls. Then lines stand by their day, and not
    by what they save; neither quiet period, touch cap nor preferred days hold them. `share`: the sources that have less than the
    whole day take at most that share of a rep's places, all together and whatever their age; whoever finds no place there may
    still be called for what a source behind them says.
    """

    block: str
    promised: bool
    share: float

    def whom(self, world: World) -> Wanted:
        """Whom to call. The guards come after; whoever an earlier source wants too is called for that."""
        ...

    def said(self, line: PlannedCall) -> LineWords:
        """Why now, and what to talk about."""
        ...


SourceTurns = Sequence[
    Sequence[CallSource]
]  # sources in the order of a day's lines; those of one turn stand together
