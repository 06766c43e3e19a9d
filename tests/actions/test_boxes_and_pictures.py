"""What spreadsheet programs put beside the words on a line of Calls: boxes to tick, and pictures."""

from __future__ import annotations

from dataclasses import replace

from salesbook.books.file import FileBook
from salesbook.domain.facts.call_rows import typed_rows
from salesbook.tables.frames import frames
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Replace
from salesbook.tables.resolve import resolve
from tests.books.make import with_pictures
from tests.helpers import book, column, snapshot


def with_boxes(**boxes):
    """A book with three lines of Calls, and a column of boxes that a rep added."""
    store = book(Calls="Call ID | Contact ID | Rep\nK1 | C1 | ann\nK2 | C2 | ann\nK3 | C3 | ann")
    grid = store.grids["Calls"]
    store.grids["Calls"] = replace(
        grid, columns={**grid.columns, **{name: list(cells) for name, cells in boxes.items()}}
    )
    return store


def test_a_box_that_nobody_ticked_is_nothing_typed():
    """Inserting boxes makes every cell of a column FALSE; no line would ever have left the list again."""
    store = with_boxes(Done=[False, True, None])
    calls = frames(snapshot(store))[0]["Calls"]
    assert typed_rows(calls).to_dict() == {"K1": False, "K2": True, "K3": False}
    assert origin_of(calls).extra == {"K2": {"Done": "True"}}


def test_a_row_of_unticked_boxes_is_a_blank_row():
    store = with_boxes(Done=[False, False, False])
    for cells in store.grids["Calls"].columns.values():
        if cells[0] is not False:
            cells[2] = None
    store.grids["Calls"] = replace(store.grids["Calls"], names=None)
    seen = snapshot(store)
    assert list(frames(seen)[0]["Calls"].index) == ["K1", "K2"]
    store.write(resolve([Append("Calls", [{"Call ID": "K4"}])], seen).edits, seen.seen)
    assert column(store, "Calls", "Call ID") == ["K1", "K2", "K4"]
    assert column(store, "Calls", "Done") == [False, False, False]


def test_a_picture_on_a_line_stays_with_it_as_a_comment_does(tmp_path):
    """A line that came into its place would stand beside somebody else's picture."""
    seen = FileBook(with_pictures(tmp_path / "b.xlsx")).read(["Calls"])
    grid = seen.grids["Calls"]
    assert grid.notes == {0: "(a picture lies on this line)"}
    resolved = resolve([Replace("Calls", ["K1", "K2"], [{"Call ID": "N1"}, {"Call ID": "N2"}])], seen)
    assert resolved.after.grids["Calls"].columns["Call ID"] == [None, "N1", "K3", "N2"]
