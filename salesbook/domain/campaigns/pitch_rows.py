"""The rows of Pitches: each decision maker of each campaign, how far they are, and why not further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from salesbook.domain.facts.owners import accounts_of, owners_of
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.pitching.queue import queues_of
from salesbook.domain.pitching.states import CampaignStates
from salesbook.domain.world import World
from salesbook.schema.closed_lists import CANNOT, PITCHED, TRIED, UNREACHED, WAITING
from salesbook.tables.arrays import Ints, Objects, day_of_number, take, texts
from salesbook.tables.plan import Value
from salesbook.util.wording import count, joined, without_year

MOST_WAITING = 200  # of a campaign


def pitch_rows(world: World, states: Mapping[str, CampaignStates]) -> list[dict[str, Value]]:
    """All but those who wait, and of a live campaign the next of them; by campaign, then by state and in the order of the queue."""
    return [row for one in states.values() for row in _PitchSheet(world, one).rows()]


class _PitchSheet:
    """One campaign's rows."""

    def __init__(self, world: World, states: CampaignStates) -> None:
        self._world, self._states = world, states
        self._contacts, self._log = world.frames["Contacts"], world.frames["Activities"]
        queue = world.get(queues_of).get(states.campaign.key)
        self._queue: Ints = queue.place if queue else np.empty(0, dtype=np.int64)
        self._held = dict(zip(queue.place.tolist(), queue.held.tolist(), strict=True)) if queue else {}

    def rows(self) -> Iterator[dict[str, Value]]:
        """Whoever something happened with first, then the queue, then those who cannot be reached."""
        state = self._states.state
        settled = [*np.flatnonzero(state == PITCHED).tolist(), *np.flatnonzero(state == UNREACHED).tolist()]
        waiting = [place for place in self._queue.tolist() if state[place] == WAITING][:MOST_WAITING]
        tried = list(
            np.flatnonzero(np.isin(state, (PITCHED, UNREACHED, CANNOT, WAITING), invert=True)).tolist()
        )
        cannot = np.flatnonzero(state == CANNOT).tolist()
        places = np.array([*settled, *tried, *waiting, *cannot], dtype=np.int64)
        yield from self._cells(places)

    def _cells(self, places: Ints) -> Iterator[dict[str, Value]]:
        states, world = self._states, self._world
        at, row = states.contact[places], states.row[places]
        pitch, answer = (np.append(one, -1)[row] for one in (states.pitches.pitch, states.pitches.answer))
        names = take(world.get(names_of_contacts), at)
        firms = take(texts(world.frames["Accounts"], "Account"), world.get(accounts_of)[at])
        when = np.append(self._log["When"].to_numpy().astype("datetime64[D]"), np.datetime64("NaT", "D"))
        columns: Mapping[str, Objects] = {
            "Name": names, "Account": firms, "State": states.state[places],
            "Rep": np.where(pitch >= 0, take(texts(self._log, "By"), pitch), self._callers(at)),
            "Channel": take(texts(self._log, "Channel"), pitch),
            "Answer": take(texts(self._log, "Answer"), answer),
            "Their words": take(texts(self._log, "Their words"), np.where(answer >= 0, answer, pitch)),
            "Who of us knows them": texts(self._contacts, "Best tie")[at],
            "Why not yet": np.array([self._why(place) for place in places.tolist()], dtype=object),
            "Contact ID": texts(self._contacts, "Contact ID")[at],
        }  # fmt: skip
        for i in range(len(places)):
            cells: dict[str, Value] = {"Campaign ID": states.campaign.key}
            cells |= {name: column[i] or None for name, column in columns.items()}
            cells |= {
                name: None if np.isnat(day) else day.item()
                for name, day in (("Pitched on", when[pitch[i]]), ("Answered on", when[answer[i]]))
            }
            yield cells

    def _callers(self, at: Ints) -> Objects:
        """Who would pitch: whoever keeps the contact, where the campaign has no reps or that one is among them."""
        owner, reps = self._world.get(owners_of)[at], self._states.campaign.reps
        theirs: Objects = np.where(np.isin(owner, reps), owner, "").astype(object) if reps else owner
        return theirs

    def _why(self, place: int) -> str:
        """What stands between somebody and the pitch; "" for whoever was pitched."""
        states = self._states
        if states.state[place] == CANNOT:
            return str(states.why[place])
        if states.state[place] == PITCHED:
            return ""
        tries = int(states.tries[place])
        told = []
        if tries:
            last = day_of_number(int(states.pitches.tried_on[states.row[place]]))
            told.append(f"tried {count(tries, 'time')}, last {without_year(last)}")
        if states.state[place] in {TRIED, WAITING} and self._held.get(place):
            told.append(str(self._held[place]))
        return joined(told, 3)
