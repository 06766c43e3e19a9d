"""The small language in which people choose an audience, such as: Kind = Customer and Tier is one of A, B.

`grammar` makes a tree of a rule, `headers` finds the columns that it names, `words` reads its
values, `matching` compares them with cells, and `choose` puts it together.
"""

from salesbook.domain.audience.choose import audience
from salesbook.domain.audience.errors import RuleError

__all__ = ["RuleError", "audience"]
