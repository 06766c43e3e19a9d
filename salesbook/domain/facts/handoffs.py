"""Who takes over a customer from whom, how far that is, and with whom somebody has to talk for it today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.person_at import person_at
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import HANDOFF
from salesbook.tables.arrays import Bools, Ints, dates, days_of, positions, texts
from salesbook.tables.plan import Handle
from salesbook.util.folding import caseless

HANDOFF_KEY = "H-"  # and the Opportunity ID
_NO_DAY = -(10**6)


@dataclass(frozen=True, slots=True)
class Handoff:
    """A row of Handoffs. Positions are -1, and days (since 1970-01-01) None, where they are not known, or still to come.

    `opportunity`, `account` and `contact` are positions; `contact` is whom to talk to. `won`: when the deal was closed.
    `seller` and `taker` are From and To. `is_won`: False of a deal that is not won any more.
    """

    handle: Handle
    key: str
    opportunity: int
    account: int
    contact: int
    seller: str
    taker: str
    promised: str
    won: int | None
    by: int | None
    accepted: int | None
    sent_back: str
    done: int | None
    is_won: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits to be accepted, or sent back to be completed."""
        return self.is_won and self.accepted is None and self.done is None

    @property
    def is_accepted(self) -> bool:
        """Accepted, and not sent back at the same time."""
        return self.is_won and self.accepted is not None and not self.sent_back

    def is_late(self, today: int) -> bool:
        """Whether the day has passed by which it was to be accepted."""
        return self.is_open and self.by is not None and self.by < today


@dataclass(frozen=True, slots=True)
class Taking:
    """A talk that a handoff wants today: `rep` calls the contact (position). `is_settling`: to settle who takes over, as nobody accepted it."""

    handoff: Handoff
    contact: int
    rep: str
    is_settling: bool


def handoffs_of(world: World) -> list[Handoff]:
    """Rows of Handoffs that name a deal or an account of the book, in their order; of those of one deal the first. None without the part."""
    table = world.frames.get("Handoffs")
    if table is None or not len(table):
        return []
    deal, unknown = world.get(_deals)
    first = np.zeros(len(deal), dtype=bool)
    first[np.unique(deal, return_index=True)[1]] = True
    account, contact = _whom(world, deal)
    counts = ~unknown & np.where(deal >= 0, first, account >= 0)
    return [_handoff(world, row, *map(int, (deal[row], account[row], contact[row]))) for row in np.flatnonzero(counts).tolist()]  # fmt: skip


def deals_handed_over(world: World) -> Ints:
    """For each row of Handoffs the position of its deal, named in it or by its key; -1 without one."""
    return world.get(_deals)[0]


def taken_today(world: World) -> list[Taking]:
    """The talks that handoffs want today, each contact once.

    To calls, or who stands in. What was not accepted in time is called by the manager of Settings, though it was sent back or
    nobody is there to take it. Nothing else that was sent back, nor where they were called for it since.
    """
    calendar, active = world.get(work_calendar), set(active_reps(world))
    found: dict[int, Taking] = {}
    for one in world.get(handoffs_of):
        manager = settled_by(world, one)
        settling = manager not in {"", one.taker}
        rep = calendar.stand_in(manager if settling else one.taker, world.today)
        takes = settling or (not one.sent_back and one.taker in active)
        wanted = one.is_won and one.done is None and takes
        if wanted and rep in active and one.contact >= 0 and talked_since(world, one) is None:
            found.setdefault(one.contact, Taking(one, one.contact, rep, settling))
    return list(found.values())


def settled_by(world: World, one: Handoff) -> str:
    """The manager of Settings, where nobody accepted it in time; "" before that, and where Settings names nobody who is active."""
    manager = str(world.settings["Manager"])
    return manager if one.is_late(world.day) and manager in active_reps(world) else ""


def talked_since(world: World, one: Handoff) -> int | None:
    """The day of the first talk at the customer by whoever took over, from Accepted on, or about the handoff since the deal was won; None without one."""
    first = one.accepted if one.accepted is not None else _NO_DAY
    by, taker = world.get(touch_table)["by"].to_numpy(dtype=object), one.taker
    for place in _talks_at(world, one):
        day = int(world.get(_days)[place])
        theirs = one.accepted is not None and day >= first and by[place] in {taker, ""}
        if theirs or (one.won is not None and day >= one.won and _is_about_it(world, place)):
            return day
    return None


def people_at(world: World, account: int, contact: int) -> Ints:
    """Positions of the contacts at an account; without one the contact alone."""
    order, of = world.get(_by_account)
    first, end = np.searchsorted(of, [account, account + 1]).tolist()
    if account < 0:
        return np.array([contact] if contact >= 0 else [], dtype=np.int64)
    found: Ints = order[first:end]
    return found


def _handoff(world: World, row: int, deal: int, account: int, contact: int) -> Handoff:
    cells, (closed, won) = world.get(_cells), world.get(_closed)

    def day(column: str) -> int | None:
        at = int(cells[column][row])
        return at if at > _NO_DAY else None

    def past(column: str) -> int | None:
        found = day(column)
        return found if found is not None and found <= world.day else None

    return Handoff(
        handle=str(cells["handle"][row]), key=cells["Handoff ID"][row], opportunity=deal, account=account, contact=contact,
        seller=cells["From"][row], taker=cells["To"][row], promised=cells["Promised"][row],
        won=int(closed[deal]) if closed[deal] > _NO_DAY else None,
        by=day("First contact by"), accepted=past("Accepted on"), sent_back=cells["Sent back because"][row], done=past("Done on"),
        is_won=deal < 0 or bool(won[deal]),
    )  # fmt: skip


def _cells(world: World) -> dict[str, list[Any]]:
    """Columns of Handoffs, days since 1970-01-01; and the handle of each row."""
    table = world.frames["Handoffs"]
    named = {
        name: texts(table, name).tolist()
        for name in ("Handoff ID", "From", "To", "Promised", "Sent back because")
    }
    days = {
        name: days_of(dates(table, name)).tolist() for name in ("First contact by", "Accepted on", "Done on")
    }
    return {"handle": table.index.tolist(), **named, **days}


def _closed(world: World) -> tuple[Ints, Bools]:
    """By deal the day on which it was closed, and whether it is won; behind them what stands for no deal."""
    deals = world.frames["Opportunities"]
    closed = np.append(days_of(dates(deals, "Closed")), _NO_DAY)
    return closed, np.append(texts(deals, "Result") == "Won", False)


def _deals(world: World) -> tuple[Ints, Bools]:
    """For each row of Handoffs the position of its deal, -1 without one; and whether it names one that is not there."""
    table, deals = world.frames["Handoffs"], world.frames["Opportunities"]
    named = texts(table, "Opportunity ID")
    by_key = np.array(
        [key.removeprefix(HANDOFF_KEY) for key in texts(table, "Handoff ID").tolist()], dtype=object
    )
    at = positions(deals, named)
    return np.where(named == "", positions(deals, by_key), at), (named != "") & (at < 0)


def _whom(world: World, deal: Ints) -> tuple[Ints, Ints]:
    """Account and contact of each row: its own account, else that of the deal, else that of the deal's contact."""
    table, deals, accounts = world.frames["Handoffs"], world.frames["Opportunities"], world.frames["Accounts"]
    contact = np.append(positions(world.frames["Contacts"], texts(deals, "Contact ID")), -1)[deal]
    account = positions(accounts, texts(table, "Account ID"))
    account = np.where(
        account >= 0, account, np.append(positions(accounts, texts(deals, "Account ID")), -1)[deal]
    )
    account = np.where(account >= 0, account, np.append(world.get(accounts_of), -1)[contact])
    return account, person_at(world, account, contact)


def _talks_at(world: World, one: Handoff) -> list[int]:
    """Places in `touch_table` of the talks with the customer, by day."""
    who = world.get(_who)
    places = [
        place
        for contact in people_at(world, one.account, one.contact).tolist()
        for place in range(*np.searchsorted(who, [contact, contact + 1]).tolist())
        if world.get(talk_rows)[place]
    ]
    return sorted(places, key=world.get(_days).__getitem__)


def _is_about_it(world: World, place: int) -> bool:
    row = int(world.get(_activities)[place])
    return row >= 0 and caseless(str(texts(world.frames["Activities"], "Subject")[row])) == caseless(HANDOFF)


def _who(world: World) -> Ints:
    found: Ints = world.get(touch_table)["contact"].to_numpy()
    return found


def _days(world: World) -> Ints:
    found: Ints = world.get(touch_table)["day"].to_numpy()
    return found


def _activities(world: World) -> Ints:
    found: Ints = world.get(touch_table)["activity"].to_numpy()
    return found


def _by_account(world: World) -> tuple[Ints, Ints]:
    """Positions of contacts sorted by account, and the account of each."""
    account = world.get(accounts_of)
    order = np.argsort(account, kind="stable")
    return order, account[order]
