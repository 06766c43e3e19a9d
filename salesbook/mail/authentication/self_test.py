"""One letter to yourself: whether the mail server takes it, and whether it arrives where answers are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep
from uuid import uuid4

from salesbook.errors import SalesbookError, explain
from salesbook.mail.authentication.dns import DnsLookups
from salesbook.mail.authentication.domain_check import DomainCheck
from salesbook.mail.base import Fate, Parcel, Transport
from salesbook.mail.mailbox import Found, Mailbox
from salesbook.mail.message.build import Address, Outgoing, as_bytes
from salesbook.mail.message.headers import wire_address
from salesbook.tables.plan import Finding
from salesbook.util.wording import count

_MARK = "X-Salesbook-Doctor"
_PAUSE = 1.0  # seconds between two looks into the mailbox
_LETTER = "Test letter"
_TEXT = """\
This letter was sent by: salesbook doctor --mail
It shows that your mail server takes letters, and that they arrive where answers are read.
It can be deleted.
"""
_BULK = (
    "Gmail, Yahoo and Microsoft ask of whoever sends them 5,000 letters a day: SPF, DKIM and DMARC for the sender's"
    " domain, a way to stop in one click (Opt-out page on the Settings sheet), and complaints below 3 in 1,000"
)


@dataclass(frozen=True)
class SelfTest:
    """Sends a letter from and to `you`, and waits up to `wait` seconds for it. `source` is None where no mailbox is named."""

    you: str
    transport: Transport
    source: Mailbox | None
    names: DnsLookups
    wait: float = 60.0
    tell: Callable[[str], None] | None = None

    def look(self) -> Iterator[Finding]:
        """What was found, step by step. Raises BadLetter where `you` is no address."""
        you = wire_address(self.you)
        found: list[Finding] = []
        letter = self._round(you, found)
        yield from found
        yield from DomainCheck(
            self.names, you.rpartition("@")[2].lower(), self.transport.where, letter
        ).look()
        yield Finding("Bulk mail", _BULK)

    def _round(self, you: str, found: list[Finding]) -> bytes | None:
        """Send and read back; the letter as it arrived."""
        mark = self._mark_before(found)
        token = uuid4().hex
        if not self._sent(you, token, found) or self.source is None or mark is None:
            return None
        self._say("Waiting for the letter to arrive")
        started = monotonic()
        try:
            arrived = self._awaited(self.source, token, mark, started + self.wait)
        except SalesbookError as error:
            found.append(Finding("Mailbox", "cannot be read", explain(error)))
            return None
        if arrived is None:
            found.append(Finding(
                _LETTER, f"was taken, and did not arrive within {self.wait:.0f} seconds",
                f"Look whether it lies in the mailbox of {you}, or among its junk. Mailbox on the Settings sheet must be where mail "
                "to that address arrives. Some servers take some minutes.",
            ))  # fmt: skip
            return None
        return self._told(arrived, token, monotonic() - started, found)

    def _mark_before(self, found: list[Finding]) -> Mapping[str, object] | None:
        """How far the mailbox is read before the letter leaves; None where it cannot be."""
        if self.source is None:
            found.append(Finding("Mailbox", "none is named, so nothing can be read back",
                                 "Fill in Mailbox on the Settings sheet, such as imap.example.com."))  # fmt: skip
            return None
        self._say("Looking into the mailbox")
        try:
            tomorrow = datetime.now().astimezone().date() + timedelta(
                days=1
            )  # what is there already is not wanted
            for _ in self.source.new({}, tomorrow):
                pass
            mark = self.source.mark()
        except SalesbookError as error:
            found.append(Finding("Mailbox", "cannot be read", explain(error)))
            return None
        found.append(Finding("Mailbox", f"can be read ({self.source.name})"))
        return mark

    def _sent(self, you: str, token: str, found: list[Finding]) -> bool:
        where = self.transport.where
        self._say(f"Sending a letter through {where}")
        try:
            self.transport.open()
            found.append(Finding("Mail server", f"{where} lets you in"))
            receipt = self.transport.hand(self._parcel(you, token))
        except SalesbookError as error:
            found.append(Finding("Mail server", f"{where} cannot be used", explain(error)))
            return False
        finally:
            self.transport.close()
        if receipt.fate is Fate.TAKEN:
            return True
        said = receipt.said or "it gave no reason"
        todo = (
            "Try again in some minutes."
            if receipt.fate is Fate.LATER
            else f"Ask whoever runs {where} what that means."
        )
        found.append(Finding(_LETTER, f"was not taken: {said}", todo))
        return receipt.fate is Fate.UNKNOWN

    @staticmethod
    def _parcel(you: str, token: str) -> Parcel:
        """A program sends it by itself, so it says so (RFC 3834): nobody's holiday answers it."""
        message_id = f"<{token}@{you.rpartition('@')[2]}>"
        mail = Outgoing(
            sender=Address("", you), to=Address("", you), subject="Test letter of salesbook doctor", text=_TEXT, html="",
            message_id=message_id, date=datetime.now().astimezone().replace(microsecond=0),
            extra=(("Auto-Submitted", "auto-generated"), (_MARK, token)),
        )  # fmt: skip
        return Parcel(message_id, you, you, as_bytes(mail))

    @staticmethod
    def _awaited(source: Mailbox, token: str, mark: Mapping[str, object], until: float) -> Found | None:
        while True:
            arrived = [one for one in source.new(mark, None) if token.encode() in one.data]
            if arrived:
                return arrived[0]
            mark = source.mark()
            if monotonic() >= until:
                return None
            sleep(_PAUSE)

    @staticmethod
    def _told(arrived: Found, token: str, seconds: float, found: list[Finding]) -> bytes | None:
        top = re.split(rb"\r?\n\r?\n", arrived.data, maxsplit=1)[0]
        if not re.search(rf"(?im)^{_MARK}:\s*{token}".encode(), top):
            found.append(
                Finding(_LETTER, "came back with a report", "Read the report in the mailbox: it says why.")
            )
            return None
        if arrived.folder == "INBOX":
            found.append(Finding(_LETTER, f"arrived after {count(round(seconds), 'second')}"))
        else:
            found.append(
                Finding(_LETTER, f"arrived, but in {arrived.folder}", "See SPF, DKIM and DMARC below.")
            )
        if f"<{token}@".encode() not in top:
            found.append(
                Finding(
                    "Message ID",
                    "the mail server gives letters numbers of its own, so answers may not find back to them",
                )
            )
        return arrived.data

    def _say(self, text: str) -> None:
        if self.tell:
            self.tell(text)
