"""Whom to ask for an introduction: the first group that fits, one of each customer, and nobody whom a guard holds."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest

from salesbook.domain.facts.may_ask import ASK_BARRIERS, may_ask_for_names
from salesbook.domain.guards.contact import GUARDS, Purpose
from salesbook.domain.referring.asks import ask_list
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ASK_GROUPS
from tests.domain.callbook import TODAY
from tests.domain.referrals.referralbook import TALKED, a_world

LOYAL = ("2025-09-01", "2025-12-01")


def group(*talks: str, **book) -> str:
    found = a_world(*talks, **book).get(ask_list)
    return ASK_GROUPS[found.group[list(found.contact).index(0)]] if 0 in found.contact else ""


def left_out(world: World) -> str:
    """Why C is left out; "" where C is asked, and "fits none" where no group fits."""
    found = world.get(ask_list)
    assert len(found.fit) == len(found.contact) + sum(found.left_out.values())
    assert {0}.isdisjoint(found.contact.tolist()) or found.why[found.fit.tolist().index(0)] == ""
    return found.why[found.fit.tolist().index(0)] if 0 in found.fit else "fits none"


def days_ago(days: int) -> str:
    return str(TODAY - timedelta(days=days))


class TestGroups:
    """Today is 4 March 2026."""

    def test_a_reference_stands_by_us(self):
        assert group(TALKED, Reference="Yes") == "Stood by us"

    @pytest.mark.parametrize(("ordered", "expected"), [("2025-12-02", "Stood by us"), ("2025-12-01", "New")])
    def test_who_ordered_after_a_closed_complaint_does(self, ordered, expected):
        complained = (
            "2025-11-20 | C | Call | In | Complaint |",
            "2025-12-01 | C | Call | Out | Complaint solved |",
        )
        assert group(*complained, TALKED, orders=(ordered,)) == expected

    @pytest.mark.parametrize(("orders", "expected"), [
        (LOYAL, "Loyal"),
        (("2025-12-01",), "New"),
        (("2025-09-12", "2025-11-09"), "Loyal"),  # 58 days apart, the last 115 days ago
        (("2025-09-13", "2025-11-09"), ""),
    ])  # fmt: skip
    def test_the_loyal_order_as_usual(self, orders, expected):
        assert group(TALKED, orders=orders) == expected

    @pytest.mark.parametrize(("talks", "met", "expected"), [((TALKED,), "", "Referred"), ((), "", "")])
    def test_who_came_by_a_referral_and_was_met(self, talks, met, expected):
        assert group(*talks, referrals=f"R1 | D | C | Introduced | | 2026-01-20 | {met}") == expected

    def test_met_without_a_talk_fits_and_is_left_out_since_nobody_ever_spoke_to_them(self):
        assert (
            left_out(a_world(referrals="R1 | D | C | Met | | 2026-01-20 | 2026-02-01")) == "never spoken to"
        )
        assert left_out(a_world(referrals="R1 | D | C | Introduced | | 2026-01-20 |")) == "fits none"

    @pytest.mark.parametrize("kind", ["Centre of influence", "Partner"])
    @pytest.mark.parametrize(
        ("ago", "expected"), [(40, "Friend"), (180, "no talk for long"), (181, "fits none")]
    )
    def test_friends_were_touched_within_half_a_year(self, kind, ago, expected):
        talk = f"{days_ago(ago)} | C | Call | Out | Spoke |"
        assert (group(talk, Kind=kind) or left_out(a_world(talk, Kind=kind))) == expected

    @pytest.mark.parametrize(("first", "talked", "expected"), [
        (14, 15, ""), (14, 12, "New"), (120, 40, "New"), (13, 12, ""), (121, 40, ""), (60, 61, ""), (60, 50, "New"),
    ])  # fmt: skip
    def test_new_customers_were_spoken_to_since_their_first_order(self, first, talked, expected):
        assert group(f"{days_ago(talked)} | C | Call | Out | Spoke |", orders=(days_ago(first),)) == expected

    @pytest.mark.parametrize(("outcome", "ago", "expected"), [
        ("Spoke", 30, "Prospect"), ("Meeting booked", 20, "Prospect"), ("Spoke", 31, ""), ("Not interested", 20, ""),
    ])  # fmt: skip
    def test_prospects_after_a_good_talk(self, outcome, ago, expected):
        assert group(f"{days_ago(ago)} | C | Call | Out | {outcome} |", Kind="Prospect") == expected

    @pytest.mark.parametrize(("ago", "expected"), [(6, ""), (7, "Lost deal"), (365, "Lost deal"), (366, "")])
    def test_lost_deals(self, ago, expected):
        deal = f"P1 | A1 | C | Lost | {days_ago(ago)} | 2025-01-01 | |"
        assert group("2026-01-10 | C | Call | Out | Spoke |", deal=deal, Kind="Prospect") == expected

    def test_they_stand_in_their_order(self):
        assert group(TALKED, orders=LOYAL, Reference="Yes") == "Stood by us"
        assert group(TALKED, orders=LOYAL, Referred_by="D", Kind="Partner") == "Loyal"
        assert group(TALKED, orders=("2025-12-01",), Referred_by="D", Kind="Partner") == "Referred"
        assert group(TALKED, orders=("2025-12-01",), Kind="Partner") == "Friend"
        assert group(TALKED, orders=("2025-12-01",), Kind="Prospect") == "New"


# Each leaves C out by itself: what is added to the book of somebody who would be asked; `base`: instead of the last talk.
PLANTED: dict[str, dict] = {
    "not active": {"cells": {"Status": "Left"}},
    "nobody may reach them": {"cells": {"Do_not_call": "Yes"}},  # and there is no address
    "quiet period": {"talks": ["2026-03-01 | C | Meeting | Out | Spoke |"]},
    "touch cap": {"talks": [f"2026-02-{day} | C | Meeting | Out | Spoke |" for day in (12, 13, 14, 15)]},
    "complaint open": {"talks": ["2026-02-20 | D | Call | In | Complaint |"]},
    "complaint closed under 30 days ago": {
        "talks": ["2026-01-20 | D | Call | In | Complaint |", "2026-02-03 | D | Call | Out | Complaint solved |"]
    },
    "installed under 30 days ago": {"talks": ["2026-02-03 | D | Install | Out | Spoke |"]},
    "asked within 180 days": {"referrals": ["R1 | C | | Asked | 2025-09-05 | |"]},
    "asked often enough this year": {"referrals": ["R2 | D | | Asked | 2025-04-05 | |", "R3 | D | | Asked | 2025-12-05 | |"]},
    "declined within a year": {"referrals": ["R4 | C | | Declined | 2025-03-05 | |"]},
    "never spoken to": {"base": []},
    "no talk for long": {"base": ["2025-11-03 | C | Call | Out | Spoke |"]},
    "their letter waits": {"talks": ["2026-02-20 | C | Email | In | | Is it in stock?"]},
}  # fmt: skip
# These cannot be at once: a talk is long ago, or never was, or just now.
TOGETHER = [
    both
    for both in combinations(PLANTED, 2)
    if len({"never spoken to", "no talk for long", "quiet period", "touch cap"} & {*both}) < 2
]


def planted(*names: str) -> World:
    """The book of somebody loyal, with what these guards hold."""
    added = [PLANTED[name] for name in names]
    base = next((one["base"] for one in added if "base" in one), [TALKED])
    talks = [talk for one in added for talk in one.get("talks", [])]
    referrals = [row for one in added for row in one.get("referrals", [])]
    cells = {name: cell for one in added for name, cell in one.get("cells", {}).items()}
    return a_world(*base, *talks, orders=LOYAL, referrals="\n".join(referrals), **cells)


class TestGuards:
    def test_who_was_asked_on_a_day_that_cannot_be_read_is_not_asked_again(self):
        """Somebody typed that they were asked; the next click must not ask them as if they never had been."""
        for status, why in (("Asked", "asked within 180 days"), ("Void", "")):
            referrals = f"R1 | C | | {status} | last month | |"
            assert left_out(a_world(TALKED, orders=LOYAL, referrals=referrals)) == why

    def test_whom_nothing_holds_is_asked(self):
        assert left_out(planted()) == ""

    @pytest.mark.parametrize("name", PLANTED)
    def test_each_alone_leaves_out(self, name):
        assert left_out(planted(name)) == name

    @pytest.mark.parametrize("both", TOGETHER, ids=" and ".join)
    def test_of_two_the_first_is_named(self, both):
        asked = [guard.name for guard in GUARDS if Purpose.ASK in guard.purposes]
        order = [asked[0], "nobody may reach them", *asked[1:]]
        assert left_out(planted(*both)) == min(both, key=order.index)

    @pytest.mark.parametrize("name", [name for name in PLANTED if name in dict(ASK_BARRIERS)])
    def test_calls_ask_what_the_list_asks(self, name):
        assert planted().get(may_ask_for_names)[0]
        assert not planted(name).get(may_ask_for_names)[0]
