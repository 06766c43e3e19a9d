"""Sheets and cells that go from one open workbook into another, with what LibreOffice leaves behind on the way.

LibreOffice takes the cells over, with their look, validations, conditional formats, notes and
charts. It leaves out tables, page styles, what is printed and what stays in view, draws every note's
caption twice, and keeps no step for its Undo, whose older steps would then meet other sheets: so
what could be undone there before a sheet came is forgotten. Validations that name a list, and
formulas over tables that are not there yet, come broken: give them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from salesbook.office.libreoffice.bridge import failure, struct
from salesbook.office.libreoffice.errors import NotDone

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book
    from salesbook.office.libreoffice.sheets import Sheet

_CAPTION = "com.sun.star.drawing.CaptionShape"
_READ_ONLY = 16  # of com.sun.star.beans.PropertyAttribute
_TABLE = ("ContainsHeader", "AutoFilter", "TotalsRow")


def bring_sheet(source: Sheet, target: Book, place: int) -> None:
    """Copy a sheet into another workbook, as its sheet number `place` (from 0). Raises NotDone, and then nothing came.

    A table whose name is taken there gets the next free one, as in Excel.
    """
    with _without_undo(target.xl):
        xl = _imported(source, target, place)
        try:
            _bring_tables(source, target, place)
            _bring_page(source, target, xl)
        except BaseException:
            _removed(target.xl, xl.getName())
            raise
        finally:
            target.known_tables.forget()
    _keep_in_view(source, target, xl)


def bring_cells(source: Any, target: Any) -> None:
    """Copy a range into another workbook's, by way of a sheet that stands at its end for a moment."""
    book = target.sheet.book
    with _without_undo(book.xl):
        xl = _imported(source.sheet, book, len(book.sheets))
        try:
            area, (row, column) = source.xl.RangeAddress, target.coords[:2]
            area.Sheet = xl.getRangeAddress().Sheet
            corner = struct("table.CellAddress", Sheet=target.sheet.index - 1, Column=column - 1, Row=row - 1)
            target.sheet.xl.copyRange(corner, area)
        finally:
            _removed(book.xl, xl.getName())
            book.known_tables.forget()


def drop_sheet(book: Book, name: str) -> None:
    """Delete a sheet and nothing else, for good: to undo the deletion of one with a table ends LibreOffice 7.4."""
    with _without_undo(book.xl):
        _removed(book.xl, name)
    book.known_tables.forget()


def _removed(document: Any, name: str) -> None:
    """Delete a sheet, with the module that it has in a document with VBA.

    LibreOffice 7.4 takes the tables of the sheet before a deleted one with it: the first has none before it.
    There it takes another sheet's module instead of its own.
    """
    sheets, libraries, view = document.getSheets(), document.BasicLibraries, document.getCurrentController()
    module, selected = sheets.getByName(name).CodeName, view.getSelection()
    is_shown = view.getActiveSheet().Name == name
    with _without_modules(document):
        sheets.moveByName(name, 0)
        sheets.removeByName(name)
    if not is_shown:
        with suppress(failure("uno.Exception")):
            view.select(selected)  # of several cells only the cursor's stays so
    if libraries.VBACompatibilityMode and libraries.hasByName(libraries.ProjectName):
        project = libraries.getByName(libraries.ProjectName)
        if project.hasByName(module):
            project.removeByName(module)


@contextmanager
def _without_undo(document: Any) -> Iterator[None]:
    """Keeps no steps, and forgets those from before: they are meant for sheets by their numbers."""
    manager = document.getUndoManager()
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()
        if not manager.isLocked():
            manager.reset()


def _imported(source: Sheet, target: Book, place: int) -> Any:
    ranges = target.known_tables.ranges
    known = set(ranges.getElementNames())
    sheets = target.xl.getSheets()
    try:
        with _without_modules(target.xl):
            number = sheets.importSheet(source.book.xl, source.name, place)
    except failure("uno.Exception") as error:
        raise NotDone(f"the sheet {source.name} does not come into {target.name}") from error
    for name in set(ranges.getElementNames()) - known:  # what its formulas name, meant for other cells
        ranges.removeByName(name)
    xl = sheets.getByIndex(number)
    _drop_stray_captions(xl)
    return xl


@contextmanager
def _without_modules(document: Any) -> Iterator[None]:
    """LibreOffice 7.4 ends where a sheet comes to a document with VBA and is to get a module there."""
    libraries = document.BasicLibraries
    before = libraries.VBACompatibilityMode
    libraries.VBACompatibilityMode = False
    try:
        yield
    finally:
        libraries.VBACompatibilityMode = before


def _drop_stray_captions(xl: Any) -> None:
    notes, page = xl.getAnnotations(), xl.getDrawPage()
    captions = [notes.getByIndex(i).getAnnotationShape() for i in range(notes.getCount())]
    shapes = [page.getByIndex(i) for i in range(page.getCount())]
    for shape in shapes:
        if shape.getShapeType() == _CAPTION and shape not in captions:
            page.remove(shape)


def _bring_tables(source: Sheet, target: Book, place: int) -> None:
    ranges = target.known_tables.ranges
    for table in source.tables:
        area = table.xl.getDataArea()
        area.Sheet = place
        name = _free(table.name, target.known_tables.names())
        ranges.addNewByName(name, area)
        made = ranges.getByName(name)
        for what in _TABLE:
            made.setPropertyValue(what, table.xl.getPropertyValue(what))


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.lower() in taken:
        number += 1
        free = f"{name}{number}"
    return free


def _bring_page(source: Sheet, target: Book, xl: Any) -> None:
    """Paper, headers and footers, and what is printed on each page."""
    there = target.xl.getStyleFamilies().getByName("PageStyles")
    name = _free(f"PageStyle_{xl.getName()}", {each.lower() for each in there.getElementNames()})
    there.insertByName(name, target.xl.createInstance("com.sun.star.style.PageStyle"))
    style = source.book.xl.getStyleFamilies().getByName("PageStyles").getByName(source.xl.PageStyle)
    made = there.getByName(name)
    for each in style.getPropertySetInfo().getProperties():
        if not each.Attributes & _READ_ONLY:
            made.setPropertyValue(each.Name, style.getPropertyValue(each.Name))
    xl.PageStyle = name
    xl.setPrintAreas(source.xl.getPrintAreas())
    if source.xl.getPrintTitleRows():
        xl.setTitleRows(source.xl.getTitleRows())
        xl.setPrintTitleRows(True)


def _keep_in_view(source: Sheet, target: Book, xl: Any) -> None:
    """Headers that stay in view. A workbook without a window has no view to say it of."""
    shown, there = source.book.controller.getActiveSheet(), source.book.controller
    there.setActiveSheet(source.xl)
    frozen = there.hasFrozenPanes()
    columns, rows = there.getSplitColumn(), there.getSplitRow()
    there.setActiveSheet(shown)
    if not frozen:
        return
    here = target.controller
    shown, selected = here.getActiveSheet(), here.getSelection()
    with suppress(failure("uno.Exception")):
        here.setActiveSheet(xl)
        here.freezeAtPosition(columns, rows)
        here.setActiveSheet(shown)
        here.select(selected)  # of several cells only the cursor's stays so
