"""Pieces of sheets read by python-calamine: whatever is not written in the usual way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.pieces import fully_marked, marked, uncalculated
from salesbook.books.xlsx.scan import RowBlock
from salesbook.books.xlsx.values import Values
from salesbook.errors import Damaged
from salesbook.tables.grid import column_number
from salesbook.util.rust_panics import Panicked, caught

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = f'<Relationship Id="{{}}" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{{:d}}"/>'
    '<sheets><sheet name="s" sheetId="1" r:id="sheet"/></sheets></workbook>'
)
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode() + b"%s</sheetData></worksheet>"


class Calamine:
    """Makes small workbooks in memory and has calamine read them. `texts` gives the shared strings."""

    def __init__(self, package: Package, layout: Layout, texts: Callable[[], npt.NDArray[Any]]) -> None:
        self.path = package.path
        self.date1904 = layout.date1904
        self.styles = package.read(layout.styles) if package.find(layout.styles) else b""
        self.values = Values(texts)

    def blocks(self, part: str, piece: bytes) -> Iterator[RowBlock]:
        """The piece's values. Raises Damaged, or IndexError where a shared text is missing."""
        for rows, formulas in marked(piece):
            sheet = self._sheet(part, rows)
            top, left = sheet.start or (0, 0)
            columns = zip(*sheet.to_python(), strict=True) if sheet.start else ()
            block = RowBlock(part, top + 1, sheet.height)
            for i, cells in enumerate(columns, left + 1):
                values = self.values.of(cells)
                if values.count(None) < len(values):
                    block.columns[i] = values
            for column, row in formulas:
                block.formulas.setdefault(column_number(column.decode()), []).append(int(row))
            for column, row in uncalculated(rows) if formulas else ():
                block.uncalculated.setdefault(column_number(column.decode()), []).append(int(row))
            yield block

    def _sheet(self, part: str, rows: bytes) -> CalamineSheet:
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            with caught():
                return CalamineWorkbook.from_filelike(self._workbook(rows)).get_sheet_by_name("s")
        except (CalamineError, Panicked) as error:
            again = fully_marked(rows)
            if again != rows:
                return self._sheet(part, again)
            raise Damaged(self.path, f"its part {part} cannot be read: {error}") from error

    def _workbook(self, rows: bytes) -> io.BytesIO:
        relations = _RELATION.format("sheet", "worksheet", "sheet.xml")
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr(
                "_rels/.rels",
                _RELATIONS.format(_RELATION.format("book", "officeDocument", "xl/workbook.xml")),
            )
            archive.writestr("xl/workbook.xml", _WORKBOOK.format(self.date1904))
            archive.writestr("xl/sheet.xml", _SHEET % rows)
            if self.styles:
                archive.writestr("xl/styles.xml", self.styles)
                relations += _RELATION.format("styles", "styles", "styles.xml")
            archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(relations))
        file.seek(0)
        return file
