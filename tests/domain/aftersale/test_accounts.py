"""Stage, pace, accounts left alone and costs against the plain reference, over random histories."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.aftersale.costs import costs_by_stage
from salesbook.domain.aftersale.left_alone import left_alone
from salesbook.domain.aftersale.paces import paces
from salesbook.domain.aftersale.stages import stages_on, stages_seen
from salesbook.domain.world import World
from salesbook.schema.closed_lists import STAGES_SEEN
from salesbook.tables.arrays import day_number
from salesbook.tables.frames import frames, read_settings
from tests.domain.callbook import CADENCES, TODAY, TOUCHPOINTS
from tests.domain.plain_accounts import PlainAccounts
from tests.helpers import rows_of

READ = ("Contacts", "Accounts", "Activities", "Orders", "Opportunities", "Cadences", "TouchPoints", "Team", "Absences", "Holidays",
        "ChannelCosts", "Settings", "Calls", "Duties")  # fmt: skip
HOUR, EACH = {"ann": 60.0, "bob": 30.0}, {"Visit": 50.0, "Newsletter": 1.0}
TEAM = [{"Rep": "ann", "Cost per hour": 60}, {"Rep": "bob", "Cost per hour": 30}, {"Rep": "cy"}]

days = st.one_of(st.none(), st.integers(-5, 900).map(lambda ago: TODAY - timedelta(days=ago)))
lately = st.one_of(days, st.integers(-1, 40).map(lambda ago: TODAY - timedelta(days=ago)))
contacts = st.sampled_from([f"C{n}" for n in range(5)])
accounts = st.sampled_from(["A0", "A1", "A2", "A9", None])


def rows(of: dict, most: int):
    return st.lists(st.fixed_dictionaries(of), max_size=most)


histories = st.fixed_dictionaries({
    "Contacts": st.lists(
        st.fixed_dictionaries({
            "Account ID": accounts, "Kind": st.sampled_from(["Customer", "Prospect", None]),
            "Status": st.sampled_from([None, None, "Active", "Left", "Merged"]), "Merged into": st.one_of(st.none(), contacts),
        }), min_size=5, max_size=5,
    ),
    "Activities": rows({
        "When": lately, "Contact ID": contacts, "By": st.sampled_from(["ann", "bob", "cy", "zoe", None]), "Minutes": st.sampled_from([None, 0, 10, 45, -5]),
        "Channel": st.sampled_from(["Call", "Visit", "Email", "Newsletter", "Service", "Order"]),
        "Direction": st.sampled_from(["Out", "In", None]), "Outcome": st.sampled_from([None, "Spoke", "No answer", "Message left", "Not interested"]),
    }, 12),
    "Orders": rows({"Account ID": accounts, "Contact ID": st.one_of(st.none(), contacts), "Date": lately, "Amount": st.sampled_from([None, 100, 100, -20])}, 8),
    "Opportunities": rows({
        "Account ID": accounts, "Contact ID": st.one_of(st.none(), contacts), "Created": days, "Closed": days,
        "Result": st.sampled_from(["Open", "Won", "Lost", None]), "Stage": st.sampled_from(["Offer", "Demo", None]),
    }, 4),
})  # fmt: skip


def book_of(history: dict) -> dict[str, list[dict]]:
    """The rows with their keys; doubles lead to a later contact, so that none leads round."""
    people = [{**row, "Contact ID": f"C{n}"} for n, row in enumerate(history["Contacts"])]
    for n, row in enumerate(people):
        into = row["Merged into"]
        row["Merged into"] = into if row["Status"] == "Merged" and into and int(into[1:]) > n else None
    keyed = {name: [{f"{key} ID": f"X{n}", **row} for n, row in enumerate(history[name])] for name, key in
             (("Activities", "Activity"), ("Orders", "Order"), ("Opportunities", "Opportunity"))}  # fmt: skip
    firms = [
        {"Account ID": "A0", "Ticket": "High"},
        {"Account ID": "A1", "Ticket": "Low"},
        {"Account ID": "A2"},
    ]
    return {"Contacts": people, "Accounts": firms, **keyed}


def world_of(book: dict[str, list[dict]], since: date, win_from: str = "") -> World:
    told = {"Parts since": f"aftersale {since}", "Win from": win_from, "Default interval": 30}
    tables = {
        **book, "Team": TEAM, "Cadences": rows_of("Cadences", CADENCES),
        "ChannelCosts": [{"Channel": channel, "Cost each": cost} for channel, cost in EACH.items()],
        "Settings": [{"Setting": name, "Value": value} for name, value in told.items()],
    }  # fmt: skip
    grids = {name: grid_of(name, table or [{}]) for name, table in tables.items()}
    store = MemoryBook({**grids, "TouchPoints": TOUCHPOINTS})
    seen = store.read(READ)
    return World(frames(seen)[0], read_settings(seen)[0], TODAY)


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    histories,
    st.integers(0, 900),
    st.sampled_from(["", "demo , won", "Offer"]),
    st.lists(st.integers(0, 900), min_size=3, max_size=3),
)
def test_stage_pace_left_alone_and_cost_are_those_of_the_plain_reference(history, since_ago, win_from, asked):
    book, since = book_of(history), TODAY - timedelta(days=since_ago)
    named = {"": (), "demo , won": ("Demo",), "Offer": ("Offer",)}[win_from]
    plain, world = PlainAccounts(book, TODAY, since, named), world_of(book, since, win_from)
    firms = [(row["Account ID"], row.get("Ticket")) for row in book["Accounts"]]
    assert [STAGES_SEEN[code] for code in stages_seen(world)] == [plain.stage(key, TODAY) for key, _ in firms]
    for ago, place in zip(asked, range(3), strict=True):
        day = TODAY - timedelta(days=ago)
        (code,) = stages_on(world, np.array([place]), np.array([day_number(day)]))
        assert STAGES_SEEN[code] == plain.stage(firms[place][0], day)
    alone = left_alone(world)
    told = [
        world.day - int(day) if left else None for left, day in zip(alone.left, alone.ordered, strict=True)
    ]
    assert told == [plain.left_alone(*firm) for firm in firms]
    assert paces(world).tolist() == [plain.pace(*firm) for firm in firms]
    for (key, _), costs in zip(firms, costs_by_stage(world), strict=True):
        spent = {stage: float(cost) for stage, cost in zip(STAGES_SEEN, costs, strict=True) if cost}
        assert spent == pytest.approx(plain.cost(key, HOUR, EACH))
