"""What the rest of a workbook says of a person's names: who else bears them, and where they are words like others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from salesbook.domain.privacy.name_patterns import full_name_pattern, lone_name_pattern
from salesbook.domain.privacy.person import Person, column
from salesbook.schema import TABLES, Type
from salesbook.tables.grid import Snapshot
from salesbook.util.folding import ways_to_write

_HANGING = re.compile(
    r"\S*[\w-][@._/-]\w\S*"
)  # addresses of mail and pages, names of users and files: no prose


class Others:
    """Who else bears a name, and whether it is a word, by what people have typed."""

    def __init__(self, person: Person, seen: Snapshot) -> None:
        self.person, self.seen = person, seen

    def bears(self, part: str) -> bool:
        """Whether a colleague, another contact or a firm bears it."""
        pattern = lone_name_pattern(part)
        return pattern is not None and any(pattern.search(name) for name in self._others())

    def is_a_word(self, part: str) -> bool:
        """Whether it stands somewhere in small letters: then it is a word like others, as in "may"."""
        pattern, full = lone_name_pattern(part), full_name_pattern(self.person.names, joined=False)
        if pattern is None:
            return False
        for text in self._texts():
            for found in pattern.finditer(_HANGING.sub("", full.sub("", text) if full else text)):
                if found[0] == found[0].lower() != found[0].upper():
                    return True
        return False

    def full_name_of_others(self) -> str:
        """Who else has the full name: the ID of a contact, a colleague or a firm; "" where nobody has."""
        names = set().union(*(ways_to_write(*name) for name in self.person.names))
        contacts = self.seen.grids["Contacts"]
        firsts, lasts = (column(contacts, name) for name in ("First name", "Last name"))
        keys = column(contacts, "Contact ID")
        for handle, key, first, last in zip(contacts.handles, keys, firsts, lasts, strict=True):
            if handle not in self.person.handles and ways_to_write(first, last) & names:
                return f"contact {key}"
        pattern = full_name_pattern(self.person.names, joined=False)
        for what, text in self._firms():
            if pattern and pattern.search(text):
                return what
        return ""

    def _firms(self) -> Iterator[tuple[str, str]]:
        for table, key, name in (("Team", "Rep", "Name"), ("Accounts", "Account ID", "Account")):
            if grid := self.seen.grids.get(table):
                for one, text in zip(column(grid, key), column(grid, name), strict=True):
                    yield f"{'colleague' if table == 'Team' else 'account'} {one}", text
        grid = self.seen.grids["Settings"]
        for setting, text in zip(column(grid, "Setting"), column(grid, "Value"), strict=True):
            if setting == "Firm":
                yield "your firm", text

    def _others(self) -> Iterator[str]:
        contacts = self.seen.grids["Contacts"]
        columns = (column(contacts, name) for name in ("First name", "Last name"))
        for handle, *name in zip(contacts.handles, *columns, strict=True):
            if handle not in self.person.handles:
                yield " ".join(name)
        yield from (text for _, text in self._firms())

    def _texts(self) -> Iterator[str]:
        for name, grid in self.seen.grids.items():
            for header, cells in grid.columns.items():
                kind = TABLES[name].by_name[header].type if header in TABLES[name].by_name else Type.TEXT
                if kind is Type.TEXT and header not in grid.formulas and header not in {"Email", "To"}:
                    yield from (cell for cell in set(_strings(cells)))


def _strings(cells: Iterable[object]) -> Iterator[str]:
    return (cell for cell in cells if isinstance(cell, str))
