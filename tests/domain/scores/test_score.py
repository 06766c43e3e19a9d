"""The score equals a slow reference written from the text, and has the properties that the text promises."""

from __future__ import annotations

import random
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from salesbook.domain.facts.buying_model import model_of
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.scores.plan import plan_scores
from salesbook.schema import FACTORS
from tests.domain.random_books import SETTINGS, TODAY, a_book, a_shop, an_activity, some_settings, world_of
from tests.domain.reference import Reference

CLOSE = 1e-9
LOGS = 200


def columns_of(world):
    """What is written into Contacts, by contact."""
    plan = plan_scores(world)
    change = plan.changes[0]  # the other is for Accounts
    names = list(change.columns)
    rows = zip(*(change.columns[name] for name in names), strict=True)
    return {key: dict(zip(names, row, strict=True)) for key, row in zip(change.handles, rows, strict=True)}


def values_of(book, today=TODAY):
    """Factor values in 0..1 by contact and factor."""
    scores = world_of(book, today=today).get(score_table)
    return {factor: scores[f"value_{factor}"].to_numpy() for factor in FACTORS}


@pytest.mark.parametrize("seed", range(LOGS))
def test_the_score_equals_the_reference(seed):
    dice = random.Random(seed)
    book, settings = a_book(dice), some_settings(dice)
    reference = Reference(book, settings)
    world = world_of(book, settings)
    raw = world.get(score_table)["raw"]
    for key, row in columns_of(world).items():
        expected = reference.score(key, TODAY)
        assert row["Band"] == expected.band
        assert (row["Trend"] or "") == reference.trend(key, TODAY)
        assert (reference.cadence(reference.contacts[key]) or {}).get("Cadence") == row["Cadence used"]
        if expected.score is None:
            assert row["Score"] is None
        else:
            assert raw[key] == pytest.approx(expected.score, abs=CLOSE)
            assert row["Score"] == round(raw[key], 1)
        for factor in FACTORS:
            assert row[factor] == pytest.approx(expected.factors[factor], abs=CLOSE)


@pytest.mark.parametrize("seed", range(8))
def test_the_score_equals_the_reference_where_orders_tell_who_still_buys(seed):
    dice = random.Random(seed)
    book, settings = a_shop(dice), some_settings(dice)
    reference, world = Reference(book, settings), world_of(book, settings)
    assert world.get(model_of) is not None
    for key, row in columns_of(world).items():
        expected = reference.score(key, TODAY, model=world.get(model_of))
        contact = reference.contacts[key]
        assert row["Still buying"] == pytest.approx(
            reference.still_buying(contact, TODAY, world.get(model_of)), abs=CLOSE
        )
        assert (row["Trend"] or "") == reference.trend(key, TODAY, world.get(model_of))
        assert row["Band"] == expected.band
        if expected.score is not None:
            assert world.get(score_table)["raw"][key] == pytest.approx(expected.score, abs=CLOSE)
        for factor in FACTORS:
            assert row[factor] == pytest.approx(expected.factors[factor], abs=CLOSE)


@pytest.mark.parametrize("seed", range(3))
def test_no_other_parameters_make_the_orders_likelier(seed):
    book = a_shop(random.Random(seed))
    reference, model = Reference(book, SETTINGS), world_of(book).get(model_of)
    best = [model.r, model.alpha, model.a, model.b]
    likelihood = reference.log_likelihood(TODAY, *best)
    assert likelihood == pytest.approx(model.log_likelihood, abs=1e-6)
    for place in range(4):
        for factor in (0.97, 1.03):
            other = [value * factor if at == place else value for at, value in enumerate(best)]
            assert reference.log_likelihood(TODAY, *other) < likelihood


@pytest.mark.parametrize("seed", range(LOGS, LOGS + 40))
def test_factor_columns_add_up_to_the_score(seed):
    dice = random.Random(seed)
    for row in columns_of(world_of(a_book(dice), some_settings(dice))).values():
        parts = [row[factor] for factor in FACTORS if row[factor] is not None]
        if row["Score"] is None:
            assert not parts
        else:
            assert abs(sum(parts) - row["Score"]) <= 0.05 + CLOSE


books = st.builds(lambda seed: a_book(random.Random(seed)), st.integers(0, 10**9))
shops = st.builds(lambda seed: a_shop(random.Random(seed)), st.integers(0, 10**9))
few = hypothesis_settings(max_examples=25)


@few
@given(st.one_of(books, shops), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(book, dice):
    ordered = {"Cadences", "TouchPoints"}  # there the upper of equals counts
    shuffled = {
        name: rows if name in ordered else dice.sample(rows, len(rows)) for name, rows in book.items()
    }
    one, other = columns_of(world_of(book)), columns_of(world_of(shuffled))
    assert one.keys() == other.keys()
    for key, row in one.items():
        for factor in (*FACTORS, "Score"):
            assert row[factor] == pytest.approx(other[key][factor], abs=CLOSE)
        assert row["Band"] == other[key]["Band"]


@few
@given(books, st.integers(0, 10**9))
def test_another_touch_never_lowers_recency_frequency_or_talk_time(book, seed):
    dice = random.Random(seed)
    ids = [contact["Contact ID"] for contact in book["Contacts"]]
    more = {**book, "Activities": [*book["Activities"], an_activity(dice, 999, ids)]}
    before, after = values_of(book), values_of(more)
    for factor in ("Recency", "Frequency", "Talk time"):
        was = np.nan_to_num(before[factor])
        assert (np.nan_to_num(after[factor]) >= was - CLOSE).all()


@few
@given(books, st.integers(1, 400))
def test_silence_never_raises_a_factor_but_loyalty(book, days):
    past = {
        **book,
        "Activities": [row for row in book["Activities"] if row["When"] <= TODAY],
        "Orders": [row for row in book["Orders"] if row["Date"] <= TODAY],
    }
    now, later = values_of(past), values_of(past, today=TODAY + timedelta(days=days))
    for factor in FACTORS[:-1]:
        assert not (later[factor] > now[factor] + CLOSE).any()


@few
@given(books)
def test_scores_lie_between_0_and_100(book):
    scores = world_of(book).get(score_table)["raw"].dropna()
    assert scores.between(-CLOSE, 100 + CLOSE).all()


@few
@given(st.one_of(books, shops), st.integers(1, 400))
def test_scores_as_of_any_past_day_are_those_of_a_log_cut_off_there(book, ago):
    day = TODAY - timedelta(days=ago)
    cut = {
        **book,
        "Activities": [row for row in book["Activities"] if row["When"] <= day],
        "Orders": [row for row in book["Orders"] if row["Date"] <= day],
    }
    assert columns_of(world_of(book, today=day)) == columns_of(world_of(cut, today=day))


@few
@given(books)
def test_nothing_after_today_matters(book):
    until = {
        **book,
        "Activities": [row for row in book["Activities"] if row["When"] <= TODAY],
        "Orders": [row for row in book["Orders"] if row["Date"] <= TODAY],
        "Contacts": [{**row, "Created": row["Created"] if row["Created"] and row["Created"] <= TODAY else None}
                     for row in book["Contacts"]],
    }  # fmt: skip
    scores, same = world_of(book).get(score_table), world_of(until).get(score_table)
    assert scores.equals(same)
