"""Whose lines of Calls are in view: the cell above the table that says so, and the filter that follows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from salesbook.office.libreoffice.bridge import enum, failure, gone, struct
from salesbook.office.libreoffice.listening import CellChanges
from salesbook.office.libreoffice.steps import unnoticed
from salesbook.schema import ALL_REPS, CALLS, SHOW_REP


class RepView:
    """The cell of a document, if it has one. `chosen` is called, in a thread of the bridge, when somebody changes it."""

    def __init__(self, document: Any, chosen: Callable[[], None]) -> None:
        self._document = document
        self._cell = _named_cell(document)
        if self._cell is not None:
            self._cell.addModifyListener(CellChanges(chosen))
            if self._rep():  # a command may have shown new lines of others since
                with unnoticed(document):
                    self.show()

    def show(self) -> None:
        """Let the filter of Calls show what the cell says; what people filter by in other columns stays."""
        with suppress(gone(), failure("container.NoSuchElementException"), ValueError):
            table = self._document.DatabaseRanges.getByName(CALLS.name)
            area = table.getDataArea()
            cells = self._document.getSheets().getByIndex(area.Sheet).getCellRangeByPosition(
                area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
            )  # fmt: skip
            headers = cells.getCellRangeByPosition(0, 0, area.EndColumn - area.StartColumn, 0)
            column = headers.getDataArray()[0].index(CALLS.pages_by)
            known = table.getFilterDescriptor()
            fields = [each for each in known.getFilterFields() if each.Field != column]
            if rep := self._rep():
                fields.append(
                    struct(
                        "sheet.TableFilterField",
                        Field=column,
                        StringValue=rep,
                        Operator=enum("sheet.FilterOperator", "EQUAL"),
                    )
                )
            wanted = cells.createFilterDescriptor(True)
            wanted.ContainsHeader = True
            wanted.setFilterFields(tuple(fields))
            cells.filter(wanted)

    def _rep(self) -> str:
        """Who is chosen; "" for all."""
        text = str(self._cell.getFormula()).strip()
        return "" if text.casefold() == ALL_REPS.casefold() else text


def _named_cell(document: Any) -> Any:
    """The cell that says whose lines are in view; None in a document without."""
    with suppress(failure("container.NoSuchElementException")):
        cells = document.NamedRanges.getByName(SHOW_REP).getReferredCells()
        return None if cells is None else cells.getCellByPosition(0, 0)
    return None
