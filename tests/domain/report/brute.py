"""Random small books with deals, letters and lists, and their report counted once more, row by row."""

from __future__ import annotations

import calendar
import random
from collections import Counter
from datetime import date, timedelta

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.schema import KINDS
from salesbook.tables.frames import frames
from tests.domain.random_books import READ, SETTINGS, TODAY, Rows, a_book, a_day, maybe
from tests.domain.reference import Reference

REPS = ("ann", "ben")
CALLED = ("Call", "Visit", "Meeting")
REACHED = (
    None,
    "Spoke",
    "Meeting booked",
    "Call back later",
    "Not interested",
    "Complaint",
    "Complaint solved",
)
STATES = ("On time", "Late", "Missed", "Open", "Extra")


def a_report_book(dice: random.Random) -> Rows:
    book = a_book(dice)
    for row in book["Contacts"]:
        row["Owner"] = maybe(dice, ["ann", "ben", "gone"], 0.8)
        row["Do not call"] = maybe(dice, ["Yes"], 0.2)
        row["Kind"] = maybe(dice, KINDS, 0.8)
    for number, row in enumerate(book["Activities"]):
        if dice.random() < 0.5:
            row["Activity ID"] = f"T-{row['When']}-{row['Contact ID']}C-{number}"
    for row in book["Cadences"]:
        row["Grace days"] = dice.choice([None, 0, 2, 9])
    return {
        **book,
        "Team": [
            {"Rep": "ann", "Calls per day": 20},
            {"Rep": "ben", "Calls per day": 7},
            {"Rep": "old", "Active": "No"},
        ],
        "Opportunities": [a_deal(dice, number) for number in range(dice.randint(0, 12))],
        "Mailings": [{"Mailing ID": "M1", "Title": "News"}],
        "Outbox": [a_letter(dice, number) for number in range(dice.randint(0, 12))],
    }


def a_deal(dice: random.Random, number: int) -> dict:
    return {
        "Opportunity ID": f"P{number}",
        "Owner": dice.choice(["ann", "ben", "cy", None]),
        "Stage": dice.choice(["Offer", "offer", "Trial", None]),
        "Amount": dice.choice([None, 100, 19.99, 2500]),
        "Created": maybe(dice, [a_day(dice)], 0.8),
        "Closed": maybe(dice, [a_day(dice, 60)], 0.7),
        "Result": dice.choice(["Open", "Won", "Lost", None]),
        "Lost reason": dice.choice(["Price", "price", "Timing", None]),
    }


def a_letter(dice: random.Random, number: int) -> dict:
    return {
        "Draft ID": f"D{number}",
        "Mailing ID": dice.choice(["M1", "M2", None]),
        "Status": dice.choice(["Draft", "Sent", "Replied", "Bounced", "Unsubscribed", "In doubt", "Failed"]),
        "Sent on": maybe(dice, [a_day(dice, 60)], 0.7),
    }


def a_period(dice: random.Random) -> ReportPeriod:
    last = TODAY - timedelta(days=dice.randint(0, 60))
    return ReportPeriod(last - timedelta(days=dice.randint(0, 40)), last)


def world_of_report(book: Rows, today: date = TODAY) -> World:
    store = MemoryBook({table: grid_of(table, rows or [{}]) for table, rows in book.items()})
    return World(frames(store.read([*READ, *book]))[0], SETTINGS, today)


class Counted(Reference):
    """What the report must say of a period, by loops over the rows."""

    def __init__(self, book: Rows, period: ReportPeriod) -> None:
        super().__init__(book, SETTINGS)
        self.period = period

    def holds(self, day: date | None) -> bool:
        return day is not None and self.period.first <= day <= self.period.last

    def calls(self) -> list[dict]:
        return [
            row for row in self.book["Activities"]
            if row.get("Channel") in CALLED and row.get("Direction") != "In" and self.holds(row["When"])
        ]  # fmt: skip

    def deals(self, result: str) -> list[dict]:
        return [
            row for row in self.book["Opportunities"] if row["Result"] == result and self.holds(row["Closed"])
        ]

    def open_deals(self) -> list[dict]:
        return [
            row for row in self.book["Opportunities"]
            if row["Result"] == "Open" or (row["Result"] is None and row["Closed"] is None)
        ]  # fmt: skip

    def owner(self, contact: dict) -> str:
        return contact["Owner"] if contact["Owner"] in REPS else ""

    def due_dates(self) -> tuple[Counter, int]:
        """By owner, cadence and state how many due dates; and those of people who rest."""
        found: Counter = Counter()
        resting = 0
        for contact in self.book["Contacts"]:
            cadence = self.cadence(contact)
            if cadence is None:
                continue
            who = self.owner(contact), cadence["Cadence"]
            days = sorted(
                TODAY - timedelta(days=one["a"]) for one in self.touches(contact, TODAY) if one["rhythm"]
            )
            for place, day in enumerate(days):
                following = days[place + 1] if place + 1 < len(days) else None
                due = working_day(self.after(day, cadence))
                state = self.state(due, following, cadence)
                if state == "Extra" or (state == "Missed" and following):
                    found[(*who, "Extra")] += self.holds(following)
                if state in STATES[:4] and self.holds(due):
                    if following is None and contact["Status"] not in (None, "Active"):
                        resting += 1
                    else:
                        found[(*who, state)] += 1
        return +found, resting

    def state(self, due: date, following: date | None, cadence: dict) -> str:
        grace = timedelta(days=cadence.get("Grace days") or 0)
        end = max(due + grace, self.after(due, cadence))
        if following is None:
            return "Missed" if end < TODAY else "Open" if due + grace < TODAY else ""
        if following < due - grace:
            return "Extra"
        return "On time" if following <= due + grace else "Late" if following <= end else "Missed"

    def after(self, day: date, cadence: dict) -> date:
        every, unit = cadence.get("Every"), cadence["Unit"]
        if not every or every <= 0:
            return day + timedelta(days=int(SETTINGS["Default interval"]))
        if unit != "month" or every % 1:
            return day + timedelta(days=max(1, int(every * {"day": 1, "week": 7, "month": 30.4375}[unit])))
        month = day.year * 12 + day.month - 1 + int(every)
        year, month = month // 12, month % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def working_day(day: date) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
