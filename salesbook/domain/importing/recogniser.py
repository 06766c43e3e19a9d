"""What is known of files that are to go into one table of the book: which headers mean something, and how such files may stand."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.domain.importing.consent.places import under_headings
from salesbook.domain.importing.grouped import GROUPED, ungrouped
from salesbook.domain.importing.headers.known import recogniser
from salesbook.domain.importing.headers.missing import with_address
from salesbook.tables.source import Raw, SourceBody


class HeaderRecogniser:
    """For `table`; `mapping` has headers as keys that the person mapped by hand. Readers of files ask it."""

    def __init__(self, table: str, mapping: Mapping[str, str]) -> None:
        self._table = table
        self._mapping = mapping
        self.known = recogniser(table, mapping)

    def with_header(self, raw: Raw) -> tuple[Raw, str]:
        """A list of addresses for Do not mail under a header; whatever else as it is."""
        return with_address(raw, self.known, self._mapping) if self._table == "DoNotMail" else (raw, "")

    def as_list(self, raw: Raw, body: SourceBody) -> SourceBody:
        """A printed report of orders or deals as a plain list; whatever else as it is."""
        return ungrouped(raw, body, self._table, self._mapping) if self._table in GROUPED else body

    def under_headings(self, body: SourceBody) -> SourceBody:
        """The table without the headings among its rows, which are noted for the rows below them."""
        return under_headings(body)
