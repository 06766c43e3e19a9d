"""What DNS says of a domain: only what was asked, and apart from that whether it answered at all."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING

from salesbook.mail.message.headers import BadLetter, ascii_domain

if TYPE_CHECKING:
    from dns.rdata import Rdata
    from dns.resolver import Resolver


class Silent(Exception):
    """DNS did not answer, so nothing is known: no network, or a server that is down. The text is a clause."""


class DnsLookups:
    """Questions to DNS, each asked once."""

    def __init__(self, resolver: Resolver | None = None) -> None:
        """By default this computer's own servers are asked."""
        self._resolver = resolver
        self._known: dict[tuple[str, str], list[Rdata]] = {}

    def texts(self, name: str) -> list[str]:
        """TXT records, each as one text; none where there are none. Raises Silent."""
        found = self._ask(name, "TXT")
        return [b"".join(getattr(one, "strings", ())).decode("utf-8", "replace") for one in found]

    def addresses(self, host: str) -> list[str]:
        """IPv4 and IPv6 addresses; of an address itself that one. Raises Silent."""
        with suppress(ValueError):
            return [str(ip_address(host.strip("[]")))]
        return [one.to_text() for kind in ("A", "AAAA") for one in self._ask(host, kind)]

    def exchangers(self, domain: str) -> list[str]:
        """The hosts that take the domain's mail. Raises Silent."""
        return [getattr(one, "exchange").to_text(omit_final_dot=True) for one in self._ask(domain, "MX")]  # noqa: B009

    def _ask(self, name: str, kind: str) -> list[Rdata]:
        if (name, kind) not in self._known:
            self._known[name, kind] = self._asked(name, kind)
        return self._known[name, kind]

    def _asked(self, name: str, kind: str) -> list[Rdata]:
        from dns.exception import DNSException
        from dns.name import EmptyLabel, LabelTooLong, NameTooLong
        from dns.resolver import NXDOMAIN, NoAnswer, get_default_resolver

        try:
            resolver = self._resolver or get_default_resolver()
            return list(resolver.resolve(_wire(name), kind, search=False))
        except (NXDOMAIN, NoAnswer, EmptyLabel, LabelTooLong, NameTooLong):
            return []
        except DNSException as error:
            raise Silent(f"no answer for {name} ({type(error).__name__})") from error


def _wire(name: str) -> str:
    try:
        return ascii_domain(name)
    except BadLetter:  # names such as _dmarc.example.com are none of hosts
        return name
