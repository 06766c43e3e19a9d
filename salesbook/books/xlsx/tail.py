"""What follows a sheet's rows: ranges that follow a table, links that go, merged cells in the way."""

from __future__ import annotations

import re
from collections.abc import Callable

from salesbook.books.xlsx.grow import Growths
from salesbook.books.xlsx.markup import attribute, hide, start_tag
from salesbook.books.xlsx.page_breaks import with_page_starts
from salesbook.books.xlsx.refs import Area, area, cell_name
from salesbook.books.xlsx.target import SheetTarget
from salesbook.errors import InTheWay

_LINKS = re.compile(rb"<([\w.-]+:)?hyperlinks(?:\s[^>]*)?>.*?</([\w.-]+:)?hyperlinks\s*>", re.DOTALL)
_LINK = re.compile(rb"<([\w.-]+:)?hyperlink\s[^>]*?(?:/>|(?<!/)>\s*</([\w.-]+:)?hyperlink\s*>)")


class SheetTail:
    """Changes what follows the rows of one sheet, and tells `guard` of it first, who may object.

    Raises InTheWay for merged cells below a table that grows.
    """

    def __init__(
        self,
        path: str,
        sheet: str,
        target: SheetTarget,
        growths: Growths,
        guard: Callable[[bytes], None],
        links_back: Callable[[bytes], bytes],
    ) -> None:
        self.path = path
        self.sheet = sheet
        self.target = target
        self.growths = growths
        self.guard = guard
        self.links_back = links_back

    def __call__(self, tail: bytes) -> bytes:
        self.guard(tail)
        self._refuse_merged(tail)
        if self.target.tables:
            tail = self.links_back(_LINKS.sub(self._links, tail, count=1))
        for table in self.target.tables:
            if table.edit.page_starts is not None:
                tail = with_page_starts(tail, table.place.top, table.area.bottom, table.edit.page_starts)
        return self.growths.sheet_tail(tail, self.sheet)

    def _links(self, found: re.Match[bytes]) -> bytes:
        """Links of overwritten cells belonged to what stood there; a list of none is not allowed."""
        kept = _LINK.sub(self._link, found[0])
        return kept if start_tag(b"hyperlink").search(kept) else b""

    def _link(self, found: re.Match[bytes]) -> bytes:
        cells = area((attribute(found[0], b"ref") or b"").decode())
        single = cells is not None and (cells.left, cells.top) == (cells.right, cells.bottom)
        gone = cells is not None and single and self.target.touches(cells.top, cells.left)
        return b"" if gone else found[0]

    def _refuse_merged(self, tail: bytes) -> None:
        growing = [table for table in self.target.tables if table.last > table.typed_last]
        for tag in start_tag(b"mergeCell").finditer(hide(tail)) if growing else ():
            merged = area((attribute(tag[0], b"ref") or b"").decode())
            for table in growing:
                below = Area(table.place.left, table.typed_last + 1, table.right, table.area.bottom)
                if merged and merged.meets(below):
                    cell = cell_name(self.sheet, merged.top, merged.left)
                    raise InTheWay(self.path, table.place.name, cell)
