"""Texts of the table of situations, filled in and short enough: nothing is cut, what is too long falls away whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

MOST_WHY, MOST_TALK, MOST_WITH_QUOTE = 80, 120, 150  # characters
MOST_SENTENCES = 3
_PLACE = re.compile(r"\{([a-z_.]+)\}")
_HAS_END = re.compile(r"[.!?…。！？।؟]”?\.$")  # a full stop only where none stands
_END = re.compile(r"[.?](?= |$)")
_OPTIONAL = re.compile(r"\[([^\]]*)\]")

Lookup = Callable[[str], str]


def filled_in(template: str, value: Lookup) -> str:
    """The sentence, or "" where something is missing: `value` gives "" for what is not known.

    What stands in brackets falls away by itself. Values are taken as they are, brackets in them too.
    """
    parts = _OPTIONAL.split(template)  # what stands in brackets is every other one
    texts = [_part(part, value) for part in parts]
    if None in texts[::2]:
        return ""
    whole = "".join(text or "" for text in texts)
    whole = whole[:1].upper() + whole[1:]  # a name may be written small
    return whole[:-1] if _HAS_END.search(whole) else whole


def _part(text: str, value: Lookup) -> str | None:
    known = {name: value(name) for name in _PLACE.findall(text)}
    return None if "" in known.values() else _PLACE.sub(lambda found: known[found[1]], text)


def first_that_fits(templates: Iterable[str], value: Lookup, most: int = MOST_WHY) -> str:
    """The first sentence that can be filled in and has at most so many characters; else the last that can be filled in."""
    found = ""
    for template in templates:
        found = filled_in(template, value) or found
        if found and len(found) <= most:
            return found
    return found


def as_long_as_fits(
    before: str, choices: Sequence[Sequence[str]], value: Lookup, questions: Iterable[str] = ()
) -> list[str]:
    """Sentences for Talk about, with `before` in front of them: the first list that can be filled in whole.

    Of the last list what cannot be filled in falls away. Sentences go from the end until it fits. The first of the
    questions that has room stands at the end, where nothing had to go.
    """
    found: list[str] = []
    for templates in choices:
        texts = [filled_in(template, value) for template in templates]
        found = [text for text in (before, *texts) if text]
        if "" not in texts:
            break
    if short_enough(found):
        return next((longer for one in questions if short_enough(longer := [*found, one])), found)
    while len(found) > 1 and not short_enough(found):
        found.pop()
    return found


def short_enough(sentences: Sequence[str]) -> bool:
    """Whether they are few and short enough. What somebody said is not counted among the sentences."""
    text = " ".join(sentences)
    most = MOST_WITH_QUOTE if "“" in text else MOST_TALK
    return len(text) <= most and sum(map(_count, sentences)) <= MOST_SENTENCES


def _count(text: str) -> int:
    """How many sentences of ours: none where they are quoted, one where somebody's note stands behind a colon."""
    if text.startswith("“"):
        return 0
    return 1 if ": " in text else len(_END.findall(text))
