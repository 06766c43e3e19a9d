"""Workbooks to import from: which sheet or table is meant, and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.books.foreign.currency_formats import currency_signs
from salesbook.books.foreign.shown import Shown, what_is_shown, with_merged
from salesbook.books.foreign.uncalculated import rows_never_calculated
from salesbook.books.xlsx.blocks import read_blocks
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package, PartEntry
from salesbook.books.xlsx.refs import LAST_ROW
from salesbook.books.xlsx.scan import RowBlock
from salesbook.errors import BadInput, Damaged, PasswordProtected, TooLarge
from salesbook.tables.grid import column_number
from salesbook.tables.plan import CellError, Link
from salesbook.tables.source import LOOK, Raw, Row, best_header, is_filled, text_of_cell
from salesbook.util.rust_panics import Panicked, hushed
from salesbook.util.wording import count, joined

if TYPE_CHECKING:
    from python_calamine import CalamineTable, CalamineWorkbook

_SHEETS = "xl/worksheets/"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})[0-9]')
_ROW = re.compile(rb'\br="[A-Z]{0,3}([0-9]{1,7})"')
_LONGEST = 16  # bytes of a reference with its quotes
_MOST_CELLS = 200_000_000


@dataclass(frozen=True)
class _Part:
    """A table or a sheet: its first rows, how many it has, the line of the first, and how to get them all."""

    name: str
    sheet: str
    head: Sequence[Row]
    height: int
    line: int
    is_table: bool
    load: Callable[[], Sequence[Row]]
    column: int = 0  # the first one, from 0
    hidden: bool = False


def read_workbook(path: Path, known: Callable[[str], bool], *, headed: bool) -> Raw:
    """The rows of the table or sheet with the most headers that are `known`, the longer one of equals.

    Raises the errors of `Package.open`, or BadInput when there is nothing in it.
    """
    with Package.open(path) as package:
        _refuse_tricks(package)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with hushed(), CalamineWorkbook.from_path(path, load_tables=True) as book:
            found, best = _best(_parts(book), path, known, headed=headed)
            rows, others = best.load(), _others(found, best)
    except PasswordError as error:
        raise PasswordProtected(str(path)) from error
    except (CalamineError, Panicked):
        with Package.open(path) as package:
            found, best = _best(_parts_as_books_are_read(package), path, known, headed=headed)
        rows, others = best.load(), _others(found, best)
    note = f"Read {best.name} of {path.name}." + (
        f" Not read: {', '.join(map(_as_told, others))}." if others else ""
    )
    with Package.open(path) as package:
        rows, told = _as_shown(package, best, rows, known, headed=headed)
        signs = currency_signs(package, best.sheet)
    blank = {column - best.column: lines for column, lines in rows_never_calculated(path, best.sheet).items()}
    return Raw(
        path.name,
        rows,
        range(best.line, best.line + len(rows)),
        (note, *told),
        uncalculated=blank,
        signs={column - 1 - best.column: by_row for column, by_row in signs.items()},
        sheet=best.sheet,
        others=tuple(
            Raw(path.name, other.head, range(1, len(other.head) + 1), sheet=other.sheet)
            for other in others
            if other.sheet != best.sheet and _has_addresses(other.head)
        ),
    )


def _others(found: Sequence[_Part], best: _Part) -> list[_Part]:
    """What is not read, with all its rows as its head: other sheets, and other tables of the same one."""
    sheets = [part for part in found if part.sheet != best.sheet and not part.is_table]
    tables = [part for part in found if part.sheet == best.sheet and part.is_table and part is not best]
    return [replace(part, head=part.load()) for part in (*tables, *sheets)]


def _as_told(part: _Part) -> str:
    rows = sum(any(cell not in (None, "") for cell in row) for row in part.head) - part.is_table
    addresses = ", with addresses" if _has_addresses(part.head) else ""
    return f"{'hidden ' if part.hidden else ''}{part.name} ({count(rows, 'row')}{addresses})"


def _has_addresses(rows: Sequence[Row]) -> bool:
    return any(isinstance(cell, str) and "@" in cell for row in rows for cell in row)


def _as_shown(
    package: Package, part: _Part, rows: Sequence[Row], known: Callable[[str], bool], *, headed: bool
) -> tuple[Sequence[Row], list[str]]:
    """The rows with numbers as their formats pad them, and merged cells filled from the line under the header on."""
    shown = what_is_shown(package, part.sheet)
    told = _what_is_hidden(part, rows, shown)
    if not (shown.texts or shown.merged):
        return rows, told
    changed = [list(row) for row in rows]
    for (row, column), text in shown.texts.items():
        line, place = row - part.line, column - part.column - 1
        if (
            0 <= line < len(changed)
            and 0 <= place < len(changed[line])
            and changed[line][place] not in (None, "")
        ):
            changed[line][place] = text
    first = best_header(changed, known)[0] + 1 if headed else 0
    body, times = with_merged(changed[first:], shown.merged, part.line + first, part.column + 1)
    if times == 1:
        told.append("1 cell that is merged with others was read as what it shows.")
    elif times:
        told.append(f"{times:,} cells that are merged with others were read as what they show.")
    return [*changed[:first], *body], told


def _what_is_hidden(part: _Part, rows: Sequence[Row], shown: Shown) -> list[str]:
    """Sentences on rows and columns that the sheet does not show, which are read like the others."""
    lines = [
        row
        for line, row in enumerate(rows, part.line)
        if line in shown.hidden_rows and any(map(is_filled, row))
    ]
    told = []
    if lines:
        told.append(
            f"{count(len(lines), 'row')} that the sheet hides, by a filter or by hand, {'was' if len(lines) == 1 else 'were'} read like the others."
        )
    places = [column - part.column - 1 for column in sorted(shown.hidden_columns)]
    names = [name for place in places if place >= 0 and (name := _first_text(rows, place))]
    if names:
        told.append(
            f"{count(len(names), 'column')} that the sheet hides {'was' if len(names) == 1 else 'were'} read like the others: {joined(names)}."
        )
    return told


def _first_text(rows: Sequence[Row], place: int) -> str:
    """What stands first in a column, which names it."""
    return next((text_of_cell(row[place]) for row in rows if place < len(row) and is_filled(row[place])), "")


def _best(
    parts: Iterable[_Part], path: Path, known: Callable[[str], bool], *, headed: bool
) -> tuple[list[_Part], _Part]:
    """All parts, and the one with the most known headers."""
    found = list(parts)
    if not found:
        raise BadInput(f"{path.name} is empty.", "Export it again, and check that it holds rows.")
    return found, max(
        [part for part in found if not part.hidden] or found,
        key=lambda part: (best_header(part.head, known)[1] * headed, part.is_table, part.height),
    )


def _parts_as_books_are_read(package: Package) -> Iterator[_Part]:
    """The sheets, where calamine gives up: on errors younger than it, such as #SPILL!, or odd places of parts. Raises Damaged."""
    layout = read_layout(package)
    for name, part in layout.sheets.items():
        rows: list[Row] = []
        for block in read_blocks(package, layout, [part]):
            rows += [[]] * (block.top - 1 - len(rows))
            rows += _block_rows(block)
        if rows:
            yield _Part(f"sheet {name}", name, rows[:LOOK], len(rows), 1, False, rows.copy)


def _block_rows(block: RowBlock) -> Iterator[Row]:
    """The rows of a block, from the first column on. Errors are blank, as calamine has them."""
    blank = [None] * block.height
    columns = [block.columns.get(column, blank) for column in range(1, max(block.columns, default=0) + 1)]
    for row in zip(*columns, strict=True):
        yield [None if isinstance(cell, CellError | Link) else cell for cell in row]


def _parts(book: CalamineWorkbook) -> Iterator[_Part]:
    """Tables, which end where their rows do, and sheets."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    unseen = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}
    for name in book.table_names or ():
        table = book.get_table_by_name(name)
        top = table.start[0] if table.start else 1  # of the body, from 0, and so of the header from 1
        head: Sequence[Row] = [list(table.columns)]
        yield _Part(
            f"table {name}", table.sheet, head, table.height + 1, top, True, partial(_table_rows, table),
            table.start[1] if table.start else 0, table.sheet in unseen,
        )  # fmt: skip
    for name in [sheet.name for sheet in sheets]:
        cells = book.get_sheet_by_name(name)
        head = cells.to_python(skip_empty_area=False, nrows=LOOK)
        if cells.height:
            load = partial(cells.to_python, skip_empty_area=False)
            yield _Part(
                f"sheet {name}", name, head, cells.total_height, 1, False, load, hidden=name in unseen
            )


def _table_rows(table: CalamineTable) -> list[Row]:
    return [list(table.columns), *table.to_python()]


def _refuse_tricks(package: Package) -> None:
    """Refuse document types, which XML entities need, and cells in far corners.

    A document type stands at the start of a part. And calamine holds every cell between the first
    and the last one: two of them could take all memory.
    """
    for entry in package.entries:
        name = entry.name.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        if any(trick in next(package.stream(entry), b"") for trick in _DOCTYPES):
            raise Damaged(package.path, f"its part {entry.name} has a document type, which no workbook has")
        if name.startswith(_SHEETS):
            columns = max(
                (column_number(found.decode()) for found in _distinct(package, entry, _COLUMN)), default=1
            )
            if (
                columns * LAST_ROW > _MOST_CELLS
                and columns * max(map(int, _distinct(package, entry, _ROW)), default=1) > _MOST_CELLS
            ):
                raise TooLarge(package.path, f"the cells of its part {entry.name} lie too far apart")


def _distinct(package: Package, entry: PartEntry, pattern: re.Pattern[bytes]) -> set[bytes]:
    """What the pattern finds anywhere in a part."""
    found: set[bytes] = set()
    tail = b""
    for block in package.stream(entry):
        found.update(pattern.findall(tail + block))
        tail = block[-_LONGEST:]  # a reference may be cut between two blocks
    return found
