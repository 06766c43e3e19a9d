"""The list of whom to ask equals one that is made person by person."""

from __future__ import annotations

import random
from datetime import timedelta

import numpy as np
import pytest

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.referring.asks import ask_list
from salesbook.domain.world import World
from salesbook.schema import SETTING_ROWS
from salesbook.schema.closed_lists import ASK_GROUPS
from salesbook.tables.frames import frames
from tests.domain.callbook import TODAY, TOUCHPOINTS
from tests.domain.referrals.referralbook import asked_by_hand
from tests.helpers import rows_of

SETTINGS = {setting.name: setting.default for setting in SETTING_ROWS}
READ = ("Contacts", "Accounts", "Activities", "Orders", "Opportunities", "Cadences", "Scoring", "TouchPoints", "Team", "Absences", "Holidays",
        "Referrals", "DoNotMail", "MailRules", "Settings")  # fmt: skip
OUTCOMES = (
    "Spoke",
    "Spoke",
    "Meeting booked",
    "Not interested",
    "No answer",
    "Complaint",
    "Complaint solved",
)


def a_day(dice: random.Random):
    return TODAY - timedelta(
        days=dice.choice([*range(60), *range(100, 420, 7), 180, 181, 364, 365, 366, 7, 6, 14, 120, -5])
    )


def a_book(dice: random.Random) -> dict[str, list[dict]]:
    """No quiet days (no cadence covers anybody), so that a talk of yesterday leaves people free; 90 days is the usual interval."""
    ids = [f"C{n}" for n in range(dice.randint(1, 7))]
    accounts = [f"A{n}" for n in range(3)]
    return {
        "Contacts": [
            {"Contact ID": one, "Account ID": dice.choice([*accounts, None]), "Kind": dice.choice(["Prospect", "Customer", "Partner", "Centre of influence"]),
             "Status": dice.choice(["Active"] * 5 + ["Left"]), "Do not call": dice.choice([None] * 6 + ["Yes"]), "Reference": dice.choice([None] * 5 + ["Yes"]),
             "Referred by": dice.choice([None, None, *(other for other in ids if other != one)]), "Created": a_day(dice)}
            for one in ids
        ],
        "Accounts": [{"Account ID": one} for one in accounts],
        "Activities": [
            {"Activity ID": f"T{n}", "When": a_day(dice), "Contact ID": dice.choice(ids), "Channel": "Call", "Direction": "Out",
             "Outcome": dice.choice(OUTCOMES), "Subject": dice.choice([None] * 5 + ["Referral ask"])}
            for n in range(dice.randint(0, 14))
        ],
        "Orders": [
            {"Order ID": f"O{n}", "Contact ID": dice.choice([*ids, None]), "Account ID": dice.choice([*accounts, None]), "Date": a_day(dice),
             "Amount": dice.choice([5, 5, 0, -5])}
            for n in range(dice.randint(0, 8))
        ],
        "Opportunities": [
            {"Opportunity ID": f"P{n}", "Contact ID": dice.choice(ids), "Result": dice.choice(["Lost", "Won", "Open"]), "Closed": a_day(dice)}
            for n in range(dice.randint(0, 3))
        ],
        "Referrals": [
            {"Referral ID": f"R{n}", "From": dice.choice(ids), "Introduced": dice.choice([None, *ids]), "Asked on": dice.choice([None, a_day(dice)]),
             "Introduced on": dice.choice([None, a_day(dice)]), "Met on": dice.choice([None, a_day(dice)]),
             "Status": dice.choice(["Asked", "Introduced", "Declined", "Void", None])}
            for n in range(dice.randint(0, 5))
        ],
    }  # fmt: skip


def world_of(book: dict[str, list[dict]]) -> World:
    grids = {name: grid_of(name, rows or [{}]) for name, rows in book.items()} | {"TouchPoints": TOUCHPOINTS}
    grids["Team"] = grid_of("Team", rows_of("Team", "Rep\nann"))
    return World(frames(MemoryBook(grids).read(READ))[0], SETTINGS, TODAY)


@pytest.mark.parametrize("seed", range(250))
def test_it_is_what_somebody_would_list_person_by_person(seed):
    book = a_book(random.Random(seed))
    world = world_of(book)
    found, ids = world.get(ask_list), list(world.frames["Contacts"].index)
    score = dict(
        zip(ids, np.nan_to_num(world.get(score_table)["score"].to_numpy(), nan=-1.0).tolist(), strict=True)
    )
    listed = [
        (ids[at], ASK_GROUPS[group])
        for at, group in zip(found.contact.tolist(), found.group.tolist(), strict=True)
    ]
    assert listed == asked_by_hand(book, TODAY, score)
