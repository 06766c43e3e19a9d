"""The columns of numbers of a file of orders, read: by place, by role, and as candidates for the amount."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.importing.clean import Cleaned
from salesbook.importing.decide import number_readers
from salesbook.importing.headers import Mapped, Target
from salesbook.importing.orders.amounts import PRODUCT, Candidate, Choice, candidate
from salesbook.importing.orders.columns import MONEY, Columns
from salesbook.importing.orders.lines import Amounts, Lines
from salesbook.importing.readers import Unread, unguarded
from salesbook.importing.source import Source
from salesbook.importing.units import money_unit
from salesbook.schema import TABLES, Column

_COLUMN: Column = TABLES["Orders"].by_name["Amount"]
_CANDIDATES = ("whole", "total", "amount", "price", "net", "line")


class Figures:
    """The columns of numbers of a file, read."""

    def __init__(self, source: Source, mapped: Mapped, columns: Columns, country: str, by_hand: int | None) -> None:  # fmt: skip
        roles = {
            place: role for place, role in columns.roles.items() if role in MONEY or role.startswith("line ")
        }
        roles = {place: role for place, role in roles.items() if not money_unit(source.headers[place]).odd}
        if by_hand is not None:
            roles[by_hand] = roles.get(by_hand) or "amount"
        self.source, self.roles = source, roles
        self.notes: list[str] = []
        dates = [
            (place, TABLES["Orders"].by_name["Date"])
            for target, places in mapped.columns.items() if target == Target("Orders", "Date") for place in places
        ]  # fmt: skip
        readers = number_readers(
            source, [*((place, _COLUMN) for place in roles), *dates], country, self.notes
        )
        self.by_place: dict[int, Amounts] = {}
        self.faults: dict[int, dict[int, str]] = {}
        for place in roles:
            cells = [unguarded(cell) if isinstance(cell, str) else cell for cell in source.columns[place]]
            found = readers[place](cells)
            self.faults[place] = {row: cell.why for row, cell in enumerate(found) if isinstance(cell, Unread)}
            self.by_place[place] = [cell if isinstance(cell, float) else None for cell in found]

    def by_role(self) -> dict[str, list[Amounts]]:
        """The values of columns that hold any, by role."""
        found: dict[str, list[Amounts]] = {}
        for place, role in sorted(self.roles.items()):
            if any(value is not None for value in self.by_place[place]):
                found.setdefault(role, []).append(self.by_place[place])
        return found

    def candidates(self, lines: Lines) -> list[Candidate]:
        """Every column that may be the amount."""
        found = [
            candidate(
                self.source.headers[place], role, place, self.by_place[place], lines, len(self.faults[place])
            )
            for place, role in sorted(self.roles.items())
            if role in _CANDIDATES
        ]
        if products := lines.products():
            found.append(candidate(PRODUCT, "product", None, products, lines))
        return found

    def tell(self, choice: Choice, alive: Sequence[int], cleaned: Cleaned) -> None:
        """Reject the rows whose amount cannot be read; say what was guessed of the column's numbers."""
        place = choice.taken.place
        if place is None:
            return
        faults, header = self.faults[place], self.source.headers[place]
        for row in set(alive) & faults.keys():
            cleaned.reject(row, f"{header} {faults[row]}.")
        cleaned.notes.extend(note for note in self.notes if repr(header) in note)
