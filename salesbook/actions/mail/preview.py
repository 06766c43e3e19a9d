"""The letters of a mailing side by side, on a page: from a row of Mailings to a file for the browser."""

from __future__ import annotations

import base64
import mimetypes
import webbrowser
from collections.abc import Iterator

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.drafts import Desk, library_of, unsendable
from salesbook.actions.mail.ledger_rows import refused_of
from salesbook.actions.outcome import Outcome
from salesbook.actions.pages.letters import LeftOut, Shown, preview_page
from salesbook.actions.session import Session
from salesbook.domain.mailings.mailing import find_run
from salesbook.domain.mailings.outbox import Outbox
from salesbook.errors import sentence
from salesbook.letters import Template
from salesbook.mail.message.build import BadLetter, message
from salesbook.mail.message.filenames import folder_name
from salesbook.util.wording import count


def preview(session: Session, name: str) -> Outcome:
    """A page with all letters of a mailing, as they would be written now; nothing in the workbook changes."""
    world, book = session.read(OF_LETTERS), session.book
    desk = Desk(world, find_run(world, name), library_of(book), refused_of(world))
    approval = desk.run.approval(desk.version)
    shown = list(_shown(desk, Outbox(desk.run, approval.given)))
    left = len(desk.chosen.left_out)
    counts = [
        count(len(shown), "letter"),
        f"{left:,} left out" + (f" ({desk.chosen.reasons()})" if left else ""),
    ]
    counts += [f"{len(desk.chosen.held_out):,} held out to compare"] if len(desk.chosen.held_out) else []
    told = [
        f"{', '.join(counts)}.",
        f"Audience: {desk.run.audience}",
        *([approval.told] if approval.told else []),
    ]
    if session.dry_run:
        return Outcome(
            session.action, 0, tuple(desk.faults.values()), {"letters": len(shown)}, told, dry=True
        )
    page = book.beside("previews", f"{folder_name(desk.run.key)}.html")
    title = str(desk.run.row["Title"]) or desk.run.key
    page.write_text(preview_page(title, told, shown, list(_left_out(desk))), encoding="utf-8")
    if session.person.watches:
        webbrowser.open(page.resolve().as_uri())
    problems = tuple(desk.faults.values())
    summary = {"page": str(page), "letters": len(shown)}
    return Outcome(session.action, 0, problems, summary, [f"The letters of {desk.run.key} are in {page}"])


def _shown(desk: Desk, outbox: Outbox) -> Iterator[Shown]:
    """A page's entries: letters, and those that could not be written."""
    for one in desk.letters(traced=True):
        contact = desk.ids[one.contact]
        try:
            fields = message(desk.message(one)).items()
        except BadLetter as error:
            desk.faults[one.contact] = unsendable(error, contact, one.to)
            continue
        headers = [
            (key, str(text)) for key, text in fields if not key.lower().startswith(("content-", "mime-"))
        ]
        yield Shown(
            draft=one.draft, name=desk.names[one.contact], contact=contact, to=one.to, subject=one.letter.subject,
            preheader=one.letter.preheader, status=outbox.status(contact), variant=one.variant,
            html=_with_images(one.letter.html, one.template), text=one.letter.text, headers=headers,
            filled=[(f.name, str(f.value), f.cell, f.fallback) for f in (one.trace.filled if one.trace else ())], problem="",
        )  # fmt: skip
    for at, fault in desk.faults.items():
        yield Shown(
            draft=desk.draft_id(at), name=desk.names[at], contact=desk.ids[at], to=desk.guards.address(at), subject="", preheader="",
            status="No letter", variant="", html="", text="", headers=(), filled=(),
            problem=f"{fault.cell + ': ' if fault.cell else ''}{sentence(fault.why)} {fault.todo}",
        )  # fmt: skip


def _left_out(desk: Desk) -> Iterator[LeftOut]:
    reasons = desk.chosen.held.texts()
    for at in desk.chosen.left_out.tolist():
        yield LeftOut(desk.names[at], desk.ids[at], desk.guards.address(at), str(reasons[at]))
    for at in desk.chosen.held_out.tolist():
        yield LeftOut(desk.names[at], desk.ids[at], desk.guards.address(at), "held out to compare")


def _with_images(html: str, template: Template) -> str:
    """Images inside the page itself: nothing is fetched."""
    for key, path in template.images:
        kind = mimetypes.guess_type(path.name)[0] or "image/png"
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        html = html.replace(f"cid:{key}", f"data:{kind};base64,{data}")
    return html
