"""From the cells of a table to its grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from salesbook.books.live.place import LiveCells, LiveTable, block, formulas, header_names
from salesbook.books.live.values import ERRORS, cleaned
from salesbook.books.xlsx.refs import cell_name
from salesbook.schema import OUTCOME, OUTCOMES, TABLES, Type, is_of_a_line
from salesbook.tables.grid import Grid, column_letters
from salesbook.tables.plan import CellError, Value

_SAMPLE = 24  # rows at each end of a column that are looked at for formulas


def live_grid(place: LiveTable, cells: LiveCells) -> Grid:
    """A table's cells as values: errors as errors, columns of formulas by name."""
    names = header_names(place, cells)
    body = list(zip(*cells.body, strict=True))
    shape = TABLES.get(place.name)
    times = {column.name for column in shape.columns if column.type is Type.TIME} if shape else set()
    columns = {name: cleaned(column, times=name in times) for name, column in zip(names, body, strict=True)}
    for number, (name, column) in enumerate(columns.items()):
        if any(cell in ERRORS for cell in column if isinstance(cell, str)):
            columns[name] = _with_errors(place, number, column)
    return Grid(
        name=place.name, columns=columns, key=shape.key if shape else "", sheet=str(place.sheet.name),
        top=place.top, letters={name: column_letters(place.left + i) for i, name in enumerate(names)},
        formulas=frozenset(_calculated(place, columns)), notes=cells.notes,
        strays=list(_strays(place, cells, names)),
    )  # fmt: skip


def _strays(place: LiveTable, cells: LiveCells, names: Sequence[str]) -> Iterator[str]:
    """The cells of lines with an outcome that stand below a blank row."""
    if OUTCOME in names:
        column, first = names.index(OUTCOME), place.top + len(cells.body)
        for i, row in enumerate(cells.below):
            if row[column] in OUTCOMES:
                yield cell_name(str(place.sheet.name), first + i, place.left + column)


def _with_errors(place: LiveTable, number: int, column: Sequence[Value]) -> list[Value]:
    """Errors as errors: a text that only looks like one is still there when errors are left out."""
    here = place.left + number
    cells = place.rows(place.top, place.top + len(column) - 1, here, here)
    without = [row[0] for row in cells.options(ndim=2, err_to_str=False).value]
    return [
        CellError(str(cell)) if isinstance(cell, str) and cell in ERRORS and text is None else cell
        for cell, text in zip(column, without, strict=True)
    ]


def _calculated(place: LiveTable, columns: Mapping[str, Sequence[Value]]) -> set[str]:
    """Columns of formulas: the schema's own, and those of people in which most rows have one, as in a closed book."""
    names = list(columns)
    shape = TABLES[place.name].by_name if place.name in TABLES else {}
    native = {name for name in names if name in shape and shape[name].formula}
    theirs = [i for i, name in enumerate(names) if name not in shape or not shape[name].ours]
    people = [i for i in theirs if not is_of_a_line(place.name, names[i])]
    height = max(map(len, columns.values()), default=0)
    filled = max((len(cells) - list(cells).count(None) for cells in columns.values()), default=0)
    ends = [(place.top, place.top + min(_SAMPLE, height) - 1)]
    if height > _SAMPLE:
        ends.append((max(ends[0][1] + 1, place.top + height - _SAMPLE), place.top + height - 1))
    samples = [row for first, last in ends for row in formulas(place.rows(first, last))]
    suspects = [i for i in people if any(row[i].startswith("=") for row in samples)]
    return native | {names[i] for i in suspects if 2 * _number_of_formulas(place, i, height) > filled}


def _number_of_formulas(place: LiveTable, number: int, height: int) -> int:
    here = place.left + number
    cells = place.rows(place.top, place.top + height - 1, here, here)
    return sum(
        text.startswith("=") and text != value
        for (text,), (value,) in zip(formulas(cells), block(cells), strict=True)
    )
