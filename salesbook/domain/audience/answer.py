"""What a rule answers: whom it chooses, and who is left aside since a cell is blank that it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from salesbook.tables.arrays import Bools, Ints

_MOST_NAMED = 4  # reasons


@dataclass(frozen=True)
class BlankColumn:
    """A column whose blank cells leave a rule without an answer for some contacts: `rows`, by position in Contacts.

    `of_account`: what stands there may come from the account.
    """

    name: str
    rows: Bools
    of_account: bool = False


@dataclass(frozen=True)
class RuleAnswer:
    """One bool for each contact: `chosen`, and `unknown` of whom the rule can say nothing, owing to `blanks`."""

    chosen: Bools
    unknown: Bools
    blanks: Sequence[BlankColumn] = ()

    def also(self, fits: Bools, blank: BlankColumn) -> RuleAnswer:
        """The answer where a further column must fit as well, which is blank for some."""
        open_ = self.chosen | self.unknown
        maybe = fits | blank.rows
        before = (replace(one, rows=one.rows & maybe) for one in self.blanks)
        blanks = (*before, replace(blank, rows=open_ & blank.rows))
        unknown = (self.unknown & maybe) | (open_ & blank.rows)
        return RuleAnswer(self.chosen & fits, unknown, tuple(one for one in blanks if one.rows.any()))

    def left_aside(self, account_of: Ints) -> str:
        """Why nobody can tell whether the rule fits: "Tier is blank (24 with blank Tier, 7 without an account)"; "" for nobody.

        Everybody counts once, by all the columns that are blank for them. `account_of`: as `facts.owners` has it.
        """
        groups = Counter(self._group(at, int(account_of[at])) for at in np.flatnonzero(self.unknown).tolist())
        sums = Counter[tuple[str, ...]]()
        for (names, _), number in groups.items():
            sums[names] += number
        named = [names for names, _ in sums.most_common(_MOST_NAMED)]
        told = [
            _told(names, groups[names, False], groups[names, True], alone=len(sums) == 1) for names in named
        ]
        rest = sums.total() - sum(sums[names] for names in named)
        return "; ".join([*told, *([f"other cells are blank ({rest:,})"] if rest else [])])

    def _group(self, at: int, account: int) -> tuple[tuple[str, ...], bool]:
        """The columns that are blank for a contact, and whether they are since there is no account."""
        blanks = [one for one in self.blanks if one.rows[at]]
        return tuple(one.name for one in blanks), account < 0 and any(one.of_account for one in blanks)


def _told(names: tuple[str, ...], blank: int, without: int, *, alone: bool) -> str:
    columns = " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])
    said = f"{columns} {'is' if len(names) == 1 else 'are'} blank"
    if without and blank:
        return f"{said} ({blank:,} with blank {columns}, {without:,} without an account)"
    if without:
        return f"{said} ({'' if alone else f'{without:,} '}without an account)"
    return said if alone else f"{said} ({blank:,})"
