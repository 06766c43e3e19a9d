"""Parts of a workbook that are not stored as UTF-8, as all programs but a few old ones store them: told, with what to do."""

from __future__ import annotations

from salesbook.books.xlsx.markup import is_utf8
from salesbook.errors import CannotChange

_HEAD = 200  # bytes that tell


def refuse_unusual(path: str, what: str, data: bytes) -> None:
    """Raise CannotChange where `data`, the beginning of `what`, is in another encoding: it is valid, and no damage."""
    if not is_utf8(data[:_HEAD]):
        todo = "Save the workbook once in Excel, then run this again."
        raise CannotChange(path, f"{what} is stored in an unusual encoding", todo)
