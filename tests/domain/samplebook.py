"""A new workbook's tables in memory, and the sample in them."""

from __future__ import annotations

from datetime import date

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.sample.plan import plan_sample
from salesbook.schema import (
    CADENCE_ROWS,
    DUTY_ROWS,
    MARK,
    SCORING_ROWS,
    SETTING_ROWS,
    TABLES,
    TOUCHPOINT_ROWS,
)
from tests.helpers import carry_out, snapshot


def new_book() -> MemoryBook:
    """The tables that a new workbook has rows in."""

    def table(name, rows):
        people = [column.name for column in TABLES[name].columns if not (column.ours or column.formula)]
        return grid_of(name, [dict(zip(people, row, strict=True)) for row in rows])

    return MemoryBook({
        "Settings": table("Settings", [(s.name, s.default, s.meaning) for s in SETTING_ROWS if s.name != MARK]),
        "Duties": table("Duties", DUTY_ROWS), "Cadences": table("Cadences", CADENCE_ROWS),
        "Scoring": table("Scoring", SCORING_ROWS), "TouchPoints": table("TouchPoints", TOUCHPOINT_ROWS),
    })  # fmt: skip


def filled_book(today: date) -> MemoryBook:
    book = new_book()
    carry_out(book, plan_sample(snapshot(book), today=today))
    return book
