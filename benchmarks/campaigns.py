"""How often campaigns are misjudged: `python -m benchmarks.campaigns [--runs N]`.

Two versions are pitched to 20 people a day each, and looked at on 28 days from the day on which the first pitches are of age. Where there
is no difference, how often is it advised to switch; where 12 and 24 % say yes, how often is it found? And how often does the
interval of a share hold the share, where that is drawn from what is believed beforehand?
"""

from __future__ import annotations

import argparse

import numpy as np

from salesbook.domain.campaigns.comparing import TOLD_APART, Prior, YesCount, bayes_factors, share_interval

DAYS, A_DAY, RUNS = 28, 20, 4_000
MOST_FALSE, LEAST_FOUND, COVERED = 0.03, 0.95, (0.88, 0.92)


def advised(dice: np.random.Generator, runs: int, a: float, b: float) -> tuple[float, float]:
    """The shares of runs in which one of the looks advises to switch to `b`, and to either: `a` and `b` are the true shares of yes."""
    people = A_DAY * np.arange(1, DAYS + 1)
    yes = [np.cumsum(dice.binomial(A_DAY, share, (runs, DAYS)), axis=1) for share in (a, b)]
    factor = bayes_factors(
        np.array([yes[0], np.broadcast_to(people, yes[0].shape)]),
        np.array([yes[1], np.broadcast_to(people, yes[1].shape)]),
    )
    sure = factor >= TOLD_APART
    return float((sure & (yes[1] > yes[0])).any(axis=1).mean()), float(sure.any(axis=1).mean())


def covered(dice: np.random.Generator, runs: int, prior: Prior) -> float:
    """How often the interval of a share holds it; the share is drawn from the prior, the number of people from 5 to 300."""
    shares, people = dice.beta(prior.yes, prior.no, runs), dice.integers(5, 301, runs)
    yes = dice.binomial(people, shares)
    bounds = [
        share_interval(YesCount(int(said), int(asked)), prior)
        for said, asked in zip(yes, people, strict=True)
    ]
    return float(np.mean([low <= share <= high for (low, high), share in zip(bounds, shares, strict=True)]))


def main() -> None:
    """Print all of it, each beside its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    dice = np.random.default_rng(16)
    for share in (0.05, 0.12, 0.3):
        _, either = advised(dice, runs, share, share)
        print(
            f"no difference, {share:.0%} say yes: advised to switch in {either:.1%} of {runs:,} (bar: at most {MOST_FALSE:.0%})"
        )
    found, _ = advised(dice, runs, 0.12, 0.24)
    print(f"12 against 24 %: found in {found:.1%} of {runs:,} (bar: at least {LEAST_FOUND:.0%})")
    for prior in (Prior(), Prior(2, 14)):
        share = covered(dice, runs, prior)
        print(
            f"prior {prior.yes:g} and {prior.no:g}: the interval holds the share in {share:.1%} of {runs:,} (bar: {COVERED[0]:.0%} to {COVERED[1]:.0%})"
        )


if __name__ == "__main__":
    main()
