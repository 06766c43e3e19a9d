"""Who may be written to: from the columns of other programs to Consent, Consent on, Do not email and Do not call.

A no wins over a yes in the same row. What looks like consent and cannot be understood is asked about; under a header
that is known, words that are not count as a no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from salesbook.domain.importing.clean import RowDoubt
from salesbook.domain.importing.consent.asked import ask
from salesbook.domain.importing.consent.file_names import hear_the_place
from salesbook.domain.importing.consent.labelled import with_labels_as_headers
from salesbook.domain.importing.consent.more_addresses import hear_more_addresses
from salesbook.domain.importing.consent.places import said_of
from salesbook.domain.importing.consent.refusals import day_in
from salesbook.domain.importing.consent.rows import CONSENT, EMAIL, NO_EMAIL, ConsentByRow, Said
from salesbook.domain.importing.consent.vocabulary import (
    CALLS,
    IN,
    NO,
    NOTHING,
    STOP,
    ConsentKind,
    holds_a_no,
    kind_of,
    meaning,
    telling,
)
from salesbook.domain.importing.decide import date_readers
from salesbook.domain.importing.headers.known import Mapped, Target, map_headers
from salesbook.domain.importing.headers.known import meaning as header_meaning
from salesbook.domain.importing.values.phones_emails import addresses_in
from salesbook.domain.importing.values.readers import text
from salesbook.errors import BadInput
from salesbook.schema import TABLES, Column, Type
from salesbook.tables.source import Cell, Source
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

STATUS = Target("Contacts", "Status")
_SORTS = {STATUS, Target("Contacts", "Kind")}  # columns of a closed list, where a no may stand instead
CONTACTS = "Contacts"
# Where people write a no that has no column: Anna Lee (unsubscribed).
_NOTES = {Target("Contacts", name) for name in ("Name", "First name", "Last name", "Notes", "Old notes")} | {
    Target("Activities", "Notes")
}
_FIRMS, _NO_LETTERS = "Accounts", "DoNotMail"
_KINDS = {CONSENT: ConsentKind("words"), NO_EMAIL: ConsentKind("no", STOP)}


def hear(
    source: Source, mapped: Mapped, table: str, by_hand: Mapping[str, str], *, country: str, order: str
) -> tuple[Source, Mapped, ConsentByRow]:
    """Take the columns of consent out of a file, and what they say. For tables that make people; others stay as they are.

    `by_hand`, `country` and `order`: as for `plan_import`. Raises BadInput for columns that look like consent and
    cannot be understood.
    """
    heard = ConsentByRow()
    if table != CONTACTS and not TABLES[table].is_record:
        _overhear(heard, source, table, by_hand)
        if table in {_FIRMS, _NO_LETTERS}:
            _hear_others(heard, source, country, order)
        if table == _NO_LETTERS:
            hear_more_addresses(heard, source, mapped)
        return source, mapped, heard
    source = with_labels_as_headers(source)
    targets = {place: target for target, places in mapped.columns.items() for place in places}
    meant: dict[int, Mapping[Cell, str]] = {}
    kinds: dict[int, ConsentKind] = {}
    for place in range(len(source.headers)):
        if (kind := _kind(source, place, targets.get(place), table, by_hand)) is not None:
            words = {cell: meaning(cell, kind) for cell in set(source.columns[place])}
            understood = all(words.values())
            if not (understood if kind.way == "ask" else kind.strong and not understood):
                kinds[place], meant[place] = kind, words
    if table != CONTACTS or all(kind.beside for kind in kinds.values()):
        kinds = {place: kind for place, kind in kinds.items() if not kind.beside}
    ask(source, kinds, meant, targets)
    days = _days(source, kinds, meant, country, order, heard.notes)
    columns = list(source.columns)
    for place, kind in kinds.items():
        _listen(heard, source, place, kind, meant[place], days.get(place), targets.get(place))
        if targets.get(place) in _SORTS:
            columns[place] = [None if meant[place][cell] else cell for cell in columns[place]]
    summary = _summary(source, kinds, heard)
    heard.notes += hear_the_place(heard, source) or summary
    _hear_others(heard, source, country, order)
    taken = {place for place in kinds if targets.get(place) in {None, *_KINDS}}
    kept = {
        target: left
        for target, places in mapped.columns.items()
        if (left := tuple(p for p in places if p not in taken))
    }
    unmapped = tuple(place for place in mapped.unmapped if place not in taken)
    return replace(source, columns=tuple(columns)), Mapped(kept, unmapped), heard


def _overhear(heard: ConsentByRow, source: Source, table: str, by_hand: Mapping[str, str]) -> None:
    """What a list of firms, or one for Do not mail, says of consent: what is not understood there is no question.

    A firm has no consent of its own: the addresses of those that say no are for Do not mail.
    """
    if table not in {_FIRMS, _NO_LETTERS}:
        return
    for place in range(len(source.headers)):
        if (kind := _kind(source, place, None, CONTACTS, by_hand)) is not None:
            words = {cell: meaning(cell, kind) or NOTHING for cell in set(source.columns[place])}
            _listen(heard, source, place, kind, words, None, None)
    rows, heard.rows = heard.rows, {}
    if table == _NO_LETTERS:
        heard.subscribed = {row for row, said in rows.items() if IN in said.means and not said.no}
        return
    said_no = {row: said for row, said in rows.items() if said.no}
    email = next((place for place, header in enumerate(source.headers) if _is_of_email(header)), -1)
    if email >= 0:
        heard.gone = [(text(source.columns[email][row]), said) for row, said in said_no.items()]
    elif said_no:
        says = "row says" if len(said_no) == 1 else "rows say"
        heard.notes.append(
            f"{len(said_no):,} {says} no to letters, which only people and addresses can: import the people too."
        )


def _hear_others(heard: ConsentByRow, source: Source, country: str, order: str) -> None:
    """What sheets that are not read say: the addresses on them that said no are for Do not mail."""
    for other in source.others:
        try:
            _, _, said = hear(
                other,
                map_headers(other.headers, CONTACTS, (), {}),
                CONTACTS,
                {},
                country=country,
                order=order,
            )
        except BadInput:
            heard.notes.append(
                f"Sheet {other.sheet} was not read, and has a column on who may be written to that salesbook does not understand: "
                "look whether it says no for people of this file."
            )
            continue
        gone = [
            (address, one)
            for row, one in said.rows.items()
            if one.no
            for address in addresses_in(other.cells(row))
        ]
        heard.gone += gone
        if gone:
            heard.notes.append(
                f"Sheet {other.sheet} was not read, but {count(len(gone), 'address', 'addresses')} on it said no to letters, which counts."
            )
        elif any(said_of(place) for place in (other.sheet, *other.above, *other.under.values())):
            heard.notes.append(
                f"Sheet {other.sheet} was not read, and speaks of people who said no: look before you write to them."
            )


def _is_of_email(header: str) -> bool:
    found = header_meaning(header, CONTACTS) if header else None
    return found is not None and found[0] == EMAIL


def _kind(
    source: Source, place: int, target: Target | None, table: str, by_hand: Mapping[str, str]
) -> ConsentKind | None:
    """How a column is read; None where it is not about consent, or people decided otherwise."""
    header, cells = source.headers[place], source.columns[place]
    chosen = letters_and_digits(header) in {letters_and_digits(theirs) for theirs in by_hand}
    if not header or (chosen and target not in _KINDS):
        return None
    if target in _NOTES:
        return ConsentKind("note", loose=True) if any(map(holds_a_no, cells)) else None
    kind = None if chosen else kind_of(header)
    if target in _KINDS:
        return kind if kind and kind.known else _KINDS[target]
    if target is not None and (target.column in TABLES[target.table].by_name or not (kind and kind.known)):
        looked_at = target in _SORTS or target.column not in TABLES[target.table].by_name
        return telling(set(cells), header, of_people=table == CONTACTS) if looked_at else None
    if kind is None or kind.strong:
        kind = telling(set(cells), header, of_people=table == CONTACTS) or kind
    return None if kind is None or kind.way == "other" else kind


def _days(
    source: Source,
    kinds: Mapping[int, ConsentKind],
    meant: Mapping[int, Mapping[Cell, str]],
    country: str,
    order: str,
    notes: list[str],
) -> Mapping[int, Sequence[object]]:
    """By place the days of a no; what is no day is something else."""
    columns = list(source.columns)
    for place, kind in kinds.items():
        if kind.way not in {"when", "no"}:
            columns[place] = [day_in(cell) if meant[place][cell] in NO else None for cell in columns[place]]
        elif kind.way == "no":
            columns[place] = [day_in(cell) for cell in columns[place]]
    places = [(place, Column("Consent on", Type.DATE, "")) for place, kind in kinds.items()]
    readers = date_readers(replace(source, columns=tuple(columns)), places, country, order, notes)
    return {place: read(columns[place]) for place, read in readers.items()}


def _listen(
    heard: ConsentByRow, source: Source, place: int, kind: ConsentKind, meant: Mapping[Cell, str],
    days: Sequence[object] | None, target: Target | None,
) -> None:  # fmt: skip
    """Lay what a column says over what is known of its rows."""
    header = source.headers[place]
    for row, cell in enumerate(source.columns[place]):
        means = meant[cell] or (NOTHING if kind.loose else "")
        if means == NOTHING and not (target == NO_EMAIL and text(cell)):
            continue
        said = heard.rows.setdefault(row, Said())
        if means == NOTHING:
            said.free = True
        elif means:
            if means in NO and not said.no:
                said.header, said.word = header, text(cell)
            said.means.add(means)
            day = days[row] if days else None
            if means in NO and said.on is None and isinstance(day, date):
                said.on = day
        else:
            _unread(heard, said, row, header, cell, NO_EMAIL if kind.way == "no" else CONSENT)


def _unread(heard: ConsentByRow, said: Said, row: int, header: str, cell: Cell, target: Target) -> None:
    """Words that nobody knows under a header that is known: they are kept, and so count as a no."""
    word = text(cell)
    if target == CONSENT:
        said.unread = said.unread or word
    else:
        said.unread_stop = said.unread_stop or word
    why = f"says {word!r} under {header!r}, which is not understood, so it counts as a no"
    heard.doubts.append(
        RowDoubt(row, target, word, word, why, "Choose one of the list by hand, or leave the no.")
    )


def _summary(source: Source, kinds: Mapping[int, ConsentKind], heard: ConsentByRow) -> list[str]:
    if not kinds:
        return []
    rows = heard.rows.values()
    found = Counter(said.consent for said in rows if said.consent and not said.unread)
    found["Do not email"] = sum(said.stop for said in rows)
    found["Do not call"] = sum(CALLS in said.means for said in rows)
    found["not understood, which count as a no"] = sum(bool(said.unread or said.unread_stop) for said in rows)
    parts = ", ".join(f"{times:,} {what}" for what, times in found.items() if times)
    headers = ", ".join(repr(source.headers[place]) for place in kinds)
    return [f"Who may be written to, by {headers}: {parts or 'nobody says anything'}."]
