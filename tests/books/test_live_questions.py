"""What a click costs in LibreOffice, counted, not timed: each question to it takes its time, whatever the computer."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest

from salesbook.actions.registry import ACTIONS
from salesbook.books.live import LiveBook
from salesbook.cli import main
from salesbook.office.libreoffice import held, reading
from salesbook.office.libreoffice.look import Look
from salesbook.tables.records import Runner
from tests.sessions import run

DAY = date(2026, 6, 15)
TABLES = len(ACTIONS["today"].reads)


@pytest.fixture(scope="module")
def asked(office, tmp_path_factory):
    """How often a click on Today asked what."""
    path = tmp_path_factory.mktemp("clicks") / "book.xlsx"
    sample = ("new", str(path), "--sample", "--contacts", "15", "--activities", "60", "--today", "2026-06-12")
    assert main.main(sample) == 0
    book = office.books.open(path)
    counts: Counter[str] = Counter()

    def counted(name, call):
        def counting(*args, **named):
            counts[name] += 1
            return call(*args, **named)

        return counting

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held.KnownSheet, "look", counted("looks", held.KnownSheet.look))
        patch.setattr(reading, "content", counted("contents", reading.content))
        patch.setattr(reading, "formatted", counted("formats", reading.formatted))
        patch.setattr(Look, "same", counted("looks of cells", Look.same))
        result = run("today", LiveBook(book), today=DAY, runner=Runner("", "", datetime(2026, 6, 15)))
    book.close()
    assert result.changed > TABLES
    return counts


@pytest.mark.parametrize(
    ("what", "most"),
    [
        # Whether a sheet is still what it was. Each of 27 blocks asks some thirty times, most of them by xlwings.
        ("looks", 1060),
        ("contents", 85),
        ("formats", 35),
        ("looks of cells", 4),  # 61 were
    ],
)
def test_a_click_asks_no_more_than_it_did(asked, what, most):
    assert 0 < asked[what] <= most
