"""Columns as their distinct cells."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.audience.cells import _SPACES, DistinctCells
from salesbook.util.folding import caseless


@given(st.lists(st.text(st.characters() | st.sampled_from(" \0\u0301éA"))))
def test_many_texts_fold_as_each_of_them_does(texts):
    cells = DistinctCells(texts)
    assert cells.texts == [caseless(cell.strip()) if cell else "" for cell in cells.distinct]


def test_every_sign_of_white_space_is_known():
    spaces = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}
    assert {*_SPACES, " "} == spaces


def test_equal_cells_of_different_types_are_told_apart():
    cells = DistinctCells([1, True, 1.0, "1", 1])
    assert cells.where(cell is True for cell in cells.distinct).tolist() == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]
