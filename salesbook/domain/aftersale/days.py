"""Days on which something happened at accounts, and questions to them by the hundred thousand at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesbook.tables.arrays import Ints


@dataclass(frozen=True)
class AccountDays:
    """Days since 1970-01-01, each with the position of its account, sorted by both; the same day may stand there twice."""

    account: Ints
    day: Ints

    def up_to(self, account: Ints, day: Ints) -> Ints:
        """For pairs of account and day the place of the account's last day up to that one; -1 without one."""
        at = np.searchsorted(self._keys, self._key(account, day), side="right") - 1
        return self._theirs(at, account)

    def since(self, account: Ints, day: Ints) -> Ints:
        """The same of the first day from that one on."""
        return self._theirs(np.searchsorted(self._keys, self._key(account, day), side="left"), account)

    def count(self, account: Ints, day: Ints) -> Ints:
        """How many of the account's days there are up to that one."""
        first = np.searchsorted(self._keys, account * self._span, side="left")
        found: Ints = np.searchsorted(self._keys, self._key(account, day), side="right") - first
        return found

    def day_at(self, place: Ints, none: int) -> Ints:
        """The days at these places; `none` at -1."""
        found: Ints = np.append(self.day, none)[place]
        return found

    @cached_property
    def _first(self) -> int:
        return int(self.day.min(initial=0)) - 1

    @cached_property
    def _span(self) -> int:
        return int(self.day.max(initial=0)) - self._first + 2

    @cached_property
    def _keys(self) -> Ints:
        return self._key(self.account, self.day)

    def _key(self, account: Ints, day: Ints) -> Ints:
        key: Ints = account * self._span + np.clip(day - self._first, 0, self._span - 1)
        return key

    def _theirs(self, at: Ints, account: Ints) -> Ints:
        inside = (at >= 0) & (at < len(self.account))
        return np.where(inside & (np.append(self.account, -1)[np.where(inside, at, -1)] == account), at, -1)


def account_days(account: Ints, day: Ints, *, distinct: bool = False) -> AccountDays:
    """Sort them; what belongs to no account (-1) is left out."""
    known = account >= 0
    account, day = account[known], day[known]
    order = np.lexsort((day, account))
    account, day = account[order], day[order]
    if distinct and len(account):
        new = np.append(True, (np.diff(account) != 0) | (np.diff(day) != 0))
        account, day = account[new], day[new]
    return AccountDays(account, day)
