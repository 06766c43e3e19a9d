"""Rows of FollowUps that nothing follows from, each with its cell and the next step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesbook.domain.aftersale.follow_ups import LETTER_CHANNELS
from salesbook.domain.world import World
from salesbook.tables.arrays import numbers, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem

_NEEDED = {
    "Event": "Choose what happened.",
    "Unit": "Choose day, week or month.",
    "Topic": "Choose what it is about: a talk about that ends it.",
}


def follow_up_problems(world: World) -> Iterator[Problem]:
    """Of rows in use: what is blank and needed, a time before the event, doubles, and letters without a text. Cells that cannot be read are told already."""
    table = world.frames["FollowUps"]
    source, seen = origin_of(table), set[tuple[str, float, str]]()
    columns = (texts(table, name).tolist() for name in ("Event", "Unit", "Topic", "Channel", "Letter"))
    rows = zip(
        table.index.tolist(),
        table["Active"].to_numpy(dtype=bool).tolist(),
        numbers(table, "After").tolist(),
        *columns,
        strict=True,
    )
    for handle, used, after, event, unit, topic, channel, letter in rows:
        if not used or not any((event, unit, topic, not np.isnan(after))):
            continue
        for name, text in (("Event", event), ("Unit", unit), ("Topic", topic)):
            if not text and source.value(handle, name) in (None, ""):
                yield source.problem(handle, name, f"{name} is blank, so nothing follows", _NEEDED[name])
        if np.isnan(after) and source.value(handle, "After") in (None, ""):
            yield source.problem(
                handle, "After", "After is blank, so nothing follows", "Type how long after the event."
            )
        if after < 0:
            yield source.problem(
                handle,
                "After",
                "After cannot be below 0, so nothing follows",
                "Type how long after the event.",
            )
        if (event, after, unit) in seen:
            yield source.problem(handle, "After", "Another row says what follows this event after that time, and that one counts", "Remove one of the two, or change After.")  # fmt: skip
        if channel in LETTER_CHANNELS and not letter and source.value(handle, "Letter") in (None, ""):
            yield source.problem(handle, "Letter", f"The channel is {channel}, and no letter is named, so none is drafted", "Type one of templates/letters, such as thank-you.")  # fmt: skip
        seen.add((event, after, unit))
