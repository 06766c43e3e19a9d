"""A workbook's list of what is in it, which file managers show: the list, sheets and names before and now in, the list out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from salesbook.books.xlsx.markup import escape, hide, start_tag, unescape, with_attribute

_COUNT = re.compile(rb"(<(?:[\w.-]+:)?i4(?:\s[^>]*)?>\s*)(\d+)(\s*</)")
_TITLES = re.compile(rb"<((?:[\w.-]+:)?)TitlesOfParts(?:\s[^>]*)?>.*?</\1TitlesOfParts\s*>", re.DOTALL)
_PAIRS = re.compile(rb"<((?:[\w.-]+:)?)HeadingPairs(?:\s[^>]*)?>.*?</\1HeadingPairs\s*>", re.DOTALL)
_TITLE = re.compile(rb"<((?:[\w.-]+:)?)lpstr(?:\s[^>]*)?(?:/>|>([^<]*)</\1lpstr\s*>)")


def with_titles(part: bytes, groups: Sequence[tuple[Sequence[str], Sequence[str]]]) -> bytes:
    """The list with the groups of titles as they are now; each group is given as it was and as it is.

    A list that said something else before, as many programs leave it, stays as it is: it was wrong, and is no wronger.
    """
    seen = hide(part)
    pairs, titles = _PAIRS.search(seen), _TITLES.search(seen)
    if not (pairs and titles):
        return part
    counts = [int(found[2]) for found in _COUNT.finditer(pairs[0])]
    written = list(_TITLE.finditer(titles[0]))
    if sum(counts) != len(written):
        return part
    texts = [unescape(found[2] or b"") for found in written]
    listed = [texts[sum(counts[:i]) : sum(counts[: i + 1])] for i in range(len(counts))]
    made = [
        next((list(now) for was, now in groups if was and sorted(was) == sorted(each)), each)
        for each in listed
    ]
    if made == listed:
        return part
    new = _with_items(titles[0], [title for each in made for title in each], written[0][1])
    numbers = iter(map(len, made))
    headed = _COUNT.sub(lambda found: found[1] + b"%d" % next(numbers) + found[3], pairs[0])
    for old, now in sorted([(pairs.span(), headed), (titles.span(), new)], reverse=True):
        part = part[: old[0]] + now + part[old[1] :]
    return part


def _with_items(titles: bytes, texts: Sequence[str], prefix: bytes) -> bytes:
    """The element with these titles."""
    vector = next(start_tag(b"vector").finditer(titles))
    end = titles.rindex(b"</" + (vector[1] or b"") + b"vector")
    tag = with_attribute(vector[0], b"size", b"%d" % len(texts))
    items = b"".join(b"<%blpstr>%b</%blpstr>" % (prefix, escape(text), prefix) for text in texts)
    return titles[: vector.start()] + tag + items + titles[end:]
