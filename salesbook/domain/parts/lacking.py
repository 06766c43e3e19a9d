"""A snapshot of all tables that a book has, and its sheets, to what it lacks of parts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from salesbook.domain.parts.named import names_one
from salesbook.domain.parts.theirs import refuse_their_notes, refuse_theirs
from salesbook.errors import BadInput
from salesbook.schema import NOTES, PARTS, SETTING_ROWS, SHAPE, STANDARD, TABLES, Table
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Grid, Snapshot, key_text
from salesbook.tables.missing_columns import neighbours, stand_ins
from salesbook.tables.plan import Value
from salesbook.tables.shapes import THEIRS, shapes_of
from salesbook.util.folding import caseless
from salesbook.util.likeness import nearest
from salesbook.util.wording import joined

_HIDDEN = (
    "You do not see it? Right-click a tab, Unhide; what a macro hid is listed in Excel's editor (Alt+F11)."
)
_NOTED_IN = "Runs"  # what comes is noted there, so it comes back whichever part is added
_OURS = 0.5  # of a table's headers: two tables of one name that share less than half are two things


def parts_of(tables: Collection[str]) -> tuple[str, ...]:
    """The parts of which a book with these tables has any, in the order of the schema."""
    return tuple(
        part for part in PARTS if any(table.part == part for table in map(TABLES.get, tables) if table)
    )


def parts_that_come(wanted: Collection[str], had: Collection[str], additions: Additions) -> tuple[str, ...]:
    """Those of the wanted parts that a book `had` not, or of which sheets or tables come; all where none is such a one."""
    back = {
        table.part
        for table in TABLES.values()
        if table.sheet in additions.sheets or table.name in additions.tables
    }
    return tuple(part for part in wanted if part not in had or part in back) or tuple(wanted)


def standard_parts_since(seen: Snapshot, labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of every new book that one of this shape could not have: those that can come, and those that cannot.

    In the way is a sheet of theirs with the name of one that would come. None where the book does without a part that
    it could have: whoever made it chose.
    """
    shape, there = shapes_of(seen.grids["Settings"])["core"], parts_of(seen.grids)
    if any(PARTS[part].since <= shape and part not in there for part in STANDARD):
        return (), ()
    new = [part for part in STANDARD if PARTS[part].since > shape and part not in there]
    taken = {label.casefold() for label in labels}
    barred = [
        part
        for part in new
        if any(table.part == part and table.sheet.casefold() in taken for table in TABLES.values())
    ]
    return tuple(part for part in new if part not in barred), tuple(barred)


def lacking(
    seen: Snapshot,
    labels: Sequence[str],
    parts: Collection[str],
    sure: Collection[str] = (),
    same: Collection[str] = (),
) -> Additions:
    """What a book lacks of these parts; what was read is as of the book's shape.

    `labels`: all its sheets; `sure`: columns, such as "Calls.Topic", that are new whatever headers stand there;
    `same`: columns and rows of Settings of theirs that are to be the new ones of that name. Raises BadInput where a
    sheet, a table, a column or a row of theirs is in the way, or a header may be a column under another name.
    """
    shapes = shapes_of(seen.grids["Settings"])
    _refuse_newer(shapes)
    wanted = [table for table in TABLES.values() if table.part in parts or table.name == _NOTED_IN]
    for table in wanted:
        if table.name in seen.grids:
            _refuse_another(table, seen.grids[table.name])
    taken = refuse_theirs(seen, parts, sure, same)
    missing = [table for table in wanted if table.name not in seen.grids]
    whole = tuple(_whole(missing, seen, labels))
    columns = {
        table.name: new
        for table in wanted
        if table.name in seen.grids
        and (new := tuple(_columns(table, seen.grids[table.name], shapes[table.part], sure, same)))
    }
    beside = tuple(table.name for table in missing if table.sheet not in whole)
    if whole or beside or columns:
        taken = tuple(dict.fromkeys((*taken, *refuse_their_notes(seen, same))))
    settings = _settings(seen)
    if "core" not in parts:  # what comes is noted in any case
        settings = tuple(name for name in settings if name in NOTES and (whole or beside or columns or taken))
    rows = {table.name: came for table in wanted if (came := _rows(table, seen, shapes))}
    return Additions(whole, beside, columns, settings, rows, taken)


def _refuse_newer(shapes: Mapping[str, int]) -> None:
    if newer := [part for part, shape in shapes.items() if shape > SHAPE]:
        raise BadInput(
            f"A newer salesbook made this workbook: it knows more of {joined(newer, 12)} than this one.",
            "Update salesbook, then run this again.",
        )


def _whole(missing: Iterable[Table], seen: Snapshot, labels: Sequence[str]) -> Iterator[str]:
    """The sheets of which no table is there."""
    here = {label.casefold(): label for label in labels}
    for name in dict.fromkeys(table.sheet for table in missing):
        if any(table.name in seen.grids for table in TABLES.values() if table.sheet == name):
            continue
        if name.casefold() in here:
            raise BadInput(
                f"It has a sheet {here[name.casefold()]} of yours, and a new sheet is called {name} too.",
                f"Give yours another name, then run this again. {_HIDDEN}",
            )
        yield name


def _refuse_another(table: Table, grid: Grid) -> None:
    known = sum(name in grid.columns for name in table.by_name)
    if known < _OURS * len(grid.columns) and known < _OURS * len(table.columns):
        raise BadInput(
            f"The table {table.name} on sheet {grid.sheet} is another one than salesbook's: only {known} of its headers are.",
            "Give yours another name (in Excel: Table Design, Table Name), then run this again.",
        )


def _columns(
    table: Table, grid: Grid, shape: int, sure: Collection[str], same: Collection[str]
) -> Iterator[str]:
    """The columns that a table lacks. Raises BadInput where one that a book of its shape had may only be called otherwise."""
    had = {header.removesuffix(THEIRS) for header in grid.columns}
    missing = [column for column in table.columns if column.name not in had and not column.optional]
    renamed = _renamed(table, grid, [column.name for column in missing if column.since <= shape])
    for column in missing:
        name = f"{table.name}.{column.name}"
        likely = renamed.get(column.name, "")
        if likely and not names_one(sure, name):
            cell = f"{grid.sheet}!{grid.letters.get(likely, '?')}{grid.top - 1}"
            wrong = (
                " --same does not fit: it is for a header of that very name." if names_one(same, name) else ""
            )
            raise BadInput(
                f"{likely!r} in {cell} may be the column {column.name!r} of table {table.name} under another name.",
                f'If it is, name it {column.name!r} again; if it is a column of your own, add --new-column "{name}".{wrong}',
            )
        yield column.name


def _renamed(table: Table, grid: Grid, missing: Sequence[str]) -> dict[str, str]:
    """For missing columns a header of theirs that is like the name, or stands where it would: none for two of them."""
    unknown = [header for header in grid.columns if header not in table.by_name]
    alike: dict[str, str] = {}
    for name in missing:
        if header := nearest(name, [header for header in unknown if header not in alike.values()]):
            alike[name] = header
    within = []  # at an end of the table people add columns of their own
    for name in missing:
        before, after, _ = neighbours(table, grid, table.by_name[name])
        if before and after and name not in alike:
            within.append(name)
    left = [header for header in unknown if header not in alike.values()]
    return alike | stand_ins(table, grid, within, left)


def _rows(
    table: Table, seen: Snapshot, shapes: Mapping[str, int]
) -> tuple[dict[str, str | float | None], ...]:
    """Rows that a new book starts with and that came after the book's shape, but for those that people have already."""
    grid = seen.grids.get(table.name)
    if grid is None:
        return ()
    known_by = table.known_by or (table.key,)
    nothing: list[Value] = [None] * grid.height
    there = {
        tuple(caseless(key_text(cell)) for cell in cells)
        for cells in zip(*(grid.columns.get(name, nothing) for name in known_by), strict=True)
    }
    names = [column.name for column in table.columns]
    new = [
        dict(zip(names, row, strict=False)) for shape, row in table.came_with if shape > shapes[table.part]
    ]
    return tuple(row for row in new if tuple(caseless(key_text(row[name])) for name in known_by) not in there)


def _settings(seen: Snapshot) -> tuple[str, ...]:
    there = {caseless(key_text(key)) for key in seen.grids["Settings"].columns.get("Setting", ())}
    return tuple(setting.name for setting in SETTING_ROWS if caseless(setting.name) not in there)
