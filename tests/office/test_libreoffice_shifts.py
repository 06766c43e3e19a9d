"""Ranges that are held while cells come and go: each write lands where it would in Excel, or is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.office.libreoffice.errors import CellsGone
from salesbook.office.libreoffice.places import from_address, to_address
from salesbook.office.libreoffice.shifts import Shift, Torn, band, cuts, follow
from tests.office.grid_model import GridModel

SIDE = 7


def shift(text):
    """ "+ B2 down" inserts there, "- 2:3 up" deletes."""
    sign, area, way = text.split()
    return Shift(from_address(area), inserted=sign == "+", down=way in {"down", "up"})


@pytest.mark.parametrize(
    ("held", "change", "after"),
    [  # as Excel's own references do
        ("A1", "+ A1 down", "A2"),
        ("A1", "+ A2 down", "A1"),
        ("A3", "+ A1:A2 down", "A5"),
        ("A1:A3", "+ A1 down", "A2:A4"),
        ("A1:A3", "+ A2 down", "A1:A4"),
        ("A1:A3", "+ A3:A4 down", "A1:A5"),
        ("A1:A3", "+ A4 down", "A1:A3"),
        ("B1", "+ A1 down", "B1"),
        ("A1:B3", "+ A2 down", "A1:B3"),
        ("A1:B3", "+ A1:C1 down", "A2:B4"),
        ("B2", "+ A2 right", "C2"),
        ("B2:D2", "+ C2 right", "B2:E2"),
        ("B2:D3", "+ C2 right", "B2:D3"),
        ("B2:D3", "+ C1:C3 right", "B2:E3"),
        ("A5", "+ 3:4 down", "A7"),
        ("C1", "+ A:B right", "E1"),
        ("A1", "- A1 up", None),
        ("A2", "- A1 up", "A1"),
        ("A1:A3", "- A1 up", "A1:A2"),
        ("A1:A3", "- A2:A5 up", "A1"),
        ("A2:A4", "- A1:A2 up", "A1:A2"),
        ("A2:A4", "- A1:A9 up", None),
        ("A2:A4", "- A5 up", "A2:A4"),
        ("A1:B3", "- A1 up", "A1:B3"),
        ("A1:B3", "- A1:A3 up", "torn"),
        ("A1:B3", "- A1:A2 up", "A1:B3"),
        ("A2:B2", "- B1:B4 up", "torn"),
        ("A1:B3", "- B1:B3 left", "A1:A3"),
        ("A1:C3", "- B1:B3 left", "A1:B3"),
        ("C2", "- A1:B2 left", "A2"),
        ("C3", "- A1:B2 left", "C3"),
        ("A4:B5", "- 2:3 up", "A2:B3"),
        ("A1:B5", "- 2:3 up", "A1:B3"),
        ("C1:D1", "- C:C left", "C1"),
        ("A:A", "+ 1:1 down", "A:A"),
        ("A:A", "- 1:9 up", "A:A"),
        ("B:C", "+ A:A right", "C:D"),
        ("B:C", "- B:C left", None),
        ("2:3", "+ 1:1 down", "3:4"),
        ("2:3", "- A2 up", "2:3"),
        ("A1048576", "+ A1 down", None),
        ("A1048575:A1048576", "+ 1:1 down", "A1048576"),
        ("XFD1", "+ A:A right", None),
    ],
)  # fmt: skip
def test_a_held_range_follows_as_a_reference_does(held, change, after):
    coords = from_address(held)
    if after == "torn":
        with pytest.raises(Torn):
            follow(coords, shift(change))
    else:
        assert follow(coords, shift(change)) == (after and from_address(after))


@pytest.mark.parametrize(
    ("block", "change", "torn"),
    [
        ("B2:D5", "+ B3:D3 down", False),
        ("B2:D5", "+ B3 down", True),
        ("B2:D5", "+ C1:E1 down", True),
        ("B2:D5", "+ C6 down", False),
        ("B2:D5", "+ E1 down", False),
        ("B2:D5", "- 3:3 up", False),
        ("B2:D5", "- A3 left", True),
        ("B2:D5", "- E3 left", False),
        ("B2:D5", "+ C:C right", False),
    ],
)
def test_a_table_is_torn_where_only_some_of_its_cells_would_move(block, change, torn):
    assert cuts(from_address(block), shift(change)) is torn


def test_what_moves_goes_on_to_the_end_of_the_sheet():
    assert to_address(band(shift("+ B2:C3 down"))) == "$B$2:$C$1048576"
    assert to_address(band(shift("- B2:C3 left"))) == "$B$2:$XFD$3"


def numbers(most):
    return st.integers(1, most)


blocks = st.tuples(numbers(SIDE), numbers(SIDE), numbers(3), numbers(3))
shifts = st.builds(
    lambda block, inserted, down, whole: Shift(
        block if not whole else (block[0], 1, block[2], 16384) if down else (1, block[1], 1048576, block[3]),
        inserted=inserted,
        down=down,
    ),
    blocks, st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip


@given(blocks, st.lists(shifts, max_size=6))
def test_a_held_range_has_the_cells_that_it_had_wherever_they_went(block, changes):
    """Of its cells those that are left; and around them no cell that was not there and was not made."""
    model = GridModel()
    inside = [(block[0] + i, block[1] + j) for i in range(block[2]) for j in range(block[3])]
    model.cells = {(r, c): (r, c) in inside for r in range(1, 30) for c in range(1, 30)}
    coords = block
    for change in changes:
        model.apply(change)
        beyond = cuts(coords, change)
        try:
            coords = follow(coords, change)
        except Torn:
            return
        if coords is None:
            assert not any(model.cells.values())
            return
        if beyond:  # it stays where it is, as a reference does: from here on these are its cells
            return
        found = [value for row in model.block(*coords) for value in row]
        assert found.count(True) == list(model.cells.values()).count(True)
        assert False not in found


class Holder:
    """Somebody with a sheet, with cells and blocks of it in hand, and with a model of what it should be."""

    def __init__(self, sheet, seed):
        self.sheet, self.any = sheet, random.Random(seed)
        self.values, self.held_cells = GridModel(), GridModel()
        self.cells, self.blocks, self.written = {}, [], 0

    def step(self):
        self.any.choice((self.hold_cell, self.hold_block, self.write_cell, self.write_block, self.shift))()

    def hold_cell(self):
        place = self.any.randint(1, SIDE), self.any.randint(1, SIDE)
        name = self.held_cells.cells.setdefault(place, len(self.cells))
        self.cells[name] = self.sheet[place[0] - 1, place[1] - 1]
        if self.any.random() < 0.5:
            assert self.cells[name].value == self.values.cells.get(place)

    def hold_block(self):
        block = tuple(self.any.randint(1, most) for most in (SIDE, SIDE, 3, 3))
        held = self.sheet.range(block[:2]).resize(*block[2:])
        self.blocks.append((held, block))

    def shift(self):
        block = tuple(self.any.randint(1, most) for most in (SIDE, SIDE, 2, 2))
        change = Shift(block, inserted=self.any.random() < 0.5, down=self.any.random() < 0.5)
        cells = self.sheet.range(block[:2]).resize(*block[2:])
        if change.inserted:
            cells.insert("down" if change.down else "right")
        else:
            cells.delete("up" if change.down else "left")
        self.values.apply(change)
        self.held_cells.apply(change)
        self.blocks = [(held, self.followed(coords, change)) for held, coords in self.blocks]

    @staticmethod
    def followed(coords, change):
        try:
            return coords and follow(coords, change)
        except Torn:
            return None

    def write_cell(self):
        if not self.cells:
            return
        name = self.any.choice(sorted(self.cells))
        place = next((place for place, held in self.held_cells.cells.items() if held == name), None)
        self.write(self.cells[name], place and (*place, 1, 1))

    def write_block(self):
        if self.blocks:
            self.write(*self.any.choice(self.blocks))

    def write(self, held, coords):
        self.written += 1
        if coords is None:
            with pytest.raises(CellsGone):
                held.value = "lost"
            return
        held.value = float(self.written)
        for i in range(coords[2]):
            for j in range(coords[3]):
                self.values.cells[coords[0] + i, coords[1] + j] = float(self.written)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_inserted_and_deleted_a_write_lands_where_excel_would_put_it(sheet, seed):
    holder = Holder(sheet, seed)
    for _ in range(12):
        for _ in range(10):
            holder.step()
        assert sheet["A1"].resize(20, 20).value == holder.values.block(1, 1, 20, 20)
    assert holder.written > 30
