"""Whom a rule chooses: the tree of its tests over whole columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import reduce

import numpy as np
import pandas as pd

from salesbook.domain.audience.columns import RuleColumns
from salesbook.domain.audience.grammar import Both, Comparison, Either, Everyone, Not, RuleNode, parse_rule
from salesbook.domain.audience.match import matches
from salesbook.domain.audience.values import ValueReader
from salesbook.tables.arrays import Bools, Ints


def audience(text: str, world_frames: Mapping[str, pd.DataFrame], account_of: Ints, today: date) -> Bools:
    """Whom the rule chooses: one bool for each row of Contacts.

    `account_of` has for each contact the position in Accounts, or -1; then every column of Accounts
    is blank. `Country` is the one that counts: the contact's own, else the account's; `Contact.Country` and
    `Account.Country` are the cells. Other cells count as they stand: Tier and Owner of a contact do not
    fall back to the account's, and a blank Status is not Active. In a Yes/No column of the schema a blank means No.
    A blank cell matches only "is blank" and what says "not" of a value: <>, is not, is not one of,
    does not contain. Raises RuleError.
    """
    return _Chooser(text, world_frames, account_of, today).choose(parse_rule(text))


class _Chooser:
    def __init__(self, text: str, frames: Mapping[str, pd.DataFrame], account_of: Ints, today: date) -> None:
        self._columns = RuleColumns(text, frames, account_of)
        self._words = ValueReader(text, today)
        self._account_of = account_of
        self._before: Comparison | None = None  # the test to the left

    def choose(self, node: RuleNode) -> Bools:
        """One bool a contact."""
        match node:
            case Everyone():
                return np.ones(len(self._account_of), dtype=bool)
            case Not(of):
                return ~self.choose(of)
            case Both(parts):
                return reduce(np.logical_and, [self.choose(part) for part in parts])
            case Either(parts):
                return reduce(np.logical_or, [self.choose(part) for part in parts])
        return self._test(node)

    def _test(self, test: Comparison) -> Bools:
        field = self._columns.find(test, self._before)
        self._before = test
        found = matches(test, field, self._words)
        # The last place answers for a blank cell, and -1 is the last place.
        return found[:-1] if field.table == "Contacts" else found[self._account_of]
