"""People who left their firm: since when we know, and what is not known of it yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, last_of_each, take, texts
from salesbook.util.folding import name_words

LEFT_THE_COMPANY = "Left the company"  # an outcome
_TOPIC_OF_CHECKS = "data"


@dataclass(frozen=True)
class Leavers:
    """Contacts (positions, rising) whose Status is Left, each with the `day` (since 1970-01-01) on which we heard of it.

    `without_heir`: nobody came into the book at their firm since. `lost`: nor did anybody of their name elsewhere. `asked_on`: the
    last day on which the data-check duty asked for them; `answered`: it reached somebody then.
    """

    contact: Ints
    day: Ints
    without_heir: Bools
    lost: Bools
    asked_on: Ints
    answered: Bools


def leavers_of(world: World) -> Leavers:
    """Those with an account of whose leaving some touch tells: the outcome, else the last that we had from them."""
    contacts, account = world.frames["Contacts"], world.get(accounts_of)
    gone = np.flatnonzero((texts(contacts, "Status") == "Left") & (account >= 0))
    touches = world.get(touch_table)
    rows = np.flatnonzero(np.isin(touches["contact"].to_numpy(), gone))
    checks = _is_check(world, rows)
    told = touches["outcome"].to_numpy(dtype=object)[rows] == LEFT_THE_COMPANY
    by_outcome, by_touch = (_last_day(world, rows[which]) for which in (told & ~checks, ~checks))
    day = np.where(by_outcome > 0, by_outcome, by_touch)[gone]
    known = day > 0
    gone, day = gone[known], day[known]
    asked = _last_day(world, rows[checks])[gone]
    reached = checks & (touches["points"].to_numpy()[rows] > 0)
    return Leavers(
        contact=gone,
        day=day,
        without_heir=_newest_at_firm(world)[gone] < day,
        lost=~_seen_elsewhere(world, gone, day),
        asked_on=asked,
        answered=_last_day(world, rows[reached])[gone] >= day,
    )


def _is_check(world: World, rows: Ints) -> Bools:
    """Which of these touches the duty made about them."""
    log = world.frames["Activities"]
    subjects = take(texts(log, "Subject"), world.get(touch_table)["activity"].to_numpy()[rows])
    return np.array([text.strip().casefold() == _TOPIC_OF_CHECKS for text in subjects.tolist()], dtype=bool)


def _last_day(world: World, rows: Ints) -> Ints:
    """Day of each contact's last of these touches; 0 without one."""
    touches = world.get(touch_table)
    last = last_of_each(touches["contact"].to_numpy()[rows], len(world.frames["Contacts"]))
    found: Ints = np.append(touches["day"].to_numpy()[rows], 0)[last]
    return found


def _newest_at_firm(world: World) -> Ints:
    """For each contact the day on which the last active person of their account came into the book."""
    contacts, account = world.frames["Contacts"], world.get(accounts_of)
    created = days_of(dates(contacts, "Created"))
    newest = np.full(len(world.frames["Accounts"]) + 1, np.iinfo(np.int64).min)
    here = (account >= 0) & world.get(is_active)
    np.maximum.at(newest, account[here], created[here])
    found: Ints = newest[account]
    return found


def _seen_elsewhere(world: World, gone: Ints, day: Ints) -> Bools:
    """Of whom somebody of the same name came into the book since, at another firm or without one."""
    contacts, account, names = world.frames["Contacts"], world.get(accounts_of), world.get(names_of_contacts)
    created = days_of(dates(contacts, "Created"))
    fresh = np.flatnonzero((created >= day.min(initial=np.iinfo(np.int64).max)) & world.get(is_active))
    by_name: dict[str, list[int]] = {}
    for at in fresh.tolist():
        by_name.setdefault(name_words(names[at]), []).append(at)
    return np.array(
        [
            any(created[other] >= since and account[other] != account[at] for other in by_name.get(name_words(names[at]), ()))
            for at, since in zip(gone.tolist(), day.tolist(), strict=True)
        ],
        dtype=bool,
    )  # fmt: skip
