"""From the rows of a file to orders: lines are joined, the amount is found, and what is no order is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.orders.amounts import Choice, Telling, answered, choose_amount
from salesbook.domain.importing.orders.below_zero import ask_most_below_zero, below_zero_note
from salesbook.domain.importing.orders.candidate import candidate
from salesbook.domain.importing.orders.columns import AMOUNT, OrderColumns
from salesbook.domain.importing.orders.figures import Figures
from salesbook.domain.importing.orders.following import following
from salesbook.domain.importing.orders.lines import OrderLines, Stands, grouped
from salesbook.domain.importing.orders.money import refuse_several_currencies, refuse_without_amounts
from salesbook.domain.importing.orders.sorting import Settled, settle_orders
from salesbook.domain.importing.orders.status import Verdicts, judge, words_with_counts
from salesbook.domain.importing.orders.unnumbered import PER_ORDER, ask_unnumbered, same_day
from salesbook.domain.importing.records import made_ids
from salesbook.domain.importing.repeated import disagree
from salesbook.domain.importing.rows import without_rows
from salesbook.schema import ORDERS, TABLES
from salesbook.tables.plan import Problem, Value
from salesbook.tables.source import Source
from salesbook.util.wording import count

if TYPE_CHECKING:
    import pandas as pd

_OFF = {"discount", "line discount", "percent"}  # what a column that the person named is not asked about
ORDER_ID = Target("Orders", "Order ID")
_HOW = {
    Stands.ONCE: "{} stands on each line of an order, so it counts once",
    Stands.EITHER: "{} stands on one line of each",
    Stands.EACH: "amounts added",
    Stands.UNSURE: "amounts added",
}


@dataclass(frozen=True)
class OrdersRead:
    """What is left to lay over the book. `left`: by ID the word that says why an order is none."""

    source: Source
    cleaned: Cleaned
    mapped: Mapped
    left: Mapping[str, str] = field(default_factory=dict)


def read_orders(
    source: Source, mapped: Mapped, cleaned: Cleaned, columns: OrderColumns, *,
    amount: str, by_hand: int | None, country: str, currency: str,
) -> OrdersRead:  # fmt: skip
    """Give each row of `cleaned` the ID and the amount of its order, and drop the rows that are no orders.

    `amount`: the person's answer, or ""; `by_hand`: the column that they mapped to Amount. Raises BadInput
    with a question where the file does not tell, or has several currencies.
    """
    numbered = any(cleaned.columns.get(ORDER_ID) or ())
    groups = _orders(source, cleaned, columns)
    if not numbered and amount.strip().lower().endswith(PER_ORDER):
        groups = _joined(groups, cleaned)
    verdicts = judge(source, columns)
    numbers = Figures(source, mapped, columns, country, by_hand)
    several = [rows for rows in groups if len(rows) > 1 and not disagree(rows, cleaned)]
    lines = OrderLines(groups, numbers.by_role(), several)
    ids = cleaned.columns[ORDER_ID]
    told = Telling(source.name, [str(ids[rows[0]]) for rows in groups])
    choice = _choice(numbers, lines, told, amount, by_hand, mapped)
    if choice and not numbered and not amount:
        joined = same_day(groups, cleaned)
        names = [str(ids[rows[0]]) for rows in joined]
        ask_unnumbered(source, choice.taken, lines, joined, replace(told, names=names))
    if choice is None:
        refuse_without_amounts(source, mapped, columns)
        cleaned.notes.append("No column of the file holds amounts, so the orders have none.")
    settled = settle_orders(groups, verdicts, choice.taken if choice else None, lines, cleaned)
    alive = [row for place, rows in enumerate(groups) if place not in settled.left for row in rows]
    if choice:
        refuse_several_currencies(source, columns, choice.taken, alive, currency, cleaned.notes)
        numbers.tell(choice, alive, cleaned)
        refuse_without_amounts(source, mapped, columns, settled)
        if not numbered:
            told = replace(told, names=[f"line {source.lines[rows[0]]}" for rows in groups])
        if not amount:
            ask_most_below_zero(settled, choice.taken.name, told)
    cleaned.columns[AMOUNT] = _by_row(groups, settled, source.height)
    _tell(choice, verdicts, settled, cleaned)
    cleaned.notes.append(below_zero_note(settled, told))
    used = verdicts.places | ({choice.taken.place} if choice else set())
    mapped = replace(mapped, unmapped=tuple(place for place in mapped.unmapped if place not in used))
    if choice and choice.taken.place is not None:
        mapped = replace(mapped, columns={**mapped.columns, AMOUNT: (choice.taken.place,)})
    left = {str(ids[groups[place][0]]): word for place, word in settled.left.items()}
    kept, cleaned = without_rows({row for place in settled.left for row in groups[place]}, source, cleaned)
    return OrdersRead(kept, cleaned, mapped, left)


def _orders(source: Source, cleaned: Cleaned, columns: OrderColumns) -> list[list[int]]:
    """The rows of each order; rows without an ID get one, lines under an order get its."""
    given = cleaned.columns.get(ORDER_ID) or [None] * source.height
    follows = following(source, cleaned, given, columns)
    ids = list(given)
    if None in ids:
        made = made_ids(source, ORDERS.makes_ids)
        ids = [known or new for known, new in zip(ids, made, strict=True)]
    number = 0
    for row, goes_on in enumerate(follows):
        if goes_on:
            ids[row] = ids[row - 1]
            number += 1
    if number:
        cleaned.notes.append(f"{count(number, 'row')} without a number, a date and a customer {'is a line' if number == 1 else 'are lines'} of the order above.")  # fmt: skip
    cleaned.columns[ORDER_ID] = ids
    return grouped(ids, follows)


def _joined(groups: Sequence[Sequence[int]], cleaned: Cleaned) -> list[list[int]]:
    """The rows of one customer and day as one order, under one ID."""
    joined = same_day(groups, cleaned)
    ids = list(cleaned.columns[ORDER_ID])
    for rows in joined:
        for row in rows:
            ids[row] = ids[rows[0]]
    cleaned.columns[ORDER_ID] = ids
    return joined


def still_in_the_book(table: str, frame: pd.DataFrame, left: Mapping[str, str]) -> list[Problem]:
    """A problem for each order or deal that the file has called off and the book still counts."""
    if not left:
        return []
    key, what = TABLES[table].key, {"Orders": "order"}.get(table, "deal")
    return [
        Problem(table, str(name), key, str(name), f"The imported file says of this {what}: {left[str(name)]}; it stands here and counts",
                "Delete the row if the file is right.")
        for name in frame[key] if str(name) in left
    ]  # fmt: skip


def _choice(
    numbers: Figures, lines: OrderLines, told: Telling, amount: str, by_hand: int | None, mapped: Mapped
) -> Choice | None:
    found = numbers.candidates(lines)
    unknown = numbers.unknown(lines, mapped)
    if amount:
        return Choice(answered(amount, [*found, *unknown], lines))
    if by_hand is not None:
        wanted = numbers.alike(by_hand)
        found = [each for each in found if each.place in wanted] or [
            candidate(
                numbers.name(place),
                "amount",
                place,
                numbers.by_place[place],
                lines,
                len(numbers.faults[place]),
            )
            for place in wanted
        ]
        lines = replace(
            lines, numbers={role: found for role, found in lines.numbers.items() if role not in _OFF}
        )
        unknown = []
    return choose_amount(found, lines, told, unknown)


def _by_row(groups: Sequence[Sequence[int]], settled: Settled, height: int) -> list[Value]:
    amounts: list[Value] = [None] * height
    for rows, amount in zip(groups, settled.amounts, strict=True):
        for row in rows:
            amounts[row] = amount
    return amounts


def _tell(choice: Choice | None, verdicts: Verdicts, settled: Settled, cleaned: Cleaned) -> None:  # fmt: skip
    """What was decided, in sentences."""
    notes = cleaned.notes
    if choice:
        taken = choice.taken
        cleaned.how = _HOW[taken.how].format(repr(taken.name))
        notes += [f"{each.name!r} is {taken.name!r} before the discount." for each in choice.before]
        if taken.role == "product":
            notes.append(f"The amount is {taken.name}, as the file has no total.")
        elif choice.others:
            offers = ", ".join(f'--amount "{each.name}"' for each in choice.others)
            notes.append(
                f"The amount is {taken.name!r}. To take another one: undo, and import again with {offers}."
            )
        elif taken.role in {"net", "price"}:
            notes.append(f"The amount is {taken.name!r}, as the file has no total.")
    if settled.left:
        words = Counter(settled.left.values())
        number = len(settled.left)
        notes.append(f"Left out, as {'it is no order' if number == 1 else 'they are no orders'} any more or never were: {words_with_counts(words)}." if number > 1 else f"Left out, as it is no order: {words_with_counts(words)}.")  # fmt: skip
    if settled.lessened:
        notes.append(f"{count(settled.lessened, 'order')} {'counts' if settled.lessened == 1 else 'count'} less what was refunded.")  # fmt: skip
    if settled.less_already and choice:
        one = settled.less_already == 1
        notes.append(
            f"{choice.taken.name!r} of {count(settled.less_already, 'order')} is less already what was refunded, so {'it counts' if one else 'they count'} as {'it stands' if one else 'they stand'}."
        )
    if settled.credits:
        notes.append(f"{count(settled.credits, 'credit note')} {'counts' if settled.credits == 1 else 'count'} as negative.")  # fmt: skip
    if verdicts.unknown:
        notes.append(
            f"Words of a status that salesbook does not know count as orders: {words_with_counts(verdicts.unknown)}."
        )
