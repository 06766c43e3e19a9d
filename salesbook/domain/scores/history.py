"""ScoreHistory: a row a week for each person with a score, thinned to one a month after a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.score.rows import score_rows
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import (
    Bools,
    Dates,
    Ints,
    dates,
    numbers,
    positions,
    texts,
)
from salesbook.tables.plan import Change, Extend, Message, Replace
from salesbook.util.wording import count, without_year

MOST_SCORES = 50_000  # rows; older weeks go before the workbook becomes slow
_YEAR = 365
_NAMED = 3  # touches that What changed names
# Where nobody had contact, by the sign of the change: a rise comes from what somebody changed in the workbook.
_NOTHING = {-1: "no contact", 0: "no contact", 1: "other rows or settings changed"}


@dataclass(frozen=True)
class Kept:
    """What a run of scores does to ScoreHistory."""

    changes: tuple[Change, ...] = ()
    messages: tuple[Message, ...] = ()


def kept_scores(world: World) -> Kept:
    """A row for each person with a score who has none of this week; old ones thinned, and at most `MOST_SCORES`.

    A week begins on Monday, and its row stays that of the first run. Nothing happens where the
    workbook has no ScoreHistory, or has rows of later days: then it is looked at as of a past one.
    """
    history = world.frames.get("ScoreHistory")
    if history is None:
        return Kept()
    day = dates(history, "Date")
    today = np.datetime64(world.today, "D")
    if (day > today).any():
        return Kept()
    contacts, score = world.frames["Contacts"], world.get(score_table)["score"].to_numpy()
    here = positions(contacts, texts(history, "Contact ID"))
    done = np.zeros(len(contacts) + 1, dtype=bool)
    done[here[_week(day) == _week(today)]] = True
    new = np.flatnonzero(~np.isnan(score) & ~done[:-1])
    if len(new) > MOST_SCORES:
        text = f"ScoreHistory is not kept: a week would be {count(len(new), 'row')}, and it holds {MOST_SCORES:,}."
        return Kept(messages=(Message(text),))
    leaves = _thinned(day, pd.factorize(texts(history, "Contact ID"))[0].astype(np.int64), today)
    leaves |= _oldest(day, ~leaves, MOST_SCORES - len(new))
    changes: list[Change] = []
    if leaves.any():
        changes.append(Replace("ScoreHistory", history.index[leaves].tolist(), []))
    if len(new):
        changes.append(Extend("ScoreHistory", score_rows(world, new, world.today, score)))
    return Kept(tuple(changes))


def what_changed(world: World) -> list[str | None]:
    """For each person the change of the score since the last row of an earlier week, and what happened.

    "+12 since 8 Jun (48 to 60): call 10 Jun, order 12 Jun."; None without such a row, or without a score.
    """
    history = world.frames.get("ScoreHistory")
    score = world.get(score_table)["score"].to_numpy()
    if history is None:
        return [None] * len(score)
    day, was = dates(history, "Date"), numbers(history, "Score")
    here = positions(world.frames["Contacts"], texts(history, "Contact ID"))
    rows = np.flatnonzero(
        (here >= 0) & (_week(day) < _week(np.datetime64(world.today, "D"))) & ~np.isnan(was)
    )
    rows = rows[np.lexsort((day[rows], here[rows]))]
    last = np.full(len(score), -1)
    last[here[rows]] = rows  # rising by day, so that the latest stays
    told: list[str | None] = [None] * len(score)
    happened = _happened(world, day, last)
    around = _around_them(world, np.append(day, np.datetime64("9999-12-31"))[last])
    for at in np.flatnonzero((last >= 0) & ~np.isnan(score)).tolist():
        row = last[at]
        before, now = round(float(was[row])), round(float(score[at]))
        why = happened.get(at) or around.get(at) or _NOTHING[int(np.sign(now - before))]
        told[at] = f"{_change(before, now, without_year(day[row].item()))}: {why}."
    return told


def _change(before: int, now: int, day: str) -> str:
    """The figures as they are seen, so that they add up."""
    if now == before:
        return f"As on {day} ({now})"
    sign = "+" if now > before else "−"
    return f"{sign}{abs(now - before)} since {day} ({before} to {now})"


def _happened(world: World, day: Dates, last: Ints) -> dict[int, str]:
    """Touches of each person since their row, the latest first."""
    touches = world.get(touch_table)
    contact, when = touches["contact"].to_numpy(), touches["day"].to_numpy().astype("datetime64[D]")
    channel = touches["channel"].to_numpy(dtype=object)
    since = np.append(day, np.datetime64("9999-12-31"))[last]
    new = (when > since[contact]) & (touches["points"].to_numpy() > 0)
    found: dict[int, list[str]] = {}
    for row in np.flatnonzero(new)[::-1].tolist():
        found.setdefault(int(contact[row]), []).append(
            f"{(channel[row] or 'contact').lower()} {without_year(when[row].item())}"
        )
    return {
        at: ", ".join(items[:_NAMED]) + (f" and {len(items) - _NAMED} more" if len(items) > _NAMED else "")
        for at, items in found.items()
    }


def _around_them(world: World, since: Dates) -> dict[int, str]:
    """What moves the score of people who were not touched themselves: an order of their firm, a talk with a colleague."""
    orders, touches, account = world.get(order_days), world.get(touch_table), world.get(accounts_of)
    ordered = orders.last_before(world.day)
    talked = np.flatnonzero(touches["rhythm"].to_numpy())
    latest = np.full(len(world.frames["Accounts"]) + 1, -1)
    np.maximum.at(latest, account[touches["contact"].to_numpy()[talked]], touches["day"].to_numpy()[talked])
    latest[-1] = -1
    colleagues = latest[account]
    after = since.astype("datetime64[D]").astype(np.int64)
    found = {
        at: f"talk with a colleague {_day(colleagues[at])}"
        for at in np.flatnonzero(colleagues > after).tolist()
    }
    return found | {
        at: f"order of the firm {_day(ordered[at])}" for at in np.flatnonzero(ordered > after).tolist()
    }


def _day(number: float) -> str:
    return without_year(np.datetime64(int(number), "D").item())


def _thinned(day: Dates, person: Ints, today: np.datetime64) -> Bools:
    """Rows older than a year, but for each person's first of a month."""
    old = np.flatnonzero(day < today - np.timedelta64(_YEAR, "D"))
    month = day[old].astype("datetime64[M]").astype(np.int64)
    order = old[np.lexsort((day[old], month, person[old]))]
    months, people = day[order].astype("datetime64[M]"), person[order]
    again = np.append(False, (months[1:] == months[:-1]) & (people[1:] == people[:-1]))[: len(order)]
    leaves = np.zeros(len(day), dtype=bool)
    leaves[order[again]] = True
    return leaves


def _oldest(day: Dates, stays: Bools, room: int) -> Bools:
    """Of the rows that stay, whole days from the oldest on, until the rest has room."""
    found = np.sort(day[stays])
    if len(found) <= room:
        return np.zeros(len(day), dtype=bool)
    leaves: Bools = stays & (day <= found[len(found) - room - 1])
    return leaves


def _week(day: Dates | np.datetime64) -> Ints:
    """Weeks that begin on Monday, counted; 1 January 1970 was a Thursday."""
    number: Ints = (np.asarray(day).astype("datetime64[D]").astype(np.int64) + 3) // 7
    return number
