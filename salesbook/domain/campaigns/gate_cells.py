"""What salesbook writes about gates: what is missing, and what was decided on."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.domain.pitching.gate import DECIDED, decisions_of, gates, marks_of, versions_of
from salesbook.domain.world import World
from salesbook.tables.plan import Change, Set


def gate_changes(world: World) -> Iterator[Change]:
    """Still missing of every proposition, and Content of the decisions that were not seen before."""
    yield from _still_missing(world)
    yield from _marks(world)


def _still_missing(world: World) -> Iterator[Change]:
    known = world.get(gates)
    told = {key: known[key, version].still_missing for key, version in world.get(versions_of).items()}
    if told:
        yield Set("Propositions", list(told), {"Still missing": [said or None for said in told.values()]})


def _marks(world: World) -> Iterator[Change]:
    """Content of the decisions that were not seen before: what was decided on."""
    marks = world.get(marks_of)
    new = [
        one for one in world.get(decisions_of)
        if one.proposition in marks and not one.what and one.decision in DECIDED and not one.content and one.version is not None
    ]  # fmt: skip
    if new:
        yield Set(
            "Approvals", [one.handle for one in new], {"Content": [marks[one.proposition] for one in new]}
        )
