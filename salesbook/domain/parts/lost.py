"""What somebody deleted of a book's parts: sheets, tables and rows of Settings that were there once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from salesbook.domain.parts.lacking import parts_of
from salesbook.schema import PARTS, TABLES
from salesbook.tables.grid import Grid, key_text
from salesbook.tables.shapes import marked_shapes, settings_had, shapes_of
from salesbook.util.folding import caseless
from salesbook.util.wording import count, joined


@dataclass(frozen=True)
class Lost:
    """Of one part: sheets of which no table is there, and tables of other sheets, each with its sheet."""

    sheets: tuple[str, ...]
    tables: tuple[str, ...]

    @property
    def told(self) -> str:
        """Such as "1 sheet (Outbox) and 1 table (MailRules on Settings)"."""
        sheets = f"{count(len(self.sheets), 'sheet')} ({joined(self.sheets, 12)})" if self.sheets else ""
        tables = f"{count(len(self.tables), 'table')} ({joined(self.tables, 12)})" if self.tables else ""
        return " and ".join(filter(None, (sheets, tables)))


def lost_of(tables: Collection[str], settings: Grid) -> Mapping[str, Lost]:
    """By part what of it is gone; `tables`: those that are there.

    A book that says which parts it has is taken at its word, another has those of which anything is there.
    """
    shapes = shapes_of(settings)
    here = {TABLES[name].sheet for name in tables if name in TABLES}
    found = {}
    for part in PARTS:
        if part not in (marked_shapes(settings) or parts_of(tables)):
            continue
        gone = [
            table
            for table in TABLES.values()
            if table.part == part and table.since <= shapes[part] and table.name not in tables
        ]
        sheets = tuple(dict.fromkeys(table.sheet for table in gone if table.sheet not in here))
        beside = tuple(f"{table.name} on {table.sheet}" for table in gone if table.sheet in here)
        if gone:
            found[part] = Lost(sheets, beside)
    return found


def lost_settings(settings: Grid) -> list[str]:
    """Rows of Settings that a book of its shape had, and that are there no longer."""
    there = {caseless(key_text(key)) for key in settings.columns.get("Setting", ())}
    return [one.name for one in settings_had(settings) if caseless(one.name) not in there]
