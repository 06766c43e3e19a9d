"""The story of vendor-managed inventory: Finance objects and is answered, everybody who decides is pitched, and what they say is learnt.

`python -m benchmarks.campaigns --stories 20` tells it with other throws of the dice.
"""

from __future__ import annotations

import pytest

from tests.actions.story import made_up_firm
from tests.actions.vmi import CONTACTS, THREE_WEEKS, V1, V2, WORDS, Story, told


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Story:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SALESBOOK_DATA", str(tmp_path_factory.mktemp("data")))
        return told(made_up_firm(tmp_path_factory.mktemp("firm"), CONTACTS))


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
