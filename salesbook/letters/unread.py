"""What an author meant as Markdown, or as a field, and the letter would show as it was typed: with line and advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from salesbook.letters.faults import ADVICE, FAULT
from salesbook.letters.shield import HIDDEN

if TYPE_CHECKING:
    from markdown_it.token import Token

_ESCAPED = "\0"  # stands for what was escaped, and for code: that is meant as it stands
_FIELD = HIDDEN.pattern


class UnreadTag(NamedTuple):
    """One such place: its line in the text, counted from 0, what is wrong, and how to write it."""

    line: int
    why: str
    todo: str
    severity: str = FAULT


class _Sign(NamedTuple):
    pattern: re.Pattern[str]
    why: str  # with {0} for what stands there
    todo: str
    severity: str = FAULT


def _sign(pattern: str, why: str, todo: str, severity: str = FAULT) -> _Sign:
    return _Sign(re.compile(pattern, re.MULTILINE), why, todo, severity)


# The first that fits a place is told.
_OF_FIELDS = (
    _sign(r"\*?\|[A-Z][A-Z0-9_:]{1,40}\|\*?|%%[\w .-]{1,60}%%|\[\[[\w .-]{1,60}\]\]|[$#]\{[\w .-]{1,60}\}|(?<!\{)\{[^\W\d][\w .-]{0,60}\}",
          "{0} is no field here: the letter would show it.",
          "Fields are written {{{{ contact.first_name }}}}."),
    _sign(r"<<[\w .-]{1,60}>>", "{0} would be shown as it stands.",
          "If a field is meant, write it so: {{{{ contact.first_name }}}}.", ADVICE),
)  # fmt: skip
_IN_TEXTS = (
    *_OF_FIELDS,
    _sign(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}|!\[[^\]\n]{0,300}$", "This picture is not read: {0}",
          "Write ![What it shows](images/name.png), all in one line."),
    _sign(r"\[[^\]\n]{0,300}\]\([^)\n]{0,300}", "This link is not read: {0}",
          "Write [text](https://...), all in one line, with a closing bracket."),
    _sign(r"\]\([^)\n]{0,300}\)?", "This link is not read: {0}", "Write [text](https://...): the first [ is missing."),
    _sign(r"\[\^[^\]\n]{1,60}\]", "Letters have no footnotes: {0}", "Write the note where it belongs."),
    _sign(r"\[[^\]\n]{1,300}\] ?\[[^\]\n]{0,300}\]", "There is no line that says where {0} goes.", "Write [text](https://...)."),
    _sign(r"<!--|-->", "A comment of HTML would be shown: {0}", "Write it so: {{# for yourself #}}."),
    _sign(r"</?[a-zA-Z][\w-]{0,20}(?:\s[^<>\n]{0,300})?/?>", "HTML is not read in a text: {0}",
          "Use Markdown, such as **bold** or [text](https://...), or \\< for the sign; HTML belongs into a layout."),
    _sign(rf"<(?:https?:|mailto:|www\.)[^<>\n]{{0,300}}>|<{_FIELD}>", "This link is not read: {0}", "Write [text](https://...)."),
    _sign(r"~~", "{0} does not strike through: the letter would show it.", "Take it out."),
    _sign(r"(?<!\*)\*\*(?!\*)", "{0} is not read as bold: the letter would show it.",
          "Write **word** without a blank inside, or \\*\\* for the signs."),
    _sign(r"^[ \t]*\|.*\|[ \t]*$|^[ \t]*[^|\n]+\|.*\n[ \t]*:?-{3,}:?[ \t]*\|", "This is not read as a table: {0}",
          "A table has a line |---|---| below its first one, with as many columns, and a blank line before it."),
    _sign(r"^[ \t]*#{1,6}\w[^\n]*", "This is not read as a heading: {0}", "Write a blank behind the #.", ADVICE),
    _sign(r"\[[^\W\d][\w .-]{0,40}\]", "{0} would be shown as it stands.",
          "If a field is meant, write it so: {{{{ contact.first_name }}}}.", ADVICE),
)  # fmt: skip
_IN_HEADERS = (
    *_OF_FIELDS,
    _sign(r"\*\*|__\w|\]\(|</?[a-zA-Z][\w-]{0,20}(?:\s[^<>\n]*)?/?>|&[a-zA-Z]{2,10};", "This line is plain text, and would show {0}",
          "Take it out."),
)  # fmt: skip
_BOX = re.compile(r"\[[ xX]\](?=\s|$)")
_LONGEST = 60


def unread_in(tokens: Iterable[Token]) -> Iterator[UnreadTag]:
    """What stands unread in the blocks of a text, before escaped signs become text."""
    line, item = 0, False
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "code_block" and token.content.strip():
            why = "Four blanks before a line make it code, in another type."
            yield UnreadTag(line, why, "Take the blanks out, or write ``` before and after code.", ADVICE)
        elif token.type == "heading_open" and token.markup == "-":
            why = "The line of hyphens below makes this a heading."
            yield UnreadTag(line, why, "Put a blank line between them, or write ## before a heading.", ADVICE)
        elif token.type == "inline":
            yield from _in_line(token, line, item=item)
        if token.type != "paragraph_open":
            item = token.type == "list_item_open"


def _in_line(token: Token, line: int, *, item: bool) -> Iterator[UnreadTag]:
    text = "".join(_typed(child) for child in token.children or ())
    if item and (box := _BOX.match(text)):
        yield UnreadTag(line, f"Letters have no boxes to tick: {box[0]}.", "Write a plain list.")
        text = _ESCAPED * len(box[0]) + text[box.end() :]
    yield from (one._replace(line=line + one.line) for one in _signs(text, _IN_TEXTS))


def unread_in_header(text: str) -> Iterator[UnreadTag]:
    """The same for a line that is plain text, such as Subject; its tags are hidden."""
    yield from _signs(text, _IN_HEADERS)


def _typed(token: Token) -> str:
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "link_open" | "link_close" | "em_open" | "em_close" | "strong_open" | "strong_close":
            return ""
        case _:
            return _ESCAPED


def _signs(text: str, signs: Iterable[_Sign]) -> Iterator[UnreadTag]:
    for sign in signs:
        for found in sign.pattern.finditer(text):
            shown = HIDDEN.sub("{{ ... }}", " ".join(found[0].split()))
            shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
            line = text.count("\n", 0, found.start())
            yield UnreadTag(line, _sentence(sign.why.format(shown)), sign.todo.format(), sign.severity)
        text = sign.pattern.sub(lambda found: re.sub(r"[^\n]", _ESCAPED, found[0]), text)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
