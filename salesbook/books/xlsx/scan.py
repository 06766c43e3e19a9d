"""The values of a piece of a sheet, where its cells are written as spreadsheet programs write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from salesbook.books.xlsx.formats import CellFormats
from salesbook.books.xlsx.strings import text_of_xml
from salesbook.books.xlsx.tags import CellTags, Irregular, TagFlags
from salesbook.tables.plan import CellError, Value

_MOST = 100_000  # texts remembered; more are rarely repeated


@dataclass
class RowBlock:
    """Some rows of a sheet, `height` of them from row `top`: the values of each column that has any.

    Columns count from 1. `formulas` has the rows of formulas by column, `uncalculated` of those without a result.
    """

    part: str
    top: int
    height: int
    columns: dict[int, list[Value]] = field(default_factory=dict)
    formulas: dict[int, list[int]] = field(default_factory=dict)
    uncalculated: dict[int, list[int]] = field(default_factory=dict)


class Scanner:
    """Reads pieces of one workbook. `texts` gives its shared strings."""

    def __init__(self, texts: Callable[[], npt.NDArray[Any]], formats: CellFormats) -> None:
        self.texts = texts
        self.formats = formats
        self.known = _Texts()

    def block(self, part: str, piece: bytes) -> RowBlock:
        """The piece's values. Raises Irregular, or IndexError where a shared text is missing."""
        if b"\r" in piece:  # XML has rules of its own for line ends
            raise Irregular
        cells = CellTags(piece)
        block = RowBlock(part, cells.top, cells.height)
        values = self._values(cells)
        order = np.argsort(cells.column.astype(np.uint16), kind="stable")  # which sorts by radix
        edges = np.flatnonzero(np.diff(cells.column[order])) + 1
        for places in np.split(order, edges) if len(order) else ():
            column = np.full(cells.height, None, object)
            column[cells.row[places] - cells.top] = values[places]
            block.columns[int(cells.column[places[0]])] = column.tolist()
        for number, row in zip(cells.formula_column.tolist(), cells.formula_row.tolist(), strict=True):
            block.formulas.setdefault(number, []).append(row)
        bare = cells.uncalculated
        bare_columns, bare_rows = cells.formula_column[bare].tolist(), cells.formula_row[bare].tolist()
        for number, row in zip(bare_columns, bare_rows, strict=True):
            block.uncalculated.setdefault(number, []).append(row)
        return block

    def _values(self, cells: CellTags) -> npt.NDArray[Any]:
        values = np.empty(len(cells.kind), object)
        readers: dict[str, Callable[[CellTags, TagFlags], Any]] = {
            "s": lambda cells, chosen: self.texts()[cells.whole_numbers(chosen)],
            "t": self._texts,
            "n": self._numbers,
            "b": lambda cells, chosen: (cells.data[cells.starts[chosen]] == ord("1")).tolist(),
            "e": lambda cells, chosen: [CellError(text or "#N/A") for text in self._texts(cells, chosen)],
        }
        for kind, read in readers.items():
            chosen = cells.kind == ord(kind)
            if chosen.any():
                values[chosen] = read(cells, chosen)
        return values

    def _texts(self, cells: CellTags, chosen: TagFlags) -> list[str | None]:
        if len(self.known) > _MOST:
            self.known.clear()
        try:
            return list(map(self.known.__getitem__, cells.held(chosen)))
        except UnicodeDecodeError as error:
            raise Irregular from error

    def _numbers(self, cells: CellTags, chosen: TagFlags) -> npt.NDArray[Any]:
        styles = cells.styles(chosen)
        if int(styles.max()) >= len(self.formats.dates):
            raise Irregular
        try:
            numbers = np.array(list(map(float, cells.held(chosen))))
        except ValueError as error:
            raise Irregular from error
        found = np.empty(len(numbers), object)
        found[:] = numbers.tolist()
        dates = self.formats.dates[styles]
        if dates.any():
            found[dates] = self.formats.moments(numbers[dates], self.formats.spans[styles[dates]])
        return found


class _Texts(dict[bytes, str | None]):
    """Texts by how XML writes them: equal ones become one object, to spare memory and time."""

    def __missing__(self, written: bytes) -> str | None:
        text = self[written] = text_of_xml(written.decode()) or None
        return text
