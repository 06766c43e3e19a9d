"""`log`: finished rows of Calls become activities, and what they say about the person is kept.

Each talk is logged once, however often this runs: its Activity ID comes from the Call ID, and rows
leave Calls in the same write that adds the activity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from salesbook.domain.call_log import referral
from salesbook.domain.call_log.filled import FilledLines, complaints, outcomes
from salesbook.domain.call_log.heard import note_changes, notes_told
from salesbook.domain.call_log.listed import theirs_in_words, with_listed_lines
from salesbook.domain.call_log.referrals_told import referrals_told
from salesbook.domain.call_log.talk import CallLineReader, LoggedTalk, Unusable, logged_content
from salesbook.domain.facts import call_rows as callrows
from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.closing_up import closed_up
from salesbook.domain.facts.people import People
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.schema.unreadable import STATUS_UNREADABLE
from salesbook.tables.activity_ids import activity_id
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Change, Handle, Message, Plan, Problem, Replace, Set, Value
from salesbook.tables.rows import row_of

if TYPE_CHECKING:
    from salesbook.domain.facts.calendar import WorkCalendar

_STATUS = {"Wrong number": "Wrong number", "Left the company": "Left"}
# A status says more than those before it, and is not taken back by them.
_STRENGTH = {"": 0, "Active": 0, "Wrong number": 1, "Left": 2, "Merged": 3, STATUS_UNREADABLE: 4}


@dataclass
class _Sorted:
    """Finished rows: talks to log under their Activity ID, and every row that may leave."""

    new: dict[str, LoggedTalk] = field(default_factory=dict)
    leave: list[Handle] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_log(world: World, before: date | None = None, only: Collection[Handle] | None = None) -> Plan:
    """Log every finished row of Calls, or `only` some, or only those of days before `before`.

    Rows that cannot be logged stay, each with a problem; rows half filled in stay as they are. Who rang and has an untouched
    line of that day is done with it: that line leaves too.
    """
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    rows = [row for row in _rows_to_log(world, before) if only is None or row in only]
    found = _sort(with_listed_lines(world, _read(world, people, rows)), world)
    talks = list(found.new.values())
    changes: list[Change] = []
    if talks:
        changes.append(Append("Activities", [talk.row(activity) for activity, talk in found.new.items()]))
    changes += note_changes(world, found.new)
    changes += _contact_changes(world, talks)
    given = _given(talks)
    referred, introduced = _referred(given, people), _introductions(world, given, people)
    if referred:
        changes.append(Append("Contacts", referred))
    if introduced:
        changes.append(Append("Referrals", introduced))
    if found.leave:
        # Of earlier days: new lines come next, and take the room.
        calls = world.frames["Calls"]
        changes.append(Replace("Calls", found.leave, []) if before else closed_up(calls, found.leave))
    plan = Plan(tuple(changes), tuple(found.problems))
    told = _told(
        FilledLines.of(world, rows, found.leave, plan.problems, talks=talks, others=only is None),
        talks,
        [
            *theirs_in_words(talks, people, world.frames["Calls"]),
            *referrals_told(given, introduced, referred, people),
        ],
        referred,
        people,
    )
    return plan + told + Plan(messages=tuple(map(Message, notes_told(world, found.new))))


def _rows_to_log(world: World, before: date | None) -> list[Handle]:
    calls = world.frames["Calls"]
    rows = callrows.finished(calls) & ~calls.index.isin(list(origin_of(calls).unread))
    if before is not None:
        rows &= calls["Date"].fillna(pd.Timestamp(world.today)) < pd.Timestamp(before)
    return list(calls.index[rows])


def _read(world: World, people: People, rows: Sequence[Handle]) -> list[LoggedTalk | Problem]:
    reader = CallLineReader(world, people)
    talks: list[LoggedTalk | Problem] = []
    for handle in rows:
        try:
            talks.append(reader.read(handle))
        except Unusable as stuck:
            talks.append(stuck.problem)
    return talks


def _sort(talks: Sequence[LoggedTalk | Problem], world: World) -> _Sorted:
    """Tell new talks from those that are logged already, and from copies of one another."""
    activities, source = world.frames["Activities"], origin_of(world.frames["Calls"])
    found = _Sorted()
    contents: dict[str, set[tuple[Value, ...]]] = defaultdict(set)
    for talk in talks:
        if isinstance(talk, Problem):
            found.problems.append(talk)
            continue
        base = activity_id(source.grid, source.grid.rows[talk.listed or talk.handle])
        if (
            talk.call_id
            and base in activities.index
            and logged_content(row_of(activities, base)) != talk.content
        ):
            found.problems.append(source.problem(talk.handle, "Call ID", *_clash(base)))
            continue
        found.leave += [talk.handle, talk.listed] if talk.listed else [talk.handle]
        if talk.call_id and (base in activities.index or talk.content in contents[base]):
            continue
        contents[base].add(talk.content)
        found.new[_free(base, found.new, activities.index)] = talk
    return found


def _free(base: str, new: dict[str, LoggedTalk], known: pd.Index) -> str:
    activity, n = base, 1
    while activity in new or activity in known:
        n += 1
        activity = f"{base}-{n}"
    return activity


def _clash(activity: str) -> tuple[str, str]:
    return (
        f"This call is in Activities already, as {activity}, with something else in it",
        "If this is another talk, empty its Call ID. If it is the same one, correct it in Activities and delete this row.",
    )


def _contact_changes(world: World, talks: Sequence[LoggedTalk]) -> list[Change]:
    """What the outcomes say about the people: Do not call, Status, Next date. The latest talk wins."""
    contacts = world.frames["Contacts"]
    new: dict[str, dict[Handle, Value]] = {"Do not call": {}, "Status": {}, "Next date": {}}
    for talk in sorted(talks, key=lambda talk: talk.day):
        contact, row = talk.contact, row_of(contacts, talk.contact, tuple(new))
        if talk.outcome == "Do not call again":  # a cell that only counts as Yes becomes one
            new["Do not call"][contact] = "Yes"
        status = _STATUS.get(talk.outcome, "")
        if _STRENGTH[status] > _STRENGTH[str(new["Status"].get(contact, row["Status"]))]:
            new["Status"][contact] = status
        day = talk.next_date or _callback(talk, row["Next date"], world.get(work_calendar))
        if day:
            new["Next date"][contact] = day
    return [
        Set(
            "Contacts",
            list(values),
            {column: list(values.values())},
            {column: _expected(contacts, column, values)},
        )
        for column, values in new.items()
        if values
    ]


def _callback(talk: LoggedTalk, agreed: pd.Timestamp, calendar: WorkCalendar) -> date | None:
    """The next working day, for one who asked to be called later; a date agreed for later still stands."""
    if talk.outcome != "Call back later" or agreed > pd.Timestamp(talk.day):
        return None
    return calendar.next_working_day(talk.by, talk.day + timedelta(days=1))


def _expected(contacts: pd.DataFrame, column: str, handles: dict[Handle, Value]) -> list[Value]:
    """The cells as they stand.

    A Next date or Status that could not be read is expected to be blank, so that it becomes a
    conflict, and is not lost. Do not call is set whatever stands there.
    """
    source = origin_of(contacts)
    blank = contacts[column].isna() | (contacts[column] == "")
    sure = column == "Do not call"
    return [source.value(handle, column) if sure or not blank[handle] else None for handle in handles]


def _given(talks: Sequence[LoggedTalk]) -> list[referral.Given]:
    return [
        referral.Given(
            talk.referral, talk.contact, talk.by, talk.day, referral.UNASKED if talk.direction == "In" else talk.channel.lower()
        )
        for talk in talks
        if talk.referral
    ]  # fmt: skip


def _referred(given: Sequence[referral.Given], people: People) -> list[dict[str, Value]]:
    rows: dict[str, dict[str, Value]] = {}
    for one in given:
        row = referral.new_contact(one, people, lambda key: key in rows or key in people.contacts.index)
        if row is not None:
            rows[str(row["Contact ID"])] = row
    return list(rows.values())


def _introductions(world: World, given: Sequence[referral.Given], people: People) -> list[dict[str, Value]]:
    """Rows of Referrals for who was named, each pair of people once; none where the book has no Referrals."""
    if not has_referrals(world):
        return []
    table = world.frames["Referrals"]
    known = {
        (giver, introduced)
        for giver, introduced, status in zip(*(table[name].tolist() for name in ("From", "Introduced", "Status")), strict=True)
        if status != REFERRAL_VOID
    }  # fmt: skip
    rows = []
    for one in given:
        contact = referral.introduced_contact(one, people)
        if contact and (one.giver, contact) not in known:
            known.add((one.giver, contact))
            rows.append(referral.referral_row(one, contact))
    return rows


def _told(
    filled: FilledLines,
    talks: Sequence[LoggedTalk],
    theirs: Sequence[str],
    referred: Sequence[dict[str, Value]],
    people: People,
) -> Plan:
    said = [*filled.told(), *outcomes(talks), *complaints(talks, people), *theirs]
    summary = {
        "logged": filled.logged,
        "referrals": len(referred),
        "half filled": filled.half,
        "not logged": filled.stuck,
    }
    return Plan(messages=tuple(map(Message, said)), summary=summary)
