"""Mailings that pitch a campaign: none goes out for one that is not live, and the campaign lends its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.gate import marks_of
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Handle
from salesbook.tables.rows import row_of
from salesbook.util.wording import cited

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class LentText:
    """The text of a campaign: `name` as a Template says it, "" where none does; `of` whose it is, and its cell."""

    name: str = ""
    of: str = ""


def text_of_campaign(world: World, campaign: Handle) -> LentText:
    """The Template of a campaign, else that of its proposition."""
    proposition = str(row_of(world.frames["Campaigns"], campaign)["Proposition ID"])
    for table, key in (("Campaigns", campaign), ("Propositions", proposition)):
        frame = world.frames[table]
        if key in frame.index and (name := str(row_of(frame, key)["Template"])):
            cell = origin_of(frame).grid.address(key, "Template")
            return LentText(name, f"{key} ({cell})" if cell else key)
    return LentText()


def words_pitched(world: World, campaign: str) -> str:
    """Marks what departments approved of the proposition of a campaign, as it is today; "" where there is none."""
    if not campaign or not has_campaigns(world) or campaign not in world.frames["Campaigns"].index:
        return ""
    proposition = str(row_of(world.frames["Campaigns"], campaign)["Proposition ID"])
    return world.get(marks_of).get(proposition, "")


def refuse_unless_live(world: World, mailing: str, campaign: str) -> None:
    """Raise BadInput where the campaign that a mailing names is not live, or not there.

    In a book without the part people may write what they like into Campaign ID.
    """
    if not campaign or not has_campaigns(world):
        return
    found = world.get(campaigns_of).get(campaign)
    if found is None:
        raise BadInput(
            f"{mailing} pitches the campaign {cited(campaign)}, which Campaigns has not.",
            "Correct its Campaign ID, or empty it.",
        )
    if not found.is_live:
        why = f": {found.planned}" if found.planned else ""
        raise BadInput(f"{mailing} pitches {campaign}, which is {found.status}{why}. So nothing of it is drafted or sent.",
                       found.todo or "Set its Status to Live when its time has come.")  # fmt: skip


def campaign_of_letter(world: World, draft: str, mailing: str) -> str:
    """The campaign that a letter pitches: its own, else that of its mailing; "" for none."""
    return world.get(_by_letter).get(draft, "") or world.get(_by_mailing).get(mailing, "")


def behind_shut_gates(world: World, letters: pd.DataFrame) -> dict[Handle, BadInput]:
    """Of these rows of Outbox the letters of their own whose campaign is not live, or not there, and why."""
    own = {draft: world.get(_by_letter).get(draft, "") for draft in letters.index}
    why: dict[str, BadInput] = {}
    for campaign in sorted(set(own.values()) - {""}):
        try:
            refuse_unless_live(world, "A letter of its own", campaign)
        except BadInput as shut:
            why[campaign] = shut
    return {draft: why[campaign] for draft, campaign in own.items() if campaign in why}


def _by_letter(world: World) -> dict[str, str]:
    outbox = world.frames["Outbox"]
    return {key: one for key, one in zip(outbox.index, texts(outbox, "Campaign ID"), strict=True) if one}


def _by_mailing(world: World) -> dict[str, str]:
    mailings = world.frames["Mailings"]
    return dict(zip(mailings.index, texts(mailings, "Campaign ID"), strict=True))
