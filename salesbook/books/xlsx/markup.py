"""Small tools for XML that is changed as bytes, so that everything else in it stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from queue import Queue
from threading import Thread
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import unescape as _unescape

_UNSEEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.DOTALL)
_LONGEST = 1 << 24  # bytes of a comment; one that is longer is none
_OPEN = (b"<!--", b"<![CDATA[", b"<?")
_DECLARED = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#13;": "\r", "&#9;": "\t"}


@cache
def _attribute(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"""(\s""" + re.escape(name) + rb"""\s*=\s*)("[^"]*"|'[^']*')""")


def attribute(tag: bytes, name: bytes) -> bytes | None:
    """The value of an attribute of a start tag as it stands there, or None."""
    found = _attribute(name).search(tag)
    return found[2][1:-1] if found else None


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """A start tag with the attribute set; a new one comes last."""
    found = _attribute(name).search(tag)
    if found:
        return tag[: found.start(2)] + b'"' + value + b'"' + tag[found.end(2) :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + name + b'="' + value + b'"' + tag[end:]


def without_attribute(tag: bytes, name: bytes) -> bytes:
    """A start tag without the attribute."""
    return _attribute(name).sub(b"", tag, count=1)


@cache
def start_tag(*names: bytes) -> re.Pattern[bytes]:
    """Finds start tags of these local names, whatever their prefix; group 1 is the prefix with its colon."""
    return re.compile(rb"<([\w.-]+:)?(?:" + b"|".join(names) + rb")(?:[\s/][^>]*)?>")


@cache
def element(*names: bytes) -> re.Pattern[bytes]:
    """Finds elements that hold only text; groups are start tag, local name, text, end tag."""
    return re.compile(
        rb"(<(?:[\w.-]+:)?(" + b"|".join(names) + rb")(?:\s[^>]*)?(?<!/)>)([^<]*)(</(?:[\w.-]+:)?\2\s*>)"
    )


def sheet_data(seen: bytes) -> re.Match[bytes] | None:
    """The tag before a sheet's rows; group 1 is the prefix of the sheet's tags. Other vocabularies may have such a word, too."""
    root = start_tag(b"worksheet").search(seen)
    for found in start_tag(b"sheetData").finditer(seen):
        if root is None or found[1] == root[1]:
            return found
    return None


def hide(data: bytes) -> bytes:
    """The same bytes with comments and the like blanked out, in the same places: safe to search for tags."""
    if (
        b"!" not in data or b"<!" not in data
    ) and b"<?" not in data:  # the first is far faster, and mostly enough
        return data
    return _UNSEEN.sub(lambda found: b" " * len(found[0]), data)


def plain_markup(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """XML without comments and instructions for programs, and with marked text (CDATA) as any other.

    What is never closed is left as it is: whoever reads on finds it.
    """
    rest = b""
    for block in blocks:
        data = rest + block
        if b"<!" in data or b"<?" in data:
            data = _UNSEEN.sub(_as_text, data)
        cut = min((at for mark in _OPEN if (at := data.find(mark)) >= 0), default=len(data))
        last = data.rfind(b"<", max(len(data) - len(_OPEN[1]), 0))
        if last >= 0 and any(mark.startswith(data[last:]) for mark in _OPEN):
            cut = min(cut, last)  # which may begin one of them
        if len(data) - cut > _LONGEST:
            cut = len(data)
        rest = data[cut:]
        yield data[:cut]
    yield rest


def _as_text(found: re.Match[bytes]) -> bytes:
    text = found[1]
    return b"" if text is None else text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def unclosed(seen: bytes) -> int:
    """Where a comment starts that the end of what `hide` gave cuts; else its end."""
    marks = [mark for mark in (b"<!", b"<?") if mark[1:] in seen]  # which is far faster than to look for both
    return min((at for mark in marks if (at := seen.find(mark)) >= 0), default=len(seen))


def up_to_rows(blocks: Iterator[bytes]) -> tuple[bytes, re.Match[bytes] | None]:
    """What a sheet's first blocks hold, read until the tag before its rows is among it, and that tag; None if it never comes."""
    data = b""
    for block in blocks:
        data += block
        seen = hide(data)
        opening = sheet_data(seen)
        if opening and opening.start() < unclosed(seen):
            return data, opening
    return data, None


def is_utf8(head: bytes) -> bool:
    """Whether a part that begins so is UTF-8, which all programs but a few old ones write."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return False
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
    return declared is None or declared[1].lower() in {b"utf-8", b"utf8", b"us-ascii"}


def escape(text: str) -> bytes:
    """Text for between two tags. A carriage return would not survive otherwise."""
    return _escape(text, {"\r": "&#13;"}).encode("utf-8", "surrogatepass")


def unescape(text: bytes) -> str:
    """Text as it is meant."""
    plain = text.decode("utf-8", "replace")
    return _unescape(plain, _ENTITIES) if "&" in plain else plain


def ahead(chunks: Iterator[bytes], depth: int = 6) -> Iterator[bytes]:
    """The same chunks, made in a thread of their own: packing lets go of the interpreter, so both go on at once."""
    queue: Queue[bytes | BaseException | None] = Queue(depth)
    stopped: list[bool] = []

    def work() -> None:
        last: BaseException | None = None
        try:
            for chunk in chunks:
                queue.put(chunk)
                if stopped:
                    return
        except BaseException as error:  # noqa: BLE001  # whatever it is, the other thread raises it
            last = error
        queue.put(last)

    thread = Thread(target=work, name="ahead", daemon=True)
    thread.start()
    try:
        while (chunk := queue.get()) is not None:
            if isinstance(chunk, BaseException):
                raise chunk
            yield chunk
    finally:
        stopped.append(True)
        while thread.is_alive():
            _drain(queue)
            thread.join(0.01)


def _drain(queue: Queue[bytes | BaseException | None]) -> None:
    while not queue.empty():
        queue.get_nowait()
