"""A sheet's XML cut into pieces between rows, and marked so that calamine can read each alone."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import chain

import numpy as np

from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.markup import plain_markup, sheet_data
from salesbook.books.xlsx.package import Package
from salesbook.errors import Damaged

# In front of a shared string's number, and of an error's name: no characters, so no text has them.
TEXT_MARK = "\U0010fffe"
ERROR = "\U0010ffff"
_SIZE = 3 << 20  # bytes of XML
_MAX_CELLS = 2_000_000  # calamine holds every cell between the first and the last one, blank ones too

_EXTENSIONS = re.compile(rb"<((?:[\w.-]+:)?)extLst(?:\s[^>]*)?(?:/>|(?<!/)>.*?</\1extLst\s*>)", re.DOTALL)
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_FORMULA = re.compile(rb"""\br=["']([A-Z]+)(\d+)["'][^>]*>\s*<(?:[\w.-]+:)?f\b""")
_BARE_FORMULA = re.compile(
    rb"""<(?:[\w.-]+:)?c\b([^>]*)(?<!/)>\s*<(?:[\w.-]+:)?f\b[^>]*(?:(?<=/)>|>[^<]*</(?:[\w.-]+:)?f\s*>)\s*"""
    rb"""(<(?:[\w.-]+:)?v\b[^>]*(?:(?<=/)>|>\s*</(?:[\w.-]+:)?v\s*>)\s*)?</(?:[\w.-]+:)?c\s*>"""
)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d+)["']""")
_STRING = re.compile(rb"""\bt\s*=\s*["']str["']""")
_USUAL_TEXT = b' t="s"><v>', b' t="str"><v>' + TEXT_MARK.encode()
_TEXT_CELL = re.compile(rb"""\bt\s*=\s*["']s["']([^>]*>\s*<(?:[\w.-]+:)?v\b[^>]*>)""")
_ERROR_CELL = re.compile(
    rb"""\bt\s*=\s*["']e["']([^>]*>\s*(?:<((?:[\w.-]+:)?f)\b(?:[^>]*/>|.*?</\2>)\s*)?<(?:[\w.-]+:)?v\b[^>]*>)""",
    re.DOTALL,
)
_QUOTES = (ord('"'), ord("'"))
_ALPHABET = 26
_SHORTEST = b'="A1"/>'  # what follows an attribute's name at least


def pieces(package: Package, part: str) -> Iterator[bytes]:
    """The rows of a sheet, a few megabytes at a time.

    The part is read to its end, since its check sum counts. Raises Damaged, or CannotChange for an unusual encoding.
    """
    blocks = package.stream(part)
    first = next(blocks, b"")
    refuse_unusual(package.path, f"its part {part}", first)
    stream = plain_markup(chain([first], blocks))
    data = b""
    head = None
    for block in stream:
        data += block
        head = sheet_data(data)
        if head:
            break
    if b"<!DOCTYPE" in data[: head.start() if head else None]:
        raise Damaged(package.path, f"its part {part} has a document type, which no workbook has")
    if not head:
        raise Damaged(package.path, f"its part {part} is no sheet that salesbook can read")
    if head[0].endswith(b"/>"):
        for _ in stream:
            pass
        return
    prefix = head[1] or b""
    end = b"</%ssheetData" % prefix
    last = yield from _cut(data[head.end() :], stream, b"</%srow>" % prefix)
    if end not in last:
        raise Damaged(package.path, f"its part {part} ends too early")
    yield _without_extensions(last[: last.index(end)])


def _without_extensions(rows: bytes) -> bytes:
    """Rows without what later programs add to cells, which calamine takes for damage."""
    return _EXTENSIONS.sub(b"", rows) if b"extLst" in rows else rows


def _cut(data: bytes, stream: Iterator[bytes], close: bytes) -> Generator[bytes, None, bytes]:
    """Yields pieces that end with a row, and returns what is left."""
    first = _ROW.search(data)
    if first and not _NUMBER.search(first[1]):  # rows known by their order alone: not to be cut
        return data + b"".join(stream)
    held, size = [data], len(data)
    for block in stream:
        held.append(block)
        size += len(block)
        if size >= _SIZE:
            data = b"".join(held)
            cut = data.rfind(close) + len(close)
            if cut >= len(close):
                yield _without_extensions(data[:cut])
                data = data[cut:]
            held, size = [data], len(data)
    return b"".join(held)


def marked(piece: bytes) -> Iterator[tuple[bytes, list[tuple[bytes, bytes]]]]:
    """A piece in which shared strings and errors are marked texts, and its cells with formulas.

    It comes in several where its cells lie so far apart that what is between would fill the memory.
    """
    if not piece.strip():
        return
    seen = _Scan(piece)
    for rows in _near(piece, seen.width):
        ready = rows
        if seen.texts:
            ready = rows.replace(*_USUAL_TEXT)
            if len(ready) - len(rows) != seen.texts * (len(_USUAL_TEXT[1]) - len(_USUAL_TEXT[0])):
                ready = fully_marked(rows)
        if seen.errors:
            ready = _ERROR_CELL.sub(rb't="str"\1' + ERROR.encode(), ready)
        yield ready, _FORMULA.findall(rows) if seen.formulas else []


def uncalculated(rows: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Column and row of the formulas without a result; a text of no characters, such as ="" gives, is one."""
    for found in _BARE_FORMULA.finditer(rows):
        place = _PLACE.search(found[1])
        if place and not (found[2] and _STRING.search(found[1])):
            yield place[1], place[2]


def fully_marked(rows: bytes) -> bytes:
    """The slow way, for cells that are not written as Excel writes them."""
    return _TEXT_CELL.sub(rb't="str"\1' + TEXT_MARK.encode(), rows)


class _Scan:
    """What a piece holds, found by its equals signs.

    `width` is the last column, `texts` counts cells with a shared string.
    """

    def __init__(self, piece: bytes) -> None:
        data = np.frombuffer(piece, np.uint8)
        self.formulas = bool(((data[:-1] == ord("<")) & (data[1:] == ord("f"))).any()) or b":f" in piece
        signs = np.flatnonzero(data[: -len(_SHORTEST)] == ord("="))
        signs = signs[data[signs - 2] == ord(" ")]
        names = data[signs - 1]
        kinds = signs[names == ord("t")]
        quoted = np.isin(data[kinds + 3], _QUOTES)
        self.texts = int(np.count_nonzero((data[kinds + 2] == ord("s")) & quoted))
        self.errors = bool(((data[kinds + 2] == ord("e")) & quoted).any())
        self.width = _width(data, signs[names == ord("r")])


def _width(
    data: np.ndarray[tuple[int], np.dtype[np.uint8]], references: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> int:
    """The last column that references, found by their equals signs, name."""
    width = 1
    letter = data[references + 2] - 65  # of numbers without a sign: what is no letter is large
    column = np.zeros(len(letter), np.int32)
    for i in (3, 4, 5):
        column = column[letter < _ALPHABET] * _ALPHABET + letter[letter < _ALPHABET] + 1
        if not len(column):
            break
        width = max(width, int(column.max()))
        references = references[letter < _ALPHABET]
        letter = data[references + i] - 65
    return width


def _near(piece: bytes, width: int) -> Iterator[bytes]:
    """Rows in groups that span no more than so many cells."""
    most = max(1, _MAX_CELLS // width)
    first = _ROW.search(piece)
    final = piece.rfind(b"row ")
    last = _NUMBER.search(piece, final)
    number = _NUMBER.search(first[1]) if first else None
    if not (number and last) or int(last[1]) - int(number[1]) < most:
        yield piece
        return
    start, since = 0, int(number[1])
    for row in _ROW.finditer(piece):
        found = _NUMBER.search(row[1])
        if found and int(found[1]) - since >= most:
            yield piece[start : row.start()]
            start, since = row.start(), int(found[1])
    yield piece[start:]
