"""An objection that five people had becomes an idea, once."""

from __future__ import annotations

import pytest

from salesbook.domain.campaigns.ideas import plan_ideas
from salesbook.tables.plan import Append, Plan, Replace
from tests.domain.callbook import world
from tests.domain.campaigns.campaignbook import CAMPAIGN, LOG, PROPOSITION, campaign_book
from tests.helpers import carry_out

PEOPLE = "Contact ID | Decision maker | Phone\n" + "\n".join(
    f"C{n} | Yes | +34 976 000 {n:03}" for n in range(40)
)


def said(*answers: str, campaign: str = "K1", first: int = 0) -> str:
    return "\n".join(
        f"{campaign}-{n} | 2026-02-{n % 20 + 1:02} | C{n} | Call | Out | Spoke | {answer} | {campaign} | words {n}"
        for n, answer in enumerate(answers, first)
    )


def asked(*logs: str, **tables: str):
    log = "\n".join([f"{LOG} | Their words", *logs])
    return campaign_book(**{"Contacts": PEOPLE, "Activities": log, **tables})


def ideas(book) -> list[dict]:
    plan = plan_ideas(world(book))
    return [dict(row) for change in plan.changes if isinstance(change, Append) for row in change.rows]


def test_five_times_is_an_idea_in_words_with_quotes_and_four_times_is_none():
    (idea,) = ideas(asked(said(*["Price"] * 5, *["Trust"] * 4, *["Yes"] * 9)))
    assert idea == {
        "Proposition ID": "VMI-price", "Title": "A price at which Stock is worth it", "Version": 1, "Stage": "Idea", "Cohort": "All",
        "Why they care": "5 people said Price to Stock: “words 4” (5 Feb 2026); “words 3” (4 Feb 2026); “words 2” (3 Feb 2026); “words 1” (2 Feb 2026); “words 0” (1 Feb 2026)",
    }  # fmt: skip


def test_it_is_told_with_number_and_place():
    plan = plan_ideas(world(asked(said(*["Price"] * 5, *["Has supplier"] * 6))))
    assert [one.text for one in plan.messages] == [
        "2 objections came 5 times or more and are ideas now (Propositions!A3): VMI-has-supplier, said by 6, VMI-price, said by 5."
    ]


TWO = f"{CAMPAIGN.rstrip()}\n    K2          | VMI            | 1       | All    | Call, Email | 2026-01-10 | Live   | 5"


@pytest.mark.parametrize(("words", "key"), [("Price", "VMI-price"), ("Too heavy", "VMI-too-heavy")])
def test_all_campaigns_of_a_proposition_count_together(words, key):
    (idea,) = ideas(
        asked(said(*[words] * 3), said(*[words.upper()] * 2, campaign="K2", first=9), Campaigns=TWO)
    )
    assert idea["Proposition ID"] == key
    assert str(idea["Why they care"]).startswith("5 people said")


@pytest.mark.parametrize("words", ["Price", "Too heavy"])
def test_who_says_so_in_two_campaigns_is_one_person(words):
    three_twice = said(*[words] * 3), said(*[words] * 3, campaign="K2")
    assert ideas(asked(*three_twice, Campaigns=TWO)) == []
    (idea,) = ideas(asked(*three_twice, said(*[words] * 2, campaign="K2", first=9), Campaigns=TWO))
    assert str(idea["Why they care"]).startswith(f"5 people said {words} to Stock")


@pytest.mark.parametrize("answer", ["Yes", "Interested later", "Other", ""])
def test_what_is_no_objection_is_none(answer):
    assert ideas(asked(said(*[answer] * 9))) == []


def test_the_same_words_of_their_own_are_one_objection():
    (idea,) = ideas(
        asked(said("Too heavy", "too heavy", "Too  heavy", "TOO HEAVY", "Too heavy", "Too light"))
    )
    assert (idea["Proposition ID"], idea["Title"]) == ("VMI-too-heavy", "Stock, and an answer to “Too heavy”")


def test_it_comes_once_whatever_becomes_of_it():
    book = asked(said(*["Price"] * 5))
    carry_out(book, plan_ideas(world(book)))
    assert [str(one) for one in book.grids["Propositions"].columns["Proposition ID"]] == ["VMI", "VMI-price"]
    assert not plan_ideas(world(book)).changes
    carry_out(book, Plan((Replace("Propositions", ["VMI-price"], []),)))
    assert [str(one) for one in book.grids["Propositions"].columns["Proposition ID"]] == ["VMI"]
    assert not plan_ideas(world(book)).changes


@pytest.mark.parametrize("words", ["Too dear; really", "; dear ;", "Price; Trust", "a;b;;c"])
def test_an_idea_with_semicolons_comes_once_too_and_its_mark_does_not_grow(words):
    book = asked(said(*[words] * 5))
    carry_out(book, plan_ideas(world(book)))
    _, idea = book.grids["Propositions"].columns["Proposition ID"]
    carry_out(book, Plan((Replace("Propositions", [str(idea)], []),)))
    assert not plan_ideas(world(book)).changes
    assert ideas(asked(said(*[";"] * 9))) == []


def test_a_row_of_that_name_is_left_as_it_is():
    there = (
        f"{PROPOSITION.rstrip()}\n    VMI-price      | Ours  |                    |        |         | Killed"
    )
    assert ideas(asked(said(*["Price"] * 5), Propositions=there)) == []


@pytest.mark.parametrize("words", ["no {budget} left", "{}", "{0} %s {{", "}"])
def test_braces_in_an_answer_or_a_title_stand_as_they_were_typed(words):
    titled = PROPOSITION.replace("Stock", "{Sto}")
    own, price = ideas(asked(said(*[words] * 6, *["Price"] * 5), Propositions=titled))[::-1]
    assert own["Title"] == f"{{Sto}}, and an answer to “{words}”"
    assert price["Title"] == "A price at which {Sto} is worth it"


TRUCKS = "Too heavy for the forklift trucks of our depot in the"


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        ("дорого", "не нужно", "VMI-objection"),
        (f"{TRUCKS} north", f"{TRUCKS} south", "VMI-too-heavy-for-the-forklift-tru"),
        ("Price", "Price!", "VMI-price"),
    ],
)
def test_objections_whose_ids_would_be_alike_get_a_number_and_none_is_lost(first, second, key):
    both = ideas(asked(said(*[first] * 6, *[second] * 5)))
    assert {one["Proposition ID"] for one in both} == {key, f"{key}-2"}
    assert len({one["Title"] for one in both}) == 2

    book = asked(said(*[first] * 6))
    carry_out(book, plan_ideas(world(book)))
    late = asked(said(*[first] * 6, *[second] * 5))
    late.grids["Propositions"] = book.grids["Propositions"]
    (idea,) = ideas(late)
    assert idea["Proposition ID"] == f"{key}-2"
    carry_out(late, plan_ideas(world(late)))
    assert not plan_ideas(world(late)).changes


def test_only_what_became_a_row_is_noted_as_made():
    there = (
        f"{PROPOSITION.rstrip()}\n    VMI-price      | Ours  |                    |        |         | Killed"
    )
    book = asked(said(*["Price"] * 5, *["Trust"] * 5), Propositions=there)
    carry_out(book, plan_ideas(world(book)))
    assert list(world(book).frames["Propositions"]["Ideas made"]) == ["Trust", "", ""]
