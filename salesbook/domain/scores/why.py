"""The score of each contact in words that a rep would say aloud."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.cadence import CadenceUsed, cadence_used
from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.people import People
from salesbook.domain.facts.talks import last_talk, last_talk_day, neglected, spoken_at_firm
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import CHANNELS, PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, Ints, day_of_number, days_of, last_of_each, texts
from salesbook.util import day_words

_OPEN_SINCE = "open since"  # of a complaint, and said of nothing else
_LATELY = 60  # days, or two intervals: a word of theirs from then is no news
_MANY = {
    "Email": "mails", "Newsletter": "newsletters", "Gift": "gifts", "Letter": "letters", "Order": "orders", "Other": "other things", "": "other things",
    "Call": "messages", "Visit": "visits", "Meeting": "meetings", "Service": "service visits", "Install": "installations",
}  # fmt: skip


def whys(world: World) -> list[str]:
    """One sentence a contact: when we last talked, whether that is as planned, and whether they come to us too.

    Where nobody ever talked to them: what there was instead. Before it the complaint that is open at their firm.
    """
    found = [_Sentence(world, at).whole for at in range(len(world.frames["Contacts"]))]
    for at, told in _complaints(world).items():
        found[at] = f"{told} {found[at]}"
    return found


def whys_of_complaints(world: World) -> dict[int, str]:
    """By position those of contacts at whose firm a complaint is open, or was when they were written last."""
    told = texts(world.frames["Contacts"], "Why").tolist()
    before = [at for at, why in enumerate(told) if _OPEN_SINCE in why]
    now = _complaints(world)
    return {at: f"{now.get(at, '')} {_Sentence(world, at).whole}".lstrip() for at in sorted({*before, *now})}


def _complaints(world: World) -> dict[int, str]:
    """As the call list says it, by position: the open complaint of each contact, or that of a colleague."""
    contacts, found = world.frames["Contacts"], world.get(complaints_of)
    people, places = (
        People(contacts, world.frames["Accounts"]),
        np.where(found.own >= 0, found.own, found.of_firm),
    )
    told = {}
    for at in np.flatnonzero(places >= 0).tolist():
        day, who = int(found.day[places[at]]), int(found.contact[places[at]])
        theirs = "Complaint" if who == at else f"{people.name(contacts.index[who])} has a complaint"
        told[at] = f"{theirs} {_OPEN_SINCE} {day_words.since(day_of_number(day), world.today)}."
    return told


@dataclass(frozen=True)
class _Sentence:
    """The sentence of the contact at a position."""

    world: World
    at: int

    @property
    def whole(self) -> str:
        if self.world.get(last_talk)[self.at] >= 0:
            return self._talked()
        if (ordered := self.world.get(_last_order)[self.at]) >= 0:
            colleagues = self.world.get(spoken_at_firm)[self.at]
            talks = "we talk to colleagues only" if colleagues else "nobody talks to them"
            return f"Ordered {self._past(ordered)}; {talks}."
        if channels := self.world.get(_channels)[self.at]:
            return f"Only {_listed(_MANY[one] for one in channels)} so far."
        tries = int(self.world.get(_tries)[self.at])
        if not tries:
            return "Never in touch: no score yet."
        return f"{'1 try' if tries == 1 else f'{tries} tries'}, never reached: no score yet."

    def _talked(self) -> str:
        used, day = self.world.get(cadence_used), int(self.world.get(last_talk_day)[self.at])
        late = self.world.day - day - used.interval[self.at]
        if late > 0 and self.world.get(_kept_since)[self.at]:
            channel = _MANY[self.world.get(rhythm_table)["rhythm_channel"].to_numpy(dtype=object)[self.at]]
            return f"Last talk {self._past(day)}; {channel} since, as planned."
        if self.world.get(neglected)[self.at]:
            return f"Last talk {self._past(day)}, plan every {_plan(used, self.at)}."
        kept = f"{day_words.lasting(late)} late" if late >= 1 else "as planned"
        told = self._from_them()
        return f"Talked {self._past(day)}, {kept}{f'; {told}' if told else ''}."

    def _from_them(self) -> str:
        rang, wrote = self.world.get(_they_rang)[self.at], self.world.get(_they_wrote)[self.at]
        last = int(max(rang, wrote))
        if last < 0:
            return "no word from them yet"
        if self.world.day - last > max(_LATELY, 2 * self.world.get(cadence_used).interval[self.at]):
            return f"no word from them since {day_words.since(day_of_number(last), self.world.today)}"
        return "they ring us too" if rang == last else "they write to us too"

    def _past(self, day: float) -> str:
        return day_words.past(day_of_number(int(day)), self.world.today)


def _plan(used: CadenceUsed, at: int) -> str:
    return day_words.every(float(used.interval[at]), int(used.months[at]))


def _listed(words: Iterable[str]) -> str:
    """As in: mails, gifts and letters. Each once."""
    *others, last = dict.fromkeys(words)
    return f"{', '.join(others)} and {last}" if others else last


def _kept_since(world: World) -> Bools:
    """Whether something else than a talk has kept the rhythm since the last talk."""
    rhythm = days_of(world.get(rhythm_table)["last_rhythm"].to_numpy())
    kept = world.day - rhythm <= world.get(cadence_used).interval
    since: Bools = kept & (rhythm > world.get(last_talk_day))
    return since


def _last_order(world: World) -> Ints:
    """Day of the last order of each contact's customer; -1 without one."""
    days: Ints = np.nan_to_num(world.get(order_days).last_before(world.day), nan=-1).astype(np.int64)
    return days


def _they_rang(world: World) -> Ints:
    """Day on which each contact last came to us in person; -1 without one."""
    return _came(world, [*PERSONAL_CHANNELS, ""])


def _they_wrote(world: World) -> Ints:
    """Day on which each contact last wrote, or came to us otherwise; orders are no word. -1 without one."""
    return _came(world, [one for one in CHANNELS if one not in {*PERSONAL_CHANNELS, "Order"}])


def _came(world: World, channels: list[str]) -> Ints:
    touches = world.get(touch_table)
    rows = np.flatnonzero(
        touches["inbound"].to_numpy()
        & (touches["points"].to_numpy() > 0)
        & touches["channel"].isin(channels).to_numpy()
    )
    last = last_of_each(touches["contact"].to_numpy()[rows], len(world.frames["Contacts"]))
    return np.where(last >= 0, np.append(touches["day"].to_numpy()[rows], 0)[last], -1).astype(np.int64)


def _channels(world: World) -> list[list[str]]:
    """The channels over which each contact was reached, each once, in the order of the closed list."""
    touches = world.get(touch_table)
    reached = touches["points"].to_numpy() > 0
    names = touches["channel"].cat.categories.tolist()
    # One number for both: to find what is distinct in two columns takes many times as long.
    pairs = (
        touches["contact"].to_numpy()[reached] * len(names) + touches["channel"].cat.codes.to_numpy()[reached]
    )
    found: list[list[str]] = [[] for _ in range(len(world.frames["Contacts"]))]
    for contact, code in zip(*(one.tolist() for one in np.divmod(np.unique(pairs), len(names))), strict=True):
        found[contact].append(names[code])
    return found


def _tries(world: World) -> Ints:
    return np.bincount(world.get(touch_table)["contact"].to_numpy(), minlength=len(world.frames["Contacts"]))
