"""The report's numbers against counts row by row, on random small books."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from salesbook.domain.report.calls import calls_of
from salesbook.domain.report.content import sales_report
from salesbook.domain.report.deals import closed_of, pipeline_of
from salesbook.domain.report.incoming import incoming_of
from salesbook.domain.report.mailings import mail_of
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.report.relationships import network_of
from salesbook.domain.report.rhythm import load_ahead, rhythm_of
from salesbook.domain.report.scores import scores_of
from tests.domain.random_books import TODAY
from tests.domain.report.brute import (  # fmt: skip
    CALLED,
    REACHED,
    STATES,
    Counted,
    a_period,
    a_report_book,
    working_day,
    world_of_report,
)

dice = st.randoms(use_true_random=False)
some = hypothesis_settings(max_examples=30)
few = hypothesis_settings(max_examples=10)


@some
@given(dice)
def test_calls_are_those_of_activities_by_rep_by_outcome_and_by_day(dice):
    book, period = a_report_book(dice), a_period(dice)
    found, calls = calls_of(world_of_report(book), period), Counted(book, period).calls()
    for one in found.reps:
        mine = [row for row in calls if (row["By"] or "") == one.rep]
        listed = [row for row in mine if row["Activity ID"].startswith("T-")]
        assert (one.made, one.extra) == (len(listed), len(mine) - len(listed))
        assert one.reached == sum(row["Outcome"] in REACHED for row in mine)
        assert one.meetings == sum(row["Outcome"] == "Meeting booked" for row in mine)
        assert (one.on_team, one.planned) == (one.rep in {"ann", "ben"}, None)
    assert found.calls == len(calls)
    assert {one.outcome: one.calls for one in found.outcomes} == Counter(
        row["Outcome"] or "Reached" for row in calls
    )
    assert {one.day: one.calls for one in found.days if one.calls} == Counter(row["When"] for row in calls)
    assert [one.day for one in found.days] == [period.first + timedelta(days=n) for n in range(period.days)]


@some
@given(dice)
def test_due_dates_are_kept_late_missed_and_open_as_each_contact_s_touches_say(dice):
    book, period = a_report_book(dice), a_period(dice)
    found = rhythm_of(world_of_report(book), period)
    counted, resting = Counted(book, period).due_dates()
    told = {
        (row.rep, row.cadence, state): number
        for row in found.rows
        for state, number in zip(
            STATES, (row.on_time, row.late, row.missed, row.open, row.extra), strict=True
        )
        if number
    }
    assert told == counted
    assert found.resting == resting
    for part in (found.by_rep(), found.by_cadence()):
        assert (
            sum(row.due for row in part)
            == found.total.due
            == sum(counted[key] for key in counted if key[2] != "Extra")
        )


@some
@given(dice)
def test_deals_are_those_of_opportunities_by_rep_reason_and_stage(dice):
    book, period = a_report_book(dice), a_period(dice)
    world, by_hand = world_of_report(book), Counted(book, period)
    closed, pipeline = closed_of(world, period), pipeline_of(world)
    won, lost, is_open = by_hand.deals("Won"), by_hand.deals("Lost"), by_hand.open_deals()

    def agrees(told, rows):
        amounts = [row["Amount"] for row in rows if row["Amount"] is not None]
        assert (told.deals, told.without_amount) == (len(rows), len(rows) - len(amounts))
        assert told.amount == pytest.approx(sum(amounts))

    agrees(closed.won, won)
    agrees(closed.lost, lost)
    agrees(pipeline.total, is_open)
    for one in closed.owners:
        agrees(one.won, [row for row in won if (row["Owner"] or "") == one.rep])
        agrees(one.lost, [row for row in lost if (row["Owner"] or "") == one.rep])
    for reason in closed.reasons:
        agrees(
            reason.sum, [row for row in lost if (row["Lost reason"] or "").lower() == reason.reason.lower()]
        )
    for stage in pipeline.stages:
        rows = [row for row in is_open if (row["Stage"] or "").lower() == stage.stage.lower()]
        agrees(stage.sum, rows)
        ages = [(TODAY - row["Created"]).days for row in rows if row["Created"]]
        assert stage.age == (median(ages) if ages else None)
    took = [(row["Closed"] - row["Created"]).days for row in won if row["Created"]]
    assert closed.days_to_win == (median(took) if took else None)
    assert closed.undated == sum(
        row["Result"] in {"Won", "Lost"} and not row["Closed"] for row in book["Opportunities"]
    )


@some
@given(dice)
def test_what_came_from_customers_is_what_activities_and_orders_have(dice):
    book, period = a_report_book(dice), a_period(dice)
    found, holds = incoming_of(world_of_report(book), period), Counted(book, period).holds
    rang = [
        row for row in book["Activities"] if row.get("Direction") == "In" and row.get("Channel") in CALLED
    ]
    assert found.calls == sum(holds(row["When"]) for row in rang)
    orders = [row for row in book["Orders"] if holds(row["Date"])]
    amounts = [row["Amount"] for row in orders if row.get("Amount") is not None]
    assert (found.orders, found.without_amount) == (len(orders), len(orders) - len(amounts))
    assert found.amount == pytest.approx(sum(amounts))
    firms = {row["Contact ID"]: row.get("Account ID") for row in book["Contacts"]}
    buyers = {
        row.get("Account ID") or firms.get(row.get("Contact ID")) or (row.get("Contact ID"),)
        for row in orders
    }
    assert found.customers == len(buyers)


@some
@given(dice)
def test_letters_are_those_of_outbox_by_mailing(dice):
    book, period = a_report_book(dice), a_period(dice)
    found = mail_of(world_of_report(book), period)
    sent = [row for row in book["Outbox"] if Counted(book, period).holds(row["Sent on"])]
    assert found.sent == len(sent)
    for one in found.mailings:
        status = Counter(row["Status"] for row in sent if (row["Mailing ID"] or "") == one.mailing_id)
        assert one.sent == status.total()
        assert (one.replied, one.bounced, one.unsubscribed) == (
            status["Replied"], status["Bounced"], status["Unsubscribed"],
        )  # fmt: skip


@some
@given(dice)
def test_relationships_are_counted_by_kind(dice):
    book, period = a_report_book(dice), a_period(dice)
    by_hand = Counted(book, period)
    found = {one.kind: one for one in network_of(world_of_report(book), period).kinds}
    lately = TODAY - timedelta(days=89)
    lost = {}
    for row in book["Activities"]:
        if (
            row["Outcome"] in {"Left the company", "Wrong number", "Do not call again"}
            and row["When"] <= TODAY
        ):
            lost[row["Contact ID"]] = max(row["When"], lost.get(row["Contact ID"], row["When"]))
    for kind in {row["Kind"] or "" for row in book["Contacts"]}:
        everybody = [row for row in book["Contacts"] if (row["Kind"] or "") == kind]
        people = [row for row in everybody if row["Status"] in (None, "Active")]
        days = [lost[row["Contact ID"]] for row in everybody if row["Contact ID"] in lost]
        created = [row["Created"] for row in people if row["Created"]]
        told = found.get(kind)
        assert (told.people if told else 0) == len(people)
        if told:
            assert told.people == told.in_rhythm + told.overdue + told.never_touched + told.no_cadence
            assert told.no_cadence == sum(by_hand.cadence(row) is None for row in people)
            assert told.never_touched == sum(
                not by_hand.touches(row, TODAY) and by_hand.cadence(row) is not None for row in people
            )
            assert told.new == sum(map(by_hand.holds, created))
            assert told.lost == sum(map(by_hand.holds, days))
            assert told.new_90_days == sum(lately <= day <= TODAY for day in created)
            assert told.lost_90_days == sum(lately <= day for day in days)


@few
@given(dice)
def test_people_change_bands_as_the_score_of_both_days_says(dice):
    book, period = a_report_book(dice), a_period(dice)
    found, by_hand = scores_of(world_of_report(book), period), Counted(book, period)
    ids = [row["Contact ID"] for row in book["Contacts"] if row["Status"] in (None, "Active")]
    was, now = (
        [by_hand.score(one, day) for one in ids] for day in (period.first - timedelta(days=1), period.last)
    )
    assert {one.band: one.before for one in found.bands if one.before} == Counter(one.band for one in was)
    assert {one.band: one.after for one in found.bands if one.after} == Counter(one.band for one in now)
    pairs = Counter((old.band, new.band) for old, new in zip(was, now, strict=True) if old.band != new.band)
    assert {(one.before, one.after): one.people for one in found.changes} == pairs
    changes = [
        round(round(new.score, 1) - round(old.score, 1), 1)  # of the scores as they are shown
        for old, new in zip(was, now, strict=True)
        if old.score is not None and new.score is not None
    ]
    assert (found.rising, found.falling) == (
        sum(one >= 5 for one in changes),
        sum(one <= -5 for one in changes),
    )


@some
@given(dice)
def test_the_weeks_ahead_hold_everybody_who_may_be_called_once(dice):
    book = a_report_book(dice)
    found, by_hand = load_ahead(world_of_report(book)), Counted(book, a_period(dice))
    due = []
    for row in book["Contacts"]:
        cadence = by_hand.cadence(row)
        personal = cadence is None or any(one in CALLED for one in cadence["Channels"].split(", "))
        if row["Status"] in (None, "Active") and row["Do not call"] is None and personal:
            rhythm = [
                TODAY - timedelta(days=one["a"]) for one in by_hand.touches(row, TODAY) if one["rhythm"]
            ]
            if cadence is None:
                after = max(rhythm) + timedelta(days=90) if rhythm else None
            else:
                after = by_hand.after(max(rhythm), cadence) if rhythm else None
            due.append(working_day(after or row["Created"] or TODAY))
    assert found.overdue == sum(day < TODAY for day in due)
    assert [one.due for one in found.weeks] == [
        sum(one.first <= day <= one.last for day in due) for one in found.weeks
    ]
    assert [one.possible for one in found.weeks] == [5 * (20 + 7)] * 4


@few
@given(dice)
def test_all_sums_agree_with_their_tables(dice):
    found = sales_report(world_of_report(a_report_book(dice)), a_period(dice))
    assert len(found.sums) >= 14
    assert found.disagreeing == []
    assert asdict(found)["calls"]["reps"] == tuple(asdict(one) for one in found.calls.reps)


@few
@given(dice)
def test_score_changes_are_those_of_the_rows_of_history(dice):
    """Added up from the sheet: each week's row of each person, of whom some have none."""
    book = a_report_book(dice)
    mondays = [TODAY - timedelta(days=TODAY.weekday() + 7 * n) for n in range(3, -1, -1)]
    scores = {
        (row["Contact ID"], monday): round(dice.uniform(0, 100), 1)
        for row in book["Contacts"] for monday in mondays if dice.random() < 0.8
    }  # fmt: skip
    book["ScoreHistory"] = [{"Date": day, "Contact ID": one, "Score": score} for (one, day), score in scores.items()]  # fmt: skip
    week = ReportPeriod(mondays[1], mondays[2] - timedelta(days=1))
    found, by_hand = scores_of(world_of_report(book), week), Counted(book, week)
    ids = [row["Contact ID"] for row in book["Contacts"] if row["Status"] in (None, "Active")]
    both = [one for one in ids if {(one, mondays[1]), (one, mondays[2])} <= scores.keys()]
    pairs = {one: [by_hand.score(one, day).score for day in (week.first - timedelta(days=1), week.last)] for one in ids}  # fmt: skip
    pairs |= {one: [scores[one, mondays[1]], scores[one, mondays[2]]] for one in both}
    assert (found.by_history, found.worked_out) == (len(both), sum(one not in both and pairs[one] != [None, None] for one in ids))  # fmt: skip
    changes = {
        one: round(round(now, 1) - round(was, 1), 1)
        for one, (was, now) in pairs.items()
        if None not in (was, now)
    }
    assert found.rising == sum(change >= 5 for change in changes.values())
    assert found.falling == sum(change <= -5 for change in changes.values())
    named = [*found.risers, *found.fallers]
    assert all(round(one.after - one.before, 1) == changes[one.contact_id] for one in named)
    assert sum(one.after for one in found.bands) == sum(one.before for one in found.bands) == len(ids)
