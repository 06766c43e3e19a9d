"""The guards of the call list, in the order in which the design has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from salesbook.domain.calls.attempts import CHANGE_AFTER, Attempts, called_on
from salesbook.domain.calls.channels import NO_CALLS, NO_NUMBER, choose_channels
from salesbook.domain.calls.duties import Caller
from salesbook.domain.calls.gather import AllWanted
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.hours import REACHABLE, Hours, waits_for_preferred_day
from salesbook.domain.calls.openlines import OpenLines
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.guards.contact import Purpose, Stage, hold_contacts, said_on
from salesbook.domain.guards.held import HeldContacts, told_counts, told_days
from salesbook.domain.world import World
from salesbook.schema.unreadable import HOURS_UNREADABLE
from salesbook.tables.arrays import Bools, Ints, Objects, numbers
from salesbook.util.wording import count

PAUSE_DAYS = 2  # working days after an attempt
GIVE_UP_AFTER = 5  # attempts in a row
NOT_INTERESTED_DAYS = 180
_EPOCH = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class Guards:
    """Holds contacts who are wanted, one group of guards after the other."""

    world: World
    held: HeldContacts
    wanted: AllWanted
    attempts: Attempts

    @property
    def at(self) -> Ints:
        """Positions of the wanted contacts."""
        return self.wanted.contact

    def reachable(self) -> Objects:
        """Status, Do not call, and a way to reach them. Gives the channel of each of `at`."""
        self.allowed()
        tried = np.where(self.attempts.in_row >= CHANGE_AFTER, self.attempts.channel, "")[self.at]
        channel = choose_channels(self.world, self.at, tried)
        self._hold(channel == NO_CALLS, Guard.NO_CALLS)
        self._hold(channel == NO_NUMBER, Guard.NO_NUMBER)
        return channel

    def allowed(self) -> None:
        """Status and Do not call."""
        self._contact(Stage.ALLOWED)

    def rested(self) -> None:
        """Quiet period and touch cap, which promises pass; attempt pause; Not interested."""
        self._contact(Stage.PEACE)
        self._attempts()
        said = said_on(self.world, "Not interested")[self.at]
        until = said + NOT_INTERESTED_DAYS
        promised_since = self.wanted.promised & (self.wanted.since > said)
        resting = (said > 0) & (until > self.world.day) & ~promised_since
        self._hold(resting, Guard.NOT_INTERESTED, told_days("rests until", until))

    def has_caller(self, callers: Mapping[str, Caller], by_duty: Bools) -> None:
        """Somebody who calls today. `by_duty`: colleagues of a role can do it, whoever the owner is."""
        owners = self.world.get(owners_of)[self.at]
        mine = [callers[owner] for owner in owners.tolist()]
        self._hold(~by_duty & (owners == ""), Guard.NO_OWNER)
        for guard, why in ((Guard.IDLE, "idle"), (Guard.AWAY, "away"), (Guard.DAY_OFF, "off")):
            names = np.array([getattr(caller, why) for caller in mine], dtype=object)
            self._hold(~by_duty & (names != ""), guard, names)

    def at_their_hours(self, reps: Objects, hours: Hours) -> None:
        """Preferred days, and the overlap of both days; contacts whose rep is "" are looked at later."""
        likely = np.where(reps == "", self.world.get(owners_of)[self.at], reps)
        waits_for = waits_for_preferred_day(self.world, self.at, likely, self.wanted.due)
        self._hold(~self.wanted.promised & (waits_for != ""), Guard.OTHER_DAY, waits_for)
        for column in REACHABLE:
            unread = numbers(self.world.frames["Contacts"], column)[self.at] == HOURS_UNREADABLE
            self._hold(unread, Guard.HOURS, f"{column} cannot be read")
        some = self.held.free(self.at[reps != ""])
        places = np.searchsorted(self.at, some)
        shared = hours.overlaps(some, reps[places], self.attempts.half[some])
        self.held.hold(some, shared == "", Guard.HOURS)

    def once_a_day(self, lines: OpenLines) -> None:
        """Nobody is called at an account twice: not after a call today, nor beside a line still open."""
        customer = self.world.get(order_days).of_contact
        touches = self.world.get(touch_table)
        calls = (touches["age"].to_numpy() == 0) & ~touches["inbound"].to_numpy() & called_on(self.world)
        called = customer[touches["contact"].to_numpy()[calls]]
        self._hold(np.isin(customer[self.at], called), Guard.CALLED_TODAY)
        self._hold(np.isin(customer[self.at], customer[lines.contacts(self.world)]), Guard.OPEN_LINE)

    def _contact(self, stage: Stage) -> None:
        hold_contacts(self.held, self.world, self.at, Purpose.CALL, stage, self.wanted.promised)

    def _hold(self, which: Bools, guard: Guard, detail: Objects | str = "") -> None:
        self.held.hold(self.at, which, guard, detail)

    def _attempts(self) -> None:
        tries, last = self.attempts.in_row[self.at], self.attempts.last_day[self.at]
        rests_until = last + self.world.get(cadence_used).days[self.at]
        given_up = tries >= GIVE_UP_AFTER
        told = told_counts(tries, lambda n: f"{count(n, 'attempt')}, rests ") + told_days(
            "until", rests_until
        )
        self._hold(given_up & (rests_until > self.world.day), Guard.NOT_REACHED, told)
        paused = (tries > 0) & (last >= self._pause_from(self.world.get(owners_of)[self.at]))
        self._hold(paused, Guard.PAUSE, told_days("tried on", last))

    def _pause_from(self, owners: Objects) -> Ints:
        """By contact, the first day on which an attempt still holds today."""
        known = {}
        for owner in set(owners.tolist()):
            day, passed = self.world.today, 0
            while passed < PAUSE_DAYS and (self.world.today - day).days < 366:
                passed += self.world.get(work_calendar).covered(owner, day)
                day -= timedelta(days=1)
            known[owner] = (day - _EPOCH.item()).days + 1
        return np.array([known[owner] for owner in owners.tolist()], dtype=np.int64)
