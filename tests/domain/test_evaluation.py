"""How well a past score told who came back: the figures, what counts as coming back, and the bars on CDNOW."""

from __future__ import annotations

import itertools
import re
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.actions.pages.evaluation import evaluation_page, evaluation_text, evaluation_verdict, findings
from salesbook.domain.evaluation.evaluation import (
    ALIVE,
    DAYS_SINCE_TOUCH,
    EXPECTED,
    FREQUENCY_FACTOR,
    SCORE,
    evaluate,
)
from salesbook.domain.evaluation.ranking import Ranking, aucs
from salesbook.errors import BadInput
from tests.domain import cdnow
from tests.helpers import world_parts

SPLIT, UNTIL = date(2024, 1, 31), date(2024, 6, 3)


def ranking(figures, came):
    return Ranking(np.array(figures, float), np.array(came, bool))


# Figures


def test_auc_counts_pairs_in_the_right_order():
    # Came: 2 and 4; did not: 1 and 3. Right: 2-1, 4-1, 4-3; wrong: 2-3.
    assert ranking([4, 3, 2, 1], [1, 0, 1, 0]).auc() == 0.75
    assert ranking([1, 2, 3, 4], [0, 0, 1, 1]).auc() == 1
    assert ranking([1, 2, 3, 4], [1, 1, 0, 0]).auc() == 0
    assert ranking([5, 5, 5, 5], [1, 0, 1, 0]).auc() == 0.5
    assert np.isnan(ranking([1, 2], [1, 1]).auc())


people = st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.integers(0, 3)), min_size=1, max_size=30)


@given(people)
def test_auc_is_what_counting_pairs_one_by_one_gives(rows):
    figures, came, times = zip(*rows, strict=True)
    everybody = [(figure, back) for figure, back, n in rows for _ in range(n)]
    pairs = [
        1 if a > b else 0.5 if a == b else 0
        for (a, one), (b, other) in itertools.product(everybody, repeat=2)
        if one and not other
    ]
    found = ranking(figures, came).auc(np.array(times))
    assert found == pytest.approx(np.mean(pairs) if pairs else np.nan, nan_ok=True)


def test_the_lift_of_the_top_tenth():
    # Of twenty people five came back; of the two at the top both.
    assert ranking(range(20), [0] * 12 + [1, 1, 1] + [0] * 3 + [1, 1]).lift() == pytest.approx(1 / 0.25)
    # One is at the top, and came; the other place is shared by five, of whom one came.
    assert ranking([0] * 14 + [1] * 5 + [2], [0] * 14 + [1, 0, 0, 0, 0, 1]).lift() == pytest.approx(
        (1 + 1 / 5) / 2 / 0.1
    )


def test_the_same_figure_under_another_name_is_no_better_and_no_worse():
    dice = np.random.default_rng(5)
    figure, came = dice.normal(size=80), dice.random(80) < 0.4
    one = {name: Ranking(figure, came) for name in ("a", "b")}
    alone, above = aucs(one, np.arange(80))
    assert alone["a"].low < alone["a"].value < alone["a"].high
    assert (above["b"].low, above["b"].value, above["b"].high) == (0, 0, 0)
    assert aucs(one, np.arange(80)) == (alone, above)


def test_the_interval_is_as_wide_as_the_formula_of_hanley_and_mcneil():
    # Radiology 143 (1982): standard error of an area A from n who came and m who did not.
    dice = np.random.default_rng(6)
    came = np.repeat([True, False], [150, 250])
    figure = dice.normal(size=400) + came
    alone, _ = aucs({"x": Ranking(figure, came)}, np.arange(400))
    a = alone["x"].value
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    error = ((a * (1 - a) + 149 * (q1 - a * a) + 249 * (q2 - a * a)) / (150 * 250)) ** 0.5
    assert (alone["x"].high - alone["x"].low) / (2 * 1.96 * error) == pytest.approx(1, abs=0.15)


def test_colleagues_are_drawn_together_so_that_their_number_does_not_narrow_the_interval():
    dice = np.random.default_rng(7)
    came = np.repeat([True, False], [15, 25])
    figure = dice.normal(size=40) + came

    def width(times, customer):
        found = aucs({"x": Ranking(np.repeat(figure, times), np.repeat(came, times))}, customer)[0]["x"]
        return found.high - found.low

    alone = width(1, np.arange(40))
    assert width(9, np.repeat(np.arange(40), 9)) == pytest.approx(alone)
    assert width(9, np.arange(360)) < alone / 2


# Coming back


def firm(*more, orders="", extra_people=""):
    """Forty people called in January; of them the first fifteen ring in March. More activities: Contact, When, Channel, Direction."""
    names = [f"C{n:02d}" for n in range(40)]
    rows = [f"{name} | 2024-01-{1 + n % 28:02d} | Call | Out" for n, name in enumerate(names)]
    rows += [f"{name} | 2024-03-15 | Call | In" for name in names[:15]] + list(more)
    lines = "\n".join(f"X{n} | {row}" for n, row in enumerate(rows))
    frames, settings = world_parts(
        Contacts="Contact ID | Account ID\n" + "\n".join(f"{name} |" for name in names) + "\n" + extra_people,
        Activities="Activity ID | Contact ID | When | Channel | Direction\n" + lines,
        Orders="Order ID | Account ID | Contact ID | Date | Amount\n" + orders,
    )
    return evaluate(frames, settings, SPLIT, UNTIL)


def test_everybody_scored_then_is_looked_at_and_who_was_not_is_counted():
    found = firm(extra_people="N1 |\nN2 |")
    assert (found.people, found.unscored, found.came) == (40, 2, 15)
    assert sum(one.people for one in found.tenths) == 40
    assert [one.name for one in found.figures] == [
        SCORE,
        DAYS_SINCE_TOUCH,
        FREQUENCY_FACTOR,
    ]  # too few orders for a model
    assert found.again == ()


@pytest.mark.parametrize(
    ("row", "came"),
    [
        ("C30 | 2024-02-01 | Email | In", 16),
        ("C30 | 2024-01-31 | Email | In", 15),  # the day of the split
        ("C30 | 2024-06-03 | Email | In", 16),
        ("C30 | 2024-06-04 | Email | In", 15),  # after the last day
        ("C30 | 2024-03-01 | Call | Out", 15),  # we rang them
        ("C05 | 2024-03-01 | Email | In", 15),  # once is enough
    ],
)
def test_being_in_touch_of_their_own_accord_is_coming_back(row, came):
    assert firm(row).came == came


@pytest.mark.parametrize(
    ("order", "came"),
    [
        ("O1 | | C30 | 2024-03-01 | 10", 16),
        ("O1 | | C30 | 2024-03-01 | -10", 15),
        ("O1 | | C30 | 2024-01-20 | 10", 15),
        ("O1 | A1 | | 2024-03-01 | 10", 17),  # both people of the account
    ],
)
def test_ordering_is_coming_back_for_all_people_of_the_customer(order, came):
    both = "D1 | A1\nD2 | A1"
    calls = ["D1 | 2024-01-10 | Call | Out", "D2 | 2024-01-10 | Call | Out"]
    assert firm(*calls, orders=order, extra_people=both).came == came


def test_what_happened_after_the_split_changes_no_score():
    quiet, busy = firm(), firm(*[f"C{n:02d} | 2024-02-10 | Visit | Out" for n in range(40)])
    assert [(one.low, one.people) for one in quiet.tenths] == [(one.low, one.people) for one in busy.tenths]
    assert quiet.figures == busy.figures


@pytest.mark.parametrize(
    ("split", "why"), [(UNTIL, "is not before"), (date(2024, 5, 1), "0 ordered or answered")]
)
def test_where_there_is_nothing_to_tell_it_says_so(split, why):
    frames, settings = world_parts(
        Contacts="Contact ID\nC1",
        Activities="Activity ID | Contact ID | When | Channel\nX1 | C1 | 2024-01-05 | Call",
    )
    with pytest.raises(BadInput, match=why):
        evaluate(frames, settings, split, UNTIL)


# CDNOW: scored at the end of week 39, held against weeks 40 to 78


@cache
def shop():
    world = cdnow.as_of(cdnow.SPLIT)
    assert world.settings["Default interval"] == 90
    return evaluate(world.frames, world.settings, cdnow.SPLIT, cdnow.END)


def figure(name, ranked):
    return next(one for one in ranked if one.name == name)


@cdnow.needed
def test_on_cdnow_the_score_tells_as_well_as_expected_orders_and_better_than_recency():
    found = shop()
    assert (found.people, found.came) == (2357, 684)
    score = figure(SCORE, found.figures).auc.value
    assert score == pytest.approx(0.781, abs=0.002)
    assert score >= figure(EXPECTED, found.figures).auc.value - 0.01
    recency = figure(DAYS_SINCE_TOUCH, found.figures)
    assert recency.auc.value == pytest.approx(0.771, abs=0.002)  # it is days since the last order here
    assert recency.below_score.low > 0
    assert figure(FREQUENCY_FACTOR, found.figures)


@cdnow.needed
def test_on_cdnow_p_alive_is_compared_among_repeat_customers_only():
    found = shop()
    assert ALIVE not in {one.name for one in found.figures}
    assert [one.name for one in found.again] == [SCORE, EXPECTED, ALIVE]
    assert found.repeaters == 946
    assert figure(ALIVE, found.again).auc.value < figure(SCORE, found.again).auc.value


@cdnow.needed
def test_on_cdnow_higher_scores_come_back_more_often_and_orders_are_near_those_expected():
    tenths = shop().tenths
    shares = [one.share.value for one in tenths if one.people >= 100]
    assert shares[-1] > 5 * shares[0]
    for one in tenths:
        assert one.share.low < one.share.value < one.share.high
    total = sum(one.people * one.orders for one in tenths)
    assert total == pytest.approx(1882)
    assert sum(one.people * one.expected for one in tenths) == pytest.approx(1653.4, abs=1)


# The report


def test_the_verdict_says_where_it_may_be_chance():
    assert evaluation_verdict(firm()).startswith("This workbook does not show that the score tells")


@cdnow.needed
def test_the_verdict_and_the_findings_of_cdnow():
    assert evaluation_verdict(shop()) == (
        "The score of 30 Sep 1997 told well who would order or answer in the days up to 30 Jun 1998."
    )
    said = list(findings(shop()))
    assert said[0] == "2,357 people had a score; 684 of them (29 %) came back."
    assert said[3].startswith("It did better than days since the last touch alone (+1.0 in 100, ")
    assert said[4].startswith("It did about as well as the Frequency factor alone (")


@cdnow.needed
def test_the_page_stands_alone_and_says_what_the_text_says():
    page, text = evaluation_page(shop(), "Discs & <Co>"), evaluation_text(shop())
    assert "Discs &amp; &lt;Co&gt;" in page
    assert not re.search(r"(src|href)=|https?://|@import|url\(", page)
    for one in (*shop().figures, *shop().again):
        assert f"{one.auc.value:.3f}" in page
        assert f"{one.auc.value:.3f}" in text
    assert page.count("<svg") == page.count("</svg>") == 3
    spots = [float(x) for x in re.findall(r'c[xy]="([\d.]+)"', page)]
    assert len(spots) == 2 * (len(shop().tenths) + len(shop().figures) + len(shop().again))
    assert all(0 < spot < 640 for spot in spots)


def test_the_page_of_a_book_without_a_model_leaves_its_columns_out():
    page = evaluation_page(firm(extra_people="N1 |"), "")
    assert "BG/NBD</th>" not in page
    assert "1 person without a score then" in page
