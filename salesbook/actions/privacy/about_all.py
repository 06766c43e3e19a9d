"""`about --all`: everything that is held about a person, as one page to read or print."""

from __future__ import annotations

from salesbook.actions.outcome import Outcome
from salesbook.actions.pages.card import page_name
from salesbook.actions.pages.environment import fill_page
from salesbook.actions.privacy.forget import prepare
from salesbook.actions.session import Session
from salesbook.domain.privacy.held_data import HeldData, gather_held_data, held_data_lines


def about_all(session: Session, wanted: str) -> Outcome:
    """Gather it, and write the page beside the workbook. Raises BadInput."""
    found = prepare(session, wanted)
    held = gather_held_data(
        found.seen, found.words, found.traces.as_rows(), found.in_ledger(), session.file.path, session.today
    )
    if session.dry_run:
        return Outcome(session.action, summary=held.as_json(), extra=held_data_lines(held))
    path = session.book.beside("about", page_name(held.name, held.contact))
    path.write_text(personal_data_page(held), encoding="utf-8")
    return Outcome(
        session.action,
        summary={**held.as_json(), "page": str(path)},
        extra=[*held_data_lines(held), "", f"All of it, to read or print: {path}"],
    )


def personal_data_page(held: HeldData) -> str:
    """The page, which stands alone."""
    return fill_page("about/held.html.j2", held=held)
