"""From a draft to the message that is sent: the headers change, and nothing else of it.

A draft lies as a file that people may open, and a mail program or an editor may have saved it anew:
with other line ends, with a Date, with a mark at its start. What it says stays; what cannot be sent
raises BadLetter. Bodies are not parsed, so that a letter costs microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses

from salesbook.mail.message.draft_folder import UNSENT
from salesbook.mail.message.headers import BadLetter, date_line, exact_line, wire_address

__all__ = ["BadLetter", "Head", "decoded_header", "head", "stamp"]

_AGAIN = "Write the drafts anew."
_MARK = b"\xef\xbb\xbf"  # what some editors put before UTF-8
_BREAKS = re.compile(rb"\r\n|\r|\n")
_END = b"\r\n\r\n"
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:([^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)")
# Never travel: the mark of a draft, an older Date, and readers whom nobody is to see.
_DROPPED = frozenset({UNSENT[0].lower().encode(), b"date", b"bcc"})
_ONE = re.compile(r"""(?:(?:"[^"\\]*"|[^"<>@,;:()\\]*)\s*<([^<>@\s,;:()"]+@[^<>@\s,;:()"]+)>|([^<>@\s,;:()"]+@[^<>@\s,;:()"]+))""")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What a draft says of itself. Addresses as they travel; `message_id` with its angle brackets."""

    message_id: str
    sender: str
    to: str
    subject: str


def stamp(draft: bytes, *, date: datetime, extra: Sequence[tuple[str, str]] = ()) -> bytes:
    """The message: without X-Unsent and Bcc, dated, with the headers of `extra` in place of their like.

    Line ends are CRLF; everything else is the draft's, byte for byte. Raises BadLetter where the
    draft has no headers that can be told, or one of `extra` cannot be a header.
    """
    top, rest = _parted(draft)
    gone = _DROPPED.union(name.lower().encode("utf-8", "replace") for name, _ in extra)
    kept = [line for name, line in _fields(top) if name not in gone]
    lines = "".join([date_line(date), *(exact_line(name, value) for name, value in extra)])
    return b"".join([lines.encode("ascii"), *kept, rest])


def head(draft: bytes) -> Head:
    """Whose letter a draft is. Raises BadLetter where it does not say so once and plainly."""
    found: dict[bytes, str] = {}
    for name, line in _fields(_parted(draft)[0]):
        if name in {b"message-id", b"from", b"to", b"subject"}:
            if name in found:
                raise BadLetter(f"The draft has its header {name.decode().title()} twice. {_AGAIN}")
            found[name] = line.partition(b":")[2].replace(b"\r\n", b"").decode("ascii").strip()
    return Head(
        message_id=found.get(b"message-id", ""),
        sender=_address("From", found.get(b"from", "")),
        to=_address("To", found.get(b"to", "")),
        subject=decoded_header(found.get(b"subject", "")),
    )


def decoded_header(value: str) -> str:
    """A header as people read it."""
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError):  # an encoding that nobody knows
        return value


def _parted(draft: bytes) -> tuple[bytes, memoryview]:
    """The headers, with the line end of the last one, and the rest from the blank line on; line ends are CRLF."""
    draft = draft.removeprefix(_MARK)
    if not _is_crlf(draft):
        draft = _BREAKS.sub(b"\r\n", draft)
    end = draft.find(_END)
    if end < 0:
        raise BadLetter(f"The draft has no blank line between its headers and its text. {_AGAIN}")
    return draft[: end + 2], memoryview(draft)[end + 2 :]


def _is_crlf(data: bytes) -> bool:
    """Whether every CR is followed by an LF, and every LF follows a CR; numpy looks faster than bytes can count."""
    import numpy as np

    letters = np.frombuffer(data, dtype=np.uint8)
    returns, feeds = letters == ord("\r"), letters == ord("\n")
    return bool(len(data) and not feeds[0] and not returns[-1] and np.array_equal(returns[:-1], feeds[1:]))


def _fields(top: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The headers, folded as they are: the name in small letters, and all lines. Raises BadLetter."""
    if not top.isascii():
        raise BadLetter(f"The headers of the draft hold letters that do not travel as they are. {_AGAIN}")
    at = 0
    for found in _FIELD.finditer(top):
        if found.start() != at:
            break
        at = found.end()
        yield found[1].lower(), found[0]
    if at != len(top):
        odd = top[at:].partition(b"\r\n")[0][:60].decode("ascii")
        raise BadLetter(f"{odd!r} stands among the headers of the draft and is none. {_AGAIN}")


def _address(field: str, text: str) -> str:
    """The one address of a header. Raises BadLetter."""
    if plain := _ONE.fullmatch(text):
        return plain[1] or plain[2]
    found = [address for _, address in getaddresses([text]) if address]
    if len(found) != 1:
        how = "has no" if not text else "does not have one plain address in its"
        raise BadLetter(f"The draft {how} header {field}. {_AGAIN}")
    return wire_address(found[0])
