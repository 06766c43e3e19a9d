"""How often campaigns are misjudged: `python -m benchmarks.campaigns [--runs N] [--stories N]`.

Two versions are pitched to 20 people a day each, and looked at on 28 days from the day on which the first pitches are of age. Where there
is no difference, how often is it advised to switch; where 12 and 24 % say yes, how often is it found? And how often does the
interval of a share hold the share, where that is drawn from what is believed beforehand? How often is it advised to stop or to
scale where neither is right, and to answer an objection that is no commoner than another?
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from salesbook.domain.campaigns.comparing import TOLD_APART, Prior, YesCount, bayes_factors, share_interval
from salesbook.domain.campaigns.evidence import commonest, factor_above, factor_below
from salesbook.domain.campaigns.next_steps import MANY, TOO_FEW

DAYS, A_DAY, RUNS = 28, 20, 4_000
MOST_FALSE, LEAST_FOUND, COVERED = 0.03, 0.95, (0.88, 0.92)
MOST_WRONG = 1 / TOLD_APART


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


def doubted(dice: np.random.Generator, runs: int, share: float) -> tuple[float, float]:
    """The shares of runs of one campaign in which one of the looks advises to stop, and to scale."""
    people = A_DAY * np.arange(1, DAYS + 1)
    yes = np.cumsum(dice.binomial(A_DAY, share, (runs, DAYS)), axis=1)
    found = []
    for factor, bound in ((factor_below, TOO_FEW), (factor_above, MANY)):
        # The factor rises or falls with the number of yes, so that one number a look tells all runs apart.
        reached = [
            np.array([factor(YesCount(said, int(asked)), bound) >= TOLD_APART for said in range(asked + 1)])
            for asked in people
        ]
        found.append(np.any([reached[day][yes[:, day]] for day in range(DAYS)], axis=0).mean())
    return float(found[0]), float(found[1])


def named(dice: np.random.Generator, runs: int, shares: Sequence[float]) -> tuple[float, float]:
    """The shares of runs in which one of the looks names the first objection as the commonest, and any other; five a day."""
    first, other = 0, 0
    for _ in range(runs):
        said = np.cumsum(dice.multinomial(5, shares, DAYS), axis=0)
        names = {
            commonest({str(n): int(times) for n, times in enumerate(look)}, len(shares)) for look in said
        }
        first, other = first + ("0" in names), other + bool(names - {"0", ""})
    return first / runs, other / runs


def stories(times: int) -> None:
    """The story of the tests, by other throws of the dice: three weeks of calls and letters for each of two versions, by the real actions."""
    from tests.actions.story import made_up_firm
    from tests.actions.vmi import CONTACTS, V2, learnt_of, told

    named = found = covered_all = 0
    for seed in range(1, times + 1):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SALESBOOK_DATA"] = folder
            objection, pair, coverages = learnt_of(told(made_up_firm(Path(folder) / "firm", CONTACTS, seed)))
        named += objection == "Trust"
        found += pair["switch"] and pair["b"] == V2
        covered_all += all(one == 1 for one in coverages)
    print(f"{times:,} stories: the planted objection named first in {named:,}, the better version told apart in {found:,}, "
          f"everybody pitched within three weeks in {covered_all:,}")  # fmt: skip


def main() -> None:
    """Print all of it, each beside its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument(
        "--stories", type=int, default=0, help="tell the story of two versions so often, and nothing else"
    )
    options = parser.parse_args()
    runs = options.runs
    if options.stories:
        stories(options.stories)
        return
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
    for share in (0.02, 0.05, 0.12, 0.2, 0.35):
        stop, scale = doubted(dice, runs, share)
        print(
            f"{share:.0%} say yes: advised to stop in {stop:.1%}, to scale in {scale:.1%} of {runs:,} (bar: in the wrong at most {MOST_WRONG:.1%})"
        )
    for shares in ((1 / 6,) * 6, (0.3, 0.3, 0.1, 0.1, 0.1, 0.1), (0.5, 0.1, 0.1, 0.1, 0.1, 0.1)):
        right, wrong = named(dice, runs // 4, shares)
        print(
            f"objections {', '.join(f'{one:.0%}' for one in shares)}: the first named in {right:.1%}, another in {wrong:.1%} of {runs // 4:,} (bar: in the wrong at most {MOST_WRONG:.1%} each)"
        )


if __name__ == "__main__":
    main()
