"""What a marketer asks for: drafts, a preview of them, and single letters."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from salesbook.actions import world_of
from salesbook.domain.mailing.outbox import Outbox
from salesbook.domain.mailing.run import find_run
from salesbook.domain.people import full_names
from salesbook.domain.words import count
from salesbook.drafting import READS, Desk, HasPlace, Written, draft, library_of, safe_name
from salesbook.ledgers import Runner
from salesbook.letters import Filled, Template, Trace
from salesbook.letters.preview import LeftOut, Shown, preview_page
from salesbook.mail.message import message
from salesbook.outcome import Outcome, outcome_of
from salesbook.posting import NoSender


def drafts(book: HasPlace, name: str, *, today: date, runner: Runner, dry_run: bool = False) -> Outcome:
    """Write the letters of a mailing into Outbox, and as files that mail programs open as drafts."""
    return outcome_of(draft(book, name, today=today, runner=runner, dry_run=dry_run), dry_run=dry_run)


def preview(book: HasPlace, name: str, *, today: date, runner: Runner, dry_run: bool = False) -> Outcome:  # noqa: ARG001  (as the other buttons)
    """A page with all letters of a mailing, as they would be written now; nothing in the workbook changes."""
    book.tell("Reading")
    world, _ = world_of(book.read(READS), today)
    desk = Desk(world, find_run(world, name), library_of(book), traced=True)
    approval = desk.run.approval(desk.version)
    shown = list(_shown(desk, Outbox(desk.run, approval.given)))
    told = [
        f"{count(len(desk.chosen.readers), 'letter')} to be sent, "
        f"{len(desk.chosen.left_out):,} left out{f' ({desk.chosen.reasons()})' if len(desk.chosen.left_out) else ''}, "
        f"{len(desk.chosen.held_out):,} held out to compare.",
        *([approval.told] if approval.told else []),
        f"Audience: {desk.run.audience}",
    ]
    page = book.beside("previews", f"{safe_name(desk.run.key)}.html")
    title = str(desk.run.row["Title"]) or desk.run.key
    page.write_text(preview_page(title, told, shown, list(_left_out(desk))), encoding="utf-8")
    problems = tuple(desk.faults.values())
    return Outcome("preview", 0, problems, {"page": str(page), "letters": len(shown)}, [f"The letters of {desk.run.key} are in {page}"])


def _shown(desk: Desk, outbox: Outbox) -> Iterator[Shown]:
    """A page's entries: letters, and those that could not be written."""
    contacts = desk.world.frames["Contacts"]
    names = full_names(contacts).tolist()
    for one in desk.letters():
        contact = desk.ids[one.contact]
        try:
            mail = desk.poster.message(one.letter, one.template, one.contact, one.to, one.draft, bulk=True)
        except NoSender as error:
            desk.faults[one.contact] = error.problem
            continue
        headers = [(key, str(value)) for key, value in message(mail).items() if not key.lower().startswith(("content-", "mime-"))]
        yield Shown(
            draft=one.draft, name=names[one.contact], contact=contact, to=one.to, subject=one.letter.subject,
            preheader=one.letter.preheader, status=outbox.status(contact), variant=one.variant,
            html=_with_images(one.letter.html, one.template), text=one.letter.text, headers=headers,
            filled=[(f.name, str(f.value), f.cell, f.fallback) for f in desk.filled(one.contact)], problem="",
        )  # fmt: skip
    for at, fault in desk.faults.items():
        yield Shown(
            draft=desk.draft_id(at), name=names[at], contact=desk.ids[at], to=desk.guards.address(at), subject="", preheader="",
            status="No letter", variant="", html="", text="", headers=(), filled=(),
            problem=f"{fault.cell + ': ' if fault.cell else ''}{fault.why}. {fault.todo}",
        )  # fmt: skip


def _left_out(desk: Desk) -> Iterator[LeftOut]:
    names = full_names(desk.world.frames["Contacts"]).tolist()
    reasons = desk.chosen.held.texts()
    for at in desk.chosen.left_out.tolist():
        yield LeftOut(names[at], desk.ids[at], desk.guards.address(at), str(reasons[at]))
    for at in desk.chosen.held_out.tolist():
        yield LeftOut(names[at], desk.ids[at], desk.guards.address(at), "held out to compare")


def _with_images(html: str, template: Template) -> str:
    """Images inside the page itself: nothing is fetched."""
    for key, path in template.images:
        kind = mimetypes.guess_type(path.name)[0] or "image/png"
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        html = html.replace(f"cid:{key}", f"data:{kind};base64,{data}")
    return html
