"""A DNS server on this computer that knows what a test tells it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from dns.resolver import Resolver


@dataclass
class NameServer:
    """Answers by `zone`: name and kind, such as ("firm.example", "TXT"), to texts of records."""

    zone: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_silent: bool = False

    def answer(self, data: bytes) -> bytes:
        question = dns.message.from_wire(data)
        reply = dns.message.make_response(question)
        reply.flags |= dns.flags.RA
        [wanted] = question.question
        name, kind = wanted.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(wanted.rdtype)
        self.asked.append(name)
        if records := self.zone.get((name, kind)):
            reply.answer.append(dns.rrset.from_text_list(wanted.name, 60, "IN", kind, records))
        elif not any(known == name for known, _ in self.zone):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire()


def quoted(text: str) -> str:
    """A TXT record: pieces of at most 255 bytes."""
    return " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200))


@contextmanager
def serving(zone: Mapping[tuple[str, str], list[str]]) -> Iterator[tuple[NameServer, Resolver]]:
    """The server, and a resolver that asks it alone."""
    server = NameServer(dict(zone))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                data, sender = line.recvfrom(4096)
                if not data:
                    return
                if not server.is_silent:
                    line.sendto(server.answer(data), sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        resolver = Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], line.getsockname()[1]
        resolver.timeout, resolver.lifetime = 0.2, 0.4  # seconds: one server, and a second try
        try:
            yield server, resolver
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
                end.sendto(b"", line.getsockname())
            thread.join(5)
