"""What Who to ask says: why, which question, which letter, and who asks."""

from __future__ import annotations

import pytest

from salesbook.domain.referrals.plan import plan_referrals
from tests.domain.referrals.referralbook import TALKED, a_world, rows_written

RULES = "Who | Event | Type | Amount\nAny | Met | voucher | 50"
THROUGH = "R1 | D | C | Met | | 2026-01-20 | 2026-02-01"


def asked(*talks: str, **book) -> dict:
    """The row of C."""
    return next(
        row
        for row in rows_written(plan_referrals(a_world(*talks, **book)), "ReferralAsks")
        if row["Contact ID"] == "C"
    )


@pytest.mark.parametrize(("talks", "book", "why", "letter"), [
    ([TALKED], {"Reference": "Yes"}, "Stands by us as a reference; not asked yet.", "referral-ask"),
    (["2025-11-20 | C | Call | In | Complaint |", "2025-12-01 | C | Call | Out | Complaint solved |", TALKED], {"orders": ("2025-12-10",)},
     "Ordered on 10 December, after a complaint that was settled; not asked yet.", "referral-ask"),
    ([TALKED], {"orders": ("2025-09-01", "2025-12-01")}, "2 orders, last on 1 December; not asked yet.", "referral-ask"),
    ([TALKED], {"orders": ("2025-09-01", "2025-12-01"), "referrals": "R9 | C | | Asked | 2025-03-02 | |"},
     "2 orders, last on 1 December; last asked in March 2025.", "referral-ask"),
    ([TALKED], {"referrals": THROUGH}, "Came through Dan; met 4 weeks ago.", "referral-ask"),
    ([TALKED], {"Referred_by": "D"}, "Came through Dan; talked 3 weeks ago.", "referral-ask"),
    ([TALKED], {"Referred_by": "gone"}, "Came by an introduction; talked 3 weeks ago.", "referral-ask"),
    ([TALKED], {"Referred_by": "D", "orders": ("2025-12-01",)}, "Came through Dan; has ordered.", "referral-ask"),
    ([TALKED], {"Kind": "Partner"}, "Partner; last touch 3 weeks ago; not asked yet.", None),
    ([TALKED], {"orders": ("2026-01-10",)}, "First order 8 weeks ago; talked 3 weeks ago.", "referral-ask"),
    ([TALKED], {"Kind": "Prospect"}, "You talked 3 weeks ago; not asked yet.", "referral-ask"),
    (["2026-01-05 | C | Call | Out | Spoke |"], {"deal": "P1 | A1 | C | Lost | 2026-01-20 | 2025-01-01 | Tray sealer | price"},
     "“Tray sealer” lost 6 weeks ago: price.", "referral-lost"),
    (["2026-01-05 | C | Call | Out | Spoke |"], {"deal": "P1 | A1 | C | Lost | 2026-01-20 | 2025-01-01 | |"}, "A deal lost 6 weeks ago.", "referral-lost"),
])  # fmt: skip
def test_each_group_says_what_shows_it(talks, book, why, letter):
    row = asked(*talks, **book)
    assert (row["Why"], row["Letter"]) == (why, letter)


def test_new_customers_hear_what_they_get_for_it_where_a_rule_gives_something():
    book = {"orders": ("2026-01-10",), "tables": {"IncentiveRules": RULES}}
    assert asked(TALKED, **book)["How to ask"] == (
        "Ask how it went. If they are glad: who else should know us? Say what they get: voucher of 50 (once we have met)."
    )
    assert asked(TALKED, orders=("2026-01-10",))["How to ask"].endswith("who else should know us?")


@pytest.mark.parametrize(
    ("roles", "rep"), [(("Sales", "Front"), "bob"), (("Front", "Front"), "ann"), (("Sales", "Sales"), "ann")]
)
def test_the_duty_asks_and_the_owner_where_they_have_it(roles, rep):
    team = f"Rep | Calls per day | Role\nann | 10 | {roles[0]}\nbob | 10 | {roles[1]}"
    tables = {"Team": team, "Duties": "Task | Role\nReferral ask | Front"}
    assert asked(TALKED, Reference="Yes", Owner="ann", tables=tables)["Rep"] == rep


def test_the_sentence_begins_with_what_is_to_be_done():
    found = plan_referrals(
        a_world(
            TALKED,
            Reference="Yes",
            referrals="R1 | C | | Introduced | | 2026-02-20 |",
            tables={"IncentiveRules": RULES},
        )
    )
    assert found.summary["to do"] == "1 person to ask: see Who to ask; thanks due to Cleo (Referrals!K2)."
