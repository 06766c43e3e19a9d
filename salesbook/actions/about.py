"""`about`: the card of an account or a person, a page to print and its text; with --all everything held about a person."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.pages.place import page_named
from salesbook.actions.session import Session
from salesbook.errors import WrongUsage

if TYPE_CHECKING:
    from salesbook.domain.cards.content import CardData


def _about(session: Session, options: Namespace) -> Outcome:
    if options.visit:
        from salesbook.actions.visit import blank_forms, visit_card

        if options.all:
            raise WrongUsage("--visit does not go with --all.", "Say one of the two.")
        page = page_named(options.html)
        return visit_card(session, options.who, page) if options.who else blank_forms(session, page)
    if options.html:
        raise WrongUsage("--html has no --visit.", "Say: --visit --html FILE.")
    if options.who is None:
        raise WrongUsage("There is no name to look for.", "Give the name or ID of an account or a person.")
    if options.all:
        from salesbook.actions.privacy.about_all import about_all

        return about_all(session, options.who)
    from salesbook.actions.pages.card import card_text

    if session.dry_run:
        return Outcome(session.action, extra=card_text(_found(session, options.who)).splitlines())
    found, page = write_card(session, options.who)
    return Outcome(
        session.action,
        summary={"page": str(page)},
        extra=[*card_text(found).splitlines(), "", f"To print it, open {page}"],
    )


def write_card(session: Session, who: str) -> tuple[CardData, Path]:
    """The card of a person or an account, named or by ID, and the page that was written. Raises what `find` raises."""
    from salesbook.actions.pages.card import card_file_name, card_page

    found = _found(session, who)
    page = session.book.beside("cards", card_file_name(found))
    page.write_text(card_page(found), encoding="utf-8")
    return found, page


def _found(session: Session, who: str) -> CardData:
    from salesbook.domain.cards.content import card, find

    world = session.read(EVERYTHING)
    return card(world, find(world.frames, who))


ABOUT = Action(
    "about",
    "A one-page card of an account or a person, to read or print before a visit.",
    run=_about,
    options=(
        option("who", "the name of an account or a person, or an ID", metavar="NAME", nargs="?"),
        option("--all", "everything held about one person", action="store_true"),
        option(
            "--visit",
            "the card for a technician on site, with a form for what they hear; without NAME blank forms",
            action="store_true",
        ),
        option("--html", "write that card into this file", type=Path, metavar="FILE"),
    ),
    usage=(
        ('about BOOK "Name or account"', "a one-page card to read or print before a visit"),
        (
            "about BOOK [NAME] --visit [--html FILE]",
            "the card for a technician on site, with a form for what they hear; without a name blank forms; see [after the sale](after-sale.md)",
        ),
        (
            "about BOOK CONTACT --all",
            "gathers everything that is held about a person; see [privacy](privacy.md)",
        ),
    ),
)
