"""What covered a table's body goes on covering it: defined names and the ranges of charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salesbook.office.libreoffice import places

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book

_AREA = re.compile(
    r"\$?(?P<sheet>'(?:[^']|'')*'|[^\W\d]\w*)\.\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d+)"
    r":(?:\$?(?:'(?:[^']|'')*'|[^\W\d]\w*)\.)?\$?(?P<right>[A-Z]{1,3})(?P<fixed>\$?)(?P<bottom>\d+)"
)


@dataclass(frozen=True)
class GrownTable:
    """A table's body before, on which sheet (from 0), and its last row afterwards."""

    sheet: int
    body: places.Coords
    new_last: int

    def bottom(self, top: int, left: int, bottom: int, right: int) -> int:
        """The last row that an area has afterwards.

        It follows when it starts at the body's first row or above, ends with the body and stays
        within the table's columns.
        """
        row, column, rows, columns = self.body
        within = column <= left and right < column + columns
        return self.new_last if within and top <= row and bottom == row + rows - 1 else bottom

    def follow(self, text: str, sheets: tuple[str, ...]) -> str:
        """A reference, or a formula, in LibreOffice's spelling, as it reads afterwards."""
        name = sheets[self.sheet].lower()

        def moved(match: re.Match[str]) -> str:
            sheet = match["sheet"].strip("'").replace("''", "'")
            if sheet.lower() != name:
                return match[0]
            left, right = (
                places.column_from_letters(match["left"]),
                places.column_from_letters(match["right"]),
            )
            bottom = self.bottom(int(match["top"]), left, int(match["bottom"]), right)
            return match[0][: match.start("bottom") - match.start()] + str(bottom)

        return _AREA.sub(moved, text)


def follow_in_names(book: Book, growth: GrownTable) -> None:
    """Defined names, of the book and of its sheets."""
    sheets = book.xl.getSheets().getElementNames()
    for found in book.remembered("names", lambda: _names(book.xl)):
        content = found.getContent()
        new = growth.follow(content, sheets)
        if new != content:
            found.setContent(new)


def follow_in_charts(book: Book, growth: GrownTable) -> None:
    """The values, labels and categories of every chart."""
    sheets = book.xl.getSheets().getElementNames()
    for chart in book.remembered("charts", lambda: _charts(book.xl)):
        _follow_in_chart(chart, lambda text: growth.follow(text, sheets))


def _names(document: Any) -> list[Any]:
    sheets = document.getSheets()
    holders = (document, *(sheets.getByName(name) for name in sheets.getElementNames()))
    ranges = [holder.NamedRanges for holder in holders]
    return [each.getByName(name) for each in ranges for name in each.getElementNames()]


def _charts(document: Any) -> list[Any]:
    sheets = document.getSheets()
    holders = [sheets.getByName(name).getCharts() for name in sheets.getElementNames()]
    return [each.getByName(name).getEmbeddedObject() for each in holders for name in each.getElementNames()]


def _follow_in_chart(chart: Any, follow: Callable[[str], str]) -> None:
    for labeled in chart.getDataSequences():
        for old, put in ((labeled.getValues(), labeled.setValues), (labeled.getLabel(), labeled.setLabel)):
            if old is None:
                continue
            text = old.getSourceRangeRepresentation()
            new = follow(text)
            if new != text:
                made = chart.getDataProvider().createDataSequenceByRangeRepresentation(new)
                made.Role = old.Role
                put(made)
