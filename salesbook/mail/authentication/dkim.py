"""DKIM signatures of a letter as it arrived (RFC 6376), verified with the keys that DNS has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from salesbook.mail.authentication.dns import DnsLookups, Silent

_TAG = re.compile(rb"([a-z]+)\s*=\s*([^;]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. `is_good` is None where nobody can tell now; `why` is a clause then, and where it is bad."""

    domain: str
    selector: str
    is_good: bool | None
    why: str = ""


def signatures(letter: bytes, names: DnsLookups) -> list[Signature]:
    """The signatures of a letter, from the top."""
    import dkim

    try:
        checked = dkim.DKIM(letter)
    except dkim.DKIMException:  # headers that no letter has
        return []
    own = [value for name, value in checked.headers if name.lower() == b"dkim-signature"]
    return [_checked(dkim.DKIM(letter), number, value, names) for number, value in enumerate(own)]


def _checked(letter: object, number: int, value: bytes, names: DnsLookups) -> Signature:
    import dkim

    tags = {name.lower(): re.sub(rb"\s+", b"", text) for name, text in _TAG.findall(value)}
    domain, selector = (tags.get(tag, b"").decode("ascii", "replace") for tag in (b"d", b"s"))
    silent: list[str] = []

    def key(name: bytes, timeout: int = 5) -> bytes | None:  # noqa: ARG001 - as dkimpy asks
        try:
            found = names.texts(name.decode("ascii", "replace").rstrip("."))
        except Silent as error:
            silent.append(str(error))
            return None
        return found[0].encode() if found else None

    try:
        is_good = letter.verify(number, dnsfunc=key)  # type: ignore[attr-defined]
    except dkim.DKIMException as error:
        is_good, why = False, str(error)
    except ImportError:
        return Signature(domain, selector, None, "it is of a kind that cannot be checked here")
    else:
        why = "" if is_good else "the letter is not as it was signed, or the key in DNS is another one"
    if silent:
        return Signature(domain, selector, None, "DNS did not answer")
    return Signature(domain, selector, bool(is_good), why)
