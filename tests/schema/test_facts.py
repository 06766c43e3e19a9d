"""What the schema says of a table it says in full, and nothing in it contradicts the rest."""

from __future__ import annotations

import pytest

from salesbook.schema import CONTACTS, TABLES, XLWINGS, Forget, Table, Type, sheets

EVERY = [*TABLES.values(), XLWINGS]
ALL = [(table, column) for table in EVERY for column in table.columns]
TABLE = pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)


def test_a_table_that_does_not_say_what_forget_does_with_it_cannot_be_made():
    with pytest.raises(TypeError, match="forget"):
        Table("Visits", "Visits", "Where we met.", columns=())  # type: ignore[call-arg]


@TABLE
def test_rows_that_go_or_stay_without_a_person_say_which_column_tells_whose_they_are(table):
    assert bool(table.of_person) == (table.forget in {Forget.ROWS, Forget.REFERENCE})
    if table.of_person and table is not CONTACTS:
        assert table.by_name[table.of_person].refers == CONTACTS.name


@TABLE
def test_no_column_of_people_is_left_out_of_what_forget_looks_at(table):
    of_people = {column.name for column in table.columns if column.refers == CONTACTS.name}
    assert CONTACTS.key not in table.by_name or table.of_person == CONTACTS.key
    assert {column.name for column in table.columns if column.reach} == set() or table.of_person
    assert table.of_person or not of_people


@TABLE
def test_what_is_emptied_with_a_person_is_text_of_a_row_that_stays(table):
    assert not table.keeps_without or table.forget in {Forget.REFERENCE, Forget.FOLLOWS}
    assert all(table.by_name[name].type.is_text for name in table.keeps_without)


def test_what_follows_comes_after_what_it_follows():
    """`forget` walks through the tables once."""
    kinds = [table.forget for table in TABLES.values()]
    gone = max(place for place, kind in enumerate(kinds) if kind is Forget.ROWS)
    assert gone < kinds.index(Forget.FOLLOWS)


def test_every_vital_column_says_what_a_cell_that_cannot_be_read_counts_as():
    vital = [f"{table.name}.{column.name}" for table, column in ALL if column.vital]
    silent = [
        f"{table.name}.{column.name}" for table, column in ALL if column.vital and not column.unreadable
    ]
    assert (len(vital), silent) == (6, [])


def test_where_blank_means_yes_something_unreadable_does_not_count_as_blank():
    for table, column in ALL:
        if column.blank_means:
            assert column.type is Type.FLAG, (table.name, column.name)
            assert column.unreadable, (table.name, column.name)
            assert column.unreadable.value is not None, (table.name, column.name)


@pytest.mark.parametrize(("table", "column"), [each for each in ALL if each[1].unreadable],
                         ids=lambda one: one.name)  # fmt: skip
def test_what_counts_instead_stands_in_a_column_of_its_table(table, column):
    instead = column.unreadable
    assert {instead.column, instead.same_as} <= {"", *table.by_name}
    assert sum([instead.value is not None, bool(instead.same_as), instead.left_out]) <= 1


def test_what_a_column_refers_to_is_there():
    for table, column in ALL:
        if other := TABLES.get(column.refers):
            assert other.key, (table.name, column.name)
            assert other.listed_as or not column.offers, (table.name, column.name)
            assert "Active" in other.by_name or not column.if_resting, (table.name, column.name)
    assert {column.refers for _, column in ALL} <= {"", *TABLES}


@TABLE
def test_columns_that_a_table_names_are_its_own(table):
    named = {table.key, table.of_person, table.of_account, table.day, table.prints_to, *table.keeps_without}
    assert named | set(table.first) <= {"", *table.by_name}
    assert all(len(row) <= len(table.columns) for row in table.starts_with)


@TABLE
def test_records_say_when_they_were(table):
    assert bool(table.day) == table.is_record


def test_days_that_have_come_are_days():
    assert {column.type for _, column in ALL if column.past} <= {Type.DATE, Type.MOMENT}


def test_ids_that_imports_make_tell_which_table_they_are_of():
    made = [table.makes_ids for table in TABLES.values() if table.makes_ids]
    assert len(set(made)) == len(made)


def test_home_tells_each_sheet_once():
    for tables in sheets().values():
        assert [bool(table.contents) for table in tables] == [True, *[False] * (len(tables) - 1)]
