"""Who came through whom: Referred by of Contacts and, where that is blank, the first claim of Referrals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.circles import on_a_circle
from salesbook.domain.facts.merged import became
from salesbook.domain.referring.claims import DAY_UNKNOWN, claims_of
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, positions, take_numbers, texts


@dataclass(frozen=True)
class ReferralLinks:
    """By contact: `through`, the position of who introduced them, -1 for nobody; no chain of it leads back to itself.

    `cut`: where the link was left out that closed a circle, whom it named; else -1. `by_claim`: Referrals says it, and
    Contacts does not yet. `since`: day of the introduction, else of Created, since 1970-01-01; DAY_UNKNOWN where neither is known.
    Who was merged has no links: whoever they became has them.
    """

    through: Ints
    cut: Ints
    by_claim: Bools
    since: Ints


def referral_links(world: World) -> ReferralLinks:
    """Referred by rules; of two claims the first counts; of a circle the link of the person Created first is cut (ties: by ID)."""
    by_contacts, claims = _by_contacts(world), world.get(claims_of)
    through = by_contacts.copy()
    first = claims.is_first & (through[claims.introduced] < 0)
    through[claims.introduced[first]] = claims.referrer[first]
    cut = np.full(len(through), -1)
    for one in _closing_circles(world, through):
        cut[one], through[one] = through[one], -1
    by_claim = (through >= 0) & (by_contacts < 0)
    return ReferralLinks(through, cut, by_claim, _since(world, through))


def _by_contacts(world: World) -> Ints:
    """Whom Referred by names, by whom each contact became: their own cell, else that of who was merged into them, by ID."""
    contacts, stands_for = world.frames["Contacts"], world.get(became)
    named = take_numbers(stands_for, positions(contacts, texts(contacts, "Referred by")))
    own = np.arange(len(stands_for))
    named = np.where(named == stands_for, -1, named)
    through = np.where(stands_for == own, named, -1)
    ids = texts(contacts, "Contact ID")
    merged = np.flatnonzero((stands_for != own) & (named >= 0)).tolist()
    for one in sorted(merged, key=ids.__getitem__):
        if through[stands_for[one]] < 0:
            through[stands_for[one]] = named[one]
    return through


def _closing_circles(world: World, through: Ints) -> Iterator[int]:
    """One contact of each circle: who was Created first; whose Created is blank comes last."""
    on = np.flatnonzero(on_a_circle(through))
    if not len(on):
        return
    contacts = world.frames["Contacts"]
    created = dates(contacts, "Created")
    day = np.where(np.isnat(created), DAY_UNKNOWN, days_of(created))
    ids = texts(contacts, "Contact ID")
    rest = set(on.tolist())
    while rest:
        one = next(iter(rest))
        circle = [one]
        while (step := int(through[circle[-1]])) != one:
            circle.append(step)
        rest.difference_update(circle)
        yield min(circle, key=lambda at: (day[at], ids[at]))


def _since(world: World, through: Ints) -> Ints:
    claims = world.get(claims_of)
    created = dates(world.frames["Contacts"], "Created")
    since = np.where(np.isnat(created), DAY_UNKNOWN, days_of(created))
    told = (claims.referrer == through[claims.introduced]) & (claims.day != DAY_UNKNOWN)
    since[claims.introduced[told][::-1]] = claims.day[told][::-1]  # the first claim stays
    return since
