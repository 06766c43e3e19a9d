"""The usual rows, patched without looking at each cell.

Rows of one sheet resemble each other: the same columns, the same formats. So what was learnt from
one row, which `rows.RowEditor` took apart, serves the next ones as a pattern: where a row fits
it, whole runs of cells are filled in at once. A row that does not fit is left to the editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

from salesbook.books.xlsx.cells import DATED, CellBody, EmptiedCell
from salesbook.books.xlsx.markup import without_attribute
from salesbook.books.xlsx.pattern import Pattern
from salesbook.books.xlsx.rows import RowEditor
from salesbook.books.xlsx.target import Window
from salesbook.tables.grid import column_letters

_STAYS = frozenset({type(None)})
_PATTERNS = 2  # kept: people colour every other row
_PATIENCE = 40  # rows that fitted no pattern, until learning stops for a while
_BULK = 256  # rows made at once


class FastRows:
    """Fast ways for the rows of one sheet, next to its `editor`. `formulas` tells whether there may be any."""

    def __init__(self, editor: RowEditor) -> None:
        self.editor = editor
        self.formulas = True
        self._window: Window | None = None
        self._live: list[int] = []
        self._pick: Callable[[tuple[CellBody, ...]], tuple[CellBody, ...]] = tuple
        self._caches: dict[object, list[Pattern]] = {}
        self._patterns: list[Pattern] = []
        self._misses = 0
        self._last: tuple[int, bytes | Mapping[int, bytes], Pattern | None] = (0, b"", None)

    def row(
        self,
        data: bytes,
        start: int,
        cells: int,
        end: int,
        at: int,
        bodies: tuple[CellBody, ...],
        window: Window,
    ) -> bytes | None:
        """A row from its start tag at `start` to `end`, where its cells end; None: it fits no pattern."""
        if window is not self._window:
            self._adopt(window)
        tag = data[start:cells]
        if not window.is_usual or b" s=" in tag:
            return None
        live, mark = self._pick(bodies), b"%d" % at
        for i, pattern in enumerate(self._patterns):
            if pattern.new and not self._knows_above(pattern, at, window):
                continue
            made = pattern.apply(data, cells, end, mark, live, self.formulas)
            if made is not None:
                if i:
                    self._patterns.insert(0, self._patterns.pop(i))
                self._misses = 0
                complete = not pattern.new or not any(
                    live[j] is None or type(live[j]) is EmptiedCell for j in pattern.new
                )
                inside = b"".join(made)
                if b" spans=" in tag and inside != data[cells:end]:
                    tag = without_attribute(tag, b"spans")
                row = tag + inside
                self._last = at, row, pattern if complete else None
                return row
        return None

    def learn(self, at: int, old: bytes, new: bytes, window: Window) -> None:
        """Take a row that the editor changed for a pattern of the next ones."""
        self.note(at, new)
        self._misses += 1
        if not window.is_usual or (self._misses > _PATIENCE and at % _PATIENCE):
            return
        if window is not self._window:
            self._adopt(window)
        columns = [self.editor.columns[j] for j in self._live]
        existing = {cell.column: cell.style for cell in self.editor.cells(old)}
        made = self.editor.styles_of(new)
        before = {column: existing[column] for column in columns if column in existing}
        after: dict[int, bytes | None] = {}
        for j, column in zip(self._live, columns, strict=True):
            if column not in before and column not in made and column not in self.editor.defaults:
                return
            style = before[column] if column in before else self.editor.defaults.get(column, made.get(column))
            dates = window.kinds[j].intersection(DATED)
            dated = {self.editor.styles.dated(style, kind) for kind in dates}
            if dated - {style} and (len(dated) > 1 or len(window.kinds[j]) > 1):
                return  # some cells of the column need another format, some do not
            after[column] = dated.pop() if dated else style
        others = sorted(set(existing) - set(columns))
        self._patterns.insert(0, Pattern(self.editor, columns, others, before, after))
        del self._patterns[_PATTERNS:]

    def note(self, at: int, row: bytes | Mapping[int, bytes]) -> None:
        """Tell of a row that was made otherwise: the formats of the next one may depend on it."""
        self._last = at, row, None

    def above(self, at: int) -> Mapping[int, bytes] | None:
        """The formats of the row above row `at` by column, where that is the last row made."""
        number, row, pattern = self._last
        if number != at - 1:
            return None
        if isinstance(row, bytes):
            row = self.editor.styles_of(row)
            self._last = number, row, pattern
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
            form = b' s="%b"' % style if style is not None else b""
            template += b'%b r="%b#"%b%%b' % (self.editor.opening, column_letters(column).encode(), form)
        rows = window.rows[first - window.first : end - window.first]
        self.note(end - 1, styles)
        return self._filled(template, first, rows)

    def _filled(self, template: bytes, first: int, rows: Sequence[tuple[CellBody, ...]]) -> Iterator[bytes]:
        opening, closing = self.editor.row_opening + b' r="%d">', self.editor.row_closing
        for i in range(0, len(rows), _BULK):
            yield b"".join(
                [
                    opening % at + template.replace(b"#", b"%d" % at) % bodies + closing
                    for at, bodies in enumerate(rows[i : i + _BULK], first + i)
                ]
            )

    def _adopt(self, window: Window) -> None:
        """Columns that stay as they are in a whole window are none of the pattern's business."""
        self._window = window
        self._live = [j for j, kinds in enumerate(window.kinds) if kinds != _STAYS]
        self._patterns = self._caches.setdefault(window.kinds, [])
        if len(self._live) == len(window.kinds):
            self._pick = tuple
        elif len(self._live) > 1:
            self._pick = itemgetter(*self._live)
        else:
            self._pick = lambda bodies: tuple(bodies[j] for j in self._live)

    def _knows_above(self, pattern: Pattern, at: int, window: Window) -> bool:
        """Whether new cells may take their formats from the pattern: from their column, or the row above has them."""
        if all(pattern.columns[j] in self.editor.defaults for j in pattern.new):
            return True
        number, _, last = self._last
        return number == at - 1 and last is pattern and at not in window.tops
