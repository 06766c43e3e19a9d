"""The tables of a book, for whoever goes through all of them: LibreOffice is asked for each but once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

_UNNAMED = "__Anonymous_Sheet_DB__"  # a filter without a table
_A_MOMENT = 0.3


class KnownTables:
    """`ranges` are LibreOffice's own tables and filters, by name, as they are whenever they are asked."""

    def __init__(self, document: Any) -> None:
        self.ranges = document.DatabaseRanges
        self._by_name: dict[str, Any] = {}
        self._found: tuple[float, Sequence[tuple[Any, int]]] | None = None

    def all(self) -> Sequence[tuple[Any, int]]:
        """Every table, as LibreOffice's database range, and its sheet (from 0).

        Who goes through all sheets asks for each of them at once: one look answers that.
        """
        now = time.monotonic()
        if self._found is None or now - self._found[0] > _A_MOMENT:
            named = [name for name in self.ranges.getElementNames() if not name.startswith(_UNNAMED)]
            self._by_name = {name: self._named(name) for name in named}
            self._found = now, [(each, each.getDataArea().Sheet) for each in self._by_name.values()]
        return self._found[1]

    def _named(self, name: str) -> Any:
        known = self._by_name.get(name)  # its own name may be another one by now
        return known if known is not None and known.getName() == name else self.ranges.getByName(name)

    def forget(self) -> None:
        """Look again the next time: there is one more or less, or it has another sheet."""
        self._found = None

    def names(self) -> set[str]:
        """The names of all tables in lower case."""
        return {name.lower() for name in self.ranges.getElementNames()}
