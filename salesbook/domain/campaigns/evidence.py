"""How strongly answers speak for a share of yes below or above a bound, and for one objection being commoner than another.

Each is a Bayes factor: how many times likelier the answers are if it is so, all such shares being alike beforehand, than at the
bound itself. Where it is not so, it reaches 30 in one campaign of thirty at most, however often one looks (Ville 1939).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from salesbook.domain.campaigns.comparing import TOLD_APART, YesCount

_MOST = 700.0  # of a logarithm, that its number may be written


def factor_below(seen: YesCount, share: float) -> float:
    """How many times likelier the answers are if the share of yes is below `share`."""
    return factor_above(YesCount(seen.people - seen.yes, seen.people), 1 - share)


def factor_above(seen: YesCount, share: float) -> float:
    """How many times likelier the answers are if the share of yes is above `share`, from 0 to 1."""
    from scipy.special import betainc, betaln

    yes, no = seen.yes, seen.people - seen.yes
    with np.errstate(divide="ignore"):
        above = np.log(betainc(1 + no, 1 + yes, 1 - share) / (1 - share)) + betaln(1 + yes, 1 + no)
    return float(np.exp(min(above - yes * np.log(share) - no * np.log1p(-share), _MOST)))


def factor_commoner(times: int, other: int) -> float:
    """How many times likelier it is that one objection came so many times and another so many if the first is the commoner."""
    return factor_above(YesCount(times, times + other), 0.5)


def commonest(said: Mapping[str, int], kinds: int) -> str:
    """The one of so many kinds that is commoner than each other, by a factor of 30 times their number; "" where none is."""
    ranked = sorted(said.items(), key=lambda one: -one[1])
    if not ranked:
        return ""
    (answer, times), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return answer if factor_commoner(times, second) >= TOLD_APART * (kinds - 1) else ""
