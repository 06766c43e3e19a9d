"""A mail opened with care: any bytes at all give headers, parts and text, and never an error.

Python's modern `email` policy raises on some broken headers, so mails are parsed with the old one,
which keeps every line as it came, and headers are decoded here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from functools import cached_property

from salesbook.util.addresses import read_address

_MOST_BYTES = 1 << 20  # of a mail that are read: letters are small, attachments are of no interest here
MOST_TEXT = 200_000  # characters of one text part
# What the standard library raises on broken mails, apart from what it promises to.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_MOST_PARTS = 200
_MOST_HEADER = 10_000
_NO_SIGNS = r"\s<>()\[\]:;,\"'@\\*`|：；，。、（）＜＞【】「」『』《》“”„«»"
_ADDRESS = re.compile(rf"[^{_NO_SIGNS}]{{1,64}}@[^{_NO_SIGNS}]{{1,180}}")
# Languages without blanks between words write on where an address ends.
_GLUED = re.compile(
    r"^[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]+(?=[!-~]+@)|(?<=[a-z])[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]+$",
    re.IGNORECASE,
)
_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")
_EMPTY_LINES = re.compile(rb"(?:\r?\n){3,}")
_GAP = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(rb"^--(\S[^\r\n]{0,70})\r?\n(?=Content-)", re.MULTILINE | re.IGNORECASE)
_TYPE_HEADER = re.compile(rb"^Content-Type:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE | re.IGNORECASE)
_NO_BASE64 = re.compile(r"[A-Za-z0-9] [A-Za-z0-9]+ [A-Za-z0-9]")  # words with blanks between them
_NO_TEXT = {
    "idna",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
}  # no encodings of mails; some are slow
_CHARSETS = {"gb2312": "gb18030", "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252", "us-ascii": "utf-8"}


def decoded_bytes(data: bytes, charset: str = "") -> str:
    """Text of bytes whose encoding is told, or told wrong, or not at all."""
    for name in (_CHARSETS.get(charset.lower(), charset), "utf-8", "cp1252"):
        try:
            if name and codecs.lookup(name).name.replace("-", "_") not in _NO_TEXT:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def addresses_in_text(text: str) -> list[str]:
    """The email addresses that stand in a text, each once, as they should be written."""
    found = (read_address(_GLUED.sub("", one.strip(".")))[0] for one in _ADDRESS.findall(text))
    return list(dict.fromkeys(one for one in found if one))


def ids_in(text: str) -> list[str]:
    """The Message-IDs in a header, in angle brackets."""
    if found := _ID.findall(text):
        return found
    bare = text.strip()
    return [f"<{bare}>"] if _ID.fullmatch(f"<{bare}>") else []


def on_one_line(text: str, most: int = 300) -> str:
    """A text on one line, cut where it is long."""
    text = " ".join(text[: 4 * most].split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def header_values(part: Message, name: str) -> list[str]:
    """All headers of a name, on one line each, their bytes as text, encoded words left as they are."""
    name = name.lower()
    return [
        " ".join(decoded_bytes(str(value)[:_MOST_HEADER].encode("utf-8", "surrogateescape")).split())
        for key, value in part.raw_items()
        if key.lower() == name
    ]


def header_of(part: Message, name: str) -> str:
    """The first header of a name, readable, on one line; "" where there is none."""
    return _readable(next(iter(header_values(part, name)), ""))


def _readable(value: str) -> str:
    """A header with its encoded words (RFC 2047) decoded."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, *BROKEN):
        return value
    text = "".join(
        piece if isinstance(piece, str) else decoded_bytes(piece, charset or "") for piece, charset in pieces
    )
    return " ".join(text.split())


def _is_said_base64(part: Message) -> bool:
    plain = str(part.get_content_charset() or "us-ascii") in {
        "us-ascii",
        "utf-8",
        "iso-8859-1",
        "windows-1252",
    }
    return plain and header_of(part, "Content-Transfer-Encoding").strip().lower() == "base64"


def payload(part: Message) -> bytes:
    """The bytes of a part that holds no others."""
    try:
        found = part.get_payload(decode=True)
        raw = part.get_payload() if _is_said_base64(part) else ""
        if isinstance(raw, str) and _NO_BASE64.search(raw):
            found = raw.encode("utf-8", "surrogateescape")  # it says so, and is text as it stands
    except BROKEN:
        return b""
    return found if isinstance(found, bytes) else b""


def text_of_part(part: Message) -> str:
    """The text of a text part."""
    try:
        charset = str(part.get_content_charset() or "")
    except BROKEN:
        charset = ""
    return (
        decoded_bytes(payload(part)[: 4 * MOST_TEXT], charset)[:MOST_TEXT]
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )


def parameter(part: Message, name: str) -> str:
    """A parameter of Content-Type in small letters, such as report-type."""
    try:
        return str(part.get_param(name) or "").lower()
    except BROKEN:
        return ""


def content_type(part: Message) -> str:
    """The content type, such as text/plain."""
    return part.get_content_type()


def parsed(data: bytes) -> Message:
    """A message of any bytes; where its parts are nested beyond measure, only its headers are read.

    Where the boundary that the headers name stands nowhere, the one that stands there counts.
    """
    try:
        found = message_from_bytes(data)
        if found.get_content_maintype() == "multipart" and not found.is_multipart():
            return _with_boundary(data) or found
    except BROKEN:
        return BytesHeaderParser().parsebytes(data)
    return found


def _with_boundary(data: bytes) -> Message | None:
    """The message with the boundary that its body shows; None where it shows none."""
    cut = _GAP.search(data)
    head, rest = (data[: cut.start() + 1], data[cut.end() :]) if cut else (data, b"")
    line = _BOUNDARY.search(rest)
    if not line or b'"' in line[1]:
        return None
    kind = _TYPE_HEADER.search(head)
    told = re.search(rb"report-type\s*=\s*[^;\s]+", kind[0]) if kind else None
    report = b"report; " + told[0] + b";" if told else b"mixed;"
    content = b"Content-Type: multipart/" + report + b' boundary="' + line[1].rstrip() + b'"'
    return message_from_bytes(content + b"\n" + _TYPE_HEADER.sub(b"", head) + b"\n" + rest)


@dataclass(frozen=True)
class ParsedMail:
    """A mail that was opened."""

    data: bytes
    root: Message

    @classmethod
    def of(cls, data: bytes) -> ParsedMail:
        """The mail of these bytes; what lies beyond MOST_BYTES is not read."""
        data = data[:_MOST_BYTES].lstrip(b"\r\n")
        if b"\n" not in data:  # lines that end as on the Macs of old
            data = data.replace(b"\r", b"\n")
        return cls(data, parsed(data))

    def short(self, most: int) -> Message:
        """The message of its first bytes without many empty lines, for what takes long on each."""
        return parsed(_EMPTY_LINES.sub(b"\n\n", self.data[:most]))

    @cached_property
    def parts(self) -> tuple[Message, ...]:
        """All parts, the root first, without those of mails that it carries."""
        return tuple(_walk(self.root))

    def header(self, name: str) -> str:
        """The first header of a name, readable."""
        return header_of(self.root, name)

    def has(self, *names: str) -> bool:
        """Whether it has a header of one of these names."""
        return any(self.root.get(name) is not None for name in names)

    def people(self, *names: str) -> list[tuple[str, str]]:
        """Names and addresses in these headers."""
        return [one for name in names for value in header_values(self.root, name) for one in _people(value)]

    @cached_property
    def sender(self) -> tuple[str, str]:
        """Name and address of who wrote it; "" where nobody can tell."""
        return next(iter(self.people("From", "Sender", "Return-Path")), ("", ""))

    @cached_property
    def subject(self) -> str:
        """The subject, on one line."""
        return on_one_line(self.header("Subject"))

    def texts(self, kind: str) -> Iterator[str]:
        """The text of its parts of one kind that are meant to be read, not saved."""
        for part in self.parts:
            if content_type(part) == kind and not part.is_multipart() and not _is_file(part):
                yield text_of_part(part)


def saved_texts(mail: ParsedMail, kind: str) -> Iterator[str]:
    """The text of its parts of one kind that are meant to be saved."""
    for part in mail.parts:
        if content_type(part) == kind and not part.is_multipart() and _is_file(part):
            yield text_of_part(part)


def _walk(root: Message) -> Iterator[Message]:
    waiting, count = [root], 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop()
        yield part
        count += 1
        inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            waiting += [one for one in reversed(inside) if isinstance(one, Message)]


def _is_file(part: Message) -> bool:
    return header_of(part, "Content-Disposition").lower().startswith("attachment")


def _people(value: str) -> Iterable[tuple[str, str]]:
    try:
        pairs = getaddresses([value])
    except BROKEN:
        pairs = []
    found = [
        (_readable(name), read_address(address)[0] or address) for name, address in pairs if "@" in address
    ]
    return found or [("", one) for one in addresses_in_text(_readable(value))]
