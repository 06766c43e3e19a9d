r"""Texts in which letters are written by their codes, as in web addresses: what they say, and where each letter stands.

In goes a text such as "https://x.example/?q=Zo%C3%AB+M%C3%BCller"; out comes it as it is meant, with the place of
every letter in the first. Percent codes, HTML and XML entities, `\u00eb`, `_x00EB_`, domains in Punycode, a plus for a
blank, and characters that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CODED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)|%u(?P<script>[0-9A-Fa-f]{4})|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});)"
    r"|\\u(?P<json>[0-9A-Fa-f]{4})|_x(?P<excel>(?!0000)[0-9A-Fa-f]{4})_|(?<![^\W_])(?P<domain>xn--[A-Za-z0-9-]+)|(?P<plus>(?<=[^\s+])\+(?=[^\s+]))"
    rf"|(?P<unseen>[{_INVISIBLE}]+)",
    re.IGNORECASE,
)
_LETTER_CODE = re.compile(
    r"%[0-9A-Fa-f]{2}|%u[0-9A-Fa-f]{4}|&(?:#\w{1,7}|\w{2,31});|\\u[0-9A-Fa-f]{4}|_x[0-9A-Fa-f]{4}_|xn--",
    re.IGNORECASE,
)
_RARE = re.compile(
    rf"%u[0-9A-F]{{4}}|%[C-F][0-9A-F](?!%[89AB])|\\u[0-9A-F]{{4}}|_x(?!0000)[0-9A-F]{{4}}_|xn--|[{_INVISIBLE}]",
    re.IGNORECASE,
)
_AROUND = 200  # letters before and after a code that belong to a name of which it writes a letter
_LONG = 2000
_TWICE = 3  # how often a text may be coded in itself: links in links of links


@dataclass(frozen=True)
class MappedText:
    """`text`, of which the letter at i stands from `places[i]` to `ends[i]` in what it was decoded from."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece that is not empty stands in what it was decoded from."""
        return self.places[start], self.ends[end - 1]


def decodings(text: str) -> Iterator[MappedText]:
    """The text decoded once, twice ..., as long as that changes it."""
    known = MappedText(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    for _ in range(_TWICE):
        pieces = list(_pieces(known.text))
        text = "".join(letter for letter, *_ in pieces)
        if text == known.text:
            return
        known = MappedText(
            text,
            tuple(known.places[start] for _, start, _ in pieces),
            tuple(known.ends[end - 1] for _, _, end in pieces),
        )
        yield known


def is_coded(text: str) -> bool:
    """Whether `decodings` would give anything."""
    return _CODED.search(text) is not None


def coded_pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text with 0; of a long one only what stands around codes of letters, each piece with its place."""
    if "\0" in text:  # no text, and full of what looks like codes
        return
    if len(text) <= _LONG:
        if is_coded(text):
            yield 0, text
        return
    start = end = 0
    for found in _LETTER_CODE.finditer(text):
        if end and found.start() > end:
            yield start, text[start:end]
            end = 0
        start = start if end else max(0, found.start() - _AROUND)
        end = found.end() + _AROUND
    if end:
        yield start, text[start:end]


def roughly_decoded(text: str) -> Iterator[str]:
    """The text, and quickly what it may say where it is coded: enough to look for a word in."""
    yield text
    if "\0" in text:
        return
    if "%" in text:
        yield unquote(text)
        yield unquote(unquote(text))
    if "&" in text:
        yield unescape(text)
    if "%" in text and "&" in text:
        yield unescape(unquote(text))
    if "+" in text:
        yield unquote(unescape(text)).replace("+", " ")
    if _RARE.search(text):
        for _, piece in coded_pieces(text):
            for one in decodings(piece):
                yield one.text


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Letters, each with its start and end in `text`."""
    at = 0
    for found in _CODED.finditer(text):
        yield from ((text[i], i, i + 1) for i in range(at, found.start()))
        at = found.end()
        if found["percent"]:
            yield from _percent(found["percent"], found.start())
        else:
            for letter in _meant(found):
                yield letter, found.start(), found.end()
    yield from ((text[i], i, i + 1) for i in range(at, len(text)))


def _meant(found: re.Match[str]) -> str:
    if code := found["script"] or found["json"] or found["excel"]:
        return chr(int(code, 16))
    if found["entity"]:
        return unescape(found["entity"])
    if found["plus"]:
        return " "
    if found["domain"]:
        try:
            return found["domain"][4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return found["domain"]
    return ""


def _percent(codes: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Percent codes are UTF-8, or else, as old programs write, Latin."""
    data = bytes.fromhex(codes.replace("%", ""))
    try:
        letters = data.decode()
    except UnicodeDecodeError:
        letters = data.decode("latin-1")
        sizes = [1] * len(letters)
    else:
        sizes = [len(letter.encode()) for letter in letters]
    for letter, size in zip(letters, sizes, strict=True):
        yield letter, start, start + 3 * size
        start += 3 * size
