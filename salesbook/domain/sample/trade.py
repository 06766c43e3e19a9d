"""The orders and opportunities of the sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.domain.sample.cast import Account, SampleContact
from salesbook.domain.sample.dice import Dice
from salesbook.domain.sample.firm import HISTORY_DAYS, MACHINES, SUPPLIES
from salesbook.tables.plan import Value

_Row = tuple[Value, ...]

_GAPS = {"High": (150, 300), "Low": (45, 120)}
_STAGES = ("Qualified", "Demo", "Quote sent", "Decision")
_LOST = (
    "Price",
    "Bought from a competitor",
    "Project stopped",
    "No budget this year",
    "Delivery took too long",
    "Could not run their trays",
)
_NEXT_STEPS = (
    "Demo on their line",
    "Trial with their trays",
    "Second quote",
    "Meet the plant manager",
    "Answer on the payment terms",
)
_SOON, _LATER = 14, 90  # days from today until a deal is expected to close


def orders(accounts: Sequence[Account], seed: int, today: date) -> list[_Row]:
    """Rows of Orders, in the order of time. A buyer is known (`created`) from the first order on."""
    dice = Dice(seed, "orders")
    found: list[tuple[int, str, str, int]] = []
    for account in accounts:
        if account.buyer is None:
            continue
        placed = [(today.toordinal() - age, amount) for age, amount in _rhythm(dice, account)]
        account.buyer.created = min(day for day, _ in placed)
        found += [(day, account.id, account.buyer.id, amount) for day, amount in placed]
    found.sort(key=lambda order: order[0])
    width = max(5, len(str(len(found))))
    return [(f"ORD-{number:0{width}}", account, contact, date.fromordinal(day), amount)
            for number, (day, account, contact, amount) in enumerate(found, 1)]  # fmt: skip


def _rhythm(dice: Dice, account: Account) -> Iterator[tuple[int, int]]:
    """(age in days, amount) of each order, the latest first; a return has a negative amount."""
    low, high = _GAPS[account.ticket]
    gap = dice.between(low, high)
    usual = account.value * gap / 365
    match account.orders:
        case "won":
            yield dice.between(33, 36), _money(account.value * 0.8)
            return
        case "first":
            yield dice.between(150, 300), _money(usual)
            return
        case "overdue":
            age = int(gap * (1.8 + dice.roll()))
        case "ended":
            age = dice.between(300, 420)
        case _:
            age = 3 + int(gap * 0.8 * dice.roll())
    growing = account.orders == "growing"
    last = age + gap * 2 + dice.between(0, max(HISTORY_DAYS - age - gap * 2, 0))
    amount = usual * (0.85 + 0.3 * dice.roll())
    if account.orders == "returns":
        yield age, -_money(amount * 0.2)
        age += dice.between(6, 12)
    while age <= last:
        yield age, _money(amount * (0.85 + 0.3 * dice.roll()))
        age += max(int(gap * (0.8 + 0.4 * dice.roll())), 1)
        if growing:
            amount *= 0.93
            gap = int(gap * 1.04)


def _money(amount: float) -> int:
    return max(round(amount / 10) * 10, 50)


def opportunities(
    accounts: Sequence[Account], people: Sequence[SampleContact], seed: int, today: date
) -> list[_Row]:
    """Rows of Opportunities: open ones of prospects, the lost ones of those who rest, and what was won."""
    dice, ahead = Dice(seed, "opportunities"), Dice(seed, "next steps")
    leads: dict[str, SampleContact] = {}
    for person in people:
        if person.account:
            leads.setdefault(person.account.id, person)
    rows: list[tuple[Value, ...]] = []
    for account in accounts:
        row = _opportunity(dice, account, leads[account.id], today.toordinal())
        if row:
            rows.append((f"OPP-{len(rows) + 1:04}", account.id, *row, *_ahead(ahead, row, today)))
    return rows


def _ahead(dice: Dice, row: _Row, today: date) -> _Row:
    """Expected close and Next step: of open deals most have both, and some should have closed by now."""
    if "Open" not in row:
        return None, None
    day = today.toordinal() + dice.between(_SOON, _LATER) - (2 * _SOON if dice.chance(0.15) else 0)
    step = dice.pick(_NEXT_STEPS)
    return (date.fromordinal(day) if dice.chance(0.85) else None), (step if dice.chance(0.8) else None)


def _opportunity(dice: Dice, account: Account, lead: SampleContact, today: int) -> _Row | None:
    machine, supply = MACHINES[account.machine], SUPPLIES[account.machine]
    amount = _money(account.value * (0.4 + 0.5 * dice.roll()))
    source = lead.source if lead.source != "Existing customer" or account.kind != "Prospect" else "Other"
    giver = lead.referrer.id if lead.referrer and source == "Referral" else None
    if account.orders == "won":
        title, ages, result = f"First {machine}", (70, 36), "Won"
        amount = _money(account.value * 0.8)
    elif account.kind == "Prospect" and lead.plot == "rests":
        title, ages, result = f"{machine} for the packing line", (160, 28), "Lost"
    elif account.kind == "Prospect" and lead.plot != "never" and dice.chance(0.75):
        title, ages, result = f"{machine} for the packing line", (dice.between(15, 120), 0), "Open"
    elif account.kind == "Past customer" and dice.chance(0.6):
        title, ages, result = f"Framework order for {supply}", (420, dice.between(250, 300)), "Lost"
    elif account.kind == "Customer" and dice.chance(0.3):
        title, ages, result = f"Second {machine}", (dice.between(10, 100), 0), "Open"
    elif account.kind == "Customer" and dice.chance(0.2):
        title, ages, result = (
            f"Upgrade of the {machine}",
            (dice.between(200, 260), dice.between(90, 150)),
            dice.pick(("Won", "Lost")),
        )
    else:
        return None
    opened, closed = ages
    return (
        lead.id, account.owner if account.still_the_leavers else lead.rep, title, {"Won": "Order", "Lost": "Closed"}.get(result) or dice.pick(_STAGES), amount,
        date.fromordinal(today - opened), date.fromordinal(today - closed) if closed else None, result,
        dice.pick(_LOST) if result == "Lost" else None, source, giver,
    )  # fmt: skip
