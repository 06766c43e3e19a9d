"""Text files: from bytes to rows of cells. The encoding and the delimiter are found, not asked."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from salesbook.errors import BadInput, CannotRead, TooLarge
from salesbook.tables.source import LOOK, Raw, best_header
from salesbook.util.decoding import SAMPLE, decode

_MOST_BYTES = 1 << 30
_FEW = 3  # columns from which a line within a cell can be told from a line of the file
_DELIMITERS = (",", ";", "\t", "|")

KnowsHeader = Callable[[str], bool]


def read_text_file(path: Path, known: KnowsHeader, *, headed: bool) -> Raw:
    """The rows of a text file. `known` recognises headers; `headed`: the file should have a line of them.

    Raises CannotRead, TooLarge, or BadInput for a file that is missing or no text.
    """
    decoded = decode(read_bytes(path), str(path))
    text = decoded.text
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.casefold().startswith("sep=") and len(told) <= len("sep=;"):  # a hint that Excel understands
        text, delimiter, skipped = rest, told[4:] or "\t", 1
    else:
        delimiter, skipped = _delimiter(text, known, headed=headed), 0
    rows, lines = _rows(text, delimiter, str(path), skipped + 1)
    note = (
        f"Read {path.name} as {decoded.encoding}, with {_NAMES.get(delimiter, delimiter)} between the cells."
    )
    faults = {**_by_row(decoded.strays, lines), **_swallowed(rows, lines, delimiter)}
    return Raw(path.name, rows, lines, (note, *decoded.notes), faults, delimiter)


_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": "spaces"}


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises BadInput where there is none, TooLarge, or CannotRead."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TooLarge(str(path), "it is larger than 1 GB, more than a workbook can hold")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.", "Check the name.") from error
    except OSError as error:
        raise CannotRead(str(path), str(error.strerror or error)) from error


def _delimiter(text: str, known: KnowsHeader, *, headed: bool) -> str:
    """The one that yields most headers that are known, else the most even rows; "" stands for white space."""
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample

    def merit(delimiter: str) -> tuple[int, float]:
        rows = [row for row in _parsed(sample, delimiter) if any(cell.strip() for cell in row)][:LOOK]
        widths = Counter(len(row) for row in rows)
        if not widths:
            return 0, 0
        width, times = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        evenness = times / len(rows) * min(width, 50) if width > 1 else 0
        return best_header(rows, known)[1] if headed else 0, evenness

    merits = {delimiter: merit(delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=merits.__getitem__)
    if merits[best] > (1, 1.0) or (merits[best][0] and headed):
        return best
    return "" if merit("")[1] > max(merits[best][1], 1.0) else best


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    if not delimiter:
        return [line.split() for line in text.splitlines()]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, name: str, line: int) -> tuple[list[list[str]], Sequence[int]]:
    """The rows, and the line on which each begins; `line` is that of the first."""
    if not delimiter:
        cut = [row.split() for row in text.splitlines()]
        return cut, range(line, line + len(cut))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, ends = [], [0]
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error as error:
        raise _open_quote(name, ends[-1] + line) from error
    if ends[-1] == len(rows):
        return rows, range(line, line + len(rows))
    if ends[-1] - ends[-2] > 1 and text.count('"') % 2:
        raise _open_quote(name, ends[-2] + line)
    return rows, [end + line for end in ends[:-1]]


def _by_row(strays: Mapping[int, str], lines: Sequence[int]) -> dict[int, str]:
    """What is to be said of lines, by the line on which their row begins."""
    starts = list(lines) if strays else []
    return {starts[max(0, bisect_right(starts, line) - 1)]: why for line, why in strays.items() if starts}


def _open_quote(name: str, line: int) -> BadInput:
    return BadInput(
        f"{name}, line {line}: a quotation mark opens here and never closes.",
        "Mend that line, then run this again.",
    )


def _swallowed(rows: list[list[str]], lines: Sequence[int], delimiter: str) -> dict[int, str]:
    """Rows with a cell that holds whole lines of the file, from one stray quotation mark to the next."""
    if isinstance(lines, range):
        return {}
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    return {
        line: "a quotation mark opens here and closes only some lines below: mend that, then import this file"
        for row, line in zip(rows, lines, strict=True)
        if usual >= _FEW
        and any(
            "\n" in cell and any(part.count(delimiter) >= usual - 1 for part in cell.splitlines())
            for cell in row
        )
    }
