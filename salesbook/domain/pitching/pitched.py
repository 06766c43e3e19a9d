"""What happened in each campaign: who was pitched and when, what they answered, and what was tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.merged import became
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ALL_MAIL, ANSWERS, OTHER_ANSWER, PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, Ints, Objects, positions, texts
from salesbook.util.folding import caseless

_DAY = 86_400
_NEVER = np.iinfo(np.int64).min
_REACHED = ("Spoke", "Meeting booked", "Not interested")
_BOUNCE = "No answer"  # of a letter: it came back
_ANSWER_OF = {caseless(answer): answer for answer in ANSWERS}


@dataclass(frozen=True)
class Pitches:
    """One row for each contact of a campaign with whom anything happened, by campaign, then by position in Contacts.

    `campaign` and `contact`: places in Campaigns and Contacts. `pitched_on`: day since 1970-01-01 of the first pitch, -1 for
    none; `pitch` its row of Activities. `tries` and `ways`: attempts, and over how many channels; `tried_on` the last.
    `answer`: row of Activities of the answer that counts, -1 for none; `in_time` that of the one that counted `Answer
    days` after the pitch; `first_answer` that of the first.
    """

    campaign: Ints
    contact: Ints
    pitched_on: Ints
    pitch: Ints
    tries: Ints
    ways: Ints
    tried_on: Ints
    answer: Ints
    in_time: Ints
    first_answer: Ints

    def of(self, campaign: int) -> Pitches:
        """Those of one campaign."""
        first, last = np.searchsorted(self.campaign, [campaign, campaign + 1])
        return Pitches(*(getattr(self, name)[first:last] for name in self.__dataclass_fields__))

    @property
    def was_pitched(self) -> Bools:
        """Rows with a pitch."""
        return self.pitched_on >= 0


@dataclass(frozen=True)
class _Log:
    """Activities of campaigns, sorted by campaign, contact, moment and row: `group` numbers each pair of the first two."""

    row: Ints
    campaign: Ints
    contact: Ints
    moment: Ints
    pitches: Bools
    tries: Bools
    answers: Bools
    channel: Objects
    group: Ints


def counted_answer(text: str) -> str:
    """The answer of the closed list that a text counts as; other words count as Other, "" as none."""
    return _ANSWER_OF.get(caseless(text), OTHER_ANSWER) if text else ""


def pitches_of(world: World) -> Pitches:
    """From the activities up to today that bear a Campaign ID. From Start to End somebody is pitched; answers count after it, too.

    An outbound talk pitches, and so does an outbound call, visit or meeting without an outcome, or an answer that comes in;
    everything else of ours is a try, but for letters that came back.
    """
    log = _log(world)
    starts = np.flatnonzero(np.append(True, log.group[1:] != log.group[:-1])) if len(log.group) else log.group
    count = len(starts)
    first = _first(log.group, log.pitches, count)
    pitched = first >= 0
    moment = np.append(log.moment, _NEVER)
    since = moment[first]
    pitched_on = np.where(pitched, since // _DAY, -1)
    counts = log.answers & pitched[log.group] & (log.moment >= since[log.group])
    until = pitched_on + int(float(world.settings["Answer days"]))
    timely = counts & (log.moment // _DAY <= until[log.group])
    rows = np.append(log.row, -1)
    return Pitches(
        campaign=log.campaign[starts], contact=log.contact[starts],
        pitched_on=pitched_on, pitch=rows[first],
        tries=np.bincount(log.group[log.tries], minlength=count),
        ways=_ways(log, count),
        tried_on=moment[_last(log.group, log.tries, count)] // _DAY,
        answer=rows[_last(log.group, counts, count)], in_time=rows[_last(log.group, timely, count)],
        first_answer=rows[_first(log.group, counts, count)],
    )  # fmt: skip


def _log(world: World) -> _Log:
    log = world.frames["Activities"]
    campaigns = world.get(campaigns_of)
    row = np.flatnonzero(texts(log, "Campaign ID") != "")
    campaign = positions(world.frames["Campaigns"], texts(log, "Campaign ID")[row])
    contact = positions(world.frames["Contacts"], texts(log, "Contact ID")[row])
    when = log["When"].to_numpy()[row].astype("datetime64[s]")
    moment = when.astype(np.int64)
    counts = (campaign >= 0) & (contact >= 0) & ~np.isnat(when) & (moment < (world.day + 1) * _DAY)
    row, campaign, contact, moment = (
        row[counts],
        campaign[counts],
        world.get(became)[contact[counts]],
        moment[counts],
    )
    start, end = (
        np.array([getattr(one, name) for one in campaigns.values()], dtype=np.int64)
        for name in ("start", "end")
    )
    channel, direction, outcome = (texts(log, name)[row] for name in ("Channel", "Direction", "Outcome"))
    inbound, answers = direction == "In", texts(log, "Answer")[row] != ""
    personal = np.isin(channel, PERSONAL_CHANNELS)
    reached = np.isin(outcome, _REACHED) | (personal & (outcome == ""))
    day = moment // _DAY
    within = (day >= start[campaign]) & (day <= end[campaign])
    pitches = within & np.where(inbound, answers, reached)
    bounced = np.isin(channel, ALL_MAIL) & (outcome == _BOUNCE)
    tries = within & ~inbound & ~pitches & ~bounced
    order = np.lexsort((row, moment, contact, campaign))
    pair = campaign[order] * max(len(world.frames["Contacts"]), 1) + contact[order]
    group = np.cumsum(np.append(False, pair[1:] != pair[:-1])) if len(pair) else pair
    return _Log(row[order], campaign[order], contact[order], moment[order], pitches[order], tries[order], answers[order],
                channel[order], group)  # fmt: skip


def _first(group: Ints, which: Bools, count: int) -> Ints:
    """The first of these rows in each group; -1 for none."""
    found = np.full(count, -1)
    rows = np.flatnonzero(which)[::-1]
    found[group[rows]] = rows
    return found


def _last(group: Ints, which: Bools, count: int) -> Ints:
    found = np.full(count, -1)
    rows = np.flatnonzero(which)
    found[group[rows]] = rows
    return found


def _ways(log: _Log, count: int) -> Ints:
    """Over how many channels each group was tried."""
    tried = np.flatnonzero(log.tries)
    pairs = {
        (group, channel)
        for group, channel in zip(log.group[tried].tolist(), log.channel[tried].tolist(), strict=True)
    }
    return np.bincount(np.array([group for group, _ in pairs], dtype=np.int64), minlength=count)
