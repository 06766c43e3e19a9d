"""Rows of tables as templates see them: columns by their header, and blanks that know where they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from salesbook.letters.faults import Stop
from salesbook.util.folding import identifier
from salesbook.util.likeness import nearest

LONGEST_FIELD = 100_000  # characters of one field: three times what a cell of Excel holds


class RecordTable:
    """All rows of one kind, such as contacts.

    `name` is what templates call it ("contact"), `columns` the values by header, all equally long, and
    `cell` tells the address of a value by its row and header. `inner` are the headers of columns that are written
    for colleagues: see ForColleagues.
    """

    __slots__ = ("_columns", "cell", "headers", "inner", "name")

    def __init__(
        self,
        name: str,
        columns: Mapping[str, Sequence[object]],
        cell: Callable[[int, str], str] | None = None,
        inner: Collection[str] = (),
    ) -> None:
        self.name = name
        self.inner = frozenset(inner)
        self.headers = tuple(columns)
        self.cell = cell
        self._columns = {header: (header, values) for header, values in columns.items()}
        for header, values in columns.items():
            self._columns.setdefault(identifier(header), (header, values))

    def find(self, name: str) -> tuple[str, Sequence[object]] | None:
        """Header and values of a column by its header, exact or folded; None if there is none."""
        return self._columns.get(name) or self._columns.get(identifier(name))


class Record:
    """One row. Row -1 means that there is nothing, such as no last order: every field is blank."""

    __slots__ = ("row", "table", "trace")

    def __init__(self, table: RecordTable, row: int, trace: Trace | None = None) -> None:
        self.table, self.row, self.trace = table, row, trace

    def get(self, name: str) -> Any:
        """The value of a column, or its Blank. Raises Stop if there is no such column."""
        found = self.table.find(name)
        if found is None:
            raise Stop(*unknown(f"{self.table.name}.{name}", name, self.table.headers))
        header, values = found
        value = values[self.row] if self.row >= 0 else None
        if value is None or value == "" or value != value:  # noqa: PLR0124  (NaN and NaT)
            value = Blank(self, header, name)
        elif type(value) is str and len(value) > LONGEST_FIELD:
            raise Stop(
                f"{self.label(header)} holds {len(value):,} characters.", "Shorten it.", *self.named(header)
            )
        elif header in self.table.inner:
            return ForColleagues(str(value), self.label(header), *self.named(header))
        if self.trace is not None:
            self.trace.note(self, header, value)
        return value

    def has(self, name: str) -> bool:
        """Whether there is such a column."""
        return self.table.find(name) is not None

    def traced(self, trace: Trace) -> Record:
        """The same row, with every field that is used noted in `trace`."""
        return Record(self.table, self.row, trace)

    def cell(self, header: str) -> str:
        """Where a value stands, such as Contacts!B12; "" if that is not known."""
        return self.table.cell(self.row, header) if self.table.cell and self.row >= 0 else ""

    def named(self, header: str) -> tuple[str, str]:
        """A field for people and its cell: ("contact.First name", "Contacts!B12")."""
        return f"{self.table.name}.{header}", self.cell(header)

    def label(self, header: str) -> str:
        """A field as a sentence names it: First name (Contacts!B12)."""
        cell = self.cell(header)
        return f"{header} ({cell})" if cell else f"{header} of {self.table.name}"

    def __bool__(self) -> bool:
        return self.row >= 0

    def __str__(self) -> NoReturn:
        some = identifier(self.table.headers[0]) if self.table.headers else "name"
        name = self.table.name
        raise Stop(f"{name} is a whole row.", f"Name a column of it, such as {{{{ {name}.{some} }}}}.", name)


class Blank:
    """A field without a value: false, equal to "", and nothing that a letter could print."""

    __slots__ = ("_header", "_name", "_record")

    def __init__(self, record: Record, header: str, name: str) -> None:
        self._record, self._header, self._name = record, header, name

    def stop(self) -> Stop:
        """Why this cannot be printed. A letter with a hole embarrasses, so that is no letter."""
        name = self._record.table.name
        how = f"{name}.{self._name}" if self._name.isidentifier() else f'{name}["{self._name}"]'
        if not self._record:
            why = f"There is no {name.replace('_', ' ')}, so no {self._header}"
        else:
            cell = self._record.cell(self._header)
            why = f"{self._header} is blank{f' ({cell})' if cell else ''}"
        fallback = "there" if "name" in self._header.casefold() else "..."
        todo = f'give a fallback, such as {{{{ {how} or "{fallback}" }}}}'
        return Stop(f"{why}:", f"{todo}.", *self._record.named(self._header))

    def _stop(self, *_: object) -> NoReturn:
        raise self.stop()

    __str__ = __format__ = __int__ = __float__ = __neg__ = __abs__ = _stop

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __eq__(self, other: object) -> bool:
        return other is None or other == "" or isinstance(other, Blank)

    def __hash__(self) -> int:
        return hash("")

    def _never(self, _: object) -> bool:
        return False

    # Nothing is neither more nor less than anything.
    __lt__ = __le__ = __gt__ = __ge__ = _never


class ForColleagues:
    """A word that was written for colleagues: a template may compare it, and no letter prints it."""

    __slots__ = ("_named", "_said", "_text")

    def __init__(self, text: str, said: str, *named: str) -> None:
        """`said`: the field as a sentence names it; `named`: field and cell, as Stop has them."""
        self._text, self._said, self._named = text, said, named

    def _stop(self, *_: object) -> NoReturn:
        todo = "Say it in your own words; {% if %} may compare it."
        raise Stop(f"{self._said} is written for colleagues, and no letter holds it.", todo, *self._named)

    __str__ = __format__ = __len__ = __iter__ = __getitem__ = __contains__ = _stop

    def __eq__(self, other: object) -> bool:
        return self._text == (other._text if isinstance(other, ForColleagues) else other)

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that a letter used; `fallback` says that it was blank, so that the template's own word stands there."""

    name: str
    value: object
    cell: str
    fallback: bool


@dataclass(slots=True)
class Trace:
    """What one letter used, each field once, in the order of use."""

    filled: list[Filled] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def note(self, record: Record, header: str, value: object) -> None:
        """Note that a letter used this field."""
        name, cell = record.named(header)
        if name not in self._seen:
            self._seen.add(name)
            blank = isinstance(value, Blank)
            self.filled.append(Filled(name, "" if blank else value, cell, blank))


def unknown(wanted: str, name: str, known: Sequence[str]) -> tuple[str, str, str]:
    """Why, what to do and the field, for a name that is not known."""
    why = f"There is no {wanted}."
    near = nearest(identifier(name), map(identifier, known))
    if not near:
        todo = (
            "Use one of the headers of that table."
            if "." in wanted
            else f"Letters have {', '.join(sorted(known))}."
        )
        return why, todo, wanted
    head, dot, _ = wanted.rpartition(".")
    return why, f"Did you mean {head}{dot}{near}?", wanted
