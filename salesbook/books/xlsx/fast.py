"""The usual rows, patched without looking at each cell.

Rows of one sheet resemble each other: the same columns, the same formats. The beginnings of a
row's cells, its shape, are looked up in a dictionary that holds for each shape a template to fill
in. Whatever is out of the ordinary is left to `rows.RowEditor`, which does one row at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from salesbook.books.xlsx.cells import DATED, Blank, Body
from salesbook.books.xlsx.markup import without_attribute
from salesbook.books.xlsx.refs import letters, number
from salesbook.books.xlsx.rows import RowEditor
from salesbook.books.xlsx.target import Window

_HEAD = re.compile(rb'([A-Z]+)#"(?: s="(\d+)")?(?: t="\w+")?/?')
_LAST = re.compile(rb"[A-Z]+")
_MANY_SHAPES = 5_000
_BULK = 256  # rows made at once


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of one shape are put together; "#" stands for the row's number.

    `order` has a pair for each cell of the result: its place among the bodies or -1, and its
    place among the row's pieces or 0. `template` serves rows in which all those cells change.
    `styles` are the formats of the target's columns.
    """

    template: bytes
    beginnings: bytes
    order: tuple[tuple[int, int], ...]
    complete: bool
    pieces: tuple[int, ...]
    styles: tuple[bytes | None, ...]


# Under a key: the shape; columns whose formats the row above decides; or False, for unusual rows.
Shapes = dict[object, Shape | tuple[int, ...] | bool]


class FastRows:
    """Fast ways for the rows of one sheet, next to its `editor`."""

    def __init__(self, editor: RowEditor) -> None:
        self.editor = editor
        self.opening = editor.opening + b' r="'
        span = range(editor.columns[0], editor.columns[-1] + 1) if editor.columns else range(0)
        self.firsts = [self.opening + letters(column).encode() for column in span]
        self.place = {column: j for j, column in enumerate(editor.columns)}
        self._caches: dict[object, Shapes] = {}
        self._window: Window | None = None
        self._shapes: Shapes = {}
        self._last: tuple[int, Shape | bytes | Mapping[int, bytes], tuple[Body, ...]] = (0, b"", ())

    def row(
        self, data: bytes, start: int, cells: int, end: int, at: int, bodies: tuple[Body, ...], window: Window
    ) -> bytes | None:
        """A row from its start tag at `start` to `end`, where its cells end; None: it is not a usual one."""
        if window is not self._window:
            self._adopt(window)
        tag = data[start:cells]
        mark = b'%d"' % at
        tail = self._tail(data, cells, end, mark) if window.is_usual else -1
        if tail < 0 or b" s=" in tag:
            return None
        pieces = data[tail:end].split(self.opening)
        if data.count(self.editor.opening, tail, end) != len(pieces) - 1:
            return None
        key = b"|".join([piece[: piece.find(b">")] for piece in pieces]).replace(mark, b'#"')
        shape = self._shapes.get(key)
        if not isinstance(shape, Shape):
            shape = self._other_shape(key, shape, at, window)
            if shape is None:
                return None
        if data.find(b"<f", tail, end) >= 0 and any(b"<f" in pieces[i] for i in shape.pieces):
            return None
        if b" spans=" in tag:
            tag = without_attribute(tag, b"spans")
        self._last = at, shape, bodies
        if shape.complete and None not in bodies:
            return tag + data[cells:tail] + shape.template.replace(b"#", mark[:-1]) % bodies
        return tag + data[cells:tail] + self._mixed(shape, pieces, bodies, mark[:-1])

    def note(self, at: int, row: bytes | Mapping[int, bytes]) -> None:
        """Tell of a row that was made otherwise: the formats of the next one may depend on it."""
        self._last = at, row, ()

    def above(self, at: int) -> Mapping[int, bytes] | None:
        """The formats of the row above row `at` by column, where that is the last row made."""
        number_above, row, bodies = self._last
        if number_above != at - 1:
            return None
        if isinstance(row, bytes):
            row = self.editor.styles_of(row)
        elif isinstance(row, Shape):
            row = self._styles(row, bodies)
        self._last = number_above, row, ()
        return row

    def fresh(
        self, first: int, end: int, window: Window, above: Mapping[int, bytes]
    ) -> Iterator[bytes] | None:
        """New rows `first` to `end - 1`, all of them new to their table in every column.

        None where a column has dates among other values, and they need another format.
        """
        styles: dict[int, bytes] = {}
        template = b""
        for column, kinds in zip(self.editor.columns, window.kinds, strict=True):
            style = old = above.get(column, self.editor.defaults.get(column))
            for kind in kinds.intersection(DATED):
                style = self.editor.styles.dated(style, kind)
            if style != old and bytes in kinds:
                return None
            if style is not None:
                styles[column] = style
            template += self._beginning(column, style) + b"%b"
        rows = window.rows[first - window.first : end - window.first]
        self.note(end - 1, styles)
        return self._filled(template, first, rows)

    def _filled(self, template: bytes, first: int, rows: Sequence[tuple[Body, ...]]) -> Iterator[bytes]:
        opening, closing = self.editor.row_opening + b' r="%d">', self.editor.row_closing
        for i in range(0, len(rows), _BULK):
            yield b"".join(
                [
                    opening % at + template.replace(b"#", b"%d" % at) % bodies + closing
                    for at, bodies in enumerate(rows[i : i + _BULK], first + i)
                ]
            )

    def _adopt(self, window: Window) -> None:
        self._window = window
        self._shapes = self._caches.setdefault(window.kinds, {})

    def _mixed(self, shape: Shape, pieces: list[bytes], bodies: tuple[Body, ...], at: bytes) -> bytes:
        opening = self.opening
        out = []
        for (j, i), beginning in zip(
            shape.order, shape.beginnings.replace(b"#", at).split(b"|"), strict=True
        ):
            body = bodies[j] if j >= 0 else None
            if body is None:
                if i:
                    out.append(opening + pieces[i])
            elif i or not isinstance(body, Blank):
                out.append(beginning + body)
        return b"".join(out)

    def _tail(self, data: bytes, cells: int, end: int, mark: bytes) -> int:
        """Where the first cell stands that may change, or one after it; -1 where that is not clear."""
        tail = data.find(self.firsts[0] + mark, cells, end)
        if tail >= 0:
            return tail
        if data.count(self.editor.opening, cells, end) != data.count(self.opening, cells, end):
            return -1
        last = data.rfind(self.opening, cells, end)
        if last < 0:
            return end
        name = _LAST.match(data, last + len(self.opening))
        if name and number(name[0].decode()) < self.editor.columns[0]:
            return end
        for first in self.firsts[1:]:
            tail = data.find(first + mark, cells, end)
            if tail >= 0:
                return tail
        return -1

    def _other_shape(
        self, key: bytes, known: tuple[int, ...] | bool | None, at: int, window: Window
    ) -> Shape | None:
        """The shape for a key that is new, or whose missing cells take their formats from the row above."""
        if known is None:
            found = self._columns_of(key)
            missing = [column for column in self.editor.columns if found is not None and column not in found]
            lacking = tuple(column for column in missing if column not in self.editor.defaults)
            if found is None or not lacking:
                return self._remember(
                    key, None if found is None else self._shaped(found, self.editor.defaults, window)
                )
            self._remember(key, known := lacking)
        above = self.above(at) if isinstance(known, tuple) and at not in window.tops else None
        if above is None or not isinstance(known, tuple):
            return None
        full = key, tuple(above.get(column) for column in known)
        shape = self._shapes.get(full)
        if shape is None:
            formats = {**above, **self.editor.defaults}
            return self._remember(full, self._shaped(self._columns_of(key) or {}, formats, window))
        return shape if isinstance(shape, Shape) else None

    def _remember(self, key: object, shape: Shape | tuple[int, ...] | None) -> Shape | None:
        if len(self._shapes) < _MANY_SHAPES:
            self._shapes[key] = shape or False
        return shape if isinstance(shape, Shape) else None

    def _columns_of(self, key: bytes) -> dict[int, tuple[int, bytes | None]] | None:
        """The cells of a row by column, with their formats; None where a cell has an unusual form."""
        heads = key.split(b"|")[1:]
        found: dict[int, tuple[int, bytes | None]] = {}
        for i, head in enumerate(heads, 1):
            match = _HEAD.fullmatch(head)
            if not match:
                return None
            found[number(match[1].decode())] = i, match[2]
        in_order = list(found) == sorted(found) and len(found) == len(heads)
        return found if in_order else None

    def _shaped(
        self, found: Mapping[int, tuple[int, bytes | None]], missing: Mapping[int, bytes], window: Window
    ) -> Shape | None:
        order: list[tuple[int, int]] = []
        beginnings: list[bytes] = []
        styles: list[bytes | None] = []
        for column in sorted({*self.editor.columns, *found}):
            i, style = found.get(column) or (0, missing.get(column))
            j = self.place.get(column, -1)
            if j >= 0:
                dates = window.kinds[j].intersection(DATED)
                dated: set[bytes | None] = {self.editor.styles.dated(style, kind) for kind in dates}
                dated = dated or {style}
                if dated != {style} and (len(dated) > 1 or len(window.kinds[j]) > 1):
                    return None  # some cells of the column need another format, some do not
                style = dated.pop()
                styles.append(style)
            order.append((j, i))
            beginnings.append(self._beginning(column, style))
        return Shape(
            template=b"".join(beginning + b"%b" for beginning in beginnings),
            beginnings=b"|".join(beginnings),
            order=tuple(order),
            complete=all(i and j >= 0 for j, i in order),
            pieces=tuple(i for j, i in order if i and j >= 0),
            styles=tuple(styles),
        )

    def _beginning(self, column: int, style: bytes | None) -> bytes:
        form = b' s="%b"' % style if style is not None else b""
        return b'%b%b#"%b' % (self.opening, letters(column).encode(), form)

    def _styles(self, shape: Shape, bodies: tuple[Body, ...]) -> dict[int, bytes]:
        there = {j for j, i in shape.order if i or (j >= 0 and not isinstance(bodies[j], Blank | None))}
        return {
            column: style
            for j, (column, style) in enumerate(zip(self.editor.columns, shape.styles, strict=True))
            if style is not None and j in there
        }
