"""Link targets as people type them: with blanks, which CommonMark would leave as words in the letter."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

_DEEPEST = 32  # brackets in a target, as CommonMark has it
_TITLE = re.compile(r"""\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\([^()]*\))\s*""")
_TITLE_AT_END = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")


def helpers() -> SimpleNamespace:
    """The helpers of a Markdown parser, with targets that may hold blanks."""
    from markdown_it import helpers

    return SimpleNamespace(
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
        parseLinkDestination=_destination,
    )


def _destination(text: str, start: int, end: int) -> Any:
    """The target that begins at `start`: as CommonMark reads it, else all up to the bracket that closes it.

    `[mail](mailto:a@b.c?subject=A question)` and `![x](images/red car.png "Our car")` have one target each.
    """
    from markdown_it.helpers import parseLinkDestination

    found = parseLinkDestination(text, start, end)
    if text.startswith("<", start) or not _is_inline(text, start):
        return found
    close = _closing(text, start, end)
    if close < 0 or (found.ok and _is_over(text[found.pos : close])):
        return found
    title = _TITLE_AT_END.search(text, start, close)
    target = text[start : title.start() if title else close].rstrip()
    if target:
        found.ok, found.str, found.pos = True, target, start + len(target)
    return found


def _is_over(rest: str) -> bool:
    """Whether nothing but a title follows."""
    return not rest.strip() or bool(_TITLE.fullmatch(rest))


def _is_inline(text: str, start: int) -> bool:
    """Whether an opening bracket stands before: the target of a reference has none."""
    at = start - 1
    while at >= 0 and text[at] in " \t\n":
        at -= 1
    return at >= 0 and text[at] == "("


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket stands that closes a target on the same line; -1 without one."""
    depth = 0
    for at in range(start, end):
        char = text[at]
        if char == "\n" or (char == "]" and text.startswith("](", at)):
            return -1
        if char == "(":
            depth += 1
        elif char == ")":
            if not depth:
                return at
            depth -= 1
        if depth > _DEEPEST:
            return -1
    return -1
