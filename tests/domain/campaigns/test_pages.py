"""The pages of a proposition and of a campaign: what they show adds up, says why, prints, and mails."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from salesbook.actions.pages.campaign_page import campaign_page
from salesbook.domain.campaigns.brief import PropositionBrief, proposition_brief
from salesbook.domain.campaigns.chosen import chosen_by_id
from salesbook.domain.campaigns.story import CampaignStory, campaign_story
from salesbook.errors import BadInput
from tests.domain.campaigns.campaignbook import APPROVED, CAMPAIGN, campaign_world

LOG = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Answer | Campaign ID | Their words"
PEOPLE = """
    Contact ID | First name | Decision maker | Phone           | Account ID | Tier | Kind
    C1         | Ada        | Yes            | +34 976 000 001 | A1         | A    | Customer
    C2         | Ben        | Yes            | +34 976 000 002 | A2         | B    | Customer
    C3         | Cleo       | Yes            | 12              | A2         | B    | Customer
    C4         | Dan        |                | +34 976 000 004 | A3         |      | Customer
"""
ACCOUNTS = "Account ID | Account | Segment\nA1 | <Acme> | Food\nA2 | Beta | Food\nA3 | Gamma |"
CALLS_ALONE = CAMPAIGN.replace("Call, Email", "Call       ")


def book(*talks: str, **tables: str):
    log = "\n".join(f"T{n} | {talk}" for n, talk in enumerate(talks))
    some = {"Contacts": PEOPLE, "Accounts": ACCOUNTS, "Campaigns": CALLS_ALONE, "Activities": f"{LOG}\n{log}"}
    return campaign_world(**{**some, **tables})


def story(*talks: str, **tables: str) -> CampaignStory:
    return campaign_story(book(*talks, **tables), "K1")


def brief(**tables: str) -> PropositionBrief:
    return proposition_brief(book(**tables), "VMI")


def words(page: str) -> str:
    """What a reader sees."""
    body = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


TALKS = (
    "2026-01-12 | C1 | Call | Out | Spoke | Price | K1 | Too <b>dear</b>",
    "2026-01-27 | C2 | Call | Out | No answer | | K1 |",
)


def test_the_story_of_a_campaign():
    text = words(campaign_page(None, story(*TALKS)))
    for said in (
        "Stock Campaign K1 · version 1 of VMI Live · All · Call from 10 Jan 2026 as of 4 Mar 2026",
        "We fill your shelf",
        "K1: 1 of 2 decision makers pitched, 1 tried; 1 more cannot be reached",
        "Go on : 1 decision maker to pitch.",
        "It rests on 1 person.",
        "Week of Pitched So far Coverage, % 12 Jan 1 1 50",
        "Pitched 1 Cannot 1 Not reached 0 On the list 0 Tried 1 Waiting 0 Decision makers 3",
        "Yes 0 Price 1 No answer yet 0 Pitched 1",
        "On the day of the pitch itself 1 of 1 answered.",
        "Food, small 1 1 0 1 0 3 to 78 %",
        "1 group is small (fewer than 20 asked long enough ago): not ranked.",
        "Price : 1 person, 100 % of those who answered (22 to 97 %) “Too <b>dear</b>” Ada , <Acme> , 12 Jan 2026",
        "Why People no usable number 1 Cannot be reached 1",
        "Account Name Why Beta Cleo no usable number",
        "All parts add up to the 3 decision makers and 1 pitched of Campaigns.",
    ):
        assert said in text


def test_weeks_without_a_pitch_are_shown_and_many_weeks_are_months():
    found = story(TALKS[0], "2026-01-29 | C2 | Call | Out | Spoke | | K1 |")
    assert [(one.first, one.pitched, one.so_far) for one in found.spans] == [
        (date(2026, 1, 12), 1, 1), (date(2026, 1, 19), 0, 1), (date(2026, 1, 26), 1, 2),
    ]  # fmt: skip
    long_ago = story(
        TALKS[0].replace("2026-01-12", "2025-10-31"), "2026-02-27 | C2 | Call | Out | Spoke | | K1 |",
        Campaigns=CALLS_ALONE.replace("2026-01-10", "2025-10-01"),
    )  # fmt: skip
    assert long_ago.monthly
    assert [(one.first.month, one.pitched) for one in long_ago.spans] == [
        (10, 1),
        (11, 0),
        (12, 0),
        (1, 0),
        (2, 1),
    ]
    assert "Oct 2025 1 1 50" in words(campaign_page(None, long_ago))


def test_before_anybody_was_pitched_the_page_says_so():
    text = words(campaign_page(None, story()))
    assert "Nobody was pitched yet." in text
    assert "Go on : nobody was pitched yet, 2 decision makers to pitch." in text
    assert "nothing is known yet" in text


def test_why_a_campaign_is_not_live_stands_first():
    text = words(campaign_page(None, story(*TALKS, Approvals=APPROVED.replace("Approve", "Object "))))
    assert "What to do next Not live: the gate of VMI version 1 is shut: Finance: Marta objects" in text
    assert "Decide : it is not live: the gate of VMI" in text


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("VMI", "Its proposition 'VMI' is not on the sheet Propositions: put its row back there, or choose another one in Proposition ID on Campaigns."),
        ("   ", "It pitches no proposition: choose one in Proposition ID on the sheet Campaigns."),
    ],
)  # fmt: skip
def test_a_campaign_whose_proposition_is_gone_still_has_a_page_that_says_so(named, told):
    gone = story(
        *TALKS, Propositions="Proposition ID\nOther", Campaigns=CALLS_ALONE.replace("| VMI", f"| {named}")
    )
    text = words(campaign_page(None, gone))
    assert text.startswith("K1 K1 Campaign K1 · version 1")
    assert told in text
    assert "All parts add up to" in text
    assert "is not on the sheet" not in words(campaign_page(None, story(*TALKS)))


OBJECTED = """
    Proposition ID | Version | Department | Who   | What      | Decision | Concern            | Resolution | Decided on | Due
    VMI            | 1       | Finance    | Marta |           | Object   | Stock on our books | A deposit  | 2026-01-05 |
    VMI            | 1       | Operations | Zoe   |           | Approve  |                    |            | 2026-01-06 |
    VMI            | 1       | Operations | Jo    | A planner | Pending  |                    |            |            | 2026-02-01
    VMI            | 1       | Operations | Jo    | A van     | Done     |                    |            |            |
"""


def test_a_proposition_for_the_meeting():
    text = words(campaign_page(brief(Approvals=OBJECTED), None))
    for said in (
        "Stock Proposition VMI · version 1 In review as of 4 Mar 2026",
        "We fill your shelf",
        "Accounts 3 4 people there",
        "Decision makers 3 1 of tier A, 2 of tier B",
        "Accounts without one 1 to be found out",
        "Nobody who decides is known at Gamma.",
        "Finance: Marta objects (“Stock on our books”), answered, and to be decided anew",
        "Finance Marta Object 5 Jan 2026 Stock on our books A deposit Operations Jo ☐ Approve ☐ Object",
        "Operations Zoe Approve Jo speaks for Operations",
        "1 Finance Marta 5 Jan 2026 Stock on our books A deposit",
        "Operations A planner Jo 1 Feb 2026 late Operations A van Jo Done 1 of 2 tasks are done.",
        "1 (now) nobody Finance",
    ):
        assert said in text


def test_an_open_gate_says_so_and_asks_whether_it_is_bold():
    text = words(campaign_page(brief(), None))
    assert "Nothing: the gate of version 1 is open. No resistance met: is it bold enough?" in text
    ready = brief(Propositions="Proposition ID | Cohort | Version | Stage\nVMI | All | 1 | In review")
    assert "Nothing: all departments approve version 1. Set Stage to Approved" in words(
        campaign_page(ready, None)
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"Department": "Sales"}, "Settings asks nobody of this department"),
        ({"Who": "Zoe"}, "Jo speaks for Operations"),
        ({"Decided on": "2026-05-01"}, "its day is still to come"),
        ({"Content": "other"}, "what it promises, for whom, or what it asks of us was changed since"),
    ],
)
def test_decisions_that_do_not_count_say_why(typed, why):
    cells = {
        "Proposition ID": "VMI",
        "Version": "1",
        "Department": "Operations",
        "Who": "Jo",
        "Decision": "Approve",
        "Decided on": "2026-01-05",
        "Content": "",
    } | typed
    (stray,) = brief(Approvals=f"{' | '.join(cells)}\n{' | '.join(cells.values())}").strays
    assert stray.why == why


def test_versions_come_with_their_campaigns():
    two = (
        OBJECTED
        + "    VMI            | 2       | Finance    | Marta |           | Approve  |                    |            | 2026-02-05 |\n"
    )
    found = proposition_brief(
        book(*TALKS, Approvals=two, Propositions="Proposition ID | Title | Cohort | Version | Stage\nVMI | Stock | All | 2 | Live"), "VMI"
    )  # fmt: skip
    assert [(one.version, one.approved, one.objected, [group.pitched for group in one.campaigns]) for one in found.versions] == [
        (2, ("Finance",), (), []), (1, ("Operations",), ("Finance",), [1]),
    ]  # fmt: skip


def test_a_proposition_of_nothing_yet_still_has_a_page():
    bare = brief(Propositions="Proposition ID\nVMI", Approvals="Proposition ID", Cohorts="Cohort")
    text = words(campaign_page(bare, None))
    assert "VMI Proposition VMI · version 1" in text
    assert "It promises nothing yet: fill in Promise." in text
    assert "Cohort none choose one of Cohorts" in text


def test_pages_stand_alone_and_mail_well():
    page = campaign_page(brief(Approvals=OBJECTED), story(*TALKS))
    assert not re.search(r"<(script|svg|img|link|iframe)|url\(|https?:|display:\s*(flex|grid)", page)
    cell = re.search(r"<td class=\"n\"[^>]*>", page)
    assert cell
    assert "text-align: right" in cell[0]  # styles stand in the elements
    assert "@page" in page
    assert "prefers-color-scheme: dark" in page
    assert "&lt;Acme&gt;" in page
    assert "<b>dear" not in page


def test_an_id_is_found_whatever_its_capitals_and_may_be_of_both():
    world = book(Campaigns=CALLS_ALONE.replace("K1 ", "VMI"))
    assert chosen_by_id(book(), " vmi ") == ("VMI", "")
    assert chosen_by_id(book(), "k1") == ("", "K1")
    assert chosen_by_id(world, "VMI") == ("VMI", "VMI")


def test_an_unknown_id_names_those_that_there_are_the_nearest_first():
    with pytest.raises(BadInput) as error:
        chosen_by_id(book(), "K11")
    assert error.value.what == "No proposition and no campaign has the ID 'K11'."
    assert error.value.todo == "Known are: K1 (campaign), VMI (proposition)."
