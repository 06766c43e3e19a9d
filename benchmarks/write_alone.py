"""Prints the seconds that writing takes when everything is planned: read, plan, then time the write."""

from __future__ import annotations

import sys
import time
from datetime import date, datetime
from pathlib import Path

from salesbook.books.file import FileBook
from salesbook.tables.records import Runner
from tests.sessions import run


class Timed(FileBook):
    seconds = 0.0

    def write(self, edits, seen):
        started = time.perf_counter()
        super().write(edits, seen)
        self.seconds = time.perf_counter() - started

    def tell(self, text):
        pass


book = Timed(Path(sys.argv[1]))
run("today", book, today=date.fromisoformat(sys.argv[2]), runner=Runner("", "", datetime(2026, 1, 1)))
print(book.seconds)
