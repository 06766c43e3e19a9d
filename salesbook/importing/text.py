"""Text files: from bytes to rows of cells. The encoding and the delimiter are found, not asked."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from salesbook.errors import BadInput, CannotRead, TooLarge
from salesbook.importing.raw import LOOK, Raw, best_header

MOST_BYTES = 1 << 30
_SAMPLE = 1 << 16
FEW = 3  # columns from which a line within a cell can be told from a line of the file
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = ("cp1252", "cp1250", "cp1254")
_LEGACY = [*_LATIN, "cp1251", "cp1253", "cp1255", "cp1256", "cp932", "gb18030", "big5", "cp949"]
# Bytes that are letters within words in one code of Latin letters, and signs or rare ones in the others:
# ł ą ś ź ż š ž ť in Central Europe, ş and ğ in Turkey.
_CENTRAL = re.compile(
    rb"[A-Za-z\x80-\xff][\x9c\x9d\x9e\x9f\xb3\xb9\xbe\xbf\x9a]|[\x8a\x8c\x8d\x8e\x8f\xa3\xa5\xaf\xbc][a-z]"
)
_TURKISH = re.compile(rb"[\xfe\xf0\xde\xd0]")
_WORDS_OF_OTHERS = re.compile(rb"[\x80-\xff]{3}")  # Latin words have English letters in between
_HEBREW = re.compile(rb"[\xe0-\xfa\x00-\x7f]*")  # no capitals

Known = Callable[[str], bool]


def read_text(path: Path, known: Known, *, headed: bool) -> Raw:
    """The rows of a text file. `known` recognises headers; `headed`: the file should have a line of them.

    Raises CannotRead, TooLarge, or BadInput for a file that is missing or no text.
    """
    text, encoding = decode(_bytes(path), str(path))
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.casefold().startswith("sep=") and len(told) <= len("sep=;"):  # a hint that Excel understands
        text, delimiter, skipped = rest, told[4:] or "\t", 1
    else:
        delimiter, skipped = _delimiter(text, known, headed=headed), 0
    rows, lines = _rows(text, delimiter, str(path), skipped + 1)
    note = f"Read {path.name} as {encoding}, with {_NAMES.get(delimiter, delimiter)} between the cells."
    return Raw(path.name, rows, lines, (note,), _swallowed(rows, lines, delimiter), delimiter)


_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": "spaces"}


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge(str(path), "it is larger than 1 GB, more than a workbook can hold")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.", "Check the name.") from error
    except OSError as error:
        raise CannotRead(str(path), str(error.strerror or error)) from error


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text, and what it was written in. Raises BadInput when the bytes are no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, name), encoding.removesuffix("-sig").upper()
    if b"\0" in data[:_SAMPLE]:
        return _decoded(data, _utf16(data, name), name), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    encoding = _legacy(data)
    return data.decode(encoding, "replace"), {
        "cp1252": "Western European text",
        "mac_roman": "text of an old Mac",
    }.get(encoding, encoding)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(name) from error


def _utf16(data: bytes, name: str) -> str:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) or min(even, odd) * 10 > max(even, odd):
        raise _no_text(name)
    return "utf-16-le" if odd > even else "utf-16-be"


def _no_text(name: str) -> BadInput:
    return BadInput(f"{name} is not a text file.", "Import a .csv, .tsv or .xlsx file.")


def _legacy(data: bytes) -> str:
    """Judged by the lines that have other letters than English ones: the rest tells nothing."""
    from charset_normalizer import from_bytes

    telling, size = [], 0
    for line in data.splitlines():
        if not line.isascii():
            telling.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    sample = b"\n".join(telling)
    if not _WORDS_OF_OTHERS.search(sample):
        return "cp1250" if _CENTRAL.search(sample) else "cp1254" if _TURKISH.search(sample) else "cp1252"
    if _HEBREW.fullmatch(sample):
        return "cp1255"
    found = from_bytes(sample, cp_isolation=_LEGACY, enable_fallback=False).best()
    return found.encoding if found else "cp1252"


def _delimiter(text: str, known: Known, *, headed: bool) -> str:
    """The one that yields most headers that are known, else the most even rows; "" stands for white space."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
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
        if usual >= FEW
        and any(
            "\n" in cell and any(part.count(delimiter) >= usual - 1 for part in cell.splitlines())
            for cell in row
        )
    }
