"""Campaigns that really ran: 27 of a grocer, who was written to and who redeemed a coupon (dunnhumby, The Complete Journey).

The project does not contain the files.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.campaigns.plan import plan_campaigns
from tests.domain.callbook import world
from tests.domain.campaigns.campaignbook import row

DATA = Path(__file__).parents[4] / "shared" / "data"
SENT, REDEEMED = DATA / "cj_campaigns.csv", DATA / "cj_coupon_redemptions.csv"
pytestmark = pytest.mark.skipif(not SENT.exists(), reason=f"the campaigns are not in {DATA}")
START, TODAY = date(2016, 1, 1), date(2018, 1, 1)


def records(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_coverage_and_answers_of_all_are_those_counted():
    sent, redeemed = defaultdict(set), defaultdict(set)
    for one in records(SENT):
        sent[one["campaign_id"]].add(one["household_id"])
    for one in records(REDEEMED):
        redeemed[one["campaign_id"]].add(one["household_id"])
    plan = plan_campaigns(world(a_book_of(sent, redeemed), TODAY))
    found = {key: row(plan, "Campaigns", f"K{key}") for key in sent}
    assert {key: (one["Pitched"], one["Answers"], one["Coverage"]) for key, one in found.items()} == {
        key: (len(households), len(households & redeemed[key]), 1) for key, households in sent.items()
    }
    assert (len(found), sum(one["Pitched"] for one in found.values())) == (27, 6589)
    assert {key: (found[key]["Answers"], found[key]["Pitched"]) for key in ("18", "13", "8")} == {
        "18": (214, 1133), "13": (196, 1077), "8": (158, 1076),
    }  # fmt: skip


def a_book_of(sent, redeemed) -> MemoryBook:
    households = sorted(set().union(*sent.values()))
    pitched = [
        {"Activity ID": f"P{key}-{who}", "When": START, "Contact ID": f"H{who}", "Channel": "Letter", "Direction": "Out", "Outcome": "Spoke", "Campaign ID": f"K{key}"}
        for key, theirs in sent.items() for who in theirs
    ]  # fmt: skip
    answered = [
        {"Activity ID": f"A{key}-{who}", "When": date(2016, 2, 1), "Contact ID": f"H{who}", "Channel": "Order", "Direction": "In", "Answer": "Yes", "Campaign ID": f"K{key}"}
        for key, theirs in redeemed.items() for who in theirs & sent[key]
    ]  # fmt: skip
    return MemoryBook({
        "Contacts": grid_of("Contacts", [{"Contact ID": f"H{who}", "Decision maker": "Yes"} for who in households]),
        "Activities": grid_of("Activities", [*pitched, *answered]),
        "Cohorts": grid_of("Cohorts", [{"Cohort": "nobody", "Rule": "Contact ID = nobody"}]),
        "Campaigns": grid_of("Campaigns", [
            {"Campaign ID": f"K{key}", "Version": 1, "Cohort": "nobody", "Channels": "Letter", "Start": START, "Status": "Done"} for key in sent
        ]),
    })  # fmt: skip
