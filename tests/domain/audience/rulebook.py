"""A small book, and whom a rule chooses in it."""

from __future__ import annotations

from datetime import date

from salesbook.books.memory import grid_of
from salesbook.domain.audience import RuleAnswer, audience
from salesbook.domain.world import World
from salesbook.tables.frames import Frames, frames
from salesbook.tables.grid import Fingerprint, Grid, Snapshot
from salesbook.tables.plan import Value
from tests.helpers import grid

TODAY = date(2026, 3, 31)
ACCOUNTS = """
    Account ID | Account    | Industry    | Tier | Stage | Annual value | Notes        | Hold and wait
    A1         | Acme       | Oil and gas | A    | Serve | 1500         | old friends  | Yes
    A2         | Bodegas Ñ  | Wine        | C    | Win   | 20000        |              |
"""
# Ana and Bo are at Acme, Cy at Bodegas Ñ, Di at none, Eva at one that is not there.
CONTACTS = """
    Contact ID | First name | Account ID | Kind          | Tier | Decision maker | Preferred days | Reachable from | Last touch | Created    | Score | Still buying | Job title        | Notes
    Ana        | Ana        | A1         | Customer      |      | Yes            | Tue, Thu       | 09:00          | 2026-03-01 | 2025-01-31 | 70    | 0.9          | Chief engineer   | likes "wine"
    Bo         | Bo         | A1         | Prospect      | B    | No             |                | 14:00          | 2026-01-30 | 2026-02-28 | 40.5  | 0.1          | Buyer, spare parts | a+b (test)
    Cy         | Cy         | A2         | Customer      | A    |                | Mon            |                |            | 2026-03-31 | 40    |              | Café owner       |
    Di         | Di         |            | Past customer |      |                |                |                | 2025-03-31 | 2024-02-29 |       |              |                  | Ring\u00a0 Me
    Eva        | Eva        | A9         |               | A    | Yes            | Thu            | 17:30          | 2026-04-02 |            | 5     | 1            | Partner          | Fußball
"""


def a_book(contacts: str | Grid = CONTACTS, accounts: str | Grid = ACCOUNTS) -> Frames:
    tables = {"Contacts": contacts, "Accounts": accounts}
    grids = {name: grid(name, text) if isinstance(text, str) else text for name, text in tables.items()}
    return frames(Snapshot(grids, Fingerprint("")))[0]


def answer(rule: str, book: Frames | None = None, today: date = TODAY) -> RuleAnswer:
    return audience(rule, World(a_book() if book is None else book, {}, today))


def chosen(rule: str, book: Frames | None = None, today: date = TODAY) -> str:
    """Contact IDs of those whom the rule chooses."""
    book = a_book() if book is None else book
    return " ".join(book["Contacts"].index[answer(rule, book, today).chosen])


def unknown(rule: str, book: Frames | None = None) -> str:
    """Contact IDs of those of whom the rule can say nothing."""
    book = a_book() if book is None else book
    return " ".join(book["Contacts"].index[answer(rule, book).unknown])


def with_column(header: str, **cells: Value) -> Frames:
    """Contacts with a column of their own; each contact is named by its cell's keyword."""
    return a_book(grid_of("Contacts", [{"Contact ID": name, header: cell} for name, cell in cells.items()]))
