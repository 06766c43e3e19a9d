"""Times scoring against plain ways of doing the same: `python -m benchmarks.scores [--quick]`.

Factors: 100,000 contacts with 500,000 activities, against pandas' groupby-apply, one contact after
the other; both start from the same table of touches, and must come to the same numbers. BG/NBD: ten
times the customers of the CDNOW sample, simulated from its fit, against the package `lifetimes` where it
is installed, else against its algorithm. And what scoring anew costs of the whole `today`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import gammaln

from salesbook.actions.base import EVERYTHING
from salesbook.actions.session import world_of
from salesbook.books.file import FileBook
from salesbook.domain.facts.buying_model import WEEK, Buyers, fit, model_of
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.factors import people, people_known
from salesbook.domain.facts.score.table import _account_numbers, score_table
from salesbook.domain.facts.score.weights import FREQUENCY, TALK_TIME, TWO_WAY, scoring_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.scores.plan import plan_scores
from salesbook.domain.world import World
from salesbook.schema import FACTORS
from salesbook.tables.arrays import texts
from salesbook.tables.plan import Plan

TODAY = date(2026, 6, 15)
PAPER = (0.243, 4.414, 0.793, 2.426)
CUSTOMERS = 23_570


def seconds(*works: Callable[[], object], rounds: int = 7) -> list[float]:
    """The middle of some rounds of each; they run in turn, so that the machine's mood hits all."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, found, strict=True):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    return [statistics.median(times) for times in found]


def fresh(world: World) -> World:
    """The same world with nothing computed yet but what both sides start from."""
    new = World(world.frames, world.settings, world.today)
    given = (touch_table, cadence_used, order_days, model_of, scoring_of)
    new._known.update({fact: world.get(fact) for fact in given})
    return new


def by_groups(world: World) -> np.ndarray:
    """The factors that come from touches, as the reference has them: pandas' groupby-apply."""
    scoring, interval = world.get(scoring_of), world.get(cadence_used).interval
    touches = world.get(touch_table)[world.get(touch_table)["points"] > 0].assign(
        interval=lambda t: interval[t["contact"]]
    )

    def one(mine: pd.DataFrame) -> pd.Series:
        every = mine["interval"].iloc[0]
        age, points = mine["age"], mine["points"]
        kept = age[mine["rhythm"]]
        late = max(kept.min() - every, 0) / every if len(kept) else np.inf
        faded = points * 2 ** (-age / (scoring.half_life[FREQUENCY] * every))
        fresh = points * 2 ** (-(age - age.min()) / (scoring.half_life[TWO_WAY] * every))
        minutes = mine["minutes"] * 2 ** (-age / (scoring.half_life[TALK_TIME] * every))
        return pd.Series({
            "Recency": 2.0**-late,
            "Frequency": min(1, faded.sum() / scoring.full_frequency),
            "Two-way": min(1, 2 * fresh[mine["inbound"]].sum() / fresh.sum()),
            "Talk time": min(1, minutes.sum() / scoring.target[TALK_TIME]),
        })  # fmt: skip

    found = touches.groupby("contact")[list(touches.columns)].apply(one)
    found = found.reindex(range(len(interval)))
    contacts = world.frames["Contacts"]
    known = people(
        found["Recency"].fillna(0).to_numpy(), _account_numbers(contacts), texts(contacts, "Status") == "Left"
    )
    found["People known"] = np.where(found["Recency"].isna(), np.nan, people_known(known, scoring))
    return found.to_numpy().T


def factors(folder: Path, contacts: int, activities: int) -> None:
    book = folder / "large.xlsx"
    subprocess.run(
        [sys.executable, "-m", "salesbook", "new", str(book), "--sample", "--contacts", str(contacts),
         "--activities", str(activities), "--today", str(TODAY)],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    world, _ = world_of(FileBook(book).read(EVERYTHING), TODAY)
    (ours,) = seconds(lambda: fresh(world).get(score_table))
    started = time.perf_counter()
    plain = by_groups(world)
    theirs = time.perf_counter() - started
    same = np.array([world.get(score_table)[f"value_{name}"] for name in FACTORS[: len(plain)]])
    assert np.allclose(plain, same, rtol=0, atol=1e-9, equal_nan=True)
    print(f"{contacts:,} contacts, {activities:,} activities")
    print(f"{'factors, scores and trends':<34} {ours:8.3f} s | {theirs:8.2f} s pandas' groupby-apply, factors alone | {theirs / ours:6.0f} times faster (bar: 20)")  # fmt: skip
    (whole,) = seconds(lambda: scored_from_tables(world), rounds=3)
    print(f"{'all that scoring takes, from the tables':<34} {whole:.2f} s")


def scored_from_tables(world: World) -> Plan:
    return plan_scores(World(world.frames, world.settings, world.today))


def simulated(customers: int) -> Buyers:
    """Customers of BG/NBD who came in twelve weeks and were watched up to week 39, as those of the sample."""
    r, alpha, a, b = PAPER
    dice = np.random.default_rng(1)
    age = dice.uniform(27, 39, customers)
    rate, leaves = dice.gamma(r, 1 / alpha, customers), dice.beta(a, b, customers)
    x, last, now = np.zeros(customers, int), np.zeros(customers), np.zeros(customers)
    there = np.ones(customers, bool)
    while there.any():
        now[there] += dice.exponential(1, there.sum()) / np.maximum(rate[there], 1e-12)
        there &= now <= age
        x[there] += 1
        last[there] = now[there]
        there &= dice.random(customers) >= leaves
    return Buyers(x, np.round(last * WEEK).astype(int), np.round(age * WEEK).astype(int))


def plainly(shop: Buyers) -> np.ndarray:
    """The algorithm of `lifetimes`: the likelihood of every customer, and a general minimiser."""
    x, last, age = shop.repeats, shop.last / WEEK, shop.age / WEEK

    def cost(logs: np.ndarray) -> float:
        r, alpha, a, b = np.exp(logs)
        first = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        second = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        stays = -(r + x) * np.log(alpha + age)
        goes = np.where(
            x > 0, np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last), -np.inf
        )
        return -(first + second + np.logaddexp(stays, goes)).mean()

    found = minimize(
        cost, np.full(4, 0.1), method="Nelder-Mead", options={"maxiter": 2000, "xatol": 1e-6, "fatol": 1e-10}
    )
    return np.exp(found.x)


def with_lifetimes(shop: Buyers) -> np.ndarray:
    from lifetimes import BetaGeoFitter

    fitter = BetaGeoFitter()
    fitter.fit(shop.repeats, shop.last / WEEK, shop.age / WEEK)
    return fitter.params_.loc[["r", "alpha", "a", "b"]].to_numpy()


def buying(customers: int) -> None:
    shop = simulated(customers)
    model = fit(shop)
    assert model is not None
    try:
        theirs_found, name, rival = with_lifetimes(shop), "lifetimes", with_lifetimes
    except ImportError:
        theirs_found, name, rival = plainly(shop), "the algorithm of lifetimes", plainly
    found = np.array([model.r, model.alpha, model.a, model.b])
    assert np.allclose(found, theirs_found, rtol=0.01), (found, theirs_found)
    ours, theirs = seconds(lambda: fit(shop), lambda: rival(shop))
    print(f"{f'BG/NBD, {customers:,} customers':<34} {ours:8.3f} s | {theirs:8.2f} s {name} | {theirs / ours:6.0f} times faster (bar: 5)")  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of the size")
    share = 10 if options.parse_args().quick else 1
    buying(CUSTOMERS // share)
    with tempfile.TemporaryDirectory() as folder:
        factors(Path(folder), 100_000 // share, 500_000 // share)


if __name__ == "__main__":
    main()
