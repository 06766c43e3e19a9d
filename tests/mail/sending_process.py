"""One process that sends until it is killed."""

from __future__ import annotations

from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.queue.pace import Pace
from salesbook.mail.queue.sender import send_all
from salesbook.mail.secrets import Secret
from salesbook.mail.transport.smtp import Smtp
from tests.mail.mailers import SENDER, parcel


def send_until_killed(book, address, started):
    """Send all that is queued; `started` is set when it begins."""
    started.set()
    with Ledger.of(book) as ledger:
        letters = {
            it.message_id: lambda it=it: parcel(it.contact.removeprefix("C-"))
            for it in ledger.letters.waiting()
        }
        send_all(
            ledger, letters, lambda _: Smtp(address, "", Secret, timeout=10),
            dict.fromkeys(letters, SENDER), Pace(), tell=lambda _: None,
        )  # fmt: skip
