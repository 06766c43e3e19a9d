"""Lists of addresses as people have them: without a header, or with one that nobody knows. Rows of a file in, the same with one out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from salesbook.domain.guards.do_not_mail import protects_somebody
from salesbook.domain.importing.headers.known import Target, header_meaning
from salesbook.tables.plan import Value
from salesbook.tables.source import LOOK, Raw, Row, best_header
from salesbook.util.wording import count

ADDRESS = "Address"
_TABLE = "DoNotMail"


def with_address(raw: Raw, known: Callable[[str], bool], mapping: Mapping[str, str]) -> tuple[Raw, str]:
    """Give a list for Do not mail the header Address, if none of its headers means that.

    Either the rows come back with that header in place of theirs, or, for a file without a header, the names of its
    columns for `with_columns`; "" where its header will do, and where no column holds addresses.
    """
    if not raw.delimiter:  # words of a name are no cells of their own
        raw = replace(
            raw, rows=[[" ".join(str(cell) for cell in row if cell is not None)] for row in raw.rows]
        )
    row, number = best_header(raw.rows, known)
    head = raw.rows[row] if number else ()
    if ADDRESS in mapping.values() or any(_means_address(cell) for cell in head):
        return raw, ""
    first = row if number else next((i for i, cells in enumerate(raw.rows[:LOOK]) if any(cells)), 0)
    place = _column_of_addresses(raw.rows[first + 1 if number else first :][:LOOK])
    if place < 0:
        return raw, ""
    cells = raw.rows[first]
    if any(_is_entry(cells, i) for i in range(len(cells))):
        also = {i for i in range(max(map(len, raw.rows))) if i != place and _has_addresses(raw.rows, i)}
        last = max(also | {place})
        return raw, ",".join(
            ADDRESS if i == place else f"Email {i + 1}" if i in also else "" for i in range(last + 1)
        )
    named: Row = [ADDRESS if i == place else cell for i, cell in enumerate(cells)]
    return replace(raw, rows=[*raw.rows[:first], named, *raw.rows[first + 1 :]]), ""


def _means_address(cell: object) -> bool:
    found = header_meaning(cell, _TABLE) if isinstance(cell, str) and cell else None
    return found is not None and found[0].column == ADDRESS


def _column_of_addresses(rows: Sequence[Row]) -> int:
    """The column in which at least half of the filled cells are addresses or domains; -1 for none."""
    best, most = -1, 0
    for place in range(max((len(row) for row in rows), default=0)):
        filled = [row for row in rows if place < len(row) and row[place] not in (None, "")]
        entries = sum(_is_entry(row, place) for row in filled)
        if 2 * entries >= len(filled) and entries > most:
            best, most = place, entries
    return best


def _has_addresses(rows: Sequence[Row], place: int) -> bool:
    return any("@" in str(row[place]) for row in rows[:LOOK] if place < len(row))


def _is_entry(row: Row, place: int) -> bool:
    cell = row[place] if place < len(row) else None
    return isinstance(cell, str) and bool(cell.strip()) and protects_somebody(cell, ())


def mute_note(columns: Mapping[Target, Sequence[Value]]) -> str:
    """A sentence on rows for Do not mail that name nobody; "" where all name somebody, or the file is for another table."""
    cells = columns.get(Target(_TABLE, ADDRESS), ())
    mute = sum(cell is not None and not protects_somebody(str(cell), ()) for cell in cells)
    if not mute:
        return ""
    return (
        f"{count(mute, 'row')} may name no address and no domain, and so protect nobody: check tells which."
    )
