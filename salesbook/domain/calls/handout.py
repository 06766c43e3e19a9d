"""Who gets which call: the best first, one a customer, as many as a rep's day holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from salesbook.tables.arrays import Bools, Floats, Ints, Objects

NEVER_TOUCHED_SHARE = 0.2


@dataclass(frozen=True)
class Candidates:
    """Contacts who may be called today, with what decides about them; arrays of one length.

    `contact`: position in Contacts. `customer`: the account's number, or the contact's own.
    `rep`: who calls, or "" where any of `able(i)` can. `turn`: its place in the order of a day's lines.
    `promised`: a day was agreed, and `since` is that day; `after`: behind the others of it. `reason`: there is a topic.
    `limited`: they stand in the share of a day that their source has. `beyond`: they reach whoever calls though the day is full.
    """

    contact: Ints
    ids: Objects
    customer: Ints
    rep: Objects
    turn: Ints
    promised: Bools
    limited: Bools
    beyond: Bools
    since: Ints
    reason: Bools
    after: Bools
    priority: Floats
    never_touched: Bools
    able: Callable[[int], Sequence[str]]

    def with_those(self, more: Candidates) -> Candidates:
        """These and, behind them, those: of a contact that is in both the better place counts."""
        mine = len(self.contact)

        def able(i: int) -> Sequence[str]:
            return self.able(i) if i < mine else more.able(i - mine)

        columns = (one.name for one in fields(self) if one.name != "able")
        return Candidates(
            able=able,
            **{name: np.concatenate([getattr(self, name), getattr(more, name)]) for name in columns},
        )

    def order(self) -> list[int]:
        """By turn; in it what was promised, the oldest first; then what saves most; lines without a reason last; ties by ID."""
        ids = self.ids.tolist()
        by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
        promised = self.promised[by_id]
        keys = (
            np.where(promised, 0, -self.priority[by_id]),
            ~self.reason[by_id],
            self.after[by_id],
            np.where(promised, self.since[by_id], 0),
            ~promised,
            self.turn[by_id],
        )
        found: list[int] = by_id[np.lexsort(keys)].tolist()
        return found


@dataclass
class Lists:
    """The calls of each rep, as places among the candidates, best first."""

    by_rep: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def hand_out(
    candidates: Candidates,
    room: Mapping[str, int],
    open_lines: Mapping[str, int],
    room_of_share: Mapping[str, int] | None = None,
) -> Lists:
    """Fill each rep's room.

    Never-touched contacts get a fifth of a rep's room while others wait, and then what is left;
    agreed dates are promises, and not counted among them. `room_of_share`: of that room what `limited` ones may take, and no more
    though places are left; without it as much as there is.
    """
    return _HandOut(candidates, room, open_lines, room if room_of_share is None else room_of_share).run()


class _HandOut:
    def __init__(
        self,
        candidates: Candidates,
        room: Mapping[str, int],
        open_lines: Mapping[str, int],
        room_of_share: Mapping[str, int],
    ) -> None:
        self.candidates = candidates
        self.room, self.shared = dict(room), dict(room_of_share)
        self.limited, self.beyond = candidates.limited.tolist(), candidates.beyond.tolist()
        self.lines = {rep: open_lines.get(rep, 0) for rep in room}
        self.new_people = {rep: int(NEVER_TOUCHED_SHARE * places) for rep, places in room.items()}
        self.customers: set[int] = set()
        self.lists = Lists()

    def run(self) -> Lists:
        order = self.candidates.order()
        customer, rep = self.candidates.customer.tolist(), self.candidates.rep.tolist()
        new = (self.candidates.never_touched & ~self.candidates.promised).tolist()
        later = []
        left, beyond = sum(self.room.values()), sum(self.beyond)
        for i in order:
            if not left and not beyond:
                break
            beyond -= self.beyond[i]
            if customer[i] in self.customers or not (left or self.beyond[i]):
                continue
            who = rep[i] or self._pick(i, new=new[i])
            if not self._has_room(who, i):
                if not rep[i]:
                    later.append(i)
                continue
            if new[i] and not self.new_people[who]:
                later.append(i)
                continue
            left -= self.room[who] > 0
            self._place(i, who, customer[i], new=new[i])
        for i in later:
            who = rep[i] or self._pick(i, new=False)
            if customer[i] not in self.customers and self._has_room(who, i):
                self._place(i, who, customer[i], new=False)
        place = {i: n for n, i in enumerate(order)}
        for line in self.lists.by_rep.values():
            line.sort(key=place.__getitem__)
        return self.lists

    def _pick(self, i: int, *, new: bool) -> str:
        """Of those who can call, the one with room and the fewest lines; "" if none has room."""
        free = [
            rep
            for rep in self.candidates.able(i)
            if self._has_room(rep, i) and not (new and not self.new_people[rep])
        ]
        return min(free, key=self.lines.__getitem__, default="")

    def _has_room(self, rep: str, i: int) -> bool:
        if self.beyond[i]:
            return rep in self.room
        return self.room.get(rep, 0) > 0 and (not self.limited[i] or self.shared.get(rep, 0) > 0)

    def _place(self, i: int, rep: str, customer: int, *, new: bool) -> None:
        self.lists.by_rep[rep].append(i)
        self.customers.add(customer)
        self.room[rep] = max(self.room[rep] - 1, 0)
        self.shared[rep] = self.shared.get(rep, 0) - self.limited[i]
        self.lines[rep] += 1
        self.new_people[rep] -= new
