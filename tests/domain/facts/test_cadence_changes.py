"""How often cadences asked for a touch: what `today` keeps of it, and how due dates of before are judged."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.cadence_changes import intervals_in_force, kept_cadence_changes
from salesbook.domain.facts.due_dates import due_dates
from salesbook.domain.report.content import sales_report
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.plan import Plan
from tests.helpers import book, carry_out, column, grid, snapshot, world_parts

MONDAY = date(2026, 3, 2)
CADENCES = """
    Cadence | Kind     | Every | Unit  | Grace days | Channels
    Monthly | Customer | 1     | month | 5          | Call
    Rare    | Prospect |       |       |            | Call
"""
COLUMNS = ("Cadence", "Since", "Every before", "Every after", "Unit before", "Unit after", "Grace days before", "Grace days after")  # fmt: skip
FIRST = [("Monthly", MONDAY, None, 1, None, "month", None, 5), ("Rare", MONDAY, None, None, None, None, None, None)]  # fmt: skip


def kept(store):
    return list(zip(*(column(store, "CadenceChanges", name) for name in COLUMNS), strict=True))


def keep(store, day):
    seen = snapshot(store)
    world = World(frames(seen)[0], read_settings(seen)[0], day)
    carry_out(store, Plan(tuple(kept_cadence_changes(world))))


def asks(store, every):
    store.grids["Cadences"] = grid("Cadences", CADENCES.replace("| 1     |", f"| {every} |"))


@pytest.fixture
def store():
    made = book(Cadences=CADENCES)
    keep(made, MONDAY)
    return made


def test_a_cadence_is_kept_as_it_is_when_it_is_first_seen_and_no_more_while_it_stays(store):
    assert kept(store) == FIRST
    keep(store, MONDAY)
    keep(store, MONDAY + timedelta(days=1))
    assert kept(store) == FIRST


def test_a_change_is_kept_with_what_was_before(store):
    asks(store, 2)
    keep(store, date(2026, 3, 9))
    assert kept(store) == [*FIRST, ("Monthly", date(2026, 3, 9), 1, 2, "month", "month", 5, 5)]


def test_of_several_changes_of_a_day_the_last_stays_and_what_was_taken_back_is_none(store):
    tuesday = MONDAY + timedelta(days=1)
    for every in (2, 3):
        asks(store, every)
        keep(store, tuesday)
    assert kept(store) == [*FIRST, ("Monthly", tuesday, 1, 3, "month", "month", 5, 5)]
    asks(store, 1)
    keep(store, tuesday)
    assert kept(store) == FIRST
    asks(store, 4)
    keep(store, MONDAY)
    assert kept(store) == [("Monthly", MONDAY, None, 4, None, "month", None, 5), FIRST[1]]


def test_a_book_looked_at_as_of_a_past_day_is_left_alone(store):
    asks(store, 2)
    keep(store, MONDAY - timedelta(days=1))
    assert kept(store) == FIRST


def test_a_book_without_the_table_keeps_nothing():
    tables, settings = world_parts(Cadences=CADENCES)
    del tables["CadenceChanges"]
    assert kept_cadence_changes(World(tables, settings, MONDAY)) == []


def rule(dice):
    return dice.choice([1, 2, 1.5, 10, 0, None]), dice.choice(["day", "week", "month", None]), dice.choice([0, 3, None])  # fmt: skip


def cadences(rules):
    rows = [f"{name} | {kind} | {every or ''} | {unit or ''} | {'' if grace is None else grace}"
            for (name, kind), (every, unit, grace) in zip((("Monthly", "Customer"), ("Rare", "Prospect")), rules, strict=True)]  # fmt: skip
    return "\n".join(["Cadence | Kind | Every | Unit | Grace days", *rows])


@pytest.mark.parametrize("seed", range(12))
def test_each_day_is_judged_by_the_row_that_was_in_force(seed):
    """The oracle: the book as it stood on that day."""
    dice = random.Random(seed)
    contacts = "Contact ID | Kind\nC1 | Customer\nC2 | Prospect\nC3 | Partner"
    days = [MONDAY + timedelta(days=n) for n in range(12)]
    store = book(Contacts=contacts)
    rules = [rule(dice), rule(dice)]
    as_of = {}
    for day in days:
        for n in (0, 1):
            if dice.random() < 0.3:
                rules[n] = rule(dice)
        store.grids["Cadences"] = grid("Cadences", cadences(rules))
        keep(store, day)
        as_of[day] = cadence_used(World(*world_parts(Contacts=contacts, Cadences=cadences(rules)), day))
    seen = snapshot(store)
    world = World(frames(seen)[0], read_settings(seen)[0], days[-1])
    for day, used in as_of.items():
        then = intervals_in_force(world, np.arange(3), np.full(3, np.datetime64(day)))
        assert then.months.tolist() == used.months.tolist()
        assert then.days.tolist() == used.days.tolist()
        assert then.known.tolist()[:2] == [True, True]
    before = intervals_in_force(world, np.arange(3), np.full(3, np.datetime64(MONDAY - timedelta(days=1))))
    assert before.months.tolist() == as_of[MONDAY].months.tolist()
    assert not before.known.any()


LIVED = {
    "Contacts": "Contact ID | Kind | Owner\nC1 | Customer | ann",
    "Team": "Rep | Calls per day\nann | 5",
    "Activities": "Activity ID | Contact ID | When | By | Channel | Outcome\nX1 | C1 | 2026-03-02 | ann | Call | Spoke\nX2 | C1 | 2026-04-27 | ann | Call | Spoke",
    "Cadences": "Cadence | Kind | Every | Unit | Grace days | Channels\nMonthly | Customer | 1 | week | 0 | Call",
}
CHANGED = """
    Cadence | Since      | Every before | Every after | Unit before | Unit after | Grace days after
    Monthly | 2026-03-01 |              | 2           |             | month      | 0
    Monthly | 2026-04-20 | 2            | 1           | month       | week       | 0
"""


@pytest.mark.parametrize(("changes", "states", "unknown"), [(CHANGED, ["Missed"], 0), ("", ["Missed", "Missed"], 2)])  # fmt: skip
def test_who_was_to_be_called_every_two_months_is_not_late_since_it_became_a_week(changes, states, unknown):
    """Touched on 2 March, when two months were asked for, and again on 27 April, when a week was."""
    tables = LIVED | ({"CadenceChanges": changes} if changes else {})
    world = World(*world_parts(**tables), date(2026, 5, 30))
    assert world.get(due_dates).state.tolist() == states
    report = sales_report(world, ReportPeriod(date(2026, 3, 1), date(2026, 5, 30)))
    said = [text for text in report.left_out if "CadenceChanges" in text]
    assert report.rhythm.unknown == unknown
    assert [text.partition(":")[0] for text in said] == (["2 due dates are judged by the cadences first kept on Runs (CadenceChanges)"] if unknown else [])  # fmt: skip
