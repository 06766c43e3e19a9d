"""Jinja's tags behind single private-use characters, while Markdown and HTML parsers work on the text.

Data of contacts is never in that text: it comes in when the finished template is rendered, so it can be neither
Markdown nor HTML. When the tags come back, each begins on a line of its own (the line break stands inside the tag,
where it means nothing), so that a line of the finished template tells the author's file and line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from salesbook.letters.bounds import MOST_TAGS, look_at_depth, look_at_tag
from salesbook.letters.faults import TemplateFault
from salesbook.letters.tags import Line, Tag

_FIRST, _LAST = 0xF0000, 0xFFFFD  # Supplementary Private Use Area A
HIDDEN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
# Ours, and the separator of heads.
_STRAY = re.compile(f"{HIDDEN.pattern}|\x1f")
_QUOTED = r"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_TAG = re.compile(
    r"\{#.*?#\}"
    rf"|\{{\{{(?P<field>(?:[^\"'}}]|\}}(?!\}}){_QUOTED})*)\}}\}}"
    rf"|\{{%(?P<statement>(?:[^\"'%]|%(?!\}}){_QUOTED})*)%\}}",
    re.DOTALL,
)
_OPEN = re.compile(r"\{\{|\{%|\{#")


class Hidden(NamedTuple):
    """A text whose tags are single characters, and the author's line of each of its lines."""

    text: str
    lines: list[Line]


class ShieldedTemplate(NamedTuple):
    """A Jinja template, and the author's (file, line) of each of its lines."""

    text: str
    places: list[tuple[str, int]]

    def place(self, line: int) -> tuple[str, int]:
        """The author's file and line of a line of this template, counted from 1; of the first one for what is nobody's."""
        found = self.places[min(max(line, 1), len(self.places)) - 1]
        return found if found[0] else next((one for one in self.places if one[0]), found)


class Shield:
    """The tags of one template, its layout and all that it includes."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []

    def add(self, body: str, is_field: bool, file: str = "", line: int = 0, *, encoded: bool = False) -> str:
        """The character that stands for a new tag."""
        self.tags.append(tag := Tag(body, is_field, file, line, encoded))
        look_at_tag(tag)
        if len(self.tags) > MOST_TAGS:
            raise TemplateFault(file, line, "The template has too many fields.", "Divide it.")
        return chr(_FIRST + len(self.tags) - 1)

    def hide(self, lines: Iterable[Line]) -> Hidden:
        """These lines with each tag as one character. Raises TemplateFault for a tag that never ends."""
        known = list(lines)
        text = "\n".join(line.text for line in known)
        ends = list(accumulate(len(line.text) + 1 for line in known))

        def where(position: int) -> Line:
            return known[min(bisect_right(ends, position), len(known) - 1)]

        if stray := _STRAY.search(text):
            at = where(stray.start())
            todo = "Take it out; it may be invisible."
            raise TemplateFault(at.file, at.number, "There is a character that no letter needs.", todo)
        parts, origins, done = [""], [], 0
        for begin, end, tag in self._found(text, where):
            plain = text[done:begin]
            origins += [where(done + found.start()) for found in re.finditer("\n", plain)]
            parts += [plain, tag]
            # A comment on a line of its own leaves no blank line, which would end a paragraph.
            alone = not tag and text[end : end + 1] == "\n" and (plain.endswith("\n") or not begin)
            done = end + alone
        rest = text[done:]
        origins += [where(done + found.start()) for found in re.finditer("\n", rest)]
        hidden = "".join([*parts, rest])
        self._pair(hidden)
        return Hidden(hidden, [*origins, *known[-1:]])

    def _pair(self, hidden: str) -> None:
        """Raises TemplateFault for a block that begins and never ends, or ends and never began."""
        begun: list[Tag] = []
        branches: list[int] = []
        for tag in map(self.tag, HIDDEN.findall(hidden)):
            if tag.depth < 0:
                if not (begun and tag.word == f"end{begun.pop().word}"):
                    raise TemplateFault(
                        tag.file,
                        tag.line,
                        f"{{% {tag.word} %}} ends nothing.",
                        "Take it out, or begin what it ends.",
                    )
                branches.pop()
            elif tag.depth > 0:
                begun.append(tag)
                branches.append(0)
            elif tag.word == "elif" and begun:
                branches[-1] += 1
            if begun:
                look_at_depth(begun, branches[-1])
        if begun:
            tag = begun[-1]
            raise TemplateFault(
                tag.file,
                tag.line,
                f"{{% {tag.word} %}} never ends.",
                f"Write {{% end{tag.word} %}} where it ends.",
            )

    def _found(self, text: str, where: Callable[[int], Line]) -> Iterator[tuple[int, int, str]]:
        """Begin and end of each tag, and the character for it; "" for a comment."""
        done = 0
        while begin := _OPEN.search(text, done):
            at, found = where(begin.start()), _TAG.match(text, begin.start())
            if not found:
                end = {"{{": "}}", "{%": "%}", "{#": "#}"}[begin[0]]
                why = f"{begin[0]} has no {end}."
                raise TemplateFault(at.file, at.number, why, "Close it, and every quotation mark in it.")
            done = found.end()
            is_field = begin[0] == "{{"
            body = found["field" if is_field else "statement"] or ""
            body = body.removeprefix("-").removeprefix("+").removesuffix("-")
            yield *found.span(), "" if begin[0] == "{#" else self.add(body, is_field, at.file, at.number)

    def tag(self, char: str) -> Tag:
        """The tag that a character stands for."""
        return self.tags[ord(char) - _FIRST]

    def is_statements(self, text: str) -> bool:
        """Whether a text is nothing but statements."""
        bare = "".join(text.split())
        return bool(bare) and all(HIDDEN.match(char) and not self.tag(char).is_field for char in bare)

    def follow(self, statements: str, depth: int) -> int:
        """How many blocks are open behind these statements, of `depth` before; -1 if they end, or divide, more than these."""
        for tag in map(self.tag, HIDDEN.findall(statements)):
            depth += tag.depth
            if depth < 0 or (depth == 0 and tag.word in {"else", "elif"}):
                return -1
        return depth

    def restore(self, text: str) -> ShieldedTemplate:
        """The Jinja template with its tags back."""
        return restore(text, self.tag, {})


def restore(text: str, tag: Callable[[str], Tag], filters: dict[int, str]) -> ShieldedTemplate:
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
        if not file:  # salesbook's own
            file, line = places[-1]
        places += [(file, line + more) for more in range(body.count("\n") + 1)]
        parts += [plain, "{{\n" if one.is_field else "{%\n", body, "}}" if one.is_field else "%}"]
        done = found.end()
    places += [places[-1]] * text.count("\n", done)
    return ShieldedTemplate("".join([*parts, text[done:]]), places)
