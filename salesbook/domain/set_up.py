"""Which steps of the list on Home a book still has before it, as the formulas there say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from salesbook.domain.facts.capacity import calls_a_day
from salesbook.schema.home import SET_UP_STEPS, SetUpStep

if TYPE_CHECKING:
    from salesbook.domain.world import World


def still_to_set_up(world: World) -> list[SetUpStep]:
    """Steps that are not done, in their order, those of the mail aside. Of the world: Contacts, Accounts, Team, Orders, Runs, Calls, CallDays, settings."""
    return [step for step in SET_UP_STEPS if step.name in _DONE and not _DONE[step.name](world)]


def next_step(world: World) -> str:
    """A sentence on the first step that is not done; "" where there is none."""
    left = still_to_set_up(world)
    return f"Next to set up: {left[0].name} (sheet {left[0].sheet}). {left[0].todo}" if left else ""


def _all_filled(world: World, column: str) -> bool:
    people = world.frames["Contacts"]
    return len(people) > 0 and column in people and not (people[column] == "").any()


def _team(world: World) -> bool:
    return any(world.get(calls_a_day).values())


def _owners(world: World) -> bool:
    return len(world.frames["Contacts"]) > 0 and (
        bool(world.settings["Default owner"])
        or _all_filled(world, "Owner")
        or _all_filled(world, "Owner used")
    )


def _listed(world: World) -> bool:
    """Whether Today was run, and somebody stands on a list, or stood on one; books that do not keep that say only the first."""
    ran, kept = bool((world.frames["Runs"]["Action"] == "today").any()), world.frames.get("CallDays")
    listed = bool((world.frames["Calls"]["Call ID"] != "").any())
    return ran and (listed or kept is None or bool(kept["Listed"].sum() > 0))


_DONE: Mapping[str, Callable[[World], bool]] = {
    "Firm": lambda world: bool(world.settings["Firm"]),
    "Team": _team,
    "Contacts": lambda world: len(world.frames["Contacts"]) > 0,
    "Owners": _owners,
    "Cadences": lambda world: _all_filled(world, "Kind"),
    "Orders": lambda world: len(world.frames["Orders"]) > 0,
    "Today": _listed,
}
