"""A file to import: its headers and columns, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from salesbook.books.foreign.other_kinds import other_kind
from salesbook.books.foreign.raw import under_header, with_columns, without_reasons
from salesbook.books.foreign.text import read_bytes, read_text_file
from salesbook.books.foreign.vcard import HEAD, is_vcard, read_vcards
from salesbook.errors import BadInput, Damaged, NotAWorkbook, TooLarge
from salesbook.tables.source import Raw, Row, Source, SourceBody, UnreadableRow
from salesbook.util.wording import count

MOST_ROWS = 1_048_575  # under a header, in one sheet
_IMPORTABLE = "Import a .csv, .tsv or .xlsx file."
_MAGIC = (b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0", b"%PDF")


class Recogniser(Protocol):
    """What is known of the files that may go into a table of the book."""

    def known(self, header: str) -> bool:
        """Whether a header means anything."""
        ...

    def with_header(self, raw: Raw) -> tuple[Raw, str]:
        """The rows of a list without a header under one, and names of their columns, or "" where it has one."""
        ...

    def as_list(self, raw: Raw, body: SourceBody) -> SourceBody:
        """A printed report, with names above groups and totals below, as a plain list; others as they are."""
        ...

    def under_headings(self, body: SourceBody) -> SourceBody:
        """The table with the headings among its rows taken out, and noted for the rows below them."""
        ...


def read_source(path: str | Path, knows: Recogniser, *, columns: str = "") -> Source:
    """Read a CSV, TSV or other text file, or a workbook (.xlsx, .xlsm), whose headers `knows` recognises.

    The encoding, the delimiter, the sheet and the line with the headers are found. `columns` names
    the columns of a file without headers from left to right, such as "Contact ID, , Date, Amount". Raises BadInput, CannotRead,
    TooLarge, PasswordProtected or FileOpenElsewhere.
    """
    path = Path(path)
    raw = _read(path, knows.known, headed=not columns)
    if not columns:
        raw, columns = knows.with_header(raw)
    body = with_columns(raw, columns) if columns else without_reasons(under_header(raw, knows.known))
    if not columns:
        body = knows.as_list(raw, body)
    if len(body.rows) > MOST_ROWS:
        raise TooLarge(str(path), f"it has {len(body.rows):,} rows, more than a sheet of Excel holds")
    others = tuple(_source(path, other, _body_of_other(other, knows)) for other in raw.others)
    return replace(_source(path, raw, body if columns else knows.under_headings(body)), others=others)


def _source(path: Path, raw: Raw, body: SourceBody) -> Source:
    wide, faults = _evened(body.rows, body.lines, len(body.headers), raw.faults)
    table_columns = tuple(map(list, zip(*wide, strict=True))) if wide else tuple([] for _ in body.headers)
    return Source(
        path.name,
        body.headers,
        table_columns,
        body.lines,
        faults,
        body.notes,
        raw.delimiter,
        _under(raw, body),
        raw.sheet,
        body.above,
        body.under,
        signs={column: by_line for column, by_line in raw.signs.items() if 0 <= column < len(body.headers)},
    )


def _body_of_other(raw: Raw, knows: Recogniser) -> SourceBody:
    """The table of a sheet that is not read; without a header, all its rows."""
    try:
        return knows.under_headings(under_header(raw, knows.known))
    except BadInput:
        widest = max(map(len, raw.rows))
        return knows.under_headings(
            with_columns(raw, ",".join(f"column {place}" for place in range(1, widest + 1)))
        )


def _under(raw: Raw, body: SourceBody) -> dict[int, tuple[int, ...]]:
    """The formulas without results of the rows under the header."""
    if not raw.uncalculated:
        return {}
    there = set(body.lines)
    found = {
        column: tuple(line for line in lines if line in there) for column, lines in raw.uncalculated.items()
    }
    return {column: lines for column, lines in found.items() if lines and 0 <= column < len(body.headers)}


def _read(path: Path, known: Callable[[str], bool], *, headed: bool) -> Raw:
    """The rows, from a reader for that kind of file. Errors speak of a file to import, not of a book."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        head = b""  # the reader of texts says what is wrong
    if not head.startswith(_MAGIC):
        if is_vcard(head):
            return read_vcards(path, read_bytes(path))
        what, todo = other_kind(head)
        if what:
            raise BadInput(f"{path} is {what}.", todo)
        return read_text_file(path, known, headed=headed)
    from salesbook.books.foreign.sheets import read_workbook

    try:
        return read_workbook(path, known, headed=headed)
    except NotAWorkbook as error:
        raise BadInput(f"{path} is {error.kind or 'not an Excel workbook'}.", _IMPORTABLE) from error
    except Damaged as error:
        why = f" ({error.what})" if error.what else ""
        raise BadInput(f"{path} is damaged{why}.", f"Export it again, or open it in Excel and save it anew. {_IMPORTABLE}") from error  # fmt: skip


def _evened(
    rows: Sequence[Row], lines: Sequence[int], width: int, faults: Mapping[int, str]
) -> tuple[list[Row], dict[int, UnreadableRow]]:
    """Rows of one width: what lacks at the end is blank; what stands beyond the headers is a fault."""
    if not faults and {len(row) for row in rows} <= {width}:
        return list(rows), {}
    even: list[Row] = []
    bad: dict[int, UnreadableRow] = {}
    for number, row in enumerate(rows):
        why = faults.get(lines[number], "")
        if len(row) > width:
            beyond = sum(cell not in (None, "") for cell in row[width:])
            if beyond and not why:
                why = f"it has {count(len(row), 'cell')} under {count(width, 'header')}: perhaps a cell holds the sign that parts the cells"
            even.append(row[:width])
        else:
            even.append([*row, *[None] * (width - len(row))])
        if why:
            bad[number] = UnreadableRow(why, row)
    return even, bad
