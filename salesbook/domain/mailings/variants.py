"""Who gets which variant, and who gets nothing so that the effect can be measured: the same people each time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from salesbook.errors import BadInput

_SHARE = re.compile(r"(?P<name>[^\s\d,;%:=]+)\s*[:=]?\s*(?P<share>\d+(?:[.,]\d+)?)\s*%?")


def variant_shares(text: str, variants: Sequence[str]) -> dict[str, float]:
    """Share of each variant, adding up to 1: "A 50, B 50"; blank: all alike.

    Raises BadInput where the text names another variant, or cannot be read.
    """
    if not text.strip():
        return {name: 1 / len(variants) for name in variants}
    found: dict[str, float] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[;,](?!\d)", text))):
        match = _SHARE.fullmatch(part)
        if match is None or match["name"].upper() not in variants:
            known = ", ".join(variants)
            raise BadInput(
                f"Variants says {part!r}; the text has the variants {known}.",
                f"Type a share for each, such as {', '.join(f'{name} {100 // len(variants)}' for name in variants)}.",
            )
        found[match["name"].upper()] = float(match["share"].replace(",", "."))
    total = sum(found.values())
    if total <= 0:
        raise BadInput("Variants gives every text a share of 0.", "Type a share above 0 for one of them.")
    return {name: share / total for name, share in found.items()}


def variant_of(mailing: str, contact: str, share: dict[str, float]) -> str:
    """The variant of one reader: by a hash of mailing and contact, so always the same one."""
    place, end = _place("variant", mailing, contact), 0.0
    for name, part in share.items():
        end += part
        if place < end:
            return name
    return next(name for name in reversed(share) if share[name] > 0)


def is_held_out(mailing: str, contact: str, share: float) -> bool:
    """Whether this reader is one of the share who get nothing."""
    return _place("hold out", mailing, contact) < share


def _place(salt: str, mailing: str, contact: str) -> float:
    """A number from 0 to 1, evenly spread over contacts, and another one for each mailing and use."""
    digest = hashlib.blake2b(
        f"{salt}\x1f{mailing}\x1f{contact}".encode("utf-8", "surrogatepass"), digest_size=8
    )
    return int.from_bytes(digest.digest(), "big") / 2**64
