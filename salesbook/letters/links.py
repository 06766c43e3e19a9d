"""Link targets: which are allowed, and how data stands in them."""

from __future__ import annotations

import re
from urllib.parse import quote

from salesbook.letters.faults import Stop

_ALLOWED = re.compile(r"(https?://[^\s/?#]|mailto:[^\s]|tel:\+?\d)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
SAFE = "/?:@!$&'()*+,;=%#-._~[]"


def begins_well(target: str) -> bool:
    """Whether a link target begins with http://, https://, mailto: or tel:."""
    return bool(_ALLOWED.match(target))


def scheme(target: str) -> str:
    """What stands before the colon, such as "javascript"; "" if nothing does."""
    found = _SCHEME.match(target)
    return found[1].lower() if found else ""


def as_link(value: object) -> str:
    """A field that is a whole link target, or its beginning. Raises Stop."""
    text = str(value).strip()
    if not begins_well(text) or not text.isprintable() or " " in text:
        raise Stop(
            f"{text[:80]!r} is no link that a letter can hold.",
            "Links begin with https://, http://, mailto: or tel:.",
        )
    return quote(text, safe=SAFE)


def as_part(value: object) -> str:
    """A field inside a link target whose beginning stands in the template."""
    return quote(str(value), safe=SAFE)
