"""Stage seen, Pace, accounts left alone and Cost by stage once more: slow, plain, straight from the text of the design.

Rows are dictionaries by header; a missing header or None is a blank cell. No numpy, no pandas.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

Row = dict[str, Any]
TALKS = ("Call", "Visit", "Meeting", "Service", "Install", "Other")
VAIN = ("Message left", "No answer", "Wrong number", "Left the company")
ATTEMPTS = ("No answer", "Wrong number", "Left the company", "Do not call again")
INTERVALS = {"Customer": (30, 5), "Prospect": (14, 4), None: (30, 5)}  # days and grace, as callbook has them


class PlainAccounts:
    def __init__(
        self, book: dict[str, list[Row]], today: date, since: date, win_from: tuple[str, ...] = ()
    ) -> None:
        self.book, self.today, self.since, self.win_from = book, today, since, win_from
        self.contacts = {row["Contact ID"]: row for row in book["Contacts"]}
        self.firms = {row["Account ID"] for row in book["Accounts"]}

    # What belongs to an account

    def account_of(self, contact: str | None) -> str | None:
        """Of a double that of the contact that it became in the end, where that has one."""
        row = self.contacts.get(contact or "")
        if row is None:
            return None
        end = row
        while end.get("Status") == "Merged" and end.get("Merged into") in self.contacts:
            end = self.contacts[end["Merged into"]]
        return end.get("Account ID") if end.get("Account ID") in self.firms else row.get("Account ID")

    def orders(self, account: str, day: date) -> list[date]:
        return sorted({
            row["Date"]
            for row in self.book["Orders"]
            if row.get("Date") and row["Date"] <= min(day, self.today) and (row.get("Amount") or 0) >= 0
            and (row.get("Account ID") or self.account_of(row.get("Contact ID"))) == account
        })  # fmt: skip

    def activities(self, account: str) -> list[Row]:
        return [
            row
            for row in self.book["Activities"]
            if row.get("When") and row["When"] <= self.today and self.account_of(row["Contact ID"]) == account
        ]

    def touches(self, account: str) -> list[date]:
        return [
            row["When"]
            for row in self.activities(account)
            if row["Channel"] not in ("Newsletter", "Order")
            and (row.get("Outcome") not in ATTEMPTS or row.get("Direction") == "In")
        ]

    def talks(self, account: str) -> list[date]:
        return [
            row["When"]
            for row in self.activities(account)
            if row["Channel"] in TALKS
            and row.get("Outcome") not in VAIN
            and (row.get("Outcome") not in ATTEMPTS or row.get("Direction") == "In")
        ]

    def deal_open(self, row: Row, day: date) -> bool:
        if self.win_from and row.get("Stage") not in self.win_from and row.get("Result") != "Won":
            return False
        if row.get("Created") and row["Created"] > day:
            return False
        if row.get("Result") == "Open" or (row.get("Result") is None and row.get("Closed") is None):
            return True
        return row.get("Closed") is not None and day < min(row["Closed"], self.today)

    # What follows

    def stage(self, account: str, day: date) -> str:
        orders = self.orders(account, day)
        if orders:
            gaps = [(b - a).days for a, b in pairwise(orders)]
            longest = max(365, 2 * median(gaps)) if gaps else 365
            return "Serve" if (day - orders[-1]).days <= longest else "Win back"
        for row in self.book["Opportunities"]:
            mine = (row.get("Account ID") or self.account_of(row.get("Contact ID"))) == account
            if mine and self.deal_open(row, day):
                return "Win"
        if any(0 <= (day - talk).days <= 180 for talk in self.talks(account)):
            return "Build trust"
        return "Attract"

    def left_alone(self, account: str, ticket: str | None) -> int | None:
        """For how many days; None where it is not left alone."""
        if self.stage(account, self.today) != "Serve":
            return None
        orders, touches = self.orders(account, self.today), self.touches(account)
        people = [
            INTERVALS[row.get("Kind")]
            for row in self.book["Contacts"]
            if row.get("Status") in (None, "Active") and self.account_of(row["Contact ID"]) == account
        ]
        patience = min((days + grace for days, grace in people), default=30)
        found = []
        for order in orders:
            if order < self.since or any(touch > order for touch in touches):
                continue
            first = order == orders[0]
            after = (7 if ticket == "High" else 14) if first else patience
            found.append((order, (self.today - order).days >= after))
        return (self.today - found[0][0]).days if any(late for _, late in found) else None

    def pace(self, account: str, ticket: str | None) -> str:
        if self.left_alone(account, ticket) is not None:
            return "Left alone"
        touches = self.touches(account)
        start = self.today - timedelta(days=90)
        recent = sum(touch > start for touch in touches)
        before = sum(start - timedelta(days=90) < touch <= start for touch in touches)
        if recent >= 2 and recent >= 1.5 * before:
            return "Rising"
        return "Stalling" if recent == 0 or recent <= before / 2 else "Steady"

    def cost(self, account: str, hour: dict[str, float], each: dict[str, float]) -> dict[str, float]:
        found: dict[str, float] = {}
        for row in self.activities(account):
            stage = self.stage(account, row["When"])
            cost = max(row.get("Minutes") or 0, 0) / 60 * hour.get(row.get("By") or "", 0) + each.get(
                row["Channel"], 0
            )
            if cost:
                found[stage] = found.get(stage, 0) + cost
        return found
