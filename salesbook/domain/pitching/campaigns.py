"""Campaigns as they count: which are live, and what keeps the others from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.pitching.gate import gates, version_numbers, versions_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import LIVE, OVER, PLANNED
from salesbook.tables.arrays import dates, days_of, numbers, texts
from salesbook.tables.plan import Handle
from salesbook.util.folding import caseless
from salesbook.util.wording import cited, joined

UNSTARTED, NEVER = np.iinfo(np.int64).min, np.iinfo(np.int64).max


@dataclass(frozen=True)
class Campaign:
    """A row of Campaigns. Days since 1970-01-01: `start` UNSTARTED and `end` NEVER where they are blank.

    `status` is the one that counts, and `planned` why it is Planned though Live is typed: the `column` where that can be
    mended, a clause and the next step. `calls` is NaN where Calls a day is blank. `version` is the one that was pitched first.
    """

    key: Handle
    proposition: str
    version: int
    cohort: str
    reps: tuple[str, ...]
    channels: tuple[str, ...]
    calls: float
    start: int
    end: int
    typed: str
    status: str
    column: str = ""
    planned: str = ""
    todo: str = ""

    @property
    def is_live(self) -> bool:
        """Whether people are pitched today."""
        return self.status == LIVE


def campaigns_of(world: World) -> dict[Handle, Campaign]:
    """All campaigns by their ID, in the order of the sheet."""
    table = world.frames["Campaigns"]
    typed_version, first_version = version_numbers(table), numbers(table, "Version pitched")
    version = np.where(np.isnan(first_version), typed_version, first_version)
    start, end = (days_of(dates(table, name)) for name in ("Start", "End"))
    names = ("Proposition ID", "Cohort", "Status", "Reps", "Channels")
    rows = zip(table.index, *(texts(table, name).tolist() for name in names), version.tolist(), numbers(table, "Calls a day").tolist(),
               start.tolist(), np.where(np.isnat(dates(table, "End")), NEVER, end).tolist(), strict=True)  # fmt: skip
    found = {}
    for key, proposition, cohort, typed, reps, channels, version_of, calls, first, last in rows:
        status, column, planned, todo = _status(world, proposition, version_of, cohort, typed, first, last)
        found[str(key)] = Campaign(
            str(key), proposition, 0 if np.isnan(version_of) else int(version_of), cohort, reps_of(world, reps),
            tuple(channels.split(", ")) if channels else ("Call",), calls, first, last, typed, status, column, planned, todo,
        )  # fmt: skip
    return found


def reps_of(world: World, text: str) -> tuple[str, ...]:
    """The reps whom a cell names, with commas between, as Team writes them; whoever is not of Team stays out."""
    known = {caseless(rep): rep for rep in texts(world.frames["Team"], "Rep").tolist()}
    return tuple(dict.fromkeys(known[one] for one in map(caseless, _names_in(text)) if one in known))


def unknown_reps(world: World, text: str) -> list[str]:
    """The names in such a cell that are none of Team's."""
    known = {caseless(rep) for rep in texts(world.frames["Team"], "Rep").tolist()}
    return [one for one in _names_in(text) if caseless(one) not in known]


def _names_in(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;\n，、]", text) if one.strip()]


def _status(
    world: World, proposition: str, version: float, cohort: str, typed: str, start: int, end: int
) -> tuple[str, str, str, str]:
    """The status that counts, and where Live is typed and does not count: the column, why, and the next step."""
    if typed != LIVE:
        return typed or PLANNED, "", "", ""
    lack = _lack(world, proposition, version, cohort, start)
    if lack:
        column, why, todo = lack
        return PLANNED, column, why, todo
    if start > world.day:
        return PLANNED, "", "", ""
    return OVER if end < world.day else LIVE, "", "", ""


def _lack(world: World, proposition: str, version: float, cohort: str, start: int) -> Sequence[str]:
    """What keeps a campaign from being live: a column, a clause, the next step; nothing where all is well."""
    known = world.get(versions_of)
    if proposition not in known:
        return (
            "Proposition ID",
            f"Propositions has no {cited(proposition)}" if proposition else "it pitches no proposition",
            "Choose the proposition.",
        )
    if np.isnan(version):
        return "Version", "it has no Version", f"Type which version it pitches, such as {known[proposition]}."
    gate = world.get(gates)[proposition, int(version)]
    if gate.missing:
        return (
            "Proposition ID",
            f"the gate of {proposition} version {int(version)} is shut: {joined(gate.missing, 2)}",
            "See Still missing on the sheet Propositions.",
        )
    if not gate.is_open:
        return (
            "Proposition ID",
            f"the Stage of {proposition} is {gate.stage or 'blank'}",
            "Only Approved and Live ones are pitched.",
        )
    theirs = world.frames["Propositions"].loc[proposition, "Cohort"]
    if cohort != theirs:
        return (
            "Cohort",
            f"its cohort is {cited(cohort) if cohort else 'blank'}, that of {proposition} is {cited(str(theirs))}",
            "Give both the same cohort.",
        )
    if cohort not in world.frames["Cohorts"].index:
        return (
            "Cohort",
            f"Cohorts has no {cited(cohort)}" if cohort else "neither it nor its proposition has a cohort",
            "Choose one of Cohorts.",
        )
    if start == UNSTARTED:
        return "Start", "it has no Start", "Type its first day."
    return ()
