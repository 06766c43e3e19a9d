"""Calls that nobody answered, one after the other, since the person was last reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Ints, Objects, last_of_each

# How somebody is called on. A log without a channel is most likely one of calls.
CALLED_BY = {*PERSONAL_CHANNELS, ""}
CHANGE_AFTER = 3  # attempts in a row, after which another channel is tried
ANY_TIME, MORNING, AFTERNOON = range(3)
_DAY, _NOON = 86_400, 43_200


@dataclass(frozen=True)
class Attempts:
    """For each contact: attempts in a row, day, half of that day and channel of the last, half of the day to try next.

    Days count from 1970-01-01. `part` is ANY_TIME where the time of day is not known.
    """

    in_row: Ints
    last_day: Ints
    part: Ints
    channel: Objects
    half: Ints


def attempts(world: World) -> Attempts:
    """Count what came after the person was last reached: by call, visit or meeting, or by their own word.

    What we send reaches nobody. Without a time, a touch counts as later than attempts of its day.

    The other half of the day follows from the last attempt's time. Where that is not known, the
    first was in the morning: lists are worked from the top, when the day begins.
    """
    touches, contacts = world.get(touch_table), len(world.frames["Contacts"])
    contact = touches["contact"].to_numpy()
    points = touches["points"].to_numpy()
    inbound, in_person = touches["inbound"].to_numpy(), called_on(world)
    reached = np.flatnonzero((points > 0) & (inbound | in_person))
    tries = np.flatnonzero((points == 0) & ~inbound & in_person)
    last_touch = np.append(_moments(world, reached), np.iinfo(np.int64).min)[
        last_of_each(contact[reached], contacts)
    ]
    moment = _moments(world, tries)
    since = moment > last_touch[contact[tries]]
    tries, moment = tries[since], moment[since]
    in_row = np.bincount(contact[tries], minlength=contacts)
    last = last_of_each(contact[tries], contacts)
    moment = np.append(moment, 0)[last]
    channel = np.append(touches["channel"].to_numpy(dtype=object)[tries], "")[last]
    second = moment % _DAY
    part = np.where(second > 0, np.where(second < _NOON, MORNING, AFTERNOON), ANY_TIME)
    return Attempts(in_row, moment // _DAY, part, channel, _next_half(in_row, second))


def called_on(world: World) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows of `touches` that are calls, visits or meetings, be it in vain."""
    channel = world.get(touch_table)["channel"].cat
    wanted = np.array([name in CALLED_BY for name in channel.categories])
    return wanted[channel.codes.to_numpy()]


def _moments(world: World, rows: Ints) -> Ints:
    """Seconds since 1970-01-01 of rows of `touches`; an order has the start of its day."""
    touches = world.get(touch_table)
    activity = touches["activity"].to_numpy()[rows]
    when = world.frames["Activities"]["When"].to_numpy().astype("datetime64[s]").astype(np.int64)
    return np.where(activity >= 0, np.append(when, 0)[activity], touches["day"].to_numpy()[rows] * _DAY)


def _next_half(in_row: Ints, second: Ints) -> Ints:
    after_morning = np.where(second > 0, second < _NOON, in_row % 2 == 1)
    return np.where(in_row > 0, np.where(after_morning, AFTERNOON, MORNING), ANY_TIME)
