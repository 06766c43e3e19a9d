"""Lists of subscriptions, which are no orders: each row is an agreement that goes on, with an amount per period. They are asked about."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.domain.importing.values.readers import is_nothing
from salesbook.domain.importing.wordlists import data
from salesbook.errors import BadInput
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits


def refuse_subscriptions(source: Source, by_hand: Mapping[str, str]) -> None:
    """Raise BadInput where a column has the ends of running periods or the days of payments to come.

    `by_hand`: headers that the person mapped; with one of those columns among them, they have decided.
    """
    marks = [place for place, header in enumerate(source.headers) if _is_mark(header) and _says_something(source, place)]  # fmt: skip
    decided = {letters_and_digits(theirs) for theirs in by_hand}
    if not marks or decided & {letters_and_digits(source.headers[place]) for place in marks}:
        return
    header = source.headers[marks[0]]
    raise BadInput(
        f"{header!r} says that {source.name} lists subscriptions: they go on, their amounts are for one period each, and what was paid is not in it. Nothing was imported.",
        f'Import the invoices or payments instead. If each row is one sale all the same: --map "{header}=".',
    )


def _is_mark(header: str) -> bool:
    folded = letters_and_digits(header)
    words = data("orders.toml")["subscriptions"]
    return folded in map(letters_and_digits, words["headers"]) or any(
        letters_and_digits(part) in folded for part in words["parts of headers"]
    )


def _says_something(source: Source, place: int) -> bool:
    return any(not is_nothing(cell) and str(cell).strip("0 ") for cell in source.columns[place])
