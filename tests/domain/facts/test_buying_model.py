"""BG/NBD: the published figures, and orders of every kind."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from scipy.stats import beta

from salesbook.domain.facts.buying_model import (
    ENOUGH,
    Buyers,
    Model,
    alive,
    buyers,
    expected_orders,
    fit,
    model_of,
)
from salesbook.domain.facts.orders import order_days
from salesbook.domain.scores.plan import plan_scores
from salesbook.domain.scores.why import whys
from salesbook.domain.world import World
from salesbook.schema import FACTORS
from tests.domain import cdnow
from tests.helpers import world_parts

TODAY = date(2024, 6, 3)
PAPER = Model(0.243, 4.414, 0.793, 2.426, (0, 0, 0, 0), 0, 0, 0)


def customer(x, last, age):
    """One history, times in weeks."""
    return Buyers(np.array([x]), np.array([last * 7]), np.array([age * 7]))


def a_world(orders, today=TODAY, contacts="", **tables):
    """Orders: Contact ID | Date | Amount. Accounts of the contacts as given."""
    lines = [line.strip() for line in orders.strip().splitlines()]
    who = sorted({line.split(" | ")[0] for line in lines})
    frames, settings = world_parts(
        Contacts="Contact ID | Account ID\n" + (contacts or "\n".join(f"{one} |" for one in who)),
        Orders="Order ID | Contact ID | Date | Amount\n"
        + "\n".join(f"O{n} | {line}" for n, line in enumerate(lines)),
        **tables,
    )
    return World(frames, settings, today)


def histories(*args, **more):
    world = a_world(*args, **more)
    found = buyers(world.get(order_days), world.day)
    columns = (found.repeats, found.last, found.age)
    return list(zip(*(column[world.get(order_days).of_contact].tolist() for column in columns), strict=True))


# Fader, Hardie and Lee (2005), Marketing Science 24(2), section 4, and the authors' notes on BG/NBD.


@cdnow.needed
def test_the_published_fit_of_cdnow():
    model = cdnow.as_of(cdnow.SPLIT).get(model_of)
    assert (model.r, model.alpha) == (pytest.approx(0.243, abs=1e-3), pytest.approx(4.414, abs=1e-3))
    assert (model.a, model.b) == (pytest.approx(0.793, abs=1e-3), pytest.approx(2.426, abs=1e-3))
    assert model.log_likelihood == pytest.approx(-9582.43, abs=0.01)
    assert (model.customers, model.repeaters) == (2357, 2357 - 1411)


@cdnow.needed
def test_the_published_histories_of_cdnow():
    world = cdnow.as_of(cdnow.SPLIT)
    found = buyers(world.get(order_days), world.day)
    ordered = found.repeats[found.repeats >= 0]
    assert (ordered.sum(), (ordered == 0).sum()) == (2457, 1411)
    summary = np.loadtxt(
        cdnow.DATA.with_name("cdnow_summary.csv"), delimiter=",", skiprows=1, usecols=(1, 2, 3)
    )
    ours = np.column_stack([found.repeats, found.last / 7, found.age / 7])[world.get(order_days).of_contact]
    assert np.abs(ours - summary).max() <= 0.005 + 1e-9  # it is rounded to hundredths of a week


@cdnow.needed
def test_the_published_forecasts_of_cdnow():
    model = cdnow.as_of(cdnow.SPLIT).get(model_of)
    one = customer(2, 30.43, 38.86)
    assert expected_orders(model, one, 39)[0] == pytest.approx(1.226, abs=1e-3)
    assert alive(model, one)[0] == pytest.approx(0.7266, abs=5e-4)
    assert alive(model, customer(7, 29.43, 38.86))[0] == pytest.approx(0.642, abs=1e-3)
    assert alive(model, customer(1, 1.71, 38.86))[0] == pytest.approx(0.2122, abs=5e-4)
    published = {0.1429: 0.0078, 1: 0.0532, 3: 0.1506, 31.8571: 1.0405, 32: 1.0437, 78: 1.8576}
    for weeks, expected in published.items():
        assert expected_orders(model, customer(0, 0, 0), weeks)[0] == pytest.approx(expected, abs=1e-3)


@cdnow.needed
def test_the_forecast_of_the_whole_shop_falls_short_by_a_few_per_cent_as_published():
    # Figure 2 of the paper: of all repeat orders up to week 78.
    world, later = cdnow.as_of(cdnow.SPLIT), cdnow.as_of(cdnow.END)
    expected = np.nansum(expected_orders(world.get(model_of), buyers(world.get(order_days), world.day), 39))
    came = len(later.get(order_days).day) - len(world.get(order_days).day)
    assert came == 1882
    assert (2457 + expected) / (2457 + came) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize(
    "model", [PAPER, Model(1.5, 12, 1, 6, (0,) * 4, 0, 0, 0), Model(2, 9, 900, 2900, (0,) * 4, 0, 0, 0)]
)
@pytest.mark.parametrize(("x", "last", "age"), [(0, 0, 0), (1, 2, 39), (40, 300, 310), (3000, 1500, 1500)])
def test_expected_orders_are_those_of_the_model_added_up_customer_by_customer(model, x, last, age):
    # Given rate and chance p of leaving, a living customer orders (1 - e^(-rate p t)) / p times.
    weeks = 52

    chances = beta(model.a, model.b + x).ppf((np.arange(200_000) + 0.5) / 200_000)
    given = -np.expm1(-(model.r + x) * np.log1p(weeks * chances / (model.alpha + age))) / chances
    still = alive(model, customer(x, last, age))[0] if x else 1
    assert expected_orders(model, customer(x, last, age), weeks)[0] == pytest.approx(
        given.mean() * still, rel=1e-4
    )


def simulated(count, seed, r=2.0, alpha=10.0, a=0.8, b=6.0):
    """Histories of customers as the model has them, who came over two years."""
    dice = np.random.default_rng(seed)
    rows = []
    for _ in range(count):
        age, rate, leaves = dice.integers(1, 730), dice.gamma(r) / alpha / 7, dice.beta(a, b)
        x, last = 0, 0.0
        while (next_one := last + dice.exponential(1 / rate)) <= age:
            x, last = x + 1, next_one
            if dice.random() < leaves:
                break
        rows.append((x, int(last), age))
    return Buyers(*np.array(rows).T)


def test_the_fit_finds_the_parameters_that_made_the_orders():
    model = fit(simulated(6000, seed=1))
    found = np.array([model.r, model.alpha, model.a, model.b])
    away = (found - [2, 10, 0.8, 6]) / model.errors
    assert (np.abs(away) < 3).all()
    assert (np.array(model.errors) < 0.15 * found).all()


def test_standard_errors_say_how_far_fits_of_the_same_shop_lie_apart():
    fits = [fit(simulated(600, seed)) for seed in range(40)]
    spread = np.std([math.log(model.r) for model in fits])
    told = np.median([model.errors[0] / model.r for model in fits])
    assert 0.7 < spread / told < 1.4


def test_customers_in_another_order_give_the_same_model_to_the_last_bit():
    shop = simulated(300, seed=2)
    order = np.random.default_rng(3).permutation(300)
    assert fit(Buyers(shop.repeats[order], shop.last[order], shop.age[order])) == fit(shop)


def test_nobody_is_alive_for_sure_because_they_ordered_once():
    assert np.isnan(alive(PAPER, customer(0, 0, 20))[0])
    assert np.isnan(alive(PAPER, customer(-1, 0, 0))[0])
    assert np.isnan(expected_orders(PAPER, customer(-1, 0, 0), 39)[0])


def test_without_anybody_who_ordered_again_there_is_no_model():
    assert fit(Buyers(np.array([0, 0, -1]), np.zeros(3, int), np.array([5, 90, 0]))) is None
    assert fit(Buyers(*np.zeros((3, 0), int))) is None


def test_customers_who_are_all_alike_give_a_model_without_errors():
    model = fit(Buyers(np.full(40, 10), np.full(40, 100), np.full(40, 110)))
    assert model.errors is None
    assert np.isfinite(model.log_likelihood)


# Orders of every kind, as histories: repeat order days, days to the last one, days to today.


def test_orders_of_a_day_are_one():
    assert histories("C1 | 2024-05-04 | 10\nC1 | 2024-05-04 | 20\nC1 | 2024-05-24 | 5") == [(1, 20, 30)]


def test_returns_are_no_orders_and_zero_amounts_are():
    assert histories("C1 | 2024-05-04 | 10\nC1 | 2024-05-20 | -10\nC1 | 2024-05-24 | 0") == [(1, 20, 30)]
    assert histories("C1 | 2024-05-04 | -10") == [(-1, 0, 0)]


def test_orders_of_tomorrow_do_not_count_yet():
    assert histories("C1 | 2024-05-04 | 10\nC1 | 2024-06-04 | 10") == [(0, 0, 30)]
    assert histories("C1 | 2024-06-04 | 10") == [(-1, 0, 0)]


def test_orders_of_colleagues_are_those_of_one_customer():
    orders = "C1 | 2024-05-04 | 10\nC2 | 2024-05-24 | 10\nC3 | 2024-06-03 | 10"
    assert histories(orders, contacts="C1 | A1\nC2 | A1\nC3 |") == [(1, 20, 30), (1, 20, 30), (0, 0, 0)]


def test_the_history_of_a_past_day_ends_there():
    world = a_world("C1 | 2024-05-04 | 10\nC1 | 2024-05-24 | 10")
    found = buyers(world.get(order_days), world.day - 20)
    assert (found.repeats.max(), found.last.max(), found.age.max()) == (0, 0, 10)


def test_one_customer_with_thousands_of_orders_upsets_nothing():
    shop = simulated(200, seed=4)
    whole = Buyers(*(np.append(part, more) for part, more in
                     zip((shop.repeats, shop.last, shop.age), (6000, 6100, 6101), strict=True)))  # fmt: skip
    model = fit(whole)
    assert np.isfinite([model.r, model.alpha, model.a, model.b, model.log_likelihood]).all()
    assert alive(model, whole)[-1] > 0.9
    assert 0 < expected_orders(model, whole, 52)[-1] < 400
    silent = customer(6000, 871, 1000)
    assert alive(model, silent)[0] < 1e-12


# When it is used


def orders_of(repeaters, leave=True):
    """Everybody orders twice a month; of those who order again every second one is gone after a year."""
    lines = [f"N{n} | 2022-01-{n + 1:02d} | 5" for n in range(5)]
    for n in range(repeaters):
        gone = leave and n % 2
        months = [
            (y, m)
            for y in (2022, 2023, 2024)
            for m in range(1, 13)
            if (y, m) <= ((2022, 12) if gone else (2024, 5))
        ]
        lines += [f"C{n:02d} | {y}-{m:02d}-{1 + (n * 7 + m * 5) % 27:02d} | 5" for y, m in months]
    return "\n".join(lines)


def said(world):
    plan = plan_scores(world)
    return plan.messages[1].text, plan.summary["model"], plan.changes[0].columns["Still buying"]


def test_with_enough_customers_who_ordered_again_the_model_is_used_and_told():
    text, model, still = said(a_world(orders_of(ENOUGH)))
    assert text == "Still buying is worked out from 55 customers, 50 of whom have ordered again."
    assert (model["customers"], model["repeaters"]) == (55, 50)
    assert (still[0] > 0.9, still[1] < 0.1) == (True, True)
    assert still[ENOUGH:] == [None] * 5  # ordered once


def test_with_one_fewer_the_rule_is_used_and_told():
    text, model, still = said(a_world(orders_of(ENOUGH - 1)))
    assert text == (
        "Still buying is blank (49 customers have ordered again, it takes 50); "
        "Loyalty goes by the days since the last order."
    )
    assert model is None
    assert set(still) == {None}


def test_where_nobody_seems_ever_to_leave_the_rule_is_used_and_told():
    text, _, still = said(a_world(orders_of(ENOUGH, leave=False)))
    assert text.startswith("Still buying is blank (the orders do not show who has left); ")
    assert set(still) == {None}


def test_a_book_without_orders_says_nothing_of_buying():
    frames, settings = world_parts(Contacts="Contact ID\nC1")
    assert len(plan_scores(World(frames, settings, TODAY)).messages) == 1


def test_why_says_of_customers_whom_nobody_talks_to_when_they_ordered():
    only = "\n".join(f"{name} | 0" for name in FACTORS[:-1])
    world = a_world(orders_of(ENOUGH), Scoring=f"Factor | Weight\n{only}\nLoyalty | 10")
    kept, gone = whys(world)[:2]
    assert kept == "Ordered 8 days ago; nobody talks to them."
    assert gone == "Ordered in December 2022; nobody talks to them."
