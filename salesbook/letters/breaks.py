"""Line breaks within a paragraph: those that the author meant are kept, those of a wrapped text are blanks.

Markdown joins all lines of a paragraph; people who write letters expect the lines of a signature or an address to
stay apart. A break is meant where the line before it is short, the next word would have fitted on it, and the next
line begins like a new one: not with a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from salesbook.letters.shield import HIDDEN, Shield
from salesbook.letters.targets import inline_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_WRAPPED = 60  # characters that are seen: nobody wraps text at fewer
_SHORT = 40  # below it, no text was wrapped there, however wide it is
_FIELD = 12  # characters that a field is taken to fill
_TARGET = re.compile(r"\]\([^)]*\)")
_MARKS = re.compile(r"^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?|[*_`\\]")
_CLAUSE_ENDS = re.compile(r"[,.!?:;][\s*_]*$")
_SENTENCE_ENDS = re.compile(r"[,.!?:;…)][\s*_]*$")
_NEW = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(
    r"(?:https?://|www\.|\S+@\S|(?:tel|fon|phone|fax|mobile?|mob|e-?mail|web)\b|i\.\s?[AV]\.|ppa\.|p\.\s?p\.)",
    re.IGNORECASE,
)


class _Line(NamedTuple):
    seen: int  # characters that readers see
    typed: int  # characters that the author typed
    first: int  # those of the first word


class Joined(NamedTuple):
    """A break after a short line that is not kept: its line in the text, counted from 0."""

    line: int


def keep_breaks(tokens: Iterable[Token], lines: Sequence[str], shield: Shield) -> list[Joined]:
    """Make the breaks hard that are meant; `lines` are those of the hidden text. Gives the doubtful ones."""
    doubtful = []
    for paragraph in tokens:
        breaks = [(token, at) for token, at in inline_tokens([paragraph]) if token.type == "softbreak"]
        if not breaks:
            continue
        here = {at: lines[at] for _, at in breaks} | {
            at + 1: lines[at + 1] for _, at in breaks if at + 1 < len(lines)
        }
        sizes = {at: _size(line, shield) for at, line in here.items()}
        widest = max(size.typed for size in sizes.values())
        for token, at in breaks:
            if at + 1 not in sizes:
                continue
            anew = _begins_anew(here[at + 1], shield)
            signs = anew and sizes[at + 1].seen < _SHORT and _signs_off(here[at], here[at + 1])
            if not signs and _is_wrapped(sizes[at], sizes[at + 1], widest):
                continue
            if anew:
                token.type, token.tag = "hardbreak", "br"
            else:
                doubtful.append(Joined(at))
    return doubtful


def _is_wrapped(line: _Line, following: _Line, widest: int) -> bool:
    full = widest >= _WRAPPED and line.typed + 1 + following.first > widest
    return line.seen >= _WRAPPED or (line.seen >= _SHORT and full)


def _signs_off(line: str, following: str) -> bool:
    """Whether a clause ends, and what follows is no sentence: a name below the last line of a letter."""
    return bool(_CLAUSE_ENDS.search(line)) and not _SENTENCE_ENDS.search(following)


def _begins_anew(line: str, shield: Shield) -> bool:
    """Whether a line begins with a capital, a figure, a field, or an address: in scripts without capitals, always."""
    start = line.lstrip()
    if HIDDEN.match(start) and shield.tag(start[0]).word not in {"", "if"}:
        return False  # such as a loop within a sentence
    bare = "".join(_without_statements(_MARKS.sub("", line), shield)).lstrip(" [(„“\"'«")
    word = _NEW.match(bare)
    return bool(bare) and (not word or not word[0][0].islower() or bool(_CONTACT.match(bare)))


def _without_statements(line: str, shield: Shield) -> Iterator[str]:
    return (char for char in line if not HIDDEN.match(char) or shield.tag(char).is_field)


def _size(line: str, shield: Shield) -> _Line:
    bare = _MARKS.sub("", _TARGET.sub("]", line))
    seen = sum(_FIELD if HIDDEN.match(char) else 1 for char in _without_statements(bare, shield))
    words = line.split()
    return _Line(seen, _typed(line, shield), _typed(words[0], shield) if words else 0)


def _typed(text: str, shield: Shield) -> int:
    """Characters that the author typed: a tag has its braces and blanks."""
    return sum(len(shield.tag(char).body) + 4 if HIDDEN.match(char) else 1 for char in text)
