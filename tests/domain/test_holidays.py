"""Public holidays come into the book by themselves, once, and a manager's own choice stays."""

from __future__ import annotations

from datetime import date

from salesbook.actions.session import world_of
from salesbook.domain.facts.holidays import plan_holidays
from tests.helpers import book, carry_out, column, snapshot

TEAM = """
    Rep | Country | Active
    Ana | ES      | Yes
    Ben | de      | Yes
    Cy  | FR      | No
    Di  | XX      | Yes
"""


def planned(store, today=date(2026, 6, 15)):
    return plan_holidays(world_of(snapshot(store), today)[0])


def test_countries_of_active_reps_get_their_days_of_this_year():
    store = book(Team=TEAM)
    plan = planned(store)
    carry_out(store, plan)
    days = list(zip(column(store, "Holidays", "Country"), column(store, "Holidays", "Date"), strict=True))
    assert ("ES", date(2026, 1, 6)) in days
    assert ("DE", date(2026, 10, 3)) in days
    assert {country for country, _ in days} == {"ES", "DE"}
    assert {day.year for _, day in days} == {2026}
    assert plan.messages[0].text.startswith("Put public holidays on the Settings sheet: ")


def test_a_second_time_there_is_nothing_to_add():
    store = book(Team=TEAM)
    carry_out(store, planned(store))
    assert planned(store).changes == ()


def test_in_autumn_the_next_year_comes_too():
    store = book(Team=TEAM)
    carry_out(store, planned(store, date(2026, 11, 1)))
    assert {day.year for day in column(store, "Holidays", "Date")} == {2026, 2027}


def test_a_country_with_days_of_its_own_is_left_alone():
    store = book(Team=TEAM, Holidays="""
        Country | Date       | Name
        ES      | 2026-08-15 | our own
    """)  # fmt: skip
    carry_out(store, planned(store))
    days = list(zip(column(store, "Holidays", "Country"), column(store, "Holidays", "Name"), strict=True))
    assert [name for country, name in days if country == "ES"] == ["our own"]


def test_a_team_without_countries_needs_none():
    assert planned(book(Team="Rep | Country\nAna |")).changes == ()
