"""What a marketer asks for: drafts, a preview of them, and single letters."""

from __future__ import annotations

import base64
import mimetypes
import webbrowser
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from salesbook.actions.mail.draft_folders import HasPlace
from salesbook.actions.mail.drafts import READS, Desk, draft, library_of, unsendable
from salesbook.actions.mail.ledger_rows import refused_of
from salesbook.actions.mail.single_letter import draft_letter
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.run import world_of
from salesbook.domain.mailings.mailing import find_run
from salesbook.domain.mailings.outbox import Outbox
from salesbook.errors import BadInput, sentence
from salesbook.letters import Template
from salesbook.letters.preview import LeftOut, Shown, preview_page
from salesbook.mail.message.build import BadLetter, message
from salesbook.mail.message.filenames import folder_name
from salesbook.tables.grid import key_text
from salesbook.tables.records import Runner
from salesbook.util.wording import count

USUAL = "after-call"  # the letter where a call has none of its own


def drafts(book: HasPlace, name: str, *, today: date, runner: Runner, dry_run: bool = False) -> Outcome:
    """Write the letters of a mailing into Outbox, and as files that mail programs open as drafts."""
    return outcome_of(draft(book, name, today=today, runner=runner, dry_run=dry_run), dry_run=dry_run)


def letter(
    book: HasPlace, contact: str, template: str, *, today: date, runner: Runner, dry_run: bool = False
) -> Outcome:
    """Write one letter to one contact."""
    return outcome_of(
        draft_letter(book, contact, template, today=today, runner=runner, dry_run=dry_run), dry_run=dry_run
    )


def letter_of_line(book: HasPlace, line: str, *, today: date, runner: Runner) -> Outcome:
    """Write the letter that goes with a line of Calls, by its Call ID, and open it in the mail program. Raises BadInput."""
    calls = book.read(["Calls"]).grids["Calls"]
    if not line or line not in calls.rows:
        raise BadInput(
            "No line of Calls is selected.", "Click into the line of the person, then click Write letter."
        )
    row = calls.rows[line]
    contact, name = (
        key_text(calls.columns.get(column, [None] * calls.height)[row]) for column in ("Contact ID", "Letter")
    )
    done = letter(book, contact, name or USUAL, today=today, runner=runner)
    if "file" in done.summary:
        webbrowser.open(Path(str(done.summary["file"])).as_uri())
    return done


def preview(book: HasPlace, name: str, *, today: date, show: bool = True, dry_run: bool = False) -> Outcome:
    """A page with all letters of a mailing, as they would be written now; nothing in the workbook changes."""
    book.tell("Reading")
    world, _ = world_of(book.read(READS), today)
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
    if dry_run:
        return Outcome("preview", 0, tuple(desk.faults.values()), {"letters": len(shown)}, told, dry=True)
    page = book.beside("previews", f"{folder_name(desk.run.key)}.html")
    title = str(desk.run.row["Title"]) or desk.run.key
    page.write_text(preview_page(title, told, shown, list(_left_out(desk))), encoding="utf-8")
    if show:
        webbrowser.open(page.resolve().as_uri())
    problems = tuple(desk.faults.values())
    return Outcome(
        "preview",
        0,
        problems,
        {"page": str(page), "letters": len(shown)},
        [f"The letters of {desk.run.key} are in {page}"],
    )


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
