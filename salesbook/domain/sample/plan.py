"""Sample data: the book of a believable firm, alike for the same seed, on every machine.

Some blemishes are there on purpose, so that the Problems table has something to show: the agreed
date of one contact is typed as words, another contact names an account that does not exist, and an account
and its deal are still those of a colleague who has left.
Public holidays are those that the library `holidays` knows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time, timedelta

from salesbook.domain.sample.after_sale import PART_SINCE_DAYS, after_sale_tables, take_over, win_one_lately
from salesbook.domain.sample.cast import CONSENT_BY_PHONE, CONSENT_WAYS, GONE_STATUSES, Account, SampleContact
from salesbook.domain.sample.dice import Dice
from salesbook.domain.sample.firm import SampleColumns, columns, firm, named
from salesbook.domain.sample.history import Diary
from salesbook.domain.sample.introductions import introductions
from salesbook.domain.sample.people import Town
from salesbook.domain.sample.pitches import pitch
from salesbook.domain.sample.proposition import SPEAKERS, campaign_tables
from salesbook.domain.sample.trade import opportunities, orders
from salesbook.errors import BadInput
from salesbook.schema import PARTS, SINCE, TABLES
from salesbook.tables.grid import Grid, Snapshot
from salesbook.tables.plan import Extend, Plan, Set, Value

_CONTACTS, ACTIVITIES_A_CONTACT = 240, 12.5
WORDS_FOR_A_DATE = "after the fair"
UNKNOWN_ACCOUNT = "OLD-4711"
_FILLED_IN = ("Settings", "Duties")  # a new book has their rows
_CAME_LATER = ("aftersale", "referrals")  # parts that the firm has had for some weeks only


def plan_sample(
    seen: Snapshot, *, today: date, contacts: int | None = None, activities: int | None = None, seed: int = 1
) -> Plan:
    """What puts a sample into a new book, as it was `seen`; see `sample`."""
    tables = sample(
        _CONTACTS if contacts is None else contacts,
        activities,
        seed,
        today=today,
        parts={TABLES[name].part for name in seen.grids},
    )
    changes = (
        _fill_in(seen.grids[name], cells) if name in _FILLED_IN else Extend(name, cells)
        for name, cells in tables.items()
    )
    return Plan(tuple(changes))


def sample(
    contacts: int = _CONTACTS,
    activities: int | None = None,
    seed: int = 1,
    *,
    today: date,
    parts: Collection[str] = (),
) -> dict[str, SampleColumns]:
    """Tables of the book: name -> header -> cells, all columns of a table equally long.

    Activities are exactly as many as asked for, else 12.5 a contact. Settings and Duties have only
    the rows to fill in, by their key; the rows of all other tables are new ones. Columns of
    salesbook's own are left out. `parts`: with campaigns a proposition is pitched (see `sample.proposition`),
    with aftersale what was won is handed off (`sample.after_sale`), with referrals it is kept who brought whom (`sample.introductions`). Raises BadInput without any contact.
    """
    if contacts < 1 or (activities is not None and activities < 0):
        raise BadInput(
            "A sample has at least one contact, and no fewer than 0 activities.", "Give other numbers."
        )
    total = round(contacts * ACTIVITIES_A_CONTACT) if activities is None else activities
    accounts, people = Town(contacts, seed).people(contacts)
    ordered = orders(accounts, seed, today)
    activities_made = named("Activities", Diary(seed, today).write(people, total))
    if "campaigns" in parts:
        pitch(activities_made, people, seed, today)
    tables = {
        "Accounts": columns("Accounts", [_account_row(account) for account in accounts]),
        "Contacts": columns("Contacts", _contact_rows(people, seed, today)),
        "Activities": activities_made,
        "Opportunities": columns("Opportunities", opportunities(accounts, people, seed, today)),
        "Orders": columns("Orders", ordered),
    }
    _blemish(tables["Contacts"], people)
    rules = firm(today)
    settings: dict[str, str] = {}
    if "campaigns" in parts:
        tables |= campaign_tables(today)
        settings["Who approves"] = SPEAKERS
    if "aftersale" in parts:
        win_one_lately(tables["Opportunities"], today)
        tables |= after_sale_tables(tables["Opportunities"], accounts, people, today)
        take_over(tables["Accounts"], tables["Handoffs"])
    if "referrals" in parts:
        tables |= introductions(people, activities_made, tables["Orders"], today)
    if later := [part for part in PARTS if part in parts and part in _CAME_LATER]:
        came = today - timedelta(days=PART_SINCE_DAYS)
        settings[SINCE] = ", ".join(f"{part} {came:%Y-%m-%d}" for part in later)
    rules["Settings"]["Setting"] += settings
    rules["Settings"]["Value"] += settings.values()
    return {**rules, **tables}


def _fill_in(grid: Grid, cells: SampleColumns) -> Set:
    handles = [str(key) for key in cells[grid.key]]
    columns = {header: values for header, values in cells.items() if header != grid.key}
    stands = {header: [grid.columns[header][grid.rows[handle]] for handle in handles] for header in columns}
    return Set(grid.name, handles, columns, expected=stands)


def _account_row(account: Account) -> tuple[Value, ...]:
    segment = {"A": "Chain", "B": "Regional"}.get(account.tier, "Craft")
    land = account.country
    return (account.id, account.name, segment, account.industry, account.tier, account.ticket, account.owner, land.code, land.zone,
            account.stage, account.value, _customer_number(account), account.notes, None, None)  # fmt: skip


def _customer_number(account: Account) -> str | None:
    """Whoever has bought has a number in the accounting system."""
    return f"1{account.id[1:]}" if account.stage in ("Win", "Serve") else None


def _contact_rows(people: Sequence[SampleContact], seed: int, today: date) -> list[tuple[Value, ...]]:
    dice, days = Dice(seed, "contacts"), _Days(today)
    return [_contact_row(person, dice, days) for person in people]


def _contact_row(person: SampleContact, dice: Dice, days: _Days) -> tuple[Value, ...]:
    account, land, plot = person.account, person.country, person.plot
    answered = person.consent in ("Opted in", "Opted out")
    since = days.today - person.created
    on = days.at(person.created + dice.below(min(since, 30) + 1)) if answered else None
    start, end = person.hours or (None, None)
    created = days.at(person.created)
    return (
        person.id, person.first, person.last, account.id if account else None, person.kind, person.tier, GONE_STATUSES.get(plot, "Active"),
        person.title, "Yes" if person.decides else None, person.email, person.phone,
        person.rep if account is None or person.rep != land.rep else None, person.cadence, person.channel, person.days,
        None if start is None else time(start), None if end is None else time(end), None if account else land.code,
        None if account else land.zone, land.language,
        person.consent, on, CONSENT_WAYS.get(person.source, CONSENT_BY_PHONE) if answered else None, "Yes" if plot == "stop" else None, "Yes" if person.no_email else None, person.source,
        f"the Lyon fair {created.year}" if person.source == "Promotion" else None, person.referrer.id if person.referrer else None,
        created, days.agreed(person.next_in), None, person.notes, None, None, None, None,
    )  # fmt: skip


class _Days:
    """Days as dates, each made once: a large sample has few different ones."""

    def __init__(self, today: date) -> None:
        self.today = today.toordinal()
        self.known: dict[int, date] = {}

    def at(self, day: int) -> date:
        found = self.known.get(day)
        if found is None:
            found = self.known[day] = date.fromordinal(day)
        return found

    def agreed(self, days: int | None) -> date | None:
        """So many days from today, and from a weekend on to Monday."""
        if days is None:
            return None
        day = self.today + days
        return self.at(day + max(0, 7 - self.at(day).weekday()) if self.at(day).weekday() > 4 else day)


def _blemish(contacts: SampleColumns, people: Sequence[SampleContact]) -> None:
    """Two cells that cannot be believed, at people whom nobody need call today."""
    plain = next(
        (row for row, person in enumerate(people) if person.plot == "fresh" and person.next_in is None), 0
    )
    alone = [row for row, person in enumerate(people) if person.account is None]
    calm = [row for row in alone if people[row].plot in ("fresh", "agreed")]
    contacts["Next date"][plain] = WORDS_FOR_A_DATE
    contacts["Account ID"][next(reversed(calm or alone), len(people) - 1)] = UNKNOWN_ACCOUNT
