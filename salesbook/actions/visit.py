"""`about --visit`: the card for whoever is on site, with the form for what they hear; without a name a page of blank forms."""

from __future__ import annotations

from pathlib import Path

from salesbook.actions.base import EVERYTHING
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import PartMissing
from salesbook.schema.after_sale import OF_AFTER_SALE

_NO_NOTES = "This workbook has no sheet for what they hear, so the card has no form: salesbook add BOOK aftersale brings it"


def visit_card(session: Session, who: str, to: Path | None) -> Outcome:
    """The card of a person or an account, in the folder of cards or in the file `to`. Raises what `find` raises."""
    from salesbook.actions.pages.visit import visit_file_name, visit_page, visit_text
    from salesbook.domain.cards.find import find
    from salesbook.domain.cards.visit import visit

    world = session.read((*EVERYTHING, *OF_AFTER_SALE))
    card = visit(world, find(world.frames, who))
    lines = visit_text(card).splitlines()
    messages = [] if card.has_notes else [_NO_NOTES]
    if session.dry_run:
        return Outcome(session.action, messages=messages, extra=lines, dry=True)
    page = to or session.book.beside("cards", visit_file_name(card))
    return _written(session, page, visit_page(card), lines, messages)


def blank_forms(session: Session, to: Path | None) -> Outcome:
    """A page of forms without a name on them. Raises PartMissing where the book takes no notes."""
    from salesbook.actions.pages.visit import FORMS_ON_A_PAGE, forms_page
    from salesbook.domain.aftersale.part import has_after_sale
    from salesbook.domain.cards.visit import notes_address

    world = session.read((*EVERYTHING, *OF_AFTER_SALE))
    if not has_after_sale(world):
        raise PartMissing("BOOK", "aftersale", ("FrontLine",))
    told = [f"{FORMS_ON_A_PAGE} blank forms for notes"]
    if session.dry_run:
        return Outcome(session.action, extra=told, dry=True)
    page = to or session.book.beside("cards", "note forms.html")
    return _written(session, page, forms_page(str(world.settings["Firm"]), notes_address(world)), told, [])


def _written(session: Session, page: Path, html: str, lines: list[str], messages: list[str]) -> Outcome:
    from salesbook.util.atomic_write import write_errors_explained

    with write_errors_explained(page):
        page.write_text(html, encoding="utf-8")
    return Outcome(
        session.action,
        summary={"page": str(page)},
        messages=messages,
        extra=[*lines, "", f"To print it, open {page}"],
    )
