"""Books: where tables are kept. All of them read the same snapshots and write the same changes."""

from __future__ import annotations

from salesbook.books.base import Book

__all__ = ["Book"]
