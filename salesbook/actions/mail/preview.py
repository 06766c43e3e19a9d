"""The letters of a mailing side by side, on a page: from a row of Mailings to a file for the browser."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.drafts import Drafting, library_of, wrong_beside
from salesbook.actions.mail.ledger_rows import refused_of
from salesbook.actions.mail.letter_faults import told_once, unsendable
from salesbook.actions.outcome import Outcome
from salesbook.actions.pages.letters import LeftOut, ShownLetter, preview_page
from salesbook.actions.pages.place import show_page
from salesbook.actions.session import Session
from salesbook.domain.mailings.mailing import find_mailing
from salesbook.domain.mailings.outbox import Outbox
from salesbook.domain.mailings.plan import told_of_drafts, what_holds
from salesbook.errors import sentence
from salesbook.letters import Template
from salesbook.mail.message.build import BadLetter, message
from salesbook.mail.message.filenames import folder_name
from salesbook.tables.records import distinct
from salesbook.util.wording import count


def preview_mailing(session: Session, name: str) -> Outcome:
    """A page with all letters of a mailing, as they would be written now; nothing in the workbook changes."""
    world, book = session.read(OF_LETTERS), session.book
    drafting = Drafting(world, find_mailing(world, name), library_of(book), refused_of(world))
    approval, mailing, chosen = drafting.approval, drafting.mailing, drafting.chosen
    outbox = Outbox(mailing, approval.given)
    shown = list(_shown(drafting, outbox))
    faults = len(drafting.faults)
    skipped = sum(outbox.is_skipped(one.contact) for one in shown if not one.problem)
    sums, *rest = told_of_drafts(mailing, chosen, len(shown) - faults, faults, skipped, approval)
    holds = list(what_holds(approval, drafting.warnings.as_it_came))
    told = [sums, f"Audience: {mailing.audience}", *rest]
    warnings = [
        *([approval.told] if approval.told else []),
        *(f"{sentence(one.why)} {one.todo}" for one in drafting.warnings.problems(mailing)),
    ]
    problems = distinct([*drafting.faults.values(), *wrong_beside(drafting, session)])
    if session.dry_run:
        return Outcome(
            session.action, 0, problems, {"letters": len(shown)}, [*holds, *told], dry=True, listed=False
        )
    page = book.beside("previews", f"{folder_name(mailing.key)}.html")
    title = str(mailing.row["Title"]) or mailing.key
    page.write_text(preview_page(title, told, shown, list(_left_out(drafting)), warnings), encoding="utf-8")
    summary = {"page": str(page), "letters": len(shown)}
    where = f"{_letters(mailing.key, len(shown) - faults)} {show_page(session, page)}"
    once = told_once(drafting.faults.values())
    return Outcome(session.action, 0, problems, summary, [*holds, where, sums, *rest, *once], listed=False)


def _letters(mailing: str, letters: int) -> str:
    """What the page shows, up to where it is."""
    if not letters:
        return f"{mailing} has no letter to show; why stands"
    return f"{count(letters, 'letter')} of {mailing} {'is' if letters == 1 else 'are'}"


def _shown(drafting: Drafting, outbox: Outbox) -> Iterator[ShownLetter]:
    """A page's entries: letters, and those that could not be written."""
    for one in drafting.letters(traced=True):
        contact = drafting.ids[one.contact]
        try:
            fields = message(drafting.message(one)).items()
        except BadLetter as error:
            drafting.faults[one.contact] = unsendable(error, contact, one.to)
            continue
        headers = [
            (key, str(text)) for key, text in fields if not key.lower().startswith(("content-", "mime-"))
        ]
        yield ShownLetter(
            draft=one.draft.key, name=drafting.names[one.contact], contact=contact, to=one.to, subject=one.letter.subject,
            preheader=one.letter.preheader, status=outbox.status(contact), variant=one.draft.recipient.variant,
            html=_with_images(one.letter.html, one.template), text=one.letter.text, headers=headers,
            filled=[(f.name, str(f.value), f.cell, f.fallback) for f in (one.trace.filled if one.trace else ())], problem="",
        )  # fmt: skip
    for at, fault in drafting.faults.items():
        yield ShownLetter(
            draft=drafting.draft_id(at), name=drafting.names[at], contact=drafting.ids[at], to=drafting.guards.address(at), subject="", preheader="",
            status="No letter", variant="", html="", text="", headers=(), filled=(),
            problem=f"{fault.cell + ': ' if fault.cell else ''}{sentence(fault.why)} {fault.todo}",
        )  # fmt: skip


def _left_out(drafting: Drafting) -> Iterator[LeftOut]:
    reasons = drafting.chosen.held.texts()
    for at in drafting.chosen.left_out.tolist():
        yield LeftOut(drafting.names[at], drafting.ids[at], drafting.guards.address(at), str(reasons[at]))
    for at in drafting.chosen.held_out.tolist():
        yield LeftOut(
            drafting.names[at], drafting.ids[at], drafting.guards.address(at), "held out to compare"
        )


def _with_images(html: str, template: Template) -> str:
    """Images inside the page itself: nothing is fetched."""
    for key, path in template.images:
        kind = mimetypes.guess_type(path.name)[0] or "image/png"
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        html = html.replace(f"cid:{key}", f"data:{kind};base64,{data}")
    return html
