"""The column that a rule names, among those of Contacts and Accounts and those that the user added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from salesbook.domain.audience.cells import DistinctCells
from salesbook.domain.audience.errors import RuleError
from salesbook.domain.audience.grammar import Comparison, Piece
from salesbook.domain.audience.misread import TESTS
from salesbook.domain.facts.owners import value_used
from salesbook.domain.world import World
from salesbook.schema import TABLES, Column
from salesbook.tables.arrays import Objects
from salesbook.tables.headers import all_headers, is_own, own_cells
from salesbook.util.folding import caseless
from salesbook.util.likeness import nearest

_PREFIX = re.compile(r"(account|contact)s?\s*[.:．：]\s*(.+)", re.IGNORECASE | re.DOTALL)
_JOINED = re.compile(r"\s+(and|or)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Field:
    """A column of a frame. `column` is its row of the schema, None where the user added it.

    `used`: of a column that inherits, the value that counts for each row.
    """

    table: str
    header: str
    frame: pd.DataFrame
    column: Column | None
    used: Objects | None = None

    @property
    def of_account(self) -> bool:
        """Whether what stands there may come from a contact's account."""
        return self.table == "Accounts" or self.used is not None

    @cached_property
    def raw(self) -> DistinctCells:
        """The cells as they stand in the workbook, one for each row of the frame."""
        return DistinctCells(own_cells(self.frame, self.header))

    @cached_property
    def cells(self) -> DistinctCells:
        """The cells that rules compare with: of a column of the schema, those of the frame, or the values used."""
        if self.used is not None:
            return DistinctCells(self.used.tolist())
        if self.column is None:
            return self.raw
        cells, instead = self.frame[self.header].tolist(), self.column.blank_is
        return DistinctCells([cell or instead for cell in cells] if instead else cells)


class RuleColumns:
    """The columns that a rule can name, by header."""

    def __init__(self, text: str, world: World) -> None:
        self._text = text
        self._world = world
        self._fields: dict[tuple[str, str], Field] = {}
        self._tables = {
            table: _by_fold(all_headers(world.frames[table])) for table in ("Contacts", "Accounts")
        }  # in this order: a header in both means the contact's

    def find(self, test: Comparison, before: Comparison | None) -> Field:
        """The column of a test; `before` is the test that stands before it. Raises RuleError."""
        name = caseless(test.column.text)
        prefix = _PREFIX.fullmatch(test.column.text)
        for table, known in self._tables.items():
            if name in known:
                return self._used(table, known[name])
        if prefix:
            table = prefix[1].title() + "s"
            if header := self._tables[table].get(caseless(prefix[2])):
                return self._field(table, header)
            raise self._not_in(table, prefix[2], test.column)
        raise self._unknown(test, before)

    def name(self, field: Field) -> str:
        """The shortest name by which a rule can ask for a column."""
        usual = next(table for table, known in self._tables.items() if caseless(field.header) in known)
        plain = self._used(usual, field.header) is field
        return field.header if plain else f"{field.table.removesuffix('s')}.{field.header}"

    def _used(self, table: str, header: str) -> Field:
        """The column, and where the value used of a contact counts, that."""
        plain = self._field(table, header)
        column = plain.column
        if column and column.used_of:
            return self._used(table, column.used_of)
        if not (table == "Contacts" and column and column.inherits):
            return plain
        key = "", header
        if key not in self._fields:
            self._fields[key] = replace(plain, used=value_used(self._world, header))
        return self._fields[key]

    def _field(self, table: str, header: str) -> Field:
        key = table, header
        if key not in self._fields:
            frame = self._world.frames[table]
            known = None if is_own(frame, header) else TABLES[table].by_name[header]
            self._fields[key] = Field(*key, frame, known)
        return self._fields[key]

    def _not_in(self, table: str, header: str, piece: Piece) -> RuleError:
        near = nearest(header, self._tables[table].values())
        todo = f"Did you mean {near}?" if near else f"Use a header of {table}."
        return RuleError(self._text, piece.at, f"{table} has no such column", todo, piece.text)

    def _unknown(self, test: Comparison, before: Comparison | None) -> RuleError:
        known = [header for table in self._tables.values() for header in table.values()]
        piece, name = test.column, caseless(test.column.text)
        rest = caseless(self._text[piece.at :])
        whole = max(
            (h for h in known if rest.startswith(caseless(h)) and len(caseless(h)) > len(name)),
            key=len,
            default="",
        )
        why = "Neither Contacts nor Accounts has such a column"
        if whole:
            return RuleError(self._text, piece.at, why, f"Write it in square brackets: [{whole}]", piece.text)
        start = max((h for h in known if name.startswith(caseless(h) + " ")), key=len, default="")
        if start:
            words = " ".join(piece.text.split()[len(start.split()) :])
            at = self._text.index(words.split()[0], piece.at + len(start))
            return RuleError(self._text, at, "This is no test", f"Type one after {start}: {TESTS}", words)
        near = nearest(piece.text, known if test.operator else ["everyone", *known])
        todo = f"Did you mean {near}?" if near else "Use a header of one of the two, or a column of your own."
        return RuleError(self._text, piece.at, why, todo + self._perhaps_a_value(test, before), piece.text)

    def _perhaps_a_value(self, test: Comparison, before: Comparison | None) -> str:
        """A hint for "Industry = Oil and gas", and for "Kind = Customer or Partner"."""
        if test.operator or before is None or not before.values:  # noqa: PD011  (no frame)
            return ""
        *others, last = before.values  # noqa: PD011
        joined = _JOINED.fullmatch(self._text[last.at + len(last.text) : test.column.at])
        if not joined:
            return ""
        if joined[1].lower() == "or":
            listed = ", ".join(piece.text for piece in (*others, last, test.column))
            return f" For one of several values type: {before.column.text} is one of {listed}"
        return f' If it belongs to the value, use quotes: "{last.text} {joined[1]} {test.column.text}"'


def _by_fold(known: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for header in known:
        found.setdefault(caseless(header), header)
    return found
