"""The tables of a workbook that is open in a spreadsheet program, by way of xlwings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from salesbook.books.live.ask import is_final, is_read_only, labels, reason, rep_in_view
from salesbook.books.live.grids import live_grid
from salesbook.books.live.place import LiveCells, LiveTable, again, places, read_live_table, row_at
from salesbook.books.protected import final
from salesbook.books.xlsx.refs import cell_name
from salesbook.errors import (
    BadInput,
    CannotChange,
    CannotWrite,
    FileChanged,
    HalfWritten,
    NotASalesbook,
    NothingToUndo,
    SalesbookError,
)
from salesbook.schema import TABLES
from salesbook.tables.grid import Fingerprint, Grid, Snapshot, column_letters
from salesbook.util.atomic_write import write_errors_explained

if TYPE_CHECKING:
    from salesbook.books.backup import WriteRecord
    from salesbook.books.file import FileBook
    from salesbook.books.live.grown import Grown
    from salesbook.books.snapshots import BackupTables
    from salesbook.tables.additions import Additions
    from salesbook.tables.resolve import TableEdit


@dataclass(frozen=True)
class _Known:
    """A table as it was last read."""

    cells: LiveCells
    grid: Grid


class LiveBook:
    """The tables of an open workbook; `book` is an `xlwings.Book` of any engine.

    Nothing is saved: that stays with the person. `tell` shows progress, by default in the status
    bar of the program.
    """

    def __init__(self, book: Any, tell: Callable[[str], None] | None = None) -> None:
        self.book = book
        self._tell = tell or self._in_status_bar
        self._known: dict[str, _Known] = {}
        self._found: dict[str, LiveTable] = {}
        self._version = 0
        self.remarks: list[str] = []  # what the person should know of what was written, in sentences

    @property
    def name(self) -> str:
        """What the workbook is called."""
        return str(self.book.name)

    @property
    def folder(self) -> Path | None:
        """Where it lies on this computer; None where it does not, or was never saved."""
        with suppress(Exception):
            folder = Path(self.book.fullname).parent
            return folder if folder.is_absolute() and folder.is_dir() else None
        return None

    def beside(self, folder: str, name: str) -> Path:
        """Where a file of ours goes that belongs to this workbook: NAME.salesbook/FOLDER/NAME. Raises BadInput."""
        from salesbook.books.live.history import history

        return history(self.book).inside(folder, name)

    def labels(self) -> tuple[str, ...]:
        """The names of its sheets, hidden ones and charts too."""
        return labels(self.book)

    def selected_key(self, table: str) -> str:
        """The key of the row of a table in which the cursor stands; "" where it stands elsewhere."""
        name, cells = self.selected_row()
        return cells.get(TABLES[table].key, "") if name == table else ""

    def selected_row(self) -> tuple[str, Mapping[str, str]]:
        """The table in whose row the cursor stands, and the texts of its cells by header; ("", {}) elsewhere."""
        chosen = self.book.app.selection
        return ("", {}) if chosen is None else row_at(chosen.sheet, chosen.row)

    def rep_in_view(self) -> str:
        """The rep who is chosen above Calls, whose lines alone are in view; "" for all, and in a workbook without that cell."""
        return rep_in_view(self.book)

    def go_to(self, cell: str) -> None:
        """Put the cursor into a cell such as "Calls!G12". Where a program will not, what was done is done all the same."""
        sheet, _, place = cell.rpartition("!")
        with suppress(Exception):
            found = self.book.sheets[sheet.strip("'").replace("''", "'")]
            found.activate()
            found.range(place).select()

    def read(
        self, tables: Collection[str], optional: Collection[str] = (), sought: Collection[str] = ()
    ) -> Snapshot:
        """The named tables as they stand, and those of the `optional` ones that are there; see `books.base`.

        Never writes. Raises NotASalesbook or CannotChange.
        """
        found = self._found = self._places(tables, optional, sought)
        here = [name for name in (*tables, *optional) if name in found]
        changed = False
        for name in here:
            cells, known = read_live_table(found[name]), self._known.get(name)
            if known is None or known.cells != cells or not _stands(found[name], known.grid):
                changed |= known is not None
                self._known[name] = _Known(cells, live_grid(found[name], cells))
        self._version += changed
        absent = [name for name in (*optional, *sought) if name not in found]
        grids = {name: self._known[name].grid for name in here}
        return Snapshot(grids, Fingerprint(str(self._version)), absent)

    def write(self, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Make the edits in a book whose tables are still as they were `seen`; all or nothing.

        Raises FileChanged with the cell that somebody changed, InTheWay, CannotChange, or
        CannotWrite where the program refuses; the cells are then as they were.
        """
        if not edits:
            return
        everything = {**self._typed_below(), **edits}
        found = self._unchanged(everything, seen)
        unfinished = self._unfinished()
        with self._remembered(edits):
            self._write(everything, found)
        self.remarks += [f"{what} {todo}" for what, todo in unfinished]

    def refuse_growing(self, additions: Additions) -> None:
        """Raise what `write_grown` raises of a workbook that cannot get these, before anything is done."""
        from salesbook.books.live.grow import refuse_growing

        for what, todo in self._unfinished():
            raise BadInput(what, todo)
        refuse_growing(self.book, sheets=additions.sheets, columns=additions.columns, tables=additions.tables)

    def write_grown(
        self, edits: Mapping[str, TableEdit], seen: Fingerprint, additions: Additions, donor: BinaryIO
    ) -> None:
        """Make the edits, and put in what the book is to get, from `donor`, a new workbook; all or nothing.

        Raises what `write` and `grow_open_workbook` raise, and BadInput where an earlier growing stopped in the middle.
        """
        from salesbook.books.live.donor import as_file
        from salesbook.books.live.grow import grow_open_workbook

        self.refuse_growing(additions)
        everything = {**self._typed_below(), **edits}
        found = self._unchanged(everything, seen)
        with self._remembered(edits) as note:

            def grow() -> None:
                with as_file(donor) as path:
                    grown = grow_open_workbook(
                        self.book, path, note=note,
                        sheets=additions.sheets, columns=additions.columns, tables=additions.tables,
                    )  # fmt: skip
                note(grown)
                self.remarks += grown.remarks

            self._write(everything, found, grow)

    def take_back(self, record: WriteRecord, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Take back a write by `edits`, and take away what came by it. Raises what `write` raises.

        Raises CannotChange too where people have typed into what came: then nothing is taken back.
        """
        from salesbook.books.live.history import grown_by, history

        if not record.grown:
            if edits:
                self._write(edits, self._unchanged(edits, seen))
            self.forget(record)
            return
        from salesbook.books.live.grown import refuse_taking, take_away

        grown = grown_by(self.book, record)
        refuse_taking(self.book, grown)
        with write_errors_explained(Path(self.name)):
            history(self.book).settle(replace(record, half=True))  # whatever happens, it can be done again
        if edits:
            self._write(edits, self._unchanged(edits, seen))
        take_away(self.book, grown)
        self.forget(record)

    def forget(self, record: WriteRecord) -> None:
        """Let a write be no write to take back."""
        from salesbook.books.live.history import history

        with suppress(OSError):
            history(self.book).forget(record)

    def last_record(self) -> WriteRecord:
        """The last write that can be taken back. Raises NothingToUndo."""
        from salesbook.books.live.history import history, stands_in_part

        runs = self.read(["Runs"]).grids["Runs"].columns["Run ID"]
        with write_errors_explained(Path(self.name)):
            for record in history(self.book).records():
                if (record.run and record.run in runs) or (record.half and stands_in_part(self.book, record)):
                    return record
        raise NothingToUndo(self.name)

    def _unfinished(self) -> list[tuple[str, str]]:
        """What is to be said of sheets, tables and columns that came only in part, and what to do: in sentences."""
        from salesbook.books.live.history import has_place, unfinished

        runs = self._known["Runs"].grid.columns["Run ID"] if "Runs" in self._known else ()
        with suppress(BadInput, OSError):  # without a folder beside it nothing was put in
            return list(unfinished(self.book, runs)) if has_place(self.book) else []
        return []

    def before(self, record: WriteRecord) -> FileBook | BackupTables:
        """The workbook as it was before a write, to read."""
        from salesbook.books.file import kept_backup
        from salesbook.books.live.history import history

        return kept_backup(history(self.book), record.before)

    def after(self, record: WriteRecord) -> FileBook | BackupTables:
        """The workbook as a write left it, to read."""
        from salesbook.books.file import kept_backup
        from salesbook.books.live.history import history

        return kept_backup(history(self.book), record.after)

    @contextmanager
    def _remembered(self, edits: Mapping[str, TableEdit]) -> Iterator[Callable[[Grown], None]]:
        """Keeps what undo needs, first; what is called meanwhile with what comes besides keeps that too."""
        from salesbook.books.live.behind import behind_edited_cells
        from salesbook.books.live.history import Remembered, has_place, history
        from salesbook.books.memory import with_edit

        if not has_place(self.book):  # a browser: the workbook is not on this computer
            yield lambda _: None
            return
        grids = {name: self._known[name].grid for name in edits}
        after = {name: with_edit(grids[name], edit) for name, edit in edits.items()}
        stood = {
            name: behind_edited_cells(self._found[name], grids[name], edit) for name, edit in edits.items()
        }
        with write_errors_explained(Path(self.name)):
            beside = history(self.book)
            record = beside.remember_tables(edits, grids, after, stood, datetime.now().astimezone())
        kept = Remembered(beside, record)
        try:
            yield kept.note
        except HalfWritten:  # undo is how to get the old cells back
            with suppress(OSError):
                beside.settle(replace(kept.record, half=True))
            raise
        except BaseException:
            with suppress(OSError):
                beside.forget(record)
            raise
        with suppress(OSError):  # what is left over goes with the next write
            beside.settle(replace(kept.record, half=False))
            beside.tidy()

    def _typed_below(self) -> dict[str, TableEdit]:
        """Tables below which somebody typed rows: only Excel grows them by itself, and formulas count what is inside."""
        from salesbook.tables.resolve import TableEdit

        heights = {name: known.grid.height for name, known in self._known.items()}
        return {
            name: TableEdit(name, height, height)
            for name, height in heights.items()
            if height > self._found[name].height
        }

    def _write(
        self,
        edits: Mapping[str, TableEdit],
        found: Mapping[str, LiveTable],
        and_then: Callable[[], object] | None = None,
    ) -> None:
        from salesbook.books.live.jobs import Job
        from salesbook.books.live.write import NotPutBack, make_edits

        if is_read_only(self.book):
            raise CannotWrite(
                self.name, "it is open here for reading only, perhaps because somebody else has it open"
            )
        if is_final(self.book):
            raise final(self.name)
        jobs = [Job(found[name], self._known[name].grid, edit) for name, edit in edits.items()]
        try:
            self.remarks += make_edits(self.name, jobs, and_then)
        except SalesbookError:
            raise
        except NotPutBack as error:
            if all(read_live_table(again(place)) == self._known[name].cells for name, place in found.items()):
                raise CannotWrite(self.name, reason(error.__cause__)) from error
            raise HalfWritten(self.name, tuple(found)) from error
        except Exception as error:
            raise CannotWrite(self.name, reason(error)) from error
        finally:
            self._version += 1
            for name in edits:
                del self._known[name]

    def tell(self, text: str) -> None:
        """Show what is going on."""
        self._tell(text)

    def _in_status_bar(self, text: str) -> None:
        with suppress(NotImplementedError):  # a browser has none
            self.book.app.status_bar = text

    def _places(
        self, tables: Collection[str], optional: Collection[str] = (), sought: Collection[str] = ()
    ) -> dict[str, LiveTable]:
        found = places(self.book, [*tables, *optional, *sought])
        if missing := tuple(name for name in tables if name not in found):
            raise NotASalesbook(self.name, missing)
        for name in (*tables, *optional):
            if name in found and not found[name].has_header:
                what = f"table {name} hides its row of headers"
                raise CannotChange(self.name, what, "Show it (Table Design, Header Row), then try again.")
        return found

    def _unchanged(self, names: Collection[str], seen: Fingerprint) -> dict[str, LiveTable]:
        """Where the tables stand. Raises FileChanged where they are no longer as they were `seen`."""
        if seen.mark != str(self._version) or not set(names) <= self._known.keys():
            raise FileChanged(self.name)
        found = {name: again(self._found[name]) for name in names}
        for name, place in found.items():
            known, now = self._known[name], read_live_table(place)
            if now != known.cells:
                raise FileChanged(self.name, _first_change(place, known.cells, now))
            if not _stands(place, known.grid):
                raise FileChanged(self.name)
        return found


def _stands(place: LiveTable, grid: Grid) -> bool:
    """Whether a table is still where it was read."""
    first = next(iter(grid.letters.values()))
    return (place.top, column_letters(place.left), str(place.sheet.name)) == (grid.top, first, grid.sheet)


def _first_change(place: LiveTable, before: LiveCells, now: LiveCells) -> str:
    """The first cell that is not as it was; "" where rows came or went."""
    for i, (old, new) in enumerate(zip([before.header, *before.body], [now.header, *now.body], strict=False)):
        for j, (was, is_now) in enumerate(zip(old, new, strict=False)):
            if was != is_now:
                return cell_name(str(place.sheet.name), place.top - 1 + i, place.left + j)
    return ""
