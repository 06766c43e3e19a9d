"""Which tables, columns and settings each released shape of a book had: the schema says it, and workbooks of those shapes agree."""

from __future__ import annotations

import pytest

from salesbook.books.file import FileBook
from salesbook.books.xlsx.graft.offers import offered_lists
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.schema import (
    FIRST,
    MARK,
    PARTS,
    SETTING_ROWS,
    SHAPE,
    STANDARD,
    TABLES,
    Type,
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
        had = {column.name for column in table.columns if column.since <= shape and not column.optional}
        assert set(grids[table.name].columns) == had, table.name
    had = {setting.name for setting in SETTING_ROWS if setting.since <= shape}
    assert set(grids["Settings"].columns["Setting"]) == had


@pytest.mark.parametrize("shape", SHAPE_BOOKS)
def test_a_list_that_a_shape_offered_is_still_offered_or_known_as_an_earlier_one(shape):
    """A changed list without a word of the old one would never come to older books."""
    with Package.open(SHAPE_BOOKS[shape]) as package:
        layout = read_layout(package)
        columns = {
            name: [
                one.name
                for one in table.columns
                if one.choices and one.since <= shape and not (one.ours and one.type is not Type.TEXT)
            ]
            for name, table in TABLES.items()
            if name in layout.tables
        }
        found = offered_lists(package, layout, columns)
    assert any(found.values())
    for (name, header), text in found.items():
        column = TABLES[name].by_name[header]
        assert not text or column.listed() in text or column.earlier_list(text), (name, header)


def test_nothing_is_of_a_shape_still_to_come_and_what_came_after_the_first_is_done_without():
    for table in TABLES.values():
        assert FIRST <= table.since <= SHAPE
        assert table.later or table.since == FIRST
        for column in table.columns:
            assert table.since <= max(table.since, column.since) <= SHAPE
            assert column.later or table.later or column.since == FIRST, column.name
    assert all(FIRST <= setting.since <= SHAPE for setting in SETTING_ROWS)


def test_rows_that_came_later_are_rows_of_a_new_book_and_can_be_told_apart():
    for table in TABLES.values():
        assert all(FIRST < shape <= SHAPE and row in table.starts_with for shape, row in table.came_with), (
            table.name
        )
        assert not table.came_with or table.known_by or table.key, table.name


@pytest.mark.parametrize("shape", SHAPE_BOOKS)
def test_a_workbook_of_a_shape_starts_with_the_rows_that_the_schema_says(shape):
    """A new starting row needs the shape that it came with."""
    for name in ("Cadences", "TouchPoints", "Duties", "MailRules"):
        table, grid = TABLES[name], FileBook(SHAPE_BOOKS[shape]).read([name]).grids[name]
        later = [row for since, row in table.came_with if since > shape]
        first = (
            table.columns[0].name
            if table.key
            else table.known_by or [column.name for column in table.columns[:3]]
        )
        names = [first] if isinstance(first, str) else list(first)
        there = set(
            zip(*(["" if cell is None else cell for cell in grid.columns[one]] for one in names), strict=True)
        )
        for row in table.starts_with:
            said = dict(zip([column.name for column in table.columns], row, strict=False))
            assert (tuple(said[one] for one in names) in there) is (row not in later), (name, row)


def test_the_mark_of_a_book_reads_back_part_by_part():
    assert (
        mark_of(new_shapes(("core", "mail", "aftersale"))) == f"core {SHAPE}, mail {SHAPE}, aftersale {SHAPE}"
    )
    assert read_mark(mark_of(new_shapes(PARTS))) == dict.fromkeys(PARTS, SHAPE)
    assert read_mark("core 1, mail 12") == {"core": 1, "mail": 12}
    assert MARK in {setting.name for setting in SETTING_ROWS}


@pytest.mark.parametrize(
    "text", ["", "2", "mail 2", "core", "core two", "core 2; mail 2", "core 0", "core -1", "core 2 mail 2"]
)
def test_what_salesbook_did_not_write_is_no_mark(text):
    assert read_mark(text) is None
