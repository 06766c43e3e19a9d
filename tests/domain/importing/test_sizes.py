"""Where a file is read in one way and where in another: each size from both sides."""

from __future__ import annotations

import pytest

from salesbook.actions.import_file import read_import_file
from salesbook.tables.source import LOOK


def source(folder, text, table="Contacts"):
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return read_import_file(path, table)


@pytest.mark.parametrize(("above", "found"), [(LOOK - 1, True), (LOOK, False)])
def test_a_header_is_looked_for_in_sixty_lines(tmp_path, above, found):
    text = "".join(f"remark {i},\n" for i in range(above)) + "Name,Email\nAnna,a@example.com\n"
    assert (source(tmp_path, text).headers == ("Name", "Email")) == found


@pytest.mark.parametrize(
    ("header", "cells", "rows"),
    [("Name,Email,Phone", "Bob,b@example.com,1", 1), ("Name,Email", "Bob,b@example.com", 2)],
)
def test_a_line_with_one_cell_after_a_blank_one_is_a_footnote_from_three_columns_on(
    tmp_path, header, cells, rows
):
    assert source(tmp_path, f"{header}\n{cells}\n\nThese are all\n").height == rows


@pytest.mark.parametrize(("header", "faults"), [("Name,Email,Phone", 1), ("Name,Email", 0)])
def test_lines_within_a_cell_are_suspected_from_three_columns_on(tmp_path, header, faults):
    row = "x," * (header.count(",")) + "y"
    text = f'{header}\n{row}\n{row}\n"Bob\n{row}\nx",' + ",".join("y" * header.count(",")) + f"\n{row}\n"
    assert len(source(tmp_path, text).faults) == faults
