"""Where what undo needs is kept for an open workbook: beside its file, as for a closed one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from salesbook.errors import BadInput
from salesbook.util.wording import joined

if TYPE_CHECKING:
    from salesbook.books.backup import Beside, WriteRecord
    from salesbook.books.live.grown import Grown


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


@dataclass
class Remembered:
    """A write that is kept for undo, while it happens."""

    beside: Beside
    record: WriteRecord

    def note(self, grown: Grown) -> None:
        """Keep what has come besides the cells of tables, or is about to."""
        from salesbook.util.atomic_write import write_errors_explained

        with write_errors_explained(self.beside.workbook):
            self.record = self.beside.remember_grown(self.record, grown.as_plain())


def grown_by(book: Any, record: WriteRecord) -> Grown:
    """What came to a workbook by a write. Raises Damaged."""
    from salesbook.books.live.grown import Grown

    return Grown.from_plain(history(book).grown(record))


def stands_in_part(book: Any, record: WriteRecord) -> bool:
    """Whether a write that ended in the middle left something; a workbook closed without saving has nothing of what came."""
    from salesbook.books.live.grown import still_there

    return not record.grown or bool(still_there(book, grown_by(book, record)))


def unfinished(book: Any, runs: Collection[object]) -> Iterator[tuple[str, str]]:
    """What is to be said of what came only in part, and what to do; `runs` are the Run IDs that the workbook has."""
    for number, record in enumerate(history(book).records()):
        if record.half and record.grown:
            newest = not number and stands_in_part(book, record)  # taking it away stopped in the middle
            if record.run in runs or newest:
                names = joined(tuple(dict.fromkeys(one.name for one in grown_by(book, record).pieces)), 12)
                yield (
                    f"“{record.action}” of {record.when} stopped in the middle, and {names} came only in part.",
                    "Click Undo until that is taken back, or close the workbook without saving.",
                )
