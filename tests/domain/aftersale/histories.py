"""Random histories of three accounts, as rows, and the world that salesbook makes of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.world import World
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.tables.frames import frames, read_settings
from tests.domain.callbook import CADENCES, TODAY, TOUCHPOINTS
from tests.helpers import rows_of

READ_FOR_ACCOUNTS = ("Contacts", "Accounts", "Activities", "Orders", "Opportunities", "Cadences", "TouchPoints", "Team", "Absences", "Holidays",
        "Settings", "Calls", "Duties", *OF_AFTER_SALE)  # fmt: skip
HOUR, EACH = {"ann": 60.0, "bob": 30.0}, {"Visit": 50.0, "Newsletter": 1.0}
TEAM = [{"Rep": "ann", "Cost per hour": 60}, {"Rep": "bob", "Cost per hour": 30}, {"Rep": "cy"}]

days = st.one_of(st.none(), st.integers(-5, 900).map(lambda ago: TODAY - timedelta(days=ago)))
lately = st.one_of(days, st.integers(-1, 40).map(lambda ago: TODAY - timedelta(days=ago)))
contacts = st.sampled_from([f"C{n}" for n in range(5)])
accounts = st.sampled_from(["A0", "A1", "A2", "A9", None])


def _rows(of: dict, most: int):
    return st.lists(st.fixed_dictionaries(of), max_size=most)


histories = st.fixed_dictionaries({
    "Contacts": st.lists(
        st.fixed_dictionaries({
            "Account ID": accounts, "Kind": st.sampled_from(["Customer", "Prospect", None]),
            "Status": st.sampled_from([None, None, "Active", "Left", "Merged"]), "Merged into": st.one_of(st.none(), contacts),
        }), min_size=5, max_size=5,
    ),
    "Activities": _rows({
        "When": lately, "Contact ID": contacts, "By": st.sampled_from(["ann", "bob", "cy", "zoe", None]), "Minutes": st.sampled_from([None, 0, 10, 45, -5]),
        "Channel": st.sampled_from(["Call", "Visit", "Email", "Newsletter", "Service", "Order"]),
        "Direction": st.sampled_from(["Out", "In", None]), "Outcome": st.sampled_from([None, "Spoke", "No answer", "Message left", "Not interested"]),
    }, 12),
    "Orders": _rows({"Account ID": accounts, "Contact ID": st.one_of(st.none(), contacts), "Date": lately, "Amount": st.sampled_from([None, 100, 100, -20])}, 8),
    "Opportunities": _rows({
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
    seen = store.read(READ_FOR_ACCOUNTS)
    return World(frames(seen)[0], read_settings(seen)[0], TODAY)
