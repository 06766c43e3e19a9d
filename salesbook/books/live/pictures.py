"""Pictures that lie on a single row of an open sheet: they belong to its line."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from typing import Any

_PICTURE = "com.sun.star.drawing.GraphicObjectShape"  # in LibreOffice


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
    if count == _known(sheet, page, count):
        return

    def look() -> list[Any]:
        shapes = map(page.getByIndex, range(count))
        return [shape for shape in shapes if shape.getShapeType() == _PICTURE]

    for shape in sheet.impl.book.remembered(f"{count} shapes on {sheet.name}", look):
        cell = shape.Anchor
        place, end = cell.CellAddress, shape.Position.Y + shape.Size.Height
        if place.Column + 1 in columns and end <= cell.Position.Y + cell.Size.Height:
            yield int(place.Row) + 1


def _known(sheet: Any, page: Any, count: int) -> int:
    """How many of the shapes are the captions of notes, and buttons: to ask each for its kind takes 2 ms.

    LibreOffice draws every caption when it opens these files; of others it draws one when it is first shown.
    """
    if not sheet.book.name.lower().endswith((".xlsx", ".xlsm")):
        return 0
    captions = int(sheet.api.getAnnotations().getCount())
    if captions == count:
        return count
    forms = page.getForms()
    return captions + sum(int(forms.getByIndex(i).getCount()) for i in range(forms.getCount()))
