"""Grids of cells to typed frames and problems.

A frame has one column for each header of the schema, and its index holds the row handles (the
key, where there is one). Blank rows are left out. Text is "" where blank, numbers NaN, dates NaT;
dates are datetime64[s], times minutes after midnight, Yes and No are booleans.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from salesbook.schema import OUTCOME, SETTING_ROWS, TABLES, Setting, Table
from salesbook.schema.beside_ids import NAME
from salesbook.tables.choices import cell_text, shown_cell
from salesbook.tables.grid import Grid, Snapshot, is_blank, is_made_up, is_untouched, key_text
from salesbook.tables.key_spelling import keys_as_in_their_table
from salesbook.tables.missing_columns import missing_columns, ours_renamed
from salesbook.tables.origin import Origin, with_origin
from salesbook.tables.parse import parse_column
from salesbook.tables.plan import Handle, Problem, Value
from salesbook.tables.rep_names import NAMED_BY, Reps, reps_as_in_team
from salesbook.tables.shapes import in_the_workbook, settings_had
from salesbook.tables.substitutes import Bad, stand_in, uncalculated_complaints
from salesbook.util.folding import caseless
from salesbook.util.wording import shortened

if TYPE_CHECKING:
    import pandas as pd

Frames = Mapping[str, "pd.DataFrame"]
Settings = Mapping[str, str | float]
ParsedTables = dict[str, tuple[Grid, "pd.DataFrame", list[Problem]]]


def frames(
    snapshot: Snapshot, parsed: ParsedTables | None = None
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Every table of the snapshot as a typed frame, and what could not be read in them.

    `parsed` remembers the frames of tables that have not changed since the last time. Raises
    MissingColumn where a key column, or another that nothing works without, is gone.
    """
    parsed = {} if parsed is None else parsed
    problems: list[Problem] = []
    for name, grid in snapshot.grids.items():
        if name not in parsed or parsed[name][0] is not grid:
            parsed[name] = grid, *frame(TABLES[name], grid)
        problems += parsed[name][2]
    found = {name: parsed[name][1] for name in snapshot.grids}
    reps_as_in_team(found)
    keys_as_in_their_table(found)
    return found, problems


def frame(table: Table, grid: Grid) -> tuple[pd.DataFrame, list[Problem]]:
    """One table as a typed frame, and what could not be read in it."""
    import pandas as pd

    problems, handles = missing_columns(table, grid), grid.handles
    filled = _filled_rows(grid)
    columns: dict[str, np.ndarray] = {}
    bad: Bad = []
    for column in table.columns:
        cells = grid.columns.get(column.name)
        if cells is None:
            cells = [None] * grid.height
        array, complaints = parse_column(column, cells, blank_flag=column.blank_means)
        columns[column.name] = array
        if column.name in grid.uncalculated:
            complaints = [*complaints, *uncalculated_complaints(column, grid, filled)]
        # In a column of ours something else is simply written over; in a shared table a person may have meant it.
        # In Calls a date in words is soon a real one, in Contacts and Activities.
        if not column.ours or table.shared:
            bad += [(column, one) for one in complaints if not (one.counts and table.shared)]
    bad, left_out = stand_in(columns, bad)
    problems += [
        grid.problem(handles[one.row], column.name, f"{column.name} {one.why}", one.todo)
        for column, one in bad
    ]
    keep, more = _rows_to_keep(table, grid, [row for row in filled if row not in left_out])
    problems += more + _needed(table, grid, columns, keep)
    index = handles if len(keep) == grid.height else [handles[row] for row in keep]
    whole = len(keep) == grid.height
    rows = pd.Index(index, dtype=object)
    arrays = [array if whole else array[keep] for array in columns.values()]
    # The constructor would search all text to infer a string dtype; column by column it takes eight times as long.
    result = pd.DataFrame._from_arrays(  # type: ignore[attr-defined]  # noqa: SLF001
        arrays, _headers(tuple(columns)), rows, verify_integrity=False
    )
    if table.shared:
        problems += [_stray(table, cell) for cell in grid.strays]
        unread = frozenset(grid.handles[complaint.row] for _, complaint in bad)
        return with_origin(result, Origin(grid, unread, _typed_in(table, grid))), problems
    return with_origin(result, Origin(grid)), problems


@cache
def _headers(names: tuple[str, ...]) -> pd.Index[str]:
    import pandas as pd

    return pd.Index(names)


def read_settings(snapshot: Snapshot) -> tuple[dict[str, str | float], list[Problem]]:
    """Every setting of the schema, with the type of its default; bad ones are reported and defaulted."""
    grid = snapshot.grids["Settings"]
    values: dict[str, str | float] = {setting.name: setting.default for setting in SETTING_ROWS}
    known = {caseless(setting.name): setting for setting in settings_had(grid)}
    seen: dict[str, int] = {}
    problems = []
    for row, (handle, cell) in enumerate(zip(grid.handles, grid.columns.get("Value", ()), strict=False)):
        setting = known.get(caseless(handle))
        if setting is None or is_blank(cell):
            continue
        first = seen.setdefault(setting.name, row)
        if first != row:
            problems.append(_copy(grid, row, setting.name, first))
            continue
        value = _setting(setting, cell)
        if value is None:
            why = f"{shown_cell(cell)} is not a number that {setting.name} can have; {setting.default:g} is used"
            problems.append(grid.problem(handle, "Value", why, f"Type a number. {setting.meaning}"))
        else:
            values[setting.name] = value
    if "Team" in snapshot.grids:
        team = snapshot.grids["Team"]
        nothing = [None] * team.height
        reps = Reps(*([cell_text(cell) for cell in team.columns.get(name, nothing)] for name in NAMED_BY))
        values |= {name: reps.meant(str(values[name])) for name in ("Default owner", "Manager")}
    return values, problems


def _setting(setting: Setting, cell: Value) -> str | float | None:
    if isinstance(setting.default, str):
        return key_text(cell)
    try:
        number = float(key_text(cell))
    except ValueError:
        return None
    allowed = (number > 0 if setting.positive else number >= 0) and number <= setting.most
    return number if np.isfinite(number) and allowed else None


def _filled_rows(grid: Grid) -> list[int]:
    columns = list(grid.columns.values())
    if not columns:
        return []
    first = grid.columns.get(grid.key) or columns[0]
    return [row for row, cell in enumerate(first)
            if not is_blank(cell) or not all(is_untouched(column[row]) for column in columns)]  # fmt: skip


def _rows_to_keep(table: Table, grid: Grid, filled: list[int]) -> tuple[list[int], list[Problem]]:
    """Rows with a key of their own. Calls keeps all: what people typed there must be seen."""
    if not table.key or table.shared or table.ours:
        return filled, []
    keys = grid.columns[table.key]
    keep: list[int] = []
    problems: list[Problem] = []
    if len(filled) == grid.height and not any(map(is_made_up, grid.handles)):
        return filled, []
    seen: dict[str, int] = {}
    for row in filled:
        key = key_text(keys[row])
        first = seen.setdefault(key, row) if key else row
        if first != row:
            problems.append(_copy(grid, row, key, first))
        elif not key and not table.key_may_be_blank:
            why = f"This row has no {table.key}, so it is left out"
            problems.append(grid.problem(grid.handles[row], table.key, why, f"Type a {table.key}."))
        else:
            keep.append(row)
    return keep, problems


def _needed(table: Table, grid: Grid, columns: Mapping[str, np.ndarray], keep: list[int]) -> list[Problem]:
    problems = []
    for column in table.columns:
        if not column.needed or column.name == table.key:
            continue
        array, cells = columns[column.name], grid.columns[column.name]
        kept = array[keep]
        blank = kept == "" if array.dtype == object else np.isnat(kept)
        if table.is_record and column.name == table.of_person and NAME in columns:
            blank &= columns[NAME][keep] == ""  # by the name the next run finds the ID, or says why not
        problems += [
            grid.problem(grid.handles[keep[i]], column.name,
                         f"This row of {table.name} has no {column.name}, so it does not count", "Fill it in.")
            for i in np.flatnonzero(blank) if is_blank(cells[keep[i]])
        ]  # fmt: skip
    return problems


def _stray(table: Table, cell: str) -> Problem:
    why = "This line stands below the list with a blank row above it, so it is not read"
    return Problem(table.name, "", OUTCOME, "", why, "Delete the blank row.", cell)


def _typed_in(table: Table, grid: Grid) -> dict[Handle, dict[str, str]]:
    """By handle and header what stands in columns that the user added, and in comments."""
    not_theirs = {*table.by_name, *grid.formulas, *ours_renamed(table, grid)}
    own = [header for header in grid.columns if header not in not_theirs]
    handles = grid.handles
    extra: dict[Handle, dict[str, str]] = {}
    for header in own:
        for handle, cell in zip(handles, grid.columns[header], strict=True):
            if not is_untouched(cell):
                extra.setdefault(handle, {})[in_the_workbook(header)] = str(cell)
    for row, note in grid.notes.items():
        if row < grid.height:
            texts = extra.setdefault(handles[row], {})
            texts["Comment"] = "\n".join(filter(None, [texts.get("Comment"), note]))
    return extra


def _copy(grid: Grid, row: int, key: str, first: int) -> Problem:
    why = f"{shortened(key)} stands in row {grid.top + first} already; this row is left out"
    return grid.problem(
        grid.handles[row], grid.key, why, "Give one of the two another one, or remove the copy."
    )
