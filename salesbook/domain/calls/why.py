"""Why a call is on the list today, so that a person can check it against the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from salesbook.domain.calls.attempts import AFTERNOON, ANY_TIME, CHANGE_AFTER, Attempts, attempts
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.tables.cells import Cells
from salesbook.util.wording import count, on

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class CallWhy:
    """Sentences and parts of them for single contacts, by their position in Contacts; "" where there is nothing to say."""

    world: World

    @cached_property
    def _contacts(self) -> Cells:
        return Cells(self.world.frames["Contacts"])

    @cached_property
    def _attempts(self) -> Attempts:
        return self.world.get(attempts)

    @cached_property
    def _rhythm(self) -> Cells:
        return Cells(self.world.get(rhythm_table))

    def replied(self, contact: int) -> str:
        wrote = int(self.world.get(open_letters)[0][contact])
        return f"Replied {_ago(self.world.day - wrote)}, on {on(_EPOCH + timedelta(days=wrote))}: call back."

    def agreed(self, contact: int) -> str:
        return f"Agreed for {on(self._contacts.at(contact, 'Next date'))}{self._waits(contact)}."

    def due(self, contact: int) -> str:
        due, waits = self._rhythm.at(contact, "next_due").date(), self._waits(contact)
        since = f"Due since {on(due)}{waits}" if waits else "Due today"
        last = self._rhythm.at(contact, "last_rhythm")
        if last:
            noun = _noun(self._rhythm.at(contact, "rhythm_channel"))
            return f"{since}: last {noun} {on(last)}, {self._cadence(contact)}."
        told = (
            f"In the book since {on(created)}{waits}"
            if (created := self._contacts.at(contact, "Created"))
            else since
        )
        touched = self._rhythm.at(contact, "last_touch")
        return f"{told}: {'no real talk yet' if touched else 'never spoken to'}, {self._cadence(contact)}."

    def _waits(self, contact: int) -> str:
        waiting = (self.world.today - self._rhythm.at(contact, "next_due").date()).days
        return f", waiting {count(waiting, 'day')}" if waiting else ""

    def _cadence(self, contact: int) -> str:
        row = self.world.get(cadence_used).row[contact]
        name = self.world.get(cadence_used).name[contact]
        months, days = (
            int(self.world.get(cadence_used).months[contact]),
            int(self.world.get(cadence_used).days[contact]),
        )
        every = (
            count(months, "month")
            if months
            else count(days // 7, "week")
            if days % 7 == 0 and row >= 0
            else count(days, "day")
        )
        return f"cadence {f'{name}, ' if name else ''}every {every.removeprefix('1 ')}"

    def tried(self, contact: int, channel: str) -> str:
        tries = int(self._attempts.in_row[contact])
        if not tries:
            return ""
        last = on(_EPOCH + timedelta(days=int(self._attempts.last_day[contact])))
        before = self._attempts.channel[contact]
        text = f"Tried {'once' if tries == 1 else count(tries, 'time')} without an answer, last on {last}"
        if tries >= CHANGE_AFTER and channel != before:
            return f"{text}; so {_noun(channel)} now instead of {_noun(before)}."
        half = self._attempts.half[contact]
        return f"{text}{'' if half == ANY_TIME else '; so the afternoon now' if half == AFTERNOON else '; so the morning now'}."

    def not_the_owner(self, contact: int, rep: str) -> str:
        owner = self.world.get(owners_of)[contact]
        if rep == owner or not owner:
            return ""
        away = not self.world.get(work_calendar).present(owner, self.world.today)
        return (
            f"{rep} calls for {owner}, who is away." if away else f"{rep} does this for {owner}: see Duties."
        )


def _ago(days: int) -> str:
    return ("today", "yesterday")[days] if days < 2 else f"{count(days, 'day')} ago"


def _noun(channel: str) -> str:
    return channel.lower() or "call"
