"""Where what undo needs is kept for an open workbook: beside its file, as for a closed one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from salesbook.errors import BadInput

if TYPE_CHECKING:
    from salesbook.books.backup import Beside


def has_place(book: Any) -> bool:
    """Whether the workbook is open on this computer."""
    return bool(book.app.engine.type != "remote")


def history(book: Any) -> Beside:
    """The folder beside a workbook. Raises BadInput where it has none yet.

    A workbook in a cloud folder may be known only by its address; its folder is in the user's own then.
    """
    from platformdirs import user_data_path

    from salesbook.books.backup import Beside

    if not has_place(book):
        raise BadInput(
            "Nothing is kept to undo for a workbook in a browser.",
            "Its version history has the state before.",
        )
    full = _address(book)
    path = Path(full)
    if path.is_absolute() and path.parent.is_dir():
        return Beside(path)
    if "://" in full:
        return Beside(user_data_path("salesbook", appauthor=False) / "books" / quote(full, safe=""))
    raise BadInput(f"{book.name} has not been saved yet.", "Save it first, so that undo has a place.")


def _address(book: Any) -> str:
    """The workbook's file. xlwings raises where it does not find the folder of a cloud address."""
    try:
        return str(book.fullname)
    except Exception:  # noqa: BLE001  (each system has its own)
        with suppress(Exception):
            return str(book.api.FullName)
        return f"cloud://{book.name}"
