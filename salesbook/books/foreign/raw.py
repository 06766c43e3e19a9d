"""Rows as they stand in a file, before anything is known of them, and the search for their header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from salesbook.errors import BadInput
from salesbook.tables.source import LOOK, MARKS, Raw, Row, SourceBody, best_header, is_filled, text_of_cell
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

_WIDE = 3  # columns from which a row with one filled cell looks like a footnote
_TOTALS = {"total", "totals", "sum", "summe", "gesamt", "gesamtsumme", "grandtotal", "subtotal", "totalgeneral",
           "suma", "somme", "sumatotal", "endsumme"}  # fmt: skip
_LIKE_DATA = re.compile(r"^[\s\d.,:/+()€$£%-]*\d[\s\d.,:/+()€$£%-]*$|@")


def under_header(raw: Raw, known: Callable[[str], bool]) -> SourceBody:
    """The table that stands in the rows: what is above its header or below its end is left out.

    Raises BadInput when no row looks like a header.
    """
    row = _header_row(raw, known)
    headers = tuple(text_of_cell(cell) for cell in raw.rows[row])
    while headers and not headers[-1]:
        headers = headers[:-1]
    headers = tuple(header or f"column {place}" for place, header in enumerate(headers, 1))
    end = _end(raw.rows, row + 1, len(headers))
    notes = []
    if row:
        notes.append(f"The header stands in line {raw.lines[row]}; what is above it was left out.")
    if end < len(raw.rows):
        begins = next(i for i in range(end, len(raw.rows)) if not _is_blank(raw.rows[i]))
        notes.append(
            f"What begins in line {raw.lines[begins]} looks like a total or a footnote, and was left out."
        )
    again = [i for i in range(row + 1, end) if raw.rows[i] == raw.rows[row]]
    if again:
        notes.append(f"The header is repeated in line {raw.lines[again[0]]}; such lines were left out.")
    above = tuple(
        filter(None, (" ".join(filter(None, map(text_of_cell, cells))) for cells in raw.rows[:row]))
    )
    return replace(_body(raw, headers, set(again), row + 1, end, notes), above=above)


def without_reasons(body: SourceBody) -> SourceBody:
    """A file of rejected rows as it was before: without the line and the reason that were put at the end of each row."""
    end = len(body.headers) - len(MARKS)
    if end < 1 or body.headers[end:] != MARKS:
        return body
    rows = [[*row[:end], *row[end + len(MARKS) :]] for row in body.rows]
    return replace(body, headers=body.headers[:end], rows=rows)


def with_columns(raw: Raw, columns: str) -> SourceBody:
    """A file without a header: `columns` names its columns from left to right; a blank name skips one."""
    headers = tuple(name.strip() for name in columns.split(","))
    widest = max((len(row) for row in raw.rows), default=0)
    if len(headers) > widest:
        raise BadInput(
            f"--columns names {count(len(headers), 'column')}, and {raw.name} has {widest}.",
            "Name them from left to right.",
        )
    headers += ("",) * (widest - len(headers))
    return _body(raw, headers, set(), 0, len(raw.rows), [])


def _body(
    raw: Raw, headers: tuple[str, ...], drop: set[int], start: int, end: int, notes: list[str]
) -> SourceBody:
    rows = raw.rows
    # Nearly every row has something in its first cell: looking there first is four times as fast.
    keep = [
        i
        for i in range(start, end)
        if (rows[i] and rows[i][0] and rows[i][0] != " ") or not _is_blank(rows[i])
    ]
    keep = [i for i in keep if i not in drop] if drop else keep
    whole = len(keep) == len(raw.rows) - start
    rows = raw.rows[start:] if whole else [raw.rows[i] for i in keep]
    lines = raw.lines[start:] if whole else [raw.lines[i] for i in keep]
    return SourceBody(headers, rows, lines, (*raw.notes, *notes))


def _header_row(raw: Raw, known: Callable[[str], bool]) -> int:
    filled = [_count(row) for row in raw.rows[:LOOK]]
    if not any(filled):
        raise BadInput(f"{raw.name} is empty.", "Export it again, and check that it holds rows.")
    first = next(i for i, number in enumerate(filled) if 2 * number >= max(filled))
    best, number = best_header(raw.rows, known)
    if number > 1 or (number and best <= first):
        return best
    if any(
        not isinstance(cell, str) or _LIKE_DATA.search(cell) for cell in filter(is_filled, raw.rows[first])
    ):
        raise BadInput(
            f"{raw.name} has no line with headers: line {raw.lines[first]} looks like data.",
            'Name its columns from left to right, leaving out those that are not needed: --columns "Contact ID, , Date, Amount".',
        )
    return first


def _end(rows: Sequence[Row], start: int, width: int) -> int:
    """Where the rows end: a footnote after a blank line, or a line of totals, is none of them."""
    end = len(rows)
    while end > start and _is_blank(rows[end - 1]):
        end -= 1
    last = end
    if width >= _WIDE:
        while end > start and _count(rows[end - 1]) <= 1:
            end -= 1
        # Rows with one cell may be data; only after a blank line they are surely no part of the table.
        blank = next((i for i in range(end, last) if _is_blank(rows[i])), None)
        end = last if blank is None else blank
    while end > start and _is_blank(rows[end - 1]):
        end -= 1
    if end - 1 > start and _is_total(rows[end - 1], width):
        end -= 1
    return end if end < last else len(rows)


def _is_total(row: Row, width: int) -> bool:
    filled = list(filter(is_filled, row))
    return (
        bool(filled)
        and 2 * len(filled) <= width + 1
        and letters_and_digits(text_of_cell(filled[0])) in _TOTALS
    )


def _is_blank(row: Row) -> bool:
    return not any(map(is_filled, row))


def _count(row: Row) -> int:
    return sum(map(is_filled, row))
