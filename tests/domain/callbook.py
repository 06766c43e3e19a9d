"""Small books and the call lists that salesbook makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.world import World
from salesbook.schema import TABLES, TOUCHPOINT_ROWS
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.plan import Plan, Replace, Set, Value
from tests.helpers import book, snapshot

TODAY = date(2026, 3, 4)  # a Wednesday
TEAM = "Rep | Calls per day\nann | 10"
CADENCES = """
    Cadence  | Kind     | Every | Unit | Grace days | Channels        | Quiet days | Max touches 30 days
    Customer | Customer | 30    | day  | 5          | Call, Visit     | 7          | 4
    Prospect | Prospect | 2     | week | 4          | Call, Email     | 4          | 4
    Mailing  | Partner  | 30    | day  | 5          | Newsletter      | 7          | 4
    Meet     |          | 30    | day  | 5          | Email, Meeting  | 7          | 4
"""
TOUCHPOINTS = grid_of("TouchPoints", [
    dict(zip([column.name for column in TABLES["TouchPoints"].columns], row, strict=True)) for row in TOUCHPOINT_ROWS
])  # fmt: skip


@dataclass(frozen=True)
class Calls:
    """A planned call list."""

    plan: Plan

    @property
    def lines(self) -> list[dict[str, Value]]:
        return [
            dict(row) for change in self.plan.changes if isinstance(change, Replace) for row in change.rows
        ]

    @property
    def people(self) -> list[Value]:
        """Contact IDs, from the top."""
        return [line["Contact ID"] for line in self.lines]

    def of(self, rep: str) -> list[Value]:
        return [line["Contact ID"] for line in self.lines if line["Rep"] == rep]

    def line(self, contact: str) -> dict[str, Value]:
        return next(line for line in self.lines if line["Contact ID"] == contact)

    def held(self, contact: str) -> Value:
        """What Held because will say."""
        for change in self.plan.changes:
            if isinstance(change, Set) and contact in change.handles:
                return change.columns["Held because"][list(change.handles).index(contact)]
        return None

    @property
    def said(self) -> str:
        return " ".join(message.text for message in self.plan.messages)


def a_book(**tables: str) -> MemoryBook:
    store = book(**{"Team": TEAM, "Cadences": CADENCES} | tables)
    if "TouchPoints" not in tables:
        store.grids["TouchPoints"] = TOUCHPOINTS
    return store


def world(store: MemoryBook, today: date = TODAY) -> World:
    seen = snapshot(store)
    return World(frames(seen)[0], read_settings(seen)[0], today)


def plan(store: MemoryBook, today: date = TODAY, rep: str | None = None) -> Calls:
    return Calls(plan_calls(world(store, today), rep))


def calls(today: date = TODAY, rep: str | None = None, **tables: str) -> Calls:
    """The list for a book of these text tables; one rep, ann, and a few cadences unless they are given."""
    return plan(a_book(**tables), today, rep)
