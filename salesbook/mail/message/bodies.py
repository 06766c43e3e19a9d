"""Texts and files as they travel in a letter: 7bit, quoted-printable or base64, with CRLF line ends.

`email` would encode text with pure Python, in lines of up to 78 where RFC 2045 allows 76; `binascii`
does it right, and several times as fast.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from mimetypes import MimeTypes

_BREAKS = re.compile(r"\r\n|\r|\n")
_ASCII = bytes(range(128))
_NOT_TEXT = bytes(set(range(32)) - set(b"\t\n\r")) + b"\x7f"
_LONGEST = 998  # RFC 5322
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_KIND = re.compile(r"([a-z0-9][a-z0-9.+-]{0,60})/([a-z0-9][a-z0-9.+-]{0,60})")
_TYPES = MimeTypes(filenames=())  # the tables that come with Python: the same on every machine
BOUNDARY_START = "=_"


def text_body(text: str) -> tuple[str, str]:
    """How a text travels, and the text so: with CRLF line ends and one at its end.

    What stays readable is preferred: 7bit for ASCII, else quoted-printable; base64 only where more
    than a third of the bytes would be spelled out.
    """
    lines = _BREAKS.sub("\n", text) if "\r" in text else text
    if not lines.endswith("\n"):
        lines += "\n"
    if lines.isascii() and not _needs_quoting(lines):
        return "7bit", lines.replace("\n", "\r\n")
    data = _utf8(lines).replace(b"\n", b"\r\n")
    if 3 * len(data.translate(None, _ASCII)) > len(data):
        return "base64", file_body(data)
    return "quoted-printable", b2a_qp(data).decode("ascii")


def file_body(data: bytes) -> str:
    """Bytes in base64, in lines of 76 that end in CRLF."""
    return encodebytes(data).decode("ascii").replace("\n", "\r\n")


def mime_type(name: str, kind: str = "") -> tuple[str, str]:
    """The MIME type of a file in its two halves: what is given, else what its name tells.

    A message or a letter of several parts may not travel as base64 under its own type, so that, and
    what nobody knows, is a file of bytes.
    """
    known = _KIND.fullmatch((kind or _TYPES.guess_type(name, strict=False)[0] or "").lower())
    if known and known[1] not in {"multipart", "message"}:
        return known[1], known[2]
    return "application", "octet-stream"


def _needs_quoting(lines: str) -> bool:
    """Whether ASCII must not stand as it is. A boundary's start must not: so no text can end its part."""
    return (
        BOUNDARY_START in lines
        or max(map(len, lines.split("\n"))) > _LONGEST
        or len(lines.encode().translate(None, _NOT_TEXT)) != len(lines)
    )


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a character, as some programs cut them
        return _SURROGATES.sub("\ufffd", text).encode()
