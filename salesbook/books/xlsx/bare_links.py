"""Links that no program has worked out, as openpyxl leaves them: =HYPERLINK("tel:+49221987654","0221 98 76 54").

In go the rows of a sheet as XML, out come the cells and the texts that they show: nothing but texts stands in such a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from salesbook.books.xlsx.formulas import link_text
from salesbook.books.xlsx.markup import unescape
from salesbook.books.xlsx.scan import RowBlock
from salesbook.tables.grid import column_number

_CELL = re.compile(
    rb"""<(?:[\w.-]+:)?c\b([^>]*)(?<!/)>\s*<(?:[\w.-]+:)?f\b[^>]*>(\s*HYPERLINK\([^<]*)</(?:[\w.-]+:)?f\s*>""",
    re.IGNORECASE,
)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d+)["']""")


def read_bare_links(blocks: list[RowBlock], piece: bytes) -> None:
    """Give the cells of the blocks their texts; they are no longer `uncalculated`."""
    if not any(block.uncalculated for block in blocks):
        return
    for column, row, text in _links(piece):
        for block in blocks:
            if row in (rows := block.uncalculated.get(column, [])):
                rows.remove(row)
                cells = block.columns.setdefault(column, [None] * block.height)
                cells[row - block.top] = text


def _links(piece: bytes) -> Iterator[tuple[int, int, str]]:
    for found in _CELL.finditer(piece):
        place, text = _PLACE.search(found[1]), link_text(unescape(found[2]))
        if place and text:
            yield column_number(place[1].decode()), int(place[2]), text
