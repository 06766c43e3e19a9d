"""The headers of tables: as the schema writes them, and where a table that is plain cells begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesbook.books.xlsx.layout import TablePlace
from salesbook.plan import Value
from salesbook.schema import TABLES, Table

_ROWS = 50  # a table that no table object tells of begins within so many


def headers(table: str, cells: Sequence[Value], names: Sequence[str]) -> tuple[str, ...]:
    """What the columns are called: by the cells of the header row, else by the table's own `names`.

    Case, line breaks and double spaces do not count. A name that comes twice gets a number.
    """
    ours = {_plain(name): name for name in TABLES[table].by_name} if table in TABLES else {}
    found: dict[str, None] = {}
    for i, name in enumerate(names):
        cell = cells[i] if i < len(cells) else None
        text = cell if isinstance(cell, str) and cell.strip() else name
        header = again = ours.get(_plain(text), text)
        count = 1
        while again in found:
            count += 1
            again = f"{header} ({count})"
        found[again] = None
    return tuple(found)


def find_by_headers(table: Table, rows: Sequence[Sequence[Value]], place: TablePlace) -> TablePlace | None:
    """Where a table begins that some program saved as plain cells.

    `rows` are the sheet's first ones and `place.top`, `place.left` the position of their first
    cell. A run of headers is the table when it has the key and at least half of the columns, and
    at least half of it are the table's. None when there is no such run.
    """
    wanted = {_plain(name) for name in table.by_name}
    best: tuple[int, int, int, tuple[str, ...]] | None = None
    for row, cells in enumerate(rows[:_ROWS]):
        for column, run in _runs(cells):
            names = {_plain(name) for name in run}
            known = len(names & wanted)
            if table.key and _plain(table.key) not in names:
                continue
            if 2 * known >= max(len(wanted), len(run)) and (best is None or known > best[0]):
                best = known, row, column, run
    if best is None:
        return None
    _, row, column, run = best
    return TablePlace(
        name=table.name,
        sheet=place.sheet,
        sheet_part=place.sheet_part,
        table_part="",
        left=place.left + column,
        top=place.top + row + 1,
        height=0,
        ref_height=0,
        columns=run,
        has_totals=False,
        calculated={},
    )


def _runs(cells: Sequence[Value]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Texts that stand side by side, and where each run begins."""
    run: list[str] = []
    for i, cell in enumerate((*cells, None)):
        if isinstance(cell, str) and cell.strip():
            run.append(cell)
        elif run:
            yield i - len(run), tuple(run)
            run = []


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
