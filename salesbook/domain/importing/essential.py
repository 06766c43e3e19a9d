"""Which cells a row cannot do without: where one of these cannot be read, the row is left out, else the cell is left blank and told.

What says who or which it is, the day of an order or a talk, and the amount of an order. Of rules (Cadences, Holidays, Absences ...)
every cell counts, since a rule with a blank is another rule.
"""

from __future__ import annotations

from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.values.ids import is_id
from salesbook.schema import TABLES

_OF_FACTS = frozenset(["Contacts", "Accounts", "Team", "Orders", "Activities", "Opportunities"])
_NO_LETTERS = "DoNotMail"  # a no counts whatever stands beside it
_NAMES = frozenset(["Name", "First name", "Last name", "Account", "Rep", "Email"])
_AMOUNT = Target("Orders", "Amount")


def is_essential(target: Target) -> bool:
    """Whether a row without that cell would be about somebody else, about nothing, or another rule."""
    if target.table == _NO_LETTERS:
        return False
    if target.table not in _OF_FACTS or is_id(target.column):
        return True
    column = TABLES[target.table].by_name.get(target.column)
    return target.column in _NAMES or target == _AMOUNT or (column is not None and column.needed)
