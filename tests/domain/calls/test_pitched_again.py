"""Whoever heard a proposition and put it off is called again in the block of its campaign, and nowhere else: row 40 of the table of words."""

from __future__ import annotations

import pytest

from salesbook.domain.calls.plan import plan_calls
from tests.domain.callbook import Calls
from tests.domain.campaigns.campaignbook import APPROVED, CAMPAIGN, PROPOSITION, campaign_world

# Today is Wednesday, 4 March 2026, and somebody agreed to talk on it.
PEOPLE = """
    Contact ID | First name | Decision maker | Phone           | Next date  | Kind     | Created
    C1         | Ada        | Yes            | +34 976 000 001 | 2026-03-04 | Customer | 2025-01-01
    C2         | Ben        | Yes            | +34 976 000 002 |            | Customer | 2025-01-01
"""
ROW_40 = (
    "Said “later” to Stock {}.",
    "Ask what has moved. Offer it again, or close it kindly.",
    "Pitch",
    "Campaign",
    "K1",
)
CARE = ("You agreed to talk today.", "Pick up where you stopped.", "Promise", "Care", None)
SAID = ("Why", "Talk about", "Topic", "Block", "Campaign ID")


def lists(*talks: str, **tables: str) -> Calls:
    return Calls(plan_calls(campaign_world(*talks, **{"Contacts": PEOPLE, **tables})))


def said(found: Calls, contact: str = "C1") -> tuple[object, ...]:
    return tuple(found.line(contact)[name] for name in SAID)


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        ("C1 | 2026-01-20 | Call | Out | Spoke | Interested later", "6 weeks ago"),
        ("C1 | 2025-12-15 | Call | Out | Spoke | Interested later", "in December"),
        ("C1 | 2026-02-10 | Visit | Out | | interested LATER", "3 weeks ago"),
        ("C1 | 2026-02-27 | Call | Out | Meeting booked | Interested later", None),
    ],
)
def test_later_is_now(talk, words):
    found = said(lists(talk, Campaigns=CAMPAIGN.replace("2026-01-10", "2025-12-01")))
    if words is None:  # a meeting was agreed: that row stands before this one
        assert found[0] == "Meeting today."
        assert found[3:] == ("Campaign", "K1")
    else:
        assert found == (ROW_40[0].format(words), *ROW_40[1:])


def test_they_asked_in_the_campaign_to_be_called_back():
    found = said(
        lists("C1 | 2026-01-20 | Call | Out | Spoke |", "C1 | 2026-03-02 | Call | Out | Call back later |")
    )
    assert found == ("They asked on Monday to be called today. Fading: 44 to 34 in a month.", "Ask for ten minutes, now or later.", "Call back", "Campaign", "K1")  # fmt: skip


@pytest.mark.parametrize(
    ("talks", "tables"),
    [
        (["C1 | 2026-02-10 | Call | Out | Spoke | Price"], {}),
        (["C1 | 2026-02-10 | Call | Out | Spoke | Interested later", "C1 | 2026-02-20 | Call | Out | Spoke | Yes"], {}),
        (["C1 | 2026-02-10 | Call | Out | Spoke | Interested later"], {"Campaigns": CAMPAIGN.replace("Live", "Done")}),
        (["C1 | 2026-02-10 | Call | Out | Spoke | Interested later"], {"Approvals": APPROVED.replace("Approve ", "Object  ", 1)}),
    ],
    ids=["another answer", "they said yes since", "the campaign is over", "the gate is shut"],
)  # fmt: skip
def test_otherwise_the_day_agreed_on_is_one_of_care(talks, tables):
    assert said(lists(*talks, **tables)) == CARE


def test_what_was_agreed_in_a_talk_about_something_else_since_is_one_of_care():
    talks = """
        Activity ID | When       | Contact ID | Channel | Direction | Outcome | Answer           | Campaign ID | Notes
        T1          | 2026-02-10 | C1         | Call    | Out       | Spoke   | Interested later | K1          |
        T2          | 2026-02-20 | C1         | Call    | Out       | Spoke   |                  |             | Send the drawing
    """
    found = said(lists(Activities=talks))
    assert found[0] == "You agreed to talk today."
    assert found[3:] == ("Care", None)


def test_before_the_day_nobody_is_called_again():
    found = lists(
        "C1 | 2026-02-20 | Call | Out | Spoke | Interested later", Contacts=PEOPLE.replace("03-04", "03-05")
    )
    assert "C1" not in found.people


def test_they_stand_once_before_new_pitches_and_take_none_of_their_places():
    one_a_day = CAMPAIGN.replace("| 5", "| 1")
    found = lists("C1 | 2026-02-10 | Call | Out | Spoke | Interested later", Campaigns=one_a_day)
    assert [(line["Contact ID"], line["Block"]) for line in found.lines] == [
        ("C1", "Campaign"),
        ("C2", "Campaign"),
    ]
    assert "2 due = 2 listed" in found.said
    assert "2 pitches (K1 2); 2 of them are due as well." in found.said


def test_a_long_title_gives_way_to_a_short_name():
    long = PROPOSITION.replace("| Stock |", f"| {'Stock that we keep for you ' * 3} |")
    assert said(lists("C1 | 2026-01-20 | Call | Out | Spoke | Interested later", Propositions=long))[0] == (
        "Said “later” to VMI 6 weeks ago."
    )


def test_the_hours_at_which_alone_they_are_reached_are_told():
    only = PEOPLE.replace("Created", "Created | Reachable from | Reachable until").replace(
        "2025-01-01", "2025-01-01 | 14:00 | 16:00"
    )
    found = lists("C1 | 2026-01-20 | Call | Out | Spoke | Interested later", Contacts=only,
                  Team="Rep | Calls per day | Start | End\nann | 10 | 09:00 | 17:00")  # fmt: skip
    assert said(found)[0] == "Said “later” to Stock 6 weeks ago. Only 14 to 16 h."
    assert said(found, "C2")[0] == "Stock: not pitched here yet. Only 14 to 16 h."


def test_whoever_pitches_by_duties_calls_them_again():
    found = lists(
        "C1 | 2026-01-20 | Call | Out | Spoke | Interested later",
        Team="Rep | Calls per day | Role\nann | 10 | Sales\nbob | 10 | Pitchers", Duties="Task | Role\nPitch | Pitchers",
        Settings="Setting | Value\nWho approves | Finance: Marta; Operations: Jo\nDefault owner | ann",
    )  # fmt: skip
    assert found.line("C1")["Rep"] == "bob"
