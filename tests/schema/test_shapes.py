"""Which tables, columns and settings each released shape of a book had: the schema says it, and workbooks of those shapes agree."""

from __future__ import annotations

import pytest

from salesbook.books.file import FileBook
from salesbook.schema import (
    FIRST,
    MARK,
    PARTS,
    SETTING_ROWS,
    SHAPE,
    STANDARD,
    TABLES,
    mark_of,
    new_shapes,
    read_mark,
)
from tests.books.older import SHAPE_BOOKS


def test_there_is_a_workbook_of_every_shape_before_the_present_one():
    assert sorted(SHAPE_BOOKS) == list(range(FIRST, SHAPE))


@pytest.mark.parametrize("shape", SHAPE_BOOKS)
def test_a_workbook_of_a_shape_has_what_the_schema_says_of_that_shape_and_nothing_else(shape):
    """What is new in the schema needs `since`; a new shape needs a workbook of the one before."""
    tables = [table for table in TABLES.values() if table.since <= shape and table.part in STANDARD]
    grids = FileBook(SHAPE_BOOKS[shape]).read([table.name for table in tables]).grids
    for table in tables:
        had = {column.name for column in table.columns if column.since <= shape}
        assert set(grids[table.name].columns) == had, table.name
    had = {setting.name for setting in SETTING_ROWS if setting.since <= shape}
    assert set(grids["Settings"].columns["Setting"]) == had


def test_nothing_is_of_a_shape_still_to_come_and_what_came_after_the_first_is_done_without():
    for table in TABLES.values():
        assert FIRST <= table.since <= SHAPE
        assert table.later or table.since == FIRST
        for column in table.columns:
            assert table.since <= max(table.since, column.since) <= SHAPE
            assert column.later or table.later or column.since == FIRST, column.name
    assert all(FIRST <= setting.since <= SHAPE for setting in SETTING_ROWS)


def test_the_mark_of_a_book_reads_back_part_by_part():
    assert mark_of(new_shapes(PARTS)) == f"core {SHAPE}, mail {SHAPE}, history {SHAPE}"
    assert read_mark("core 1, mail 12") == {"core": 1, "mail": 12}
    assert MARK in {setting.name for setting in SETTING_ROWS}


@pytest.mark.parametrize(
    "text", ["", "2", "mail 2", "core", "core two", "core 2; mail 2", "core 0", "core -1", "core 2 mail 2"]
)
def test_what_salesbook_did_not_write_is_no_mark(text):
    assert read_mark(text) is None
