"""Rows of one file with the same ID: the lines of one order, a row that stands there twice, or a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.domain.facts.matching import says_the_same
from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Target
from salesbook.schema import TABLES
from salesbook.tables.plan import Value
from salesbook.tables.source import Source
from salesbook.util.wording import count

_TELLING = {
    "Date",
    "Contact ID",
    "Account ID",
    "Customer number",
    "First name",
    "Last name",
    "Email",
    "Account",
}
_MOST_NAMED = 5  # lines in one sentence


def fold_repeated(table: str, given: Sequence[Value], source: Source, cleaned: Cleaned) -> None:
    """Make rows with one ID say one thing; `given` has the ID of each row, None for none.

    Lines of one order, which agree in all but what an order is made of, bear its amount already.
    Where rows contradict each other all of them are rejected: any one that was taken would be a guess.
    """
    groups = _groups(given)
    if not groups:
        return
    orders = table == "Orders"
    telling = [target for target in cleaned.columns if not orders or _tells(target)]
    summed = 0
    for name, rows in groups.items():
        if why := _unreadable(rows, source, cleaned):
            _reject(rows, why, cleaned)
        elif differing := _differing(telling, rows, cleaned):
            advice = "Give each order" if orders else "Keep one of them, or give each"
            lines = _lines(rows, source)
            _reject(rows, f"{TABLES[table].key} {name} stands in lines {lines} with different cells in {differing}. {advice} an ID of its own.", cleaned)  # fmt: skip
        else:
            _make_one(rows, cleaned)
            summed += orders
    if summed:
        kept = [name for row, name in enumerate(given) if row not in cleaned.rejected and name is not None]
        cleaned.notes.append(
            f"{len(kept):,} lines are {count(len(set(kept)), 'order')}; {cleaned.how or 'amounts added'}."
        )


def disagree(rows: Sequence[int], cleaned: Cleaned) -> bool:
    """Whether rows with one ID are of different days or customers, and so no lines of one order."""
    telling = [target for target in cleaned.columns if _tells(target)]
    return bool(_differing(telling, rows, cleaned))


def _groups(given: Sequence[Value]) -> dict[Value, list[int]]:
    """The rows of each ID that stands there more than once."""
    if len(set(given)) == len(given):
        return {}
    rows: dict[Value, list[int]] = {}
    for row, name in enumerate(given):
        if name is not None:
            rows.setdefault(name, []).append(row)
    return {name: found for name, found in rows.items() if len(found) > 1}


def _tells(target: Target) -> bool:
    """Whether a column says which order a line belongs to: its day or its customer."""
    return target.column in _TELLING


def _unreadable(rows: Sequence[int], source: Source, cleaned: Cleaned) -> str:
    """Why none of the rows can be taken, if one cannot: the others alone would be a wrong sum."""
    bad = next((row for row in rows if row in cleaned.rejected), None)
    if bad is None:
        return ""
    return f"It belongs with line {source.lines[bad]}, which cannot be read: mend that one, and import all of them."


def _reject(rows: Sequence[int], why: str, cleaned: Cleaned) -> None:
    for row in rows:
        cleaned.reject(row, why)


def _differing(telling: Sequence[Target], rows: Sequence[int], cleaned: Cleaned) -> str:
    """The first column in which the rows contradict each other; a blank cell contradicts nothing."""
    for target in telling:
        said = [cell for row in rows if (cell := cleaned.columns[target][row]) is not None]
        if any(not _same(target.column, said[0], cell) for cell in said[1:]):
            return target.column
    return ""


def _same(column: str, one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or says_the_same(column, one, other)
    return one == other


def _make_one(rows: Sequence[int], cleaned: Cleaned) -> None:
    """Give every row what all of them say together, so that each of them is the whole."""
    for target, cells in cleaned.columns.items():
        whole = _whole(target, [cell for row in rows if (cell := cells[row]) is not None])
        for row in rows:
            cells[row] = whole


def _whole(target: Target, said: Sequence[Value]) -> Value:
    """Texts of people's own columns stand side by side; else the first line tells."""
    if target.table == "Orders" and target.column not in TABLES["Orders"].by_name:
        return ", ".join(dict.fromkeys(map(str, said))) or None
    return said[0] if said else None


def _lines(rows: Sequence[int], source: Source) -> str:
    """The lines as one would name them: 2, 5 and 9."""
    lines = [str(source.lines[row]) for row in rows]
    if len(lines) > _MOST_NAMED:
        lines = [*lines[: _MOST_NAMED - 1], f"{len(lines) - _MOST_NAMED + 1:,} more"]
    return f"{', '.join(lines[:-1])} and {lines[-1]}"
