"""A small firm's report: days, names and amounts that are missing are told with a number, and the weeks are right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesbook.domain.report.changes import due_before_today, how_scored, what_changed_in
from salesbook.domain.report.content import sales_report
from salesbook.domain.report.period import PeriodKind, ReportPeriod, last_month, last_week
from salesbook.domain.report.rhythm import load_ahead
from salesbook.domain.report.sheet import page_lines
from salesbook.domain.world import World
from tests.helpers import world_parts

MONDAY = date(2026, 11, 30)
WEEK = last_week(MONDAY)
TEAM = "Rep | Calls per day\nana | 10\njonas | 8"
DEALS = """
    Opportunity ID | Owner | Stage | Amount | Created    | Closed     | Result | Lost reason
    P1             | ana   | Offer | 100    | 2026-11-01 | 2026-11-24 | Won    |
    P2             | ana   | Offer |        | 2026-11-02 | 2026-11-25 | Won    |
    P3             | jonas | Trial | 40     |            | 2026-11-23 | Lost   | Price
    P4             | maria | Trial | 60     |            | 2026-11-29 | Lost   | price
    P5             |       | Trial | 30     |            | 2026-11-27 | Lost   |
    P6             | ana   | Offer | 500    |            |            | Won    |
    P7             | ana   | Offer | 900    | 2026-10-31 |            | Open   |
    P8             | jonas |       | 50     |            |            |        |
    P9             | ana   | Offer | 7      | 2026-11-01 | 2026-11-30 | Won    |
"""


def report(today=MONDAY, period=WEEK, **tables):
    frames, settings = world_parts(**{"Team": TEAM} | tables)
    return sales_report(World(frames, settings, today), period)


@pytest.mark.parametrize(("today", "first", "last"), [
    (date(2026, 11, 30), date(2026, 11, 23), date(2026, 11, 29)),  # on a Monday the week that ended yesterday
    (date(2026, 11, 29), date(2026, 11, 16), date(2026, 11, 22)),  # a Sunday is not over
    (date(2027, 1, 3), date(2026, 12, 21), date(2026, 12, 27)),
])  # fmt: skip
def test_the_last_week_is_the_one_that_is_over(today, first, last):
    assert last_week(today) == ReportPeriod(first, last, PeriodKind.WEEK)
    assert last_week(today).before.last == first - timedelta(days=1)


def test_the_last_month_is_the_one_that_is_over_and_january_follows_december():
    assert last_month(date(2026, 11, 30)) == ReportPeriod(
        date(2026, 10, 1), date(2026, 10, 31), PeriodKind.MONTH
    )
    assert last_month(date(2026, 1, 5)).before == ReportPeriod(
        date(2025, 11, 1), date(2025, 11, 30), PeriodKind.MONTH
    )


@pytest.mark.parametrize(("period", "title"), [
    (WEEK, "23 to 29 Nov 2026"), (last_month(MONDAY), "October 2026"),
    (ReportPeriod(date(2026, 11, 30), date(2026, 12, 6)), "30 Nov to 6 Dec 2026"),
    (ReportPeriod(date(2026, 12, 28), date(2027, 1, 3)), "28 Dec 2026 to 3 Jan 2027"),
    (ReportPeriod(MONDAY, MONDAY), "30 Nov 2026"),
])  # fmt: skip
def test_a_period_says_its_days(period, title):
    assert period.title == title


def test_deals_won_and_lost_stand_under_who_owns_them_and_add_up():
    found = report(Opportunities=DEALS)
    assert [(one.rep, one.on_team, one.won.deals, one.won.amount, one.lost.deals) for one in found.closed.owners] == [
        ("ana", True, 2, 100, 0), ("jonas", True, 0, 0, 1), ("maria", False, 0, 0, 1), ("", False, 0, 0, 1),
    ]  # fmt: skip
    assert [(one.reason, one.sum.deals, one.sum.amount) for one in found.closed.reasons] == [
        ("Price", 2, 100),
        ("", 1, 30),
    ]
    assert (found.closed.won.deals, found.closed.lost.amount, found.closed.days_to_win) == (2, 130, 23)
    assert [(one.stage, one.sum.amount, one.age) for one in found.pipeline.stages] == [
        ("Offer", 900, 30),
        ("", 50, None),
    ]
    assert found.disagreeing == []


def test_what_no_figure_counts_is_said_with_a_number():
    assert report(Opportunities=DEALS).left_out == (
        "How many calls were planned is not known: this workbook did not keep it in those days.",
        "1 name is not on the sheet Team: maria. They are counted under what stands there.",
        "1 closed deal has nobody in Owner (Opportunities).",
        "1 of 2 won deals has no amount: the money is that of the others.",
        "1 open deal has no day in Created (Opportunities), so that nobody knows their age.",
        "1 deal is Won or Lost without a day in Closed (Opportunities) and stands in no period.",
        "3 deals were won of nobody in the book (Opportunities names neither account nor contact): what happened around them is not known.",
    )


def test_planned_is_what_calldays_listed_and_since_when_it_knows_is_told():
    kept = "Date | Rep | Cadence | Listed\n2026-11-25 | ana | Prospect | 3\n2026-11-26 | ana | Customer | 2\n2026-11-27 | jonas | | 4\n2026-11-30 | ana | Customer | 9"
    found = report(CallDays=kept)
    assert [(one.rep, one.planned) for one in found.calls.reps] == [("ana", 5), ("jonas", 4)]
    assert found.left_out == (
        "How many calls were planned is known from 25 Nov 2026 on: Planned has none of the days before.",
    )
    assert report(CallDays=kept.replace("11-25", "11-23")).left_out == ()


def test_a_call_without_a_day_or_a_name_is_told():
    found = report(
        Contacts="Contact ID | Created\nC1 | \nC2 | 2026-11-24",
        Activities="Activity ID | When | Contact ID | By | Channel\nX1 | | C1 | ana | Call\nX2 | 2026-11-24 | C1 | | Visit",
        Outbox="Draft ID | Status\nD1 | In doubt",
    )
    assert found.left_out[1:] == (
        "1 call has no day in When (Activities) and is not counted.",
        "1 call has nobody in By (Activities).",
        "1 person who is due has no owner: fill Owner on Contacts or Accounts.",
        "Nobody has a score from before 23 Nov 2026: People by band has nothing to compare with.",
        "1 person has no day in Created (Contacts) and cannot count as new.",
        "1 letter failed or is in doubt, without a day in Sent on (Outbox), and is not counted.",
    )
    assert [(one.rep, one.calls) for one in found.calls.reps] == [("ana", 0), ("jonas", 0), ("", 1)]


def test_due_dates_kept_in_time_are_told_by_calls_and_by_other_touches_which_add_up():
    days = [
        f"2026-11-{day:02} | C{n} | {how}"
        for n, how in enumerate(["Call | Out", "Email | In", "Meeting | "])
        for day in (16, 23)
    ]
    frames, settings = world_parts(
        Contacts="Contact ID | Kind\nC0 | Customer\nC1 | Customer\nC2 | Customer",
        Cadences="Cadence | Kind | Every | Unit | Grace days\nWeekly | Customer | 7 | day | 2",
        Activities="When | Contact ID | Channel | Direction | Activity ID\n" + "\n".join(f"{row} | X{n}" for n, row in enumerate(days)),
    )  # fmt: skip
    world = World(frames, settings, MONDAY)
    found = sales_report(world, WEEK)
    assert (
        "3 of 3 due dates kept in time, 2 by calls and 1 by other touches. 0 missed, 0 still open."
        in what_changed_in(found)
    )
    assert page_lines(world, found)["Kept 1"].text == (
        "Due dates of the rep's people; any touch keeps one, a colleague's too. "
        "On time: 2 by calls, visits and meetings, 1 by other touches, such as answers and orders."
    )


DAY_OLD = {
    "Contacts": "Contact ID | Kind | Owner | Created\nC1 | Customer | ana | 2026-11-25\nC2 | Customer | ana | 2026-11-25",
    "Activities": "Activity ID | When | Contact ID | By | Channel | Outcome\nX1 | 2026-11-25 | C1 | ana | Call | Spoke\nX2 | 2026-11-26 | C2 | ana | Call | Spoke",
    "Opportunities": "Opportunity ID | Owner | Created | Closed | Result\nP1 | ana | 2026-11-25 | 2026-11-27 | Won",
}


def test_a_book_that_began_in_these_days_is_compared_with_nothing():
    found = report(**DAY_OLD)
    assert what_changed_in(found) == ["2 calls.", "Won 1 deal."]
    assert [line.figures[0] for line in _band_lines(found)] == [None] * 4
    assert [line.figures[1] for line in _band_lines(found)] == [0, 2, 0, 0]
    assert (
        "Nobody has a score from before 23 Nov 2026: People by band has nothing to compare with."
        in found.left_out
    )


def test_the_next_week_it_is_compared_with_the_one_in_which_it_began():
    found = report(date(2026, 12, 7), last_week(date(2026, 12, 7)), **DAY_OLD)
    assert what_changed_in(found)[:2] == [
        "0 calls, 2 fewer than the week before (2).",
        "Won 0 deals (the week before: 1).",
    ]
    assert sum(line.figures[0] for line in _band_lines(found)) == 2


def test_last_contacts_that_came_with_an_import_are_no_calls_to_compare_with():
    began = DAY_OLD["Activities"] + "\nX3 | 2026-10-01 | C1 | ana | Call | Imported"
    found = report(**DAY_OLD | {"Activities": began})
    assert what_changed_in(found)[0] == "2 calls."
    assert [line.figures[0] for line in _band_lines(found)] != [None] * 4  # that one has a score of then


def test_days_before_the_first_call_are_told_that_it_came_later():
    found = report(period=ReportPeriod(date(2026, 11, 16), date(2026, 11, 22)), **DAY_OLD)
    assert (
        "The first call on record is of 25 Nov 2026, after these days: report on that week." in found.left_out
    )


def _band_lines(found):
    """The figures of Report's lines of bands: before, and at the end."""
    frames, settings = world_parts(**{"Team": TEAM} | DAY_OLD)
    lines = page_lines(World(frames, settings, found.today), found)
    return [line for name, line in lines.items() if name.startswith("Band ")]


def test_an_account_that_nobody_has_spoken_to_for_long_slips_and_hangs_on_one():
    found = report(
        Accounts="Account ID | Account | Owner | Annual value\nA1 | Cierzo | ana | 5000\nA2 | Levante | ana | 9000",
        Contacts="Contact ID | First name | Account ID\nC1 | Pilar | A1\nC2 | Eva | A2",
        Activities="Activity ID | When | Contact ID | By | Channel | Minutes\nX1 | 2026-09-10 | C1 | ana | Call | 20\nX2 | 2026-11-25 | C2 | ana | Call | 20",
        Cadences="Cadence | Every | Unit | Channels\nMonthly | 1 | month | Call",
    ).accounts
    assert [(one.account, one.why) for one in found.slipping] == [
        ("Cierzo", "Last touch 10 Sep, 81 days ago.")
    ]
    assert found.slipping[0].now < found.slipping[0].before - 5
    assert [(one.account, one.value, one.hangs_on) for one in found.hanging] == [
        ("Levante", 9000, "Only ana, and only with Eva"),
    ]  # fmt: skip


def test_whose_band_contacts_shows_otherwise_is_told_with_a_number_and_until_when():
    written = "Contact ID | Kind | Owner | Created | Band\nC1 | Customer | ana | 2026-11-25 | Weak\nC2 | Customer | ana | 2026-11-25 | "
    frames, settings = world_parts(**{"Team": TEAM} | DAY_OLD | {"Contacts": written})
    world = World(frames, settings, MONDAY)
    assert page_lines(world, sales_report(world, WEEK))["Scored 1"].text == (
        "Scores as of 29 Nov. Contacts shows 1 other band and none yet for 1 person, as of the last Today."
    )
    now = sales_report(world, ReportPeriod(MONDAY, MONDAY))
    assert how_scored(now) == (
        "Scores as of 30 Nov, worked out anew. Contacts shows 1 other band and none yet for 1 person until the next Today."
    )
    frames["Contacts"]["Band"] = "Fair"
    assert how_scored(sales_report(World(frames, settings, MONDAY), WEEK)) == (
        "Scores as of 29 Nov. Contacts shows the same bands."
    )


def test_people_who_came_out_of_no_data_are_told_so_that_the_sentence_agrees_with_the_bands():
    before = DAY_OLD["Activities"] + "\nX3 | 2026-11-10 | C1 | ana | Call | Spoke"
    found = report(**DAY_OLD | {"Activities": before})
    no_data = next(one for one in found.scores.bands if one.band == "No data")
    assert (no_data.before, no_data.after) == (1, 0)
    assert "0 people came into a lower band, 0 into a higher one, 1 out of No data." in what_changed_in(found)


def test_while_the_days_last_the_bands_at_the_end_are_those_of_now_whatever_history_has():
    history = "Date | Contact ID | Score\n2026-11-25 | C1 | 1"
    wednesday = date(2026, 11, 26)
    found = report(wednesday, ReportPeriod(WEEK.first, wednesday), **DAY_OLD | {"ScoreHistory": history})
    assert [one.after for one in found.scores.bands] == [0, 2, 0, 0]


def test_who_was_due_before_today_is_said_not_to_be_among_the_weeks_ahead_with_those_beyond_grace():
    frames, settings = world_parts(
        Team=TEAM,
        Contacts="Contact ID | Kind\nC0 | Customer\nC1 | Customer\nC2 | Customer",
        Cadences="Cadence | Kind | Every | Unit | Grace days | Channels\nWeekly | Customer | 7 | day | 4 | Call",
        Activities="Activity ID | When | Contact ID | Channel\nX0 | 2026-11-04 | C0 | Call\nX1 | 2026-11-20 | C1 | Call\nX2 | 2026-11-23 | C2 | Call",
    )
    world = World(frames, settings, MONDAY)
    found = sales_report(world, WEEK)
    assert [one.due for one in found.load.weeks] == [1, 0, 0, 0]
    assert page_lines(world, found)["Overdue 1"].text == (
        "Not among them: 2 people due before today, 1 of them beyond grace, those never touched too."
    )
    frames["Contacts"]["Status"] = "Left"
    assert (
        due_before_today(load_ahead(World(frames, settings, MONDAY)))
        == "Nobody has been due since before today."
    )


def test_orders_and_calls_that_came_in_are_told_beside_calls_and_deals():
    log = """
        Activity ID | When             | Contact ID | Channel | Direction | By
        1           | 2026-11-24       | C1         | Call    |           | ana
        2           | 2026-11-25 09:10 | C1         | Call    | In        | ana
        3           | 2026-11-26       | C1         | Email   | In        |
    """
    orders = """
        Order ID | Date       | Contact ID | Amount
        O1       | 2026-11-17 | C1         | 50
        O2       | 2026-11-24 | C1         | 100
        O3       | 2026-11-25 | C1         | -20
        O4       | 2026-11-29 | C1         |
        O5       |            | C1         | 7
    """
    found = report(Contacts="Contact ID\nC1", Activities=log, Orders=orders)
    told = what_changed_in(found)
    assert told[0].endswith("; they rang or came once.")
    assert "3 orders worth 80 EUR (the week before: 1 worth 50 EUR)." in told
    assert "1 of 3 orders has no amount: what orders are worth is that of the others." in found.left_out
    assert "1 order has no day in Date (Orders) and is not counted." in found.left_out
    assert found.incoming.customers == 1
