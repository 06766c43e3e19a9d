"""Python values into cells, a block at a time, as Excel takes an assignment.

A text that starts with "=" is a formula, but in a cell formatted as text; a leading apostrophe is dropped and what follows is text;
every other text stays the text that it is ("007" too, of which Excel makes a number in a General
cell). Dates give their cell a date format where it has none; None empties.
"""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from salesbook.office.libreoffice.bridge import failure
from salesbook.office.libreoffice.days import Days
from salesbook.office.libreoffice.errors import NotDone, SheetProtected
from salesbook.office.libreoffice.formats import NumberFormats
from salesbook.office.libreoffice.heights import put
from salesbook.office.libreoffice.reading import PartOfBlock, areas_of, content, truths

_DATETIME, _NOTE = 2, 8
_LONGEST = 32_767
_MANY = 300  # formulas; LibreOffice groups equal neighbours, which takes the square of their number

Place = tuple[int, int]


class BlockToWrite:
    """Values on their way into cells: what the cells take, and what must be done besides."""

    def __init__(self, rows: Sequence[Sequence[Any]], days: Days) -> None:
        self.formulas: dict[Place, str] = {}
        self.booleans: list[Place] = []
        self.days: list[Place] = []
        self.moments: list[Place] = []
        self._days = days
        self._rows = [[self._cell(value, r, c) for c, value in enumerate(row)] for r, row in enumerate(rows)]

    @property
    def data(self) -> tuple[tuple[float | str, ...], ...]:
        """What the cells take, before their formulas."""
        return tuple(map(tuple, self._rows))

    def keep_as_text(self, areas: Iterable[PartOfBlock]) -> None:
        """In cells formatted as text even a formula is only a text."""
        for top, left, bottom, right in areas:
            for row, column in [
                place for place in self.formulas if top <= place[0] <= bottom and left <= place[1] <= right
            ]:
                self._rows[row][column] = self.formulas.pop((row, column))

    def _cell(self, value: Any, row: int, column: int) -> float | str:
        kind = type(value)
        if kind is float:
            return value  # type: ignore[no-any-return]
        if kind is str:
            return self._text(value, row, column)
        if value is None:
            return ""
        if kind is bool:
            self.booleans.append((row, column))
            return float(value)
        if isinstance(value, dt.date):
            (
                self.moments if isinstance(value, dt.datetime) and value.time() != dt.time() else self.days
            ).append((row, column))
            return self._days.number(value)
        if isinstance(value, numbers.Number):
            return float(value)  # type: ignore[arg-type]
        if isinstance(value, str):
            return self._text(str.__str__(value), row, column)
        raise TypeError(
            f"A cell cannot hold {value!r} ({kind.__name__}): give a number, a text, a date, or None."
        )

    def _text(self, text: str, row: int, column: int) -> str:
        if len(text) > _LONGEST:
            raise ValueError(f"A cell holds {_LONGEST:,} characters at most, not {len(text):,}.")
        if text[:1] == "=" and len(text) > 1:
            self.formulas[row, column] = text
            return ""
        return text[1:] if text[:1] == "'" else text


def write_block(document: Any, sheet: Any, cells: Any, block: BlockToWrite, formats: NumberFormats) -> None:
    """Put a block into cells of exactly its size; its formulas are left to `write_formulas`."""
    before = cells.getDataArray()
    old = truths(cells, formats, before)
    notes = _notes(sheet, cells)
    try:
        put(document, cells, before, block.data)
    except failure("uno.RuntimeException") as error:
        if not sheet.isProtected():
            why = (
                "some of these cells are a part of an array formula, or the workbook is open for reading only"
            )
            raise NotDone(why) from error
        raise SheetProtected(sheet.Name) from error
    for area in old:  # else a number would show as a truth value
        _within(cells, area).NumberFormat = 0
    for area in areas_of(block.booleans):
        _within(cells, area).NumberFormat = formats.boolean
    for places, usual in ((block.days, "DATE_SYS_DDMMYYYY"), (block.moments, "DATETIME_SYS_DDMMYYYY_HHMMSS")):
        for area in _undated(cells, places):
            _within(cells, area).NumberFormat = formats.usual(usual)
    for place, text, shown in notes:
        sheet.Annotations.insertNew(place, text)
        sheet.getCellByPosition(place.Column, place.Row).Annotation.IsVisible = shown


def write_formulas(cells: Any, formulas: dict[Place, str]) -> None:
    """Put formulas, in the spelling of LibreOffice's cells, into places of a block."""
    for area in areas_of(list(formulas)):
        column = _within(cells, area)
        texts = tuple((formulas[row, area.left],) for row in range(area.top, area.bottom + 1))
        if len(texts) == 1:
            column.getCellByPosition(0, 0).setFormula(texts[0][0])
        elif len(texts) < _MANY or not _filled_down(column, texts):
            column.setFormulaArray(texts)


def _filled_down(column: Any, texts: Sequence[tuple[str]]) -> bool:
    """Whether filling the first formula down gave all of them; it carries the first cell's look along."""
    if column.getUniqueCellFormatRanges().getCount() > 1:
        return False
    column.getCellByPosition(0, 0).setFormula(texts[0][0])
    column.fillAuto(0, 1)
    return bool(column.getFormulaArray() == texts)


def _within(cells: Any, area: PartOfBlock) -> Any:
    return cells.getCellRangeByPosition(area.left, area.top, area.right, area.bottom)


def _undated(cells: Any, places: list[Place]) -> Iterator[PartOfBlock]:
    """Those of the places whose number LibreOffice does not take for a date or a time, by their format."""
    if places:
        dated = {
            (row, column)
            for area in content(cells, _DATETIME)
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        yield from areas_of([place for place in places if place not in dated])


def _notes(sheet: Any, cells: Any) -> list[tuple[Any, str, bool]]:
    """The notes on cells of a block, which a write of the block would drop."""
    notes, found = sheet.Annotations, []
    number = notes.getCount()
    if number and content(cells, _NOTE):  # hardly a sheet has any
        at = cells.RangeAddress
        for i in range(number):
            note = notes.getByIndex(i)
            place = note.Position
            if at.StartRow <= place.Row <= at.EndRow and at.StartColumn <= place.Column <= at.EndColumn:
                found.append((place, note.String, note.IsVisible))
    return found
