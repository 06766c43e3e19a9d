"""The columns of numbers of a file of orders, read: by place, by role, and as candidates for the amount."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.decide import number_readers
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.orders.amounts import Choice
from salesbook.domain.importing.orders.candidate import PRODUCT, Candidate, candidate
from salesbook.domain.importing.orders.columns import MONEY, OrderColumns
from salesbook.domain.importing.orders.lines import Amounts, OrderLines
from salesbook.domain.importing.orders.money import looks_like_money
from salesbook.domain.importing.values.readers import Read, Unread, unguarded
from salesbook.domain.importing.values.units import money_unit
from salesbook.errors import BadInput
from salesbook.schema import TABLES, Column
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits

_COLUMN: Column = TABLES["Orders"].by_name["Amount"]
_CANDIDATES = ("whole", "total", "amount", "price", "net", "line")


class Figures:
    """The columns of numbers of a file, read."""

    def __init__(self, source: Source, mapped: Mapped, columns: OrderColumns, country: str, by_hand: int | None) -> None:  # fmt: skip
        roles = {
            place: role for place, role in columns.roles.items() if role in MONEY or role.startswith("line ")
        }
        percents = {
            p: "percent" for p, role in roles.items() if "discount" in role and _is_percent(source, p)
        }
        roles |= percents
        roles = {
            place: role for place, role in roles.items()
            if role == "percent" or not money_unit(source.headers[place]).odd
        }  # fmt: skip
        if by_hand is not None:
            for place in _alike(
                source.headers, by_hand
            ):  # two columns of one name may differ: both are weighed
                roles[place] = roles.get(place) or "amount"
        self.source, self.roles, self.known = source, roles, columns.roles.keys() | roles.keys()
        self.notes: list[str] = []
        dates = [
            (place, TABLES["Orders"].by_name["Date"])
            for target, places in mapped.columns.items() if target == Target("Orders", "Date") for place in places
        ]  # fmt: skip
        self.asked: dict[int, BadInput] = {}
        readers = number_readers(
            source, [*((place, _COLUMN) for place in roles), *dates], country, self.notes, self.asked
        )
        self.by_place: dict[int, Amounts] = {}
        self.faults: dict[int, dict[int, str]] = {}
        for place in roles:
            cells = [unguarded(cell) if isinstance(cell, str) else cell for cell in source.columns[place]]
            if roles[place] == "percent":
                cells = [cell.replace("%", "") if isinstance(cell, str) else cell for cell in cells]
            self._read(place, readers[place](cells))

    def name(self, place: int) -> str:
        """What a question calls a column: its header, with its place where another column has the same one."""
        header = self.source.headers[place]
        return f"{header} (column {place + 1})" if len(_alike(self.source.headers, place)) > 1 else header

    def alike(self, place: int) -> list[int]:
        """The columns that have the same header as this one, itself among them."""
        return _alike(self.source.headers, place)

    def by_role(self) -> dict[str, list[Amounts]]:
        """The values of columns that hold any, by role."""
        found: dict[str, list[Amounts]] = {}
        for place, role in sorted(self.roles.items()):
            if any(value is not None for value in self.by_place[place]):
                found.setdefault(role, []).append(self.by_place[place])
        return found

    def candidates(self, lines: OrderLines) -> list[Candidate]:
        """Every column that may be the amount."""
        found = [
            candidate(self.name(place), role, place, self.by_place[place], lines, len(self.faults[place]))
            for place, role in sorted(self.roles.items())
            if role in _CANDIDATES
        ]
        if products := lines.products():
            found.append(candidate(PRODUCT, "product", None, products, lines))
        return found

    def unknown(self, lines: OrderLines, mapped: Mapped) -> list[Candidate]:
        """The columns of money whose headers say nothing."""
        source = self.source
        places = [
            place for place in mapped.unmapped
            if place not in self.known and source.headers[place] and looks_like_money(source.columns[place])
        ]  # fmt: skip
        readers = number_readers(source, [(place, _COLUMN) for place in places], "", [], {})
        for place in places:
            self._read(place, readers[place](source.columns[place]))
        return [candidate(self.name(place), "total", place, self.by_place[place], lines) for place in places]

    def _read(self, place: int, found: Sequence[Read]) -> None:
        self.faults[place] = {row: cell.why for row, cell in enumerate(found) if isinstance(cell, Unread)}
        self.by_place[place] = [cell if isinstance(cell, float) else None for cell in found]

    def tell(self, choice: Choice, alive: Sequence[int], cleaned: Cleaned) -> None:
        """Reject the rows whose amount cannot be read; say what was guessed of the column's numbers.

        Raises BadInput with a question where the numbers of a column that counts can be read in two ways.
        """
        used = self._used(choice)
        for place in (*used, *self._filled("refund")):
            if place in self.asked:
                raise self.asked[place]
        for place in used:
            faults, header = self.faults[place], self.source.headers[place]
            for row in set(alive) & faults.keys():
                cleaned.reject(row, f"{header} {faults[row]}.")
            cleaned.notes.extend(
                note for note in self.notes if repr(header) in note and note not in cleaned.notes
            )

    def _used(self, choice: Choice) -> list[int]:
        """The columns that the amount comes from: one, or the first quantity and the first price."""
        if choice.taken.place is not None:
            return [choice.taken.place]
        return [*self._filled("quantity")[:1], *self._filled("unit")[:1]]

    def _filled(self, role: str) -> list[int]:
        """The columns of a role that hold any number."""
        return [
            place for place, its in sorted(self.roles.items())
            if its == role and any(value is not None for value in self.by_place[place])
        ]  # fmt: skip


def _is_percent(source: Source, place: int) -> bool:
    """Whether a column of discounts has percents, by its header or its cells."""
    said = [cell for cell in source.columns[place] if cell is not None and str(cell).strip()]
    return "%" in source.headers[place] or any(isinstance(cell, str) and "%" in cell for cell in said)


def _alike(headers: Sequence[str], place: int) -> list[int]:
    wanted = letters_and_digits(headers[place])
    return [other for other, header in enumerate(headers) if letters_and_digits(header) == wanted]
