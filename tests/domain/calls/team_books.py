"""Random books with a team."""

from __future__ import annotations

import random
from datetime import timedelta

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.schema import CHANNELS, WEEKDAYS
from tests.domain.random_books import TODAY, Rows, a_book, maybe

REPS = ("ann", "ben", "cy")


def a_team_book(dice: random.Random) -> Rows:
    """A random book with a team, and contacts who can be called, mostly."""
    book = a_book(dice)
    for contact in book["Contacts"]:
        contact |= {
            "Phone": maybe(dice, ["+34 976 123 456", "reception"], 0.9),
            "Owner": maybe(dice, [*REPS, "old"]),
            "Do not call": maybe(dice, ["Yes"], 0.1),
            "Next date": maybe(dice, [TODAY - timedelta(days=n) for n in (0, 1, 30, -4)], 0.2),
            "Preferred channel": maybe(dice, CHANNELS, 0.3),
            "Preferred days": maybe(dice, WEEKDAYS, 0.2),
            "Reachable from": maybe(dice, ["09:00", "17:00"], 0.3),
            "Reachable until": maybe(dice, ["08:30", "12:00", "21:00"], 0.3),
            "Time zone": maybe(dice, ["Europe/Madrid", "America/New_York", "Nowhere"], 0.4),
        }
    return book | {
        "Team": [{"Rep": rep, "Calls per day": dice.choice([0, 1, 2, 5, None]), "Role": maybe(dice, ["Sales", "Service"]),
                  "Time zone": maybe(dice, ["Europe/Madrid"]), "Active": maybe(dice, ["Yes", "No"], 0.2)} for rep in REPS],
        "Absences": [{"Rep": dice.choice(REPS), "From": TODAY, "To": TODAY, "Stand-in": maybe(dice, REPS)}
                     for _ in range(dice.randint(0, 2))],
        "Duties": [{"Task": task, "Role": maybe(dice, ["Sales", "Service"], 0.3), "Stand-in": maybe(dice, REPS, 0.2)}
                   for task in ("Prospecting", "Status call", "Referral ask", "Data check")],
        "Settings": [{"Setting": "Default owner", "Value": maybe(dice, REPS)}],
        "Calls": [{"Contact ID": maybe(dice, [contact["Contact ID"] for contact in book["Contacts"]]), "Rep": dice.choice(REPS), "Notes": "typed"}
                  for _ in range(dice.randint(0, 2))],
    }  # fmt: skip


def stored(book: Rows) -> MemoryBook:
    return MemoryBook({table: grid_of(table, rows or [{}]) for table, rows in book.items()})
