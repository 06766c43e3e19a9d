"""Whom a rule chooses: the tree of its tests over whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from salesbook.domain.audience.answer import BlankColumn, RuleAnswer
from salesbook.domain.audience.columns import Field, RuleColumns
from salesbook.domain.audience.grammar import Both, Comparison, Either, Everyone, Not, RuleNode, parse_rule
from salesbook.domain.audience.match import matches
from salesbook.domain.audience.truth import UNKNOWN, YES, Truths, negated, truth_of
from salesbook.domain.audience.values import ValueReader
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools

# What rules mean. Whoever approved an audience approved it as it was understood then: change this with the meaning.
RULES_VERSION = "2"


def audience(text: str, world: World) -> RuleAnswer:
    """Whom the rule chooses, by position in Contacts, and of whom it can say nothing.

    `Tier`, `Owner`, `Country` and `Time zone` are the values used (see `facts.owners`); `Contact.Tier` and `Account.Tier`
    are the cells. Without an account every column of Accounts is blank. A blank Yes/No is No, a blank Status Active;
    every other comparison with a blank is unknown, and so is what says "not" of it: whoever the whole rule is unknown
    for is not chosen. Raises RuleError.
    """
    chooser = _Chooser(text, world)
    judged = chooser.judge(parse_rule(text))
    unknown = judged.truth == UNKNOWN
    return RuleAnswer(judged.truth == YES, unknown, tuple(chooser.blanks(judged, unknown)))


@dataclass(frozen=True)
class _Judged:
    """A part of a rule with its answer for each contact, and the parts that it is made of; a test has a column."""

    truth: Truths
    parts: tuple[_Judged, ...] = ()
    field: Field | None = None


class _Chooser:
    def __init__(self, text: str, world: World) -> None:
        self._columns = RuleColumns(text, world)
        self._words = ValueReader(text, world.today)
        self._account_of = world.get(accounts_of)
        self._before: Comparison | None = None  # the test to the left

    def judge(self, node: RuleNode) -> _Judged:
        """The answer to a part of the rule, and to what it is made of."""
        match node:
            case Everyone():
                return _Judged(truth_of(np.ones(len(self._account_of), dtype=bool)))
            case Not(of):
                part = self.judge(of)
                return _Judged(negated(part.truth), (part,))
            case Both(nodes) | Either(nodes):
                parts = tuple(self.judge(one) for one in nodes)
                least = np.minimum if isinstance(node, Both) else np.maximum
                return _Judged(reduce(least, [part.truth for part in parts]), parts)
        return self._test(node)

    def _test(self, test: Comparison) -> _Judged:
        field = self._columns.find(test, self._before)
        self._before = test
        found = matches(test, field, self._words)
        # The last place answers for a blank cell, and -1 is the last place.
        return _Judged(found[:-1] if field.table == "Contacts" else found[self._account_of], field=field)

    def blanks(self, judged: _Judged, those: Bools) -> list[BlankColumn]:
        """The columns that leave the answer unknown for `those`, in the order of the rule."""
        found: dict[str, BlankColumn] = {}
        for field, rows in _unknown(judged, those):
            name = self._columns.name(field)
            before = found[name].rows if name in found else False
            found[name] = BlankColumn(name, rows | before, of_account=field.of_account)
        return list(found.values())


def _unknown(judged: _Judged, those: Bools) -> list[tuple[Field, Bools]]:
    """The tests that are unknown for some of `those`, whose answer to the whole hangs on it."""
    rows = those & (judged.truth == UNKNOWN)
    if not rows.any():
        return []
    if judged.field is not None:
        return [(judged.field, rows)]
    return [one for part in judged.parts for one in _unknown(part, rows)]
