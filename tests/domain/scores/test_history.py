"""ScoreHistory: a row a week, one a month after a year, never too many; and what changed since."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from salesbook.books.memory import grid_of
from salesbook.domain.scores import history
from salesbook.domain.scores.plan import plan_scores
from salesbook.domain.world import World
from salesbook.errors import NotASalesbook
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.records import Runner
from tests.helpers import book, carry_out, column, snapshot
from tests.sessions import run

MONDAY = date(2026, 6, 8)
CONTACTS = "Contact ID\nC1\nC2\nC3"
ACTIVITIES = """
    Activity ID | When       | Contact ID | Channel | Direction
    X1          | 2026-06-01 | C1         | Call    | Out
    X2          | 2026-06-01 | C2         | Call    | In
"""


def a_store(activities="", rows=()):
    store = book(Contacts=CONTACTS, Activities=ACTIVITIES + activities)
    if rows:
        store.grids["ScoreHistory"] = grid_of("ScoreHistory", list(rows))
    return store


def score(store, today):
    """Scores as of a day, written into the store."""
    seen = snapshot(store)
    found = plan_scores(World(frames(seen)[0], read_settings(seen)[0], today))
    carry_out(store, found)
    return found


def rows(store):
    cells = zip(
        *(column(store, "ScoreHistory", name) for name in ("Date", "Contact ID", "Score")), strict=True
    )
    return [row for row in cells if row[0]]


def days_of(store, contact="C1"):
    return [day for day, who, _ in rows(store) if who == contact]


def a_row(day, score=50.0, contact="C1"):
    return {"Date": day, "Contact ID": contact, "Score": score}


def test_everybody_with_a_score_gets_a_row_with_the_score_of_the_day():
    store = a_store()
    score(store, MONDAY)
    scores = column(store, "Contacts", "Score")
    assert rows(store) == [(MONDAY, "C1", scores[0]), (MONDAY, "C2", scores[1])]  # nobody has spoken to C3


def test_a_week_has_one_row_that_of_its_first_run():
    store = a_store()
    for days in (2, 2, 3, 6, 7, 13, 21):
        score(store, MONDAY + timedelta(days=days))
    assert days_of(store) == [MONDAY + timedelta(days=days) for days in (2, 7, 21)]


def test_who_is_scored_for_the_first_time_later_in_the_week_gets_a_row_then():
    store = a_store("    X3 | 2026-06-10 | C3 | Call | Out")
    score(store, MONDAY)
    score(store, MONDAY + timedelta(days=3))
    assert days_of(store, "C3") == [MONDAY + timedelta(days=3)]
    assert days_of(store) == [MONDAY]


def test_after_a_year_the_first_row_of_each_month_stays():
    days = [MONDAY - timedelta(weeks=weeks) for weeks in range(70, 0, -1)]
    others = [a_row(days[1], contact=who) for who in ("C2", "gone", "left")]  # two are not in Contacts
    store = a_store(rows=[a_row(day) for day in days] + others)
    score(store, MONDAY)
    year_ago = MONDAY - timedelta(days=365)
    old = [day for day in days if day < year_ago]
    firsts = [
        day for day in old if not any((d.year, d.month) == (day.year, day.month) for d in old if d < day)
    ]
    assert sorted(days_of(store)) == [*firsts, *(day for day in days if day >= year_ago), MONDAY]
    for who in ("C2", "gone", "left"):
        assert days_of(store, who)[0] == days[1]  # each person's own first


def test_thinning_again_changes_nothing_more():
    store = a_store(rows=[a_row(MONDAY - timedelta(days=days)) for days in range(400, 360, -1)])
    score(store, MONDAY)
    before = rows(store)
    score(store, MONDAY)
    assert rows(store) == before


def test_the_oldest_days_go_before_there_are_too_many(monkeypatch):
    monkeypatch.setattr(history, "MOST_SCORES", 6)
    store = a_store(
        rows=[
            a_row(MONDAY - timedelta(weeks=weeks), contact=who) for weeks in (3, 2, 1) for who in ("C1", "C2")
        ]
    )
    score(store, MONDAY)
    assert sorted({day for day, *_ in rows(store)}) == [
        MONDAY - timedelta(weeks=2),
        MONDAY - timedelta(weeks=1),
        MONDAY,
    ]
    assert len(rows(store)) == 6


def test_where_a_week_alone_is_too_much_nothing_is_kept_and_it_says_so(monkeypatch):
    monkeypatch.setattr(history, "MOST_SCORES", 1)
    store = a_store()
    found = score(store, MONDAY)
    assert rows(store) == []
    assert found.messages[-1].text == "ScoreHistory is not kept: a week would be 2 rows, and it holds 1."


def test_looking_at_a_past_day_leaves_it_alone():
    store = a_store()
    score(store, MONDAY)
    before = rows(store)
    score(store, MONDAY - timedelta(days=1))
    assert rows(store) == before


# What changed


def changed(store, today):
    score(store, today)
    return column(store, "Contacts", "What changed")


def test_nothing_is_said_until_there_is_an_earlier_week():
    store = a_store()
    assert changed(store, MONDAY) == [None, None, None]
    assert changed(store, MONDAY + timedelta(days=6)) == [None, None, None]


def test_the_change_is_that_since_the_last_row_of_an_earlier_week():
    store = a_store()
    score(store, MONDAY)
    was = column(store, "Contacts", "Score")[0]
    told = changed(store, MONDAY + timedelta(days=200))[0]
    now = column(store, "Contacts", "Score")[0]
    assert told == f"−{round(was) - round(now)} since 8 Jun ({was:.0f} to {now:.0f}): no contact."
    assert now < was


def test_touches_since_then_are_named_the_latest_first():
    more = """
        X3 | 2026-06-08 | C1 | Visit | Out
        X4 | 2026-06-09 | C1 | Email | In
        X5 | 2026-06-16 | C1 | Call  | Out
    """
    store = a_store(more)
    score(store, MONDAY)
    told = changed(store, date(2026, 6, 16))[0]
    assert told.startswith("+")
    assert told.endswith("): call 16 Jun, email 9 Jun.")  # the visit was known on the 8th


def test_many_touches_are_counted():
    more = "\n".join(f"X{n} | 2026-06-{n:02d} | C1 | Call | Out" for n in range(10, 15))
    store = a_store(more)
    score(store, MONDAY)
    assert changed(store, date(2026, 6, 15))[0].endswith(
        ": call 14 Jun, call 13 Jun, call 12 Jun and 2 more."
    )


# Workbooks made before


def a_store_without(*tables):
    store = a_store()
    for name in tables:
        del store.grids[name]
    return store


@pytest.mark.parametrize("name", ["scores", "today"])
def test_a_workbook_without_the_table_is_scored_all_the_same(name):
    store = a_store_without("ScoreHistory")
    runner = Runner("", "", datetime(2026, 6, 8, 9))
    result = run(name, store, today=MONDAY, runner=runner)
    assert column(store, "Contacts", "Band")[0] == "Fair"
    assert "ScoreHistory" not in result.edits


def test_a_workbook_without_a_table_of_the_first_version_is_none():
    store = a_store_without("ScoreHistory", "Orders")
    with pytest.raises(NotASalesbook):
        run("scores", store, today=MONDAY, runner=Runner("", "", MONDAY))


def test_the_figures_add_up_and_a_rise_without_contact_is_not_said_to_be_nothing():
    """An order of the firm, a talk with a colleague, or other rows: something is always named."""
    store = a_store()
    score(store, MONDAY)
    history = store.grids["ScoreHistory"].columns["Score"]
    history[:] = [number - 9.6 for number in history]
    for told in filter(None, changed(store, MONDAY + timedelta(days=7))):
        sign, by, before, now = re.fullmatch(
            r"([+−])(\d+) since 8 Jun \((\d+) to (\d+)\): .+\.", told
        ).groups()
        assert int(now) - int(before) == int(by) * (1 if sign == "+" else -1)
        assert ("no contact" in told) <= (sign == "−")


def test_rows_have_the_name_and_of_namesakes_the_id_with_it():
    people = "Contact ID | First name | Last name\nC1 | Ada | Ruiz\nC2 | Ada | Ruiz\nC3 | Bo | Lind"
    store = book(Contacts=people, Activities=ACTIVITIES)
    score(store, MONDAY)
    assert [name for name in column(store, "ScoreHistory", "Name") if name] == [
        "Ada Ruiz (C1)",
        "Ada Ruiz (C2)",
    ]
