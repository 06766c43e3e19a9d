"""What Duties says: which role does a task, who stands in, and who of Team has a role."""

from __future__ import annotations

from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.world import World
from salesbook.tables.arrays import texts
from salesbook.util.folding import caseless


def duties_of(world: World) -> dict[str, tuple[str, str]]:
    """By task the role, small, and the stand-in; tasks without a role are none."""
    duties = world.frames["Duties"]
    rows = zip(texts(duties, "Task"), map(caseless, texts(duties, "Role")), texts(duties, "Stand-in"), strict=True)  # fmt: skip
    return {task: (role, stand_in) for task, role, stand_in in rows if role}


def roles_of(world: World) -> dict[str, str]:
    """By rep of Team the role, small; "" where none stands there."""
    team = world.frames["Team"]
    return dict(zip(texts(team, "Rep").tolist(), map(caseless, texts(team, "Role").tolist()), strict=True))


def people_of_role(world: World, role: str) -> list[str]:
    """Active people of Team with that role, written small, in the order of Team."""
    roles = world.get(roles_of)
    return [rep for rep in active_reps(world) if role and roles[rep] == role]
