"""The page of referrals: asked for with `referrals --page`, or by a click on Show tree, and opened in the browser."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from salesbook.actions.base import EVERYTHING, REACH, Action
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.schema.buttons import REPS, Button
from salesbook.schema.referring import OF_REFERRALS


def page_of_referrals(session: Session, to: Path | None) -> Outcome:
    """The page, in the folder `reports` or in the file `to`; the workbook stays as it is. Raises PartMissing without the part."""
    from salesbook.actions.pages.place import show_page
    from salesbook.actions.pages.referrals import referral_file_name, referral_page, referral_text
    from salesbook.domain.referrals.story import referral_story
    from salesbook.util.atomic_write import write_errors_explained

    world = session.read((*EVERYTHING, *OF_REFERRALS, *REACH, "Outbox"))
    session.tell("Counting")
    story = referral_story(world)
    lines = list(referral_text(story))
    summary = {
        "effect": asdict(story.effect),
        "introduced": story.introduced,
        "met": story.met,
        "won": story.won,
    }
    if session.dry_run:
        return Outcome(session.action, summary=summary, extra=lines, dry=True)
    page = to or session.book.beside("reports", referral_file_name(story))
    with write_errors_explained(page):
        page.write_text(referral_page(story), encoding="utf-8")
    told = f"The page of referrals is {show_page(session, page)}"
    return Outcome(session.action, summary={**summary, "page": str(page)}, messages=[told], extra=lines)


def _clicked(session: Session, _: Namespace) -> Outcome:
    return page_of_referrals(session, None)


SHOW_TREE = Action(
    "tree",
    "",
    run=_clicked,
    part="referrals",
    button=Button(
        "tree", "Show tree", "Show who came through whom, what is owed, and whether introductions pay, as a page.",
        REPS, "OrganizationChartInsert", ("Referrals", "Who to ask"),
    ),
)  # fmt: skip
