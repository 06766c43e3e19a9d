"""Who calls: owners, stand-ins, and the roles that the Duties table names for a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.capacity import calls_a_day, reps_with_lists
from salesbook.domain.facts.duties import duties_of, roles_of
from salesbook.domain.facts.handoffs import taken_today
from salesbook.domain.world import World
from salesbook.tables.arrays import Objects

OLD_COMPLAINT = "A complaint open for long"  # the manager's task, whom Settings names; no row of Duties
_TAKING_OVER = "Taking over: "  # and whose: no row of Duties either


def taking_over(rep: str) -> str:
    """The task of whoever takes over a customer; "" for nobody."""
    return f"{_TAKING_OVER}{rep}" if rep else ""


def reaches_them_anyway(task: str) -> bool:
    """Whether calls of this task stand on a list though the day of whoever makes them is full: the manager's, and of who takes over."""
    return task == OLD_COMPLAINT or task.startswith(_TAKING_OVER)


@dataclass(frozen=True)
class Caller:
    """Who makes an owner's calls today; "" for nobody, and then who is `away`, has a day `off`, or makes no calls (`idle`)."""

    rep: str
    away: str = ""
    off: str = ""
    idle: str = ""


def reps_with_lines(world: World) -> list[str]:
    """Who gets lines: those with a list, and behind them whom Duties names for a task, and the manager, whatever their Calls per day."""
    listed, roles = world.get(reps_with_lists), world.get(roles_of)
    asked = {role for role, _ in world.get(_duties).values()} - {""}
    stand_ins = {stand_in for _, stand_in in world.get(_duties).values()}
    others = (rep for rep in world.get(calls_a_day) if rep not in listed)
    return [*listed, *(rep for rep in others if roles[rep] in asked or rep in stand_ins)]


def _duties(world: World) -> dict[str, tuple[str, str]]:
    """As Duties has them; and tasks without a role: the manager's, and of each who takes over customers."""
    manager = str(world.settings["Manager"])
    theirs = {taking_over(one.rep): ("", one.rep) for one in world.get(taken_today)}
    return world.get(duties_of) | theirs | ({OLD_COMPLAINT: ("", manager)} if manager else {})


class Team:
    """Those who get lines, who of them works today, and who does what.

    A rep for whom today is no working day gets no list. Where nobody works today, or for a rep
    whose list was asked for by name, the list is made all the same: somebody wants it.
    """

    def __init__(self, world: World, asked: str | None = None) -> None:
        self._calendar, self._today = world.get(work_calendar), world.today
        self.calls_a_day = world.get(calls_a_day)
        self._with_lists = world.get(reps_with_lists)
        self.reps = world.get(reps_with_lines)
        self._role = world.get(roles_of)
        self._duties = world.get(_duties)
        present = [rep for rep in self.reps if world.get(work_calendar).present(rep, world.today)]
        working = [rep for rep in present if world.get(work_calendar).works(rep, world.today)]
        self.at_work = set(working or present) | {rep for rep in present if rep == asked}
        self._off = not working and bool(present)

    @property
    def works_next(self) -> date | None:
        """Where nobody works today, the next day on which somebody does; else None."""
        if not self._off:
            return None
        return min(self._calendar.next_working_day(rep, self._today) for rep in self.reps)

    def caller(self, owner: str) -> Caller:
        """The owner if there, else the stand-in."""
        rep = self._calendar.stand_in(owner, self._today)
        if rep in self._with_lists:
            return Caller(rep) if rep in self.at_work else Caller("", off=rep)
        return Caller("", idle=rep) if rep in self.calls_a_day else Caller("", away=owner)

    def callers(self, owners: Objects) -> dict[str, Caller]:
        """`caller` of each of these owners."""
        return {owner: self.caller(owner) for owner in set(owners.tolist())}

    def only_for_duties(self, rep: str) -> bool:
        """Whether Calls per day gives them no list, so that only a duty brings them lines."""
        return rep not in self._with_lists

    def has_duty(self, task: str) -> bool:
        """Whether Duties names a role for the task."""
        return task in self._duties

    def for_duty(self, task: str) -> list[str]:
        """Who can do the task today: the reps of its role, else its stand-in. Empty: whoever calls anyway."""
        role, stand_in = self._duties.get(task, ("", ""))
        able = [rep for rep in self.reps if role and self._role[rep] == role and rep in self.at_work]
        return able or [rep for rep in [stand_in] if rep in self.at_work]
