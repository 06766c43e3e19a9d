"""Why contacts are left out of a list: the first reason that holds, and its detail."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import numpy as np

from salesbook.tables.arrays import Bools, Ints, Objects
from salesbook.util.wording import on

_EPOCH = np.datetime64("1970-01-01", "D")


class HeldContacts:
    """The reason for each contact, "" for none so far, with a detail after it where there is one."""

    def __init__(self, contacts: int) -> None:
        self.guard = np.full(contacts, "", dtype=object)
        self._detail = np.full(contacts, "", dtype=object)

    def free(self, at: Ints) -> Ints:
        """Those of the positions that nothing holds."""
        free: Ints = at[self.guard[at] == ""]
        return free

    def hold(self, at: Ints, which: Bools, guard: str, detail: Objects | str = "") -> None:
        """Hold those of the contacts at these positions; who is held already stays held as before."""
        fresh = which & (self.guard[at] == "")
        self.guard[at[fresh]] = str(guard)
        self._detail[at[fresh]] = detail if isinstance(detail, str) else detail[fresh]

    def texts(self) -> Objects:
        """The reason for each contact, with its detail; "" where nothing holds."""
        told = self.guard.copy()
        more = np.flatnonzero(self._detail != "")
        told[more] = self.guard[more] + ": " + self._detail[more]
        return told

    def counts(self, at: Ints, by: Objects) -> dict[str, Counter[str]]:
        """How many of the contacts at these positions each reason holds, for each of `by`."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (who, guard), number in Counter(zip(by.tolist(), self.guard[at].tolist(), strict=True)).items():
            if guard:
                found[who][guard] = number
        return found


def told_counts(numbers: Ints, tell: Callable[[int], str]) -> Objects:
    """A detail with a small number, one for each."""
    return np.array([tell(n) for n in range(numbers.max(initial=0) + 1)], dtype=object)[numbers]


def told_days(before: str, days: Ints) -> Objects:
    """A detail with a date, one for each day (since 1970-01-01)."""
    distinct, which = np.unique(days, return_inverse=True)
    told = [f"{before} {on((_EPOCH + day).item())}" if day > 0 else "" for day in distinct]
    return np.array(told, dtype=object)[which]
