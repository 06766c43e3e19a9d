"""The texts of an XML part changed as bytes: between tags, in attributes, and where formats cut a text into runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from salesbook.books.xlsx.markup import attribute, escape, unescape

Wipe = Callable[[str], str]

_TOKEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>]*>|[^<]+", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_CELL = re.compile(rb"<((?:[\w.-]+:)?)c(\s[^>]*)?(?<!/)>(.*?)</\1c>", re.DOTALL)
_VALUE = re.compile(rb"<((?:[\w.-]+:)?)v\b[^>]*>([^<]*)</\1v>")
# A text that formats may cut into runs, and the element that has a piece of it.
_RUNS = tuple(
    (re.compile(rb"<((?:[\w.-]+:)?)(?:%s)(?:\s[^>]*)?(?<!/)>.*?</\1(?:%s)>" % (name, name), re.DOTALL), piece)
    for name, piece in ((b"si", b"t"), (b"is", b"t"), (b"text", b"t"), (b"p", b"t"), (b"div", b"font"))
)
_STRUCTURAL = {
    b"r",
    b"ref",
    b"sqref",
    b"s",
    b"t",
    b"id",
    b"idx",
    b"count",
    b"uniqueCount",
    b"spans",
    b"cm",
    b"vm",
}
_IDENTIFIERS = {b"definedName": {b"name"}, b"table": {b"name", b"displayName"}}  # formulas refer to these
_NUMBER = re.compile(r"\s*[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\s*")
_LONG = 9  # digits of a number, which is no text, that is taken for a telephone


def retext(data: bytes, wipe: Wipe, *, is_sheet: bool) -> bytes:
    """The part with every text as `wipe` gives it. `is_sheet`: numbers of shared texts stand in it, which are no texts."""
    if is_sheet:
        data = _CELL.sub(partial(_cell, wipe=wipe), data)
    data = _tokens(data, wipe, is_sheet=is_sheet)
    for whole, piece in _RUNS:
        data = whole.sub(partial(_joined, piece=piece, wipe=wipe), data)
    return data


def without_comments(data: bytes, goes: Callable[[str], bool]) -> bytes:
    """A part with comments, in which those on some cells say nothing any more."""

    def emptied(found: re.Match[bytes]) -> bytes:
        tag = found[0][: found[0].index(b">") + 1]
        if not goes((attribute(tag, b"ref") or b"").decode()):
            return found[0]
        return tag + re.sub(rb">[^<]+<", b"><", found[0][len(tag) - 1 :])[1:]

    return re.sub(
        rb"<((?:[\w.-]+:)?)(comment|threadedComment)\s[^>]*(?<!/)>.*?</\1\2>", emptied, data, flags=re.DOTALL
    )


def _cell(found: re.Match[bytes], wipe: Wipe) -> bytes:
    """A cell with a number that is somebody's telephone loses it: a text cannot stand there."""
    kind = attribute(b"<c" + (found[2] or b"") + b">", b"t")
    value = _VALUE.search(found[3])
    if kind not in {None, b"n"} or not value or _wiped(unescape(value[2]), wipe) is None:
        return found[0]
    return found[0].replace(value[0], b"", 1)


def _tokens(data: bytes, wipe: Wipe, *, is_sheet: bool) -> bytes:
    parts: list[bytes] = []
    last = b""
    for token in _TOKEN.findall(data):
        if token[:1] != b"<":
            is_value = is_sheet and _local(last) == b"v"  # texts of formulas are the only other ones there
            parts.append(token if is_value and token.strip().isdigit() else _text(token, wipe, last))
        elif token.startswith(b"<!--"):
            parts.append(b"<!-- -->" if _is_theirs(token, wipe) else token)
        elif token.startswith(b"<!["):
            inside = _wiped(token[9:-3].decode("utf-8", "replace"), wipe)
            parts.append(token if inside is None else b"<![CDATA[" + inside.encode() + b"]]>")
        else:
            parts.append(_tag(token, wipe) if b"=" in token and not token.startswith(b"<?") else token)
            last = token
    return b"".join(parts)


def _text(token: bytes, wipe: Wipe, tag: bytes) -> bytes:
    text = unescape(token)
    new = _wiped(text, wipe)
    if new is None:
        return token
    if _local(tag) == b"v" and _NUMBER.fullmatch(text):  # what a chart remembers of a number
        return b"0"
    return escape(new)


def _tag(tag: bytes, wipe: Wipe) -> bytes:
    kept = _IDENTIFIERS.get(_local(tag), set())

    def changed(found: re.Match[bytes]) -> bytes:
        name = found[1].rpartition(b":")[2]
        if name in _STRUCTURAL or name in kept or found[1].startswith(b"xmlns") or found[3][1:2] == b"{":
            return found[0]
        text = unescape(found[3][1:-1])
        new = _wiped(text, wipe)
        if new is None:
            return found[0]
        if _NUMBER.fullmatch(text):  # what a pivot table remembers of a number
            new = "0"
        elif name == b"Target":
            new = quote(new, safe="/:#?&=@%()!'~+,;.-_")
        return found[1] + found[2] + b'"' + escape(new).replace(b'"', b"&quot;") + b'"'

    return _ATTRIBUTE.sub(changed, tag)


def _joined(found: re.Match[bytes], piece: bytes, wipe: Wipe) -> bytes:
    """A text whose runs together name somebody: all of it goes into the first run, and the others are empty."""
    pieces = list(
        re.finditer(
            rb"(<(?:[\w.-]+:)?%s(?:\s[^>]*)?(?<!/)>)([^<]*)(</(?:[\w.-]+:)?%s>)" % (piece, piece), found[0]
        )
    )
    if len(pieces) < 2:
        return found[0]
    new = _wiped("".join(unescape(each[2]) for each in pieces), wipe)
    if new is None:
        return found[0]
    parts, end = [], 0
    for i, each in enumerate(pieces):
        parts += [found[0][end : each.start(2)], b"" if i else escape(new)]
        end = each.end(2)
    return b"".join([*parts, found[0][end:]])


def _wiped(text: str, wipe: Wipe) -> str | None:
    """The text without somebody; None where it does not name them, or is a number that may well be something else."""
    if _NUMBER.fullmatch(text) and sum(map(str.isdigit, text)) < _LONG:
        return None
    new = wipe(text)
    return None if new == text else new


def _is_theirs(token: bytes, wipe: Wipe) -> bool:
    return _wiped(token.decode("utf-8", "replace"), wipe) is not None


def _local(tag: bytes) -> bytes:
    found = re.match(rb"<(?:[\w.-]+:)?([\w.-]+)", tag)
    return found[1] if found else b""
