"""What is said of cells and workbooks that people keep from being changed: the same in closed and in open books."""

from __future__ import annotations

from salesbook.errors import CannotChange

PICTURE = (
    "(a picture lies on this line)"  # what a line is said to have, as if somebody had put a comment on it
)
_UNPROTECT = "Take the protection off (Review, Unprotect Sheet), then run this again."


def locked_cell(path: str, cell: str) -> CannotChange:
    """A cell that would be written is locked."""
    return CannotChange(path, f"{cell} is on a protected sheet", _UNPROTECT)


def fixed_table(path: str, table: str, sheet: str) -> CannotChange:
    """A table would grow or shrink, which programs allow on no protected sheet, whatever its cells are."""
    what = f"table {table} would change its length, and is on a protected sheet ({sheet})"
    return CannotChange(path, what, _UNPROTECT)


def fixed_columns(path: str, table: str, sheet: str) -> CannotChange:
    """A table would get columns."""
    what = f"table {table} would get columns, and is on a protected sheet ({sheet})"
    return CannotChange(path, what, _UNPROTECT)


def fixed_sheets(path: str) -> CannotChange:
    """The workbook would get a sheet, and its structure is protected."""
    todo = "Take the protection off (Review, Protect Workbook), then run this again."
    return CannotChange(path, "its structure is protected, so no sheet can come to it", todo)


def final(path: str) -> CannotChange:
    """The workbook is marked as final."""
    todo = "In Excel, click Edit Anyway and save it, then run this again."
    return CannotChange(path, "the workbook is marked as final", todo)
