"""Saving a workbook: in the format that it has, or in one that an ending names; never in another one under its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.office.libreoffice.bridge import failure, properties
from salesbook.office.libreoffice.errors import CannotSave, OfficeError

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".xls": "MS Excel 97",
    ".ods": "calc8", ".csv": "Text - txt - csv (StarCalc)",
}  # fmt: skip
COMMA_UTF8 = "44,34,76,1"  # comma, quotation mark, UTF-8, from the first line on
_ELSEWHERE = "Save it under another name, such as {}.xlsx."


def save(book: Book) -> None:
    """Save a book into its file. Raises CannotSave where that would change the file's format, and where it fails."""
    path, name = Path(book.fullname), book.name
    then = _ELSEWHERE.format(path.stem)
    used = {each.Name: each.Value for each in book.xl.getArgs()}.get("FilterName", "")
    if FILTERS.get(path.suffix.lower()) != used:
        raise CannotSave(
            name, f"LibreOffice opens {path.suffix or 'such'} files, but cannot keep them as they are", then
        )
    if book.xl.isReadonly():
        raise CannotSave(name, "it is open for reading only", then)
    try:
        book.xl.store()
    except failure("io.IOException") as error:
        raise CannotSave(name, "LibreOffice could not write the file", then) from error


def save_as(book: Book, path: Path) -> None:
    """Save a book as another file, which is its file from then on; without an ending it becomes an .xlsx.

    Raises ValueError for an unknown ending, OpenElsewhere, and CannotSave.
    """
    from salesbook.office.libreoffice import locks

    if not path.suffix:
        path = path.with_suffix(".xlsx")
    kind = path.suffix.lower()
    if kind not in FILTERS:
        raise ValueError(
            f"{path.suffix} is no format that a book can be saved in here: take one of {', '.join(FILTERS)}."
        )
    if path == Path(book.fullname):
        if book.xl.hasLocation():
            save(book)
            return
    elif any(each.fullname == str(path) for each in book.app.books):
        raise CannotSave(book.name, f"{path} is open here as another workbook", "Close that one first.")
    else:
        locks.clear_way(path)
    options: dict[str, Any] = {"FilterName": FILTERS[kind], "Overwrite": True}
    if kind == ".csv":
        options["FilterOptions"] = COMMA_UTF8
    book.app.opened.append(path)
    try:
        book.xl.storeAsURL(path.as_uri(), properties(**options))
    except OfficeError:
        raise
    except failure("io.IOException") as error:
        why = (
            "its folder is not there" if not path.parent.is_dir() else "LibreOffice could not write the file"
        )
        raise CannotSave(book.name, f"{path}: {why}", "Choose another place or name.") from error
