"""Which encoding each field of a link target needs: by where it stands, after what certainly stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salesbook.letters.links import begins_well
from salesbook.letters.shield import HIDDEN, Shield

_LAST_HEADER = re.compile(r"[?&]([^=&?]*)=[^&]*$")


def encoders(target: str, shield: Shield) -> Iterator[tuple[int, str]]:
    """The place of each field in a hidden target, and the name of the filter that it needs.

    What stands inside a condition is not certain behind it: `{% if a %}https://x.com/{% endif %}{{ b }}` may be `b`
    alone.
    """
    before, outside = "", []
    for at, char in enumerate(target):
        if not HIDDEN.match(char):
            before += char
            continue
        tag = shield.tag(char)
        if tag.is_field:
            if not tag.encoded:
                yield at, encoder(before)
            before += char
        elif tag.depth > 0:
            outside.append(before)
        elif outside and (tag.depth < 0 or tag.word in {"else", "elif"}):
            before = outside.pop() if tag.depth < 0 else outside[-1]


def encoder(before: str) -> str:
    """The filter for a field behind these characters of a target, fields among them."""
    if HIDDEN.match(before):
        return "_query"  # behind a field nobody knows whether a path goes on, or a value
    if not begins_well(before + "0"):
        return "_link"
    name, rest = before.replace("&amp;", "&").split(":", 1)
    match name.lower():
        case "mailto" if "?" in rest:
            header = _LAST_HEADER.search(rest)
            return "_body" if header and header[1].lower() == "body" else "_header"
        case "mailto":
            return "_address"
        case "tel":
            return "_query" if ";" in rest else "_phone"
    site = rest.removeprefix("//")
    if not re.search(r"[/?#]", site):
        return "_query" if site else "_host"
    return "_query" if "?" in site or "#" in site else "_path"


def encoded(target: str, shield: Shield) -> str:
    """The target with every field made a tag that encodes it."""
    chars = list(target)
    for at, name in encoders(target, shield):
        tag = shield.tag(chars[at])
        chars[at] = shield.add(f"({tag.body})|{name}", True, tag.file, tag.line, encoded=True)
    return "".join(chars)
