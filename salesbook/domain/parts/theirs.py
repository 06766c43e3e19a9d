"""What people have that bears the name of something that came after their book's shape: asked about, never taken silently. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from salesbook.domain.parts.named import names_one
from salesbook.errors import BadInput
from salesbook.schema import MARK, NOTES, SETTING_ROWS, TABLES
from salesbook.tables.grid import Grid, Snapshot, cell_address, key_text
from salesbook.tables.shapes import THEIRS, marked_shapes, settings_had
from salesbook.util.folding import caseless
from salesbook.util.wording import count, joined


@dataclass(frozen=True)
class Namesake:
    """A column or a row of Settings of theirs: its `table`, its `name`, and the cell where that stands."""

    table: str
    name: str
    cell: str

    @property
    def whole(self) -> str:
        """As people say it in an option."""
        return f"{self.table}.{self.name}"

    @property
    def told(self) -> str:
        """For a sentence."""
        what = "the row " if self.table == "Settings" else ""
        return f"{what}{self.name!r} in {self.cell}"


def namesakes(grids: Iterable[Grid]) -> list[Namesake]:
    """All columns and rows of Settings of theirs that bear such a name, in tables as of the book's shape."""
    return [one for grid in grids for one in (*_columns(grid), *_rows(grid))]


def _columns(grid: Grid) -> Iterator[Namesake]:
    for column in TABLES[grid.name].columns:
        if header := next((one for one in grid.columns if one == column.name + THEIRS), ""):
            cell = cell_address(grid.sheet, grid.letters.get(header, "?"), grid.top - 1)
            yield Namesake(grid.name, column.name, cell)


def _rows(grid: Grid) -> Iterator[Namesake]:
    if grid.name != "Settings":
        return
    ours = {setting.name for setting in settings_had(grid)} | {MARK}
    if marked_shapes(grid):  # an older book gets its notes with its first new part
        ours.update(NOTES)
    newer = {caseless(setting.name): setting.name for setting in SETTING_ROWS if setting.name not in ours}
    for handle, key in zip(grid.handles, grid.columns.get("Setting", ()), strict=False):
        if name := newer.get(caseless(key_text(key))):
            yield Namesake("Settings", name, grid.address(handle, "Setting"))


def refuse_theirs(
    seen: Snapshot, parts: Collection[str], sure: Collection[str], same: Collection[str]
) -> tuple[str, ...]:
    """What of theirs is to be ours from now on, such as "Calls.Topic", of what these parts bring.

    `sure`: columns that people said are new; `same`: what they said is the same. Raises BadInput with the others, and for a table of theirs.
    """
    for grid in seen.strangers:
        if TABLES[grid.name].part in parts:
            raise BadInput(
                f"The table {grid.name} on sheet {grid.sheet} is yours, and salesbook now has one of that name, too.",
                "Give yours another name (in Excel: Table Design, Table Name), then run this again.",
            )
    found = [one for one in namesakes(seen.grids.values()) if TABLES[one.table].part in parts]
    return _same(found, sure, same)


def refuse_their_notes(seen: Snapshot, same: Collection[str]) -> tuple[str, ...]:
    """The same for rows of Settings in which it is noted what comes, whatever part that is of."""
    return _same([one for one in namesakes([seen.grids["Settings"]]) if one.name in NOTES], (), same)


def _same(found: list[Namesake], sure: Collection[str], same: Collection[str]) -> tuple[str, ...]:
    if asked := [one for one in found if not names_one(same, one.whole)]:
        question = _question(asked)
        if wrong := [one.whole for one in asked if names_one(sure, one.whole)]:
            why = f"--new-column does not fit {joined(wrong, 12)}: a table has no two columns of one name."
            question.todo += f" {why}"
        raise question
    return tuple(one.whole for one in found)


def _question(asked: list[Namesake]) -> BadInput:
    named = joined([one.told for one in asked], 12)
    options = " ".join(f'--same "{one.whole}"' for one in asked)
    if len(asked) == 1:
        written = _writes(asked)
        return BadInput(
            f"{named[0].upper() + named[1:]} is yours, and salesbook now has one of that name, too.",
            f"Give yours another name; or, if the two are the same, add {options}{written}.",
        )
    return BadInput(
        f"{count(len(asked), 'column or row', 'columns and rows')} of yours have names that salesbook now has, too: {named}.",
        f"Give yours other names; or, for each that is the same as salesbook's, add one of {options}{_writes(asked)}.",
    )


def _writes(asked: list[Namesake]) -> str:
    ours = [one.name for one in asked if one.table != "Settings" and TABLES[one.table].by_name[one.name].ours]
    return f" (salesbook then writes into {joined(ours, 12)})" if ours else ""
