"""Files whose amounts cannot be added: several currencies in one, or amounts that no known header names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.orders.amounts import is_own_currency
from salesbook.domain.importing.orders.candidate import Candidate
from salesbook.domain.importing.orders.columns import OrderColumns, role_of
from salesbook.domain.importing.orders.sorting import Settled
from salesbook.domain.importing.orders.status import words_with_counts
from salesbook.domain.importing.values.currencies import (
    currencies,
    currency_named,
    distinct_currencies,
    find_currency,
)
from salesbook.domain.importing.values.numbers import number_reader
from salesbook.domain.importing.values.readers import is_nothing, text
from salesbook.errors import BadInput
from salesbook.schema import TABLES, Type
from salesbook.tables.source import Source
from salesbook.util.wording import count

_LOOK = 500  # rows that tell what a column holds
_FEW = 6  # columns that are named


def refuse_several_currencies(
    source: Source,
    columns: OrderColumns,
    taken: Candidate,
    rows: Sequence[int],
    currency: str,
    notes: list[str],
) -> None:
    """Raise BadInput where the orders that count are in several currencies; say so where it is not the book's one."""
    column = None
    if not is_own_currency(taken.name):
        column = next((place for place in columns.places("currency") if _any(source, place, rows)), None)
    places = [taken.place] if taken.place is not None else columns.places("unit")
    for place in places:
        one_currency(source, place, column, rows, currency, notes)


def one_currency(
    source: Source,
    amounts: int,
    column: int | None,
    rows: Sequence[int],
    currency: str,
    notes: list[str],
) -> None:
    """Raise BadInput where a column of amounts, by itself or by the `column` beside it, has more than one currency."""
    seen = currencies(source.columns[amounts][row] for row in rows)
    shown = Counter(name for row in rows if (name := _shown(source, amounts, row)))
    seen += shown
    if column is not None:
        by_cell: Counter[str] = Counter()
        for cell, number in Counter(source.columns[column][row] for row in rows).items():
            if cell is not None and text(cell) and not is_nothing(cell):
                by_cell[currency_named(cell)] += number
        seen = (
            by_cell
            if not set(distinct_currencies(seen + by_cell)) - set(distinct_currencies(by_cell))
            else seen + by_cell
        )
    apart = distinct_currencies(seen)
    if len(apart) > 1:
        header = source.headers[amounts if column is None else column]
        how = " by the formats of its cells" if shown and column is None else ""
        raise BadInput(
            f"{source.name} has amounts in {len(apart)} currencies{how}, which cannot be added: {words_with_counts(apart)}. Nothing was imported.",
            f"Filter it by {header!r}, turn the amounts of the others into {currency or 'yours'}, or import a column with all amounts in one currency.",
        )
    [name] = apart or [""]
    if name and currency and name != currency and len(distinct_currencies(Counter([name, currency]))) > 1:
        notes.append(
            f"The amounts are in {name}, and Settings says that the book's are in {currency}: do not mix them in one book."
        )


def check_currencies(source: Source, mapped: Mapped, currency: str, cleaned: Cleaned) -> None:
    """The same for the columns of money of any other table; of a firm only the cell is left out, which is told."""
    beside = next((place for place in mapped.unmapped if role_of(source.headers[place]) == "currency"), None)
    for target, places in mapped.columns.items():
        column = TABLES[target.table].by_name.get(target.column)
        if not column or column.type is not Type.MONEY:
            continue
        place = places[0]
        if target.table == "Accounts":
            _leave_out_others(source, place, beside, target, currency, cleaned)
        else:
            other = None if is_own_currency(source.headers[place]) else beside
            one_currency(source, place, other, range(source.height), currency, cleaned.notes)


def _leave_out_others(
    source: Source, place: int, beside: int | None, target: Target, currency: str, cleaned: Cleaned
) -> None:
    """Clear the cells that are in another currency than the book's, or in none, where a column has several."""
    named = [
        next(iter(currencies([cell])), "") or _shown(source, place, row) or (currency_named(other) if other is not None and text(other) else "")
        for row, (cell, other) in enumerate(zip(source.columns[place], source.columns[beside] if beside is not None else [None] * source.height, strict=True))
    ]  # fmt: skip
    filled = [row for row in range(source.height) if cleaned.columns[target][row] is not None]
    seen = distinct_currencies(Counter(name for row in filled if (name := named[row])))
    if len(seen) < 2:
        one_currency(source, place, beside, range(source.height), currency, cleaned.notes)
        return
    others = [
        row
        for row in filled
        if not named[row] or len(distinct_currencies(Counter([named[row], currency]))) > 1
    ]
    cells = list(cleaned.columns[target])
    for row in others:
        cells[row] = None
    cleaned.columns[target] = cells
    lines = ", ".join(str(source.lines[row]) for row in others[:_FEW]) + (
        " and more" if len(others) > _FEW else ""
    )
    cleaned.notes.append(
        f"{source.headers[place]!r} has several currencies: {words_with_counts(seen)}. {count(len(others), 'cell')} not in {currency} "
        f"{'was' if len(others) == 1 else 'were'} left out (line{'' if len(others) == 1 else 's'} {lines}): type what it is in {currency}."
    )


def _shown(source: Source, place: int, row: int) -> str:
    """The currency that only the format of a number shows; "" for none."""
    sign = source.signs.get(place, {}).get(source.lines[row], "")
    return find_currency(sign)[1] if sign else ""


def _any(source: Source, place: int, rows: Sequence[int]) -> bool:
    cells = source.columns[place]
    return any(cells[row] is not None and text(cells[row]) for row in rows)


def refuse_without_amounts(
    source: Source, mapped: Mapped, columns: OrderColumns, settled: Settled | None = None
) -> None:
    """Raise BadInput where no order got an amount though columns of the file look like one."""
    if settled and (any(amount is not None for amount in settled.amounts) or len(settled.left) == len(settled.amounts)):  # fmt: skip
        return
    prices = [source.headers[place] for place in columns.places("unit", "price")]
    guesses = [source.headers[place] for place in mapped.unmapped if columns.roles.get(place, "aside") == "aside" and looks_like_money(source.columns[place])]  # fmt: skip
    named = list(dict.fromkeys(header for header in (*guesses, *prices) if header))[:_FEW]
    if not named:
        return
    why = f" {prices[0]!r} is the price of one piece." if prices and not guesses else ""
    offers = " or ".join(f'--map "{header}=Amount"' for header in named)
    raise BadInput(
        f"No column of {source.name} is known to hold the amount of an order.{why} Nothing was imported.",
        f'If one of these does: {offers}; if none does: --map "{named[0]}=" and so on.',
    )


def tell_without_amounts(source: Source, mapped: Mapped, amounts: Sequence[object], notes: list[str]) -> None:
    """Say where no deal got an amount, and which columns look like one."""
    if not source.height or any(amount is not None for amount in amounts):
        return
    guesses = [source.headers[place] for place in mapped.unmapped if looks_like_money(source.columns[place])]
    offers = " or ".join(f'--map "{header}=Amount"' for header in guesses[:_FEW] if header)
    more = f" If one of these holds it: {offers} (undo this import first)." if offers else ""
    notes.append(f"No row of the file got an Amount.{more}")


def looks_like_money(cells: Sequence[object]) -> bool:
    """Whether a column holds numbers with cents or a currency, as amounts do and numbers of things do not."""
    said = [cell for cell in cells[:_LOOK] if cell is not None and str(cell).strip()]
    if not said:
        return False
    read = number_reader(".")
    if not all(isinstance(read(cell), float) for cell in said):
        return False
    return any(isinstance(cell, float) and not cell.is_integer() for cell in said) or any(
        isinstance(cell, str) and not cell.strip().isdigit() for cell in said
    )
