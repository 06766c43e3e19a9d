"""The rows of Incentives as they stand: why one is void now, and what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import customers_of_orders
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.earned import PAID_ORDER, first_paid_orders
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.tables.arrays import (
    dates,
    day_number,
    numbers,
    positions,
    take,
    take_numbers,
    text_cells,
    texts,
)
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Problem, Set, Value

CAP_REACHED = "Nothing is left of the cap of the year."
_MAKE_ANEW = "Delete this row, and the next click makes the right one; or correct Referrals. Once it is paid, it stays as it is."
_Once = tuple[int, str]  # a person who was introduced, by position in Contacts, and an event
_Capped = tuple[
    str, str, int, int
]  # a rule by Who and event, who introduces by position in Contacts, and the year


class ListedIncentives:
    """The rows of Incentives as they are: why each is void now, for whom and what they were given, and how much of each cap is used."""

    def __init__(self, world: World) -> None:
        self._world, self._table = world, world.frames["Incentives"]
        table = self._table
        self.ids = set(texts(table, "Incentive ID").tolist())
        self._event = texts(table, "Event").tolist()
        self._own = texts(table, "Incentive ID").tolist()
        self._status = texts(world.frames["Referrals"], "Status").tolist()
        self._row = self._rows_of_referrals()
        self.referrer = take_numbers(
            world.get(became), positions(world.frames["Contacts"], texts(table, "Contact ID"))
        )
        self._introduced = self._whom()
        self._worth = np.nan_to_num(numbers(table, "Amount")).tolist()
        self.paid = ~np.isnat(dates(table, "Paid on"))
        self.given: dict[_Once, str] = {}
        self.void = [self._why_void(at) for at in range(len(table))]

    def _rows_of_referrals(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        by_id = {
            key: row
            for row, key in reversed(
                list(enumerate(texts(self._world.frames["Referrals"], "Referral ID").tolist()))
            )
        }
        return np.array(
            [by_id.get(key, -1) for key in texts(self._table, "Referral ID").tolist()], dtype=np.int64
        )

    def _whom(self) -> list[int]:
        """Who was introduced: as the row was made, or as its referral says where it does not."""
        made = take_numbers(
            self._world.get(became),
            positions(self._world.frames["Contacts"], texts(self._table, "Introduced")),
        )
        now = take_numbers(self._world.get(referral_rows).introduced, self._row)
        return np.where(made >= 0, made, now).tolist()  # type: ignore[no-any-return]

    def _why_void(self, at: int) -> str:
        """Of a row whose referral is gone what stood there; the first of two that were given for one person and event stays."""
        row, once = int(self._row[at]), (self._introduced[at], self._event[at])
        if row < 0 and (stood := str(texts(self._table, "Void")[at])):
            return stood
        if row >= 0 and self._status[row] == REFERRAL_VOID:
            return "The referral is void."
        if self._event[at] == PAID_ORDER and self._introduced[at] >= 0:
            customer = self._world.get(customers_of_orders)[0][self._introduced[at]]
            if self._world.get(first_paid_orders).net[customer] <= 0:
                return "That order and those since come to nothing."
        if self._introduced[at] >= 0:
            first = self.given.setdefault(once, self._own[at])
            if first != self._own[at]:
                return f"{first} was given for it already."
        return CAP_REACHED if self._worth[at] == 0 else ""

    def used(self) -> defaultdict[_Capped, float]:
        """What counts towards each cap: rows that are owed, and those that were paid."""
        found: defaultdict[_Capped, float] = defaultdict(float)
        earned = dates(self._table, "Earned on")
        for at, who in enumerate(texts(self._table, "Rule").tolist()):
            if not np.isnat(earned[at]) and (not self.void[at] or self.paid[at]):
                found[who, self._event[at], int(self.referrer[at]), earned[at].item().year] += self._worth[at]
        return found

    def changes(self) -> Iterator[Change]:
        """Void, and the name as it is now; who is not in Contacts any more keeps the one that stands there."""
        if len(self._table):
            names = take(self._world.get(names_of_contacts), self.referrer)
            names = np.where(self.referrer >= 0, names, texts(self._table, "Name"))
            void: list[Value] = [one or None for one in self.void]
            ids = take(texts(self._world.frames["Contacts"], "Contact ID"), np.array(self._introduced))
            whom = np.where(ids == "", texts(self._table, "Introduced"), ids)
            columns = {"Void": void, "Name": text_cells(names), "Introduced": text_cells(whom)}
            yield Set("Incentives", self._table.index.tolist(), columns)

    def problems(self) -> Iterator[Problem]:
        """Rows that their referral contradicts, as long as nobody has paid; and what was paid and is not owed."""
        source, rows = origin_of(self._table), self._world.get(referral_rows)
        names = self._world.get(names_of_contacts)
        keys, stood = (texts(self._table, name).tolist() for name in ("Referral ID", "Name"))
        for at, handle in enumerate(self._table.index.tolist()):
            row, key = int(self._row[at]), keys[at]
            if self.paid[at]:
                if self.void[at] not in ("", CAP_REACHED):
                    yield source.problem(handle, "Paid on", f"It was paid, and is not owed: {self.void[at].rstrip('.')}",
                                         "Get it back, and empty Paid on; or correct what makes it void.")  # fmt: skip
            elif self.void[at]:
                continue
            elif row < 0:
                yield source.problem(handle, "Referral ID", f"Referrals has no {key} any more, so nothing shows what {stood[at]} is owed this for",
                                     "Type that row again with this Referral ID; or delete this row if nothing is owed.")  # fmt: skip
            elif (now := int(rows.referrer[row])) >= 0 and now != self.referrer[at] >= 0:
                yield source.problem(
                    handle,
                    "Name",
                    f"It is owed to {stood[at]}, and {key} says by now that {names[now]} introduced",
                    _MAKE_ANEW,
                )
            elif (now := int(rows.introduced[row])) >= 0 and now != self._introduced[at]:
                yield source.problem(
                    handle,
                    "Introduced",
                    f"It is owed for {names[self._introduced[at]]}, and {key} says by now that {names[now]} was introduced",
                    _MAKE_ANEW,
                )

    def owed(self) -> Iterator[tuple[float, int]]:
        """Amount and day of what is neither paid nor void."""
        due = dates(self._table, "Due on")
        for at, why in enumerate(self.void):
            if not why and not self.paid[at]:
                yield self._worth[at], 0 if np.isnat(due[at]) else day_number(due[at].item())


def incentive_problems(world: World) -> tuple[Problem, ...]:
    """What contradicts rows of Incentives; nothing where the book has none."""
    if "Incentives" not in world.frames or "Incentives" in world.absent:
        return ()
    return tuple(ListedIncentives(world).problems())
