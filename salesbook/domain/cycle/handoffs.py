"""Handoffs: one for each deal that was won, and what becomes of those that were accepted or sent back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from salesbook.domain.aftersale.since import events_since
from salesbook.domain.cycle.follow_up_problems import follow_up_problems
from salesbook.domain.cycle.handoff_notes import NOTED, NOTED_PROMISE, noted_of
from salesbook.domain.cycle.handoff_owners import new_owners
from salesbook.domain.cycle.handoff_problems import handoff_problems
from salesbook.domain.cycle.handoff_state import still_missing, was_taken
from salesbook.domain.cycle.takers import Takers
from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.handoffs import (
    HANDOFF_KEY,
    Handoff,
    deals_handed_over,
    handoffs_of,
    settled_by,
    talked_since,
)
from salesbook.domain.facts.owners import accounts_of, owners_of
from salesbook.domain.facts.person_at import person_at
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, dates, day_number, day_of_number, days_of, positions, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Change, Message, Plan, Set, Value
from salesbook.tables.rows import place_of_handle
from salesbook.util.wording import count, joined

TIME_TO_ACCEPT = 2  # working days, in which the customer must have heard from whoever takes over, too
_OURS = ("Account", "Still missing")
_Cells = Mapping[str, Value]


def plan_handoffs(world: World) -> Plan:
    """Rows for what was won since the part came, owners of what was accepted, and what each row still misses."""
    takers = Takers(world)
    rows = world.get(handoffs_of)
    taken = [one for one in rows if _is_taken_now(world, one)]
    filled = {one.handle: _filled(world, one, takers) for one in rows}
    new, told = _new(world, takers)
    made: list[Change] = [Append("Handoffs", new)] if new else []
    if taken:
        told.append(
            f"{count(len(taken), 'handoff was', 'handoffs were')} accepted: the customer has the new owner."
        )
    told += [*_late_without_manager(world, rows), *_won_without_day(world)]
    return Plan(
        (*_cells(world, rows, filled), *made, *new_owners(world, taken)),
        (*handoff_problems(world, takers), *follow_up_problems(world)),
        tuple(map(Message, told)),
        {"handed over": len(new), "accepted": len(taken)},
    )


def _late_without_manager(world: World, rows: Sequence[Handoff]) -> Iterator[str]:
    """What nobody accepted in time, where Settings names nobody to settle it."""
    late = sum(one.is_late(world.day) and not settled_by(world, one) for one in rows)
    if late:
        was = count(late, "handoff was", "handoffs were")
        yield f"{was} not accepted in time, and Settings names no Manager who is active: type one there, who settles it."


def _won_without_day(world: World) -> Iterator[str]:
    """Deals whose Result is Won, and of which no day tells whether they count."""
    table = world.frames["Opportunities"]
    closed = dates(table, "Closed")
    waits = (texts(table, "Result") == "Won") & (np.isnat(closed) | (days_of(closed) > world.day))
    waits[np.setdiff1d(deals_handed_over(world), [-1])] = False
    if some := texts(table, "Opportunity ID")[waits].tolist():
        is_ = "is" if len(some) == 1 else "are"
        yield f"{count(len(some), 'won deal')} {is_} not handed over, as Closed is blank or still to come ({joined(some, 3)}): correct it in Opportunities."


def _is_taken_now(world: World, one: Handoff) -> bool:
    """Whether it was accepted and the account has no new owner yet. What was done before, and is theirs already, stays as it is."""
    row = place_of_handle(world.frames["Handoffs"], one.handle)
    known = one.taker in world.get(active_reps)
    is_over = (
        one.done is not None
        and one.account >= 0
        and texts(world.frames["Accounts"], "Owner")[one.account] == one.taker
    )
    return one.is_accepted and known and not is_over and not was_taken(world, row)


def _new(world: World, takers: Takers) -> tuple[list[dict[str, Value]], list[str]]:
    """Rows for deals that were won and have none, and what to say of them; who serves already hands nothing over."""
    deals = _won_without(world)
    if deals and not takers.role:
        told = f"{count(len(deals), 'won deal stays', 'won deals stay')} with who sold: Duties names no role for Handoff or Service follow-up."
        return [], [told + " Type one there to have them handed over."]
    rows = [_row(world, deal, takers) for deal in deals if not takers.serves(_seller(world, deal))]
    return rows, [
        f"{count(len(rows), 'won deal is', 'won deals are')} handed over: see Handoffs."
    ] if rows else []


def _won_without(world: World) -> list[int]:
    """Positions of deals won since the part came that have no row, the earliest first."""
    table = world.frames["Opportunities"]
    closed = days_of(dates(table, "Closed"))
    won = (texts(table, "Result") == "Won") & (closed >= world.get(events_since)) & (closed <= world.day)
    won[np.setdiff1d(deals_handed_over(world), [-1])] = False
    won &= texts(table, "Opportunity ID") != ""
    return sorted(np.flatnonzero(won).tolist(), key=lambda at: (closed[at], table.index[at]))


def _row(world: World, deal: int, takers: Takers) -> dict[str, Value]:
    """What the new row says; with To blank where nobody is there."""
    table, accounts = world.frames["Opportunities"], world.frames["Accounts"]
    account, contact = _customer(world, deal)
    seller, closed = _seller(world, deal), int(days_of(dates(table, "Closed"))[deal])
    taker, noted, key = (
        takers.taker(account, seller),
        noted_of(world, deal),
        str(texts(table, "Opportunity ID")[deal]),
    )
    by = _by(world, taker or seller, closed)
    made = Handoff(
        handle="", key=HANDOFF_KEY + key, opportunity=deal, account=account, contact=contact, seller=seller, taker=taker,
        promised=noted.get(NOTED_PROMISE, ""), won=closed, by=by, accepted=None, sent_back="", done=None, is_won=True,
    )  # fmt: skip
    return {
        "Handoff ID": made.key,
        "Opportunity ID": key,
        "Account ID": texts(accounts, "Account ID")[account] if account >= 0 else None,
        "Account": _account_name(world, account),
        "From": seller or None,
        "To": taker or None,
        **{name: noted.get(name) for name in NOTED},
        "First contact by": day_of_number(by),
        "Still missing": still_missing(world, made, [name for name in NOTED if name not in noted]),
    }


def _account_name(world: World, account: int) -> str | None:
    return str(texts(world.frames["Accounts"], "Account")[account]) or None if account >= 0 else None


def _customer(world: World, deal: int) -> tuple[int, int]:
    """Account and contact of a deal; -1 where there is none."""
    account, contact = world.get(_customers)
    return int(account[deal]), int(contact[deal])


def _customers(world: World) -> tuple[Ints, Ints]:
    """By deal the position of its account, and of whom to talk to there."""
    table = world.frames["Opportunities"]
    named = positions(world.frames["Contacts"], texts(table, "Contact ID"))
    account = positions(world.frames["Accounts"], texts(table, "Account ID"))
    account = np.where(account >= 0, account, np.append(world.get(accounts_of), -1)[named])
    return account, person_at(world, account, named)


def _seller(world: World, deal: int) -> str:
    """The deal's owner, else that of its account or contact; "" for nobody."""
    owner = str(texts(world.frames["Opportunities"], "Owner")[deal])
    account, contact = _customer(world, deal)
    if not owner and account >= 0:
        owner = str(texts(world.frames["Accounts"], "Owner")[account])
    return owner or (str(world.get(owners_of)[contact]) if contact >= 0 else "")


def _by(world: World, rep: str, won: int) -> int:
    """So many working days after it was won; of what was won long ago, after today."""
    by = _working_days_after(world, rep, won)
    return by if by >= world.day else _working_days_after(world, rep, world.day)


def _working_days_after(world: World, rep: str, day: int) -> int:
    start = np.array([day]).astype("datetime64[D]")
    after = world.get(work_calendar).working_days_after(np.array([rep], dtype=object), start, TIME_TO_ACCEPT)
    return int(days_of(after)[0])


def _filled(world: World, one: Handoff, takers: Takers) -> _Cells:
    """Blank cells that salesbook fills: of a row that somebody typed, of one for whom there is somebody now, and the first talk."""
    if one.done is not None or not one.is_won:
        return {}
    deals, accounts = world.frames["Opportunities"], world.frames["Accounts"]
    seller = one.seller or (_seller(world, one.opportunity) if one.opportunity >= 0 else "")
    talked = talked_since(world, one) if one.is_accepted else None
    cells: dict[str, Value] = {
        "Opportunity ID": texts(deals, "Opportunity ID")[one.opportunity] if one.opportunity >= 0 else None,
        "Account ID": texts(accounts, "Account ID")[one.account] if one.account >= 0 else None,
        "From": seller or None,
        "To": one.taker or takers.taker(one.account, seller) or None,
        "First contact by": day_of_number(
            _by(world, one.taker or seller, world.day if one.won is None else one.won)
        ),
        "Done on": None if talked is None else day_of_number(talked),
    }
    source = origin_of(world.frames["Handoffs"])
    return {
        name: value
        for name, value in cells.items()
        if value is not None and source.value(one.handle, name) in (None, "")
    }


def _cells(world: World, rows: Sequence[Handoff], filled: Mapping[str, _Cells]) -> Iterator[Change]:
    """Changes of Handoffs: what is filled, and in every row the customer's name and what is still missing."""
    table = world.frames["Handoffs"]
    noted = {name: texts(table, name) for name in NOTED}
    by_column: dict[str, dict[str, Value]] = defaultdict(dict)
    for one in rows:
        for name, value in filled[one.handle].items():
            by_column[name][one.handle] = value
        row = place_of_handle(table, one.handle)
        blank = [name for name in NOTED if not noted[name][row]]
        by_column["Account"][one.handle] = _account_name(world, one.account)
        by_column["Still missing"][one.handle] = still_missing(world, _with(one, filled[one.handle]), blank)
    source = origin_of(table)
    for name, cells in by_column.items():
        stood = [] if name in _OURS else [source.value(handle, name) for handle in cells]
        yield Set("Handoffs", list(cells), {name: list(cells.values())}, {name: stood} if stood else {})


def _with(one: Handoff, cells: _Cells) -> Handoff:
    """The row with these cells filled in."""

    def day(name: str, before: int | None) -> int | None:
        value = cells.get(name)
        return day_number(value) if isinstance(value, date) else before

    return replace(
        one, taker=str(cells.get("To") or one.taker), seller=str(cells.get("From") or one.seller),
        by=day("First contact by", one.by), done=day("Done on", one.done),
    )  # fmt: skip
