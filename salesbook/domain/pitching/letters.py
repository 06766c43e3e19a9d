"""Mailings that pitch a campaign: none goes out for one that is not live."""

from __future__ import annotations

from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.util.wording import cited


def refuse_unless_live(world: World, mailing: str, campaign: str) -> None:
    """Raise BadInput where the campaign that a mailing names is not live, or not there.

    In a book without campaigns people may write what they like into Campaign ID.
    """
    if not campaign or not has_campaigns(world) or not len(world.frames["Campaigns"]):
        return
    found = world.get(campaigns_of).get(campaign)
    if found is None:
        raise BadInput(
            f"{mailing} pitches the campaign {cited(campaign)}, which Campaigns has not.",
            "Correct Campaign ID in Mailings, or empty it.",
        )
    if not found.is_live:
        why = f": {found.planned}" if found.planned else ""
        raise BadInput(f"{mailing} pitches {campaign}, which is {found.status}{why}. So nothing of it is drafted or sent.",
                       found.todo or "Set its Status to Live when its time has come.")  # fmt: skip
