"""New workbooks that parts are copied from, and ones that lack these parts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from unittest.mock import patch

from salesbook import schema
from salesbook.office.workbook import build

_DAY = date(2026, 6, 1)
PARTS = ("Mailings", "Outbox", "DoNotMail", "MailRules", "ScoreHistory")


def whole(path: Path) -> Path:
    """A new workbook with everything."""
    build(str(path), book_id="book", today=_DAY)
    return path


def without(path: Path, tables: Collection[str] = PARTS) -> Path:
    """One that never had these tables."""
    with patch.dict(schema.TABLES):
        for name in tables:
            del schema.TABLES[name]
        return whole(path)
