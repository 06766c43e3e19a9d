"""The DMARC policy of a domain (RFC 7489), and whether other domains stand for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from salesbook.mail.authentication.dns import DnsLookups

_POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True)
class Policy:
    """A policy: the domain whose record it is, and its tags. `faults` are clauses."""

    at: str
    text: str
    tags: dict[str, str]
    faults: tuple[str, ...] = ()

    def of(self, domain: str) -> str:
        """What is asked of receivers: none, quarantine, reject."""
        own = self.tags.get("p", "none")
        return own if domain == self.at else self.tags.get("sp", own)

    def covers(self, other: str, domain: str, tag: str) -> bool:
        """Whether `other` stands for `domain`; `tag` is adkim or aspf, s: it must be the same, else of the same owner."""
        if other == domain:
            return True
        if self.tags.get(tag, "r") == "s":
            return False
        return all(one == self.at or one.endswith(f".{self.at}") for one in (other, domain))


def policy_of(names: DnsLookups, domain: str) -> Policy | None:
    """The policy for letters from a domain: its own record, or that of the nearest domain above. Raises Silent."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        at = ".".join(labels[start:])
        texts = [text for text in names.texts(f"_dmarc.{at}") if re.match(r"v=DMARC1\s*(;|$)", text)]
        if texts:
            return _read(at, texts)
    return None


def _read(at: str, texts: list[str]) -> Policy:
    parts = (part.partition("=") for part in texts[0].split(";"))
    tags = {name.strip().lower(): value.strip() for name, sign, value in parts if sign}
    faults = []
    if len(texts) > 1:
        faults.append(f"_dmarc.{at} has {len(texts)} records, so receivers follow none of them")
    if tags.get("p", "").lower() not in _POLICIES:
        faults.append(f"its p= is {tags.get('p') or 'missing'}, and should be one of {', '.join(_POLICIES)}")
    return Policy(
        at,
        texts[0],
        {
            name: value.lower() if name in {"p", "sp", "adkim", "aspf"} else value
            for name, value in tags.items()
        },
        tuple(faults),
    )
