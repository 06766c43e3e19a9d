"""A sheet without its rows, which may be many: a sheet's part in, the same with new cells and another frame out, in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.graft.heights import with_heights
from salesbook.books.xlsx.graft.rows import NewCells, with_cells
from salesbook.books.xlsx.markup import ahead, hide, sheet_data, unclosed, up_to_rows
from salesbook.books.xlsx.package import Package
from salesbook.errors import Damaged


class SheetFrame:
    """`frame` is the sheet as it is written, without its rows: to be read and changed as if it were a small sheet.

    Raises CannotChange for a sheet that is no UTF-8, Damaged for one that breaks off.
    """

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self.frame = b"".join(piece for is_rows, piece in self._pieces() if not is_rows)
        self._cells: list[NewCells] = []
        self._heights: dict[int, float] = {}

    @property
    def prefix(self) -> bytes:
        """What stands before the names of the sheet's elements, with its colon."""
        found = sheet_data(hide(self.frame))
        return (found[1] or b"") if found else b""

    def change(self, made: Callable[[bytes], bytes]) -> None:
        """Make another frame of the frame."""
        self.frame = made(self.frame)

    def rows(self) -> Iterator[bytes]:
        """The rows as they are, in blocks of whole ones."""
        return (piece for is_rows, piece in self._pieces() if is_rows)

    def insert(self, cells: NewCells) -> None:
        """Put in cells when the sheet is written."""
        self._cells.append(cells)

    def raise_rows(self, heights: Mapping[int, float]) -> None:
        """Make rows, by number, at least so high, in points, when the sheet is written."""
        self._heights.update(heights)

    def blocks(self) -> Iterator[bytes]:
        """The sheet as it shall be. Raises what the new cells' `refuse` makes of one that is not blank."""
        opening = sheet_data(hide(self.frame))
        if opening is None or not (self._cells or self._heights):
            yield from self._unchanged()
            return
        head, tag, tail = self.frame[: opening.start()], opening[0], self.frame[opening.end() :]
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
            tail = b"</" + self.prefix + b"sheetData>" + tail
        rows: Iterable[bytes] = ahead(self.rows())
        for cells in self._cells:
            rows = with_cells(rows, self.prefix, cells)
        if self._heights:
            rows = with_heights(rows, self.prefix, self._heights)
        yield head + tag
        yield from rows
        yield tail

    def _unchanged(self) -> Iterator[bytes]:
        """The frame with the rows as they are."""
        opening = sheet_data(hide(self.frame))
        cut = opening.end() if opening else 0
        yield self.frame[:cut]
        yield from self.rows()
        yield self.frame[cut:]

    def _pieces(self) -> Iterator[tuple[bool, bytes]]:
        """The sheet in its order, each piece with whether it is whole rows."""
        blocks = self._package.stream(self._part)
        data, opening = up_to_rows(blocks)
        refuse_unusual(self._package.path, f"its part {self._part}", data)
        if opening is None:
            raise self._cut_off()
        yield False, data[: opening.end()]
        tail = data[opening.end() :]
        if not opening[0].endswith(b"/>"):
            for piece in self._rows(tail, blocks, opening[1] or b""):
                yield piece
                tail = b""
        yield False, tail
        yield from ((False, block) for block in blocks)

    def _rows(self, data: bytes, blocks: Iterator[bytes], prefix: bytes) -> Iterator[tuple[bool, bytes]]:
        """Rows, block by block, and last what follows them in the block where they end."""
        row, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
        while True:
            seen = hide(data)
            limit = unclosed(seen)
            last = seen.find(end, 0, limit)
            cut = last if last >= 0 else seen.rfind(row, 0, limit)
            if cut > 0:
                yield True, data[:cut]
            data = data[max(cut, 0) :]
            if last >= 0:
                yield False, data
                return
            block = next(blocks, None)
            if block is None:
                raise self._cut_off()
            data += block

    def _cut_off(self) -> Damaged:
        return Damaged(self._package.path, f"its part {self._part} breaks off")
