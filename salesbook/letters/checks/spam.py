"""Habits that Gmail's and Outlook's rules for senders name, and that send letters into the folder for spam."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from salesbook.letters.faults import ADVICE, Fault
from salesbook.letters.links import scheme
from salesbook.letters.shield import HIDDEN
from salesbook.letters.tags import Line
from salesbook.letters.targets import inline_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

    from salesbook.letters.checks.case import Case

LARGEST_IMAGE = 500_000  # bytes
_LITTLE_TEXT = 200  # characters
_SHORTENERS = frozenset({"bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "t.ly", "rb.gy", "shorturl.at"})  # fmt: skip
_WORDS = re.compile(
    r"\b(?:free money|act now|100 ?% free|risk[- ]free|no obligation|winner|you(?:'ve| have) won|cash bonus|earn \$"
    r"|click here|limited time|buy now|order now|urgent|guaranteed|once in a lifetime|double your"
    r"|gratis geld|dinero gratis|garantiert gewinnen|argent gratuit)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)
_HABITS = (
    (re.compile(r"!{2,}"), "More than one ! in a row", "Write one, or none."),
    (re.compile(r"\${2,}|€{2,}"), "A row of currency signs", "Write the amount."),
    (_WORDS, "Words that filters know from spam", "Say it in your own words."),
)
_REPLY = re.compile(r"\s*(?:re|fwd?|aw|wg|rv|tr)\s*:", re.IGNORECASE)


def spam_words(case: Case) -> Iterable[Fault]:
    """Shouting, spam's favourite words, and subjects that pretend to be answers."""
    for (name, _), line in case.translation.parts.headers.items():
        if name in {"Subject", "Preheader", "Question"}:
            yield from _habits(line)
        if name == "Subject":
            yield from _subject(line)
    for line in case.translation.parts.body:
        yield from _habits(line)


def _habits(line: Line) -> Iterator[Fault]:
    plain = re.sub(r"\{[{%].*?[}%]\}", "", line.text)
    for pattern, what, todo in _HABITS:
        if found := pattern.search(plain):
            yield Fault(line.file, line.number, f"{what}: {found[0]}.", todo, ADVICE)


def _subject(line: Line) -> Iterator[Fault]:
    plain = re.sub(r"\{[{%].*?[}%]\}", "", line.text)
    letters = [char for char in plain if char.isalpha() and char.upper() != char.lower()]
    if len(letters) >= 6 and sum(char.isupper() for char in letters) > 0.7 * len(letters):
        yield Fault(
            line.file,
            line.number,
            "The subject is in capitals.",
            "Write it as you would to a colleague.",
            ADVICE,
        )
    if _REPLY.match(plain):
        yield Fault(line.file, line.number, "The subject pretends to be an answer.", "Take RE: or FWD: out.")


def link_faults(case: Case) -> Iterable[Fault]:
    """Targets that are not absolute, that shorten or that are others than the text says."""
    text, target = "", ""
    for token, line in _spots(case):
        match token.type:
            case "link_open":
                text, target = "", str(token.attrGet("href") or "")
                yield from _target(target, line)
            case "text":
                text += token.content
            case "link_close":
                yield from _pretends(text.strip(), target, line)


def _spots(case: Case) -> Iterator[tuple[Token, Line]]:
    lines = case.translation.lines
    for token, at in inline_tokens(case.translation.tokens):
        yield token, lines[min(at, len(lines) - 1)]


def _target(target: str, line: Line) -> Iterator[Fault]:
    host = (urlsplit(target).hostname or "") if scheme(target) in {"http", "https"} else ""
    if host.removeprefix("www.") in _SHORTENERS:
        yield Fault(line.file, line.number, f"{host} hides where the link goes.", "Give the target itself.")


def _pretends(text: str, target: str, line: Line) -> Iterator[Fault]:
    shown = _ADDRESS.fullmatch(text)
    host = urlsplit(target).hostname if scheme(target) in {"http", "https"} else None
    if shown and host and shown[1].lower().removeprefix("www.") != host.removeprefix("www."):
        yield Fault(
            line.file,
            line.number,
            f"The text of the link says {shown[1]}, but it goes to {host}.",
            "Let the text say where it goes.",
        )


def images(case: Case) -> Iterable[Fault]:
    """Images without a text for those who do not see them, too heavy ones, and letters that are one picture."""
    count = 0
    for token, line in _spots(case):
        if token.type == "image":
            count += 1
            if not token.content.strip():
                yield Fault(
                    line.file,
                    line.number,
                    "The image has no text for those who do not see it.",
                    "Write it between the brackets: ![What it shows](...).",
                )
            source = str(token.attrGet("src"))
            if scheme(source) in {"http", "https"} or HIDDEN.search(source):
                yield Fault(
                    line.file,
                    line.number,
                    "The image is loaded from elsewhere.",
                    "Many mail programs block that: put the file beside the template.",
                    ADVICE,
                )
            yield from _heavy(case, str(token.attrGet("src")), line)
    plain = len("".join(token.content for token, _ in _spots(case) if token.type == "text"))
    if count and plain < _LITTLE_TEXT:
        where = next(line for token, line in _spots(case) if token.type == "image")
        yield Fault(
            where.file,
            where.number,
            "The letter is a picture with little text.",
            "Say in words what it is about.",
            ADVICE,
        )


def _heavy(case: Case, source: str, line: Line) -> Iterator[Fault]:
    path = dict(case.translation.images).get(source.removeprefix("cid:"))
    if path and (bytes_ := path.stat().st_size) > LARGEST_IMAGE:
        yield Fault(
            line.file,
            line.number,
            f"{path.name} has {bytes_ / 1000:.0f} KB.",
            f"Make it smaller than {LARGEST_IMAGE // 1000} KB.",
        )
