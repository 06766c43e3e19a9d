"""The story of vendor-managed inventory: Finance objects and is answered, everybody who decides is pitched, and what they say is learnt.

The sample's cohort of 28 is too small to tell two versions apart: the firm has more contacts here, and three reps with time for calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from salesbook.actions.outcome import Outcome
from salesbook.tables.plan import Value
from tests.actions.story import MONDAY, NO_ANSWER, Firm, Rates, made_up_firm

CONTACTS = 320
WORDS = {
    "Trust": ("So you decide how much we buy?", "Who tells me that you do not fill the store to the roof?"),
    "Price": ("Show me what it saves first.",),
    "Yes": ("Begin with line one.",),
}
FIRST = {NO_ANSWER: 0.2, "Trust": 0.62, "Price": 0.04, "Has supplier": 0.04, "Timing": 0.04, "Yes": 0.06}
SECOND = {NO_ANSWER: 0.2, "Trust": 0.06, "Price": 0.16, "Has supplier": 0.12, "Yes": 0.46}
LETTER = "Subject: Your store, filled\nSender: owner\nLanguage: en\n\n{{ greeting() }}\n\nYou pay for what you take out.\n"
V1, V2 = "VMI-1", "VMI-ceiling"
FINANCE = "Finance", "Marta Soler"
OTHERS = ("Operations", "Iker Larrea"), ("Purchasing", "Iker Larrea"), ("Service", "Marek")
THREE_WEEKS, LOOKED_AT_EVERY = 15, 3  # working days


@dataclass
class Story:
    """What was said and shown on the way."""

    firm: Firm
    shut: Outcome
    listed_behind_it: list[dict[str, Value]]
    opened: Outcome
    listed: list[dict[str, Value]]
    by_mail: list[str]
    unreachable: list[str]
    first: Outcome
    first_days: int
    second_days: int
    learnt: Outcome


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Story:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SALESBOOK_DATA", str(tmp_path_factory.mktemp("data")))
        return told(made_up_firm(tmp_path_factory.mktemp("firm"), CONTACTS))


def told(firm: Firm) -> Story:
    by_mail, unreachable = before(firm)
    shut = firm.does("today")
    behind_it = firm.rows("Calls", Block="Campaign")
    decides(firm, 1, FINANCE)
    opened = firm.does("today")
    listed = firm.rows("Calls", Campaign_ID=V1)
    first_days = pitched_to_the_end(firm, V1, FIRST, by_mail)
    first = firm.does("campaigns")
    firm.types("Campaigns", V1, Status="Done")
    second_version(firm)
    second_days = pitched_to_the_end(firm, V2, SECOND, by_mail)
    firm.today += timedelta(days=21)
    learnt = firm.does("campaigns")
    return Story(
        firm, shut, behind_it, opened, listed, by_mail, unreachable, first, first_days, second_days, learnt
    )


def before(firm: Firm) -> tuple[list[str], list[str]]:
    """As it stood that spring: Finance has not decided anew, nobody was pitched. Two people are reached by mail alone, two by nothing."""
    for rep in ("Ana", "Jonas", "Maeve"):
        firm.types("Team", rep, Calls_per_day=20.0, Working_days="Mon, Tue, Wed, Thu, Fri")
    firm.types("Campaigns", V1, Start=MONDAY, Channels="Call, Email", Calls_a_day=14.0)
    firm.does("campaigns")
    free = [
        str(row["Contact ID"])
        for row in firm.rows("Pitches", Campaign_ID=V1, State="Waiting", Why_not_yet=None)
    ]
    by_mail, unreachable = free[:2], free[2:4]
    for contact in by_mail:
        firm.types("Contacts", contact, Phone=None, Consent="Opted in", Next_date=None)
    firm.types("Contacts", unreachable[0], Phone=None, Consent="Opted out")
    firm.types("Contacts", unreachable[1], Consent="Opted in", Do_not_call="Yes", Do_not_email="Yes")
    approved = firm.row(
        "Approvals", Proposition_ID="VMI", Department="Finance", What=None, Decision="Approve"
    )
    firm.types("Approvals", str(approved[""]), Decision="Pending", Decided_on=None)
    text = firm.book.folder / "templates" / "newsletters" / "vmi.md"
    text.parent.mkdir(parents=True)
    text.write_text(LETTER, encoding="utf-8")
    return by_mail, unreachable


def decides(firm: Firm, version: int, *whom: tuple[str, str]) -> None:
    """They approve that version today."""
    rows = [{"Proposition ID": "VMI", "Version": version, "Department": department, "Who": who, "Decision": "Approve", "Decided on": firm.today}
            for department, who in whom]  # fmt: skip
    firm.adds("Approvals", *rows)


def second_version(firm: Firm) -> None:
    """The objection is answered in the promise; all decide anew, and the next day it is a campaign of its own."""
    promise = "The same, and you set the ceiling of your store."
    firm.types("Propositions", "VMI", Version=2, Promise=promise)
    decides(firm, 2, FINANCE, *OTHERS)
    row = firm.row("Campaigns", Campaign_ID=V1)
    firm.adds("Campaigns", {**{name: row[name] for name in ("Proposition ID", "Cohort", "Owner", "Reps", "Channels", "Calls a day")},
                            "Campaign ID": V2, "Version": 2, "Start": firm.today, "Status": "Live"})  # fmt: skip


def pitched_to_the_end(firm: Firm, campaign: str, rates: Rates, by_mail: list[str]) -> int:
    """Calls each day until nobody is left, and a letter to whoever is reached by mail alone, as soon as no quiet days hold it. The working days that it took."""
    days, waiting = 0, list(by_mail)
    while coverage(firm, campaign) < 1 and days < THREE_WEEKS:
        written = firm.mails(f"{campaign}-{days}", campaign, waiting) if waiting else []
        firm.works(LOOKED_AT_EVERY, campaign, rates, WORDS)
        days += LOOKED_AT_EVERY
        if written:
            firm.hears(
                f"{campaign}-{days - LOOKED_AT_EVERY}", dict.fromkeys(written, "Show me what it saves first.")
            )
        for reply in firm.rows("Activities", Campaign_ID=campaign, Direction="In", Answer=None):
            firm.types("Activities", str(reply[""]), Answer="Price")
        waiting = [one for one in waiting if one not in written]
    return days


def coverage(firm: Firm, campaign: str) -> float:
    found = firm.does("campaigns").summary["campaigns"]
    return next(one["coverage"] for one in found if one["campaign"] == campaign)


def test_while_finance_objects_a_campaign_typed_live_is_a_problem_and_nobody_is_listed(story):
    assert any(
        "the gate of VMI version 1 is shut: Finance: Marta Soler objects (“Film for 180,000 EUR would stand"
        in one.why
        for one in story.shut.problems
    )
    assert story.listed_behind_it == []


def test_the_approval_after_the_answer_opens_the_gate(story):
    assert not [
        one for one in story.opened.problems if one.table in {"Campaigns", "Propositions", "Approvals"}
    ]
    assert len(story.listed) == 14
    assert all(
        str(line["Why"]).startswith("Vendor-managed inventory: not pitched here yet.")
        for line in story.listed
    )


def test_within_three_weeks_everybody_has_heard_it_but_for_those_whom_nothing_reaches_who_are_listed_with_the_reason(
    story,
):
    found = next(one for one in story.first.summary["campaigns"] if one["campaign"] == V1)
    assert story.first_days <= THREE_WEEKS
    assert (found["coverage"], found["cannot_be_reached"], found["decision_makers"]) == (
        1,
        2,
        found["pitched"] + 2,
    )
    cannot = story.firm.rows("Pitches", Campaign_ID=V1, State="Cannot")
    assert {row["Contact ID"]: row["Why not yet"] for row in cannot} == dict(
        zip(story.unreachable, ["no usable number; opted out", "do not call; do not email"], strict=True)
    )


def test_whoever_has_no_number_was_pitched_by_the_letter_and_answered_it(story):
    for contact in story.by_mail:
        row = story.firm.row("Pitches", Campaign_ID=V1, Contact_ID=contact)
        assert (row["State"], row["Channel"], row["Answer"]) == ("Pitched", "Email", "Price")


def test_the_planted_objection_is_learnt_first_in_their_words_and_a_new_version_is_to_answer_it(story):
    learnt = story.first.summary["learning"][V1]
    objection = learnt["objections"][0]
    assert objection["answer"] == "Trust"
    assert {quote["words"] for quote in objection["quotes"]} == set(WORDS["Trust"])
    assert [one["about"] for one in learnt["next_steps"] if one["step"] == "Improve"] == ["Trust"]


def test_the_better_version_is_told_apart_and_switched_to_after_as_many_days_as_answers_take(story):
    assert story.second_days <= THREE_WEEKS
    (pair,) = story.learnt.summary["comparisons"]
    assert (pair["a"], pair["b"], pair["switch"]) == (V1, V2, True)
    assert pair["bayes_factor"] >= 30
    assert pair["advice"].startswith(f"Switch to {V2}: ")
    steps = {key: found["next_steps"][0] for key, found in story.learnt.summary["learning"].items()}
    assert (steps[V1]["step"], steps[V1]["about"]) == ("Stop", V2)
    assert (steps[V2]["step"], steps[V2]["about"]) == ("Scale", V2)


def test_the_sheet_says_so_too(story):
    campaigns = {row["Campaign ID"]: row for row in story.firm.rows("Campaigns")}
    assert {key: row["Coverage"] for key, row in campaigns.items()} == {V1: 1, V2: 1}
    assert all(str(row["What to do"]).startswith(f"Switch to {V2}: ") for row in campaigns.values())
