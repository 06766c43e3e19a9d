"""What the sheet Campaigns says: numbers, the sentence, what to do, and what is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.campaigns.plan import plan_campaigns
from tests.domain.callbook import TODAY, world
from tests.domain.campaigns.campaignbook import (
    APPROVED,
    CAMPAIGN,
    PROPOSITION,
    campaign_book,
    pitches,
    planned,
    row,
    small_world,
    told,
)
from tests.helpers import carry_out


def many(number: int) -> str:
    rows = "\n".join(f"C{n} | Yes | +34 976 000 {n:03} | Customer" for n in range(number))
    return f"Contact ID | Decision maker | Phone | Kind\n{rows}"


def spoken(people: range, day: str, answer: str = "", campaign: str = "K1") -> str:
    return "\n".join(
        f"{campaign}-{n} | {day} | C{n} | Call | Out | Spoke | {answer} | {campaign}" for n in people
    )


HEAD = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Answer | Campaign ID"
# 140 who decide. Nine weeks from 1 January: 61 were pitched, 12 tried, 5 of the 45 asked three weeks ago said yes.
STORY = {
    "Contacts": many(140),
    "Campaigns": CAMPAIGN.replace("2026-01-10", "2026-01-01").replace("Call, Email", "Call       "),
    "Activities": "\n".join([
        HEAD, spoken(range(5), "2026-01-20", "Yes"), spoken(range(5, 45), "2026-01-20", "Price"), spoken(range(45, 61), "2026-02-20"),
        *(f"K1-{n} | 2026-02-25 | C{n} | Call | Out | No answer | | K1" for n in range(61, 73)),
    ]),
}  # fmt: skip


def test_a_campaign_in_a_sentence():
    said = [one.text for one in planned(**STORY).messages]
    assert said == [
        "1 campaign, 1 live; 1 proposition, 1 with an open gate.",
        "K1: 61 of 140 decision makers pitched, 12 tried; at this pace done 21 Jul 2026; of 45 asked 21 days ago or more 11 % said yes (6 to 22 %).",
    ]  # 16 were pitched in the last 28 days: 79 more take 139 days


def test_its_row():
    found = row(planned(**STORY), "Campaigns", "K1")
    assert {name: found[name] for name in ("Decision makers", "Cannot be reached", "Pitched", "Tried", "Answers", "Yes")} == {
        "Decision makers": 140, "Cannot be reached": 0, "Pitched": 61, "Tried": 12, "Answers": 45, "Yes": 5,
    }  # fmt: skip
    assert found["Coverage"] == pytest.approx(61 / 140)
    assert found["Yes rate"] == pytest.approx(5 / 45)
    assert (found["Days to the tenth answer"], found["Done by"]) == (19, date(2026, 7, 21))
    assert (
        found["What to do"]
        == "Go on: 79 decision makers to pitch. Improve: 40 of 40 who did not say yes say Price."
    )


def test_the_cells_of_a_cohort_and_a_rule_that_changed():
    book = campaign_book()
    carry_out(book, plan_campaigns(world(book)))
    assert row(planned(), "Cohorts", "All") == {
        "Members": 4, "Accounts": 0, "Decision makers": 3, "Accounts without one": 0, "Rule seen": "everyone",
    }  # fmt: skip
    book.grids["Cohorts"].columns["Rule"][0] = "First name = Ada"
    said = [one.text for one in plan_campaigns(world(book)).messages]
    assert (
        "The rule of All was changed, from 'everyone' to 'First name = Ada': it fits 1 person now, 1 of them decide. Whoever was pitched stays counted."
        in said
    )


def test_accounts_where_nobody_who_decides_is_known():
    people = "Contact ID | Account ID | Decision maker\nC1 | A1 | Yes\nC2 | A1 |\nC3 | A2 |"
    found = row(
        planned(Contacts=people, Accounts="Account ID | Account\nA1 | Acme\nA2 | Beta"), "Cohorts", "All"
    )
    assert (found["Accounts"], found["Accounts without one"]) == (2, 1)


TWO = f"""{CAMPAIGN}
    K2 | VMI | 1 | All | Call | 2026-01-10 | Live | 5"""


def versions(yes: int, of: int, yes_2: int, of_2: int) -> dict[str, str]:
    talks = (
        spoken(range(yes), "2026-01-20", "Yes"), spoken(range(yes, of), "2026-01-20", "Price"),
        spoken(range(yes_2), "2026-01-20", "Yes", "K2"), spoken(range(yes_2, of_2), "2026-01-20", "Price", "K2"),
    )  # fmt: skip
    return {"Contacts": many(400), "Campaigns": TWO, "Activities": "\n".join([HEAD, *filter(None, talks)])}


def test_versions_are_compared_and_it_is_too_early():
    plan = planned(**versions(5, 61, 18, 79))
    (found,) = plan.summary["comparisons"]
    assert (found["a"], found["b"], found["people_a"], found["yes_a"], found["people_b"], found["yes_b"]) == (
        "K1",
        "K2",
        61,
        5,
        79,
        18,
    )
    assert found["better"] == pytest.approx(0.989313, abs=5e-7)
    assert (found["bayes_factor"], found["switch"]) == (pytest.approx(2.27679, abs=5e-6), False)
    assert found["advice"].startswith(
        "Too early to tell K2 from K1 (99 % likely better, next to nothing at risk): "
    )
    for key, said in (("K1", "56 of 56"), ("K2", "61 of 61")):
        assert (
            row(plan, "Campaigns", key)["What to do"]
            == f"{found['advice']}. Improve: {said} who did not say yes say Price."
        )


def test_versions_that_can_be_told_apart_advise_to_switch():
    plan = planned(**versions(10, 100, 40, 100))
    (found,) = plan.summary["comparisons"]
    assert found["switch"]
    assert found["bayes_factor"] > 30
    assert found["advice"] == "Switch to K2: 100 % likely better, next to nothing at risk"


def test_a_cohort_that_is_done_before_says_so():
    few = versions(3, 12, 4, 12) | {"Contacts": many(12)}
    (found,) = planned(**few).summary["comparisons"]
    assert found["advice"].endswith(
        "this cohort will be done before they can be told apart: decide by what they said"
    )


def test_without_the_part_nothing_happens():
    found = world(campaign_book())
    bare = type(found)(
        {name: frame for name, frame in found.frames.items() if name != "Cohorts"}, found.settings, TODAY
    )
    assert plan_campaigns(bare).changes == ()


@pytest.mark.parametrize(
    ("tables", "what"),
    [
        ({"Campaigns": CAMPAIGN.replace("| All ", "| Few ")}, "Campaigns.Cohort: It counts as Planned: its cohort is 'Few', that of VMI is 'All'"),
        ({"Cohorts": "Cohort | Rule\nAll | Colour = red"}, "Cohorts.Rule: It chooses nobody: "),
        ({"Cohorts": "Cohort | Rule\nAll |"}, "Cohorts.Rule: It chooses nobody: "),
        ({"Cohorts": "Cohort | Rule\nAll | First name = Zoe"}, "Cohorts.Rule: It fits nobody"),
        ({"Cohorts": "Cohort | Rule\nAll | First name = Dan"}, "Cohorts.Rule: None of its 1 member decides, so there is nobody to pitch to"),
        ({"Cohorts": "Cohort | Rule\nOthers | everyone"}, "Campaigns.Cohort: It counts as Planned: Cohorts has no 'All'"),
        ({"Campaigns": CAMPAIGN.replace("| VMI ", "| XYZ ")}, "Campaigns.Proposition ID: It counts as Planned: Propositions has no 'XYZ'"),
        ({"Campaigns": CAMPAIGN.replace("2026-01-10", "          ")}, "Campaigns.Start: It counts as Planned: it has no Start"),
        ({"Campaigns": CAMPAIGN.replace("VMI            | 1 ", "VMI            |   ")}, "Campaigns.Version: It counts as Planned: it has no Version"),
        ({"Campaigns": CAMPAIGN.replace("| 5", "| ")}, "Campaigns.Calls a day: Neither it nor Campaign share in Settings holds a call, so nobody calls for it"),
        ({"Campaigns": CAMPAIGN.replace("Call, Email", "Email      "), "Contacts": many(2)}, "Campaigns.Channels: Nobody of the cohort can be reached by Email"),
        ({"Campaigns": CAMPAIGN.replace("Calls a day", "Calls a day | Reps").replace("| 5", "| 5 | ann, zoe")}, "Campaigns.Reps: Team has no 'zoe'"),
        ({"Campaigns": CAMPAIGN.replace("Calls a day", "Calls a day | End").replace("| 5", "| 5 | 2026-01-20").replace("Call, Email", "Pigeon     ")}, None),  # it is over
        ({"Campaigns": CAMPAIGN.replace("Calls a day", "Calls a day | End").replace("| 5", "| 5 | 2026-01-02")}, "Campaigns.End: It ends before it begins"),
        ({"Campaigns": CAMPAIGN.replace("| 5", "| -3")}, "Campaigns.Calls a day: It holds no call, so nobody calls for it"),
        ({"Campaigns": CAMPAIGN.replace("| 5", "|  ").replace("Call, Email", "Email      ")}, None),  # nobody is to call for it
        ({"Campaigns": CAMPAIGN.replace("Calls a day", "Calls a day | Reps").replace("| 5", "| 5 | zoe")}, "Campaigns.Reps: Team has no 'zoe', so it is pitched as if Reps were blank"),
        ({"Campaigns": CAMPAIGN.replace("VMI            | 1 ", "VMI            | 1.5")}, "Campaigns.Version: 1.5 is no whole number, so it counts as blank"),
        ({"Campaigns": CAMPAIGN.replace("Live", "Planned").replace("Calls a day", "Calls a day | End").replace("| 5", "| 5 | 2026-01-02")}, "Campaigns.End: It ends before it begins"),
        ({"Campaigns": CAMPAIGN.replace("Calls a day", "Calls a day | Version pitched").replace("| 5", "| 5 | 1").replace("VMI            | 1 ", "VMI            | 2 "),
          "Approvals": APPROVED}, "Campaigns.Version: Version 1 was pitched already, and counts"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_cell(tables, what):
    found = told(**tables)
    assert any(one.startswith(what) for one in found) if what else found == []


def test_the_version_that_was_pitched_first_is_kept():
    assert row(planned("C1 | 2026-01-12 | Call | Out | Spoke |"), "Campaigns", "K1")["Version pitched"] == 1
    assert row(planned(), "Campaigns", "K1")["Version pitched"] is None


def test_a_version_as_text_is_read():
    book = campaign_book()
    book.grids["Campaigns"].columns["Version"][0] = " 1 "
    assert row(plan_campaigns(world(book)), "Campaigns", "K1")["What to do"] == "Nobody was pitched yet."


@pytest.mark.parametrize(
    ("status", "what"),
    [
        ("Live", "Go on: 79 decision makers to pitch."),
        ("Paused", "Paused: 79 decision makers were not pitched."),
        ("Done", "Over: 79 decision makers were not pitched."),
    ],
)
def test_only_a_live_campaign_goes_on(status, what):
    found = row(
        planned(**{**STORY, "Campaigns": STORY["Campaigns"].replace("Live", status)}), "Campaigns", "K1"
    )
    assert found["What to do"].startswith(what)
    assert (found["Done by"] is None) == (status != "Live")


def test_without_a_start_nobody_counts_the_days_to_the_tenth_answer():
    story = {
        **STORY,
        "Campaigns": STORY["Campaigns"].replace("2026-01-01", "          ").replace("Live", "Done"),
    }
    found = row(planned(**story), "Campaigns", "K1")
    assert (found["Answers"], found["Days to the tenth answer"]) == (45, None)


def test_only_answers_that_count_are_said_to_count_as_other():
    talks = (
        "C1 | 2026-01-12 | Call | Out | Spoke | we move", "C1 | 2026-01-13 | Email | In | | we moved", "C2 | 2026-01-02 | Email | In | | too early",
        "C3 | 2027-01-12 | Call | Out | Spoke | still to come", "C9 | 2026-01-12 | Call | Out | Spoke | who is that",
    )  # fmt: skip
    said = [one.text for one in planned(*talks).messages]
    assert [one for one in said if "Other" in one] == [
        "1 answer is none of the list and counts as Other: 'we moved'."
    ]


LATER = "Contact ID | First name | Decision maker | Phone | Next date\nC1 | Ada | Yes | +34 976 000 001 |\nC2 | Ben | Yes | +34 976 000 002 | {}\nC3 | Cleo | Yes | +34 976 000 003 |"


@pytest.mark.parametrize(
    ("day", "status", "said"),
    [
        ("2026-04-01", "Live", ["1 person said later and has no day to be called again: agree on a Next date with them (Ada)."]),
        ("", "Live", ["2 people said later and have no day to be called again: agree on a Next date with each of them (Ada, Ben)."]),
        ("", "Done", []),
    ],
)  # fmt: skip
def test_whoever_said_later_and_has_no_day_for_it_is_named(day, status, said):
    talks = ("C1 | 2026-01-12 | Call | Out | Spoke | Interested later", "C2 | 2026-01-12 | Call | Out | Spoke | interested later",
             "C3 | 2026-01-12 | Call | Out | Spoke | Price")  # fmt: skip
    plan = planned(*talks, Contacts=LATER.format(day), Campaigns=CAMPAIGN.replace("Live", status))
    assert [one.text for one in plan.messages if "later" in one.text] == said


def test_without_the_sheet_pitches_everything_else_is_counted():
    book = campaign_book()
    del book.grids["Pitches"]
    plan = plan_campaigns(small_world(book))
    assert row(plan, "Campaigns", "K1")["Decision makers"] == 3
    assert "Pitches" not in {one.table for one in plan.changes}


def test_answers_to_a_campaign_that_is_not_there_are_told_once():
    rows = "\n".join(
        f"T{n} | 2026-01-12 | C1 | Call | Out | Spoke | {said} | {campaign}"
        for n, (said, campaign) in enumerate(
            [("Yes", "K9"), ("Price", "K9"), ("", "spring 2019"), ("Yes", "K1"), ("Yes", "")]
        )
    )
    assert told(Activities=f"{HEAD}\n{rows}") == [
        "Activities.Campaign ID: Campaigns has no 'K9', so this answer counts for none; 1 more row says so"
    ]


def test_of_many_versions_a_few_comparisons_are_told_and_the_rest_counted():
    keys = [f"V{n}" for n in range(8)]
    live = CAMPAIGN.strip().splitlines()[-1]
    head = CAMPAIGN.strip().splitlines()[0]
    campaigns = "\n".join([head, *(live.replace("K1", key) for key in keys)])
    talks = "\n".join(spoken(range(5), "2026-01-20", "Price", campaign=key) for key in keys)
    plan = planned(Contacts=many(5), Campaigns=campaigns, Activities=f"{HEAD}\n{talks}")
    what = str(row(plan, "Campaigns", "V0")["What to do"])
    assert what.count("Too early to tell") == 5
    assert what.endswith("2 more comparisons, by --json.")
    assert len(plan.summary["comparisons"]) == 28


def test_a_shut_gate_names_the_campaign_in_the_first_sentence_and_nobody_is_on_its_list():
    lines = {
        "Calls": "Call ID | Name | Contact ID | Campaign ID | Outcome\nX1 | Ada | C1 | K1 |\nX2 | Ben | C2 | K1 |"
    }
    assert pitches(planned(**lines))["C1"]["State"] == "On the list"
    shut = planned(**lines, Propositions=PROPOSITION.replace("Live", "In review"))
    assert {one["State"] for one in pitches(shut).values()}.isdisjoint({"On the list"})
    assert shut.messages[0].text == (
        "1 campaign, 0 live; 1 proposition, 0 with an open gate. K1 is typed Live and counts as Planned: the Stage of VMI is In review. "
        "2 lines of it stand on Calls: Today takes away those in which nobody typed."
    )
