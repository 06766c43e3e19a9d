"""Rows of Referrals that say who introduced whom, in the order in which they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.facts.merged import became
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.tables.arrays import Bools, Ints, dates, days_of, positions, take_numbers, texts

_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})")
DAY_UNKNOWN = int(np.iinfo(np.int64).max)  # an introduction without a day counts after all others


@dataclass(frozen=True)
class ReferralRows:
    """All rows of Referrals, by their place: positions in Contacts of who introduces and who was introduced, -1 for nobody known.

    Merged people are whom they became. `introduced_on`: days since 1970-01-01, DAY_UNKNOWN where blank. `claims`: rows that say
    who introduced whom; not those that are void, name one person twice, or lie in the future.
    """

    referrer: Ints
    introduced: Ints
    introduced_on: Ints
    claims: Bools


@dataclass(frozen=True)
class Claims:
    """Claims in the order in which they count: by day, then by Referral ID. Arrays of one length.

    `row`: place in Referrals. `referrer` and `introduced`: positions in Contacts. `day`: since 1970-01-01, DAY_UNKNOWN where
    it is not known. `is_first`: the first on that person; the others do not count.
    """

    row: Ints
    referrer: Ints
    introduced: Ints
    day: Ints
    is_first: Bools


def referral_rows(world: World) -> ReferralRows:
    """Who stands in each row; none where the book has no Referrals."""
    if not has_referrals(world):
        nobody = np.empty(0, dtype=np.int64)
        return ReferralRows(nobody, nobody, nobody, nobody.astype(bool))
    table = world.frames["Referrals"]
    referrer, introduced = (_people(world, column) for column in ("From", "Introduced"))
    typed = dates(table, "Introduced on")
    day = np.where(np.isnat(typed), DAY_UNKNOWN, days_of(typed))
    claims = (referrer >= 0) & (introduced >= 0) & (referrer != introduced)
    claims &= (texts(table, "Status") != REFERRAL_VOID) & ((day <= world.day) | (day == DAY_UNKNOWN))
    return ReferralRows(referrer, introduced, day, claims)


def claims_of(world: World) -> Claims:
    """Every claim, the first on each person marked."""
    rows = world.get(referral_rows)
    row = np.flatnonzero(rows.claims)
    if not len(row):
        return Claims(row, row, row, row, rows.claims[row])
    ids = texts(world.frames["Referrals"], "Referral ID")[row].tolist()
    order = [_in_order(one) for one in ids]
    by_id = np.array(sorted(range(len(ids)), key=order.__getitem__), dtype=np.int64)
    row = row[by_id]
    row = row[np.argsort(rows.introduced_on[row], kind="stable")]
    introduced = rows.introduced[row]
    is_first = np.zeros(len(row), dtype=bool)
    is_first[np.unique(introduced, return_index=True)[1]] = True
    return Claims(row, rows.referrer[row], introduced, rows.introduced_on[row], is_first)


def _in_order(referral: str) -> tuple[str, int, str]:
    """REF-9 stands before REF-10."""
    found = _NUMBERED.fullmatch(referral)
    return (found[1], int(found[2]), referral) if found else (referral, -1, referral)


def _people(world: World, column: str) -> Ints:
    at = positions(world.frames["Contacts"], texts(world.frames["Referrals"], column))
    return take_numbers(world.get(became), at)
