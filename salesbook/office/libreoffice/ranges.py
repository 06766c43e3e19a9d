"""Ranges: where they are, and what their cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from salesbook.office.libreoffice import formulas, places, reading, spelling
from salesbook.office.libreoffice.errors import CellsGone, NotDone, SheetProtected
from salesbook.office.libreoffice.formats import TEXT
from salesbook.office.libreoffice.held import HeldRange
from salesbook.office.libreoffice.look import Look
from salesbook.office.libreoffice.moves import Moves
from salesbook.office.libreoffice.places import Coords
from salesbook.office.libreoffice.sentences import in_sentences
from salesbook.office.libreoffice.walks import Walks

if TYPE_CHECKING:
    from salesbook.office.libreoffice.sheets import Sheet
    from salesbook.office.libreoffice.tables import Table

_MOVED = "Cells of its sheet were moved meanwhile, by somebody at the window or by LibreOffice's own objects"
_CONTENT = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas; notes stay, as in Excel
_FORMATS = 32 | 64 | 256  # of cells, of letters in them


@in_sentences
class Range(Look, Moves, Walks):
    """Cells of one sheet; the cells of LibreOffice are fetched when they are first needed.

    It follows what the engine inserts and deletes. Where a person at the window, or a script by
    LibreOffice's own objects, has moved its cells meanwhile, it raises CellsGone rather than guess.
    """

    def __init__(self, sheet: Sheet, coords: Coords) -> None:
        """Raises IndexError for what is not on a sheet."""
        row, column, rows, columns = coords
        if (
            row < 1
            or column < 1
            or row + rows - 1 > places.SHEET_ROWS
            or column + columns - 1 > places.SHEET_COLUMNS
        ):
            raise IndexError(f"Row {row}, column {column} ({rows} by {columns}) is not on a sheet.")
        self.sheet = sheet
        self.options: dict[str, Any] | None = None  # xlwings puts the options of a read here
        self._held = HeldRange(coords, sheet.shifts)
        self._xl: Any = None
        self._fetched = 0  # how many shifts there had been when it was
        self._moved = sheet.known.moved

    @property
    def coords(self) -> Coords:
        """Where it is now: row, column, rows, columns; raises CellsGone."""
        if self._xl is None and self._moved != self.sheet.known.moved:
            raise CellsGone(_MOVED)
        return self._held.coords

    @property
    def xl(self) -> Any:
        """LibreOffice's cell range."""
        sheet = self.sheet.xl
        coords = self.coords
        row, column, rows, columns = coords
        if self._xl is None or self._fetched != self._held.followed:
            if self._moved != self.sheet.known.moved:
                raise CellsGone(_MOVED)
            self._xl = sheet.getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)
            self._fetched = self._held.followed
        elif places.from_uno(self._xl.getRangeAddress()) != coords:
            raise CellsGone(_MOVED)
        self._moved = self.sheet.known.moved
        return self._xl

    @property
    def api(self) -> Any:
        """LibreOffice's cell range, or None for a range without cells."""
        return self.xl if len(self) else None

    def __len__(self) -> int:
        return self.coords[2] * self.coords[3]

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        row, column, _, columns = self.coords
        if arg2 is None:
            down, right = divmod(arg1 - 1, columns)
        else:
            down, right = arg1 - 1, arg2 - 1
        return Range(self.sheet, (row + down, column + right, 1, 1))

    @property
    def row(self) -> int:
        """The first row, from 1."""
        return self.coords[0]

    @property
    def column(self) -> int:
        """The first column, from 1."""
        return self.coords[1]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self.coords[2], self.coords[3]

    @property
    def address(self) -> str:
        """Such as "$A$1:$B$2"."""
        return places.to_address(self.coords)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The address with or without dollars, and with book and sheet for `external`."""
        text = places.to_address(self.coords, row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return text
        name = f"[{self.sheet.book.name}]{self.sheet.name}"
        return (
            f"{name}!{text}"
            if name.replace("[", "").replace("]", "").replace(".", "").isalnum()
            else f"'{name}'!{text}"
        )

    @property
    def max_cells_per_read(self) -> None:
        """No limit: a block comes whole."""

    @property
    def max_cells_per_write(self) -> None:
        """No limit: a block goes whole."""

    @property
    def raw_value(self) -> Any:
        """One value, or rows of values; "" for a blank."""
        if not len(self):
            return None
        book = self.sheet.book
        errors = bool((self.options or {}).get("err_to_str"))
        rows = reading.read_values(self.xl, book.formats, book.days, errors=errors)
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        if len(self):
            self._write(self._rows(value), fills=not isinstance(value, list | tuple))

    @property
    def formula(self) -> Any:
        """The formula or the constant as Excel spells it; rows of them for more than one cell."""
        rows = spelling.read_spelling(self.xl, self.sheet.book.formats)
        return rows[0][0] if self.shape == (1, 1) else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Any) -> None:
        if len(self):
            rows = spelling.constants(self._rows(value), self.xl, self.sheet.book.formats)
            self._write(rows, fills=not isinstance(value, list | tuple))

    @property
    def formula2(self) -> Any:
        """As `formula`."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:
        raise NotImplementedError(
            "Range.formula2 cannot be written in LibreOffice: there a formula's result never spills into cells "
            "below. Use formula, or formula_array for the whole range."
        )

    @property
    def formula_array(self) -> str | None:
        """The array formula that fills the range; the formula of the first cell where there is none."""
        text = str(self.xl.getArrayFormula())
        first = self.formula if self.shape == (1, 1) else self.formula[0][0]
        return formulas.to_excel(text[1:-1]) if text.startswith("{=") else first or None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        if not formulas.is_whole(value):
            raise ValueError(f"{value} is no formula: its brackets or quotation marks do not match.")
        self.guard()
        self.xl.setArrayFormula(formulas.to_calc(value, self.sheet.book.known_tables.names()))
        self.sheet.book.settle()

    @property
    def has_array(self) -> bool:
        """Whether an array formula stands in the range."""
        return bool(self.xl.getArrayFormula())

    def clear_contents(self) -> None:
        """Empty the cells; formats and notes stay."""
        self.guard()
        self.xl.clearContents(_CONTENT)
        if reading.content(self.xl, _CONTENT):
            raise NotDone(f"{self.address} has only a part of an array formula, or cells that are locked")

    def clear_formats(self) -> None:
        """Take formats, conditional formats and validations off; contents stay."""
        self.guard()
        self.xl.clearContents(_FORMATS)
        self.xl.setPropertyToDefault("Validation")
        self.xl.setPropertyToDefault("ConditionalFormat")

    def clear(self) -> None:
        """Take contents and formats."""
        self.clear_contents()
        self.clear_formats()

    @property
    def table(self) -> Table | None:
        """The table around the first cell."""
        return self.sheet.tables.around(self.row, self.column)

    def select(self) -> None:
        """Select it in the window."""
        self.sheet.activate()
        self.sheet.book.controller.select(self.xl)

    def guard(self) -> None:
        """Raise SheetProtected where the cells are locked; LibreOffice would do nothing, and say nothing."""
        cells = self.xl
        if self.sheet.as_seen.isProtected():
            state = cells.getPropertyState("CellProtection").value
            if state == "AMBIGUOUS_VALUE" or cells.CellProtection.IsLocked:
                raise SheetProtected(self.sheet.name)

    def _rows(self, value: Any) -> Sequence[Sequence[Any]]:
        """What is assigned as rows of just this size; one value fills all cells, a formula moving along."""
        rows, columns = self.shape
        if not isinstance(value, list | tuple):
            if isinstance(value, str) and value[:1] == "=":
                return [[formulas.copied_formula(value, r, c) for c in range(columns)] for r in range(rows)]
            return [[value] * columns] * rows
        if value and not isinstance(value[0], list | tuple):
            value = [value]
        if len(value) != rows or any(len(row) != columns for row in value):
            raise ValueError(f"{len(value)} rows do not fit {self.address}, or they differ in length.")
        return value  # type: ignore[no-any-return]

    def _write(self, rows: Sequence[Sequence[Any]], *, fills: bool) -> None:
        """Write rows; one value that `fills` the range goes into the first cell of a merged one alone."""
        from salesbook.office.libreoffice import merges, writing

        book = self.sheet.book
        self.guard()
        cells, sheet = self._xl, self.sheet.as_seen  # each look takes its time
        if sheet.getIsMerged():
            rows = merges.uncovered(self, rows, fills=fills)
        block = writing.BlockToWrite(rows, book.days)
        broken = next((text for text in block.formulas.values() if not formulas.is_whole(text)), None)
        if broken:
            raise ValueError(f"{broken} is no formula: its brackets or quotation marks do not match.")
        if block.formulas:
            block.keep_as_text(area for kind, area in reading.formatted(cells, book.formats) if kind == TEXT)
        writing.write_block(book.xl, sheet, cells, block, book.formats)
        if block.formulas:
            tables = book.known_tables.names()
            relative = any("[@" in text or "[[#This" in text for text in block.formulas.values())
            around = self.table if relative else None
            here = around.name if around else ""
            spelled = {place: formulas.to_calc(text, tables, here) for place, text in block.formulas.items()}
            writing.write_formulas(cells, spelled)
            book.settle()
