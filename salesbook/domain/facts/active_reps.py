"""The reps of Team who are active, and the one whom a text means."""

from __future__ import annotations

from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import texts
from salesbook.tables.rep_names import Reps
from salesbook.util.wording import cited


def active_reps(world: World) -> list[str]:
    """In the order of Team."""
    team = world.frames["Team"]
    return [rep for rep in texts(team, "Rep")[team["Active"].to_numpy(dtype=bool)].tolist() if rep]


def active_rep(world: World, text: str) -> str:
    """The active rep of that name, in full or short. Raises BadInput where there is none."""
    reps = active_reps(world)
    found = Reps.of_team(world.frames["Team"]).meant(text.strip())
    if found not in reps:
        todo = f"Take one of these: {', '.join(reps)}." if reps else "Add one there first."
        raise BadInput(f"There is no active rep {cited(text)} on the Team sheet.", todo)
    return found
