"""A snapshot of all tables that a book has, and its sheets, to what it lacks of parts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from salesbook.errors import BadInput
from salesbook.schema import PARTS, SETTING_ROWS, TABLES, Table, sheets
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Grid, Snapshot, key_text
from salesbook.tables.missing_columns import neighbours
from salesbook.util.folding import caseless
from salesbook.util.likeness import nearest

_OURS = 0.5  # of a table's headers: two tables of one name that share less than half are two things


def parts_of(tables: Collection[str]) -> tuple[str, ...]:
    """The parts of which a book with these tables has any, in the order of the schema."""
    return tuple(
        part for part in PARTS if any(table.part == part for table in map(TABLES.get, tables) if table)
    )


def lost_of(tables: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Sheets that are lost of parts that a book has, by part: somebody deleted them, or renamed their tables."""
    here = {TABLES[name].sheet for name in tables if name in TABLES}
    return {
        part: lost
        for part in parts_of(tables)
        if (lost := tuple(one for one in sheets([part]) if one not in here))
    }


def lacking(
    seen: Snapshot, labels: Sequence[str], parts: Collection[str], sure: Collection[str] = ()
) -> Additions:
    """What a book lacks of these parts.

    `labels`: all its sheets; `sure`: columns, such as "Calls.Topic", that are new whatever headers stand there.
    Raises BadInput where a sheet or a table of theirs is in the way, or a header may be a column under another name.
    """
    wanted = [table for table in TABLES.values() if table.part in parts]
    for table in wanted:
        if table.name in seen.grids:
            _refuse_another(table, seen.grids[table.name])
    missing = [table for table in wanted if table.name not in seen.grids]
    whole = tuple(_whole(missing, seen, labels))
    columns = {
        table.name: new
        for table in wanted
        if table.name in seen.grids and (new := tuple(_columns(table, seen.grids[table.name], sure)))
    }
    beside = tuple(table.name for table in missing if table.sheet not in whole)
    return Additions(whole, beside, columns, _settings(seen) if "core" in parts else ())


def _whole(missing: Iterable[Table], seen: Snapshot, labels: Sequence[str]) -> Iterator[str]:
    """The sheets of which no table is there."""
    here = {label.casefold(): label for label in labels}
    for name in dict.fromkeys(table.sheet for table in missing):
        if any(table.name in seen.grids for table in TABLES.values() if table.sheet == name):
            continue
        if name.casefold() in here:
            raise BadInput(
                f"It has a sheet {here[name.casefold()]} of yours, and a new sheet is called {name} too.",
                "Give yours another name, then run this again.",
            )
        yield name


def _refuse_another(table: Table, grid: Grid) -> None:
    known = sum(name in grid.columns for name in table.by_name)
    if known < _OURS * len(grid.columns) and known < _OURS * len(table.columns):
        raise BadInput(
            f"The table {table.name} on sheet {grid.sheet} is another one than salesbook's: only {known} of its headers are.",
            "Give yours another name (in Excel: Table Design, Table Name), then run this again.",
        )


def _columns(table: Table, grid: Grid, sure: Collection[str]) -> Iterator[str]:
    """The columns that a table lacks. Raises BadInput where one may only be called otherwise."""
    unknown = [header for header in grid.columns if header not in table.by_name]
    known = {caseless(name) for name in sure}
    for column in table.columns:
        if column.name in grid.columns:
            continue
        name = f"{table.name}.{column.name}"
        if caseless(name) not in known and (likely := _likely(table, grid, column.name, unknown)):
            cell = f"{grid.sheet}!{grid.letters.get(likely, '?')}{grid.top - 1}"
            raise BadInput(
                f"{likely!r} in {cell} may be the column {column.name!r} of table {table.name} under another name.",
                f"If it is, name it {column.name!r} again; if it is a column of your own, add --new-column {name!r}.",
            )
        yield column.name


def _likely(table: Table, grid: Grid, column: str, unknown: Sequence[str]) -> str:
    """A header of theirs that is like the column's name, or stands where it would; "" without one."""
    if header := nearest(column, unknown):
        return header
    before, after, between = neighbours(table, grid, table.by_name[column])
    if not before or not after:  # at an end of the table people add columns of their own
        return ""
    return next((header for header in between if header in unknown), "")


def _settings(seen: Snapshot) -> tuple[str, ...]:
    there = {caseless(key_text(key)) for key in seen.grids["Settings"].columns.get("Setting", ())}
    return tuple(setting.name for setting in SETTING_ROWS if caseless(setting.name) not in there)
