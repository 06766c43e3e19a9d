"""What a campaign teaches: objections with quotes, speed, groups, and what to try next; its numbers are those of the sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from benchmarks.campaigns import MOST_WRONG, doubted, named
from salesbook.books.memory import grid_of
from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.campaigns.comparing import YesCount
from salesbook.domain.campaigns.evidence import factor_above, factor_below, factor_commoner
from salesbook.domain.campaigns.learning import Learning, learning_of
from salesbook.domain.campaigns.plan import plan_campaigns
from salesbook.domain.campaigns.versions import compare_versions
from salesbook.domain.pitching.pitched import counted_answer
from salesbook.domain.pitching.states import states_of
from salesbook.domain.world import World
from salesbook.tables.frames import frames
from salesbook.tables.plan import Replace
from tests.domain.callbook import TODAY
from tests.domain.campaigns.campaignbook import CAMPAIGN, campaign_book, campaign_world, row, small_world
from tests.helpers import snapshot

HEAD = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Answer | Campaign ID | Their words"


def learned(world: World, key: str = "K1") -> Learning:
    answers = {str(name): CampaignAnswers(world, one) for name, one in world.get(states_of).items()}
    return learning_of(answers, key, compare_versions(answers))


def people(number: int, tier: str = "", segment: str = "") -> dict[str, str]:
    rows = "\n".join(f"C{n} | Ada{n} | Yes | +34 976 000 {n:03} | {tier} | A{n % 2}" for n in range(number))
    firms = f"Account ID | Account | Segment\nA0 | Acme | {segment}\nA1 | Beta | {segment}"
    return {
        "Contacts": f"Contact ID | First name | Decision maker | Phone | Tier | Account ID\n{rows}",
        "Accounts": firms,
    }


def said(
    who: Iterable[int], answer: str, day: str = "2026-01-20", words: str = "", campaign: str = "K1"
) -> str:
    return "\n".join(
        f"{campaign}-{n} | {day} | C{n} | Call | Out | Spoke | {answer} | {campaign} | {words}" for n in who
    )


def world_of(number: int, *talks: str, **tables: str) -> World:
    return campaign_world(
        **{**people(number), "Activities": "\n".join([HEAD, *filter(None, talks)]), **tables}
    )


def steps(found: Learning) -> list[tuple[str, str]]:
    return [(one.step, one.about) for one in found.next_steps]


def test_objections_come_by_frequency_with_the_newest_words_first():
    found = learned(world_of(
        9, said(range(3), "Price", words="Too dear"), said([3], "price ", "2026-01-22", "We cannot pay that"), said([4], "Trust"),
        said([5], "we are moving"), said([6], "Other"), said([7], "Yes", words="Gladly"), said([8], ""),
    ))  # fmt: skip
    assert [(one.answer, one.people, one.with_words) for one in found.objections] == [
        ("Price", 4, 4),
        ("Other", 2, 1),
        ("Trust", 1, 0),
    ]
    price, other, _ = found.objections
    assert [(one.words, one.name, one.account, one.day) for one in price.quotes] == [
        ("We cannot pay that", "Ada3", "Beta", date(2026, 1, 22)), ("Too dear", "Ada0", "Acme", date(2026, 1, 20)),
    ]  # fmt: skip
    assert [one.words for one in other.quotes] == ["we are moving"]
    assert (found.pitched, found.answered, found.yes) == (9, 8, 1)
    assert (price.share, price.low < 0.5 < price.high) == (0.5, True)


def test_how_fast_answers_came():
    talks = [
        said(range(12), "", "2026-01-12"),
        *(f"X{n} | 2026-01-{12 + n} | C{n} | Email | In | | Yes | K1 |" for n in range(10)),
    ]
    speed = learned(world_of(12, *talks)).speed
    assert (speed.answered, speed.at_once, speed.median, speed.to_the_tenth) == (10, 1, 4.5, 11)
    assert learned(world_of(1)).speed.median is None


def test_groups_are_ranked_where_they_are_large_and_told_apart():
    tables = people(100)
    tables["Contacts"] = tables["Contacts"].replace("|  |", "| A |", 50).replace("|  |", "| B |", 45)
    found = learned(world_of(100, said(range(30), "Yes"), said(range(30, 100), "Price"), **tables))
    (tiers,) = found.by
    assert [(one.name, one.asked, one.agreed, one.is_small) for one in tiers.groups] == [
        ("A", 50, 30, False), ("B", 45, 0, False), ("", 5, 0, True),
    ]  # fmt: skip
    assert tiers.apart == ("A", "B")
    alike = learned(world_of(100, said(range(0, 100, 2), "Yes"), said(range(1, 100, 2), "Price"), **tables))
    assert alike.by[0].apart == ()


def test_segments_are_those_of_the_accounts_whatever_their_capitals():
    tables = people(4, segment="Food")
    tables["Accounts"] = tables["Accounts"].replace("Beta | Food", "Beta | FOOD")
    (segments,) = learned(world_of(4, said(range(4), "Yes"), **tables)).by
    assert [(one.name, one.pitched) for one in segments.groups] == [("Food", 4)]


TWO = f"{CAMPAIGN}\n    K2 | VMI | 1 | All | Call | 2026-01-10 | Live | 5"


def two_versions(tier_of_the_first: str = "") -> World:
    tables = people(200)
    tables["Contacts"] = tables["Contacts"].replace("|  |", f"| {tier_of_the_first} |", 100)
    talks = (
        said(range(10), "Yes"),
        said(range(10, 100), "Price"),
        said(range(100, 140), "Yes", campaign="K2"),
        said(range(140, 200), "Trust", campaign="K2"),
    )
    return world_of(200, *talks, **tables, Campaigns=TWO)


def test_the_better_version_is_scaled_the_other_stopped_and_the_objection_to_answer_named():
    world = two_versions()
    assert steps(learned(world, "K1")) == [("Stop", "K2")]
    assert steps(learned(world, "K2")) == [("Scale", "K2"), ("Improve", "Trust")]
    first = learned(world, "K1").next_steps[0]
    assert (first.because, first.people) == ("switch to K2: 40 of 100 say yes to K2, 10 of 100 to K1", 200)
    assert (
        first.how_sure
        == "K2 is 100 % likely better; the answers are more than 1,000 times likelier if the two differ than if they are alike"
    )
    assert first.question == "Were both pitched in the same way, by the same callers?"
    assert [one.name for one in learned(world, "K1").by[-1].groups] == ["K2 (version 1)", "K1 (version 1)"]


def test_versions_that_asked_other_people_make_one_ask():
    assert learned(two_versions("A"), "K1").next_steps[0].question == (
        "Of those asked by K1 100 % are of tier A, of those by K2 0 %: is it the version, or whom it was pitched to?"
    )


@pytest.mark.parametrize(
    ("yes", "no", "first"),
    [(0, 0, "Go on"), (0, 90, "Go on"), (0, 100, "Stop"), (5, 40, "Go on"), (30, 30, "Scale"), (20, 30, "Scale"), (15, 35, "Go on")],
)  # fmt: skip
def test_stop_and_scale_want_a_share_that_is_surely_beyond_its_bound(yes, no, first):
    found = learned(world_of(200, said(range(yes), "Yes"), said(range(yes, yes + no), "Interested later")))
    assert steps(found) == [(first, "")]
    assert found.next_steps[0].people == yes + no


def test_when_all_were_asked_what_they_said_decides_and_scaling_means_the_next_cohort():
    few = learned(world_of(10, said(range(10), "Trust")))
    assert [one.step for one in few.next_steps] == ["Decide", "Improve"]
    many = learned(world_of(60, said(range(30), "Yes"), said(range(30, 60), "Price"))).next_steps[0]
    assert (many.step, many.question) == ("Scale", "Which cohort is next, and can we deliver to it?")


def test_those_to_come_may_be_others_than_those_asked():
    tables = people(120)
    tables["Contacts"] = tables["Contacts"].replace("|  |", "| A |", 60)
    found = learned(world_of(120, said(range(30), "Yes"), said(range(30, 60), "Price"), **tables)).next_steps[
        0
    ]
    assert found.question == (
        "Of those asked 100 % are of tier A, of those to come 0 %: will they answer alike?"
    )


def test_an_objection_is_named_from_ten_alone_on_and_later_is_none():
    assert steps(learned(world_of(50, said(range(9), "Price")))) == [("Go on", "")]
    assert steps(learned(world_of(50, said(range(10), "Price")))) == [("Go on", ""), ("Improve", "Price")]
    assert steps(learned(world_of(50, said(range(30), "Interested later")))) == [("Go on", "")]


def test_the_sheet_says_what_the_learning_says():
    world = world_of(200, said(range(100), "Price"))
    assert row(plan_campaigns(world), "Campaigns", "K1")["What to do"] == (
        "Stop? 0 of 100 asked 21 days ago or more said yes, fewer than 1 in 20. Is that worth the calls? "
        "Improve: 100 of 100 who did not say yes say Price."
    )


@given(st.integers(0, 100).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.05, 0.95))
def test_evidence_on_both_sides_of_a_bound_averages_to_that_of_any_share(seen, bound):
    yes, asked = seen
    whole = np.exp(betaln(1 + yes, 1 + asked - yes) - yes * np.log(bound) - (asked - yes) * np.log1p(-bound))
    one = YesCount(yes, asked)
    parts = bound * factor_below(one, bound) + (1 - bound) * factor_above(one, bound)
    assert parts == pytest.approx(whole, rel=1e-6)
    assert factor_commoner(yes, asked - yes) == factor_above(one, 0.5)


def test_looks_at_simulated_campaigns_seldom_stop_scale_or_improve_in_the_wrong():
    """One small case of `python -m benchmarks.campaigns`."""
    dice = np.random.default_rng(7)
    assert doubted(dice, 500, 0.05)[0] <= MOST_WRONG
    assert doubted(dice, 500, 0.2)[1] <= MOST_WRONG
    assert named(dice, 60, (0.3, 0.3, 0.1, 0.1, 0.1, 0.1))[1] <= MOST_WRONG
    assert named(dice, 60, (0.5, 0.1, 0.1, 0.1, 0.1, 0.1))[0] >= 0.95


TALK = st.fixed_dictionaries({
    "Contact ID": st.sampled_from([f"C{n}" for n in range(6)]), "day": st.integers(-3, 60), "Channel": st.sampled_from(["Call", "Email", "Visit"]),
    "Direction": st.sampled_from(["Out", "Out", "In"]), "Outcome": st.sampled_from([None, "Spoke", "No answer", "Not interested"]),
    "Answer": st.sampled_from([None, None, "Yes", "yes ", "Price", "Trust", "we are moving"]), "Campaign ID": st.sampled_from(["K1", "K1", "K2"]),
    "Their words": st.sampled_from([None, "No", "no", "Too dear"]),
})  # fmt: skip
PERSON = st.fixed_dictionaries({
    "Tier": st.sampled_from([None, "A", "B"]), "Account ID": st.sampled_from([None, "A1", "A2"]), "Phone": st.sampled_from(["+34 976 000 001", None]),
})  # fmt: skip
START = date(2026, 1, 10)


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=6), st.lists(TALK, max_size=25))
def test_the_numbers_add_up_with_campaigns_and_pitches_on_random_books(persons, talks):
    store = campaign_book(
        Campaigns=TWO, Accounts="Account ID | Account | Segment | Tier\nA1 | Acme | Food | B\nA2 | Beta | | "
    )
    contacts = [
        {"Contact ID": f"C{n}", "First name": f"Ada{n}", "Decision maker": "Yes", **one}
        for n, one in enumerate(persons)
    ]
    log = [
        {"Activity ID": f"T{n}", **one, "When": START + timedelta(days=one["day"])}
        for n, one in enumerate(talks)
    ]
    store.grids["Contacts"] = grid_of("Contacts", contacts)
    store.grids["Activities"] = grid_of(
        "Activities", [{k: v for k, v in one.items() if k != "day"} for one in log]
    )
    world = small_world(store)
    plan = plan_campaigns(world_with_pitches(world))
    rows = next(one.rows for one in plan.changes if isinstance(one, Replace))
    tiers = {one["Contact ID"]: one["Tier"] or ("B" if one["Account ID"] == "A1" else "") for one in contacts}
    segments = {one["Contact ID"]: "Food" if one["Account ID"] == "A1" else "" for one in contacts}
    for key in ("K1", "K2"):
        found, cells = learned(world, key), row(plan, "Campaigns", key)
        pitched = [one for one in rows if one["Campaign ID"] == key and one["State"] == "Pitched"]
        answers = Counter(counted_answer(str(one["Answer"] or "").strip()) for one in pitched)
        assert {one.answer: one.people for one in found.objections} == {
            one: times for one, times in answers.items() if one not in {"", "Yes"}
        }
        assert (found.pitched, found.answered, found.yes) == (
            cells["Pitched"],
            cells["Answers"],
            cells["Yes"],
        )
        assert found.answered == found.yes + sum(one.people for one in found.objections)
        for objection in found.objections:
            theirs = [
                one for one in pitched if counted_answer(str(one["Answer"] or "").strip()) == objection.answer
            ]
            words = [
                one["Their words"] or (one["Answer"] if objection.answer == "Other" else None)
                for one in theirs
            ]
            assert objection.with_words == sum(map(bool, words))
            assert {one.words.casefold() for one in objection.quotes} == {
                str(one).casefold() for one in words if one
            }
        for by in found.by:
            value = {"Tier": tiers, "Segment": segments}.get(by.by)
            if value is None:
                continue
            assert {
                one.name: (one.pitched, one.answered, one.yes, one.asked, one.agreed) for one in by.groups
            } == by_hand(pitched, value, [one for one in log if one["Campaign ID"] == key])
        versions = next((by for by in found.by if by.by == "Version"), None)
        if versions:
            mine = next(one for one in versions.groups if one.name.startswith(key))
            assert (mine.pitched, mine.share) == (cells["Pitched"], cells["Yes rate"])


def world_with_pitches(world: World) -> World:
    bare = frames(snapshot(campaign_book()))[0]
    return World({**world.frames, "Pitches": bare["Pitches"]}, world.settings, world.today)


def by_hand(pitched, value, log):
    """Counts by group in plain loops."""
    found = {}
    for one in pitched:
        name = value[one["Contact ID"]]
        first = one["Pitched on"]
        talks = sorted(
            (talk for talk in log if talk["Contact ID"] == one["Contact ID"]), key=lambda talk: talk["When"]
        )
        since = talks[next(n for n, talk in enumerate(talks) if talk["When"] >= START and is_pitch(talk)) :]
        timely = [
            talk
            for talk in since
            if talk["Answer"] and talk["When"] <= min(first + timedelta(days=21), TODAY)
        ]
        of_age = first <= TODAY - timedelta(days=21)
        agreed = of_age and bool(timely) and timely[-1]["Answer"].strip().casefold() == "yes"
        answer = str(one["Answer"] or "").strip().casefold()
        counts = (1, bool(answer), answer == "yes", of_age, agreed)
        found[name] = tuple(map(sum, zip(found.get(name, (0,) * 5), counts, strict=True)))
    return found


def is_pitch(talk):
    """As the module on pitches has it."""
    if talk["Direction"] == "In":
        return bool(talk["Answer"])
    return talk["Outcome"] in {"Spoke", "Not interested"} or (
        talk["Outcome"] is None and talk["Channel"] != "Email"
    )
