"""Saving a workbook: in the format that it has, or in one that an ending names; never in another one under its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.office.libreoffice.bridge import failure, properties
from salesbook.office.libreoffice.errors import CannotSave

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".xls": "MS Excel 97",
    ".ods": "calc8", ".csv": "Text - txt - csv (StarCalc)",
}  # fmt: skip
_COMMA = "44,34,{},1,,0,false,true,false"  # comma, quotation mark, encoding, from the first line on; as shown
_EXPORT = 2
_UTF8, _WINDOWS = 76, 1
_ELSEWHERE = "Save it under another name, such as {}.xlsx."


def comma_separated(path: Path) -> dict[str, str]:
    """How to load a file of comma-separated values: as UTF-8, or as Windows has it where it is none."""
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        code = _WINDOWS
    else:
        code = _UTF8
    return {"FilterName": FILTERS[".csv"], "FilterOptions": _COMMA.format(code)}


def save_book(book: Book) -> None:
    """Save a book into its file. Raises CannotSave where that would change the file's format, and where it fails."""
    path, name = Path(book.fullname), book.name
    then = _ELSEWHERE.format(path.stem)
    if not _can_write(book):
        raise CannotSave(
            name, f"LibreOffice opens {path.suffix or 'such'} files, but cannot keep them as they are", then
        )
    if book.xl.isReadonly():
        raise CannotSave(name, "it is open for reading only", then)
    try:
        book.xl.store()
    except failure("io.IOException") as error:
        raise CannotSave(name, "LibreOffice could not write the file", then) from error


def _can_write(book: Book) -> bool:
    """Whether LibreOffice writes the format that a book's file has; some it only reads."""
    used = {each.Name: each.Value for each in book.xl.getArgs()}.get("FilterName", "")
    filters = book.app.office.create("document.FilterFactory")
    if not filters.hasByName(used):
        return False
    return any(each.Name == "Flags" and each.Value & _EXPORT for each in filters.getByName(used))


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
            save_book(book)
            return
    elif book.has_password:
        why = "it has a password, which a new file would not have"
        raise CannotSave(book.name, why, "Take the password off in LibreOffice first, or copy the file.")
    elif any(each.fullname == str(path) for each in book.app.books):
        raise CannotSave(book.name, f"{path} is open here as another workbook", "Close that one first.")
    else:
        locks.clear_way(path)
    options: dict[str, Any] = {"FilterName": FILTERS[kind], "Overwrite": True}
    if kind == ".csv":
        options["FilterOptions"] = _COMMA.format(_UTF8)
    if not path.parent.is_dir():
        raise CannotSave(
            book.name, f"there is no folder {path.parent}", "Make it first, or choose another place."
        )
    book.app.opened.append(path)
    try:
        book.xl.storeAsURL(path.as_uri(), properties(**options))
    except failure("io.IOException") as error:
        why = f"LibreOffice could not write {path}"
        raise CannotSave(book.name, why, "Choose another place or name.") from error
