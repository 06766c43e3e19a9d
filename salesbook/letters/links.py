"""Link targets: which are allowed, and how data stands in them, by where it stands."""

from __future__ import annotations

import re
from urllib.parse import quote

from salesbook.letters.faults import Stop

_ALLOWED = re.compile(r"(https?://[^\s/?#]|mailto:[^\s]|tel:\+?\d)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_WHOLE = "/?:@!$&'()*+,;=%#-._~[]"  # in a whole target these mean what they mean
_IN_A_PATH = "!$&'()*+,;=:@"  # RFC 3986: what may stand between two slashes
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB = re.compile(r"^https?://", re.IGNORECASE)
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?")
_SHORTEST = 3  # digits: numbers for emergencies
_TRUNK = re.compile(r"\(0\)")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_EXTENSION = re.compile(r"(?:ext|ex|x|extension|durchwahl|dw|#)\.?\s*(\d{1,7})\s*$", re.IGNORECASE)


def begins_well(target: str) -> bool:
    """Whether a link target begins with http://, https://, mailto: or tel:."""
    return bool(_ALLOWED.match(target))


def leads_nowhere(target: str) -> bool:
    """Whether nothing follows http:, https:, mailto: or tel: that could be reached, such as https:// alone."""
    if scheme(target) == "tel":
        return not re.search(r"\d", target)
    return scheme(target) in {"http", "https", "mailto"} and not begins_well(target)


def scheme(target: str) -> str:
    """What stands before the colon, such as "javascript"; "" if nothing does."""
    found = _SCHEME.match(target)
    return found[1].lower() if found else ""


def kept_target(target: str) -> str:
    """A whole target, or what an author wrote of one: only what no target may hold is percent-encoded."""
    if scheme(target) == "tel":
        target = "".join(target.split())  # RFC 3966: no blanks, whoever types them
    return quote(_NO_ESCAPE.sub("%25", target), safe=_WHOLE)


def as_link(value: object) -> str:
    """A field that is a whole link target, or its beginning. Raises Stop."""
    text = str(value).strip()
    if not begins_well(text) or not text.isprintable() or " " in text:
        raise Stop(
            f"{text[:80]!r} is no link that a letter can hold.",
            "Links begin with https://, http://, mailto: or tel:.",
        )
    return kept_target(text)


def as_host(value: object) -> str:
    """A field behind https://: the name of a site, perhaps with a path, or a whole address. Raises Stop."""
    text = _WEB.sub("", str(value).strip(), count=1)
    site = re.split(r"[/?#]", text, maxsplit=1)[0]
    if not _HOST.fullmatch(site) or not text.isprintable() or " " in text:
        raise Stop(
            f"{text[:80]!r} is no address of a site.", "Write one such as www.example.com into the cell."
        )
    return kept_target(text)


def in_path(value: object) -> str:
    """A field in the path of a link: one step of it."""
    return quote(str(value), safe=_IN_A_PATH)


def in_query(value: object) -> str:
    """A field behind ? or #: a value that holds none of the signs that divide values."""
    return quote(str(value), safe="")


def in_address(value: object) -> str:
    """A field behind mailto: an address, or several with commas between."""
    return quote(str(value).strip(), safe="@,")


def in_header(value: object) -> str:
    """A field in a header of a mailto: link, such as its subject: one line."""
    return quote(" ".join(str(value).split()), safe="")


def in_body(value: object) -> str:
    """A field in the text that a mailto: link begins: line ends are those of mails (RFC 6068)."""
    return quote(_LINE_ENDS.sub("\r\n", str(value)), safe="")


def as_phone(value: object) -> str:
    """A field behind tel: the digits, with + before them and an extension behind. Raises Stop."""
    text = str(value).strip()
    extension = _EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    abroad = number.lstrip(" (").startswith("+")
    if abroad or number.startswith("00"):
        number = _TRUNK.sub("", number)
    digits = "".join(str(int(char)) for char in number if char.isdecimal())
    if len(digits) < _SHORTEST or re.search(r"[^\W\d_]", number):
        why = f"{text[:80]!r} is no phone number that a link can hold."
        raise Stop(why, "Write one number into the cell.")
    return f"{'+' * abroad}{digits}{f';ext={extension[1]}' if extension else ''}"
