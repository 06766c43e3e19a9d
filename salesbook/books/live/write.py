"""Writing into an open workbook: everything is looked at first, and a failure puts the old cells back.

A table grows into free cells below it, never into something else. Where the program does not say
what formulas stand in cells, those that salesbook does not name stay untouched all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from salesbook.books.live.blocks import Rectangle, rectangles_to_write
from salesbook.books.live.filters import filter_again, unfiltered
from salesbook.books.live.jobs import Job, refuse
from salesbook.books.live.left_rows import undress
from salesbook.books.live.page_breaks import begin_pages
from salesbook.books.live.place import RowsOfValues, formulas, runs_of_rows
from salesbook.books.live.values import TEXT_FORMAT, link_formula, xlwings_value
from salesbook.books.xlsx.formulas import is_typed
from salesbook.schema import TABLES
from salesbook.tables.plan import Link, Stood, Value

UndoStep = Callable[[], object]


class NotPutBack(Exception):  # never leaves the package
    """The program refused in the middle, and refused to take some of the old cells back, too."""


def make_edits(path: str, jobs: Sequence[Job], and_then: Callable[[], object] | None = None) -> list[str]:
    """Make the edits of all jobs, or none. Returns what the person should know besides, in sentences.

    `and_then` is called once they are made; where it raises, the old cells come back. Raises CannotChange or InTheWay before anything is written; whatever else goes wrong comes as
    the program's own exception once the old cells are back, or as NotPutBack.
    """
    for job in jobs:
        refuse(path, job)
    undo: list[UndoStep] = []
    remarks: list[str] = []
    with _quiet(jobs[0].place.sheet.book.app), unfiltered(jobs, remarks):
        try:
            for job in jobs:
                _Writer(job, undo).write()
            if and_then:
                and_then()
        except BaseException as error:
            failed = [step for step in reversed(undo) if not _done(step)]
            if failed:
                raise NotPutBack from error
            raise
        for job in jobs:
            undress(job)
            begin_pages(job)
        remarks += [remark for job in jobs if (remark := filter_again(job))]
    return remarks


def _done(step: UndoStep) -> bool:
    """One cell that cannot be put back must not keep the others from it."""
    try:
        step()
    except Exception:  # noqa: BLE001  (every program has its own)
        return False
    return True


class _Writer:
    """Writes one table. Each step leaves in `undo` what takes it back."""

    def __init__(self, job: Job, undo: list[UndoStep]) -> None:
        self.job, self.undo, self.place = job, undo, job.place
        self._is_libreoffice = job.place.sheet.book.app.engine.name == "libreoffice"

    def write(self) -> None:
        job = self.job
        old = self.place.last
        self.undo.append(partial(filter_again, job))  # steps go backwards: once the old cells are there
        if job.last != old and self.place.has_totals:
            self._set_totals(on=False)
        if job.last > old:
            self._resize(job.last, old)
            self._fill_formulas(old)
        self._show()
        for each in rectangles_to_write(self.place, job.grid, job.edit):
            self._write(each)
        if job.last < max(job.typed_last, old):
            self._clear(job.last + 1, max(job.typed_last, old))
        if job.last < old:
            self._resize(job.last, old)
        if job.last != old and self.place.has_totals:
            self._set_totals(on=True)

    def _show(self) -> None:
        """A row that gets another line must not be out of sight because of the old one."""
        with suppress(NotImplementedError):  # not every program tells
            for row in self.job.edit.laid:
                rows = self.place.rows(self.place.top + row, self.place.top + row).rows
                if rows.hidden:
                    rows.hidden = False
                    self.undo.append(partial(setattr, rows, "hidden", True))

    def _set_totals(self, *, on: bool) -> None:
        self.place.table.show_totals = on
        self.undo.append(lambda: setattr(self.place.table, "show_totals", not on))

    def _resize(self, last: int, old: int) -> None:
        place = self.place
        place.table.resize(place.rows(place.top - 1, last))
        self.undo.append(lambda: place.table.resize(place.rows(place.top - 1, old)))
        if last > old:
            if last > self.job.typed_last:
                self.undo.append(place.rows(max(old, self.job.typed_last) + 1, last).clear_contents)
            if (
                not self._is_libreoffice or self.job.typed_last > old
            ):  # there new rows without anything have it
                place.rows(old, old).autofill(place.rows(old, last), "fill_formats")

    def _fill_formulas(self, old: int) -> None:
        """Calculated columns in rows without anything there, where the program has not filled them by itself."""
        for number, name in enumerate(self.job.grid.columns):
            if name in self.job.grid.formulas:
                self._fill_down(self.place.left + number, old - self.place.top + 1)

    def _fill_down(self, column: int, height: int) -> None:
        """The last formula in the first `height` body rows of a column goes into blank cells below them."""
        texts = [row[0] for row in formulas(self.place.rows(self.place.top, self.job.last, column, column))]
        model = next((row for row in reversed(range(height)) if texts[row].startswith("=")), None)
        if model is not None:
            for first, last in runs_of_rows([row for row in range(height, len(texts)) if not texts[row]]):
                self._copy(model, first, last, column)

    def _copy(self, model: int, first: int, last: int, column: int) -> None:
        """Copy a cell with its formula to body rows (from 0)."""
        top = self.place.top
        target = self.place.rows(top + first, top + last, column, column)
        self.undo.append(target.clear_contents)
        self.place.rows(top + model, top + model, column, column).copy(target)

    def _write(self, each: Rectangle) -> None:
        cells = self.place.rows(each.row, each.last_row, each.column, each.last_column)
        there = formulas(cells)
        values: RowsOfValues = [[None] * len(each.columns) for _ in range(each.height)]
        before: RowsOfValues = [[None] * len(each.columns) for _ in range(each.height)]
        for j, column in enumerate(each.columns):
            shape = self._format(each, j)
            olds = self._olds(each, j)
            vacated = self._vacated(each, j)
            for i, value in enumerate(column):
                old = there[i][j] if _is_formula(there[i][j], olds[i]) else xlwings_value(olds[i], shape)
                before[i][j] = old
                stays = value is None and i not in vacated and self._stays(there[i][j], olds[i])
                keeps = i not in each.changed[j] or stays
                values[i][j] = old if keeps else xlwings_value(value, shape)
        self.undo.append(lambda: setattr(cells, "value", before))
        cells.value = values
        for j, column in enumerate(each.columns):
            for i, value in enumerate(column):
                if isinstance(value, Stood) and value.link and not value.formula:
                    cells[i, j].add_hyperlink(value.link, str(value.value), value.tip or None)

    def _olds(self, each: Rectangle, j: int) -> Sequence[Value]:
        first = each.row - self.place.top
        olds = list(self.job.grid.columns[self._header(each, j)][first : first + each.height])
        return olds + [None] * (each.height - len(olds))

    def _vacated(self, each: Rectangle, j: int) -> set[int]:
        """The rows of a block, from 0, whose formula leaves with its line; in new rows those that the program filled down by itself."""
        first, header = each.row - self.place.top, self._header(each, j)
        rows = {row - first for row in self.job.edit.vacated.get(header, ())}
        if self.place.name in TABLES and header in TABLES[self.place.name].by_name:
            rows.update(range(max(self.job.edit.old_height - first, 0), each.height))
        return rows

    def _header(self, each: Rectangle, j: int) -> str:
        return list(self.job.grid.columns)[each.column + j - self.place.left]

    @staticmethod
    def _stays(formula: str, old: Value) -> bool:
        """A blank never overwrites a formula; a link with nothing but text is no formula to people."""
        return _is_formula(formula, old) and not is_typed(formula.removeprefix("="))

    def _format(self, each: Rectangle, j: int) -> str | None:
        """The number format of a column's cells; links need one that lets formulas be formulas.

        None where it decides nothing: LibreOffice takes the mark of a text in every format.
        """
        kinds = {type(value) for value in each.columns[j]}
        if not kinds & ({Link, Stood} if self._is_libreoffice else {str, Link, Stood}):
            return None
        cells = self.place.rows(each.row, each.last_row, each.column + j, each.column + j)
        try:
            found: str | None = cells.number_format
        except NotImplementedError:
            return None
        if not any(map(_is_calculated, each.columns[j])):
            return found
        self._let_calculate(cells, each.columns[j])
        return "General" if found == TEXT_FORMAT else found

    def _let_calculate(self, cells: Any, values: Sequence[Value]) -> None:
        """Cells of a column that are to hold formulas are formatted as text no more; several formats are looked at by halves."""
        found = cells.number_format if any(map(_is_calculated, values)) else ""
        if found == TEXT_FORMAT:
            cells.number_format = "General"
            self.undo.append(lambda: setattr(cells, "number_format", TEXT_FORMAT))
        elif found is None and len(values) > 1:
            half = len(values) // 2
            self._let_calculate(cells[:half, :], values[:half])
            self._let_calculate(cells[half:, :], values[half:])

    def _clear(self, first: int, last: int) -> None:
        """Rows that leave the table: what stands in them goes, formulas too."""
        cells = self.place.rows(first, last)
        there = formulas(cells)
        columns = list(self.job.grid.columns.values())
        offset = first - self.place.top
        before = []
        for i, row in enumerate(there):
            olds = [column[offset + i] if offset + i < len(column) else None for column in columns]
            before.append([
                text if _is_formula(text, old) else xlwings_value(old, None) for text, old in zip(row, olds, strict=True)
            ])  # fmt: skip
        self.undo.append(lambda: setattr(cells, "value", before))
        cells.clear_contents()


def _is_calculated(value: Value) -> bool:
    """Whether a cell must let formulas be formulas to hold a value."""
    return bool(isinstance(value, Link) and link_formula(value)) or (
        isinstance(value, Stood) and bool(value.formula)
    )


def _is_formula(text: str, value: Value) -> bool:
    """Whether a cell holds a formula: a text that looks like one is its own value."""
    return text.startswith("=") and text != value


@contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """The screen stands still meanwhile, and always moves again afterwards."""
    try:
        before = app.screen_updating
    except NotImplementedError:
        before = True
    app.screen_updating = False
    try:
        yield
    finally:
        with suppress(Exception):  # the cells are written; whether the screen moves decides nothing
            app.screen_updating = before
