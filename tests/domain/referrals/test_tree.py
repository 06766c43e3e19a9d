"""Who came through whom, and what that brought: as a walk from person to person finds it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.referring.links import referral_links
from salesbook.domain.world import World
from salesbook.schema import SETTING_ROWS
from salesbook.tables.frames import frames
from tests.domain.callbook import TODAY
from tests.domain.referrals.referralbook import (
    PEOPLE,
    planned,
    referral_world,
    rows_written,
    said,
    tree_of,
    walk,
)

READ = ("Contacts", "Accounts", "Referrals", "Orders")
SETTINGS = {setting.name: setting.default for setting in SETTING_ROWS}


def world_of(people, referrals, orders) -> World:
    rows = {"Contacts": people, "Accounts": [{}], "Referrals": referrals or [{}], "Orders": orders or [{}]}
    store = MemoryBook({name: grid_of(name, of) for name, of in rows.items()})
    return World(frames(store.read(READ))[0], SETTINGS, TODAY)


_ORDERS = (
    ("Ana", 10, 100),
    ("Ben", 20, 50),
    ("Dan", 300, 10),
    ("Eva", 100, 1),
    ("Gus", 250, 2),
    ("Hana", 100, 4),
)


@pytest.fixture(scope="module")
def nine():
    """Nine people who came through each other, and 830 orders.

    Ana brought Ben and Cleo, Ben brought Dan, Eva and Finn, Cleo brought Gus, Gus brought Hana, Hana brought Ivo. Finn
    named Hana too, a month after Gus.
    Orders: Ana 10 of 100, Ben 20 of 50, Dan 300 of 10, Eva 100 of 1, Gus 250 of 2, Hana 150 of 4; 50 of Hana's name only
    her firm. That makes 830 orders; and one return of 40 from Dan, which is none.
    """
    through = {"Ben": "Ana", "Cleo": "Ana", "Dan": "Ben", "Eva": "Ben", "Gus": "Cleo"}
    people = [
        {"Contact ID": name, "First name": name, "Created": date(2024, 1, 1), "Referred by": through.get(name),
         "Account ID": "A1" if name == "Hana" else None}
        for name in ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo")
    ]  # fmt: skip
    claims = [
        ("R1", "Ben", "Finn", date(2024, 5, 1)), ("R2", "Finn", "Hana", date(2024, 7, 1)), ("R3", "Gus", "Hana", date(2024, 6, 1)),
        ("R4", "Hana", "Ivo", date(2024, 8, 1)),
    ]  # fmt: skip
    columns = ("Referral ID", "From", "Introduced", "Introduced on")
    each = [(name, amount) for name, number, amount in _ORDERS for _ in range(number)]
    orders = [
        {"Order ID": f"O{n}", "Contact ID": name, "Date": date(2025, 1, 1), "Amount": amount}
        for n, (name, amount) in enumerate(each)
    ]
    orders += [
        {"Order ID": f"F{n}", "Account ID": "A1", "Date": date(2025, 2, 1), "Amount": 4} for n in range(50)
    ]
    orders += [{"Order ID": "back", "Contact ID": "Dan", "Date": date(2025, 3, 1), "Amount": -40}]
    return tree_of(world_of(people, [dict(zip(columns, one, strict=True)) for one in claims], orders))


class TestGolden:
    """Worked out by hand."""

    def test_each_is_where_they_came_in_with_what_they_brought(self, nine):
        assert nine == {
            "Ana": ("", 0, 2, 8, 830, 6160.0),
            "Ben": ("Ana", 1, 3, 3, 420, 4060.0), "Dan": ("Ben", 2, 0, 0, 300, 2960.0),
            "Eva": ("Ben", 2, 0, 0, 100, 100.0), "Finn": ("Ben", 2, 0, 0, 0, 0.0),
            "Cleo": ("Ana", 1, 1, 3, 400, 1100.0), "Gus": ("Cleo", 2, 1, 2, 400, 1100.0),
            "Hana": ("Gus", 3, 1, 1, 150, 600.0), "Ivo": ("Hana", 4, 0, 0, 0, 0.0),
        }  # fmt: skip

    def test_a_branch_stands_whole_before_the_next_and_the_one_of_most_worth_first(self, nine):
        assert list(nine) == ["Ana", "Ben", "Dan", "Eva", "Finn", "Cleo", "Gus", "Hana", "Ivo"]


days = st.dates(date(2026, 1, 1), date(2026, 3, 20))


@st.composite
def a_book(draw):
    ids = [f"C{n}" for n in range(draw(st.integers(1, 8)))]
    someone, account = st.sampled_from([*ids, None]), st.sampled_from(["A1", "A2", None])
    people = [
        {"Contact ID": one, "Created": draw(st.none() | days), "Referred by": draw(someone), "Account ID": draw(account)}
        for one in draw(st.permutations(ids))
    ]  # fmt: skip
    referrals = [
        {"Referral ID": f"R{n}", "From": draw(st.sampled_from([*ids, "gone"])), "Introduced": draw(someone),
         "Introduced on": draw(st.none() | days), "Status": draw(st.sampled_from(["Introduced", "Void", None]))}
        for n in draw(st.permutations(range(draw(st.integers(0, 6)))))
    ]  # fmt: skip
    orders = [
        {"Order ID": f"O{n}", "Contact ID": draw(someone), "Account ID": draw(account), "Date": draw(days),
         "Amount": draw(st.none() | st.integers(-5, 20))}
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    return people, referrals, orders


@settings(max_examples=150)
@given(a_book())
def test_it_is_what_a_walk_from_person_to_person_finds(rows):
    assert tree_of(world_of(*rows)) == walk(*rows, TODAY)


def test_a_chain_of_ten_thousand_ends():
    people = [{"Contact ID": f"C{n}", "Referred by": f"C{n - 1}" if n else None} for n in range(10_000)]
    dice = random.Random(4)
    orders = [{"Order ID": "O", "Contact ID": "C9999", "Date": TODAY, "Amount": 7}]
    dice.shuffle(people)
    found = tree_of(world_of(people, [], orders))
    assert (found["C0"], found["C9999"]) == (("", 0, 1, 9999, 1, 7.0), ("C9998", 9999, 0, 0, 1, 7.0))


def test_a_circle_of_ten_thousand_is_cut_at_whoever_came_first():
    people = [
        {
            "Contact ID": f"C{n}",
            "Referred by": f"C{(n - 1) % 10_000}",
            "Created": TODAY - timedelta(days=n == 77),
        }
        for n in range(10_000)
    ]
    found = tree_of(world_of(people, [], []))
    assert (found["C77"][:2], found["C76"][:2]) == (("", 0), ("C75", 9999))


class TestClaims:
    def test_of_two_claims_the_first_counts(self):
        book = {"Contacts": f"{PEOPLE}\nA | Ana | |\nB | Ben | |\nC | Cleo | |",
                "Referrals": "Referral ID | From | Introduced | Introduced on\nR1 | A | C | 2026-02-02\nR2 | B | C | 2026-02-01"}  # fmt: skip
        assert tree_of(referral_world(**book))["C"][0] == "B"

    def test_of_one_day_the_lower_number_counts(self):
        book = {"Contacts": f"{PEOPLE}\nA | Ana | |\nB | Ben | |\nC | Cleo | |",
                "Referrals": "Referral ID | From | Introduced | Introduced on\nREF-10 | A | C | 2026-02-01\nREF-9 | B | C | 2026-02-01"}  # fmt: skip
        assert tree_of(referral_world(**book))["C"][0] == "B"

    def test_what_stands_in_contacts_rules(self):
        book = {"Contacts": f"{PEOPLE}\nA | Ana | |\nB | Ben | |\nC | Cleo | | A",
                "Referrals": "Referral ID | From | Introduced | Introduced on\nR2 | B | C | 2026-02-01"}  # fmt: skip
        assert tree_of(referral_world(**book))["C"][0] == "A"

    def test_the_merged_stand_for_whom_they_became(self):
        book = {"Contacts": "Contact ID | Referred by | Status | Merged into\nA | | |\nA2 | | Merged | A\nC | | |\nC2 | A2 | Merged | C\nD | A2 | |",
                "Orders": "Order ID | Contact ID | Date | Amount\nO1 | C2 | 2026-01-01 | 5"}  # fmt: skip
        assert tree_of(referral_world(**book)) == {
            "A": ("", 0, 2, 2, 1, 5.0),
            "C": ("A", 1, 0, 0, 1, 5.0),
            "D": ("A", 1, 0, 0, 0, 0.0),
        }

    def test_nobody_introduces_themselves(self):
        book = {"Contacts": f"{PEOPLE}\nA | Ana | | A",
                "Referrals": "Referral ID | From | Introduced | Introduced on\nR1 | A | A | 2026-02-01"}  # fmt: skip
        assert tree_of(referral_world(**book)) == {}


def test_the_link_that_closed_a_circle_is_named_and_stands_blank():
    plan = planned(Contacts=f"{PEOPLE}\nA | Ana | 2024-01-01 | B\nB | Ben | 2025-01-01 | A")
    assert [(row["Contact ID"], row["Came through"]) for row in rows_written(plan, "ReferralTree")] == [
        ("A", None),
        ("B", "A"),
    ]
    assert (
        "goes round in a circle: the link of Ana, in the book first, is left out. Correct Referred by on Contacts"
        in said(plan)
    )


def test_circles_are_counted_though_not_all_are_named_and_no_orders_are_said_in_words():
    pairs = "\n".join(
        f"{one}{n} | {one}{n} | 2024-01-0{n} | {other}{n}" for n in range(1, 6) for one, other in ("AB", "BA")
    )
    told = said(planned(Contacts=f"{PEOPLE}\n{pairs}"))
    assert (
        "goes round in 5 circles: the link of A1, A2, A3 and 2 more, in the book first, is left out." in told
    )
    assert "5 people came through 5 others, without an order so far." in told


def test_an_introduction_still_to_come_is_none_yet():
    found = referral_world(
        Contacts=f"{PEOPLE}\nA | Ana | |\nB | Ben | |",
        Referrals="Referral ID | From | Introduced | Introduced on\nR1 | A | B | 2027-02-01",
    )
    assert (found.get(referral_links).through == -1).all()
