"""How many customers must have ordered again before P(alive) can be trusted: `python -m benchmarks.enough`.

Shops are simulated whose true parameters are known. For each size it prints how far P(alive) by the
fit lies from P(alive) by the truth (root mean square over those who ordered again: the middle shop,
and the worst of ten), and the same for the rule that Loyalty follows without a model.
"""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.buying_model import Buyers, Model, alive, fit

SHOPS = 100
# r, alpha (weeks), a, b, and for how many weeks the shop has been open.
KINDS = {
    "music shop of the paper": (0.243, 4.414, 0.793, 2.426, 39),
    "orders every five weeks": (2, 10, 0.8, 6, 104),
    "orders every eight weeks": (1.5, 12, 0.3, 6, 104),
}


def simulated(again: int, kind: tuple[float, ...], dice: np.random.Generator) -> tuple[Buyers, float]:
    """Customers until `again` of them have ordered again, and the median gap between two orders in days."""
    r, alpha, a, b, weeks = kind
    rows: list[tuple[int, int, int]] = []
    gaps: list[float] = []
    while sum(row[0] > 0 for row in rows) < again:
        age, rate, leaves = int(dice.integers(1, weeks * 7)), dice.gamma(r) / alpha / 7, dice.beta(a, b)
        x, last = 0, 0.0
        while rate > 1e-9 and (then := last + dice.exponential(1 / rate)) <= age:
            gaps.append(then - last)
            x, last = x + 1, then
            if dice.random() < leaves:
                break
        rows.append((x, int(last), age))
    return Buyers(*np.array(rows).T), float(np.median(gaps))


def errors(again: int, kind: tuple[float, ...], dice: np.random.Generator) -> tuple[float, float]:
    """Root mean square errors of P(alive) in one shop: by the fit, and by the rule."""
    shop, gap = simulated(again, kind, dice)
    ordered_again = shop.repeats > 0
    true = alive(Model(*kind[:4], (0.0,) * 4, 0.0, 0, 0), shop)[ordered_again]
    rule = np.exp2(-(shop.age - shop.last)[ordered_again] / (2 * gap))
    model = fit(shop)
    assert model is not None
    told = alive(model, shop)[ordered_again]
    return float(np.sqrt(np.mean((told - true) ** 2))), float(np.sqrt(np.mean((rule - true) ** 2)))


def main() -> None:
    dice = np.random.default_rng(1)
    print(f"{'shop':<26} {'ordered again':>13} {'fit, middle':>12} {'fit, worst of ten':>18} {'rule':>6} {'fit nearer':>11}")  # fmt: skip
    for name, kind in KINDS.items():
        for again in (10, 20, 30, 50, 100, 200):
            found = np.array([errors(again, kind, dice) for _ in range(SHOPS)])
            middle, worst = np.quantile(found[:, 0], [0.5, 0.9])
            rule, nearer = np.median(found[:, 1]), np.mean(found[:, 0] < found[:, 1])
            print(f"{name:<26} {again:>13} {middle:>12.3f} {worst:>18.3f} {rule:>6.3f} {nearer:>11.0%}")


if __name__ == "__main__":
    main()
