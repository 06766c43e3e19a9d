"""Random small books, as rows by table, and the world that salesbook makes of them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.world import World
from salesbook.schema import CHANNELS, KINDS, OUTCOMES, SETTING_ROWS, TICKETS, TIERS, TOUCHPOINTS
from salesbook.tables.frames import frames

TODAY = date(2024, 6, 3)
SETTINGS = {setting.name: setting.default for setting in SETTING_ROWS}
READ = (
    "Contacts", "Accounts", "Activities", "Orders", "Cadences", "Scoring", "TouchPoints", "Team", "Absences", "Holidays",
)  # fmt: skip
Rows = dict[str, list[dict]]


def world_of(book: Rows, settings: dict | None = None, today: date = TODAY) -> World:
    store = MemoryBook({table: grid_of(table, rows or [{}]) for table, rows in book.items()})
    return World(frames(store.read(READ))[0], {**SETTINGS, **(settings or {})}, today)


def a_book(dice: random.Random) -> Rows:
    """Up to eight contacts at up to three accounts; every setting of the score may be odd or missing."""
    contacts = [a_contact(dice, number) for number in range(dice.randint(1, 8))]
    ids = [contact["Contact ID"] for contact in contacts]
    for contact in contacts:
        contact["Referred by"] = dice.choice([None, None, *ids])
    return {
        "Contacts": contacts,
        "Accounts": [{"Account ID": f"A{n}", "Tier": maybe(dice, TIERS), "Ticket": maybe(dice, TICKETS)}
                     for n in range(dice.randint(0, 3))],
        "Activities": [an_activity(dice, number, ids) for number in range(dice.randint(0, 40))],
        "Orders": [an_order(dice, number, ids) for number in range(dice.randint(0, 15))],
        "Cadences": [a_cadence(dice, number) for number in range(dice.randint(0, 6))],
        "Scoring": scoring(dice),
        "TouchPoints": [a_rule(dice) for _ in range(dice.randint(0, 12))],
    }  # fmt: skip


def a_shop(dice: random.Random) -> Rows:
    """A hundred and twenty customers, some at a common account; half of those who come again leave after each order."""
    contacts = [{**a_contact(dice, number), "Account ID": maybe(dice, [f"A{n}" for n in range(9)], 0.2)}
                for number in range(120)]  # fmt: skip
    ids = [contact["Contact ID"] for contact in contacts]
    orders = [order for one in ids for order in some_orders(dice, one)]
    return {
        **a_book(dice),
        "Contacts": contacts,
        "Activities": [an_activity(dice, number, ids) for number in range(90)],
        "Orders": [{**order, "Order ID": f"O{number}"} for number, order in enumerate(orders)],
        "Scoring": [],
    }


def some_orders(dice: random.Random, contact: str) -> list[dict]:
    """A customer's orders, some two days into the future; now and then two on a day, or a return."""
    day, usual = TODAY - timedelta(days=dice.randint(0, 900)), dice.choice([10, 25, 60])
    leaves = dice.choice([0.05, 0.5])
    orders = []
    while day <= TODAY + timedelta(days=2):
        amounts = [15, *dice.choice([[], [], [], [900], [-20]])]
        orders += [{"Contact ID": contact, "Date": day, "Amount": amount} for amount in amounts]
        if dice.random() < leaves:
            break
        day += timedelta(days=max(1, int(dice.expovariate(1 / usual))))
    return orders


def some_settings(dice: random.Random) -> dict[str, float]:
    fair = dice.randint(10, 50)
    return {"Default interval": dice.choice([90.0, 20.0, 7.5]), "Fair from": fair, "Strong from": fair + 20}


def maybe(dice: random.Random, choices, share: float = 0.6):
    return dice.choice(choices) if dice.random() < share else None


def a_day(dice: random.Random, reach: int = 500) -> date:
    """Mostly lately, sometimes after today."""
    return TODAY - timedelta(days=int(dice.triangular(-20, reach, 10)))


def a_contact(dice: random.Random, number: int) -> dict:
    return {
        "Contact ID": f"C{number}",
        "Account ID": maybe(dice, ["A0", "A1", "A2"], 0.7),  # A2 may be missing in Accounts
        "Kind": maybe(dice, KINDS[:2]),
        "Tier": maybe(dice, TIERS[:2], 0.4),
        "Status": dice.choice([None, "Active", "Left", "Wrong number"]),
        "Cadence": maybe(dice, [f"Rule {n}" for n in range(6)], 0.4),
        "Created": maybe(dice, [a_day(dice)], 0.8),
        "Decision maker": [None, "Yes", "No"][number % 3],
    }


def an_activity(dice: random.Random, number: int, contacts: list[str]) -> dict:
    return {
        "Activity ID": f"X{number}",
        "Contact ID": dice.choice(contacts),
        "When": a_day(dice),
        "Channel": maybe(dice, CHANNELS, 0.95),
        "Direction": dice.choice([None, "Out", "In"]),
        "Outcome": maybe(dice, OUTCOMES, 0.4),
        "Minutes": maybe(dice, [-5, 0, 3, 12.5, 60], 0.5),
        "By": [None, "ann", "ben", "ann", "cy"][number % 5],
    }


def an_order(dice: random.Random, number: int, contacts: list[str]) -> dict:
    return {
        "Order ID": f"O{number}",
        "Account ID": maybe(dice, ["A0", "A1"], 0.3),
        "Contact ID": maybe(dice, [*contacts, "nobody"], 0.8),
        "Date": a_day(dice),
        "Amount": dice.choice([None, -20, 0, 15, 900]),
    }


def a_cadence(dice: random.Random, number: int) -> dict:
    return {
        "Cadence": f"Rule {number}",
        "Kind": maybe(dice, KINDS[:2]),
        "Tier": maybe(dice, TIERS[:2], 0.4),
        "Ticket": maybe(dice, TICKETS, 0.4),
        "Every": dice.choice([1, 2, 1.5, 3, 10, 0, -1, None]),
        "Unit": dice.choice(["day", "week", "month"]),
        "Channels": ", ".join(dice.sample(CHANNELS, dice.randint(0, 4))),
        "Priority": maybe(dice, [1, 2, 3]),
        "Active": dice.choice([None, "Yes", "No"]),
    }


def scoring(dice: random.Random) -> list[dict]:
    factors = ["Recency", "Frequency", "Two-way", "Talk time", "People known", "Loyalty"]
    zero = dice.random() < 0.05  # all weights 0: the defaults count
    return [
        {
            "Factor": factor,
            "Weight": 0 if zero else dice.choice([None, 0, 5, 12.5, 30, -2]),
            "Half-life": dice.choice([None, 0.3, 1, 2, 5, 0, -1]),
            "Target": dice.choice([None, 1, 2, 45, 0]),
        }
        for factor in dice.sample(factors, dice.randint(0, 6))
    ]


def a_rule(dice: random.Random) -> dict:
    """A row of TouchPoints; now and then one without any criterion."""
    rhythms, quiets = (TOUCHPOINTS.by_name[name].choices for name in ("Rhythm", "Quiets"))
    return {
        "Channel": maybe(dice, CHANNELS, 0.5),
        "Direction": maybe(dice, ["Out", "In"], 0.5),
        "Outcome": maybe(dice, OUTCOMES, 0.4),
        "Points": dice.choice([None, 0, 0.3, 0.5, 1, 2, -1]),
        "Rhythm": maybe(dice, rhythms, 0.9),
        "Quiets": maybe(dice, quiets, 0.9),
    }
