"""Rows of Referrals: their IDs, whom the names mean, when they won, and Referred by of Contacts."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.referrals.rows import plan_referral_rows, plan_referred_by
from tests.domain.callbook import a_book, world
from tests.domain.referrals.referralbook import cells_set, planned, referral_world, said
from tests.helpers import carry_out, column

PEOPLE = """
    Contact ID | First name | Last name | Account ID | Referred by | Status | Merged into
    A          | Ana        | Ruiz      | A1         |             |        |
    B          | Ben        | Ott       | A2         |             |        |
    B2         | Ben        | Ott       | A3         |             |        |
    C          | Cleo       | Diaz      | A2         |             |        |
    O          | Ana        | Old       |            |             | Merged | A
"""
FIRMS = "Account ID | Account\nA1 | Acme\nA2 | Beta\nA3 | Gama"


def rows(text: str, **tables: str):
    return plan_referral_rows(referral_world(Contacts=PEOPLE, Accounts=FIRMS, Referrals=text, **tables))


class TestNumbers:
    def test_rows_without_an_id_get_the_next_ones(self):
        book = a_book(Contacts=PEOPLE, Referrals="Referral ID | From\nREF-9 | A\n | B\nX | C\n | C")
        carry_out(book, plan_referral_rows(world(book)))
        assert column(book, "Referrals", "Referral ID") == ["REF-9", "REF-10", "X", "REF-11"]
        assert plan_referral_rows(world(book)).changes == ()

    def test_the_number_of_a_deleted_row_is_given_to_nobody_else(self):
        """What is owed for it, and the letter of thanks, bear it."""
        typed, owed = "Referral ID | From\n | B", "Incentive ID | Referral ID\nREF-4 Met | REF-4"
        letter = "Draft ID | Contact ID\nthanks.REF-6 | A\nthanks.X | A"
        for tables, number in (
            ({"Incentives": owed}, "REF-5"),
            ({"Incentives": owed, "Outbox": letter}, "REF-7"),
        ):
            book = a_book(Contacts=PEOPLE, Referrals=typed, **tables)
            carry_out(book, plan_referral_rows(world(book)))
            assert column(book, "Referrals", "Referral ID") == [number]


class TestNames:
    def test_a_name_tells_who_introduces_and_who_was_introduced(self):
        plan = rows("Referral ID | From name | Introduced name\nR1 | ruiz, ana | Cleo Diaz")
        assert (cells_set(plan, "Referrals", "From"), cells_set(plan, "Referrals", "Introduced")) == (
            {"R1": "A"},
            {"R1": "C"},
        )
        assert cells_set(plan, "Referrals", "From name") == {"R1": "Ana Ruiz"}
        assert cells_set(plan, "Referrals", "Introduced name") == {}

    def test_the_firm_behind_a_comma_tells_two_apart(self):
        assert cells_set(
            rows("Referral ID | From | Introduced name\nR1 | A | Ben Ott, Gama"), "Referrals", "Introduced"
        ) == {"R1": "B2"}

    def test_names_of_several_are_told_with_the_ids(self):
        (problem,) = rows("Referral ID | From | Introduced name\nR1 | A | Ben Ott").problems
        assert (problem.column, problem.why) == ("Introduced name", "2 people are called Ben Ott")
        assert "(B); Ben Ott, Gama (B2)" in problem.todo

    def test_who_introduces_must_be_known_and_who_was_introduced_may_come_later(self):
        plan = rows("Referral ID | From name | Introduced name\nR1 | Zoe Lang | Yan Li")
        assert [(one.column, one.why) for one in plan.problems] == [
            ("From name", "The workbook has nobody called Zoe Lang")
        ]

    def test_names_stand_beside_ids(self):
        plan = rows("Referral ID | From | Introduced\nR1 | A | C")
        assert cells_set(plan, "Referrals", "From name") == {"R1": "Ana Ruiz"}
        assert cells_set(plan, "Referrals", "Introduced name") == {"R1": "Cleo Diaz"}

    def test_a_name_that_somebody_typed_beside_an_id_stays(self):
        plan = rows("Referral ID | From | Introduced | Introduced name\nR1 | A | C | Cleo of Beta")
        assert cells_set(plan, "Referrals", "Introduced name") == {}


class TestReferredBy:
    def filled(self, text: str, people: str = PEOPLE):
        return cells_set(
            plan_referred_by(referral_world(Contacts=people, Referrals=text)), "Contacts", "Referred by"
        )

    def test_blank_ones_are_filled_with_the_first_claim(self):
        claims = "Referral ID | From | Introduced | Introduced on\nR1 | A | C | 2026-02-01\nR2 | B | C | 2026-01-01"
        assert self.filled(claims) == {"C": "B"}

    def test_a_merged_one_who_introduced_is_whom_they_became(self):
        assert self.filled("Referral ID | From | Introduced\nR1 | O | C") == {"C": "A"}

    def test_what_is_void_fills_nothing(self):
        assert self.filled("Referral ID | From | Introduced | Status\nR1 | A | C | Void") == {}

    def test_the_link_that_would_close_a_circle_is_not_written(self):
        people = "Contact ID | First name | Created | Referred by\nA | Ana | 2024-01-01 |\nB | Ben | 2025-01-01 | A"
        assert self.filled("Referral ID | From | Introduced\nR1 | B | A", people) == {}

    def test_it_is_said_for_whom(self):
        plan = plan_referred_by(
            referral_world(Contacts=PEOPLE, Referrals="Referral ID | From | Introduced\nR1 | A | C")
        )
        assert said(plan) == "Referred by of Contacts filled for 1 person: Cleo Diaz by Ana Ruiz."


class TestWon:
    def test_it_is_the_first_order_of_the_customer(self):
        plan = planned(
            Contacts=PEOPLE, Referrals="Referral ID | From | Introduced\nR1 | A | C\nR2 | A | B2\nR3 | A |",
            Orders="Order ID | Account ID | Contact ID | Date | Amount\nO1 | A2 | | 2026-02-02 | 5\nO2 | | B | 2026-01-02 | 5\nO3 | A3 | | 2026-01-01 | -5",
        )  # fmt: skip
        assert cells_set(plan, "Referrals", "Won on") == {"R1": date(2026, 1, 2), "R2": None, "R3": None}

    @pytest.mark.parametrize(("introduced", "won"), [("2026-01-02", date(2026, 1, 2)), ("2026-01-03", None)])
    def test_who_ordered_before_the_introduction_was_not_won_by_it(self, introduced, won):
        plan = planned(
            Contacts=PEOPLE, Referrals=f"Referral ID | From | Introduced | Introduced on\nR1 | A | C | {introduced}",
            Orders="Order ID | Account ID | Date | Amount\nO1 | A2 | 2026-01-02 | 5\nO2 | A2 | 2026-02-02 | 5",
        )  # fmt: skip
        assert cells_set(plan, "Referrals", "Won on") == {"R1": won}

    def test_introduced_met_and_won_are_told_apart(self):
        plan = planned(
            Contacts=PEOPLE, Orders="Order ID | Contact ID | Date | Amount\nO1 | B2 | 2026-02-02 | 5",
            Referrals="Referral ID | From | Introduced | Status | Introduced on | Met on\n"
                      "R1 | A | C | Met | 2026-01-01 | 2026-01-09\nR2 | A | B2 | Introduced | 2026-01-01 |\nR3 | A | | Asked | |\nR4 | B | | | |",
        )  # fmt: skip
        assert (
            "4 referrals = 1 asked + 1 introduced + 1 met + 1 without a status; by their days and orders 2 introduced, 1 met, 1 won."
            in said(plan)
        )


def test_a_book_without_the_part_is_left_alone():
    found = referral_world(Contacts=PEOPLE)
    bare = type(found)(
        {name: frame for name, frame in found.frames.items() if "Referral" not in name},
        found.settings,
        found.today,
    )
    assert plan_referral_rows(bare).changes == plan_referred_by(bare).changes == ()
