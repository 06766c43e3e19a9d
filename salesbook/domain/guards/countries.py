"""What mailings must have in the reader's country, by the table MailRules."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.owners import value_used
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools
from salesbook.tables.origin import origin_of
from salesbook.util.countries import country_code

_ALL_OTHERS = "*"


def country_rule(world: World, column: str) -> Bools:
    """For each contact what a column of MailRules says of the country that counts; Yes where nothing is said.

    A contact's own country counts, else the account's, whether a code or a name stands there. What is no
    country may be any: then it is Yes if any row says so, and for everybody where a row's country is a formula
    that no program has worked out.
    """
    rules = world.frames["MailRules"]
    if origin_of(rules).grid.uncalculated.get("Country"):
        return np.ones(len(world.frames["Contacts"]), dtype=bool)
    keys = ((key.strip(), said) for key, said in zip(rules.index, rules[column].tolist(), strict=True))
    said = {country_code(key) or key.upper(): bool(needed) for key, needed in keys}
    others = said.get(_ALL_OTHERS, True)
    strictest = others or any(said.values())
    used = value_used(world, "Country").tolist()
    answers = {country: _answer(country.strip(), said, others, strictest) for country in set(used)}
    return np.array([answers[country] for country in used], dtype=bool)


def _answer(country: str, said: dict[str, bool], others: bool, strictest: bool) -> bool:
    if not country:
        return others
    code = country_code(country)
    return said.get(code or country.upper(), others if code else strictest)
