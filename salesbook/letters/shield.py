"""Jinja's tags behind single private-use characters, while Markdown and HTML parsers work on the text.

Data of contacts is never in that text: it comes in when the finished template is rendered, so it can be neither
Markdown nor HTML. When the tags come back, each begins on a line of its own (the line break stands inside the tag,
where it means nothing), so that a line of the finished template tells the author's file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from salesbook.letters.faults import TemplateFault

FIRST, LAST = 0xF0000, 0xFFFFD  # Supplementary Private Use Area A
HIDDEN = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
_QUOTED = r"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_TAG = re.compile(
    r"\{#.*?#\}"
    rf"|\{{\{{(?P<field>(?:[^\"'}}]|\}}(?!\}}){_QUOTED})*)\}}\}}"
    rf"|\{{%(?P<statement>(?:[^\"'%]|%(?!\}}){_QUOTED})*)%\}}",
    re.DOTALL,
)
_OPEN = re.compile(r"\{\{|\{%|\{#")
_BLOCKS = {"if", "for", "macro", "call", "filter", "with"}


class Line(NamedTuple):
    """A line of an author's file."""

    text: str
    file: str
    number: int


class Tag(NamedTuple):
    """One {{ field }} or {% statement %} without its braces, and where it stands."""

    body: str
    is_field: bool
    file: str
    line: int

    @property
    def word(self) -> str:
        """The first word of a statement, such as "if"; "" for a field."""
        return "" if self.is_field else (self.body.split(None, 1) or [""])[0]

    @property
    def depth(self) -> int:
        """1 where a block begins, -1 where one ends, else 0."""
        if self.word.startswith("end"):
            return -1
        opens = self.word in _BLOCKS or (self.word == "set" and "=" not in self.body)
        return int(opens)


class Source(NamedTuple):
    """A Jinja template, and the author's (file, line) of each of its lines."""

    text: str
    places: list[tuple[str, int]]

    def place(self, line: int) -> tuple[str, int]:
        """The author's file and line of a line of this template, counted from 1."""
        return self.places[min(max(line, 1), len(self.places)) - 1]


class Shield:
    """The tags of one template, its layout and all that it includes."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []

    def add(self, body: str, is_field: bool, file: str = "", line: int = 0) -> str:
        """The character that stands for a new tag."""
        self.tags.append(Tag(body, is_field, file, line))
        if FIRST + len(self.tags) > LAST:
            raise TemplateFault(file, line, "The template has too many fields.", "Divide it.")
        return chr(FIRST + len(self.tags) - 1)

    def hide(self, lines: Iterable[Line]) -> str:
        """The text of these lines with each tag as one character. Raises TemplateFault for a tag that never ends."""
        known = list(lines)
        text = "\n".join(line.text for line in known)
        if stray := HIDDEN.search(text):
            at = known[text.count("\n", 0, stray.start())]
            raise TemplateFault(at.file, at.number, "There is a private-use character.", "Take it out.")
        ends, place = [], 0
        for line in known:
            place += len(line.text) + 1
            ends.append(place)

        def where(position: int) -> Line:
            return known[min(text.count("\n", 0, position), len(known) - 1)]

        def hidden(found: re.Match[str]) -> str:
            body, at = found["field"] or found["statement"], where(found.start())
            if body is None:
                return (
                    ""
                    if found[0].startswith("{#")
                    else self.add("", found[0].startswith("{{"), at.file, at.number)
                )
            return self.add(
                body.removeprefix("-").removeprefix("+").removesuffix("-"),
                found["field"] is not None,
                at.file,
                at.number,
            )

        return self._closed(text, hidden, where)

    @staticmethod
    def _closed(text: str, hidden: Callable[[re.Match[str]], str], where: Callable[[int], Line]) -> str:
        parts, done = [], 0
        while begin := _OPEN.search(text, done):
            found = _TAG.match(text, begin.start())
            if not found:
                at = where(begin.start())
                end = {"{{": "}}", "{%": "%}", "{#": "#}"}[begin[0]]
                raise TemplateFault(
                    at.file,
                    at.number,
                    f"{begin[0]} has no {end}.",
                    "Close it, and every quotation mark in it.",
                )
            parts += [text[done : begin.start()], hidden(found)]
            done = found.end()
        return "".join([*parts, text[done:]])

    def tag(self, char: str) -> Tag:
        """The tag that a character stands for."""
        return self.tags[ord(char) - FIRST]

    def is_statements(self, text: str) -> bool:
        """Whether a text is nothing but statements."""
        bare = "".join(text.split())
        return bool(bare) and all(HIDDEN.match(char) and not self.tag(char).is_field for char in bare)

    def restore(self, text: str) -> Source:
        """The Jinja template with its tags back."""
        return restore(text, lambda char: self.tag(char), {})


def restore(text: str, tag: Callable[[str], Tag], filters: dict[int, str]) -> Source:
    """The Jinja template, each tag on a line of its own. `filters` names one for the field at a position of the text."""
    parts: list[str] = []
    places: list[tuple[str, int]] = [("", 0)]
    done = 0
    for found in HIDDEN.finditer(text):
        plain, one = text[done : found.start()], tag(found[0])
        places += [places[-1]] * plain.count("\n")
        body, file, line = one.body, one.file, one.line
        if found.start() in filters:
            body = f"({body})|{filters[found.start()]}"
        places += [(file, line + more) for more in range(body.count("\n") + 1)]
        parts += [plain, "{{\n" if one.is_field else "{%\n", body, "}}" if one.is_field else "%}"]
        done = found.end()
    places += [places[-1]] * text.count("\n", done)
    return Source("".join([*parts, text[done:]]), places)
