"""Who rings may stand on today's list: the talk is that of their line, and the line leaves with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from salesbook.domain.call_log.inbound import place_on_list
from salesbook.domain.call_log.talk import LoggedTalk
from salesbook.domain.facts.call_rows import typed_rows
from salesbook.domain.facts.people import People
from salesbook.domain.facts.subjects import as_topic, topic_of_line
from salesbook.domain.world import World
from salesbook.tables.arrays import dates, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Handle, Problem
from salesbook.tables.rows import row_of

_MOST_NAMED = 5


def with_listed_lines(world: World, talks: Iterable[LoggedTalk | Problem]) -> list[LoggedTalk | Problem]:
    """Talks that came from them and stand in rows of their own take the Call ID of the person's untouched line of that day."""
    lines = _untouched_lines(world)
    found: list[LoggedTalk | Problem] = []
    for talk in talks:
        if (
            isinstance(talk, LoggedTalk)
            and talk.direction == "In"
            and not talk.call_id
            and lines[talk.contact, str(talk.day)]
        ):
            talk = _of_line(world, talk, lines[talk.contact, str(talk.day)].pop(0))  # noqa: PLW2901
        found.append(talk)
    return found


def _untouched_lines(world: World) -> defaultdict[tuple[str, str], list[Handle]]:
    """By contact and day the lines that salesbook made, in which nobody has typed, and which were not logged."""
    calls, logged = world.frames["Calls"], world.frames["Activities"].index
    rows = ~typed_rows(calls).to_numpy(dtype=bool)
    found: defaultdict[tuple[str, str], list[Handle]] = defaultdict(list)
    columns = (texts(calls, "Contact ID"), dates(calls, "Date").astype(str), texts(calls, "Call ID"), rows)
    for handle, contact, day, call, free in zip(calls.index, *columns, strict=True):
        if free and contact and f"T-{call}" not in logged:
            found[contact, day].append(handle)
    return found


def _of_line(world: World, talk: LoggedTalk, line: Handle) -> LoggedTalk:
    """What was typed counts; who took the call and what it was about are the line's where nothing was typed."""
    calls = world.frames["Calls"]
    row = row_of(calls, line)
    typed_rep = row_of(calls, talk.handle, ("Rep",))["Rep"]
    return replace(
        talk, listed=line, call_id=row["Call ID"], campaign=row["Campaign ID"], by=typed_rep or row["Rep"] or talk.by,
        subject=talk.subject or as_topic(row["Topic"]) or topic_of_line(row["Talk about"]),
    )  # fmt: skip


def theirs_in_words(talks: Sequence[LoggedTalk], people: People, calls: pd.DataFrame) -> list[str]:
    """Who rang, of the rows that people added: whom salesbook found is said, with the line that is done by it."""
    origin = origin_of(calls)
    rang = [talk for talk in talks if talk.direction == "In" and not origin.value(talk.handle, "Call ID")]
    if not rang:
        return []
    named = [
        people.described(talk.contact)
        + (f", who was {place_on_list(calls, talk.listed)}" if talk.listed else "")
        for talk in rang[:_MOST_NAMED]
    ]
    more = f"; and {len(rang) - _MOST_NAMED} more" if len(rang) > _MOST_NAMED else ""
    how = "They rang" if all(talk.channel == "Call" for talk in rang) else "From them"
    return [f"{how}: {'; '.join(named)}{more}."]
