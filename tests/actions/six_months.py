"""Six months at a small bakery supplier: what is won is handed over, the front line is heard, and introductions bring the next customers.

The book lies in memory with a folder beside it; actions are the real ones, on the days on which people would click.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from salesbook.actions.outcome import Outcome
from salesbook.books.memory import grid_of
from salesbook.domain.sample.dice import Dice
from salesbook.schema import CADENCE_ROWS, DUTY_ROWS, SCORING_ROWS, TABLES, TOUCHPOINT_ROWS
from salesbook.schema.starting_rows import FOLLOW_UP_ROWS, MAIL_RULE_ROWS
from salesbook.tables.grid import Grid
from salesbook.tables.plan import Value
from tests.actions.story import DeskBook, Firm
from tests.helpers import grid

START = date(2026, 1, 12)  # a Monday
TEAM = """
    Rep   | Name        | Email              | Role    | Calls per day | Working days            | Cost per hour
    Ana   | Ana Ferrer  | ana@firm.example   | Sales   | 10            | Mon, Tue, Wed, Thu, Fri | 48
    Marek | Marek Nowak | marek@firm.example | Service | 10            | Mon, Tue, Wed, Thu, Fri | 42
    Pilar | Pilar Ochoa | pilar@firm.example | Office  | 0             | Mon, Tue, Wed, Thu, Fri | 31
"""
ACCOUNTS = """
    Account ID | Account       | Tier | Ticket | Owner
    SOL        | Bakery Sol    | A    | High   | Ana
    NORD       | Nord Foods    | B    | High   | Ana
    OLD        | Old Mill      | B    | Low    | Ana
"""
CONTACTS = """
    Contact ID | First name | Last name | Account ID | Kind     | Decision maker | Email            | Phone           | Consent  | Created    | Country
    CARMEN     | Carmen     | Sol       | SOL        | Prospect | Yes            | carmen@x.example | +34 600 000 001 | Opted in | 2025-11-03 | ES
    NILS       | Nils       | Nord      | NORD       | Prospect | Yes            | nils@x.example   | +34 600 000 002 | Opted in | 2025-11-03 | ES
    OLGA       | Olga       | Molina    | OLD        | Customer | Yes            | olga@x.example   | +34 600 000 003 | Opted in | 2021-03-01 | ES
"""
ACTIVITIES = """
    Activity ID | When       | Contact ID | By  | Channel | Direction | Outcome        | Minutes | Subject | Notes
    T1          | 2025-12-02 | CARMEN     | Ana | Call    | Out       | Spoke          | 20      | Status  | Their oven line stands still on Mondays.
    T2          | 2025-12-16 | NILS       | Ana | Meeting | Out       | Spoke          | 45      | Status  |
    T3          | 2025-12-18 | OLGA       | Ana | Call    | Out       | Spoke          | 15      | Status  |
    T4          | 2026-01-07 | CARMEN     | Ana | Meeting | Out       | Spoke          | 40      | Status  | They want one supplier for oven and tins.
"""
ORDERS = """
    Order ID | Account ID | Contact ID | Date       | Amount
    O1       | OLD        | OLGA       | 2025-04-14 | 900
    O2       | OLD        | OLGA       | 2025-09-15 | 950
"""
DEALS = """
    Opportunity ID | Account ID | Contact ID | Owner | Title      | Stage | Amount | Created    | Result
    P1             | SOL        | CARMEN     | Ana   | Oven line  | Offer | 40000  | 2025-12-02 | Open
    P2             | NORD       | NILS       | Ana   | Tray robot | Offer | 25000  | 2025-12-16 | Open
"""
INCENTIVE_RULES = """
    Who | Event            | Type    | Amount | Cap a year | Pays after | Active
    Any | Introduced       | Flowers | 30     | 60         | 0          | Yes
    Any | First paid order | Voucher | 200    |            | 30         | Yes
"""
LETTER = "Subject: News\nSender: owner\nLanguage: en\n\n{{ greeting() }}\n\nNew tins.\n"


@dataclass
class SixMonths:
    """The firm, and what was seen on the way, by what it shows."""

    firm: Firm
    seen: dict[str, Any] = field(default_factory=dict)

    def on(self, days: int) -> None:
        """So many days after the start; on a weekend the Monday after."""
        day = START + timedelta(days=days)
        self.firm.today = day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)

    def today(self) -> Outcome:
        return self.firm.does("today")

    def line(self, contact: str) -> dict[str, Value] | None:
        return next(iter(self.firm.rows("Calls", Contact_ID=contact)), None)

    def talks(self, contact: str, by: str = "Ana", **said: Value) -> None:
        """The line of this person is called and logged; who has none is written into a line below."""
        line = self.line(contact)
        cells = {"Outcome": "Spoke", "Minutes": 10.0} | said
        if line is None:
            person = self.firm.row("Contacts", Contact_ID=contact)
            name = f"{person['First name']} {person['Last name']}"
            row = {
                "Call ID": f"{self.firm.today}-{contact}",
                "Date": self.firm.today,
                "Rep": by,
                "Contact ID": contact,
                "Name": name,
                "Channel": "Call",
            }
            self.firm.adds(
                "Calls", row | {header.replace("_", " "): value for header, value in cells.items()}
            )
        else:
            self.firm.types("Calls", str(line[""]), **cells)
        self.firm.does("log")

    def shipped(self, contact: str, account: str, key: str, amount: float) -> None:
        self.firm.adds(
            "Orders",
            {
                "Order ID": key,
                "Account ID": account,
                "Contact ID": contact,
                "Date": self.firm.today,
                "Amount": amount,
            },
        )

    def account(self, key: str) -> dict[str, Value]:
        return self.firm.row("Accounts", Account_ID=key)

    def does_a_visit(self, contact: str, channel: str) -> None:
        """Marek was there: a technician types it into Activities."""
        number = len(self.firm.rows("Activities")) + 1
        self.firm.adds("Activities", {"Activity ID": f"T{number}", "When": self.firm.today, "Contact ID": contact, "By": "Marek",
                                      "Channel": channel, "Direction": "Out", "Outcome": "Spoke", "Minutes": 120.0})  # fmt: skip

    def letters_to(self, contact: str, mailing: str) -> int:
        """How many letters a mailing to everyone drafts to this person."""
        row = {
            "Mailing ID": mailing,
            "Title": "News",
            "Template": "news",
            "Author": "Ana",
            "Audience": "everyone",
        }
        self.firm.adds("Mailings", row)
        self.firm.drafts(mailing)
        return len(self.firm.rows("Outbox", Mailing_ID=mailing, Contact_ID=contact))

    def handoff(self) -> dict[str, Value]:
        return self.firm.row("Handoffs")

    def newest(self, first_name: str) -> str:
        """The Contact ID of whoever bears that first name."""
        return str(self.firm.row("Contacts", First_name=first_name)["Contact ID"])

    def referral(self, introduced: str) -> dict[str, Value]:
        return self.firm.row("Referrals", Introduced=introduced)

    def asked(self) -> dict[Value, dict[str, Value]]:
        return {row["Contact ID"]: row for row in self.firm.rows("ReferralAsks")}


def small_firm(folder: Path) -> Firm:
    """The book on the day on which the parts come."""
    given = {
        "Team": TEAM, "Accounts": ACCOUNTS, "Contacts": CONTACTS, "Activities": ACTIVITIES, "Orders": ORDERS, "Opportunities": DEALS,
        "IncentiveRules": INCENTIVE_RULES,
    }  # fmt: skip
    rows: Mapping[str, Any] = {
        "Cadences": CADENCE_ROWS, "Scoring": SCORING_ROWS, "TouchPoints": TOUCHPOINT_ROWS, "FollowUps": FOLLOW_UP_ROWS,
        "MailRules": MAIL_RULE_ROWS,
        "Duties": [(task, "Service" if task in {"Handoff", "Service follow-up"} else "", "") for task, _, _ in DUTY_ROWS],
    }  # fmt: skip
    desk = DeskBook(
        {name: grid(name, text) for name, text in given.items()}
        | {name: _starting(name, cells) for name, cells in rows.items()}
    )
    desk.folder = folder
    firm = Firm(desk, dice=Dice(1, "story"), today=START)
    since = f"aftersale {START}, referrals {START}"
    settings = {"Book ID": "story", "Firm": "Ferrer Ovens", "Default owner": "Ana", "Manager": "Pilar", "Parts since": since,
                "Postal address": "Calle 1, Valencia", "Opt-out address": "stop@firm.example"}  # fmt: skip
    for name, value in settings.items():
        firm.types("Settings", name, Value=value)
    text = folder / "templates" / "newsletters" / "news.md"
    text.parent.mkdir(parents=True)
    text.write_text(LETTER, encoding="utf-8")
    return firm


def _starting(name: str, rows: Any) -> Grid:
    people = [column.name for column in TABLES[name].columns if not (column.ours or column.formula)]
    return grid_of(name, [dict(zip(people, row, strict=True)) for row in rows])
