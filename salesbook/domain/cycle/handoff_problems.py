"""What is wrong on Handoffs, each with its cell and the next step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesbook.domain.aftersale.since import events_since
from salesbook.domain.cycle.takers import Takers
from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.duties import roles_of
from salesbook.domain.facts.handoffs import Handoff, deals_handed_over, handoffs_of
from salesbook.domain.world import World
from salesbook.tables.arrays import dates, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.wording import count


def handoff_problems(world: World, takers: Takers) -> Iterator[Problem]:
    """Rows that contradict themselves or the deal, and what nobody can take over."""
    source = origin_of(world.frames["Handoffs"])
    for one in world.get(handoffs_of):
        if one.done is None:
            for column, why, todo in _of_row(world, one):
                yield source.problem(one.handle, column, why, todo)
    yield from _doubles(world)
    yield from _without_customer(world)
    yield from _still_to_come(world)
    yield from _nobody(world, takers)


def _of_row(world: World, one: Handoff) -> Iterator[tuple[str, str, str]]:
    """Column, what is wrong, and what to do."""
    if not one.is_won:
        yield (
            "Opportunity ID",
            "This deal is not won any more, so nothing is handed over",
            "Correct its Result in Opportunities, or type Done on.",
        )
        return
    if one.taker and one.taker not in world.get(roles_of):
        yield "To", f"Team has no {one.taker}", "Correct it, or add it to Team."
    elif one.taker and one.taker not in world.get(active_reps):
        yield (
            "To",
            f"{one.taker} is not active, so nobody takes over",
            "Choose another one, or make it active again in Team.",
        )
    elif one.taker and one.taker == one.seller:
        yield "To", "To is From, so nothing changes hands", "Choose who takes over, or type Done on."
    if one.accepted is not None and one.sent_back:
        yield (
            "Sent back because",
            "It was accepted and sent back, so nothing is done with it",
            "Empty one of the two.",
        )


def _doubles(world: World) -> Iterator[Problem]:
    table, deals = world.frames["Handoffs"], world.get(deals_handed_over)
    source, seen = origin_of(table), set[int]()
    for row, deal in enumerate(deals.tolist()):
        if deal in seen:
            yield source.problem(
                str(table.index[row]), "Opportunity ID", "Another row hands over the same deal, and that one counts",
                "Remove one of the two.",
            )  # fmt: skip
        elif deal >= 0:
            seen.add(deal)


def _without_customer(world: World) -> Iterator[Problem]:
    """Rows that name neither a deal nor an account."""
    table = world.frames["Handoffs"]
    nobody = (
        (texts(table, "Opportunity ID") == "")
        & (texts(table, "Account ID") == "")
        & (world.get(deals_handed_over) < 0)
    )
    nobody &= np.isnat(dates(table, "Done on"))
    for row in np.flatnonzero(nobody).tolist():
        yield origin_of(table).problem(
            str(table.index[row]),
            "Opportunity ID",
            "It does not say what was won, so nothing is handed over",
            "Type the Opportunity ID.",
        )


def _still_to_come(world: World) -> Iterator[Problem]:
    table = world.frames["Handoffs"]
    for column in ("Accepted on", "Done on"):
        for row in np.flatnonzero(dates(table, column) > np.datetime64(world.today)).tolist():
            yield origin_of(table).problem(
                str(table.index[row]),
                column,
                f"{column} is still to come, so this does not count yet",
                "Correct the date.",
            )


def _nobody(world: World, takers: Takers) -> Iterator[Problem]:
    """A role that Duties names and nobody has who is there, while something was won."""
    deals, duties = world.frames["Opportunities"], world.frames["Duties"]
    if not takers.role or takers.somebody_serves:
        return
    closed = dates(deals, "Closed").astype(np.int64)
    won = int(
        (
            (texts(deals, "Result") == "Won") & (closed >= world.get(events_since)) & (closed <= world.day)
        ).sum()
    )
    row = int(np.flatnonzero(texts(duties, "Task") == takers.task)[0])
    if won:
        yield origin_of(duties).problem(
            str(duties.index[row]), "Role", f"Nobody active in Team has this role or stands in, so nobody takes over {count(won, 'won deal')}",
            "Give somebody that Role in Team, or type a Stand-in here.",
        )  # fmt: skip
