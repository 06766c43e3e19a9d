"""Letters, ledgers and clocks for tests of sending."""

from __future__ import annotations

import time

from salesbook.mail.base import Parcel
from salesbook.mail.ledger.entries import QueuedLetter
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.queue.pace import Pace
from salesbook.mail.queue.sender import send_all
from salesbook.mail.secrets import Secret
from salesbook.mail.transport.smtp import Smtp

SENDER = "ana@firm.example"


def mark(address):
    return f"hash:{address}"  # readable, for tests


def message_id(address):
    return f"<{address.partition('@')[0]}@firm.example>"


def queued(address, mailing="news"):
    return QueuedLetter(
        message_id(address), f"D-{address}", mailing, f"C-{address}", mark(address), address.partition("@")[2]
    )


def parcel(address, size=600, sender=SENDER):
    head = f"From: Ana <{sender}>\r\nTo: <{address}>\r\nSubject: News\r\nMessage-ID: {message_id(address)}\r\n\r\n"
    line = b".a line that begins with a dot" + b"x" * 900 + b"\r\n"
    return Parcel(message_id(address), sender, address, head.encode() + line * max(1, size // len(line)))


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self, now=1_781_500_000.0):
        self.now, self.slept = now, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def send(ledger, addresses, way, *, pace=None, clock=None, size=lambda _: 600, **more):
    """Send what is queued of these addresses; `way` is a server's address or a transport."""
    clock = clock or Clock()
    letters = {message_id(it): lambda it=it: parcel(it, size(it)) for it in addresses}
    return send_all(
        ledger, letters,
        (lambda _: Smtp(way, "", Secret, timeout=10)) if isinstance(way, str) else (lambda _: way),
        dict.fromkeys(letters, SENDER), pace or Pace(),
        **{"tell": lambda _: None, "clock": clock, "sleep": clock.sleep, **more},
    )  # fmt: skip


def states(ledger):
    return {entry.message_id: entry.state for entry in ledger.letters.all()}


def ledger_with(addresses, book="book"):
    ledger = Ledger.of(book)
    assert ledger.letters.queue(map(queued, addresses), time.time()) == []
    return ledger
