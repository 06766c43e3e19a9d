"""Who was pitched, who cannot be reached, who was tried, and what they answered: examples, and brute force on random books."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.books.memory import grid_of
from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.facts.merged import became
from salesbook.domain.pitching.pitched import counted_answer, pitches_of
from salesbook.domain.pitching.states import states_of
from tests.domain.callbook import TODAY
from tests.domain.campaigns.campaignbook import (
    CAMPAIGN,
    PEOPLE,
    campaign_book,
    campaign_world,
    pitches,
    planned,
    row,
    small_world,
    told,
)


def state(*talks: str, **tables: str) -> dict[str, str]:
    return {who: str(one["State"]) for who, one in pitches(planned(*talks, **tables)).items()}


@pytest.mark.parametrize(
    ("talk", "is_now"),
    [
        ("2026-01-12 | Call | Out | Spoke |", "Pitched"),
        ("2026-01-12 | Email | Out | Not interested |", "Pitched"),
        ("2026-01-12 | Visit | Out | |", "Pitched"),
        ("2026-01-12 | Email | In | | Yes", "Pitched"),
        ("2026-01-12 | Email | In | |", "Waiting"),
        ("2026-01-12 | Newsletter | Out | |", "Tried"),
        ("2026-01-12 | Newsletter | Out | No answer |", "Waiting"),  # it came back
        ("2026-01-12 | Call | Out | No answer |", "Tried"),
        ("2026-01-12 | Call | Out | Call back later |", "Tried"),
        ("2026-01-12 | Call | Out | Complaint |", "Tried"),
        ("2026-01-09 | Call | Out | Spoke |", "Waiting"),  # before it began
    ],
)
def test_what_pitches_and_what_only_tries(talk, is_now):
    day, rest = talk.split(" | ", 1)
    assert state(f"C1 | {day} | {rest}" + ("" if talk.count("|") == 4 else " |"))["C1"] == is_now


def test_who_is_tried_five_times_over_two_channels_is_not_reached():
    calls = [f"C1 | 2026-01-1{n} | Call | Out | No answer |" for n in range(5)]
    assert state(*calls)["C1"] == "Tried"
    assert state(*calls[1:], "C1 | 2026-01-20 | Email | Out | |")["C1"] == "Not reached"


def test_who_does_not_decide_is_no_part_of_it_however_pitched():
    assert "C4" not in state("C4 | 2026-01-12 | Call | Out | Spoke |")


def test_why_somebody_cannot_be_reached_is_named():
    people = """
        Contact ID | Decision maker | Phone | Email         | Do not call | Consent   | Do not email
        C1         | Yes            | 12    | ada@a.example |             | Opted out |
        C2         | Yes            | 12    | not one       | Yes         |           |
        C3         | Yes            | 12    | c@a.example   |             |           |
    """
    found = pitches(planned(Contacts=people))
    assert {who: (one["State"], one["Why not yet"]) for who, one in found.items()} == {
        "C1": ("Cannot", "no usable number; opted out"),
        "C2": (
            "Cannot",
            "do not call; address not valid: is not an email address: An email address must have an @-sign",
        ),
        "C3": ("Waiting", None),
    }
    done = row(planned(Contacts=people), "Campaigns", "K1")
    assert (done["Decision makers"], done["Cannot be reached"], done["Coverage"]) == (3, 2, 0)


def test_who_left_after_the_pitch_still_counts():
    people = """
        Contact ID | Decision maker | Phone           | Status
        C1         | Yes            | +34 976 000 001 | Left
        C2         | Yes            | +34 976 000 002 | Left
    """
    assert state("C1 | 2026-01-12 | Call | Out | Spoke |", Contacts=people) == {"C1": "Pitched"}


def test_a_merged_contact_counts_as_the_one_that_it_became():
    people = """
        Contact ID | Decision maker | Phone           | Status | Merged into
        C1         | Yes            | +34 976 000 001 |        |
        C2         | Yes            | +34 976 000 002 | Merged | C1
        C3         | Yes            | +34 976 000 003 | Merged | C2
        C4         | Yes            | +34 976 000 004 | Merged | C5
        C5         | Yes            | +34 976 000 005 | Merged | C4
        C6         | Yes            | +34 976 000 006 | Merged | C6
        C7         | Yes            | +34 976 000 007 | Merged | C6
    """
    found = campaign_world("C3 | 2026-01-12 | Call | Out | Spoke | Yes", Contacts=people)
    assert found.get(became).tolist() == [0, 0, 0, 3, 4, 5, 6]
    assert state("C3 | 2026-01-12 | Call | Out | Spoke | Yes", Contacts=people) == {"C1": "Pitched"}


SPOKE = " | 2026-01-12 | Call | Out | Spoke | Yes"


def test_whoever_was_pitched_and_is_no_decision_maker_does_not_count_and_is_named():
    assert told("C1" + SPOKE, "C2" + SPOKE) == []
    unmarked = PEOPLE.replace("Ben        | Yes", "Ben        |    ")
    talks = "C1" + SPOKE, "C2" + SPOKE, "C2" + SPOKE, "C4 | 2026-01-12 | Call | Out | No answer |"
    assert row(planned(*talks, Contacts=unmarked), "Campaigns", "K1")["Pitched"] == 1
    assert told(*talks, Contacts=unmarked) == [
        "Campaigns.Pitched: 1 person who was pitched is not marked as decision maker and does not count: C2"
    ]
    assert told(*talks, "C4" + SPOKE, Contacts=unmarked) == [
        "Campaigns.Pitched: 2 people who were pitched are not marked as decision maker and do not count: C2, C4"
    ]


def test_a_decision_maker_merged_into_somebody_who_is_none_is_named_by_the_record_that_stays():
    merged = """
        Contact ID | Decision maker | Phone           | Status | Merged into | Email
        C1         |                | +34 976 000 001 |        |             |
        C2         | Yes            | +34 976 000 002 | Merged | C1          |
        C3         | Yes            | +34 976 000 003 |        |             | cleo@a.example
    """
    assert told("C2" + SPOKE, Contacts=merged) == [
        "Campaigns.Pitched: 1 person who was pitched is not marked as decision maker and does not count: C1"
    ]


def test_the_latest_answer_from_the_pitch_on_counts_also_after_the_end():
    ended = CAMPAIGN.replace("Start      ", "Start      | End").replace(
        "2026-01-10 ", "2026-01-10 | 2026-01-20"
    )
    talks = (
        "C1 | 2026-01-12 | Call | Out | Spoke | Price", "C1 | 2026-02-20 | Email | In | | yes",
        "C2 | 2026-01-12 | Call | Out | Spoke | too many cooks", "C3 | 2026-01-25 | Call | Out | Spoke | Yes",
    )  # fmt: skip
    plan = planned(*talks, Campaigns=ended)
    found = row(plan, "Campaigns", "K1")
    assert (found["Pitched"], found["Answers"], found["Yes"]) == (2, 2, 1)
    assert found["Yes rate"] == 0  # Ada's yes came after three weeks
    assert {who: one["Answer"] for who, one in pitches(plan).items()} == {"C1": "yes", "C2": "too many cooks"}
    assert "1 answer is none of the list and counts as Other: 'too many cooks'." in [
        one.text for one in plan.messages
    ]


def test_the_earlier_of_two_live_campaigns_goes_first():
    both = f"{CAMPAIGN}\n    K0 | VMI | 1 | All | Call | 2026-01-20 | Live | 5"
    found = {
        one: campaign_world(Campaigns=both).get(states_of)[one].number("Waiting") for one in ("K1", "K0")
    }
    assert found == {"K1": 3, "K0": 3}
    rows = next(change.rows for change in planned(Campaigns=both).changes if change.table == "Pitches")
    assert {(one["Campaign ID"], one["Why not yet"]) for one in rows} == {("K1", None), ("K0", "first K1")}


# Brute force: the same counts by plain loops over the rows of random books

OUTCOMES = [
    "Spoke",
    "Meeting booked",
    "Not interested",
    "No answer",
    "Message left",
    "Call back later",
    "Complaint",
    None,
]
PERSON = st.fixed_dictionaries({
    "Decision maker": st.sampled_from(["Yes", "Yes", None]), "Status": st.sampled_from([None, None, "Active", "Left", "Merged"]),
    "Merged into": st.sampled_from([None, "C0", "C1", "C2", "C3", "C9"]), "Kind": st.sampled_from(["Customer", "Prospect", None]),
    "Phone": st.sampled_from(["+34 976 000 001", None]), "Email": st.sampled_from(["a@a.example", "b@b.example", None]),
    "Do not call": st.sampled_from([None, None, "Yes"]), "Consent": st.sampled_from([None, "Opted out"]),
    "Do not email": st.sampled_from([None, None, "Yes"]),
})  # fmt: skip
TALK = st.fixed_dictionaries({
    "Contact ID": st.sampled_from([f"C{n}" for n in range(8)]), "day": st.integers(-5, 60), "Channel": st.sampled_from(["Call", "Email", "Visit", "Newsletter", None]),
    "Direction": st.sampled_from(["Out", "Out", "In", None]), "Outcome": st.sampled_from(OUTCOMES),
    "Answer": st.sampled_from([None, None, "Yes", "yes ", "Price", "we are moving"]), "Campaign ID": st.sampled_from(["K1", "K1", "K9", None]),
})  # fmt: skip
START = date(2026, 1, 10)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PERSON, min_size=1, max_size=8),
    st.lists(TALK, max_size=25),
    st.sampled_from(["Call", "Email", "Call, Email", "Visit, Newsletter"]),
    st.sampled_from(["", "2026-02-15"]),
)
def test_every_count_of_a_campaign_is_that_of_plain_loops(people, talks, channels, end):
    store = campaign_book(Cohorts="Cohort | Rule\nAll | Kind = Customer", Campaigns=f"""
        Campaign ID | Proposition ID | Version | Cohort | Channels | Start | End | Status | Calls a day
        K1 | VMI | 1 | All | {channels} | 2026-01-10 | {end} | Live | 5""")  # fmt: skip
    contacts = [{"Contact ID": f"C{n}", **person} for n, person in enumerate(people)]
    log = [
        {
            "Activity ID": f"T{n}",
            "When": START + timedelta(days=talk["day"]),
            **{k: v for k, v in talk.items() if k != "day"},
        }
        for n, talk in enumerate(talks)
    ]
    store.grids["Contacts"], store.grids["Activities"] = (
        grid_of("Contacts", contacts),
        grid_of("Activities", log),
    )
    expected = brute_force(contacts, log, channels.split(", "), date.fromisoformat(end) if end else date.max)
    found = small_world(store).get(states_of)["K1"]
    ids = [f"C{at}" for at in found.contact.tolist()]
    assert dict(zip(ids, found.state.tolist(), strict=True)) == expected["states"]
    answers = CampaignAnswers(small_world(store), found)
    counts = Counter(expected["states"].values())
    assert (found.tried, answers.answered, answers.yes) == (
        counts["Tried"] + counts["Not reached"],
        expected["answers"],
        expected["yes"],
    )
    assert (answers.at_equal_age.people, answers.at_equal_age.yes) == (
        expected["of age"],
        expected["yes of age"],
    )


def brute_force(contacts, log, channels, end):
    by_id = {one["Contact ID"]: one for one in contacts}

    def meant(who):
        seen = set()
        while by_id[who]["Status"] == "Merged" and by_id[who]["Merged into"] in by_id:
            if who in seen:
                return None  # round in a circle
            seen.add(who)
            who = by_id[who]["Merged into"]
        return who

    def whom(who):
        if who not in by_id:
            return None
        return meant(who) or who

    mine = [
        {**one, "who": whom(one["Contact ID"])} for one in sorted(log, key=lambda one: one["When"])
        if one["Campaign ID"] == "K1" and whom(one["Contact ID"]) and one["When"] <= TODAY
    ]  # fmt: skip
    states, answers, yes, of_age, yes_of_age = {}, 0, 0, 0, 0
    refused = {one["Email"] for one in contacts if one["Email"] and one["Consent"] == "Opted out"}
    stopped = {one["Email"] for one in contacts if one["Email"] and one["Do not email"]}
    for who, one in by_id.items():
        theirs = [talk for talk in mine if talk["who"] == who]
        inside = [talk for talk in theirs if START <= talk["When"] <= end]
        pitched = [talk for talk in inside if is_pitch(talk)]
        tried = [talk for talk in inside if not is_pitch(talk) and talk["Direction"] != "In"
                 and not (talk["Channel"] in {"Email", "Newsletter"} and talk["Outcome"] == "No answer")]  # fmt: skip
        fits = one["Status"] in {None, "Active"} and one["Kind"] == "Customer"
        if not (one["Decision maker"] and (fits or pitched)):
            continue
        calls, mail = not one["Do not call"], (
            one["Email"] and one["Email"] not in refused | stopped and one["Status"] in {None, "Active"}
            and one["Consent"] != "Opted out" and not one["Do not email"]
        )  # fmt: skip
        reaches = {"Call": calls and one["Phone"], "Visit": calls, "Email": mail, "Newsletter": mail}
        if pitched:
            states[who] = "Pitched"
        elif not any(reaches[channel] for channel in channels):
            states[who] = "Cannot"
        elif len(tried) >= 5 and len({talk["Channel"] for talk in tried}) >= 2:
            states[who] = "Not reached"
        else:
            states[who] = "Tried" if tried else "Waiting"
        if pitched:
            first = log_place(log, pitched[0])
            since = [talk for talk in theirs if log_place(log, talk) >= first and talk["Answer"]]
            timely = [talk for talk in since if talk["When"] <= pitched[0]["When"] + timedelta(days=21)]
            answers += bool(since)
            yes += bool(since) and counted_answer(since[-1]["Answer"].strip()) == "Yes"
            if pitched[0]["When"] <= TODAY - timedelta(days=21):
                of_age += 1
                yes_of_age += bool(timely) and counted_answer(timely[-1]["Answer"].strip()) == "Yes"
    return {"states": states, "answers": answers, "yes": yes, "of age": of_age, "yes of age": yes_of_age}


def is_pitch(talk):
    if talk["Direction"] == "In":
        return bool(talk["Answer"])
    return talk["Outcome"] in {"Spoke", "Meeting booked", "Not interested"} or (
        talk["Outcome"] is None and talk["Channel"] in {"Call", "Visit", "Meeting"}
    )


def log_place(log, talk):
    """By day, and those of one day in the order of the sheet."""
    return (talk["When"], next(n for n, one in enumerate(log) if one["Activity ID"] == talk["Activity ID"]))


def test_no_campaign_no_pitches():
    assert len(campaign_world(Campaigns="Campaign ID | Status").get(pitches_of).campaign) == 0
