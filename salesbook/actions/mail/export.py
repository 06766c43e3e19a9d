"""Beyond what a mailbox allows: the approved letters of a mailing, handed to a bulk sender as files.

It is sending by another route: the same guards, the same ledger, the same machine; nobody is in two exports.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from salesbook.actions.mail.batch import Batch
from salesbook.actions.mail.send import send_letters
from salesbook.actions.mail.transports import Route
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.books.base import Workbook
from salesbook.domain.facts.people import full_names
from salesbook.errors import BadInput
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.message.filenames import folder_name
from salesbook.mail.transport.bulk import CSV, LISTMONK, BulkFiles
from salesbook.mail.transport.bulk_files import Subscriber
from salesbook.tables.arrays import texts
from salesbook.tables.plan import Problem
from salesbook.util.wording import count

BULK_KINDS = (LISTMONK, CSV)
_COPY = "Copy it (salesbook templates copy BOOK NAME), write your own text, and have it drafted and approved anew."
_HOST = "Put them on your web site and name their whole addresses in the text; then have it drafted and approved anew."


def export(session: Session, name: str, *, to: str) -> Outcome:
    """Write the approved letters of a mailing into files for a bulk sender; `to` is one of BULK_KINDS.

    Raises as `send_letters` does; then nothing was exported.
    """
    made: list[BulkFiles] = []

    def route(batch: Batch, ledger: Ledger) -> Route:
        files = _files(to, batch, ledger, session.book, session.today)
        made.append(files)
        return Route(files.where, lambda _: files, leaves=False)

    done = send_letters(session, name, to=route, ask=lambda _: True)
    [files] = made
    told = [f"They are in {files.path.parent}{_next(to)}"] if files.path else []
    return replace(
        done, problems=[*done.problems, *_gaps(files)], messages=[*done.messages, *told],
        summary={**done.summary, **({"file": str(files.path)} if files.path else {})},
    )  # fmt: skip


def _files(kind: str, batch: Batch, ledger: Ledger, book: Workbook, today: date) -> BulkFiles:
    if batch.mailing is None:
        raise BadInput("Letters of their own go to no bulk sender.", "Send them: salesbook send BOOK letters")
    if batch.examples:
        what = f"{count(batch.examples, 'letter')} of {batch.name} {'is' if batch.examples == 1 else 'are'} the example that came with salesbook"
        raise BadInput(f"{what}, so nothing was exported.", _COPY)
    folder = Path(book.beside("exports", "x")).parent / folder_name(batch.name)
    contacts, outbox = batch.world.frames["Contacts"], batch.world.frames["Outbox"]
    names, first = full_names(contacts).tolist(), texts(contacts, "First name")
    languages, variants = texts(contacts, "Language"), outbox["Variant"]
    secret = ledger.answers.secret()

    def reader(message_id: str) -> Subscriber:
        one = batch.drafts[message_id].recipient
        at, draft = one.contact, one.draft
        return Subscriber(
            draft,
            names[at],
            str(first[at]),
            str(languages[at]),
            str(variants[draft]),
            batch.files.way_out(draft, secret),
        )

    return BulkFiles(kind, folder, batch.name, today, reader)


def _next(kind: str) -> str:
    if kind == LISTMONK:
        return ": README.txt there says what to do in listmonk."
    return (
        ". Give letters.csv to your bulk sender as it is: a spreadsheet that saves it may cut long letters."
    )


def _gaps(files: BulkFiles) -> list[Problem]:
    """What letters lose on this way."""
    found = []
    if files.images:
        why = f"{count(files.images, 'letter')} with pictures from files, which no bulk sender takes: readers would see gaps"
        found.append(Problem("Mailings", files.mailing, "Template", "", why, _HOST))
    if files.files:
        why = f"{count(files.files, 'letter')} with files attached, which no bulk sender takes"
        found.append(Problem("Mailings", files.mailing, "Template", "", why, "Attach them in the bulk sender, or link to them from the text."))  # fmt: skip
    return found
