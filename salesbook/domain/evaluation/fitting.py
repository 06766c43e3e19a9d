"""Weights of the score that would have ranked people better here: fitted to what they did in days gone by.

Who came back is taken for a logistic regression on the score, whose weights are what is sought: of all ways to add
factors up, the one that tells the chance of coming back ranks best (McIntosh and Pepe, 2002, Biometrics 58(3)).
A ridge holds them to the weights in use (le Cessie and van Houwelingen, 1992, Applied Statistics 41(1)): the
logarithm of what each is multiplied by has a normal prior of standard deviation 1 around zero, so that weights
stay above zero, and few people move them little. So has that of the slope, around e times the odds for each standard
deviation of the score: it is never negative, which would seek the weights that rank worst.
"""

from __future__ import annotations

import numpy as np

from salesbook.tables.arrays import Bools, Floats, Ints

WEIGHT_IN_ALL = 100
_ALIKE = 1e-9  # a factor that varies by less is the same for everybody


def differing(values: Floats, weight: Floats) -> Bools:
    """The factors in use that are not the same for all to whom they apply. `values`: by factor and person, NaN: not applicable."""
    applies = ~np.isnan(values)
    high = np.max(values, axis=1, initial=-np.inf, where=applies)
    low = np.min(values, axis=1, initial=np.inf, where=applies)
    found: Bools = (weight > 0) & (high - low > _ALIKE)
    return found


def fitted_weights(values: Floats, came: Bools, weight: Floats) -> Ints:
    """Whole weights that add up to 100, fitted to who came back, by factor.

    `values`: by factor and person, in 0..1, NaN where it does not apply; `weight`: those in use. A factor that is
    the same for everybody keeps its share, one that is not in use stays out.
    """
    share = weight / weight.sum()
    free = np.flatnonzero(differing(values, weight))
    if len(free) > 1:
        share[free] = _fit(values, came, share, free)
    return _whole(share)


def _fit(values: Floats, came: Bools, share: Floats, free: Ints) -> Floats:
    """Shares of the free factors, which together keep what they have."""
    from scipy.optimize import minimize
    from scipy.special import expit

    applies, filled = ~np.isnan(values), np.nan_to_num(values)
    together, start = share[free].sum(), share[free]

    def tried(logs: Floats) -> Floats:
        grown = start * np.exp(logs)
        shares: Floats = together * grown / grown.sum()
        return shares

    def cost(at: Floats) -> tuple[float, Floats]:
        """Minus the logarithm of the posterior, and its gradient: by intercept, and the logarithms of slope and weights."""
        slope = usual * np.exp(at[1])
        weights = share.copy()
        weights[free] = tried(at[2:])
        total = weights @ applies
        score = weights @ filled / total
        odds = at[0] + slope * score
        error = expit(odds) - came
        by_weight = slope * (applies[free] * (filled[free] - score) / total) @ error
        by_log = weights[free] * (by_weight - weights[free] @ by_weight / together)
        likelihood = came @ odds - np.logaddexp(0, odds).sum()
        gradient = np.array([error.sum(), slope * error @ score, *by_log])
        return float(at[1:] @ at[1:] / 2 - likelihood), gradient + np.append(0, at[1:])

    usual = 1 / max(float(np.std(share @ filled / (share @ applies))), _ALIKE)
    found = minimize(cost, np.zeros(2 + len(free)), jac=True, method="L-BFGS-B")
    return tried(found.x[2:])


def _whole(share: Floats) -> Ints:
    """Shares as whole hundredths that add up to 100, by largest remainders; what is in use keeps at least one."""
    exact = np.where(share > 0, np.maximum(WEIGHT_IN_ALL * share, 1), 0)
    exact *= WEIGHT_IN_ALL / exact.sum()
    whole = np.maximum(np.floor(exact), share > 0).astype(np.int64)
    rest = exact - whole
    while (short := WEIGHT_IN_ALL - whole.sum()) != 0:
        place = np.argmax(rest) if short > 0 else np.argmin(np.where(whole > 1, rest, np.inf))
        whole[place] += np.sign(short)
        rest[place] -= np.sign(short)
    return whole
