"""The sample tells one story: what its tables say of a person, a firm, a colleague and a week agrees."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.checks.references import left_behind, resting_references
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.call_days import own_calls
from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.cohorts import cohorts_of
from salesbook.domain.pitching.gate import gates
from salesbook.domain.pitching.problems import campaign_problems
from salesbook.domain.pitching.states import states_of
from salesbook.domain.sample.after_sale import PART_SINCE_DAYS
from salesbook.domain.sample.firm import LEAVER, LEFT_AGO
from salesbook.domain.sample.plan import sample
from salesbook.domain.sample.proposition import COHORT
from salesbook.domain.sample.weeks import plan_past_weeks
from salesbook.domain.world import World
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.schema.closed_lists import NOTE_TYPES, PITCHED, TRIED, WAITING
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.plan import Append, Extend, Replace
from tests.domain.samplebook import filled_book
from tests.helpers import snapshot, sums_of

DAYS = (date(2026, 3, 11), date(2026, 11, 30), date(2026, 8, 6))
MONDAY = DAYS[1]
A_WEEK = {"day": 7.0, "week": 1.0, "month": 7 / 30.4375}


@cache
def world(today: date) -> World:
    seen = snapshot(filled_book(today))
    return World(frames(seen)[0], read_settings(seen)[0], today)


@cache
def call_list(today: date):
    return plan_calls(world(today))


def lines(today: date) -> list[dict]:
    return [
        dict(row) for change in call_list(today).changes if isinstance(change, Replace) for row in change.rows
    ]


@cache
def quiet_lines(today: date) -> list[dict]:
    """The lines of a day on which the front line has heard nothing: what it hears takes places before them."""
    book = world(today)
    tables = {name: frame for name, frame in book.frames.items() if name != "FrontLine"}
    plan = plan_calls(World(tables, book.settings, today))
    return [dict(row) for change in plan.changes if isinstance(change, Replace) for row in change.rows]


def firms_that_ordered(today: date) -> set[str]:
    orders = world(today).frames["Orders"]
    return set(orders.loc[orders["Amount"] > 0, "Account ID"])


@pytest.mark.parametrize("today", DAYS)
def test_nobody_is_a_newcomer_at_a_firm_that_has_ordered(today):
    ordered = firms_that_ordered(today)
    contacts = world(today).frames["Contacts"]
    newcomers = [
        line
        for line in quiet_lines(today)
        if "not called yet" in line["Why"] or line["Why"].startswith("In the book since")
    ]
    assert newcomers
    assert not {contacts.at[line["Contact ID"], "Account ID"] for line in newcomers} & ordered
    assert not set(contacts.loc[contacts["Kind"] == "Prospect", "Account ID"]) & ordered


@pytest.mark.parametrize("today", DAYS)
def test_whoever_bought_is_a_customer_and_was_known_by_then(today):
    facts = world(today).frames
    contacts = facts["Contacts"]
    for order in facts["Orders"].to_dict("records"):
        buyer = contacts.loc[order["Contact ID"]]
        assert buyer["Kind"] in {"Customer", "Past customer"}
        assert buyer["Created"] <= order["Date"]
        assert buyer["Account ID"] == order["Account ID"]


@pytest.mark.parametrize("today", DAYS)
def test_the_team_can_make_the_calls_that_the_cadences_need_and_not_many_more(today):
    """As Home counts both; about every third call reaches nobody."""
    facts = world(today).frames
    used = world(today).get(cadence_used)
    active = np.isin(facts["Contacts"]["Status"], ["", "Active"])
    by_call = {
        one.Cadence: 1 / one.Every * A_WEEK[one.Unit]
        for one in facts["Cadences"].itertuples()
        if set(one.Channels.split(", ")) & {"Call", "Visit", "Meeting"}
    }
    needed = sum(
        n * by_call.get(name, 0) for name, n in Counter(np.array(used.name)[active].tolist()).items()
    )
    team = facts["Team"][facts["Team"]["Active"]]
    possible = sum(
        a_day * len(days.split(", "))
        for a_day, days in zip(team["Calls per day"], team["Working days"], strict=True)
    )
    assert 1.2 < possible / needed < 2.2, "pitches, notes and follow-ups take places besides"
    waiting = sum(call_list(today).summary["waiting"].values())
    assert 0 < waiting < possible, "a week's calls are enough for whoever waits"


@pytest.mark.parametrize("today", DAYS)
def test_the_day_is_a_mixed_one(today):
    topics = {line["Topic"] for line in lines(today)}
    assert {"Complaint", "Promise", "Open opportunity"} <= topics
    assert "Call back" in {line["Topic"] for line in quiet_lines(today)}
    assert len(topics) >= 5
    assert len(lines(today)) >= 12
    assert sums_of(call_list(today).messages[0].text)


@pytest.mark.parametrize("today", DAYS)
def test_one_firm_has_an_open_complaint_and_stands_first(today):
    found, contacts = world(today).get(complaints_of), world(today).frames["Contacts"]
    assert len(set(contacts["Account ID"].to_numpy()[found.of_firm >= 0])) == 1
    line = next(line for line in lines(today) if line["Topic"] == "Complaint")
    assert line["Rank"] == 1
    assert "“" in line["Why"], "with their words"


@pytest.mark.parametrize("today", DAYS)
def test_somebody_left_and_some_things_still_point_to_them(today):
    facts = world(today).frames
    team, log = facts["Team"], facts["Activities"]
    assert team.loc[~team["Active"], "Rep"].tolist() == [LEAVER]
    theirs = log.loc[log["By"] == LEAVER, "When"]
    assert len(theirs) > 20
    assert theirs.max().date() < today - timedelta(days=LEFT_AGO)
    found = [*left_behind(facts, {}, today), *resting_references(facts, {}, today)]
    assert {(problem.table, problem.column) for problem in found} == {
        ("Opportunities", "Owner"),
        ("Accounts", "Owner"),
    }
    assert all(LEAVER in problem.why for problem in found)


@pytest.mark.parametrize("today", DAYS)
def test_a_proposition_is_pitched_and_nothing_of_it_is_a_problem(today):
    found = world(today)
    assert campaign_problems(found) == ()
    (campaign,) = found.get(campaigns_of).values()
    assert campaign.is_live
    states = found.get(states_of)[campaign.key]
    for state, least in ((PITCHED, 12), (TRIED, 1), (WAITING, 5)):
        assert states.number(state) >= least, state
    assert CampaignAnswers(found, states).objections.most_common(1)[0][0] == "Trust"
    said = [line["Why"] for line in quiet_lines(today) if line["Block"] == "Campaign"]
    later = [why for why in said if why.startswith("Said “later” to Vendor-managed inventory")]
    assert later, "somebody whom they agreed to ring again today"
    assert 1 <= len(said) - len(later) <= campaign.calls


@pytest.mark.parametrize("today", DAYS)
def test_finance_objected_and_was_answered_before_anybody_was_pitched_and_the_next_version_is_in_review(
    today,
):
    approvals = world(today).frames["Approvals"]
    first = approvals[approvals["Version"] == 1].sort_values("Decided on")
    finance = first[(first["Department"] == "Finance") & (first["What"] == "")]
    assert finance["Decision"].tolist() == ["Object", "Approve"]
    assert (finance[["Concern", "Resolution"]].iloc[0] != "").all()
    assert first["Decided on"].max() < world(today).frames["Campaigns"]["Start"].iloc[0]
    gate = world(today).get(gates)["VMI-2", 2]
    assert (gate.stage, len(gate.missing)) == ("In review", 2)


@pytest.mark.parametrize("today", DAYS)
def test_whoever_answers_the_pitch_is_in_the_cohort_and_says_it_in_words(today):
    found = world(today)
    log = found.frames["Activities"]
    pitched = log[log["Campaign ID"] != ""]
    (cohort,) = (one for one in found.get(cohorts_of).values() if one.key == COHORT)
    assert set(pitched["Contact ID"]) <= set(found.frames["Contacts"].index[cohort.deciders])
    said = pitched[pitched["Answer"] != ""]
    assert (said["Their words"] != "").all()
    assert set(pitched["By"]) <= {"Ana", "Jonas", "Maeve"}


def test_without_the_part_campaigns_nothing_is_said_of_it():
    tables = sample(today=MONDAY)
    assert set(tables["Activities"]["Campaign ID"]) == {None}
    assert not set(tables) & {*OF_CAMPAIGNS, "Pitches"}


def test_the_last_weeks_calls_were_planned_and_a_few_were_not_made():
    plan, before = plan_past_weeks(world(MONDAY)), world(MONDAY)
    (rows,) = (one.rows for one in plan.changes if isinstance(one, Append) and one.table == "CallDays")
    listed, made, extra = (sum(row[name] for row in rows) for name in ("Listed", "Made", "Extra"))
    assert made < listed < 1.5 * made
    assert 0 < extra < made
    log = before.frames["Activities"]
    lately = own_calls(log) & (log["When"].dt.date >= min(row["Date"] for row in rows)).to_numpy()
    assert made + extra == lately.sum()


def test_history_has_a_year_of_weeks():
    """On one day: each week is worked out anew."""
    (change,) = (
        one
        for one in plan_past_weeks(world(MONDAY)).changes
        if isinstance(one, Extend) and one.table == "ScoreHistory"
    )
    days = sorted(set(change.columns["Date"]))
    assert days == [MONDAY - timedelta(weeks=n) for n in range(52, 0, -1)]
    a_week = Counter(change.columns["Date"])
    assert min(a_week.values()) > 40
    names = len(world(MONDAY).frames["Contacts"])
    assert max(a_week.values()) <= names


@pytest.mark.parametrize("today", DAYS)
def test_what_follows_a_sale_hangs_together(today):
    """Each deal won since the part came has a handoff but the one that the next click makes; notes are of customers; whoever accepted keeps the account."""
    facts = world(today).frames
    deals, handoffs = facts["Opportunities"], facts["Handoffs"]
    since = np.datetime64(today - timedelta(days=PART_SINCE_DAYS))
    won = deals[(deals["Result"] == "Won") & (deals["Closed"] >= since)]
    assert 1 <= len(handoffs) == len(won) - 1
    assert set(handoffs["Opportunity ID"]) < set(won.index)
    accepted = handoffs[handoffs["Accepted on"].notna()]
    assert set(facts["Accounts"].loc[accepted["Account ID"], "Owner"]) == set(accepted["To"])
    sent_back = handoffs[handoffs["Sent back because"] != ""]
    assert len(sent_back) == 1
    assert sent_back["Accepted on"].isna().all()
    notes = facts["FrontLine"]
    assert set(facts["Contacts"].loc[notes["Contact ID"], "Kind"]) == {"Customer"}
    assert (facts["Contacts"].loc[notes["Contact ID"], "Account ID"].to_numpy() == notes["Account ID"]).all()
    assert set(notes["Type"]) == {*NOTE_TYPES, ""}


@pytest.mark.parametrize("today", DAYS)
def test_whoever_came_through_somebody_has_a_referral_that_says_so(today):
    facts = world(today).frames
    contacts, referrals = facts["Contacts"], facts["Referrals"]
    came = contacts[contacts["Referred by"] != ""]
    known = referrals[referrals["Introduced"] != ""]
    assert dict(zip(known["Introduced"], known["From"], strict=True)) == came["Referred by"].to_dict()
    ordered = set(facts["Orders"]["Contact ID"])
    assert {
        one for one, status in zip(known["Introduced"], known["Status"], strict=True) if status == "Won"
    } == set(known["Introduced"]) & ordered
    assert {"Asked", "Promised", "Declined"} == set(referrals.loc[referrals["Introduced"] == "", "Status"])
    assert (known["Met on"].isna() | (known["Met on"] >= known["Introduced on"])).all()
    open_thanks = known["Thanked on"].isna().sum()
    assert 1 <= open_thanks < 10
