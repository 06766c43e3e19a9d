"""Why a call is on the list today, so that a person can check it against the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from salesbook.domain.calls.attempts import AFTERNOON, ANY_TIME, CHANGE_AFTER, Attempts
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints
from salesbook.tables.cells import Cells
from salesbook.util.wording import count, on

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class CallWhy:
    """Sentences for single contacts, by their position in Contacts."""

    world: World
    attempts: Attempts

    def sentence(self, contact: int, rep: str, channel: str) -> str:
        """Since when it is due, why, how long it has waited, and what is special about this call."""
        parts = [self._due(contact), self._tried(contact, channel), self._not_the_owner(contact, rep)]
        return " ".join(part for part in parts if part)

    @cached_property
    def _contacts(self) -> Cells:
        return Cells(self.world.frames["Contacts"])

    @cached_property
    def _rhythm(self) -> Cells:
        return Cells(self.world.get(rhythm_table))

    @cached_property
    def _waiting_since(self) -> Ints:
        return self.world.get(open_letters)[0]

    def _due(self, contact: int) -> str:
        due = self._rhythm.at(contact, "next_due").date()
        waiting = (self.world.today - due).days
        waits = f", waiting {count(waiting, 'day')}" if waiting else ""
        if (wrote := int(self._waiting_since[contact])) >= 0:
            return (
                f"Replied {_ago(self.world.day - wrote)}, on {on(_EPOCH + timedelta(days=wrote))}: call back."
            )
        if self._rhythm.at(contact, "promised"):
            return f"Agreed for {on(self._contacts.at(contact, 'Next date'))}{waits}."
        since = f"Due since {on(due)}{waits}" if waiting else "Due today"
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

    def _tried(self, contact: int, channel: str) -> str:
        tries = int(self.attempts.in_row[contact])
        if not tries:
            return ""
        last = on(_EPOCH + timedelta(days=int(self.attempts.last_day[contact])))
        before = self.attempts.channel[contact]
        text = f"Tried {'once' if tries == 1 else count(tries, 'time')} without an answer, last on {last}"
        if tries >= CHANGE_AFTER and channel != before:
            return f"{text}; so {_noun(channel)} now instead of {_noun(before)}."
        half = self.attempts.half[contact]
        return f"{text}{'' if half == ANY_TIME else '; so the afternoon now' if half == AFTERNOON else '; so the morning now'}."

    def _not_the_owner(self, contact: int, rep: str) -> str:
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
