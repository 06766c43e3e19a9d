"""Each shape that was ever released becomes the present one, and is then as good as a new book."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from salesbook.books.file import FileBook
from salesbook.books.live.book import LiveBook
from salesbook.cli.main import main
from salesbook.schema import FIRST, PARTS, SETTING_ROWS, TABLES, sheets
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.books.graft.donors import new_book
from tests.books.growth import assert_only_grew
from tests.books.lived_in import lived_in_workbook
from tests.books.looks import looks_of_columns
from tests.books.pack import Pack
from tests.books.table_check import area, table_problems
from tests.helpers import STANDARD_TABLES
from tests.sessions import undone

DAY = "2026-03-02"
SHAPES = sorted(
    path for path in (Path(__file__).parents[1] / "books" / "shapes").iterdir() if path.suffix[:4] == ".xls"
)
OF_THE_CLOCK = {"Run ID", "When", "Seconds"}
# New columns stand at the right end of older tables; a cell that is named anew in Problems is a change.
OF_PLACES = {"Cell", "Changed"}
MORE = [name for name, part in PARTS.items() if name != "core" and part.since == FIRST]
THEIR_SHEETS = [label for label in sheets(MORE) if label not in sheets(["core"])]
pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep


def test_the_first_released_shape_is_among_them():
    assert {"first.xlsx", "first.xlsm"} <= {path.name for path in SHAPES}


@dataclass(frozen=True)
class Grown:
    """A book of an older shape after `commands`; `before` is the book before them."""

    path: Path
    before: Path
    commands: Sequence[Sequence[str]]


@pytest.fixture(
    scope="module", params=[*SHAPES, "lived in", "parts deleted"], ids=lambda one: getattr(one, "name", one)
)
def grown(request, tmp_path_factory) -> Grown:
    """A book of a shape after `upgrade`; one of the first in which people have built everything; and the same again
    of which they have deleted parts, which come back one by one before the upgrade."""
    folder = tmp_path_factory.mktemp("shape")
    commands = [["upgrade"]]
    if isinstance(request.param, Path):
        path = Path(shutil.copy(request.param, folder / f"Büro 1{request.param.suffix}"))
    else:
        base = Path(shutil.copy(SHAPES[0].with_name("first.xlsx"), folder / "base.xlsx"))
        assert main(["today", str(base), "--today", DAY]) in {0, 1}
        path = lived_in_workbook(folder / "Büro 1.xlsm", base)
    if request.param == "parts deleted":
        book = Pack(path)
        for sheet in THEIR_SHEETS:
            book.delete_sheet(sheet)
        book.save(path)
        commands = [*(["add", part] for part in MORE), *commands]
    before = Path(shutil.copy(path, folder / f"before{path.suffix}"))
    for command, *words in commands:
        assert main([command, str(path), *words, "--today", DAY]) == 0
    return Grown(path, before, commands)


@pytest.fixture(scope="module")
def new(grown) -> Path:
    """A new book with the same data, in which people have built the same."""
    path = new_book(grown.path.with_name("new.xlsx"))
    with_the_data_of(grown.path, path)
    return lived_in_workbook(path.with_suffix(".xlsm"), path) if is_lived_in(grown.path) else path


def is_lived_in(path: Path) -> bool:
    return "Mood" in FileBook(path).read(["Calls"]).grids["Calls"].columns


def with_the_data_of(path: Path, book: Path) -> None:
    """Put all that stands in the tables of one book into another one."""
    data, target = FileBook(path).read(STANDARD_TABLES), FileBook(book)
    seen = target.read(STANDARD_TABLES)
    changes: list[Set | Append] = []
    for name, grid in data.grids.items():
        there = seen.grids[name]
        headers = [one for one in grid.columns if one in there.columns and one not in there.formulas]
        rows = [{header: grid.columns[header][row] for header in headers} for row in range(grid.height)]
        for handle, row in zip(there.handles, rows, strict=False):
            changes.append(Set(name, [handle], {header: [value] for header, value in row.items()}))
        if rows[there.height :]:
            changes.append(Append(name, rows[there.height :]))
    target.write(resolve(changes, seen).edits, seen.seen)


def looks_but_what_stays(path: Path) -> dict[tuple[str, str], dict[str, object]]:
    """How columns look. What the first shape had stays as it was given: formats and notes of its columns, and of people's own,
    and the lights of its tables, in which new columns stand, too.
    """
    return {
        (table, header): {**look, **dict.fromkeys(_staying(table, header), "")}
        for (table, header), look in looks_of_columns(path).items()
    }


def _staying(table: str, header: str) -> Sequence[str]:
    if _is_old(table, header):
        return "cells", "lights", "said"
    return ("lights",) if TABLES[table].since == FIRST else ()


def _is_old(table: str, header: str) -> bool:
    column = TABLES[table].by_name.get(header)
    return column is None or max(column.since, TABLES[table].since) == FIRST


def test_it_has_every_table_column_and_setting_of_a_new_book(grown):
    grids = FileBook(grown.path).read(STANDARD_TABLES).grids
    assert {(name, column.name) for name in STANDARD_TABLES for column in TABLES[name].shown} <= {
        (name, header) for name, grid in grids.items() for header in grid.columns
    }
    assert {row.name for row in SETTING_ROWS} <= set(grids["Settings"].columns["Setting"])


def test_a_second_upgrade_changes_nothing_and_doctor_finds_nothing_old(grown, capsys):
    before = grown.path.read_bytes()
    assert main(["upgrade", str(grown.path), "--today", DAY]) == 0
    assert "The book is up to date: nothing was changed." in capsys.readouterr().err
    assert grown.path.read_bytes() == before
    main(["doctor", str(grown.path)])
    assert "older salesbook" not in capsys.readouterr().err


def test_every_check_of_workbooks_finds_what_it_found_before(grown):
    found = [
        ({str(error) for error in OpenXmlValidator().validate(str(path)).errors}, table_problems(path))
        for path in (grown.before, grown.path)
    ]
    assert found[0] == found[1]


def test_nothing_of_the_file_changes_but_what_was_announced(grown):
    came = (*THEIR_SHEETS, "Report") if len(grown.commands) > 1 else ("Report",)
    ours = grown.path.suffix == ".xlsm" and not is_lived_in(grown.path)
    assert_only_grew(grown.before, grown.path, *came, macros=ours)


def test_each_column_looks_and_takes_what_it_does_in_a_new_book(grown, new):
    assert looks_but_what_stays(grown.path) == looks_but_what_stays(new)


def values(path: Path) -> dict[str, dict[str, list[object]]]:
    """What stands in all tables, by header."""
    grids = FileBook(path).read(STANDARD_TABLES).grids
    return {
        name: {
            header: list(cells)
            for header, cells in grid.columns.items()
            if header in TABLES[name].by_name and header not in OF_THE_CLOCK | OF_PLACES
        }
        for name, grid in grids.items()
    }


def test_the_day_is_that_of_a_new_book_with_the_same_data_cell_for_cell(grown, new, tmp_path):
    books = [Path(shutil.copy(one, tmp_path)) for one in (grown.path, new)]
    for each in books:
        assert main(["today", str(each), "--today", "2026-03-03"]) in {0, 1}
    assert values(books[0]) == values(books[1])


def test_libreoffice_reads_in_it_what_stands_in_it(grown, office):
    book = office.books.open(grown.path)
    there = LiveBook(book).read(STANDARD_TABLES).grids
    labels = LiveBook(book).labels()
    book.close()
    file = FileBook(grown.path)
    here = file.read(STANDARD_TABLES).grids
    assert labels == file.labels()
    for name, grid in here.items():
        worked_out = grid.formulas | there[name].formulas  # nobody has worked them out in the file yet
        assert [{**each.columns, **dict.fromkeys(worked_out)} for each in (there[name], grid)] == [
            {**grid.columns, **dict.fromkeys(worked_out)}
        ] * 2


def test_undo_gives_the_bytes_back(grown, tmp_path):
    folder = shutil.copytree(grown.path.parent, tmp_path / "copy")
    for _ in grown.commands:
        assert undone(FileBook(folder / grown.path.name)).message.endswith("to the byte.")
    assert (folder / grown.path.name).read_bytes() == grown.before.read_bytes()


def test_a_row_of_theirs_that_bears_the_name_of_a_note_on_parts_is_not_written_over(tmp_path, capsys):
    book = Pack(SHAPES[0].with_name("first.xlsx"))
    for sheet in THEIR_SHEETS:
        book.delete_sheet(sheet)
    path, row = tmp_path / "mine.xlsx", book.bottom("Settings") + 1
    book.type("Settings", f"A{row}", "Parts since")
    book.type("Settings", f"B{row}", "spare parts: 2019")
    _, _, right, _ = area(book.table("Settings").get("ref"))
    book.resize("Settings", right, row)
    book.save(path)
    before = path.read_bytes()
    assert main(["add", str(path), "mail", "--today", DAY]) == 3
    assert f"The row 'Parts since' in Settings!A{row} is yours" in capsys.readouterr().err
    assert path.read_bytes() == before
