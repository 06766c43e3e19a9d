"""Momentum of accounts, ties of colleagues, and relationships that hang on one person."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from salesbook.domain.cards.find import find
from salesbook.domain.cards.who_knows import who_knows
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.scores.plan import plan_scores
from salesbook.domain.world import World
from tests.domain.random_books import TODAY as RANDOM_TODAY
from tests.domain.random_books import a_book, some_settings, world_of
from tests.domain.reference import Reference
from tests.helpers import world_parts

TODAY = date(2024, 6, 3)
PEOPLE = """
    Contact ID | First name | Account ID | Decision maker | Status
    C1         | Eva        | A1         | Yes            |
    C2         | Max        | A1         |                |
    C3         | Ida        | A1         |                | Left
    C4         | Ole        | A2         |                |
"""


def a_world(*touches, people=PEOPLE, settings=None, today=TODAY, **tables):
    """Touches: contact, days ago, colleague and, if it is no call, channel and direction. Cadence 10 days."""
    lines = [
        f"X{n} | {contact} | {TODAY - timedelta(days=ago)} | {by} | {(more or ['Call'])[0]} | {(more[1:] or ['Out'])[0]}"
        for n, (contact, ago, by, *more) in enumerate(touches)
    ]
    parts = {
        "Contacts": people,
        "Accounts": "Account ID | Account\nA1 | Acme\nA2 | Bolt",
        "Cadences": "Cadence | Every | Unit | Channels\nTen days | 10 | day | Call",
        "TouchPoints": "Channel | Points | Rhythm\nVisit | 2 | Yes\nGift | 0.5 | No",
        "Activities": "Activity ID | Contact ID | When | By | Channel | Direction\n" + "\n".join(lines),
    }
    frames, found = world_parts(**parts | tables)
    return World(frames, {**found, **(settings or {})}, today)


def accounts(*args, **more):
    """The cells of Accounts by account, as dictionaries."""
    change = plan_scores(a_world(*args, **more)).changes[1]
    names = list(change.columns)
    rows = zip(*change.columns.values(), strict=True)
    return {key: dict(zip(names, row, strict=True)) for key, row in zip(change.handles, rows, strict=True)}


def acme(*args, **more):
    return accounts(*args, **more)["A1"]


def score_of(world, contact):
    return world.get(score_table)["raw"][contact]


# Momentum


def test_momentum_is_the_best_score_and_who_does_not_decide_counts_four_fifths():
    touches = [("C1", 30, "ann"), ("C2", 0, "ann")]
    world = a_world(*touches)
    eva, max_ = score_of(world, "C1"), score_of(world, "C2")
    assert 0.8 * max_ > eva
    assert acme(*touches)["Momentum"] == round(0.8 * max_, 1)
    assert acme(*touches, settings={"Momentum of others": 0.1})["Momentum"] == round(eva, 1)
    assert acme(*touches, settings={"Momentum of others": 5.0})["Momentum"] == round(max_, 1)


def test_where_nobody_is_known_to_decide_all_count_in_full():
    world = a_world(("C4", 0, "ann"))
    found = accounts(("C4", 0, "ann"))
    assert found["A2"]["Momentum"] == round(score_of(world, "C4"), 1)


def test_an_account_to_whose_people_nobody_has_spoken_has_no_momentum():
    row = acme(("C3", 0, "ann"))  # who has left
    assert row == {
        "Momentum": None,
        "Momentum trend": None,
        "Our people": 0,
        "Best tie": None,
        "Hangs on": None,
    }


def test_momentum_has_a_trend_of_its_own():
    assert acme(("C1", 60, "ann"), ("C2", 0, "ann"))["Momentum trend"] == "Improving"
    assert acme(("C1", 35, "ann"))["Momentum trend"] == "Declining"
    assert acme(("C1", 300, "ann"))["Momentum trend"] == "Steady"
    assert acme(("C1", 5, "ann"))["Momentum trend"] is None


# Ties: half-life 20 days, so that a call of today is worth 1 and one of 20 days ago 0.5


def best(*touches, **tables):
    return plan_scores(a_world(*touches, **tables)).changes[0].columns["Best tie"][0]


def test_the_best_tie_is_who_has_most_of_the_faded_points():
    assert best(("C1", 0, "ann"), ("C1", 20, "ben")) == "ann"
    assert best(("C1", 0, "ann"), *[("C1", 20, "ben")] * 3) == "ben"  # 1 against 1.5
    assert best(("C1", 0, "ann"), ("C1", 10, "ben", "Visit")) == "ben"  # 1 against 2 * 2^(-1/2)


def test_what_came_from_them_ties_them_to_whom_it_came_to():
    assert best(("C1", 20, "ann"), ("C1", 0, "ben", "Email", "In")) == "ben"


def test_of_equal_ties_the_later_counts_and_then_the_name():
    assert best(("C1", 0, "ben"), ("C1", 0, "ann")) == "ann"
    assert best(("C1", 20, "ann"), ("C1", 20, "ann"), ("C1", 0, "ben")) == "ben"


def test_colleagues_who_are_not_active_introduce_nobody():
    team = "Rep | Active\nann | No\nben |"
    assert best(("C1", 0, "ann"), ("C1", 90, "ben"), Team=team) == "ben"
    assert best(("C1", 0, "ann"), Team=team) is None


def test_nobody_noted_nobody_tied():
    assert best(("C1", 0, "")) is None
    orders = "Order ID | Contact ID | Date\nO1 | C1 | 2024-06-03"
    assert best(Orders=orders) is None


def test_ties_to_an_account_add_up_over_its_people():
    # To Eva ann 1, to Eva and Max ben 2 * 0.6; to Ida, who left, nobody.
    touches = [("C1", 0, "ann"), ("C1", 15, "ben"), ("C2", 15, "ben"), *[("C3", 0, "cy")] * 9]
    assert best(*touches) == "ann"
    assert acme(*touches)["Best tie"] == "ben"


# One person


def test_our_people_are_those_in_touch_within_two_intervals():
    assert acme(("C1", 0, "ann"), ("C2", 20, "ben"))["Our people"] == 2
    assert acme(("C1", 0, "ann"), ("C2", 21, "ben"))["Our people"] == 1
    assert acme(("C1", 0, "ann"), ("C2", 0, "ann"))["Our people"] == 1
    assert acme(("C1", 0, "ann"), ("C1", 0, "ben", "Gift"))["Our people"] == 1  # keeps no rhythm
    assert acme(("C1", 0, "ann"), ("C3", 0, "ben"))["Our people"] == 1


@pytest.mark.parametrize(
    ("touches", "warning"),
    [
        ([("C1", 0, "ann")], "Only ann, and only with Eva"),
        ([("C1", 0, "ann"), ("C2", 9, "ann")], "Only ann is in touch with them"),
        ([("C1", 0, "ann"), ("C1", 9, "ben")], "Only Eva is in touch with us"),
        ([("C1", 0, "ann"), ("C2", 9, "ben")], None),
        ([("C1", 0, ""), ("C2", 9, "")], None),  # nobody knows by whom
        ([("C1", 90, "ann"), ("C2", 90, "ann")], None),  # nobody is in touch: Momentum tells
        ([("C1", 0, "ann"), ("C2", 90, "ben")], "Only ann, and only with Eva"),
    ],
)
def test_a_relationship_that_hangs_on_one_person_is_a_warning(touches, warning):
    assert acme(*touches)["Hangs on"] == warning


def test_somebody_without_a_name_is_named_by_the_id():
    people = "Contact ID | Account ID\nC1 | A1"
    assert acme(("C1", 0, "ann"), people=people)["Hangs on"] == "Only ann, and only with C1"


# Against the slow reference


@pytest.mark.parametrize("seed", range(500, 560))
def test_accounts_equal_the_reference(seed):
    dice = random.Random(seed)
    book, settings = a_book(dice), some_settings(dice)
    if not book["Accounts"]:
        return
    reference, world = Reference(book, settings), world_of(book, settings)
    people, change = plan_scores(world).changes
    for at, account in enumerate(change.handles):
        row = {name: cells[at] for name, cells in change.columns.items()}
        g = reference.gap(RANDOM_TODAY)
        now, before = (reference.momentum(account, RANDOM_TODAY - timedelta(days=ago), g) for ago in (0, 30))
        assert row["Momentum"] == pytest.approx(now, abs=0.05 + 1e-9)
        moved = None if now is None or before is None else now - before
        told = (
            None if moved is None else "Improving" if moved >= 5 else "Declining" if moved <= -5 else "Steady"
        )
        assert row["Momentum trend"] == told
        assert row["Our people"] == len(reference.our_people(account, RANDOM_TODAY))
    for contact, name in zip(people.handles, people.columns["Best tie"], strict=True):
        ties = reference.ties(reference.contacts[contact], RANDOM_TODAY)
        if name is None:
            assert not ties
        else:
            assert ties[name] == pytest.approx(max(ties.values()), abs=1e-9)


# salesbook who


def known(world, text):
    return [
        (one.colleague, round(one.strength, 1), one.last, one.touches, one.people)
        for one in who_knows(world, find(world.frames, text))
    ]


def test_who_knows_a_person():
    world = a_world(("C1", 20, "ann"), ("C1", 40, "ann"), ("C1", 0, "ben"), ("C2", 0, "cy"))
    each = 100 * (1 - 2**-0.5)  # one call today, of a call every ten days
    assert known(world, "Eva") == [
        ("ben", round(each, 1), TODAY, 1, ("Eva",)),
        ("ann", round(0.75 * each, 1), date(2024, 5, 14), 2, ("Eva",)),
    ]


def test_who_knows_an_account_names_the_people_the_best_known_first():
    world = a_world(("C1", 20, "ann"), ("C2", 0, "ann"), ("C1", 0, "ben"), ("C3", 0, "cy"), ("C4", 0, "cy"))
    each = 100 * (1 - 2**-0.5)
    assert known(world, "Acme") == [
        ("ann", round(1.5 * each, 1), TODAY, 2, ("Max", "Eva")),
        ("ben", round(each, 1), TODAY, 1, ("Eva",)),
    ]


def test_whom_nobody_knows():
    assert known(a_world(), "Acme") == []
