"""All that the sources want, brought together: each contact once, for the first source that wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.calls.sources.base import WHOLE_DAY, CallSource, SourceTurns, Wanted
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects


@dataclass(frozen=True)
class AllWanted:
    """Arrays of one length, by rising position in Contacts: `source`, its `turn`, and the rest as `Wanted` has it.

    `limited`: their source has only a share of a day.
    """

    contact: Ints
    source: Sequence[CallSource]
    turn: Ints
    promised: Bools
    limited: Bools
    due: Ints
    since: Ints
    reason: Bools
    after: Bools
    task: Objects


@dataclass(frozen=True)
class Wishes:
    """What each source wants, one after the other: arrays of one length, and of each row the source by its place in `sources`."""

    sources: Sequence[CallSource]
    of_source: Ints
    contact: Ints
    turn: Ints
    due: Ints
    since: Ints
    reason: Bools
    after: Bools
    task: Objects

    @property
    def limited(self) -> Bools:
        """Rows of sources that have only a share of a day."""
        return self._by_source([one.share < WHOLE_DAY for one in self.sources])

    def first_of_each(self, which: Bools | None = None) -> AllWanted:
        """Each contact once, for the earliest source; `which`: of these rows alone."""
        rows = np.arange(len(self.contact)) if which is None else np.flatnonzero(which)
        contact, first = np.unique(self.contact[rows], return_index=True)  # the first of equals
        at = rows[first]
        return AllWanted(
            contact=contact,
            source=[self.sources[i] for i in self.of_source[at].tolist()],
            turn=self.turn[at],
            promised=self._by_source([one.promised for one in self.sources])[at],
            limited=self.limited[at],
            due=self.due[at],
            since=self.since[at],
            reason=self.reason[at],
            after=self.after[at],
            task=self.task[at],
        )

    def besides(self) -> AllWanted:
        """Whom a source wants that has only a share of a day, for the first source without such a limit that wants them too."""
        limited = self.limited
        first = self.first_of_each()
        theirs = np.isin(self.contact, first.contact[first.limited])
        return self.first_of_each(theirs & ~limited)

    def _by_source(self, values: Sequence[bool]) -> Bools:
        found: Bools = np.array([*values, False], dtype=bool)[self.of_source]
        return found


def gather_wanted(world: World, turns: SourceTurns) -> AllWanted:
    """Ask the sources in their order."""
    return wishes_of(world, turns).first_of_each()


def wishes_of(world: World, turns: SourceTurns) -> Wishes:
    """All that the sources want, in their order."""
    known: list[CallSource] = []
    rows: list[tuple[Ints, Ints, Ints, Ints, Ints, Bools, Bools, Objects]] = []
    for turn, sources in enumerate(turns):
        for source in sources:
            rows.append(_columns(source.whom(world), len(known), turn))
            known.append(source)
    of_source, contact, turn_of, due, since, reason, after, task = (
        np.concatenate(one) for one in zip(*rows, strict=True)
    )
    return Wishes(known, of_source, contact, turn_of, due, since, reason, after, task)


def _columns(
    wants: Wanted, source: int, turn: int
) -> tuple[Ints, Ints, Ints, Ints, Ints, Bools, Bools, Objects]:
    number = len(wants.contact)
    return (
        np.full(number, source), wants.contact, np.full(number, turn), wants.due,
        wants.due if wants.since is None else wants.since,
        np.ones(number, dtype=bool) if wants.reason is None else wants.reason,
        np.zeros(number, dtype=bool) if wants.after is None else wants.after,
        np.array([""] * number if wants.task is None else list(wants.task), dtype=object),
    )  # fmt: skip
