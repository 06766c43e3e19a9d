"""Pictures that lie on a single row of an open sheet: they belong to its line."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from typing import Any

# In LibreOffice.
_PICTURE, _CAPTION = "com.sun.star.drawing.GraphicObjectShape", "com.sun.star.drawing.CaptionShape"


def pictures_on(sheet: Any, columns: Container[int]) -> list[int]:
    """The rows, from 1, of pictures that begin in one of the columns and reach no further row.

    None where a program does not tell; each has its own error to say so.
    """
    with suppress(Exception):
        return list(_of_excel(sheet, columns))
    with suppress(Exception):
        return list(_of_libreoffice(sheet, columns))
    return []


def _of_excel(sheet: Any, columns: Container[int]) -> Iterator[int]:
    shapes = sheet.api.Shapes
    for i in range(1, shapes.Count + 1):
        shape = shapes.Item(i)
        if shape.Type in {11, 13}:  # a linked picture, a picture
            first, last = shape.TopLeftCell, shape.BottomRightCell
            if first.Row == last.Row and first.Column in columns:
                yield int(first.Row)


def _of_libreoffice(sheet: Any, columns: Container[int]) -> Iterator[int]:
    page = sheet.api.getDrawPage()
    count = page.getCount()
    captions = _captions(sheet)
    if count == captions + _controls(page):
        return

    def look() -> list[Any]:
        return [shape for kind, shape in others(page, count - captions) if kind == _PICTURE]

    for shape in sheet.impl.book.remembered(f"{count} shapes on {sheet.name}", look):
        cell = shape.Anchor
        place, end = cell.CellAddress, shape.Position.Y + shape.Size.Height
        if place.Column + 1 in columns and end <= cell.Position.Y + cell.Size.Height:
            yield int(place.Row) + 1


def others(page: Any, number: int) -> Iterator[tuple[str, Any]]:
    """The shapes of a page that are no captions of notes, so many of them, and what kind each is.

    To ask one for its kind takes 2 ms. Buttons and the like are drawn before all captions or after them, so the
    search begins at both ends.
    """
    last = page.getCount() - 1
    for i in range(last + 1):
        if not number:
            return
        shape = page.getByIndex(last - i // 2 if i % 2 else i // 2)
        kind = shape.getShapeType()
        if kind != _CAPTION:
            number -= 1
            yield kind, shape


def _captions(sheet: Any) -> int:
    """How many captions of notes are drawn.

    LibreOffice draws every one when it opens these files; of others it draws one when it is first shown.
    """
    if not sheet.book.name.lower().endswith((".xlsx", ".xlsm")):
        return 0
    return int(sheet.api.getAnnotations().getCount())


def _controls(page: Any) -> int:
    forms = page.getForms()
    return sum(int(forms.getByIndex(i).getCount()) for i in range(forms.getCount()))
