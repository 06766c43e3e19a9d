"""Whether bytes, parts and whole files hold somebody's words, in any form that programs write."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from salesbook.books.xlsx.strings import text_of_xml
from salesbook.util.wiping import TextSpan

_XML = (".xml", ".rels", ".vml")
_ENDS = re.compile(
    rb"</(?:[\w.-]+:)?(?:si|is|text|p|div|v)\s*>"
)  # where a text ends that formats may cut into runs
_TAGS = re.compile(rb"<[^>]*>")
_CODED = re.compile(
    rb"[A-Za-z0-9+/](?:[A-Za-z0-9+/\s]|&#(?:1[03]|x[AaDd]);){22,}={0,2}"
)  # base64, perhaps in lines
_BREAKS = re.compile(rb"\s|&#\w+;|=")
_OF_CELLS = ("xl/worksheets/", "xl/sharedstrings", "xl/pivotcache/")  # large, and nothing is packed there
_NUMBERS = re.compile(rb"""(?<=>)[-+\d.eE]+(?=<)|(?<==")[-+\d.eE]+(?=")""")  # which are no texts


class Asked(Protocol):
    """What somebody is known by."""

    def spans(self, text: str) -> list[TextSpan]:
        """Where a text names them."""

    def within(self, text: str) -> bool:
        """Whether the full name stands in what is no text, right beside anything else."""

    def may_name(self, text: str) -> bool:
        """Quickly told of a long text: False where nothing of theirs is in it."""

    def hinted(self, text: str, *, near: bool) -> bool:
        """Whether it has one of their names alone."""


def readings(data: bytes) -> Iterator[str]:
    """Bytes as the texts that they may be: XML, plain, and in two bytes a letter."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield text_of_xml(data.decode("utf-16", "ignore"))
        return
    text = data.decode("utf-8", "replace")
    yield text_of_xml(text) if "&" in text else text
    if b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "ignore")
        yield data.decode("cp1252", "replace")


def names(data: bytes, asked: Asked) -> bool:
    """Whether bytes name somebody."""
    texts = list(readings(data))
    if any(asked.may_name(text) and asked.spans(text) for text in texts):
        return True
    return b"\0" in data and any(map(asked.within, texts))  # the next byte may look like one more letter


def packs(data: bytes, name: str, asked: Asked) -> bool:
    """Whether a part names somebody in what is packed in it as base64, such as a query of Power Query."""
    if name.lower().startswith(_OF_CELLS):
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "ignore").encode("ascii", "replace")
    return any(names(each, asked) or _has_zip(each, asked) for each in _unpacked(data))


def _unpacked(data: bytes) -> Iterator[bytes]:
    for found in _CODED.finditer(data):
        block = _BREAKS.sub(b"", found[0])
        try:
            yield base64.b64decode(block[: len(block) // 4 * 4] if len(block) % 4 == 1 else block + b"=" * (-len(block) % 4))  # fmt: skip
        except binascii.Error:
            continue


def _has_zip(data: bytes, asked: Asked) -> bool:
    """Whether a zip that stands somewhere in `data`, with other bytes around it, names somebody."""
    start = data.find(b"PK\3\4")
    end = data.rfind(b"PK\5\6")
    return 0 <= start < end and names_somebody(data[start : end + 22], "", asked)


def joined_texts(data: bytes) -> bytes:
    """The texts of an XML part, those that formats cut into runs in one piece."""
    return _TAGS.sub(b"", _ENDS.sub(b"\n", data))


def is_worth_a_walk(data: bytes, asked: Asked) -> bool:
    """Whether an XML part may have a name of somebody's at all."""
    return any(asked.may_name(text) for each in (data, joined_texts(data)) for text in readings(each))


def package_names(file: BinaryIO, asked: Asked) -> bool:
    """Whether a zip, or one inside it, holds somebody's words. Raises zipfile.BadZipFile and what zlib does."""
    with zipfile.ZipFile(file) as archive:
        if names(archive.comment, asked) or any(asked.spans(name) for name in archive.namelist()):
            return True
        return any(names_somebody(archive.read(info), info.filename, asked) for info in archive.infolist())


def names_somebody(data: bytes, name: str, asked: Asked) -> bool:
    """Whether a part, or a zip that it is, names somebody."""
    if data.startswith(b"PK\3\4"):
        try:
            return package_names(io.BytesIO(data), asked)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return names(data, asked)
    if name.lower().endswith(_XML):
        bare = _NUMBERS.sub(b"", data)
        return names(bare, asked) or names(joined_texts(bare), asked) or packs(data, name, asked)
    return names(data, asked)
