"""A sheet is changed as if it had no rows, however its program wrote it and wherever the blocks in which it comes are cut."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.books.xlsx.graft.frame import SheetFrame
from salesbook.books.xlsx.graft.rows import NewCells
from salesbook.books.xlsx.refs import Area
from salesbook.errors import CannotChange, Damaged

HEAD, TAIL = b"<worksheet><!-- <sheetData> --><cols/>", b"<mergeCells/><!-- </sheetData> --></worksheet>"
ROWS = b'<row r="1"><c r="A1"/></row><!-- </sheetData><row r="2"> --><row r="3"><c r="B3"/></row><row r="9"/>'


class Cut:
    """A package whose one part comes in blocks of a size."""

    path = "book.xlsx"

    def __init__(self, part, size):
        self.blocks = [part[at : at + size] for at in range(0, len(part), size)]

    def stream(self, _):
        return iter(self.blocks)


def sheet(rows):
    return HEAD + (b"<sheetData>" + rows + b"</sheetData>" if rows else b"<sheetData />") + TAIL


@given(st.integers(1, 250), st.sampled_from([ROWS, b""]))
def test_what_nobody_changes_comes_out_as_it_came_in(size, rows):
    frame = SheetFrame(Cut(sheet(rows), size), "sheet")
    assert b"".join(frame.blocks()) == sheet(rows)
    assert b"<row" not in frame.frame.replace(b"<!-- </sheetData><row", b"")


@given(st.integers(1, 250), st.sampled_from([ROWS, b""]))
def test_new_cells_and_another_frame_come_together(size, rows):
    frame = SheetFrame(Cut(sheet(rows), size), "sheet")
    frame.change(lambda part: part.replace(b"<cols/>", b"<cols>wide</cols>"))
    frame.insert(NewCells(Area(3, 2, 3, 3), lambda row: b'<c r="C%d"/>' % row, ValueError))
    frame.insert(NewCells(Area(5, 3, 5, 3), lambda row: b'<c r="E%d"/>' % row, ValueError))
    two, three = b'<row r="2"><c r="C2"/></row>', b'<c r="C3"/><c r="E3"/></row>'
    made = two + b'<row r="3">' + three
    if rows:
        made = ROWS.replace(b'<row r="3">', two + b'<row r="3">').replace(
            b'<c r="B3"/></row>', b'<c r="B3"/>' + three
        )
    whole = (HEAD + b"<sheetData>" + made + b"</sheetData>" + TAIL).replace(b"<cols/>", b"<cols>wide</cols>")
    assert b"".join(frame.blocks()) == whole


def test_a_sheet_that_breaks_off_is_damaged_and_one_in_an_old_encoding_is_told():
    with pytest.raises(Damaged):
        SheetFrame(Cut(sheet(ROWS)[: len(HEAD) + 60], 50), "sheet")
    with pytest.raises(Damaged):
        SheetFrame(Cut(HEAD, 50), "sheet")
    with pytest.raises(CannotChange, match="unusual encoding"):
        SheetFrame(Cut(sheet(ROWS).decode().encode("utf-16"), 50), "sheet")


class Made:
    """A package whose one part is a sheet of many rows, made as it is read."""

    path = "book.xlsx"
    rows = 10_000

    def stream(self, _):
        yield HEAD + b"<sheetData>"
        for start in range(1, self.rows, 100):
            yield b"".join(
                b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%b</t></is></c></row>' % (row, row, b"a" * 400)
                for row in range(start, start + 100)
            )
        yield b"</sheetData>" + TAIL


def test_a_large_sheet_is_never_in_memory_as_a_whole():
    tracemalloc.start()
    frame = SheetFrame(Made(), "sheet")
    frame.insert(NewCells(Area(3, 1, 3, Made.rows), lambda row: b'<c r="C%d"/>' % row, ValueError))
    size = sum(map(len, frame.blocks()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 4_000_000
    assert peak < size / 3
