"""What a file says and no row of the book could take: counted by column, so that nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.domain.facts.matching import name_key
from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import COUNTRY, Mapped, Target
from salesbook.domain.importing.history import HISTORY
from salesbook.domain.importing.people.identify import NUMBER
from salesbook.domain.importing.report import Went
from salesbook.schema import TABLES
from salesbook.tables.plan import Value
from salesbook.tables.shapes import THEIRS
from salesbook.tables.source import Source
from salesbook.util.wording import count

_WHO = {"Contacts": "no person", "Accounts": "no firm"}
_ELSEWHERE = {  # what may stand in another table instead, or as well
    COUNTRY: Target("Accounts", COUNTRY.column),
    Target("Contacts", "Account ID"): Target("Accounts", "Account ID"),
}
_FIRM, _FIRST_NAME = Target("Accounts", "Account"), Target("Contacts", "First name")
_MOST_NAMED = 3


def unplaced(cleaned: Cleaned, source: Source, where: Mapping[str, Went]) -> list[str]:
    """A sentence for each column with cells that had no place to go; `where`: what became of each row, by table.

    Customer numbers and talks of earlier days have rules of their own: see `registry` and `history`.
    """
    told = []
    for target, cells in cleaned.columns.items():
        if target in HISTORY or target.column == NUMBER:
            continue
        lost = [
            row
            for row, value in enumerate(cells)
            if value is not None and row not in cleaned.rejected
            and not (_has_place(row, target, where) or _stands_elsewhere(row, value, target, where))
        ]  # fmt: skip
        if lost:
            told.append(_sentence(target, lost, source, where))
    return told


def _has_place(row: int, target: Target, where: Mapping[str, Went]) -> bool:
    went = where.get(target.table)
    return went is not None and went.rows[row] >= 0 and target.column in went.store.columns


def _stands_elsewhere(row: int, value: Value, target: Target, where: Mapping[str, Went]) -> bool:
    if target == _FIRM and _has_place(row, _FIRST_NAME, where):
        went = where["Contacts"]
        names = (went.store.columns[name][went.rows[row]] for name in ("First name", "Last name"))
        return name_key(*names) == name_key(value)  # a private buyer, whom the book knows as a person
    other = _ELSEWHERE.get(target)
    if other is None or not _has_place(row, other, where):
        return False
    went = where[other.table]
    return went.store.columns[other.column][went.rows[row]] == value


def _sentence(target: Target, lost: Sequence[int], source: Source, where: Mapping[str, Went]) -> str:
    lines = ", ".join(str(source.lines[row]) for row in lost[:_MOST_NAMED])
    more = f" and {len(lost) - _MOST_NAMED:,} more" if len(lost) > _MOST_NAMED else ""
    had = f"{count(len(lost), 'cell')} of {target.column} had no place (line{'' if len(lost) == 1 else 's'} {lines}{more})"
    went = where.get(target.table)
    if went is not None and target.column not in went.store.columns:
        yours = target.column + THEIRS in went.store.grid.columns
        why = (
            f"the column {target.column!r} of {target.table} is yours"
            if yours
            else f"{target.table} of this workbook has no column {target.column!r}"
        )
        added = TABLES[target.table].by_name[target.column].optional  # by people, and by no upgrade
        todo = "Add one with that header" if added else "Bring the workbook up to date (salesbook upgrade)"
        return f"{had}: {why}. {todo}, and import again."
    return f"{had}: there the file names {_WHO.get(target.table, 'no such row')}."


def unmapped_note(source: Source, mapped: Mapped, table: str) -> str:
    """A sentence on the columns of the file that went nowhere; "" if all did, or only blank ones."""
    left = dict.fromkeys(
        source.headers[place]
        for place in mapped.unmapped
        if source.headers[place] and any(cell is not None and cell != "" for cell in source.columns[place])
    )
    if not left:
        return ""
    return (f"Not imported, as {table} has no such columns: {', '.join(left)}. To keep one, add a column with that header to the table, "
            'or map it: --map "Their header=Our column".')  # fmt: skip
