"""The page of referrals: the picture of the tree, what is owed, whom to ask, and whether it pays."""

from __future__ import annotations

import html
import random
import re

import numpy as np
import pytest

from salesbook.actions.pages.referral_tree import drawn_tree
from salesbook.actions.pages.referrals import referral_page, referral_text, tree_told
from salesbook.domain.referrals.branches import largest_branches
from salesbook.domain.referrals.story import ReferralStory, referral_story
from salesbook.domain.referring.tree import referral_tree
from tests.domain.referrals.referralbook import referral_world

# Nine people who came through each other, with 830 orders: Ana brought Ben and Cleo, and so on.
NINE = (
    ("Ana", "", 10, 100), ("Ben", "Ana", 20, 50), ("Dan", "Ben", 300, 10), ("Eva", "Ben", 100, 1), ("Finn", "Ben", 0, 0),
    ("Cleo", "Ana", 0, 0), ("Gus", "Cleo", 250, 2), ("Hana", "Gus", 150, 4), ("Ivo", "Hana", 0, 0),
)  # fmt: skip
REFERRALS = """
    Referral ID | From | Introduced | Introduced on | Met on     | Status     | Introduced name
    R1          | Ana  | Ben        | 2024-05-01    | 2024-05-09 | Won        |
    R2          | Ana  | Cleo       | 2024-05-02    |            | Introduced |
    R3          | Ben  |            | 2026-02-02    |            | Introduced | Olga Ruiz
    R4          | Ben  | Eva        | 2024-05-02    | 2024-06-02 | Void       |
    R5          | Gus  |            |               |            | Asked      |
"""


def _people(*rows: tuple[str, str, int, int]) -> dict[str, str]:
    contacts = [
        "Contact ID | First name | Referred by",
        *(f"{name} | {name} | {by}" for name, by, *_ in rows),
    ]
    orders = ["Order ID | Contact ID | Date | Amount"]
    for name, _, number, amount in rows:
        orders += [f"{name}{n} | {name} | 2025-01-01 | {amount}" for n in range(number)]
    return {"Contacts": "\n".join(contacts), "Orders": "\n".join(orders)}


def _story(**tables: str) -> ReferralStory:
    return referral_story(referral_world(**{"Referrals": "Referral ID", **tables}))


@pytest.fixture(scope="module")
def nine() -> ReferralStory:
    incentives = """
        Incentive ID | Referral ID | Name | Event      | Type    | Amount | Earned on  | Due on     | Paid on    | Void
        R1-I         | R1          | Ana  | Introduced | voucher | 50     | 2024-05-01 | 2024-05-15 |            |
        R1-M         | R1          | Ana  | Met        | voucher | 20     | 2024-05-09 | 2026-04-01 |            |
        R2-I         | R2          | Ana  | Introduced | voucher | 50     | 2024-05-02 | 2024-05-16 | 2024-05-20 |
        R4-I         | R4          | Ben  | Introduced | voucher | 50     | 2024-05-02 | 2024-05-16 |            | void
    """
    asks = """
        Contact ID | Rank | Name | Account | Rep | Group | Why
        Gus        | 2    | Gus  | <Gama>  | ann | Loyal | 250 orders.
        Ivo        | 1    | Ivo  |         | ann | New   | First order in May.
    """
    return _story(**_people(*NINE), Referrals=REFERRALS, Incentives=incentives, ReferralAsks=asks)


def _words(page: str) -> str:
    body = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_nine_people_and_their_830_orders_are_drawn_each_behind_whom_they_came_through(nine):
    assert (nine.people, nine.orders, nine.value) == (9, 830, 6200)
    assert tree_told(nine) == "9 people with 830 orders over 6,200 EUR."
    [branch] = drawn_tree(nine.lines, nine.names)
    drawn = {line.name: line for line in branch.lines}
    assert list(drawn) == ["Ana", "Ben", "Dan", "Eva", "Finn", "Cleo", "Gus", "Hana", "Ivo"]
    for name, by, *_ in NINE:
        assert drawn[name].from_y == (drawn[by].y if by else None)
    assert [drawn[name].orders for name in ("Ana", "Ben", "Gus")] == ["830", "420", "400"]
    assert drawn["Dan"].radius == max(line.radius for line in branch.lines)
    assert drawn["Ana"].bar == max(line.bar for line in branch.lines) == 100
    assert drawn["Ben"].bar == pytest.approx(100 * 4100 / 6200)


def test_the_page_tells_what_was_introduced_met_won_owed_and_whom_to_ask(nine):
    text = _words(referral_page(nine))
    for said in (
        "Introduced 3 Referrals, not void Met 1 with a day in Met on Won 1 have ordered Owed 70 50 of it due",
        "9 people with 830 orders over 6,200 EUR.",
        "Who introduced Introduced Met Won Ana 2 1 1 Ben 1 0 0 All 3 1 1",
        "Ana Introduced voucher 15 May 50 Ana Met voucher 1 Apr 20 All 70",
        "2 incentives are owed, 1 of them due now, over 50 EUR.",
        "1 Ivo ann New First order in May. 2 Gus <Gama> ann Loyal 250 orders.",
        "Cannot tell whether introduced customers stay longer",
    ):
        assert said in text


def test_a_terminal_gets_the_gist(nine):
    told = list(referral_text(nine))
    assert told[:3] == [
        "9 people with 830 orders over 6,200 EUR.", "3 introduced, 1 met, 1 won.",
        "2 incentives are owed, 1 of them due now, over 50 EUR.",
    ]  # fmt: skip


def test_a_page_of_a_book_without_referrals_says_what_to_fill_in():
    text = _words(referral_page(_story(Contacts="Contact ID\nC1")))
    for said in (
        "Nobody came through anybody yet: fill Referred by on Contacts",
        "No introduction stands on Referrals yet.",
        "Nothing is owed.",
        "Nobody is to be asked now, or Referrals was not clicked yet.",
        "There is nothing to compare yet",
    ):
        assert said in text


def test_a_deep_chain_is_drawn_to_its_first_steps_and_the_rest_counted():
    chain = [(f"C{n:05}", f"C{n - 1:05}" if n else "", 1, 1) for n in range(2_000)]
    story = _story(**_people(*chain))
    [branch] = drawn_tree(story.lines, story.names)
    assert len(branch.lines) == 37
    assert [line.note for line in branch.lines[8:12]] == ["", "", "step 10", "step 11"]
    assert branch.lines[-1].name == "1 other, with 1,963 below them"
    assert branch.lines[-1].orders == "1,964"
    assert max(line.x for line in branch.lines) == 12 + 9 * 21


def test_a_wide_tree_shows_the_largest_and_counts_the_others():
    many = [("Ana", "", 0, 0), *((f"C{n}", "Ana", 1, n) for n in range(500))]
    story = _story(**_people(*many))
    [branch] = drawn_tree(story.lines, story.names)
    assert branch.lines[1].name == "C499"
    assert branch.lines[-1].name == "465 others"
    assert "37 people" not in tree_told(story)
    assert (
        tree_told(story)
        == "501 people with 500 orders over 124,750 EUR; 36 people drawn, of the largest branches, and 465 counted beside them."
    )


def test_one_person_who_would_be_the_only_other_is_named():
    many = [("Ana", "", 0, 0), *((f"C{n}", "Ana", 1, n) for n in range(36))]
    story = _story(**_people(*many))
    assert len(story.lines) == 37
    assert not any(line.others for line in story.lines)


@pytest.mark.parametrize("seed", range(20))
def test_lines_of_people_and_of_others_add_up_to_the_whole_tree(seed):
    """Whatever is left out: the orders of each person drawn and of all others are all orders, and so are people and value."""
    dice = random.Random(seed)
    rows = [
        (
            f"C{n}",
            f"C{dice.randrange(n)}" if n and dice.random() < 0.9 else "",
            dice.randrange(4),
            dice.randrange(50),
        )
        for n in range(dice.randrange(2, 60))
    ]
    tree = referral_world(**_people(*rows), Referrals="Referral ID").get(referral_tree)
    for most in (1, 5, 100):
        lines = largest_branches(tree, most)
        others = sum(line.others + line.brought for line in lines if line.others)
        assert sum(line.contact >= 0 for line in lines) + others == len(tree.contact)
        roots = [line for line in lines if line.depth == 0]
        assert sum(line.orders for line in roots) == tree.orders[tree.depth == 0].sum()
        assert sum(line.value for line in roots) == pytest.approx(tree.value[tree.depth == 0].sum())
        assert sum(line.own_orders for line in lines) + sum(
            line.orders for line in lines if line.others
        ) == np.sum(tree.orders[tree.depth == 0])


def test_names_are_escaped_and_long_ones_cut():
    story = _story(**_people(("<b>Ana</b>", "", 1, 1), ("Z" * 60, "<b>Ana</b>", 1, 1)))
    page = referral_page(story)
    assert "&lt;b&gt;Ana&lt;/b&gt;" in page
    assert "<b>Ana</b>" not in page
    assert f"{'Z' * 36}…" in page
