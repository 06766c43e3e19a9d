"""The SPF record of a domain (RFC 7208): taken apart, and whether it allows an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from salesbook.mail.authentication.dns import DnsLookups

IpAddress = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
MOST_LOOKUPS = 10  # RFC 7208, 4.6.4: more is an error at the receiver
_TERM = re.compile(
    r"([+?~-]?)(all|include|a|mx|ptr|exists)(?::([^/\s]+))?(/\d{1,3})?(//\d{1,3})?", re.IGNORECASE
)
_NETWORK = re.compile(r"([+?~-]?)(ip4|ip6):([0-9a-f.:]+(?:/\d{1,3})?)", re.IGNORECASE)
_IS_NETWORK = re.compile(r"[+?~-]?ip[46]:", re.IGNORECASE)
_MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(\S*)", re.IGNORECASE)
_NEEDS_DOMAIN = {"include", "exists"}


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a record: its qualifier (+ - ~ ?), its name, what it names, and how many bits of addresses count."""

    sign: str
    name: str
    value: str
    bits: tuple[str, str] = ("", "")


@dataclass
class SpfRecord:
    """A record, read. `faults` are clauses; with one of them receivers take the whole record for an error."""

    text: str
    terms: list[Term] = field(default_factory=list)
    redirect: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def end(self) -> str:
        """What it says of all other servers: -all, ~all, ?all, +all; "" where it says nothing."""
        return next((f"{term.sign}all" for term in self.terms if term.name == "all"), "")


def records_in(texts: list[str]) -> list[str]:
    """The SPF records among TXT records."""
    return [text for text in texts if re.match(r"v=spf1( |$)", text, re.IGNORECASE)]


def read_spf(text: str) -> SpfRecord:
    """A record, taken apart."""
    record = SpfRecord(text)
    for word in filter(None, text.split(" ")[1:]):
        if found := _MODIFIER.fullmatch(word):
            if found[1].lower() == "redirect":
                record.redirect = found[2]
            continue
        try:
            record.terms.append(_network(word) if _IS_NETWORK.match(word) else _term(word))
        except ValueError as error:
            record.faults.append(str(error))
    return record


def _network(word: str) -> Term:
    """Raises ValueError; the text is a clause."""
    found = _NETWORK.fullmatch(word)
    try:
        network = ip_network(found[3], strict=False) if found else None
    except ValueError:
        network = None
    if found is None or network is None or f"ip{network.version}" != found[2].lower():
        raise ValueError(f"{word!r} names no address")
    return Term(found[1] or "+", found[2].lower(), found[3])


def _term(word: str) -> Term:
    """Raises ValueError; the text is a clause."""
    found = _TERM.fullmatch(word)
    if not found or (found[2].lower() in _NEEDS_DOMAIN and not found[3]):
        raise ValueError(f"{word!r} is nothing that SPF knows")
    return Term(found[1] or "+", found[2].lower(), found[3] or "", (found[4] or "", (found[5] or "")[1:]))


@dataclass
class SpfCheck:
    """One look at whether a domain's record allows an address. `lookups` counts what it took."""

    names: DnsLookups
    lookups: int = 0
    faults: list[str] = field(default_factory=list)
    unknown: bool = False

    def allows(self, domain: str, address: str) -> str:
        """The sign of what fits the address (+ - ~ ?); "" where nothing does. Raises Silent."""
        return self._result(domain, ip_address(address))

    def _result(self, domain: str, address: IpAddress) -> str:
        texts = records_in(self.names.texts(domain))
        if len(texts) != 1:
            self.faults.append(f"{domain} has {len(texts) or 'no'} SPF record{'s' if len(texts) > 1 else ''}")
            return ""
        record = read_spf(texts[0])
        self.faults += [f"{fault} (in the record of {domain})" for fault in record.faults]
        for term in record.terms:
            if self._fits(term, domain, address):
                return term.sign
        if record.redirect and not record.end and self._counts(record.redirect):
            return self._result(record.redirect, address)
        return ""

    def _fits(self, term: Term, domain: str, address: IpAddress) -> bool:
        if term.name == "all":
            return True
        if term.name in {"ip4", "ip6"}:
            return address in ip_network(term.value, strict=False)
        target = term.value or domain
        if not self._counts(target):
            return False
        if term.name == "include":
            return self._result(target, address) == "+"
        if term.name in {"ptr", "exists"}:
            self.unknown = True  # it depends on the letter, or on names that nobody should rely on
            return False
        hosts = self.names.exchangers(target) if term.name == "mx" else [target]
        return any(address in network for host in hosts for network in self._networks(host, term.bits))

    def _networks(self, host: str, bits: tuple[str, str]) -> Iterator[Network]:
        for one in self.names.addresses(host):
            yield ip_network(f"{one}{bits[':' in one]}", strict=False)

    def _counts(self, target: str) -> bool:
        """Whether a lookup may still be made, and the name can be told without a letter."""
        self.lookups += 1
        if "%" in target:
            self.unknown = True
            return False
        return self.lookups <= MOST_LOOKUPS
