"""Rows of orders, deals or activities that stand in a file twice, the same in every cell: a double, or one more of the same.

No file tells which, so the person is asked; where nobody can be asked each row counts, which is told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from salesbook.domain.importing.headers.known import Target, header_meaning
from salesbook.schema import TABLES
from salesbook.tables.source import Source, text_of_cell
from salesbook.util.wording import count

_MOST = 4  # cells of the first one that are quoted


@dataclass(frozen=True)
class ExactRepeats:
    """Rows of a file, by their places, that are the same as an earlier one in every cell."""

    rows: Collection[int] = ()
    told: str = ""

    @property
    def question(self) -> str:
        """Whether each of them is to be taken once; "" without any."""
        return (
            f"{self.told}. Take {'it' if len(self.rows) == 1 else 'each'} once (No: each row counts)"
            if self.rows
            else ""
        )

    @property
    def note(self) -> str:
        """What is said where nobody was asked, or each is to count."""
        return f"{self.told}; each row counts." if self.rows else ""


def exact_repeats(source: Source, table: str) -> ExactRepeats:
    """Those of a file for a table of records; none where its rows have IDs that make equal ones one, as deals and activities may.

    Rows without a day are lines of the order above them, and not looked at.
    """
    shape = TABLES[table]
    meanings = [header_meaning(header, table) if header else None for header in source.headers]
    targets = [found[0] if found else None for found in meanings]
    day = Target(table, shape.day)
    if (
        not shape.is_record
        or day not in targets
        or (table != "Orders" and Target(table, shape.key) in targets)
    ):
        return ExactRepeats()
    days = source.columns[targets.index(day)]
    first: dict[tuple[str, ...], int] = {}
    again: list[int] = []
    for row, cells in enumerate(zip(*source.columns, strict=True)):
        if days[row] in (None, "") or row in source.faults:
            continue
        if first.setdefault(tuple(map(text_of_cell, cells)), row) != row:
            again.append(row)
    if not again:
        return ExactRepeats()
    filled = [cell for cell in map(text_of_cell, source.cells(again[0])) if cell]
    quoted = (
        f"line {source.lines[again[0]]}: {', '.join(filled[:_MOST])}{', ...' if len(filled) > _MOST else ''}"
    )
    verb = "repeats" if len(again) == 1 else "repeat"
    return ExactRepeats(
        again, f"{count(len(again), 'row')} of {source.name} {verb} another one in every cell ({quoted})"
    )


def without_repeats(source: Source, repeats: ExactRepeats) -> Source:
    """The file with each such row once, which its notes say."""
    kept = [row for row in range(source.height) if row not in set(repeats.rows)]
    new = {row: place for place, row in enumerate(kept)}
    return replace(
        source,
        columns=tuple([column[row] for row in kept] for column in source.columns),
        lines=[source.lines[row] for row in kept],
        faults={new[row]: fault for row, fault in source.faults.items() if row in new},
        notes=(
            *source.notes,
            f"{repeats.told}; {'it' if len(repeats.rows) == 1 else 'each'} was taken once.",
        ),
    )
