"""Looks for somebody's words in every file of a folder, in all the forms that programs write: a search of its own."""

from __future__ import annotations

import base64
import email
import email.policy
import gzip
import html
import io
import quopri
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


def leaks(folder: Path, *words: str) -> list[str]:
    """The files, and parts of them, that hold one of the words."""
    needles = sorted({form for word in words for form in forms(word)})
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.name).encode("utf-8", "surrogateescape")
        for where, data in [(" (its name)", name), *inside(path)]:
            small = data.lower()
            found += [
                f"{path.relative_to(folder)}{where}: {needle!r}" for needle in needles if needle in small
            ]
    return found


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


def inside(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file's bytes, and what is packed in them."""
    if path.is_file():
        yield from unpacked("", path.read_bytes())


def unpacked(where: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield where, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield f"{where}/{name} (its name)", name.encode()
                yield from unpacked(f"{where}/{name}", archive.read(name))
    elif data.startswith(b"\x1f\x8b"):
        yield from unpacked(f"{where}/unpacked", gzip.decompress(data))
    elif data.lstrip().startswith(b"<"):
        yield (
            f"{where} as text",
            html.unescape(re.sub(r"<[^>]*>", "", data.decode("utf-8", "replace"))).encode(),
        )
    elif b"MIME-Version" in data:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            yield f"{where} headers", "\n".join(f"{key}: {value}" for key, value in part.items()).encode()
            yield f"{where} body", part.get_payload(decode=True) or b""
    decoded = []
    for block in re.findall(rb"[A-Za-z0-9+/\r\n]{24,}={0,2}", data)[:500]:
        clean = re.sub(rb"\s", b"", block)
        decoded += [base64.b64decode(clean[start:][: (len(clean) - start) // 4 * 4]) for start in range(4)]
    yield f"{where} from base64", b"\n".join(decoded)
