"""The fast way and the careful way give the same bytes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from salesbook.books.xlsx.fast import FastRows
from salesbook.tables.grid import column_letters
from salesbook.tables.plan import Value
from tests.books.patching import Book, edit, write

SHEET = "xl/worksheets/sheet1.xml"
WIDTH, HEIGHT = 6, 40
HEAD = '<cols><col min="3" max="4" style="2" width="9"/></cols>'
HEADERS = [f"c{i}" for i in range(WIDTH)]
INSIDES = [
    "/>",
    "><v>1</v></c>",
    ' t="s"><v>0</v></c>',
    ' t="inlineStr"><is><t>a s="5" b</t></is></c>',
    ' t="str"><f>1+1</f><v>x</v></c>',
]
VALUES = [1.5, 2, "text", None, True, date(2024, 1, 1)]


def a_cell(dice: Random, ref: str, usual: str) -> str:
    """Most rows look alike; some lack a cell, have another format, or are written in another way."""
    kind = dice.randrange(30)
    if kind == 0:
        return ""
    style = {1: "", 2: ' s="1"'}.get(kind, usual)
    inside = dice.choice(INSIDES) if kind < 12 else "><v>1</v></c>"
    return f'<c x="1" r="{ref}"{style}{inside}' if kind == 3 else f'<c r="{ref}"{style}{inside}'


def a_sheet(dice: Random) -> str:
    styles = [dice.choice(["", ' s="1"', ' s="2"']) for _ in range(WIDTH)]
    absent = {column for column in range(WIDTH) if dice.random() < 0.2}  # a column that nobody has used yet
    rows = []
    for number in range(2, HEIGHT + 2):
        row = (
            a_cell(dice, f"{column_letters(i + 1)}{number}", styles[i])
            for i in range(WIDTH)
            if i not in absent
        )
        rows.append(f'<row r="{number}" spans="1:6">{"".join(row)}</row>')
    return "".join(rows)


def an_edit(dice: Random) -> dict[str, dict[int, Value]]:
    columns = {}
    for name in dice.sample(HEADERS, dice.randint(1, WIDTH)):
        if dice.random() < 0.5:
            value = dice.choice(VALUES)
            columns[name] = {row: value if value is not None else row / 7 for row in range(HEIGHT)}
        else:
            columns[name] = {
                row: dice.choice(VALUES) for row in dice.sample(range(HEIGHT), dice.randint(1, HEIGHT))
            }
    return columns


@pytest.mark.parametrize("seed", range(60))
def test_fast_and_careful_agree(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    tables = {"T": (f"A1:F{HEIGHT + 1}", " ".join(HEADERS))}
    book = Book(a_sheet(dice), tables, head=HEAD).save(tmp_path / "b.xlsx")
    change = edit("T", HEIGHT, **an_edit(dice))
    fast = write(book, change)
    with patch.object(FastRows, "row", return_value=None):
        careful = write(book, change)
    assert re.split("(?=<row)", fast[SHEET]) == re.split("(?=<row)", careful[SHEET])
    assert fast == careful


def test_most_rows_go_the_fast_way(tmp_path: Path) -> None:
    """Or the comparison above would compare nothing."""
    body = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{column_letters(c)}{n}" s="2"><v>{c}</v></c>' for c in range(1, 7))
        + "</row>"
        for n in range(2, HEIGHT + 2)
    )
    book = Book(body, {"T": (f"A1:F{HEIGHT + 1}", " ".join(HEADERS))}).save(tmp_path / "b.xlsx")
    made = []
    way = FastRows.row

    def counted(*args):
        made.append(way(*args))
        return made[-1]

    with patch.object(FastRows, "row", counted):
        write(
            book,
            edit("T", HEIGHT, c1=dict.fromkeys(range(HEIGHT), 1.5), c4=dict.fromkeys(range(HEIGHT), "x")),
        )
    assert len(made) == HEIGHT
    assert made.count(None) == 1  # the first, which the others are like
