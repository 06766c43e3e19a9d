"""Variants of a campaign's letters: of those written to long enough ago, who said yes in time, and whether one is better."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.actions.pages.campaign_page import campaign_page
from salesbook.domain.campaigns.plan import plan_campaigns
from salesbook.domain.campaigns.story import campaign_story
from salesbook.domain.campaigns.variants import sent_letters
from tests.domain.callbook import TODAY
from tests.domain.campaigns.campaignbook import CAMPAIGN, campaign_world, row

MAILINGS = "Mailing ID | Template | Audience | Campaign ID\noffer | pitch | everyone | K1\nagain | pitch | everyone | K1\nnews | pitch | everyone |"
OUTBOX = "Draft ID | Mailing ID | Contact ID | Template | Variant | Status | Sent on"
LOG = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Answer | Campaign ID"
SENT, SOON, LATE, YOUNG = "2026-01-20", "2026-01-25", "2026-02-15", "2026-02-25"


def people(number: int) -> str:
    rows = "\n".join(f"C{n} | Yes | +34 976 000 {n:03} | c{n}@a.example" for n in range(number))
    return f"Contact ID | Decision maker | Phone | Email\n{rows}"


def letters(
    who: Iterable[int], variant: str, day: str = SENT, status: str = "Sent", mailing: str = "offer"
) -> list[str]:
    return [f"{mailing}.C{n} | {mailing} | C{n} | pitch | {variant} | {status} | {day}" for n in who]


def answers(who: Iterable[int], day: str = SOON, answer: str = "Yes", campaign: str = "K1") -> list[str]:
    return [f"{campaign}.{n}.{day} | {day} | C{n} | Email | In | | {answer} | {campaign}" for n in who]


def a_world(sent: list[str], said: list[str], contacts: str = "", today: date = TODAY, **tables: str):
    return campaign_world(
        Mailings=MAILINGS, Outbox="\n".join([OUTBOX, *sent]), Activities="\n".join([LOG, *said]),
        Contacts=contacts or people(300), today=today, Campaigns=CAMPAIGN.replace("Call, Email", "Email      "), **tables,
    )  # fmt: skip


def planned(sent: list[str], said: list[str], contacts: str = "", **tables: str):
    return plan_campaigns(a_world(sent, said, contacts, **tables))


def compared(sent: list[str], said: list[str], contacts: str = ""):
    return planned(sent, said, contacts).summary["comparisons"]


def test_letters_that_nobody_answered_count_against_their_variant():
    plan = planned(
        [*letters(range(61), "A"), *letters(range(100, 179), "B")],
        [*answers(range(5)), *answers(range(100, 118))],
    )
    (found,) = plan.summary["comparisons"]
    assert (found["campaign"], found["a"], found["b"]) == ("K1", "letter pitch A", "letter pitch B")
    assert [found[name] for name in ("people_a", "yes_a", "people_b", "yes_b")] == [61, 5, 79, 18]
    assert found["better"] == pytest.approx(0.989313, abs=5e-7)
    assert (found["bayes_factor"], found["switch"]) == (pytest.approx(2.27679, abs=5e-6), False)
    advice = (
        "oo early to tell letter pitch B from letter pitch A (99 % likely better, next to nothing at risk): "
    )
    assert f"T{advice}" in row(plan, "Campaigns", "K1")["What to do"]
    assert f"; t{advice}" in plan.messages[1].text


def test_a_variant_that_is_surely_better_is_to_be_switched_to_and_the_campaign_goes_on():
    plan = planned(
        [*letters(range(100), "A"), *letters(range(100, 200), "B")],
        [*answers(range(10)), *answers(range(100, 140))],
    )
    told = row(plan, "Campaigns", "K1")["What to do"]
    assert "Switch to letter pitch B: 100 % likely better, next to nothing at risk." in told
    assert "Go on: 250 decision makers to pitch." in told or "Scale?" in told


@pytest.mark.parametrize(
    ("sent", "said", "counts"),
    [
        ([], answers([0], LATE), (10, 0, 10, 0)),  # later than Answer days
        ([], answers([0], "2026-01-10"), (10, 0, 10, 0)),  # before the letter
        ([], [*answers([0]), *answers([0], "2026-01-28", "Price")], (10, 0, 10, 0)),  # the last answer counts
        ([], [*answers([0], SOON, "Price"), *answers([0], "2026-01-28")], (10, 1, 10, 0)),
        ([], answers([0], SOON, "Yes", "K9"), (10, 0, 10, 0)),  # to something else
        (letters(range(20, 25), "A", YOUNG), [], (10, 0, 10, 0)),  # not of age
        (letters(range(20, 25), "A", SENT, "Bounced"), [], (10, 0, 10, 0)),
        (letters(range(20, 25), "A", "", "Draft"), [], (10, 0, 10, 0)),
        (letters(range(20, 25), "A", SENT, "Replied"), [], (15, 0, 10, 0)),
        (letters(range(20, 25), "A", SENT, "Sent", "news"), [], (10, 0, 10, 0)),  # of no campaign
        (letters(range(20, 25), "A", SENT, "Sent", "again"), [], (15, 0, 10, 0)),  # the same text once more
        (letters(range(5), "B", "2026-01-22", "Sent", "again"), [], (10, 0, 10, 0)),  # the second letter to them
    ],
)  # fmt: skip
def test_who_counts_for_a_variant(sent, said, counts):
    both = [*letters(range(10), "A"), *letters(range(10, 20), "B")]
    (found,) = compared([*both, *sent], said)
    by_name = {found[side]: (found[f"people_{side}"], found[f"yes_{side}"]) for side in ("a", "b")}
    assert (*by_name["letter pitch A"], *by_name["letter pitch B"]) == counts


def test_one_variant_alone_is_compared_with_nothing():
    assert compared(letters(range(10), "A"), answers([0])) == []
    assert compared([*letters(range(10), "A"), *letters(range(10, 20), "B", YOUNG)], []) == []


def test_whoever_decides_nothing_does_not_count_and_the_merged_count_as_the_one_they_became():
    contacts = "Contact ID | Decision maker | Status | Merged into | Email\nC0 | Yes | Active | | a@a.example\nC1 | Yes | Merged | C0 |\nC2 | | Active | | c@a.example\nC3 | Yes | Active | | d@a.example"
    (found,) = compared([*letters([0, 2], "A"), *letters([1, 3], "B")], answers([1]), contacts)
    by_name = {found[side]: (found[f"people_{side}"], found[f"yes_{side}"]) for side in ("a", "b")}
    assert by_name == {"letter pitch A": (1, 1), "letter pitch B": (1, 0)}  # C1's letter was C0's second


ROWS = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from("AB"), st.integers(0, 40), st.sampled_from(["Sent", "Replied", "Bounced", "Draft"]),
        st.sampled_from(["offer", "again", "news"]),
    ),
    max_size=12,
)  # fmt: skip
SAID = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 40), st.sampled_from(["Yes", "Price", ""])), max_size=8
)
FIRST = date(2026, 1, 20)


@given(ROWS, SAID)
@settings(max_examples=60)
def test_letters_and_their_yes_equal_a_count_by_hand(rows, said):
    sent = [
        f"D{n} | {mailing} | C{who} | pitch | {variant} | {status} | {FIRST + timedelta(days=day)}"
        for n, (who, variant, day, status, mailing) in enumerate(rows)
    ]
    log = [
        f"T{n} | {FIRST + timedelta(days=day)} | C{who} | Call | Out | Spoke | {answer} | K1"
        for n, (who, day, answer) in enumerate(said)
    ]
    world = a_world(sent, log, people(6))
    found = world.get(sent_letters)
    first: dict[int, tuple[int, int, str]] = {}
    for place, (who, variant, day, status, mailing) in enumerate(rows):
        if status in {"Sent", "Replied"} and mailing != "news" and FIRST + timedelta(days=day) <= TODAY:
            first[who] = min(first.get(who, (99, 0, "")), (day, place, variant))
    expected = {}
    for who, (day, _, variant) in first.items():
        in_time = sorted(
            (at, n, answer)
            for n, (by, at, answer) in enumerate(said)
            if by == who and answer and day <= at <= day + 21
        )
        expected[who] = (variant, bool(in_time) and in_time[-1][2] == "Yes")
    assert (
        dict(
            zip(
                found.contact.tolist(),
                zip(found.variant.tolist(), found.agreed.tolist(), strict=True),
                strict=True,
            )
        )
        == expected
    )


def test_the_page_compares_the_letters_and_the_better_one_is_to_be_sent_alone():
    world = a_world(
        [*letters(range(100), "A"), *letters(range(100, 200), "B")],
        [*answers(range(5)), *answers(range(100, 140))],
    )
    found = campaign_story(world, "K1")
    assert [(one.name, one.sent, one.agreed) for one in found.learning.letters] == [
        ("letter pitch A", 100, 5), ("letter pitch B", 100, 40),
    ]  # fmt: skip
    step = next(one for one in found.learning.next_steps if one.step == "Improve")
    assert (step.about, step.people) == ("letter pitch B", 200)
    assert step.because == (
        "send letter pitch B alone: 40 of 100 said yes to letter pitch B, 5 of 100 to letter pitch A"
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", campaign_page(None, found)).split())
    assert "Variant Sent Yes Yes, % From, to letter pitch A 100 5 5 3 to 10 %" in text
    assert "Switch to letter pitch B: 100 % likely better" in text
    assert "45 people count as pitched because they answered by themselves, such as to a letter" in text
    assert [one.step for one in found.learning.next_steps] == [
        "Go on",
        "Improve",
    ]  # 45 of 45 say nothing of the others
