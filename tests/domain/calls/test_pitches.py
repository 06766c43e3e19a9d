"""A live campaign has places of its own on Calls: how many, whose, for whom, and what the lines say."""

from __future__ import annotations

import pytest

from salesbook.domain.calls.plan import plan_calls
from tests.domain.callbook import TODAY, Calls
from tests.domain.campaigns.campaignbook import CAMPAIGN, LOG, PEOPLE, PROPOSITION, campaign_world

TALK = "Talk track"
TOLD = PROPOSITION.replace("Stage", "Stage | Talk track").replace(
    "Live", "Live | We fill your shelf each night. You pay for what you sell. Ask for the stock list."
)
TRIED = f"{LOG}\nT1 | 2026-02-24 | C1 | Call | Out | No answer | | K1"
MANY = "Contact ID | First name | Decision maker | Phone | Tier | Account ID | Kind | Created\n" + "\n".join(
    f"C{n:02} | P{n} | Yes | +34 976 000 {n:03} | {'DCBA'[n % 4]} | | Customer | 2026-01-01"
    for n in range(30)
)


def lists(rep: str | None = None, **tables: str) -> Calls:
    return Calls(plan_calls(campaign_world(**{"Activities": LOG, **tables}), rep))


def pitched(found: Calls) -> list[str]:
    return [str(line["Contact ID"]) for line in found.lines if line["Block"] == "Campaign"]


def test_what_a_line_says():
    line = lists(Propositions=TOLD).line("C1")
    assert {name: line[name] for name in ("Why", "Talk about", "Topic", "Block", "Campaign ID", "Channel", "Letter")} == {
        "Why": "Stock: not pitched here yet.", "Talk about": "We fill your shelf each night. You pay for what you sell.",
        "Topic": "Pitch", "Block": "Campaign", "Campaign ID": "K1", "Channel": "Call", "Letter": None,
    }  # fmt: skip


def test_without_a_talk_track_it_is_the_promise_and_tries_are_counted():
    line = lists(Activities=TRIED).line("C1")
    assert (line["Why"], line["Talk about"]) == (
        "Stock: 1 try, last 8 days ago.",
        "Try the afternoon. We fill your shelf",
    )


@pytest.mark.parametrize(
    ("calls", "reps_day", "expected"), [("5", 20, 5), ("25", 20, 14), ("5", 2, 1), ("0", 20, 0)]
)
def test_so_many_a_day_and_care_share_leaves_the_others_their_places(calls, reps_day, expected):
    found = lists(
        Contacts=MANY,
        Campaigns=CAMPAIGN.replace("| 5", f"| {calls}"),
        Team=f"Rep | Calls per day\nann | {reps_day}",
    )
    assert len(pitched(found)) == expected
    assert len(found.lines) == min(reps_day, expected + 30 - expected)


@pytest.mark.parametrize(("share", "calls"), [(0.25, 5), (0.04, 1), (0, 0)])
def test_blank_calls_a_day_take_the_campaign_share_and_one_call_at_least_where_there_is_any(share, calls):
    settings = f"Setting | Value\nWho approves | Finance: Marta; Operations: Jo\nCampaign share | {share}"
    found = lists(
        Contacts=MANY,
        Campaigns=CAMPAIGN.replace("| 5", "| "),
        Settings=settings,
        Team="Rep | Calls per day\nann | 20",
    )
    assert len(pitched(found)) == calls


def test_what_was_called_for_it_today_counts():
    today = f"{LOG}\nT1 | {TODAY} | C29 | Call | Out | Spoke | | K1\nT2 | {TODAY} | C28 | Call | Out | No answer | | K1"
    assert len(pitched(lists(Contacts=MANY, Activities=today))) == 3


def test_pitches_stand_by_tier_then_by_who_waits_longest():
    tried = f"{LOG}\nT1 | 2026-02-20 | C03 | Call | Out | No answer | | K1"
    assert pitched(lists(Contacts=MANY, Activities=tried)) == ["C07", "C11", "C15", "C19", "C23"]


def test_whoever_is_on_the_list_of_a_campaign_stands_there_alone_and_the_others_stay_in_care():
    found = lists(Contacts=MANY, Team="Rep | Calls per day\nann | 40")
    assert len(set(found.people)) == len(found.people)
    assert {line["Block"] for line in found.lines} == {"Campaign", "Care"}
    assert len(found.people) == 30
    assert "5 pitches (K1 5); 5 of them are due as well." in found.said


def test_who_is_not_due_is_pitched_all_the_same_and_is_no_part_of_the_sum():
    talks = "\n".join([LOG, *(f"T{n} | 2026-02-20 | C{n:02} | Call | Out | Spoke | |" for n in range(30))])
    found = lists(Contacts=MANY, Activities=talks)
    assert len(pitched(found)) == 5
    assert "Nobody is due. 5 pitches (K1 5). 5 lines are open on Calls." in found.said


def test_quiet_days_and_an_open_complaint_hold_a_pitch():
    talks = f"{LOG}\nT1 | {TODAY.replace(day=2)} | C1 | Call | Out | Spoke | |\nT2 | 2026-02-01 | C2 | Call | Out | Complaint | |"
    found = lists(
        Contacts=PEOPLE.replace("Phone          ", "Kind | Phone").replace("| +34", "| Customer | +34"),
        Activities=talks,
    )
    assert pitched(found) == ["C3"]


def test_colleagues_of_whoever_is_pitched_wait_and_a_firm_with_a_promise_is_not_pitched():
    people = """
        Contact ID | First name | Decision maker | Phone           | Account ID | Next date  | Kind
        C1         | Ada        | Yes            | +34 976 000 001 | A1         |            | Customer
        C2         | Ben        |                | +34 976 000 002 | A1         |            | Customer
        C3         | Cleo       | Yes            | +34 976 000 003 | A2         |            | Customer
        C4         | Dan        |                | +34 976 000 004 | A2         | 2026-03-03 | Customer
    """
    talks = f"{LOG}\nT1 | 2026-01-20 | C4 | Call | Out | Spoke | |"
    found = lists(Contacts=people, Accounts="Account ID | Account\nA1 | Acme\nA2 | Beta", Activities=talks)
    assert [(line["Contact ID"], line["Block"]) for line in found.lines] == [
        ("C4", "Care"),
        ("C1", "Campaign"),
    ]
    assert found.held("C2") == "colleague on the list: Ada"


def test_the_campaigns_reps_pitch_and_share_the_work():
    team = "Rep | Calls per day\nann | 10\nbob | 10\neve | 10"
    reps = CAMPAIGN.replace("Calls a day", "Calls a day | Reps").replace("| 5", "| 6 | bob, eve")
    found = lists(
        Contacts=MANY,
        Team=team,
        Campaigns=reps,
        Settings="Setting | Value\nWho approves | Finance: Marta; Operations: Jo\nDefault owner | ann",
    )
    by_rep = {
        rep: sum(line["Rep"] == rep and line["Block"] == "Campaign" for line in found.lines)
        for rep in ("ann", "bob", "eve")
    }
    assert by_rep == {"ann": 0, "bob": 3, "eve": 3}


def test_a_shut_gate_lists_nobody():
    assert pitched(lists(Approvals="Proposition ID | Version | Department")) == []


def test_without_calls_among_its_channels_nobody_is_called():
    assert pitched(lists(Campaigns=CAMPAIGN.replace("Call, Email", "Email      "))) == []
