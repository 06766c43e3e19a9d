"""Small books in which something was won, and what `cycle` makes of their handoffs."""

from __future__ import annotations

from datetime import date

from salesbook.books.memory import MemoryBook
from salesbook.domain.cycle.plan import plan_events
from salesbook.tables.plan import Plan, Value
from tests.domain.aftersalebook import after_sale_book
from tests.domain.callbook import TODAY, world
from tests.helpers import carry_out, column

# ann sells, ben and sue serve; C1 is ann's own, C2 is nobody's and decides.
BOOK = {
    "Team": """
        Rep | Role    | Calls per day
        ann | Sales   | 10
        ben | Service |
        sue | Service |
        max | Boss    |
    """,
    "Duties": "Task | Role\nHandoff | Service",
    "Accounts": "Account ID | Account | Owner\nA1 | Acme | ann\nA2 | Bolt | ann",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Phone           | Owner | Decision maker
        C1         | Ada        | Ames      | A1         | +34 976 000 001 | ann   |
        C2         | Bea        | Bond      | A1         | +34 976 000 002 |       | Yes
        C3         | Cy         | Cole      | A2         | +34 976 000 003 | sue   |
    """,
    "Opportunities": """
        Opportunity ID | Account ID | Contact ID | Owner | Result | Created    | Closed
        O1             | A1         |            | ann   | Won    | 2026-02-02 | 2026-03-03
        O2             | A2         |            | ann   | Open   | 2026-02-02 |
    """,
}


def handoff_book(**tables: str) -> MemoryBook:
    return after_sale_book(**BOOK | tables)


def cycled(store: MemoryBook, today: date = TODAY) -> Plan:
    """What `cycle` plans, carried out in the book."""
    plan = plan_events(world(store, today))
    carry_out(store, plan)
    return plan


def handoff(store: MemoryBook, key: str = "H-O1") -> dict[str, Value]:
    """A row of Handoffs."""
    row = column(store, "Handoffs", "Handoff ID").index(key)
    grid = store.grids["Handoffs"]
    return {name: cells[row] for name, cells in grid.columns.items()}


def type_in(store: MemoryBook, table: str, key: str, **cells: Value) -> None:
    """What somebody types into a row; blanks of headers are underscores."""
    grid = store.grids[table]
    row = grid.rows[key]
    for name, value in cells.items():
        grid.columns[name.replace("_", " ")][row] = value
