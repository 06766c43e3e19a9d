"""The headers of tables: as the schema writes them, and where a table that is plain cells begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salesbook.schema import TABLES, Table
from salesbook.tables.plan import Value
from salesbook.util.folding import caseless

if TYPE_CHECKING:
    from salesbook.books.xlsx.layout import TablePlace
    from salesbook.books.xlsx.scan import RowBlock

_ROWS = 50  # a table that no table object tells of begins within so many


def column_headers(table: str, cells: Sequence[Value], names: Sequence[str]) -> tuple[str, ...]:
    """What the columns are called: by the cells of the header row, else by the table's own `names`.

    Case, line breaks and double spaces do not count. A name that comes twice gets a number.
    """
    ours = {caseless(name): name for name in TABLES[table].by_name} if table in TABLES else {}
    found: dict[str, None] = {}
    for i, name in enumerate(names):
        cell = cells[i] if i < len(cells) else None
        text = cell if isinstance(cell, str) and cell.strip() else name
        header = again = ours.get(caseless(text), text)
        count = 1
        while again in found:
            count += 1
            again = f"{header} ({count})"
        found[again] = None
    return tuple(found)


def find_by_headers(table: Table, block: RowBlock, place: TablePlace) -> TablePlace | None:
    """Where a table begins that some program saved as plain cells, on the sheet of `place`.

    `block` has the sheet's first rows. A run of headers is the table when it has the key and at
    least half of the columns that every book has, and at least half of it are the table's. None when
    there is no such run.
    """
    wanted = {caseless(name) for name in table.by_name}
    usual = sum(not column.later for column in table.columns)
    best: tuple[int, int, int, tuple[str, ...]] | None = None
    for row in range(min(block.height, _ROWS)):
        for left, run in _runs(block, row):
            names = {caseless(name) for name in run}
            known = len(names & wanted)
            if table.key and caseless(table.key) not in names:
                continue
            if 2 * known >= max(usual, len(run)) and (best is None or known > best[0]):
                best = known, row, left, run
    if best is None:
        return None
    _, row, left, run = best
    return replace(place, left=left, top=block.top + row + 1, columns=run)


def _runs(block: RowBlock, row: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Texts that stand side by side in a row, and the column in which each run begins."""
    run: list[str] = []
    for column in range(1, max(block.columns, default=0) + 2):
        cells = block.columns.get(column)
        cell = cells[row] if cells else None
        if isinstance(cell, str) and cell.strip():
            run.append(cell)
        elif run:
            yield column - len(run), tuple(run)
            run = []
