"""A mail's HTML as text in which quoted letters are marked as in plain mails, so that one set of rules finds them.

The standard library's parser needs minutes for 100 KB of "<div <div" (Python 3.11), so tags are told apart here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

ORIGINAL = "-----Original Message-----"
_MOST = 200_000  # characters
_DEEPEST = 9
_APART = frozenset({"p", "blockquote", "h1", "h2", "h3", "h4", "table", "ul", "ol"})
_LINES = _APART | {"div", "br", "tr", "li", "hr", "pre"}
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_TAG = re.compile(r"(/?)([a-z][a-z0-9]{0,20})\b", re.IGNORECASE)
# What Outlook writes above the letter that is answered: on the web, on telephones, and on the desktop.
_OUTLOOK = re.compile(
    r"\bid\s{0,3}=\s{0,3}[\"']?(?:[\w-]{0,20}_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)\b"
    r"|border:\s{0,3}none;\s{0,3}border-top:\s{0,3}solid",
    re.IGNORECASE,
)


def html_as_text(page: str) -> str:
    """The words of a page, lines of quoted letters with "> " before them."""
    lines: list[str] = []
    line: list[str] = []
    quoted = unseen = 0
    for tag, closes, name, text in _pieces(page[:_MOST]):
        if name in _UNSEEN:
            unseen = max(0, unseen - 1) if closes else unseen + 1
        if name in _LINES:
            _end(lines, line, quoted, apart=name in _APART)
        if name == "blockquote":
            quoted = max(0, quoted - 1) if closes else min(quoted + 1, _DEEPEST)
        elif name == "div" and _OUTLOOK.search(tag):
            lines.append(ORIGINAL)
        if not unseen:
            line.append(text)
    _end(lines, line, quoted, apart=False)
    return "\n".join(lines)


def _pieces(page: str) -> Iterator[tuple[str, bool, str, str]]:
    """Each tag, whether it closes, its name in small letters, and the text that follows it."""
    for at, piece in enumerate(_without_comments(page).split("<")):
        tag, bracket, text = piece.partition(">")
        name = _TAG.match(tag) if at and bracket else None
        if name:
            yield tag, bool(name[1]), name[2].lower(), text
        elif not at:
            yield "", False, "", piece
        else:
            yield "", False, "", text if tag.startswith(("!", "?", "/")) else f"<{piece}"


def _without_comments(page: str) -> str:
    first, *rest = page.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def _end(lines: list[str], line: list[str], quoted: int, *, apart: bool) -> None:
    """Ends a line of text, with an empty one after it where a paragraph ends."""
    marks = "> " * quoted
    if words := " ".join(html.unescape("".join(line)).split()):
        lines.append(marks + words)
    line.clear()
    if apart and lines and lines[-1].strip("> "):
        lines.append(marks.rstrip())
