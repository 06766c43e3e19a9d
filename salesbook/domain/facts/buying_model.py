"""Which customers still buy: the BG/NBD model of repeat buying, fitted by maximum likelihood.

Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2). While
alive a customer orders at random with a rate of their own (gamma: r, alpha); after each order they
leave for good with a chance of their own (beta: a, b). What it takes of a customer is the number of
repeat orders x, the time t_x from the first order to the last, and the time T from the first to today.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.orders import OrderDays, order_days
from salesbook.domain.world import World
from salesbook.tables.arrays import Floats, Ints

WEEK = 7
# Customers who have ordered again that a fit takes. In simulated shops with 50 of them P(alive) came out
# nearer to the truth than the rule for books without a model 96 times in 100 where customers buy as
# rarely as those of the paper, and always where they buy more often; with 30 it was 84 in 100.
# `python -m benchmarks.enough` shows it.
ENOUGH = 50
_FAR = 8.0  # parameters are sought between e^-8 and e^8
_STEP = 1e-5  # in logarithms, for the curvature at the peak
_FLAT = 1e-6  # a smaller curvature, a customer, is no peak
_CLOSE = 1e-8  # a step of Newton below which the peak is reached
_MOST_STEPS = 8
_ALIKE = 0.01  # chances that differ by less say the same of everybody


@dataclass(frozen=True)
class Buyers:
    """By customer number: repeat order days (-1: never ordered), and days from the first order.

    `last` counts to the last order, `age` to the day that the history was drawn up for.
    """

    repeats: Ints
    last: Ints
    age: Ints


@dataclass(frozen=True)
class Model:
    """A fitted model. Times are in weeks; `errors` are the standard errors of r, alpha, a, b (None: a ridge, see `fit`).

    `customers` have ordered, `repeaters` of them on two days or more.
    """

    r: float
    alpha: float
    a: float
    b: float
    errors: tuple[float, ...] | None
    log_likelihood: float
    customers: int
    repeaters: int


def buyers(orders: OrderDays, day: int) -> Buyers:
    """The history of each customer up to `day` (days since 1970-01-01)."""
    seen = orders.day <= day
    customers = int(max(orders.customer.max(initial=-1), orders.of_contact.max(initial=-1))) + 1
    days = np.bincount(orders.customer[seen], minlength=customers)
    ends = np.cumsum(days)
    known = np.append(orders.day[seen], day)  # who never ordered points somewhere, and is blanked
    first, last = known[ends - days], known[ends - 1]
    return Buyers(days - 1, np.where(days > 0, last - first, 0), np.where(days > 0, day - first, 0))


def likeliest_model(world: World) -> Model | None:
    """The model of all orders up to today; None with fewer customers who ordered again than `ENOUGH`."""
    histories = buyers(world.get(order_days), world.day)
    return fit(histories) if np.count_nonzero(histories.repeats > 0) >= ENOUGH else None


def model_of(world: World) -> Model | None:
    """The likeliest model, where it tells who still buys; None without one.

    It does not where by it nobody ever leaves, or everybody at once: then all customers are alike.
    """
    model = world.get(likeliest_model)
    if model is None:
        return None
    histories = buyers(world.get(order_days), world.day)
    apart = np.ptp(alive(model, histories)[histories.repeats > 0]) >= _ALIKE
    return model if apart else None


def fit(histories: Buyers) -> Model | None:
    """The parameters that make the histories likeliest; None if nobody has ordered twice.

    Where customers are too alike to tell how much they differ, the likelihood has a ridge instead
    of a peak: then some parameters are large and without meaning (there are no errors), while P(alive)
    and expected orders are those of customers who are alike. The same histories in another order
    give the same model to the last bit.
    """
    from scipy.optimize import minimize

    likelihood = _Likelihood(histories)
    if not likelihood.repeaters:
        return None
    found = minimize(
        likelihood.cost, np.zeros(4), jac=True, method="L-BFGS-B", bounds=[(-_FAR, _FAR)] * 4,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    )  # fmt: skip
    at, errors = _peak(likelihood, found.x)
    r, alpha, a, b = np.exp(at).tolist()
    return Model(
        r, alpha, a, b, errors=errors,
        log_likelihood=float(-likelihood.cost(at)[0] * likelihood.customers),
        customers=likelihood.customers, repeaters=likelihood.repeaters,
    )  # fmt: skip


def alive(model: Model, histories: Buyers) -> Floats:
    """P(alive) by customer: 1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x)).

    NaN for those without a repeat order, of whom the model says 1 whatever happens.
    """
    x = histories.repeats
    again = x > 0
    chance = np.full(len(x), np.nan)
    waited = np.log(model.alpha + histories.age[again] / WEEK) - np.log(
        model.alpha + histories.last[again] / WEEK
    )
    left = np.log(model.a) - np.log(model.b + x[again] - 1) + (model.r + x[again]) * waited
    chance[again] = np.exp(-np.logaddexp(0, left))
    return chance


def expected_orders(model: Model, histories: Buyers, weeks: Floats | float) -> Floats:
    """How many order days each customer is expected to have in the next `weeks`; NaN if they never ordered.

    Equation 10 of the paper, its hypergeometric function turned by Euler's transformation, so that
    thousands of orders do not overflow. Of somebody who orders for the first time today (x, t_x
    and T are 0) it is E[X(t)], equation 9.
    """
    from scipy.special import hyp2f1

    x = histories.repeats
    r, a, b = model.r, model.a, model.b
    a = a if abs(a - 1) > _STEP else 1 + _STEP  # at 1 the formula divides 0 by 0, and is smooth around
    share = weeks / (model.alpha + histories.age / WEEK + weeks)
    still = np.where(x > 0, alive(model, histories), 1.0)
    with np.errstate(over="ignore", invalid="ignore"):
        remain = (1 - share) ** (a - 1) * hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, share)
        untold = ~np.isfinite(remain)  # on a ridge a and b are large; there the function itself is tame
        remain[untold] = ((1 - share) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, share))[untold]
    expected: Floats = np.where(x >= 0, (a + b + x - 1) / (a - 1) * (1 - remain) * still, np.nan)
    return expected


class _Likelihood:
    """The log-likelihood of histories and its gradient. Customers who are alike are counted, not repeated."""

    def __init__(self, histories: Buyers) -> None:
        ordered = histories.repeats >= 0
        rows = np.column_stack([histories.repeats, histories.last, histories.age])[ordered]
        rows = rows[np.lexsort(rows.T)]  # sums of floats depend on the order
        new = np.append(True, (np.diff(rows, axis=0) != 0).any(axis=1)) if len(rows) else np.ones(0, bool)
        alike, count = rows[new], np.diff(np.append(np.flatnonzero(new), len(rows)))
        again = alike[:, 0] > 0
        self.customers = len(rows)
        self.repeaters = int(count[again].sum())
        self.single_age, self.singles = alike[~again, 2] / WEEK, count[~again]
        self.x, self.last, self.age = alike[again].T / np.array([[1], [WEEK], [WEEK]])
        self.count = count[again]
        self.repeats, which = np.unique(self.x, return_inverse=True)
        self.with_repeats = np.bincount(which, self.count)

    def cost(self, logs: Floats) -> tuple[float, Floats]:
        """Minus the mean log-likelihood a customer and its gradient, by the logarithms of r, alpha, a, b."""
        from scipy.special import gammaln, psi

        r, alpha, a, b = np.exp(logs)
        k, n = self.repeats, self.with_repeats
        counted = n @ (
            gammaln(r + k) - gammaln(r) + gammaln(a + b) - gammaln(a + b + k) + gammaln(b + k) - gammaln(b)
        )
        end, last, single = (
            np.log(alpha + self.age),
            np.log(alpha + self.last),
            np.log(alpha + self.single_age),
        )
        alive = -(r + self.x) * end
        gone = np.log(a) - np.log(b + self.x - 1) - (r + self.x) * last
        either = np.logaddexp(alive, gone)
        total = counted + self.customers * r * logs[1] - r * (self.singles @ single) + self.count @ either
        gone = self.count * np.exp(gone - either)
        alive = self.count - gone
        together = n @ (psi(a + b) - psi(a + b + k))
        slope = np.array([
            n @ (psi(r + k) - psi(r)) + self.customers * logs[1] - self.singles @ single - alive @ end - gone @ last,
            self.customers * r / alpha - r * (self.singles @ (1 / (alpha + self.single_age)))
            - (r + self.x) @ (alive / (alpha + self.age) + gone / (alpha + self.last)),
            together + gone.sum() / a,
            together + n @ (psi(b + k) - psi(b)) - gone @ (1 / (b + self.x - 1)),
        ])  # fmt: skip
        return -total / self.customers, -slope * np.exp(logs) / self.customers


def _peak(likelihood: _Likelihood, start: Floats) -> tuple[Floats, tuple[float, ...] | None]:
    """The last steps to the peak by Newton, and the standard errors there; on a ridge `start` and None."""
    at = start
    for _ in range(_MOST_STEPS):
        curvature = _curvature(likelihood, at)
        if np.linalg.eigvalsh(curvature)[0] < _FLAT:
            break
        step = np.linalg.solve(curvature, likelihood.cost(at)[1])
        at = at - step
        if np.abs(step).max() < _CLOSE:
            spread = np.linalg.inv(curvature * likelihood.customers)
            return at, tuple((np.exp(at) * np.sqrt(np.diag(spread))).tolist())
    return start, None


def _curvature(likelihood: _Likelihood, at: Floats) -> Floats:
    """Second derivatives of the cost, from differences of its gradient."""
    rows = [likelihood.cost(at + step)[1] - likelihood.cost(at - step)[1] for step in _STEP * np.eye(len(at))]
    half = np.array(rows) / (2 * _STEP)
    whole: Floats = (half + half.T) / 2
    return whole
