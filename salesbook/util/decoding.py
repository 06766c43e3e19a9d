"""From the bytes of a text file to its text: the code they are written in is found, line by line where one is not enough.

Programs append to files that others began, and cut letters in two. So one byte that does not fit must not turn the whole
file into signs: lines that are UTF-8 are read so, and the others are named.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salesbook.errors import BadInput

SAMPLE = 1 << 16  # bytes that are enough to judge by
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
_CEDILLA = re.compile(rb"[A-Za-z]\xba[a-z]")  # ş within a Romanian word
_ROMANIAN = re.compile(rb"[a-z]\xe3")  # ă, which no Turkish word has
# Hungarian letters are those of the West but for ő and ű, which are signs of rare languages there; its words tell.
_HUNGARIAN = re.compile(rb"[\xf5\xfb\xd5\xdb]")
_WORDS_OF_HUNGARY = re.compile(
    rb"n\xe9v\b|C\xe9g|Telefonsz\xe1m|V\xe1ros|H\xedrlev\xe9l|C\xedm\b|\bKft|\bZrt|\bBt\.|Nyrt", re.IGNORECASE
)
# An old Mac has letters where the others have signs and capitals: they stand within words here, and no usual letter does.
_MAC = re.compile(rb"[A-Za-z][\x87-\x90][a-z]|[a-z][\x87-\x90]\b|[A-Za-z]\x9f[a-z]")
_NO_MAC = re.compile(rb"[A-Za-z][\xb3\xb9\xe0-\xff]|[\xe0-\xff][a-z]")
_WORDS_OF_OTHERS = re.compile(rb"[\x80-\xff]{3}")  # Latin words have English letters in between
_HEBREW = re.compile(rb"[\xe0-\xfa\x00-\x7f]*")  # no capitals
_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ZEROS = (
    200  # one byte in so many may be a stray zero or control character; text of two bytes a letter has more
)
_SIGNS_OF_TEXT = re.compile("[\\n\\t,;| a-zA-Z0-9]")
_MOST_NAMED = 5
_TWO_BYTES_FROM = 0.05  # of the letters: a Chinese list has a comma, a digit or a line end among twenty
_PLAIN_NAMES = {"cp1252": "Western European text", "mac_roman": "text of an old Mac"}


@dataclass(frozen=True)
class Decoded:
    """A text, what it was written in, and what there is to say; `strays`: lines, from 1, that are written otherwise."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    strays: Mapping[int, str] = field(default_factory=dict)


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file. Raises BadInput when the bytes are no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom) and encoding != "utf-8-sig":
            return Decoded(_decoded(data, encoding, name), encoding.upper())
    data = data.removeprefix(codecs.BOM_UTF8)
    notes: tuple[str, ...] = ()
    if b"\0" in data:
        encoding = _two_bytes(data)
        if encoding:
            return Decoded(_decoded(data, encoding, name), "UTF-16")
        zeros = data.count(b"\0")
        if zeros * _ZEROS > len(data):
            raise _no_text(name)
        notes = (
            f"{zeros:,} zero byte{'' if zeros == 1 else 's'} in {name} {'was' if zeros == 1 else 'were'} left out.",
        )
        data = data.replace(b"\0", b"")
    if len(_CONTROLS.findall(data)) * _ZEROS > len(data):
        raise _no_text(name)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", notes)
    except UnicodeDecodeError:
        return _mixed(data, notes)


def _mixed(data: bytes, notes: tuple[str, ...]) -> Decoded:
    """Text that is not UTF-8 everywhere. Lines that are have letters of several bytes, which no other code has by chance."""
    lines = _LINES.findall(data)
    odd = [line for line in lines if not line.isascii()]
    bad = [line for line in odd if not _is_utf8(line)]
    legacy = _legacy(bad)
    told = _PLAIN_NAMES.get(legacy, legacy)
    good = len(odd) - len(bad)
    if not good or (good < len(bad) and legacy not in _LATIN):
        return Decoded(data.decode(legacy, "replace"), told, notes)
    fits = [line.isascii() or _is_utf8(line) for line in lines]
    text = "".join(
        line.decode("utf-8" if fit else legacy, "replace") for line, fit in zip(lines, fits, strict=True)
    )
    if good >= len(bad):
        why = (f"its letters are not written in UTF-8 as the rest of the file; here they are read as {told}: "
               "look whether they are right, then import this file")  # fmt: skip
        return Decoded(text, "UTF-8", notes, {i: why for i, fit in enumerate(fits, 1) if not fit})
    other = [
        i for i, (line, fit) in enumerate(zip(lines, fits, strict=True), 1) if fit and not line.isascii()
    ]
    return Decoded(text, told, (*notes, f"{_named(other)} written in UTF-8, unlike the rest, and read so."))


def _named(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_MOST_NAMED]))
    if len(lines) == 1:
        return f"Line {shown} is"
    return f"Lines {shown}{f' and {len(lines) - _MOST_NAMED:,} more' if len(lines) > _MOST_NAMED else ''} are"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(name) from error


def _two_bytes(data: bytes) -> str:
    """Which of the two orders UTF-16 without its mark has; "" for what is none.

    In the right order line ends, commas and Latin letters are what they are, in the other rare signs of Asia.
    """
    if len(data) % 2:
        return ""
    sample = data[: SAMPLE - SAMPLE % 2]
    signs = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = sample.decode(encoding, "strict" if len(sample) == len(data) else "ignore")
        except UnicodeDecodeError:
            continue
        if not _CONTROLS_IN_TEXT.search(text):
            signs[encoding] = len(_SIGNS_OF_TEXT.findall(text)) / max(1, len(text))
    best = max(signs, key=signs.__getitem__, default="")
    return best if best and signs[best] > _TWO_BYTES_FROM else ""


def _no_text(name: str) -> BadInput:
    return BadInput(f"{name} is not a text file.", "Import a .csv, .tsv or .xlsx file.")


def _legacy(lines: Sequence[bytes]) -> str:
    """The code of lines that have other letters than English ones: the rest tells nothing."""
    from charset_normalizer import from_bytes

    telling, size = [], 0
    for line in lines:
        telling.append(line.rstrip(b"\r\n"))
        size += len(line)
        if size > SAMPLE:
            break
    sample = b"\n".join(telling)
    if not _WORDS_OF_OTHERS.search(sample):
        return _of_latin(sample)
    if _HEBREW.fullmatch(sample):
        return "cp1255"
    found = from_bytes(sample, cp_isolation=_LEGACY, enable_fallback=False).best()
    return _of_latin(sample) if not found or found.encoding in _LATIN else found.encoding


def _of_latin(sample: bytes) -> str:
    """Which code with Latin letters it is, by the bytes that are letters within words in one of them only."""
    if _MAC.search(sample) and not _NO_MAC.search(sample):
        return "mac_roman"
    if (
        _CENTRAL.search(sample)
        or _CEDILLA.search(sample)
        or (_HUNGARIAN.search(sample) and _WORDS_OF_HUNGARY.search(sample))
    ):
        return "cp1250"
    if _TURKISH.search(sample):
        return "cp1250" if _ROMANIAN.search(sample) else "cp1254"
    return "cp1252"
