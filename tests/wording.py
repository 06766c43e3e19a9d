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

# Nouns that salesbook counts. An adjective may stand before them: "1 other problems".
_COUNTED = (
    "accounts activities addresses answers approvals asks calls campaigns cadences cells changes characters children colleagues columns "
    "companies complaints contacts customers dates days deals drafts duties emails entries events factors fields files firms folders formulas "
    "headers holidays hours letters lines links mailings mails meetings messages minutes months names newsletters notes numbers opportunities "
    "orders outcomes owners pages parts people persons places points prices problems prospects quotes replies reps returns rows rules scores "
    "seconds sentences settings sheets steps sums tables talks tasks templates things times touches tries types values visits warnings ways "
    "weeks words years"
)
_WRONG_PLURAL = re.compile(
    rf"(?<![\d.,:/\w-])1 (?:(?:more|other|new|open|due|approved|filled|working|calendar|sample|further|untouched|begun|half filled) )?(?:{'|'.join(_COUNTED.split())})\b"
)


def wrong_plurals(text: str) -> list[str]:
    """Such as "1 due dates", each with some words around it."""
    return [text[max(match.start() - 30, 0) : match.end() + 30] for match in _WRONG_PLURAL.finditer(text)]


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
