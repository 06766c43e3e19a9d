"""The whole HTML of a letter: the text in its layout, styles moved into the elements, statements where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from salesbook.letters.encoding import encoders
from salesbook.letters.faults import TemplateFault
from salesbook.letters.shield import HIDDEN, Shield, ShieldedTemplate, restore
from salesbook.letters.tags import Tag

if TYPE_CHECKING:
    from css_inline import CSSInliner

_TAG = re.compile(r"<[a-zA-Z/](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_OPAQUE = re.compile(r"<!--.*?-->|<(title|style|textarea|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_COMMENTED = re.compile(f"<!--({HIDDEN.pattern})-->")
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_LINKS = {"href", "src", "action", "background", "formaction", "xlink:href"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def put_in_layout(body: str, layout: str, shield: Shield) -> str:
    """The layout with the text at its {{ body }}; "" where it has no such place."""
    parts = re.split(f"({HIDDEN.pattern})", layout)
    places = [i for i, part in enumerate(parts) if HIDDEN.fullmatch(part) and _names_body(shield.tag(part))]
    if not places:
        return ""
    parts[places[0]] = body
    return "".join(parts)


def _names_body(tag: Tag) -> bool:
    return tag.is_field and tag.body.split("|")[0].strip() == "body"


def inlined(html: str, shield: Shield) -> str:
    """The styles of <style> in the elements that they are for; @media rules stay. Statements become comments, which any parser leaves alone.

    Raises TemplateFault where a statement and an element cross.
    """
    _refuse_fields_in_styles(html, shield)
    marked = "".join(_marked(html, shield))
    done = _charset_first(inliner().inline(marked))
    _Nesting(shield).feed(done)
    return done


def _charset_first(html: str) -> str:
    """Programs look for the encoding in the first kilobyte, where the inliner puts what is left of the styles."""
    meta = _CHARSET.search(html)
    if not meta:
        return html
    rest = html[: meta.start()] + html[meta.end() :]
    return rest.replace("<head>", f"<head>{meta[0]}", 1)


@cache
def inliner(extra: str | None = None) -> CSSInliner:
    """What moves styles into elements. `extra` is CSS to move besides."""
    from css_inline import CSSInliner

    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, extra_css=extra)


def restored(html: str, shield: Shield) -> ShieldedTemplate:
    """The finished Jinja template. Fields in attributes get the filter that keeps them harmless there."""
    bare = _COMMENTED.sub(r"\1", html)
    return restore(bare, shield.tag, dict(_attribute_filters(bare, shield)))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _marked(html: str, shield: Shield) -> Iterator[str]:
    closed = bytearray(len(html))
    for pattern in (_OPAQUE, _TAG):
        for begin, end in _spans(pattern, html):
            closed[begin:end] = b"\1" * (end - begin)
    done = 0
    for found in HIDDEN.finditer(html):
        if not closed[found.start()] and not shield.tag(found[0]).is_field:
            yield html[done : found.start()] + f"<!--{found[0]}-->"
            done = found.end()
    yield html[done:]


def _refuse_fields_in_styles(html: str, shield: Shield) -> None:
    for found in re.finditer(r"<(style|script)\b.*?</\1\s*>", html, re.DOTALL | re.IGNORECASE):
        if inner := HIDDEN.search(found[0]):
            tag = shield.tag(inner[0])
            raise TemplateFault(
                tag.file, tag.line, f"Nothing can be filled in inside <{found[1].lower()}>.", "Write it out."
            )


def _attribute_filters(html: str, shield: Shield) -> Iterator[tuple[int, str]]:
    for tag in _TAG.finditer(html):
        for found in _ATTRIBUTE.finditer(tag[0]):
            value, group = (found[2], 2) if found[2] is not None else (found[3], 3)
            if HIDDEN.search(value):
                yield from _filters(found[1].lower(), value, tag.start() + found.start(group), shield)


def _filters(name: str, value: str, start: int, shield: Shield) -> Iterator[tuple[int, str]]:
    if name in _LINKS:
        yield from ((start + at, filter_) for at, filter_ in encoders(value, shield))
        return
    for at, char in enumerate(value):
        if not HIDDEN.match(char) or not shield.tag(char).is_field:
            continue
        if name == "style" or name.startswith("on"):
            tag = shield.tag(char)
            raise TemplateFault(
                tag.file, tag.line, f'Nothing can be filled in inside {name}="...".', "Write it out."
            )
        yield start + at, "_flat"


class _Nesting(HTMLParser):
    """Holds that what begins inside an element ends inside it, statements and elements alike."""

    def __init__(self, shield: Shield) -> None:
        super().__init__(convert_charrefs=False)
        self._shield = shield
        self._open: list[Tag | str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for _, value in attrs:
            self._inside(value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and isinstance(top := self._open[-1], Tag):
            self._crossed(top, tag)
        if tag in self._open:
            self._open.pop()

    def handle_comment(self, data: str) -> None:
        if HIDDEN.fullmatch(data):
            self._statement(self._shield.tag(data))

    def _inside(self, value: str) -> None:
        height = len(self._open)
        for char in HIDDEN.findall(value):
            self._statement(self._shield.tag(char))
        if len(self._open) != height and isinstance(top := self._open[-1], Tag):
            self._crossed(top, "this attribute")

    def _statement(self, tag: Tag) -> None:
        if tag.depth > 0:
            self._open.append(tag)
        elif tag.depth < 0 or tag.word in {"else", "elif"}:
            top = self._open[-1] if self._open else ""
            if isinstance(top, str):
                self._crossed(tag, top)
            if tag.depth < 0:
                self._open.pop()

    @staticmethod
    def _crossed(tag: Tag, element: str) -> None:
        raise TemplateFault(
            tag.file, tag.line, f"{{% {tag.word} %}} begins and ends on different sides of <{element}>.",
            "Begin and end it in the same paragraph, or on lines of their own.",
        )  # fmt: skip
