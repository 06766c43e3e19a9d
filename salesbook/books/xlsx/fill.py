"""Which formulas fill down into a table's new rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.books.xlsx.cells import CellBody, EmptiedCell, Encoder, Offer
from salesbook.books.xlsx.formulas import filled_formula, is_literal_link
from salesbook.books.xlsx.rows import Formula, RowEditor, formula_of
from salesbook.books.xlsx.table_target import TableTarget
from salesbook.schema import TABLES, is_of_a_line
from salesbook.schema.types import MOST_LINKS


def filled_down(
    table: TableTarget,
    rows: Mapping[int, bytes],
    editor: RowEditor,
    groups: Mapping[str, tuple[str, int, int]],
) -> dict[int, tuple[str, int]]:
    """By column: the formula to fill down, and the row that it is written for.

    What the table's last row has counts, if the table part calls the column calculated, or if the
    row above has the same formula: some programs drop the table part's word. `rows` has these two
    rows as XML, `groups` the formulas that cells share, with the row and column of the first one.
    """
    declared = {
        table.place.left + i: table.place.calculated[name]
        for i, name in enumerate(table.place.columns)
        if name in table.place.calculated
    }
    last, before = (
        _texts(rows.get(row), row, editor, groups) for row in (table.old_last, table.old_last - 1)
    )
    found = {column: (text, table.place.top) for column, text in declared.items()}
    for column, text in last.items():
        alone = table.old_last == table.place.top
        if column in declared or alone or before.get(column) == filled_formula(text, -1):
            found[column] = text, table.old_last
    left_out = _links_of_long_tables(table) | {
        table.place.left + i
        for i, name in enumerate(table.place.columns)
        if is_of_a_line(table.place.name, name)
    }
    return {
        column: each
        for column, each in found.items()
        if column in table.all_columns and column not in left_out
    }


def _links_of_long_tables(table: TableTarget) -> set[int]:
    """Columns of links that further rows do not get: there they would show nothing, see MOST_LINKS."""
    shape = TABLES.get(table.place.name)
    if shape is None or table.last - table.place.top < MOST_LINKS:
        return set()
    links = {column.name for column in shape.columns if column.is_link}
    return {table.place.left + i for i, name in enumerate(table.place.columns) if name in links}


def _texts(
    row: bytes | None, number: int, editor: RowEditor, groups: Mapping[str, tuple[str, int, int]]
) -> dict[int, str]:
    """The formulas of a row by column, links with nothing but text left out: those are values."""
    found = {}
    for cell in editor.cells(row) if row else ():
        formula = formula_of(cell)
        text = _text(formula, number, cell.column, groups) if formula else ""
        if text and not is_literal_link(text):
            found[cell.column] = text
    return found


def _text(formula: Formula, row: int, column: int, groups: Mapping[str, tuple[str, int, int]]) -> str:
    if formula.kind in {"", "shared"} and formula.text:
        return formula.text
    if formula.kind == "shared" and formula.group in groups:
        text, first_row, first_column = groups[formula.group]
        return filled_formula(text, row - first_row, column - first_column)
    return ""


def offered(
    cells: Sequence[CellBody], formula: tuple[str, int], row: int, encoder: Encoder
) -> list[CellBody]:
    """A calculated column's formula for rows that somebody typed, where nothing is typed in its place."""
    text, home = formula
    return [
        Offer(encoder.formula(filled_formula(text, row + i - home)))
        if body is None or isinstance(body, EmptiedCell)
        else body
        for i, body in enumerate(cells)
    ]


def filled(cells: Sequence[CellBody], formula: tuple[str, int], row: int, encoder: Encoder) -> list[CellBody]:
    """A calculated column in new rows. Blanks never stand in a formula's way."""
    text, home = formula
    fixed = encoder.formula(text) if filled_formula(text, 1) == text else None
    return [
        (fixed or encoder.formula(filled_formula(text, row + i - home)))
        if body is None or isinstance(body, EmptiedCell)
        else body
        for i, body in enumerate(cells)
    ]
