"""Each shape that was ever released becomes the present one, and is then as good as a new book."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.schema import SETTING_ROWS, TABLES
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.books.fidelity import assert_only_cells, without_columns
from tests.books.graft.donors import new_book
from tests.books.lived_in import lived_in_workbook
from tests.books.looks import looks_of_columns
from tests.books.pack import M, Pack
from tests.books.table_check import area, table_problems
from tests.sessions import undone

DAY = "2026-03-02"
SHAPES = sorted(
    path for path in (Path(__file__).parents[1] / "books" / "shapes").iterdir() if path.suffix[:4] == ".xls"
)
OF_THE_CLOCK = {"Run ID", "When", "Seconds"}
OF_PLACES = {
    "Cell",
    "Changed",
}  # new columns stand at the right end of older tables; a cell named anew is a change
pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep


def test_the_first_released_shape_is_among_them():
    assert {"first.xlsx", "first.xlsm"} <= {path.name for path in SHAPES}


@pytest.fixture(scope="module", params=[*SHAPES, "lived in"], ids=lambda one: getattr(one, "name", one))
def upgraded(request, tmp_path_factory) -> Path:
    """A book of a shape, or one of the first in which people have built everything, after `upgrade`. Beside it `before`."""
    folder = tmp_path_factory.mktemp("shape")
    if isinstance(request.param, Path):
        path = Path(shutil.copy(request.param, folder / f"Büro 1{request.param.suffix}"))
    else:
        base = Path(shutil.copy(SHAPES[0].with_name("first.xlsx"), folder / "base.xlsx"))
        assert main(["today", str(base), "--today", DAY]) in {0, 1}
        path = lived_in_workbook(folder / "Büro 1.xlsm", base)
    shutil.copy(path, folder / "before")
    assert main(["upgrade", str(path), "--today", DAY]) == 0
    return path


@pytest.fixture(scope="module")
def new(upgraded) -> Path:
    """A new book with the same data, in which people have built the same."""
    path = new_book(upgraded.with_name("new.xlsx"))
    with_the_data_of(upgraded, path)
    return lived_in_workbook(path.with_suffix(".xlsm"), path) if is_lived_in(upgraded) else path


def is_lived_in(path: Path) -> bool:
    return "Mood" in FileBook(path).read(["Calls"]).grids["Calls"].columns


def with_the_data_of(path: Path, book: Path) -> None:
    """Put all that stands in the tables of one book into another one."""
    data, target = FileBook(path).read(list(TABLES)), FileBook(book)
    seen = target.read(list(TABLES))
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


def test_it_has_every_table_column_and_setting_of_a_new_book(upgraded):
    grids = FileBook(upgraded).read(list(TABLES)).grids
    assert {(name, header) for name, table in TABLES.items() for header in table.by_name} <= {
        (name, header) for name, grid in grids.items() for header in grid.columns
    }
    assert {row.name for row in SETTING_ROWS} <= set(grids["Settings"].columns["Setting"])


def test_a_second_upgrade_changes_nothing_and_doctor_finds_nothing_old(upgraded, capsys):
    before = upgraded.read_bytes()
    assert main(["upgrade", str(upgraded), "--today", DAY]) == 0
    assert "The book is up to date: nothing was changed." in capsys.readouterr().err
    assert upgraded.read_bytes() == before
    main(["doctor", str(upgraded)])
    assert "older salesbook" not in capsys.readouterr().err


def test_every_check_of_workbooks_finds_what_it_found_before(upgraded, tmp_path):
    before = shutil.copy(upgraded.with_name("before"), tmp_path / upgraded.name)
    found = [
        ({str(error) for error in OpenXmlValidator().validate(str(path)).errors}, table_problems(path))
        for path in (Path(before), upgraded)
    ]
    assert found[0] == found[1]


def test_nothing_of_the_file_changes_but_what_was_announced(upgraded):
    before, after = Pack(upgraded.with_name("before")), Pack(upgraded)
    changed = {name for name, data in before.parts.items() if after.parts[name] != data}
    assert set(after.parts) == set(before.parts)
    explained = {"xl/workbook.xml", "xl/styles.xml"}
    for part in changed & set(before.sheets.values()):
        explained |= {part, *before.related(part).values()}
        assert_sheet_only_grew(before, after, part)
    assert changed <= explained


def assert_sheet_only_grew(before: Pack, after: Pack, part: str) -> None:
    """Its tables may have got columns at their right end and rows at their lower end; notes came with the columns."""
    wider, longer = (0, -1), (0, 0)
    for table in before.related(part, "table").values():
        (_, _, right, bottom), (_, _, new_right, new_bottom) = (
            area(book.tree(table).get("ref")) for book in (before, after)
        )
        here, there = (
            [etree.tostring(one) for one in book.tree(table).iter(f"{M}tableColumn")]
            for book in (before, after)
        )
        assert there[: len(here)] == here
        wider = (right + 1, new_right) if new_right > right else wider
        longer = (bottom, new_bottom) if new_bottom > bottom else longer
    old, new = (without_columns(book.parts[part], *wider) for book in (before, after))
    assert_only_cells(old, new, (), longer)
    for comments in before.related(part, "comments").values():
        assert set(map(etree.tostring, before.tree(comments)[1])) <= set(
            map(etree.tostring, after.tree(comments)[1])
        )


def test_each_column_looks_and_takes_what_it_does_in_a_new_book(upgraded, new):
    assert looks_of_columns(upgraded) == looks_of_columns(new)


def values(path: Path) -> dict[str, dict[str, list[object]]]:
    """What stands in all tables, by header."""
    grids = FileBook(path).read(list(TABLES)).grids
    return {
        name: {
            header: list(cells)
            for header, cells in grid.columns.items()
            if header in TABLES[name].by_name and header not in OF_THE_CLOCK | OF_PLACES
        }
        for name, grid in grids.items()
    }


def test_the_day_is_that_of_a_new_book_with_the_same_data_cell_for_cell(upgraded, new, tmp_path):
    books = [Path(shutil.copy(one, tmp_path)) for one in (upgraded, new)]
    for each in books:
        assert main(["today", str(each), "--today", "2026-03-03"]) in {0, 1}
    assert values(books[0]) == values(books[1])


def test_undo_gives_the_bytes_back(upgraded, tmp_path):
    folder = shutil.copytree(upgraded.parent, tmp_path / "copy")
    assert undone(FileBook(folder / upgraded.name)).message.endswith("to the byte.")
    assert (folder / upgraded.name).read_bytes() == (folder / "before").read_bytes()
