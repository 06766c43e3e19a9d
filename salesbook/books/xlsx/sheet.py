"""A sheet's XML rewritten as it streams by: rows that nobody touches pass through unparsed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping

from salesbook.books.xlsx.cells import CellBody, Encoder, TextTooLong
from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.fast import FastRows
from salesbook.books.xlsx.fill import filled_down
from salesbook.books.xlsx.markup import (
    hide,
    unclosed,
    up_to_rows,
)
from salesbook.books.xlsx.recalculation.stale import StaleValues
from salesbook.books.xlsx.refs import cell_name
from salesbook.books.xlsx.row_finder import RowFinder, column_styles, with_used_range
from salesbook.books.xlsx.rows import FormulaGroup, Occupied, RowEditor, unhidden_row
from salesbook.books.xlsx.styles import Styles
from salesbook.books.xlsx.target import SheetTarget, Window
from salesbook.errors import CannotChange, Damaged, InTheWay
from salesbook.tables.plan import CELL_LIMIT

_ROWS = 128  # joined at once: small pieces of memory are used again, large ones cost more than their copying
_BEYOND = 1 << 30  # any last row


class SheetStream:
    """Passes one sheet through, with the target's rows changed.

    `tail` changes what follows the rows, and `clean` takes out values that are no longer true.
    `kept` has the rows of the target that are watched, as they are afterwards.
    """

    def __init__(
        self,
        path: str,
        sheet: str,
        target: SheetTarget,
        styles: Styles,
        *,
        date1904: bool,
        tail: Callable[[bytes], bytes] = bytes,
        clean: StaleValues | None = None,
    ) -> None:
        self.path = path
        self.sheet = sheet
        self.target = target
        self.styles = styles
        self.date1904 = date1904
        self.tail = tail
        self.clean = clean
        self.kept: dict[int, bytes] = {}
        self.number = 0  # of the last row that passed
        self.previous = b""  # the last row of the block before
        self.block = b"", b"", 0  # the one at hand, and where in it the row stands
        self.unchanged = (None,) * len(target.columns)

    def run(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The new content. Raises CannotChange, InTheWay or Damaged."""
        data, opening = up_to_rows(blocks)
        refuse_unusual(self.path, f"the sheet {self.sheet}", data)
        if opening is None:
            raise Damaged(self.path, f"the sheet {self.sheet} breaks off")
        self._prepare(opening[1] or b"", data[: opening.start()])
        yield with_used_range(data[: opening.start()], self.target.extended)
        if opening[0].endswith(b"/>"):
            closing = b"</" + (opening[1] or b"") + b"sheetData>"
            tag = opening[0][:-2].rstrip() + b">"
            for rows in self._missing(_BEYOND):
                yield tag + rows
                tag = b""
            yield opening[0] if tag else closing
            tail = data[opening.end() :]
        else:
            yield opening[0]
            tail = yield from self._body(data[opening.end() :], blocks)
        yield self.tail(tail + b"".join(blocks))

    def _prepare(self, prefix: bytes, head: bytes) -> None:
        defaults = column_styles(head, self.target.columns)
        self.encoder = Encoder(prefix, date1904=self.date1904)
        self.editor = RowEditor(prefix, self.target.columns, defaults, self.styles, self.target.frees)
        self.fast = FastRows(self.editor)
        if self.clean:
            self.clean.use_prefix(prefix)
        self.row = b"<" + prefix + b"row"
        self.row_end = b"</" + prefix + b"row"
        self.end = b"</" + prefix + b"sheetData"
        self.finder = RowFinder(self.row)
        self.window: Window | None = None

    def _body(self, data: bytes, blocks: Iterator[bytes]) -> Generator[bytes, None, bytes]:
        """Rows, block by block; returns what follows them."""
        while True:
            seen = hide(data)
            limit = unclosed(seen)
            end = seen.find(self.end, 0, limit)
            cut = end if end >= 0 else seen.rfind(self.row, 0, limit)
            if cut > 0:
                rows = data[:cut]
                yield from self._cleaned(rows, rows if seen is data else seen[:cut])
            if end >= 0:
                yield from self._missing(_BEYOND)
                return data[end:]
            data = data[max(cut, 0) :]
            block = next(blocks, None)
            if block is None:
                raise Damaged(self.path, f"the sheet {self.sheet} breaks off")
            data += block

    def _cleaned(self, data: bytes, seen: bytes) -> Iterator[bytes]:
        """Whole rows, changed, without stale values. A block without formulas has none; ours have no values."""
        self.fast.formulas = self.clean is None or self.clean.concerns(seen)
        if self.clean is None or not self.fast.formulas:
            return self._rows(data, seen)
        if self.target.watched:
            self.clean.learn(seen)
        return map(self.clean, self._rows(data, seen))

    def _rows(self, data: bytes, seen: bytes) -> Iterator[bytes]:
        """Whole rows, changed."""
        out: list[bytes] = []
        at = 0
        self.block = data, seen, 0
        while stop := self.target.next_mark(self.number + 1):
            start, number = self.finder.find(seen, at, stop, self.number)
            out.append(data[at:start])
            at = start
            if start == len(data):
                self.number = number
                break
            self.block = data, seen, start
            if stop < number:
                yield b"".join(out)
                out = []
                yield from self._missing(number)
            at, row = self._one(data, seen, start, number)
            out.append(unhidden_row(row) if self.target.shows(number) else row)
            self.number = number
            if len(out) > _ROWS:
                yield b"".join(out)
                out = []
        out.append(data[at:])
        yield b"".join(out)
        self.previous = data[max(seen.rfind(self.row), 0) :]

    def _one(self, data: bytes, seen: bytes, start: int, number: int) -> tuple[int, bytes]:
        """Where a row ends, and the row as it will be."""
        cells = seen.find(b">", start) + 1
        if seen.startswith(b"/>", cells - 2):
            end = cells_end = cells
        else:
            cells_end = seen.find(self.row_end, cells)
            end = seen.find(b">", cells_end) + 1
        if not self.target.is_marked(number):
            return end, data[start:end]
        window = self._window_at(number)
        bodies = window.rows[number - window.first]
        old = row = data[start:end]
        if bodies != self.unchanged:
            usual = end > cells and seen is data and not window.fresh
            fast = self.fast.row(data, start, cells, cells_end, number, bodies, window) if usual else None
            if fast is not None:
                return end, fast + data[cells_end:end]
            row = self._edited(old, number, bodies, window.fresh)
            if usual:
                self.fast.learn(number, old, row, window)
        self.fast.note(number, row)
        if number in self.target.watched:
            self.kept[number] = row
        return end, row

    def _missing(self, until: int) -> Iterator[bytes]:
        """Rows before number `until` that change and that the file does not have."""
        while 0 < (row := self.target.next_mark(self.number + 1)) < until:
            window = self._window_at(row)
            end = min(window.end, until)
            if len(window.fresh) == len(self.target.columns) and window.is_usual:
                made = self.fast.fresh(row, end, window, self._above(row))
                if made is not None:
                    yield from made
                    self.number = end - 1
                    continue
            blank = self.row + b' r="%d"/>' % row
            one = self._edited(blank, row, window.rows[row - window.first], window.fresh)
            self.fast.note(row, one)
            self.number = row
            if one is not blank:
                yield one

    def _edited(self, row: bytes, number: int, bodies: tuple[CellBody, ...], fresh: frozenset[int]) -> bytes:
        try:
            return self.editor.change(
                row,
                number,
                bodies,
                fresh,
                self.target.vacated(number),
                lambda: self._above(number),
            )
        except FormulaGroup as error:
            cell = self._cell(number, error.column)
            what = f"{cell} holds a formula that fills several cells"
            todo = "In Excel, replace those formulas by ones of a single cell each, or by their values."
            raise CannotChange(self.path, what, todo) from error
        except Occupied as error:
            table = self.target.table_at(number, error.column).place.name
            raise InTheWay(self.path, table, self._cell(number, error.column)) from error

    def _above(self, number: int) -> Mapping[int, bytes]:
        """The formats of the row above by column, as far as it belongs to the same table's body."""
        styles = self.fast.above(number)
        if styles is None:
            data, seen, start = self.block
            at = seen.rfind(self.row, 0, start)
            row = data[at:start] if at >= 0 else self.previous
            styles = {}
            if row and self.finder.stated(hide(row), row.find(self.row)) in {0, number - 1}:
                styles = self.editor.styles_of(row)
        if number in self.target.tops:
            tops = self.target.top_columns(number)
            styles = {column: style for column, style in styles.items() if column not in tops}
        return styles

    def _window_at(self, row: int) -> Window:
        window = self.window
        if window is None or not window.first <= row < window.end:
            groups = self.clean.groups if self.clean else {}
            for table in self.target.tables:
                if table.moves and row > table.old_last:
                    known = self.target.formulas
                    if table.place.name not in known:
                        known[table.place.name] = filled_down(table, self.kept, self.editor, groups)
            try:
                window = self.window = self.target.window(row, self.encoder)
            except TextTooLong as error:
                cell = self._cell(*self.target.cell_of(row, error.value))
                what = (
                    f"the text for {cell} is longer than the {CELL_LIMIT:,} characters that a cell can hold"
                )
                raise CannotChange(self.path, what, "Shorten it, then run this again.") from error
        return window

    def _cell(self, row: int, column: int) -> str:
        return cell_name(self.sheet, row, column)
