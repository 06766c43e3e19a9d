"""What a book has not: what a newer version brings, what somebody deleted, and what of people's only bears such a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salesbook.domain.parts.lacking import parts_of
from salesbook.domain.parts.lost import lost_of, lost_settings
from salesbook.domain.parts.theirs import namesakes
from salesbook.domain.world import World
from salesbook.schema import MARK, SETTING_ROWS, SHAPE, TABLES
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.grid import Grid, key_text
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.tables.shapes import marked_shapes, said_of_shape, settings_had, shapes_of
from salesbook.util.folding import caseless
from salesbook.util.wording import cited, count, joined

_UPGRADE = "Close it, then run: salesbook upgrade and its name."


def made_by_another_version(world: World) -> Iterator[Problem]:
    """What the book says of its shape, if that is not today's, and one problem with all that it has not yet."""
    frames = world.frames
    settings = origin_of(frames["Settings"]).grid
    said, marked = said_of_shape(settings), marked_shapes(settings)
    if said and not marked:
        why = f"{MARK} says {cited(said)}, which salesbook did not write: the workbook counts as one of the first version"
        yield Problem("Settings", MARK, "Value", said, why, "Write what stood there: a copy of the workbook from before is in its folder backups.")  # fmt: skip
    if newer := [part for part, shape in marked.items() if shape > SHAPE]:
        why = f"A newer salesbook made this workbook: it knows more of {joined(newer, 12)} than this one"
        yield Problem("Settings", MARK, "Value", said, why, "Update salesbook, then go on.")
    tables = _newer_tables(world, settings)
    lacks = [f"{count(len(tables), 'table')} ({joined(tables, 12)})"] if tables else []
    lacks += [
        f"{count(len(new), 'column')} in {name} ({joined(new, 12)})"
        for name, frame in frames.items()
        if (new := _without(name, origin_of(frame).grid, settings)[0])
    ]
    had, there = settings_had(settings), _rows(settings)
    rows = [one.name for one in SETTING_ROWS if one not in had and caseless(one.name) not in there]
    lacks += [f"{count(len(rows), 'row')} in Settings ({joined(rows, 12)})"] if rows else []
    if lacks:
        why = f"An older salesbook made this workbook: it lacks {', '.join(lacks)}"
        yield Problem("Settings", "", "", "", why, _UPGRADE)


def lost_columns_and_rows(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """What somebody deleted and is done without: columns by table, and rows of Settings, of which the defaults count."""
    settings = origin_of(frames["Settings"]).grid
    for name, frame in frames.items():
        if gone := _without(name, origin_of(frame).grid, settings)[1]:
            are = "are" if len(gone) > 1 else "is"
            why = f"{count(len(gone), 'column')} of {name} {are} gone ({joined(gone, 12)})"
            yield Problem(name, "", "", "", why, _UPGRADE)
    if rows := lost_settings(settings):
        end = "are gone; their defaults count" if len(rows) > 1 else "is gone; its default counts"
        why = f"{count(len(rows), 'row')} of Settings ({joined(rows, 40)}) {end}"
        yield Problem("Settings", "", "", "", why, _UPGRADE)


def lost_sheets(world: World) -> Iterator[Problem]:
    """A problem for each part of which sheets or tables are gone."""
    there = [name for name in TABLES if name not in world.absent]
    for part, lost in lost_of(there, origin_of(world.frames["Settings"]).grid).items():
        are = "are" if len(lost.sheets) + len(lost.tables) > 1 else "is"
        why = f"Of the part {part} {lost.told} {are} gone: deleted, or a table has another name"
        yield Problem("Settings", "", "", part, why, f"Close it, then run: salesbook add, its name, {part}.")


def theirs_with_a_new_name(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Columns and rows of Settings of theirs that bear the name of something that the book has not yet."""
    for one in namesakes([origin_of(frame).grid for frame in frames.values()]):
        what = "row of Settings" if one.table == "Settings" else "column"
        why = f"The {what} {one.name} is yours: salesbook has one of that name by now, but takes nothing from yours and writes nothing there"
        todo = "Give yours another name; or, if the two are the same, close the workbook and run salesbook upgrade, which says how."
        yield Problem(one.table, "", one.name, "", why, todo, one.cell)


def _without(name: str, grid: Grid, settings: Grid) -> tuple[list[str], list[str]]:
    """Columns that a table does without: newer ones, and those that somebody deleted, as far as the book tells of its shape."""
    table, marked = TABLES[name], marked_shapes(settings)
    shape = shapes_of(settings)[table.part]
    missing = [
        column
        for column in table.columns
        if column.later and not column.optional and column.name not in grid.columns
    ]
    gone = [column.name for column in missing if marked and column.since <= shape]
    return [column.name for column in missing if column.name not in gone], gone


def _newer_tables(world: World, settings: Grid) -> list[str]:
    """Tables that came after the book's shape to a part that it has."""
    there = [name for name in TABLES if name not in world.absent]
    shapes, parts = shapes_of(settings), marked_shapes(settings) or parts_of(there)
    absent = [TABLES[name] for name in dict.fromkeys(world.absent)]
    return [table.name for table in absent if table.part in parts and table.since > shapes[table.part]]


def _rows(settings: Grid) -> set[str]:
    return {caseless(key_text(key)) for key in settings.columns.get("Setting", ())}
