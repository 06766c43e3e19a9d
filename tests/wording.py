"""Seams of sentences that were put together from pieces: what a reader would stumble over."""

from __future__ import annotations

import re

_SEAMS = tuple(map(re.compile, (
    r"(?<!\.)\.\.(?![./\\])",  # ".." at the end of a sentence; not "..." nor a path
    r"[?!:;,]\.(?!\w)",  # "?." and the like
    r"(?<=[\w)\"”]) [.,;:](?= |$)",  # a blank before a full stop
    r"(?<=\S)  +(?=\S)",  # two blanks within a line
    r"\(\)|“”|''(?!\w)|\bNone\b|\bnan\b",  # something that is missing
    r"\. [a-z]+ [a-z]+ [a-z]",  # a sentence that begins small
)))  # fmt: skip


def seams(text: str) -> list[str]:
    """Each seam with some words around it."""
    found = [
        line[max(match.start() - 30, 0) : match.end() + 30]
        for line in map(str.strip, text.splitlines())
        for pattern in _SEAMS
        for match in pattern.finditer(line)
    ]
    return found + [
        line
        for line in text.splitlines()
        if line.count("“") != line.count("”") or line.count('"') % 2 or line.count("(") != line.count(")")
    ]
