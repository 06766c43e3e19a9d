"""A file and its values without some of its rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from salesbook.domain.importing.clean import Cleaned
from salesbook.tables.source import Source


def without_rows(rows: Collection[int], source: Source, cleaned: Cleaned) -> tuple[Source, Cleaned]:
    """The file and its values without some rows."""
    if not rows:
        return source, cleaned
    kept = [row for row in range(source.height) if row not in rows]
    new = {row: place for place, row in enumerate(kept)}
    source = replace(
        source,
        columns=tuple([column[row] for row in kept] for column in source.columns),
        lines=[source.lines[row] for row in kept],
        faults={new[row]: fault for row, fault in source.faults.items() if row in new},
    )
    cleaned = replace(
        cleaned,
        columns={target: [cells[row] for row in kept] for target, cells in cleaned.columns.items()},
        rejected={new[row]: why for row, why in cleaned.rejected.items() if row in new},
        doubts=[replace(doubt, row=new[doubt.row]) for doubt in cleaned.doubts if doubt.row in new],
    )
    return source, cleaned
