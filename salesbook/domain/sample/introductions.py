"""Introductions at the sample's firm: who brought whom, who was asked in vain, and what is given for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count

from salesbook.domain.sample.cast import SampleContact
from salesbook.domain.sample.firm import SampleColumns, columns
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.plan import Value

_Row = tuple[Value, ...]
_THANKED_AFTER, _THANKS_OPEN_DAYS = 3, 25  # days: of those introduced lately some are still to be thanked for
_ASKED_BEFORE = 2  # days before the introduction
_IN_VAIN = (("Declined", 70, "Does not give names on principle."), ("Promised", 9, "Will ask his brother-in-law, who bakes in Lugo."), ("Asked", 16, None))  # fmt: skip
# What is given for an introduction; the cap is for one person in a year.
_RULES: tuple[_Row, ...] = (
    ("Customer", "First paid order", "Voucher for wear parts", 250, 500, 30, "Yes"),
    ("Any", "Met", "Box of turrón", 25, 100, 7, "Yes"),
)


def introductions(
    people: Sequence[SampleContact], activities: SampleColumns, ordered: SampleColumns, today: date
) -> dict[str, SampleColumns]:
    """What stands on Referrals, and the rules for incentives: for each contact who came through another, and for some who were asked."""
    met, bought = _first_talks(activities), _first_orders(ordered)
    numbers = count(1)
    rows = [
        _introduced(f"RF-{next(numbers):04}", person, person.referrer, met, bought, today)
        for person in people
        if person.referrer
    ]
    rows += _in_vain(people, numbers, today)
    return {
        "Referrals": columns("Referrals", rows),
        "IncentiveRules": columns("IncentiveRules", _RULES),
    }


def _introduced(
    key: str,
    person: SampleContact,
    giver: SampleContact,
    met: Mapping[str, date],
    bought: Mapping[str, date],
    today: date,
) -> _Row:
    came = date.fromordinal(person.created)
    status = "Won" if person.id in bought else "Met" if person.id in met else "Introduced"
    open_still = status != "Won" and (today - came).days < _THANKS_OPEN_DAYS
    return (
        key, giver.id, came - timedelta(days=_ASKED_BEFORE), giver.rep, "call", status, person.id, f"{person.first} {person.last}", came,
        met.get(person.id), None if open_still else came + timedelta(days=_THANKED_AFTER), None,
    )  # fmt: skip


def _in_vain(people: Sequence[SampleContact], numbers: Iterator[int], today: date) -> Iterator[_Row]:
    """Customers who were asked and have named nobody so far."""
    asked = [
        person
        for person in people
        if person.kind == "Customer" and person.plot == "fresh" and not person.named
    ]
    for (status, ago, note), person in zip(_IN_VAIN, asked[5::7], strict=False):
        yield (f"RF-{next(numbers):04}", person.id, today - timedelta(days=ago), person.rep, "call", status, None, None, None, None,
               None, note)  # fmt: skip


def _first_talks(activities: SampleColumns) -> dict[str, date]:
    """The day on which each contact was reached first."""
    rows = zip(
        activities["Contact ID"],
        activities["When"],
        activities["Outcome"],
        activities["Channel"],
        strict=True,
    )
    found: dict[str, date] = {}
    for contact, when, outcome, channel in rows:
        reached = outcome in (None, "Spoke", "Meeting booked") and channel in PERSONAL_CHANNELS
        if reached and isinstance(when, datetime):
            day = when.date()
            found[str(contact)] = min(day, found.get(str(contact), day))
    return found


def _first_orders(ordered: SampleColumns) -> dict[str, date]:
    """The day of each contact's first order."""
    found: dict[str, date] = {}
    for contact, day in zip(ordered["Contact ID"], ordered["Date"], strict=True):
        if isinstance(day, date):
            found[str(contact)] = min(day, found.get(str(contact), day))
    return found
