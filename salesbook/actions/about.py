"""`about`: the card of an account or a person, a page to print and its text; with --all everything held about a person."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session


def _about(session: Session, options: Namespace) -> Outcome:
    if options.all:
        from salesbook.actions.privacy.about_all import about_all

        return about_all(session, options.who)
    from salesbook.actions.pages.card import card_file_name, card_page, card_text
    from salesbook.domain.cards.content import card, find

    world = session.read(EVERYTHING)
    found = card(world, find(world.frames, options.who))
    extra = card_text(found).splitlines()
    if session.dry_run:
        return Outcome(session.action, extra=extra)
    page = session.book.beside("cards", card_file_name(found))
    page.write_text(card_page(found), encoding="utf-8")
    return Outcome(
        session.action, summary={"page": str(page)}, extra=[*extra, "", f"To print it, open {page}"]
    )


ABOUT = Action(
    "about",
    "A one-page card of an account or a person, to read or print before a visit.",
    run=_about,
    options=(
        option("who", "the name of an account or a person, or an ID", metavar="NAME"),
        option("--all", "everything held about one person", action="store_true"),
    ),
    usage=(
        ('about BOOK "Name or account"', "a one-page card to read or print before a visit"),
        (
            "about BOOK CONTACT --all",
            "gathers everything that is held about a person; see [privacy](privacy.md)",
        ),
    ),
)
