"""Small text tables for tests, so that data and assertion stand on one screen."""

from __future__ import annotations

import re
from datetime import date, datetime

from salesbook.actions.base import EVERYTHING
from salesbook.books.memory import MemoryBook, grid_of
from salesbook.schema import STANDARD, TABLES, Type
from salesbook.tables.frames import Frames, Settings, frames, read_settings
from salesbook.tables.grid import Grid, Snapshot
from salesbook.tables.plan import Plan, Value
from salesbook.tables.resolve import Resolved, resolve

STANDARD_TABLES = tuple(
    name for name, table in TABLES.items() if table.part in STANDARD
)  # those of every new book
# What most actions read, of that what every new book has.
OF_EVERY_BOOK = tuple(name for name in EVERYTHING if TABLES[name].part in STANDARD)
_NUMBERS = {Type.NUMBER, Type.WHOLE, Type.MONEY, Type.SHARE}


def call_line(day: date, contact: str, rep: str, rank: int, name: str) -> dict[str, Value]:
    """A line of Calls as a list of that day has it."""
    return {"Call ID": f"{day}-{contact}", "Date": day, "Rep": rep, "Rank": rank, "Contact ID": contact, "Name": name,
            "Channel": "Call", "Direction": "Out", "Topic": "Status"}  # fmt: skip


def rows_of(table: str, text: str) -> list[dict[str, Value]]:
    """The rows of a table written with bars between the cells, its headers on the first line."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    headers = [cell.strip() for cell in lines[0].split("|")]
    return [
        {
            header: _cell(table, header, cell.strip())
            for header, cell in zip(headers, line.split("|"), strict=True)
        }
        for line in lines[1:]
    ]


def _cell(table: str, header: str, text: str) -> Value:
    """Dates and numbers become what Excel would hold, where the column wants them."""
    if not text:
        return None
    column = TABLES[table].by_name.get(header)
    kind = column.type if column else Type.TEXT
    if kind in _NUMBERS and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    if kind in {Type.DATE, Type.MOMENT} and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if kind is Type.MOMENT and re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", text):
        return datetime.fromisoformat(text)
    return text


def grid(table: str, text: str) -> Grid:
    return grid_of(table, rows_of(table, text))


def book(**tables: str | Grid) -> MemoryBook:
    """A book in memory with the given text tables or grids; the others are empty."""
    return MemoryBook(
        {name: grid(name, given) if isinstance(given, str) else given for name, given in tables.items()}
    )


def snapshot(store: MemoryBook) -> Snapshot:
    return store.read(list(TABLES))


def world_parts(**tables: str) -> tuple[Frames, Settings]:
    """Frames and settings of a small book."""
    seen = snapshot(book(**tables))
    return frames(seen)[0], read_settings(seen)[0]


def carry_out(store: MemoryBook, plan: Plan) -> Resolved:
    """Write a plan into a book in memory."""
    seen = snapshot(store)
    resolved = resolve(plan.changes, seen)
    store.write(resolved.edits, seen.seen)
    return resolved


def column(store: MemoryBook, table: str, header: str) -> list[Value]:
    return list(store.grids[table].columns[header])


_SUM = re.compile(r"([\d,]+) [^=+.]*? = ([^=]*)")
_PART = re.compile(r"(?:^|\+ )([\d,]+) ")


def sums_of(text: str) -> list[tuple[int, int]]:
    """Each sum that a message names, as the whole and what its parts come to: "3 due = 1 listed + 2 waiting" is (3, 3)."""
    return [(_number(whole), sum(map(_number, _PART.findall(parts)))) for whole, parts in _SUM.findall(text)]


def _number(text: str) -> int:
    return int(text.replace(",", ""))
