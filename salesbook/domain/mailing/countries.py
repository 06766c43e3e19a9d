"""What mailings must have in the reader's country, by the table MailRules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.arrays import Bools, take, texts

if TYPE_CHECKING:
    from salesbook.domain.world import World

_ALL_OTHERS = "*"


def country_rule(world: World, column: str) -> Bools:
    """For each contact what a column of MailRules says of the account's country; Yes where nothing is said."""
    rules = world.frames["MailRules"]
    said = dict(zip((key.upper() for key in rules.index), rules[column].tolist(), strict=True))
    others = said.get(_ALL_OTHERS, True)
    country = take(texts(world.frames["Accounts"], "Country"), world.account)
    return np.array([said.get(one.upper(), others) for one in country.tolist()], dtype=bool)
