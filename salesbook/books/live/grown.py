"""What came to an open workbook, to be kept and taken away again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

from salesbook.books.live.ask import is_structure_protected, reason
from salesbook.books.live.folds import unfold_columns
from salesbook.books.live.place import LiveTable, formulas, places
from salesbook.books.protected import fixed_sheets
from salesbook.books.xlsx.refs import Area, cell_name
from salesbook.errors import CannotChange, CannotWrite
from salesbook.schema import TABLES

_Cells = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Addition:
    """A sheet, a table or a column that came, and the texts and formulas that stood in its cells then.

    `kind` is "sheet", "table" or "column"; `name` that of the sheet or the table. Rows and columns
    count from 1; a table's begin with its caption, a column's with its header. `width` is what the
    column had before.
    """

    kind: str
    name: str
    sheet: str
    top: int
    left: int
    cells: _Cells
    header: str = ""
    width: float | None = None


@dataclass(frozen=True)
class Grown:
    """What came, in the order in which it did; `remarks` are sentences for the person.

    `whole`: it is all that was to come, with its formulas.
    """

    pieces: tuple[Addition, ...]
    names: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    whole: bool = True

    def as_plain(self) -> dict[str, Any]:
        """As lists and dictionaries, for JSON."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Grown:
        """What `as_plain` gave."""
        return cls(
            tuple(Addition(**piece) for piece in plain["pieces"]),
            tuple(plain["names"]),
            tuple(plain["remarks"]),
            plain["whole"],
        )


def texts_of_cells(cells: Any) -> _Cells:
    """What stands in cells, as text: formulas as such."""
    return tuple(map(tuple, formulas(cells)))


def still_there(book: Any, grown: Grown) -> list[Addition]:
    """What is there of all that came: what was deleted by hand is gone already."""
    there = places(book, TABLES)
    return [piece for piece in grown.pieces if _is_there(book, piece, there, whole=grown.whole)]


def refuse_taking(book: Any, grown: Grown) -> None:
    """Raise CannotChange, with the cell, where people have typed something into what came, or something was moved or renamed."""
    pieces, there = still_there(book, grown), places(book, TABLES)
    if any(piece.kind == "sheet" for piece in pieces) and is_structure_protected(book):
        raise fixed_sheets(str(book.name))
    for piece in pieces:
        place = None if piece.kind == "sheet" else there.get(piece.name)
        _refuse_changed(book, piece, place, whole=grown.whole)
    _refuse_moved_ends(book, pieces, there)


def take_away(book: Any, grown: Grown) -> None:
    """Take all that came away again; `book` is an `xlwings.Book`. Raises CannotWrite.

    What people have typed there goes too: whether they have, `refuse_taking` tells.
    """
    pieces = still_there(book, grown)
    try:
        with without_steps(book):
            take_off(book, pieces, grown.names)
    except Exception as error:
        raise CannotWrite(str(book.name), reason(error)) from error


@contextmanager
def without_steps(book: Any) -> Iterator[None]:
    """LibreOffice's own Undo has nothing to take back afterwards: half of this it could not, and older steps meet other sheets."""
    if not hasattr(book.api, "getUndoManager"):
        yield
        return
    manager = book.api.getUndoManager()
    in_a_click = _has_open_step(manager)
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()
        manager.reset()
        if in_a_click:  # what it does besides is one step again
            manager.enterUndoContext("Salesbook")


def _has_open_step(manager: Any) -> bool:
    """Whether LibreOffice takes all that happens now for one step, as it does during a click. Older steps are forgotten."""
    try:
        manager.clear()
    except Exception:  # noqa: BLE001  (what says so has no name here)
        return True
    return False


def _is_there(book: Any, piece: Addition, there: Mapping[str, LiveTable], *, whole: bool) -> bool:
    if piece.sheet not in [str(sheet.name) for sheet in book.sheets]:
        return False
    if piece.kind == "sheet" or piece.name in there:
        return True
    if whole or piece.kind == "column":
        return False
    was = _texts(piece.cells, piece.top, piece.left)  # its cells had come, and were not yet a table
    return was.items() <= _now(book.sheets[piece.sheet], piece, None).items()


def _refuse_changed(book: Any, piece: Addition, place: LiveTable | None, *, whole: bool) -> None:
    """Raise CannotChange where a piece is not as it came; `place` is where its table stands."""
    if place is not None and not _stands(piece, place, whole=whole):
        what = f"{_called(piece)} was moved since it came, so nothing was taken away"
        raise CannotChange(str(book.name), what, "Delete it by hand, or leave it as it is.")
    was, now = (
        _texts(piece.cells, piece.top, piece.left),
        _now(book.sheets[piece.sheet], piece, place),
    )
    has_formulas = piece.kind == "column" and any(text.startswith("=") for (text,) in piece.cells[1:])
    if has_formulas or not whole:  # rows may have come, or the formulas had not
        was, now = (
            {at: text for at, text in each.items() if at[0] == piece.top or not text.startswith("=")}
            for each in (was, now)
        )
    if changed := sorted(at for at in was.keys() | now.keys() if was.get(at) != now.get(at)):
        what = f"{cell_name(piece.sheet, *changed[0])} was changed since {_called(piece)} came, so nothing was taken away"
        raise CannotChange(str(book.name), what, "Put back what stood there, or leave it all as it is.")


def _refuse_moved_ends(book: Any, pieces: Sequence[Addition], there: Mapping[str, LiveTable]) -> None:
    """Raise CannotChange where columns of people have come behind ours: a table gives up its last ones only."""
    ends = {name: place.right for name, place in there.items()}
    for piece in reversed(pieces):
        if (
            piece.kind == "column" and piece.left <= ends[piece.name]
        ):  # one beyond had not become the table's yet
            if piece.left != ends[piece.name]:
                what = f"columns have come to table {piece.name} since {_called(piece)} did, so nothing was taken away"
                raise CannotChange(str(book.name), what, "Delete it by hand, or leave it as it is.")
            ends[piece.name] -= 1


def _stands(piece: Addition, place: LiveTable, *, whole: bool) -> bool:
    """Whether a table or a column stands where it came to stand."""
    if str(place.sheet.name) != piece.sheet:
        return False
    if piece.kind == "column":
        return place.area.top == piece.top and place.left < piece.left <= place.right + (not whole)
    return place.left == piece.left and piece.top <= place.area.top < piece.top + len(piece.cells)


def _now(sheet: Any, piece: Addition, place: LiveTable | None) -> dict[tuple[int, int], str]:
    """What stands where a piece came to stand; `place` is where its table stands."""
    if piece.kind == "sheet":
        used = sheet.used_range
        return _texts(texts_of_cells(used), used.row, used.column)
    right, bottom = piece.left + len(piece.cells[0]) - 1, piece.top + len(piece.cells) - 1
    if place is not None:
        right = piece.left if piece.kind == "column" else max(place.right, right)
        bottom = max(place.area.bottom, bottom)
    cells = cells_at(sheet, Area(piece.left, piece.top, right, bottom))
    return _texts(texts_of_cells(cells), piece.top, piece.left)


def _called(piece: Addition) -> str:
    return (
        f"column {piece.header} of {piece.name}" if piece.kind == "column" else f"{piece.kind} {piece.name}"
    )


def _texts(cells: _Cells, top: int, left: int) -> dict[tuple[int, int], str]:
    """What stands in cells, by row and column."""
    return {(top + i, left + j): text for i, row in enumerate(cells) for j, text in enumerate(row) if text}


def take_off(book: Any, pieces: Iterable[Addition], names: Iterable[str]) -> None:
    """Take pieces and names off without looking at what is in them, the last one first."""
    for name in names:
        with suppress(Exception):  # whoever has deleted it by hand has done it already
            book.names[name].delete()
    for piece in reversed(list(pieces)):
        if piece.kind == "sheet":
            book.sheets[piece.sheet].delete()
        elif piece.kind == "table":
            _take_table(book, piece)
        else:
            _take_column(book, piece)


def _take_table(book: Any, piece: Addition) -> None:
    """The table with its caption; where its copying broke off there may be cells without a table yet."""
    sheet = book.sheets[piece.sheet]
    used = sheet.used_range
    right, bottom = used.column + used.shape[1] - 1, used.row + used.shape[0] - 1
    for table in list(sheet.tables):
        if table.name == piece.name:
            whole = table.range
            right, bottom = whole.column + whole.shape[1] - 1, whole.row + whole.shape[0] - 1
            if hasattr(table.api, "Unlist"):
                table.api.Unlist()
            else:
                table.impl.unlist()
    _clear(sheet, Area(piece.left, piece.top, max(right, piece.left), max(bottom, piece.top)))
    for number, column in enumerate(TABLES[piece.name].shown, piece.left):
        if column.folded:
            unfold_columns(sheet.range((piece.top, number)))


def _take_column(book: Any, piece: Addition) -> None:
    sheet = book.sheets[piece.sheet]
    table = next(table for table in sheet.tables if table.name == piece.name)
    whole = table.range
    bottom, right = whole.row + whole.shape[0] - 1, whole.column + whole.shape[1] - 1
    if right == piece.left:
        set_table_columns(table, whole.row, whole.column, bottom, right - 1)
    _clear(sheet, Area(piece.left, piece.top, piece.left, bottom))
    if piece.width is not None:  # nothing else stood in the whole column
        if TABLES[piece.name].by_name[piece.header].folded:
            unfold_columns(sheet.range((piece.top, piece.left)))
        sheet.range((piece.top, piece.left)).column_width = piece.width


def set_table_columns(table: Any, top: int, left: int, bottom: int, right: int) -> None:
    """Give a table other columns. Excel does not do that while it has totals."""
    has_totals = bool(table.show_totals) and hasattr(table.api, "ShowTotals")
    if has_totals:
        table.show_totals = False
    table.resize(table.range.sheet.range((top, left), (bottom - has_totals, right)))
    if has_totals:
        table.show_totals = True


def _clear(sheet: Any, area: Area) -> None:
    cells_at(sheet, area).clear()
    with suppress(Exception):  # in Excel they went with the rest
        for note in list(sheet.notes):
            if area.holds(note.location.row, note.location.column):
                note.delete()


def cells_at(sheet: Any, area: Area) -> Any:
    """The cells of an area."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))
