"""Cells of web programs as plain text: tags taken out of notes, &amp; and its like read as what they stand for."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "section", "article",
})  # fmt: skip
_INLINE = ("a", "b", "i", "u", "s", "em", "strong", "span", "font", "img", "td", "th", "tbody", "thead", "html", "head", "body", "meta", "style", "script", "sup", "sub", "small", "code")  # fmt: skip
_TAG = re.compile(rf"</?(?:{'|'.join([*_BLOCKS, *_INLINE])})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp|szlig|aelig|oelig|euro|[nm]dash|[lr][sd]quo|[lr]aquo|hellip|bull|shy"
    r"|[aeiouyncs](?:uml|acute|grave|circ|tilde|cedil|ring|slash|caron));",
    re.IGNORECASE,
)
_HIDDEN = frozenset({"style", "script", "head"})
_SPACES = re.compile(r"[ \t\xa0]+")
_LINES = re.compile(r"\n{3,}")


def has_tags(text: str) -> bool:
    """Whether a cell holds a piece of a web page."""
    return "<" in text and _TAG.search(text) is not None


def has_entities(text: str) -> bool:
    """Whether a cell has letters as web pages write them, such as &amp; or &uuml;."""
    return "&" in text and _ENTITY.search(text) is not None


def without_entities(text: str) -> str:
    """The text with what such letters stand for; twice where a program did it twice."""
    for _ in range(2):
        if has_entities(text):
            text = _ENTITY.sub(lambda found: unescape(found[0]).replace("\xa0", " "), text)
    return text


def text_of_html(page: str) -> str:
    """The words of a piece of a web page, its paragraphs and list items on lines of their own."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(reader.parts).split("\n")]
    return without_entities(_LINES.sub("\n\n", "\n".join(lines)).strip())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self._line()
        if tag == "li":
            self.parts.append("- ")
        if tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if tag in _BLOCKS:
            self._line()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def _line(self) -> None:
        """A new line, unless one has just begun."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
