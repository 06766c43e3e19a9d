"""What holds for every rule, and for every text that somebody may type as one."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.books.memory import grid_of
from salesbook.domain.audience import RuleError
from salesbook.tables.frames import Frames
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Value
from tests.domain.audience.rulebook import ACCOUNTS, CONTACTS, TODAY, a_book, chosen, unknown
from tests.helpers import rows_of

TESTS = (
    "Kind = Customer", "Kind is not one of Prospect, Partner", "Tier <> A", "Account.Tier is blank", "Decision maker",
    "Preferred days contains Thu", "Score > 40", "Score between 5 and 50", "Created in the last 60 days",
    "Last touch not in the last 30 days", "Notes contains “wine”", "Annual value >= 1,500", "[Hold and wait] is Yes",
    "Team = Real Madrid", "Team > 5", "Team", "Team in the next 3 weeks", "Team is not blank", "everyone",
)  # fmt: skip
WORDS = [
    *(word for test in TESTS for word in re.findall(r"\w+|\W", test)), "and", "or", "not", "is", "(", ")", "[", "]", '"', ",",
    "between", "one of", "in the last", "10%", "31 March", "²", "9" * 400, "2026-13-45", "5 March 99999999999", "Account.",
    "\u00a0", "\n", "‘", "＝", "≤", "٣", "\ud800", "\x00", "\u200b", "today", "-", "1e999", "24:00", "9999 months",
]  # fmt: skip
RULES = st.recursive(
    st.sampled_from(TESTS),
    lambda inner: st.one_of(
        inner.map(lambda rule: f"not ({rule})"),
        st.builds(lambda one, other: f"({one}) and ({other})", inner, inner),
        st.builds(lambda one, other: f"({one}) or ({other})", inner, inner),
    ),
    max_leaves=5,
)
CELLS: st.SearchStrategy[Value] = st.sampled_from(
    [None, " ", 3, 7.5, True, False, "Yes", "real madrid", "1,500", TODAY, date(2026, 4, 2), "2 April 2026"]
)
PEOPLE = rows_of("Contacts", CONTACTS)
FAY: dict[str, Value] = {
    "Contact ID": "Fay",
    "Team": "Yes",
}  # a column without any Yes or No does not stand alone


@st.composite
def books(draw: st.DrawFn) -> Frames:
    """The people of the small book in any order, with anything in a column of the user's own."""
    people = [{**person, "Team": draw(CELLS)} for person in PEOPLE]
    return a_book(grid_of("Contacts", draw(st.permutations([*people, FAY]))), ACCOUNTS)


def people(rule: str, book: Frames) -> set[str]:
    return set(chosen(rule, book).split())


@given(RULES, books())
def test_whoever_a_rule_does_not_choose_its_not_chooses_but_for_those_it_can_say_nothing_of(rule, book):
    aside = set(unknown(rule, book).split())
    assert people(f"not ({rule})", book) == people("everyone", book) - people(rule, book) - aside
    assert people(f"not not ({rule})", book) == people(rule, book)
    assert set(unknown(f"not ({rule})", book).split()) == aside


@given(RULES, RULES, books())
def test_and_means_both_and_or_means_either(one, other, book):
    assert people(f"({one}) and ({other})", book) == people(one, book) & people(other, book)
    assert people(f"({one}) or ({other})", book) == people(one, book) | people(other, book)
    assert people(f"not (({one}) and ({other}))", book) == people(f"not ({one}) or not ({other})", book)


@given(st.sampled_from(TESTS), st.sampled_from(TESTS), st.sampled_from(TESTS), books())
def test_without_brackets_not_comes_before_and_and_and_before_or(one, two, three, book):
    assert people(f"{one} or not {two} and {three}", book) == people(
        f"{one} or ((not {two}) and {three})", book
    )


@given(RULES, books(), st.randoms(use_true_random=False))
def test_capitals_and_white_space_do_not_matter(rule, book, dice):
    spaces = [" ", "  ", "\n", "\u00a0", "\t ", "\u3000"]
    other = "".join(dice.choice(spaces) if c == " " else dice.choice([c.lower(), c.upper()]) for c in rule)
    assert people(f" {other}\n", book) == people(rule, book)


@given(RULES, books())
def test_signs_as_other_keyboards_type_them_mean_the_same(rule, book):
    other = rule.translate(str.maketrans("()[]=<>,“”", "（）［］＝＜＞，„“"))
    other = re.sub(r"，(?=\d)", ",", other)  # 1,500
    assert people(other, book) == people(rule, book)


@given(RULES, books(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rule, book, dice):
    source = origin_of(book["Contacts"])
    rows = [{**row, "Team": source.value(row["Contact ID"], "Team")} for row in [*PEOPLE, FAY]]
    dice.shuffle(rows)
    assert people(rule, a_book(grid_of("Contacts", rows), ACCOUNTS)) == people(rule, book)


@given(st.sampled_from(TESTS), books())
def test_a_negative_test_means_the_same_as_not_before_the_test(rule, book):
    for positive, negative in (
        (" = ", " <> "),
        (" contains ", " does not contain "),
        (" is not blank", " is blank"),
    ):
        if positive in rule:
            assert people(rule.replace(positive, negative), book) == people(f"not {rule}", book)


def answer(text: str) -> str:
    """Whom a text chooses, or the sentence that says why it cannot."""
    try:
        return chosen(text, BOOK)
    except RuleError as error:
        return str(error) if error.text == text and 0 <= error.at <= len(text) else "nonsense"


TYPED = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)


@settings(max_examples=400)
@given(TYPED)
def test_any_text_is_answered_with_people_or_a_sentence(text):
    assert answer(text) != "nonsense"


@settings(max_examples=200)
@given(RULES, st.integers(0, 200), st.sampled_from(WORDS))
def test_a_rule_with_a_slip_of_the_pen_is_answered_too(rule, at, slip):
    assert answer(rule[:at]) != "nonsense"
    assert answer(rule[:at] + slip + rule[at:]) != "nonsense"
    assert answer(rule[:at] + rule[at + 3 :]) != "nonsense"


BOOK = a_book(grid_of("Contacts", [{**row, "Team": cell} for row, cell in
                                   zip(PEOPLE, (3, "Real", TODAY, True, None), strict=True)]), ACCOUNTS)  # fmt: skip
