"""A letter as Python's `email` builds it, and the same bytes faster.

`email` parses every header that it is given and copies every part as often as it is nested; that
takes eight milliseconds a letter, most of it for what is the same in all of them. `as_bytes` joins
the same lines, and takes the heads of parts, and whole files, from what `email` made of them once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from functools import lru_cache
from hashlib import blake2b
from typing import Self

from salesbook.mail.message.bodies import BOUNDARY_START, file_body, mime_type, text_body
from salesbook.mail.message.headers import (
    LINE_END,
    Address,
    BadLetter,
    address_line,
    clean_line,
    date_line,
    id_line,
    own_fields,
    text_line,
)

__all__ = ["Address", "Attached", "BadLetter", "Outgoing", "as_bytes", "message"]

_POLICY = SMTP.clone(max_line_length=76)
_OWN = frozenset({
    "from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version",
    "content-type", "content-transfer-encoding", "content-disposition", "content-id",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a letter: its name, its bytes, its MIME type ("": guessed from the name)."""

    name: str
    data: bytes
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter to one person.

    `message_id` stands in angle brackets and is unlike any other: the parts' boundaries derive from
    it, so that the same letter is the same bytes. `extra` are further headers, each name once.
    `images` are pairs of a content id (without brackets, used in the HTML as cid:) and a picture;
    they go with the HTML, and not at all without one.
    """

    sender: Address
    to: Address
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime | None = None
    reply_to: Address | None = None
    extra: tuple[tuple[str, str], ...] = ()
    images: tuple[tuple[str, Attached], ...] = ()
    attachments: tuple[Attached, ...] = ()


class _Line(str):
    """A header that is folded already: `email` writes a value with a name by asking it to fold itself."""

    __slots__ = ("line", "name")

    name: str
    line: str

    def __new__(cls, name: str, line: str) -> Self:
        value = super().__new__(cls, line[len(name) + 2 :].replace(LINE_END, ""))
        value.name, value.line = name, line
        return value

    def fold(self, *, policy: EmailPolicy) -> str:
        return self.line.replace(LINE_END, policy.linesep)


def message(mail: Outgoing) -> EmailMessage:
    """The letter as Python's `email` has it. Raises BadLetter for what no letter can hold."""
    body = _texts(mail)
    files = [_file(attached) for attached in mail.attachments]
    whole = _multipart("mixed", mail.message_id, [body, *files]) if files else body
    letter = EmailMessage(_POLICY)
    for name, line in _lines(mail):
        letter[name] = _Line(name, line)
    letter["MIME-Version"] = "1.0"
    for name, value in whole.items():
        letter[name] = value
    letter.set_payload(whole.get_payload())
    return letter


def as_bytes(mail: Outgoing) -> bytes:
    """The same as `message(mail).as_bytes()`, without building it. Raises BadLetter alike."""
    files = [_file_bytes(attached) for attached in mail.attachments]
    body = _texts_bytes(mail)
    whole = _join("mixed", mail.message_id, [body, *files]) if files else body
    lines = "".join(line for _, line in _lines(mail))
    return b"%sMIME-Version: 1.0\r\n%s" % (lines.encode("ascii"), whole)


def _lines(mail: Outgoing) -> Iterator[tuple[str, str]]:
    """The letter's own headers, folded."""
    yield "From", _repeated_address("From", mail.sender)
    if mail.reply_to:
        yield "Reply-To", _repeated_address("Reply-To", mail.reply_to)
    yield "To", address_line("To", mail.to)
    yield "Subject", text_line("Subject", mail.subject)
    if mail.date:
        yield "Date", date_line(mail.date)
    yield "Message-ID", id_line("Message-ID", mail.message_id)
    yield from own_fields(mail.extra, _OWN)


_repeated_address: Callable[[str, Address], str] = lru_cache(maxsize=64)(address_line)


def _boundary(message_id: str, kind: str) -> str:
    """What parts two parts of a letter: unlike the other boundaries in it, and always of one length.

    No encoded part can hold its start; see `text_body`.
    """
    return BOUNDARY_START + blake2b(f"{kind} {message_id}".encode(), digest_size=12).hexdigest()


# The letter as `email` builds it.


def _texts(mail: Outgoing) -> MIMEPart:
    if not mail.html:
        return _text("plain", mail.text)
    page = _text("html", mail.html)
    if mail.images:
        page = _multipart("related", mail.message_id, [page, *(_image(*image) for image in mail.images)])
    return (
        _multipart("alternative", mail.message_id, [_text("plain", mail.text), page]) if mail.text else page
    )


def _text(kind: str, text: str) -> MIMEPart:
    how, body = text_body(text)
    part = _text_head(kind, how)
    part.set_payload(body)
    return part


def _text_head(kind: str, how: str) -> MIMEPart:
    part = MIMEPart(_POLICY)
    part.set_content("", subtype=kind, charset="utf-8", cte=how)
    return part


def _file(attached: Attached, image_id: str = "") -> MIMEPart:
    """A file as a part; with a content id it is shown in the page and not listed as a file."""
    part = MIMEPart(_POLICY)
    main, sub = mime_type(attached.name, attached.kind)
    part["Content-Type"] = f"{main}/{sub}"
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = "inline" if image_id else "attachment"
    name = clean_line(attached.name.replace("\\", "/").rpartition("/")[2]) or "file"
    part.set_param("filename", name, header="Content-Disposition", replace=True)
    if image_id:
        part["Content-ID"] = _Line("Content-ID", id_line("Content-ID", f"<{image_id}>"))
    part.set_payload(file_body(attached.data))
    return part


def _image(image_id: str, attached: Attached) -> MIMEPart:
    return _file(attached, image_id)


def _multipart(kind: str, message_id: str, parts: list[MIMEPart]) -> MIMEPart:
    whole = MIMEPart(_POLICY)
    root = '; type="text/html"' if kind == "related" else ""  # RFC 2387 wants it
    whole["Content-Type"] = f'multipart/{kind}{root}; boundary="{_boundary(message_id, kind)}"'
    for part in parts:
        whole.attach(part)
    return whole


# The same, joined from bytes.


def _texts_bytes(mail: Outgoing) -> bytes:
    if not mail.html:
        return _text_bytes("plain", mail.text)
    page = _text_bytes("html", mail.html)
    if mail.images:
        images = [_file_bytes(attached, image_id) for image_id, attached in mail.images]
        page = _join("related", mail.message_id, [page, *images])
    return (
        _join("alternative", mail.message_id, [_text_bytes("plain", mail.text), page]) if mail.text else page
    )


def _text_bytes(kind: str, text: str) -> bytes:
    how, body = text_body(text)
    return _text_head_bytes(kind, how) + body.encode("ascii")


@lru_cache(maxsize=8)
def _text_head_bytes(kind: str, how: str) -> bytes:
    part = _text_head(kind, how)
    part.set_payload("")
    return part.as_bytes()


@lru_cache(maxsize=8)  # the same few files go with every letter of a mailing
def _file_bytes(attached: Attached, image_id: str = "") -> bytes:
    return _file(attached, image_id).as_bytes()


def _join(kind: str, message_id: str, parts: list[bytes]) -> bytes:
    boundary = _boundary(message_id, kind).encode()
    head = _multipart_head(kind).replace(_boundary("", kind).encode(), boundary)
    line = b"\r\n--%s\r\n" % boundary
    return b"%s--%s\r\n%s\r\n--%s--\r\n" % (head, boundary, line.join(parts), boundary)


@lru_cache(maxsize=8)
def _multipart_head(kind: str) -> bytes:
    """The head of such a part, with the boundary of no letter."""
    return _multipart(kind, "", []).as_bytes().partition(b"--" + _boundary("", kind).encode())[0]
