"""The letters that a notice shows in its text: where the first begins, its head, its number; and what a line says."""

from __future__ import annotations

import re
from email.message import Message

from salesbook.domain.answers.classify.parsed_mail import on_one_line, parsed

_ORIGINAL = re.compile(
    r"^[ \t>|]*(?:-{2,}(?!.*\b(?:transcript|session|log|addresses|details|reasons?|server)\b).*\b(?:copy|copie|kopie|copia|returned|original\w*|below|unsent|follows|urspr\w+)\b.*|(?:Received|Return-Path|Message-I[Dd]|DKIM-Signature):.*)$",
    re.IGNORECASE | re.MULTILINE,
)
# Three header lines or more, one under the other: the head of a letter that a notice shows.
_HEAD = re.compile(
    r"^[ \t>|]*(?=[A-Z])(?:[A-Za-z][\w-]{1,40}[ \t]{0,2}:[^\n]*\n(?:[ \t]+[^\n]*\n|>[ \t]?(?=[A-Z]))*(?:[ \t]*(?=[A-Z]))?){3,}", re.MULTILINE
)  # fmt: skip
_MESSAGE_ID = re.compile(
    r"^[ \t>|*]{0,5}Message-I[Dd]\s{0,3}:\s{0,10}(<[^<>\s@]{1,250}@[^<>\s@]{1,250}>)",
    re.IGNORECASE | re.MULTILINE,
)


def above(text: str) -> str:
    """What stands above the first letter that a text shows."""
    found = _ORIGINAL.search(text)
    return text[: found.start()] if found else text


def ids(text: str) -> list[str]:
    """The Message-IDs of letters that stand in a text, in angle brackets."""
    return _MESSAGE_ID.findall(text)


def heads(text: str) -> tuple[Message, ...]:
    """The letter whose head stands in a text, whatever marks its lines."""
    for found in _HEAD.finditer(text):
        lines = text[found.start() :].splitlines()[:200]
        marks = len(lines[0]) - len(lines[0].lstrip(" \t>|"))
        letter = parsed(
            "\n".join(line[marks:] if not line[:marks].strip(" \t>|") else line for line in lines).encode(
                "utf-8", "replace"
            )
        )
        if letter.get("From") or letter.get("To"):
            return (letter,)
    return ()


def lone_address(line: str) -> str:
    """The address that a line consists of; "" where it says more."""
    bare = line.strip(" \t<>:;,.*-'\"()[]")
    return bare if re.fullmatch(r"[^\s<>@,;:]+@[^\s<>@,;:]+", bare) else ""


def paragraph(text: str, address: int) -> str:
    """A text to the end of its paragraph, or of the next one where it is hardly more than the address it begins with."""
    ends = [found.start() for found in re.finditer(r"\n\s*\n", text)][:2]
    far = next((end for end in ends if end > address + 12), len(text))
    return on_one_line(text[:far], 400)
