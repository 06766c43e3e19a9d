"""What happened between us and the people of a card: orders, talks and referrals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.facts.people import full_names
from salesbook.domain.facts.subjects import own_subject, topic_said
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, dates, numbers, positions, texts
from salesbook.tables.rows import row_of

if TYPE_CHECKING:
    import pandas as pd

    from salesbook.domain.cards.find import Subject


@dataclass(frozen=True)
class Order:
    """One order, or a return where the amount is negative; the amount is None where it is blank."""

    day: date
    amount: float | None
    who: str


@dataclass(frozen=True)
class Year:
    """What was bought in one calendar year, returns taken off."""

    year: int
    orders: int
    amount: float


@dataclass(frozen=True)
class Buying:
    """All orders, the latest first, and by year; `gap` is the usual number of days between two order days.

    `gap` and `since` (days since the last order) are None where there were too few orders.
    """

    orders: tuple[Order, ...]
    years: tuple[Year, ...]
    gap: int | None
    since: int | None


@dataclass(frozen=True)
class Talk:
    """One talk; `words` are the customer's own. `subject` is what a person wrote, `topic` what salesbook calls it."""

    day: date
    who: str
    by: str
    channel: str
    inbound: bool
    outcome: str
    subject: str
    topic: str
    words: str
    notes: str


@dataclass(frozen=True)
class Referred:
    """A referral: `name` came from `by` on `day`. `received`: it is a person of the card who was referred."""

    name: str
    by: str
    day: date | None
    kind: str
    received: bool


def past_orders(world: World, subject: Subject, places: Ints) -> Buying:
    """Orders up to today of the account or any of the people."""
    orders = world.frames["Orders"]
    who = positions(world.frames["Contacts"].iloc[places], texts(orders, "Contact ID"))
    theirs = who >= 0
    if subject.account:  # a person may have ordered for another firm before
        theirs = (texts(orders, "Account ID") == subject.account) | (
            theirs & (texts(orders, "Account ID") == "")
        )
    day, amount = dates(orders, "Date"), numbers(orders, "Amount")
    found = np.flatnonzero(theirs & ~np.isnat(day) & (day <= np.datetime64(world.today)))
    found = found[np.argsort(day[found], kind="stable")][::-1]
    names = full_names(world.frames["Contacts"])
    contact = texts(orders, "Contact ID")
    listed = tuple(
        Order(
            day[at].item(),
            None if np.isnan(amount[at]) else float(amount[at]),
            str(names.get(contact[at], "")),
        )
        for at in found
    )
    days = sorted({order.day for order in listed if not (order.amount or 0) < 0})
    gaps = np.diff(np.array(days, dtype="datetime64[D]")).astype(int)
    return Buying(
        listed, _years(listed),
        gap=round(float(np.median(gaps))) if len(gaps) else None,
        since=(world.today - days[-1]).days if days else None,
    )  # fmt: skip


def _years(orders: tuple[Order, ...]) -> tuple[Year, ...]:
    by_year: dict[int, list[float]] = defaultdict(list)
    for order in orders:
        by_year[order.day.year].append(order.amount or 0)
    return tuple(Year(year, sum(amount >= 0 for amount in amounts), sum(amounts))
                 for year, amounts in sorted(by_year.items(), reverse=True))  # fmt: skip


def past_talks(world: World, places: Ints) -> list[Talk]:
    """Talks up to today that say something, the latest first: newsletters and calls nobody took do not."""
    log = world.frames["Activities"]
    contacts = world.frames["Contacts"].iloc[places]
    who = positions(contacts, texts(log, "Contact ID"))
    moment = log["When"].to_numpy()
    told = (texts(log, "Their words") != "") | (texts(log, "Notes") != "")
    empty = (texts(log, "Outcome") == "No answer") | (texts(log, "Channel") == "Newsletter")
    known = ~np.isnat(moment) & (dates(log, "When") <= np.datetime64(world.today))
    found = np.flatnonzero((who >= 0) & known & (told | ~empty))
    found = found[np.argsort(moment[found], kind="stable")][::-1]
    names = full_names(contacts).tolist()
    return [_talk(log, at, names[who[at]]) for at in found.tolist()]


def _talk(log: pd.DataFrame, at: int, who: str) -> Talk:
    row = row_of(log, log.index[at])
    return Talk(
        day=row["When"].date(), who=who or row["Contact ID"], by=row["By"], channel=row["Channel"], inbound=row["Direction"] == "In",
        outcome=row["Outcome"], subject=own_subject(row["Subject"]), topic=topic_said(row["Subject"]),
        words=row["Their words"], notes=row["Notes"],
    )  # fmt: skip


def past_referrals(world: World, places: Ints) -> list[Referred]:
    """Whom the people of the card referred, and who referred them; the latest first."""
    contacts = world.frames["Contacts"]
    ids, by = texts(contacts, "Contact ID"), texts(contacts, "Referred by")
    names = full_names(contacts)
    here = set(ids[places].tolist())
    given = [at for at in range(len(ids)) if by[at] in here] if here else []
    received = [at for at in places.tolist() if by[at] and by[at] in names.index and by[at] not in here]
    created = dates(contacts, "Created")
    kind = texts(contacts, "Kind")
    found = [
        Referred(
            names.iloc[at] or ids[at],
            names[by[at]] or by[at],
            created[at].item(),
            kind[at],
            received=at in received,
        )
        for at in [*given, *received]
    ]
    return sorted(
        found, key=lambda one: (one.day is None, -(one.day.toordinal() if one.day else 0), one.name)
    )
