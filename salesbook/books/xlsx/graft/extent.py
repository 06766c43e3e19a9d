"""What a sheet says of itself as a whole when cells come to it: its widths, its used range, whether it may be changed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.markup import attribute, hide, start_tag, with_attribute
from salesbook.books.xlsx.refs import Area, area

_YES = {b"1", b"true", b"on"}


def locks_cells(sheet: bytes) -> bool:
    """Whether people protect the sheet from being changed."""
    return any(
        attribute(found[0], b"sheet") in _YES for found in start_tag(b"sheetProtection").finditer(hide(sheet))
    )


def widths(donor_sheet: bytes, columns: Mapping[int, int], formats: DonorFormats) -> dict[int, bytes]:
    """The tags that give columns their widths and formats, by their column here; `columns` maps the donor's to these."""
    found = {}
    for tag in start_tag(b"col").finditer(donor_sheet):
        first, last = (int(attribute(tag[0], name) or 0) for name in (b"min", b"max"))
        for column in columns.keys() & set(range(first, last + 1)):
            style = attribute(tag[0], b"style")
            number = b"%d" % formats.cell(int(style or 0))
            found[columns[column]] = tag[0] if style is None else with_attribute(tag[0], b"style", number)
    return found


def wider_used_range(sheet: bytes, span: Area) -> bytes:
    """The sheet, whose used range reaches over the new cells."""

    def wider(found: re.Match[bytes]) -> bytes:
        old = area((attribute(found[0], b"ref") or b"").decode())
        if old is None:
            return found[0]
        new = Area(
            min(old.left, span.left),
            min(old.top, span.top),
            max(old.right, span.right),
            max(old.bottom, span.bottom),
        )
        return with_attribute(found[0], b"ref", str(new).encode())

    return start_tag(b"dimension").sub(wider, sheet, count=1)
