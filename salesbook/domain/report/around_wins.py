"""What happens around wins: touches by day, from 30 days before a deal is won to 180 after, so that it shows where the firm lets go.

Needs Contacts, Accounts, Activities, Opportunities and Orders.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.orders import is_order
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, Objects, dates, days_of, positions, texts

BEFORE, AFTER = 30, 180
# Of days from the win; the first one is what the others are compared with.
SPANS = ((-BEFORE, -1), (0, 0), (1, 30), (31, 90), (91, AFTER))
_NOT_A_TOUCH = ("Newsletter", "Order")
_ONE_MORE_DAY = 1 << 20  # days of one customer never reach those of the next


@dataclass(frozen=True)
class DayAroundWins:
    """A day counted from the win. `wins`: those of which this day is over, and known; `people` were touched, so many `touches`.

    People count once a day and win.
    """

    day: int
    wins: int
    touches: int
    people: int


@dataclass(frozen=True)
class SpanAroundWins:
    """Several days: `win_days` are all days of all wins, `people` count once a win."""

    first: int
    last: int
    win_days: int
    touches: int
    people: int

    @property
    def a_week(self) -> float | None:
        """Touches a week at 100 customers; None where no win is old enough."""
        return 700 * self.touches / self.win_days if self.win_days else None


@dataclass(frozen=True)
class AroundWins:
    """`by_orders`: no deal was ever won in the book, and first orders stand for wins. `nobodys`: wins that name nobody in the book."""

    wins: int
    by_orders: bool
    nobodys: int
    days: tuple[DayAroundWins, ...]
    spans: tuple[SpanAroundWins, ...]

    @property
    def fewest(self) -> int:
        """How many wins a day must have to be shown: one customer's calls are no picture of the firm."""
        return max(1, round(self.wins / 4))

    def at_100(self, at: int) -> tuple[float | None, float | None, float | None]:
        """Of the day at this place, at 100 customers: touches, and the means of touches and people of the seven days around it.

        Nothing where fewer wins than `fewest` are so old.
        """
        here, days = self.days[at], self.days[max(0, at - 3) : at + 4]
        if here.wins < self.fewest:
            return None, None, None
        share = 100 / sum(one.wins for one in days)
        return (
            100 * here.touches / here.wins,
            share * sum(one.touches for one in days),
            share * sum(one.people for one in days),
        )

    @property
    def touches(self) -> int:
        """All of them."""
        return sum(one.touches for one in self.days)

    @property
    def lets_go(self) -> SpanAroundWins | None:
        """The first span after the win with less than half the touches of the days before; None where there is none."""
        usual = self.spans[0].a_week
        later = (one for one in self.spans if one.first > 0 and one.a_week is not None)
        return next((one for one in later if usual and 2 * (one.a_week or 0) < usual), None)


def around_wins(world: World) -> AroundWins:
    """All wins up to today: deals won, by Closed; where none was ever won, the first order of each customer.

    A touch is an activity that reached somebody at the customer; orders and newsletters are none. One that lies near
    two wins of the customer counts at both. Days before the first activity of the book, or still to come, are not known.
    """
    of_contact, who, day, by_orders = _customers_and_wins(world)
    known = who >= 0
    who, won = who[known], day[known]
    at, offset, contact = _touches_near(world, of_contact, who, won)
    first = _first_day(world)
    wins = [int(((won + n <= world.day) & (won + n >= first)).sum()) for n in range(-BEFORE, AFTER + 1)]
    touches = np.bincount(offset + BEFORE, minlength=BEFORE + AFTER + 1)
    by_day = np.unique(np.stack([offset, at, contact]), axis=1)
    people = np.bincount(by_day[0] + BEFORE, minlength=BEFORE + AFTER + 1)
    return AroundWins(
        len(who), by_orders, int((~known).sum()),
        tuple(DayAroundWins(n - BEFORE, wins[n], int(touches[n]), int(people[n])) for n in range(len(wins))),
        tuple(_span(first, last, wins, touches, by_day) for first, last in SPANS),
    )  # fmt: skip


def touches_counted(world: World) -> int:
    """All touches near wins once more, from their side: at how many wins of its customer each one lies."""
    of_contact, who, day, _ = _customers_and_wins(world)
    contact, touched = _touches(world)
    wins = np.sort(who[who >= 0] * _ONE_MORE_DAY + day[who >= 0])
    place = of_contact[contact] * _ONE_MORE_DAY + touched
    near = np.searchsorted(wins, place + BEFORE, side="right") - np.searchsorted(
        wins, place - AFTER, side="left"
    )
    return int(near.sum())


def _span(first: int, last: int, wins: list[int], touches: Ints, by_day: Ints) -> SpanAroundWins:
    days = slice(first + BEFORE, last + BEFORE + 1)
    here = (by_day[0] >= first) & (by_day[0] <= last)
    people = np.unique(by_day[1:, here], axis=1).shape[1]
    return SpanAroundWins(first, last, sum(wins[days]), int(touches[days].sum()), int(people))


def _customers_and_wins(world: World) -> tuple[Ints, Ints, Ints, bool]:
    """The customer of each contact (account, else contact), and customer and day of each win; -1 for a win of nobody known."""
    account, accounts = world.get(accounts_of), len(world.frames["Accounts"])
    of_contact = np.where(account >= 0, account, accounts + np.arange(len(account)))
    deals = world.frames["Opportunities"]
    closed = dates(deals, "Closed")
    won = np.flatnonzero(
        (texts(deals, "Result") == "Won") & ~np.isnat(closed) & (days_of(closed) <= world.day)
    )
    if len(won):
        who = _customers(world, of_contact, texts(deals, "Account ID")[won], texts(deals, "Contact ID")[won])
        return of_contact, who, days_of(closed)[won], False
    orders = world.frames["Orders"]
    real = np.flatnonzero(is_order(orders, world.day))
    who = _customers(world, of_contact, texts(orders, "Account ID")[real], texts(orders, "Contact ID")[real])
    day = days_of(dates(orders, "Date"))[real]
    order = np.argsort(day, kind="stable")
    customers, first = np.unique(who[order], return_index=True)
    return of_contact, customers[customers >= 0], day[order][first][customers >= 0], True


def _customers(world: World, of_contact: Ints, account: Objects, contact: Objects) -> Ints:
    at, person = positions(world.frames["Accounts"], account), positions(world.frames["Contacts"], contact)
    return np.where(at >= 0, at, np.where(person >= 0, np.append(of_contact, -1)[person], -1))


def _first_day(world: World) -> int:
    """The day of the first activity in the book; far ahead without one."""
    day = dates(world.frames["Activities"], "When")
    return int(days_of(day[~np.isnat(day)]).min(initial=np.iinfo(np.int64).max))


def _touches_near(world: World, of_contact: Ints, who: Ints, won: Ints) -> tuple[Ints, Ints, Ints]:
    """A row for each touch near each win: which win, how many days from it, and which contact."""
    contact, day = _touches(world)
    place = of_contact[contact] * _ONE_MORE_DAY + day
    order = np.argsort(place, kind="stable")
    place = place[order]
    start = np.searchsorted(place, who * _ONE_MORE_DAY + won - BEFORE, side="left")
    end = np.searchsorted(place, who * _ONE_MORE_DAY + won + AFTER, side="right")
    many = end - start
    at = np.repeat(np.arange(len(who)), many)
    near = order[np.arange(len(at)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(start, many)]
    return at, day[near] - won[at], contact[near]


def _touches(world: World) -> tuple[Ints, Ints]:
    """Contact and day of each activity that reached somebody."""
    touches = world.get(touch_table)
    real = (touches["points"].to_numpy() > 0) & (touches["activity"].to_numpy() >= 0)
    real &= ~touches["channel"].isin(_NOT_A_TOUCH).to_numpy()
    return touches["contact"].to_numpy()[real], touches["day"].to_numpy()[real]
