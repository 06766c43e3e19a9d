"""After the sale at the sample's firm: who takes over what was won, and what service and the office hear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from salesbook.domain.sample.cast import Account, SampleContact
from salesbook.domain.sample.firm import OFFICE, SERVICE, SUPPLIES, SampleColumns, columns
from salesbook.tables.plan import Value

PART_SINCE_DAYS = 60  # days for which the firm has had the parts that follow a sale
LATELY_WON_DAYS = 1  # a deal that was won so many days ago is handed off by the next click

_Row = tuple[Value, ...]
_BOUGHT = (
    "Their old machine stood still twice a month; we showed ours on their own trays.",
    "The plant manager wanted one supplier for machine and film.",
    "We could deliver before their season, the others could not.",
    "Their baker in Girona runs one, and told them.",
)
_PROMISED = (
    "Two days of training on site, and a technician within a day in the first month.",
    "Film at the price of last year for the first twelve months.",
    "A spare set of wear parts free of charge.",
    "A visit after 90 days, with their own figures of waste before and after.",
)
_RISKS = (
    "The shift leader would have kept the old one.",
    None,
    "The floor drain is where the machine shall stand.",
    None,
)
_SENT_BACK = "Which film was agreed on, and until when is the price good?"


@dataclass(frozen=True)
class _Heard:
    """A note: so many days ago, by whom, of what type, how settled, and what was heard at an account."""

    ago: int
    by: str
    type: str | None
    heard: Callable[[Account], str]
    closed_ago: int | None = None
    urgent: bool = False


_HEARD = (
    _Heard(1, SERVICE, "Lead", lambda _: "They take over a second brand in spring and asked who labels its trays."),
    _Heard(1, SERVICE, "Risk", lambda _: "Somebody from another maker measured their line last week.", urgent=True),
    _Heard(2, SERVICE, "Need", lambda account: f"Their {SUPPLIES[account.machine]} run out each Thursday; they would keep more in stock."),
    _Heard(2, OFFICE, None, lambda _: "Asked whether invoices can go to head office from January."),
    _Heard(4, SERVICE, "Compliment", lambda _: "The foreman says that it has not stopped once since June."),
    _Heard(6, SERVICE, "Competitor seen", lambda _: "A sealer of another make stands in the hall, still packed."),
    _Heard(8, OFFICE, "Change of people", lambda _: "Orders are signed by a Ms Ortega now, of purchasing."),
    _Heard(20, OFFICE, "Complaint", lambda _: "Two invoices for one delivery, the second with a reminder.", closed_ago=15),
    _Heard(33, SERVICE, "Need", lambda account: f"They cut {SUPPLIES[account.machine]} by hand because ours are too wide.", closed_ago=30),
)  # fmt: skip


def after_sale_tables(
    deals: SampleColumns, accounts: Sequence[Account], people: Sequence[SampleContact], today: date
) -> dict[str, SampleColumns]:
    """What stands on Handoffs and Front line; the deal that was won lately (see `win_one_lately`) has no handoff yet."""
    return {
        "Handoffs": columns("Handoffs", _handoffs(deals, today)),
        "FrontLine": columns("FrontLine", _notes(accounts, people, today)),
    }


def win_one_lately(deals: SampleColumns, today: date) -> None:
    """Of the open deals the first with a customer is won: its handoff is the next click's to make."""
    row = next(
        (
            row
            for row, (title, result) in enumerate(zip(deals["Title"], deals["Result"], strict=True))
            if result == "Open" and str(title).startswith("Second ")
        ),
        None,
    )
    if row is not None:
        won: dict[str, Value] = {"Result": "Won", "Stage": "Order", "Closed": today - timedelta(days=LATELY_WON_DAYS), "Expected close": None,
               "Next step": None}  # fmt: skip
        for header, value in won.items():
            deals[header][row] = value


def take_over(accounts: SampleColumns, handoffs: SampleColumns) -> None:
    """Whoever accepted a handoff keeps the account since."""
    rows = zip(handoffs["Account ID"], handoffs["To"], handoffs["Accepted on"], strict=True)
    for account, owner, accepted in rows:
        if accepted:
            accounts["Owner"][accounts["Account ID"].index(account)] = owner


def _handoffs(deals: SampleColumns, today: date) -> list[_Row]:
    """Each deal won since the part came has been handed off: the last was sent back, the others were accepted and called."""
    first = today - timedelta(days=PART_SINCE_DAYS)
    lately = today - timedelta(days=LATELY_WON_DAYS)
    won = [
        (row, closed)
        for row, (result, closed) in enumerate(zip(deals["Result"], deals["Closed"], strict=True))
        if result == "Won" and isinstance(closed, date) and first <= closed < lately
    ]
    return [
        _handoff(deals, row, closed, number, last=number == len(won) - 1)
        for number, (row, closed) in enumerate(won)
    ]


def _handoff(deals: SampleColumns, row: int, closed: date, number: int, *, last: bool) -> _Row:
    by = closed + timedelta(days=2 if closed.weekday() < 3 else 4)
    key, turn = deals["Opportunity ID"][row], number % len(_BOUGHT)
    return (
        f"H-{key}", key, deals["Account ID"][row], deals["Owner"][row], SERVICE, _BOUGHT[turn], None if last else _PROMISED[turn], _RISKS[turn],
        by, None if last else closed + timedelta(days=1), _SENT_BACK if last else None, None if last else by,
    )  # fmt: skip


def _notes(accounts: Sequence[Account], people: Sequence[SampleContact], today: date) -> list[_Row]:
    """Each note was heard at another customer, of somebody who is still there."""
    first: dict[str, SampleContact] = {}
    for person in people:
        if person.account and person.plot in ("fresh", "due", "strong", "news"):
            first.setdefault(person.account.id, person)
    there = [account for account in accounts if account.kind == "Customer" and account.id in first]
    rows: list[_Row] = []
    for number, (note, account) in enumerate(zip(_HEARD, there[::2], strict=False), 1):
        when = datetime.combine(today - timedelta(days=note.ago), time(8 + number % 8, 15))
        closed = None if note.closed_ago is None else today - timedelta(days=note.closed_ago)
        rows.append((
            f"N-{number:04}", when, note.by, account.id, first[account.id].id, note.heard(account), note.type,
            "Yes" if note.urgent else None, closed,
        ))  # fmt: skip
    return rows
