"""A mailing with the tables that it is drafted and sent from."""

from __future__ import annotations

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.session import Session
from salesbook.domain.mailings.mailing import Mailing, find_mailing
from salesbook.domain.world import World
from salesbook.schema.campaigns import OF_CAMPAIGNS


def with_its_campaign(session: Session, world: World, mailing: Mailing) -> tuple[World, Mailing]:
    """The world with the tables of campaigns, where the mailing pitches one: it must be live. Other mailings need not wait for them."""
    if not mailing.campaign:
        return world, mailing
    world = session.read((*OF_LETTERS, *OF_CAMPAIGNS))
    return world, find_mailing(world, mailing.key)
