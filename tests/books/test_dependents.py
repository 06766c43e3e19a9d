"""Which results depend on what: against a graph of single cells, on many small random sheets."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesbook.books.xlsx.recalculation.circles import circles
from salesbook.books.xlsx.recalculation.dependents import Dirty, spread
from salesbook.books.xlsx.recalculation.precedents import reads
from salesbook.books.xlsx.recalculation.runs import Runs, formulas_of
from salesbook.tables.grid import column_letters
from tests.books.patching import sheet_xml

SHEETS = ("One", "Two")
ROWS, COLUMNS = 7, 4
CELLS = [
    (sheet, row, column) for sheet in SHEETS for row in range(1, ROWS + 1) for column in range(1, COLUMNS + 1)
]
PLACES = st.sampled_from(CELLS)
ROW_1 = {cell for cell in CELLS if cell[:2] == ("One", 1)}


@st.composite
def references(draw):
    """A reference as text, and the cells that it means."""
    sheet = draw(st.sampled_from(SHEETS))
    rows = sorted(draw(st.tuples(st.integers(1, ROWS), st.integers(1, ROWS))))
    columns = sorted(draw(st.tuples(st.integers(1, COLUMNS), st.integers(1, COLUMNS))))
    fixed = draw(st.sampled_from(["", "$"]))
    kind = draw(st.sampled_from(["cell", "cell", "area", "rows", "columns", "through"]))
    if kind == "cell":
        rows, columns = [rows[0]] * 2, [columns[0]] * 2
        text = f"{sheet}!{fixed}{column_letters(columns[0])}{rows[0]}"
    elif kind == "rows":
        columns = [1, COLUMNS]
        text = f"{sheet}!{fixed}{rows[0]}:{rows[1]}"
    elif kind == "columns":
        rows = [1, ROWS]
        text = f"{sheet}!{column_letters(columns[0])}:{fixed}{column_letters(columns[1])}"
    else:
        ends = f"{column_letters(columns[0])}{fixed}{rows[0]}:{column_letters(columns[1])}{rows[1]}"
        text = f"One:Two!{ends}" if kind == "through" else f"'{sheet}'!{ends}"
    over = SHEETS if kind == "through" else (sheet,)
    return text, set(product(over, range(rows[0], rows[1] + 1), range(columns[0], columns[1] + 1)))


FORMULAS = st.dictionaries(PLACES, st.lists(references(), min_size=1, max_size=2), max_size=14)


def reached(start, edges):
    """Everything that can be reached from `start`."""
    found, waiting = set(), list(start)
    while waiting:
        for each in edges.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


# The same text in two rows of a column, of a row that moves with them: it is not the same row.
@example({("Two", 1, 4): [("One!1:1", ROW_1)], ("Two", 4, 4): [("One!1:1", ROW_1)]}, {("One", 1, 2)})
@settings(max_examples=150, deadline=None)
@given(FORMULAS, st.sets(PLACES, min_size=1, max_size=3))
def test_results_that_depend_on_changed_cells_are_found_and_no_others(formulas, changed):
    changed -= set(formulas)
    runs = Runs(SHEETS, {}, {})
    for sheet in SHEETS:
        rows = "".join(
            f'<row r="{row}">' + "".join(
                f'<c r="{column_letters(column)}{row}"><f>{"+".join(text for text, _ in formulas[sheet, row, column])}</f><v>1</v></c>'
                for column in range(1, COLUMNS + 1) if (sheet, row, column) in formulas
            ) + "</row>" for row in range(1, ROWS + 1)
        )  # fmt: skip
        data = sheet_xml(f"<sheetData>{rows}</sheetData>").encode()
        runs.take(sheet, formulas_of(data[i : i + 97] for i in range(0, len(data), 97)))
    dirty = Dirty()
    for sheet, row, column in changed:
        dirty.mark(sheet.lower(), column, np.array([row]))
    every = runs.all()
    results = spread(every, dirty)

    read_by: dict = {}
    for cell, refs in formulas.items():
        for other in set().union(*(cells for _, cells in refs)):
            read_by.setdefault(other, set()).add(cell)
    expected = reached(changed, read_by)
    assert {cell for cell in CELLS if results.has(cell[0].lower(), cell[1], cell[2])} == expected
    among = {cell: read_by.get(cell, set()) & expected for cell in expected}
    in_circles = {(sheet.lower(), row, column) for sheet, row, column in expected
                  if (sheet, row, column) in reached([(sheet, row, column)], among)}  # fmt: skip
    assert circles(every, results) == in_circles


@pytest.mark.parametrize(("text", "read"), [
    ("A2+$B$3", "A2 B3"), ("Data!A1:B2", "data!A1:B2"), ("'It''s'!A1", "it's!A1"), ("'a:b'!A1", "a-b!A1"), ("XFD1+XFE1", "XFD1"),
    ("A1048576+A1048577", "A1048576"), ('"A1"&B1', "B1"), ("LOG10(A1)", "A1"), ("Data!A1:Data!B5", "data!A1:B5"), ("TAX2024", "TAX2024"),
    ("name1", ""), ("$A1:INDEX(C:C,2)", "A1 C1:C1048576 A1:C1048576"), ("x.A1", ""), ("A1.B2", ""), ("A1 B2", "A1 B2"), ("_A1", ""),
])  # fmt: skip
def test_references_are_told_from_names_and_texts(text, read):
    found = []
    for ref in reads(text).refs:
        first, last = (
            f"{column_letters(column.at)}{row.at}"
            for column, row in ((ref.left, ref.top), (ref.right, ref.bottom))
        )
        sheet = f"{ref.sheet}{'-' * bool(ref.last)}{ref.last}"
        found.append((f"{sheet}!" if sheet else "") + (first if first == last else f"{first}:{last}"))
    assert " ".join(found) == read


def test_a_long_chain_without_any_pattern_takes_seconds_at_most():
    chain = "".join(
        f'<row r="{n}"><c r="B{n}"><f>B{n - 1}+A{n * 7 % 100 + 1}</f></c></row>' for n in range(2, 2000)
    )
    runs = Runs(["S"], {}, {})
    runs.take("S", formulas_of([sheet_xml(f"<sheetData>{chain}</sheetData>").encode()]))
    dirty = Dirty()
    dirty.mark("s", 2, np.array([1]))
    results = spread(runs.all(), dirty)
    assert all(results.has("s", row, 2) for row in (2, 1000, 1999))


def test_long_chains_and_long_columns_take_no_time():
    """A chain of irregular formulas, and one column that is filled down: seconds, if each were looked at again and again."""
    chain = "".join(f'<row r="{n}"><c r="B{n}"><f>B{n - 1}*{n}+A{n}</f></c><c r="C{n}"><f>SUM(B$2:B{n})+C{n - 1}</f></c></row>'
                    for n in range(2, 3000))  # fmt: skip
    runs = Runs(["S"], {}, {})
    runs.take("S", formulas_of([sheet_xml(f"<sheetData>{chain}</sheetData>").encode()]))
    every, dirty = runs.all(), Dirty()
    dirty.mark("s", 1, np.array([3]))
    results = spread(every, dirty)
    assert [results.has("s", row, 2) for row in (2, 3, 2999)] == [False, True, True]
    assert circles(every, results) == frozenset()
