"""A complaint that is open for more than 14 days stands on the list of the manager whom Settings names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.callbook import TODAY, calls

TEAM = "Rep | Calls per day | Role\nann | 5 | Sales\nboss | 0 |\ncy | 0 |"
PEOPLE = """
    Contact ID | Kind     | Phone           | Owner | Account ID
    C1         | Customer | +34 976 123 451 | ann   | A1
    C2         | Customer | +34 976 123 452 | ann   | A2
"""
MANAGER = "Setting | Value\nManager | boss"


def lists(days: int, settings: str = MANAGER, **tables: str):
    """Today's lists after a complaint of C1 so many days ago."""
    log = f"Activity ID | When | Contact ID | By | Channel | Direction | Outcome\nX1 | {TODAY - timedelta(days=days)} | C1 | ann | Call | Out | Complaint"
    some = {
        "Team": TEAM,
        "Contacts": PEOPLE,
        "Accounts": "Account ID | Account\nA1 | Berg\nA2 | Carl",
        "Activities": log,
        "Settings": settings,
    }
    return calls(**some | tables)


@pytest.mark.parametrize(("days", "whose", "not_whose"), [(14, "ann", "boss"), (15, "boss", "ann"), (60, "boss", "ann")])  # fmt: skip
def test_after_fourteen_days_it_is_the_manager_s_who_has_no_other_calls(days, whose, not_whose):
    found = lists(days)
    assert "C1" in found.of(whose)
    assert "C1" not in found.of(not_whose)
    assert found.of("cy") == []  # a blank Role is no duty


def test_where_settings_names_nobody_it_stays_with_the_owner():
    assert "C1" in lists(60, "Setting | Value").of("ann")


def test_a_manager_who_is_away_leaves_it_to_the_owner():
    away = f"Rep | From | To\nboss | {TODAY} | {TODAY}"
    assert "C1" in lists(60, Absences=away).of("ann")


def test_others_stay_on_the_lists_on_which_they_were():
    found = lists(60)
    assert "C2" in found.of("ann")
    assert found.of("boss") == ["C1"]
