"""The book in memory keeps the contract."""

from __future__ import annotations

from salesbook.books.memory import MemoryBook, grid_of
from tests.books.contract import BookContract


class TestMemoryBook(BookContract):
    def make(self, tables):
        book = MemoryBook()
        book.grids = {name: grid_of(name, rows) for name, rows in tables.items()}
        return book
