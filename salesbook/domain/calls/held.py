"""Why contacts who are due are on no list today: the guards, and what they found."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum

import numpy as np

from salesbook.domain.arrays import Bools, Ints, Objects


class Guard(StrEnum):
    """Reasons in the order in which they are looked for; the first that holds is named."""

    NOT_ACTIVE = "not active"
    DO_NOT_CALL = "do not call"
    NO_CALLS = "cadence without calls"
    NO_NUMBER = "no usable number"
    QUIET = "quiet period"
    CAP = "touch cap"
    PAUSE = "attempt pause"
    NOT_REACHED = "not reached"
    NOT_INTERESTED = "not interested"
    NO_OWNER = "no owner"
    AWAY = "away"
    DAY_OFF = "day off"
    OTHER_DAY = "preferred day"
    HOURS = "outside hours"
    CALLED_TODAY = "account called today"
    OPEN_LINE = "line open"
    COLLEAGUE = "colleague on the list"
    FULL = "list full"


# These wait for their turn, or are not for calling at all; nothing holds them back.
NOT_HELD_BACK = {Guard.NO_CALLS, Guard.OPEN_LINE, Guard.COLLEAGUE, Guard.FULL}


class Held:
    """The reason for each contact, "" for none so far, with a detail after it where there is one."""

    def __init__(self, contacts: int) -> None:
        self.guard = np.full(contacts, "", dtype=object)
        self._detail = np.full(contacts, "", dtype=object)

    def free(self, at: Ints) -> Ints:
        """Those of the positions that nothing holds."""
        free: Ints = at[self.guard[at] == ""]
        return free

    def hold(self, at: Ints, which: Bools, guard: Guard, detail: Objects | str = "") -> None:
        """Hold those of the contacts at these positions; who is held already stays held as before."""
        fresh = which & (self.guard[at] == "")
        self.guard[at[fresh]] = guard.value
        self._detail[at[fresh]] = detail if isinstance(detail, str) else detail[fresh]

    def texts(self) -> Objects:
        """What goes into Held because."""
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
