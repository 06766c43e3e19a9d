"""Answers that come in as files, and what `inbox` makes of them in a workbook."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from salesbook.actions.mail.fetch import into_mailbox
from salesbook.actions.mail.inbox import read_inbox
from salesbook.actions.outcome import Outcome
from salesbook.books.file import FileBook
from salesbook.mail.mailbox import mailbox_of
from salesbook.mail.secrets import Secret
from tests.actions.mail.approved import RUNNER, Time
from tests.actions.person import TODAY, read
from tests.sessions import session

READERS = (("C1", "ana@a.example"), ("C2", "bo@b.example"), ("C3", "cy@c.example"), ("C4", "di@d.example"))


def ids(path: Path) -> dict[str, str]:
    return {str(row["Contact ID"]): str(row["Message ID"]) for row in read(path, "Outbox")}


def mail(box: Path, name: str, sender: str, text: str, **headers: str) -> None:
    """A mail that came in, as a file."""
    one = EmailMessage()
    one["From"], one["To"] = sender, headers.pop("to", "ana@firm.example")
    one["Subject"] = headers.pop("subject", "Re: News")
    one["Date"] = headers.pop("date", "Mon, 15 Jun 2026 11:30:00 +0200")
    one["Message-ID"] = f"<{name}@their.example>"
    for key, value in headers.items():
        one[key.replace("_", "-")] = value
    one.set_content(text)
    (box / f"{name}.eml").write_bytes(bytes(one))


def bounce(
    box: Path, name: str, to: str, message_id: str, status: str, said: str, action: str = "failed"
) -> None:
    """A report as Postfix writes one."""
    (box / f"{name}.eml").write_text(f"""\
From: MAILER-DAEMON@mx.firm.example
To: ana@firm.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 15 Jun 2026 10:00:00 +0200
Message-ID: <{name}@mx.firm.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{said}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.firm.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}
--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
From: ana@firm.example
To: {to}
Subject: News
--b--
""", encoding="utf-8")  # fmt: skip


def reading(path: Path, **more: object):
    """The action at work on a closed workbook."""
    return session("inbox", FileBook(path), today=TODAY, runner=RUNNER, **more)


def listen(
    path: Path, box: Path, *, since: date | None = None, today: date = TODAY, **more: object
) -> Outcome:
    def source(_: object) -> object:
        return mailbox_of(str(box), "", Secret)

    clock = Time()
    clock.at += (today - TODAY).days * 86_400 + 6 * 3600
    doing = session("inbox", FileBook(path), today=today, runner=RUNNER, **more)
    return read_inbox(doing, into_mailbox(source, today, since), again=since is not None, clock=clock.now)


def replies(path: Path) -> list[dict[str, object]]:
    return [row for row in read(path, "Activities") if row["Direction"] == "In"]
