"""What Still missing of a handoff says: the next step, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.domain.cycle.handoff_notes import NOTED_PROMISE
from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.handoffs import Handoff
from salesbook.domain.world import World
from salesbook.tables.arrays import day_of_number, texts
from salesbook.util.day_words import exact, to_come
from salesbook.util.wording import shortened

TAKEN = "Theirs since "  # from then on the account has its new owner; what says so is not done again
_LET_BE = "Nothing: it was let be."
_MOST_QUOTED = 45


def still_missing(world: World, one: Handoff, blank: Sequence[str]) -> str:
    """`blank`: columns that nobody has filled in of why they bought, what was promised, and what may go wrong."""
    if one.done is not None:
        return f"Nothing. {_taken(world, one)}" if one.is_accepted else _LET_BE
    if not one.is_won:
        return "The deal is not won any more: correct its Result, or type Done on."
    if one.taker not in world.get(active_reps):
        return f"{_manager(world)}: type in To who takes over."
    if one.accepted is not None and one.sent_back:
        return f"{one.taker}: accepted and sent back; empty one of the two."
    if one.accepted is not None:
        return f"{one.taker}: first talk{_by(world, one)}. {_taken(world, one)}"
    return " ".join([*_of_seller(one, blank), _of_taker(world, one)])


def was_taken(world: World, row: int) -> bool:
    """Whether a row of Handoffs says that the account has its new owner since."""
    return TAKEN in str(texts(world.frames["Handoffs"], "Still missing")[row])


def _of_seller(one: Handoff, blank: Sequence[str]) -> list[str]:
    """What From has to do first."""
    seller = one.seller or "Whoever sold"
    if one.sent_back:
        reason = shortened(" ".join(one.sent_back.split()), _MOST_QUOTED)
        return [f"{seller}: “{reason}” Add it, then empty Sent back because."]
    if not blank:
        return []
    needed = ", which is needed" if NOTED_PROMISE in blank and len(blank) > 1 else ""
    ordered = sorted(blank, key=lambda name: name != NOTED_PROMISE)
    return [f"{seller}: fill in {ordered[0]}{needed}{''.join(f', {name}' for name in ordered[1:])}."]


def _of_taker(world: World, one: Handoff) -> str:
    manager = str(world.settings["Manager"]) or one.taker
    if one.is_late(world.day) and manager != one.taker:
        return f"{manager}: settle who takes over; {one.taker} was to accept it{_by(world, one)}."
    if one.sent_back:
        return f"Then {one.taker} accepts it."
    due = " That was due" if one.is_late(world.day) else ""
    return (
        f"{one.taker}: accept it.{due}{_by(world, one)}."
        if due
        else f"{one.taker}: accept it{_by(world, one)}."
    )


def _by(world: World, one: Handoff) -> str:
    if one.by is None:
        return ""
    return f" by {to_come(day_of_number(one.by), world.today).removeprefix('on ')}"


def _taken(world: World, one: Handoff) -> str:
    return f"{TAKEN}{exact(day_of_number(one.accepted or 0), world.today)}."


def _manager(world: World) -> str:
    return str(world.settings["Manager"]) or "Manager"
