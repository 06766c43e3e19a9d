"""Where a sheet's rows stand in its XML, and what is said of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from salesbook.books.xlsx.markup import attribute, hide, start_tag, with_attribute
from salesbook.books.xlsx.refs import Area, area


class RowFinder:
    """Finds rows by number in runs of whole rows, without looking at each. `row` begins a row's tag."""

    def __init__(self, row: bytes) -> None:
        self.row = row

    def find(self, rows: bytes, at: int, stop: int, above: int) -> tuple[int, int]:
        """Where the first row from number `stop` on starts, and its number.

        `above` is the number of the row before position `at`; rows may leave theirs out. Where no
        such row comes: the end, and the number of the last row.
        """
        probe = b'%b r="%d"' % (self.row, stop)
        if rows.startswith(probe, at):
            return at, stop
        last = rows.rfind(self.row, at)
        number = self.stated(rows, last) if last >= 0 else above
        if number and number < stop:
            return len(rows), number
        start = rows.find(probe, at) if number else -1
        if start >= 0:
            return start, stop
        number = above
        for found in start_tag(b"row").finditer(rows, at):
            number = self.stated(rows, found.start()) or number + 1
            if number >= stop:
                return found.start(), number
        return len(rows), number

    def stated(self, rows: bytes, start: int) -> int:
        """The number that a row's tag states, 0 where it states none."""
        number = attribute(rows[start : rows.find(b">", start) + 1], b"r")
        return int(number) if number else 0


def column_styles(head: bytes, columns: Sequence[int]) -> dict[int, bytes]:
    """The formats of whole columns, where they are not the standard one."""
    styles = {}
    for found in start_tag(b"col").finditer(hide(head)):
        style, first, last = (attribute(found[0], name) for name in (b"style", b"min", b"max"))
        if style and style != b"0" and first and last:
            for column in columns:
                if int(first) <= column <= int(last):
                    styles[column] = style
    return styles


def with_used_range(head: bytes, extended: Callable[[Area], Area]) -> bytes:
    """A sheet's beginning, with the used range as it will be."""

    def widened(found: re.Match[bytes]) -> bytes:
        old = area((attribute(found[0], b"ref") or b"").decode())
        if old is None:
            return found[0]
        new = extended(old)
        return found[0] if new == old else with_attribute(found[0], b"ref", str(new).encode())

    return start_tag(b"dimension").sub(widened, head)
