"""A live book over xlwings' own remote engine, the one of Excel on the web and xlwings Lite, keeps the contract."""

from __future__ import annotations

from salesbook.tables.plan import CellError, Set
from salesbook.tables.resolve import resolve
from tests.books.contract import BookContract
from tests.books.remote import RemoteBook, Spreadsheet


class TestLiveBookInABrowser(BookContract):
    def make(self, tables):
        return RemoteBook(Spreadsheet(tables))

    def test_a_text_that_looks_like_an_error_is_a_text(self, book):
        """The browser sends errors as texts, so the two cannot be told apart there."""
        seen = book.read(["Contacts"])
        book.write(resolve([Set("Contacts", ["C1"], {"Notes": ["#N/A"]})], seen).edits, seen.seen)
        assert book.read(["Contacts"]).grids["Contacts"].columns["Notes"][0] == CellError("#N/A")
