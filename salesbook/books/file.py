"""A closed workbook on a disk, .xlsx or .xlsm."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from salesbook.books.backup import TABLES_ONLY, Beside, WriteRecord
from salesbook.books.lock import only_salesbook, refuse_if_open
from salesbook.books.snapshots import BackupTables
from salesbook.books.xlsx.layout import Layout, read_layout
from salesbook.books.xlsx.package import Package, workbook_mark
from salesbook.books.xlsx.read import read_tables
from salesbook.errors import Damaged, FileChanged, NothingToUndo
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Fingerprint, Snapshot
from salesbook.tables.last_result import LastResult, result_of_run, result_of_undo
from salesbook.tables.plan import Behind
from salesbook.tables.resolve import TableEdit
from salesbook.util.atomic_write import (
    pour,
    put_new,
    refuse_read_only,
    swap,
    write_errors_explained,
    written_beside,
)

if TYPE_CHECKING:
    from salesbook.books.xlsx.graft.buttons import ButtonRoom
    from salesbook.books.xlsx.graft.macros import MacroChange, MacroParts

_DONOR = Path("a new workbook")


class FileBook:
    """The tables of a workbook file.

    Reading never writes. Writing replaces the file whole, after a copy went to NAME.salesbook
    beside it; a link stays a link, what it points to is replaced.
    """

    def __init__(self, path: Path | str, tell: Callable[[str], None] | None = None) -> None:
        self.path = Path(path)
        self._tell = tell
        self.remarks: list[str] = []  # what the person should know of what was written, in sentences
        self._seen: tuple[str, Layout, frozenset[str]] | None = None

    def read(
        self, tables: Collection[str], optional: Collection[str] = (), sought: Collection[str] = ()
    ) -> Snapshot:
        """The named tables as they stand, and those of the `optional` ones that are there; see `books.base`.

        Raises FileMissing, FileOpenElsewhere, CannotRead, PasswordProtected, NotAWorkbook, Damaged,
        TooLarge, NotASalesbook, or FileChanged when somebody saved it meanwhile.
        """
        with Package.open(self.path) as package:
            try:
                layout = read_layout(package)
                found = read_tables(package, layout, tables, optional, sought)
            except Damaged as error:
                if self._mark() != package.mark:
                    raise FileChanged(str(self.path)) from error
                raise
            placed = replace(layout, tables={**layout.tables, **found.places})
            self._seen = package.mark, placed, frozenset(found.grids)
            return Snapshot(found.grids, Fingerprint(package.mark), found.absent)

    def labels(self) -> tuple[str, ...]:
        """The names of its sheets, hidden ones and charts too. Raises as `read` does."""
        from salesbook.books.xlsx.graft.index import SheetIndex

        with Package.open(self.path) as package:
            return tuple(SheetIndex(package.read(read_layout(package).workbook), package.path).sheets)

    def macros(self) -> MacroParts:
        """Its macros and ribbon. Raises as `read` does."""
        from salesbook.books.xlsx.graft.macros import read_macros

        with Package.open(self.path) as package:
            return read_macros(package, read_layout(package))

    def room_for_buttons(self, donor: BinaryIO, macros: Collection[str]) -> ButtonRoom:
        """Which buttons with these macros its sheets lack that those of `donor`, a new workbook, have. Raises as `read` does."""
        from salesbook.books.xlsx.graft.base import Graft
        from salesbook.books.xlsx.graft.buttons import room_for_buttons

        with Package.open(self.path) as package:
            graft = Graft(package, self._known(package, ()), Package(_DONOR, donor))
            return room_for_buttons(graft, macros)

    def offered_lists(self, columns: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], str]:
        """What cells of columns offer to choose from, by table and column; the tables were read."""
        from salesbook.books.xlsx.graft.offers import offered_lists

        with Package.open(self.path) as package:
            return offered_lists(package, self._known(package, columns), columns)

    def behind(self, tables: Collection[str], now: object) -> Behind:
        """What is behind the values of tables that were read, as far as the book `now` can hold it."""
        from salesbook.books.xlsx.behind import behind_cells, same_pictures

        with Package.open(self.path) as package:
            alike = isinstance(now, FileBook) and same_pictures(package, now.path)
            return behind_cells(package, self._known(package, tables), tables, pictures=alike)

    def write(self, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Make the edits in a file that is still as it was `seen`. No edits: nothing is touched.

        Raises FileOpenElsewhere, FileChanged, CannotWrite, or what the writer objects to (InTheWay,
        CannotChange, TooLarge); the file is then as it was.
        """
        if edits:
            self._write(edits, seen, self._edited(edits, seen))

    def write_grown(
        self,
        edits: Mapping[str, TableEdit],
        seen: Fingerprint,
        additions: Additions,
        donor: BinaryIO,
        macros: MacroChange | None = None,
    ) -> None:
        """Make the edits, of which there are some, and put in what the book is to get, from `donor`, a new workbook.

        Something besides rows of Settings is to come; `macros`: what comes of macros and a ribbon. What could not come
        is then in `remarks`. Raises as `write` does, and CannotChange where something of theirs is in the way; the file is then as it was.
        """
        with self._grown(edits, seen, additions, donor, macros) as fill:
            self._write(edits, seen, fill)

    def write_grown_as(
        self,
        path: Path,
        edits: Mapping[str, TableEdit],
        seen: Fingerprint,
        additions: Additions,
        donor: BinaryIO,
        macros: MacroChange,
    ) -> None:
        """The same as a new file at `path`; this one stays as it is. Raises as `write_grown`."""
        with write_errors_explained(path):
            refuse_if_open(self._target())  # what somebody has not saved yet would be missing
            with (
                self._grown(edits, seen, additions, donor, macros) as fill,
                written_beside(path, fill, like=self._target()) as new,
            ):
                put_new(new, path)

    @contextmanager
    def _grown(
        self,
        edits: Mapping[str, TableEdit],
        seen: Fingerprint,
        additions: Additions,
        donor: BinaryIO,
        macros: MacroChange | None,
    ) -> Iterator[Callable[[BinaryIO], None]]:
        """Fills a file with the workbook as it is after the edits, and with what comes; afterwards what could not is in `remarks`."""
        from salesbook.books.xlsx.graft.growing import write_with_additions

        with Package.open(self.path) as package:
            known = self._known(package, {*edits, *additions.columns})
        remarks: list[str] = []
        plain = {name: place for name, place in known.tables.items() if not place.table_part}

        def fill(out: BinaryIO) -> None:
            edited = BytesIO()
            self._edited(edits, seen)(edited)
            package, giver = Package(self.path, edited), Package(_DONOR, donor)
            layout = read_layout(package)
            placed = replace(layout, tables={**plain, **layout.tables})
            remarks.extend(write_with_additions(package, placed, giver, additions, out, macros))

        yield fill
        self.remarks += remarks

    def _write(
        self, edits: Mapping[str, TableEdit], seen: Fingerprint, fill: Callable[[BinaryIO], None]
    ) -> None:
        """Let what `fill` pours out take the file's place, and keep what undo needs."""
        with self._alone() as beside:
            now = datetime.now().astimezone()
            with written_beside(beside.workbook, fill) as new:
                before = beside.keep(beside.workbook, now)
                marks = seen.mark, workbook_mark(new)
                record = beside.remember(edits, before, new, marks, now)
                self._replace(new, seen)
            with suppress(OSError):  # what is left over goes with the next write
                beside.settle(record)
                beside.tidy()

    def write_untraced(
        self,
        edits: Mapping[str, TableEdit],
        seen: Fingerprint,
        scrub: Callable[[Package, BinaryIO], None],
        verify: Callable[[Package, Package, Package], None],
        clear: Callable[[], None],
    ) -> None:
        """Make the edits and keep nothing of what was there before: there is nothing to take back afterwards.

        `scrub` pours the edited workbook into a new file; `verify` is given the workbook as it is, edited, and as it
        shall be, and raises where that is not meant; `clear` is called after that, before the new file takes the old
        one's place. Raises as `write` does; where `verify` or `clear` raises, the file is as it was.
        """
        with self._alone() as beside:
            edited = BytesIO()
            with written_beside(beside.workbook, self._scrubbed(edits, seen, scrub, edited)) as new:
                with Package.open(self.path) as old, Package.open(new) as made:
                    verify(old, Package(self.path, edited), made)
                edited.close()
                clear()
                self._replace(new, seen)
            with suppress(OSError):  # the workbook is as it should be
                beside.keep(beside.workbook, datetime.now().astimezone())

    def refuse_if_busy(self) -> None:
        """Raise what `write` would raise of a file that somebody has open, or that may not be written."""
        with self._alone():
            pass

    def refuse_growing(self, _additions: Additions) -> None:
        """Raise what `write_grown` would raise of a file that somebody has open, or that may not be written."""
        self.refuse_if_busy()

    def tell(self, text: str) -> None:
        """Show progress to whoever wanted to hear of it."""
        if self._tell:
            self._tell(text)

    def beside(self, folder: str, name: str) -> Path:
        """Where a file of ours goes that belongs to this workbook: NAME.salesbook/FOLDER/NAME."""
        with write_errors_explained(self.path):
            return Beside(self._target()).inside(folder, name)

    def last_record(self) -> WriteRecord:
        """The last write that can be taken back. Raises NothingToUndo."""
        mark = self._mark()
        with write_errors_explained(self.path):
            for record in Beside(self._target()).records():
                if self._came_about(record, mark):
                    return record
        raise NothingToUndo(str(self.path))

    def _came_about(self, record: WriteRecord, mark: str) -> bool:
        """Whether a write reached the file. Where the computer stopped in the middle, its line in Runs tells."""
        if record.is_live:  # the workbook was open, and perhaps never saved
            return (record.half and not record.grown) or self._has_run(record)
        if record.mark_before == mark:
            return False
        if record.done or record.mark_after == mark or not record.run:
            return True
        return self._has_run(record)

    def _has_run(self, record: WriteRecord) -> bool:
        return record.run in self.read(["Runs"]).grids["Runs"].columns["Run ID"]

    def file_mark(self) -> object:
        """Changes whenever somebody saves the file; None while it is not there. The file is not opened."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def is_as_left(self, record: WriteRecord) -> bool:
        """Whether nobody saved the file since that write."""
        return self._mark() == record.mark_after

    def before(self, record: WriteRecord) -> FileBook | BackupTables:
        """The workbook as it was before a write, to read."""
        return kept_backup(Beside(self._target()), record.before)

    def after(self, record: WriteRecord) -> FileBook | BackupTables:
        """The workbook as a write left it, to read."""
        return kept_backup(Beside(self._target()), record.after)

    def restore(self, record: WriteRecord) -> None:
        """Take back a write that nobody has edited since, to the byte. The present state goes to backups."""
        with self._alone() as beside:
            source = beside.folder / record.before
            with written_beside(beside.workbook, lambda out: pour(source, out)) as old:
                beside.keep(beside.workbook, datetime.now().astimezone())
                self._replace(old, Fingerprint(record.mark_after))
            with suppress(OSError):  # its mark shows that it is taken back
                beside.forget(record)

    def take_back(self, record: WriteRecord, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        """Take back a write by `edits`, in a file that was edited since. The present state goes to backups."""
        with self._alone() as beside:
            if edits:
                said = result_of_undo(record.action, record.when)
                with written_beside(beside.workbook, self._edited(edits, seen, said)) as new:
                    beside.keep(beside.workbook, datetime.now().astimezone())
                    self._replace(new, seen)
            beside.forget(record)

    def forget(self, record: WriteRecord) -> None:
        """Let a write be no write to take back."""
        with self._alone() as beside:
            beside.forget(record)

    @contextmanager
    def _alone(self) -> Iterator[Beside]:
        """The folder beside the workbook, while nobody else has the file open and it may be written."""
        with write_errors_explained(self.path):
            target = self._target()
            refuse_read_only(target)
            refuse_if_open(target)
            beside = Beside(target)
            with only_salesbook(target, beside.inside("", ".lock")):
                yield beside

    def _edited(
        self, edits: Mapping[str, TableEdit], seen: Fingerprint, said: LastResult | None = None
    ) -> Callable[[BinaryIO], None]:
        """Fills a file with the workbook after the edits; its cells for the last result hold what was `said`, or else the new row of Runs."""
        from salesbook.books.xlsx.last_result import with_last_result
        from salesbook.books.xlsx.write import write_edits

        def fill(out: BinaryIO) -> None:
            with Package.open(self.path) as package:
                if package.mark != seen.mark:
                    raise FileChanged(str(self.path))
                layout = self._known(package, edits)
                layout, cells = with_last_result(package, layout, said or result_of_run(edits))
                write_edits(package, layout, {**self._typed_below(layout), **edits, **cells}, out)

        return fill

    def _scrubbed(
        self,
        edits: Mapping[str, TableEdit],
        seen: Fingerprint,
        scrub: Callable[[Package, BinaryIO], None],
        edited: BinaryIO,
    ) -> Callable[[BinaryIO], None]:
        """Fills a file with the edited workbook as `scrub` pours it; what it is made from goes into `edited`."""

        def fill(out: BinaryIO) -> None:
            self._edited(edits, seen)(edited)
            scrub(Package(self.path, edited), out)

        return fill

    def _typed_below(self, layout: Layout) -> dict[str, TableEdit]:
        """Tables below which somebody typed rows: only Excel grows them by itself, and formulas count what is inside."""
        read = self._seen[2] if self._seen else ()
        return {
            name: TableEdit(name, place.height, place.height)
            for name, place in layout.tables.items()
            if name in read and place.table_part and place.height > place.ref_height
        }

    def _known(self, package: Package, edits: Collection[str]) -> Layout:
        """The layout with the tables as they really stand, which reading found out."""
        if self._seen is None or self._seen[0] != package.mark or not set(edits) <= self._seen[2]:
            layout = read_layout(package)
            places = read_tables(package, layout, edits).places
            self._seen = package.mark, replace(layout, tables={**layout.tables, **places}), frozenset(places)
        return self._seen[1]

    def _replace(self, new: Path, seen: Fingerprint) -> None:
        refuse_if_open(self._target())
        if self._mark() != seen.mark:
            raise FileChanged(str(self.path))
        swap(new, self._target())

    def _target(self) -> Path:
        """The file itself: a link stays where it is."""
        return self.path.resolve()

    def _mark(self) -> str:
        return workbook_mark(self.path)


def kept_backup(beside: Beside, name: str) -> FileBook | BackupTables:
    """What a record kept under a name: a copy of the workbook, or its tables."""
    path = beside.folder / name
    return BackupTables(path) if name.endswith(TABLES_ONLY) else FileBook(path)
