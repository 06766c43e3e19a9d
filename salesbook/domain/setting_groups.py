"""What each row of Settings is about, written into a column that came into a book later."""

from __future__ import annotations

from salesbook.domain.world import World
from salesbook.schema import SETTING_GROUP, SETTING_ROWS
from salesbook.tables.arrays import texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Plan, Set


def plan_groups(world: World) -> Plan:
    """Fill the column where nothing stands in it at all; rows that come later bring their group along."""
    settings = world.frames["Settings"]
    if SETTING_GROUP not in origin_of(settings).grid.columns or (texts(settings, SETTING_GROUP) != "").any():
        return Plan()
    known = {one.name: one.group for one in SETTING_ROWS if one.name in settings.index}
    return Plan((Set("Settings", list(known), {SETTING_GROUP: list(known.values())}),)) if known else Plan()
