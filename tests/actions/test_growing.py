"""Older books get what new ones have, and parts that they lack: nothing of theirs moves, and undo gives their bytes back."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from salesbook.actions.add import ADD
from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run as run_action
from salesbook.books.file import FileBook
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.write import write_edits
from salesbook.cli.main import main
from salesbook.errors import BadInput, NotASalesbook
from salesbook.office.workbook import build
from salesbook.schema import SETTING_ROWS, STANDARD, TABLES
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.books.graft.donors import contents, theirs
from tests.sessions import run, session, undone

ACTS = {**ACTIONS, "add": ADD}
DAY = date(2026, 3, 2)
SHAPES = Path(__file__).parents[1] / "books" / "shapes"
WHO = Runner("", "", datetime(2026, 3, 2))  # Runs has no zones


def grown(action: str, path: Path, **words: object):
    """`add` or `upgrade` on a closed book."""
    options = ACTS[action].defaults()
    for name, value in words.items():
        setattr(options, name, value)
    return run_action(ACTS[action], session(action, FileBook(path), today=DAY, runner=WHO), options)


def a_book(path: Path, *parts: str) -> Path:
    """A new book with these parts."""
    build(str(path), book_id="BOOK-1", today=DAY, parts=parts or STANDARD)
    return path


@pytest.fixture(params=["first.xlsx", "first.xlsm"])
def older(request, tmp_path) -> Path:
    """A book of an earlier shape."""
    return Path(shutil.copy(SHAPES / request.param, tmp_path))


def cells(path: Path, *leave: str) -> dict[str, dict[str, list[object]]]:
    """What stands in all tables, by header."""
    grids = FileBook(path).read(list(TABLES)).grids
    return {
        name: {
            header: list(values) for header, values in grid.columns.items() if header in TABLES[name].by_name
        }
        for name, grid in grids.items()
        if name not in leave
    }


def test_an_older_book_has_all_after_an_upgrade_and_what_was_there_has_not_moved(older):
    before, parts = FileBook(older).read(list(TABLES)).grids, contents(older)
    said = grown("upgrade", older)
    assert said.messages[0] == (
        "Brought it up to date: 1 column in Calls (Topic), 1 column in Contacts (Country), 1 row in Settings. "
        + ("Buttons and macros that it has stay as they are. " if older.suffix == ".xlsm" else "")
        + "Nothing that was there has moved; undo takes it back."
    )
    after = FileBook(older).read(list(TABLES)).grids
    for name, table in TABLES.items():
        assert set(table.by_name) <= set(after[name].columns)
        for header, values in before[name].columns.items():
            assert list(after[name].columns[header])[: len(values)] == list(values) or name == "Runs", header
            assert after[name].letters[header] == before[name].letters[header]
    assert [s.name for s in SETTING_ROWS if s.name not in after["Settings"].columns["Setting"]] == []
    now = contents(older)
    kept = [name for name, content in parts.items() if now[name] == content]
    assert len(kept) > 0.8 * len(parts)
    assert {name for name in parts if "vba" in name.lower() or "chart" in name or "media" in name} <= set(
        kept
    )


def test_an_upgraded_book_passes_every_check_and_a_second_upgrade_changes_nothing(older):
    grown("upgrade", older)
    found = run("check", FileBook(older), today=DAY, runner=WHO).plan.problems
    assert not [problem for problem in found if "missing" in problem.why or "older" in problem.why]
    before = older.read_bytes()
    assert grown("upgrade", older).messages == ["The book is up to date: nothing was changed."]
    assert older.read_bytes() == before


def test_today_on_an_upgraded_book_is_that_of_a_new_book_with_the_same_data_cell_for_cell(older, tmp_path):
    grown("upgrade", older)
    new = a_book(tmp_path / "new.xlsx")
    data, book = FileBook(older).read(list(TABLES)), FileBook(new)
    seen = book.read(list(TABLES))
    changes = []
    for name, grid in data.grids.items():
        there = seen.grids[name]
        headers = [
            header for header in grid.columns if header in there.columns and header not in there.formulas
        ]
        rows = [{header: grid.columns[header][row] for header in headers} for row in range(grid.height)]
        for handle, row in zip(there.handles, rows, strict=False):
            changes.append(Set(name, [handle], {header: [value] for header, value in row.items()}))
        if rows[there.height :]:
            changes.append(Append(name, rows[there.height :]))
    book.write(resolve(changes, seen).edits, seen.seen)
    for path in (older, new):
        run("today", FileBook(path), today=DAY, runner=WHO)
    there, here = (cells(path, "Runs", "Settings") for path in (older, new))
    for tables in (there, here):
        del tables["Problems"]["Cell"]  # new columns stand at the right end of an older book's tables
    assert there == here


def test_undo_of_an_upgrade_and_of_a_part_gives_the_same_bytes_back(older, tmp_path):
    for path, words in ((older, ("upgrade",)), (a_book(tmp_path / "core.xlsx", "core"), ("add", "history"))):
        before = path.read_bytes()
        grown(words[0], path, part=list(words[1:]))
        assert path.read_bytes() != before
        assert undone(FileBook(path)).message.endswith("to the byte.")
        assert path.read_bytes() == before


def test_after_somebody_saved_the_book_undo_says_where_the_copy_from_before_is(older):
    grown("upgrade", older)
    book = FileBook(older)
    seen = book.read(["Contacts"])
    edits = resolve([Set("Contacts", [seen.grids["Contacts"].handles[0]], {"Country": ["ES"]})], seen).edits
    with Package.open(older) as package:  # as a person saves it: no record is kept
        layout, saved = read_layout(package), BytesIO()
        write_edits(package, layout, edits, saved)
    older.write_bytes(saved.getvalue())
    with pytest.raises(BadInput, match="changed more than cells"):
        undone(FileBook(older))


def test_adding_a_part_notes_the_day_it_came_and_twice_changes_nothing(tmp_path):
    path = a_book(tmp_path / "core.xlsx", "core")
    said = grown("add", path, part=["history", "history"])
    assert said.messages[0].startswith("Added history: 1 sheet (History), 1 table.")
    settings = FileBook(path).read(["Settings", "Runs"]).grids
    values = dict(
        zip(settings["Settings"].columns["Setting"], settings["Settings"].columns["Value"], strict=True)
    )
    assert values["Parts since"] == "history 2026-03-02"
    assert list(settings["Runs"].columns["Action"]) == ["add"]
    before = path.read_bytes()
    assert grown("add", path, part=["history"]).messages == [
        "The book has all of history already: nothing was changed."
    ]
    assert path.read_bytes() == before


def test_a_dry_run_tells_what_would_come_and_writes_nothing(older, capsys):
    before = older.read_bytes()
    assert main(["upgrade", str(older), "--dry-run"]) == 0
    assert (
        "Would bring it up to date: 1 column in Calls (Topic), 1 column in Contacts (Country)"
        in capsys.readouterr().err
    )
    assert older.read_bytes() == before


def test_a_workbook_that_is_no_salesbook_is_not_made_one(tmp_path):
    with pytest.raises(NotASalesbook):
        grown("upgrade", theirs(tmp_path / "mine.xlsx", ["One"]))
