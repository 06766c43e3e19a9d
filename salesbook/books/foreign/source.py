"""A file to import: its headers and columns, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from salesbook.books.foreign.other_kinds import other_kind
from salesbook.books.foreign.raw import Body, Cell, Raw, Row, under_header, with_columns, without_marks
from salesbook.books.foreign.text import read_bytes, read_text
from salesbook.books.foreign.vcard import HEAD, is_vcard, read_vcards
from salesbook.domain.importing.consent.places import under_headings
from salesbook.domain.importing.grouped import GROUPED, ungrouped
from salesbook.domain.importing.headers.known import recogniser
from salesbook.domain.importing.headers.missing import with_address
from salesbook.domain.importing.wordlists import counted
from salesbook.errors import BadInput, Damaged, NotAWorkbook, TooLarge

MOST_ROWS = 1_048_575  # under a header, in one sheet
_IMPORTABLE = "Import a .csv, .tsv or .xlsx file."
_MAGIC = (b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0", b"%PDF")


@dataclass(frozen=True)
class Fault:
    """A row that cannot be read, with all its cells as they stand."""

    why: str
    cells: Row


@dataclass(frozen=True)
class Source:
    """What a file holds: `columns[i][row]` is the cell under `headers[i]`, and `lines[row]` where it stands.

    Rows in `faults` cannot be read. `notes` say how the file was understood. A column that
    `--columns` skips has the header "". `uncalculated`: by column the lines of formulas without a result.
    `sheet`: the name of the sheet of a workbook; `others`: its sheets that are not read and hold addresses. `above`: the
    lines over the header; `under`: by line the heading among the rows that it stands below.
    """

    name: str
    headers: tuple[str, ...]
    columns: tuple[Sequence[Cell], ...]
    lines: Sequence[int]
    faults: Mapping[int, Fault] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    delimiter: str = ","
    uncalculated: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    sheet: str = ""
    above: tuple[str, ...] = ()
    under: Mapping[int, str] = field(default_factory=dict)
    others: tuple[Source, ...] = ()

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def refuse_uncalculated(self, used: Collection[int]) -> None:
        """Raise BadInput where one of these columns has formulas without results."""
        for place in sorted(set(used) & self.uncalculated.keys()):
            lines = self.uncalculated[place]
            raise BadInput(
                f"{counted(len(lines), 'cell')} of {self.headers[place]!r} in {self.name}, the first in row {lines[0]}, "
                f"{'holds a formula' if len(lines) == 1 else 'hold formulas'} that no spreadsheet has calculated yet. Nothing was imported.",
                "Open the file in Excel or LibreOffice, save it, and import it again.",
            )

    def cells(self, row: int) -> Row:
        """A row as it stands in the file."""
        fault = self.faults.get(row)
        return fault.cells if fault else [column[row] for column in self.columns]


def read_source(
    path: str | Path, table: str, *, columns: str = "", mapping: Mapping[str, str] | None = None
) -> Source:
    """Read a CSV, TSV or other text file, or a workbook (.xlsx, .xlsm), that is to go into `table`.

    The encoding, the delimiter, the sheet and the line with the headers are found. `columns` names
    the columns of a file without headers from left to right, such as "Contact ID, , Date, Amount";
    `mapping` has headers as keys that the person mapped by hand. Raises BadInput, CannotRead,
    TooLarge, PasswordProtected or FileOpenElsewhere.
    """
    path = Path(path)
    known = recogniser(table, mapping or {})
    raw = _read(path, known, headed=not columns)
    if table == "DoNotMail" and not columns:
        raw, columns = with_address(raw, known, mapping or {})
    body = with_columns(raw, columns) if columns else without_marks(under_header(raw, known))
    if table in GROUPED and not columns:
        body = ungrouped(raw, body, table, mapping or {})
    if len(body.rows) > MOST_ROWS:
        raise TooLarge(str(path), f"it has {len(body.rows):,} rows, more than a sheet of Excel holds")
    others = tuple(_source(path, other, _body_of_other(other, known)) for other in raw.others)
    return replace(_source(path, raw, body if columns else under_headings(body)), others=others)


def _source(path: Path, raw: Raw, body: Body) -> Source:
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
    )


def _body_of_other(raw: Raw, known: Callable[[str], bool]) -> Body:
    """The table of a sheet that is not read; without a header, all its rows."""
    try:
        return under_headings(under_header(raw, known))
    except BadInput:
        widest = max(map(len, raw.rows))
        return under_headings(
            with_columns(raw, ",".join(f"column {place}" for place in range(1, widest + 1)))
        )


def _under(raw: Raw, body: Body) -> dict[int, tuple[int, ...]]:
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
        return read_text(path, known, headed=headed)
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
) -> tuple[list[Row], dict[int, Fault]]:
    """Rows of one width: what lacks at the end is blank; what stands beyond the headers is a fault."""
    if not faults and {len(row) for row in rows} <= {width}:
        return list(rows), {}
    even: list[Row] = []
    bad: dict[int, Fault] = {}
    for number, row in enumerate(rows):
        why = faults.get(lines[number], "")
        if len(row) > width:
            beyond = sum(cell not in (None, "") for cell in row[width:])
            if beyond and not why:
                why = f"it has {counted(len(row), 'cell')} under {counted(width, 'header')}: perhaps a cell holds the sign that parts the cells"
            even.append(row[:width])
        else:
            even.append([*row, *[None] * (width - len(row))])
        if why:
            bad[number] = Fault(why, row)
    return even, bad
