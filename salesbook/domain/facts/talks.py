"""Who was spoken to, when last, and whose word waits for an answer."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.letter_status import REPLIED
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.facts.unanswered import REACHED_NOBODY, open_letters, said_or_written
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, Ints, Objects, dates, last_of_each, positions, take, texts

NEGLECTED_DAYS = 60  # and two intervals, without a call, a visit or a meeting
_BY_US = (*PERSONAL_CHANNELS, "")  # a log without a channel is most likely one of calls
_IN_PERSON = (*_BY_US, "Service", "Install", "Other")
_MAIL = ("Email", "Letter")
_SAYS_NOTHING = ("Newsletter", "Order")  # of how things stand between two people
LATELY = 59  # days in which a question still waits


def last_talk(world: World) -> Ints:
    """Place in `touch_table` of each contact's last talk, by whomever of us and whoever began it; -1 without one."""
    return _last(world, world.get(talk_rows))


def talk_rows(world: World) -> Bools:
    """Rows of `touch_table` that are talks."""
    return _talks(world, _IN_PERSON)


def last_talk_day(world: World) -> Ints:
    """Day (since 1970-01-01) of each contact's last talk; far in the past without one."""
    return _day(world, world.get(last_talk))


def spoken_ever(world: World) -> Bools:
    """Contacts with whom somebody of us ever talked."""
    spoken: Bools = world.get(last_talk) >= 0
    return spoken


def spoken_at_firm(world: World) -> Bools:
    """Contacts at whose account somebody was ever spoken to."""
    account, spoken = world.get(accounts_of), world.get(spoken_ever)
    there = np.bincount(account[spoken & (account >= 0)], minlength=len(world.frames["Accounts"]) + 1) > 0
    known: Bools = (account >= 0) & there[account]
    return known


def wrote_ever(world: World) -> Bools:
    """Contacts who ever wrote to us."""
    touches = world.get(touch_table)
    theirs = touches["inbound"].to_numpy() & touches["channel"].isin(_MAIL).to_numpy()
    wrote: Bools = _last(world, theirs) >= 0
    return wrote


def neglected(world: World) -> Bools:
    """Contacts who were spoken to, yet had no call, visit or meeting for two intervals and 60 days."""
    last = _day(world, _last(world, _talks(world, _BY_US)))
    silence = np.maximum(2 * world.get(cadence_used).interval, NEGLECTED_DAYS)
    long: Bools = world.get(spoken_ever) & (world.day - last > silence)
    return long


def last_said(world: World) -> Ints:
    """Place in `touch_table` of what each contact last heard or said, be it written; -1 without it.

    Newsletters and orders say nothing of how things stand, nor does a call that nobody took or a message left.
    """
    touches = world.get(touch_table)
    says = (touches["points"].to_numpy() > 0) & ~touches["channel"].isin(_SAYS_NOTHING).to_numpy()
    return _last(world, says & ~touches["outcome"].isin(REACHED_NOBODY).to_numpy())


def last_word(world: World) -> Ints:
    """Place in `touch_table` of the last word between us and each contact: a talk, be it to be called back, or what they wrote; -1 without one."""
    touches = world.get(touch_table)
    talks = touches["channel"].isin(_BY_US).to_numpy() | touches["inbound"].to_numpy()
    says = (touches["points"].to_numpy() > 0) & ~touches["channel"].isin(_SAYS_NOTHING).to_numpy()
    return _last(world, talks & says & ~touches["outcome"].isin(REACHED_NOBODY).to_numpy())


def last_outcome(world: World) -> Objects:
    """Outcome of what each contact last heard or said."""
    return take(world.get(touch_table)["outcome"].to_numpy(dtype=object), world.get(last_said))


def left_word(world: World) -> Ints:
    """Place in `touch_table` of the message left that is our last word to each contact; -1 without it."""
    touches = world.get(touch_table)
    last = _last(world, ~touches["channel"].isin(_SAYS_NOTHING).to_numpy())
    ended = take(touches["outcome"].to_numpy(dtype=object), last)
    return np.where(ended == "Message left", last, -1)


def unanswered(world: World) -> Ints:
    """Place in Activities of each contact's letter that nobody has answered; -1 without one.

    Either a day to ring back was set for it, or it asks something and nothing of ours came after it.
    """
    touches = world.get(touch_table)
    waits = world.get(open_letters)[1].copy()
    last = _last(world, world.get(said_or_written))
    asks = (take(touches["inbound"].to_numpy(dtype=object), last) == True) & (last >= 0)  # noqa: E712
    asks &= np.isin(take(touches["channel"].to_numpy(dtype=object), last), _MAIL)
    asks &= world.day - _day(world, last) <= LATELY
    place = np.append(touches["activity"].to_numpy(), -1)[last]
    words = take(texts(world.frames["Activities"], "Their words"), place)
    asks &= np.array(["?" in text for text in words.tolist()], dtype=bool)
    return np.where(waits >= 0, waits, np.where(asks, place, -1)).astype(np.int64)


def mailing_answered(world: World) -> Ints:
    """Place in Mailings of the mailing that each contact's unanswered letter answers; -1 without one.

    Told by Outbox, whose letters `inbox` marks as replied to.
    """
    found = np.full(len(world.frames["Contacts"]), -1)
    outbox, mailings = world.frames.get("Outbox"), world.frames.get("Mailings")
    if outbox is None or mailings is None:
        return found
    rows = np.flatnonzero((texts(outbox, "Status") == REPLIED) & (texts(outbox, "Mailing ID") != ""))
    rows = rows[np.argsort(dates(outbox, "Sent on")[rows], kind="stable")]
    reader = positions(world.frames["Contacts"], texts(outbox, "Contact ID")[rows])
    found[reader[reader >= 0]] = positions(mailings, texts(outbox, "Mailing ID")[rows])[reader >= 0]
    return np.where(world.get(unanswered) >= 0, found, -1).astype(np.int64)


def _talks(world: World, channels: tuple[str, ...]) -> Bools:
    """Rows of `touch_table` in which two people talked."""
    touches = world.get(touch_table)
    reached = (touches["points"].to_numpy() > 0) & ~touches["outcome"].isin(REACHED_NOBODY).to_numpy()
    talks: Bools = reached & touches["channel"].isin(channels).to_numpy()
    return talks


def _last(world: World, which: Bools) -> Ints:
    """Place in `touch_table` of each contact's last row of those, -1 without one."""
    places = np.flatnonzero(which)
    found = last_of_each(world.get(touch_table)["contact"].to_numpy()[places], len(world.frames["Contacts"]))
    return np.append(places, -1)[found]


def _day(world: World, place: Ints) -> Ints:
    """Day of these rows of `touch_table`; far in the past where it is -1."""
    days: Ints = np.append(world.get(touch_table)["day"].to_numpy(), np.iinfo(np.int64).min // 2)[place]
    return days
