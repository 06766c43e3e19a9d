"""Of all asks for an introduction only that after a lost deal has a line of its own; the others ride on calls that are due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.callbook import TODAY, Calls, calls

LOST = date(2026, 2, 20)


def listed(
    lost: date, *, talk: str = "2026-02-15", since: str = "2026-01-01", kind: str = "", **tables: str
) -> Calls:
    """The list where C lost a deal and is not due yet, and where D, a loyal customer, is not either."""
    return calls(
        Contacts="Contact ID | First name | Kind | Phone | Created\n"
                 f"C | Cleo | {kind} | +34 976 000 001 | 2024-01-01\nD | Dan | Customer | +34 976 000 002 | 2024-01-01",
        Activities=f"Activity ID | When | Contact ID | Channel | Direction | Outcome\nT1 | {talk} | C | Call | Out | Spoke\nT2 | 2026-02-20 | D | Call | Out | Spoke",
        Orders="Order ID | Contact ID | Date | Amount\nO1 | D | 2025-09-01 | 5\nO2 | D | 2026-01-01 | 5",
        Opportunities="Opportunity ID | Contact ID | Title | Result | Closed | Created | Lost reason\n"
                      f"P1 | C | Tray sealer | Lost | {lost} | 2025-01-01 | price",
        Settings=f"Setting | Value\nParts since | referrals {since}",
        **tables,
    )  # fmt: skip


def test_whoever_lost_interest_is_asked_whom_it_would_suit():
    line = listed(LOST).line("C")
    assert (line["Topic"], line["Letter"], line["Block"]) == ("Referral ask", "lost-deal", "Care")
    assert (line["Why"], line["Talk about"]) == (
        "“Tray sealer” lost 12 days ago: price.", "Thank them for the chance. Ask what decided it. Whom would it suit?",
    )  # fmt: skip


def test_the_loyal_are_asked_when_they_are_due_and_not_before():
    assert listed(LOST).people == ["C"]


@pytest.mark.parametrize(
    ("lost", "asked"), [(TODAY - timedelta(days=7), True), (TODAY - timedelta(days=6), False)]
)
def test_a_week_passes_first(lost, asked):
    assert ("C" in listed(lost).people) == asked


@pytest.mark.parametrize(("since", "asked"), [("2026-02-20", True), ("2026-02-21", False)])
def test_deals_that_were_lost_before_the_part_came_make_no_line(since, asked):
    assert ("C" in listed(LOST, since=since).people) == asked


def test_a_talk_since_the_loss_is_the_place_to_ask():
    assert "C" not in listed(LOST, talk="2026-02-21").people


def test_whoever_was_asked_lately_gets_no_line():
    asked = "Referral ID | From | Status | Asked on\nR1 | C | Asked | 2025-12-01"
    assert "C" not in listed(LOST, Referrals=asked).people


def test_the_duty_of_referral_asks_calls_them():
    team = "Rep | Calls per day | Role\nann | 10 | Sales\nbob | 10 | Front"
    found = listed(LOST, Team=team, Duties="Task | Role\nReferral ask | Front")
    assert found.of("bob") == ["C"]
