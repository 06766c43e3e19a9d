"""The small language in which people choose an audience, such as: Kind = Customer and Tier is one of A, B.

`grammar` makes a tree of a rule, `columns` finds those that it names, `values` reads its values, `match` compares
them with cells, `truth` has the three values of an answer, `choose` puts it together, and `answer` says who is left
aside.
"""

from salesbook.domain.audience.answer import BlankColumn, RuleAnswer
from salesbook.domain.audience.choose import RULES_VERSION, audience
from salesbook.domain.audience.errors import RuleError

__all__ = ["RULES_VERSION", "BlankColumn", "RuleAnswer", "RuleError", "audience"]
