"""The page of a proposition or a campaign: written for an ID, or by a click for the selected row, and opened in the browser."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import BadInput
from salesbook.schema.buttons import MARKETING, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS

if TYPE_CHECKING:
    from salesbook.domain.campaigns.brief import PropositionBrief
    from salesbook.domain.campaigns.story import CampaignStory

_OF_ROWS = {
    "Propositions": "Proposition ID",
    "Approvals": "Proposition ID",
    "Campaigns": "Campaign ID",
    "Pitches": "Campaign ID",
}
_SHEETS = ("Campaigns", "Propositions", "Pitches")


def page_of_id(session: Session, typed: str, to: Path | None) -> Outcome:
    """The page of the proposition or the campaign of this ID, in the folder `reports` or in the file `to`. Raises BadInput where it is neither."""
    return _page(session, typed, "", to)


def _of_selected_row(session: Session, _: Namespace) -> Outcome:
    table, cells = session.person.selected_row()
    if table not in _OF_ROWS:
        raise BadInput(
            "No row is selected.", "Click into the row of a proposition or a campaign, then click Page."
        )
    key = cells.get(_OF_ROWS[table])
    if not key:
        raise BadInput(f"This row has no {_OF_ROWS[table]}.", "Select another row, then click Page.")
    return _page(session, key, _OF_ROWS[table], None)


def _page(session: Session, typed: str, column: str, to: Path | None) -> Outcome:
    """`column`: which kind of ID it is; "" for either."""
    from salesbook.domain.campaigns.brief import proposition_brief
    from salesbook.domain.campaigns.chosen import chosen_by_id
    from salesbook.domain.campaigns.story import campaign_story

    world = session.read((*EVERYTHING, *OF_CAMPAIGNS, *REACH, "Mailings", "Outbox"))
    proposition, campaign = chosen_by_id(world, typed)
    if column and proposition and campaign:
        proposition, campaign = (proposition, "") if column == "Proposition ID" else ("", campaign)
    session.tell("Counting")
    brief = proposition_brief(world, proposition) if proposition else None
    story = campaign_story(world, campaign) if campaign else None
    lines = list(_lines(brief, story))
    if session.dry_run:
        return Outcome(session.action, extra=lines, dry=True)
    return _written(session, brief, story, to, lines)


def _written(
    session: Session,
    brief: PropositionBrief | None,
    story: CampaignStory | None,
    to: Path | None,
    lines: list[str],
) -> Outcome:
    from salesbook.actions.pages.campaign_page import campaign_file_name, campaign_page
    from salesbook.actions.pages.place import show_page
    from salesbook.util.atomic_write import write_errors_explained

    key = str(story.campaign.key) if story else brief.key if brief else ""
    page = to or session.book.beside("reports", campaign_file_name(brief, story))
    with write_errors_explained(page):
        page.write_text(campaign_page(brief, story), encoding="utf-8")
    whose = (
        f"{key} is a proposition and a campaign: the page of both"
        if brief and story
        else f"The page of {key}"
    )
    told = f"{whose} is {show_page(session, page)}"
    return Outcome(session.action, summary={"page": str(page)}, messages=[told], extra=lines)


def _lines(brief: PropositionBrief | None, story: CampaignStory | None) -> Iterator[str]:
    """The gist, for a terminal."""
    if brief:
        missing = "; ".join(brief.missing) or "nothing"
        yield f"{brief.key}, version {brief.version}, {brief.stage or 'no Stage'}. Still missing: {missing}."
    if story:
        yield story.sentence
        yield from (
            f"{one.step}: {one.because}. {one.question}".rstrip() for one in story.learning.next_steps
        )


PAGE = Action(
    "page",
    "",
    run=_of_selected_row,
    part="campaigns",
    button=Button("page", "Page", "Show the page of the selected row's proposition or campaign, to read or print.",
                  MARKETING, "FilePrintPreview", _SHEETS),
)  # fmt: skip
