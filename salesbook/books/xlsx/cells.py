"""Values as they stand in a sheet's XML.

A cell is written in two pieces: its beginning, `<c r="B2" s="5"`, depends on where it stands, and
the rest, its body, on the value alone. Bodies are made a column at a time, before any row is
looked at. Their type tells what the row must know besides: the class Day asks for a date's
format, Blank for nothing but an empty cell, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite

from salesbook.books.xlsx.markup import escape
from salesbook.tables.plan import CELL_LIMIT, CellError, Link, Stood, Value

LONGEST_URL = 255  # characters in a text inside a formula

_ODD = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_REMEMBERED = 20_000  # texts and dates whose bodies are kept for the next rows
_DAY = timedelta(days=1)


class EmptiedCell(bytes):
    """An emptied cell, which keeps its format. A formula stays: a blank never overwrites it."""

    __slots__ = ()


class Vacated(EmptiedCell):
    """An emptied cell of a line that left its row: a formula goes as well, but one that fills other cells too."""

    __slots__ = ()


class Wiped(bytes):
    """No cell where a row leaves its table: its formula goes, and its look, so that nothing seems to be a line of it still."""

    __slots__ = ()


class Day(bytes):
    """A date, which needs a date's format to look like one."""

    __slots__ = ()


class Moment(bytes):
    """A date with a time of day."""

    __slots__ = ()


class TimeOfDay(bytes):
    """A time of day."""

    __slots__ = ()


class Offer(bytes):
    """A formula for cells that hold nothing yet."""

    __slots__ = ()


class Whole(bytes):
    """A complete cell, or none at all."""

    __slots__ = ()


CellBody = bytes | None  # None: the cell stays as it is
EMPTIED = EmptiedCell(b"/>")
VACATED = Vacated(b"/>")
WIPED = Wiped(b"")
NO_CELL = Whole(b"")
DATED = (Day, Moment, TimeOfDay)


class TextTooLong(Exception):  # never leaves the package: `write` names the cell
    """A text that no cell can hold."""

    def __init__(self, value: Value) -> None:
        super().__init__(value)
        self.value = value


class Encoder:
    """Makes bodies for a sheet whose tags have `prefix` (such as b"x:", mostly b"")."""

    def __init__(self, prefix: bytes, *, date1904: bool) -> None:
        p = prefix
        self.number = b"><%bv>%%r</%bv></%bc>" % (p, p, p)
        self.plain = b"><%bv>%%b</%bv></%bc>" % (p, p, p)
        self.typed = b' t="%%b"><%bv>%%b</%bv></%bc>' % (p, p, p)
        self.text = b' t="inlineStr"><%bis><%bt%%b>%%b</%bt></%bis></%bc>' % (p, p, p, p, p)
        self.link = b' t="str"><%bf>%%b</%bf><%bv>%%b</%bv></%bc>' % (p, p, p, p, p)
        self.inside = b"<%bf>%%b</%bf>" % (p, p)
        self.calculated = b"><%bf>%%b</%bf></%bc>" % (p, p, p)
        self.first_day = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
        self.date1904 = date1904
        self._known: dict[Value, bytes] = {}

    def column(self, values: Sequence[Value]) -> list[bytes]:
        """Bodies of many values. Raises TextTooLong."""
        kinds = set(map(type, values))
        if kinds <= {float, type(None)} and isfinite(sum(filter(None, values))):  # type: ignore[arg-type]
            number = self.number
            distinct = set(values)
            if 2 * len(distinct) > len(values):
                return [EMPTIED if value is None else number % value for value in values]
            bodies = {value: EMPTIED if value is None else number % value for value in distinct}
            return [bodies[value] for value in values]
        body = self.body
        if kinds & {float, int, bool}:  # 1, 1.0 and True would be one key
            return [body(value) for value in values]
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        for value in set(values).difference(known):
            known[value] = body(value)
        return [known[value] for value in values]

    def body(self, value: Value) -> bytes:  # one line a type
        """The rest of a cell that holds `value`. What is no number to Excel (NaN) is written as blank."""
        if isinstance(value, str):
            return self._text(value)
        if value is None:
            return EMPTIED
        if isinstance(value, bool):
            return self.typed % (b"b", b"1" if value else b"0")
        if isinstance(value, int):
            return self.plain % str(int(value)).encode()
        if isinstance(value, float):
            return self.plain % float.__repr__(value).encode() if isfinite(value) else EMPTIED
        if isinstance(value, Link):
            return self._link(value)
        if isinstance(value, Stood):
            return self._stood(value)
        if isinstance(value, CellError):
            return self.typed % (b"e", escape(value.code))
        return self._dated(value)

    def formula(self, text: str) -> bytes:
        """A formula without its value: whoever opens the workbook works it out."""
        return self.calculated % escape(text)

    def _stood(self, cell: Stood) -> bytes:
        """A formula comes back with the result that it had: nothing else may have changed."""
        if cell.formula:
            value = cell.value
            if isinstance(value, str):
                odd = not value or _ODD.search(value)
                return (
                    self.formula(cell.formula) if odd else self.link % (escape(cell.formula), escape(value))
                )
            body = self.body(value)
            if isinstance(body, EmptiedCell):
                return self.formula(cell.formula)
            end = body.index(b">") + 1
            return body[:end] + self.inside % escape(cell.formula) + body[end:]
        if cell.picture:
            return b' vm="%d"' % cell.picture + self.body(cell.value)
        return self.body(cell.value)

    def _text(self, text: str) -> bytes:
        if not text:
            return EMPTIED
        if len(text) > CELL_LIMIT // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > CELL_LIMIT:
            raise TextTooLong(text)
        if _ODD.search(text):
            text = _ODD.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        space = b"" if text[0] > " " and text[-1] > " " and "\n" not in text else b' xml:space="preserve"'
        return self.text % (space, escape(text))

    def _link(self, link: Link) -> bytes:
        """Excel allows 255 characters in a formula's text; what is longer becomes plain text."""
        if max(len(link.url), len(link.text)) > LONGEST_URL or _ODD.search(link.url + link.text):
            return self._text(link.text)
        url, text = (part.replace('"', '""') for part in (link.url, link.text))
        return self.link % (escape(f'HYPERLINK("{url}","{text}")'), escape(link.text))

    def _dated(self, value: date | time) -> bytes:
        if isinstance(value, time):
            seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
            return TimeOfDay(self.plain % repr(seconds / 86_400).encode())
        day = value.date() if isinstance(value, datetime) else value
        days = (day - self.first_day) // _DAY
        if days < (0 if self.date1904 else 2):
            return self._text(value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat())
        if days <= 60 and not self.date1904:  # Excel's year 1900 has a 29 February
            days -= 1
        if not isinstance(value, datetime):
            return Day(self.plain % str(days).encode())
        part = (value - datetime.combine(day, time(), value.tzinfo)) / _DAY
        return Moment(self.plain % (repr(days + part) if part else str(days)).encode())
