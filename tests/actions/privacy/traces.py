"""Looks for somebody's words in every file of a folder, in all the forms that programs write: a search of its own."""

from __future__ import annotations

import base64
import email
import email.policy
import gzip
import hashlib
import html
import io
import quopri
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

_known: dict[
    tuple[bytes, tuple[bytes, ...]], list[str]
] = {}  # most of what lies in a folder lies in others, too


def leaks(folder: Path, *words: str) -> list[str]:
    """The files, and parts of them, that hold one of the words."""
    needles = tuple(sorted({form for word in words for form in forms(word)}))
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.name).encode("utf-8", "surrogateescape")
        held = [
            *_held(" (its name)", name, needles),
            *(_leaks_of(path.read_bytes(), needles) if path.is_file() else ()),
        ]
        found += [f"{path.relative_to(folder)}{one}" for one in held]
    return found


def _leaks_of(data: bytes, needles: tuple[bytes, ...]) -> list[str]:
    """The places in a file, or in a part of one, that hold something."""
    key = hashlib.sha256(data).digest(), needles
    if key not in _known:
        _known[key] = [one for where, text in readings(data) for one in _held(where, text, needles)] + [
            f"{where}{one}" for where, part in packed(data) for one in _leaks_of(part, needles)
        ]
    return _known[key]


def _held(where: str, data: bytes, needles: Iterable[bytes]) -> list[str]:
    small = data.lower()
    return [f"{where}: {needle!r}" for needle in needles if needle in small]


def forms(word: str) -> Iterator[bytes]:
    """How the bytes of a word may look, in small letters."""
    for spelled in {word, unicodedata.normalize("NFD", word), word.replace(" ", "\u00a0")}:
        for text in {spelled, spelled.lower(), spelled.upper()}:
            yield text.encode().lower()
            yield text.encode("utf-16-le").lower()
            yield text.encode("utf-16-be").lower()
            yield text.encode("latin-1", "xmlcharrefreplace").lower()
            yield text.encode("ascii", "xmlcharrefreplace").lower()
            yield text.encode("unicode-escape").lower()
            yield html.escape(text).encode().lower()
            yield quote(text).encode().lower()
            yield quopri.encodestring(text.encode()).strip().lower()


def readings(data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file's bytes, and what they may mean."""
    yield "", data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((f"/{name} (its name)", name.encode()) for name in archive.namelist())
    elif data.lstrip().startswith(b"<"):
        yield " as text", html.unescape(re.sub(r"<[^>]*>", "", data.decode("utf-8", "replace"))).encode()
    elif b"MIME-Version" in data:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            yield " headers", "\n".join(f"{key}: {value}" for key, value in part.items()).encode()
            yield " body", part.get_payload(decode=True) or b""
    decoded = []
    for block in re.findall(rb"[A-Za-z0-9+/\r\n]{24,}={0,2}", data)[:500]:
        clean = re.sub(rb"\s", b"", block)
        decoded += [base64.b64decode(clean[start:][: (len(clean) - start) // 4 * 4]) for start in range(4)]
    yield " from base64", b"\n".join(decoded)


def packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed in a file."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((f"/{name}", archive.read(name)) for name in archive.namelist())
    elif data.startswith(b"\x1f\x8b"):
        yield "/unpacked", gzip.decompress(data)
