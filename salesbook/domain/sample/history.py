"""The activities of the sample: each person's plot, and before it the talks of two years."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import get_args

from salesbook.domain.sample.cast import SampleContact, letters_only
from salesbook.domain.sample.dice import Dice, whole_shares
from salesbook.domain.sample.firm import (
    HISTORY_DAYS,
    LEAVER,
    LEAVERS_HEIR,
    LEFT_AGO,
    MACHINE_PARTS,
    MACHINES,
    SAMPLE_REPS,
    SUPPLIES,
    WorkDays,
)
from salesbook.domain.sample.plots import PlotStep, latest
from salesbook.domain.sample.talks import NEWSLETTER, WROTE, Turn, TurnsOfTalk, talks_before
from salesbook.domain.sample.words import sentences_said
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.plan import Value

Text = str | None
# Minute, contact, by, channel, direction, outcome, answer, minutes, campaign, subject, their words, notes.
_Row = tuple[int, str, str, str, str, Text, Text, int | None, None, str, Text, Text]
Aged = tuple[int, Turn]

_DAY = 24 * 60  # minutes
MONTH = 30.4375  # days
_HOURS = {
    rep.short: (rep.start.hour * 60 + rep.start.minute, rep.end.hour * 60 + rep.end.minute)
    for rep in SAMPLE_REPS
}
_LETTERS_AT = 10 * 60
_ON_NO_LIST = 9  # one activity of so many
_SAID, _NOTED = (
    0.75,
    0.65,
)  # how often their words, and notes, are written down; with an answer notes always are


class Diary:
    """Writes what happened. `rows` are (minutes since year 1, columns of Activities from Contact ID on)."""

    def __init__(self, seed: int, today: date) -> None:
        self.dice = Dice(seed, "history")
        self.today = today.toordinal()
        self.workdays = WorkDays(today)
        self.issues = _issues(today)
        # Of the person in hand: the newsletter that went there last, and the first day of all.
        self.issue = self.first = 0
        self.rows: list[_Row] = []

    def write(self, people: Sequence[SampleContact], activities: int) -> list[Sequence[Value]]:
        """The columns of exactly so many Activities, in the order of time. Sets `created` of the people."""
        ends = [
            [(self._age(person, step), step.turn) for step in latest(person.kind, person.plot)]
            for person in people
        ]
        for person, end, number in zip(people, ends, self._numbers(people, ends, activities), strict=True):
            self._write_person(person, end, number)
        for person in reversed(people):
            if person.referrer:
                person.referrer.created = min(person.referrer.created, person.created)
        self.rows.sort(key=itemgetter(0))
        minutes, *rest = zip(*self.rows, strict=True) if self.rows else [()] * len(get_args(_Row))
        width = max(6, len(str(activities)))
        return [
            list(_ids(self.rows, width)),
            [_moment(minute) for minute in minutes],
            *rest,
        ]

    def _age(self, person: SampleContact, step: PlotStep) -> int:
        return int(person.interval * step.cycles) + self.dice.between(step.low, step.high)

    def _numbers(
        self, people: Sequence[SampleContact], ends: Sequence[Sequence[Aged]], activities: int
    ) -> list[int]:
        """How many activities each person has: the plot first, the rest as long and frequent relationships need them."""
        least = [len(end) for end in ends]
        rest = activities - sum(least)
        if rest < 0:
            return whole_shares(activities, least)
        weights = [self._weight(person, end) for person, end in zip(people, ends, strict=True)]
        return [one + more for one, more in zip(least, whole_shares(rest, weights), strict=True)]

    def _weight(self, person: SampleContact, end: Sequence[Aged]) -> int:
        if person.plot == "never":
            return 0
        span = self.dice.between(120, HISTORY_DAYS) - (end[0][0] if end else 0)
        if person.plot != "news":
            return max(0, int(1000 * span / person.interval))
        # Where letters are not all that is owed, they are those of the last months.
        lasting = person.account is not None and letters_only(person.account)
        return int(1000 * (span if lasting else min(span, 150)) / MONTH)

    def _write_person(self, person: SampleContact, end: list[Aged], number: int) -> None:
        self.issue, self.first = 0, self.today
        end = end[len(end) - min(number, len(end)) :]
        self._write_talk(person, end)
        missing = number - len(end)
        oldest = end[0][0] if end else 0
        if person.plot == "news":
            issues = self.issues[:missing]
            self._write_talk(person, [(self.today - issue, NEWSLETTER) for issue in reversed(issues)])
            missing -= len(issues)
            oldest = self.today - issues[-1] if issues else 0
        self._write_past(person, missing, oldest)
        self._enter(person, known=number > 0)

    def _enter(self, person: SampleContact, *, known: bool) -> None:
        """People come into the book with their first talk or order, or a little before."""
        first = self.first - (self.dice.between(0, 20) if known else self.dice.between(2, 40))
        if person.plot == "never" and person.referrer and person.referrer.named_on:
            first = person.referrer.named_on
        person.created = min(first, person.created or first)

    def _write_past(self, person: SampleContact, missing: int, oldest: int) -> None:
        """So many turns before the oldest one, about one talk every cadence interval."""
        dice, choice = self.dice, talks_before(person.kind, person.plot)
        picked: list[TurnsOfTalk] = []
        while missing > 0:
            talk = dice.pick(choice)[:missing]
            picked.append(talk)
            missing -= len(talk)
        step = min(person.interval, max(HISTORY_DAYS - oldest, 30) / (len(picked) + 1))
        age = float(oldest)
        for talk in picked:
            lasts = sum(turn.wait for turn in talk[1:])
            age += step * (0.7 + 0.6 * dice.roll()) + (lasts if step > 2 * lasts else 0)
            aged: list[Aged] = []
            now = int(age)
            for turn in talk:
                now = max(now - (turn.wait if aged else 0), oldest)
                aged.append((now, turn))
            self._write_talk(person, aged)
            oldest = aged[0][0]

    def _write_talk(self, person: SampleContact, turns: Sequence[Aged]) -> None:
        before = 0
        for age, planned in turns:
            turn, day = planned, self.today - age
            if planned.channel == "Newsletter":
                turn, day = self._issue(person, day)
            minute = self._minute(turn.by or person.rep, turn, day)
            if minute <= before:  # a weekend moved both to the same day
                minute = min(before + 15, before // _DAY * _DAY + _DAY - 1)
            before = minute
            self.first = min(self.first, minute // _DAY)
            self.rows.append(self._row(person, turn, minute))

    def _issue(self, person: SampleContact, day: int) -> tuple[Turn, int]:
        """The newsletter of that month, once a person; a few lines of one's own where that may not be sent."""
        place = bisect_left(self.issues, -day, key=lambda issue: -issue)
        issue = self.issues[min(place, len(self.issues) - 1)]
        if not person.mailable or issue == self.issue or issue > day:
            return WROTE, day
        self.issue = issue
        return NEWSLETTER._replace(
            subjects=(NEWSLETTER.subjects[issue // 7 % len(NEWSLETTER.subjects)],)
        ), issue

    def _minute(self, rep: str, turn: Turn, day: int) -> int:
        if turn.channel == "Newsletter":
            return day * _DAY + _LETTERS_AT
        start, end = _HOURS[rep]
        room = max(end - start - turn.high, 60)
        return self.workdays.upto(rep, day) * _DAY + start + 5 * int(self.dice.roll() * room / 5)

    def _row(self, person: SampleContact, turn: Turn, minute: int) -> _Row:
        dice, machine = self.dice, person.machine
        said: Text = None
        note: Text = None
        if turn.mood and dice.roll() < _SAID:
            said = dice.pick(sentences_said(person.country.language, turn.mood))
        if turn.notes and (turn.answer or dice.roll() < _NOTED):
            note = dice.pick(_filled(turn.notes, machine))
            if "{who}" in note:
                note = note.replace("{who}", self._named(person, minute // _DAY))
        minutes = dice.between(turn.low, turn.high) if turn.high else None
        subject = dice.pick(_filled(turn.subjects, machine))
        by = turn.by or self._who_was(person, minute // _DAY)
        return (minute, person.id, by, turn.channel, turn.direction, turn.outcome, turn.answer, minutes,
                None, subject, said, note)  # fmt: skip

    def _who_was(self, person: SampleContact, day: int) -> str:
        """Who kept up the relationship that day: until somebody left, perhaps they."""
        theirs = person.rep == LEAVERS_HEIR and person.account is not None and person.account.kept_by_leaver
        return LEAVER if theirs and day < self.today - LEFT_AGO else person.rep

    def _named(self, person: SampleContact, day: int) -> str:
        """Whom the contact recommends: somebody of this sample, the last time, else nobody in particular."""
        if not person.named or person.named_on:
            return "a colleague at another plant"
        person.named_on = day
        return person.named


@cache
def _filled(sentences: tuple[str, ...], machine: int) -> tuple[str, ...]:
    return tuple(
        text.format(m=MACHINES[machine], p=MACHINE_PARTS[machine], s=SUPPLIES[machine], who="{who}")
        for text in sentences
    )


@cache
def _midnight(day: int) -> datetime:
    return datetime.fromordinal(day)


def _ids(rows: Sequence[_Row], width: int) -> Iterator[str]:
    """Most calls come from a line of a call list and are called after it, as `log` does; some, and all else, are on no list."""
    known: set[str] = set()
    for number, row in enumerate(rows, 1):
        listed = f"T-{_moment(row[0]).date()}-{row[1]}"
        is_call = row[3] in PERSONAL_CHANNELS and row[4] == "Out" and number % _ON_NO_LIST
        if is_call and listed not in known:
            known.add(listed)
            yield listed
        else:
            yield f"ACT-{number:0{width}}"


def _moment(minute: int) -> datetime:
    day, rest = divmod(minute, _DAY)
    return _midnight(day).replace(hour=rest // 60, minute=rest % 60)


def _issues(today: date) -> list[int]:
    """The first Tuesday of each month of two years, the latest first, all before today."""
    days = range(today.toordinal() - HISTORY_DAYS, today.toordinal())
    return [day for day in reversed(days) if (when := date.fromordinal(day)).weekday() == 1 and when.day <= 7]
