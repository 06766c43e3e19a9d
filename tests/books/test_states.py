"""Tables kept in a file come back as they were, whatever stands in them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.books.snapshots import BackupTables, save_snapshot
from salesbook.errors import Damaged
from salesbook.tables.grid import Grid
from salesbook.tables.plan import CellError, Link

TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
VALUES = st.one_of(
    st.none(), TEXT, st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-9, 9),
    st.dates(), st.datetimes(), st.times(), st.builds(Link, TEXT, TEXT), st.sampled_from([CellError("#N/A")]),
)  # fmt: skip


@given(st.lists(st.tuples(VALUES, VALUES), max_size=5))
def test_every_kind_of_value_comes_back_as_it_was(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("state") / "one.tables"
    columns = {"Key": [row[0] for row in rows], "Ωther": [row[1] for row in rows]}
    grid = Grid("Contacts", columns, "Key", "Người", 7, {"Key": "B", "Ωther": "C"}, frozenset({"Ωther"}))
    save_snapshot(path, {"Contacts": grid})
    back = BackupTables(path).read(["Contacts"]).grids["Contacts"]
    assert back == grid
    kinds = [[type(cell) for cell in cells] for cells in columns.values()]
    assert [[type(cell) for cell in cells] for cells in back.columns.values()] == kinds


def whole(path):
    grid = Grid("Runs", {"Run ID": ["1"], "When": [datetime(2026, 1, 5, 9)], "Seconds": [1.5]}, "Run ID")
    save_snapshot(path, {"Runs": grid, "Days": Grid("Days", {"Date": [date(2026, 1, 5), time(9)]})})
    return path.read_bytes()


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-9],
        lambda data: b"PK" + data,
        lambda _: b"",
        lambda data: data[:40] + b"x" + data[41:],
    ],
)
def test_a_file_that_was_cut_or_damaged_is_said_to_be(tmp_path, harm):
    path = tmp_path / "one.tables"
    path.write_bytes(harm(whole(path)))
    with pytest.raises(Damaged):
        BackupTables(path).read(["Runs"])


def test_a_table_that_was_not_kept_is_said_to_be_missing(tmp_path):
    path = tmp_path / "one.tables"
    whole(path)
    with pytest.raises(Damaged):
        BackupTables(path).read(["Contacts"])
