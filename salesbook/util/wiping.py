"""Words of somebody taken out of a text, whatever it is: a plain text, runs of one, a formula, a header, a number format.

In go texts, and a function that tells where a text names somebody; out come the same texts with `FORGOTTEN` there.
Of a formula only string literals change, of a header what is neither a font nor a code, of a number format what stands
in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

FORGOTTEN = "(forgotten)"
TextSpan = tuple[int, int]
Spans = Callable[[str], list[TextSpan]]  # in order, and apart from each other

_FORMULA = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<sheet>'(?:[^']|'')*')|(?P<brackets>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])"""
    r"|(?P<call>[\w.\\]+)\s*\(|(?P<open>\()|(?P<close>\))|(?P<between>[\s&]+)|(?P<other>.)",
    re.DOTALL,
)
# Functions to which a text is a name of something: of a cell, a member of a cube, a server.
_BY_NAME = {"INDIRECT", "EVALUATE", "CALL", "REGISTER", "REGISTER.ID", "RTD", "SQL.REQUEST", "CUBEVALUE", "CUBEMEMBER",
            "CUBESET", "CUBERANKEDMEMBER", "CUBEMEMBERPROPERTY", "CUBEKPIMEMBER"}  # fmt: skip
_LONGEST_LITERAL = 255
_HEADER = re.compile(
    r'(?P<format>&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&\d{1,3}|&[BIUESXYOH])|(?P<both>&&)|(?P<code>&.)|(?P<text>[^&]+)|&$',
    re.DOTALL | re.IGNORECASE,
)
_FORMAT = re.compile(r'"(?P<text>[^"]*)"|\\.|_.|\*.|\[[^\]]*\]|[^"\\_*\[]+|.', re.DOTALL)


def wiped(pieces: Sequence[str], spans: Collection[TextSpan], word: str = FORGOTTEN) -> list[str]:
    """The pieces of a text without the spans of the whole: `word` stands in the piece where a span begins."""
    new: list[str] = []
    at = 0
    for piece in pieces:
        parts, here, end = [], at, at + len(piece)
        for start, stop in spans:
            if stop <= at or start >= end:
                continue
            parts.append(piece[here - at : max(start, at) - at])
            if start >= at:
                parts.append(word)
            here = min(stop, end)
        new.append("".join([*parts, piece[here - at :]]))
        at = end
    return new


def wiped_text(text: str, find: Spans, most: int, word: str = FORGOTTEN) -> str:
    """A text without somebody; where that would be longer than `most` letters, nothing stands in their place."""
    return _short([text], find(text), most, word)[0]


def wiped_formula(text: str, find: Spans, kept: Collection[str] = (), columns: Collection[str] = ()) -> str:
    """A formula whose string literals are without somebody.

    Literals stay that may be names of something: in INDIRECT and its like, those that refer to one of `kept`, names of
    sheets and tables that stay too, and those that are one of `columns` (both in small letters), for which MATCH may
    look. A formula that is not understood stays.
    """
    new = list[str]()
    run: list[str] = []  # literals that follow each other, with what stands between them
    calls: list[str] = []
    for found in _FORMULA.finditer(text):
        if found["other"] in {'"', "'"}:
            return text
        if found["text"] or (found["between"] and run):
            run.append(found[0])
            continue
        new += _literals(run, find, (kept, columns), by_name=not _BY_NAME.isdisjoint(calls))
        run = []
        if found["call"] or found["open"]:
            calls.append((found["call"] or "").upper().removeprefix("_XLFN."))
        elif found["close"] and calls:
            calls.pop()
        new.append(found[0])
    return "".join([*new, *_literals(run, find, (kept, columns), by_name=not _BY_NAME.isdisjoint(calls))])


def _literals(
    run: Sequence[str], find: Spans, stay: tuple[Collection[str], Collection[str]], *, by_name: bool
) -> Iterator[str]:
    """Literals that & may join: "Zoë "&"Quist" is one text."""
    texts = [piece[1:-1].replace('""', '"') if piece.startswith('"') else "" for piece in run]
    whole = "".join(texts)
    spans = find(whole) if whole else []
    if not spans or by_name or any(_is_name(text, *stay) for text in (whole, *texts)):
        return iter(run)
    written = iter(_short(texts, spans, _LONGEST_LITERAL))
    return (
        '"' + new.replace('"', '""') + '"' if piece.startswith('"') else piece
        for piece, new in zip(run, written, strict=True)
    )


def _is_name(text: str, kept: Collection[str], columns: Collection[str]) -> bool:
    small = text.casefold()
    return small in columns or any(f"{name}{end}" in small for name in kept for end in ("!", "'!", "["))


def wiped_header(text: str, find: Spans, most: int = 255) -> str:
    """A header or footer; a name that formats cut is found, one that reaches into another section is none."""
    tokens = [(found.lastgroup, found[0]) for found in _HEADER.finditer(text)]
    new: list[str] = []
    run: list[tuple[str | None, str]] = []
    for kind, token in [*tokens, ("code", "")]:
        if kind != "code":
            run.append((kind, token))
            continue
        pieces = [each if what == "text" else "&" if what == "both" else "" for what, each in run]
        changed = _short(pieces, find("".join(pieces)), most - len(text) + sum(map(len, pieces)))
        new += [
            piece.replace("&", "&&") if what in {"text", "both"} else each
            for (what, each), piece in zip(run, changed, strict=True)
        ]
        new.append(token)
        run = []
    return "".join(new)


def header_text(text: str) -> str:
    """What a header or footer says, without its codes."""
    return " ".join(found[0] for found in _HEADER.finditer(text) if found.lastgroup == "text")


def wiped_format(text: str, find: Spans, most: int = 255) -> str:
    """A number format whose texts in quotes are without somebody."""

    def literal(found: re.Match[str]) -> str:
        if found["text"] is None:
            return found[0]
        return '"' + wiped_text(found["text"], find, most - len(text) + len(found["text"])) + '"'

    return _FORMAT.sub(literal, text)


def _short(pieces: Sequence[str], spans: Collection[TextSpan], most: int, word: str = FORGOTTEN) -> list[str]:
    if not spans:
        return list(pieces)
    new = wiped(pieces, spans, word)
    return new if sum(map(len, new)) <= max(most, sum(map(len, pieces))) else wiped(pieces, spans, "")
