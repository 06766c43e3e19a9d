"""The planner of an import: from a file's columns to changes of the book, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from salesbook.domain.guards.forgotten import Forgotten
from salesbook.domain.importing.apply import lay_rows_over
from salesbook.domain.importing.clean import clean_columns
from salesbook.domain.importing.consent.hearing import hear
from salesbook.domain.importing.consent.no_wins import heed
from salesbook.domain.importing.consent.rows import lay_consent
from salesbook.domain.importing.deal_values import with_deal_values
from salesbook.domain.importing.deals import FlagColumns, headers_of_deals, settle_deals
from salesbook.domain.importing.deleted import without_deleted
from salesbook.domain.importing.family_first import with_family_apart
from salesbook.domain.importing.findings import (
    ImportOffer,
    columns_read,
    lacks_of_rows,
    offers,
    still_to_come,
)
from salesbook.domain.importing.forgotten import refuse_forgotten
from salesbook.domain.importing.headers.known import Mapped, map_headers
from salesbook.domain.importing.headers.missing import mute_note
from salesbook.domain.importing.history import with_talks_told_apart
from salesbook.domain.importing.mixed_customers import settle_customers
from salesbook.domain.importing.orders.columns import headers_left_out, order_columns, without_amount
from salesbook.domain.importing.orders.identity import headers_of_orders
from salesbook.domain.importing.orders.money import check_currencies
from salesbook.domain.importing.orders.payers import with_payer
from salesbook.domain.importing.orders.reading import read_orders, still_in_the_book
from salesbook.domain.importing.orders.subscriptions import refuse_subscriptions
from salesbook.domain.importing.people.buyers import with_buyers_apart
from salesbook.domain.importing.people.mailless import mailless_note
from salesbook.domain.importing.people.nameless import nameless_note
from salesbook.domain.importing.people.salutations import headers_of_people
from salesbook.domain.importing.people.several import people_apart
from salesbook.domain.importing.report import import_sentence
from salesbook.domain.importing.standings import with_kinds_apart
from salesbook.domain.importing.tidy import tidy
from salesbook.domain.importing.unplaced import unmapped_note
from salesbook.domain.importing.values.dates import DAY_ORDERS
from salesbook.errors import BadInput
from salesbook.schema import TABLES
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Message, Plan, Problem
from salesbook.tables.source import Reject, Source
from salesbook.util.countries import country_code
from salesbook.util.folding import letters_and_digits

if TYPE_CHECKING:
    import pandas as pd

READS = ("Contacts", "Accounts", "Activities", "Team", "DoNotMail")  # besides the table itself, and Settings


@dataclass(frozen=True)
class ImportResult:
    """What an import wants done; `headers`, `rejects` and `delimiter` are for the file of rejected rows.

    `found`: sentences on the columns and on what the file lacks, for whoever is asked before anything is written;
    `offers`: what can be done besides; `question`: the next one that only the person can answer, or "".

    `counts`: rows of the file; new, filled (that had a blank cell filled) and known rows of the
    table; rejected rows; contacts, accounts and activities that were made besides.
    """

    plan: Plan
    headers: tuple[str, ...]
    rejects: tuple[Reject, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    delimiter: str = ","
    found: Sequence[str] = ()
    offers: Sequence[ImportOffer] = ()
    question: str = ""


def importable(name: str) -> str:
    """The table that a person means, whatever the case. Raises BadInput when nothing can be imported into it."""
    tables = [table for table in TABLES.values() if table.imported and not table.ours]
    names = {letters_and_digits(table.name): table.name for table in tables}
    if letters_and_digits(name) in names:
        return names[letters_and_digits(name)]
    why = (
        " Salesbook fills that table itself."
        if letters_and_digits(name) in map(letters_and_digits, TABLES)
        else ""
    )
    raise BadInput(
        f"Nothing can be imported into {name!r}.{why}", f"Choose one of: {', '.join(names.values())}."
    )


def plan_import(
    frames: Mapping[str, pd.DataFrame],
    settings: Mapping[str, str | float],
    source: Source,
    table: str,
    *,
    mapping: Mapping[str, str],
    today: date,
    dates: str = "",
    amount: str = "",
    answers: Mapping[str, bool] = MappingProxyType({}),
) -> ImportResult:
    """Lay the rows of a file over the book.

    `frames`: the table itself and those of READS. `mapping`: headers of the file to columns of the
    book, "" to leave one out. `dates`: dmy, mdy or ymd where the file does not show it; `amount`: the column
    that holds the amount of an order, where it does not show that; `answers`: what the person said to
    the questions of earlier plans, by their texts. Raises BadInput for a mapping or an
    order that cannot be, and with a question where a figure would be a guess.
    """
    _refuse_options(table, dates, amount)
    grid = origin_of(frames[table]).grid
    own = [name for name in grid.columns if name not in TABLES[table].by_name and name not in grid.formulas]
    said: list[str] = []
    source = _read_first(table, source, mapping)
    headers, flags = _headers(table, source, mapping, own, said)
    mapped = with_talks_told_apart(map_headers(headers, table, own, mapping), source, mapping)
    _refuse_unknown(table, source, mapped)
    country = country_code(str(settings["Default country"]))
    mapped, by_hand = without_amount(mapped, source.headers, mapping) if table == "Orders" else (mapped, None)
    roles = (
        order_columns(source.headers, headers_left_out(source.headers, mapping))
        if table == "Orders"
        else None
    )
    source.refuse_uncalculated(
        {*chain.from_iterable(mapped.columns.values()), *(roles.roles if roles else ())}
        | ({by_hand} if by_hand is not None else set())
    )
    apart = people_apart(table, source, mapped)
    whole, source = source, apart.source
    listened, mapped, heard = hear(source, mapped, table, mapping, country=country, order=dates)
    listened, mapped, of_status = with_kinds_apart(listened, mapped)
    tidied = tidy(with_family_apart(listened, mapped), mapped)
    cleaned = clean_columns(tidied.source, mapped, frames["Team"], country=country, order=dates, today=today)
    tidied.tell(cleaned)
    cleaned.rejected.update(apart.rejected)
    left: list[Problem] = []
    before = source.height
    if roles:
        read = read_orders(
            source, mapped, cleaned, roles,
            amount=amount, by_hand=by_hand, country=country, currency=str(settings["Currency"]),
        )  # fmt: skip
        heard = heard.follow(source, read.source, cleaned)
        source, cleaned, mapped = read.source, read.cleaned, read.mapped
        left = still_in_the_book("Orders", frames["Orders"], read.left)
    else:
        if table == "Opportunities":
            deals, flags, gone = without_deleted(source, mapped, cleaned, flags)
            heard, left = (
                heard.follow(source, deals[0], cleaned),
                still_in_the_book(table, frames[table], gone),
            )
            source, cleaned = deals
        check_currencies(source, mapped, str(settings["Currency"]), cleaned)
    if table == "Opportunities":
        mapped = replace(mapped, unmapped=tuple(place for place in mapped.unmapped if headers[place]))
        settle_deals(source, mapped, cleaned, flags, today=today)
    lay_consent(heard, cleaned)
    customers = settle_customers(
        table, source.headers, mapped, cleaned, frames,
        mapping=mapping, answers=answers, country=country,
    )  # fmt: skip
    forgotten = Forgotten.of(frames.get("DoNotMail"), settings)
    refuse_forgotten(source, mapped, cleaned, forgotten, country)
    outcome = lay_rows_over(table, frames, source, cleaned, today, answers)
    heeded = heed(heard, cleaned, source, outcome.people, frames, forgotten, today)
    rejects = _rejects(whole, source, cleaned.rejected)
    counts = {"rows": whole.height, **outcome.counts, "rejected": len(rejects)}
    if before > source.height:
        counts["left out" if table == "Orders" else "deleted"] = before - source.height
    notes = [
        *source.notes,
        *apart.notes,
        *tidied.notes,
        unmapped_note(source, mapped, table),
        mailless_note(table, source, mapped),
        *said,
        *heard.notes,
        *of_status,
        *cleaned.notes,
        *(
            nameless_note(table, store, source, mapped)
            for store in outcome.stores
            if store.table.name == table
        ),
        *outcome.notes,
        *(
            customers.notes(cleaned.rejected, outcome.people, outcome.firms)
            if outcome.people and outcome.firms
            else ()
        ),
        *heeded.notes,
        mute_note(cleaned.columns),
        still_to_come(table, cleaned, today),
        import_sentence(table, counts),
    ]
    changes = (*(change for store in outcome.stores for change in store.changes()), *heeded.changes)
    return ImportResult(
        Plan(
            changes,
            (*outcome.problems, *heeded.problems, *left),
            tuple(Message(note) for note in notes if note),
            counts,
        ),
        source.headers,
        rejects,
        counts,
        source.delimiter,
        (columns_read(source.headers, mapped, table), *lacks_of_rows(table, cleaned, outcome.went)),
        tuple(offers(cleaned, source.height, outcome.people, are_buyers=table == "Orders")),
        customers.question or outcome.question,
    )


def _read_first(table: str, source: Source, mapping: Mapping[str, str]) -> Source:
    """The file as it is to be read, before its headers are understood. Raises BadInput for lists of subscriptions."""
    if table == "Orders":
        refuse_subscriptions(source, mapping)
        return with_payer(source, mapping)
    return with_deal_values(source, mapping) if table == "Opportunities" else source


def _headers(
    table: str, source: Source, mapping: Mapping[str, str], own: Sequence[str], said: list[str]
) -> tuple[tuple[str, ...], FlagColumns]:
    """The headers as they are to be understood, by what stands under them; and flags of deals."""
    headers: tuple[str, ...] = source.headers
    flags: FlagColumns = {}
    if table == "Orders":
        headers = headers_of_orders(source, mapping, own, said)
    elif table == "Opportunities":
        headers, flags = headers_of_deals(source, mapping, own)
    elif table == "Contacts":
        headers = headers_of_people(source, mapping, own, said)
    return with_buyers_apart(headers, source, table, own, mapping), flags


def _refuse_unknown(table: str, source: Source, mapped: Mapped) -> None:
    """Raise BadInput where no header means anything."""
    if not mapped.columns:
        raise BadInput(
            f"None of the headers of {source.name} means a column of {table}: {', '.join(filter(None, source.headers))}.",
            'Check --into, or map them: --map "Their header=Our column".',
        )


def _refuse_options(table: str, dates: str, amount: str) -> None:
    """Raise BadInput for options that cannot be."""
    if dates not in ("", *DAY_ORDERS):
        raise BadInput(
            f"{dates!r} is no order of day, month and year.",
            f"Use --dates with one of: {', '.join(DAY_ORDERS)}.",
        )
    if amount and table != "Orders":
        raise BadInput("--amount is for orders.", 'Name the column by --map "Their header=Our column".')


def _rejects(whole: Source, read: Source, rejected: Mapping[int, str]) -> tuple[Reject, ...]:
    """The lines of the whole file that were left out, each once, whatever its row was parted into."""
    places = {line: row for row, line in enumerate(whole.lines)} if rejected else {}
    reasons = {read.lines[row]: why for row, why in sorted(rejected.items(), reverse=True)}
    return tuple(Reject(line, whole.cells(places[line]), reasons[line]) for line in sorted(reasons))
