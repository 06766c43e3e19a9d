"""The score of each contact in words that a rep would say aloud."""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.loyalty import REFERRALS_WANTED, referral_counts
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.score.weights import (
    FREQUENCY,
    LOYALTY,
    PEOPLE_KNOWN,
    RECENCY,
    TALK_TIME,
    TWO_WAY,
    scoring_of,
)
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import CHANNELS, FACTORS
from salesbook.tables.arrays import Bools, Ints, Objects, days_of, last_of_each
from salesbook.util.wording import MONTHS, count

_YEAR = 365
_LATELY = 30
_GOOD = 0.8  # a factor from here on is worth praise
_LAST = {
    "Call": "Last spoken", "Visit": "Last visited", "Meeting": "Last met", "Email": "Last email", "Newsletter": "Last newsletter",
    "Gift": "Last gift", "Letter": "Last letter", "Service": "Last service visit", "Install": "Last installation",
    "Order": "Last ordered", "Other": "Last in touch", "": "Last in touch",
}  # fmt: skip
_ONLY = {channel: channel.lower() for channel in CHANNELS} | {"Other": "touch", "": "touch"}


def whys(world: World) -> list[str]:
    """One sentence a contact: when they were last reached, and what weighs most besides.

    For strong relationships in rhythm that is the factor that earns most, for others the one that
    loses most. At most about 140 characters.
    """
    scores = world.get(score_table)
    touched = ~np.isnan(scores["raw"].to_numpy())
    first = _when(world, touched)
    second = np.full(len(scores), "", dtype=object)
    factor_of, praise = _weightiest(world)
    for factor, phrase in _PHRASES.items():
        mine = np.flatnonzero(touched & (factor_of == factor))
        second[mine] = phrase(world, mine, praise[mine])
    return [f"{a}; {b}" if b else a for a, b in zip(first.tolist(), second.tolist(), strict=True)]


def _weightiest(world: World) -> tuple[Ints, Bools]:
    """For each contact the factor to speak of (-1: none), and whether to its praise."""
    scores = world.get(score_table)
    values = np.array([scores[f"value_{name}"].to_numpy() for name in FACTORS])
    values[RECENCY] = np.nan  # the first half of the sentence is about it
    weight = world.get(scoring_of).weight[:, None]
    earns = np.where(values >= _GOOD, weight * values, 0.0)
    good = (scores["band"] == "Strong").to_numpy() & (scores["value_Recency"] == 1).to_numpy()
    # Where nothing happened for a year, the first half has said that touches are few.
    long_ago = world.get(rhythm_table)["last_touch"].to_numpy() <= np.datetime64(world.today) - _YEAR
    values[FREQUENCY, long_ago] = np.nan
    loses = np.nan_to_num(weight * (1 - values))
    praise = (good | ~loses.any(axis=0)) & earns.any(axis=0)
    share = np.where(praise, earns, loses)
    return np.where(share.max(axis=0) > 0, share.argmax(axis=0), -1), praise


def _when(world: World, touched: Bools) -> Objects:
    """When they were last reached, or that they never were."""
    rhythm = world.get(rhythm_table)
    since_rhythm = world.day - days_of(rhythm["last_rhythm"].to_numpy())
    since_touch = world.day - days_of(rhythm["last_touch"].to_numpy())
    kept = rhythm["last_rhythm"].notna().to_numpy()
    result = np.full(len(rhythm), "Never in touch yet", dtype=object)
    spoken = np.flatnonzero(kept)
    result[spoken] = [
        f"{_LAST[channel]} {_ago(days)}, cadence {interval:.0f}" for channel, days, interval in zip(
            rhythm["rhythm_channel"].to_numpy()[spoken].tolist(), since_rhythm[spoken].tolist(),
            rhythm["interval"].to_numpy()[spoken].tolist(), strict=True)
    ]  # fmt: skip
    slight = np.flatnonzero(touched & ~kept)
    result[slight] = [
        f"Never really reached yet, only by {_ONLY[channel]}, last {_ago(days)}" for channel, days in zip(
            rhythm["last_channel"].to_numpy()[slight].tolist(), since_touch[slight].tolist(), strict=True)
    ]  # fmt: skip
    tries = np.bincount(world.get(touch_table)["contact"].to_numpy(), minlength=len(rhythm))
    tried = np.flatnonzero(~touched & (tries > 0))
    result[tried] = [f"Tried {_times(n)}, never reached" for n in tries[tried].tolist()]
    return result


def _frequency(world: World, mine: Ints, praise: Bools) -> list[str]:
    touches = world.get(touch_table)
    year = touches["contact"].to_numpy()[
        (touches["points"].to_numpy() > 0) & (touches["age"].to_numpy() < _YEAR)
    ]
    had = np.bincount(year, minlength=len(world.get(score_table)))[mine]
    asked = np.floor(_YEAR / world.get(cadence_used).interval[mine])
    return [
        "in touch as often as planned" if good
        else f"{_touches(n)} in a year, the cadence asks for {wanted:.0f}" if n < wanted
        else "touches too slight or too long ago to count in full"
        for good, n, wanted in zip(praise.tolist(), had.tolist(), asked.tolist(), strict=True)
    ]  # fmt: skip


def _two_way(world: World, mine: Ints, praise: Bools) -> list[str]:
    touches = world.get(touch_table)
    inbound = touches[touches["inbound"].to_numpy() & (touches["points"].to_numpy() > 0)]
    last = last_of_each(inbound["contact"].to_numpy(), len(world.get(score_table)))[mine]
    days = np.append(inbound["day"].to_numpy(), 0)[last]
    since = {day: _month(day, world) for day in np.unique(days).tolist()}
    return [
        "much of it comes from them" if good
        else "no word from them yet" if at < 0
        else f"no word from them since {since[day]}" if world.day - day > _LATELY
        else "little of it comes from them"
        for good, at, day in zip(praise.tolist(), last.tolist(), days.tolist(), strict=True)
    ]  # fmt: skip


def _talk_time(world: World, mine: Ints, praise: Bools) -> list[str]:
    touches = world.get(touch_table)
    minutes = touches["minutes"].to_numpy() * (touches["points"].to_numpy() > 0)
    total = np.bincount(touches["contact"].to_numpy(), minutes, len(world.get(score_table)))[mine]
    return [
        "good long talks" if good else "little talk lately" if sum_ > 0 else "no minutes of talk noted"
        for good, sum_ in zip(praise.tolist(), total.tolist(), strict=True)
    ]


def _people(world: World, mine: Ints, praise: Bools) -> list[str]:
    known = world.get(score_table)["people"].to_numpy()[mine]
    target = world.get(scoring_of).target[PEOPLE_KNOWN]
    return [
        "well known at the account" if good
        else f"{n:.0f} of {target:g} people known at the account" if n
        else "nobody known at the account any more"
        for good, n in zip(praise.tolist(), known.tolist(), strict=True)
    ]  # fmt: skip


def _loyalty(world: World, mine: Ints, praise: Bools) -> list[str]:
    days = (world.day - world.get(order_days).last_before(world.day))[mine]
    referred = referral_counts(world.frames["Contacts"], world.day)[mine] * REFERRALS_WANTED
    value = world.get(score_table)[f"value_{FACTORS[LOYALTY]}"].to_numpy()[mine]
    still = world.get(score_table)["still_buying"].to_numpy()[mine]
    return [
        _loyal(*row)
        for row in zip(
            praise.tolist(), days.tolist(), referred.tolist(), value.tolist(), still.tolist(), strict=True
        )
    ]


def _loyal(good: bool, days: float, referred: float, value: float, still: float) -> str:
    if REFERRALS_WANTED * value == referred:
        return "sends us referrals" if good else "one referral this year, no more"
    if good:
        return f"still ordering, last {_ago(int(days))}"
    unit = "day" if days == 1 else "days"
    if math.isnan(still):
        return f"no order for {days:.0f} {unit}"
    chance = f"{still:.0%}" if still >= 0.01 else "under 1%"
    return f"no order for {days:.0f} {unit}, {chance} likely still buying"


_PHRASES = {
    FREQUENCY: _frequency, TWO_WAY: _two_way, TALK_TIME: _talk_time, PEOPLE_KNOWN: _people, LOYALTY: _loyalty,
}  # fmt: skip


def _month(day: int, world: World) -> str:
    """The month by name, with the year where the bare name would be taken for a later one."""
    then = date.fromordinal(date(1970, 1, 1).toordinal() + day)
    months = (world.today.year - then.year) * 12 + world.today.month - then.month
    name = MONTHS[then.month - 1]
    return name if months < len(MONTHS) else f"{name} {then.year}"


def _ago(days: int) -> str:
    return ("today", "yesterday")[days] if days < 2 else f"{days} days ago"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _touches(number: int) -> str:
    return count(number, "touch", "touches") if number else "no touches"
