"""Sheets read in blocks of rows, on more than one processor core, with little memory.

python-calamine turns XML into values; it takes whole workbooks only, holds them in memory whole,
drops error cells, and gives up on a sheet with an error that it does not know. So each piece of a
sheet goes to it as a workbook of its own, in which texts are numbers of shared strings, looked up
later, and errors are texts. It never sees a size that was not checked.
"""

from __future__ import annotations

import io
import os
import struct
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from isal import isal_zlib

from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.pieces import fully_marked, pieces, prepared
from salesbook.errors import Damaged

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_AHEAD = 4  # pieces under way: enough to keep the cores busy
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = f'<Relationship Id="{{}}" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{{:d}}"/>'
    '<sheets><sheet name="s" sheetId="1" r:id="worksheet"/></sheets></workbook>'
)
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Block:
    """Some rows of a sheet: `rows[0][0]` stands in sheet row `top` and column `left`, from 1.

    `formulas` has column and row of the cells with a formula. No values at all: no rows.
    """

    part: str
    top: int
    left: int
    rows: list[list[object]]
    formulas: list[tuple[bytes, bytes]]


def read_blocks(package: Package, layout: Layout, parts: Iterable[str]) -> Iterator[Block]:
    """The sheets' blocks in order. Raises Damaged."""
    reader = _Reader(package, layout)
    with ThreadPoolExecutor(max(2, min(3, os.cpu_count() or 1))) as pool:
        waiting: deque[Future[list[Block]]] = deque()
        try:
            for part in parts:
                for piece in pieces(package, part):
                    waiting.append(pool.submit(reader.blocks, part, piece))
                    if len(waiting) > _AHEAD:
                        yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Reader:
    """Makes small workbooks in memory and has calamine read them."""

    def __init__(self, package: Package, layout: Layout) -> None:
        self.path = package.path
        parts = {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": _WORKBOOK.format(layout.date1904).encode(),
            "xl/_rels/workbook.xml.rels": _relations(("styles", "styles.xml"), ("worksheet", "sheet.xml")),
        }
        if package.find(layout.styles):
            parts["xl/styles.xml"] = package.read(layout.styles)
        self.start, self.directory = b"", b""
        for name, data in parts.items():
            local, central = _headers(name, isal_zlib.crc32(data), len(data), len(self.start))
            self.start += local + data
            self.directory += central
        self.count = len(parts) + 1

    def blocks(self, part: str, piece: bytes) -> list[Block]:
        return [self._block(part, rows, formulas) for rows, formulas in prepared(piece)]

    def _block(self, part: str, rows: bytes, formulas: list[tuple[bytes, bytes]]) -> Block:
        sheet = self._parsed(part, rows)
        if sheet.start is None:
            return Block(part, 1, 1, [], formulas)
        top, left = sheet.start
        cells: list[list[object]] = sheet.to_python()  # type: ignore[assignment]  # lists know no common type
        return Block(part, top + 1, left + 1, cells, formulas)

    def _parsed(self, part: str, rows: bytes) -> CalamineSheet:
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self._workbook(rows))).get_sheet_by_name("s")
        except CalamineError as error:
            marked = fully_marked(rows)
            if marked != rows:
                return self._parsed(part, marked)
            raise Damaged(self.path, f"its part {part} cannot be read: {error}") from error

    def _workbook(self, rows: bytes) -> bytes:
        """A zip of unpacked parts, in one go: a copy less of each piece than the library makes."""
        head, tail = _SHEET
        crc = isal_zlib.crc32(tail, isal_zlib.crc32(rows, isal_zlib.crc32(head)))
        size = len(head) + len(rows) + len(tail)
        local, central = _headers("xl/sheet.xml", crc, size, len(self.start))
        directory = self.directory + central
        end = _END.pack(
            b"PK\5\6", 0, 0, self.count, self.count, len(directory), len(self.start) + len(local) + size, 0
        )
        return b"".join((self.start, local, head, rows, tail, directory, end))


def _relations(*targets: tuple[str, str]) -> bytes:
    return _RELATIONS.format("".join(_RELATION.format(kind, kind, name) for kind, name in targets)).encode()


def _headers(name: str, crc: int, size: int, offset: int) -> tuple[bytes, bytes]:
    """What a zip says of an unpacked part before the part itself, and in its directory."""
    raw = name.encode()
    date = 1 << 5 | 1  # the first of January 1980
    local = _LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, date, crc, size, size, len(raw), 0) + raw
    central = _CENTRAL.pack(
        b"PK\1\2", 20, 20, 0, 0, 0, date, crc, size, size, len(raw), 0, 0, 0, 0, 0, offset
    )
    return local, central + raw
