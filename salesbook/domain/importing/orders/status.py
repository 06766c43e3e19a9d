"""Rows that are no orders: called off, failed, drafts, refunded; and documents that are none, or count the other way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from salesbook.domain.importing.orders.columns import OrderColumns, is_state
from salesbook.domain.importing.values.readers import is_nothing, text
from salesbook.domain.importing.wordlists import order_words, value_words
from salesbook.errors import BadInput
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits

NO_ORDER, REFUNDED, PARTLY, UNSURE, COUNTS, UNKNOWN_STATUS = (
    "no order",
    "refunded",
    "partly refunded",
    "unsure",
    "counts",
    "",
)
_PREFIX = re.compile(r"^wc-", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\d{1,4}[-./]\s?\d{1,2}[-./]\s?\d{2,4}\b")
_HEDGES = re.compile(
    r"request|partial|partly|\bpart\b|teil|anfrage|angefragt|beantragt|ausstehend|\bto be\b|pending|await|\bnot\b|\bnicht\b|\bnon\b|\bno\b|\bniet\b|solicit|demand|\ben cours\b|parcial|partiel|"
    r"gedeeltelijk|deels|parzial|delvis|osittain|richiest|aangevraagd|\bun\w*",
    re.IGNORECASE,
)
_MOST_NAMED = 6
_SIDES = {"sollhabenkennzeichen", "sollhabenkz", "sollhaben", "shkz", "sh", "drcr", "debitcredit"}
_OF_ANYTHING = {"test", "testmode", "deleted", "invalid"}  # their cells may tell something else
_OF_A_TILL = "eventtype"  # a till calls each sale a payment


@dataclass
class Verdicts:
    """By row of the file what its status and its kind of document say; a row in none of these says nothing.

    `left`: the word that makes it no order. `counts`: rows that are orders for all one can tell. `signs`: -1 for
    a credit note, 1 for an invoice. `refunded` and `partly` refunded: with the word. `asked`: what only a person
    can judge. `unknown`: words that nobody knows, which count as orders. `places`: the columns that told.
    """

    left: dict[int, str] = field(default_factory=dict)
    counts: set[int] = field(default_factory=set)
    signs: dict[int, int] = field(default_factory=dict)
    refunded: dict[int, str] = field(default_factory=dict)
    partly: dict[int, str] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    places: set[int] = field(default_factory=set)


def status_meaning(cell: object) -> str:
    """What a status says: "counts", "no order", "refunded", "partly refunded", "unsure", or "" for what is not known."""
    words = order_words("status")
    said = _PREFIX.sub("", text(cell))
    if found := words.get(letters_and_digits(said)):
        return found
    hedged = bool(_HEDGES.search(said))
    single = {words.get(letters_and_digits(word), "") for word in _WORD.findall(said)}
    if single & {NO_ORDER, REFUNDED}:
        return UNSURE if hedged or COUNTS in single else NO_ORDER if NO_ORDER in single else REFUNDED
    return UNKNOWN_STATUS


def judge(source: Source, columns: OrderColumns) -> Verdicts:
    """Look at every column of a status or a kind of document. Raises BadInput with a question about words not known."""
    found = Verdicts()
    _refuse_two_sides(source)
    for place in columns.places("status"):
        _status(source, place, found, asks=True)
    for place in columns.places("side status"):
        _status(source, place, found, asks=False)
    for place in columns.places("cancelled on", "cancelled"):
        _flag(source, place, columns.roles[place], found)
    for place in columns.places("document"):
        _documents(source, place, found)
    return found


def _refuse_two_sides(source: Source) -> None:
    """Raise BadInput where rows stand on both sides of a ledger: those on the other side may be payments or credit notes."""
    for header, cells in zip(source.headers, source.columns, strict=True):
        sides = (
            {letters_and_digits(text(cell)) for cell in set(cells) if cell is not None}
            if letters_and_digits(header) in _SIDES
            else set()
        )
        if sides & {"s", "soll", "d", "dr", "debit"} and sides & {"h", "haben", "c", "cr", "credit"}:
            raise BadInput(
                f"{header!r} has rows of both sides of a ledger: those of one side are sales, those of the other payments or credit notes. Nothing was imported.",
                "Filter the file by it, and import the sales.",
            )


def _status(source: Source, place: int, found: Verdicts, *, asks: bool) -> None:
    cells = source.columns[place]
    said = _distinct(cells)
    meanings = {cell: status_meaning(cell) for cell in said}
    known = {cell for cell, what in meanings.items() if what}
    header = source.headers[place]
    unknown = Counter({text(cell): said[cell] for cell in said if cell not in known})
    if not known:
        if asks and unknown and not is_state(header) and not _is_about_something_else(unknown, source.height):
            raise BadInput(
                f"{header!r} has words that salesbook does not know: {words_with_counts(unknown)}. Could one of them mean that an order was called off? Nothing was imported.",
                f'If all of them are orders: --map "{header}=". If not, delete those rows from the file first.',
            )
        return
    found.places.add(place)
    if asks:
        found.unknown.update(unknown)
    for row, cell in enumerate(cells):
        if cell not in meanings:
            continue
        what = meanings[cell]
        if what == NO_ORDER:
            found.left.setdefault(row, text(cell))
        elif what == REFUNDED and asks:
            found.refunded[row] = text(cell)
        elif what == PARTLY and asks:
            found.partly[row] = text(cell)
        elif what == UNSURE and asks:
            found.asked[row] = f"{header} {text(cell)!r} may mean that it was called off"
        else:
            found.counts.add(row)


def _is_about_something_else(unknown: Counter[str], height: int) -> bool:
    """Whether nearly every row says something of its own, as a remark does and no status."""
    return len(unknown) > _MOST_NAMED and 2 * len(unknown) > height


def _flag(source: Source, place: int, role: str, found: Verdicts) -> None:
    """A column such as Cancelled or Voided at: yes, a day and words for "called off" say so; other words are asked about."""
    flags = value_words("Yes or No")
    header = source.headers[place]
    for row, cell in enumerate(source.columns[place]):
        words = text(cell) if cell is not None else ""
        if not words or is_nothing(cell) or not words.strip("0/-. :"):
            continue
        flag = (
            "Yes"
            if cell is True
            else "No"
            if cell is False
            else flags.get(letters_and_digits(words) or words, "")
        )
        dated = isinstance(cell, date) or bool(_DAY.match(words)) or (role == "cancelled on" and flag != "No" and any(map(str.isdigit, words)))  # fmt: skip
        what = "" if flag else status_meaning(cell)
        if flag == "Yes" or dated or what == NO_ORDER:
            found.left.setdefault(row, header)
            found.places.add(place)
        elif not flag and what != COUNTS and letters_and_digits(header) not in _OF_ANYTHING:
            found.asked.setdefault(row, f"{header} {words!r} may mean that it was called off")
            found.places.add(place)


def _documents(source: Source, place: int, found: Verdicts) -> None:
    cells = source.columns[place]
    said = _distinct(cells)
    words = order_words("document")
    kinds = {cell: words.get(letters_and_digits(text(cell)), "") for cell in said}
    if letters_and_digits(source.headers[place]) == _OF_A_TILL:
        kinds = {cell: "order" if kind == "payment" else kind for cell, kind in kinds.items()}
    present = set(kinds.values())
    if not present - {""}:
        return
    header = source.headers[place]
    unknown = Counter({text(cell): said[cell] for cell, kind in kinds.items() if not kind})
    if unknown and present & {"credit", "neither", "payment"}:
        raise BadInput(
            f"{header!r} has words that salesbook does not know beside others that are no orders: {words_with_counts(unknown)}. Are those orders? Nothing was imported.",
            f'If all rows of the file are: --map "{header}=". If not, delete the rows that are none from the file first.',
        )
    if "payment" in present and "order" not in present:
        payments = Counter({text(cell): said[cell] for cell, kind in kinds.items() if kind == "payment"})
        raise BadInput(
            f"{header!r} says that rows are payments, and no row is an order or an invoice: {words_with_counts(payments)}. Nothing was imported.",
            f'If each of them is a sale of its own: --map "{header}=". If they pay for invoices, import the invoices instead.',
        )
    found.places.add(place)
    found.unknown.update(unknown)
    for row, cell in enumerate(cells):
        kind = kinds.get(cell, "")
        if kind in {"neither", "payment"}:
            found.left.setdefault(row, text(cell))
        elif kind:
            found.signs[row] = -1 if kind == "credit" else 1
            found.counts.add(row)


def _distinct(cells: Sequence[Hashable]) -> Mapping[Hashable, int]:
    """The cells of a column that say something, and how many rows say it."""
    counts = Counter(cells)
    return {cell: count for cell, count in counts.items() if cell is not None and text(cell) and not is_nothing(cell)}  # fmt: skip


def words_with_counts(counts: Counter[str]) -> str:
    """Words with their numbers, the most frequent first: Cancelled (3), Failed (1)."""
    named = [f"{word} ({count:,})" for word, count in counts.most_common(_MOST_NAMED)]
    more = len(counts) - len(named)
    return ", ".join(named) + (f" and {more:,} more" if more > 0 else "")
